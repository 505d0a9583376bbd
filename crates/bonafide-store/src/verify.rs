//! Verification: everything is derived again from the stored bytes, in the order of positions, in constant memory; the
//! first entry that is wrong is named, and what is wrong about it.
//!
//! What the operator could have recomputed is held against what lies outside: signed checkpoints, the pin, tiles that were
//! served, receipts in hand.

mod chain;
mod deep;
mod expected;
mod served;
mod walk;

use std::sync::mpsc::{Receiver, sync_channel};

use bonafide_ledger::{Hash, Suite};
use thiserror::Error;

use crate::append::Receipt;
use crate::engine::{Engine, Envelopes, Session};
use crate::error::{Fault, KeyError, LoadError, Wrong};
use crate::pin;
use crate::recompute::PAGE;
use crate::row::{PerSuite, Row, Secret};
use crate::store::Store;
use expected::Expected;
use walk::Walk;

/// Pages under way between the reading and the checking thread.
const PAGES_AHEAD: usize = 2;

/// How far a verification goes.
#[derive(Clone, Debug, Default)]
pub struct Depth {
    /// Also opens every envelope, compares each value with its slot, the views with the events, and every served file
    /// with the entries; an embedded database checks its own pages and indexes.
    pub with_envelopes: bool,
    /// Also reads every attachment; needs the envelopes.
    pub with_files: bool,
    /// Receipts in hand, to be held against the record.
    pub receipts: Vec<Receipt>,
}

/// What a verification found in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many entries.
    pub entries: u64,
    /// The root over all of them, for each suite.
    pub roots: PerSuite<Hash>,
    /// Signed checkpoints met.
    pub checkpoints: u64,
    /// Size of the newest head known from outside (checkpoint, pin or receipt) that was met: entries beyond it rest on
    /// nothing but this database.
    pub covered: u64,
    /// Values opened and compared.
    pub values: u64,
    /// Attachments read.
    pub files: u64,
}

/// Why a record is not in order.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum VerifyError {
    /// The first entry that is wrong.
    #[error("position {position}: {wrong}")]
    Wrong {
        /// Which entry.
        position: u64,
        /// What about it.
        wrong: Wrong,
    },
    /// The keys cannot be reached.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// It could not be read to the end.
    #[error("the record cannot be verified: {0}")]
    Fault(#[from] Fault),
}

impl From<LoadError> for VerifyError {
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::Altered { position, wrong } => Self::Wrong { position, wrong },
            LoadError::Key(key) => Self::Key(key),
            LoadError::Fault(fault) => Self::Fault(fault),
            unknown @ LoadError::UnknownKind { .. } => Self::Fault(Fault::new(unknown)),
        }
    }
}

/// A page of rows, with secrets where envelopes are read.
pub(crate) struct Page {
    pub(crate) rows: Vec<Row>,
    pub(crate) secrets: Vec<Secret>,
}

impl Store {
    /// Verifies the whole record as it stands, with constant memory, while others append. `watch` is told the position
    /// now and then.
    ///
    /// # Errors
    /// [`VerifyError::Wrong`] names the first wrong entry.
    pub fn verify(&self, depth: &Depth, mut watch: impl FnMut(u64)) -> Result<Verified, VerifyError> {
        // What is known from outside is read before the head: the record may only have grown since.
        let expected = self.expected(depth)?;
        let head = self.0.engine.session()?.head()?;
        let mut walk = Walk::new(self, &head, expected, depth)?;
        let (sender, pages) = sync_channel(PAGES_AHEAD);
        let with = if depth.with_envelopes { Envelopes::Read } else { Envelopes::Left };
        std::thread::scope(|scope| {
            let engine = &self.0.engine;
            scope.spawn(move || read_pages(engine, head.size, with, &sender));
            check_pages(&mut walk, pages, depth, &mut watch)
        })?;
        let verified = walk.finish()?;
        if depth.with_envelopes
            && let Some(what) = self.0.engine.session()?.damage()?
        {
            return Err(Fault::new(format!("the database is damaged: {what}")).into());
        }
        Ok(verified)
    }

    /// The heads that the record must lead to.
    fn expected(&self, depth: &Depth) -> Result<Vec<Expected>, VerifyError> {
        let pins = pin::read(&self.0.pin)?;
        let mut all = Vec::new();
        for suite in self.suites() {
            let own = self.own_log(*suite)?;
            for pin in pins.iter().filter(|pin| pin.origin == own.origin) {
                all.push(Expected { suite: *suite, size: pin.size, root: pin.root, wrong: Wrong::Pin });
            }
            for receipt in &depth.receipts {
                if let Some(root) = receipt.roots.get(*suite) {
                    all.push(Expected { suite: *suite, size: receipt.size, root: *root, wrong: Wrong::Receipt });
                }
            }
        }
        Ok(all)
    }

    /// The suites of the record, for the parts of a verification.
    pub(crate) fn suites_and_primary(&self) -> (&[Suite], Suite) {
        (&self.0.sealer.suites, self.0.sealer.primary)
    }
}

type PageResult = Result<Page, Fault>;

fn read_pages(engine: &Engine, size: u64, with: Envelopes, sender: &std::sync::mpsc::SyncSender<PageResult>) {
    let read = |session: &mut dyn Session, from: u64| -> PageResult {
        let rows = session.rows(from, PAGE, with)?;
        let secrets = match (with, rows.last()) {
            (Envelopes::Read, Some(last)) => session.secrets(from, last.position + 1)?,
            _ => Vec::new(),
        };
        Ok(Page { rows, secrets })
    };
    let mut session = match engine.session() {
        Ok(session) => session,
        Err(fault) => {
            // Whoever listens hears it; nobody listens any more only if something was wrong earlier.
            let _ = sender.send(Err(fault));
            return;
        }
    };
    let mut from = 0;
    loop {
        let page = read(session.as_mut(), from);
        let next = page.as_ref().ok().and_then(|page| page.rows.last()).map(|row| row.position + 1);
        let is_heard = sender.send(page).is_ok();
        match next {
            // One page past the head shows rows that should not be there.
            Some(next) if is_heard && from <= size => from = next,
            _ => return,
        }
    }
}

fn check_pages(
    walk: &mut Walk<'_>,
    pages: Receiver<PageResult>,
    depth: &Depth,
    watch: &mut impl FnMut(u64),
) -> Result<(), VerifyError> {
    for page in pages {
        let page = page?;
        for row in &page.rows {
            walk.push(row)?;
        }
        walk.check_receipts(&page.rows, &depth.receipts)?;
        if depth.with_envelopes {
            walk.open(&page, depth.with_files)?;
        }
        watch(walk.position());
    }
    Ok(())
}
