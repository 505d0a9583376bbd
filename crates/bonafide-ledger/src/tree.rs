//! The hash tree (散列树) in memory: one vector of full nodes a level, nothing else; 64 bytes a leaf in all.
//!
//! Proofs are read out of the vectors into a buffer the caller keeps; making one allocates and hashes nothing.

use crate::edge::{Edge, Nodes};
use crate::proof::ProofError;
use crate::suite::{Hash, Suite};

/// A tree of leaves, complete in memory.
#[derive(Clone, Debug)]
pub struct Tree {
    suite: Suite,
    // INVARIANT: level k holds size >> k nodes; there is no empty level.
    levels: Vec<Vec<Hash>>,
}

impl Tree {
    /// The tree without leaves.
    #[must_use]
    pub fn new(suite: Suite) -> Self {
        Self { suite, levels: Vec::new() }
    }

    /// How many leaves it has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.levels.first().map_or(0, |leaves| leaves.len() as u64)
    }

    /// Which suite hashes here.
    #[must_use]
    pub fn suite(&self) -> Suite {
        self.suite
    }

    /// Adds the leaf of an entry.
    pub fn append(&mut self, entry: &[u8]) {
        self.push(self.suite.leaf(entry));
    }

    /// Adds a leaf that is hashed already.
    pub fn push(&mut self, leaf: Hash) {
        let mut carried = leaf;
        for level in &mut self.levels {
            level.push(carried);
            // A level of even length has just closed a pair.
            match level.as_slice() {
                [.., left, right] if level.len() % 2 == 0 => carried = self.suite.node(left, right),
                _ => return,
            }
        }
        self.levels.push(vec![carried]);
    }

    /// A full node: leaves `index << level` to `(index + 1) << level`.
    #[must_use]
    pub fn node(&self, level: u32, index: u64) -> Option<Hash> {
        self.levels.get(level as usize)?.get(usize::try_from(index).ok()?).copied()
    }

    /// The tree as it was when it had `size` leaves; `None` if it never had so many.
    #[must_use]
    pub fn at(&self, size: u64) -> Option<TreeHead<'_>> {
        let edge = Edge::new(self.suite, size, &mut Held(self)).ok()?;
        Some(TreeHead { tree: self, edge })
    }

    /// The tree as it is.
    #[must_use]
    pub fn head(&self) -> TreeHead<'_> {
        let edge = Edge::new(self.suite, self.size(), &mut Held(self));
        // INVARIANT: every full node of the present size is held, so the edge is always found.
        TreeHead { tree: self, edge: edge.unwrap_or_else(|_| Edge::empty(self.suite)) }
    }
}

/// A tree at one size: its root and proofs (树头).
#[derive(Clone, Debug)]
pub struct TreeHead<'a> {
    tree: &'a Tree,
    edge: Edge,
}

impl TreeHead<'_> {
    /// How many leaves it had.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.edge.size
    }

    /// Its root.
    #[must_use]
    pub fn root(&self) -> Hash {
        self.edge.root
    }

    /// Puts the path of a leaf into `out`, whatever was there before.
    ///
    /// # Errors
    /// [`ProofError::Outside`] if there is no such leaf.
    ///
    /// Source: RFC 6962, section 2.1.1.
    pub fn inclusion(&self, index: u64, out: &mut Vec<Hash>) -> Result<(), ProofError> {
        out.clear();
        if index >= self.edge.size {
            return Err(ProofError::Outside);
        }
        self.edge.inclusion(index, &mut Held(self.tree), out)
    }

    /// Puts the proof that the first `old_size` leaves are the beginning into `out`; none is needed for 0 and for the
    /// size itself.
    ///
    /// # Errors
    /// [`ProofError::Outside`] if the old tree is larger.
    ///
    /// Source: RFC 6962, section 2.1.2.
    pub fn consistency(&self, old_size: u64, out: &mut Vec<Hash>) -> Result<(), ProofError> {
        out.clear();
        if old_size > self.edge.size {
            return Err(ProofError::Outside);
        }
        if old_size == 0 || old_size == self.edge.size {
            return Ok(());
        }
        self.edge.consistency(old_size, &mut Held(self.tree), out)
    }
}

struct Held<'a>(&'a Tree);

impl Nodes for Held<'_> {
    type Error = ProofError;

    fn node(&mut self, level: u32, index: u64) -> Result<Hash, ProofError> {
        self.0.node(level, index).ok_or(ProofError::Outside)
    }
}
