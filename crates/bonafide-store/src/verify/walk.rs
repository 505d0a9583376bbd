//! The walk over all rows, in order: what each must be, given those before it.

use bonafide_ledger::{Frontier, Hash, Suite, TileId, TileKind, read_body};

use super::chain::Chains;
use super::expected::{Expected, Heads};
use super::served::Served;
use super::{Depth, Verified, VerifyError};
use crate::append::Receipt;
use crate::engine::{Id, Session};
use crate::error::Wrong;
use crate::load::check_columns;
use crate::recompute::leaf_of;
use crate::row::{Head, PerSuite, Row};
use crate::seal::event_id;
use crate::store::Store;
use crate::tiles::Tiles;

/// One suite's log on the walk.
struct Line {
    suite: Suite,
    frontier: Frontier,
    chains: Chains,
    heads: Heads,
    next_head: Option<u64>,
    tiles: Tiles,
    tile: Vec<Hash>,
    /// All files that are served, when everything is looked at.
    served: Option<Served>,
}

/// The walk.
pub(super) struct Walk<'a> {
    pub(super) store: &'a Store,
    /// Asked for single rows and checkpoints, beside the connection that reads pages.
    pub(super) session: Box<dyn Session>,
    head: Head,
    lines: Vec<Line>,
    position: u64,
    recorded_ms: u64,
    command: Option<(Id, u16)>,
    has_roots: bool,
    pub(super) values: u64,
    pub(super) files: u64,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        store: &'a Store,
        head: &Head,
        expected: Vec<Expected>,
        depth: &Depth,
    ) -> Result<Self, VerifyError> {
        let mut session = store.0.engine.session()?;
        let mut lines = Vec::new();
        for suite in store.suites() {
            let own = store.own_log(*suite)?;
            let mut heads = Heads::new(*suite, own.origin, own.key, &expected);
            let next_head = heads.next(session.as_mut())?;
            lines.push(Line {
                suite: *suite,
                frontier: Frontier::new(*suite),
                chains: Chains::new(*suite),
                heads,
                next_head,
                tiles: store.tiles(*suite),
                tile: Vec::with_capacity(256),
                served: store
                    .served_size(*suite)
                    .filter(|_| depth.with_envelopes)
                    .map(|size| Served::new(*suite, store.tiles(*suite), size)),
            });
        }
        let mut walk = Self {
            store,
            session,
            head: head.clone(),
            lines,
            position: 0,
            recorded_ms: 0,
            command: None,
            has_roots: true,
            values: 0,
            files: 0,
        };
        walk.meet_heads().map_err(|wrong| VerifyError::Wrong { position: 0, wrong })?;
        Ok(walk)
    }

    /// How many rows were looked at.
    pub(super) fn position(&self) -> u64 {
        self.position
    }

    /// Looks at the next row.
    pub(super) fn push(&mut self, row: &Row) -> Result<(), VerifyError> {
        let at = |wrong| VerifyError::Wrong { position: row.position, wrong };
        if self.position >= self.head.size {
            // Rows and head move together: a row of a later transaction lies below the head of now.
            let is_later = row.position < self.session.head()?.size;
            return if is_later { Ok(()) } else { Err(at(Wrong::BeyondHead)) };
        }
        if row.position != self.position {
            return Err(VerifyError::Wrong { position: self.position, wrong: Wrong::Missing });
        }
        for index in 0..self.lines.len() {
            self.check_line(index, row)?.map_err(at)?;
        }
        self.check_order(row).map_err(at)?;
        self.position += 1;
        self.meet_heads().map_err(at)
    }

    /// Body, leaf, columns, command, chain and roots of one suite.
    fn check_line(&mut self, index: usize, row: &Row) -> Result<Result<(), Wrong>, VerifyError> {
        let (_, primary) = self.store.suites_and_primary();
        let Some(line) = self.lines.get_mut(index) else { return Ok(Ok(())) };
        let (digest, leaf) = match leaf_of(line.suite, row) {
            Ok(both) => both,
            Err(Wrong::BodyOrBlind) => return Ok(Err(blame(self.session.as_mut(), line.suite, row)?)),
            Err(wrong) => return Ok(Err(wrong)),
        };
        let Some(Ok((head, _))) = row.body.get(line.suite).map(|body| read_body(body)) else {
            return Ok(Err(Wrong::Body));
        };
        if let Err(wrong) = check_columns(row, &head) {
            return Ok(Err(wrong));
        }
        if head.event_id != event_id(primary, &row.command_id, &row.request_digest, row.command_index) {
            return Ok(Err(Wrong::Command));
        }
        if let Err(wrong) = line.chains.push(self.session.as_mut(), row, &head.prev, digest)? {
            return Ok(Err(wrong));
        }
        line.frontier.push(leaf);
        if let Some(root) = row.root.get(line.suite)
            && *root != line.frontier.root()
        {
            return Ok(Err(Wrong::Root));
        }
        if let Some(Err(wrong)) = line.served.as_mut().map(|served| served.push(&digest, leaf)) {
            return Ok(Err(wrong));
        }
        Ok(line.check_tile(row.position, leaf))
    }

    /// Times and the numbering within a command.
    fn check_order(&mut self, row: &Row) -> Result<(), Wrong> {
        if row.recorded_ms < self.recorded_ms {
            return Err(Wrong::Time);
        }
        self.recorded_ms = row.recorded_ms;
        let expected = match self.command {
            Some((command, index)) if command == row.command_id => index.checked_add(1).ok_or(Wrong::Command)?,
            _ => 0,
        };
        if row.command_index != expected {
            return Err(Wrong::Command);
        }
        self.command = Some((row.command_id, row.command_index));
        self.has_roots = row.root.get(self.store.suites_and_primary().1).is_some();
        Ok(())
    }

    fn meet_heads(&mut self) -> Result<(), Wrong> {
        for line in &mut self.lines {
            if line.next_head != Some(self.position) {
                continue;
            }
            let root = line.frontier.root();
            // A database that fails here fails at the next row too, where it is reported.
            if let Ok(met) = line.heads.meet(self.session.as_mut(), self.position, &root) {
                met?;
            }
            line.next_head = line.heads.next(self.session.as_mut()).unwrap_or(None);
        }
        Ok(())
    }

    /// Digests that receipts promise, for the rows of a page.
    pub(super) fn check_receipts(&self, rows: &[Row], receipts: &[Receipt]) -> Result<(), VerifyError> {
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(()) };
        let near = receipts.iter().filter(|receipt| {
            receipt.first_position <= last.position
                && receipt.first_position + u64::from(receipt.count) > first.position
        });
        for receipt in near {
            for (suite, promised) in
                self.store.suites().iter().filter_map(|suite| Some((*suite, receipt.digests.get(*suite)?)))
            {
                for (row, digest) in rows.iter().filter_map(|row| {
                    let at = usize::try_from(row.position.checked_sub(receipt.first_position)?).ok()?;
                    Some((row, promised.get(at)?))
                }) {
                    if leaf_of(suite, row).map(|(own, _)| own) != Ok(*digest) {
                        return Err(VerifyError::Wrong { position: row.position, wrong: Wrong::Receipt });
                    }
                }
            }
        }
        Ok(())
    }

    /// After the last row: nothing may be missing, and the head must be what the rows lead to.
    pub(super) fn finish(mut self) -> Result<Verified, VerifyError> {
        let position = self.position;
        if position < self.head.size {
            return Err(VerifyError::Wrong { position, wrong: Wrong::Missing });
        }
        let last = position.saturating_sub(1);
        let at = |wrong| VerifyError::Wrong { position: last, wrong };
        if !self.has_roots {
            return Err(at(Wrong::Root));
        }
        let mut roots = PerSuite::default();
        let (mut checkpoints, mut covered) = (0, 0);
        for line in &mut self.lines {
            let root = line.frontier.root();
            let is_head = self.head.root.get(line.suite) == Some(&root)
                && self.head.frontier.get(line.suite) == Some(&line.frontier)
                && self.head.last_recorded_ms == self.recorded_ms;
            if !is_head {
                return Err(at(Wrong::Head));
            }
            if line.heads.are_ahead(self.session.as_mut())? {
                return Err(VerifyError::Wrong { position, wrong: Wrong::BehindPin });
            }
            *roots.slot(line.suite) = Some(root);
            checkpoints += line.heads.met;
            covered = covered.max(line.heads.covered);
        }
        Ok(Verified { entries: position, roots, checkpoints, covered, values: self.values, files: self.files })
    }
}

impl Line {
    /// Holds each full tile on disk against the leaves it should hold.
    fn check_tile(&mut self, position: u64, leaf: Hash) -> Result<(), Wrong> {
        self.tile.push(leaf);
        if position & 255 != 255 {
            return Ok(());
        }
        let own = std::mem::take(&mut self.tile);
        let tile = TileId::new(TileKind::Hashes(0), position >> 8, 256);
        match tile.map(|tile| self.tiles.read(tile)) {
            Some(Ok(served)) if served != own => Err(Wrong::Tile),
            _ => Ok(()),
        }
    }
}

/// Whether leaf or body was changed: the next event of the stream names the digest of the true body.
fn blame(session: &mut dyn Session, suite: Suite, row: &Row) -> Result<Wrong, VerifyError> {
    let Some(body) = row.body.get(suite) else { return Ok(Wrong::Body) };
    let digest = bonafide_ledger::event_digest(suite, &row.blind, body);
    let next = session.row_of(row.stream, row.version.saturating_add(1))?;
    let prev = next.as_ref().and_then(|next| read_body(next.body.get(suite)?).ok()).map(|(head, _)| head.prev);
    Ok(if prev == Some(digest) { Wrong::Leaf } else { Wrong::BodyOrBlind })
}
