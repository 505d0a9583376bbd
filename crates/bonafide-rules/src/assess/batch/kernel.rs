//! One test over one block of a column: a plane of "holds" beside the column's plane of "known".
//!
//! Each loop runs over chunks of 64 whose length the compiler knows, so it becomes vector code.

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

/// The plane of a predicate over one column.
#[inline(always)]
fn plane<T: Copy>(values: &[T; BLOCK], holds: impl Fn(T) -> bool) -> Plane {
    let mut plane = [0; WORDS];
    for (bits, chunk) in plane.iter_mut().zip(values.as_chunks::<64>().0) {
        let mut bytes = [0_u8; 64];
        for (byte, value) in bytes.iter_mut().zip(chunk) {
            *byte = u8::from(holds(*value));
        }
        *bits = pack(&bytes);
    }
    plane
}

/// The plane of a predicate over two columns.
#[inline(always)]
fn plane_of_two<T: Copy>(left: &[T; BLOCK], right: &[T; BLOCK], holds: impl Fn(T, T) -> bool) -> Plane {
    let mut plane = [0; WORDS];
    let chunks = left.as_chunks::<64>().0.iter().zip(right.as_chunks::<64>().0);
    for (bits, (first, second)) in plane.iter_mut().zip(chunks) {
        let mut bytes = [0_u8; 64];
        for (byte, (left, right)) in bytes.iter_mut().zip(first.iter().zip(second)) {
            *byte = u8::from(holds(*left, *right));
        }
        *bits = pack(&bytes);
    }
    plane
}

pub(super) fn known_codes(codes: &[u8; BLOCK]) -> Plane {
    plane(codes, |code| code != CODE_UNKNOWN)
}

pub(super) fn known_narrow(values: &[i32; BLOCK]) -> Plane {
    plane(values, |value| value != NARROW_UNKNOWN)
}

pub(super) fn known_wide(values: &[i64; BLOCK]) -> Plane {
    plane(values, |value| value != WIDE_UNKNOWN)
}

/// Codes among a few, or, when `inverted`, applicable codes not among them.
pub(super) fn among(codes: &[u8; BLOCK], few: &[u8], inverted: bool) -> Plane {
    match (few, inverted) {
        ([one], false) => plane(codes, |code| code == *one),
        ([one], true) => plane(codes, |code| (code != *one) & (code < CODE_ABSENT)),
        ([one, two], false) => plane(codes, |code| (code == *one) | (code == *two)),
        ([one, two], true) => plane(codes, |code| (code != *one) & (code != *two) & (code < CODE_ABSENT)),
        _ => among_many(codes, few, inverted),
    }
}

fn among_many(codes: &[u8; BLOCK], few: &[u8], inverted: bool) -> Plane {
    let mut plane = [0; WORDS];
    for (bits, chunk) in plane.iter_mut().zip(codes.as_chunks::<64>().0) {
        let mut bytes = [0_u8; 64];
        for value in few {
            for (byte, code) in bytes.iter_mut().zip(chunk) {
                *byte |= u8::from(code == value);
            }
        }
        if inverted {
            for (byte, code) in bytes.iter_mut().zip(chunk) {
                *byte = (*byte ^ 1) & u8::from(*code < CODE_ABSENT);
            }
        }
        *bits = pack(&bytes);
    }
    plane
}

/// Numbers in `low..=high`; the marks of unknown and absent lie below every `low`.
pub(super) fn within_narrow(values: &[i32; BLOCK], low: i32, high: i32) -> Plane {
    match (low, high) {
        (low, i32::MAX) => plane(values, |value| value >= low),
        (low, high) if low == high => plane(values, |value| value == low),
        _ => plane(values, |value| (value >= low) & (value <= high)),
    }
}

/// As [`within_narrow`].
pub(super) fn within_wide(values: &[i64; BLOCK], low: i64, high: i64) -> Plane {
    plane(values, |value| (value >= low) & (value <= high))
}

/// `factor × left − right` in `low..=high`, both numbers applicable; columns of one scale, `factor` at most 2³⁰.
pub(super) fn spread_narrow(left: &[i32; BLOCK], right: &[i32; BLOCK], factor: i64, low: i64, high: i64) -> Plane {
    let applies = |left: i32, right: i32| (left > NARROW_ABSENT) & (right > NARROW_ABSENT);
    let spread = |left: i32, right: i32| i64::from(left) * factor - i64::from(right);
    match (low, high) {
        (i64::MIN, high) => plane_of_two(left, right, |a, b| applies(a, b) & (spread(a, b) <= high)),
        (low, i64::MAX) => plane_of_two(left, right, |a, b| applies(a, b) & (spread(a, b) >= low)),
        _ => plane_of_two(left, right, |a, b| applies(a, b) & (low <= spread(a, b)) & (spread(a, b) <= high)),
    }
}

/// As [`spread_narrow`], for any columns read as wide.
pub(super) fn spread_wide(left: &[i64; BLOCK], right: &[i64; BLOCK], factor: i64, low: i64, high: i64) -> Plane {
    plane_of_two(left, right, |left, right| {
        let spread = left.saturating_mul(factor).saturating_sub(right);
        (left > WIDE_ABSENT) & (right > WIDE_ABSENT) & (low <= spread) & (spread <= high)
    })
}
