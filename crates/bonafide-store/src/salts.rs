//! Randomness: the system's, or a reproducible stream for tests.

use std::sync::atomic::{AtomicU64, Ordering};

use bonafide_ledger::Suite;

use crate::error::Fault;
use crate::options::Salts;

/// Gives random bytes.
#[derive(Debug)]
pub(crate) struct Source {
    salts: Salts,
    drawn: AtomicU64,
}

impl Source {
    pub(crate) fn new(salts: Salts) -> Self {
        Self { salts, drawn: AtomicU64::new(0) }
    }

    /// Fills the bytes.
    pub(crate) fn fill(&self, bytes: &mut [u8]) -> Result<(), Fault> {
        match self.salts {
            Salts::System => getrandom::fill(bytes).map_err(Fault::new),
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
