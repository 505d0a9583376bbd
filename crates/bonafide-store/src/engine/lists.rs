//! Connections to the view of cases: in a file of its own beside an embedded record, in the same database with PostgreSQL.
//! The statements are the same for both; what they differ in stands here.

use std::borrow::Cow;

use crate::error::Fault;

pub(crate) use super::postgres::open_lists as open_postgres_lists;
pub(crate) use super::sqlite::open_lists as open_sqlite_lists;

/// A value that goes in or comes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Datum {
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
}

impl From<&str> for Datum {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<i64> for Datum {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

/// A row as it comes out.
pub(crate) struct Answer(pub(crate) std::vec::IntoIter<Datum>);

impl Answer {
    /// The next column as a number.
    pub(crate) fn int(&mut self) -> Result<i64, Fault> {
        match self.0.next() {
            Some(Datum::Int(number)) => Ok(number),
            _ => Err(Fault::new("the view of cases gave no number")),
        }
    }

    /// The next column as words.
    pub(crate) fn text(&mut self) -> Result<String, Fault> {
        match self.0.next() {
            Some(Datum::Text(text)) => Ok(text),
            _ => Err(Fault::new("the view of cases gave no words")),
        }
    }

    /// The next column as bytes.
    pub(crate) fn bytes(&mut self) -> Result<Vec<u8>, Fault> {
        match self.0.next() {
            Some(Datum::Bytes(bytes)) => Ok(bytes),
            _ => Err(Fault::new("the view of cases gave no bytes")),
        }
    }
}

/// One connection. Places of values are written `?1`, `?2` …
pub(crate) trait ListSession: Send {
    /// Begins to write and keeps other writers of the view out. A crash of the machine may take the last transactions back
    /// as a whole: the view is caught up again.
    fn begin(&mut self) -> Result<(), Fault>;
    /// Commits.
    fn commit(&mut self) -> Result<(), Fault>;
    /// Ends without writing.
    fn roll_back(&mut self);
    /// Writes, and says how many rows.
    fn run(&mut self, text: &str, values: &[Datum]) -> Result<u64, Fault>;
    /// Inserts many rows of the same columns; those that are there already stay.
    fn insert(&mut self, table: &str, width: usize, values: &[Datum]) -> Result<(), Fault>;
    /// Asks.
    fn ask(&mut self, text: &str, values: &[Datum]) -> Result<Vec<Answer>, Fault>;
}

/// The tables, the one that says how far it reaches last.
pub(crate) const TABLES: [&str; 5] = ["case_words", "case_people", "case_rows", "case_places", "case_state"];

/// `?1` as PostgreSQL writes it.
pub(super) fn dollars(text: &str) -> Cow<'_, str> {
    Cow::Owned(text.replace('?', "$"))
}
