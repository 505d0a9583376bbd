//! Where a site lies (数据文件夹): its record, its key, its imported years, and how they are opened.
//!
//! `DIR/record.db` and what the store puts beside it, `DIR/root.key`, `DIR/calendar/<year>.json`. With a database, the
//! events lie there, and the folder holds key, pin and tiles.

pub(crate) mod accounts;
pub(crate) mod years;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use bonafide_procedure::calendar::YearFault;
use bonafide_procedure::id::Day;
use bonafide_store::{KeySource, Location, OpenError, Options, Store};

use crate::handle::{Clock, Desk, schema_of};

/// The file of the root key, unless the environment names another.
const KEY_FILE: &str = "root.key";

/// The variable that names another file for the root key, outside the folder and its backups.
const KEY_VARIABLE: &str = "BONAFIDE_KEY";

/// Where a site lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The data directory.
    pub data: PathBuf,
    /// A PostgreSQL database for the events.
    pub database: Option<String>,
}

/// Whether a site may be made where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Making {
    /// It must be there.
    Refused,
    /// The first text makes it.
    Allowed,
}

/// Why a site does not open.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// There is none.
    #[error("there is no record in `{0}`")]
    NoRecord(PathBuf),
    /// A year of its calendar is wrong.
    #[error("a year of the calendar is wrong")]
    Years(Vec<(PathBuf, Vec<YearFault>)>),
    /// A file cannot be read.
    #[error("`{0}` cannot be read: {1}")]
    Read(PathBuf, std::io::Error),
    /// The store says no.
    #[error(transparent)]
    Open(#[from] OpenError),
}

impl Place {
    /// Opens the site, its clock the machine's in Beijing.
    ///
    /// # Errors
    /// [`SiteError`].
    pub fn open(&self, making: Making) -> Result<Desk, SiteError> {
        self.open_at(making, Clock(Arc::new(today)))
    }

    /// Opens the site with a clock.
    ///
    /// # Errors
    /// [`SiteError`].
    pub fn open_at(&self, making: Making, clock: Clock) -> Result<Desk, SiteError> {
        let is_there = self.database.is_some() || self.data.join("record.db").is_file();
        if making == Making::Refused && !is_there {
            return Err(SiteError::NoRecord(self.data.clone()));
        }
        let calendar = years::known(&self.data)?;
        std::fs::create_dir_all(&self.data).map_err(|error| SiteError::Read(self.data.clone(), error))?;
        let store = Store::open(&self.location(), Options::new(KeySource::File(self.key()), schema_of))?;
        Ok(Desk::new(store, calendar, clock))
    }

    fn location(&self) -> Location {
        match &self.database {
            None => Location::Sqlite(self.data.clone()),
            Some(url) => Location::Postgres { url: url.clone(), directory: self.data.clone() },
        }
    }

    fn key(&self) -> PathBuf {
        std::env::var_os(KEY_VARIABLE)
            .filter(|path| !path.is_empty())
            .map_or_else(|| self.data.join(KEY_FILE), PathBuf::from)
    }

    /// The data directory.
    pub fn data(&self) -> &Path {
        &self.data
    }
}

/// Today in Beijing.
fn today() -> Day {
    crate::cli::today()
}
