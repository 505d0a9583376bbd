//! Due dates against dates somebody else reckoned, and against a walk written apart from the product.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use bonafide_procedure::calendar::Calendar;
use bonafide_procedure::deadline::{ClockStop, Deadline, Restart, Term, TermUnit, due};
use bonafide_procedure::id::{Day, PersonId};
use proptest::prelude::*;

/// Due dates of 5, 10, 15, 20 and 30 working days from every day of 2024, reckoned by others.
const EXPECTED: &str = include_str!("data/expected-2024.csv");

const YEARS: [&str; 20] = [
    include_str!("../data/calendar/2007.json"),
    include_str!("../data/calendar/2008.json"),
    include_str!("../data/calendar/2009.json"),
    include_str!("../data/calendar/2010.json"),
    include_str!("../data/calendar/2011.json"),
    include_str!("../data/calendar/2012.json"),
    include_str!("../data/calendar/2013.json"),
    include_str!("../data/calendar/2014.json"),
    include_str!("../data/calendar/2015.json"),
    include_str!("../data/calendar/2016.json"),
    include_str!("../data/calendar/2017.json"),
    include_str!("../data/calendar/2018.json"),
    include_str!("../data/calendar/2019.json"),
    include_str!("../data/calendar/2020.json"),
    include_str!("../data/calendar/2021.json"),
    include_str!("../data/calendar/2022.json"),
    include_str!("../data/calendar/2023.json"),
    include_str!("../data/calendar/2024.json"),
    include_str!("../data/calendar/2025.json"),
    include_str!("../data/calendar/2026.json"),
];

const COUNTS: [i64; 5] = [5, 10, 15, 20, 30];

fn at(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn term(count: i64, unit: TermUnit) -> Term {
    Term::new(count, unit).unwrap()
}

/// A civil date that knows nothing of day numbers: it is stepped by hand, with its day of the week.
#[derive(Clone, Copy, PartialEq)]
struct Civil {
    year: i64,
    month: i64,
    day: i64,
    /// 0 is Monday.
    weekday: i64,
}

impl Civil {
    fn next(self) -> Self {
        let leap = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        let length = match self.month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 31,
        };
        let weekday = (self.weekday + 1) % 7;
        match (self.month, self.day) {
            (12, 31) => Self { year: self.year + 1, month: 1, day: 1, weekday },
            (month, day) if day == length => Self { month: month + 1, day: 1, weekday, ..self },
            (_, day) => Self { day: day + 1, weekday, ..self },
        }
    }

    fn text(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

static WORKED: LazyLock<Vec<(String, bool)>> = LazyLock::new(reckoned);

/// Every day of 2007 to 2026 with whether it is worked, straight from the data by string search.
fn reckoned() -> Vec<(String, bool)> {
    let mut named: BTreeMap<String, bool> = BTreeMap::new();
    for year in YEARS {
        let text: String = year.split_whitespace().collect();
        for entry in text.split("\"date\":\"").skip(1) {
            named.insert(entry[..10].to_owned(), entry.contains("\"isOffDay\":true"));
        }
    }
    // 1 January 2007 was a Monday.
    let mut day = Civil { year: 2007, month: 1, day: 1, weekday: 0 };
    let mut days = Vec::new();
    while day.year <= 2026 {
        let is_off = named.get(&day.text()).copied().unwrap_or(day.weekday >= 5);
        days.push((day.text(), !is_off));
        day = day.next();
    }
    days
}

#[test]
fn every_due_date_of_2024_is_the_one_expected() {
    let calendar = Calendar::official();
    let lines: Vec<&str> = EXPECTED.lines().skip(1).collect();
    assert_eq!(lines.len(), 366);
    for line in lines {
        let mut dates = line.split(',').map(at);
        let start = dates.next().unwrap();
        for (count, expected) in COUNTS.into_iter().zip(dates) {
            assert_eq!(
                due(start, term(count, TermUnit::WorkingDays), &calendar).unwrap().day,
                expected,
                "{start} {count}"
            );
        }
    }
}

#[test]
fn every_due_date_from_2007_to_mid_2026_agrees_with_a_walk_written_apart() {
    let calendar = Calendar::official();
    let days = &*WORKED;
    let last = days.iter().position(|(day, _)| day == "2026-06-30").unwrap();
    let mut compared = 0;
    for (index, (start, _)) in days.iter().enumerate().take(last + 1) {
        for count in COUNTS {
            let worked = days[index + 1..].iter().filter(|(_, worked)| *worked);
            let expected = &worked.take(count as usize).last().unwrap().0;
            let found = due(at(start), term(count, TermUnit::WorkingDays), &calendar).unwrap();
            assert_eq!(&found.day.to_string(), expected, "{start} {count}");
            compared += 1;
        }
    }
    assert_eq!(compared, 5 * (last + 1));
}

proptest! {
    #[test]
    fn calendar_days_are_counted_like_fingers(index in 0_usize..7_000, count in 1_usize..120) {
        let days = &*WORKED;
        let mut end = index + count;
        while !days[end].1 {
            end += 1;
        }
        let found = due(at(&days[index].0), term(count as i64, TermUnit::Days), &Calendar::official()).unwrap();
        prop_assert_eq!(found.day.to_string(), &*days[end].0);
        prop_assert_eq!(found.moved_from.is_some(), end != index + count);
    }

    #[test]
    fn stopped_days_do_not_count(
        index in 0_usize..6_500, count in 2_usize..40, before in 1_usize..60, length in 1_usize..30, afresh: bool,
    ) {
        let (days, calendar) = (&*WORKED, Calendar::official());
        let restart = if afresh { Restart::Afresh } else { Restart::CountLeft };
        let (from, until) = (index + before, index + before + length - 1);
        let stop = ClockStop {
            from: at(&days[from].0),
            until: Some(at(&days[until].0)),
            restart,
            reason: String::new(),
            stopped_by: PersonId::new("p").unwrap(),
            started_by: None,
        };
        let mut deadline = Deadline::new(at(&days[index].0), term(count as i64, TermUnit::WorkingDays));
        let plain = deadline.due(&calendar).unwrap();
        let is_refused = deadline.stop(stop, &calendar).is_err();
        prop_assert_eq!(is_refused, plain.day < at(&days[from].0));
        if is_refused {
            return Ok(());
        }
        let counted_before = days[index + 1..from].iter().filter(|(_, worked)| *worked).count();
        let left = if afresh { count } else { count - counted_before };
        let expected = days[until + 1..].iter().filter(|(_, worked)| *worked).take(left).last().unwrap();
        prop_assert_eq!(deadline.due(&calendar).unwrap().day.to_string(), &*expected.0);
    }

    #[test]
    fn the_explanation_counts_to_the_term_and_leaves_out_no_day(index in 0_usize..6_500, count in 1_u32..60) {
        let (days, calendar) = (&*WORKED, Calendar::official());
        let deadline = Deadline::new(at(&days[index].0), term(i64::from(count), TermUnit::WorkingDays));
        let counting = deadline.counting(&calendar);
        for (day, expected) in counting.days.iter().zip(&days[index..]) {
            prop_assert_eq!(day.day.to_string(), &*expected.0);
            prop_assert_eq!(day.number.is_some(), expected.1 && day.day > deadline.start());
        }
        let numbers: Vec<u32> = counting.days.iter().filter_map(|day| day.number).collect();
        prop_assert_eq!(numbers, (1..=count).collect::<Vec<_>>());
        prop_assert_eq!(counting.due.unwrap().day, counting.days.last().unwrap().day);
    }
}
