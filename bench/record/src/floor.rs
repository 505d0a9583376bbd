//! The bare floor: an event appended and the case's row moved on, one transaction a step; and the same in groups of 64.

use std::path::Path;

use rusqlite::Connection;

use crate::rate;

/// Start and twelve steps.
pub(crate) const COMMITS: i64 = 13;

fn open(directory: &Path) -> Connection {
    let path = directory.join("floor.db");
    for tail in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{tail}", path.display()));
    }
    let connection = Connection::open(path).expect("a database");
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             CREATE TABLE e (case_id INTEGER, seq INTEGER, kind TEXT, body BLOB, hash BLOB, PRIMARY KEY (case_id, seq)) WITHOUT ROWID;
             CREATE TABLE c (id INTEGER PRIMARY KEY, stage INTEGER, rev INTEGER);",
        )
        .expect("tables");
    connection
}

fn step(connection: &Connection, case: i64, seq: i64) {
    let insert = "INSERT INTO e VALUES (?, ?, ?, ?, ?)";
    connection.prepare_cached(insert).unwrap().execute((case, seq, "step", [7_u8; 200], [9_u8; 32])).unwrap();
    if seq == 0 {
        connection.prepare_cached("INSERT INTO c VALUES (?, ?, 0)").unwrap().execute((case, seq)).unwrap();
    } else {
        let update = "UPDATE c SET stage = ?, rev = rev + 1 WHERE id = ? AND rev = ?";
        assert_eq!(connection.prepare_cached(update).unwrap().execute((seq, case, seq - 1)).unwrap(), 1);
    }
}

/// Cases a second, one step a commit.
pub(crate) fn alone(directory: &Path, cases: usize) -> f64 {
    grouped(directory, cases, 1)
}

/// Cases a second, the same step of 64 cases a commit.
pub(crate) fn group(directory: &Path, cases: usize) -> f64 {
    grouped(directory, cases, 64)
}

fn grouped(directory: &Path, cases: usize, group: usize) -> f64 {
    let connection = open(directory);
    rate(cases, || {
        let mut first = 0;
        while first < cases {
            let count = group.min(cases - first);
            for seq in 0..COMMITS {
                connection.execute_batch("BEGIN IMMEDIATE").unwrap();
                for case in first..first + count {
                    step(&connection, case as i64, seq);
                }
                connection.execute_batch("COMMIT").unwrap();
            }
            first += count;
        }
    })
}
