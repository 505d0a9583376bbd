//! `/calendar`: when a term falls due, with each day counted or not, and why.

use axum::response::Response;
use bonafide_procedure::deadline::{Deadline, Term, TermUnit};
use bonafide_procedure::id::Day;

use crate::http::answer::{Trouble, page as show};
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Cell, Table};
use crate::http::frame::Frame;
use crate::http::hall::Hall;
use crate::http::picture::month;
use crate::report::counting;
use crate::words::{Words, say};

const UNITS: [(&str, TermUnit); 4] = [
    ("working-days", TermUnit::WorkingDays),
    ("days", TermUnit::Days),
    ("months", TermUnit::Months),
    ("years", TermUnit::Years),
];

/// More days than these are not drawn; the table has them all.
const DRAWN_MAX: usize = 190;

#[derive(askama::Template)]
#[template(path = "calendar.html")]
struct CalendarPage<'a> {
    frame: Frame<'a>,
    from: String,
    count: String,
    unit: String,
    units: Vec<(String, String)>,
    blocks: Vec<Block>,
}

/// The form, and the answer below it.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let or = |text: &str, other: &str| if text.is_empty() { other.to_owned() } else { text.to_owned() };
    let today = hall.desk.today().to_string();
    let (from, count) = (or(ask.query("from"), &today), or(ask.query("count"), "15"));
    let unit = or(ask.query("unit"), "working-days");
    let blocks = counted(hall, words, (&from, &count, &unit));
    let units = UNITS.iter().map(|(id, _)| ((*id).to_owned(), words.say(&format!("web-unit-{id}")))).collect();
    let frame = Frame::new(hall, ask, words.say("web-menu-calendar"));
    show(&CalendarPage { frame, from, count, unit, units, blocks })
}

fn counted(hall: &Hall, words: &Words, (from, count, unit): (&str, &str, &str)) -> Vec<Block> {
    let wrong = || vec![Block::Status("late", words.say("web-calendar-wrong"))];
    let unit = UNITS.iter().find(|(id, _)| *id == unit).map(|(_, unit)| *unit);
    let (Some(start), Ok(count), Some(unit)) = (Day::parse(from), count.parse::<i64>(), unit) else { return wrong() };
    let Ok(term) = Term::new(count, unit) else { return wrong() };
    let calendar = &hall.desk.calendar;
    let deadline = Deadline::new(start, term);
    let counting = deadline.counting(calendar);
    let mut blocks = Vec::new();
    match &counting.due {
        Ok(due) => {
            let sentence = say!(
                words,
                "web-calendar-due",
                from = from,
                term = counting::term(words, term),
                due = due.day.to_string()
            );
            blocks.push(Block::Status("done", sentence));
            blocks.extend(counting::notes(words, *due).into_iter().map(Block::Text));
        }
        Err(error) => blocks.push(Block::Status("late", say!(words, "web-calendar-open", reason = error.to_string()))),
    }
    if counting.days.len() <= DRAWN_MAX {
        blocks.push(Block::Picture(month::drawn(words, &counting), words.say("web-calendar-picture")));
    }
    let head = ["web-day", "web-weekday", "web-number", "web-why"].map(|key| words.say(key)).to_vec();
    let (days, notices) = counting::rows(words, &counting);
    // A day is not broken on a narrow screen.
    let row = |[day, weekday, number, why]: [String; 4]| {
        vec![Cell::day(day), Cell::day(weekday), Cell::of(number), Cell::of(why)]
    };
    let rows = days.into_iter().map(row).collect();
    blocks.push(Block::Table(Table { caption: words.say("web-calendar-table"), head, rows }));
    if !notices.is_empty() {
        blocks.push(Block::Head(words.say("web-calendar-notices")));
        blocks.push(Block::Lines(notices));
    }
    blocks
}
