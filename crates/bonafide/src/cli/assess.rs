//! `bonafide assess`: a regulation applied to cases, one result a case.

use std::io::Write;

use bonafide_rules::assess::{Answer, Assessor, Status};
use bonafide_rules::case::{Case, CaseError, CaseReader, Line as Read};
use bonafide_rules::regulation::Regulation;

use super::cases;
use super::lines::{LINE_MAX, Line, Lines};
use super::options::{Assess, Output};
use super::versions::Version;
use super::{Exit, Fault, Terminal};
use crate::report::answer_json::{AnswerJson, Refused, line_and_notes, refused};
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
    let older = match &options.older {
        Some(path) => match Version::open(terminal, path, None)? {
            Ok(older) => vec![older],
            Err(exit) => return Ok(exit),
        },
        None => Version::others(terminal, &options.regulation, current.regulation()),
    };
    let mut lines = Lines::open(&options.cases)?;
    let mut run = Run {
        output: options.output,
        current: Court::new(&current),
        older: older.iter().map(Court::new).collect(),
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

/// One version at work.
struct Court<'e> {
    version: &'e Version,
    assessor: Assessor<'e>,
    json: AnswerJson<'e>,
    reader: CaseReader<'e>,
    case: Case,
}

impl<'e> Court<'e> {
    fn new(version: &'e Version) -> Self {
        let regulation = version.regulation();
        Self {
            version,
            assessor: version.engine().assessor(),
            json: AnswerJson::new(regulation),
            reader: CaseReader::new(regulation),
            case: Case::default(),
        }
    }

    fn regulation(&self) -> &'e Regulation {
        self.version.regulation()
    }
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
    current: Court<'e>,
    older: Vec<Court<'e>>,
    counts: Counts,
    buffer: String,
}

/// The answer of an older version beside the current one's.
struct Older {
    at: usize,
    answer: Answer,
    chosen: bool,
}

impl Run<'_> {
    fn line(&mut self, terminal: &Terminal, line: &[u8], number: u64) {
        match self.current.reader.read_line(line, &mut self.current.case) {
            Ok(Read::Blank) => {}
            Ok(Read::Case) => self.answer(terminal, line, number),
            Err(error) => self.refuse(terminal, &error, number),
        }
    }

    fn answer(&mut self, terminal: &Terminal, line: &[u8], number: u64) {
        let mut notes = cases::notes(&terminal.words, &self.current.case);
        let answer = self.current.assessor.assess(&self.current.case.standings);
        let older = self.older_answer(terminal, line, &answer, &mut notes);
        let status = older.as_ref().filter(|older| older.chosen).map_or(answer.status, |older| older.answer.status);
        self.counts.add(status);
        match self.output {
            Output::Json => self.json(&answer, older.as_ref(), number, &notes),
            Output::Text => self.page(terminal, &answer, older.as_ref(), &notes),
        }
    }

    /// Evaluates the version in force on the day of an act from before the current one's time.
    fn older_answer(
        &mut self,
        terminal: &Terminal,
        line: &[u8],
        answer: &Answer,
        notes: &mut Vec<String>,
    ) -> Option<Older> {
        let words = &terminal.words;
        let current = self.current.regulation();
        let day = self.current.case.act_date?;
        if current.in_force.contains(day) {
            return None;
        }
        let from = current.in_force.from.is_some_and(|from| day < from);
        if !from {
            notes.push(words.say("assess-note-after-force"));
            return None;
        }
        let Some((at, court)) =
            self.older.iter_mut().enumerate().find(|(_, court)| court.regulation().in_force.contains(day))
        else {
            notes.push(words.say("assess-note-no-older"));
            return None;
        };
        if let Err(error) = court.reader.read_line(line, &mut court.case) {
            let reason = cases::fault(words, &error);
            notes.push(say!(
                words,
                "assess-note-older-unread",
                version = court.regulation().version.as_str(),
                reason = reason
            ));
            return None;
        }
        let old = court.assessor.assess(&court.case.standings);
        let chosen = !current.lenient_version || !prevails(answer, &old);
        Some(Older { at, answer: old, chosen })
    }

    fn json(&mut self, answer: &Answer, older: Option<&Older>, number: u64, notes: &[String]) {
        let buffer = &mut self.buffer;
        buffer.push_str("{\"id\": ");
        json::text(buffer, &self.current.case.id);
        buffer.push_str(", ");
        let old = older.and_then(|older| Some((older, self.older.get(older.at)?)));
        match old.filter(|(older, _)| older.chosen) {
            Some((older, court)) => court.json.fields(buffer, &older.answer),
            None => self.current.json.fields(buffer, answer),
        }
        if let Some((older, court)) = old {
            json::key(buffer, "versions");
            let both = [(&court.json, &older.answer, older.chosen), (&self.current.json, answer, !older.chosen)];
            json::list(buffer, both, |buffer, (json, answer, chosen)| {
                buffer.push('{');
                json.fields(buffer, answer);
                json::key(buffer, "chosen");
                buffer.push_str(if chosen { "true" } else { "false" });
                buffer.push('}');
            });
        }
        self.json_readings();
        line_and_notes(&mut self.buffer, number, notes);
        self.buffer.push_str("}\n");
    }

    /// The outcome under each competing reading.
    fn json_readings(&mut self) {
        let Court { case, assessor, json, .. } = &mut self.current;
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

    fn page(&mut self, terminal: &Terminal, answer: &Answer, older: Option<&Older>, notes: &[String]) {
        let words = &terminal.words;
        let current = self.current.regulation();
        let chosen = older.filter(|older| older.chosen).and_then(|older| self.older.get_mut(older.at));
        let old_chosen = chosen.is_some();
        let court = chosen.unwrap_or(&mut self.current);
        let phrase = Phrase { words, regulation: court.version.regulation() };
        let mut page = Page { phrase, case: &court.case, paint: terminal.paint, out: &mut self.buffer };
        page.write(court.version.engine(), &mut court.assessor);
        if let Some(older) = older {
            let old_phrase = self.older.get(older.at).map(|court| Phrase { words, regulation: court.regulation() });
            let other = if old_chosen {
                (Some(Phrase { words, regulation: current }), answer)
            } else {
                (old_phrase, &older.answer)
            };
            if let (Some(phrase), answer) = other {
                let key = if old_chosen { "assess-version-newer" } else { "assess-version-older" };
                let line = say!(words, key, title = phrase.title(), conclusion = conclusion(phrase, answer));
                self.buffer.push_str(&format!("\n{}\n", wrapped("", "", &line)));
            }
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

/// Whether the current version prevails over the one of the day of the act (从旧兼从轻): only if it is more lenient.
///
/// Where an open answer could still turn out the lighter one, the open one is kept: the case is not ripe.
fn prevails(current: &Answer, older: &Answer) -> bool {
    match (current.outcome, older.outcome) {
        (Some(current), Some(older)) => current < older,
        (Some(current), None) => {
            let lightest = older.possible.lightest();
            older.status == Status::Undetermined
                && !older.conflict_possible
                && lightest.is_some_and(|lightest| current <= lightest)
        }
        (None, Some(older)) => {
            let lightest = current.possible.lightest();
            current.status == Status::Conflict
                || current.conflict_possible
                || lightest.is_none_or(|lightest| lightest < older)
        }
        (None, None) => false,
    }
}
