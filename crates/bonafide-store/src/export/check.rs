//! Checking an export: no database, no network, constant memory, two readings only where there are very many streams.

use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::Path;

use bonafide_ledger::Hash;
use bonafide_ledger::verify::{ExportedEvent, LaterReadings};
use thiserror::Error;

use super::evidence::{Outside, Promises};
use super::header::Header;
use super::lanes::each_line;
use super::lines::{Blocks, wrong_of};
use super::reading::Reading;
use crate::archive::ArchiveError;
use crate::error::{Fault, Wrong};
use crate::row::PerSuite;

const READ_BYTES: usize = 1 << 16;

/// An export in which everything is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedExport {
    /// The keys that signed its checkpoints, as lines, by suite.
    pub keys: Vec<String>,
    /// The first position.
    pub from: u64,
    /// Size of the record at its end.
    pub size: u64,
    /// The root there, for each suite.
    pub roots: PerSuite<Hash>,
    /// Signed checkpoints met.
    pub checkpoints: u64,
    /// Size of the newest checkpoint that enough witnesses have cosigned; 0 if none.
    pub witnessed: u64,
    /// Promises from outside that were kept: heads and entries.
    pub met: u64,
    /// Promises from outside about what lies before the export.
    pub early: u64,
}

/// Why an export is not right.
#[derive(Debug, Error)]
pub enum ExportFault {
    /// The export itself.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// A paper from outside does not read, or is not signed by the keys of this record, or is about another.
    #[error("`{0}` does not belong to this record")]
    Evidence(String),
}

impl From<Fault> for ExportFault {
    fn from(fault: Fault) -> Self {
        Self::Archive(fault.into())
    }
}

/// Checks an export against itself and against what is brought from outside.
///
/// # Errors
/// [`ExportFault`] names the first entry that is wrong.
pub fn verify_export(path: &Path, outside: &Outside) -> Result<VerifiedExport, ExportFault> {
    let (header, mut blocks) = open(path)?;
    if let Some(key) = &outside.key
        && !header.logs.iter().any(|log| log.1 == *key)
    {
        return Err(ArchiveError::Wrong { line: 2, position: header.from, wrong: Wrong::Signature }.into());
    }
    let promises = Promises::read(outside, &header)?;
    let quorum = outside.quorum.clone().unwrap_or_else(|| header.quorum.clone());
    let mut reading = Reading::begin(&header, quorum, promises)?;
    let suites = header.suites();
    let stopped = each_line(&mut blocks, &suites, |line| match reading.take(&line) {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => ControlFlow::Break(error),
    })?;
    let later = reading.later();
    let mut verdict = match stopped {
        None => reading.finish(),
        Some(error) => Err(error),
    };
    for (place, log) in later.into_iter().enumerate() {
        if let Some(earlier) = later_readings(path, place, log, &verdict)? {
            verdict = Err(earlier);
        }
    }
    Ok(verdict?)
}

fn open(path: &Path) -> Result<(Header, Blocks<BufReader<File>>), ExportFault> {
    let file = File::open(path).map_err(Fault::from)?;
    let mut input = BufReader::with_capacity(READ_BYTES, file);
    let header = Header::read(&mut input)?;
    let next = header.lines + 1;
    Ok((header, Blocks::new(input, next)))
}

/// Follows the streams of one log there was no room for; what is wrong earlier than what is known is given.
fn later_readings(
    path: &Path,
    place: usize,
    mut log: LaterReadings,
    verdict: &Result<VerifiedExport, ArchiveError>,
) -> Result<Option<ArchiveError>, ExportFault> {
    let mut end = match verdict {
        Ok(_) => u64::MAX,
        Err(ArchiveError::Wrong { position, .. }) => *position,
        // A file that does not read is wrong whatever its streams say.
        Err(_) => return Ok(None),
    };
    let mut earlier = None;
    for part in log.parts() {
        log.begin(part);
        let (_, mut blocks) = open(path)?;
        'reading: while let Some(block) = blocks.next().map_err(Fault::from)? {
            for (line, event) in block.events() {
                let position = event.position;
                if position >= end {
                    break 'reading;
                }
                let Some((body, _)) = event.sealed.get(place) else { continue };
                let exported = ExportedEvent { position, blind: &event.blind, body, leaf: None };
                if let Err(wrong) = log.push(&exported) {
                    earlier = Some(ArchiveError::Wrong { line, position, wrong: wrong_of(&wrong.fault) });
                    end = position;
                    break 'reading;
                }
            }
        }
    }
    Ok(earlier)
}
