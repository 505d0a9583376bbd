//! SQLite: bundled, WAL, every commit synced. One process holds the directory's lock.

mod drafts;
mod keys;
mod lists;
mod migrate;
mod reading;
mod sql;

use std::collections::HashSet;
use std::path::Path;

use bonafide_ledger::{Frontier, Hash, event_digest};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row as SqlRow, params};

use super::{Asked, Ended, Envelopes, Id, Knowledge, LogRow, Session};
use crate::batch::Before;
use crate::error::{Fault, OpenError};
use crate::row::{CheckpointRow, Head, PerSuite, Row, Secret, StreamRow, Tip, Transaction};

pub(crate) use drafts::open as open_drafts;
pub(crate) use keys::open as open_keys;
pub(crate) use lists::open as open_lists;

/// Opens the record for writing, making or migrating it.
pub(crate) fn open_writer(path: &Path) -> Result<Box<dyn Session>, OpenError> {
    let connection = connect(path)?;
    migrate::record(&connection)?;
    settle(&connection)?;
    Ok(Box::new(Sqlite { connection }))
}

/// Opens one more connection that reads.
pub(crate) fn open_reader(path: &Path) -> Result<Box<dyn Session>, Fault> {
    Ok(Box::new(Sqlite { connection: connect(path)? }))
}

fn connect(path: &Path) -> Result<Connection, Fault> {
    connect_with(path, sql::PRAGMAS)
}

fn connect_with(path: &Path, pragmas: &str) -> Result<Connection, Fault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.execute_batch(pragmas)?;
    // A plan that looks at bound values is made anew for each, such as for each page's limit.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Makes durable what an earlier process wrote and perhaps did not live to sync: it can be read, so a command sent again
/// would be acknowledged on it, and a power cut would then take it away.
fn settle(connection: &Connection) -> Result<(), Fault> {
    let busy: i64 = connection.query_row(sql::SETTLE, [], |row| row.get(0))?;
    if busy == 0 { Ok(()) } else { Err(Fault::new("the log of the database is in use by another process")) }
}

struct Sqlite {
    connection: Connection,
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::new(error)
    }
}

impl Session for Sqlite {
    fn begin(&mut self, asked: &Asked<'_>, _: Knowledge) -> Result<(Head, Before), Fault> {
        self.connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        Ok((self.head()?, self.before(asked)?))
    }

    fn erased(&mut self, key_ids: &[Id]) -> Result<HashSet<Id>, Fault> {
        let mut statement = self.connection.prepare_cached(sql::ERASED)?;
        let mut erased = HashSet::new();
        for key_id in key_ids {
            if statement.exists([key_id])? {
                erased.insert(*key_id);
            }
        }
        Ok(erased)
    }

    fn commit(&mut self, transaction: &Transaction) -> Ended {
        let is_moved = self.write(transaction).and_then(|is_moved| {
            if is_moved { Ok(()) } else { Err(Fault::new("the head of the log moved under its lock")) }
        });
        if let Err(fault) = is_moved {
            self.roll_back();
            return Ended::Refused(fault);
        }
        match self.connection.prepare_cached("COMMIT").and_then(|mut commit| commit.execute([])) {
            Ok(_) => Ended::Durable,
            Err(_) => Ended::Unknown,
        }
    }

    fn settle(&mut self) -> Result<(), Fault> {
        // What can be read was synced: by its own commit, or when the record was opened.
        Ok(())
    }

    fn roll_back(&mut self) {
        // Without a transaction there is nothing to undo; SQLite has then already rolled back by itself.
        let _ = self.connection.execute_batch("ROLLBACK");
    }

    fn log(&mut self) -> Result<Option<LogRow>, Fault> {
        let row =
            |row: &SqlRow<'_>| Ok(LogRow { origin: row.get(0)?, suites: row.get(1)?, envelope_suite: row.get(2)? });
        Ok(self.connection.query_row(sql::LOG, [], row).optional()?)
    }

    fn create_log(&mut self, log: &LogRow, head: &Head) -> Result<(), Fault> {
        let transaction = self.connection.unchecked_transaction()?;
        transaction.execute(sql::INSERT_LOG, params![log.origin, log.suites, log.envelope_suite])?;
        transaction.execute(
            sql::INSERT_HEAD,
            params![
                signed(head.size)?,
                signed(head.last_recorded_ms)?,
                head.root.sha256,
                head.frontier.sha256.as_ref().map(Frontier::to_bytes),
                head.root.sm3,
                head.frontier.sm3.as_ref().map(Frontier::to_bytes),
            ],
        )?;
        Ok(transaction.commit()?)
    }

    fn damage(&mut self) -> Result<Option<String>, Fault> {
        let found: String = self.connection.query_row(sql::DAMAGE, [], |row| row.get(0))?;
        Ok((found != "ok").then_some(found))
    }

    fn head(&mut self) -> Result<Head, Fault> {
        let mut statement = self.connection.prepare_cached(sql::HEAD)?;
        let mut rows = statement.query([])?;
        let row = rows.next()?.ok_or_else(|| Fault::new("the head of the log is missing"))?;
        let frontier = |at| -> Result<Option<Frontier>, Fault> {
            let bytes: Option<Vec<u8>> = row.get(at)?;
            bytes.map(|bytes| Frontier::from_bytes(&bytes).map_err(Fault::new)).transpose()
        };
        Ok(Head {
            size: unsigned(row, 0)?,
            last_recorded_ms: unsigned(row, 1)?,
            root: PerSuite { sha256: row.get(2)?, sm3: row.get(4)? },
            frontier: PerSuite { sha256: frontier(3)?, sm3: frontier(5)? },
            now_ms: None,
        })
    }

    fn rows(&mut self, from: u64, count_max: u32, with: Envelopes) -> Result<Vec<Row>, Fault> {
        reading::rows(&self.connection, from, count_max, with)
    }

    fn stream_rows(&mut self, stream: Id, from_version: u32, count_max: u32) -> Result<Vec<Row>, Fault> {
        reading::stream_rows(&self.connection, stream, from_version, count_max)
    }

    fn row_of(&mut self, stream: Id, version: u32) -> Result<Option<Row>, Fault> {
        reading::row_of(&self.connection, stream, version)
    }

    fn secrets_at(&mut self, positions: &[u64]) -> Result<Vec<Secret>, Fault> {
        let mut all = Vec::with_capacity(positions.len());
        for position in positions {
            all.extend(reading::secrets(&self.connection, sql::SECRETS_AT, [signed(*position)?])?);
        }
        Ok(all)
    }

    fn secrets(&mut self, from: u64, before: u64) -> Result<Vec<Secret>, Fault> {
        reading::secrets(&self.connection, sql::SECRETS, params![signed(from)?, signed(before)?])
    }

    fn positions_of_key(&mut self, key_id: Id) -> Result<Vec<u64>, Fault> {
        reading::positions_of_key(&self.connection, key_id)
    }

    fn command_rows(&mut self, command: Id) -> Result<Vec<Row>, Fault> {
        reading::command_rows(&self.connection, command)
    }

    fn roots_from(&mut self, position: u64) -> Result<Option<(u64, PerSuite<Hash>)>, Fault> {
        reading::roots_from(&self.connection, position)
    }

    fn stream_of(&mut self, kind: u16, key: &str) -> Result<Option<Id>, Fault> {
        let mut statement = self.connection.prepare_cached(sql::TAKEN)?;
        Ok(statement.query_row(params![kind, key], |row| row.get(0)).optional()?)
    }

    fn streams(&mut self, kind: u16, after: &str, count_max: u32) -> Result<Vec<StreamRow>, Fault> {
        reading::streams(&self.connection, kind, after, count_max)
    }

    fn stream_kinds(&mut self) -> Result<Vec<u16>, Fault> {
        reading::stream_kinds(&self.connection)
    }

    fn keys_like(&mut self, kind: u16, prefix: &str) -> Result<Vec<String>, Fault> {
        reading::keys_like(&self.connection, kind, prefix)
    }

    fn erasures(&mut self) -> Result<Vec<(Id, u64)>, Fault> {
        reading::erasures(&self.connection)
    }

    fn replace_views(&mut self, streams: &[StreamRow], erasures: &[(Id, u64)]) -> Result<(), Fault> {
        let transaction = self.connection.unchecked_transaction()?;
        transaction.execute_batch(sql::EMPTY_VIEWS)?;
        write_views(&transaction, streams, erasures)?;
        Ok(transaction.commit()?)
    }

    fn add_checkpoint(&mut self, checkpoint: &CheckpointRow) -> Result<(), Fault> {
        let CheckpointRow { suite, size, note, frontier } = checkpoint;
        self.connection.execute(sql::INSERT_CHECKPOINT, params![suite.byte(), signed(*size)?, note, frontier])?;
        Ok(())
    }

    fn checkpoint(&mut self, suite: u8, size: Option<u64>) -> Result<Option<CheckpointRow>, Fault> {
        reading::checkpoint(&self.connection, suite, size)
    }

    fn checkpoints(&mut self, suite: u8, after: Option<u64>, count_max: u32) -> Result<Vec<CheckpointRow>, Fault> {
        reading::checkpoints(&self.connection, suite, after, count_max)
    }

    fn add_cosignature(&mut self, (suite, size): (u8, u64), witness: &str, line: &str) -> Result<(), Fault> {
        self.connection.execute(sql::INSERT_COSIGNATURE, params![suite, signed(size)?, witness, line])?;
        Ok(())
    }

    fn cosignatures(&mut self, suite: u8, size: u64) -> Result<Vec<String>, Fault> {
        reading::cosignatures(&self.connection, suite, size)
    }

    fn add_attachment(&mut self, _: Hash, _: Id, _: &[u8]) -> Result<(), Fault> {
        Err(Fault::new("on SQLite files are kept in the directory"))
    }

    fn attachment(&mut self, _: Hash) -> Result<Option<Vec<u8>>, Fault> {
        Ok(None)
    }
}

impl Sqlite {
    fn before(&mut self, asked: &Asked<'_>) -> Result<Before, Fault> {
        let mut before = Before::default();
        let mut known = self.connection.prepare_cached(sql::KNOWN)?;
        for command in &asked.commands {
            if let Some(digest) = known.query_row([command], |row| row.get(0)).optional()? {
                before.known.insert(*command, digest);
            }
        }
        let mut tips = self.connection.prepare_cached(sql::TIP)?;
        for (stream, _) in &asked.streams {
            if let Some(tip) = tips.query_row([stream], read_tip).optional()? {
                before.tips.insert(*stream, tip);
            }
        }
        let mut taken = self.connection.prepare_cached(sql::TAKEN)?;
        for (kind, key) in &asked.opened {
            if taken.exists(params![kind, key])? {
                before.taken.insert((*kind, (*key).to_owned()));
            }
        }
        drop((known, tips, taken));
        before.erased = self.erased(&asked.keys)?;
        Ok(before)
    }

    fn write(&mut self, transaction: &Transaction) -> Result<bool, Fault> {
        write_rows(&self.connection, transaction)?;
        let head = &transaction.head;
        let moved = self.connection.prepare_cached(sql::MOVE_HEAD)?.execute(params![
            signed(head.size)?,
            signed(head.last_recorded_ms)?,
            head.root.sha256,
            head.frontier.sha256.as_ref().map(Frontier::to_bytes),
            head.root.sm3,
            head.frontier.sm3.as_ref().map(Frontier::to_bytes),
            signed(transaction.size_before)?,
        ])?;
        Ok(moved == 1)
    }
}

fn write_rows(connection: &Connection, transaction: &Transaction) -> Result<(), Fault> {
    let mut event = connection.prepare_cached(sql::INSERT_EVENT)?;
    for row in &transaction.rows {
        event.execute(params![
            signed(row.position)?,
            row.stream,
            row.version,
            row.kind,
            signed(row.recorded_ms)?,
            row.command_id,
            row.command_index,
            row.request_digest,
            row.secret_count,
            row.blind,
            row.leaf.sha256,
            row.leaf.sm3,
            row.root.sha256,
            row.root.sm3,
            row.body.sha256,
            row.body.sm3,
            row.envelope,
        ])?;
    }
    if !transaction.secrets.is_empty() {
        let mut secret = connection.prepare_cached(sql::INSERT_SECRET)?;
        for row in &transaction.secrets {
            secret.execute(params![signed(row.position)?, row.key_id, row.envelope])?;
        }
    }
    write_views(connection, &transaction.streams, &transaction.erasures)
}

fn write_views(connection: &Connection, streams: &[StreamRow], erasures: &[(Id, u64)]) -> Result<(), Fault> {
    for row in streams {
        connection.prepare_cached(sql::INSERT_STREAM)?.execute(params![row.stream, row.kind, row.key])?;
    }
    for (key_id, position) in erasures {
        connection.prepare_cached(sql::INSERT_ERASURE)?.execute(params![key_id, signed(*position)?])?;
    }
    Ok(())
}

fn read_tip(row: &SqlRow<'_>) -> rusqlite::Result<Tip> {
    let blind: [u8; 32] = row.get(1)?;
    let body = |at: usize| row.get_ref(at)?.as_blob_or_null().map_err(rusqlite::Error::from);
    let digest = PerSuite {
        sha256: body(2)?.map(|body| event_digest(bonafide_ledger::Suite::Sha256Ed25519, &blind, body)),
        sm3: body(3)?.map(|body| event_digest(bonafide_ledger::Suite::Sm3Sm2, &blind, body)),
    };
    Ok(Tip { version: row.get(0)?, digest })
}

/// SQLite's integers are signed.
fn signed(number: u64) -> Result<i64, Fault> {
    i64::try_from(number).map_err(|_| Fault::new("a number over 2^63"))
}

fn unsigned(row: &SqlRow<'_>, at: usize) -> rusqlite::Result<u64> {
    let number: i64 = row.get(at)?;
    u64::try_from(number).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(at, number))
}
