//! The two engines behind one set of questions. A session is one connection; SQL stands only below this file.

pub(crate) mod lists;
mod postgres;
mod sqlite;

use std::collections::{HashMap, HashSet};

use bonafide_ledger::Hash;

use crate::batch::Before;
use crate::error::{Fault, KeyError};
use crate::row::{CheckpointRow, Head, PerSuite, Row, Secret, StreamRow, Transaction};

pub(crate) use postgres::{
    open_again as open_postgres_again, open_drafts as open_postgres_drafts, open_keys as open_postgres_keys,
    open_writer as open_postgres,
};
pub(crate) use sqlite::{
    open_drafts as open_sqlite_drafts, open_keys as open_sqlite_keys, open_reader as open_sqlite_reader,
    open_writer as open_sqlite,
};

/// An id of a command, a stream or a key.
pub(crate) type Id = [u8; 16];

/// What is fixed about a log when it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LogRow {
    pub(crate) origin: String,
    /// Bit 1 for suite 1, bit 2 for suite 2.
    pub(crate) suites: u8,
    pub(crate) envelope_suite: u8,
}

/// What the commands of a batch touch.
#[derive(Debug, Default)]
pub(crate) struct Asked<'a> {
    pub(crate) commands: Vec<Id>,
    /// Streams, with the version expected of each; 0 for one to be opened.
    pub(crate) streams: Vec<(Id, u32)>,
    /// Kinds and keys of streams to be opened.
    pub(crate) opened: Vec<(u16, &'a str)>,
    /// Keys of persons named.
    pub(crate) keys: Vec<Id>,
}

/// How much is asked about a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Knowledge {
    /// Everything, once the head is held: every verdict on it stands.
    Asked,
    /// What the connection remembers, and what can be asked before the head is held. Only what is new in every respect can be
    /// written on it, and the record's own constraints refuse it when it is not.
    Remembered,
}

/// How a commit ended.
#[derive(Debug)]
pub(crate) enum Ended {
    /// It is durable.
    Durable,
    /// Nothing was written.
    Refused(Fault),
    /// Nobody knows what became of it.
    Unknown,
}

/// One connection to the record.
pub(crate) trait Session: Send {
    /// Begins to write and takes the head for itself until the end of the transaction; with what bears on a batch.
    fn begin(&mut self, asked: &Asked<'_>, knowledge: Knowledge) -> Result<(Head, Before), Fault>;
    /// Which of these keys are ordered to be destroyed.
    fn erased(&mut self, key_ids: &[Id]) -> Result<HashSet<Id>, Fault>;
    /// Writes the rows, moves the head and commits; the transaction is over.
    fn commit(&mut self, transaction: &Transaction) -> Ended;
    /// Outside a transaction: once it returns, all that could be read before is as durable as what is acknowledged.
    fn settle(&mut self) -> Result<(), Fault>;
    /// Ends without writing.
    fn roll_back(&mut self);

    /// The log's own row, if it was made.
    fn log(&mut self) -> Result<Option<LogRow>, Fault>;
    /// Makes the log: its row and an empty head.
    fn create_log(&mut self, log: &LogRow, head: &Head) -> Result<(), Fault>;
    /// What an embedded database finds wrong with its own pages and indexes: rows that an index misses would never be seen.
    fn damage(&mut self) -> Result<Option<String>, Fault>;
    /// The head, without holding it.
    fn head(&mut self) -> Result<Head, Fault>;
    /// Rows from a position on, in order, at most so many.
    fn rows(&mut self, from: u64, count_max: u32, with: Envelopes) -> Result<Vec<Row>, Fault>;
    /// Rows of a stream from a version on, in order, with envelopes, at most so many.
    fn stream_rows(&mut self, stream: Id, from_version: u32, count_max: u32) -> Result<Vec<Row>, Fault>;
    /// One row of a stream, without its envelope.
    fn row_of(&mut self, stream: Id, version: u32) -> Result<Option<Row>, Fault>;
    /// Secrets of these positions, by position.
    fn secrets_at(&mut self, positions: &[u64]) -> Result<Vec<Secret>, Fault>;
    /// Secrets of a range of positions, by position.
    fn secrets(&mut self, from: u64, before: u64) -> Result<Vec<Secret>, Fault>;
    /// Positions of the events that hold something under a key.
    fn positions_of_key(&mut self, key_id: Id) -> Result<Vec<u64>, Fault>;
    /// Rows of a command, in order, without envelopes.
    fn command_rows(&mut self, command: Id) -> Result<Vec<Row>, Fault>;
    /// The first position from here on at which a transaction ended, with its roots.
    fn roots_from(&mut self, position: u64) -> Result<Option<(u64, PerSuite<Hash>)>, Fault>;

    /// The stream that bears a key.
    fn stream_of(&mut self, kind: u16, key: &str) -> Result<Option<Id>, Fault>;
    /// Streams of a kind by key, after one, at most so many.
    fn streams(&mut self, kind: u16, after: &str, count_max: u32) -> Result<Vec<StreamRow>, Fault>;
    /// Kinds of which there are streams, in order.
    fn stream_kinds(&mut self) -> Result<Vec<u16>, Fault>;
    /// Keys of a kind that begin so.
    fn keys_like(&mut self, kind: u16, prefix: &str) -> Result<Vec<String>, Fault>;
    /// Erasures ordered, by key.
    fn erasures(&mut self) -> Result<Vec<(Id, u64)>, Fault>;
    /// Empties the views and fills them again, in one transaction.
    fn replace_views(&mut self, streams: &[StreamRow], erasures: &[(Id, u64)]) -> Result<(), Fault>;

    /// Adds a checkpoint; one of the same suite and size stays as it is.
    fn add_checkpoint(&mut self, checkpoint: &CheckpointRow) -> Result<(), Fault>;
    /// The checkpoint of a suite at a size; `None` for the newest.
    fn checkpoint(&mut self, suite: u8, size: Option<u64>) -> Result<Option<CheckpointRow>, Fault>;
    /// Checkpoints of a suite after a size, in order, at most so many.
    fn checkpoints(&mut self, suite: u8, after: Option<u64>, count_max: u32) -> Result<Vec<CheckpointRow>, Fault>;
    /// Adds a witness's line to a checkpoint.
    fn add_cosignature(&mut self, place: (u8, u64), witness: &str, line: &str) -> Result<(), Fault>;
    /// Lines of witnesses on a checkpoint.
    fn cosignatures(&mut self, suite: u8, size: u64) -> Result<Vec<String>, Fault>;

    /// Keeps a sealed file, if the engine keeps files.
    fn add_attachment(&mut self, digest: Hash, stream: Id, sealed: &[u8]) -> Result<(), Fault>;
    /// A sealed file, if the engine keeps files.
    fn attachment(&mut self, digest: Hash) -> Result<Option<Vec<u8>>, Fault>;
}

/// Whether rows are read with their envelopes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Envelopes {
    /// They are.
    Read,
    /// They are left where they are.
    Left,
}

/// What is kept of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum KeptKey {
    /// Wrapped, in use.
    Active(Vec<u8>),
    /// Wrapped, locked.
    Restricted(Vec<u8>),
    /// Gone.
    Destroyed,
}

/// One connection to the database of keys.
pub(crate) trait KeySession: Send {
    /// Whether no key was ever kept here.
    fn is_new(&mut self) -> Result<bool, KeyError>;
    /// What is kept of these keys.
    fn keys(&mut self, ids: &[Id]) -> Result<HashMap<Id, KeptKey>, KeyError>;
    /// Keeps new wrapped keys durably; ids that have one already keep it.
    fn add_keys(&mut self, keys: &[(Id, Vec<u8>)]) -> Result<(), KeyError>;
    /// Sets the state of a key; destroying overwrites it.
    fn set_key(&mut self, id: Id, state: &KeptKey) -> Result<(), KeyError>;
    /// A key or parameter of the record's own, by name; kept under the name if there was none.
    fn own(&mut self, name: &str, fresh: &[u8]) -> Result<Vec<u8>, KeyError>;
    /// A parameter in clear, by name; kept under the name if there was none.
    fn parameter(&mut self, name: &str, fresh: &[u8]) -> Result<Vec<u8>, KeyError>;
}

/// Whose draft, and where.
pub(crate) type DraftPlace = (Id, Id);

/// One connection to the drafts. Rows are sealed above; here they are bytes.
pub(crate) trait DraftSession: Send {
    /// Keeps rows by field, and the whole place until then.
    fn save(&mut self, at: DraftPlace, rows: &[(Id, Vec<u8>)], until_ms: u64) -> Result<(), Fault>;
    /// The rows of a place that are still kept, by field.
    fn of_place(&mut self, at: DraftPlace, now_ms: u64) -> Result<Vec<(Id, Vec<u8>)>, Fault>;
    /// One field of every place of an owner, by place, and when it ends.
    fn of_owner(&mut self, owner: Id, field: Id, now_ms: u64) -> Result<Vec<(Id, Vec<u8>, u64)>, Fault>;
    /// Removes fields of a place; all of it without fields.
    fn remove(&mut self, at: DraftPlace, fields: &[Id]) -> Result<(), Fault>;
    /// Removes what ended.
    fn purge(&mut self, before_ms: u64) -> Result<(), Fault>;
    /// How many bytes an owner keeps.
    fn size(&mut self, owner: Id) -> Result<u64, Fault>;
}

impl KeptKey {
    /// Reads the columns of `subject_keys`.
    fn from_columns(wrapped: Option<Vec<u8>>, state: &str) -> Result<Self, KeyError> {
        match (state, wrapped) {
            ("active", Some(wrapped)) => Ok(Self::Active(wrapped)),
            ("restricted", Some(wrapped)) => Ok(Self::Restricted(wrapped)),
            ("destroyed", None) => Ok(Self::Destroyed),
            _ => Err(KeyError::Fault(Fault::new("a key is in no known state"))),
        }
    }

    /// Writes them.
    fn to_columns(&self) -> (Option<&[u8]>, &'static str) {
        match self {
            Self::Active(wrapped) => (Some(wrapped), "active"),
            Self::Restricted(wrapped) => (Some(wrapped), "restricted"),
            Self::Destroyed => (None, "destroyed"),
        }
    }
}

/// Which engine, and how to get connections.
pub(crate) enum Engine {
    /// The file of the record.
    Sqlite(std::path::PathBuf),
    /// The connection string, and whether a standby must confirm each commit.
    Postgres {
        /// Connection string; it may hold a password.
        url: String,
        /// As in the options.
        is_highly_available: bool,
    },
}

impl Engine {
    /// One more connection, to write or to read.
    pub(crate) fn session(&self) -> Result<Box<dyn Session>, Fault> {
        match self {
            Self::Sqlite(path) => open_sqlite_reader(path),
            Self::Postgres { url, is_highly_available } => open_postgres_again(url, *is_highly_available),
        }
    }

    /// How much is asked at first: what is embedded is asked fast enough.
    pub(crate) fn first_knowledge(&self) -> Knowledge {
        if self.is_embedded() { Knowledge::Asked } else { Knowledge::Remembered }
    }

    /// Whether the database lives in this process: after a failed commit the process must end.
    pub(crate) fn is_embedded(&self) -> bool {
        matches!(self, Self::Sqlite(_))
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => write!(out, "SQLite {}", path.display()),
            Self::Postgres { .. } => out.write_str("PostgreSQL"),
        }
    }
}
