//! `bonafide record verify FILE` on the export of a record: checked with nothing but itself and what comes from outside.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use bonafide_ledger::VerifierKey;
use bonafide_store::{
    ArchiveError, EXPORT_TITLE, Evidence, EvidenceKind, ExportFault, Outside, VerifiedExport, verify_export,
};

use super::super::options::{Output, RecordVerify};
use super::super::{Exit, Fault, Terminal, place};
use super::export;
use crate::report::json;
use crate::report::paint::Ink;
use crate::report::wrap::wrapped;
use crate::words::say;

/// Whether a file begins as an export does.
pub(super) fn is_export(path: &Path) -> Result<bool, Fault> {
    let mut head = Vec::new();
    let read = |error| Fault::Read(path.to_owned(), error);
    let file = fs::File::open(path).map_err(read)?;
    file.take(EXPORT_TITLE.len() as u64).read_to_end(&mut head).map_err(read)?;
    Ok(head == EXPORT_TITLE.as_bytes())
}

/// Checks the export; the first entry that is wrong is named.
pub(super) fn verify(options: &RecordVerify, path: &Path, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let outside = match outside(options, terminal)? {
        Ok(outside) => outside,
        Err(exit) => return Ok(exit),
    };
    let found = verify_export(path, &outside);
    if options.output == Output::Json {
        writeln!(terminal.out, "{}", line(&found))?;
        return Ok(exit(&found));
    }
    match &found {
        Ok(verified) => tell(terminal, verified, &outside)?,
        Err(fault) => place::complain(terminal, &sentence(terminal, fault)),
    }
    Ok(exit(&found))
}

/// Everything the options bring from outside.
fn outside(options: &RecordVerify, terminal: &Terminal) -> Result<Result<Outside, Exit>, Fault> {
    let mut outside = Outside::default();
    match options.key.as_deref().map(VerifierKey::parse) {
        None => {}
        Some(Ok(key)) => outside.key = Some(key),
        Some(Err(error)) => {
            place::complain(terminal, &say!(terminal.words, "record-bad-key", reason = error.to_string()));
            return Ok(Err(Exit::Fault));
        }
    }
    if let Some(path) = &options.quorum {
        match export::policy(terminal, path)? {
            Ok((_, quorum)) => outside.quorum = Some(quorum),
            Err(exit) => return Ok(Err(exit)),
        }
    }
    let papers: [(EvidenceKind, &[PathBuf]); 3] = [
        (EvidenceKind::Pin, &options.pin),
        (EvidenceKind::Receipt, &options.receipt),
        (EvidenceKind::Checkpoint, &options.checkpoint),
    ];
    for (kind, paths) in papers {
        for path in paths {
            let text = fs::read_to_string(path).map_err(|error| Fault::Read(path.clone(), error))?;
            outside.evidence.push(Evidence { name: path.display().to_string(), kind, text });
        }
    }
    Ok(Ok(outside))
}

fn tell(terminal: &mut Terminal, verified: &VerifiedExport, outside: &Outside) -> Result<(), Fault> {
    let words = &terminal.words;
    let head = say!(
        words,
        "export-intact",
        from = verified.from,
        size = verified.size,
        checkpoints = verified.checkpoints,
        witnessed = verified.witnessed,
        met = verified.met
    );
    let mut more = Vec::new();
    if outside.key.is_none() {
        more.extend(verified.keys.iter().map(|key| say!(words, "export-own-key", key = key.as_str())));
    }
    if verified.early > 0 {
        more.push(say!(words, "export-early", count = verified.early));
    } else if outside.evidence.is_empty() {
        more.push(words.say("export-alone"));
    }
    writeln!(terminal.out, "{}", terminal.paint.ink(Ink::Good, &wrapped("", "", &head)))?;
    for sentence in more {
        writeln!(terminal.out, "{}", wrapped("", "", &sentence))?;
    }
    Ok(())
}

fn sentence(terminal: &Terminal, fault: &ExportFault) -> String {
    let words = &terminal.words;
    match fault {
        ExportFault::Evidence(name) => say!(words, "export-foreign", path = name.as_str()),
        ExportFault::Archive(ArchiveError::Wrong { line, position, wrong }) => {
            say!(words, "export-wrong", line = *line as u64, position = *position, wrong = wrong.to_string())
        }
        ExportFault::Archive(error) => say!(words, "export-unreadable", reason = error.to_string()),
    }
}

fn exit(found: &Result<VerifiedExport, ExportFault>) -> Exit {
    match found {
        Ok(verified) if verified.early > 0 => Exit::Undecided,
        Ok(_) => Exit::Yes,
        Err(ExportFault::Evidence(_) | ExportFault::Archive(ArchiveError::Wrong { .. })) => Exit::No,
        Err(ExportFault::Archive(ArchiveError::Format(_) | ArchiveError::CutOff)) => Exit::Wrong,
        Err(ExportFault::Archive(ArchiveError::Fault(_))) => Exit::Fault,
    }
}

fn line(found: &Result<VerifiedExport, ExportFault>) -> String {
    let mut line = String::from("{");
    json::key(&mut line, "intact");
    line.push_str(if found.is_ok() { "true" } else { "false" });
    let mut numbers = Vec::new();
    match found {
        Ok(verified) => {
            numbers.extend([
                ("from", verified.from),
                ("size", verified.size),
                ("checkpoints", verified.checkpoints),
                ("witnessed", verified.witnessed),
                ("met", verified.met),
                ("early", verified.early),
            ]);
        }
        Err(ExportFault::Archive(ArchiveError::Wrong { line, position, .. })) => {
            numbers.extend([("line", *line as u64), ("position", *position)]);
        }
        Err(_) => {}
    }
    for (key, number) in numbers {
        json::key(&mut line, key);
        json::number(&mut line, number);
    }
    match found {
        Ok(verified) => {
            json::key(&mut line, "keys");
            json::list(&mut line, &verified.keys, |line, key| json::text(line, key));
        }
        Err(fault) => {
            json::key(&mut line, "wrong");
            json::text(&mut line, &fault.to_string());
        }
    }
    line.push('}');
    line
}
