//! Heads known from outside that the entries must lead to: checkpoints page by page, pins and receipts all at once.

use std::collections::VecDeque;

use bonafide_ledger::{Hash, Suite, VerifierKey};

use crate::engine::Session;
use crate::error::{Fault, Wrong};
use crate::gate::{Log, trusted};

const CHECKPOINTS_HELD: u32 = 512;

/// A head that must be met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Expected {
    pub(super) suite: Suite,
    pub(super) size: u64,
    pub(super) root: Hash,
    /// What it means if it is not.
    pub(super) wrong: Wrong,
}

/// All heads of one suite, in order of size.
pub(super) struct Heads {
    suite: Suite,
    origin: String,
    key: VerifierKey,
    known: VecDeque<Expected>,
    /// The next checkpoints; `last` is the size of the newest that was read.
    checkpoints: VecDeque<(u64, Option<Hash>)>,
    last: Option<u64>,
    is_read: bool,
    pub(super) met: u64,
    pub(super) covered: u64,
}

impl Heads {
    pub(super) fn new(suite: Suite, origin: String, key: VerifierKey, all: &[Expected]) -> Self {
        let mut known: Vec<Expected> = all.iter().filter(|expected| expected.suite == suite).cloned().collect();
        known.sort_by_key(|expected| expected.size);
        Self {
            suite,
            origin,
            key,
            known: known.into(),
            checkpoints: VecDeque::new(),
            last: None,
            is_read: false,
            met: 0,
            covered: 0,
        }
    }

    /// The size at which the next head is to be met, if there is one.
    pub(super) fn next(&mut self, session: &mut dyn Session) -> Result<Option<u64>, Fault> {
        self.fill(session)?;
        let (known, checkpoint) =
            (self.known.front().map(|head| head.size), self.checkpoints.front().map(|head| head.0));
        Ok(match (known, checkpoint) {
            (Some(known), Some(checkpoint)) => Some(known.min(checkpoint)),
            (one, other) => one.or(other),
        })
    }

    /// Holds a root against all heads of its size.
    pub(super) fn meet(
        &mut self,
        session: &mut dyn Session,
        size: u64,
        root: &Hash,
    ) -> Result<Result<(), Wrong>, Fault> {
        while self.next(session)? == Some(size) {
            if self.checkpoints.front().is_some_and(|head| head.0 == size) {
                match self.checkpoints.pop_front().and_then(|(_, signed)| signed) {
                    None => return Ok(Err(Wrong::Signature)),
                    Some(signed) if signed != *root => return Ok(Err(Wrong::Checkpoint)),
                    Some(_) => self.met += 1,
                }
            } else if let Some(head) = self.known.pop_front()
                && head.root != *root
            {
                return Ok(Err(head.wrong));
            }
            self.covered = size;
        }
        Ok(Ok(()))
    }

    /// Whether a head was not met although the record was read to its end: a checkpoint that was signed meanwhile is none.
    pub(super) fn are_ahead(&mut self, session: &mut dyn Session) -> Result<bool, Fault> {
        self.fill(session)?;
        let newest = self.checkpoints.back().map_or(0, |head| head.0);
        Ok(!self.known.is_empty() || newest > session.head()?.size)
    }

    fn fill(&mut self, session: &mut dyn Session) -> Result<(), Fault> {
        if !self.checkpoints.is_empty() || self.is_read {
            return Ok(());
        }
        let rows = session.checkpoints(self.suite.byte(), self.last, CHECKPOINTS_HELD)?;
        let log = Log { suite: self.suite, origin: self.origin.clone(), key: &self.key };
        for row in &rows {
            self.checkpoints.push_back((row.size, trusted(row, &log).map(|(_, root)| root)));
        }
        self.last = rows.last().map(|row| row.size).or(self.last);
        self.is_read = rows.is_empty();
        Ok(())
    }
}
