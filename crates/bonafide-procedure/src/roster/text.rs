//! The roster as a clerk writes it (人员名册文本): tables in Markdown, one under each heading.
//!
//! What each table holds is written out in `docs/reference/people.md`. Prose, headings without a table and comments are
//! left alone. Everything wrong is found at once, each with its place; what to write instead is part of the finding.

mod row;
mod section;
mod table;

use bonafide_rules::place::Position;

use super::Roster;
use super::event::{RosterCommand, RosterEvent};
use super::refusal::RosterRefusal;

/// What is wrong with one place of a text, and what may stand there instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {}, column {}: {fault}", at.line, at.column)]
pub struct TextError {
    /// Line and column, both from 1, in characters.
    pub at: Position,
    /// What it is.
    pub fault: TextFault,
}

/// What can be wrong with a text of the roster.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextFault {
    /// A table stands under a heading that names no section.
    #[error("no section is called `{word}`; write one of {}", listed(allowed))]
    SectionUnknown {
        /// The heading, empty if there is none.
        word: String,
        /// What it may be.
        allowed: Vec<&'static str>,
    },
    /// A column the section does not have, or has already.
    #[error("the column `{word}` has no place here; write once each of {}", listed(allowed))]
    ColumnUnfit {
        /// What the header says.
        word: String,
        /// What it may say.
        allowed: Vec<&'static str>,
    },
    /// A column that must be there is not.
    #[error("the column `{column}` is missing; add it to the header and to each row")]
    ColumnMissing {
        /// Which.
        column: &'static str,
    },
    /// No line of dashes follows the header.
    #[error("a header is followed by a line of dashes, such as `|---|---|`")]
    RuleMissing,
    /// A row with more or fewer cells than the header.
    #[error("the row has {found} cells, its header {expected}; leave a cell empty if there is nothing to say")]
    CellCount {
        /// In this row.
        found: usize,
        /// In the header.
        expected: usize,
    },
    /// An empty cell where something must stand.
    #[error("`{column}` must not be empty")]
    CellEmpty {
        /// Of which column.
        column: &'static str,
    },
    /// No id.
    #[error("`{word}` is no id: letters, digits, `-`, `_`, `.` and Chinese characters, at most 64 bytes")]
    NoId {
        /// What was written.
        word: String,
    },
    /// No day.
    #[error("`{word}` is no day; write it as 2026-03-01")]
    NoDay {
        /// What was written.
        word: String,
    },
    /// A word outside a closed list.
    #[error("`{word}` is not known here; write one of {}", listed(allowed))]
    WordUnknown {
        /// What was written.
        word: String,
        /// What may be.
        allowed: Vec<&'static str>,
    },
    /// The name written after an id is not the one that id has in this text.
    #[error("`{id}` is not called `{written}` in this text; correct one of them, or write the id alone")]
    NameDiffers {
        /// The id.
        id: String,
        /// The name written after it.
        written: String,
    },
    /// It reads well, but does not fit the roster.
    #[error("{0}")]
    Refused(RosterRefusal),
}

impl TextFault {
    /// The key of its sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::SectionUnknown { .. } => "section-unknown",
            Self::ColumnUnfit { .. } => "column-unfit",
            Self::ColumnMissing { .. } => "column-missing",
            Self::RuleMissing => "rule-missing",
            Self::CellCount { .. } => "cell-count",
            Self::CellEmpty { .. } => "cell-empty",
            Self::NoId { .. } => "no-id",
            Self::NoDay { .. } => "no-day",
            Self::WordUnknown { .. } => "word-unknown",
            Self::NameDiffers { .. } => "name-differs",
            Self::Refused(refusal) => refusal.code(),
        }
    }
}

/// Reads the commands of a text, each with the place of its row: units, organs and persons first, whatever the order
/// of the tables, so that a command never comes before what it speaks of; within a section in the order written.
///
/// # Errors
/// Everything wrong with the text, in its order.
pub fn read(text: &str) -> Result<Vec<(Position, RosterCommand)>, Vec<TextError>> {
    let (rows, mut errors) = table::rows(text);
    let names = row::Names::of(&rows);
    let mut commands = Vec::new();
    for row in &rows {
        match row::command(row, &names) {
            Ok(command) => commands.push((row.section, row.at, command)),
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() {
        errors.sort_by_key(|error| (error.at.line, error.at.column));
        return Err(errors);
    }
    // The sort is stable: rows of a section stay in their order.
    commands.sort_by_key(|(section, ..)| *section);
    Ok(commands.into_iter().map(|(_, at, command)| (at, command)).collect())
}

/// Reads a text on top of a roster: the roster after it, and the events to record.
///
/// # Errors
/// Everything wrong with the text or, if it reads well, every row that does not fit; then nothing is to be recorded.
pub fn load(text: &str, onto: Roster) -> Result<(Roster, Vec<RosterEvent>), Vec<TextError>> {
    let (mut roster, mut events, mut errors) = (onto, Vec::new(), Vec::new());
    for (at, command) in read(text)? {
        match roster.decide(command) {
            Ok(decided) => {
                decided.iter().for_each(|event| roster.apply(event));
                events.extend(decided);
            }
            Err(refusal) => errors.push(TextError { at, fault: TextFault::Refused(refusal) }),
        }
    }
    if errors.is_empty() { Ok((roster, events)) } else { Err(errors) }
}

fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}
