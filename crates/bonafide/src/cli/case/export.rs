//! `bonafide case export`: one archive of a case, to be checked anywhere.

use std::fs;
use std::io::{self, BufWriter, Write};

use bonafide_store::ExportError;

use super::super::options::{CaseExport, Output};
use super::super::{Exit, Fault, Terminal, place, refused};
use crate::report::wrap::wrapped;
use crate::site::Making;
use crate::words::say;

/// Writes the archive beside its name first: what is cut off never bears the name.
pub(super) fn run(options: &CaseExport, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let desk = match place::open(terminal, &options.place, Making::Refused, None)? {
        Ok(desk) => desk,
        Err(exit) => return Ok(exit),
    };
    let stream = match desk.stream_of(&options.case) {
        Ok(stream) => stream,
        Err(error) => return refused::tell(terminal, &desk, &error, None, Output::Text),
    };
    let path = &options.into;
    let write = |error| Fault::Write(path.clone(), error);
    if path.exists() {
        return Err(write(io::Error::from(io::ErrorKind::AlreadyExists)));
    }
    let mut beside = path.clone().into_os_string();
    beside.push(".new");
    let mut file = BufWriter::new(fs::File::create(&beside).map_err(write)?);
    let exported = desk.store.export(stream, &mut file).and_then(|counts| {
        file.flush()?;
        file.get_ref().sync_all()?;
        fs::rename(&beside, path)?;
        Ok(counts)
    });
    match exported {
        Ok((events, files)) => {
            let line = say!(
                terminal.words,
                "export-done",
                case = options.case.as_str(),
                path = path.display().to_string(),
                events = events,
                files = files
            );
            writeln!(terminal.out, "{}", wrapped("", "", &line))?;
            Ok(Exit::Yes)
        }
        Err(error) => {
            // The half-made file is of no use; that it cannot be removed either is not the fault to tell.
            let _ = fs::remove_file(&beside);
            match error {
                ExportError::Write(error) => Err(write(error)),
                other => {
                    place::complain(terminal, &say!(terminal.words, "place-fault", reason = other.to_string()));
                    Ok(Exit::Fault)
                }
            }
        }
    }
}
