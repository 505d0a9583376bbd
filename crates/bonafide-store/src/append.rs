//! What goes into the record, and what comes back.

use bonafide_ledger::Hash;
use bonafide_procedure::wire::WireEvent;

use crate::row::PerSuite;

/// A stream: of time and chance, never the number of a case. Also the id of the key that seals its fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StreamId(pub [u8; 16]);

/// What a stream is of: cases, rosters, regulations … numbered by whoever opens them. From 9000 the store's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StreamKind(pub u16);

/// The events of one command, to be recorded together or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Append {
    /// Made by the client, once a command: sending it again gives the same answer.
    pub command_id: [u8; 16],
    /// Digest of what was asked: the same id with another digest is refused.
    pub request_digest: [u8; 32],
    /// The stream it goes to.
    pub stream: StreamId,
    /// Kind and key of a stream that begins with this command; a key is borne by one stream of a kind.
    pub opens: Option<(StreamKind, String)>,
    /// The version the decision was made on; 0 for a new stream.
    pub expected_version: u32,
    /// In order, at least one.
    pub events: Vec<WireEvent>,
}

/// One event as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Place in the log, from 0.
    pub position: u64,
    /// Place in the stream, from 1.
    pub version: u32,
    /// Id of the event.
    pub event_id: [u8; 16],
    /// When, in milliseconds since 1970-01-01 UTC.
    pub recorded_ms: u64,
    /// What.
    pub event: WireEvent,
}

/// What was recorded for a command: the same whenever it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The client's id.
    pub command_id: [u8; 16],
    /// Place of the first event in the log, from 0.
    pub first_position: u64,
    /// How many events.
    pub count: u32,
    /// The stream.
    pub stream: StreamId,
    /// Version of the stream after it.
    pub version_after: u32,
    /// Size of the log after the transaction.
    pub size: u64,
    /// Its root, for each suite.
    pub roots: PerSuite<Hash>,
    /// The digest of each event, for each suite.
    pub digests: PerSuite<Vec<Hash>>,
    /// The blind of each event.
    pub blinds: Vec<[u8; 32]>,
    /// When the last event was recorded.
    pub recorded_ms: u64,
}
