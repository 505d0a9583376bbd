//! Generated cases and the forms in which they are handed over.

use crate::facts::{FACTS, Fact, Kind, SMALL};
use crate::print::regulation::{FOUND_NO, needs_found_no};
use crate::random::Random;
use std::fmt::Write;

/// The seed of the measured cases.
pub const SEED: u64 = 20_260_301;

/// What the floors store for a missing number.
pub const MISSING_NUMBER: i32 = -2_000_000_000;
/// What the floors store for a missing yes/no fact.
pub const MISSING_YES_NO: u8 = 2;
/// What the floors store for a missing choice.
pub const MISSING_CHOICE: u8 = 255;

/// One case: the code of each fact, in the order of [`FACTS`], or nothing.
pub type Case = [Option<i64>; FACTS.len()];

/// Generates the first `count` cases of a seed.
pub fn cases(seed: u64, count: usize) -> Vec<Case> {
    let mut random = Random::new(seed);
    (0..count).map(|_| std::array::from_fn(|place| value(&mut random, &FACTS[place]))).collect()
}

fn value(random: &mut Random, fact: &Fact) -> Option<i64> {
    if random.chance(fact.missing) {
        return None;
    }
    Some(match fact.kind {
        Kind::YesNo => i64::from(random.chance(fact.yes)),
        Kind::Choice(values) => random.weighted(&values.iter().map(|(.., weight)| *weight).collect::<Vec<_>>()) as i64,
        // Deaths are rare; amounts are mostly small.
        Kind::Number { high: 2, .. } => random.weighted(&[92, 6, 2]) as i64,
        Kind::Number { low: 0, high } if high >= 1_000_000 => (high as f64 * random.unit().powi(3)) as i64,
        Kind::Number { low, high } => random.between(low, high),
    })
}

fn write_value(text: &mut String, fact: &Fact, code: i64) {
    let written = match fact.kind {
        Kind::YesNo => write!(text, "{}", code == 1),
        Kind::Choice(values) => write!(text, "\"{}\"", values[code as usize].0),
        Kind::Number { .. } => write!(text, "{code}"),
    };
    written.unwrap_or_default();
}

/// A JSON object of the facts that are found: what the peers read.
pub fn peer_json(case: &Case) -> String {
    let mut text = String::from("{");
    for (fact, code) in FACTS.iter().zip(case) {
        if let Some(code) = code {
            let comma = if text.len() > 1 { "," } else { "" };
            write!(text, "{comma}\"{}\":", fact.id).unwrap_or_default();
            write_value(&mut text, fact, *code);
        }
    }
    text.push('}');
    text
}

/// A line of Bonafide's case format; a missing fact does not apply, which is how the peers' closed world reads it.
pub fn case_line(id: usize, case: &Case) -> String {
    let mut text = format!("{{\"id\":\"{id}\",\"facts\":{{");
    for (place, (fact, code)) in FACTS.iter().zip(case).enumerate() {
        let comma = if place > 0 { "," } else { "" };
        write!(text, "{comma}\"{}\":", fact.id).unwrap_or_default();
        match code {
            Some(code) if needs_found_no(fact.id) => {
                write!(text, "\"{}\"", FOUND_NO[*code as usize]).unwrap_or_default();
            }
            Some(code) => write_value(&mut text, fact, *code),
            None => text.push_str("\"not_applicable\""),
        }
    }
    text.push_str("}}");
    text
}

/// The 52 bytes of a case in the floors: twenty bytes, then eight 32-bit numbers, lowest byte first.
pub fn packed(case: &Case) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(52);
    for (fact, code) in FACTS.iter().zip(case).take(SMALL) {
        bytes.push(match (fact.kind, code) {
            (_, Some(code)) => *code as u8,
            (Kind::YesNo, None) => MISSING_YES_NO,
            (_, None) => MISSING_CHOICE,
        });
    }
    for code in &case[SMALL..] {
        bytes.extend(code.map_or(MISSING_NUMBER, |code| code as i32).to_le_bytes());
    }
    bytes
}
