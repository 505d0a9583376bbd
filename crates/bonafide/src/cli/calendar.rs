//! `bonafide calendar`: due dates, how they came about, and the years they are reckoned by.

mod site;

use std::io::Write;

use bonafide_procedure::calendar::{AlarmLevel, Calendar, MissingYear};
use bonafide_procedure::deadline::{Counting, Deadline, DeadlineError, Due, Term, TermUnit};

use super::options::{self, CalendarVerb, List, Output, Reckoning, TermUnitName};
use super::{Desk, Exit, Fault, clock};
use crate::report::paint::Ink;
use crate::report::table::{Lean, laid_out};
use crate::report::wrap::wrapped;
use crate::report::{counting, json};
use crate::words::{harmless, say};

/// Does what is asked about the calendar.
pub(super) fn run(options: &options::Calendar, desk: &mut Desk) -> Result<Exit, Fault> {
    match &options.verb {
        CalendarVerb::Due(options) => reckon(options, desk, due),
        CalendarVerb::Explain(options) => reckon(options, desk, explain),
        CalendarVerb::Import(options) => site::import(options, desk),
        CalendarVerb::List(options) => list(options, desk),
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
    desk: &mut Desk,
    answer: fn(&Asked, &mut Desk) -> Result<Exit, Fault>,
) -> Result<Exit, Fault> {
    let calendar = match site::known(desk, options.data.as_deref())? {
        Ok(calendar) => calendar,
        Err(exit) => return Ok(exit),
    };
    let unit = match options.unit {
        TermUnitName::WorkingDays => TermUnit::WorkingDays,
        TermUnitName::Days => TermUnit::Days,
        TermUnitName::Months => TermUnit::Months,
        TermUnitName::Years => TermUnit::Years,
    };
    let Ok(term) = Term::new(options.count, unit) else { return Ok(out_of_range(desk)) };
    let asked = Asked { deadline: Deadline::new(options.start, term), calendar, output: options.output };
    answer(&asked, desk)
}

/// The date alone on the first line; what must be said beside it after that.
fn due(asked: &Asked, desk: &mut Desk) -> Result<Exit, Fault> {
    let due = asked.deadline.due(&asked.calendar);
    if asked.output == Output::Json {
        writeln!(desk.out, "{}}}", head_json(asked, &due))?;
        return Ok(exit(&due));
    }
    match due {
        Ok(due) => {
            let mut lines = vec![due.day.to_string(), wrapped("", "", &head(asked, desk, due))];
            lines.extend(counting::notes(&desk.words, due).iter().map(|note| wrapped("", "", note)));
            writeln!(desk.out, "{}", lines.join("\n"))?;
            Ok(Exit::Yes)
        }
        Err(error) => {
            let sentence = undecided(asked, desk, &error);
            desk.tell(&wrapped("", "", &sentence));
            Ok(exit(&Err(error)))
        }
    }
}

/// Each day on a line, then the notices.
fn explain(asked: &Asked, desk: &mut Desk) -> Result<Exit, Fault> {
    let counted: Counting<'_> = asked.deadline.counting(&asked.calendar);
    let exit = exit(&counted.due);
    if asked.output == Output::Json {
        let mut line = head_json(asked, &counted.due);
        json::key(&mut line, "days");
        counting::days_json(&mut line, &counted);
        writeln!(desk.out, "{line}}}")?;
        return Ok(exit);
    }
    let (head, notes) = match &counted.due {
        Ok(due) => (head(asked, desk, *due), counting::notes(&desk.words, *due)),
        Err(error) => (undecided(asked, desk, error), Vec::new()),
    };
    let ink = if exit == Exit::Yes { Ink::Head } else { Ink::Open };
    writeln!(desk.out, "{}\n", desk.paint.ink(ink, &wrapped("", "", &head)))?;
    write!(desk.out, "{}", counting::page(&desk.words, desk.paint, &counted))?;
    for note in notes {
        writeln!(desk.out, "\n{}", wrapped("", "", &note))?;
    }
    Ok(exit)
}

fn head(asked: &Asked, desk: &Desk, due: Due) -> String {
    say!(
        desk.words,
        "calendar-due",
        start = asked.deadline.start().to_string(),
        term = counting::term(&desk.words, asked.deadline.term()),
        due = due.day.to_string(),
        version = asked.calendar.version().unwrap_or_default()
    )
}

/// Why there is no date, what to do about it, and the date by the days of the week alone.
fn undecided(asked: &Asked, desk: &Desk, error: &DeadlineError) -> String {
    let DeadlineError::UnknownYear(unknown) = error else { return desk.words.say("calendar-out-of-range") };
    let year = || unknown.year.to_string();
    let missing = say!(desk.words, "calendar-unknown-year", year = year());
    match asked.deadline.due_provisional(&asked.calendar) {
        Ok(due) => {
            let rough = say!(desk.words, "calendar-rough", year = year(), due = due.day.to_string());
            format!("{missing}\n{rough}")
        }
        Err(_) => missing,
    }
}

fn out_of_range(desk: &Desk) -> Exit {
    desk.tell(&desk.words.say("calendar-out-of-range"));
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

fn list(options: &List, desk: &mut Desk) -> Result<Exit, Fault> {
    let calendar = match site::known(desk, options.data.as_deref())? {
        Ok(calendar) => calendar,
        Err(exit) => return Ok(exit),
    };
    let missing = calendar.missing_alarm(options.today.unwrap_or_else(clock::today));
    match options.output {
        Output::Text => list_page(&calendar, missing, desk)?,
        Output::Json => list_json(&calendar, missing, desk)?,
    }
    let is_alarm = missing.is_some_and(|missing| missing.level == AlarmLevel::Alarm);
    Ok(if is_alarm { Exit::Undecided } else { Exit::Yes })
}

fn list_page(calendar: &Calendar, missing: Option<MissingYear>, desk: &mut Desk) -> Result<(), Fault> {
    let words = &desk.words;
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
        writeln!(desk.out, "{line}")?;
    }
    if let Some(missing) = missing {
        let (ink, key) = match missing.level {
            AlarmLevel::Advice => (Ink::Open, "calendar-advice"),
            AlarmLevel::Alarm => (Ink::Bad, "calendar-alarm"),
        };
        let sentence = say!(words, key, year = missing.year.to_string());
        writeln!(desk.out, "\n{}", desk.paint.ink(ink, &wrapped("", "", &sentence)))?;
    }
    Ok(())
}

fn list_json(calendar: &Calendar, missing: Option<MissingYear>, desk: &mut Desk) -> Result<(), Fault> {
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
        writeln!(desk.out, "{line}}}")?;
    }
    if let Some(missing) = missing {
        let level = if missing.level == AlarmLevel::Alarm { "alarm" } else { "advice" };
        writeln!(desk.out, "{{\"missing_year\": {}, \"level\": \"{level}\"}}", missing.year)?;
    }
    Ok(())
}
