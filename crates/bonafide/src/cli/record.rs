//! `bonafide record`: the record verified, signed and pointed into.

mod archive;
mod exchange;

use std::io::Write;

use bonafide_store::{Depth, VerifyError};

use super::options::{self, CaseList, Output, RecordVerb, RecordVerify};
use super::{Exit, Fault, Terminal, place};
use crate::report::json;
use crate::report::paint::Ink;
use crate::report::wrap::wrapped;
use crate::site::Making;
use crate::words::say;

/// Does what is asked about the record.
pub(super) fn run(options: &options::Record, terminal: &mut Terminal) -> Result<Exit, Fault> {
    match &options.verb {
        RecordVerb::Verify(options) => match &options.archive {
            Some(path) => archive::verify(options, path, terminal),
            None => verify(options, terminal),
        },
        RecordVerb::Checkpoint(options) => checkpoint(options, terminal),
        RecordVerb::Prove(options) => exchange::prove(options, terminal),
        RecordVerb::Request(options) => exchange::request(options, terminal),
        RecordVerb::Cosigned(options) => exchange::cosigned(options, terminal),
    }
}

fn verify(options: &RecordVerify, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let desk = match place::open(terminal, &options.place, Making::Refused, None)? {
        Ok(desk) => desk,
        Err(exit) => return Ok(exit),
    };
    let depth = Depth { with_envelopes: options.deep, with_files: options.deep, receipts: Vec::new() };
    let found = desk.store.verify(&depth, |_| {});
    if options.output == Output::Json {
        let mut line = String::from("{");
        json::key(&mut line, "intact");
        line.push_str(if found.is_ok() { "true" } else { "false" });
        match &found {
            Ok(verified) => {
                let numbers = [
                    ("entries", verified.entries),
                    ("covered", verified.covered),
                    ("checkpoints", verified.checkpoints),
                    ("values", verified.values),
                    ("files", verified.files),
                ];
                for (key, number) in numbers {
                    json::key(&mut line, key);
                    json::number(&mut line, number);
                }
            }
            Err(VerifyError::Wrong { position, wrong }) => {
                json::key(&mut line, "position");
                json::number(&mut line, *position);
                json::key(&mut line, "wrong");
                json::text(&mut line, &wrong.to_string());
            }
            Err(error) => {
                json::key(&mut line, "fault");
                json::text(&mut line, &error.to_string());
            }
        }
        writeln!(terminal.out, "{line}}}")?;
    }
    match found {
        Ok(verified) => {
            if options.output == Output::Text {
                let (entries, covered) = (verified.entries, verified.covered);
                let line = say!(
                    terminal.words,
                    "record-intact",
                    entries = entries,
                    covered = covered,
                    checkpoints = verified.checkpoints,
                    values = verified.values,
                    files = verified.files
                );
                writeln!(terminal.out, "{}", terminal.paint.ink(Ink::Good, &wrapped("", "", &line)))?;
                if covered < entries {
                    let line = say!(terminal.words, "record-uncovered", count = entries - covered);
                    writeln!(terminal.out, "{}", wrapped("", "", &line))?;
                }
            }
            Ok(Exit::Yes)
        }
        Err(VerifyError::Wrong { position, wrong }) => {
            let line = say!(terminal.words, "record-wrong", position = position, wrong = wrong.to_string());
            place::complain(terminal, &line);
            Ok(Exit::No)
        }
        Err(error) => {
            place::complain(terminal, &say!(terminal.words, "place-fault", reason = error.to_string()));
            Ok(Exit::Fault)
        }
    }
}

fn checkpoint(options: &CaseList, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let desk = match place::open(terminal, &options.place, Making::Refused, None)? {
        Ok(desk) => desk,
        Err(exit) => return Ok(exit),
    };
    let keys: Result<Vec<_>, _> = desk.store.suites().iter().map(|suite| desk.store.log_key(*suite)).collect();
    match desk
        .store
        .publish()
        .map_err(|error| error.to_string())
        .and_then(|notes| Ok((notes, keys.map_err(|error| error.to_string())?)))
    {
        Ok((notes, keys)) => {
            for (note, key) in notes.iter().zip(keys) {
                if options.output == Output::Json {
                    let mut line = String::from("{");
                    json::key(&mut line, "key");
                    json::text(&mut line, &key.to_string());
                    json::key(&mut line, "checkpoint");
                    json::text(&mut line, note);
                    writeln!(terminal.out, "{line}}}")?;
                } else {
                    write!(terminal.out, "{note}")?;
                    terminal.tell(&say!(terminal.words, "record-key", key = key.to_string()));
                }
            }
            Ok(Exit::Yes)
        }
        Err(reason) => {
            place::complain(terminal, &say!(terminal.words, "place-fault", reason = reason));
            Ok(Exit::Fault)
        }
    }
}
