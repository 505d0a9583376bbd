//! The archive of a case: one file of JSON lines with every event, its opened fields, its files and its proofs, which
//! anybody can check on another machine with no database. The checkpoint stands first, what it proves after it.
//!
//! ```text
//! {"archive":"bonafide case archive v1","suite":1,"stream":…,"key":…,"checkpoint":…}
//! {"event":{"position":…,"blind":…,"body":…,"fields":[[index,salt,value]…],"path":[…]}}      one an event, by version
//! {"file":{"digest":…,"salt":…,"bytes":…}}                                                  one a file
//! {"end":{"events":…,"files":…}}
//! ```
//! Bytes are base64, ids and digests hexadecimal. A field that is not there is under a key that is gone or locked.

mod check;

use std::io::{self, Write};

use bonafide_ledger::SignedNote;
use bonafide_ledger::{Checkpoint, Hash, base64, read_body};
use bonafide_procedure::wire::{FileRef, Value};
use serde_json::{Value as Json, json};
use thiserror::Error;

use crate::append::StreamId;
use crate::erase::hex;
use crate::error::{Fault, KeyError, LoadError};
use crate::files::FileError;
use crate::load::{Scratch, Whole, pair};
use crate::publish::PublishError;
use crate::store::Store;

pub use check::{Archive, ArchiveError, ArchivedEvent, verify_archive};

/// What the first line calls itself.
const TITLE: &str = "bonafide case archive v1";

/// Why a case is not exported.
#[derive(Debug, Error)]
pub enum ExportError {
    /// There is no such case.
    #[error("there is no such stream")]
    NoStream,
    /// Its events are not as they were recorded.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The checkpoint that is to cover it is not published.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// A file is missing or changed.
    #[error(transparent)]
    File(#[from] FileError),
    /// The signing key cannot be reached.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// It could not be written.
    #[error("the archive cannot be written: {0}")]
    Write(#[from] io::Error),
    /// Anything else.
    #[error("the case is not exported: {0}")]
    Fault(#[from] Fault),
}

impl Store {
    /// Writes the archive of a case, under a checkpoint that covers it and is published first if need be. Gives how many
    /// events and files it holds.
    ///
    /// # Errors
    /// [`ExportError`]; what was written up to there is no archive: its last line is missing.
    pub fn export(&self, stream: StreamId, out: &mut dyn Write) -> Result<(u64, u64), ExportError> {
        let suite = self.0.sealer.primary;
        let rows = self.read(|session| session.stream_rows(stream.0, 1, u32::MAX))?;
        let Some(last) = rows.last() else { return Err(ExportError::NoStream) };
        // Checks columns, chain and slots of the whole case before anything is handed out.
        self.load(stream, 0)?;
        let note = self.covering(last.position)?;
        let checkpoint =
            Checkpoint::parse(SignedNote::parse(note.as_bytes()).map_err(Fault::new)?.text()).map_err(Fault::new)?;
        line(
            out,
            &json!({
                "archive": TITLE,
                "suite": suite.byte(),
                "stream": hex(&stream.0),
                "key": self.own_log(suite)?.key.to_string(),
                "checkpoint": note,
            }),
        )?;
        let with: Vec<u64> = rows.iter().filter(|row| row.secret_count > 0).map(|row| row.position).collect();
        let secrets = self.read(|session| session.secrets_at(&with))?;
        let tiles = self.tiles(suite);
        let mut reader = tiles.reader(checkpoint.size(), checkpoint.root())?;
        let (mut path, mut files) = (Vec::new(), Vec::new());
        for whole in pair(&rows, &secrets) {
            path.clear();
            reader.inclusion(whole.row.position, &mut path).map_err(Fault::new)?;
            let event = self.event_line(whole, &path, &mut files)?;
            line(out, &event)?;
        }
        for file in &files {
            let kept = self.get_file(stream, file)?;
            line(
                out,
                &json!({"file": {
                    "digest": hex(&file.digest),
                    "salt": base64::encode(&kept.salt),
                    "bytes": base64::encode(&kept.bytes),
                }}),
            )?;
        }
        let counts = (rows.len() as u64, files.len() as u64);
        line(out, &json!({"end": {"events": counts.0, "files": counts.1}}))?;
        out.flush()?;
        Ok(counts)
    }

    /// The newest checkpoint with its witnesses' lines, or a new one, that covers a position.
    fn covering(&self, position: u64) -> Result<String, ExportError> {
        let suite = self.0.sealer.primary;
        // Publishing again is cheap when nothing is new, and repairs tiles that are missing.
        self.publish()?;
        let note = self.checkpoint(suite)?.ok_or_else(|| Fault::new("a checkpoint just published is missing"))?;
        let text = SignedNote::parse(note.as_bytes()).map_err(Fault::new)?;
        let checkpoint = Checkpoint::parse(text.text()).map_err(Fault::new)?;
        if checkpoint.size() > position {
            Ok(note)
        } else {
            Err(Fault::new("the checkpoint does not cover the case").into())
        }
    }

    fn event_line(&self, whole: Whole<'_>, path: &[Hash], files: &mut Vec<FileRef>) -> Result<Json, ExportError> {
        let sealer = &self.0.sealer;
        let row = whole.row;
        let body = row.body.get(sealer.primary).ok_or_else(|| Fault::new("a body is missing"))?;
        let read = read_body(body).map_err(Fault::new)?;
        let mut ids = vec![row.stream];
        ids.extend(whole.secrets.iter().map(|secret| secret.key_id));
        let keys = sealer.ring.find(&ids).map_err(LoadError::Key)?;
        let mut scratch = Scratch::default();
        let opened = sealer.open_fields(whole, &read, &keys, &mut scratch)?;
        let recorded = sealer.open_one(whole, &keys)?.recorded;
        for value in recorded.event.fields.iter().flatten() {
            if let Value::File(file) = value
                && !files.iter().any(|known| known.digest == file.digest)
            {
                files.push(file.clone());
            }
        }
        let fields: Vec<Json> = opened
            .iter()
            .flatten()
            .map(|field| json!([field.index, base64::encode(field.salt), base64::encode(field.value)]))
            .collect();
        let path: Vec<String> = path.iter().map(|hash| base64::encode(hash)).collect();
        Ok(json!({"event": {
            "position": row.position,
            "blind": base64::encode(&row.blind),
            "body": base64::encode(body),
            "fields": fields,
            "path": path,
        }}))
    }
}

fn line(out: &mut dyn Write, line: &Json) -> io::Result<()> {
    writeln!(out, "{line}")
}
