//! Rows as both engines give and take them.

use std::collections::HashMap;

use bonafide_ledger::{Frontier, Hash, Suite};

/// Something for each suite a record has.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PerSuite<T> {
    /// Of suite 1.
    pub sha256: Option<T>,
    /// Of suite 2.
    pub sm3: Option<T>,
}

impl<T> Default for PerSuite<T> {
    fn default() -> Self {
        Self { sha256: None, sm3: None }
    }
}

impl<T> PerSuite<T> {
    /// What there is for a suite.
    #[must_use]
    pub fn get(&self, suite: Suite) -> Option<&T> {
        match suite {
            Suite::Sha256Ed25519 => self.sha256.as_ref(),
            Suite::Sm3Sm2 => self.sm3.as_ref(),
        }
    }

    /// The place for a suite.
    pub fn slot(&mut self, suite: Suite) -> &mut Option<T> {
        match suite {
            Suite::Sha256Ed25519 => &mut self.sha256,
            Suite::Sm3Sm2 => &mut self.sm3,
        }
    }

    /// One for each of the suites.
    pub(crate) fn of(suites: &[Suite], mut make: impl FnMut(Suite) -> T) -> Self {
        let mut all = Self::default();
        for suite in suites {
            *all.slot(*suite) = Some(make(*suite));
        }
        all
    }
}

/// A row of `events`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) position: u64,
    pub(crate) stream: [u8; 16],
    pub(crate) version: u32,
    pub(crate) kind: u16,
    pub(crate) recorded_ms: u64,
    pub(crate) command_id: [u8; 16],
    pub(crate) command_index: u16,
    pub(crate) request_digest: [u8; 32],
    /// How many rows of `secrets` belong to it.
    pub(crate) secret_count: u16,
    pub(crate) blind: [u8; 32],
    pub(crate) leaf: PerSuite<Hash>,
    pub(crate) root: PerSuite<Hash>,
    pub(crate) body: PerSuite<Vec<u8>>,
    /// Empty where it was not asked for.
    pub(crate) envelope: Vec<u8>,
}

/// A row of `secrets`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Secret {
    pub(crate) position: u64,
    pub(crate) key_id: [u8; 16],
    pub(crate) envelope: Vec<u8>,
}

/// The row of `heads`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) size: u64,
    pub(crate) last_recorded_ms: u64,
    pub(crate) root: PerSuite<Hash>,
    pub(crate) frontier: PerSuite<Frontier>,
    /// The database's clock, where it has one of its own.
    pub(crate) now_ms: Option<u64>,
}

/// The last event of a stream, as far as the next one needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tip {
    pub(crate) version: u32,
    pub(crate) digest: PerSuite<Hash>,
}

/// A row of `streams`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StreamRow {
    pub(crate) stream: [u8; 16],
    pub(crate) kind: u16,
    pub(crate) key: String,
}

/// A row of `checkpoints`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CheckpointRow {
    pub(crate) suite: Suite,
    pub(crate) size: u64,
    pub(crate) note: String,
    pub(crate) frontier: Vec<u8>,
}

/// What one transaction writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Transaction {
    pub(crate) rows: Vec<Row>,
    pub(crate) secrets: Vec<Secret>,
    pub(crate) streams: Vec<StreamRow>,
    pub(crate) erasures: Vec<([u8; 16], u64)>,
    /// The last event of each stream after it.
    pub(crate) tips: HashMap<[u8; 16], Tip>,
    /// The head before it: the move fails if another has moved it.
    pub(crate) size_before: u64,
    pub(crate) head: Head,
}
