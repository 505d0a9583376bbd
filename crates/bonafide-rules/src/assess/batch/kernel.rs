//! One test over one block of a column: a plane of "holds" beside the column's plane of "known".
#![expect(clippy::indexing_slicing, reason = "blocks and planes have fixed sizes the compiler sees")]

use super::columns::{CODE_ABSENT, CODE_UNKNOWN, NARROW_ABSENT, NARROW_UNKNOWN, WIDE_ABSENT, WIDE_UNKNOWN};

/// Words a plane: one block is this many times 64 cases.
pub(super) const WORDS: usize = 8;
/// Cases a block.
pub(super) const BLOCK: usize = WORDS * 64;

pub(super) type Plane = [u64; WORDS];

/// Gathers 64 bytes of 0 or 1 into bits: the product moves the eight ones of a word into its top byte.
#[inline(always)]
fn pack(bytes: &[u8; 64]) -> u64 {
    let mut bits = 0;
    for (place, eight) in bytes.as_chunks::<8>().0.iter().enumerate() {
        let top = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits |= top << (place * 8);
    }
    bits
}

/// A plane from a byte function of the case's place in the block.
#[inline(always)]
fn plane(mut holds: impl FnMut(usize) -> bool) -> Plane {
    let mut plane = [0; WORDS];
    for (word, bits) in plane.iter_mut().enumerate() {
        let mut bytes = [0_u8; 64];
        for (place, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from(holds(word * 64 + place));
        }
        *bits = pack(&bytes);
    }
    plane
}

pub(super) fn known_codes(codes: &[u8; BLOCK]) -> Plane {
    plane(|place| codes[place] != CODE_UNKNOWN)
}

pub(super) fn known_narrow(values: &[i32; BLOCK]) -> Plane {
    plane(|place| values[place] != NARROW_UNKNOWN)
}

pub(super) fn known_wide(values: &[i64; BLOCK]) -> Plane {
    plane(|place| values[place] != WIDE_UNKNOWN)
}

/// Codes among a few, or, when `inverted`, applicable codes not among them.
pub(super) fn among(codes: &[u8; BLOCK], few: &[u8], inverted: bool) -> Plane {
    let mut found = [0; WORDS];
    for (word, bits) in found.iter_mut().enumerate() {
        let mut bytes = [0_u8; 64];
        for value in few {
            for (place, byte) in bytes.iter_mut().enumerate() {
                *byte |= u8::from(codes[word * 64 + place] == *value);
            }
        }
        if inverted {
            for (place, byte) in bytes.iter_mut().enumerate() {
                *byte = (*byte ^ 1) & u8::from(codes[word * 64 + place] < CODE_ABSENT);
            }
        }
        *bits = pack(&bytes);
    }
    found
}

/// Numbers in `low..=high`; the marks of unknown and absent lie below every `low`.
pub(super) fn within_narrow(values: &[i32; BLOCK], low: i32, high: i32) -> Plane {
    match (low, high) {
        (low, i32::MAX) => plane(|place| values[place] >= low),
        (low, high) if low == high => plane(|place| values[place] == low),
        _ => plane(|place| (values[place] >= low) & (values[place] <= high)),
    }
}

/// As [`within_narrow`].
pub(super) fn within_wide(values: &[i64; BLOCK], low: i64, high: i64) -> Plane {
    plane(|place| (values[place] >= low) & (values[place] <= high))
}

/// `factor × left − right` in `low..=high`, both numbers applicable; 32-bit columns of one scale.
pub(super) fn spread_narrow(
    left: &[i32; BLOCK],
    right: &[i32; BLOCK],
    factor: i64,
    low: i64,
    high: i64,
) -> Plane {
    let applies = |place: usize| (left[place] > NARROW_ABSENT) & (right[place] > NARROW_ABSENT);
    let spread = |place: usize| i64::from(left[place]) * factor - i64::from(right[place]);
    match (low, high) {
        (i64::MIN, high) => plane(|place| applies(place) & (spread(place) <= high)),
        (low, i64::MAX) => plane(|place| applies(place) & (spread(place) >= low)),
        _ => plane(|place| applies(place) & (low <= spread(place)) & (spread(place) <= high)),
    }
}

/// As [`spread_narrow`], for any columns read as wide.
pub(super) fn spread_wide(
    left: impl Fn(usize) -> i64,
    right: impl Fn(usize) -> i64,
    factor: i64,
    low: i64,
    high: i64,
) -> Plane {
    plane(|place| {
        let (left, right) = (left(place), right(place));
        let spread = left.saturating_mul(factor).saturating_sub(right);
        (left > WIDE_ABSENT) & (right > WIDE_ABSENT) & (low <= spread) & (spread <= high)
    })
}
