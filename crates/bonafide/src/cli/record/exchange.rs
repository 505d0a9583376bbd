//! What leaves the record as a file and comes back: proofs for parties, requests to witnesses, their answers.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use bonafide_ledger::{
    AddCheckpoint, Checkpoint, Hash, NoteSignature, SignedNote, Suite, TileReader, TlogProof, VerifierKey,
};

use super::super::options::{Output, RecordCosigned, RecordProve, RecordRequest};
use super::super::{Exit, Fault, Terminal, place, refused};
use crate::handle::Desk;
use crate::site::Making;
use crate::words::say;

/// The newest signed checkpoint of the first suite.
struct Head {
    suite: Suite,
    note: SignedNote,
    checkpoint: Checkpoint,
}

fn head(desk: &Desk) -> Option<Head> {
    let suite = desk.store.suites().first().copied()?;
    let note = SignedNote::parse(desk.store.checkpoint(suite).ok()??.as_bytes()).ok()?;
    let checkpoint = Checkpoint::parse(note.text()).ok()?;
    Some(Head { suite, note, checkpoint })
}

/// A path of hashes read from the tiles that were served.
fn path_of(
    desk: &Desk,
    head: &Head,
    which: impl FnOnce(
        &mut TileReader<&mut dyn FnMut(bonafide_ledger::TileId) -> io::Result<Vec<u8>>>,
        &mut Vec<Hash>,
    ) -> Option<()>,
) -> Option<Vec<Hash>> {
    let folder = desk.store.served(head.suite);
    let mut fetch = |tile: bonafide_ledger::TileId| fs::read(folder.join(tile.path()));
    let fetch: &mut dyn FnMut(bonafide_ledger::TileId) -> io::Result<Vec<u8>> = &mut fetch;
    let mut reader = TileReader::open(head.suite, head.checkpoint.size(), head.checkpoint.root(), fetch).ok()?;
    let mut path = Vec::new();
    which(&mut reader, &mut path)?;
    Some(path)
}

/// A proof file an entry of the case, named by its version.
pub(super) fn prove(options: &RecordProve, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let desk = match place::open(terminal, &options.place, Making::Refused, None)? {
        Ok(desk) => desk,
        Err(exit) => return Ok(exit),
    };
    let entries = match desk.timeline(&options.case) {
        Ok(entries) => entries,
        Err(error) => return refused::tell(terminal, &desk, &error, None, Output::Text),
    };
    let last = entries.last().map_or(0, |dated| dated.position);
    let Some(head) = head(&desk).filter(|head| head.checkpoint.size() > last) else {
        place::complain(terminal, &terminal.words.say("record-unsigned"));
        return Ok(Exit::Undecided);
    };
    fs::create_dir_all(&options.into).map_err(|error| Fault::Write(options.into.clone(), error))?;
    for dated in &entries {
        let path = path_of(&desk, &head, |reader, path| reader.inclusion(dated.position, path).ok());
        let Some(path) = path else {
            place::complain(terminal, &terminal.words.say("record-no-tiles"));
            return Ok(Exit::Fault);
        };
        let proof = TlogProof { suite: head.suite, extra: None, index: dated.position, path, note: head.note.clone() };
        let file = options.into.join(format!("{}-{:04}.tlog-proof", options.case, dated.version));
        fs::write(&file, proof.to_string()).map_err(|error| Fault::Write(file.clone(), error))?;
    }
    let (count, into) = (entries.len() as u64, options.into.display().to_string());
    writeln!(terminal.out, "{}", say!(terminal.words, "record-proved", count = count, path = into))?;
    Ok(Exit::Yes)
}

/// The request as a witness reads it.
pub(super) fn request(options: &RecordRequest, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let desk = match place::open(terminal, &options.place, Making::Refused, None)? {
        Ok(desk) => desk,
        Err(exit) => return Ok(exit),
    };
    let Some(head) = head(&desk).filter(|head| head.checkpoint.size() >= options.old) else {
        place::complain(terminal, &terminal.words.say("record-unsigned"));
        return Ok(Exit::Undecided);
    };
    let proof = if options.old == 0 || options.old == head.checkpoint.size() {
        Some(Vec::new())
    } else {
        path_of(&desk, &head, |reader, path| reader.consistency(options.old, path).ok())
    };
    match proof.and_then(|proof| AddCheckpoint::new(options.old, proof, &head.note).ok()) {
        Some(request) => {
            write!(terminal.out, "{request}")?;
            Ok(Exit::Yes)
        }
        None => {
            place::complain(terminal, &terminal.words.say("record-no-tiles"));
            Ok(Exit::Fault)
        }
    }
}

/// Keeps the line, once it verifies over the newest checkpoint.
pub(super) fn cosigned(options: &RecordCosigned, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let key = match VerifierKey::parse(&options.key) {
        Ok(key) => key,
        Err(error) => {
            place::complain(terminal, &say!(terminal.words, "record-bad-key", reason = error.to_string()));
            return Ok(Exit::Fault);
        }
    };
    let answer = read(&options.answer)?;
    let desk = match place::open(terminal, &options.place, Making::Refused, None)? {
        Ok(desk) => desk,
        Err(exit) => return Ok(exit),
    };
    let Some(head) = head(&desk) else {
        place::complain(terminal, &terminal.words.say("record-unsigned"));
        return Ok(Exit::Undecided);
    };
    let line = answer.trim_end_matches('\n');
    let is_right = NoteSignature::parse(line).is_some_and(|signature| {
        key.kind().is_cosignature()
            && SignedNote::new(head.note.text(), vec![signature]).is_ok_and(|note| note.verify([&key]).is_ok())
    });
    if !is_right {
        place::complain(terminal, &say!(terminal.words, "record-false-line", witness = key.name()));
        return Ok(Exit::No);
    }
    match desk.store.add_cosignature(head.suite, head.checkpoint.size(), key.name(), line) {
        Ok(()) => {
            let size = head.checkpoint.size();
            writeln!(terminal.out, "{}", say!(terminal.words, "record-cosigned", witness = key.name(), size = size))?;
            Ok(Exit::Yes)
        }
        Err(fault) => {
            place::complain(terminal, &say!(terminal.words, "place-fault", reason = fault.to_string()));
            Ok(Exit::Fault)
        }
    }
}

fn read(path: &Path) -> Result<String, Fault> {
    let read = |error| Fault::Read(path.to_owned(), error);
    let mut text = String::new();
    if path.as_os_str() == "-" {
        io::stdin().lock().take(1 << 16).read_to_string(&mut text).map_err(read)?;
    } else {
        fs::File::open(path).and_then(|file| file.take(1 << 16).read_to_string(&mut text)).map_err(read)?;
    }
    Ok(text)
}
