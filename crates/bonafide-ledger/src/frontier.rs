//! The frontier: the roots of the full subtrees along the right edge of a tree, all a log must keep to go on.

use thiserror::Error;

use crate::bytes::Reader;
use crate::suite::{HASH_BYTES, Hash, Suite};

/// The right edge of a tree: at most 64 hashes, one for each one-bit of the size, from the largest subtree down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frontier {
    suite: Suite,
    size: u64,
    // INVARIANT: as many as `size` has one-bits; the last stands for its lowest one-bit.
    edge: Vec<Hash>,
}

/// Why bytes are no frontier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FrontierError {
    /// Another version or suite.
    #[error("a frontier of an unknown version or suite")]
    Unknown,
    /// The size demands another number of hashes.
    #[error("a frontier has not the hashes its size demands")]
    Length,
}

const VERSION: u8 = 1;

impl Frontier {
    /// The edge of the tree without leaves.
    #[must_use]
    pub fn new(suite: Suite) -> Self {
        Self { suite, size: 0, edge: Vec::new() }
    }

    /// Which suite hashes here.
    #[must_use]
    pub fn suite(&self) -> Suite {
        self.suite
    }

    /// How many leaves stand left of the edge.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf: one hash on average, at most 64.
    pub fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        for _ in 0..self.size.trailing_ones() {
            let Some(left) = self.edge.pop() else { break };
            hash = self.suite.node(&left, &hash);
        }
        self.edge.push(hash);
        self.size += 1;
    }

    /// The root of the tree: the edge folded from the right.
    #[must_use]
    pub fn root(&self) -> Hash {
        let folded = self.edge.iter().rev().copied().reduce(|right, left| self.suite.node(&left, &right));
        folded.unwrap_or_else(|| self.suite.empty_root())
    }

    /// The bytes: version, suite, u64 size, the hashes from the largest subtree down.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(10 + HASH_BYTES * self.edge.len());
        out.extend_from_slice(&[VERSION, self.suite.byte()]);
        out.extend_from_slice(&self.size.to_be_bytes());
        out.extend_from_slice(self.edge.as_flattened());
        out
    }

    /// Reads what [`Frontier::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`FrontierError`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FrontierError> {
        let mut reader = Reader::new(bytes);
        let (version, suite, size) =
            (reader.u8(), reader.u8().and_then(Suite::from_byte), reader.u64().ok_or(FrontierError::Length)?);
        let suite = suite.filter(|_| version == Some(VERSION)).ok_or(FrontierError::Unknown)?;
        let (edge, over) = reader.rest().as_chunks::<HASH_BYTES>();
        if !over.is_empty() || u32::try_from(edge.len()) != Ok(size.count_ones()) {
            return Err(FrontierError::Length);
        }
        Ok(Self { suite, size, edge: edge.to_vec() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frontier_reads_back_at_every_size_and_no_other_length_is_taken() {
        for suite in [Suite::Sha256Ed25519, Suite::Sm3Sm2] {
            let mut frontier = Frontier::new(suite);
            for number in 0..40_u64 {
                let bytes = frontier.to_bytes();
                assert_eq!(Frontier::from_bytes(&bytes).as_ref(), Ok(&frontier));
                assert!(Frontier::from_bytes(&[&bytes[..], &[0; 32]].concat()).is_err());
                frontier.push(suite.leaf(&number.to_be_bytes()));
            }
        }
    }
}
