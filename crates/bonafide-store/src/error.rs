//! What can go wrong, one enum an operation. Sentences here are for logs; the door says them to people by variant.

use std::path::PathBuf;

use thiserror::Error;

/// The machine's or the database's: a sentence for the log.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct Fault(pub String);

impl Fault {
    pub(crate) fn new(what: impl std::fmt::Display) -> Self {
        Self(what.to_string())
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}

/// Why a record does not open.
#[derive(Debug, Error)]
pub enum OpenError {
    /// Another process has it.
    #[error("`{0}` is in use by another process; stop it first")]
    InUse(PathBuf),
    /// Written by a later Bonafide.
    #[error("the record has schema {found}, this Bonafide knows {known}; use the newer Bonafide")]
    Newer {
        /// Version found.
        found: u32,
        /// The latest version known here.
        known: u32,
    },
    /// It was made with other settings.
    #[error("the record was made with {what} `{stored}`, not `{asked}`; open it with its own")]
    OtherSettings {
        /// Which setting.
        what: &'static str,
        /// As stored.
        stored: String,
        /// As asked for.
        asked: String,
    },
    /// No suite, or one twice.
    #[error("a record needs one suite or two different ones")]
    Suites,
    /// The root key does not open it.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// PostgreSQL is set to another isolation level.
    #[error("default_transaction_isolation is `{0}`; set it to `read committed`")]
    Isolation(String),
    /// PostgreSQL does not wait for a standby.
    #[error("no synchronous standby: set synchronous_standby_names, and synchronous_commit to `on` or `remote_apply`")]
    NotSynchronous,
    /// PostgreSQL may lose what it acknowledged.
    #[error("`{0}` is off; a record that loses acknowledged events is none: turn it on")]
    Unsafe(&'static str),
    /// Anything else.
    #[error("the record does not open: {0}")]
    Fault(#[from] Fault),
}

/// Why a key is not to be had.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum KeyError {
    /// No file there.
    #[error("the key file `{0}` cannot be read; give the one the record was made with")]
    Missing(PathBuf),
    /// Others may read the file.
    #[error("the key file `{0}` can be read by others; set its mode to 0600")]
    Exposed(PathBuf),
    /// Not 32 bytes.
    #[error("the key file `{0}` has not 32 bytes")]
    Length(PathBuf),
    /// It is another key.
    #[error("the root key is not the one these keys were wrapped with")]
    Wrong,
    /// It was destroyed by an erasure.
    #[error("a key has been destroyed (已依法删除)")]
    Destroyed,
    /// It is locked: storage and protection only.
    #[error("a key is restricted; two officers must unlock it")]
    Restricted,
    /// Anything else.
    #[error("the keys cannot be reached: {0}")]
    Fault(#[from] Fault),
}

/// Why a command was not recorded.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AppendError {
    /// The stream went on meanwhile; load it again and decide anew.
    #[error("the stream stands at version {actual_version}, not where the command expects it; load it again")]
    Conflict {
        /// Where it stands.
        actual_version: u32,
    },
    /// Another stream of the kind bears the key; choose another.
    #[error("another stream bears this key; choose another")]
    KeyTaken,
    /// The command id was used for another request.
    #[error("this command id was used for another request; take a new id")]
    DigestMismatch,
    /// Nothing was written, and will not be until the reason is gone.
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    /// Perhaps it was recorded: ask again with the same command id.
    #[error("it is not known whether the command was recorded; send it again with the same id")]
    Unknown,
    /// Nothing was written; the machine's fault.
    #[error("nothing was recorded: {0}")]
    Fault(#[from] Fault),
}

/// Why the store takes no such command.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The clock stands before the last event.
    #[error("the clock stands {0} ms before the last event; set it right")]
    ClockBehind(u64),
    /// The clock leapt.
    #[error("the clock leapt by {0} ms; set it right, or confirm it")]
    ClockLeapt(u64),
    /// The record is not the one that was signed.
    #[error("the record is inconsistent with what was signed (历史不一致): {0}; it is read-only")]
    Inconsistent(String),
    /// A commit failed in this process; it must end.
    #[error("an earlier write failed with unknown outcome; restart the process")]
    Poisoned,
    /// A command without events.
    #[error("a command without events")]
    Empty,
    /// Too many bytes or values.
    #[error("the command is too large: {bytes} bytes, {bytes_max} are taken")]
    TooLarge {
        /// How many.
        bytes: usize,
        /// How many are taken.
        bytes_max: usize,
    },
    /// More values than an event can have.
    #[error("an event has {0} values, 512 are taken")]
    TooManyValues(usize),
    /// No schema for it.
    #[error("event type {kind} version {version} is not known here")]
    UnknownKind {
        /// Type number.
        kind: u16,
        /// Schema version.
        version: u16,
    },
    /// The values do not fit the schema.
    #[error("field {field} of event type {kind} does not fit its schema")]
    Field {
        /// Type number.
        kind: u16,
        /// Position of the field.
        field: usize,
    },
    /// No such stream, and the command opens none.
    #[error("there is no such stream, and the command opens none")]
    NoStream,
    /// A person named has been erased, or is locked.
    #[error("{0}")]
    Key(KeyError),
}

/// Why a stream does not load.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LoadError {
    /// Stored bytes are not what was recorded.
    #[error("position {position}: {wrong}")]
    Altered {
        /// Which entry.
        position: u64,
        /// What about it.
        wrong: Wrong,
    },
    /// Written by a later Bonafide.
    #[error("event type {kind} version {version} is not known here; use the newer Bonafide")]
    UnknownKind {
        /// Type number.
        kind: u16,
        /// Schema version.
        version: u16,
    },
    /// The keys cannot be reached.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// Anything else.
    #[error("the stream does not load: {0}")]
    Fault(#[from] Fault),
}

/// What about an entry is not as it was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum Wrong {
    /// A position is missing, or stands twice.
    #[error("the entry is missing")]
    Missing,
    /// More entries than the head counts.
    #[error("the entry lies beyond the head of the log")]
    BeyondHead,
    /// The bytes are no body of this suite.
    #[error("the body does not read")]
    Body,
    /// Body or blind do not give the leaf.
    #[error("body or blind were changed: they do not give the leaf")]
    BodyOrBlind,
    /// The leaf alone differs: the next event of the stream still confirms body and blind.
    #[error("the leaf was changed: body and blind do not give it")]
    Leaf,
    /// The event id does not follow from the command.
    #[error("the command was changed: the event's id does not follow from it")]
    Command,
    /// A column differs from the body.
    #[error("the column `{0}` differs from the body")]
    Column(&'static str),
    /// The event before it in the stream is another, or missing.
    #[error("it does not follow the event before it in its stream")]
    Chain,
    /// Times run backwards.
    #[error("it was recorded before the entry before it")]
    Time,
    /// The root after a transaction is another.
    #[error("the root after this entry differs")]
    Root,
    /// The head is not the root of the entries.
    #[error("the head of the log differs from its entries")]
    Head,
    /// An envelope does not open.
    #[error("an envelope does not open")]
    Envelope,
    /// An opened value does not belong to its slot.
    #[error("slot {0} does not hold what the envelope says")]
    Slot(u16),
    /// The schema is another than the event was sealed with.
    #[error("the schema differs from the one the event was sealed with")]
    Schema,
    /// What was opened makes no event.
    #[error("the opened fields make no event")]
    Fields,
    /// It does not stand in the tree where it says.
    #[error("it does not stand in the signed tree where it says")]
    Proof,
    /// A signed checkpoint has another root.
    #[error("a signed checkpoint of this size has another root")]
    Checkpoint,
    /// A checkpoint is not signed by this log's key.
    #[error("a checkpoint does not bear the log's signature")]
    Signature,
    /// The pin has another root.
    #[error("the pin of this size has another root")]
    Pin,
    /// The pin is ahead of the record.
    #[error("the pin is ahead of the record: the tail is missing")]
    BehindPin,
    /// A receipt promises something else.
    #[error("a receipt in hand promises another entry or root")]
    Receipt,
    /// The view of streams differs.
    #[error("the view `{0}` differs from the events")]
    View(&'static str),
    /// A file is missing or changed.
    #[error("an attachment is missing or was changed")]
    File,
    /// A tile on disk differs.
    #[error("a tile differs from the entries")]
    Tile,
}
