//! The control of the power cut: a database that does not sync. It is no record; it shows that unsynced rows are lost.

use std::path::Path;
use std::process::ExitCode;

use rusqlite::{Connection, params};

use crate::bench::say;

pub(crate) fn main(words: &[String]) -> ExitCode {
    let connection = Connection::open(&words[0]).unwrap();
    let settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 0;
                    CREATE TABLE rows (number INTEGER PRIMARY KEY, filler BLOB NOT NULL);";
    connection.execute_batch(settings).unwrap();
    for number in 1_i64.. {
        connection.execute("INSERT INTO rows (number, filler) VALUES (?1, ?2)", params![number, [7_u8; 500]]).unwrap();
        say(&format!("row {number}"));
    }
    ExitCode::SUCCESS
}

/// Rows that are there; a database that is not there has none.
pub(crate) fn count(path: &Path) -> u64 {
    let read = || -> rusqlite::Result<i64> {
        Connection::open(path)?.query_row("SELECT COUNT(number) FROM rows", [], |row| row.get(0))
    };
    read().map_or(0, |count| u64::try_from(count).unwrap())
}
