//! Years a site has imported: `DIR/calendar/<year>.json`, beside those built in.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use bonafide_procedure::calendar::{Calendar, YearFault, YearFaultKind};

use super::super::options::Import;
use super::super::{Desk, Exit, Fault};
use crate::words::{harmless, say};

/// The folder of a data directory that holds the years.
const FOLDER: &str = "calendar";

/// A year is some 40 entries in 3 kB; a file a hundred times as large is something else.
const BYTES_MAX: u64 = 1024 * 1024;

/// The years built in and those of a data directory, or the exit when one of them is wrong.
pub(super) fn known(desk: &Desk, data: Option<&Path>) -> Result<Result<Calendar, Exit>, Fault> {
    match data {
        Some(data) => known_but(desk, data, None),
        None => Ok(Ok(Calendar::official())),
    }
}

/// The same; a file about to be replaced may be wrong, because it is about to be put right.
fn known_but(desk: &Desk, data: &Path, replaced: Option<&Path>) -> Result<Result<Calendar, Exit>, Fault> {
    let mut calendar = Calendar::official();
    let mut is_sound = true;
    for path in files(data)? {
        match read(&path)?.and_then(|text| calendar.with_year(&text)) {
            Ok(with) => calendar = with,
            // The program has been renewed since, and knows a later notice.
            Err(faults) if matches!(faults.as_slice(), [YearFault { kind: YearFaultKind::Older { .. }, .. }]) => {}
            Err(_) if replaced == Some(&path) => {}
            Err(faults) => {
                tell(desk, &path, &faults);
                is_sound = false;
            }
        }
    }
    Ok(if is_sound { Ok(calendar) } else { Err(Exit::Wrong) })
}

/// Checks a year and stores it.
pub(super) fn import(options: &Import, desk: &mut Desk) -> Result<Exit, Fault> {
    let refuse = |faults: &[YearFault], exit| {
        tell(desk, &options.file, faults);
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
    let path = options.data.join(FOLDER).join(format!("{}.json", year.year()));
    let is_new = fs::exists(&options.data).is_ok_and(|exists| !exists);
    let known = if is_new { Ok(Calendar::official()) } else { known_but(desk, &options.data, Some(&path))? };
    let with = match known.map(|calendar| calendar.with_year(&text)) {
        Ok(Ok(with)) => with,
        // A sound text is refused for one reason only: the version known.
        Ok(Err(faults)) => return refuse(&faults, Exit::No),
        Err(exit) => return Ok(exit),
    };
    store(&path, &text)?;
    let (off, worked) = year.counts();
    let line = say!(
        desk.words,
        "calendar-imported",
        version = year.version(),
        off = off as u64,
        worked = worked as u64,
        notices = year.notices().join(", "),
        path = path.display().to_string(),
        calendar = with.version().unwrap_or_default()
    );
    writeln!(desk.out, "{line}")?;
    Ok(Exit::Yes)
}

/// The years of a data directory, oldest first; none when it holds no folder for them.
fn files(data: &Path) -> Result<Vec<PathBuf>, Fault> {
    let read = |path: &Path| {
        let path = path.to_owned();
        move |error| Fault::Read(path, error)
    };
    fs::metadata(data).map_err(read(data))?;
    let folder = data.join(FOLDER);
    let entries = match fs::read_dir(&folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.map_err(read(&folder))?,
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(read(&folder))?.path();
        let is_hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if !is_hidden && path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Reads the text of a year; one that is too large or no UTF-8 is a wrong text, not a fault of the machine.
fn read(path: &Path) -> Result<Result<String, Vec<YearFault>>, Fault> {
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(BYTES_MAX + 1).read_to_end(&mut bytes))
        .map_err(|error| Fault::Read(path.to_owned(), error))?;
    let not_json = |reason: &str| {
        let kind = YearFaultKind::NotJson { reason: reason.to_owned() };
        vec![YearFault { line: 1, entry: None, kind }]
    };
    if bytes.len() as u64 > BYTES_MAX {
        return Ok(Err(not_json("> 1 MiB")));
    }
    Ok(String::from_utf8(bytes).map_err(|error| not_json(&error.to_string())))
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
fn tell(desk: &Desk, path: &Path, faults: &[YearFault]) {
    for fault in faults {
        let place = format!("{}:{}", harmless(&path.display().to_string()), fault.line);
        let sentence = sentence(desk, &fault.kind);
        desk.tell(&match fault.entry {
            Some(entry) => {
                say!(desk.words, "calendar-fault-entry", place = place, entry = entry as u64, sentence = sentence)
            }
            None => say!(desk.words, "calendar-fault", place = place, sentence = sentence),
        });
    }
}

fn sentence(desk: &Desk, kind: &YearFaultKind) -> String {
    let words = &desk.words;
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
