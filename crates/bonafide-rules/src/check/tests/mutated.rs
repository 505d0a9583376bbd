//! Whatever is done to a valid file, loading it gives findings or a regulation, and never panics.

use super::super::load;
use super::QINGHE;
use crate::diagnostic::Severity;

/// Numbers without order, the same on every run (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound.max(1) as u64).unwrap()
    }
}

#[test]
fn loading_a_mutated_file_never_panics_and_never_gives_a_regulation_beside_an_error() {
    let pieces: Vec<&str> = QINGHE.split_inclusive([' ', '\n', ':', '{', '}', ';', '#', '[', ']']).collect();
    let others = ["9", "0元", "9223372036854775807", "非 ", "}", "动机", "《", "= "];
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let (mut whole, mut refused) = (0, 0);
    for _ in 0..500 {
        let mut mutated = pieces.clone();
        for _ in 0..=chance.below(4) {
            let (at, other) = (chance.below(mutated.len()), chance.below(mutated.len()));
            match chance.below(4) {
                0 => drop(mutated.remove(at)),
                1 => mutated.insert(at, pieces[other % pieces.len()]),
                2 => mutated.swap(at, other),
                _ => mutated[at] = others[other % others.len()],
            }
        }
        let text = mutated.concat();
        let checked = load(&text);
        let wrong = checked.diagnostics.iter().any(|finding| finding.severity == Severity::Error);
        assert_eq!(checked.regulation.is_none(), wrong, "{text}");
        for finding in &checked.diagnostics {
            assert!(text.get(finding.span.start..finding.span.end).is_some(), "{finding:?}\n{text}");
        }
        if wrong { refused += 1 } else { whole += 1 }
    }
    assert!(whole > 10 && refused > 100, "{whole} whole, {refused} refused");
}

#[test]
fn a_file_cut_off_anywhere_never_panics() {
    for (end, _) in QINGHE.char_indices().step_by(7) {
        load(&QINGHE[..end]);
    }
}
