//! Tiles: the tree and its entries as files of 256, which never change once full.
//!
//! Source: C2SP tlog-tiles, "Merkle Tree" and "Log entries".

use thiserror::Error;

use crate::edge::SIZE_MAX;
use crate::suite::{HASH_BYTES, Hash, Suite};

/// Hashes or entries of a full tile.
pub const TILE_WIDTH: u16 = 256;

/// Levels of the tree a tile covers: 256 = 2^8.
pub(crate) const TILE_HEIGHT: u32 = 8;

/// What a tile holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TileKind {
    /// Hashes at a tile level: 0 for leaves, each further level 8 levels of the tree higher.
    Hashes(u8),
    /// Entries, each with its length before it.
    Entries,
}

/// Which tile: its kind, its place in its row, and how much of it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TileId {
    kind: TileKind,
    index: u64,
    width: u16,
}

/// Why a path, or the bytes of a tile, are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TileFormatError {
    /// Not a path of a tile, or not its only spelling.
    #[error("not the path of a tile")]
    Path,
    /// Hashes: not 32 bytes for each. Entries: lengths that do not add up, or another number of entries.
    #[error("the bytes of a tile do not fit its width")]
    Length,
}

impl TileId {
    /// A tile; `None` if the level is over 63 or the width not 1 to 256.
    #[must_use]
    pub fn new(kind: TileKind, index: u64, width: u16) -> Option<Self> {
        let is_level = !matches!(kind, TileKind::Hashes(64..));
        (is_level && (1..=TILE_WIDTH).contains(&width)).then_some(Self { kind, index, width })
    }

    /// What it holds.
    #[must_use]
    pub fn kind(self) -> TileKind {
        self.kind
    }

    /// Its place in its row, from 0.
    #[must_use]
    pub fn index(self) -> u64 {
        self.index
    }

    /// How many hashes or entries it has: 1 to 256.
    #[must_use]
    pub fn width(self) -> u16 {
        self.width
    }

    /// Whether it will never change again.
    #[must_use]
    pub fn is_full(self) -> bool {
        self.width == TILE_WIDTH
    }

    /// The full tile at the same place.
    #[must_use]
    pub fn full(self) -> Self {
        Self { width: TILE_WIDTH, ..self }
    }

    /// Its path, such as `tile/0/x001/x234/067.p/8` or `tile/entries/000`.
    #[must_use]
    pub fn path(self) -> String {
        let row = match self.kind {
            TileKind::Hashes(level) => level.to_string(),
            TileKind::Entries => "entries".to_owned(),
        };
        let mut place = format!("{:03}", self.index % 1000);
        let mut rest = self.index / 1000;
        while rest > 0 {
            place = format!("x{:03}/{place}", rest % 1000);
            rest /= 1000;
        }
        let part = if self.is_full() { String::new() } else { format!(".p/{}", self.width) };
        format!("tile/{row}/{place}{part}")
    }

    /// Reads a path; only the spelling [`TileId::path`] gives is taken.
    ///
    /// # Errors
    /// [`TileFormatError::Path`].
    pub fn parse(path: &str) -> Result<Self, TileFormatError> {
        Self::read(path).filter(|tile| tile.path() == path).ok_or(TileFormatError::Path)
    }

    fn read(path: &str) -> Option<Self> {
        let (row, place) = path.strip_prefix("tile/")?.split_once('/')?;
        let kind = if row == "entries" { TileKind::Entries } else { TileKind::Hashes(row.parse().ok()?) };
        let (place, width) = match place.split_once(".p/") {
            Some((place, width)) => (place, width.parse().ok()?),
            None => (place, TILE_WIDTH),
        };
        let mut index = 0_u64;
        for group in place.split('/') {
            let group: u64 = group.strip_prefix('x').unwrap_or(group).parse().ok()?;
            index = index.checked_mul(1000)?.checked_add(group)?;
        }
        Self::new(kind, index, width)
    }
}

/// The tiles a log of `new_size` leaves has and the same log of `old_size` had not, row by row, the entries last.
///
/// There are none if `new_size` is 2^63 and more, or not above `old_size`.
pub fn new_tiles(old_size: u64, new_size: u64) -> impl Iterator<Item = TileId> {
    let new_size = if new_size > SIZE_MAX { 0 } else { new_size };
    let rows = (0..8_u8).map(|level| (TileKind::Hashes(level), TILE_HEIGHT * u32::from(level)));
    rows.chain([(TileKind::Entries, 0)]).flat_map(move |(kind, height)| {
        let (old, new) = (old_size >> height, new_size >> height);
        let indexes = if old < new { old / 256..new.div_ceil(256) } else { 0..0 };
        // INVARIANT: widths are 1 to 256, because `index` stays below new / 256, rounded up.
        indexes.filter_map(move |index| TileId::new(kind, index, u16::try_from((new - index * 256).min(256)).ok()?))
    })
}

/// The hashes of a tile.
///
/// # Errors
/// [`TileFormatError::Length`] if there are not as many as its width says.
pub fn read_hashes(tile: TileId, bytes: &[u8]) -> Result<&[Hash], TileFormatError> {
    let (hashes, over) = bytes.as_chunks::<HASH_BYTES>();
    let fits = over.is_empty() && hashes.len() == usize::from(tile.width);
    fits.then_some(hashes).ok_or(TileFormatError::Length)
}

/// Appends an entry to the bytes of a bundle: its length as two bytes, then itself.
///
/// # Errors
/// [`TileFormatError::Length`] if the entry is longer than 65,535 bytes.
pub fn push_entry(bundle: &mut Vec<u8>, entry: &[u8]) -> Result<(), TileFormatError> {
    let length = u16::try_from(entry.len()).map_err(|_| TileFormatError::Length)?;
    bundle.extend_from_slice(&length.to_be_bytes());
    bundle.extend_from_slice(entry);
    Ok(())
}

/// The entries of a bundle.
///
/// # Errors
/// [`TileFormatError::Length`] if there are not exactly as many as its width says.
pub fn read_entries(tile: TileId, mut bytes: &[u8]) -> Result<Vec<&[u8]>, TileFormatError> {
    let mut entries = Vec::new();
    for _ in 0..tile.width {
        let (length, rest) = bytes.split_first_chunk().ok_or(TileFormatError::Length)?;
        let (entry, rest) =
            rest.split_at_checked(usize::from(u16::from_be_bytes(*length))).ok_or(TileFormatError::Length)?;
        entries.push(entry);
        bytes = rest;
    }
    if bytes.is_empty() { Ok(entries) } else { Err(TileFormatError::Length) }
}

/// The unfinished tiles at the right edge of a log, one a level: what a publisher keeps to write tiles as leaves come,
/// at most 8 times 255 hashes.
#[derive(Clone, Debug)]
pub struct TileEdge {
    suite: Suite,
    size: u64,
    rows: Vec<Vec<Hash>>,
}

impl TileEdge {
    /// The edge of a log without leaves.
    #[must_use]
    pub fn new(suite: Suite) -> Self {
        Self { suite, size: 0, rows: Vec::new() }
    }

    /// Takes up the edge of a log of `size` leaves again; `fetch` gives the hashes of an unfinished tile.
    ///
    /// # Errors
    /// What `fetch` gives.
    pub fn resume<E>(
        suite: Suite,
        size: u64,
        mut fetch: impl FnMut(TileId) -> Result<Vec<Hash>, E>,
    ) -> Result<Self, E> {
        let mut rows = Vec::new();
        for tile in edge_tiles(size) {
            rows.push(tile.map_or(Ok(Vec::new()), &mut fetch)?);
        }
        Ok(Self { suite, size, rows })
    }

    /// How many leaves stand left of the edge.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf; hands each tile that has become full to `write`, the lower first.
    pub fn push(&mut self, leaf: Hash, mut write: impl FnMut(TileId, &[Hash])) {
        self.size += 1;
        let mut carried = leaf;
        for level in 0..8_u8 {
            if self.rows.len() <= usize::from(level) {
                self.rows.push(Vec::new());
            }
            let Some(row) = self.rows.get_mut(usize::from(level)) else { return };
            row.push(carried);
            if row.len() < usize::from(TILE_WIDTH) {
                return;
            }
            let index = (self.size >> (TILE_HEIGHT * (u32::from(level) + 1))) - 1;
            if let Some(tile) = TileId::new(TileKind::Hashes(level), index, TILE_WIDTH) {
                write(tile, row);
            }
            carried = fold(self.suite, row);
            row.clear();
        }
    }

    /// The unfinished tiles as they are.
    pub fn unfinished(&self) -> impl Iterator<Item = (TileId, &[Hash])> {
        edge_tiles(self.size).zip(&self.rows).filter_map(|(tile, row)| Some((tile?, row.as_slice())))
    }
}

/// The root over a power of two of hashes.
fn fold(suite: Suite, hashes: &[Hash]) -> Hash {
    let mut row = hashes.to_vec();
    while row.len() > 1 {
        row = row.as_chunks::<2>().0.iter().map(|[left, right]| suite.node(left, right)).collect();
    }
    row.first().copied().unwrap_or_default()
}

/// At each level the unfinished tile of a log, if it has one; as many levels as the log has.
pub(crate) fn edge_tiles(size: u64) -> impl Iterator<Item = Option<TileId>> {
    (0..8_u8).map_while(move |level| {
        let hashes = size >> (TILE_HEIGHT * u32::from(level));
        let width = u16::try_from(hashes % 256).unwrap_or_default();
        (hashes > 0).then(|| TileId::new(TileKind::Hashes(level), hashes / 256, width))
    })
}
