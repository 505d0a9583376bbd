//! Values: what a field of an event can hold, and its one encoding: a type byte, then the bytes.

use thiserror::Error;

use crate::bytes::Reader;
use crate::suite::Hash;

/// A field's value. Names of persons never stand in text: prose points to a party by handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// The field is not there; its slot is, so that presence says nothing.
    Absent,
    /// Prose, UTF-8.
    Text(&'a str),
    /// A whole number; money in fen.
    Int(i64),
    /// A civil day as a day number, counted from 1970-01-01 (day 0).
    Date(i64),
    /// A word of a closed list, by id.
    Code(&'a str),
    /// A handle that stands for a party (当事人); the name is in a slot of its own.
    Party(&'a str),
    /// A file by its salted digest, see [`crate::sealed::file_digest`].
    File {
        /// `H("bonafide/file/v1\0" salt bytes)`.
        digest: Hash,
        /// Length in bytes.
        size: u64,
        /// Media type, e.g. `application/pdf`.
        media: &'a str,
    },
    /// Filling, so that the length of a list says nothing.
    Decoy,
}

/// Why bytes are no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ValueError {
    /// No type byte, or one nobody assigned.
    #[error("a value begins with an unknown type byte")]
    UnknownType,
    /// Too short, too long, or not UTF-8.
    #[error("the bytes of a value do not fit its type")]
    Malformed,
}

const ABSENT: u8 = 0;
const TEXT: u8 = 1;
const INT: u8 = 2;
const DATE: u8 = 3;
const CODE: u8 = 4;
const PARTY: u8 = 5;
const FILE: u8 = 6;
const DECOY: u8 = 255;

impl<'a> Value<'a> {
    /// Appends the type byte and the bytes.
    pub fn encode(&self, out: &mut Vec<u8>) {
        match self {
            Self::Absent => out.push(ABSENT),
            Self::Text(text) => tagged(out, TEXT, text.as_bytes()),
            Self::Int(number) => tagged(out, INT, &number.to_be_bytes()),
            Self::Date(day) => tagged(out, DATE, &day.to_be_bytes()),
            Self::Code(id) => tagged(out, CODE, id.as_bytes()),
            Self::Party(handle) => tagged(out, PARTY, handle.as_bytes()),
            Self::File { digest, size, media } => {
                tagged(out, FILE, digest);
                out.extend_from_slice(&size.to_be_bytes());
                out.extend_from_slice(media.as_bytes());
            }
            Self::Decoy => out.push(DECOY),
        }
    }

    /// Reads a whole encoded value; what it gives encodes to the same bytes.
    ///
    /// # Errors
    /// [`ValueError`] if the bytes are no value, or more than one.
    pub fn decode(bytes: &'a [u8]) -> Result<Self, ValueError> {
        let (tag, rest) = bytes.split_first().ok_or(ValueError::UnknownType)?;
        match *tag {
            ABSENT => empty(rest, Self::Absent),
            TEXT => Ok(Self::Text(text(rest)?)),
            INT => Ok(Self::Int(number(rest)?)),
            DATE => Ok(Self::Date(number(rest)?)),
            CODE => Ok(Self::Code(text(rest)?)),
            PARTY => Ok(Self::Party(text(rest)?)),
            FILE => file(rest),
            DECOY => empty(rest, Self::Decoy),
            _ => Err(ValueError::UnknownType),
        }
    }
}

fn tagged(out: &mut Vec<u8>, tag: u8, bytes: &[u8]) {
    out.push(tag);
    out.extend_from_slice(bytes);
}

fn empty<'a>(rest: &[u8], value: Value<'a>) -> Result<Value<'a>, ValueError> {
    if rest.is_empty() { Ok(value) } else { Err(ValueError::Malformed) }
}

fn text(bytes: &[u8]) -> Result<&str, ValueError> {
    std::str::from_utf8(bytes).map_err(|_| ValueError::Malformed)
}

fn number(bytes: &[u8]) -> Result<i64, ValueError> {
    bytes.try_into().map(i64::from_be_bytes).map_err(|_| ValueError::Malformed)
}

fn file(bytes: &[u8]) -> Result<Value<'_>, ValueError> {
    let mut reader = Reader::new(bytes);
    let digest = reader.array().ok_or(ValueError::Malformed)?;
    let size = reader.u64().ok_or(ValueError::Malformed)?;
    Ok(Value::File { digest, size, media: text(reader.rest())? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_reads_back_and_no_byte_may_follow_a_fixed_one() {
        let file = Value::File { digest: [3; 32], size: 7, media: "application/pdf" };
        let values = [Value::Absent, Value::Text("修桥"), Value::Int(-1), Value::Date(20_000), Value::Code("a.b")];
        for value in values.into_iter().chain([Value::Party("乙"), file, Value::Decoy]) {
            let mut bytes = Vec::new();
            value.encode(&mut bytes);
            assert_eq!(Value::decode(&bytes), Ok(value));
        }
        for bytes in [&[0, 0][..], &[255, 1], &[2, 0], &[7], &[], &[1, 0xff], &[6; 40]] {
            assert!(Value::decode(bytes).is_err(), "{bytes:?}");
        }
    }
}
