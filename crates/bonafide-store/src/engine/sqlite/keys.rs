//! The database of keys on SQLite: small, apart, and overwritten where a key is destroyed.

use std::collections::HashMap;
use std::path::Path;

use rusqlite::{Connection, OptionalExtension, params};

use super::super::{Id, KeptKey, KeySession};
use super::{connect, migrate, settle, sql};
use crate::error::{Fault, KeyError, OpenError};

/// Opens the keys, making or migrating the database.
pub(crate) fn open(path: &Path) -> Result<Box<dyn KeySession>, OpenError> {
    let connection = connect(path)?;
    // What is deleted or replaced is overwritten with zeros.
    connection.execute_batch("PRAGMA secure_delete = ON").map_err(Fault::from)?;
    migrate::keys(&connection)?;
    settle(&connection)?;
    Ok(Box::new(Keys { connection }))
}

struct Keys {
    connection: Connection,
}

impl From<rusqlite::Error> for KeyError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Fault(error.into())
    }
}

impl KeySession for Keys {
    fn is_new(&mut self) -> Result<bool, KeyError> {
        Ok(!self.connection.prepare_cached(sql::ANY_OWN)?.exists([])?)
    }

    fn keys(&mut self, ids: &[Id]) -> Result<HashMap<Id, KeptKey>, KeyError> {
        let mut statement = self.connection.prepare_cached(sql::KEY)?;
        let mut kept = HashMap::new();
        for id in ids {
            let row: Option<(Option<Vec<u8>>, String)> =
                statement.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
            if let Some((wrapped, state)) = row {
                kept.insert(*id, KeptKey::from_columns(wrapped, &state)?);
            }
        }
        Ok(kept)
    }

    fn add_keys(&mut self, keys: &[(Id, Vec<u8>)]) -> Result<(), KeyError> {
        let transaction = self.connection.unchecked_transaction()?;
        for (id, wrapped) in keys {
            transaction.prepare_cached(sql::INSERT_KEY)?.execute(params![id, wrapped])?;
        }
        Ok(transaction.commit()?)
    }

    fn set_key(&mut self, id: Id, state: &KeptKey) -> Result<(), KeyError> {
        let (wrapped, word) = state.to_columns();
        self.connection.execute(sql::SET_KEY, params![id, wrapped, word])?;
        // Older frames of the write-ahead log still hold the key: move everything into the database and cut the log.
        let busy: i64 = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy != 0 {
            return Err(KeyError::Fault(Fault::new("the log of the keys is in use and could not be cut")));
        }
        Ok(())
    }

    fn own(&mut self, name: &str, fresh: &[u8]) -> Result<Vec<u8>, KeyError> {
        self.connection.execute(sql::INSERT_OWN, params![name, fresh])?;
        Ok(self.connection.query_row(sql::OWN, [name], |row| row.get(0))?)
    }

    fn parameter(&mut self, name: &str, fresh: &[u8]) -> Result<Vec<u8>, KeyError> {
        self.connection.execute(sql::INSERT_PARAMETER, params![name, fresh])?;
        Ok(self.connection.query_row(sql::PARAMETER, [name], |row| row.get(0))?)
    }
}
