//! Cases (案件) as JSON Lines: one line in, the standing of every fact out.
//!
//! Knows the regulation's facts and nothing of files: a door hands over one line at a time. Faults and notes are
//! keys with arguments, like diagnostics; their wording lives in the locales. A line that is wrong never harms the next.

mod fact;
mod json;
mod keys;
mod seen;
#[cfg(test)]
mod tests;

use crate::regulation::{Fact, FactId, FactKind, Regulation, Standing, Unit};
use json::{Broken, Scanner, Value};
use keys::Keys;
pub use seen::IDS_KEPT;
use seen::Seen;

/// How many notes one case carries; more are counted only.
const NOTES_MAX: usize = 50;

/// One case as read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Case {
    /// `id`
    pub id: String,
    /// `summary_zh`, `summary_en`, `summary`: whatever the line tells in words.
    pub summaries: Vec<(SummaryLanguage, String)>,
    /// The day of the act: `act_date`, or the fact `error_date`.
    pub act_date: Option<i64>,
    /// `decided_on`
    pub decided_on: Option<i64>,
    /// The standing of each fact, by position in the regulation.
    pub standings: Vec<Standing>,
    /// What supports a fact, for the facts that name it.
    pub evidence: Vec<(FactId, Vec<String>)>,
    /// Competing readings of judged facts.
    pub readings: Vec<Reading>,
    /// What was passed over, or read in a way worth telling.
    pub notes: Vec<Note>,
    /// Facts of the common vocabulary that this regulation does not use.
    pub unused: u32,
}

/// The language of a summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SummaryLanguage {
    /// `summary_zh`
    Chinese,
    /// `summary_en`
    English,
    /// `summary`
    Any,
}

/// How one person reads an open fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Which fact.
    pub fact: FactId,
    /// Who reads it so.
    pub by: String,
    /// The value they find.
    pub standing: Standing,
}

/// Something worth telling about a case that is answered all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// `case-note-<code>` is its sentence.
    pub code: &'static str,
    /// Placeables of the sentence.
    pub arguments: Vec<(&'static str, String)>,
}

/// Why a line cannot be answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseError {
    /// `case-<code>` is its sentence.
    pub code: &'static str,
    /// The case, if its id could be read.
    pub id: Option<String>,
    /// The key of the fact at fault, as written.
    pub fact: Option<String>,
    /// Placeables of the sentence.
    pub arguments: Vec<(&'static str, String)>,
}

impl CaseError {
    /// A fault with its code.
    pub fn new(code: &'static str) -> Self {
        Self { code, ..Self::default() }
    }

    /// Adds a word the sentence mentions.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: impl Into<String>) -> Self {
        self.arguments.push((key, value.into()));
        self
    }
}

/// What a line held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A case, now in the buffer.
    Case,
    /// Only white space.
    Blank,
}

/// Reads the lines of one archive for one regulation.
pub struct CaseReader<'r> {
    regulation: &'r Regulation,
    keys: Keys,
    seen: Seen,
    first_line: bool,
    /// By fact: only yes or no.
    yes_no: Vec<bool>,
    /// The fact that is the day of the act.
    act_fact: Option<FactId>,
    /// Each fact's last case, so that a second naming in the same case is seen without clearing anything.
    named_in: Vec<u64>,
    case_number: u64,
    /// The first fault of the line that is being read.
    fault: Option<CaseError>,
}

impl<'r> CaseReader<'r> {
    /// Makes a reader for cases of this regulation.
    pub fn new(regulation: &'r Regulation) -> Self {
        Self {
            regulation,
            keys: Keys::new(regulation, vocabulary_ids()),
            seen: Seen::new(),
            first_line: true,
            yes_no: regulation.facts.iter().map(|fact| fact.kind == FactKind::YesNo).collect(),
            act_fact: regulation
                .facts
                .iter()
                .zip(0_u32..)
                .find(|(fact, _)| is_act_date(fact))
                .map(|(_, at)| FactId(at)),
            named_in: vec![0; regulation.facts.len()],
            case_number: 0,
            fault: None,
        }
    }

    /// Reads one line into `case`, whose buffers are used again.
    ///
    /// The line may end in `\n` or `\r\n`; the first may begin with a byte order mark.
    ///
    /// # Errors
    /// [`CaseError`] names what is wrong, with the case and the fact where they are known. The next line can be read.
    pub fn read_line(&mut self, line: &[u8], case: &mut Case) -> Result<Line, CaseError> {
        let line = if std::mem::take(&mut self.first_line) {
            line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line)
        } else {
            line
        };
        let text = match str::from_utf8(line) {
            Ok(text) => text,
            Err(error) => {
                let column =
                    String::from_utf8_lossy(line.get(..error.valid_up_to()).unwrap_or_default()).chars().count() + 1;
                return Err(CaseError::new("not-utf8").with("column", column.to_string()));
            }
        };
        if text.trim().is_empty() {
            return Ok(Line::Blank);
        }
        self.begin(case);
        if let Err(broken) = self.object(text, case) {
            let before = text.get(..broken.at).unwrap_or(text);
            let mut error = CaseError::new("not-json").with("column", (before.chars().count() + 1).to_string());
            error.id = (!case.id.is_empty()).then(|| case.id.clone());
            return Err(error);
        }
        if case.id.is_empty() {
            self.refuse(CaseError::new("id-missing"));
        }
        if let Some(mut fault) = self.fault.take() {
            fault.id = (!case.id.is_empty()).then(|| case.id.clone());
            return Err(fault);
        }
        if !self.seen.insert(&case.id) {
            let mut error = CaseError::new("id-twice").with("id", case.id.clone());
            error.id = Some(case.id.clone());
            return Err(error);
        }
        Ok(Line::Case)
    }

    fn begin(&mut self, case: &mut Case) {
        self.fault = None;
        self.case_number += 1;
        case.id.clear();
        case.summaries.clear();
        case.act_date = None;
        case.decided_on = None;
        case.standings.clear();
        case.standings.resize(self.regulation.facts.len(), Standing::NotExamined);
        case.evidence.clear();
        case.readings.clear();
        case.notes.clear();
        case.unused = 0;
    }

    /// Keeps the first fault; reading goes on so that the id is known even when it comes last.
    fn refuse(&mut self, error: CaseError) {
        self.fault.get_or_insert(error);
    }

    fn object(&mut self, text: &str, case: &mut Case) -> Result<(), Broken> {
        let mut scanner = Scanner::new(text);
        let whole = scanner.value()?;
        if whole != Value::Object {
            scanner.skip(&whole)?;
            scanner.end()?;
            self.refuse(CaseError::new("not-an-object").with("found", kind_of(&whole)));
            return Ok(());
        }
        let mut first = true;
        let mut facts_seen = false;
        while let Some(key) = scanner.key(&mut first)? {
            let value = scanner.value()?;
            match &*key {
                "facts" if value == Value::Object => {
                    facts_seen = true;
                    self.facts(&mut scanner, case)?;
                    continue;
                }
                "facts" => {
                    facts_seen = true;
                    self.refuse(CaseError::new("facts-not-an-object").with("found", kind_of(&value)));
                }
                "id" => self.id(&value, case),
                "act_date" => case.act_date = self.day("act_date", &value),
                "decided_on" => case.decided_on = self.day("decided_on", &value),
                _ => other_field(&key, &value, case),
            }
            scanner.skip(&value)?;
        }
        scanner.end()?;
        if !facts_seen {
            self.refuse(CaseError::new("facts-missing"));
        }
        Ok(())
    }

    fn id(&mut self, value: &Value<'_>, case: &mut Case) {
        match value {
            Value::Text(id) if !id.trim().is_empty() => {
                if !case.id.is_empty() && case.id != **id {
                    self.refuse(CaseError::new("id-two").with("first", case.id.clone()).with("second", id.clone()));
                }
                case.id.clear();
                case.id.push_str(id);
            }
            Value::Text(_) => {}
            other => self.refuse(CaseError::new("id-not-text").with("found", kind_of(other))),
        }
    }

    fn day(&mut self, field: &'static str, value: &Value<'_>) -> Option<i64> {
        let day = match value {
            Value::Null => return None,
            Value::Text(text) => fact::day(text),
            _ => None,
        };
        if day.is_none() {
            let mut error = CaseError::new("not-a-date").with("found", fact::shown(value));
            error.fact = Some(field.to_owned());
            self.refuse(error.with("fact", field));
        }
        day
    }
}

/// Fields beside `id` and `facts`: words about the case are kept or known, anything else is noted.
fn other_field(key: &str, value: &Value<'_>, case: &mut Case) {
    let language = match key {
        "summary_zh" => SummaryLanguage::Chinese,
        "summary_en" => SummaryLanguage::English,
        "summary" => SummaryLanguage::Any,
        "source" | "source_partial" | "published_outcome" | "published_clause" | "note" | "notes" | "title" => return,
        _ => return note(case, "unknown-field", &[("field", key)]),
    };
    if let Value::Text(text) = value {
        case.summaries.push((language, text.clone().into_owned()));
    }
}

fn note(case: &mut Case, code: &'static str, arguments: &[(&'static str, &str)]) {
    if case.notes.len() < NOTES_MAX {
        let arguments = arguments.iter().map(|(key, value)| (*key, (*value).to_owned())).collect();
        case.notes.push(Note { code, arguments });
    }
}

/// The JSON word for what was found, a key of the locales: `case-json-<kind>`.
fn kind_of(value: &Value<'_>) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::Text(_) => "text",
        Value::Object => "object",
        Value::Array => "array",
    }
}

/// Whether a fact is the day of the act, as the vocabulary calls it.
fn is_act_date(fact: &Fact) -> bool {
    fact.id == "error_date" && matches!(fact.kind, FactKind::Number { unit: Unit::Day, .. })
}

fn vocabulary_ids() -> impl Iterator<Item = String> {
    let vocabulary = include_str!("../data/vocabulary.jsonl");
    vocabulary.lines().filter_map(|line| {
        let mut scanner = Scanner::new(line);
        scanner.value().ok()?;
        scanner.key(&mut true).ok()??;
        match scanner.value().ok()? {
            Value::Text(id) => Some(id.into_owned()),
            _ => None,
        }
    })
}
