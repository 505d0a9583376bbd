//! The ids read so far, in memory that does not grow with the number of cases.
#![expect(clippy::indexing_slicing, reason = "places are below the size of the table")]

use std::hash::{DefaultHasher, Hash, Hasher};

/// How many of the latest cases an id is always compared with; up to as many again before them it often is.
pub const IDS_KEPT: usize = 1_500_000;

/// Room for [`IDS_KEPT`] ids with a quarter left empty: 2²¹ × 8 bytes = 16 MiB a table.
const ROOM: usize = 1 << 21;

/// Two tables of 64-bit hashes of ids: one is filled, and when it is full it takes the place of the one before.
///
/// Two of a million different ids have the same hash once in 4 × 10⁷ archives.
pub(super) struct Seen {
    filling: Vec<u64>,
    before: Vec<u64>,
    count: usize,
    /// How many ids a table takes.
    most: usize,
}

impl Seen {
    pub(super) fn new() -> Self {
        Self::with_room(ROOM, IDS_KEPT)
    }

    /// `room` is a power of two above `most`. Zeroed memory costs nothing until it is written to.
    fn with_room(room: usize, most: usize) -> Self {
        Self { filling: vec![0; room], before: Vec::new(), count: 0, most }
    }

    /// Whether the id was not met before; from now on it was.
    pub(super) fn insert(&mut self, id: &str) -> bool {
        let hash = hash(id);
        if !self.before.is_empty() && find(&self.before, hash).is_none() {
            return false;
        }
        let Some(place) = find(&self.filling, hash) else { return false };
        self.filling[place] = hash;
        self.count += 1;
        if self.count == self.most {
            let room = self.filling.len();
            std::mem::swap(&mut self.filling, &mut self.before);
            self.filling.clear();
            self.filling.resize(room, 0);
            self.count = 0;
        }
        true
    }
}

/// The empty place for a hash; `None` when it is there already.
fn find(table: &[u64], hash: u64) -> Option<usize> {
    let mut place = hash as usize & (table.len() - 1);
    loop {
        match table[place] {
            0 => return Some(place),
            other if other == hash => return None,
            _ => place = (place + 1) & (table.len() - 1),
        }
    }
}

/// Never 0, which marks an empty place.
fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_ids_are_known_and_old_ones_forgotten() {
        let mut seen = Seen::with_room(16, 10);
        let mut order: Vec<usize> = Vec::new();
        for id in 0..95 {
            assert!(seen.insert(&format!("case {id}")), "{id} is new");
            order.push(id);
            for latest in order.iter().rev().take(10) {
                assert!(!seen.insert(&format!("case {latest}")), "{latest} was met just before {id}");
            }
        }
        assert!(seen.insert("case 0"), "what is far back is forgotten");
        assert_eq!(seen.filling.len() + seen.before.len(), 32);
    }
}
