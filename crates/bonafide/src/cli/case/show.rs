//! `bonafide case show` and `bonafide case timeline`.

use std::io::Write;

use super::super::options::{CaseShow, Output};
use super::super::{Exit, Fault, Terminal, place, refused};
use crate::gather::{Dated, Gathered};
use crate::handle::{Desk, HandleError};
use crate::report::names::Names;
use crate::report::{dossier, timeline};
use crate::site::Making;

/// Shows the dossier.
pub(super) fn show(options: &CaseShow, terminal: &mut Terminal) -> Result<Exit, Fault> {
    seen(options, terminal, |terminal, gathered, entries| {
        if options.output == Output::Json {
            writeln!(terminal.out, "{}", dossier::json::line(gathered))?;
            return Ok(());
        }
        let names = Names::of(&terminal.words, Some(gathered));
        let page = dossier::page(&names, terminal.paint, gathered, entries);
        write!(terminal.out, "{page}")?;
        Ok(())
    })
}

/// Lists what happened.
pub(super) fn timeline(options: &CaseShow, terminal: &mut Terminal) -> Result<Exit, Fault> {
    seen(options, terminal, |terminal, gathered, entries| {
        if options.output == Output::Json {
            for dated in entries {
                let mut line = String::new();
                timeline::dated_json(&mut line, dated);
                writeln!(terminal.out, "{line}")?;
            }
            return Ok(());
        }
        let names = Names::of(&terminal.words, Some(gathered));
        write!(terminal.out, "{}", timeline::page(&names, terminal.paint, entries))?;
        Ok(())
    })
}

fn seen(
    options: &CaseShow,
    terminal: &mut Terminal,
    show: impl FnOnce(&mut Terminal, &Gathered, &[Dated]) -> Result<(), Fault>,
) -> Result<Exit, Fault> {
    let desk = match place::open(terminal, &options.place, Making::Refused, options.on)? {
        Ok(desk) => desk,
        Err(exit) => return Ok(exit),
    };
    match read(&desk, options) {
        Ok((gathered, entries)) => {
            show(terminal, &gathered, &entries)?;
            Ok(Exit::Yes)
        }
        Err(error) => refused::tell(terminal, &desk, &error, None, options.output),
    }
}

fn read(desk: &Desk, options: &CaseShow) -> Result<(Gathered, Vec<Dated>), HandleError> {
    Ok((desk.look(&options.case)?, desk.timeline(&options.case)?))
}
