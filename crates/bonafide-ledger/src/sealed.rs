//! Sealed events (封存): the exact bytes that are hashed, from a field's value up to the leaf of the tree.
//!
//! ```text
//! slot   = H("bonafide/slot/v1\0"  salt[32] event_id[16] u16 index u32 length value)
//! body   = version suite event_id[16] stream_id[16] u32 stream_version u16 event_type u16 schema_version
//!          u64 occurred_ms u64 recorded_ms prev[32] schema_digest[32] u16 n slot_0 … slot_{n-1}   124 + 32 n bytes
//! digest = H("bonafide/event/v1\0" blind[32] body)
//! entry  = 0x01 suite digest[32]                                                                  34 bytes
//! leaf   = H(0x00 entry)
//! ```
//! A value is committed with a salt of its own, so that one field can be opened without the next, and a destroyed salt
//! takes the value with it; the commitments, and every proof over them, stay. Salts come as arguments: 32 random bytes
//! per field, never used twice.

use thiserror::Error;

use crate::bytes::Reader;
use crate::suite::{HASH_BYTES, Hash, Suite};

/// Bytes of a body before its slots.
pub const BODY_HEAD_BYTES: usize = 124;
/// Bytes of a log entry: all the public log ever shows of an event.
pub const ENTRY_BYTES: usize = 34;
/// The most slots a body can have.
pub const SLOTS_MAX: usize = u16::MAX as usize;

const VERSION: u8 = 1;
const SLOT: &[u8] = b"bonafide/slot/v1\0";
const EVENT: &[u8] = b"bonafide/event/v1\0";
const FILE: &[u8] = b"bonafide/file/v1\0";
const SCHEMA: &[u8] = b"bonafide/schema/v1\0";
const INTENT: &[u8] = b"bonafide/intent/v1\0";

/// What a body says in clear: no value of any field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BodyHead {
    /// Suite of every hash in the body.
    pub suite: Suite,
    /// Random; bound into each slot, so that no value passes for one of another event.
    pub event_id: [u8; 16],
    /// Random; never the number of the case.
    pub stream_id: [u8; 16],
    /// Place of the event in its stream, from 1.
    pub stream_version: u32,
    /// Kind of event, numbered by the store.
    pub event_type: u16,
    /// Version of the fields of that kind.
    pub schema_version: u16,
    /// When it happened, as its author says; milliseconds since 1970-01-01 UTC. A claim.
    pub occurred_ms: u64,
    /// When it was recorded; milliseconds since 1970-01-01 UTC, rising from position to position.
    pub recorded_ms: u64,
    /// Digest of the event before it in the stream; zeros for the first.
    pub prev: Hash,
    /// Digest of the names, types and classes of the fields, see [`schema_digest`].
    pub schema_digest: Hash,
}

impl BodyHead {
    /// Whether this is the same event in another suite: all but suite, predecessor and schema digest are equal.
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        let shared = Self { suite: self.suite, prev: self.prev, schema_digest: self.schema_digest, ..*other };
        shared == *self
    }
}

/// Why bytes are no body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BodyError {
    /// Shorter or longer than its head and its count of slots say.
    #[error("a body has not the length its count of fields demands")]
    Length,
    /// A version this program does not know.
    #[error("a body of an unknown version")]
    UnknownVersion,
    /// A suite this program does not know.
    #[error("a body of an unknown suite")]
    UnknownSuite,
    /// Streams count from 1.
    #[error("a body at place 0 of its stream")]
    ZeroVersion,
    /// The first event has nothing before it, every other has.
    #[error("only the first event of a stream may point to nothing")]
    PrevOfFirst,
}

/// The commitments of a body, in order of the fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slots<'a>(&'a [[u8; HASH_BYTES]]);

impl<'a> Slots<'a> {
    /// How many there are.
    #[must_use]
    pub fn len(self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The commitment of a field.
    #[must_use]
    pub fn get(self, index: u16) -> Option<&'a Hash> {
        self.0.get(usize::from(index))
    }

    /// All of them.
    pub fn iter(self) -> impl Iterator<Item = &'a Hash> {
        self.0.iter()
    }

    /// All of them, as one slice.
    #[must_use]
    pub fn as_slice(self) -> &'a [Hash] {
        self.0
    }
}

/// The commitment to one field: `value` is the encoded value, `index` its place among the fields, `salt` 32 random bytes
/// of its own.
#[must_use]
pub fn slot(suite: Suite, salt: &[u8; 32], event_id: &[u8; 16], index: u16, value: &[u8]) -> Hash {
    let length = u32::try_from(value.len()).unwrap_or(u32::MAX);
    suite.digest(&[SLOT, salt, event_id, &index.to_be_bytes(), &length.to_be_bytes(), value])
}

/// The body of an event. At most [`SLOTS_MAX`] slots are written.
#[must_use]
pub fn body(head: &BodyHead, slots: &[Hash]) -> Vec<u8> {
    let slots = slots.get(..SLOTS_MAX).unwrap_or(slots);
    let mut out = Vec::with_capacity(BODY_HEAD_BYTES + HASH_BYTES * slots.len());
    out.extend_from_slice(&[VERSION, head.suite.byte()]);
    out.extend_from_slice(&head.event_id);
    out.extend_from_slice(&head.stream_id);
    out.extend_from_slice(&head.stream_version.to_be_bytes());
    out.extend_from_slice(&head.event_type.to_be_bytes());
    out.extend_from_slice(&head.schema_version.to_be_bytes());
    out.extend_from_slice(&head.occurred_ms.to_be_bytes());
    out.extend_from_slice(&head.recorded_ms.to_be_bytes());
    out.extend_from_slice(&head.prev);
    out.extend_from_slice(&head.schema_digest);
    // INVARIANT: `slots` was cut to SLOTS_MAX, which fits.
    out.extend_from_slice(&u16::try_from(slots.len()).unwrap_or(u16::MAX).to_be_bytes());
    out.extend_from_slice(slots.as_flattened());
    out
}

/// Reads a body: exactly the bytes [`body`] writes, and no others.
///
/// # Errors
/// [`BodyError`].
pub fn read_body(bytes: &[u8]) -> Result<(BodyHead, Slots<'_>), BodyError> {
    let (head, count, rest) = read_head(bytes)?;
    let (slots, over) = rest.as_chunks::<HASH_BYTES>();
    if slots.len() != usize::from(count) || !over.is_empty() {
        return Err(BodyError::Length);
    }
    if head.stream_version == 0 {
        return Err(BodyError::ZeroVersion);
    }
    if (head.stream_version == 1) != (head.prev == [0; HASH_BYTES]) {
        return Err(BodyError::PrevOfFirst);
    }
    Ok((head, Slots(slots)))
}

fn read_head(bytes: &[u8]) -> Result<(BodyHead, u16, &[u8]), BodyError> {
    let mut reader = Reader::new(bytes);
    let version = reader.u8().ok_or(BodyError::Length)?;
    let suite = reader.u8().ok_or(BodyError::Length)?;
    if version != VERSION {
        return Err(BodyError::UnknownVersion);
    }
    let suite = Suite::from_byte(suite).ok_or(BodyError::UnknownSuite)?;
    let mut fields = || {
        let head = BodyHead {
            suite,
            event_id: reader.array()?,
            stream_id: reader.array()?,
            stream_version: reader.u32()?,
            event_type: reader.u16()?,
            schema_version: reader.u16()?,
            occurred_ms: reader.u64()?,
            recorded_ms: reader.u64()?,
            prev: reader.array()?,
            schema_digest: reader.array()?,
        };
        Some((head, reader.u16()?))
    };
    let (head, count) = fields().ok_or(BodyError::Length)?;
    Ok((head, count, reader.rest()))
}

/// The digest of an event. `blind`: 32 random bytes, kept beside the body.
#[must_use]
pub fn event_digest(suite: Suite, blind: &[u8; 32], body: &[u8]) -> Hash {
    suite.digest(&[EVENT, blind, body])
}

/// The log entry of an event: a version, the suite, the digest.
#[must_use]
pub fn entry(suite: Suite, digest: &Hash) -> [u8; ENTRY_BYTES] {
    let mut out = [0; ENTRY_BYTES];
    out[0] = VERSION;
    out[1] = suite.byte();
    out[2..].copy_from_slice(digest);
    out
}

/// The leaf of a log entry: `H(0x00 entry)`, RFC 6962, section 2.1.
#[must_use]
pub fn leaf_hash(suite: Suite, entry: &[u8]) -> Hash {
    suite.leaf(entry)
}

/// The digest of a file that goes into a [`crate::Value::File`]. `salt`: 32 random bytes of its own.
#[must_use]
pub fn file_digest(suite: Suite, salt: &[u8; 32], bytes: &[u8]) -> Hash {
    suite.digest(&[FILE, salt, bytes])
}

/// Who may ever see a field, fixed by its schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum FieldClass {
    /// May be published with the case.
    Public = 0,
    /// About a person: lies under that person's key.
    Person = 1,
    /// Can be declared secret.
    Secretable = 2,
}

/// A field of a kind of event: its name, the type byte of its values, and its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SchemaField<'a> {
    /// Name in code.
    pub name: &'a str,
    /// Type byte of an encoded [`crate::Value`].
    pub value_type: u8,
    /// Who may ever see it.
    pub class: FieldClass,
}

/// The digest of a schema: kind, version, and each field with its length-prefixed name, type and class.
///
/// `fields`: at most 65,535, names of at most 65,535 bytes.
#[must_use]
pub fn schema_digest(suite: Suite, event_type: u16, schema_version: u16, fields: &[SchemaField<'_>]) -> Hash {
    let mut bytes = Vec::new();
    bytes.extend_from_slice(&event_type.to_be_bytes());
    bytes.extend_from_slice(&schema_version.to_be_bytes());
    bytes.extend_from_slice(&u16::try_from(fields.len()).unwrap_or(u16::MAX).to_be_bytes());
    for field in fields {
        bytes.extend_from_slice(&u16::try_from(field.name.len()).unwrap_or(u16::MAX).to_be_bytes());
        bytes.extend_from_slice(field.name.as_bytes());
        bytes.extend_from_slice(&[field.value_type, field.class as u8]);
    }
    suite.digest(&[SCHEMA, &bytes])
}

/// What an acting person signs before the server adds position and time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Intent<'a> {
    /// Id the client gave its command.
    pub command_id: [u8; 16],
    /// Stream the command is for.
    pub stream_id: [u8; 16],
    /// Version of the stream the person had seen.
    pub expected_version: u32,
    /// Kind of event.
    pub event_type: u16,
    /// Digest of its schema.
    pub schema_digest: Hash,
    /// Every slot but the one that will hold the signature.
    pub slots: &'a [Hash],
}

/// The digest an acting person signs: `H("bonafide/intent/v1\0" …)` over the intent's parts in order.
#[must_use]
pub fn intent_digest(suite: Suite, intent: &Intent<'_>) -> Hash {
    suite.digest(&[
        INTENT,
        &intent.command_id,
        &intent.stream_id,
        &intent.expected_version.to_be_bytes(),
        &intent.event_type.to_be_bytes(),
        &intent.schema_digest,
        intent.slots.as_flattened(),
    ])
}

/// To how many slots a list of `length` values is filled with decoys: 4, 8, 16 or 32, and from there multiples of 32.
#[must_use]
pub fn padded_length(length: usize) -> usize {
    match length {
        0..=4 => 4,
        5..=8 => 8,
        9..=16 => 16,
        _ => length.div_ceil(32).saturating_mul(32),
    }
}
