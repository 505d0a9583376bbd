//! Terms in words: when they fall due, how much is left, and where a clock stood still.

use bonafide_procedure::calendar::Calendar;
use bonafide_procedure::case::state::{RunningTerm, Stop};
use bonafide_procedure::deadline::{Certainty, Due};
use bonafide_procedure::id::Day;

use super::Line;
use crate::gather::Gathered;
use crate::report::names::Names;
use crate::report::paint::Ink;
use crate::words::{harmless, say};

/// The terms that run, each on a line, then those that are over, all on one.
pub(crate) fn lines(names: &Names<'_>, gathered: &Gathered) -> Vec<Line> {
    let (met, open): (Vec<&RunningTerm>, Vec<&RunningTerm>) =
        gathered.case.terms.iter().partition(|term| term.met.is_some());
    let mut lines: Vec<Line> = open.into_iter().map(|term| line(names, gathered, term)).collect();
    let done = |term: &RunningTerm| {
        let (on, late) = term.met.unwrap_or((term.due, false));
        let key = if late { "term-done-late" } else { "term-done" };
        say!(names.words, key, step = names.step(term.step), on = on.to_string())
    };
    // What ends a term need not be its own step: an acceptance ends the term for rejecting.
    let met: Vec<&RunningTerm> = met.into_iter().filter(|term| gathered.case.has_done(term.step)).collect();
    if !met.is_empty() {
        let label = names.words.say("term-done-label");
        lines.push(Line::new(label, names.listed(met.into_iter().map(done))));
    }
    lines
}

fn line(names: &Names<'_>, gathered: &Gathered, term: &RunningTerm) -> Line {
    let (today, calendar) = (gathered.today, &*gathered.calendar);
    let mut text = format!("{}  {}", term.due, left(names, term, today, calendar));
    for stop in &term.stops {
        text.push_str(&stopped(names, stop));
    }
    if let Some((more, approver, on)) = &term.extension {
        let (more, on) = (u64::try_from(*more).unwrap_or_default(), on.to_string());
        text.push_str(&say!(names.words, "term-extended", more = more, approver = names.person(approver), on = on));
    }
    if term.met.is_none() && term.calendar.as_str().ends_with("-provisional") {
        text.push_str(&names.words.say("term-provisional"));
    }
    let line = Line::new(names.step(term.step), text);
    if term.is_overdue(today) { line.inked(Ink::Bad) } else { line }
}

fn stopped(names: &Names<'_>, stop: &Stop) -> String {
    let (from, reason) = (stop.from.to_string(), harmless(&stop.reason));
    let by = names.person(&stop.by);
    match stop.until {
        Some(until) => {
            say!(names.words, "term-stopped", from = from, until = until.to_string(), reason = reason, by = by)
        }
        None => say!(names.words, "term-stands", from = from, reason = reason, by = by),
    }
}

/// What is left of a term, or what became of it.
pub(crate) fn left(names: &Names<'_>, term: &RunningTerm, today: Day, calendar: &Calendar) -> String {
    let words = names.words;
    if let Some((on, late)) = term.met {
        let key = if late { "term-met-late" } else { "term-met" };
        return say!(words, key, on = on.to_string());
    }
    if term.is_stopped() {
        return words.say("term-paused");
    }
    if term.is_overdue(today) {
        let days = u64::try_from(today.0 - term.due.0).unwrap_or_default();
        return say!(words, if term.step.is_right() { "term-lapsed" } else { "term-overdue" }, days = days);
    }
    if term.due == today {
        return words.say("term-today");
    }
    let days = u64::try_from(term.due.0 - today.0).unwrap_or_default();
    let due = Due { day: term.due, moved_from: None, certainty: Certainty::Firm };
    match due.working_days_left(today, calendar) {
        Ok(working) if term.unit == bonafide_procedure::case::event::TermUnit::WorkingDays => {
            say!(words, "term-working-days-left", days = u64::from(working))
        }
        _ => say!(words, "term-days-left", days = days),
    }
}
