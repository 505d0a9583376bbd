//! The floors: the rule set as plain Rust, by rows and by columns of 64 cases a word.

use bonafide_bench_model::rules::{LOOKS, RED_LINES, RULES};

#[allow(clippy::all, missing_docs, unused)]
mod printed {
    include!(concat!(env!("OUT_DIR"), "/floor.rs"));
}
pub use printed::{Columns, Row, fired, outcome};
use printed::{ATOMS, CORRECTED, atoms, rules};

/// Words kept a block of 64 cases: exempt, mitigate, and every rule's verdict.
pub const KEPT: usize = 2 + RULES;

/// One bit a byte that is not 0: a vector compare and a move-mask for each sixteen.
#[inline(always)]
fn pack(lanes: &[u8; 64]) -> u64 {
    let (quarters, _) = lanes.as_chunks::<16>();
    quarters.iter().enumerate().fold(0, |word, (place, quarter)| {
        let vector = wide::i8x16::from(quarter.map(|lane| lane as i8));
        word | u64::from(vector.simd_gt(wide::i8x16::ZERO).to_bitmask() as u16) << (place * 16)
    })
}

/// Words of the cases that are exempted and mitigated; the rest stay accountable.
#[inline(always)]
fn fold(rules: &[u64; RULES], corrected: u64) -> (u64, u64) {
    let (red_lines, rest) = rules.split_at(RED_LINES);
    let (looks, situations) = rest.split_at(LOOKS);
    let red = red_lines.iter().fold(0, |all, word| all | word);
    let situation = situations.iter().fold(0, |all, word| all | word);
    // A counter of three bits, one plane a bit.
    let (mut ones, mut twos, mut fours) = (0u64, 0u64, 0u64);
    for look in looks {
        let carry = ones & look;
        ones ^= look;
        fours |= twos & carry;
        twos ^= carry;
    }
    let exempt = !red & situation & fours & (ones | twos) & looks[1] & looks[3];
    (exempt, !red & !exempt & fours & (situation | corrected))
}

/// Runs every block; keeps each block's outcome and rules when `kept` has room for them.
pub fn run(columns: &Columns, blocks: usize, kept: &mut [u64]) -> u64 {
    let mut sum = 0;
    for block in 0..blocks {
        let (mut tests, mut verdicts) = ([0; ATOMS], [0; RULES]);
        atoms(columns, block, &mut tests);
        rules(&tests, &mut verdicts);
        let (exempt, mitigate) = fold(&verdicts, tests[CORRECTED]);
        sum += u64::from(exempt.count_ones() + 2 * mitigate.count_ones());
        if let Some(words) = kept.get_mut(block * KEPT..(block + 1) * KEPT) {
            words[0] = exempt;
            words[1] = mitigate;
            words[2..].copy_from_slice(&verdicts);
        }
    }
    sum
}

/// What a run kept of one case: outcome code and rules.
pub fn kept_case(kept: &[u64], case: usize) -> (u8, u64) {
    let words = &kept[case / 64 * KEPT..][..KEPT];
    let bit = |word: u64| word >> (case % 64) & 1;
    let outcome = match (bit(words[0]), bit(words[1])) {
        (1, _) => 0,
        (_, 1) => 1,
        _ => 2,
    };
    (outcome, words[2..].iter().enumerate().fold(0, |mask, (place, word)| mask | bit(*word) << place))
}
