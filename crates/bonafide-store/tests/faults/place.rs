//! Where a record lies, for the test and for its children alike.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bonafide_ledger::Suite;
use bonafide_store::testing::schema_of;
use bonafide_store::{KeySource, Location, OpenError, Options, Store};
use zeroize::Zeroizing;

/// The suites of every record here.
pub(crate) const SUITES: [Suite; 2] = [Suite::Sha256Ed25519, Suite::Sm3Sm2];

/// A record's place.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) location: Location,
    /// On PostgreSQL: only with a synchronous standby.
    pub(crate) is_highly_available: bool,
    /// Where the pin is, if not in the directory.
    pub(crate) pin: Option<PathBuf>,
}

impl Place {
    pub(crate) fn sqlite(directory: &Path) -> Self {
        Self { location: Location::Sqlite(directory.to_owned()), is_highly_available: false, pin: None }
    }

    pub(crate) fn postgres(url: &str, directory: &Path) -> Self {
        let location = Location::Postgres { url: url.to_owned(), directory: directory.to_owned() };
        Self { location, is_highly_available: false, pin: None }
    }

    pub(crate) fn options(&self) -> Options {
        let mut options = Options::new(KeySource::Bytes(Zeroizing::new([7; 32])), schema_of);
        options.suites = SUITES.to_vec();
        options.is_highly_available = self.is_highly_available;
        options.pin.clone_from(&self.pin);
        options
    }

    pub(crate) fn try_open(&self) -> Result<Store, OpenError> {
        self.try_open_with(self.options())
    }

    /// Opens it with other options. A child of another test that has just been forked holds our lock until it is itself.
    pub(crate) fn try_open_with(&self, options: Options) -> Result<Store, OpenError> {
        for _ in 0..100 {
            match Store::open(&self.location, options.clone()) {
                Err(OpenError::InUse(_)) => std::thread::sleep(Duration::from_millis(10)),
                other => return other,
            }
        }
        Store::open(&self.location, options)
    }

    pub(crate) fn open(&self) -> Store {
        self.try_open().unwrap()
    }

    /// The directory.
    pub(crate) fn directory(&self) -> &Path {
        match &self.location {
            Location::Sqlite(directory) | Location::Postgres { directory, .. } => directory,
        }
    }

    /// As words for a child.
    pub(crate) fn to_words(&self) -> Vec<String> {
        let pin = self.pin.as_ref().map_or_else(|| "-".to_owned(), |pin| pin.display().to_string());
        let (url, directory) = match &self.location {
            Location::Sqlite(directory) => ("-", directory),
            Location::Postgres { url, directory } => (url.as_str(), directory),
        };
        let available = if self.is_highly_available { "available" } else { "alone" };
        vec![url.to_owned(), directory.display().to_string(), available.to_owned(), pin]
    }

    /// The other way round.
    pub(crate) fn of_words(words: &[String]) -> Option<(Self, &[String])> {
        let ([url, directory, available, pin], rest) = words.split_at_checked(4)? else { return None };
        let directory = PathBuf::from(directory);
        let location = match url.as_str() {
            "-" => Location::Sqlite(directory),
            _ => Location::Postgres { url: url.clone(), directory },
        };
        let pin = (pin != "-").then(|| PathBuf::from(pin));
        Some((Self { location, is_highly_available: available == "available", pin }, rest))
    }
}

/// An empty directory that is left behind only when the test fails.
pub(crate) struct Scratch(pub(crate) PathBuf);

impl Scratch {
    pub(crate) fn new(name: &str) -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = base().join(format!("bonafide-faults-{name}-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            // What cannot be removed is left to the system.
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }
}

/// Where everything is put: in memory if there is such a place, since no test here waits for a real disk; what a kill, a
/// failing call or a cut loses does not depend on it.
fn base() -> PathBuf {
    let asked = std::env::var_os("BONAFIDE_FAULTS_DIRECTORY").map(PathBuf::from);
    let memory = || Some(PathBuf::from("/dev/shm")).filter(|path| path.is_dir());
    asked.or_else(memory).unwrap_or_else(std::env::temp_dir)
}

/// Copies a directory of plain files and directories.
pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
