//! Flipped bits: in every column, in tiles, notes and the pin, and anywhere in the file of the database. What is read is
//! right, or it is reported; nothing is read silently wrong.

use std::path::{Path, PathBuf};

use bonafide_store::testing::Corpus;
use bonafide_store::{Depth, Store, StreamId, VerifyError};
use rusqlite::{Connection, params};

use crate::bench::{Outcome, Size};
use crate::place::{Place, SUITES, Scratch, copy};
use crate::rows;
use crate::script::Script;

/// Columns of `events` and what kind of damage their flips are.
const COLUMNS: [&str; 12] = [
    "body_sha256",
    "body_sm3",
    "blind",
    "leaf_sha256",
    "leaf_sm3",
    "root_sha256",
    "root_sm3",
    "command_id",
    "request_digest",
    "stream_id",
    "envelope",
    "secrets.envelope",
];

/// A published record of some three hundred entries, with attachments, closed.
pub(crate) struct Rotten {
    _scratch: Scratch,
    pub(crate) place: Place,
    streams: Vec<StreamId>,
}

impl Rotten {
    pub(crate) fn new(commands: usize) -> Self {
        let scratch = Scratch::new("rot");
        let place = Place::sqlite(&scratch.join("record"));
        let store = place.open();
        let mut script = Script::new(71);
        let all = script.range(0, commands).to_vec();
        let mut streams = Vec::new();
        for command in &all {
            store.append(command).unwrap();
            if command.opens.is_some() {
                streams.push(command.stream);
            }
        }
        attach(&store, &mut streams);
        store.publish().unwrap();
        drop(store);
        Self { _scratch: scratch, place, streams }
    }

    fn connection(&self) -> Connection {
        let connection = Connection::open(self.place.directory().join("record.db")).unwrap();
        for trigger in ["events", "secrets", "checkpoints"] {
            let text = format!(
                "DROP TRIGGER IF EXISTS {trigger}_are_never_updated; DROP TRIGGER IF EXISTS {trigger}_are_never_deleted"
            );
            connection.execute_batch(&text).unwrap();
        }
        connection
    }
}

/// A case with two attachments.
fn attach(store: &Store, streams: &mut Vec<StreamId>) {
    let mut corpus = Corpus::new(72);
    let open = corpus.open("72-0");
    store.append(&open).unwrap();
    streams.push(open.stream);
    for (words, version) in ["一", "二"].into_iter().zip(1..) {
        let file = store.put_file(open.stream, "text/plain", words.as_bytes()).unwrap();
        let mut step = corpus.step(open.stream, version, Some(1));
        step.events[0].fields[5] = vec![bonafide_procedure::wire::Value::File(file)];
        store.append(&step).unwrap();
    }
}

/// Everything, but for attachments of the corpus, which were never kept.
fn verify(store: &Store) -> Result<u64, VerifyError> {
    let depth = Depth { with_envelopes: true, with_files: false, receipts: Vec::new() };
    store.verify(&depth, |_| ()).map(|verified| verified.entries)
}

/// A bit in a column of a row: verification names the row.
pub(crate) fn columns(size: &Size) -> Outcome {
    let flips = size.count("FLIPS", 120, 6000);
    let rotten = Rotten::new(30);
    let store = rotten.place.open();
    let connection = rotten.connection();
    let entries = verify(&store).unwrap();
    let mut corpus = Corpus::new(73);
    let mut named = 0;
    for flip in 0..flips {
        let column = COLUMNS[usize::try_from(flip).unwrap() % COLUMNS.len()];
        let position = i64::try_from(corpus.below(entries)).unwrap();
        let (table, column) = column.split_once('.').unwrap_or(("events", column));
        let Some((row, mut bytes)) = column_of(&connection, table, column, position) else { continue };
        let bit = corpus.below(8 * bytes.len() as u64);
        let at = usize::try_from(bit / 8).unwrap();
        bytes[at] ^= 1 << (bit % 8);
        put(&connection, (table, column), row, &bytes);
        let found = verify(&store);
        let is_named =
            matches!(found, Err(VerifyError::Wrong { position: at, .. }) if at == u64::try_from(row).unwrap());
        assert!(is_named, "bit {bit} of {table}.{column} at {row}: {found:?}");
        named += 1;
        bytes[at] ^= 1 << (bit % 8);
        put(&connection, (table, column), row, &bytes);
    }
    assert_eq!(verify(&store), Ok(entries), "all flips were taken back");
    let notes = notes(&store, &connection, &mut corpus, flips / 4);
    Outcome::Ran(vec![
        ("bits flipped in columns", named),
        ("named by position", named),
        ("in stored checkpoints", notes),
        ("reported", notes),
        ("unseen", 0),
    ])
}

/// A bit in a stored checkpoint, in its note or in the edge kept beside it.
fn notes(store: &Store, connection: &Connection, corpus: &mut Corpus, flips: u64) -> u64 {
    for flip in 0..flips {
        let (suite, column) = (if flip % 2 == 0 { 1_i64 } else { 2 }, if flip % 4 < 2 { "note" } else { "frontier" });
        let read = format!("SELECT CAST({column} AS BLOB) FROM checkpoints WHERE suite = ?1");
        let good: Vec<u8> = connection.query_row(&read, [suite], |row| row.get(0)).unwrap();
        let kind = if column == "note" { "TEXT" } else { "BLOB" };
        let write = format!("UPDATE checkpoints SET {column} = CAST(?1 AS {kind}) WHERE suite = ?2");
        let bit = corpus.below(8 * good.len() as u64);
        let mut bytes = good.clone();
        bytes[usize::try_from(bit / 8).unwrap()] ^= 1 << (bit % 8);
        connection.execute(&write, params![bytes, suite]).unwrap();
        assert!(verify(store).is_err(), "bit {bit} of the {column} of suite {suite} is not reported");
        connection.execute(&write, params![good, suite]).unwrap();
    }
    assert!(verify(store).is_ok(), "all flips were taken back");
    flips
}

/// The bytes of a column at a position, or at the next that has some.
fn column_of(connection: &Connection, table: &str, column: &str, position: i64) -> Option<(i64, Vec<u8>)> {
    let text = format!(
        "SELECT position, {column} FROM {table} WHERE position >= ?1 AND LENGTH({column}) > 0 ORDER BY position LIMIT 1"
    );
    connection.query_row(&text, [position], |row| Ok((row.get(0)?, row.get(1)?))).ok()
}

fn put(connection: &Connection, (table, column): (&str, &str), position: i64, bytes: &[u8]) {
    // A position may have several secrets: the one that was read came first.
    let text = format!(
        "UPDATE {table} SET {column} = ?1 WHERE position = ?2 {}",
        if table == "events" { "" } else { "AND key_id = (SELECT key_id FROM secrets WHERE position = ?2 LIMIT 1)" }
    );
    connection.execute(&text, params![bytes, position]).unwrap();
}

/// A bit anywhere in the files that are served, in the pin, in attachments and in stored notes.
pub(crate) fn files(size: &Size) -> Outcome {
    let flips = size.count("FILE_FLIPS", 60, 3000);
    let rotten = Rotten::new(160);
    let mut corpus = Corpus::new(74);
    let (mut seen, mut healed) = (0, 0);
    let all = files_below(rotten.place.directory());
    for flip in 0..flips {
        let path = &all[usize::try_from(flip).unwrap() % all.len()];
        let good = std::fs::read(path).unwrap();
        let mut bytes = good.clone();
        let bit = corpus.below(8 * bytes.len() as u64);
        bytes[usize::try_from(bit / 8).unwrap()] ^= 1 << (bit % 8);
        std::fs::write(path, &bytes).unwrap();
        match damage(&rotten, path) {
            Damage::Seen => seen += 1,
            Damage::Healed => healed += 1,
        }
        std::fs::write(path, &good).unwrap();
    }
    Outcome::Ran(vec![
        ("bits flipped in files", flips),
        ("named", seen),
        ("written anew by the publisher", healed),
        ("unseen", 0),
    ])
}

enum Damage {
    Seen,
    Healed,
}

/// What becomes of a damaged file: it is reported, or the next publication writes it anew as it was.
fn damage(rotten: &Rotten, path: &Path) -> Damage {
    let name = path.strip_prefix(rotten.place.directory()).unwrap().display().to_string();
    let Ok(store) = rotten.place.try_open() else { return Damage::Seen };
    if store.refusal().is_some() || verify(&store).is_err() {
        return Damage::Seen;
    }
    if name.starts_with("files") {
        let found = store.load(*rotten.streams.last().unwrap(), 0).unwrap();
        let is_seen = found.iter().any(|recorded| match &recorded.event.fields.last().unwrap()[..] {
            [bonafide_procedure::wire::Value::File(file)] => {
                store.get_file(*rotten.streams.last().unwrap(), file).is_err()
            }
            _ => false,
        });
        assert!(is_seen, "a changed attachment was read: {name}");
        return Damage::Seen;
    }
    let before = std::fs::read(path).unwrap();
    if store.publish().is_err() {
        return Damage::Seen;
    }
    let after = std::fs::read(path).unwrap();
    assert!(before != after, "a damaged file is served on, and nothing reports it: {name}");
    Damage::Healed
}

fn files_below(directory: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files_below(&path));
        } else if !path.to_string_lossy().contains(".db") && !path.ends_with("lock") {
            all.push(path);
        }
    }
    all.sort();
    all
}

/// A bit anywhere in the database's file: opening or verifying reports it, or everything reads as it was.
pub(crate) fn pages(size: &Size) -> Outcome {
    let flips = size.count("PAGE_FLIPS", 40, 1200);
    let rotten = Rotten::new(30);
    let whole = reading(&rotten.place, &rotten.place.open(), &rotten.streams);
    let (mut seen, mut unused) = (0, 0);
    let mut corpus = Corpus::new(75);
    for _ in 0..flips {
        let scratch = Scratch::new("page");
        copy(rotten.place.directory(), &scratch.join("record"));
        let place = Place::sqlite(&scratch.join("record"));
        let path = place.directory().join("record.db");
        let mut bytes = std::fs::read(&path).unwrap();
        let bit = corpus.below(8 * bytes.len() as u64);
        bytes[usize::try_from(bit / 8).unwrap()] ^= 1 << (bit % 8);
        std::fs::write(&path, &bytes).unwrap();
        let Ok(store) = place.try_open() else {
            seen += 1;
            continue;
        };
        if store.refusal().is_some() || verify(&store).is_err() {
            seen += 1;
            continue;
        }
        let is_same = reading(&place, &store, &rotten.streams) == whole;
        assert!(is_same, "bit {bit} (page {}) is read as something else, and verification is silent", bit / 8 / 4096);
        unused += 1;
    }
    Outcome::Ran(vec![
        ("bits flipped in the database's file", flips),
        ("reported", seen),
        ("read as before", unused),
        ("silently wrong", 0),
    ])
}

/// All that the store answers.
fn reading(place: &Place, store: &Store, streams: &[StreamId]) -> Vec<String> {
    let mut all: Vec<String> = streams.iter().map(|stream| format!("{:?}", store.load(*stream, 0))).collect();
    let Ok(snapshot) = std::panic::catch_unwind(|| rows::read(&place.location)) else {
        return vec!["unreadable".to_owned()];
    };
    for entry in &snapshot.entries {
        all.push(format!("{entry:?}"));
        let command = entry.command.as_slice().try_into().unwrap();
        all.push(format!("{:?}", store.receipt_of(command)));
    }
    all.extend(SUITES.map(|suite| format!("{:?}", store.checkpoint(suite))));
    all.push(format!("{:?}", store.state_hash()));
    all
}
