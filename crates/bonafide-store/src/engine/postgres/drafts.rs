//! Drafts on PostgreSQL: a table beside the record's, seen by every node.

use tokio_postgres::Config;

use super::super::{DraftPlace, DraftSession, Id};
use super::link::{Link, bytes, config, get, number, signed};
use crate::error::{Fault, OpenError};

const MAKE: &str = include_str!("../../../migrations/postgres/drafts_0001.sql");

/// Opens the drafts, making their table.
pub(crate) fn open(url: &str) -> Result<Box<dyn DraftSession>, OpenError> {
    let config = config(url)?;
    let mut link = Link::connect(&config)?;
    if !is_made(&mut link)? {
        // Two nodes that start together: whoever loses the race finds the table made.
        let made = link.send(MAKE);
        if made.is_err() && !is_made(&mut link)? {
            made?;
        }
    }
    Ok(Box::new(Drafts { link: Some(link), config }))
}

fn is_made(link: &mut Link) -> Result<bool, Fault> {
    let rows = link.query("SELECT to_regclass('drafts') IS NOT NULL", &[])?;
    rows.first().map_or(Ok(false), |row| get(row, 0))
}

struct Drafts {
    /// `None` after a fault: the next question connects anew.
    link: Option<Link>,
    config: Config,
}

impl Drafts {
    fn ask<T>(&mut self, ask: impl FnOnce(&mut Link) -> Result<T, Fault>) -> Result<T, Fault> {
        let mut link = match self.link.take() {
            Some(link) => link,
            None => Link::connect(&self.config)?,
        };
        let answer = ask(&mut link)?;
        self.link = Some(link);
        Ok(answer)
    }
}

const SAVE: &str = "
INSERT INTO drafts (owner, place, field, sealed, kept_until_ms)
SELECT $1, $2, field, sealed, $5 FROM unnest($3::bytea[], $4::bytea[]) AS new (field, sealed)
ON CONFLICT (owner, place, field) DO UPDATE SET sealed = excluded.sealed";

impl DraftSession for Drafts {
    fn save(&mut self, (owner, place): DraftPlace, rows: &[(Id, Vec<u8>)], until_ms: u64) -> Result<(), Fault> {
        let until = signed(until_ms)?;
        let fields: Vec<&[u8]> = rows.iter().map(|(field, _)| field.as_slice()).collect();
        let sealed: Vec<&[u8]> = rows.iter().map(|(_, sealed)| sealed.as_slice()).collect();
        self.ask(|link| {
            link.execute(SAVE, &[&owner.as_slice(), &place.as_slice(), &fields, &sealed, &until])?;
            let keep = "UPDATE drafts SET kept_until_ms = $3 WHERE owner = $1 AND place = $2";
            link.execute(keep, &[&owner.as_slice(), &place.as_slice(), &until])?;
            Ok(())
        })
    }

    fn of_place(&mut self, (owner, place): DraftPlace, now_ms: u64) -> Result<Vec<(Id, Vec<u8>)>, Fault> {
        let now = signed(now_ms)?;
        let text = "SELECT field, sealed FROM drafts WHERE owner = $1 AND place = $2 AND kept_until_ms >= $3";
        let rows = self.ask(|link| link.query(text, &[&owner.as_slice(), &place.as_slice(), &now]))?;
        rows.iter().map(|row| Ok((bytes(row, 0)?, get(row, 1)?))).collect()
    }

    fn of_owner(&mut self, owner: Id, field: Id, now_ms: u64) -> Result<Vec<(Id, Vec<u8>, u64)>, Fault> {
        let now = signed(now_ms)?;
        let text =
            "SELECT place, sealed, kept_until_ms FROM drafts WHERE owner = $1 AND field = $2 AND kept_until_ms >= $3";
        let rows = self.ask(|link| link.query(text, &[&owner.as_slice(), &field.as_slice(), &now]))?;
        rows.iter().map(|row| Ok((bytes(row, 0)?, get(row, 1)?, number(row, 2)?))).collect()
    }

    fn remove(&mut self, (owner, place): DraftPlace, fields: &[Id]) -> Result<(), Fault> {
        let fields: Vec<&[u8]> = fields.iter().map(Id::as_slice).collect();
        let text = "DELETE FROM drafts WHERE owner = $1 AND place = $2 AND ($3::bytea[] = '{}' OR field = ANY($3))";
        self.ask(|link| link.execute(text, &[&owner.as_slice(), &place.as_slice(), &fields]))?;
        Ok(())
    }

    fn purge(&mut self, before_ms: u64) -> Result<(), Fault> {
        let before = signed(before_ms)?;
        self.ask(|link| link.execute("DELETE FROM drafts WHERE kept_until_ms < $1", &[&before]))?;
        Ok(())
    }

    fn size(&mut self, owner: Id) -> Result<u64, Fault> {
        let text = "SELECT COALESCE(SUM(octet_length(sealed)), 0)::bigint FROM drafts WHERE owner = $1";
        let rows = self.ask(|link| link.query(text, &[&owner.as_slice()]))?;
        rows.first().map_or(Ok(0), |row| number(row, 0))
    }
}
