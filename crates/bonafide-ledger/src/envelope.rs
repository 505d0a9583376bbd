//! Envelopes: the values of an event with their salts, encrypted; one for the case, one for each person named.
//!
//! ```text
//! envelope = version suite nonce[12] ciphertext tag[16]
//! text     = u16 n, then n times: u16 index, salt[32], u32 length, value
//! bound    = "bonafide/envelope/v1\0" suite event_id[16] key_id
//! ```
//! Destroying the key destroys value and salt at once, and what is left, the commitment, is a random number.

use thiserror::Error;
use zeroize::{Zeroize, Zeroizing};

use crate::aead::{Aead, KEY_BYTES, NONCE_BYTES, SuiteCipher};
use crate::bytes::Reader;
use crate::suite::Suite;

const VERSION: u8 = 1;
const LABEL: &[u8] = b"bonafide/envelope/v1\0";

/// Which event and key an envelope belongs to; bound to the ciphertext, not in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnvelopePlace<'a> {
    /// Suite of the event.
    pub suite: Suite,
    /// Id of the event.
    pub event_id: &'a [u8; 16],
    /// Id of the key, as the store names it.
    pub key_id: &'a [u8],
}

/// One opened field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedField {
    /// Place among the fields of the event.
    pub index: u16,
    /// Its salt.
    pub salt: [u8; 32],
    /// Its encoded value.
    pub value: Vec<u8>,
}

impl Drop for OpenedField {
    fn drop(&mut self) {
        self.salt.zeroize();
        self.value.zeroize();
    }
}

/// One field of an opened envelope, read where it lies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct FieldInPlace<'a> {
    /// Place among the fields of the event.
    pub index: u16,
    /// Its salt.
    pub salt: &'a [u8; 32],
    /// Its encoded value.
    pub value: &'a [u8],
}

impl std::fmt::Debug for FieldInPlace<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "FieldInPlace({}, …)", self.index)
    }
}

/// Why an envelope does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum EnvelopeError {
    /// Another version or suite, or too short.
    #[error("an envelope of an unknown version or suite")]
    Unknown,
    /// Wrong key, wrong event, or changed bytes.
    #[error("an envelope does not open with this key for this event")]
    NotAuthentic,
    /// It opened, but what is inside is no list of fields; or too many or too long fields were to be sealed.
    #[error("an envelope holds no list of fields")]
    Malformed,
}

/// Encrypts fields `(index, salt, encoded value)`. `nonce`: 12 random bytes, never twice with a key.
///
/// # Errors
/// [`EnvelopeError::Malformed`] for more than 65,535 fields or a value of 4 GiB and more.
#[expect(clippy::too_many_arguments, reason = "each is of a type of its own, and the order is that of the format")]
pub fn seal_envelope(
    suite: Suite,
    key: &[u8; KEY_BYTES],
    nonce: &[u8; NONCE_BYTES],
    event_id: &[u8; 16],
    key_id: &[u8],
    fields: &[(u16, [u8; 32], &[u8])],
) -> Result<Vec<u8>, EnvelopeError> {
    let place = EnvelopePlace { suite, event_id, key_id };
    seal_envelope_with(&SuiteCipher::new(suite, key), &place, nonce, fields)
}

/// Decrypts an envelope into its fields.
///
/// # Errors
/// [`EnvelopeError`].
pub fn open_envelope(
    suite: Suite,
    key: &[u8; KEY_BYTES],
    event_id: &[u8; 16],
    key_id: &[u8],
    envelope: &[u8],
) -> Result<Vec<OpenedField>, EnvelopeError> {
    open_envelope_with(&SuiteCipher::new(suite, key), &EnvelopePlace { suite, event_id, key_id }, envelope)
}

/// [`seal_envelope`] with a cipher of the caller's, such as a certified module.
///
/// # Errors
/// [`EnvelopeError::Malformed`] if there are too many fields or one is too long, [`EnvelopeError::NotAuthentic`] if
/// the cipher refuses.
pub fn seal_envelope_with(
    cipher: &dyn Aead,
    place: &EnvelopePlace<'_>,
    nonce: &[u8; NONCE_BYTES],
    fields: &[(u16, [u8; 32], &[u8])],
) -> Result<Vec<u8>, EnvelopeError> {
    let mut text = Vec::with_capacity(2 + fields.iter().map(|field| FIELD_BYTES + field.2.len()).sum::<usize>() + 16);
    let count = u16::try_from(fields.len()).map_err(|_| EnvelopeError::Malformed)?;
    text.extend_from_slice(&count.to_be_bytes());
    for (index, salt, value) in fields {
        let length = u32::try_from(value.len()).map_err(|_| EnvelopeError::Malformed)?;
        text.extend_from_slice(&index.to_be_bytes());
        text.extend_from_slice(salt);
        text.extend_from_slice(&length.to_be_bytes());
        text.extend_from_slice(value);
    }
    cipher.seal(nonce, &bound(place), &mut text).map_err(|_| EnvelopeError::NotAuthentic)?;
    let mut out = Vec::with_capacity(2 + NONCE_BYTES + text.len());
    out.extend_from_slice(&[VERSION, place.suite.byte()]);
    out.extend_from_slice(nonce);
    out.extend_from_slice(&text);
    Ok(out)
}

/// [`open_envelope`] with a cipher of the caller's.
///
/// # Errors
/// [`EnvelopeError`].
pub fn open_envelope_with(
    cipher: &dyn Aead,
    place: &EnvelopePlace<'_>,
    envelope: &[u8],
) -> Result<Vec<OpenedField>, EnvelopeError> {
    let mut text = Zeroizing::new(Vec::new());
    let fields = open_envelope_in(cipher, place, envelope, &mut text)?;
    let owned =
        fields.iter().map(|field| OpenedField { index: field.index, salt: *field.salt, value: field.value.to_vec() });
    Ok(owned.collect())
}

/// [`open_envelope_with`] without a copy of any field: they lie in `text`, which is overwritten.
///
/// # Errors
/// [`EnvelopeError`]; `text` then holds nothing of use.
pub fn open_envelope_in<'a>(
    cipher: &dyn Aead,
    place: &EnvelopePlace<'_>,
    envelope: &[u8],
    text: &'a mut Zeroizing<Vec<u8>>,
) -> Result<Vec<FieldInPlace<'a>>, EnvelopeError> {
    let mut reader = Reader::new(envelope);
    let known = reader.u8() == Some(VERSION) && reader.u8() == Some(place.suite.byte());
    let nonce = reader.array().filter(|_| known).ok_or(EnvelopeError::Unknown)?;
    if text.capacity() < reader.rest().len() {
        // Not grown: growing would leave what was opened before behind, unwiped.
        *text = Zeroizing::new(Vec::with_capacity(reader.rest().len()));
    }
    text.clear();
    text.extend_from_slice(reader.rest());
    cipher.open(&nonce, &bound(place), text).map_err(|_| EnvelopeError::NotAuthentic)?;
    read_fields(text).ok_or(EnvelopeError::Malformed)
}

fn bound(place: &EnvelopePlace<'_>) -> Vec<u8> {
    [LABEL, &[place.suite.byte()], place.event_id, place.key_id].concat()
}

/// Bytes of a field beside its value.
const FIELD_BYTES: usize = 38;

fn read_fields(text: &[u8]) -> Option<Vec<FieldInPlace<'_>>> {
    let mut reader = Reader::new(text);
    let count = usize::from(reader.u16()?);
    let mut fields = Vec::with_capacity(count.min(text.len() / FIELD_BYTES));
    for _ in 0..count {
        let index = reader.u16()?;
        let salt = reader.bytes(32)?.try_into().ok()?;
        let length = usize::try_from(reader.u32()?).ok()?;
        fields.push(FieldInPlace { index, salt, value: reader.bytes(length)? });
    }
    reader.is_at_end().then_some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: [(u16, [u8; 32], &[u8]); 2] = [(0, [9; 32], b"\x01one"), (7, [8; 32], b"\x00")];

    #[test]
    fn an_envelope_opens_only_with_its_key_for_its_event_under_its_key_id() {
        for suite in [Suite::Sha256Ed25519, Suite::Sm3Sm2] {
            let sealed = seal_envelope(suite, &[1; 32], &[2; 12], &[3; 16], b"case", &FIELDS).unwrap();
            let opened = open_envelope(suite, &[1; 32], &[3; 16], b"case", &sealed).unwrap();
            let as_given: Vec<_> = opened.iter().map(|field| (field.index, field.salt, &field.value[..])).collect();
            assert_eq!(as_given, FIELDS);
            assert!(open_envelope(suite, &[0; 32], &[3; 16], b"case", &sealed).is_err());
            assert!(open_envelope(suite, &[1; 32], &[4; 16], b"case", &sealed).is_err());
            assert!(open_envelope(suite, &[1; 32], &[3; 16], b"casf", &sealed).is_err());
        }
    }

    #[test]
    fn no_byte_of_an_envelope_can_change() {
        for suite in [Suite::Sha256Ed25519, Suite::Sm3Sm2] {
            let sealed = seal_envelope(suite, &[1; 32], &[2; 12], &[3; 16], b"case", &FIELDS).unwrap();
            for at in 0..sealed.len() {
                let mut changed = sealed.clone();
                changed[at] ^= 1;
                assert!(open_envelope(suite, &[1; 32], &[3; 16], b"case", &changed).is_err(), "byte {at}");
            }
        }
    }

    #[test]
    fn what_opens_but_is_no_list_of_fields_is_refused() {
        let (suite, key, event_id) = (Suite::Sha256Ed25519, [1; 32], [3; 16]);
        let place = EnvelopePlace { suite, event_id: &event_id, key_id: b"case" };
        let cipher = SuiteCipher::new(suite, &key);
        for (text, is_list) in [(&[0, 0][..], true), (&[0, 0, 7], false), (&[0, 1], false), (&[0], false)] {
            let mut sealed = text.to_vec();
            cipher.seal(&[2; 12], &bound(&place), &mut sealed).unwrap();
            let envelope = [&[VERSION, suite.byte()], &[2; 12][..], &sealed].concat();
            assert_eq!(open_envelope(suite, &key, &event_id, b"case", &envelope).is_ok(), is_list, "{text:?}");
        }
    }
}
