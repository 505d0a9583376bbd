//! The pin: the newest checkpoint this node signed, kept where a restored database cannot reach it.
//!
//! ```text
//! bonafide pin v1
//! <origin of the log> <size> <root in base64>        one line a suite
//! ```

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use bonafide_ledger::{Hash, base64};

use crate::error::Fault;

const TITLE: &str = "bonafide pin v1";

/// One line of a pin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pinned {
    pub(crate) origin: String,
    pub(crate) size: u64,
    pub(crate) root: Hash,
}

/// Reads the pin; none if there is no file.
pub(crate) fn read(path: &Path) -> Result<Vec<Pinned>, Fault> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    parse(&text).ok_or_else(|| Fault::new(format!("the pin `{}` does not read", path.display())))
}

fn parse(text: &str) -> Option<Vec<Pinned>> {
    let lines = text.strip_prefix(TITLE)?.strip_prefix('\n')?;
    lines
        .lines()
        .map(|line| {
            let mut words = line.split(' ');
            let (origin, size, root) = (words.next()?, words.next()?, words.next()?);
            let root = base64::decode(root)?.try_into().ok()?;
            words.next().is_none().then_some(Pinned { origin: origin.to_owned(), size: size.parse().ok()?, root })
        })
        .collect()
}

/// Replaces the pin durably.
pub(crate) fn write(path: &Path, pins: &[Pinned]) -> Result<(), Fault> {
    let mut text = format!("{TITLE}\n");
    for pin in pins {
        text.push_str(&format!("{} {} {}\n", pin.origin, pin.size, base64::encode(&pin.root)));
    }
    Ok(replace(path, text.as_bytes())?)
}

/// Puts bytes under a name so that after a crash the old or the new bytes are there, whole.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    place(path, bytes)?;
    sync_directory(path)
}

/// Like [`replace`], but the directory is not synced yet.
pub(crate) fn place(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    let mut file = File::create(&name)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&name, path)
}

/// Makes the names in the directory of a file durable.
pub(crate) fn sync_directory(path: &Path) -> io::Result<()> {
    match path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        Some(parent) => File::open(parent)?.sync_all(),
        None => File::open(".")?.sync_all(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_reads_back_and_half_a_pin_does_not() {
        let directory = crate::testing::Directory::new().unwrap();
        let path = directory.path().join("pin");
        assert_eq!(read(&path).unwrap(), []);
        let pins = [Pinned { origin: "a.example/log1".to_owned(), size: 7, root: [3; 32] }];
        write(&path, &pins).unwrap();
        assert_eq!(read(&path).unwrap(), pins);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, &text[..text.len() - 9]).unwrap();
        assert!(read(&path).is_err());
    }
}
