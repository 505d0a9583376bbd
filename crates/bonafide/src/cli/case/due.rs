//! `bonafide case due` and `bonafide case list`.

use std::io::Write;

use bonafide_procedure::case::state::RunningTerm;
use bonafide_procedure::id::{CaseNo, Day};

use super::super::options::{CaseDue, CaseList, Output};
use super::super::{Exit, Fault, Terminal, place, refused};
use crate::gather::Gathered;
use crate::handle::{Desk, HandleError};
use crate::report::names::Names;
use crate::report::paint::Ink;
use crate::report::table::{Lean, laid_out};
use crate::report::{dossier, json};
use crate::site::Making;
use crate::words::say;

/// A running term of a case.
struct Running {
    number: CaseNo,
    term: RunningTerm,
    who: String,
}

/// Lists running terms: duties first, then rights.
pub(super) fn due(options: &CaseDue, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let desk = match place::open(terminal, &options.place, Making::Refused, options.on)? {
        Ok(desk) => desk,
        Err(exit) => return Ok(exit),
    };
    let mut running = match running(&desk, terminal) {
        Ok(running) => running,
        Err(error) => return refused::tell(terminal, &desk, &error, None, options.output),
    };
    running.sort_by(|one, other| (one.term.due, &one.number).cmp(&(other.term.due, &other.number)));
    let today = desk.today();
    if options.output == Output::Json {
        for one in &running {
            writeln!(terminal.out, "{}", term_json(one, today))?;
        }
        return Ok(Exit::Yes);
    }
    let (rights, duties): (Vec<_>, Vec<_>) = running.into_iter().partition(|one| one.term.step.is_right());
    if rights.is_empty() && duties.is_empty() {
        writeln!(terminal.out, "{}", terminal.words.say("due-none"))?;
    }
    for (key, list) in [("due-duties", duties), ("due-rights", rights)] {
        if list.is_empty() {
            continue;
        }
        writeln!(terminal.out, "{}", terminal.paint.ink(Ink::Head, &terminal.words.say(key)))?;
        let names = Names::of(&terminal.words, None);
        let rows: Vec<[String; 5]> = list
            .iter()
            .map(|one| {
                let left = dossier::terms::left(&names, &one.term, today, &desk.calendar);
                [one.term.due.to_string(), left, one.number.to_string(), names.step(one.term.step), one.who.clone()]
            })
            .collect();
        for (line, one) in laid_out([Lean::Left; 5], &rows).iter().zip(&list) {
            let ink = if one.term.is_overdue(today) { Ink::Bad } else { Ink::Good };
            let line = if one.term.is_overdue(today) { terminal.paint.ink(ink, line) } else { line.clone() };
            writeln!(terminal.out, "  {line}")?;
        }
    }
    Ok(Exit::Yes)
}

fn running(desk: &Desk, terminal: &Terminal) -> Result<Vec<Running>, HandleError> {
    let mut all = Vec::new();
    for number in desk.numbers()? {
        let gathered = desk.look(&number)?;
        if gathered.case.is_closed() {
            continue;
        }
        let names = Names::of(&terminal.words, Some(&gathered));
        let open = gathered.case.terms.iter().filter(|term| term.met.is_none());
        all.extend(open.map(|term| Running {
            number: number.clone(),
            term: term.clone(),
            who: who(&names, &gathered, term),
        }));
    }
    Ok(all)
}

/// Whom the text names for what the term is for.
fn who(names: &Names<'_>, gathered: &Gathered, term: &RunningTerm) -> String {
    let provided = gathered.law.procedure.provided(term.step).next();
    provided.map(|provided| names.parties(&provided.by)).unwrap_or_default()
}

fn term_json(one: &Running, today: Day) -> String {
    let mut line = String::from("{");
    json::key(&mut line, "case");
    json::text(&mut line, one.number.as_str());
    dossier::json::term_members(&mut line, &one.term, today);
    json::key(&mut line, "by");
    json::text(&mut line, &one.who);
    line.push('}');
    line
}

/// Lists all cases, a line each.
pub(super) fn list(options: &CaseList, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let desk = match place::open(terminal, &options.place, Making::Refused, None)? {
        Ok(desk) => desk,
        Err(exit) => return Ok(exit),
    };
    let looked: Result<Vec<Gathered>, HandleError> =
        desk.numbers().and_then(|numbers| numbers.iter().map(|number| desk.look(number)).collect());
    let cases = match looked {
        Ok(cases) => cases,
        Err(error) => return refused::tell(terminal, &desk, &error, None, options.output),
    };
    if options.output == Output::Json {
        for gathered in &cases {
            writeln!(terminal.out, "{}", dossier::json::head(gathered))?;
        }
        return Ok(Exit::Yes);
    }
    let rows: Vec<[String; 4]> = cases
        .iter()
        .map(|gathered| {
            let names = Names::of(&terminal.words, Some(gathered));
            let subject = gathered.case.subject().map(|person| names.person(person)).unwrap_or_default();
            let matter = dossier::matter(gathered);
            [gathered.number.to_string(), dossier::stage(&names, gathered), subject, matter]
        })
        .collect();
    for line in laid_out([Lean::Left; 4], &rows) {
        writeln!(terminal.out, "{line}")?;
    }
    if cases.is_empty() {
        writeln!(terminal.out, "{}", say!(terminal.words, "list-none"))?;
    }
    Ok(Exit::Yes)
}
