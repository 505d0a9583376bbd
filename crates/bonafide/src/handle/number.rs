//! Numbers of new files while they are being opened. Many who open a file at once would all take the same next number, and
//! all but one would have to decide anew: within a process each holds its own. Between nodes the record still decides.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use bonafide_procedure::id::CaseNo;

use super::HandleError;

/// Numbers by what stands before them, such as `2026-` or `2026-B`.
#[derive(Debug, Default)]
pub(crate) struct Numbers(Mutex<HashMap<String, Line>>);

#[derive(Debug, Default)]
struct Line {
    /// The last that was recorded from here; 0 when none is known.
    recorded: u64,
    /// Held by commands under way.
    held: BTreeSet<u64>,
}

/// A number nobody else in this process takes meanwhile.
#[derive(Debug)]
pub(crate) struct Held<'a> {
    numbers: &'a Numbers,
    prefix: String,
    number: u64,
}

impl Numbers {
    /// The first number after those recorded from here, if any is known.
    pub(crate) fn next(&self, prefix: &str) -> Option<u64> {
        let recorded = self.lines().get(prefix).map_or(0, |line| line.recorded);
        (recorded > 0).then(|| recorded.saturating_add(1))
    }

    /// Holds a free number, this one if nobody has it. It is asked for once the decision is made, so that a refusal leaves
    /// no gap.
    pub(crate) fn hold(&self, wanted: &CaseNo) -> Result<(Held<'_>, CaseNo), HandleError> {
        let (prefix, from) = parts(wanted).ok_or(HandleError::UnknownOutcome)?;
        let mut lines = self.lines();
        let line = lines.entry(prefix.to_owned()).or_default();
        let mut number = from.max(line.recorded.saturating_add(1));
        while !line.held.insert(number) {
            number = number.saturating_add(1);
        }
        let held = Held { numbers: self, prefix: prefix.to_owned(), number };
        drop(lines);
        let named = numbered(&held.prefix, number)?;
        Ok((held, named))
    }

    fn lines(&self) -> MutexGuard<'_, HashMap<String, Line>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held<'_> {
    /// The file was opened under it.
    pub(crate) fn recorded(self) {
        if let Some(line) = self.numbers.lines().get_mut(&self.prefix) {
            line.recorded = line.recorded.max(self.number);
        }
    }

    /// Another node has it: what is known here is behind, and the record is asked again.
    pub(crate) fn taken(self) {
        if let Some(line) = self.numbers.lines().get_mut(&self.prefix) {
            line.recorded = 0;
        }
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        if let Some(line) = self.numbers.lines().get_mut(&self.prefix) {
            line.held.remove(&self.number);
        }
    }
}

/// `2026-0001`, `2026-B0001`.
pub(crate) fn numbered(prefix: &str, number: u64) -> Result<CaseNo, HandleError> {
    CaseNo::new(&format!("{prefix}{number:04}")).map_err(|_| HandleError::UnknownOutcome)
}

fn parts(number: &CaseNo) -> Option<(&str, u64)> {
    let text = number.as_str();
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (prefix, digits) = text.split_at(text.len() - digits);
    Some((prefix, digits.parse().ok()?))
}
