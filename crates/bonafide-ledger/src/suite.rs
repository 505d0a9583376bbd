//! Suites: which hash, signature and cipher a log speaks. Every byte string that is hashed names its suite.
//!
//! The hash functions here are the only ones in the crate; everything else asks a [`Suite`].

use sha2::block_api::compress256;
use sha2::{Digest, Sha256};
use sm3::Sm3;

/// Bytes of a hash in both suites.
pub const HASH_BYTES: usize = 32;

/// A hash of 32 bytes: a commitment, a digest, a leaf, a node or a root.
pub type Hash = [u8; HASH_BYTES];

/// The first eight words of SHA-256 before any input.
///
/// Source: FIPS 180-4, section 5.3.3.
const SHA256_START: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

/// What a log is made of. A deployment runs one suite, or both as two logs with equal positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Suite {
    /// SHA-256, Ed25519, AES-256-GCM; ML-DSA-44 beside them for witnesses. The suite of the public witness network.
    Sha256Ed25519 = 1,
    /// SM3, SM2, SM4-GCM (国密: GB/T 32905, 32918, 32907).
    Sm3Sm2 = 2,
}

impl Suite {
    /// The suite of a byte, if there is one.
    #[must_use]
    pub fn from_byte(byte: u8) -> Option<Self> {
        match byte {
            1 => Some(Self::Sha256Ed25519),
            2 => Some(Self::Sm3Sm2),
            _ => None,
        }
    }

    /// The byte that stands for the suite in every hashed text: 1 or 2.
    #[must_use]
    pub fn byte(self) -> u8 {
        self as u8
    }

    /// The hash of parts written one after another.
    #[must_use]
    pub fn digest(self, parts: &[&[u8]]) -> Hash {
        match self {
            Self::Sha256Ed25519 => sha256_short(parts).unwrap_or_else(|| digest_of::<Sha256>(parts)),
            Self::Sm3Sm2 => digest_of::<Sm3>(parts),
        }
    }

    /// The hash of a leaf: `H(0x00 entry)`.
    ///
    /// Source: RFC 6962, section 2.1.
    #[must_use]
    pub fn leaf(self, entry: &[u8]) -> Hash {
        self.digest(&[&[0], entry])
    }

    /// The hash of an inner node: `H(0x01 left right)`.
    ///
    /// Source: RFC 6962, section 2.1.
    #[must_use]
    pub fn node(self, left: &Hash, right: &Hash) -> Hash {
        match self {
            Self::Sha256Ed25519 => sha256_node(left, right),
            Self::Sm3Sm2 => self.digest(&[&[1], left, right]),
        }
    }

    /// The root of the tree without leaves: the hash of nothing.
    #[must_use]
    pub fn empty_root(self) -> Hash {
        self.digest(&[])
    }
}

fn digest_of<D: Digest<OutputSize = sha2::digest::typenum::U32>>(parts: &[&[u8]]) -> Hash {
    let mut hasher = D::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}

/// SHA-256 of exactly 65 bytes, laid out as two blocks by hand: no buffer, no count of bytes to keep.
fn sha256_node(left: &Hash, right: &Hash) -> Hash {
    let mut blocks = [[0_u8; 64]; 2];
    blocks[0][0] = 1;
    blocks[0][1..33].copy_from_slice(left);
    blocks[0][33..].copy_from_slice(&right[..31]);
    blocks[1][0] = right[31];
    blocks[1][1] = 0x80;
    // 65 bytes = 520 bits = 0x0208.
    blocks[1][62] = 0x02;
    blocks[1][63] = 0x08;
    sha256_blocks(&blocks)
}

/// Blocks that are laid out by hand: an event of usual size, and nearly every field.
const SHORT_BLOCKS: usize = 8;

/// SHA-256 of parts that fit into a few blocks, laid out as above; `None` when they do not.
///
/// Source: FIPS 180-4, section 5.1.1: a bit, zeros, and the length in bits in the last eight bytes.
fn sha256_short(parts: &[&[u8]]) -> Option<Hash> {
    let mut blocks = [[0_u8; 64]; SHORT_BLOCKS];
    let text = blocks.as_flattened_mut();
    let mut length = 0;
    for part in parts {
        let end = length + part.len();
        text.get_mut(length..end)?.copy_from_slice(part);
        length = end;
    }
    let used = (length + 1 + 8).div_ceil(64);
    *text.get_mut(length)? = 0x80;
    let bits = (length as u64 * 8).to_be_bytes();
    text.get_mut(used * 64 - 8..used * 64)?.copy_from_slice(&bits);
    Some(sha256_blocks(blocks.get(..used)?))
}

fn sha256_blocks(blocks: &[[u8; 64]]) -> Hash {
    let mut state = SHA256_START;
    compress256(&mut state, blocks);
    let mut hash = [0; HASH_BYTES];
    for (bytes, word) in hash.chunks_exact_mut(4).zip(state) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_laid_out_by_hand_is_the_hash_of_its_65_bytes() {
        let (left, right) = ([7; 32], Suite::Sha256Ed25519.digest(&[b"right"]));
        assert_eq!(sha256_node(&left, &right), Suite::Sha256Ed25519.digest(&[&[1], &left, &right]));
    }

    #[test]
    fn parts_laid_out_by_hand_hash_as_their_bytes_do_at_every_length() {
        let bytes: Vec<u8> = (0..700_u32).map(|number| number.to_le_bytes()[0] ^ 0x5a).collect();
        for length in 0..bytes.len() {
            let (first, second) = bytes[..length].split_at(length / 3);
            let parts = [first, second];
            let own = Suite::Sha256Ed25519.digest(&parts);
            assert_eq!(own, digest_of::<Sha256>(&[&bytes[..length]]), "{length} bytes");
            assert_eq!(sha256_short(&parts).is_some(), length + 9 <= 64 * SHORT_BLOCKS, "{length} bytes");
        }
    }

    #[test]
    fn a_byte_names_one_suite_or_none() {
        for byte in 0..=255 {
            assert!(Suite::from_byte(byte).is_none_or(|suite| suite.byte() == byte));
        }
        assert_eq!((0..=255).filter_map(Suite::from_byte).count(), 2);
    }
}
