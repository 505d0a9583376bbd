//! `bonafide case acts`: what can be done, and which fields it has.

use std::io::Write;

use bonafide_procedure::case::ActError;
use bonafide_procedure::case::act::{ACTS, Act};

use super::super::options::{CaseActs, Output};
use super::super::{Exit, Fault, Terminal, place};
use crate::report::names::Names;
use crate::report::table::{Lean, laid_out};
use crate::report::{act_error, json};

/// Lists the acts, or the fields of one.
pub(super) fn run(options: &CaseActs, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let Some(name) = &options.act else { return all(options.output, terminal) };
    let Some(fields) = Act::fields_of(name) else {
        let error = ActError::UnknownAct { found: name.clone() };
        place::complain(terminal, &act_error::sentence(&terminal.words, &error));
        return Ok(Exit::Wrong);
    };
    if options.output == Output::Json {
        let mut line = String::new();
        json::list(&mut line, fields, |line, field| {
            line.push('{');
            json::key(line, "id");
            json::text(line, field.id);
            json::key(line, "zh");
            json::text(line, field.zh);
            line.push('}');
        });
        writeln!(terminal.out, "{line}")?;
        return Ok(Exit::Yes);
    }
    let rows: Vec<[String; 2]> = fields.iter().map(|field| [field.zh.to_owned(), field.id.to_owned()]).collect();
    for line in laid_out([Lean::Left, Lean::Left], &rows) {
        writeln!(terminal.out, "{line}")?;
    }
    Ok(Exit::Yes)
}

fn all(output: Output, terminal: &mut Terminal) -> Result<Exit, Fault> {
    if output == Output::Json {
        for (id, zh, step) in ACTS {
            let mut line = String::from("{");
            for (key, text) in [("id", id), ("zh", zh), ("step", &step.id())] {
                json::key(&mut line, key);
                json::text(&mut line, text);
            }
            writeln!(terminal.out, "{line}}}")?;
        }
        return Ok(Exit::Yes);
    }
    let names = Names::of(&terminal.words, None);
    let rows: Vec<[String; 3]> =
        ACTS.iter().map(|(id, zh, step)| [(*zh).to_owned(), (*id).to_owned(), names.step(*step)]).collect();
    for line in laid_out([Lean::Left, Lean::Left, Lean::Left], &rows) {
        writeln!(terminal.out, "{line}")?;
    }
    Ok(Exit::Yes)
}
