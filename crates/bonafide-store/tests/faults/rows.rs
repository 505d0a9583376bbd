//! The rows as they are stored, read past the store.

use bonafide_store::Location;
use postgres::{Client, IsolationLevel, NoTls};
use rusqlite::{Connection, OpenFlags};

use bonafide_ledger::Suite;

/// One for each of [`crate::place::SUITES`].
pub(crate) type Pair<T> = [T; 2];

/// A row of `events`, but for its envelope.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) position: i64,
    pub(crate) stream: Vec<u8>,
    pub(crate) version: i64,
    pub(crate) kind: i64,
    pub(crate) recorded_ms: i64,
    pub(crate) command: Vec<u8>,
    pub(crate) index: i64,
    pub(crate) secrets: i64,
    pub(crate) blind: Vec<u8>,
    pub(crate) leaf: Pair<Option<Vec<u8>>>,
    pub(crate) root: Pair<Option<Vec<u8>>>,
    pub(crate) body: Pair<Vec<u8>>,
}

/// A consistent reading of the whole record.
pub(crate) struct Snapshot {
    pub(crate) entries: Vec<Entry>,
    pub(crate) size: i64,
    pub(crate) last_ms: i64,
    pub(crate) root: Pair<Vec<u8>>,
    pub(crate) frontier: Pair<Vec<u8>>,
    /// Rows of `secrets`.
    pub(crate) secrets: i64,
    /// Rows of `streams`.
    pub(crate) streams: i64,
}

const EVENTS: &str = "
SELECT position, stream_id, version, kind, recorded_ms, command_id, command_index, secret_count, blind,
    leaf_sha256, leaf_sm3, root_sha256, root_sm3, body_sha256, body_sm3
FROM events
ORDER BY position";
const HEAD: &str =
    "SELECT size, last_recorded_ms, root_sha256, root_sm3, frontier_sha256, frontier_sm3 FROM heads WHERE id = 1";
const SECRETS: &str = "SELECT COUNT(position) FROM secrets";
const STREAMS: &str = "SELECT COUNT(stream_id) FROM streams";

/// Reads a record whose store is open, so that nothing is recovered or cleaned up by this reading.
pub(crate) fn read(location: &Location) -> Snapshot {
    match location {
        Location::Sqlite(directory) => read_sqlite(
            &Connection::open_with_flags(directory.join("record.db"), OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap(),
        ),
        Location::Postgres { url, .. } => read_postgres(&mut Client::connect(url, NoTls).unwrap()),
    }
}

fn read_sqlite(connection: &Connection) -> Snapshot {
    let check: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(check, "ok", "SQLite's own check");
    let transaction = connection.unchecked_transaction().unwrap();
    let mut statement = transaction.prepare(EVENTS).unwrap();
    let entry = |row: &rusqlite::Row<'_>| {
        Ok(Entry {
            position: row.get(0)?,
            stream: row.get(1)?,
            version: row.get(2)?,
            kind: row.get(3)?,
            recorded_ms: row.get(4)?,
            command: row.get(5)?,
            index: row.get(6)?,
            secrets: row.get(7)?,
            blind: row.get(8)?,
            leaf: [row.get(9)?, row.get(10)?],
            root: [row.get(11)?, row.get(12)?],
            body: [row.get(13)?, row.get(14)?],
        })
    };
    let entries = statement.query_map([], entry).unwrap().map(Result::unwrap).collect();
    let count = |text| transaction.query_row(text, [], |row| row.get(0)).unwrap();
    let head = |row: &rusqlite::Row<'_>| {
        Ok(Snapshot {
            entries,
            size: row.get(0)?,
            last_ms: row.get(1)?,
            root: [row.get(2)?, row.get(3)?],
            frontier: [row.get(4)?, row.get(5)?],
            secrets: count(SECRETS),
            streams: count(STREAMS),
        })
    };
    transaction.query_row(HEAD, [], head).unwrap()
}

fn read_postgres(client: &mut Client) -> Snapshot {
    let builder = client.build_transaction().isolation_level(IsolationLevel::RepeatableRead).read_only(true);
    let mut transaction = builder.start().unwrap();
    let entry = |row: &postgres::Row| Entry {
        position: row.get(0),
        stream: row.get(1),
        version: row.get(2),
        kind: row.get(3),
        recorded_ms: row.get(4),
        command: row.get(5),
        index: row.get(6),
        secrets: row.get(7),
        blind: row.get(8),
        leaf: [row.get(9), row.get(10)],
        root: [row.get(11), row.get(12)],
        body: [row.get(13), row.get(14)],
    };
    // The head first: it fixes what the transaction sees.
    let head = transaction.query_one(HEAD, &[]).unwrap();
    let entries = transaction.query(EVENTS, &[]).unwrap().iter().map(entry).collect();
    let mut count = |text| transaction.query_one(text, &[]).unwrap().get(0);
    Snapshot {
        entries,
        size: head.get(0),
        last_ms: head.get(1),
        root: [head.get(2), head.get(3)],
        frontier: [head.get(4), head.get(5)],
        secrets: count(SECRETS),
        streams: count(STREAMS),
    }
}

/// The number of a suite in a [`Pair`].
pub(crate) fn of(suite: Suite) -> usize {
    match suite {
        Suite::Sha256Ed25519 => 0,
        Suite::Sm3Sm2 => 1,
    }
}
