//! Walking a tree whose full nodes somebody else holds: in vectors ([`crate::tree`]) or in tiles ([`crate::tile_reader`]).

use crate::suite::{Hash, Suite};

/// Sizes stay below 2^63, as in the checkpoints of other logs.
pub(crate) const SIZE_MAX: u64 = i64::MAX as u64;

/// Whoever holds the full nodes: node `index` of `level` covers leaves `index << level` to `(index + 1) << level`.
pub(crate) trait Nodes {
    type Error;
    fn node(&mut self, level: u32, index: u64) -> Result<Hash, Self::Error>;
}

/// The ragged right edge of a tree at one size.
#[derive(Clone, Debug)]
pub(crate) struct Edge {
    pub(crate) size: u64,
    pub(crate) root: Hash,
    /// At each level the root of the leaves right of its last full node; meaningless where there are none.
    ragged: Vec<Hash>,
}

impl Edge {
    /// The edge of the tree without leaves.
    pub(crate) fn empty(suite: Suite) -> Self {
        Self { size: 0, root: suite.empty_root(), ragged: Vec::new() }
    }

    /// Folds the edge once for a size: at most 64 nodes read and hashed.
    pub(crate) fn new<N: Nodes>(suite: Suite, size: u64, nodes: &mut N) -> Result<Self, N::Error> {
        let mut ragged = Vec::with_capacity(64);
        let mut folded: Option<Hash> = None;
        for level in 0..u64::BITS - size.leading_zeros() {
            ragged.push(folded.unwrap_or_default());
            if (size >> level) & 1 == 1 {
                let full = nodes.node(level, (size >> level) - 1)?;
                folded = Some(folded.map_or(full, |right| suite.node(&full, &right)));
            }
        }
        Ok(Self { size, root: folded.unwrap_or_else(|| suite.empty_root()), ragged })
    }

    /// Appends the siblings from a full node up to the child of the root.
    pub(crate) fn path<N: Nodes>(&self, start: (u32, u64), nodes: &mut N, out: &mut Vec<Hash>) -> Result<(), N::Error> {
        let (first, mut index) = start;
        let levels = u64::BITS - self.size.saturating_sub(1).leading_zeros();
        for level in first..levels {
            let (sibling, full) = (index ^ 1, self.size >> level);
            if sibling < full {
                out.push(nodes.node(level, sibling)?);
            } else if sibling == full && self.size & ((1 << level) - 1) != 0 {
                out.extend(self.ragged.get(level as usize));
            }
            index >>= 1;
        }
        Ok(())
    }

    /// Appends the path of a leaf; `index` lies below the size.
    pub(crate) fn inclusion<N: Nodes>(&self, index: u64, nodes: &mut N, out: &mut Vec<Hash>) -> Result<(), N::Error> {
        self.path((0, index), nodes, out)
    }

    /// Appends the proof that the first `old` leaves are the beginning; `0 < old < size`.
    ///
    /// The last full subtree of the old tree stands in the new one too; from there the way up is that of a leaf.
    pub(crate) fn consistency<N: Nodes>(&self, old: u64, nodes: &mut N, out: &mut Vec<Hash>) -> Result<(), N::Error> {
        let level = old.trailing_zeros();
        let index = (old >> level) - 1;
        if !old.is_power_of_two() {
            out.push(nodes.node(level, index)?);
        }
        self.path((level, index), nodes, out)
    }
}
