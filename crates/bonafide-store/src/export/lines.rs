//! The lines of an export: blocks of whole lines, and what each line amounts to. Nothing here needs the lines before.

use std::io::{self, BufRead};

use bonafide_ledger::verify::{EntryFault, ExaminedEvent, ExportedEvent, examine};
use bonafide_ledger::{Hash, Suite, base64, entry, leaf_hash};

use crate::error::Wrong;

/// A block is about so long; only a longer line makes it longer.
const BLOCK_BYTES: usize = 1 << 18;
/// The longest line: two bodies with as many fields as a body can have.
pub(super) const LINE_BYTES_MAX: usize = 8 << 20;

/// Whole lines, and the number of the first.
pub(super) struct Block {
    first: usize,
    bytes: Vec<u8>,
}

/// Cuts the rest of a file into blocks.
pub(super) struct Blocks<R> {
    input: R,
    next: usize,
    rest: Vec<u8>,
}

/// One line, read.
pub(super) struct Line {
    /// Its number, from 1.
    pub(super) number: usize,
    /// What it says.
    pub(super) says: Says,
}

/// What a line says.
pub(super) enum Says {
    /// An event, in each suite, examined.
    Event(Vec<ExaminedEvent>),
    /// An event in which something is wrong by itself.
    WrongEvent(u64, Wrong),
    /// Any other line.
    Other(String),
    /// No line of the format.
    Unreadable,
}

impl<R: BufRead> Blocks<R> {
    /// `next`: the number of the first line that comes.
    pub(super) fn new(input: R, next: usize) -> Self {
        Self { input, next, rest: Vec::new() }
    }

    /// The next block; the last one may end without a line end.
    pub(super) fn next(&mut self) -> io::Result<Option<Block>> {
        let mut bytes = std::mem::take(&mut self.rest);
        bytes.reserve(BLOCK_BYTES);
        let end = loop {
            let read = self.input.fill_buf()?;
            let count = read.len();
            let at = bytes.len();
            bytes.extend_from_slice(read);
            self.input.consume(count);
            let is_over = count == 0 || bytes.len() > LINE_BYTES_MAX;
            if bytes.len() >= BLOCK_BYTES || is_over {
                let last = bytes.get(at..).and_then(|new| new.iter().rposition(|byte| *byte == b'\n'));
                match last.map(|last| at + last + 1).or(bytes.iter().rposition(|byte| *byte == b'\n').map(|at| at + 1))
                {
                    Some(end) if count > 0 => break end,
                    _ if is_over => break bytes.len(),
                    _ => {}
                }
            }
        };
        self.rest = bytes.split_off(end);
        if bytes.is_empty() {
            return Ok(None);
        }
        let first = self.next;
        self.next += bytes.iter().filter(|byte| **byte == b'\n').count();
        Ok(Some(Block { first, bytes }))
    }
}

impl Block {
    /// Reads every line.
    pub(super) fn read(&self, suites: &[Suite]) -> Vec<Line> {
        let bytes = self.bytes.strip_suffix(b"\n").unwrap_or(&self.bytes);
        let is_whole = bytes.len() < self.bytes.len();
        let mut lines: Vec<Line> = bytes
            .split(|byte| *byte == b'\n')
            .zip(self.first..)
            .map(|(line, number)| Line { number, says: read(line, suites) })
            .collect();
        if let Some(last) = lines.last_mut().filter(|_| !is_whole) {
            last.says = Says::Unreadable;
        }
        lines
    }

    /// The events alone, decoded but not examined.
    pub(super) fn events(&self) -> impl Iterator<Item = (usize, RawEvent)> {
        let lines = self.bytes.split(|byte| *byte == b'\n').zip(self.first..);
        lines.filter_map(|(line, number)| Some((number, RawEvent::parse(std::str::from_utf8(line).ok()?)?)))
    }
}

/// An event line, decoded.
pub(super) struct RawEvent {
    pub(super) position: u64,
    pub(super) blind: [u8; 32],
    /// Body and digest in each suite, in the order of the log lines.
    pub(super) sealed: Vec<(Vec<u8>, Hash)>,
}

impl RawEvent {
    fn parse(line: &str) -> Option<Self> {
        let mut words = line.strip_prefix("event ")?.split(' ');
        let (position, blind) = (number(words.next()?)?, base64::decode(words.next()?)?.try_into().ok()?);
        let mut sealed = Vec::with_capacity(2);
        while let Some(body) = words.next() {
            sealed.push((base64::decode(body)?, base64::decode(words.next()?)?.try_into().ok()?));
        }
        Some(Self { position, blind, sealed })
    }
}

/// A number in its only spelling.
pub(super) fn number(text: &str) -> Option<u64> {
    let value: u64 = text.parse().ok()?;
    let is_shortest = text == "0" || !text.starts_with(['0', '+']);
    is_shortest.then_some(value)
}

fn read(line: &[u8], suites: &[Suite]) -> Says {
    let Ok(text) = std::str::from_utf8(line) else { return Says::Unreadable };
    if !text.starts_with("event ") {
        return Says::Other(text.to_owned());
    }
    match RawEvent::parse(text) {
        Some(event) if event.sealed.len() == suites.len() => examined(&event, suites),
        _ => Says::Unreadable,
    }
}

fn examined(event: &RawEvent, suites: &[Suite]) -> Says {
    let mut all: Vec<ExaminedEvent> = Vec::with_capacity(suites.len());
    for (suite, (body, digest)) in suites.iter().zip(&event.sealed) {
        let leaf = Some(leaf_hash(*suite, &entry(*suite, digest)));
        let exported = ExportedEvent { position: event.position, blind: &event.blind, body, leaf };
        match examine(*suite, &exported) {
            Ok(examined) => all.push(examined),
            Err(wrong) => return Says::WrongEvent(event.position, wrong_of(&wrong.fault)),
        }
    }
    // Both suites must tell of the same event.
    let differs = |pair: &[ExaminedEvent]| matches!(pair, [one, other] if !one.head().agrees_with(other.head()));
    if all.windows(2).any(differs) {
        return Says::WrongEvent(event.position, Wrong::Body);
    }
    Says::Event(all)
}

/// What a fault of an entry is called in this room.
pub(super) fn wrong_of(fault: &EntryFault) -> Wrong {
    match fault {
        EntryFault::Position { .. } | EntryFault::CutOff { .. } => Wrong::Missing,
        EntryFault::Body(_) | EntryFault::OtherSuite => Wrong::Body,
        EntryFault::OtherLeaf => Wrong::BodyOrBlind,
        EntryFault::Earlier => Wrong::Time,
        EntryFault::Chain(_) => Wrong::Chain,
        EntryFault::OtherRoot { .. } => Wrong::Root,
    }
}
