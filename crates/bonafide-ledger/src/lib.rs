//! The record (存证): a log of sealed events that nobody, its operator included, can quietly alter.
//!
//! An event becomes 34 bytes that say nothing ([`sealed`]), these become a leaf of a hash tree, the head of the tree is
//! signed and witnessed, and any field can later be opened, withheld or erased with every proof intact.
//!
//! This crate reads no clock, disk, socket, environment or random source: salts, nonces, keys and times are arguments.
//! It knows nothing of procedure, databases or wording.

pub mod aead;
pub mod base64;
mod bytes;
pub mod chain;
pub mod checkpoint;
pub mod cosign;
mod edge;
pub mod envelope;
pub mod frontier;
pub mod note;
pub mod package;
pub mod package_check;
pub mod proof;
pub mod quorum;
pub mod sealed;
pub mod sign;
pub mod suite;
pub mod tile;
pub mod tile_reader;
pub mod tlog_proof;
pub mod tree;
pub mod value;
pub mod verifier_key;
pub mod verify;
pub mod witness;

pub use checkpoint::Checkpoint;
pub use cosign::cosign;
pub use envelope::{OpenedField, open_envelope, seal_envelope};
pub use frontier::Frontier;
pub use note::{Note, NoteSignature};
pub use package::Package;
pub use proof::{Consistency, Inclusion, ProofError};
pub use quorum::Quorum;
pub use sealed::{BodyHead, Slots, body, entry, event_digest, leaf_hash, read_body, slot};
pub use sign::{Algorithm, PublicKey, SecretKey, Signer, Verifier};
pub use suite::{Hash, Suite};
pub use tile::{TileEdge, TileId, TileKind};
pub use tile_reader::TileReader;
pub use tlog_proof::TlogProof;
pub use tree::{Tree, TreeHead};
pub use value::Value;
pub use verifier_key::{SignatureKind, VerifierKey};
pub use verify::{Verification, verify_record};
pub use witness::{AddCheckpoint, SeenHead, WatchedLog, WitnessRefusal};
