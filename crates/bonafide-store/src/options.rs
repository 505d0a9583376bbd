//! What a store is opened with.

use std::path::PathBuf;
use std::time::Duration;

use bonafide_ledger::Suite;
use bonafide_procedure::wire::Schema;

use crate::clock::Clock;
use crate::keys::KeySource;

/// Where a record is kept.
#[derive(Clone, Debug)]
pub enum Location {
    /// A directory with `record.db`, `keys.db`, `files/`, `tiles/`, `pin`. One process at a time.
    Sqlite(PathBuf),
    /// A PostgreSQL database with any number of nodes. The keys lie in the database of the same name with `_keys` behind it.
    Postgres {
        /// Connection string of the record's database.
        url: String,
        /// Directory of this node, for `tiles/` and `pin`.
        directory: PathBuf,
    },
}

/// Where salts, blinds, nonces, keys and ids come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Salts {
    /// The random source of the operating system.
    System,
    /// A reproducible stream, for tests only: whoever knows the seed can guess every field.
    Seeded(u64),
}

/// How much the writer takes into one transaction, and what it refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Commands in one transaction.
    pub batch_commands_max: usize,
    /// How long the writer may wait for further commands when many are under way.
    pub batch_wait_max: Duration,
    /// Bytes of the encoded values of one command.
    pub command_bytes_max: usize,
    /// Bytes of an attachment.
    pub file_bytes_max: usize,
}

impl Limits {
    /// 256 commands or 6 ms, 4 MiB a command, 64 MiB a file.
    #[must_use]
    pub const fn usual() -> Self {
        Self {
            batch_commands_max: 256,
            batch_wait_max: Duration::from_millis(6),
            command_bytes_max: 4 << 20,
            file_bytes_max: 64 << 20,
        }
    }
}

/// What a store is opened with. [`Options::new`] sets what has a usual answer.
#[derive(Clone, Debug)]
pub struct Options {
    /// The log's name, such as `bonafide.county.example`; the suites' logs are `<origin>/log1` and `<origin>/gm1`.
    pub origin: String,
    /// Suites of a new record, one or both, each once; the first seals the envelopes. An older record keeps its own.
    pub suites: Vec<Suite>,
    /// Where the root key lies, under which every other key is wrapped.
    pub keys: KeySource,
    /// The schema of an event type and version; the store's own kinds, from 9000, are never asked for.
    pub schema_of: fn(u16, u16) -> Option<&'static Schema>,
    /// What time it is.
    pub clock: Clock,
    /// Where randomness comes from.
    pub salts: Salts,
    /// Sizes.
    pub limits: Limits,
    /// Where the pin is written; other storage than the record is best. `None`: `pin` in the directory.
    pub pin: Option<PathBuf>,
    /// On PostgreSQL: refuse to start unless a standby confirms each commit.
    pub is_highly_available: bool,
}

impl Options {
    /// Suite 1 alone, the system's clock and randomness, the usual limits.
    #[must_use]
    pub fn new(keys: KeySource, schema_of: fn(u16, u16) -> Option<&'static Schema>) -> Self {
        Self {
            origin: "bonafide.local".to_owned(),
            suites: vec![Suite::Sha256Ed25519],
            keys,
            schema_of,
            clock: Clock::System,
            salts: Salts::System,
            limits: Limits::usual(),
            pin: None,
            is_highly_available: false,
        }
    }
}
