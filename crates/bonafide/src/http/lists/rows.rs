//! Rows of a list in words: names are looked up for the rows shown, and what many rows say alike is said once.

use std::collections::HashMap;

use bonafide_procedure::calendar::Calendar;
use bonafide_procedure::deadline::{Certainty, Due};
use bonafide_procedure::id::{Day, PersonId, UnitId};
use bonafide_procedure::step::Step;
use bonafide_rules::outcome::Outcome;
use bonafide_store::{Listed, NO_DAY};

use super::Known;
use crate::http::blocks::Cell;
use crate::http::may::{Sight, seen_by};
use crate::report::names::Names;
use crate::words::{Words, harmless, say};

/// Characters of a matter that a list shows.
const SHOWN: usize = 30;

/// Says what rows say.
pub(in crate::http) struct Teller<'a> {
    pub(in crate::http) names: Names<'a>,
    known: &'a Known,
    calendar: &'a Calendar,
    person: &'a PersonId,
    said: HashMap<String, String>,
}

/// Which term a list is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::http) enum Term {
    /// That of the step on the way.
    Step,
    /// The duty that ends first.
    Duty,
}

impl<'a> Teller<'a> {
    /// For a reader.
    pub(in crate::http) fn new(
        words: &'a Words,
        known: &'a Known,
        calendar: &'a Calendar,
        person: &'a PersonId,
    ) -> Self {
        Self { names: Names::with_roster(words, &known.around.roster), known, calendar, person, said: HashMap::new() }
    }

    /// Says something once and then again.
    fn once(&mut self, key: String, say: impl FnOnce(&Self) -> String) -> String {
        if let Some(said) = self.said.get(&key) {
            return said.clone();
        }
        let said = say(self);
        self.said.insert(key, said.clone());
        said
    }

    /// How much of a case the reader sees.
    pub(in crate::http) fn sight(&self, row: &Listed) -> Sight {
        seen_by(row.tie, self.known.audiences.office(self.person, row.scope))
    }

    /// Where a case stands.
    pub(in crate::http) fn stage(&mut self, row: &Listed) -> String {
        let key = format!("stage {} {} {}", row.stage, row.step, row.outcome);
        self.once(key, |own| {
            let words = own.names.words;
            let outcome = Outcome::ALL.into_iter().find(|outcome| outcome.id() == row.outcome);
            let outcome = outcome.map(|outcome| own.names.outcome(outcome)).unwrap_or_default();
            let sentence = format!("stage-{}", row.stage);
            match row.stage.as_str() {
                "closed" | "decided" => say!(words, &sentence, outcome = outcome),
                "waits" => say!(words, &sentence, step = own.step(&row.step)),
                _ => words.say(&sentence),
            }
        })
    }

    /// A step by its id.
    pub(in crate::http) fn step(&self, id: &str) -> String {
        let step = Step::ALL.iter().find(|step| step.id() == id);
        step.map(|step| self.names.step(*step)).unwrap_or_default()
    }

    /// Whose turn it is.
    pub(in crate::http) fn turn(&mut self, row: &Listed) -> String {
        self.once(format!("turn {}", row.turn), |own| {
            let name = |word: &str| match word.strip_prefix('@') {
                Some(key) => own.names.words.say(key),
                None => harmless(word),
            };
            own.names.listed(row.turn.lines().map(name))
        })
    }

    /// A day, or nothing where none is set.
    pub(in crate::http) fn day(day: i64) -> String {
        if day == NO_DAY { String::new() } else { Day(day).to_string() }
    }

    /// What is left until a day.
    pub(in crate::http) fn left(&mut self, day: i64) -> String {
        if day == NO_DAY {
            return String::new();
        }
        self.once(format!("left {day}"), |own| {
            let (words, today, due) = (own.names.words, own.known.today(), Day(day));
            if today > due {
                return say!(words, "term-overdue", days = u64::try_from(today.0 - day).unwrap_or_default());
            }
            if due == today {
                return words.say("term-today");
            }
            let last = Due { day: due, moved_from: None, certainty: Certainty::Firm };
            match last.working_days_left(today, own.calendar) {
                Ok(working) => say!(words, "term-working-days-left", days = u64::from(working)),
                Err(_) => say!(words, "term-days-left", days = u64::try_from(day - today.0).unwrap_or_default()),
            }
        })
    }

    /// The person concerned, as far as the reader may know.
    pub(in crate::http) fn subject(&self, row: &Listed) -> String {
        // Who brought it up sees that it goes on, not more.
        if self.sight(row) <= Sight::Outline {
            return String::new();
        }
        PersonId::new(&row.subject).map(|person| self.names.person(&person)).unwrap_or_default()
    }

    /// The unit by its name.
    pub(in crate::http) fn unit(&mut self, row: &Listed) -> String {
        self.once(format!("unit {}", row.unit), |own| {
            UnitId::new(&row.unit).map(|unit| own.names.unit(&unit)).unwrap_or_default()
        })
    }

    /// The matter in a few words.
    pub(in crate::http) fn matter(row: &Listed) -> String {
        let short: String = row.matter.chars().take(SHOWN).collect();
        harmless(&if short.len() < row.matter.len() { format!("{short}…") } else { short })
    }

    /// The cells of a row; what changed since the page was first shown is marked.
    pub(in crate::http) fn cells(&mut self, row: &Listed, term: Term, since: Option<i64>) -> Vec<Cell> {
        let mark = match row.outcome.as_str() {
            "" => "open",
            "accountable" => "no",
            _ => "yes",
        };
        let due = match term {
            Term::Step => row.due.min(row.duty_due),
            Term::Duty => row.duty_due,
        };
        let due = if row.is_open { due } else { NO_DAY };
        let left = self.left(due);
        let left_mark = if due < self.known.today().0 { "no" } else { "open" };
        let is_new = since.is_some_and(|since| row.changed >= since);
        let last = Cell::day(Self::day(row.changed_on));
        vec![
            Cell { is_day: true, ..Cell::to(format!("/cases/{}", row.number), row.number.as_str()) },
            Cell::tagged(mark, self.stage(row)),
            Cell::of(self.subject(row)),
            Cell::of(Self::matter(row)),
            Cell::of(self.unit(row)),
            Cell::day(Self::day(due)),
            if left.is_empty() { Cell::default() } else { Cell::tagged(left_mark, left) },
            if is_new { last.marked(self.names.words.say("web-list-new")) } else { last },
        ]
    }

    /// The heads of those cells.
    pub(in crate::http) fn heads(words: &Words) -> Vec<String> {
        let keys = [
            "web-number-case",
            "web-stage",
            "web-subject",
            "web-matter",
            "web-unit",
            "web-due",
            "web-left",
            "web-last",
        ];
        keys.map(|key| words.say(key)).to_vec()
    }
}
