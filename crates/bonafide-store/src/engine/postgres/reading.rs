//! Answers of PostgreSQL as rows of ours.

use std::collections::HashMap;

use bonafide_ledger::{Frontier, Hash, Suite, event_digest};
use tokio_postgres::{Row as SqlRow, SimpleQueryRow};

use super::super::{Asked, Envelopes, Id};
use super::link::{Link, bytes, get, maybe_bytes, number, signed, text_bytes, text_number};
use super::sql;
use crate::batch::Before;
use crate::error::Fault;
use crate::row::{CheckpointRow, Head, PerSuite, Row, Secret, Tip};

const ENVELOPE: usize = 16;

/// The head, without holding it.
pub(super) fn head(link: &mut Link) -> Result<Head, Fault> {
    let rows = link.query(sql::HEAD, &[])?;
    let row = rows.first().ok_or_else(|| Fault::new("the head of the log is missing"))?;
    let frontier = |at| -> Result<Option<Frontier>, Fault> {
        let bytes: Option<&[u8]> = row.try_get(at)?;
        bytes.map(|bytes| Frontier::from_bytes(bytes).map_err(Fault::new)).transpose()
    };
    Ok(Head {
        size: number(row, 0)?,
        last_recorded_ms: number(row, 1)?,
        root: PerSuite { sha256: maybe_bytes(row, 2)?, sm3: maybe_bytes(row, 4)? },
        frontier: PerSuite { sha256: frontier(3)?, sm3: frontier(5)? },
        now_ms: Some(number(row, 6)?),
    })
}

/// The head out of a row of text, as `BEGIN_WITH_HEAD` gives it.
pub(super) fn head_of_text(row: &SimpleQueryRow) -> Result<Head, Fault> {
    let root = |at| -> Result<Option<Hash>, Fault> {
        let bytes = text_bytes(row, at)?;
        bytes.map(|bytes| bytes.try_into().map_err(|_| Fault::new("a root of another length"))).transpose()
    };
    let frontier = |at| -> Result<Option<Frontier>, Fault> {
        text_bytes(row, at)?.map(|bytes| Frontier::from_bytes(&bytes).map_err(Fault::new)).transpose()
    };
    Ok(Head {
        size: text_number(row, 0)?,
        last_recorded_ms: text_number(row, 1)?,
        root: PerSuite { sha256: root(2)?, sm3: root(4)? },
        frontier: PerSuite { sha256: frontier(3)?, sm3: frontier(5)? },
        now_ms: Some(text_number(row, 6)?),
    })
}

/// What bears on a batch, in one round trip.
pub(super) fn before(link: &mut Link, asked: &Asked<'_>) -> Result<Before, Fault> {
    let slices = |ids: &'_ [Id]| ids.iter().map(|id| id.to_vec()).collect::<Vec<_>>();
    let kinds: Vec<i64> = asked.opened.iter().map(|(kind, _)| i64::from(*kind)).collect();
    let words: Vec<&str> = asked.opened.iter().map(|(_, key)| *key).collect();
    let (commands, keys) = (slices(&asked.commands), slices(&asked.keys));
    let streams: Vec<&[u8]> = asked.streams.iter().map(|(stream, _)| stream.as_slice()).collect();
    let rows = link.query(sql::BEFORE, &[&commands, &streams, &kinds, &words, &keys])?;
    let mut before = Before::default();
    for row in &rows {
        match number::<u8>(row, 0)? {
            0 => drop(before.known.insert(bytes(row, 1)?, bytes(row, 3)?)),
            1 => drop(before.tips.insert(bytes(row, 1)?, tip(row, 2)?)),
            2 => drop(before.taken.insert((number(row, 2)?, get(row, 6)?))),
            _ => drop(before.erased.insert(bytes(row, 1)?)),
        }
    }
    Ok(before)
}

/// Streams and their last events.
pub(super) fn tips(rows: &[SqlRow]) -> Result<HashMap<Id, Tip>, Fault> {
    rows.iter().map(|row| Ok((bytes(row, 0)?, tip(row, 1)?))).collect()
}

/// The last event of a stream; its columns stand from here on.
fn tip(row: &SqlRow, from: usize) -> Result<Tip, Fault> {
    let blind = bytes(row, from + 1)?;
    let digest = |suite, at| -> Result<Option<Hash>, Fault> {
        let body: Option<&[u8]> = row.try_get(at)?;
        Ok(body.map(|body| event_digest(suite, &blind, body)))
    };
    let digest = PerSuite { sha256: digest(Suite::Sha256Ed25519, from + 2)?, sm3: digest(Suite::Sm3Sm2, from + 3)? };
    Ok(Tip { version: number(row, from)?, digest })
}

pub(super) fn rows(link: &mut Link, from: u64, count_max: u32, with: Envelopes) -> Result<Vec<Row>, Fault> {
    let text = match with {
        Envelopes::Read => sql::ROWS_WITH_ENVELOPES,
        Envelopes::Left => sql::ROWS,
    };
    let rows = link.query(text, &[&signed(from)?, &i64::from(count_max)])?;
    rows.iter().map(|row| read(row, with)).collect()
}

pub(super) fn stream_rows(link: &mut Link, stream: Id, from_version: u32, count_max: u32) -> Result<Vec<Row>, Fault> {
    let rows = link.query(sql::STREAM_ROWS, &[&stream.as_slice(), &i64::from(from_version), &i64::from(count_max)])?;
    rows.iter().map(|row| read(row, Envelopes::Read)).collect()
}

pub(super) fn row_of(link: &mut Link, stream: Id, version: u32) -> Result<Option<Row>, Fault> {
    let rows = link.query(sql::ROW_OF, &[&stream.as_slice(), &i64::from(version)])?;
    rows.first().map(|row| read(row, Envelopes::Left)).transpose()
}

pub(super) fn command_rows(link: &mut Link, command: Id) -> Result<Vec<Row>, Fault> {
    let rows = link.query(sql::COMMAND_ROWS, &[&command.as_slice()])?;
    rows.iter().map(|row| read(row, Envelopes::Left)).collect()
}

/// A row; one whose columns are not of their lengths is named.
fn read(row: &SqlRow, with: Envelopes) -> Result<Row, Fault> {
    let position = number(row, 0)?;
    read_columns(row, position, with).map_err(|fault| Fault::new(format!("entry {position}: {fault}")))
}

fn read_columns(row: &SqlRow, position: u64, with: Envelopes) -> Result<Row, Fault> {
    Ok(Row {
        position,
        stream: bytes(row, 1)?,
        version: number(row, 2)?,
        kind: number(row, 3)?,
        recorded_ms: number(row, 4)?,
        command_id: bytes(row, 5)?,
        command_index: number(row, 6)?,
        request_digest: bytes(row, 7)?,
        secret_count: number(row, 8)?,
        blind: bytes(row, 9)?,
        leaf: PerSuite { sha256: maybe_bytes(row, 10)?, sm3: maybe_bytes(row, 11)? },
        root: PerSuite { sha256: maybe_bytes(row, 12)?, sm3: maybe_bytes(row, 13)? },
        body: PerSuite { sha256: get(row, 14)?, sm3: get(row, 15)? },
        envelope: match with {
            Envelopes::Read => get(row, ENVELOPE)?,
            Envelopes::Left => Vec::new(),
        },
    })
}

pub(super) fn secrets_at(link: &mut Link, positions: &[u64]) -> Result<Vec<Secret>, Fault> {
    let positions = positions.iter().map(|position| signed(*position)).collect::<Result<Vec<_>, _>>()?;
    let rows = link.query(sql::SECRETS_AT, &[&positions])?;
    rows.iter().map(read_secret).collect()
}

pub(super) fn secrets(link: &mut Link, from: u64, before: u64) -> Result<Vec<Secret>, Fault> {
    let rows = link.query(sql::SECRETS, &[&signed(from)?, &signed(before)?])?;
    rows.iter().map(read_secret).collect()
}

fn read_secret(row: &SqlRow) -> Result<Secret, Fault> {
    Ok(Secret { position: number(row, 0)?, key_id: bytes(row, 1)?, envelope: get(row, 2)? })
}

pub(super) fn checkpoint(link: &mut Link, suite: u8, size: Option<u64>) -> Result<Option<CheckpointRow>, Fault> {
    let suite = i64::from(suite);
    let rows = match size {
        Some(size) => link.query(sql::CHECKPOINT, &[&suite, &signed(size)?])?,
        None => link.query(sql::NEWEST_CHECKPOINT, &[&suite])?,
    };
    rows.first().map(read_checkpoint).transpose()
}

pub(super) fn checkpoints(
    link: &mut Link,
    suite: u8,
    after: Option<u64>,
    count_max: u32,
) -> Result<Vec<CheckpointRow>, Fault> {
    let after = after.map_or(Ok(-1), signed)?;
    let rows = link.query(sql::CHECKPOINTS, &[&i64::from(suite), &after, &i64::from(count_max)])?;
    rows.iter().map(read_checkpoint).collect()
}

fn read_checkpoint(row: &SqlRow) -> Result<CheckpointRow, Fault> {
    let suite = Suite::from_byte(number(row, 0)?).ok_or_else(|| Fault::new("a checkpoint of an unknown suite"))?;
    Ok(CheckpointRow { suite, size: number(row, 1)?, note: get(row, 2)?, frontier: get(row, 3)? })
}
