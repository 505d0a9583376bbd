//! The view of cases in the record's own database. Its transactions do not wait for the disk: they are caught up again.

use std::collections::HashMap;

use postgres::types::{ToSql, Type};
use postgres::{Client, NoTls, Row, Statement};

use super::super::lists::{Answer, Datum, ListSession, TABLES, dollars};
use super::link;
use crate::error::Fault;

const SCHEMA: &str = include_str!("../../../migrations/postgres/lists_0001.sql");

const BEGIN: &str = "
BEGIN ISOLATION LEVEL READ COMMITTED;
SET LOCAL synchronous_commit = off;
LOCK TABLE case_state IN EXCLUSIVE MODE";

/// Rows that one statement inserts.
const ROWS_MAX: usize = 500;

/// Statements a connection keeps prepared.
const STATEMENTS_MAX: usize = 256;

/// Opens the view, making it when there is none.
pub(crate) fn open(url: &str) -> Result<Box<dyn ListSession>, Fault> {
    let client = link::config(url)?.connect(NoTls)?;
    let mut session = Lists { client, statements: HashMap::new() };
    let is_made =
        session.client.query_one("SELECT TO_REGCLASS('case_state') IS NOT NULL", &[])?.try_get::<_, bool>(0)?;
    if !is_made && session.renew().is_err() {
        // Another node was quicker, or it fails again and says why.
        session.roll_back();
        session.client.query_one("SELECT seen FROM case_state", &[])?;
    }
    Ok(Box::new(session))
}

struct Lists {
    client: Client,
    statements: HashMap<String, Statement>,
}

impl Lists {
    fn statement(&mut self, text: &str) -> Result<Statement, Fault> {
        if let Some(statement) = self.statements.get(text) {
            return Ok(statement.clone());
        }
        if self.statements.len() >= STATEMENTS_MAX {
            self.statements.clear();
        }
        let statement = self.client.prepare(&dollars(text))?;
        self.statements.insert(text.to_owned(), statement.clone());
        Ok(statement)
    }
}

fn slot(value: &Datum) -> &(dyn ToSql + Sync) {
    match value {
        Datum::Int(number) => number,
        Datum::Text(text) => text,
        Datum::Bytes(bytes) => bytes,
    }
}

fn slots(values: &[Datum]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(slot).collect()
}

fn answer(row: &Row) -> Result<Answer, Fault> {
    let column = |(at, column): (usize, &postgres::Column)| -> Result<Datum, Fault> {
        Ok(match *column.type_() {
            Type::INT8 => Datum::Int(row.try_get(at)?),
            Type::INT4 => Datum::Int(row.try_get::<_, i32>(at)?.into()),
            Type::BYTEA => Datum::Bytes(row.try_get(at)?),
            _ => Datum::Text(row.try_get(at)?),
        })
    };
    let columns = row.columns().iter().enumerate().map(column).collect::<Result<Vec<_>, Fault>>()?;
    Ok(Answer(columns.into_iter()))
}

impl ListSession for Lists {
    fn begin(&mut self) -> Result<(), Fault> {
        Ok(self.client.batch_execute(BEGIN)?)
    }

    fn commit(&mut self) -> Result<(), Fault> {
        Ok(self.client.batch_execute("COMMIT")?)
    }

    fn roll_back(&mut self) {
        // If the connection is gone, the server rolls back by itself.
        let _ = self.client.batch_execute("ROLLBACK");
    }

    fn run(&mut self, text: &str, values: &[Datum]) -> Result<u64, Fault> {
        let statement = self.statement(text)?;
        Ok(self.client.execute(&statement, &slots(values))?)
    }

    fn insert(&mut self, table: &str, width: usize, values: &[Datum]) -> Result<(), Fault> {
        for rows in values.chunks(width * ROWS_MAX) {
            let row = |row: usize| {
                let places: Vec<String> = (1..=width).map(|at| format!("?{}", row * width + at)).collect();
                format!("({})", places.join(", "))
            };
            let places: Vec<String> = (0..rows.len() / width).map(row).collect();
            let text = format!("INSERT INTO {table} VALUES {} ON CONFLICT DO NOTHING", places.join(", "));
            self.run(&text, rows)?;
        }
        Ok(())
    }

    fn ask(&mut self, text: &str, values: &[Datum]) -> Result<Vec<Answer>, Fault> {
        let statement = self.statement(text)?;
        let rows = self.client.query(&statement, &slots(values))?;
        rows.iter().map(answer).collect()
    }
}

impl Lists {
    /// Drops the whole view and makes it anew, empty.
    fn renew(&mut self) -> Result<(), Fault> {
        let drops: String = TABLES.iter().map(|table| format!("DROP TABLE IF EXISTS {table};\n")).collect();
        let text = format!("BEGIN;\n{drops}{SCHEMA}\nINSERT INTO case_state VALUES (1, 0, '');\nCOMMIT");
        self.statements.clear();
        Ok(self.client.batch_execute(&text)?)
    }
}
