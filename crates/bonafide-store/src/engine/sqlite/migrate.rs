//! Versions of the schema. A step is one transaction: a database is of one version or of the next, never between.

use rusqlite::{Connection, TransactionBehavior};

use crate::error::{Fault, OpenError};

/// Each entry brings the record from the version of its place to the next. Never edited after a release.
const RECORD: [&str; 1] = [include_str!("../../../migrations/sqlite/0001_record.sql")];
/// The same for the keys.
const KEYS: [&str; 1] = [include_str!("../../../migrations/sqlite/keys_0001.sql")];

/// The same for the drafts.
const DRAFTS: [&str; 1] = [include_str!("../../../migrations/sqlite/drafts_0001.sql")];

pub(super) fn record(connection: &Connection) -> Result<(), OpenError> {
    migrate(connection, &RECORD)
}

pub(super) fn keys(connection: &Connection) -> Result<(), OpenError> {
    migrate(connection, &KEYS)
}

pub(super) fn drafts(connection: &Connection) -> Result<(), OpenError> {
    migrate(connection, &DRAFTS)
}

fn migrate(connection: &Connection, steps: &[&str]) -> Result<(), OpenError> {
    let known = u32::try_from(steps.len()).unwrap_or(u32::MAX);
    let found: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(Fault::from)?;
    if found > known {
        return Err(OpenError::Newer { found, known });
    }
    if found == known {
        return Ok(());
    }
    let apply = || -> Result<(), Fault> {
        let transaction =
            rusqlite::Transaction::new_unchecked(connection, TransactionBehavior::Immediate).map_err(Fault::from)?;
        for step in steps.iter().skip(usize::try_from(found).map_err(Fault::new)?) {
            transaction.execute_batch(step)?;
        }
        transaction.pragma_update(None, "user_version", known)?;
        Ok(transaction.commit()?)
    };
    Ok(apply()?)
}
