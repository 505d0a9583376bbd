//! Rows of ours as arrays for PostgreSQL.

use bonafide_ledger::Frontier;

use super::super::{Id, LogRow};
use super::link::{Broken, Link, signed};
use super::sql;
use crate::error::Fault;
use crate::row::{Head, Row, StreamRow, Transaction};

/// Writes a transaction's rows, moves the head and commits.
pub(super) fn write_and_commit(link: &mut Link, transaction: &Transaction) -> Result<(), Broken> {
    let Transaction { rows, secrets, streams, erasures, .. } = transaction;
    let number = |of: fn(&Row) -> u64| rows.iter().map(|row| signed(of(row))).collect::<Result<Vec<i64>, _>>();
    let bytes = |of: fn(&Row) -> &[u8]| rows.iter().map(of).collect::<Vec<&[u8]>>();
    let maybe = |of: fn(&Row) -> Option<&[u8]>| rows.iter().map(of).collect::<Vec<Option<&[u8]>>>();
    let head = Columns::of(&transaction.head)?;
    link.execute_and_commit(
        sql::WRITE,
        &[
            &number(|row| row.position)?,
            &bytes(|row| &row.stream),
            &number(|row| u64::from(row.version))?,
            &number(|row| u64::from(row.kind))?,
            &number(|row| row.recorded_ms)?,
            &bytes(|row| &row.command_id),
            &number(|row| u64::from(row.command_index))?,
            &bytes(|row| &row.request_digest),
            &number(|row| u64::from(row.secret_count))?,
            &bytes(|row| &row.blind),
            &maybe(|row| row.leaf.sha256.as_ref().map(<[u8; 32]>::as_slice)),
            &maybe(|row| row.leaf.sm3.as_ref().map(<[u8; 32]>::as_slice)),
            &maybe(|row| row.root.sha256.as_ref().map(<[u8; 32]>::as_slice)),
            &maybe(|row| row.root.sm3.as_ref().map(<[u8; 32]>::as_slice)),
            &maybe(|row| row.body.sha256.as_deref()),
            &maybe(|row| row.body.sm3.as_deref()),
            &bytes(|row| &row.envelope),
            &secrets.iter().map(|row| signed(row.position)).collect::<Result<Vec<_>, _>>()?,
            &secrets.iter().map(|row| row.key_id.as_slice()).collect::<Vec<_>>(),
            &secrets.iter().map(|row| row.envelope.as_slice()).collect::<Vec<_>>(),
            &streams.iter().map(|row| row.stream.as_slice()).collect::<Vec<_>>(),
            &streams.iter().map(|row| i64::from(row.kind)).collect::<Vec<_>>(),
            &streams.iter().map(|row| row.key.as_str()).collect::<Vec<_>>(),
            &erasures.iter().map(|(key_id, _)| key_id.as_slice()).collect::<Vec<_>>(),
            &erasures.iter().map(|(_, position)| signed(*position)).collect::<Result<Vec<_>, _>>()?,
            &head.size,
            &head.last_recorded_ms,
            &head.root_sha256,
            &head.frontier_sha256,
            &head.root_sm3,
            &head.frontier_sm3,
            &signed(transaction.size_before)?,
        ],
    )
}

fn write_views(link: &mut Link, streams: &[StreamRow], erasures: &[(Id, u64)]) -> Result<(), Fault> {
    if !streams.is_empty() {
        let ids: Vec<&[u8]> = streams.iter().map(|row| row.stream.as_slice()).collect();
        let kinds: Vec<i64> = streams.iter().map(|row| i64::from(row.kind)).collect();
        let keys: Vec<&str> = streams.iter().map(|row| row.key.as_str()).collect();
        link.execute(sql::INSERT_STREAMS, &[&ids, &kinds, &keys])?;
    }
    if !erasures.is_empty() {
        let ids: Vec<&[u8]> = erasures.iter().map(|(key_id, _)| key_id.as_slice()).collect();
        let positions = erasures.iter().map(|(_, position)| signed(*position)).collect::<Result<Vec<_>, _>>()?;
        link.execute(sql::INSERT_ERASURES, &[&ids, &positions])?;
    }
    Ok(())
}

/// Empties the views and fills them again.
pub(super) fn replace_views(link: &mut Link, streams: &[StreamRow], erasures: &[(Id, u64)]) -> Result<(), Fault> {
    link.send("BEGIN ISOLATION LEVEL READ COMMITTED")?;
    link.send(sql::EMPTY_VIEWS)?;
    write_views(link, streams, erasures)?;
    link.commit()
}

/// Makes the log's row and head; another node may have been first.
pub(super) fn create_log(link: &mut Link, log: &LogRow, head: &Head) -> Result<(), Fault> {
    let head = Columns::of(head)?;
    link.send("BEGIN ISOLATION LEVEL READ COMMITTED")?;
    link.execute(sql::INSERT_LOG, &[&log.origin, &i64::from(log.suites), &i64::from(log.envelope_suite)])?;
    link.execute(
        sql::INSERT_HEAD,
        &[
            &head.size,
            &head.last_recorded_ms,
            &head.root_sha256,
            &head.frontier_sha256,
            &head.root_sm3,
            &head.frontier_sm3,
        ],
    )?;
    link.commit()
}

/// The head as columns.
struct Columns<'a> {
    size: i64,
    last_recorded_ms: i64,
    root_sha256: Option<&'a [u8]>,
    frontier_sha256: Option<Vec<u8>>,
    root_sm3: Option<&'a [u8]>,
    frontier_sm3: Option<Vec<u8>>,
}

impl<'a> Columns<'a> {
    fn of(head: &'a Head) -> Result<Self, Fault> {
        Ok(Self {
            size: signed(head.size)?,
            last_recorded_ms: signed(head.last_recorded_ms)?,
            root_sha256: head.root.sha256.as_ref().map(<[u8; 32]>::as_slice),
            frontier_sha256: head.frontier.sha256.as_ref().map(Frontier::to_bytes),
            root_sm3: head.root.sm3.as_ref().map(<[u8; 32]>::as_slice),
            frontier_sm3: head.frontier.sm3.as_ref().map(Frontier::to_bytes),
        })
    }
}
