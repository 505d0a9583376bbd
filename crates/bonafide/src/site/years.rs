//! Years a site has imported: `DIR/calendar/<year>.json`, beside those built in.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use bonafide_procedure::calendar::{Calendar, YearFault, YearFaultKind};

use super::SiteError;

/// The folder of a data directory that holds the years.
pub(crate) const FOLDER: &str = "calendar";

/// A year is some 40 entries in 3 kB; a file a hundred times as large is something else.
const BYTES_MAX: u64 = 1024 * 1024;

/// The years built in and those of a data directory, which need not be there yet.
pub(crate) fn known(data: &Path) -> Result<Calendar, SiteError> {
    if !data.exists() { Ok(Calendar::official()) } else { known_but(data, None) }
}

/// The same; a file about to be replaced may be wrong, because it is about to be put right.
pub(crate) fn known_but(data: &Path, replaced: Option<&Path>) -> Result<Calendar, SiteError> {
    let mut calendar = Calendar::official();
    let mut wrong = Vec::new();
    for path in files(data)? {
        match read(&path)?.and_then(|text| calendar.with_year(&text)) {
            Ok(with) => calendar = with,
            // The program has been renewed since, and knows a later notice.
            Err(faults) if matches!(faults.as_slice(), [YearFault { kind: YearFaultKind::Older { .. }, .. }]) => {}
            Err(_) if replaced == Some(&path) => {}
            Err(faults) => wrong.push((path, faults)),
        }
    }
    if wrong.is_empty() { Ok(calendar) } else { Err(SiteError::Years(wrong)) }
}

/// The years of a data directory, oldest first; none when it holds no folder for them.
fn files(data: &Path) -> Result<Vec<PathBuf>, SiteError> {
    let read = |path: &Path| {
        let path = path.to_owned();
        move |error| SiteError::Read(path, error)
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
pub(crate) fn read(path: &Path) -> Result<Result<String, Vec<YearFault>>, SiteError> {
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(BYTES_MAX + 1).read_to_end(&mut bytes))
        .map_err(|error| SiteError::Read(path.to_owned(), error))?;
    let not_json = |reason: &str| {
        let kind = YearFaultKind::NotJson { reason: reason.to_owned() };
        vec![YearFault { line: 1, entry: None, kind }]
    };
    if bytes.len() as u64 > BYTES_MAX {
        return Ok(Err(not_json("> 1 MiB")));
    }
    Ok(String::from_utf8(bytes).map_err(|error| not_json(&error.to_string())))
}
