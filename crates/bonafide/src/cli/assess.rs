//! `bonafide assess`: a regulation applied to cases, one result a case.

mod courts;

use std::io::Write;

use bonafide_rules::assess::Status;
use bonafide_rules::case::{CaseError, Line as Read};

use self::courts::{Court, Courts, Judged, Ruling};
use super::cases;
use super::lines::{LINE_MAX, Line, Lines};
use super::options::{Assess, Output};
use super::versions::Version;
use super::{Exit, Fault, Terminal};
use crate::report::answer_json::{Refused, line_and_notes, refused};
use crate::report::answer_page::{Page, conclusion};
use crate::report::json;
use crate::report::paint::Ink;
use crate::report::phrase::Phrase;
use crate::report::wrap::wrapped;
use crate::words::say;

/// Answers every line.
pub(super) fn run(options: &Assess, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let superior = options.superior.as_deref();
    let current = match Version::open(terminal, &options.regulation, superior)? {
        Ok(current) => current,
        Err(exit) => return Ok(exit),
    };
    let mut others = Vec::new();
    for path in &options.older {
        match Version::open(terminal, path, None)? {
            Ok(version) => others.push(version),
            Err(exit) => return Ok(exit),
        }
    }
    if options.older.is_empty() {
        others = Version::others(terminal, &options.regulation, current.regulation());
    }
    let mut lines = Lines::open(&options.cases)?;
    let mut run = Run {
        output: options.output,
        courts: Courts::new(&current, &others),
        counts: Counts::default(),
        buffer: String::new(),
    };
    loop {
        let number = lines.number() + 1;
        match lines.next()? {
            None => break,
            Some(Line::TooLong(length)) => {
                let most = (LINE_MAX / 1024 / 1024).to_string();
                let error = CaseError::new("line-too-long").with("length", length.to_string()).with("most", most);
                run.refuse(terminal, &error, number);
            }
            Some(Line::Whole(line)) => run.line(terminal, line, number),
        }
        terminal.out.write_all(run.buffer.as_bytes())?;
        run.buffer.clear();
    }
    if run.output == Output::Text {
        run.sum(terminal)?;
    }
    Ok(run.counts.exit())
}

#[derive(Default)]
struct Counts {
    decided: u64,
    undetermined: u64,
    conflicts: u64,
    errors: u64,
}

impl Counts {
    fn add(&mut self, status: Status) {
        match status {
            Status::Decided => self.decided += 1,
            Status::Undetermined => self.undetermined += 1,
            Status::Conflict => self.conflicts += 1,
        }
    }

    /// The order the help states.
    fn exit(&self) -> Exit {
        match (self.errors, self.undetermined, self.conflicts) {
            (1.., _, _) => Exit::Wrong,
            (0, 1.., _) => Exit::Undecided,
            (0, 0, 1..) => Exit::No,
            (0, 0, 0) => Exit::Yes,
        }
    }
}

struct Run<'e> {
    output: Output,
    courts: Courts<'e>,
    counts: Counts,
    buffer: String,
}

impl Run<'_> {
    fn line(&mut self, terminal: &Terminal, line: &[u8], number: u64) {
        match self.courts.asked.read(line) {
            Ok(Read::Blank) => {}
            Ok(Read::Case) => self.answer(terminal, line, number),
            Err(error) => self.refuse(terminal, &error, number),
        }
    }

    fn answer(&mut self, terminal: &Terminal, line: &[u8], number: u64) {
        let mut notes = cases::notes(&terminal.words, &self.courts.asked.case);
        let ruling = self.courts.rule(&terminal.words, line, &mut notes);
        self.counts.add(ruling.chosen().answer.status);
        match self.output {
            Output::Json => self.json(&ruling, number, &notes),
            Output::Text => self.page(terminal, &ruling, &notes),
        }
    }

    fn json(&mut self, ruling: &Ruling, number: u64, notes: &[String]) {
        let (buffer, courts) = (&mut self.buffer, &self.courts);
        buffer.push_str("{\"id\": ");
        json::text(buffer, &courts.asked.case.id);
        buffer.push_str(", ");
        let chosen = ruling.chosen();
        courts.of(chosen).json.fields(buffer, &chosen.answer);
        if let Some(both) = ruling.both() {
            json::key(buffer, "versions");
            json::list(buffer, both, |buffer, (judged, is_chosen)| {
                buffer.push('{');
                courts.of(judged).json.fields(buffer, &judged.answer);
                json::key(buffer, "chosen");
                buffer.push_str(if is_chosen { "true" } else { "false" });
                buffer.push('}');
            });
        }
        self.json_readings(chosen);
        line_and_notes(&mut self.buffer, number, notes);
        self.buffer.push_str("}\n");
    }

    /// The outcome under each competing reading.
    fn json_readings(&mut self, chosen: &Judged) {
        let Court { case, assessor, json, .. } = self.courts.of_mut(chosen);
        if case.readings.is_empty() {
            return;
        }
        let buffer = &mut self.buffer;
        json::key(buffer, "readings");
        let case = &*case;
        json::list(buffer, &case.readings, |buffer, reading| {
            let mut standings = case.standings.clone();
            if let Some(slot) = standings.get_mut(reading.fact.0 as usize) {
                *slot = reading.standing;
            }
            buffer.push_str("{\"by\": ");
            json::text(buffer, &reading.by);
            buffer.push_str(", ");
            json.fields(buffer, &assessor.assess(&standings));
            buffer.push('}');
        });
    }

    fn page(&mut self, terminal: &Terminal, ruling: &Ruling, notes: &[String]) {
        let words = &terminal.words;
        let court = self.courts.of_mut(ruling.chosen());
        let phrase = Phrase { words, regulation: court.regulation() };
        let mut page = Page { phrase, case: &court.case, paint: terminal.paint, out: &mut self.buffer };
        page.write(court.version.engine(), &mut court.assessor);
        if let Some(other) = ruling.other() {
            let phrase = Phrase { words, regulation: self.courts.of(other).regulation() };
            let key = if ruling.is_act_chosen { "assess-version-newer" } else { "assess-version-older" };
            let line = say!(words, key, title = phrase.title(), conclusion = conclusion(phrase, &other.answer));
            self.buffer.push_str(&format!("\n{}\n", wrapped("", "", &line)));
        }
        if !notes.is_empty() {
            self.buffer.push_str(&format!("\n{}\n", terminal.paint.ink(Ink::Head, &words.say("assess-notes"))));
            for note in notes {
                self.buffer.push_str(&wrapped("  ", "  ", note));
                self.buffer.push('\n');
            }
        }
        self.buffer.push('\n');
    }

    fn refuse(&mut self, terminal: &Terminal, error: &CaseError, line: u64) {
        self.counts.errors += 1;
        let words = &terminal.words;
        let sentence = cases::fault(words, error);
        if self.output == Output::Json {
            let told = Refused { id: error.id.as_deref(), sentence: &sentence, line, fact: error.fact.as_deref() };
            refused(&mut self.buffer, &told);
            self.buffer.push('\n');
            return;
        }
        let text = match &error.id {
            Some(id) => say!(words, "case-refused", line = line, id = id.as_str(), sentence = sentence),
            None => say!(words, "case-refused-unnamed", line = line, sentence = sentence),
        };
        let page = terminal.paint.ink(Ink::Bad, &wrapped("── ", "   ", &text));
        self.buffer.push_str(&page);
        self.buffer.push_str("\n\n");
    }

    fn sum(&self, terminal: &mut Terminal) -> Result<(), Fault> {
        let Counts { decided, undetermined, conflicts, errors } = self.counts;
        let all = decided + undetermined + conflicts + errors;
        let sum = say!(
            terminal.words,
            "assess-sum",
            all = all,
            decided = decided,
            undetermined = undetermined,
            conflicts = conflicts,
            errors = errors,
        );
        writeln!(terminal.out, "{}", wrapped("", "", &sum))?;
        Ok(())
    }
}
