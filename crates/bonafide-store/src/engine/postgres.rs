//! PostgreSQL: any number of nodes, put in order by the lock on the row of the head; nothing rests on advisory locks.

mod drafts;
mod keys;
mod link;
mod lists;
mod migrate;
mod reading;
mod sql;
mod writing;

use std::collections::{HashMap, HashSet};

use bonafide_ledger::Hash;
use tokio_postgres::SimpleQueryRow;

use super::{Asked, Ended, Envelopes, Id, Knowledge, LogRow, Session};
use crate::batch::Before;
use crate::error::{Fault, OpenError};
use crate::row::{CheckpointRow, Head, PerSuite, Row, Secret, StreamRow, Tip, Transaction};
use link::{Broken, Link, bytes, get, maybe_bytes, number, signed};

pub(crate) use drafts::open as open_drafts;
pub(crate) use keys::open as open_keys;
pub(crate) use lists::open as open_lists;

/// Opens the record for writing, checking the server's settings, making or migrating the database.
pub(crate) fn open_writer(url: &str, is_highly_available: bool) -> Result<Box<dyn Session>, OpenError> {
    let mut link = Link::connect(&link::config(url)?)?;
    migrate::check_settings(&mut link, is_highly_available)?;
    migrate::record(&mut link)?;
    Ok(Box::new(Postgres::new(link)))
}

/// Opens one more connection. Its settings are checked too: a fail-over may have led to another server.
pub(crate) fn open_again(url: &str, is_highly_available: bool) -> Result<Box<dyn Session>, Fault> {
    let mut link = Link::connect(&link::config(url)?)?;
    migrate::check_settings(&mut link, is_highly_available).map_err(Fault::new)?;
    Ok(Box::new(Postgres::new(link)))
}

/// How many tips a connection remembers: about 200 bytes each.
const TIPS_MAX: usize = 16_384;

struct Postgres {
    link: Link,
    /// Last events of streams that this connection wrote to or asked for. Another node may have gone on since: what is
    /// written on an old one meets the uniqueness of a stream's versions.
    tips: HashMap<Id, Tip>,
}

impl Postgres {
    fn new(link: Link) -> Self {
        Self { link, tips: HashMap::new() }
    }

    fn remember(&mut self, tips: impl IntoIterator<Item = (Id, Tip)>) {
        if self.tips.len() > TIPS_MAX {
            self.tips.clear();
        }
        self.tips.extend(tips);
    }

    /// Takes the head, and before it asks for the tips that are not remembered. What it gives may be out of date.
    fn begin_remembering(&mut self, asked: &Asked<'_>) -> Result<(SimpleQueryRow, Before), Fault> {
        let goes_on = asked.streams.iter().filter(|(_, version)| *version > 0);
        let is_old = |stream: &Id, version: u32| self.tips.get(stream).is_none_or(|tip| tip.version != version);
        let unknown: Vec<&[u8]> =
            goes_on.filter(|(stream, version)| is_old(stream, *version)).map(|(stream, _)| stream.as_slice()).collect();
        let row = if unknown.is_empty() {
            self.link.begin_with_head()?
        } else {
            let (tips, row) = self.link.query_and_begin(sql::TIPS, &[&unknown])?;
            self.remember(reading::tips(&tips)?);
            row
        };
        let tips = asked.streams.iter().filter_map(|(stream, _)| Some((*stream, self.tips.get(stream)?.clone())));
        let before = Before { tips: tips.collect(), ..Before::default() };
        Ok((row, before))
    }
}

impl Session for Postgres {
    fn begin(&mut self, asked: &Asked<'_>, knowledge: Knowledge) -> Result<(Head, Before), Fault> {
        let (row, before) = match knowledge {
            Knowledge::Remembered => self.begin_remembering(asked)?,
            Knowledge::Asked => {
                let row = self.link.begin_with_head()?;
                let before = reading::before(&mut self.link, asked)?;
                self.remember(before.tips.clone());
                (row, before)
            }
        };
        Ok((reading::head_of_text(&row)?, before))
    }

    fn erased(&mut self, key_ids: &[Id]) -> Result<HashSet<Id>, Fault> {
        let rows = self.link.query(sql::ERASED, &[&slices(key_ids)])?;
        rows.iter().map(|row| bytes(row, 0)).collect()
    }

    fn commit(&mut self, transaction: &Transaction) -> Ended {
        match writing::write_and_commit(&mut self.link, transaction) {
            Ok(()) => {
                self.remember(transaction.tips.iter().map(|(stream, tip)| (*stream, tip.clone())));
                Ended::Durable
            }
            Err(Broken::Refused(fault)) => {
                self.tips.clear();
                Ended::Refused(fault)
            }
            Err(Broken::Unknown) => Ended::Unknown,
        }
    }

    fn settle(&mut self) -> Result<(), Fault> {
        self.link.settle()
    }

    fn roll_back(&mut self) {
        // If the connection is gone, the server rolls back by itself.
        let _ = self.link.send("ROLLBACK");
    }

    fn log(&mut self) -> Result<Option<LogRow>, Fault> {
        let rows = self.link.query(sql::LOG, &[])?;
        let read = |row| Ok(LogRow { origin: get(row, 0)?, suites: number(row, 1)?, envelope_suite: number(row, 2)? });
        rows.first().map(read).transpose()
    }

    fn create_log(&mut self, log: &LogRow, head: &Head) -> Result<(), Fault> {
        writing::create_log(&mut self.link, log, head)
    }

    fn damage(&mut self) -> Result<Option<String>, Fault> {
        // The server is looked after by whoever runs it.
        Ok(None)
    }

    fn head(&mut self) -> Result<Head, Fault> {
        reading::head(&mut self.link)
    }

    fn rows(&mut self, from: u64, count_max: u32, with: Envelopes) -> Result<Vec<Row>, Fault> {
        reading::rows(&mut self.link, from, count_max, with)
    }

    fn stream_rows(&mut self, stream: Id, from_version: u32, count_max: u32) -> Result<Vec<Row>, Fault> {
        reading::stream_rows(&mut self.link, stream, from_version, count_max)
    }

    fn row_of(&mut self, stream: Id, version: u32) -> Result<Option<Row>, Fault> {
        reading::row_of(&mut self.link, stream, version)
    }

    fn secrets_at(&mut self, positions: &[u64]) -> Result<Vec<Secret>, Fault> {
        reading::secrets_at(&mut self.link, positions)
    }

    fn secrets(&mut self, from: u64, before: u64) -> Result<Vec<Secret>, Fault> {
        reading::secrets(&mut self.link, from, before)
    }

    fn positions_of_key(&mut self, key_id: Id) -> Result<Vec<u64>, Fault> {
        let rows = self.link.query(sql::POSITIONS_OF_KEY, &[&key_id.as_slice()])?;
        rows.iter().map(|row| number(row, 0)).collect()
    }

    fn command_rows(&mut self, command: Id) -> Result<Vec<Row>, Fault> {
        reading::command_rows(&mut self.link, command)
    }

    fn roots_from(&mut self, position: u64) -> Result<Option<(u64, PerSuite<Hash>)>, Fault> {
        let rows = self.link.query(sql::ROOTS_FROM, &[&signed(position)?])?;
        let read = |row| Ok((number(row, 0)?, PerSuite { sha256: maybe_bytes(row, 1)?, sm3: maybe_bytes(row, 2)? }));
        rows.first().map(read).transpose()
    }

    fn stream_of(&mut self, kind: u16, key: &str) -> Result<Option<Id>, Fault> {
        let rows = self.link.query(sql::STREAM_OF, &[&i64::from(kind), &key])?;
        rows.first().map(|row| bytes(row, 0)).transpose()
    }

    fn streams(&mut self, kind: u16, after: &str, count_max: u32) -> Result<Vec<StreamRow>, Fault> {
        let rows = self.link.query(sql::STREAMS, &[&i64::from(kind), &after, &i64::from(count_max)])?;
        let read = |row| Ok(StreamRow { stream: bytes(row, 0)?, kind: number(row, 1)?, key: get(row, 2)? });
        rows.iter().map(read).collect()
    }

    fn stream_kinds(&mut self) -> Result<Vec<u16>, Fault> {
        let rows = self.link.query(sql::STREAM_KINDS, &[])?;
        rows.iter().map(|row| number(row, 0)).collect()
    }

    fn keys_like(&mut self, kind: u16, prefix: &str) -> Result<Vec<String>, Fault> {
        let rows = self.link.query(sql::KEYS_LIKE, &[&i64::from(kind), &prefix])?;
        rows.iter().map(|row| get(row, 0)).collect()
    }

    fn erasures(&mut self) -> Result<Vec<(Id, u64)>, Fault> {
        let rows = self.link.query(sql::ERASURES, &[])?;
        rows.iter().map(|row| Ok((bytes(row, 0)?, number(row, 1)?))).collect()
    }

    fn replace_views(&mut self, streams: &[StreamRow], erasures: &[(Id, u64)]) -> Result<(), Fault> {
        writing::replace_views(&mut self.link, streams, erasures)
    }

    fn add_checkpoint(&mut self, checkpoint: &CheckpointRow) -> Result<(), Fault> {
        let CheckpointRow { suite, size, note, frontier } = checkpoint;
        let suite = i64::from(suite.byte());
        self.link.send("BEGIN ISOLATION LEVEL READ COMMITTED")?;
        self.link.execute(sql::INSERT_CHECKPOINT, &[&suite, &signed(*size)?, note, frontier])?;
        self.link.commit()
    }

    fn checkpoint(&mut self, suite: u8, size: Option<u64>) -> Result<Option<CheckpointRow>, Fault> {
        reading::checkpoint(&mut self.link, suite, size)
    }

    fn checkpoints(&mut self, suite: u8, after: Option<u64>, count_max: u32) -> Result<Vec<CheckpointRow>, Fault> {
        reading::checkpoints(&mut self.link, suite, after, count_max)
    }

    fn add_cosignature(&mut self, (suite, size): (u8, u64), witness: &str, line: &str) -> Result<(), Fault> {
        self.link.execute(sql::INSERT_COSIGNATURE, &[&i64::from(suite), &signed(size)?, &witness, &line])?;
        Ok(())
    }

    fn cosignatures(&mut self, suite: u8, size: u64) -> Result<Vec<String>, Fault> {
        let rows = self.link.query(sql::COSIGNATURES, &[&i64::from(suite), &signed(size)?])?;
        rows.iter().map(|row| get(row, 0)).collect()
    }

    fn add_attachment(&mut self, digest: Hash, stream: Id, sealed: &[u8]) -> Result<(), Fault> {
        self.link.send("BEGIN ISOLATION LEVEL READ COMMITTED")?;
        self.link.execute(sql::INSERT_ATTACHMENT, &[&digest.as_slice(), &stream.as_slice(), &sealed])?;
        self.link.commit()
    }

    fn attachment(&mut self, digest: Hash) -> Result<Option<Vec<u8>>, Fault> {
        let rows = self.link.query(sql::ATTACHMENT, &[&digest.as_slice()])?;
        rows.first().map(|row| get(row, 0)).transpose()
    }
}

fn slices(ids: &[Id]) -> Vec<&[u8]> {
    ids.iter().map(Id::as_slice).collect()
}
