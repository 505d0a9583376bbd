//! Tiles and entry bundles as static files, as C2SP tlog-tiles lays them out. Full ones never change.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use bonafide_ledger::tile::{TileEdge, TileId, TileKind, push_entry, read_hashes};
use bonafide_ledger::{Hash, Suite, TileReader, entry};

use crate::error::Fault;
use crate::pin::{place, sync_directory};

/// The files of one log.
pub(crate) struct Tiles {
    pub(crate) suite: Suite,
    pub(crate) directory: PathBuf,
}

impl Tiles {
    /// The hashes of a tile on disk.
    pub(crate) fn read(&self, tile: TileId) -> io::Result<Vec<Hash>> {
        let bytes = fs::read(self.directory.join(tile.path()))?;
        Ok(read_hashes(tile, &bytes).map_err(io::Error::other)?.to_vec())
    }

    /// Whether a file is there with just these bytes.
    pub(crate) fn hold(&self, tile: TileId, bytes: &[u8]) -> bool {
        fs::read(self.directory.join(tile.path())).is_ok_and(|there| there == bytes)
    }

    /// Whether the files give the root of a size.
    pub(crate) fn lead_to(&self, size: u64, root: &Hash) -> bool {
        self.reader(size, root).is_ok()
    }

    /// A reader of proofs over the files, which must lead to the root.
    pub(crate) fn reader<'a>(
        &'a self,
        size: u64,
        root: &Hash,
    ) -> Result<TileReader<impl FnMut(TileId) -> io::Result<Vec<u8>> + 'a>, Fault> {
        let fetch = |tile: TileId| fs::read(self.directory.join(tile.path()));
        TileReader::open(self.suite, size, root, fetch).map_err(Fault::new)
    }

    /// Begins to write the tiles that a log of `old_size` leaves has not yet. `None` if its unfinished tiles do not read.
    pub(crate) fn resume(&self, old_size: u64) -> Option<TileWriter<'_>> {
        let edge = TileEdge::resume(self.suite, old_size, |tile| self.read(tile)).ok()?;
        Some(TileWriter::new(self, edge, old_size))
    }

    /// Begins to write all tiles.
    pub(crate) fn restart(&self) -> TileWriter<'_> {
        TileWriter::new(self, TileEdge::new(self.suite), 0)
    }
}

/// Writes tiles as leaves come.
pub(crate) struct TileWriter<'a> {
    tiles: &'a Tiles,
    edge: TileEdge,
    old_size: u64,
    bundle: Vec<u8>,
    directories: BTreeSet<PathBuf>,
}

impl<'a> TileWriter<'a> {
    fn new(tiles: &'a Tiles, edge: TileEdge, old_size: u64) -> Self {
        Self { tiles, edge, old_size, bundle: Vec::new(), directories: BTreeSet::new() }
    }

    /// From which position on entries are wanted: the start of the unfinished bundle.
    pub(crate) fn wants_from(&self) -> u64 {
        self.old_size & !255
    }

    /// Takes the next entry, in order, from [`TileWriter::wants_from`] on.
    pub(crate) fn push(&mut self, position: u64, digest: &Hash, leaf: &Hash) -> Result<(), Fault> {
        push_entry(&mut self.bundle, &entry(self.tiles.suite, digest)).map_err(Fault::new)?;
        if position & 255 == 255 {
            let bundle = std::mem::take(&mut self.bundle);
            if let Some(tile) = TileId::new(TileKind::Entries, position >> 8, 256) {
                self.write(tile, &bundle)?;
            }
        }
        if position < self.edge.size() {
            return Ok(());
        }
        let mut full: Vec<(TileId, Vec<u8>)> = Vec::new();
        self.edge.push(*leaf, |tile, hashes| full.push((tile, hashes.as_flattened().to_vec())));
        full.into_iter().try_for_each(|(tile, bytes)| self.write(tile, &bytes))
    }

    /// Writes the unfinished tiles and makes all names durable.
    pub(crate) fn finish(mut self) -> Result<(), Fault> {
        let size = self.edge.size();
        let unfinished: Vec<(TileId, Vec<u8>)> =
            self.edge.unfinished().map(|(tile, hashes)| (tile, hashes.as_flattened().to_vec())).collect();
        for (tile, bytes) in unfinished {
            self.write(tile, &bytes)?;
        }
        let width = u16::try_from(size & 255).map_err(Fault::new)?;
        if let Some(tile) = TileId::new(TileKind::Entries, size >> 8, width) {
            let bundle = std::mem::take(&mut self.bundle);
            self.write(tile, &bundle)?;
        }
        for directory in &self.directories {
            sync_directory(&directory.join("name"))?;
        }
        Ok(())
    }

    fn write(&mut self, tile: TileId, bytes: &[u8]) -> Result<(), Fault> {
        let path = self.tiles.directory.join(tile.path());
        match fs::read(&path) {
            Ok(there) if there == bytes => return Ok(()),
            // A tile that was served with other bytes: the log has two histories, or the disk lied.
            Ok(_) if tile.is_full() => {
                return Err(Fault::new(format!("the tile `{}` differs from the entries", tile.path())));
            }
            _ => {}
        }
        place(&path, bytes)?;
        self.note_directories(&path);
        Ok(())
    }

    /// New directories need their own names made durable too.
    fn note_directories(&mut self, path: &Path) {
        let own = path.ancestors().skip(1).take_while(|above| above.starts_with(&self.tiles.directory));
        self.directories.extend(own.map(Path::to_owned));
    }
}
