//! Drafts on SQLite: a file of their own, so that typing never waits for the record, and overwritten where deleted.

use std::path::Path;

use rusqlite::{Connection, params};

use super::super::{DraftPlace, DraftSession, Id};
use super::{connect, migrate, signed, unsigned};
use crate::error::{Fault, OpenError};

/// Opens the drafts, making or migrating the database.
pub(crate) fn open(path: &Path) -> Result<Box<dyn DraftSession>, OpenError> {
    let connection = connect(path)?;
    // A power cut may take the last words away, never the whole; and typing does not wait for the disk.
    connection.execute_batch("PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON").map_err(Fault::from)?;
    migrate::drafts(&connection)?;
    Ok(Box::new(Drafts { connection }))
}

struct Drafts {
    connection: Connection,
}

const SAVE: &str = "
INSERT INTO drafts (owner, place, field, sealed, kept_until_ms) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (owner, place, field) DO UPDATE SET sealed = excluded.sealed";

impl DraftSession for Drafts {
    fn save(&mut self, (owner, place): DraftPlace, rows: &[(Id, Vec<u8>)], until_ms: u64) -> Result<(), Fault> {
        let until = signed(until_ms)?;
        let transaction = self.connection.unchecked_transaction()?;
        for (field, sealed) in rows {
            transaction.prepare_cached(SAVE)?.execute(params![owner, place, field, sealed, until])?;
        }
        transaction
            .prepare_cached("UPDATE drafts SET kept_until_ms = ?3 WHERE owner = ?1 AND place = ?2")?
            .execute(params![owner, place, until])?;
        Ok(transaction.commit()?)
    }

    fn of_place(&mut self, (owner, place): DraftPlace, now_ms: u64) -> Result<Vec<(Id, Vec<u8>)>, Fault> {
        let mut statement = self.connection.prepare_cached(
            "SELECT field, sealed FROM drafts WHERE owner = ?1 AND place = ?2 AND kept_until_ms >= ?3",
        )?;
        let rows = statement.query_map(params![owner, place, signed(now_ms)?], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn of_owner(&mut self, owner: Id, field: Id, now_ms: u64) -> Result<Vec<(Id, Vec<u8>, u64)>, Fault> {
        let mut statement = self.connection.prepare_cached(
            "SELECT place, sealed, kept_until_ms FROM drafts WHERE owner = ?1 AND field = ?2 AND kept_until_ms >= ?3",
        )?;
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, unsigned(row, 2)?));
        let rows = statement.query_map(params![owner, field, signed(now_ms)?], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn remove(&mut self, (owner, place): DraftPlace, fields: &[Id]) -> Result<(), Fault> {
        let transaction = self.connection.unchecked_transaction()?;
        if fields.is_empty() {
            let mut all = transaction.prepare_cached("DELETE FROM drafts WHERE owner = ?1 AND place = ?2")?;
            all.execute(params![owner, place])?;
        }
        for field in fields {
            let mut one =
                transaction.prepare_cached("DELETE FROM drafts WHERE owner = ?1 AND place = ?2 AND field = ?3")?;
            one.execute(params![owner, place, field])?;
        }
        Ok(transaction.commit()?)
    }

    fn purge(&mut self, before_ms: u64) -> Result<(), Fault> {
        let mut statement = self.connection.prepare_cached("DELETE FROM drafts WHERE kept_until_ms < ?1")?;
        statement.execute([signed(before_ms)?])?;
        Ok(())
    }

    fn size(&mut self, owner: Id) -> Result<u64, Fault> {
        let mut statement =
            self.connection.prepare_cached("SELECT COALESCE(SUM(LENGTH(sealed)), 0) FROM drafts WHERE owner = ?1")?;
        Ok(statement.query_row([owner], |row| unsigned(row, 0))?)
    }
}
