//! `bonafide case new` and `bonafide case do`: one act, through the one road.

use std::io::Write;
use std::path::Path;

use bonafide_procedure::case::Act;

use super::super::options::{CaseDo, CaseNew, Doing, Output};
use super::super::{Exit, Fault, Terminal, clock, place, refused};
use crate::handle::{Desk, HandleError, Receipt, Request, Target, handle};
use crate::media::{self, FileRefused};
use crate::report::names::Names;
use crate::report::wrap::wrapped;
use crate::report::{act_error, receipt};
use crate::site::Making;

/// Opens a file.
pub(super) fn new(options: &CaseNew, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let act = match read(terminal, &options.act, &options.fields) {
        Ok(act) => act,
        Err(exit) => return Ok(exit),
    };
    let desk = match place::open(terminal, &options.doing.place, Making::Refused, None)? {
        Ok(desk) => desk,
        Err(exit) => return Ok(exit),
    };
    carry_out(terminal, &desk, &options.doing, Asked { act, case: Target::New, expected_version: None })
}

/// Does an act in a case.
pub(super) fn act(options: &CaseDo, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let act = match read(terminal, &options.act, &options.fields) {
        Ok(act) => act,
        Err(exit) => return Ok(exit),
    };
    let desk = match place::open(terminal, &options.doing.place, Making::Refused, None)? {
        Ok(desk) => desk,
        Err(exit) => return Ok(exit),
    };
    let act = match &options.file {
        None => act,
        Some(path) => match attached(terminal, &desk, options, act, path)? {
            Ok(act) => act,
            Err(exit) => return Ok(exit),
        },
    };
    let asked = Asked { act, case: Target::Case(options.case.clone()), expected_version: options.expect_version };
    carry_out(terminal, &desk, &options.doing, asked)
}

/// The act as written on the command line; what is wrong is told.
fn read(terminal: &Terminal, name: &str, fields: &[(String, String)]) -> Result<Act, Exit> {
    let words: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Act::parse(name, &words).map_err(|error| {
        place::complain(terminal, &act_error::sentence(&terminal.words, &error));
        Exit::Wrong
    })
}

struct Asked {
    act: Act,
    case: Target,
    expected_version: Option<u32>,
}

fn carry_out(terminal: &mut Terminal, desk: &Desk, doing: &Doing, asked: Asked) -> Result<Exit, Fault> {
    let command_id = match doing.id.map_or_else(|| desk.new_command_id(), Ok) {
        Ok(id) => id,
        Err(error) => return refused::tell(terminal, desk, &error, None, doing.output),
    };
    let on = doing.on.unwrap_or_else(clock::today);
    let (act, case, expected_version) = (asked.act, asked.case, asked.expected_version);
    let request = Request { command_id, actor: doing.actor.clone(), on, act, case, expected_version };
    match handle(desk, &request) {
        Ok(receipt) => done(terminal, desk, doing.output, &receipt),
        Err(error) => refused::tell(terminal, desk, &error, Some(&request), doing.output),
    }
}

fn done(terminal: &mut Terminal, desk: &Desk, output: Output, receipt: &Receipt) -> Result<Exit, Fault> {
    let gathered = desk.look(&receipt.number);
    if output == Output::Json {
        let mut line = String::from("{");
        receipt::json(&mut line, receipt);
        writeln!(terminal.out, "{line}}}")?;
        return Ok(Exit::Yes);
    }
    let names = Names::of(&terminal.words, gathered.as_ref().ok());
    let page = receipt::page(&names, terminal.paint, receipt);
    write!(terminal.out, "{page}")?;
    if let Ok(gathered) = &gathered
        && let Some(next) = gathered.situation().next_steps().first()
    {
        let sentence = crate::report::dossier::next_sentence(&names, gathered, next);
        writeln!(terminal.out, "{}", wrapped("", "", &sentence))?;
    }
    Ok(Exit::Yes)
}

/// Keeps a file with the case and names it in the act.
fn attached(
    terminal: &Terminal,
    desk: &Desk,
    options: &CaseDo,
    mut act: Act,
    path: &Path,
) -> Result<Result<Act, Exit>, Fault> {
    let (kept, output) =
        (media::read(path).map_err(|error| Fault::Read(path.to_owned(), error))?, options.doing.output);
    let name = path.display().to_string();
    let refuse = |refusal: &FileRefused| refused::tell_file(terminal, &name, refusal, &act, output);
    let Act::AddEvidence(evidence) = &act else { return Ok(Err(refuse(&FileRefused::NoPlace))) };
    if evidence.file.is_some() {
        return Ok(Err(refuse(&FileRefused::NoPlace)));
    }
    let kept = match kept {
        Ok(kept) => kept,
        Err(refusal) => return Ok(Err(refuse(&refusal))),
    };
    let stream = match desk.stream_of(&options.case) {
        Ok(stream) => stream,
        Err(error) => return refuse_error(terminal, desk, &error, output),
    };
    match desk.store.put_file(stream, kept.media, &kept.bytes) {
        Ok(file) => {
            if let Act::AddEvidence(evidence) = &mut act {
                evidence.file = Some(file);
            }
            Ok(Ok(act))
        }
        Err(error) => refuse_error(terminal, desk, &HandleError::File(error), output),
    }
}

fn refuse_error(
    terminal: &Terminal,
    desk: &Desk,
    error: &HandleError,
    output: Output,
) -> Result<Result<Act, Exit>, Fault> {
    refused::tell(terminal, desk, error, None, output).map(Err)
}
