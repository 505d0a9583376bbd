//! The export of the whole record, for an auditor with no database: a text, line by line, in the order of positions, with
//! every signed checkpoint at its place. No value of any field is in it, and no salt. The format has a page of its own:
//! `docs/reference/record-export.md`.
//!
//! Writing and checking keep the same memory whatever the record's length.

mod check;
mod evidence;
mod header;
mod lanes;
mod lines;
mod reading;

use std::collections::VecDeque;
use std::io::Write;

use bonafide_ledger::{Checkpoint, Frontier, NoteSignature, SignedNote, Suite, base64};

use crate::archive::ExportError;
use crate::engine::{Envelopes, Session};
use crate::error::{Fault, LoadError, Wrong};
use crate::recompute::{PAGE, Stop, carry, leaf_of};
use crate::row::{CheckpointRow, Row};
use crate::store::Store;

pub use check::{ExportFault, VerifiedExport, verify_export};
pub use evidence::{Evidence, EvidenceKind, Outside};

/// What the first line of an export is.
pub const EXPORT_TITLE: &str = "bonafide record export v1";

const CHECKPOINTS_HELD: u32 = 64;

/// What was exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exported {
    /// The first position.
    pub from: u64,
    /// Size of the record at the checkpoint the export ends with.
    pub size: u64,
    /// Signed checkpoints in it.
    pub checkpoints: u64,
}

impl From<Stop> for ExportError {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Wrong(position, wrong) => Self::Load(LoadError::Altered { position, wrong }),
            Stop::Fault(fault) => Self::Fault(fault),
        }
    }
}

impl Store {
    /// Exports the record from a size on, up to the newest checkpoint, which is signed first where it is not. `quorum`: the
    /// announced policy of logs and witnesses, where there is one.
    ///
    /// # Errors
    /// [`ExportError`]; a record that is not what was signed is not handed out.
    pub fn export_record(&self, from: u64, quorum: Option<&str>, out: &mut dyn Write) -> Result<Exported, ExportError> {
        self.publish()?;
        let mut session = self.0.engine.session()?;
        let suites = self.suites().to_vec();
        let mut size = u64::MAX;
        for suite in &suites {
            let newest = session.checkpoint(suite.byte(), None)?;
            size = size.min(newest.map_or(0, |row| row.size));
        }
        if from > size {
            return Err(Fault::new(format!("the record has {size} entries, fewer than {from}")).into());
        }
        let edges = self.head_lines(session.as_mut(), from, quorum, out)?;
        let queues = suites.iter().map(|suite| Queue::new(*suite, from)).collect();
        let mut writer = Writer { out, edges, queues, checkpoints: 0 };
        writer.checkpoints_at(session.as_mut(), from)?;
        let mut next = from;
        while next < size {
            let count = u32::try_from((size - next).min(u64::from(PAGE))).unwrap_or(PAGE);
            let rows = session.rows(next, count, Envelopes::Left)?;
            if rows.is_empty() {
                return Err(Stop::Wrong(next, Wrong::Missing).into());
            }
            for row in &rows {
                writer.event(row, next)?;
                next += 1;
                writer.checkpoints_at(session.as_mut(), next)?;
            }
        }
        let checkpoints = writer.checkpoints;
        writer.end(size)?;
        Ok(Exported { from, size, checkpoints })
    }

    /// The lines before the first event; gives the edges the export begins with.
    fn head_lines(
        &self,
        session: &mut dyn Session,
        from: u64,
        quorum: Option<&str>,
        out: &mut dyn Write,
    ) -> Result<Vec<Frontier>, ExportError> {
        writeln!(out, "{EXPORT_TITLE}")?;
        let mut policy = String::new();
        for suite in self.suites() {
            let key = self.own_log(*suite)?.key;
            writeln!(out, "log {} {key}", suite.byte())?;
            policy.push_str(&format!("log {key}\n"));
        }
        policy.push_str("quorum none\n");
        writeln!(out, "receipts {}", self.receipt_key()?)?;
        writeln!(out, "quorum")?;
        block(out, quorum.unwrap_or(&policy))?;
        let before = match from.checked_sub(1) {
            Some(last) => session.rows(last, 1, Envelopes::Left)?.first().map_or(0, |row| row.recorded_ms),
            None => 0,
        };
        writeln!(out, "start {from} {before}")?;
        let mut edges = Vec::new();
        for suite in self.suites() {
            let mut edge = Frontier::new(*suite);
            carry(session, &mut edge, from, |_, _, _| Ok(()))?;
            if from > 0 {
                writeln!(out, "edge {} {}", suite.byte(), base64::encode(&edge.to_bytes()))?;
            }
            edges.push(edge);
        }
        Ok(edges)
    }
}

/// A text of several lines, each behind a bar.
fn block(out: &mut dyn Write, text: &str) -> std::io::Result<()> {
    text.lines().try_for_each(|line| writeln!(out, "|{line}"))
}

/// The checkpoints of a suite that are still to be written.
struct Queue {
    suite: Suite,
    rows: VecDeque<CheckpointRow>,
    last: Option<u64>,
    is_read: bool,
}

impl Queue {
    fn new(suite: Suite, from: u64) -> Self {
        Self { suite, rows: VecDeque::new(), last: from.checked_sub(1), is_read: false }
    }

    /// The checkpoint of a size, if there is one.
    fn take(&mut self, session: &mut dyn Session, size: u64) -> Result<Option<CheckpointRow>, Fault> {
        if self.rows.is_empty() && !self.is_read {
            self.rows = session.checkpoints(self.suite.byte(), self.last, CHECKPOINTS_HELD)?.into();
            self.is_read = self.rows.len() < CHECKPOINTS_HELD as usize;
            self.last = self.rows.back().map_or(self.last, |row| Some(row.size));
        }
        let is_next = self.rows.front().is_some_and(|row| row.size == size);
        Ok(if is_next { self.rows.pop_front() } else { None })
    }
}

struct Writer<'a> {
    out: &'a mut dyn Write,
    edges: Vec<Frontier>,
    queues: Vec<Queue>,
    checkpoints: u64,
}

impl Writer<'_> {
    fn event(&mut self, row: &Row, position: u64) -> Result<(), ExportError> {
        if row.position != position {
            return Err(Stop::Wrong(position, Wrong::Missing).into());
        }
        write!(self.out, "event {position} {}", base64::encode(&row.blind))?;
        for edge in &mut self.edges {
            let suite = edge.suite();
            let (digest, leaf) = leaf_of(suite, row).map_err(|wrong| Stop::Wrong(position, wrong))?;
            edge.push(leaf);
            let body = row.body.get(suite).ok_or_else(|| Fault::new("a body is missing"))?;
            write!(self.out, " {} {}", base64::encode(body), base64::encode(&digest))?;
        }
        writeln!(self.out)?;
        Ok(())
    }

    /// The checkpoints of a size with the lines of their witnesses, held against the entries before they are handed out.
    fn checkpoints_at(&mut self, session: &mut dyn Session, size: u64) -> Result<(), ExportError> {
        for (queue, edge) in self.queues.iter_mut().zip(&self.edges) {
            let Some(row) = queue.take(session, size)? else { continue };
            let mut note = SignedNote::parse(row.note.as_bytes()).map_err(Fault::new)?;
            let checkpoint = Checkpoint::parse(note.text()).map_err(Fault::new)?;
            if *checkpoint.root() != edge.root() {
                return Err(Stop::Wrong(size.saturating_sub(1), Wrong::Checkpoint).into());
            }
            for line in session.cosignatures(row.suite.byte(), size)? {
                note.add(NoteSignature::parse(&line).ok_or_else(|| Fault::new("a witness's line does not read"))?);
            }
            writeln!(self.out, "checkpoint {} {size}", row.suite.byte())?;
            block(self.out, &note.to_string())?;
            self.checkpoints += 1;
        }
        Ok(())
    }

    fn end(self, size: u64) -> Result<(), ExportError> {
        write!(self.out, "end {size}")?;
        for edge in &self.edges {
            write!(self.out, " {}", base64::encode(&edge.root()))?;
        }
        writeln!(self.out)?;
        self.out.flush()?;
        Ok(())
    }
}
