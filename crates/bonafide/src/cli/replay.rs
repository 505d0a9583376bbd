//! `bonafide replay`: two versions of a regulation over the same cases, and what would change.

use std::collections::BTreeMap;
use std::io::Write;

use bonafide_rules::assess::{Answer, Assessor};
use bonafide_rules::case::{Case, CaseError, CaseReader, Line as Read};

use super::cases;
use super::lines::{LINE_MAX, Line, Lines};
use super::options::{Output, Replay};
use super::versions::Version;
use super::{Exit, Fault, Terminal};
use crate::report::answer_json::status_id;
use crate::report::answer_page::follows;
use crate::report::json;
use crate::report::paint::Ink;
use crate::report::phrase::Phrase;
use crate::report::wrap::wrapped;
use crate::words::say;

/// How many cases are named for each kind of change.
const NAMED_MAX: usize = 5;

/// Replays every line.
pub(super) fn run(options: &Replay, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let superior = options.superior.as_deref();
    let new = match Version::open(terminal, &options.regulation, superior)? {
        Ok(new) => new,
        Err(exit) => return Ok(exit),
    };
    let old = match Version::open(terminal, &options.against, superior)? {
        Ok(old) => old,
        Err(exit) => return Ok(exit),
    };
    let mut lines = Lines::open(&options.cases)?;
    let mut run = Run { output: options.output, new: Side::new(&new), old: Side::new(&old), sums: Sums::default() };
    loop {
        let number = lines.number() + 1;
        let line = match lines.next()? {
            None => break,
            Some(Line::TooLong(length)) => {
                let most = (LINE_MAX / 1024 / 1024).to_string();
                let error = CaseError::new("line-too-long").with("length", length.to_string()).with("most", most);
                run.refuse(terminal, &error, number)?;
                continue;
            }
            Some(Line::Whole(line)) => line,
        };
        run.line(terminal, line, number)?;
    }
    match options.output {
        Output::Text => run.pages(terminal)?,
        Output::Json => run.json_sums(terminal)?,
    }
    Ok(match (run.sums.errors, run.sums.changed) {
        (1.., _) => Exit::Wrong,
        (0, 1..) => Exit::No,
        (0, 0) => Exit::Yes,
    })
}

struct Side<'e> {
    version: &'e Version,
    assessor: Assessor<'e>,
    reader: CaseReader<'e>,
    case: Case,
}

impl<'e> Side<'e> {
    fn new(version: &'e Version) -> Self {
        let reader = CaseReader::new(version.regulation());
        Self { version, assessor: version.engine().assessor(), reader, case: Case::default() }
    }

    fn answer(&mut self, line: &[u8]) -> Result<Option<Answer>, CaseError> {
        Ok(match self.reader.read_line(line, &mut self.case)? {
            Read::Blank => None,
            Read::Case => Some(self.assessor.assess(&self.case.standings)),
        })
    }

    /// The clauses an answer rests on.
    fn clauses(&self, answer: &Answer) -> Vec<&'e str> {
        let nodes = &self.version.regulation().nodes;
        answer.because.iter().filter_map(|id| nodes.get(id.0 as usize)).map(|node| node.tag.as_str()).collect()
    }

    fn phrase<'a>(&self, terminal: &'a Terminal) -> Phrase<'a>
    where
        'e: 'a,
    {
        Phrase { words: &terminal.words, regulation: self.version.regulation() }
    }
}

/// What changed, counted.
#[derive(Default)]
struct Sums {
    all: u64,
    changed: u64,
    errors: u64,
    /// From and to, with how many and the first few.
    kinds: BTreeMap<(String, String), (u64, Vec<String>)>,
    /// By clause that no longer or newly carries the answer.
    clauses: BTreeMap<String, u64>,
}

struct Run<'e> {
    output: Output,
    new: Side<'e>,
    old: Side<'e>,
    sums: Sums,
}

impl Run<'_> {
    fn line(&mut self, terminal: &mut Terminal, line: &[u8], number: u64) -> Result<(), Fault> {
        let answers = self.new.answer(line).and_then(|new| Ok((new, self.old.answer(line)?)));
        let (new, old) = match answers {
            Ok((Some(new), Some(old))) => (new, old),
            Ok(_) => return Ok(()),
            Err(error) => return self.refuse(terminal, &error, number),
        };
        self.sums.all += 1;
        // The outcome, not the way to it: other reasons for the same result are no change.
        if (new.status, new.outcome, new.possible) == (old.status, old.outcome, old.possible) {
            return Ok(());
        }
        self.sums.changed += 1;
        let from = follows(self.old.phrase(terminal), &old);
        let to = follows(self.new.phrase(terminal), &new);
        let (count, named) = self.sums.kinds.entry((from, to)).or_default();
        *count += 1;
        if named.len() < NAMED_MAX {
            named.push(self.new.case.id.clone());
        }
        let (before, after) = (self.old.clauses(&old), self.new.clauses(&new));
        let gone = before.iter().filter(|tag| !after.contains(tag)).map(|tag| format!("-{tag}"));
        let come = after.iter().filter(|tag| !before.contains(tag)).map(|tag| format!("+{tag}"));
        for clause in gone.chain(come) {
            *self.sums.clauses.entry(clause).or_default() += 1;
        }
        if self.output == Output::Json {
            let mut text = String::from("{");
            json::key(&mut text, "id");
            json::text(&mut text, &self.new.case.id);
            json::key(&mut text, "line");
            json::number(&mut text, number);
            for (key, answer, clauses) in [("from", &old, &before), ("to", &new, &after)] {
                json::key(&mut text, key);
                answer_json(&mut text, answer, clauses);
            }
            text.push('}');
            writeln!(terminal.out, "{text}")?;
        }
        Ok(())
    }

    fn refuse(&mut self, terminal: &mut Terminal, error: &CaseError, line: u64) -> Result<(), Fault> {
        self.sums.errors += 1;
        let sentence = cases::fault(&terminal.words, error);
        if self.output == Output::Json {
            let told = crate::report::answer_json::Refused {
                id: error.id.as_deref(),
                sentence: &sentence,
                line,
                fact: error.fact.as_deref(),
            };
            let mut text = String::new();
            crate::report::answer_json::refused(&mut text, &told);
            writeln!(terminal.out, "{text}")?;
            return Ok(());
        }
        let text = match &error.id {
            Some(id) => say!(terminal.words, "case-refused", line = line, id = id.as_str(), sentence = sentence),
            None => say!(terminal.words, "case-refused-unnamed", line = line, sentence = sentence),
        };
        writeln!(terminal.out, "{}", terminal.paint.ink(Ink::Bad, &wrapped("", "  ", &text)))?;
        Ok(())
    }

    fn pages(&self, terminal: &mut Terminal) -> Result<(), Fault> {
        let words = &terminal.words;
        let (old, new) = (self.old.phrase(terminal).title(), self.new.phrase(terminal).title());
        let mut page = wrapped("", "  ", &say!(words, "replay-head", old = old, new = new));
        page.push('\n');
        let mut kinds: Vec<_> = self.sums.kinds.iter().collect();
        kinds.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
        for ((from, to), (count, named)) in kinds {
            let named = named.join(&words.say("assess-comma"));
            let line =
                say!(words, "replay-kind", from = from.as_str(), to = to.as_str(), count = *count, named = named);
            page.push_str(&wrapped("  ", "    ", &line));
            page.push('\n');
        }
        for (clause, count) in &self.sums.clauses {
            let (key, tag) = match clause.strip_prefix('-') {
                Some(tag) => ("replay-clause-gone", tag),
                None => ("replay-clause-come", clause.trim_start_matches('+')),
            };
            page.push_str(&wrapped("  ", "    ", &say!(words, key, tag = tag, count = *count)));
            page.push('\n');
        }
        let Sums { all, changed, errors, .. } = &self.sums;
        let sum = say!(words, "replay-sum", all = *all, changed = *changed, errors = *errors);
        page.push_str(&terminal.paint.ink(if *changed > 0 { Ink::Open } else { Ink::Good }, &sum));
        writeln!(terminal.out, "{page}")?;
        Ok(())
    }

    fn json_sums(&self, terminal: &mut Terminal) -> Result<(), Fault> {
        let mut text = String::from("{");
        for (key, count) in [("cases", self.sums.all), ("changed", self.sums.changed), ("errors", self.sums.errors)] {
            json::key(&mut text, key);
            json::number(&mut text, count);
        }
        json::key(&mut text, "clauses");
        text.push('{');
        for (clause, count) in &self.sums.clauses {
            if !text.ends_with('{') {
                text.push_str(", ");
            }
            json::text(&mut text, clause);
            text.push_str(": ");
            json::number(&mut text, *count);
        }
        text.push_str("}}");
        writeln!(terminal.out, "{text}")?;
        Ok(())
    }
}

fn answer_json(into: &mut String, answer: &Answer, clauses: &[&str]) {
    into.push('{');
    json::key(into, "status");
    json::text(into, status_id(answer.status));
    json::key(into, "outcome");
    json::maybe(into, answer.outcome.map(|outcome| outcome.id()));
    json::key(into, "possible");
    json::texts(into, answer.possible.iter().map(|outcome| outcome.id()));
    json::key(into, "because");
    json::texts(into, clauses.iter().copied());
    into.push('}');
}
