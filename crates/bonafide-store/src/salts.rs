//! Randomness: the system's, or a reproducible stream for tests.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use bonafide_ledger::Suite;
use zeroize::{Zeroize, Zeroizing};

use crate::error::Fault;
use crate::keys::lock;
use crate::options::Salts;

/// How many bytes are drawn from the system at once: the salts of some commands.
const DRAWN_AT_ONCE: usize = 4096;

/// Gives random bytes.
#[derive(Debug)]
pub(crate) struct Source {
    salts: Salts,
    drawn: AtomicU64,
    ahead: Mutex<Ahead>,
}

/// Bytes drawn from the system and not given out yet; given bytes are erased here.
struct Ahead {
    bytes: Zeroizing<Vec<u8>>,
    /// From here on they are fresh.
    from: usize,
}

impl std::fmt::Debug for Ahead {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Ahead(…)")
    }
}

impl Ahead {
    /// Gives bytes that nobody else gets.
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), Fault> {
        if self.bytes.len() - self.from < bytes.len() {
            self.bytes.resize(DRAWN_AT_ONCE, 0);
            // Until they are drawn none of them is fresh.
            self.from = DRAWN_AT_ONCE;
            getrandom::fill(&mut self.bytes).map_err(Fault::new)?;
            self.from = 0;
        }
        let until = self.from + bytes.len();
        let fresh = self.bytes.get_mut(self.from..until).ok_or_else(|| Fault::new("too much is drawn at once"))?;
        bytes.copy_from_slice(fresh);
        fresh.zeroize();
        self.from = until;
        Ok(())
    }
}

impl Source {
    pub(crate) fn new(salts: Salts) -> Self {
        let ahead = Ahead { bytes: Zeroizing::new(Vec::new()), from: 0 };
        Self { salts, drawn: AtomicU64::new(0), ahead: Mutex::new(ahead) }
    }

    /// Fills the bytes.
    pub(crate) fn fill(&self, bytes: &mut [u8]) -> Result<(), Fault> {
        match self.salts {
            Salts::System if bytes.len() > DRAWN_AT_ONCE / 4 => getrandom::fill(bytes).map_err(Fault::new),
            Salts::System => lock(&self.ahead).fill(bytes),
            Salts::Seeded(seed) => {
                for chunk in bytes.chunks_mut(32) {
                    let number = self.drawn.fetch_add(1, Ordering::Relaxed);
                    let block = Suite::Sha256Ed25519.digest(&[b"seeded", &seed.to_be_bytes(), &number.to_be_bytes()]);
                    chunk.iter_mut().zip(block).for_each(|(to, from)| *to = from);
                }
                Ok(())
            }
        }
    }

    /// So many random bytes.
    pub(crate) fn array<const N: usize>(&self) -> Result<[u8; N], Fault> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_byte_of_the_system_is_given_twice_and_none_is_left_empty() {
        let source = Source::new(Salts::System);
        let mut seen = HashSet::new();
        for length in (16..3000).step_by(37) {
            let mut bytes = vec![0; length];
            source.fill(&mut bytes).unwrap();
            for block in bytes.as_chunks::<16>().0 {
                assert!(seen.insert(*block) && *block != [0; 16], "{length}");
            }
        }
    }
}
