//! `bonafide case new` and `bonafide case do`: one act, through the one road.

use std::io::Write;
use std::path::Path;

use bonafide_procedure::case::Act;

use super::super::options::{CaseDo, CaseNew, Doing, Output};
use super::super::{Exit, Fault, Terminal, clock, place, refused};
use crate::handle::{Desk, Receipt, Request, Target, handle};
use crate::media::{self, Attachment, FileRefused};
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
    carry_out(
        terminal,
        &desk,
        &options.doing,
        Asked { act, case: Target::New, expected_version: None, attachment: None },
    )
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
    let attachment = match &options.file {
        None => None,
        Some(path) => match attached(terminal, &act, options.doing.output, path)? {
            Ok(attachment) => Some(attachment),
            Err(exit) => return Ok(exit),
        },
    };
    let (case, expected_version) = (Target::Case(options.case.clone()), options.expect_version);
    carry_out(terminal, &desk, &options.doing, Asked { act, case, expected_version, attachment })
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
    attachment: Option<Attachment>,
}

fn carry_out(terminal: &mut Terminal, desk: &Desk, doing: &Doing, asked: Asked) -> Result<Exit, Fault> {
    let command_id = match doing.id.map_or_else(|| desk.new_command_id(), Ok) {
        Ok(id) => id,
        Err(error) => return refused::tell(terminal, desk, &error, None, doing.output),
    };
    let on = doing.on.unwrap_or_else(clock::today);
    let Asked { act, case, expected_version, attachment } = asked;
    let request = Request { command_id, actor: doing.actor.clone(), on, act, case, expected_version, attachment };
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

/// Reads a file for the act, if it has a place for one; what keeps it from being taken is told.
fn attached(terminal: &Terminal, act: &Act, output: Output, path: &Path) -> Result<Result<Attachment, Exit>, Fault> {
    let read = media::read(path).map_err(|error| Fault::Read(path.to_owned(), error))?;
    let has_place = matches!(act, Act::AddEvidence(evidence) if evidence.file.is_none());
    let taken = if has_place { read } else { Err(FileRefused::NoPlace) };
    let name = path.display().to_string();
    Ok(taken.map_err(|refusal| refused::tell_file(terminal, &name, &refusal, act, output)))
}
