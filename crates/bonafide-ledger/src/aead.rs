//! Ciphers with authentication, behind one trait, so that a certified module can take the place of this code.
//! Nonces are arguments: 12 bytes, never used twice with a key.

use aes_gcm::aead::consts::{U12, U16};
use aes_gcm::{AeadInOut, AesGcm, KeyInit};
use hkdf::Hkdf;
use sha2::Sha256;
use sm3::Sm3;
use sm4::Sm4;
use thiserror::Error;
use zeroize::Zeroizing;

use crate::suite::Suite;

/// Bytes of a key in both suites.
pub const KEY_BYTES: usize = 32;
/// Bytes of a nonce in both suites.
pub const NONCE_BYTES: usize = 12;
/// Bytes of a tag in both suites.
pub const TAG_BYTES: usize = 16;

/// The ciphertext, or what it is bound to, is not what was sealed with this key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a sealed text does not open with this key")]
pub struct NotAuthentic;

/// A cipher that seals a text and binds further bytes to it.
pub trait Aead {
    /// Replaces a text by its ciphertext and a tag of 16 bytes.
    ///
    /// # Errors
    /// [`NotAuthentic`] if the module refuses; the ciphers of this crate refuse only texts over 64 GiB.
    fn seal(&self, nonce: &[u8; NONCE_BYTES], bound: &[u8], text: &mut Vec<u8>) -> Result<(), NotAuthentic>;

    /// Replaces a ciphertext and tag by the text.
    ///
    /// # Errors
    /// [`NotAuthentic`] if key, nonce, bound bytes or ciphertext differ; the buffer then holds nothing of use.
    fn open(&self, nonce: &[u8; NONCE_BYTES], bound: &[u8], sealed: &mut Vec<u8>) -> Result<(), NotAuthentic>;
}

/// The cipher of a suite with its key: AES-256-GCM, or SM4-GCM under 16 bytes derived from the key.
pub struct SuiteCipher(Inner);

enum Inner {
    Aes(Box<AesGcm<aes_gcm::aes::Aes256, U12, U16>>),
    Sm4(Box<AesGcm<Sm4, U12, U16>>),
}

impl SuiteCipher {
    /// The cipher of a suite under a key of 32 bytes.
    ///
    /// SM4 takes 16 bytes: they are the first of [`derive_key`] with the label `bonafide/sm4-gcm/v1`.
    #[must_use]
    pub fn new(suite: Suite, key: &[u8; KEY_BYTES]) -> Self {
        match suite {
            Suite::Sha256Ed25519 => Self(Inner::Aes(Box::new(AesGcm::new(key.into())))),
            Suite::Sm3Sm2 => {
                let long = derive_key(suite, key, b"bonafide/sm4-gcm/v1");
                let mut short = Zeroizing::new([0; 16]);
                short.iter_mut().zip(long.iter()).for_each(|(to, from)| *to = *from);
                Self(Inner::Sm4(Box::new(AesGcm::new((&*short).into()))))
            }
        }
    }
}

impl std::fmt::Debug for SuiteCipher {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("SuiteCipher(…)")
    }
}

impl Aead for SuiteCipher {
    fn seal(&self, nonce: &[u8; NONCE_BYTES], bound: &[u8], text: &mut Vec<u8>) -> Result<(), NotAuthentic> {
        match &self.0 {
            Inner::Aes(cipher) => cipher.encrypt_in_place(nonce.into(), bound, text),
            Inner::Sm4(cipher) => cipher.encrypt_in_place(nonce.into(), bound, text),
        }
        .map_err(|_| NotAuthentic)
    }

    fn open(&self, nonce: &[u8; NONCE_BYTES], bound: &[u8], sealed: &mut Vec<u8>) -> Result<(), NotAuthentic> {
        match &self.0 {
            Inner::Aes(cipher) => cipher.decrypt_in_place(nonce.into(), bound, sealed),
            Inner::Sm4(cipher) => cipher.decrypt_in_place(nonce.into(), bound, sealed),
        }
        .map_err(|_| NotAuthentic)
    }
}

/// Derives a key of 32 bytes from a secret for one use, named by a label.
///
/// Source: RFC 5869 (HKDF) with the hash of the suite and no salt.
#[must_use]
pub fn derive_key(suite: Suite, secret: &[u8], label: &[u8]) -> Zeroizing<[u8; KEY_BYTES]> {
    let mut key = Zeroizing::new([0; KEY_BYTES]);
    let derived = match suite {
        Suite::Sha256Ed25519 => Hkdf::<Sha256>::new(None, secret).expand(label, key.as_mut()),
        Suite::Sm3Sm2 => Hkdf::<Sm3>::new(None, secret).expand(label, key.as_mut()),
    };
    // INVARIANT: HKDF refuses only outputs over 255 hashes; this is one.
    debug_assert!(derived.is_ok(), "32 bytes can always be derived");
    key
}
