//! The lines of an export taken in order: chains, times and trees carried on, each checkpoint and each promise met.

use bonafide_ledger::verify::{Expectation, LaterReadings, STREAMS_MAX, WrongEntry};
use bonafide_ledger::{Checkpoint, Quorum, SignedNote, Suite, Verification, VerifierKey, base64};

use super::check::VerifiedExport;
use super::evidence::Promises;
use super::header::Header;
use super::lines::{Line, Says, number, wrong_of};
use crate::archive::ArchiveError;
use crate::error::Wrong;
use crate::row::PerSuite;
use bonafide_ledger::quorum::QuorumRefusal;
use bonafide_ledger::verify::ExaminedEvent;

/// A checkpoint whose lines are being gathered.
struct Gathering {
    line: usize,
    place: usize,
    size: u64,
    note: String,
}

/// One log as far as it was read.
struct Log {
    suite: Suite,
    key: VerifierKey,
    verification: Verification,
    /// Size of the last signed checkpoint that was met.
    covered: u64,
}

/// A reading in progress.
pub(super) struct Reading {
    logs: Vec<Log>,
    quorum: Quorum,
    promises: Promises,
    gathering: Option<Gathering>,
    from: u64,
    size: u64,
    checkpoints: u64,
    witnessed: u64,
    is_ended: bool,
}

impl Reading {
    pub(super) fn begin(header: &Header, quorum: Quorum, promises: Promises) -> Result<Self, ArchiveError> {
        let streams_max = STREAMS_MAX / header.logs.len().max(1);
        let logs = header.logs.iter().zip(&header.edges).map(|((suite, key), edge)| {
            let recorded_ms = header.recorded_ms;
            let expectation = Expectation { frontier: edge.clone(), recorded_ms, heads: Vec::new(), streams_max };
            Log { suite: *suite, key: key.clone(), verification: Verification::new(expectation), covered: header.from }
        });
        let mut reading = Self {
            logs: logs.collect(),
            quorum,
            promises,
            gathering: None,
            from: header.from,
            size: header.from,
            checkpoints: 0,
            witnessed: 0,
            is_ended: false,
        };
        reading.meet_heads(header.lines)?;
        Ok(reading)
    }

    /// Takes the next line.
    pub(super) fn take(&mut self, line: &Line) -> Result<(), ArchiveError> {
        let format = ArchiveError::Format(line.number);
        if let (Says::Other(text), Some(gathering)) = (&line.says, &mut self.gathering)
            && let Some(part) = text.strip_prefix('|')
        {
            gathering.note.push_str(part);
            gathering.note.push('\n');
            return Ok(());
        }
        if let Some(gathered) = self.gathering.take() {
            self.checkpoint(&gathered)?;
        }
        match &line.says {
            _ if self.is_ended => Err(format),
            Says::Unreadable => Err(format),
            Says::WrongEvent(position, wrong) => Err(self.first_wrong(line.number, *position, *wrong)),
            Says::Event(events) => self.event(line.number, events),
            Says::Other(text) => self.other(line.number, text).unwrap_or(Err(format)),
        }
    }

    /// An entry that should stand here and does not comes before one that is wrong by itself.
    fn first_wrong(&self, line: usize, position: u64, wrong: Wrong) -> ArchiveError {
        if position == self.size {
            ArchiveError::Wrong { line, position, wrong }
        } else {
            ArchiveError::Wrong { line, position: self.size, wrong: Wrong::Missing }
        }
    }

    fn event(&mut self, line: usize, events: &[ExaminedEvent]) -> Result<(), ArchiveError> {
        for (place, (log, event)) in self.logs.iter_mut().zip(events).enumerate() {
            let position = event.position();
            if position != self.size {
                return Err(ArchiveError::Wrong { line, position: self.size, wrong: Wrong::Missing });
            }
            let at = |wrong| ArchiveError::Wrong { line, position, wrong };
            self.promises.meet_leaf(position, place, event.leaf()).map_err(at)?;
            log.verification.push(event).map_err(|wrong: WrongEntry| at(wrong_of(&wrong.fault)))?;
        }
        self.size += 1;
        self.meet_heads(line)
    }

    fn meet_heads(&mut self, line: usize) -> Result<(), ArchiveError> {
        let (logs, size) = (&self.logs, self.size);
        let root = |place: usize| logs.get(place).map(|log| log.verification.frontier().root());
        let position = size.saturating_sub(1);
        self.promises.meet_heads(size, root).map_err(|wrong| ArchiveError::Wrong { line, position, wrong })
    }

    /// A line of another kind; `None` if it is none.
    fn other(&mut self, line: usize, text: &str) -> Option<Result<(), ArchiveError>> {
        if let Some(rest) = text.strip_prefix("checkpoint ") {
            let (suite, size) = rest.split_once(' ')?;
            let suite = Suite::from_byte(suite.parse().ok()?)?;
            let place = self.logs.iter().position(|log| log.suite == suite)?;
            self.gathering = Some(Gathering { line, place, size: number(size)?, note: String::new() });
            return Some(Ok(()));
        }
        let mut words = text.strip_prefix("end ")?.split(' ');
        let size = number(words.next()?)?;
        let roots: Vec<&str> = words.collect();
        Some(self.end(line, size, &roots))
    }

    fn checkpoint(&mut self, gathered: &Gathering) -> Result<(), ArchiveError> {
        let format = || ArchiveError::Format(gathered.line);
        let position = self.size.saturating_sub(1);
        let at = |position, wrong| ArchiveError::Wrong { line: gathered.line, position, wrong };
        let note = SignedNote::parse(gathered.note.as_bytes()).map_err(|_| format())?;
        let checkpoint = Checkpoint::parse(note.text()).map_err(|_| format())?;
        let log = self.logs.get_mut(gathered.place).ok_or_else(format)?;
        if checkpoint.size() != gathered.size || checkpoint.size() < self.size {
            return Err(format());
        }
        if checkpoint.size() > self.size {
            return Err(at(self.size, Wrong::Missing));
        }
        let is_signed = note.verify(std::slice::from_ref(&log.key)).is_ok() && checkpoint.origin() == log.key.name();
        if !is_signed {
            return Err(at(position, Wrong::Signature));
        }
        if *checkpoint.root() != log.verification.frontier().root() {
            return Err(at(position, Wrong::Checkpoint));
        }
        match self.quorum.judge(&note) {
            Ok(trusted) if !trusted.witnessed.is_empty() => self.witnessed = self.size,
            Ok(_) | Err(QuorumRefusal::TooFewWitnesses) => {}
            Err(_) => return Err(at(position, Wrong::Signature)),
        }
        log.covered = self.size;
        self.checkpoints += 1;
        Ok(())
    }

    fn end(&mut self, line: usize, size: u64, roots: &[&str]) -> Result<(), ArchiveError> {
        let at = |position, wrong| ArchiveError::Wrong { line, position, wrong };
        if size > self.size {
            return Err(at(self.size, Wrong::Missing));
        }
        if size < self.size || roots.len() != self.logs.len() {
            return Err(ArchiveError::Format(line));
        }
        for (log, root) in self.logs.iter().zip(roots) {
            if base64::encode(&log.verification.frontier().root()) != *root {
                return Err(at(size.saturating_sub(1), Wrong::Root));
            }
            if log.covered < size {
                return Err(at(log.covered, Wrong::Unsigned));
            }
        }
        if let Some(wrong) = self.promises.behind() {
            return Err(at(size, wrong));
        }
        self.is_ended = true;
        Ok(())
    }

    /// The readings that are left, for streams there was no room for.
    pub(super) fn later(&self) -> Vec<LaterReadings> {
        self.logs.iter().map(|log| log.verification.later_readings()).collect()
    }

    /// What it amounts to, after the last line.
    pub(super) fn finish(self) -> Result<VerifiedExport, ArchiveError> {
        if !self.is_ended {
            return Err(ArchiveError::CutOff);
        }
        let mut roots = PerSuite::default();
        for log in &self.logs {
            *roots.slot(log.suite) = Some(log.verification.frontier().root());
        }
        Ok(VerifiedExport {
            keys: self.logs.iter().map(|log| log.key.to_string()).collect(),
            from: self.from,
            size: self.size,
            roots,
            checkpoints: self.checkpoints,
            witnessed: self.witnessed,
            met: self.promises.met,
            early: self.promises.early,
        })
    }
}
