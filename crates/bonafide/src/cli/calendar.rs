//! `bonafide calendar`: due dates, how they came about, and the years they are reckoned by.

mod site;

use std::io::Write;

use bonafide_procedure::calendar::{AlarmLevel, Calendar, MissingYear};
use bonafide_procedure::deadline::{Counting, Deadline, DeadlineError, Due, Term, TermUnit};

use super::options::{self, CalendarVerb, List, Output, Reckoning, TermUnitName};
use super::{Exit, Fault, Terminal, clock};
use crate::report::paint::Ink;
use crate::report::table::{Lean, laid_out};
use crate::report::wrap::wrapped;
use crate::report::{counting, json};
use crate::words::{harmless, say};

pub(super) use site::tell as tell_years;

/// Does what is asked about the calendar.
pub(super) fn run(options: &options::Calendar, terminal: &mut Terminal) -> Result<Exit, Fault> {
    match &options.verb {
        CalendarVerb::Due(options) => reckon(options, terminal, due),
        CalendarVerb::Explain(options) => reckon(options, terminal, explain),
        CalendarVerb::Import(options) => site::import(options, terminal),
        CalendarVerb::List(options) => list(options, terminal),
    }
}

/// A term as asked, with its calendar.
struct Asked {
    deadline: Deadline,
    calendar: Calendar,
    output: Output,
}

fn reckon(
    options: &Reckoning,
    terminal: &mut Terminal,
    answer: fn(&Asked, &mut Terminal) -> Result<Exit, Fault>,
) -> Result<Exit, Fault> {
    let calendar = match site::known(terminal, options.data.as_deref())? {
        Ok(calendar) => calendar,
        Err(exit) => return Ok(exit),
    };
    let unit = match options.unit {
        TermUnitName::WorkingDays => TermUnit::WorkingDays,
        TermUnitName::Days => TermUnit::Days,
        TermUnitName::Months => TermUnit::Months,
        TermUnitName::Years => TermUnit::Years,
    };
    let Ok(term) = Term::new(options.count, unit) else { return Ok(out_of_range(terminal)) };
    let asked = Asked { deadline: Deadline::new(options.start, term), calendar, output: options.output };
    answer(&asked, terminal)
}

/// The date alone on the first line; what must be said beside it after that.
fn due(asked: &Asked, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let due = asked.deadline.due(&asked.calendar);
    if asked.output == Output::Json {
        writeln!(terminal.out, "{}}}", head_json(asked, &due))?;
        return Ok(exit(&due));
    }
    match due {
        Ok(due) => {
            let mut lines = vec![due.day.to_string(), wrapped("", "", &head(asked, terminal, due))];
            lines.extend(counting::notes(&terminal.words, due).iter().map(|note| wrapped("", "", note)));
            writeln!(terminal.out, "{}", lines.join("\n"))?;
            Ok(Exit::Yes)
        }
        Err(error) => {
            let sentence = undecided(asked, terminal, &error);
            terminal.tell(&wrapped("", "", &sentence));
            Ok(exit(&Err(error)))
        }
    }
}

/// Each day on a line, then the notices.
fn explain(asked: &Asked, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let counted: Counting<'_> = asked.deadline.counting(&asked.calendar);
    let exit = exit(&counted.due);
    if asked.output == Output::Json {
        let mut line = head_json(asked, &counted.due);
        json::key(&mut line, "days");
        counting::days_json(&mut line, &counted);
        writeln!(terminal.out, "{line}}}")?;
        return Ok(exit);
    }
    let (head, notes) = match &counted.due {
        Ok(due) => (head(asked, terminal, *due), counting::notes(&terminal.words, *due)),
        Err(error) => (undecided(asked, terminal, error), Vec::new()),
    };
    let ink = if exit == Exit::Yes { Ink::Head } else { Ink::Open };
    writeln!(terminal.out, "{}\n", terminal.paint.ink(ink, &wrapped("", "", &head)))?;
    write!(terminal.out, "{}", counting::page(&terminal.words, terminal.paint, &counted))?;
    for note in notes {
        writeln!(terminal.out, "\n{}", wrapped("", "", &note))?;
    }
    Ok(exit)
}

fn head(asked: &Asked, terminal: &Terminal, due: Due) -> String {
    say!(
        terminal.words,
        "calendar-due",
        start = asked.deadline.start().to_string(),
        term = counting::term(&terminal.words, asked.deadline.term()),
        due = due.day.to_string(),
        version = asked.calendar.version().unwrap_or_default()
    )
}

/// Why there is no date, what to do about it, and the date by the days of the week alone.
fn undecided(asked: &Asked, terminal: &Terminal, error: &DeadlineError) -> String {
    let DeadlineError::UnknownYear(unknown) = error else { return terminal.words.say("calendar-out-of-range") };
    let year = || unknown.year.to_string();
    let missing = say!(terminal.words, "calendar-unknown-year", year = year());
    match asked.deadline.due_provisional(&asked.calendar) {
        Ok(due) => {
            let rough = say!(terminal.words, "calendar-rough", year = year(), due = due.day.to_string());
            format!("{missing}\n{rough}")
        }
        Err(_) => missing,
    }
}

fn out_of_range(terminal: &Terminal) -> Exit {
    terminal.tell(&terminal.words.say("calendar-out-of-range"));
    Exit::Fault
}

fn exit(due: &Result<Due, DeadlineError>) -> Exit {
    match due {
        Ok(_) => Exit::Yes,
        Err(DeadlineError::UnknownYear(_)) => Exit::Undecided,
        Err(_) => Exit::Fault,
    }
}

/// The answer as an object without its closing brace.
fn head_json(asked: &Asked, due: &Result<Due, DeadlineError>) -> String {
    let mut line = String::from("{");
    let found = due.as_ref().ok();
    json::key(&mut line, "due");
    json::maybe(&mut line, found.map(|due| due.day.to_string()).as_deref());
    json::key(&mut line, "start");
    json::text(&mut line, &asked.deadline.start().to_string());
    json::key(&mut line, "count");
    json::number(&mut line, u64::from(asked.deadline.term().count()));
    json::key(&mut line, "unit");
    json::text(&mut line, counting::unit_id(asked.deadline.term().unit()));
    json::key(&mut line, "moved_from");
    json::maybe(&mut line, found.and_then(|due| due.moved_from).map(|day| day.to_string()).as_deref());
    json::key(&mut line, "open_until_notice_for");
    match found.map(|due| due.certainty) {
        Some(bonafide_procedure::deadline::Certainty::YearEnd(year)) => json::number(&mut line, year.unsigned_abs()),
        _ => line.push_str("null"),
    }
    json::key(&mut line, "missing_year");
    match due {
        Err(DeadlineError::UnknownYear(unknown)) => json::number(&mut line, unknown.year.unsigned_abs()),
        _ => line.push_str("null"),
    }
    let rough = if due.is_err() { asked.deadline.due_provisional(&asked.calendar).ok() } else { None };
    json::key(&mut line, "provisional");
    json::maybe(&mut line, rough.map(|due| due.day.to_string()).as_deref());
    json::key(&mut line, "calendar");
    json::maybe(&mut line, asked.calendar.version().as_deref());
    line
}

fn list(options: &List, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let calendar = match site::known(terminal, options.data.as_deref())? {
        Ok(calendar) => calendar,
        Err(exit) => return Ok(exit),
    };
    let missing = calendar.missing_alarm(options.today.unwrap_or_else(clock::today));
    match options.output {
        Output::Text => list_page(&calendar, missing, terminal)?,
        Output::Json => list_json(&calendar, missing, terminal)?,
    }
    let is_alarm = missing.is_some_and(|missing| missing.level == AlarmLevel::Alarm);
    Ok(if is_alarm { Exit::Undecided } else { Exit::Yes })
}

fn list_page(calendar: &Calendar, missing: Option<MissingYear>, terminal: &mut Terminal) -> Result<(), Fault> {
    let words = &terminal.words;
    let heads = ["calendar-head-version", "calendar-head-off", "calendar-head-worked", "calendar-head-notice"];
    let mut rows = vec![heads.map(|key| words.say(key))];
    for year in calendar.years() {
        let (off, worked) = year.counts();
        for (index, notice) in year.notices().iter().enumerate() {
            let row = [year.version(), off.to_string(), worked.to_string()];
            let [version, off, worked] = if index == 0 { row } else { Default::default() };
            rows.push([version, off, worked, harmless(notice)]);
        }
    }
    for line in laid_out([Lean::Left, Lean::Right, Lean::Right, Lean::Left], &rows) {
        writeln!(terminal.out, "{line}")?;
    }
    if let Some(missing) = missing {
        let (ink, key) = match missing.level {
            AlarmLevel::Advice => (Ink::Open, "calendar-advice"),
            AlarmLevel::Alarm => (Ink::Bad, "calendar-alarm"),
        };
        let sentence = say!(words, key, year = missing.year.to_string());
        writeln!(terminal.out, "\n{}", terminal.paint.ink(ink, &wrapped("", "", &sentence)))?;
    }
    Ok(())
}

fn list_json(calendar: &Calendar, missing: Option<MissingYear>, terminal: &mut Terminal) -> Result<(), Fault> {
    for year in calendar.years() {
        let (off, worked) = year.counts();
        let mut line = String::from("{");
        json::key(&mut line, "year");
        json::number(&mut line, year.year().unsigned_abs());
        json::key(&mut line, "version");
        json::text(&mut line, &year.version());
        json::key(&mut line, "days_off");
        json::number(&mut line, off as u64);
        json::key(&mut line, "weekend_days_worked");
        json::number(&mut line, worked as u64);
        json::key(&mut line, "notices");
        json::texts(&mut line, year.notices().iter().map(String::as_str));
        writeln!(terminal.out, "{line}}}")?;
    }
    if let Some(missing) = missing {
        let level = if missing.level == AlarmLevel::Alarm { "alarm" } else { "advice" };
        writeln!(terminal.out, "{{\"missing_year\": {}, \"level\": \"{level}\"}}", missing.year)?;
    }
    Ok(())
}
