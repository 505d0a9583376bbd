//! Looks up facts by the bytes of their key: ids, names, and vocabulary ids the regulation does not use.

use crate::regulation::{FactId, Regulation};

/// What a key of a case stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A fact of the regulation.
    Fact(FactId),
    /// A fact of the common vocabulary that this regulation does not use.
    Unused,
    /// The day of the act, which the regulation does not use as a fact.
    ActDate,
}

/// A closed table: built once, read for every fact of every case.
pub(super) struct Keys {
    /// One more than the position in `entries`; 0 is free.
    slots: Vec<u32>,
    entries: Vec<(u64, Target, Box<str>)>,
    /// By entry, and first for the start of a case: the entry that came after it the last time.
    follows: Vec<u32>,
}

/// The place before the first key of a case.
pub(super) const START: usize = 0;

impl Keys {
    /// Ids first, then names, then the vocabulary: an earlier meaning of a key wins.
    pub(super) fn new(regulation: &Regulation, vocabulary: impl Iterator<Item = String>) -> Self {
        let facts = || regulation.facts.iter().zip(0u32..);
        let mut keys = Self { slots: Vec::new(), entries: Vec::new(), follows: Vec::new() };
        let mut all: Vec<(String, Target)> = Vec::new();
        all.extend(facts().map(|(fact, at)| (fact.id.clone(), Target::Fact(FactId(at)))));
        all.extend(facts().map(|(fact, at)| (fact.name.clone(), Target::Fact(FactId(at)))));
        all.extend(["act_date", "error_date"].map(|id| (id.to_owned(), Target::ActDate)));
        all.extend(vocabulary.map(|id| (id, Target::Unused)));
        // At most a quarter full: nearly every look-up ends at its first slot.
        keys.slots = vec![0; (all.len() * 4).next_power_of_two()];
        for (key, target) in all {
            keys.insert(key, target);
        }
        keys.follows = vec![0; keys.entries.len() + 1];
        keys
    }

    /// The key that came after `place` the last time, with its own place: archives keep their order from line to line.
    pub(super) fn guess(&self, place: usize) -> Option<(usize, &str, Target)> {
        let next = *self.follows.get(place)? as usize;
        let (_, target, text) = self.entries.get(next.checked_sub(1)?)?;
        Some((next, text, *target))
    }

    /// Remembers what came after `place`; a key that JSON writes with escapes cannot be compared byte by byte.
    pub(super) fn learn(&mut self, place: usize, next: usize) {
        let key = next.checked_sub(1).and_then(|at| self.entries.get(at));
        if key.is_some_and(|(_, _, key)| key.contains(['"', '\\'])) {
            return;
        }
        if let Some(follows) = self.follows.get_mut(place) {
            *follows = next as u32;
        }
    }

    fn insert(&mut self, key: String, target: Target) {
        if self.find(&key).is_some() {
            return;
        }
        let hash = hash(key.as_bytes());
        self.entries.push((hash, target, key.into_boxed_str()));
        let number = self.entries.len() as u32;
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while let Some(slot) = self.slots.get_mut(at) {
            if *slot == 0 {
                *slot = number;
                return;
            }
            at = (at + 1) & mask;
        }
    }

    /// Returns what the key stands for, and its place.
    pub(super) fn find(&self, key: &str) -> Option<(usize, Target)> {
        let hash = hash(key.as_bytes());
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let number = *self.slots.get(at)? as usize;
            let (known, target, text) = self.entries.get(number.checked_sub(1)?)?;
            if *known == hash && **text == *key {
                return Some((number, *target));
            }
            at = (at + 1) & mask;
        }
    }

    /// Returns the known key most like this one, if any is alike enough.
    pub(super) fn nearest(&self, key: &str) -> Option<&str> {
        let most = (key.chars().count() / 3).max(1);
        let alike = self.entries.iter().map(|(_, _, known)| (distance(key, known, most), &**known));
        alike.filter(|(distance, _)| *distance <= most).min_by_key(|(distance, _)| *distance).map(|(_, known)| known)
    }
}

/// Mixes eight bytes at a time; the keys are a fixed, short list, so nothing stronger is needed.
fn hash(bytes: &[u8]) -> u64 {
    let mut state = bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let word = chunk.first_chunk::<8>().map_or(0, |chunk| u64::from_le_bytes(*chunk));
        state = (state.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
    let mut word = 0;
    for byte in chunks.remainder() {
        word = word << 8 | u64::from(*byte);
    }
    state = (state.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    state ^ state >> 32
}

/// Edits between two words, counted in characters; more than `most` is given as `most + 1`.
fn distance(left: &str, right: &str, most: usize) -> usize {
    let right: Vec<char> = right.chars().collect();
    if left.chars().count().abs_diff(right.len()) > most {
        return most + 1;
    }
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (line, mine) in left.chars().enumerate() {
        let mut diagonal = line;
        let mut before = line + 1;
        for (cell, theirs) in row.iter_mut().skip(1).zip(&right) {
            // `diagonal` is the cell up and to the left, `before` the one to the left.
            let changed = diagonal + usize::from(mine != *theirs);
            diagonal = *cell;
            *cell = changed.min(before + 1).min(*cell + 1);
            before = *cell;
        }
        if let Some(first) = row.first_mut() {
            *first = line + 1;
        }
    }
    row.last().copied().unwrap_or_default().min(most + 1)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn distance_counts_edits_in_characters() {
        for (left, right, expected) in [
            ("kitten", "sitting", 3),
            ("明令禁止", "明令禁上", 1),
            ("", "ab", 2),
            ("abc", "abc", 0),
            ("loss_amout", "loss_amount", 1),
        ] {
            assert_eq!(distance(left, right, 9), expected, "{left} {right}");
            assert_eq!(distance(right, left, 9), expected, "{right} {left}");
        }
    }
}
