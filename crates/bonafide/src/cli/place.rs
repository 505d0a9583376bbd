//! Opening a site for a verb, and saying why it does not open.

use std::path::PathBuf;
use std::sync::Arc;

use bonafide_procedure::id::Day;
use bonafide_store::{KeyError, OpenError};

use super::options::PlaceOptions;
use super::{Exit, Fault, Terminal, clock};
use crate::handle::{Clock, Desk};
use crate::report::paint::Ink;
use crate::report::wrap::wrapped;
use crate::site::{Making, Place, SiteError};
use crate::words::say;

/// The variable of the data directory.
const DATA: &str = "BONAFIDE_DATA";
/// The variable of the database.
const DATABASE: &str = "BONAFIDE_DATABASE";

/// Opens the site that the options or the environment name; `on` is the day it is looked at.
pub(super) fn open(
    terminal: &Terminal,
    options: &PlaceOptions,
    making: Making,
    on: Option<Day>,
) -> Result<Result<Desk, Exit>, Fault> {
    let Some(data) = data_of(options) else {
        complain(terminal, &terminal.words.say("place-no-data"));
        return Ok(Err(Exit::Fault));
    };
    let database = options.database.clone().or_else(|| given(DATABASE).and_then(|url| url.into_string().ok()));
    let clock = Clock(Arc::new(move || on.unwrap_or_else(clock::today)));
    match (Place { data, database }).open_at(making, clock) {
        Ok(desk) => Ok(Ok(desk)),
        Err(SiteError::Read(path, error)) => Err(Fault::Read(path, error)),
        Err(SiteError::Years(wrong)) => {
            for (path, faults) in &wrong {
                super::calendar::tell_years(terminal, path, faults);
            }
            Ok(Err(Exit::Wrong))
        }
        Err(SiteError::NoRecord(path)) => {
            complain(terminal, &say!(terminal.words, "place-no-record", path = path.display().to_string()));
            Ok(Err(Exit::No))
        }
        Err(SiteError::Open(error)) => {
            complain(terminal, &sentence(terminal, &error));
            Ok(Err(Exit::Fault))
        }
    }
}

/// The data directory that the options or the environment name.
pub(super) fn data_of(options: &PlaceOptions) -> Option<PathBuf> {
    options.data.clone().or_else(|| given(DATA).map(Into::into))
}

fn given(name: &str) -> Option<std::ffi::OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// Tells what keeps a verb from its work.
pub(super) fn complain(terminal: &Terminal, sentence: &str) {
    let head = terminal.paint_errors().ink(Ink::Bad, &terminal.words.say("cli-fault"));
    terminal.tell(&wrapped(&format!("{head} "), "  ", sentence));
}

fn sentence(terminal: &Terminal, error: &OpenError) -> String {
    let words = &terminal.words;
    match error {
        OpenError::InUse(path) => say!(words, "place-in-use", path = path.display().to_string()),
        OpenError::Newer { found, known } => {
            say!(words, "place-newer", found = u64::from(*found), known = u64::from(*known))
        }
        OpenError::Key(KeyError::Missing(path)) => say!(words, "place-key-missing", path = path.display().to_string()),
        OpenError::Key(KeyError::Exposed(path)) => say!(words, "place-key-exposed", path = path.display().to_string()),
        OpenError::Key(KeyError::Wrong) => words.say("place-key-wrong"),
        other => say!(words, "place-fault", reason = other.to_string()),
    }
}
