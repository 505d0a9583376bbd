//! One test over one block of a column: a plane of "holds" beside the column's plane of "known".
//!
//! Each loop runs over chunks of 64 whose length the compiler knows, so it becomes vector code; everything is inlined
//! into the runner, which is compiled once for each kind of processor.

use super::columns::{CODE_ABSENT, CODE_UNKNOWN, NARROW_ABSENT, NARROW_UNKNOWN, WIDE_ABSENT, WIDE_UNKNOWN};

/// Words a plane: one block is this many times 64 cases.
pub(super) const WORDS: usize = 8;
/// Cases a block.
pub(super) const BLOCK: usize = WORDS * 64;

pub(super) type Plane = [u64; WORDS];

/// Where a case of a block stands in a plane: word and bit.
///
/// Case `k × 64 + j` is bit `k` of byte `j`, so that 64 neighbours are compared at once and each set of 64 adds one
/// bit to every byte: no bits need gathering.
pub(super) fn lane(case: usize) -> (usize, usize) {
    let (set, place) = (case / 64, case % 64);
    (place / 8, place % 8 * 8 + set)
}

/// The case of a block at a word and bit of a plane: the inverse of [`lane`].
pub(super) fn case_at(word: usize, bit: usize) -> usize {
    bit % 8 * 64 + word * 8 + bit / 8
}

#[inline(always)]
fn words(bytes: &[u8; 64]) -> Plane {
    let mut plane = [0; WORDS];
    for (word, eight) in plane.iter_mut().zip(bytes.as_chunks::<8>().0) {
        *word = u64::from_le_bytes(*eight);
    }
    plane
}

/// The plane of a predicate over one column.
#[inline(always)]
fn plane<T: Copy>(values: &[T; BLOCK], holds: impl Fn(T) -> bool) -> Plane {
    let mut bytes = [0_u8; 64];
    for (set, chunk) in values.as_chunks::<64>().0.iter().enumerate() {
        let bit = 1 << set;
        for (byte, value) in bytes.iter_mut().zip(chunk) {
            *byte |= if holds(*value) { bit } else { 0 };
        }
    }
    words(&bytes)
}

/// The plane of a predicate over two columns.
#[inline(always)]
fn plane_of_two<T: Copy>(left: &[T; BLOCK], right: &[T; BLOCK], holds: impl Fn(T, T) -> bool) -> Plane {
    let mut bytes = [0_u8; 64];
    let chunks = left.as_chunks::<64>().0.iter().zip(right.as_chunks::<64>().0);
    for (set, (first, second)) in chunks.enumerate() {
        let bit = 1 << set;
        for (byte, (left, right)) in bytes.iter_mut().zip(first.iter().zip(second)) {
            *byte |= if holds(*left, *right) { bit } else { 0 };
        }
    }
    words(&bytes)
}

#[inline(always)]
pub(super) fn known_codes(codes: &[u8; BLOCK]) -> Plane {
    plane(codes, |code| code != CODE_UNKNOWN)
}

#[inline(always)]
pub(super) fn known_narrow(values: &[i32; BLOCK]) -> Plane {
    plane(values, |value| value != NARROW_UNKNOWN)
}

#[inline(always)]
pub(super) fn known_wide(values: &[i64; BLOCK]) -> Plane {
    plane(values, |value| value != WIDE_UNKNOWN)
}

/// Codes among a few, or, when `inverted`, applicable codes not among them.
#[inline(always)]
pub(super) fn among(codes: &[u8; BLOCK], few: &[u8], inverted: bool) -> Plane {
    match (few, inverted) {
        ([one], false) => plane(codes, |code| code == *one),
        ([one], true) => plane(codes, |code| (code != *one) & (code < CODE_ABSENT)),
        ([one, two], false) => plane(codes, |code| (code == *one) | (code == *two)),
        ([one, two], true) => plane(codes, |code| (code != *one) & (code != *two) & (code < CODE_ABSENT)),
        _ => among_many(codes, few, inverted),
    }
}

#[inline(always)]
fn among_many(codes: &[u8; BLOCK], few: &[u8], inverted: bool) -> Plane {
    let mut bytes = [0_u8; 64];
    for (set, chunk) in codes.as_chunks::<64>().0.iter().enumerate() {
        let bit = 1 << set;
        let mut found = [0_u8; 64];
        for value in few {
            for (byte, code) in found.iter_mut().zip(chunk) {
                *byte |= if code == value { bit } else { 0 };
            }
        }
        for ((byte, found), code) in bytes.iter_mut().zip(found).zip(chunk) {
            let applies = if *code < CODE_ABSENT { bit } else { 0 };
            *byte |= if inverted { !found & applies } else { found };
        }
    }
    words(&bytes)
}

/// Numbers in `low..=high`; the marks of unknown and absent lie below every `low`.
#[inline(always)]
pub(super) fn within_narrow(values: &[i32; BLOCK], low: i32, high: i32) -> Plane {
    match (low, high) {
        (low, i32::MAX) => plane(values, |value| value >= low),
        (low, high) if low == high => plane(values, |value| value == low),
        _ => plane(values, |value| (value >= low) & (value <= high)),
    }
}

/// As [`within_narrow`].
#[inline(always)]
pub(super) fn within_wide(values: &[i64; BLOCK], low: i64, high: i64) -> Plane {
    plane(values, |value| (value >= low) & (value <= high))
}

/// `factor × left − right` in `low..=high`, both numbers applicable; columns of one scale, and no applicable pair
/// leaves 32 bits.
#[inline(always)]
pub(super) fn spread_narrow(left: &[i32; BLOCK], right: &[i32; BLOCK], factor: i32, low: i32, high: i32) -> Plane {
    let applies = |left: i32, right: i32| (left > NARROW_ABSENT) & (right > NARROW_ABSENT);
    let spread = |left: i32, right: i32| left.wrapping_mul(factor).wrapping_sub(right);
    match (low, high) {
        (i32::MIN, high) => plane_of_two(left, right, |a, b| applies(a, b) & (spread(a, b) <= high)),
        (low, i32::MAX) => plane_of_two(left, right, |a, b| applies(a, b) & (spread(a, b) >= low)),
        _ => plane_of_two(left, right, |a, b| applies(a, b) & (low <= spread(a, b)) & (spread(a, b) <= high)),
    }
}

/// As [`spread_narrow`], for any columns read as wide.
#[inline(always)]
pub(super) fn spread_wide(left: &[i64; BLOCK], right: &[i64; BLOCK], factor: i64, low: i64, high: i64) -> Plane {
    plane_of_two(left, right, |left, right| {
        let spread = left.saturating_mul(factor).saturating_sub(right);
        (left > WIDE_ABSENT) & (right > WIDE_ABSENT) & (low <= spread) & (spread <= high)
    })
}
