//! Where a site lies, as every verb about one asks for it.

use std::path::PathBuf;

use clap::Args;

/// The options of a site.
#[derive(Clone, Debug, Args)]
pub(crate) struct PlaceOptions {
    /// The data directory of the site; otherwise that of BONAFIDE_DATA.
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// A PostgreSQL database for the events; otherwise that of BONAFIDE_DATABASE, or SQLite in the data directory.
    #[arg(long, value_name = "URL")]
    pub(crate) database: Option<String>,
}
