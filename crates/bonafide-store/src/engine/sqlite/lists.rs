//! The view of cases in `lists.db`: it may be deleted while nobody has it open.

use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, ToSql, params_from_iter, types::ToSqlOutput};

use super::super::lists::{Answer, Datum, ListSession, TABLES};
use super::connect_with;
use crate::error::Fault;

/// A lost transaction is caught up again, so the log is not synced at each commit. Deleted text is overwritten.
const PRAGMAS: &str = "
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA trusted_schema = OFF;
PRAGMA busy_timeout = 10000;
PRAGMA cache_size = -2048;
PRAGMA mmap_size = 1073741824;
PRAGMA temp_store = MEMORY;
PRAGMA secure_delete = ON;
";

const SCHEMA: &str = include_str!("../../../migrations/sqlite/lists_0001.sql");

/// The version of the schema; another one is dropped and made anew.
const FORMAT: u32 = 2;

/// Opens the view, making it when there is none.
pub(crate) fn open(path: &Path) -> Result<Box<dyn ListSession>, Fault> {
    let connection = connect_with(path, PRAGMAS)?;
    connection.set_prepared_statement_cache_capacity(128);
    let format: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let mut session = Lists { connection };
    if format != FORMAT {
        session.renew()?;
    }
    Ok(Box::new(session))
}

struct Lists {
    connection: Connection,
}

impl ToSql for Datum {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

fn datum(value: ValueRef<'_>) -> Result<Datum, Fault> {
    Ok(match value {
        ValueRef::Integer(number) => Datum::Int(number),
        ValueRef::Text(text) => Datum::Text(String::from_utf8(text.to_vec()).map_err(Fault::new)?),
        ValueRef::Blob(bytes) => Datum::Bytes(bytes.to_vec()),
        ValueRef::Null | ValueRef::Real(_) => return Err(Fault::new("the view of cases holds what it never does")),
    })
}

impl ListSession for Lists {
    fn begin(&mut self) -> Result<(), Fault> {
        Ok(self.connection.execute_batch("BEGIN IMMEDIATE")?)
    }

    fn commit(&mut self) -> Result<(), Fault> {
        Ok(self.connection.execute_batch("COMMIT")?)
    }

    fn roll_back(&mut self) {
        // Without a transaction there is nothing to undo.
        let _ = self.connection.execute_batch("ROLLBACK");
    }

    fn run(&mut self, text: &str, values: &[Datum]) -> Result<u64, Fault> {
        let count = self.connection.prepare_cached(text)?.execute(params_from_iter(values))?;
        u64::try_from(count).map_err(Fault::new)
    }

    fn insert(&mut self, table: &str, width: usize, values: &[Datum]) -> Result<(), Fault> {
        let places = vec!["?"; width].join(", ");
        let text = format!("INSERT INTO {table} VALUES ({places}) ON CONFLICT DO NOTHING");
        let mut statement = self.connection.prepare_cached(&text)?;
        for row in values.chunks(width) {
            statement.execute(params_from_iter(row))?;
        }
        Ok(())
    }

    fn ask(&mut self, text: &str, values: &[Datum]) -> Result<Vec<Answer>, Fault> {
        let mut statement = self.connection.prepare_cached(text)?;
        let width = statement.column_count();
        let mut rows = statement.query(params_from_iter(values))?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let columns = (0..width).map(|at| datum(row.get_ref(at)?)).collect::<Result<Vec<_>, Fault>>()?;
            all.push(Answer(columns.into_iter()));
        }
        Ok(all)
    }
}

impl Lists {
    /// Drops the whole view and makes it anew, empty.
    fn renew(&mut self) -> Result<(), Fault> {
        self.connection.execute_batch("BEGIN IMMEDIATE")?;
        for table in TABLES {
            self.connection.execute_batch(&format!("DROP TABLE IF EXISTS {table}"))?;
        }
        self.connection.execute_batch(SCHEMA)?;
        self.connection.execute_batch("INSERT INTO case_state VALUES (1, 0, x'')")?;
        self.connection.pragma_update(None, "user_version", FORMAT)?;
        Ok(self.connection.execute_batch("COMMIT")?)
    }
}
