//! Verifying a whole record: every leaf recomputed from the stored bytes, every stream followed, every known head met.
//!
//! Nothing is trusted but the heads the caller brings from outside (pin, witnesses, receipts). The first wrong entry is
//! named. Memory is bounded whatever the record's length: the right edge of the tree, and the heads of at most
//! `streams_max` streams; if there are more, the record is read again for the rest ([`crate::chain`]).
//!
//! To have a changed body named at its own position, give each event the leaf that a [`crate::TileReader`] opened at a known
//! head shows there; without, it shows where its stream goes on, or at the next known head.
//!
//! What cannot be seen here: that event ids are unique (the store sees to that), and anything about values.

use std::ops::ControlFlow;

use thiserror::Error;

use crate::chain::{ChainFault, ChainStart, Chains};
use crate::frontier::Frontier;
use crate::sealed::{self, BodyError, BodyHead};
use crate::suite::{Hash, Suite};
use crate::witness::SeenHead;

/// How many streams' heads are held at once if the caller has no wish: about 45 MB.
pub const STREAMS_MAX: usize = 1 << 19;

/// One exported event, in one suite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExportedEvent<'a> {
    /// Position in the log, from 0.
    pub position: u64,
    /// What hides the body.
    pub blind: &'a [u8; 32],
    /// The body.
    pub body: &'a [u8],
    /// The leaf that a tile, or the leaf table, shows at this position, if the caller has it.
    pub leaf: Option<Hash>,
}

/// What was computed from one exported event; needs no other, so that many can be examined at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExaminedEvent {
    position: u64,
    head: BodyHead,
    digest: Hash,
    leaf: Hash,
}

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum EntryFault {
    /// An entry is missing, doubled or out of order.
    #[error("position {expected} should come next")]
    Position {
        /// The position that should.
        expected: u64,
    },
    /// The body is none.
    #[error(transparent)]
    Body(#[from] BodyError),
    /// The body is of another suite than the log.
    #[error("the body is of another suite than the log")]
    OtherSuite,
    /// Blind and body do not give the leaf the log shows.
    #[error("blind and body do not give the leaf the log shows")]
    OtherLeaf,
    /// Recorded times never fall from entry to entry. Under a rush several entries share a millisecond; their positions
    /// say which came first.
    #[error("it was recorded before the entry before it")]
    Earlier,
    /// Its stream does not lead to it.
    #[error(transparent)]
    Chain(#[from] ChainFault),
    /// With this entry the tree should have met a known head, and did not: one from `since` to here was altered.
    #[error("the entries from {since} on do not lead to the known head")]
    OtherRoot {
        /// First position after the last head that was met.
        since: u64,
    },
    /// The record ends before a known head: from this position on, entries are missing.
    #[error("the record ends before the known head of size {size}")]
    CutOff {
        /// Size of that head.
        size: u64,
    },
}

/// The first entry that is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("entry {position}: {fault}")]
pub struct WrongEntry {
    /// Its position.
    pub position: u64,
    /// What is wrong with it.
    pub fault: EntryFault,
}

/// What a record that verifies amounts to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedRecord {
    /// The right edge: size and root.
    pub frontier: Frontier,
    /// Number of streams.
    pub streams: u64,
    /// Size of the largest known head that was met; entries from there on rest on nothing outside.
    pub covered: u64,
    /// How often the record was read.
    pub readings: u64,
}

/// Where to begin and what to hold the record against.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// The right edge before the first entry.
    pub frontier: Frontier,
    /// Recorded time of the entry before the first; 0 if there is none.
    pub recorded_ms: u64,
    /// Heads known from outside, in any order; those at or below the beginning are passed over.
    pub heads: Vec<SeenHead>,
    /// How many streams' heads are held at once; see [`STREAMS_MAX`].
    pub streams_max: usize,
}

impl Expectation {
    /// A whole record, held against heads known from outside.
    #[must_use]
    pub fn whole(suite: Suite, heads: Vec<SeenHead>) -> Self {
        Self { frontier: Frontier::new(suite), recorded_ms: 0, heads, streams_max: STREAMS_MAX }
    }
}

/// Computes what one event amounts to: two hashes and a leaf.
///
/// # Errors
/// [`WrongEntry`].
pub fn examine(suite: Suite, event: &ExportedEvent<'_>) -> Result<ExaminedEvent, WrongEntry> {
    let wrong = |fault| WrongEntry { position: event.position, fault };
    let (head, _) = sealed::read_body(event.body).map_err(|error| wrong(error.into()))?;
    if head.suite != suite {
        return Err(wrong(EntryFault::OtherSuite));
    }
    let digest = sealed::event_digest(suite, event.blind, event.body);
    let leaf = sealed::leaf_hash(suite, &sealed::entry(suite, &digest));
    if event.leaf.is_some_and(|shown| shown != leaf) {
        return Err(wrong(EntryFault::OtherLeaf));
    }
    Ok(ExaminedEvent { position: event.position, head, digest, leaf })
}

/// A first reading in progress: takes examined events in order.
///
/// [`verify_record`] drives it; a caller that examines on several threads drives it by itself.
#[derive(Clone, Debug)]
pub struct Verification {
    frontier: Frontier,
    recorded_ms: u64,
    heads: Vec<SeenHead>,
    met: u64,
    chains: Chains,
}

impl Verification {
    /// Before the first entry.
    #[must_use]
    pub fn new(expectation: Expectation) -> Self {
        let Expectation { frontier, recorded_ms, mut heads, streams_max } = expectation;
        let size = frontier.size();
        heads.retain(|head| head.size > size);
        // The next to be met stands last.
        heads.sort_by_key(|head| std::cmp::Reverse(head.size));
        let start = if size == 0 { ChainStart::FromFirstEntry } else { ChainStart::FromLater };
        Self { frontier, recorded_ms, heads, met: size, chains: Chains::new(start, streams_max) }
    }

    /// Takes the next event.
    ///
    /// # Errors
    /// [`WrongEntry`]; the reading ends there.
    pub fn push(&mut self, event: &ExaminedEvent) -> Result<(), WrongEntry> {
        let wrong = |fault| WrongEntry { position: event.position, fault };
        if event.position != self.frontier.size() {
            return Err(wrong(EntryFault::Position { expected: self.frontier.size() }));
        }
        if event.head.recorded_ms < self.recorded_ms {
            return Err(wrong(EntryFault::Earlier));
        }
        self.recorded_ms = event.head.recorded_ms;
        self.chains.push(&event.head, &event.digest).map_err(|fault| wrong(fault.into()))?;
        self.frontier.push(event.leaf);
        self.meet_heads().map_err(wrong)
    }

    fn meet_heads(&mut self) -> Result<(), EntryFault> {
        while let Some(head) = self.heads.pop_if(|head| head.size == self.frontier.size()) {
            if head.root != self.frontier.root() {
                return Err(EntryFault::OtherRoot { since: self.met });
            }
            self.met = head.size;
        }
        Ok(())
    }

    /// The readings that are still to be done for streams that did not fit; asked after the last entry.
    #[must_use]
    pub fn later_readings(&self) -> LaterReadings {
        LaterReadings { suite: self.frontier.suite(), chains: self.chains.clone() }
    }

    /// Ends the reading: every known head must have been met. `streams` counts those this reading looked after.
    ///
    /// # Errors
    /// [`EntryFault::CutOff`] at the first position that is missing.
    pub fn finish(self) -> Result<VerifiedRecord, WrongEntry> {
        if let Some(head) = self.heads.first() {
            let fault = EntryFault::CutOff { size: head.size };
            return Err(WrongEntry { position: self.frontier.size(), fault });
        }
        let (streams, readings) = (self.chains.held() as u64, self.chains.parts());
        Ok(VerifiedRecord { frontier: self.frontier, streams, covered: self.met, readings })
    }
}

/// Follows, part by part, the streams the first reading had no room for; all else was checked there.
#[derive(Clone, Debug)]
pub struct LaterReadings {
    suite: Suite,
    chains: Chains,
}

impl LaterReadings {
    /// The parts that are left, one reading for each.
    #[must_use]
    pub fn parts(&self) -> std::ops::Range<u64> {
        1..self.chains.parts()
    }

    /// Begins the reading of a part.
    pub fn begin(&mut self, part: u64) {
        self.chains.next_part(part);
    }

    /// Takes the next event of the record; hashes it only if its stream belongs to the part.
    ///
    /// # Errors
    /// [`WrongEntry`].
    pub fn push(&mut self, event: &ExportedEvent<'_>) -> Result<(), WrongEntry> {
        let wrong = |fault: EntryFault| WrongEntry { position: event.position, fault };
        let (head, _) = sealed::read_body(event.body).map_err(|error| wrong(error.into()))?;
        if !self.chains.looks_after(&head.stream_id) {
            return Ok(());
        }
        let digest = sealed::event_digest(self.suite, event.blind, event.body);
        self.chains.push(&head, &digest).map_err(|fault| wrong(fault.into()))
    }

    /// Streams of the part that was read.
    #[must_use]
    pub fn streams(&self) -> u64 {
        self.chains.held() as u64
    }
}

/// Reads and verifies a record. `read` goes through it once from the first entry each time it is called, and stops when
/// told to; it is called once for every `streams_max` streams, and must give the same bytes each time: read from a copy
/// that nobody else can write.
///
/// # Errors
/// What `read` gives; inside, the first [`WrongEntry`].
pub fn verify_record<E>(
    expectation: Expectation,
    mut read: impl FnMut(&mut dyn FnMut(&ExportedEvent<'_>) -> ControlFlow<()>) -> Result<(), E>,
) -> Result<Result<VerifiedRecord, WrongEntry>, E> {
    let suite = expectation.frontier.suite();
    let mut verification = Verification::new(expectation);
    let mut wrong = None;
    read(&mut |event| {
        let step = examine(suite, event).and_then(|examined| verification.push(&examined));
        keep_first(&mut wrong, step)
    })?;
    let mut later = verification.later_readings();
    let mut verdict = wrong.map_or_else(|| verification.finish(), Err);
    for part in later.parts() {
        later.begin(part);
        // What comes after a wrong entry need not be looked at: only an earlier one is of interest.
        let end = verdict.as_ref().err().map_or(u64::MAX, |wrong| wrong.position);
        let mut wrong = None;
        read(&mut |event| {
            if event.position >= end {
                return ControlFlow::Break(());
            }
            keep_first(&mut wrong, later.push(event))
        })?;
        match (wrong, &mut verdict) {
            (Some(wrong), _) => verdict = Err(wrong),
            (None, Ok(verified)) => verified.streams += later.streams(),
            (None, Err(_)) => {}
        }
    }
    Ok(verdict)
}

/// Keeps what was found wrong and ends the reading there.
fn keep_first(wrong: &mut Option<WrongEntry>, step: Result<(), WrongEntry>) -> ControlFlow<()> {
    *wrong = step.err();
    if wrong.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
}
