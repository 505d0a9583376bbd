//! Proofs from stored tiles: the storage is not trusted, each tile is checked against the root once and then kept.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::edge::{Edge, Nodes, SIZE_MAX};
use crate::proof::ProofError;
use crate::suite::{Hash, Suite};
use crate::tile::{TILE_HEIGHT, TILE_WIDTH, TileId, TileKind, edge_tiles, read_hashes};

/// Nodes of a full tile with the seven levels above it and its root: 256 + 128 + … + 1.
const NODES: usize = 511;

/// Why a tile reader gives no proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TileError<E> {
    /// The storage did not give the tile.
    #[error("a tile could not be fetched")]
    Fetch(TileId, E),
    /// The bytes are not those of a tile of this width.
    #[error("a tile has not the length its width demands")]
    Length(TileId),
    /// The tile does not belong to the tree: it, or the storage, was altered.
    #[error("a tile does not belong to the tree")]
    Altered(TileId),
    /// The unfinished tiles do not lead to the root.
    #[error("the unfinished tiles do not lead to the root")]
    OtherRoot,
    /// There is no such leaf or older tree.
    #[error("the place lies outside the tree")]
    Outside,
}

impl<E> From<ProofError> for TileError<E> {
    fn from(_: ProofError) -> Self {
        Self::Outside
    }
}

/// A log of a known size and root whose hashes lie in tiles; `F` fetches the bytes of a tile.
#[derive(Debug)]
pub struct TileReader<F> {
    edge: Edge,
    kept: Kept<F>,
}

#[derive(Debug)]
struct Kept<F> {
    suite: Suite,
    size: u64,
    fetch: F,
    rows: [BTreeMap<u64, Box<Expanded>>; 8],
    kept_max: usize,
}

type Expanded = [Hash; NODES];

impl<E, F: FnMut(TileId) -> Result<Vec<u8>, E>> TileReader<F> {
    /// Opens a log: fetches its unfinished tiles and checks that they lead to the root.
    ///
    /// `size`: below 2^63.
    ///
    /// # Errors
    /// [`TileError`].
    pub fn open(suite: Suite, size: u64, root: &Hash, fetch: F) -> Result<Self, TileError<E>> {
        if size > SIZE_MAX {
            return Err(TileError::Outside);
        }
        let mut kept = Kept { suite, size, fetch, rows: Default::default(), kept_max: usize::MAX };
        for (level, tile) in edge_tiles(size).enumerate() {
            if let (Some(tile), Some(index)) = (tile, kept.rows.get(level).map(|_| level)) {
                let expanded = kept.load(tile)?;
                kept.keep(index, tile.index(), expanded);
            }
        }
        let edge = Edge::new(suite, size, &mut kept)?;
        if edge.root != *root {
            return Err(TileError::OtherRoot);
        }
        Ok(Self { edge, kept })
    }

    /// Keeps at most so many tiles of 16 KiB, and the unfinished one, in each of the eight rows; a full row is dropped and
    /// read again when needed.
    #[must_use]
    pub fn keeping_at_most(mut self, tiles: usize) -> Self {
        self.kept.kept_max = tiles;
        self
    }

    /// Puts the path of a leaf into `out`, whatever was there before.
    ///
    /// # Errors
    /// [`TileError`].
    pub fn inclusion(&mut self, index: u64, out: &mut Vec<Hash>) -> Result<(), TileError<E>> {
        out.clear();
        if index >= self.edge.size {
            return Err(TileError::Outside);
        }
        self.edge.inclusion(index, &mut self.kept, out)
    }

    /// Puts the proof that the first `old_size` leaves are the beginning into `out`; none for 0 and the size itself.
    ///
    /// # Errors
    /// [`TileError`].
    pub fn consistency(&mut self, old_size: u64, out: &mut Vec<Hash>) -> Result<(), TileError<E>> {
        out.clear();
        if old_size > self.edge.size {
            return Err(TileError::Outside);
        }
        if old_size == 0 || old_size == self.edge.size {
            return Ok(());
        }
        self.edge.consistency(old_size, &mut self.kept, out)
    }

    /// The leaf at a position.
    ///
    /// # Errors
    /// [`TileError`].
    pub fn leaf(&mut self, index: u64) -> Result<Hash, TileError<E>> {
        if index >= self.edge.size {
            return Err(TileError::Outside);
        }
        self.kept.node(0, index)
    }

    /// The root of the log's first `old_size` leaves.
    ///
    /// # Errors
    /// [`TileError`].
    pub fn old_root(&mut self, old_size: u64) -> Result<Hash, TileError<E>> {
        if old_size > self.edge.size {
            return Err(TileError::Outside);
        }
        Ok(Edge::new(self.kept.suite, old_size, &mut self.kept)?.root)
    }
}

impl<E, F: FnMut(TileId) -> Result<Vec<u8>, E>> Nodes for Kept<F> {
    type Error = TileError<E>;

    /// A full node of the tree, out of the tile that holds it.
    fn node(&mut self, level: u32, index: u64) -> Result<Hash, Self::Error> {
        let (row, above) = ((level / TILE_HEIGHT) as usize, level % TILE_HEIGHT);
        let tile = index >> (TILE_HEIGHT - above);
        let place = start(above) + (index & ((256 >> above) - 1)) as usize;
        if let Some(hash) = self.rows.get(row).and_then(|row| row.get(&tile)).and_then(|tile| tile.get(place)) {
            return Ok(*hash);
        }
        let expanded = self.verified(row, tile)?;
        let hash = expanded.get(place).copied().ok_or(TileError::Outside)?;
        self.keep(row, tile, expanded);
        Ok(hash)
    }
}

/// Where a level of a tile begins among its nodes: 0, 256, 384, …
fn start(above: u32) -> usize {
    512 - (512 >> above)
}

impl<E, F: FnMut(TileId) -> Result<Vec<u8>, E>> Kept<F> {
    /// A full tile, checked against the tile above; the unfinished ones are checked when the log is opened.
    fn verified(&mut self, row: usize, index: u64) -> Result<Box<Expanded>, TileError<E>> {
        let level = u8::try_from(row).map_err(|_| TileError::Outside)?;
        let tile = TileId::new(TileKind::Hashes(level), index, TILE_WIDTH).ok_or(TileError::Outside)?;
        let above = TILE_HEIGHT * (u32::from(level) + 1);
        if self.size.checked_shr(above).is_none_or(|full| index >= full) {
            return Err(TileError::Outside);
        }
        let expected = self.node(above, index)?;
        let expanded = self.load(tile)?;
        if expanded.last() == Some(&expected) { Ok(expanded) } else { Err(TileError::Altered(tile)) }
    }

    fn load(&mut self, tile: TileId) -> Result<Box<Expanded>, TileError<E>> {
        let bytes = (self.fetch)(tile).map_err(|error| TileError::Fetch(tile, error))?;
        let hashes = read_hashes(tile, &bytes).map_err(|_| TileError::Length(tile))?;
        Ok(expand(self.suite, hashes))
    }

    fn keep(&mut self, row: usize, index: u64, expanded: Box<Expanded>) {
        let Some(tiles) = self.rows.get_mut(row) else { return };
        if tiles.len() >= self.kept_max {
            // The unfinished tile stays: it was checked with the root and is checked no second time.
            let unfinished = self.size.checked_shr(TILE_HEIGHT * (row as u32 + 1)).unwrap_or(0);
            tiles.retain(|index, _| *index == unfinished);
        }
        tiles.insert(index, expanded);
    }
}

/// The hashes of a tile with every full node above them.
fn expand(suite: Suite, hashes: &[Hash]) -> Box<Expanded> {
    let mut nodes = Box::new([[0; 32]; NODES]);
    nodes.iter_mut().zip(hashes).for_each(|(node, hash)| *node = *hash);
    let mut width = hashes.len();
    for above in 0..TILE_HEIGHT {
        let (below, upper) = nodes.split_at_mut(start(above + 1));
        let pairs = below.get(start(above)..).unwrap_or_default().as_chunks::<2>().0;
        width /= 2;
        for (node, [left, right]) in upper.iter_mut().zip(pairs).take(width) {
            *node = suite.node(left, right);
        }
    }
    nodes
}
