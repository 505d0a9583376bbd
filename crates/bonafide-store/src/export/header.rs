//! What stands before the first event: the logs' keys, the policy, and where the export begins.

use std::io::{BufRead, Read};

use bonafide_ledger::{Frontier, Quorum, Suite, VerifierKey, base64};

use super::EXPORT_TITLE;
use super::lines::{LINE_BYTES_MAX, number};
use crate::archive::ArchiveError;
use crate::error::Fault;

/// The lines before the first event.
pub(super) struct Header {
    /// Suite and key of each log, by suite.
    pub(super) logs: Vec<(Suite, VerifierKey)>,
    /// What receipts are signed with.
    pub(super) receipts: VerifierKey,
    /// Logs, witnesses and how many must have signed.
    pub(super) quorum: Quorum,
    /// The first position.
    pub(super) from: u64,
    /// Recorded time of the entry before it.
    pub(super) recorded_ms: u64,
    /// The right edge before it, for each log.
    pub(super) edges: Vec<Frontier>,
    /// How many lines there were.
    pub(super) lines: usize,
}

impl Header {
    pub(super) fn suites(&self) -> Vec<Suite> {
        self.logs.iter().map(|log| log.0).collect()
    }

    /// Reads them and leaves the rest where it is.
    pub(super) fn read(input: &mut impl BufRead) -> Result<Self, ArchiveError> {
        let mut reader = Reader { input, number: 0 };
        let title = reader.line()?;
        let mut format = ArchiveError::Format(reader.number);
        if title != EXPORT_TITLE {
            return Err(format);
        }
        let mut logs: Vec<(Suite, VerifierKey)> = Vec::new();
        let receipts = loop {
            let line = reader.line()?;
            format = ArchiveError::Format(reader.number);
            if let Some(key) = line.strip_prefix("receipts ") {
                break VerifierKey::parse(key).map_err(|_| format)?;
            }
            let log = log_of(&line).filter(|log| logs.iter().all(|known| known.0.byte() < log.0.byte()));
            logs.push(log.ok_or(format)?);
        };
        if logs.is_empty() || reader.line()? != "quorum" {
            return Err(ArchiveError::Format(reader.number));
        }
        let mut policy = String::new();
        let start = loop {
            let line = reader.line()?;
            let Some(part) = line.strip_prefix('|') else { break line };
            policy.push_str(part);
            policy.push('\n');
        };
        let format = || ArchiveError::Format(reader.number);
        let quorum = Quorum::parse(policy.as_bytes()).map_err(|_| format())?;
        let (from, recorded_ms) = start_of(&start).ok_or_else(format)?;
        let mut edges = Vec::new();
        for (suite, _) in &logs {
            edges.push(if from == 0 { Frontier::new(*suite) } else { reader.edge(*suite, from)? });
        }
        Ok(Self { logs, receipts, quorum, from, recorded_ms, edges, lines: reader.number })
    }
}

struct Reader<'a, R> {
    input: &'a mut R,
    number: usize,
}

impl<R: BufRead> Reader<'_, R> {
    /// The next line without its line end.
    fn line(&mut self) -> Result<String, ArchiveError> {
        self.number += 1;
        let mut line = Vec::new();
        let limit = LINE_BYTES_MAX as u64;
        Read::take(&mut *self.input, limit).read_until(b'\n', &mut line).map_err(Fault::from)?;
        if line.pop() != Some(b'\n') {
            return Err(ArchiveError::CutOff);
        }
        String::from_utf8(line).map_err(|_| ArchiveError::Format(self.number))
    }

    fn edge(&mut self, suite: Suite, size: u64) -> Result<Frontier, ArchiveError> {
        let line = self.line()?;
        let read = || {
            let (byte, bytes) = line.strip_prefix("edge ")?.split_once(' ')?;
            let edge = Frontier::from_bytes(&base64::decode(bytes)?).ok()?;
            let is_right = byte.parse() == Ok(suite.byte()) && edge.suite() == suite && edge.size() == size;
            is_right.then_some(edge)
        };
        read().ok_or(ArchiveError::Format(self.number))
    }
}

fn log_of(line: &str) -> Option<(Suite, VerifierKey)> {
    let (byte, key) = line.strip_prefix("log ")?.split_once(' ')?;
    let (suite, key) = (Suite::from_byte(byte.parse().ok()?)?, VerifierKey::parse(key).ok()?);
    (key.kind().suite() == suite).then_some((suite, key))
}

fn start_of(line: &str) -> Option<(u64, u64)> {
    let (from, recorded_ms) = line.strip_prefix("start ")?.split_once(' ')?;
    Some((number(from)?, number(recorded_ms)?))
}
