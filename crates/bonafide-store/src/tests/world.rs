//! A record to try things on, on either engine.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bonafide_ledger::Suite;
use zeroize::Zeroizing;

use crate::testing::{Corpus, Directory, Postgres, schema_of};
use crate::{Append, Clock, KeySource, Location, Options, Salts, Store};

pub(crate) const START_MS: u64 = 1_764_288_000_000;

/// A record that can be closed and opened again.
pub(crate) struct World {
    pub(crate) location: Location,
    pub(crate) options: Options,
    pub(crate) now_ms: Arc<AtomicU64>,
    directory: Directory,
}

impl World {
    pub(crate) fn sqlite() -> Self {
        let directory = Directory::new().unwrap();
        let location = Location::Sqlite(directory.path().join("record"));
        Self::at(location, directory)
    }

    pub(crate) fn postgres() -> Self {
        let directory = Directory::new().unwrap();
        let url = Postgres::shared().unwrap().new_database().unwrap();
        Self::at(Location::Postgres { url, directory: directory.path().join("record") }, directory)
    }

    /// One of each engine.
    pub(crate) fn both() -> [Self; 2] {
        [Self::sqlite(), Self::postgres()]
    }

    fn at(location: Location, directory: Directory) -> Self {
        let now_ms = Arc::new(AtomicU64::new(START_MS));
        let clock = Arc::clone(&now_ms);
        let mut options = Options::new(KeySource::Bytes(Zeroizing::new([7; 32])), schema_of);
        options.clock = Clock::Given(Arc::new(move || clock.fetch_add(1, Ordering::Relaxed)));
        options.salts = Salts::Seeded(1);
        Self { location, options, now_ms, directory }
    }

    /// The same with both suites.
    pub(crate) fn with_both_suites(mut self) -> Self {
        self.options.suites = vec![Suite::Sha256Ed25519, Suite::Sm3Sm2];
        self
    }

    pub(crate) fn open(&self) -> Store {
        Store::open(&self.location, self.options.clone()).unwrap()
    }

    /// Where this node keeps its pin and tiles, and SQLite its files.
    pub(crate) fn path(&self) -> std::path::PathBuf {
        self.directory.path().join("record")
    }

    /// Runs statements that both engines understand behind the store's back, with the guards off.
    pub(crate) fn execute(&self, statements: &[&str]) {
        match &self.location {
            Location::Sqlite(path) => {
                let connection = rusqlite::Connection::open(path.join("record.db")).unwrap();
                let names: Vec<String> = connection
                    .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")
                    .unwrap()
                    .query_map([], |row| row.get(0))
                    .unwrap()
                    .map(Result::unwrap)
                    .collect();
                names.iter().for_each(|name| connection.execute_batch(&format!("DROP TRIGGER {name}")).unwrap());
                statements.iter().for_each(|statement| connection.execute_batch(statement).unwrap());
            }
            Location::Postgres { url, .. } => {
                let mut client = postgres::Client::connect(url, postgres::NoTls).unwrap();
                client.batch_execute("SET session_replication_role = replica").unwrap();
                statements.iter().for_each(|statement| client.batch_execute(statement).unwrap());
            }
        }
    }

    /// Changes the bytes of a column in one row.
    pub(crate) fn change(&self, table: &str, column: &str, position: u64, change: impl Fn(&mut Vec<u8>)) {
        self.execute(&[]);
        let position = i64::try_from(position).unwrap();
        match &self.location {
            Location::Sqlite(path) => {
                let connection = rusqlite::Connection::open(path.join("record.db")).unwrap();
                let text = format!("SELECT {column} FROM {table} WHERE position = ?1 LIMIT 1");
                let mut bytes: Vec<u8> = connection.query_row(&text, [position], |row| row.get(0)).unwrap();
                change(&mut bytes);
                let text = format!("UPDATE {table} SET {column} = ?2 WHERE position = ?1");
                connection.execute(&text, rusqlite::params![position, bytes]).unwrap();
            }
            Location::Postgres { url, .. } => {
                let mut client = postgres::Client::connect(url, postgres::NoTls).unwrap();
                client.batch_execute("SET session_replication_role = replica").unwrap();
                let text = format!("SELECT {column} FROM {table} WHERE position = $1 LIMIT 1");
                let mut bytes: Vec<u8> = client.query_one(&text, &[&position]).unwrap().get(0);
                change(&mut bytes);
                let text = format!("UPDATE {table} SET {column} = $2 WHERE position = $1");
                client.execute(&text, &[&position, &bytes]).unwrap();
            }
        }
    }
}

/// Some cases with some steps each, appended; gives all commands back.
pub(crate) fn fill(store: &Store, seed: u64, cases: usize, steps: usize) -> Vec<Append> {
    let mut corpus = Corpus::new(seed);
    let mut all = Vec::new();
    for case in 0..cases {
        let open = corpus.open(&format!("{seed}-{case:04}"));
        let mut version = store.append(&open).unwrap().version_after;
        let stream = open.stream;
        all.push(open);
        for _ in 0..steps {
            let step = corpus.step(stream, version, None);
            version = store.append(&step).unwrap().version_after;
            all.push(step);
        }
    }
    all
}
