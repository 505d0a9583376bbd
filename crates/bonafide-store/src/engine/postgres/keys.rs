//! The database of keys on PostgreSQL: a database of its own, so that it has backups of its own.

use std::collections::HashMap;

use tokio_postgres::Config;

use super::super::{Id, KeptKey, KeySession};
use super::link::{Link, Unconnected, bytes, config, get};
use super::{migrate, sql};
use crate::error::{Fault, KeyError, OpenError};

/// Opens the keys, making or migrating the database.
pub(crate) fn open(url: &str) -> Result<Box<dyn KeySession>, OpenError> {
    let record = config(url)?;
    let keys = migrate::keys_config(&record);
    let mut link = match Link::connect(&keys) {
        Err(Unconnected::NoDatabase(_)) => {
            make(&record, &keys)?;
            Link::connect(&keys)?
        }
        other => other?,
    };
    migrate::keys(&mut link)?;
    Ok(Box::new(Keys { link: Some(link), config: keys }))
}

fn make(record: &Config, keys: &Config) -> Result<(), OpenError> {
    let name = keys.get_dbname().unwrap_or_default().replace('"', "\"\"");
    let made = Link::connect(record)?.send(&format!("CREATE DATABASE \"{name}\""));
    // Another node may have made it meanwhile; whether it is there the next connection shows.
    match made {
        Err(fault) if Link::connect(keys).is_err() => Err(OpenError::Fault(fault)),
        _ => Ok(()),
    }
}

struct Keys {
    /// `None` after a fault: the next question connects anew.
    link: Option<Link>,
    config: Config,
}

impl Keys {
    fn ask<T>(&mut self, ask: impl FnOnce(&mut Link) -> Result<T, Fault>) -> Result<T, KeyError> {
        let mut link = match self.link.take() {
            Some(link) => link,
            None => Link::connect(&self.config).map_err(Fault::from)?,
        };
        let answer = ask(&mut link)?;
        self.link = Some(link);
        Ok(answer)
    }
}

impl KeySession for Keys {
    fn is_new(&mut self) -> Result<bool, KeyError> {
        self.ask(|link| Ok(link.query(sql::ANY_OWN, &[])?.is_empty()))
    }

    fn keys(&mut self, ids: &[Id]) -> Result<HashMap<Id, KeptKey>, KeyError> {
        let wanted: Vec<&[u8]> = ids.iter().map(Id::as_slice).collect();
        let rows = self.ask(|link| link.query(sql::KEYS, &[&wanted]))?;
        let mut kept = HashMap::new();
        for row in &rows {
            let state: String = get(row, 2)?;
            kept.insert(bytes(row, 0)?, KeptKey::from_columns(get(row, 1)?, &state)?);
        }
        Ok(kept)
    }

    fn add_keys(&mut self, keys: &[(Id, Vec<u8>)]) -> Result<(), KeyError> {
        let ids: Vec<&[u8]> = keys.iter().map(|(id, _)| id.as_slice()).collect();
        let wrapped: Vec<&[u8]> = keys.iter().map(|(_, wrapped)| wrapped.as_slice()).collect();
        self.ask(|link| link.execute(sql::INSERT_KEYS, &[&ids, &wrapped]))?;
        Ok(())
    }

    fn set_key(&mut self, id: Id, state: &KeptKey) -> Result<(), KeyError> {
        let (wrapped, word) = state.to_columns();
        self.ask(|link| {
            link.execute(sql::SET_KEY, &[&id.as_slice(), &wrapped, &word])?;
            link.send(sql::REWRITE_KEYS)
        })
    }

    fn own(&mut self, name: &str, fresh: &[u8]) -> Result<Vec<u8>, KeyError> {
        self.kept(sql::INSERT_OWN, sql::OWN, name, fresh)
    }

    fn parameter(&mut self, name: &str, fresh: &[u8]) -> Result<Vec<u8>, KeyError> {
        self.kept(sql::INSERT_PARAMETER, sql::PARAMETER, name, fresh)
    }
}

impl Keys {
    fn kept(
        &mut self,
        insert: &'static str,
        select: &'static str,
        name: &str,
        fresh: &[u8],
    ) -> Result<Vec<u8>, KeyError> {
        let rows = self.ask(|link| {
            link.execute(insert, &[&name, &fresh])?;
            link.query(select, &[&name])
        })?;
        let row = rows.first().ok_or_else(|| Fault::new("what was just kept is missing"))?;
        Ok(get(row, 0)?)
    }
}
