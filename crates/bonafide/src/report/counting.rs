//! How a due date came about (怎么算的), on a page and in JSON: every day with the reason it counts or not.

use bonafide_procedure::calendar::{DayKind, Festival};
use bonafide_procedure::deadline::{Certainty, CountedDay, Counting, Due, Term, TermUnit, Why};
use bonafide_procedure::id::Day;

use super::json;
use super::paint::{Ink, Paint};
use super::table::{Lean, laid_out};
use super::wrap::wrapped;
use crate::words::{Words, harmless, say};

/// A term with its unit, such as 15 个工作日.
pub(crate) fn term(words: &Words, term: Term) -> String {
    say!(words, format!("calendar-term-{}", unit_id(term.unit())), count = i64::from(term.count()))
}

/// The name of a unit for machines.
pub(crate) fn unit_id(unit: TermUnit) -> &'static str {
    match unit {
        TermUnit::WorkingDays => "working-days",
        TermUnit::Days => "days",
        TermUnit::Months => "months",
        TermUnit::Years => "years",
    }
}

/// What must be said beside a due date: that it moved, and that a notice to come may move it.
pub(crate) fn notes(words: &Words, due: Due) -> Vec<String> {
    let moved = due.moved_from.map(|from| say!(words, "calendar-moved", from = from.to_string()));
    let open = match due.certainty {
        Certainty::Firm => None,
        Certainty::YearEnd(year) => Some(say!(words, "calendar-year-end", year = year.to_string())),
        Certainty::Provisional(year) => Some(say!(words, "calendar-provisional", year = year.to_string())),
    };
    moved.into_iter().chain(open).collect()
}

/// Each day with its weekday, its number and why it counts or not; then the notices cited, with their numbers.
pub(crate) fn rows(words: &Words, counting: &Counting<'_>) -> (Vec<[String; 4]>, Vec<(String, String)>) {
    let mut notices = Notices(Vec::new());
    let rows = rows_citing(words, counting, &mut notices);
    let cited = notices.0.iter().enumerate();
    (rows, cited.map(|(index, cited)| (format!("[{}]", index + 1), harmless(&cited.join(" ")))).collect())
}

fn rows_citing<'a>(words: &Words, counting: &Counting<'a>, notices: &mut Notices<'a>) -> Vec<[String; 4]> {
    let mut rows = Vec::new();
    for days in folded(&counting.days) {
        let ([first] | [first, ..]) = days else { continue };
        let is_last = counting.due.as_ref().is_ok_and(|due| due.day == first.day);
        let mut reason = match days {
            [_, .., last] => {
                say!(words, "calendar-why-within", until = last.day.to_string(), days = days.len() as u64)
            }
            _ => why(words, first, notices),
        };
        if is_last {
            reason = say!(words, "calendar-why-last", reason = reason);
        }
        let number = first.number.map_or_else(|| "–".to_owned(), |number| number.to_string());
        rows.push([first.day.to_string(), weekday(words, first.day), number, reason]);
    }
    rows
}

/// The days in columns, then the notices they cite.
pub(crate) fn page(words: &Words, paint: Paint, counting: &Counting<'_>) -> String {
    let mut notices = Notices(Vec::new());
    let rows = rows_citing(words, counting, &mut notices);
    let mut page = String::new();
    for (line, row) in laid_out([Lean::Left, Lean::Left, Lean::Right, Lean::Left], &rows).iter().zip(&rows) {
        let is_counted = row.get(2).is_some_and(|number| number != "–");
        let line = if is_counted { paint.ink(Ink::Good, line) } else { line.clone() };
        page.push_str(&line);
        page.push('\n');
    }
    if !notices.0.is_empty() {
        page.push_str(&format!("\n{}\n", paint.ink(Ink::Head, &words.say("calendar-notices"))));
    }
    for (index, cited) in notices.0.iter().enumerate() {
        let lead = format!("[{}] ", index + 1);
        page.push_str(&wrapped(&lead, "    ", &harmless(&cited.join("\n"))));
        page.push('\n');
    }
    page
}

/// Days of a term of months or years are not counted one by one, so a run of them is one line.
fn folded<'d, 'a>(days: &'d [CountedDay<'a>]) -> impl Iterator<Item = &'d [CountedDay<'a>]> {
    days.chunk_by(|one, next| one.why == Why::Within && next.why == Why::Within)
}

/// The notices cited so far, each list once, in the order of their numbers.
struct Notices<'a>(Vec<&'a [String]>);

impl<'a> Notices<'a> {
    fn number(&mut self, festival: Festival<'a>) -> u64 {
        let known = self.0.iter().position(|notices| *notices == festival.notices);
        let at = known.unwrap_or_else(|| {
            self.0.push(festival.notices);
            self.0.len() - 1
        });
        at as u64 + 1
    }
}

fn why<'a>(words: &Words, day: &CountedDay<'a>, notices: &mut Notices<'a>) -> String {
    match day.why {
        Why::Start => words.say("calendar-why-start"),
        Why::Worked(kind) | Why::Rest(kind) => kind_words(words, kind, notices),
        Why::CalendarDay => words.say("calendar-why-calendar-day"),
        Why::Within => say!(words, "calendar-why-within", until = day.day.to_string(), days = 1),
        Why::SameNumber => words.say("calendar-why-same-number"),
        Why::MonthEnd => words.say("calendar-why-month-end"),
        Why::LastDayOff(kind) => say!(words, "calendar-why-last-off", kind = kind_words(words, kind, notices)),
        Why::MovedHere(kind) => say!(words, "calendar-why-moved-here", kind = kind_words(words, kind, notices)),
        Why::Stopped(stop) => say!(
            words,
            "calendar-why-stopped",
            person = stop.stopped_by.as_str(),
            reason = stop.reason.as_str(),
            from = stop.from.to_string()
        ),
    }
}

fn kind_words<'a>(words: &Words, kind: DayKind<'a>, notices: &mut Notices<'a>) -> String {
    match kind {
        DayKind::Working => words.say("calendar-kind-working"),
        DayKind::Weekend => words.say("calendar-kind-weekend"),
        DayKind::MakeUp(festival) => {
            say!(words, "calendar-kind-make-up", name = festival.name, notice = notices.number(festival))
        }
        DayKind::Holiday(festival) => {
            say!(words, "calendar-kind-holiday", name = festival.name, notice = notices.number(festival))
        }
    }
}

/// The name of the day of the week.
pub(crate) fn weekday(words: &Words, day: Day) -> String {
    words.say(&format!("calendar-weekday-{}", weekday_number(day)))
}

/// The day of the week, 1 Monday to 7 Sunday, as ISO 8601 numbers them.
pub(crate) fn weekday_number(day: Day) -> i64 {
    // 1970-01-01 was a Thursday.
    (day.0 + 3).rem_euclid(7) + 1
}

/// Appends the list of days.
pub(crate) fn days_json(into: &mut String, counting: &Counting<'_>) {
    json::list(into, &counting.days, |into, day| {
        into.push('{');
        json::key(into, "date");
        json::text(into, &day.day.to_string());
        json::key(into, "weekday");
        json::number(into, weekday_number(day.day).unsigned_abs());
        json::key(into, "number");
        match day.number {
            Some(number) => json::number(into, u64::from(number)),
            None => into.push_str("null"),
        }
        let (id, kind) = why_id(day.why);
        json::key(into, "why");
        json::text(into, id);
        json::key(into, "kind");
        json::maybe(into, kind.map(kind_id));
        let festival = match kind {
            Some(DayKind::MakeUp(festival) | DayKind::Holiday(festival)) => Some(festival),
            _ => None,
        };
        json::key(into, "holiday");
        json::maybe(into, festival.map(|festival| festival.name));
        json::key(into, "notices");
        json::texts(into, festival.iter().flat_map(|festival| festival.notices).map(String::as_str));
        into.push('}');
    });
}

fn why_id(why: Why<'_>) -> (&'static str, Option<DayKind<'_>>) {
    match why {
        Why::Start => ("start", None),
        Why::Worked(kind) => ("worked", Some(kind)),
        Why::Rest(kind) => ("rest", Some(kind)),
        Why::CalendarDay => ("calendar-day", None),
        Why::Within => ("within", None),
        Why::SameNumber => ("same-number", None),
        Why::MonthEnd => ("month-end", None),
        Why::LastDayOff(kind) => ("last-day-off", Some(kind)),
        Why::MovedHere(kind) => ("moved-here", Some(kind)),
        Why::Stopped(_) => ("stopped", None),
    }
}

fn kind_id(kind: DayKind<'_>) -> &'static str {
    match kind {
        DayKind::Working => "working",
        DayKind::MakeUp(_) => "make-up",
        DayKind::Weekend => "weekend",
        DayKind::Holiday(_) => "holiday",
    }
}
