//! Checking an archive: pure but for the reading, and without any database.

use std::collections::HashMap;
use std::io::BufRead;

use bonafide_ledger::SignedNote;
use bonafide_ledger::sealed::file_digest;
use bonafide_ledger::{
    BodyHead, Checkpoint, Hash, Inclusion, Suite, Value as Sealed, VerifierKey, base64, entry, event_digest, leaf_hash,
    read_body, slot,
};
use bonafide_procedure::wire::{Schema, WireEvent};
use serde_json::Value as Json;
use thiserror::Error;

use super::TITLE;
use crate::append::StreamId;
use crate::erase::unhex;
use crate::error::{Fault, Wrong};
use crate::layout::{digest_of_schema, take};
use crate::seal::day_of;

/// An archive in which everything is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archive {
    /// The log's name.
    pub origin: String,
    /// Its suite.
    pub suite: Suite,
    /// The case's stream.
    pub stream: StreamId,
    /// The key that signed the checkpoint, as a line: the one that was given, or the one the archive brings, which proves
    /// nothing until it is compared with the announced one.
    pub key: String,
    /// Size of the log at the checkpoint.
    pub size: u64,
    /// The events, by version.
    pub events: Vec<ArchivedEvent>,
    /// Fields shown and proved.
    pub open: u64,
    /// Fields not shown.
    pub withheld: u64,
    /// Files by digest.
    pub files: HashMap<Hash, Vec<u8>>,
}

/// One event of an archive, proved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivedEvent {
    /// Place in the log.
    pub position: u64,
    /// What its body says in clear.
    pub head: BodyHead,
    /// Encoded values by slot; `None` where one is not shown.
    pub values: Vec<Option<Vec<u8>>>,
}

/// Why an archive is not right.
#[derive(Debug, Error)]
pub enum ArchiveError {
    /// A line of another form than its place demands, counted from 1.
    #[error("line {0} of the archive does not read")]
    Format(usize),
    /// It ends before its last line.
    #[error("the archive is cut off")]
    CutOff,
    /// The first thing that is wrong, at this position of the log.
    #[error("line {line}: position {position}: {wrong}")]
    Wrong {
        /// Line of the archive, from 1.
        line: usize,
        /// Position in the log.
        position: u64,
        /// What is wrong.
        wrong: Wrong,
    },
    /// It could not be read.
    #[error("the archive cannot be read: {0}")]
    Fault(#[from] Fault),
}

impl ArchivedEvent {
    /// The event under its schema.
    ///
    /// # Errors
    /// [`Wrong::Schema`] or [`Wrong::Fields`].
    pub fn event(&self, schema: &Schema) -> Result<WireEvent, Wrong> {
        if digest_of_schema(self.head.suite, schema) != self.head.schema_digest {
            return Err(Wrong::Schema);
        }
        let values: Vec<Option<&[u8]>> = self.values.iter().map(Option::as_deref).collect();
        Ok(WireEvent {
            kind: self.head.event_type,
            version: self.head.schema_version,
            occurred: day_of(self.head.occurred_ms),
            fields: take(schema, &values, self.head.stream_version == 1)?.fields,
        })
    }
}

/// Checks an archive offline: signature, places in the tree, chain, every shown field, every file. `key`: the log's key as
/// it was announced; without it the archive's own is taken, and named in the answer.
///
/// # Errors
/// [`ArchiveError`] names the first thing that is wrong.
pub fn verify_archive(input: impl BufRead, key: Option<&VerifierKey>) -> Result<Archive, ArchiveError> {
    let mut lines = input.lines().zip(1..).map(|(line, number)| {
        let line = line.map_err(Fault::from)?;
        let json: Json = serde_json::from_str(&line).map_err(|_| ArchiveError::Format(number))?;
        Ok::<_, ArchiveError>((number, json))
    });
    let (_, first) = lines.next().ok_or(ArchiveError::CutOff)??;
    let mut check = Check::begin(&first, key)?;
    for line in &mut lines {
        let (number, line) = line?;
        let format = ArchiveError::Format(number);
        if let Some(event) = line.get("event") {
            check.event(number, event)?;
        } else if let Some(file) = line.get("file") {
            check.file(number, file)?;
        } else if let Some(end) = line.get("end") {
            let counts = (count(end, "events").ok_or(format)?, count(end, "files"));
            return check.end(number, counts, lines.next().is_none());
        } else {
            return Err(format);
        }
    }
    Err(ArchiveError::CutOff)
}

struct Check {
    archive: Archive,
    root: Hash,
    last: Option<(u32, Hash)>,
    last_position: Option<u64>,
    named: Vec<Hash>,
}

impl Check {
    fn begin(first: &Json, key: Option<&VerifierKey>) -> Result<Self, ArchiveError> {
        let read = || {
            let is_ours = text(first, "archive")? == TITLE;
            let suite = Suite::from_byte(u8::try_from(count(first, "suite")?).ok()?).filter(|_| is_ours)?;
            let own = VerifierKey::parse(text(first, "key")?).ok()?;
            Some((
                suite,
                unhex(text(first, "stream")?)?,
                own,
                SignedNote::parse(text(first, "checkpoint")?.as_bytes()).ok()?,
            ))
        };
        let (suite, stream, own, note) = read().ok_or(ArchiveError::Format(1))?;
        let key = key.cloned().unwrap_or(own);
        let unsigned = ArchiveError::Wrong { line: 1, position: 0, wrong: Wrong::Signature };
        let checkpoint = Checkpoint::parse(note.text()).map_err(|_| ArchiveError::Format(1))?;
        let is_signed = note.verify(std::slice::from_ref(&key)).is_ok() && checkpoint.origin() == key.name();
        if !is_signed || key.kind().suite() != suite {
            return Err(unsigned);
        }
        let archive = Archive {
            origin: checkpoint.origin().to_owned(),
            suite,
            stream: StreamId(stream),
            key: key.to_string(),
            size: checkpoint.size(),
            events: Vec::new(),
            open: 0,
            withheld: 0,
            files: HashMap::new(),
        };
        Ok(Self { archive, root: *checkpoint.root(), last: None, last_position: None, named: Vec::new() })
    }

    fn event(&mut self, line: usize, event: &Json) -> Result<(), ArchiveError> {
        let read = || {
            let path = event.get("path")?.as_array()?.iter().map(|hash| bytes::<32>(hash.as_str()?));
            let path: Vec<Hash> = path.collect::<Option<_>>()?;
            let body = base64::decode(text(event, "body")?)?;
            Some((count(event, "position")?, bytes::<32>(text(event, "blind")?)?, body, path))
        };
        let (position, blind, body, path) = read().ok_or(ArchiveError::Format(line))?;
        let at = |wrong| ArchiveError::Wrong { line, position, wrong };
        let suite = self.archive.suite;
        let (head, slots) = read_body(&body).map_err(|_| at(Wrong::Body))?;
        let digest = event_digest(suite, &blind, &body);
        let leaf = leaf_hash(suite, &entry(suite, &digest));
        let place = Inclusion { index: position, size: self.archive.size, path: &path };
        if head.suite != suite || place.verify(suite, &leaf, &self.root).is_err() {
            return Err(at(Wrong::Proof));
        }
        let (version, prev) = self.last.unwrap_or((0, [0; 32]));
        let follows = head.stream_id == self.archive.stream.0
            && Some(head.stream_version) == version.checked_add(1)
            && head.prev == prev
            && self.last_position.is_none_or(|last| last < position);
        if !follows {
            return Err(at(Wrong::Chain));
        }
        (self.last, self.last_position) = (Some((head.stream_version, digest)), Some(position));
        let mut values = vec![None; slots.len()];
        for field in event.get("fields").and_then(Json::as_array).ok_or(ArchiveError::Format(line))? {
            let (index, salt, value) = field_of(field).ok_or(ArchiveError::Format(line))?;
            let committed = slots.get(index).ok_or(at(Wrong::Slot(index)))?;
            let decoded = Sealed::decode(&value).map_err(|_| at(Wrong::Slot(index)))?;
            if slot(suite, &salt, &head.event_id, index, &value) != *committed {
                return Err(at(Wrong::Slot(index)));
            }
            if let Sealed::File { digest, .. } = decoded {
                self.named.push(digest);
            }
            if let Some(place) = values.get_mut(usize::from(index)) {
                *place = Some(value);
            }
        }
        let open = values.iter().flatten().count();
        self.archive.open += open as u64;
        self.archive.withheld += (values.len() - open) as u64;
        self.archive.events.push(ArchivedEvent { position, head, values });
        Ok(())
    }

    fn file(&mut self, line: usize, file: &Json) -> Result<(), ArchiveError> {
        let read = || {
            let content = base64::decode(text(file, "bytes")?)?;
            Some((unhex::<32>(text(file, "digest")?)?, bytes::<32>(text(file, "salt")?)?, content))
        };
        let (digest, salt, content) = read().ok_or(ArchiveError::Format(line))?;
        if file_digest(self.archive.suite, &salt, &content) != digest || !self.named.contains(&digest) {
            let position = self.last_position.unwrap_or(0);
            return Err(ArchiveError::Wrong { line, position, wrong: Wrong::File });
        }
        self.archive.files.insert(digest, content);
        Ok(())
    }

    fn end(self, line: usize, counts: (u64, Option<u64>), is_last: bool) -> Result<Archive, ArchiveError> {
        let archive = self.archive;
        let position = self.last_position.unwrap_or(0);
        if !is_last || counts != (archive.events.len() as u64, Some(archive.files.len() as u64)) {
            return Err(ArchiveError::Format(line));
        }
        if archive.events.is_empty() {
            return Err(ArchiveError::CutOff);
        }
        if self.named.iter().any(|digest| !archive.files.contains_key(digest)) {
            return Err(ArchiveError::Wrong { line, position, wrong: Wrong::File });
        }
        Ok(archive)
    }
}

fn field_of(field: &Json) -> Option<(u16, [u8; 32], Vec<u8>)> {
    let [index, salt, value] = field.as_array()?.as_slice() else { return None };
    Some((u16::try_from(index.as_u64()?).ok()?, bytes(salt.as_str()?)?, base64::decode(value.as_str()?)?))
}

fn text<'a>(json: &'a Json, name: &str) -> Option<&'a str> {
    json.get(name)?.as_str()
}

fn count(json: &Json, name: &str) -> Option<u64> {
    json.get(name)?.as_u64()
}

fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    base64::decode(text)?.try_into().ok()
}
