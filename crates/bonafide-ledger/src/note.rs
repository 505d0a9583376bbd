//! Signed notes: a text with signature lines under it.
//!
//! Source: C2SP signed-note, "Format" and "Signatures". Parsing is strict: a note has one spelling.

use thiserror::Error;

use crate::base64;
use crate::verifier_key::{VerifierKey, key_name_is_sound};

/// The longest note that is read, in bytes: room for 64 post-quantum signatures.
pub const NOTE_BYTES_MAX: usize = 1 << 20;
/// The most signature lines that are read; C2SP asks for at least 16.
pub const SIGNATURES_MAX: usize = 64;

/// A text and its signature lines, not yet verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedNote {
    text: String,
    signatures: Vec<NoteSignature>,
}

/// One signature line: who says to have signed, with which key, and the bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteSignature {
    name: String,
    key_id: u32,
    bytes: Vec<u8>,
}

/// Why bytes are no note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NoteError {
    /// Over [`NOTE_BYTES_MAX`].
    #[error("a note longer than any note")]
    TooLong,
    /// Not UTF-8, or a control character other than the line end.
    #[error("a note with bytes no note may have")]
    BadCharacter,
    /// No text, no blank line before the signatures, or no line end at the end.
    #[error("a note without text, blank line or line end")]
    BadFrame,
    /// A line that is no signature line, or too many of them.
    #[error("a note with a malformed signature line")]
    BadSignature,
}

/// Why a note is not believed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoteRefusal {
    /// A key we know stands under it with a signature it never made: the whole note is refused.
    #[error("the signature of `{0}` does not verify")]
    FalseSignature(String),
    /// None of our keys signed it.
    #[error("no known key has signed")]
    Unsigned,
}

/// A signature that verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedSignature<'k> {
    /// The key that made it.
    pub key: &'k VerifierKey,
    /// For a cosignature, when it was made: seconds since 1970-01-01 UTC.
    pub time_s: Option<u64>,
}

impl SignedNote {
    /// A note of a text and signatures, each made over this very text.
    ///
    /// # Errors
    /// [`NoteError`] if the text does not end its last line or holds control characters, or there is no signature.
    pub fn new(text: impl Into<String>, signatures: Vec<NoteSignature>) -> Result<Self, NoteError> {
        let text = text.into();
        check_characters(&text)?;
        if !text.ends_with('\n') {
            return Err(NoteError::BadFrame);
        }
        if signatures.is_empty() || signatures.len() > SIGNATURES_MAX {
            return Err(NoteError::BadSignature);
        }
        Ok(Self { text, signatures })
    }

    /// Reads a note; [`SignedNote`] as text gives the same bytes back.
    ///
    /// # Errors
    /// [`NoteError`].
    pub fn parse(bytes: &[u8]) -> Result<Self, NoteError> {
        let (text, lines) = split(bytes)?;
        let signatures = lines.split_terminator('\n').map(NoteSignature::parse).collect::<Option<Vec<_>>>();
        let signatures = signatures.ok_or(NoteError::BadSignature)?;
        Self::new(text, signatures)
    }

    /// The signed text, its last line end included.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signature lines.
    #[must_use]
    pub fn signatures(&self) -> &[NoteSignature] {
        &self.signatures
    }

    /// Adds a signature line, unless it stands there already.
    pub fn add(&mut self, signature: NoteSignature) {
        if !self.signatures.contains(&signature) && self.signatures.len() < SIGNATURES_MAX {
            self.signatures.push(signature);
        }
    }

    /// Verifies against the keys we know; signatures of others are passed over.
    ///
    /// # Errors
    /// [`NoteRefusal`]; a false signature of a known key refuses the note, however many others are right.
    pub fn verify<'k>(
        &self,
        keys: impl IntoIterator<Item = &'k VerifierKey> + Clone,
    ) -> Result<Vec<VerifiedSignature<'k>>, NoteRefusal> {
        let mut verified: Vec<VerifiedSignature<'k>> = Vec::new();
        for signature in &self.signatures {
            for key in keys.clone() {
                if key.name() != signature.name || key.id() != signature.key_id {
                    continue;
                }
                let Some(time) = key.verify(&self.text, &signature.bytes) else {
                    return Err(NoteRefusal::FalseSignature(signature.name.clone()));
                };
                verified.push(VerifiedSignature { key, time_s: time.seconds() });
            }
        }
        if verified.is_empty() { Err(NoteRefusal::Unsigned) } else { Ok(verified) }
    }
}

impl std::fmt::Display for SignedNote {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(out, "{}", self.text)?;
        self.signatures.iter().try_for_each(|signature| write!(out, "{signature}"))
    }
}

/// The text and the signature lines of a note: the last blank line parts them.
pub(crate) fn split(bytes: &[u8]) -> Result<(&str, &str), NoteError> {
    if bytes.len() > NOTE_BYTES_MAX {
        return Err(NoteError::TooLong);
    }
    let whole = std::str::from_utf8(bytes).map_err(|_| NoteError::BadCharacter)?;
    check_characters(whole)?;
    let at = whole.rfind("\n\n").ok_or(NoteError::BadFrame)?;
    let (text, lines) = whole.split_at_checked(at + 1).ok_or(NoteError::BadFrame)?;
    let lines = lines.strip_prefix('\n').ok_or(NoteError::BadFrame)?;
    if lines.is_empty() || !lines.ends_with('\n') {
        return Err(NoteError::BadFrame);
    }
    Ok((text, lines))
}

fn check_characters(text: &str) -> Result<(), NoteError> {
    let is_sound = text.bytes().all(|byte| byte >= b' ' || byte == b'\n');
    is_sound.then_some(()).ok_or(NoteError::BadCharacter)
}

impl NoteSignature {
    /// A signature line of a key.
    #[must_use]
    pub fn new(key: &VerifierKey, bytes: Vec<u8>) -> Self {
        Self { name: key.name().to_owned(), key_id: key.id(), bytes }
    }

    /// Reads a line without its line end.
    #[must_use]
    pub fn parse(line: &str) -> Option<Self> {
        let (name, coded) = line.strip_prefix("— ")?.split_once(' ')?;
        let bytes = base64::decode(coded)?;
        let (key_id, bytes) = bytes.split_first_chunk()?;
        let is_sound = key_name_is_sound(name) && !bytes.is_empty();
        is_sound.then(|| Self { name: name.to_owned(), key_id: u32::from_be_bytes(*key_id), bytes: bytes.to_vec() })
    }

    /// Name of the key.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Id of the key: a name for it, not a hash to trust.
    #[must_use]
    pub fn key_id(&self) -> u32 {
        self.key_id
    }

    /// The signature after the key id.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl std::fmt::Display for NoteSignature {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bytes = [&self.key_id.to_be_bytes(), self.bytes.as_slice()].concat();
        writeln!(out, "— {} {}", self.name, base64::encode(&bytes))
    }
}
