//! A connection to PostgreSQL: checked settings, prepared statements, and an ear for warnings.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use postgres::error::{DbError, SqlState};
use postgres::types::{FromSqlOwned, ToSql};
use postgres::{Client, Config, NoTls, Row, SimpleQueryMessage, SimpleQueryRow, Statement};

use super::sql;
use crate::error::{Fault, OpenError};

/// A value for a statement.
pub(super) type Value<'a> = &'a (dyn ToSql + Sync);

/// One connection.
pub(super) struct Link {
    client: Client,
    statements: HashMap<&'static str, Statement>,
    /// A warning came since this was last looked at.
    is_warned: Arc<AtomicBool>,
    /// The server lets us wait for its log apart from a commit.
    waits_apart: bool,
}

impl From<postgres::Error> for Fault {
    fn from(error: postgres::Error) -> Self {
        Self(describe(&error))
    }
}

impl From<postgres::Error> for OpenError {
    fn from(error: postgres::Error) -> Self {
        Self::Fault(error.into())
    }
}

/// The server's words, with its code, or the connection's.
fn describe(error: &postgres::Error) -> String {
    match error.as_db_error() {
        Some(database) => format!("PostgreSQL: {} ({})", database.message(), database.code().code()),
        None => {
            let cause = std::error::Error::source(error).map(|cause| format!(": {cause}")).unwrap_or_default();
            format!("PostgreSQL: {error}{cause}")
        }
    }
}

/// Whether the database does not exist.
pub(super) fn is_missing_database(error: &postgres::Error) -> bool {
    error.code() == Some(&SqlState::INVALID_CATALOG_NAME)
}

/// Reads a connection string.
pub(super) fn config(url: &str) -> Result<Config, Fault> {
    url.parse::<Config>().map_err(Fault::from)
}

impl Link {
    pub(super) fn connect(config: &Config) -> Result<Self, postgres::Error> {
        let is_warned = Arc::new(AtomicBool::new(false));
        let ear = Arc::clone(&is_warned);
        let mut config = config.clone();
        config.notice_callback(move |notice: DbError| {
            if notice.severity() == "WARNING" {
                ear.store(true, Ordering::SeqCst);
            }
        });
        let mut client = config.connect(NoTls)?;
        client.batch_execute(sql::SETTINGS)?;
        Ok(Self { client, statements: HashMap::new(), is_warned, waits_apart: false })
    }

    fn statement(&mut self, text: &'static str) -> Result<Statement, Fault> {
        if let Some(statement) = self.statements.get(text) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(text)?;
        self.statements.insert(text, statement.clone());
        Ok(statement)
    }

    pub(super) fn execute(&mut self, text: &'static str, values: &[Value<'_>]) -> Result<u64, Fault> {
        let statement = self.statement(text)?;
        Ok(self.client.execute(&statement, values)?)
    }

    pub(super) fn query(&mut self, text: &'static str, values: &[Value<'_>]) -> Result<Vec<Row>, Fault> {
        let statement = self.statement(text)?;
        Ok(self.client.query(&statement, values)?)
    }

    /// Sends statements without values and gives the one row they answer with, as text.
    pub(super) fn ask(&mut self, text: &str) -> Result<SimpleQueryRow, Fault> {
        let answers = self.client.simple_query(text)?;
        let row = answers.into_iter().find_map(|answer| match answer {
            SimpleQueryMessage::Row(row) => Some(row),
            _ => None,
        });
        row.ok_or_else(|| Fault::new("PostgreSQL gave no row"))
    }

    /// Sends statements without values, such as the bounds of a transaction.
    pub(super) fn send(&mut self, text: &str) -> Result<(), Fault> {
        Ok(self.client.batch_execute(text)?)
    }

    /// From now on the head is not held while the log is written to the disk, if the server can.
    pub(super) fn wait_apart(&mut self, is_possible: bool) {
        self.waits_apart = is_possible;
    }

    /// Begins a transaction that takes the head for itself, and gives the head.
    pub(super) fn begin_with_head(&mut self) -> Result<SimpleQueryRow, Fault> {
        self.ask(if self.waits_apart { sql::BEGIN_WITH_HEAD_APART } else { sql::BEGIN_WITH_HEAD })
    }

    /// Commits a transaction that holds the head and waits until it is durable.
    pub(super) fn commit_durably(&mut self) -> Result<(), Fault> {
        self.send_unwarned(if self.waits_apart { sql::COMMIT_AND_SETTLE } else { "COMMIT" })
    }

    /// Waits until all that could be read before is durable.
    pub(super) fn settle(&mut self) -> Result<(), Fault> {
        self.send_unwarned(if self.waits_apart { sql::SETTLE } else { sql::SETTLE_WITH_HEAD })
    }

    pub(super) fn commit(&mut self) -> Result<(), Fault> {
        self.send_unwarned("COMMIT")
    }

    /// Ends in a commit. A warning meanwhile, such as a wait for the standby that was cut short, leaves the outcome unknown.
    fn send_unwarned(&mut self, text: &str) -> Result<(), Fault> {
        self.is_warned.store(false, Ordering::SeqCst);
        self.send(text)?;
        if self.is_warned.load(Ordering::SeqCst) {
            return Err(Fault::new("PostgreSQL warned during the commit"));
        }
        Ok(())
    }
}

/// A column of a row.
pub(super) fn get<T: FromSqlOwned>(row: &Row, at: usize) -> Result<T, Fault> {
    Ok(row.try_get(at)?)
}

/// A column that is never negative.
pub(super) fn number<T: TryFrom<i64>>(row: &Row, at: usize) -> Result<T, Fault> {
    let number: i64 = get(row, at)?;
    T::try_from(number).map_err(|_| Fault::new("a number out of its range"))
}

/// Bytes of a fixed length.
pub(super) fn bytes<const N: usize>(row: &Row, at: usize) -> Result<[u8; N], Fault> {
    let bytes: &[u8] = row.try_get(at)?;
    bytes.try_into().map_err(|_| Fault::new("bytes of another length"))
}

/// Bytes of a fixed length, or none.
pub(super) fn maybe_bytes<const N: usize>(row: &Row, at: usize) -> Result<Option<[u8; N]>, Fault> {
    let bytes: Option<&[u8]> = row.try_get(at)?;
    bytes.map(|bytes| bytes.try_into().map_err(|_| Fault::new("bytes of another length"))).transpose()
}

/// PostgreSQL's integers are signed.
pub(super) fn signed(number: u64) -> Result<i64, Fault> {
    i64::try_from(number).map_err(|_| Fault::new("a number over 2^63"))
}

/// A number in a row of text.
pub(super) fn text_number(row: &SimpleQueryRow, at: usize) -> Result<u64, Fault> {
    let text = row.try_get(at)?.ok_or_else(|| Fault::new("a number is missing"))?;
    text.parse().map_err(Fault::new)
}

/// Bytes in a row of text: `\x` and hexadecimal.
pub(super) fn text_bytes(row: &SimpleQueryRow, at: usize) -> Result<Option<Vec<u8>>, Fault> {
    let Some(text) = row.try_get(at)? else { return Ok(None) };
    let malformed = || Fault::new("bytes that do not read");
    let digits = text.strip_prefix("\\x").ok_or_else(malformed)?;
    let pairs = digits.as_bytes().chunks(2).map(|pair| {
        let pair = std::str::from_utf8(pair).map_err(Fault::new)?;
        u8::from_str_radix(pair, 16).map_err(Fault::new)
    });
    pairs.collect::<Result<Vec<u8>, Fault>>().map(Some)
}
