//! Versions of the schema, and the settings a record insists on. All steps are one transaction.

use tokio_postgres::Config;

use super::link::{Link, get, number};
use super::sql;
use crate::error::{Fault, OpenError};

/// Each entry brings the record from the version of its place to the next. Never edited after a release.
const RECORD: [&str; 2] = [
    include_str!("../../../migrations/postgres/0001_record.sql"),
    include_str!("../../../migrations/postgres/0002_plain_rows.sql"),
];
/// The same for the keys.
const KEYS: [&str; 1] = [include_str!("../../../migrations/postgres/keys_0001.sql")];

pub(super) fn record(link: &mut Link) -> Result<(), OpenError> {
    migrate(link, &RECORD)
}

pub(super) fn keys(link: &mut Link) -> Result<(), OpenError> {
    migrate(link, &KEYS)
}

fn migrate(link: &mut Link, steps: &[&str]) -> Result<(), OpenError> {
    let known = u32::try_from(steps.len()).unwrap_or(u32::MAX);
    // The usual case first: nothing to do, and no right to create anything needed.
    if version(link)? == Some(known) {
        return Ok(());
    }
    // Two nodes that start together on an empty database: the one that loses the race to make the table tries again.
    let mut outcome = apply(link, steps, known);
    for _ in 0..3 {
        if !matches!(outcome, Err(OpenError::Fault(_))) {
            break;
        }
        // Nothing is open if the connection is gone; then the next attempt says so.
        let _ = link.send("ROLLBACK");
        outcome = apply(link, steps, known);
    }
    outcome
}

fn version(link: &mut Link) -> Result<Option<u32>, Fault> {
    let is_made = link.query(sql::ANY_VERSION, &[])?.first().map(|row| get(row, 0)).transpose()?;
    if is_made != Some(true) {
        return Ok(None);
    }
    link.query(sql::VERSION, &[])?.first().map(|row| number(row, 0)).transpose()
}

fn apply(link: &mut Link, steps: &[&str], known: u32) -> Result<(), OpenError> {
    link.send("BEGIN")?;
    link.send(sql::MAKE_VERSIONS)?;
    let found = version(link)?.unwrap_or(0);
    if found > known {
        link.send("ROLLBACK")?;
        return Err(OpenError::Newer { found, known });
    }
    for step in steps.iter().skip(usize::try_from(found).map_err(Fault::new)?) {
        link.send(step)?;
    }
    link.execute(sql::SET_VERSION, &[&i64::from(known)])?;
    link.send("COMMIT")?;
    Ok(())
}

/// Refuses settings under which an acknowledged event could be lost or two nodes could disagree.
pub(super) fn check_settings(link: &mut Link, is_highly_available: bool) -> Result<(), OpenError> {
    let rows = link.query(sql::CHECKED, &[])?;
    let row = rows.first().ok_or_else(|| Fault::new("PostgreSQL does not say its settings"))?;
    let isolation: String = get(row, 0)?;
    if isolation != "read committed" {
        return Err(OpenError::Isolation(isolation));
    }
    for (at, name) in [(1, "fsync"), (2, "full_page_writes"), (3, "synchronous_commit")] {
        if get::<String>(row, at)? == "off" {
            return Err(OpenError::Unsafe(name));
        }
    }
    let (commit, standbys): (String, String) = (get(row, 3)?, get(row, 4)?);
    let waits = ["on", "remote_apply"].contains(&commit.as_str()) && !standbys.trim().is_empty();
    if is_highly_available && !waits {
        return Err(OpenError::NotSynchronous);
    }
    let is_apart = get(row, 5)?;
    link.wait_apart(is_apart);
    Ok(())
}

/// The database of the keys: that of the record with `_keys` behind its name.
pub(super) fn keys_config(config: &Config) -> Config {
    let name = config.get_dbname().or(config.get_user()).unwrap_or("bonafide");
    let mut keys = config.clone();
    keys.dbname(format!("{name}_keys"));
    keys
}
