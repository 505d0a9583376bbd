//! The record (存证): a log of sealed events that nobody, its operator included, can quietly alter.
//!
//! An event becomes 34 bytes that say nothing ([`sealed`]), these become a leaf of a hash tree, the head of the tree is
//! signed and witnessed, and any field can later be opened, withheld or erased with every proof intact.
//!
//! This crate reads no clock, disk, socket, environment or random source: salts, nonces, keys and times are arguments.
//! It knows nothing of procedure, databases or wording.

pub mod aead;
mod bytes;
mod edge;
pub mod envelope;
pub mod frontier;
pub mod proof;
pub mod sealed;
pub mod suite;
pub mod tile;
pub mod tile_reader;
pub mod tree;
pub mod value;

pub use envelope::{OpenedField, open_envelope, seal_envelope};
pub use frontier::Frontier;
pub use proof::{Consistency, Inclusion, ProofError};
pub use sealed::{BodyHead, Slots, body, entry, event_digest, leaf_hash, read_body, slot};
pub use suite::{Hash, Suite};
pub use tile::{TileEdge, TileId, TileKind};
pub use tile_reader::TileReader;
pub use tree::{Tree, TreeHead};
pub use value::Value;
