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
    let mut calendar = Calendar::official();
    let Some(data) = data else { return Ok(Ok(calendar)) };
    let mut is_sound = true;
    for path in files(data)? {
        match Text::read(&path)?.and_then(|text| calendar.with_year(&text)) {
            Ok(with) => calendar = with,
            // The program has been renewed since, and knows a later notice.
            Err(faults) if matches!(faults.as_slice(), [YearFault { kind: YearFaultKind::Older { .. }, .. }]) => {}
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
    let before = match fs::exists(&options.data) {
        Ok(false) => Ok(Calendar::official()),
        _ => known(desk, Some(&options.data))?,
    };
    let calendar = match before {
        Ok(calendar) => calendar,
        Err(exit) => return Ok(exit),
    };
    let text = Text::read(&options.file)?;
    let with = text.and_then(|text| calendar.with_year(&text).map(|with| (text, with)));
    let (text, with) = match with {
        Ok(found) => found,
        Err(faults) => {
            tell(desk, &options.file, &faults);
            let is_refused = faults
                .iter()
                .all(|fault| matches!(fault.kind, YearFaultKind::Older { .. } | YearFaultKind::SameVersion { .. }));
            return Ok(if is_refused { Exit::No } else { Exit::Wrong });
        }
    };
    // The year is the one the text speaks of, whatever the file is called.
    let Some(year) = Calendar::empty().with_year(&text).ok().and_then(|alone| alone.years().next().cloned()) else {
        return Ok(Exit::Wrong);
    };
    let path = store(&options.data, year.year(), &text)?;
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

/// The text of a year.
struct Text;

impl Text {
    /// Reads a file; one that is too large or no UTF-8 is a wrong text, not a fault of the machine.
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
}

/// Writes a year at once: whoever reads it sees the old text or the new one, never half of it.
fn store(data: &Path, year: i64, text: &str) -> Result<PathBuf, Fault> {
    let folder = data.join(FOLDER);
    let path = folder.join(format!("{year}.json"));
    let beside = folder.join(format!(".{year}.json.{}.new", std::process::id()));
    let written = fs::create_dir_all(&folder)
        .and_then(|()| fs::File::create_new(&beside))
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&beside, &path))
        // The name, too, must be on the disk before the import is said to be done.
        .and_then(|()| fs::File::open(&folder)?.sync_all());
    match written {
        Ok(()) => Ok(path),
        Err(error) => {
            // The half-made file is of no use; that it cannot be removed either is not the fault to tell.
            let _ = fs::remove_file(&beside);
            Err(Fault::Write(path, error))
        }
    }
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
