//! The view of cases in the record's own database. Its transactions do not wait for the disk: they are caught up again.

use tokio_postgres::types::Type;
use tokio_postgres::{Column, Row};

use super::super::lists::{Answer, Datum, ListSession, TABLES, dollars};
use super::link::{Link, Value, config, get};
use crate::error::Fault;

const SCHEMA: &str = include_str!("../../../migrations/postgres/lists_0001.sql");

const BEGIN: &str = "
BEGIN ISOLATION LEVEL READ COMMITTED;
SET LOCAL synchronous_commit = off;
LOCK TABLE case_state IN EXCLUSIVE MODE";

/// Rows that one statement inserts.
const ROWS_MAX: usize = 500;

/// Opens the view, making it when there is none.
pub(crate) fn open(url: &str) -> Result<Box<dyn ListSession>, Fault> {
    let mut session = Lists(Link::connect(&config(url)?)?);
    let rows = session.0.query("SELECT TO_REGCLASS('case_state') IS NOT NULL", &[])?;
    let is_made: bool = rows.first().map_or(Ok(false), |row| get(row, 0))?;
    if !is_made && session.renew().is_err() {
        // Another node was quicker, or it fails again and says why.
        session.roll_back();
        session.0.query("SELECT seen FROM case_state", &[])?;
    }
    Ok(Box::new(session))
}

struct Lists(Link);

fn slot(value: &Datum) -> Value<'_> {
    match value {
        Datum::Int(number) => number,
        Datum::Text(text) => text,
        Datum::Bytes(bytes) => bytes,
    }
}

fn slots(values: &[Datum]) -> Vec<Value<'_>> {
    values.iter().map(slot).collect()
}

fn answer(row: &Row) -> Result<Answer, Fault> {
    let column = |(at, column): (usize, &Column)| -> Result<Datum, Fault> {
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
        self.0.send(BEGIN)
    }

    fn commit(&mut self) -> Result<(), Fault> {
        self.0.send("COMMIT")
    }

    fn roll_back(&mut self) {
        // If the connection is gone, the server rolls back by itself.
        let _ = self.0.send("ROLLBACK");
    }

    fn run(&mut self, text: &str, values: &[Datum]) -> Result<u64, Fault> {
        self.0.execute(&dollars(text), &slots(values))
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
        let rows = self.0.query(&dollars(text), &slots(values))?;
        rows.iter().map(answer).collect()
    }
}

impl Lists {
    /// Drops the whole view and makes it anew, empty.
    fn renew(&mut self) -> Result<(), Fault> {
        let drops: String = TABLES.iter().map(|table| format!("DROP TABLE IF EXISTS {table};\n")).collect();
        let text = format!("BEGIN;\n{drops}{SCHEMA}\nINSERT INTO case_state VALUES (1, 0, '');\nCOMMIT");
        self.0.send(&text)
    }
}
