//! Scripts: the same commands for the same seed, so that whoever kills a child can send again what it was sending.

use bonafide_store::Append;
use bonafide_store::testing::Corpus;

/// Steps of a case after it was opened.
const STEPS: u32 = 11;

/// The endless script of a seed: cases of twelve commands each.
pub(crate) struct Script {
    seed: u64,
    corpus: Corpus,
    made: Vec<Append>,
}

impl Script {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, corpus: Corpus::new(seed), made: Vec::new() }
    }

    /// The commands of a range of places.
    pub(crate) fn range(&mut self, from: usize, before: usize) -> &[Append] {
        while self.made.len() < before {
            let next = self.next();
            self.made.push(next);
        }
        &self.made[from..before]
    }

    fn next(&mut self) -> Append {
        let number = self.made.len() as u64 / u64::from(STEPS + 1);
        match self.made.last() {
            Some(last) if !(self.made.len() as u64).is_multiple_of(u64::from(STEPS + 1)) => {
                let version = last.expected_version + u32::try_from(last.events.len()).unwrap();
                self.corpus.step(last.stream, version, None)
            }
            _ => self.corpus.open(&format!("{}-{number}", self.seed)),
        }
    }
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
