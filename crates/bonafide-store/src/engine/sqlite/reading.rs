//! Answers of SQLite as rows of ours.

use bonafide_ledger::{Hash, Suite};
use rusqlite::{Connection, OptionalExtension, Params, Row as SqlRow, params};

use super::super::{Envelopes, Id};
use super::{signed, sql, unsigned};
use crate::error::Fault;
use crate::row::{CheckpointRow, PerSuite, Row, Secret, StreamRow};

const ENVELOPE: usize = 16;

pub(super) fn rows(connection: &Connection, from: u64, count_max: u32, with: Envelopes) -> Result<Vec<Row>, Fault> {
    let text = match with {
        Envelopes::Read => sql::ROWS_WITH_ENVELOPES,
        Envelopes::Left => sql::ROWS,
    };
    collect(connection, text, params![signed(from)?, count_max], |row| read(row, with))
}

pub(super) fn stream_rows(
    connection: &Connection,
    stream: Id,
    from_version: u32,
    count_max: u32,
) -> Result<Vec<Row>, Fault> {
    collect(connection, sql::STREAM_ROWS, params![stream, from_version, count_max], |row| read(row, Envelopes::Read))
}

pub(super) fn row_of(connection: &Connection, stream: Id, version: u32) -> Result<Option<Row>, Fault> {
    let mut statement = connection.prepare_cached(sql::ROW_OF)?;
    Ok(statement.query_row(params![stream, version], |row| read(row, Envelopes::Left)).optional()?)
}

pub(super) fn command_rows(connection: &Connection, command: Id) -> Result<Vec<Row>, Fault> {
    collect(connection, sql::COMMAND_ROWS, [command], |row| read(row, Envelopes::Left))
}

fn read(row: &SqlRow<'_>, with: Envelopes) -> rusqlite::Result<Row> {
    Ok(Row {
        position: unsigned(row, 0)?,
        stream: row.get(1)?,
        version: row.get(2)?,
        kind: row.get(3)?,
        recorded_ms: unsigned(row, 4)?,
        command_id: row.get(5)?,
        command_index: row.get(6)?,
        request_digest: row.get(7)?,
        secret_count: row.get(8)?,
        blind: row.get(9)?,
        leaf: PerSuite { sha256: row.get(10)?, sm3: row.get(11)? },
        root: PerSuite { sha256: row.get(12)?, sm3: row.get(13)? },
        body: PerSuite { sha256: row.get(14)?, sm3: row.get(15)? },
        envelope: match with {
            Envelopes::Read => row.get(ENVELOPE)?,
            Envelopes::Left => Vec::new(),
        },
    })
}

pub(super) fn secrets(connection: &Connection, text: &str, arguments: impl Params) -> Result<Vec<Secret>, Fault> {
    collect(connection, text, arguments, |row| {
        Ok(Secret { position: unsigned(row, 0)?, key_id: row.get(1)?, envelope: row.get(2)? })
    })
}

pub(super) fn positions_of_key(connection: &Connection, key_id: Id) -> Result<Vec<u64>, Fault> {
    collect(connection, sql::POSITIONS_OF_KEY, [key_id], |row| unsigned(row, 0))
}

pub(super) fn roots_from(connection: &Connection, position: u64) -> Result<Option<(u64, PerSuite<Hash>)>, Fault> {
    let mut statement = connection.prepare_cached(sql::ROOTS_FROM)?;
    let read = |row: &SqlRow<'_>| Ok((unsigned(row, 0)?, PerSuite { sha256: row.get(1)?, sm3: row.get(2)? }));
    Ok(statement.query_row([signed(position)?], read).optional()?)
}

pub(super) fn streams(
    connection: &Connection,
    kind: u16,
    after: &str,
    count_max: u32,
) -> Result<Vec<StreamRow>, Fault> {
    collect(connection, sql::STREAMS, params![kind, after, count_max], |row| {
        Ok(StreamRow { stream: row.get(0)?, kind: row.get(1)?, key: row.get(2)? })
    })
}

pub(super) fn stream_kinds(connection: &Connection) -> Result<Vec<u16>, Fault> {
    collect(connection, sql::STREAM_KINDS, [], |row| row.get(0))
}

pub(super) fn keys_like(connection: &Connection, kind: u16, prefix: &str) -> Result<Vec<String>, Fault> {
    collect(connection, sql::KEYS_LIKE, params![kind, prefix], |row| row.get(0))
}

pub(super) fn erasures(connection: &Connection) -> Result<Vec<(Id, u64)>, Fault> {
    collect(connection, sql::ERASURES, [], |row| Ok((row.get(0)?, unsigned(row, 1)?)))
}

pub(super) fn checkpoint(
    connection: &Connection,
    suite: u8,
    size: Option<u64>,
) -> Result<Option<CheckpointRow>, Fault> {
    Ok(match size {
        Some(size) => {
            connection.query_row(sql::CHECKPOINT, params![suite, signed(size)?], read_checkpoint).optional()?
        }
        None => connection.query_row(sql::NEWEST_CHECKPOINT, [suite], read_checkpoint).optional()?,
    })
}

pub(super) fn checkpoints(
    connection: &Connection,
    suite: u8,
    after: Option<u64>,
    count_max: u32,
) -> Result<Vec<CheckpointRow>, Fault> {
    let after = after.map_or(Ok(-1), signed)?;
    collect(connection, sql::CHECKPOINTS, params![suite, after, count_max], read_checkpoint)
}

fn read_checkpoint(row: &SqlRow<'_>) -> rusqlite::Result<CheckpointRow> {
    let suite: u8 = row.get(0)?;
    let suite = Suite::from_byte(suite).ok_or(rusqlite::Error::IntegralValueOutOfRange(0, i64::from(suite)))?;
    Ok(CheckpointRow { suite, size: unsigned(row, 1)?, note: row.get(2)?, frontier: row.get(3)? })
}

pub(super) fn cosignatures(connection: &Connection, suite: u8, size: u64) -> Result<Vec<String>, Fault> {
    collect(connection, sql::COSIGNATURES, params![suite, signed(size)?], |row| row.get(0))
}

fn collect<T>(
    connection: &Connection,
    text: &str,
    arguments: impl Params,
    read: impl FnMut(&SqlRow<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, Fault> {
    let mut statement = connection.prepare_cached(text)?;
    let rows = statement.query_map(arguments, read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}
