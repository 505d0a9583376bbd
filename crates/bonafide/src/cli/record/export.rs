//! `bonafide record export`: the whole record in one file, for an auditor who has no database.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use bonafide_ledger::Quorum;
use bonafide_store::ExportError;

use super::super::options::RecordExport;
use super::super::{Exit, Fault, Terminal, place};
use crate::handle::Desk;
use crate::report::wrap::wrapped;
use crate::site::Making;
use crate::words::say;

/// The policy that goes into the file, if it is one; what is wrong with it is told.
pub(super) fn policy(terminal: &Terminal, path: &Path) -> Result<Result<(String, Quorum), Exit>, Fault> {
    let text = fs::read_to_string(path).map_err(|error| Fault::Read(path.to_owned(), error))?;
    match Quorum::parse(text.as_bytes()) {
        Ok(quorum) => Ok(Ok((text, quorum))),
        Err(error) => {
            let (path, reason) = (path.display().to_string(), error.to_string());
            place::complain(terminal, &say!(terminal.words, "record-bad-policy", path = path, reason = reason));
            Ok(Err(Exit::Wrong))
        }
    }
}

/// Writes the export beside its name first: what is cut off never bears the name.
pub(super) fn run(options: &RecordExport, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let quorum = match options.quorum.as_deref().map(|path| policy(terminal, path)).transpose()? {
        None => None,
        Some(Ok((text, _))) => Some(text),
        Some(Err(exit)) => return Ok(exit),
    };
    let desk = match place::open(terminal, &options.place, Making::Refused, None)? {
        Ok(desk) => desk,
        Err(exit) => return Ok(exit),
    };
    let out = &options.out;
    let is_folder = out.is_dir();
    let write = |error| Fault::Write(out.clone(), error);
    if out.exists() && !is_folder {
        return Err(write(io::Error::from(io::ErrorKind::AlreadyExists)));
    }
    let mut beside = if is_folder { out.join("record") } else { out.clone() }.into_os_string();
    beside.push(".new");
    let mut file = BufWriter::new(fs::File::create(&beside).map_err(write)?);
    let exported = desk.store.export_record(options.from, quorum.as_deref(), &mut file).and_then(|exported| {
        file.flush()?;
        file.get_ref().sync_all()?;
        let path = if is_folder { out.join(name_of(&desk, exported.from, exported.size)) } else { out.clone() };
        if path.exists() {
            return Err(io::Error::from(io::ErrorKind::AlreadyExists).into());
        }
        fs::rename(&beside, &path)?;
        Ok((exported, path))
    });
    match exported {
        Ok((exported, path)) => {
            let line = say!(
                terminal.words,
                "record-exported",
                from = exported.from,
                size = exported.size,
                checkpoints = exported.checkpoints,
                path = path.display().to_string()
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

/// `county.example-log1-0-1200.record`: origin, first position, size.
fn name_of(desk: &Desk, from: u64, size: u64) -> PathBuf {
    let key = desk.store.suites().first().and_then(|suite| desk.store.log_key(*suite).ok());
    let origin = key.map(|key| key.name().replace(['/', '\\', ':'], "-")).unwrap_or_default();
    PathBuf::from(format!("{origin}-{from}-{size}.record"))
}
