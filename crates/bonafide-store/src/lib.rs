//! The record (存证) on a database: the only room that speaks SQL.
//!
//! Events are the only truth. [`Store::append`] puts the events of one command, their leaves and the moved head of the
//! tree into one transaction; [`Store::load`] gives the events of a stream back, decrypted and checked. Streams, erasures
//! and whatever else can be asked for are views, dropped and rebuilt from the events.
//!
//! Two engines behind one set of answers: embedded SQLite, and PostgreSQL with any number of nodes. Values come from
//! `bonafide-procedure` in their written form, hashes and envelopes from `bonafide-ledger`; this room knows neither what
//! an event means nor how to say it to a person.

mod append;
mod archive;
mod batch;
mod cases;
mod clock;
mod drafts;
mod engine;
mod erase;
mod error;
mod export;
mod files;
mod gate;
mod keys;
mod layout;
mod load;
mod options;
mod pin;
mod publish;
mod queue;
mod receipt;
mod recompute;
mod row;
mod salts;
mod seal;
mod store;
mod streams;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
mod tiles;
mod tips;
mod verify;
mod views;
mod writer;

pub use append::{Append, Receipt, Recorded, StreamId, StreamKind};
pub use archive::{Archive, ArchiveError, ArchivedEvent, ExportError, verify_archive};
pub use cases::{
    CaseLists, CasePerson, CasePlace, CaseRow, CaseTie, Change, Filter, Known, KnownPlace, Listed, NO_DAY, ScopeSight,
    Sorting, Wanted, Written,
};
pub use clock::Clock;
pub use drafts::{DRAFT_BYTES_MAX, DRAFT_DAYS, DraftError, DraftField};
pub use erase::{ERASURES, EraseError, Erasure, Order};
pub use error::{AppendError, Fault, KeyError, LoadError, OpenError, Refusal, Wrong};
pub use export::{EXPORT_TITLE, Evidence, EvidenceKind, ExportFault, Exported, Outside, VerifiedExport, verify_export};
pub use files::{FileError, KeptFile};
pub use keys::KeySource;
pub use options::{Limits, Location, Options, Salts};
pub use publish::PublishError;
pub use queue::Pending;
pub use receipt::read_receipt;
pub use row::PerSuite;
pub use store::Store;
pub use verify::{Depth, Verified, VerifyError};
