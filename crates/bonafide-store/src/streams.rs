//! Which streams there are: a view, and the numbers that are still free.

use crate::append::{StreamId, StreamKind};
use crate::error::Fault;
use crate::store::Store;

impl Store {
    /// The stream that bears a key, such as the case of a number.
    ///
    /// # Errors
    /// [`Fault`] of the database.
    pub fn stream(&self, kind: StreamKind, key: &str) -> Result<Option<StreamId>, Fault> {
        self.read(|session| session.stream_of(kind.0, key)).map(|found| found.map(StreamId))
    }

    /// Streams of a kind in the order of their keys, after one, at most so many.
    ///
    /// # Errors
    /// [`Fault`] of the database.
    pub fn streams(&self, kind: StreamKind, after_key: &str, count_max: u32) -> Result<Vec<(String, StreamId)>, Fault> {
        let rows = self.read(|session| session.streams(kind.0, after_key, count_max))?;
        Ok(rows.into_iter().map(|row| (row.key, StreamId(row.stream))).collect())
    }

    /// The first number after all that are borne as `<prefix><number>`. Whoever is quicker has it: then the append
    /// answers [`crate::AppendError::KeyTaken`], and one asks again.
    ///
    /// # Errors
    /// [`Fault`] of the database.
    pub fn next_number(&self, kind: StreamKind, prefix: &str) -> Result<u64, Fault> {
        let keys = self.read(|session| session.keys_like(kind.0, prefix))?;
        let numbers = keys.iter().filter_map(|key| key.strip_prefix(prefix)?.parse::<u64>().ok());
        Ok(numbers.max().map_or(1, |last| last.saturating_add(1)))
    }

    /// A new random stream id.
    ///
    /// # Errors
    /// [`Fault`] of the random source.
    pub fn new_stream_id(&self) -> Result<StreamId, Fault> {
        self.random().map(StreamId)
    }

    /// A new random command id.
    ///
    /// # Errors
    /// [`Fault`] of the random source.
    pub fn new_command_id(&self) -> Result<[u8; 16], Fault> {
        self.random()
    }
}
