//! The floor: the hashes that must be computed, with the library's own hasher, and nothing that checks or keeps order.

use sha2::{Digest, Sha256};

pub type Hash = [u8; 32];

pub fn leaf(entry: &[u8]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update([0]);
    hasher.update(entry);
    hasher.finalize().into()
}

pub fn node(left: &Hash, right: &Hash) -> Hash {
    let mut bytes = [1; 65];
    bytes[1..33].copy_from_slice(left);
    bytes[33..].copy_from_slice(right);
    Sha256::digest(bytes).into()
}

/// All levels, closed in batches of 256 leaves.
pub fn levels(entries: &[impl AsRef<[u8]>]) -> Vec<Vec<Hash>> {
    let mut levels: Vec<Vec<Hash>> = vec![Vec::new(); 40];
    for batch in entries.chunks(256) {
        levels[0].extend(batch.iter().map(|entry| leaf(entry.as_ref())));
        for level in 0..39 {
            let (lower, upper) = levels.split_at_mut(level + 1);
            let (lower, upper) = (&lower[level], &mut upper[0]);
            if lower.len() / 2 == upper.len() {
                break;
            }
            for pair in upper.len()..lower.len() / 2 {
                upper.push(node(&lower[2 * pair], &lower[2 * pair + 1]));
            }
        }
    }
    levels
}

/// Copies the siblings of a place, as far as they are full.
pub fn siblings(levels: &[Vec<Hash>], place: u64, out: &mut Vec<Hash>) {
    out.clear();
    let mut place = usize::try_from(place).unwrap_or_default();
    for level in levels {
        let Some(sibling) = level.get(place ^ 1) else { return };
        out.push(*sibling);
        place >>= 1;
    }
}

/// Folds a path without looking whether it is the right one.
pub fn fold(entry: &[u8], place: u64, path: &[Hash]) -> Hash {
    let mut hash = leaf(entry);
    for (level, sibling) in path.iter().enumerate() {
        hash = if place >> level & 1 == 1 { node(sibling, &hash) } else { node(&hash, sibling) };
    }
    hash
}
