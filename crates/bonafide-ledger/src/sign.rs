//! Signatures, behind two traits, so that an outside module (HSM, USB key, certified library) can make or check them.
//!
//! Nothing here draws random numbers: Ed25519 is deterministic, SM2 takes its number from RFC 6979, ML-DSA-44 signs in
//! its deterministic variant.

use std::fmt;

use ml_dsa::{EncodedVerifyingKey, Keypair as _, MlDsa44};
use sm2::dsa::signature::{Signer as _, Verifier as _};
use thiserror::Error;
use zeroize::Zeroizing;

/// How something is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Algorithm {
    /// Ed25519 (RFC 8032), checked strictly: no small-order keys, no second encodings, no cofactor. Key 32 bytes, signature 64.
    Ed25519,
    /// SM2 over SM3 (GB/T 32918.2) under the usual id `1234567812345678`. Key 65 bytes (`04 x y`), signature 64 (`r s`).
    Sm2,
    /// ML-DSA-44 (FIPS 204) with empty context. Key 1,312 bytes, signature 2,420.
    MlDsa44,
}

impl Algorithm {
    /// Bytes of a public key.
    #[must_use]
    pub fn key_bytes(self) -> usize {
        match self {
            Self::Ed25519 => 32,
            Self::Sm2 => 65,
            Self::MlDsa44 => 1312,
        }
    }

    /// Bytes of a signature.
    #[must_use]
    pub fn signature_bytes(self) -> usize {
        match self {
            Self::Ed25519 | Self::Sm2 => 64,
            Self::MlDsa44 => 2420,
        }
    }
}

/// The id SM2 signatures are made under unless agreed otherwise.
///
/// Source: GM/T 0009-2012, section 10.
pub const SM2_USUAL_ID: &str = "1234567812345678";

/// A key could not be read, or a module refused to sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SignError {
    /// The bytes are no key of this algorithm.
    #[error("the bytes are no key of this algorithm")]
    BadKey,
    /// The module did not sign.
    #[error("the signing module refused")]
    Refused,
}

/// Whoever holds a private key.
pub trait Signer: Send + Sync {
    /// How it signs.
    fn algorithm(&self) -> Algorithm;
    /// Its public key, as long as [`Algorithm::key_bytes`].
    fn public_key(&self) -> Vec<u8>;
    /// Signs a message.
    ///
    /// # Errors
    /// [`SignError::Refused`].
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError>;
}

/// Whoever can check signatures of one public key.
pub trait Verifier: Send + Sync {
    /// How it was signed.
    fn algorithm(&self) -> Algorithm;
    /// The public key, as long as [`Algorithm::key_bytes`].
    fn public_key(&self) -> Vec<u8>;
    /// Whether the key signed this message.
    fn verify(&self, message: &[u8], signature: &[u8]) -> bool;
}

/// A private key in memory.
pub struct SecretKey(Secret);

enum Secret {
    Ed25519(Box<ed25519_dalek::SigningKey>),
    Sm2(Box<sm2::dsa::SigningKey>),
    MlDsa44(Box<ml_dsa::SigningKey<MlDsa44>>),
}

impl SecretKey {
    /// The key of 32 secret bytes: a seed for Ed25519 and ML-DSA-44, the number for SM2.
    ///
    /// # Errors
    /// [`SignError::BadKey`] if SM2 has no such number (0, or the group's order less one and above).
    pub fn new(algorithm: Algorithm, secret: &[u8; 32]) -> Result<Self, SignError> {
        let key = match algorithm {
            Algorithm::Ed25519 => Secret::Ed25519(Box::new(ed25519_dalek::SigningKey::from_bytes(secret))),
            Algorithm::Sm2 => {
                let key = sm2::dsa::SigningKey::from_slice(SM2_USUAL_ID, secret).map_err(|_| SignError::BadKey)?;
                Secret::Sm2(Box::new(key))
            }
            Algorithm::MlDsa44 => {
                let seed = Zeroizing::new(*secret);
                let key = Box::new(ml_dsa::SigningKey::<MlDsa44>::from_seed((&*seed).into()));
                Secret::MlDsa44(key)
            }
        };
        Ok(Self(key))
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "SecretKey({:?}, …)", self.algorithm())
    }
}

impl Signer for SecretKey {
    fn algorithm(&self) -> Algorithm {
        match self.0 {
            Secret::Ed25519(_) => Algorithm::Ed25519,
            Secret::Sm2(_) => Algorithm::Sm2,
            Secret::MlDsa44(_) => Algorithm::MlDsa44,
        }
    }

    fn public_key(&self) -> Vec<u8> {
        match &self.0 {
            Secret::Ed25519(key) => key.verifying_key().to_bytes().to_vec(),
            Secret::Sm2(key) => key.verifying_key().to_sec1_bytes().into_vec(),
            Secret::MlDsa44(key) => key.verifying_key().encode().to_vec(),
        }
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        match &self.0 {
            Secret::Ed25519(key) => Ok(key.try_sign(message).map_err(|_| SignError::Refused)?.to_bytes().to_vec()),
            Secret::Sm2(key) => Ok(key.try_sign(message).map_err(|_| SignError::Refused)?.to_bytes().to_vec()),
            Secret::MlDsa44(key) => Ok(key.try_sign(message).map_err(|_| SignError::Refused)?.encode().to_vec()),
        }
    }
}

/// A public key, read and ready to check.
#[derive(Clone, Debug)]
pub struct PublicKey(Public);

#[derive(Clone, Debug)]
enum Public {
    Ed25519(ed25519_dalek::VerifyingKey),
    Sm2(Box<sm2::dsa::VerifyingKey>),
    MlDsa44(Box<ml_dsa::VerifyingKey<MlDsa44>>),
}

impl PublicKey {
    /// Reads a public key; SM2 signatures are checked under [`SM2_USUAL_ID`].
    ///
    /// # Errors
    /// [`SignError::BadKey`].
    pub fn new(algorithm: Algorithm, bytes: &[u8]) -> Result<Self, SignError> {
        match algorithm {
            Algorithm::Sm2 => Self::sm2(SM2_USUAL_ID, bytes),
            Algorithm::Ed25519 => {
                let bytes = bytes.try_into().map_err(|_| SignError::BadKey)?;
                let key = ed25519_dalek::VerifyingKey::from_bytes(bytes).map_err(|_| SignError::BadKey)?;
                Ok(Self(Public::Ed25519(key)))
            }
            Algorithm::MlDsa44 => {
                let bytes = EncodedVerifyingKey::<MlDsa44>::try_from(bytes).map_err(|_| SignError::BadKey)?;
                Ok(Self(Public::MlDsa44(Box::new(ml_dsa::VerifyingKey::decode(&bytes)))))
            }
        }
    }

    /// Reads an SM2 key whose owner signs under another id, as a certificate may say.
    ///
    /// # Errors
    /// [`SignError::BadKey`] if the bytes are no point `04 x y` of the curve, or the id is over 8,191 bytes.
    pub fn sm2(id: &str, bytes: &[u8]) -> Result<Self, SignError> {
        if bytes.len() != Algorithm::Sm2.key_bytes() {
            return Err(SignError::BadKey);
        }
        let key = sm2::dsa::VerifyingKey::from_sec1_bytes(id, bytes).map_err(|_| SignError::BadKey)?;
        Ok(Self(Public::Sm2(Box::new(key))))
    }
}

impl Verifier for PublicKey {
    fn algorithm(&self) -> Algorithm {
        match self.0 {
            Public::Ed25519(_) => Algorithm::Ed25519,
            Public::Sm2(_) => Algorithm::Sm2,
            Public::MlDsa44(_) => Algorithm::MlDsa44,
        }
    }

    fn public_key(&self) -> Vec<u8> {
        match &self.0 {
            Public::Ed25519(key) => key.to_bytes().to_vec(),
            Public::Sm2(key) => key.to_sec1_bytes().into_vec(),
            Public::MlDsa44(key) => key.encode().to_vec(),
        }
    }

    fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        match &self.0 {
            Public::Ed25519(key) => ed25519_dalek::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify_strict(message, &signature).is_ok()),
            Public::Sm2(key) => sm2::dsa::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify(message, &signature).is_ok()),
            Public::MlDsa44(key) => ml_dsa::Signature::<MlDsa44>::try_from(signature)
                .is_ok_and(|signature| key.verify_with_context(message, &[], &signature)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_each_algorithm_signs_it_verifies_and_nothing_else() {
        for algorithm in [Algorithm::Ed25519, Algorithm::Sm2, Algorithm::MlDsa44] {
            let secret = SecretKey::new(algorithm, &[5; 32]).unwrap();
            let public = PublicKey::new(algorithm, &secret.public_key()).unwrap();
            let signature = secret.sign(b"message").unwrap();
            assert_eq!(signature, secret.sign(b"message").unwrap(), "signing draws no random number");
            assert_eq!(
                (signature.len(), secret.public_key().len()),
                (algorithm.signature_bytes(), algorithm.key_bytes())
            );
            assert_eq!(public.public_key(), secret.public_key());
            assert!(public.verify(b"message", &signature));
            assert!(!public.verify(b"messagf", &signature));
            assert!(!public.verify(b"message", &signature[1..]));
        }
    }

    #[test]
    fn no_second_form_of_an_sm2_key_is_taken() {
        let key = SecretKey::new(Algorithm::Sm2, &[5; 32]).unwrap().public_key();
        let mut compressed = key[..33].to_vec();
        compressed[0] = 2 + key[64] % 2;
        assert!(PublicKey::new(Algorithm::Sm2, &key).is_ok());
        assert!(PublicKey::new(Algorithm::Sm2, &compressed).is_err());
    }
}
