//! `bonafide case import`: a case received from another organ.

use std::fs;
use std::io::Write;

use bonafide_ledger::VerifierKey;

use super::super::options::{CaseImport, Output};
use super::super::{Exit, Fault, Terminal, clock, place, refused};
use crate::handle::receive::{Receive, receive};
use crate::report::json;
use crate::report::wrap::wrapped;
use crate::site::Making;
use crate::words::say;

/// Checks the archive and records that it was received.
pub(super) fn run(options: &CaseImport, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let bytes = fs::read(&options.archive).map_err(|error| Fault::Read(options.archive.clone(), error))?;
    let key = match VerifierKey::parse(&options.key) {
        Ok(key) => key,
        Err(error) => {
            place::complain(terminal, &say!(terminal.words, "record-bad-key", reason = error.to_string()));
            return Ok(Exit::Fault);
        }
    };
    let doing = &options.doing;
    let desk = match place::open(terminal, &doing.place, Making::Refused, None)? {
        Ok(desk) => desk,
        Err(exit) => return Ok(exit),
    };
    let receiving = desk.new_command_id().and_then(|fresh| {
        let (command_id, actor) = (doing.id.unwrap_or(fresh), doing.actor.clone());
        receive(&desk, &Receive { command_id, actor, on: doing.on.unwrap_or_else(clock::today), bytes, key })
    });
    match receiving {
        Ok(received) => {
            let (number, origin) = (received.number.as_str(), received.archive.origin.as_str());
            let (events, first) = (received.archive.events.len() as u64, received.recorded.first_position);
            if doing.output == Output::Json {
                let mut line = String::from("{");
                json::key(&mut line, "case");
                json::text(&mut line, number);
                json::key(&mut line, "origin");
                json::text(&mut line, origin);
                json::key(&mut line, "events");
                json::number(&mut line, events);
                json::key(&mut line, "first_position");
                json::number(&mut line, first);
                writeln!(terminal.out, "{line}}}")?;
                return Ok(Exit::Yes);
            }
            let line =
                say!(terminal.words, "import-done", case = number, origin = origin, events = events, first = first);
            writeln!(terminal.out, "{}", wrapped("", "", &line))?;
            Ok(Exit::Yes)
        }
        Err(error) => refused::tell(terminal, &desk, &error, None, doing.output),
    }
}
