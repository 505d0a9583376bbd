//! Verifier keys: a public key with a name and the kind of signature it makes, as one line of text.
//!
//! Source: C2SP signed-note, "Verifier keys" and "Signature types"; tlog-cosignature, "Format". The two SM2 kinds have
//! no number there and use the byte it reserves for such, followed by a name of our own.

use std::sync::Arc;

use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::base64;
use crate::cosign;
use crate::sign::{Algorithm, PublicKey, SignError, Signer, Verifier};
use crate::suite::Suite;

/// What a signature line under a note says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SignatureKind {
    /// Ed25519 over the text (0x01): a log's own signature.
    Ed25519,
    /// Ed25519 over a time and the text (0x04): a witness's `cosignature/v1`.
    CosignatureEd25519,
    /// ML-DSA-44 over witness, time, origin, size and root (0x06).
    CosignatureMlDsa44,
    /// SM2 over the text (0xff `bonafide sm2-sm3 v1`).
    Sm2,
    /// SM2 over a time and the text, as 0x04 does it (0xff `bonafide sm2-sm3 cosignature v1`).
    CosignatureSm2,
}

impl SignatureKind {
    const ALL: [Self; 5] =
        [Self::Ed25519, Self::CosignatureEd25519, Self::CosignatureMlDsa44, Self::Sm2, Self::CosignatureSm2];

    /// The bytes that stand before the public key.
    fn prefix(self) -> &'static [u8] {
        match self {
            Self::Ed25519 => &[0x01],
            Self::CosignatureEd25519 => &[0x04],
            Self::CosignatureMlDsa44 => &[0x06],
            Self::Sm2 => b"\xffbonafide sm2-sm3 v1",
            Self::CosignatureSm2 => b"\xffbonafide sm2-sm3 cosignature v1",
        }
    }

    /// How it is signed.
    #[must_use]
    pub fn algorithm(self) -> Algorithm {
        match self {
            Self::Ed25519 | Self::CosignatureEd25519 => Algorithm::Ed25519,
            Self::CosignatureMlDsa44 => Algorithm::MlDsa44,
            Self::Sm2 | Self::CosignatureSm2 => Algorithm::Sm2,
        }
    }

    /// The suite of the tree a log or witness with such a key speaks of.
    #[must_use]
    pub fn suite(self) -> Suite {
        match self {
            Self::Ed25519 | Self::CosignatureEd25519 | Self::CosignatureMlDsa44 => Suite::Sha256Ed25519,
            Self::Sm2 | Self::CosignatureSm2 => Suite::Sm3Sm2,
        }
    }

    /// Whether it says when it was made.
    #[must_use]
    pub fn is_cosignature(self) -> bool {
        !matches!(self, Self::Ed25519 | Self::Sm2)
    }

    /// How a log signs with such an algorithm, if it does without a time.
    #[must_use]
    pub fn of_log(algorithm: Algorithm) -> Option<Self> {
        match algorithm {
            Algorithm::Ed25519 => Some(Self::Ed25519),
            Algorithm::Sm2 => Some(Self::Sm2),
            Algorithm::MlDsa44 => None,
        }
    }

    /// How a witness signs with such an algorithm.
    #[must_use]
    pub fn of_witness(algorithm: Algorithm) -> Self {
        match algorithm {
            Algorithm::Ed25519 => Self::CosignatureEd25519,
            Algorithm::Sm2 => Self::CosignatureSm2,
            Algorithm::MlDsa44 => Self::CosignatureMlDsa44,
        }
    }
}

/// A public key by name; two of them are equal if their lines of text are.
#[derive(Clone)]
pub struct VerifierKey {
    name: String,
    id: u32,
    kind: SignatureKind,
    verifier: Arc<dyn Verifier>,
}

/// Why a line is no verifier key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum VerifierKeyError {
    /// Not `name+id+base64`.
    #[error("a verifier key is a name, eight hexadecimal digits and base64, joined by `+`")]
    Malformed,
    /// A kind of signature this program does not know.
    #[error("a verifier key of an unknown kind")]
    UnknownKind,
    /// The id is not the one name, kind and key give.
    #[error("a verifier key whose id does not belong to it")]
    OtherId,
    /// The bytes are no public key.
    #[error("a verifier key that holds no public key")]
    BadKey,
}

/// What a signature says of its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureTime {
    /// It is no cosignature.
    None,
    /// Seconds since 1970-01-01 UTC.
    At(u64),
}

impl SignatureTime {
    pub(crate) fn seconds(self) -> Option<u64> {
        match self {
            Self::None => None,
            Self::At(seconds) => Some(seconds),
        }
    }
}

impl VerifierKey {
    /// The key of a name, kind and public key.
    ///
    /// # Errors
    /// [`VerifierKeyError`].
    pub fn new(name: &str, kind: SignatureKind, public_key: &[u8]) -> Result<Self, VerifierKeyError> {
        let key = PublicKey::new(kind.algorithm(), public_key).map_err(|_: SignError| VerifierKeyError::BadKey)?;
        Self::with_verifier(name, kind, Arc::new(key))
    }

    /// The key a signer would sign with under a name.
    ///
    /// # Errors
    /// [`VerifierKeyError`].
    pub fn of_signer(name: &str, kind: SignatureKind, signer: &dyn Signer) -> Result<Self, VerifierKeyError> {
        Self::new(name, kind, &signer.public_key())
    }

    /// A key whose signatures an outside module checks.
    ///
    /// # Errors
    /// [`VerifierKeyError`] if the name is no key name or the module works with another algorithm.
    pub fn with_verifier(
        name: &str,
        kind: SignatureKind,
        verifier: Arc<dyn Verifier>,
    ) -> Result<Self, VerifierKeyError> {
        if !key_name_is_sound(name) {
            return Err(VerifierKeyError::Malformed);
        }
        let public_key = verifier.public_key();
        if verifier.algorithm() != kind.algorithm() || public_key.len() != kind.algorithm().key_bytes() {
            return Err(VerifierKeyError::BadKey);
        }
        Ok(Self { name: name.to_owned(), id: key_id(name, kind, &public_key), kind, verifier })
    }

    /// Reads `name+id+base64`.
    ///
    /// # Errors
    /// [`VerifierKeyError`].
    pub fn parse(text: &str) -> Result<Self, VerifierKeyError> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(coded)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(VerifierKeyError::Malformed);
        };
        let is_hexadecimal = id.len() == 8 && id.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
        let id = u32::from_str_radix(id, 16).ok().filter(|_| is_hexadecimal).ok_or(VerifierKeyError::Malformed)?;
        let bytes = base64::decode(coded).ok_or(VerifierKeyError::Malformed)?;
        let found = SignatureKind::ALL.into_iter().find_map(|kind| {
            let key = bytes.strip_prefix(kind.prefix())?;
            (key.len() == kind.algorithm().key_bytes()).then_some((kind, key))
        });
        let (kind, public_key) = found.ok_or(VerifierKeyError::UnknownKind)?;
        let key = Self::new(name, kind, public_key)?;
        if key.id == id { Ok(key) } else { Err(VerifierKeyError::OtherId) }
    }

    /// Name of the key: for a log its origin.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Id of the key: the first four bytes of SHA-256 over name, line end, kind and key, in both suites.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.id
    }

    /// What its signatures say.
    #[must_use]
    pub fn kind(&self) -> SignatureKind {
        self.kind
    }

    /// The public key.
    #[must_use]
    pub fn public_key(&self) -> Vec<u8> {
        self.verifier.public_key()
    }

    /// Checks the bytes of a signature line under a note's text; gives the time it states.
    #[must_use]
    pub fn verify(&self, text: &str, signature: &[u8]) -> Option<SignatureTime> {
        if !self.kind.is_cosignature() {
            return self.verifier.verify(text.as_bytes(), signature).then_some(SignatureTime::None);
        }
        let (time, signature) = signature.split_first_chunk()?;
        let time = u64::from_be_bytes(*time);
        let message = cosign::message(self.kind, &self.name, time, text)?;
        self.verifier.verify(&message, signature).then_some(SignatureTime::At(time))
    }
}

impl std::fmt::Display for VerifierKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bytes = [self.kind.prefix(), &self.verifier.public_key()].concat();
        write!(out, "{}+{:08x}+{}", self.name, self.id, base64::encode(&bytes))
    }
}

impl std::fmt::Debug for VerifierKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "VerifierKey({self})")
    }
}

impl PartialEq for VerifierKey {
    fn eq(&self, other: &Self) -> bool {
        (&self.name, self.id, self.kind, self.public_key()) == (&other.name, other.id, other.kind, other.public_key())
    }
}

impl Eq for VerifierKey {}

/// Whether a key may be called so: not empty, no space of any script, no `+`, no control character.
pub(crate) fn key_name_is_sound(name: &str) -> bool {
    !name.is_empty() && !name.chars().any(|letter| letter.is_whitespace() || letter == '+' || letter < ' ')
}

fn key_id(name: &str, kind: SignatureKind, public_key: &[u8]) -> u32 {
    let mut hasher = Sha256::new();
    for part in [name.as_bytes(), b"\n", kind.prefix(), public_key] {
        hasher.update(part);
    }
    let [a, b, c, d, ..]: [u8; 32] = hasher.finalize().into();
    u32::from_be_bytes([a, b, c, d])
}
