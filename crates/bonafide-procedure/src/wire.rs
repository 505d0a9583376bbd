//! The written form (记录形式) of events: what the store seals and gives back. Versioned, apart from the domain types.
//!
//! An event is a type number, a schema version and a list of fields; a field is a sequence of values. Which fields an
//! event type has, in which order, how they are sealed and whether they are lists is its schema.

/// One value. Names of people never stand in text: prose refers to [`Value::Party`] handles.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// Nothing was given.
    Absent,
    /// Words.
    Text(String),
    /// A number; money in fen.
    Int(i64),
    /// Days since 1970-01-01.
    Day(i64),
    /// A word of a closed list, or an id that is no person's.
    Code(String),
    /// A person on the roster, by number.
    Party(String),
    /// A stored file.
    File(FileRef),
    /// Was here; its key has been destroyed (已依法删除). Only the store makes it, on loading.
    Erased,
}

/// A file of a case, kept outside the event.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FileRef {
    /// Salted digest of the bytes, as the ledger defines it.
    pub digest: [u8; 32],
    /// In bytes.
    pub size: u64,
    /// Media type, by content.
    pub media: String,
}

/// Whether a field holds exactly one value or a counted list of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Exactly one, perhaps absent.
    One,
    /// Any number; the store hides how many by padding.
    List,
}

/// Which key seals a field, and whether it may ever be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// Sealed by the case's key; open when the decision is published.
    Open,
    /// Sealed by the case's key; published only by an express decision.
    Closed,
    /// Sealed by the key of the person that the field at this position names (the first value of it).
    Person(u16),
}

/// One field of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FieldSpec {
    /// Latin name, fixed for ever: it goes into the schema's digest.
    pub name: &'static str,
    /// One or list.
    pub shape: Shape,
    /// Who can open it.
    pub class: Class,
}

/// The fields of one version of an event type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Schema {
    /// Number of the event type, fixed for ever.
    pub kind: u16,
    /// Version of its fields.
    pub version: u16,
    /// Latin name of the event type.
    pub name: &'static str,
    /// In order. A list may be any; at most 512 values in all.
    pub fields: &'static [FieldSpec],
}

/// One event as it is stored and loaded. `fields` has one entry a field of the schema, in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WireEvent {
    /// Number of the event type.
    pub kind: u16,
    /// Version of its fields.
    pub version: u16,
    /// The day it is said to have happened: a claim, days since 1970-01-01.
    pub occurred: i64,
    /// The values of each field; one value where the shape is [`Shape::One`].
    pub fields: Vec<Vec<Value>>,
}

/// Why stored fields do not make an event.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// No such event type, or no such version of it: written by a later Bonafide.
    #[error("event type {kind} version {version} is not known here")]
    UnknownKind {
        /// Type number.
        kind: u16,
        /// Schema version.
        version: u16,
    },
    /// A field is missing or of another type.
    #[error("field `{field}` of event type {kind} does not read as it should")]
    Field {
        /// Type number.
        kind: u16,
        /// Name of the field.
        field: &'static str,
    },
}
