//! What is served as files, held against the entries: every full tile and bundle, and those the served checkpoint ends in.

use bonafide_ledger::tile::{TileEdge, TileId, TileKind, push_entry};
use bonafide_ledger::{Hash, Suite, entry};

use crate::error::Wrong;
use crate::tiles::Tiles;

/// The files of one log, on the walk.
pub(super) struct Served {
    suite: Suite,
    tiles: Tiles,
    edge: TileEdge,
    bundle: Vec<u8>,
    /// Size of the checkpoint that is served.
    size: u64,
}

impl Served {
    /// `size`: of the served checkpoint; without one nothing is served.
    pub(super) fn new(suite: Suite, tiles: Tiles, size: u64) -> Self {
        Self { suite, tiles, edge: TileEdge::new(suite), bundle: Vec::new(), size }
    }

    /// Takes the next entry and looks at the files that end with it.
    pub(super) fn push(&mut self, digest: &Hash, leaf: Hash) -> Result<(), Wrong> {
        if self.edge.size() >= self.size {
            return Ok(());
        }
        let number = self.edge.size() >> 8;
        push_entry(&mut self.bundle, &entry(self.suite, digest)).map_err(|_| Wrong::Tile)?;
        let tiles = &self.tiles;
        let mut is_same = true;
        self.edge.push(leaf, |tile, hashes| is_same &= tiles.hold(tile, hashes.as_flattened()));
        let width = self.edge.size() & 255;
        if width == 0 {
            is_same &= TileId::new(TileKind::Entries, number, 256).is_some_and(|tile| tiles.hold(tile, &self.bundle));
            self.bundle.clear();
        }
        if self.edge.size() == self.size {
            is_same &= self.edge.unfinished().all(|(tile, hashes)| tiles.hold(tile, hashes.as_flattened()));
            let last = u16::try_from(width).ok().and_then(|width| TileId::new(TileKind::Entries, number, width));
            is_same &= last.is_none_or(|tile| tiles.hold(tile, &self.bundle));
        }
        if is_same { Ok(()) } else { Err(Wrong::Tile) }
    }
}
