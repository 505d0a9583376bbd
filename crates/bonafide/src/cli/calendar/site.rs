//! Years a site has imported: `DIR/calendar/<year>.json`, beside those built in.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use bonafide_procedure::calendar::{Calendar, YearFault, YearFaultKind};

use super::super::options::Import;
use super::super::{Exit, Fault, Terminal};
use crate::site::{SiteError, years};
use crate::words::{harmless, say};

/// The years built in and those of a data directory, or the exit when one of them is wrong.
pub(super) fn known(terminal: &Terminal, data: Option<&Path>) -> Result<Result<Calendar, Exit>, Fault> {
    match data {
        Some(data) => told(terminal, years::known_but(data, None)),
        None => Ok(Ok(Calendar::official())),
    }
}

/// Tells what is wrong with the years of a data directory.
fn told(terminal: &Terminal, known: Result<Calendar, SiteError>) -> Result<Result<Calendar, Exit>, Fault> {
    match known {
        Ok(calendar) => Ok(Ok(calendar)),
        Err(SiteError::Read(path, error)) => Err(Fault::Read(path, error)),
        Err(SiteError::Years(wrong)) => {
            for (path, faults) in &wrong {
                tell(terminal, path, faults);
            }
            Ok(Err(Exit::Wrong))
        }
        Err(_) => Ok(Err(Exit::Fault)),
    }
}

fn read(path: &Path) -> Result<Result<String, Vec<YearFault>>, Fault> {
    years::read(path).map_err(|error| match error {
        SiteError::Read(path, error) => Fault::Read(path, error),
        _ => Fault::Read(path.to_owned(), io::Error::other("")),
    })
}

/// Checks a year and stores it.
pub(super) fn import(options: &Import, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let refuse = |faults: &[YearFault], exit| {
        tell(terminal, &options.file, faults);
        Ok(exit)
    };
    let text = match read(&options.file)? {
        Ok(text) => text,
        Err(faults) => return refuse(&faults, Exit::Wrong),
    };
    let alone = match Calendar::empty().with_year(&text) {
        Ok(alone) => alone,
        Err(faults) => return refuse(&faults, Exit::Wrong),
    };
    // The year is the one the text speaks of, whatever the file is called.
    let Some(year) = alone.years().next() else { return Ok(Exit::Wrong) };
    let path = options.data.join(years::FOLDER).join(format!("{}.json", year.year()));
    let is_new = fs::exists(&options.data).is_ok_and(|exists| !exists);
    let known =
        if is_new { Ok(Calendar::official()) } else { told(terminal, years::known_but(&options.data, Some(&path)))? };
    let with = match known.map(|calendar| calendar.with_year(&text)) {
        Ok(Ok(with)) => with,
        // A sound text is refused for one reason only: the version known.
        Ok(Err(faults)) => return refuse(&faults, Exit::No),
        Err(exit) => return Ok(exit),
    };
    store(&path, &text)?;
    let (off, worked) = year.counts();
    let line = say!(
        terminal.words,
        "calendar-imported",
        version = year.version(),
        off = off as u64,
        worked = worked as u64,
        notices = year.notices().join(", "),
        path = path.display().to_string(),
        calendar = with.version().unwrap_or_default()
    );
    writeln!(terminal.out, "{line}")?;
    Ok(Exit::Yes)
}

/// Writes a year at once: whoever reads it sees the old text or the new one, never half of it.
fn store(path: &Path, text: &str) -> Result<(), Fault> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.join(format!(".{name}.{}.new", std::process::id()));
    let written = fs::create_dir_all(folder)
        .and_then(|()| fs::File::create_new(&beside))
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&beside, path))
        // The name, too, must be on the disk before the import is said to be done.
        .and_then(|()| fs::File::open(folder)?.sync_all());
    written.map_err(|error| {
        // The half-made file is of no use; that it cannot be removed either is not the fault to tell.
        let _ = fs::remove_file(&beside);
        Fault::Write(path.to_owned(), error)
    })
}

/// Tells everything wrong with a year, each with its place.
pub(in crate::cli) fn tell(terminal: &Terminal, path: &Path, faults: &[YearFault]) {
    for fault in faults {
        let place = format!("{}:{}", harmless(&path.display().to_string()), fault.line);
        let sentence = sentence(terminal, &fault.kind);
        terminal.tell(&match fault.entry {
            Some(entry) => {
                say!(terminal.words, "calendar-fault-entry", place = place, entry = entry as u64, sentence = sentence)
            }
            None => say!(terminal.words, "calendar-fault", place = place, sentence = sentence),
        });
    }
}

fn sentence(terminal: &Terminal, kind: &YearFaultKind) -> String {
    let words = &terminal.words;
    match kind {
        YearFaultKind::NotJson { reason } => say!(words, "calendar-fault-not-json", reason = reason.as_str()),
        YearFaultKind::Field { field } => say!(words, "calendar-fault-field", field = *field),
        YearFaultKind::Year { year } => say!(words, "calendar-fault-year", year = year.as_str()),
        YearFaultKind::Version { version } => say!(words, "calendar-fault-version", version = version.as_str()),
        YearFaultKind::NoSuchDay { date } => say!(words, "calendar-fault-no-such-day", date = date.as_str()),
        YearFaultKind::OutsideYear { date } => say!(words, "calendar-fault-outside-year", date = date.as_str()),
        YearFaultKind::Twice { date, first } => {
            say!(words, "calendar-fault-twice", date = date.as_str(), first = *first as u64)
        }
        YearFaultKind::WorkedWeekday { date } => say!(words, "calendar-fault-worked-weekday", date = date.as_str()),
        YearFaultKind::HolidayMissing { holiday } => {
            say!(words, "calendar-fault-holiday-missing", holiday = holiday.as_str())
        }
        YearFaultKind::Older { known, given } => {
            say!(words, "calendar-fault-older", known = known.as_str(), given = given.as_str())
        }
        YearFaultKind::SameVersion { version } => {
            say!(words, "calendar-fault-same-version", version = version.as_str())
        }
    }
}
