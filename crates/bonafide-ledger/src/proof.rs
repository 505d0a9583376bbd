//! Proofs: that a leaf stands at a place of a tree, and that one tree is the beginning of another.
//!
//! Both are paths of hashes; checking one is folding it. The checks are those of RFC 9162, sections 2.1.3.2 and 2.1.4.2.

use thiserror::Error;

use crate::suite::{Hash, Suite};

/// The most hashes a path can have: one for each level of a tree of 2^63 leaves, and one more for consistency.
pub const PATH_MAX: usize = 64;

/// Why a proof proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ProofError {
    /// The place lies outside the tree, or the old tree is larger than the new one.
    #[error("the proof is about a place outside its tree")]
    Outside,
    /// From the empty tree there is nothing to prove: every tree begins with it. Callers handle size 0 themselves.
    #[error("the empty tree needs no proof of consistency")]
    EmptyTree,
    /// Too few or too many hashes for the sizes.
    #[error("the proof has not the length its sizes demand")]
    Length,
    /// The path leads to another root.
    #[error("the proof leads to another root")]
    OtherRoot,
}

/// The path from a leaf up to the root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inclusion<'a> {
    /// Position of the leaf, from 0.
    pub index: u64,
    /// Leaves of the tree.
    pub size: u64,
    /// Siblings from the leaf's up to the child of the root.
    pub path: &'a [Hash],
}

impl Inclusion<'_> {
    /// The root the path leads to from a leaf.
    ///
    /// # Errors
    /// [`ProofError::Outside`], [`ProofError::Length`].
    ///
    /// Source: RFC 9162, section 2.1.3.2.
    pub fn root(&self, suite: Suite, leaf: &Hash) -> Result<Hash, ProofError> {
        let mut at = self.index;
        let mut last = self.size.checked_sub(1).filter(|last| at <= *last).ok_or(ProofError::Outside)?;
        let mut hash = *leaf;
        for sibling in self.path {
            if last == 0 {
                return Err(ProofError::Length);
            }
            if at & 1 == 1 || at == last {
                hash = suite.node(sibling, &hash);
                (at, last) = skip_lone(at, last);
            } else {
                hash = suite.node(&hash, sibling);
            }
            (at, last) = (at >> 1, last >> 1);
        }
        if last == 0 { Ok(hash) } else { Err(ProofError::Length) }
    }

    /// Checks that the leaf stands in the tree of this root.
    ///
    /// # Errors
    /// [`ProofError`].
    pub fn verify(&self, suite: Suite, leaf: &Hash, root: &Hash) -> Result<(), ProofError> {
        if self.root(suite, leaf)? == *root { Ok(()) } else { Err(ProofError::OtherRoot) }
    }
}

/// Goes up past the levels at which a last node without sibling is only handed on.
fn skip_lone(mut at: u64, mut last: u64) -> (u64, u64) {
    while at & 1 == 0 && at != 0 {
        (at, last) = (at >> 1, last >> 1);
    }
    (at, last)
}

/// The path that leads to both the root of a tree and the root of its first `old_size` leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Consistency<'a> {
    /// Leaves of the older tree; 1 or more.
    pub old_size: u64,
    /// Leaves of the newer tree.
    pub new_size: u64,
    /// The hashes, in the order of RFC 6962, section 2.1.2.
    pub path: &'a [Hash],
}

impl Consistency<'_> {
    /// Checks that the tree of `new_root` begins with the tree of `old_root`.
    ///
    /// # Errors
    /// [`ProofError`]; [`ProofError::EmptyTree`] if `old_size` is 0.
    ///
    /// Source: RFC 9162, section 2.1.4.2.
    pub fn verify(&self, suite: Suite, old_root: &Hash, new_root: &Hash) -> Result<(), ProofError> {
        if self.old_size == 0 {
            return Err(ProofError::EmptyTree);
        }
        if self.old_size > self.new_size {
            return Err(ProofError::Outside);
        }
        if self.old_size == self.new_size {
            return if !self.path.is_empty() {
                Err(ProofError::Length)
            } else if old_root == new_root {
                Ok(())
            } else {
                Err(ProofError::OtherRoot)
            };
        }
        let (old, new) = self.roots(suite, old_root)?;
        if old == *old_root && new == *new_root { Ok(()) } else { Err(ProofError::OtherRoot) }
    }

    /// Both roots the path leads to, for `0 < old_size < new_size`.
    fn roots(&self, suite: Suite, old_root: &Hash) -> Result<(Hash, Hash), ProofError> {
        let levels = self.old_size.trailing_zeros();
        let (mut at, mut last) = ((self.old_size - 1) >> levels, (self.new_size - 1) >> levels);
        // A full old tree is itself the first hash, and is left out of the path.
        let (first, path) = if self.old_size.is_power_of_two() {
            (old_root, self.path)
        } else {
            self.path.split_first().ok_or(ProofError::Length)?
        };
        let (mut old, mut new) = (*first, *first);
        for sibling in path {
            if last == 0 {
                return Err(ProofError::Length);
            }
            if at & 1 == 1 || at == last {
                old = suite.node(sibling, &old);
                new = suite.node(sibling, &new);
                (at, last) = skip_lone(at, last);
            } else {
                new = suite.node(&new, sibling);
            }
            (at, last) = (at >> 1, last >> 1);
        }
        if last == 0 { Ok((old, new)) } else { Err(ProofError::Length) }
    }
}
