//! `bonafide record verify CASE.archive`: an archive checked with nothing but itself and the log's key.

use std::fs;
use std::io::{BufReader, Write};
use std::path::Path;

use bonafide_ledger::VerifierKey;
use bonafide_store::{Archive, ArchiveError, verify_archive};

use super::super::options::{Output, RecordVerify};
use super::super::{Exit, Fault, Terminal, place};
use crate::report::json;
use crate::report::paint::Ink;
use crate::report::wrap::wrapped;
use crate::words::say;

/// Checks the archive; what is wrong first is named.
pub(super) fn verify(options: &RecordVerify, path: &Path, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let file = fs::File::open(path).map_err(|error| Fault::Read(path.to_owned(), error))?;
    let key = match options.key.as_deref().map(VerifierKey::parse) {
        None => None,
        Some(Ok(key)) => Some(key),
        Some(Err(error)) => {
            place::complain(terminal, &say!(terminal.words, "record-bad-key", reason = error.to_string()));
            return Ok(Exit::Fault);
        }
    };
    let found = verify_archive(BufReader::new(file), key.as_ref());
    if options.output == Output::Json {
        writeln!(terminal.out, "{}", line(&found))?;
        return Ok(exit(&found));
    }
    match &found {
        Ok(archive) => {
            let events = archive.events.len() as u64;
            let (size, files) = (archive.size, archive.files.len() as u64);
            let sentence = say!(
                terminal.words,
                "archive-intact",
                events = events,
                open = archive.open,
                withheld = archive.withheld,
                files = files,
                size = size,
                origin = archive.origin.as_str()
            );
            writeln!(terminal.out, "{}", terminal.paint.ink(Ink::Good, &wrapped("", "", &sentence)))?;
            if key.is_none() {
                let sentence = say!(terminal.words, "archive-own-key", key = archive.key.as_str());
                writeln!(terminal.out, "{}", wrapped("", "", &sentence))?;
            }
        }
        Err(ArchiveError::Fault(fault)) => {
            place::complain(terminal, &say!(terminal.words, "place-fault", reason = fault.to_string()));
        }
        Err(error) => place::complain(terminal, &say!(terminal.words, "archive-wrong", reason = error.to_string())),
    }
    Ok(exit(&found))
}

fn exit(found: &Result<Archive, ArchiveError>) -> Exit {
    match found {
        Ok(_) => Exit::Yes,
        Err(ArchiveError::Wrong { .. }) => Exit::No,
        Err(ArchiveError::Format(_) | ArchiveError::CutOff) => Exit::Wrong,
        Err(ArchiveError::Fault(_)) => Exit::Fault,
    }
}

fn line(found: &Result<Archive, ArchiveError>) -> String {
    let mut line = String::from("{");
    json::key(&mut line, "intact");
    line.push_str(if found.is_ok() { "true" } else { "false" });
    match found {
        Ok(archive) => {
            let numbers = [
                ("events", archive.events.len() as u64),
                ("open", archive.open),
                ("withheld", archive.withheld),
                ("files", archive.files.len() as u64),
                ("size", archive.size),
            ];
            for (key, number) in numbers {
                json::key(&mut line, key);
                json::number(&mut line, number);
            }
            json::key(&mut line, "origin");
            json::text(&mut line, &archive.origin);
            json::key(&mut line, "key");
            json::text(&mut line, &archive.key);
        }
        Err(error) => {
            json::key(&mut line, "wrong");
            json::text(&mut line, &error.to_string());
        }
    }
    line.push('}');
    line
}
