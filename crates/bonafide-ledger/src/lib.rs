//! The record (存证): a log of sealed events that nobody, its operator included, can quietly alter.
//!
//! An event becomes 34 bytes that say nothing ([`sealed`]), these become a leaf of a hash tree, the head of the tree is
//! signed and witnessed, and any field can later be opened, withheld or erased with every proof intact.
//!
//! This crate reads no clock, disk, socket, environment or random source: salts, nonces, keys and times are arguments.
//! It knows nothing of procedure, databases or wording.
//!
//! From a field to a proof anybody can check offline:
//!
//! ```
//! use bonafide_ledger::*;
//!
//! let suite = Suite::Sha256Ed25519;
//! // The caller draws these at random; here everybody knows them.
//! let (salt, blind, event_id, stream_id, secret) = ([1; 32], [2; 32], [3; 16], [4; 16], [5; 32]);
//!
//! // A field is sealed: salt and value open it, and nothing else does.
//! let mut value = Vec::new();
//! Value::Text("先修桥, 后补手续").encode(&mut value);
//! let slots = [slot(suite, &salt, &event_id, 0, &value)];
//! let schema_digest = sealed::schema_digest(suite, 1, 1, &[]);
//! let (occurred_ms, recorded_ms, prev) = (1_790_000_000_000, 1_790_000_000_500, [0; 32]);
//! let head = BodyHead {
//!     suite, event_id, stream_id, stream_version: 1, event_type: 1, schema_version: 1, occurred_ms, recorded_ms, prev,
//!     schema_digest,
//! };
//! let entry = entry(suite, &event_digest(suite, &blind, &body(&head, &slots)));
//!
//! // The log takes its entry and signs its head.
//! let mut tree = Tree::new(suite);
//! tree.append(&entry);
//! let (origin, key) = ("bonafide.example.cn/log1", SecretKey::new(Algorithm::Ed25519, &secret)?);
//! let note = Checkpoint::new(origin, tree.size(), tree.head().root())?.sign(&key)?;
//!
//! // Whoever knows the log's key needs no more than this.
//! let mut path = Vec::new();
//! tree.head().inclusion(0, &mut path)?;
//! let proof = TlogProof { suite, extra: None, index: 0, path, note }.to_string();
//! let log = VerifierKey::of_signer(origin, SignatureKind::Ed25519, &key)?;
//! let quorum = Quorum::parse(format!("log {log}\nquorum none\n").as_bytes())?;
//! assert_eq!(TlogProof::parse(proof.as_bytes())?.verify(&entry, &quorum)?.checkpoint.size(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

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
pub use note::{NoteSignature, SignedNote};
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
