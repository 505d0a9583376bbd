//! The chains of all streams in bounded memory: the heads of streams seen lately are held, others are asked for again.

use std::collections::HashMap;
use std::mem;

use bonafide_ledger::{Hash, Suite, event_digest};

use crate::engine::{Id, Session};
use crate::error::{Fault, Wrong};
use crate::row::Row;

/// Heads held in each of two generations: together about 20 MiB for one suite.
const HELD_MAX: usize = 65_536;

/// Heads of streams: version and digest.
pub(super) struct Chains {
    suite: Suite,
    young: HashMap<Id, (u32, Hash)>,
    old: HashMap<Id, (u32, Hash)>,
}

impl Chains {
    pub(super) fn new(suite: Suite) -> Self {
        Self { suite, young: HashMap::new(), old: HashMap::new() }
    }

    /// Holds an event against the one before it in its stream. `session` is asked for heads that are not held.
    pub(super) fn push(
        &mut self,
        session: &mut dyn Session,
        row: &Row,
        prev: &Hash,
        digest: Hash,
    ) -> Result<Result<(), Wrong>, Fault> {
        let held = self.young.get(&row.stream).or_else(|| self.old.get(&row.stream)).copied();
        let last = match held {
            Some(last) => last,
            None if row.version == 1 => (0, [0; 32]),
            None => match self.ask(session, row)? {
                Some(last) => last,
                None => return Ok(Err(Wrong::Chain)),
            },
        };
        if last.0.checked_add(1) != Some(row.version) || last.1 != *prev {
            return Ok(Err(Wrong::Chain));
        }
        self.young.insert(row.stream, (row.version, digest));
        if self.young.len() >= HELD_MAX {
            self.old = mem::take(&mut self.young);
        }
        Ok(Ok(()))
    }

    /// The event before, if it stands earlier in the log.
    fn ask(&self, session: &mut dyn Session, row: &Row) -> Result<Option<(u32, Hash)>, Fault> {
        let Some(before) = row.version.checked_sub(1) else { return Ok(None) };
        let Some(last) = session.row_of(row.stream, before)? else { return Ok(None) };
        let body = last.body.get(self.suite).filter(|_| last.position < row.position);
        Ok(body.map(|body| (before, event_digest(self.suite, &last.blind, body))))
    }
}
