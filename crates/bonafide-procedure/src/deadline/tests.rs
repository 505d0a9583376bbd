use super::*;
use crate::calendar::DayKind;

fn at(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn term(count: i64, unit: TermUnit) -> Term {
    Term::new(count, unit).unwrap()
}

fn person(id: &str) -> PersonId {
    PersonId::new(id).unwrap()
}

fn stop(from: &str, until: Option<&str>, restart: Restart) -> ClockStop {
    let until = until.map(at);
    let (stopped_by, started_by) = (person("p-7"), until.map(|_| person("p-8")));
    ClockStop { from: at(from), until, restart, reason: "补正材料".to_owned(), stopped_by, started_by }
}

fn extension(count: i64, unit: TermUnit, approved_on: &str) -> Extension {
    Extension {
        term: term(count, unit),
        approver: person("p-1"),
        approved_on: at(approved_on),
        reason: "重大".to_owned(),
    }
}

/// The due date, and the day it moved from.
fn check(start: &str, count: i64, unit: TermUnit, expected: &str, moved_from: Option<&str>) {
    let due = due(at(start), term(count, unit), &Calendar::official()).unwrap();
    assert_eq!(
        (due.day.to_string(), due.moved_from),
        (expected.to_owned(), moved_from.map(at)),
        "{start} {count} {unit:?}"
    );
}

#[test]
fn working_days_go_by_the_notices_and_the_start_day_is_not_counted() {
    use TermUnit::WorkingDays;
    check("2025-09-26", 15, WorkingDays, "2025-10-23", None);
    // From Friday over the weekend: Monday is the first day.
    check("2025-06-06", 1, WorkingDays, "2025-06-09", None);
    // A make-up Sunday is a day like any other.
    check("2025-09-26", 1, WorkingDays, "2025-09-28", None);
    // It begins on a day of rest: nothing changes, because the start day never counts.
    check("2025-10-01", 1, WorkingDays, "2025-10-09", None);
    // Over New Year, of which the first day off lies in the old year.
    check("2018-12-28", 2, WorkingDays, "2019-01-02", None);
}

#[test]
fn calendar_days_end_on_a_working_day() {
    use TermUnit::Days;
    check("2025-03-03", 10, Days, "2025-03-13", None);
    // Saturday gives way to Monday.
    check("2025-03-05", 10, Days, "2025-03-17", Some("2025-03-15"));
    // 1 October gives way to 9 October.
    check("2025-09-21", 10, Days, "2025-10-09", Some("2025-10-01"));
    // A Sunday that is worked is no day of rest.
    check("2025-09-18", 10, Days, "2025-09-28", None);
}

#[test]
fn months_and_years_end_on_the_day_of_the_same_number_or_the_last_of_the_month() {
    use TermUnit::{Months, Years};
    check("2025-03-20", 1, Months, "2025-04-21", Some("2025-04-20"));
    check("2025-10-31", 1, Months, "2025-12-01", Some("2025-11-30"));
    check("2024-01-31", 1, Months, "2024-02-29", None);
    check("2023-01-31", 1, Months, "2023-02-28", None);
    check("2023-12-31", 2, Months, "2024-02-29", None);
    check("2025-02-28", 1, Months, "2025-03-28", None);
    check("2025-11-15", 3, Months, "2026-02-24", Some("2026-02-15"));
    check("2024-02-29", 1, Years, "2025-02-28", None);
    check("2020-02-29", 4, Years, "2024-02-29", None);
    check("2023-05-29", 2, Years, "2025-05-29", None);
}

#[test]
fn a_year_without_a_notice_is_never_guessed() {
    let calendar = Calendar::official();
    let unknown = DeadlineError::UnknownYear(UnknownYear { year: 2027 });
    let fifteen = term(15, TermUnit::WorkingDays);
    assert_eq!(due(at("2026-12-11"), fifteen, &calendar), Err(unknown.clone()));
    assert_eq!(due(at("2026-12-20"), term(30, TermUnit::Days), &calendar), Err(unknown.clone()));
    assert_eq!(due(at("2026-12-20"), term(1, TermUnit::Months), &calendar), Err(unknown));
    let provisional = due_provisional(at("2026-12-11"), fifteen, &calendar).unwrap();
    assert_eq!(provisional.certainty, Certainty::Provisional(2027));
    assert_eq!(provisional.day, at("2027-01-01"));
    // Days of the year that the next notice may reach back to are counted, but marked.
    let open = due(at("2026-12-24"), term(5, TermUnit::WorkingDays), &calendar).unwrap();
    assert_eq!((open.day, open.certainty), (at("2026-12-31"), Certainty::YearEnd(2027)));
    let firm = due(at("2026-12-21"), term(5, TermUnit::WorkingDays), &calendar).unwrap();
    assert_eq!((firm.day, firm.certainty), (at("2026-12-28"), Certainty::Firm));
}

#[test]
fn what_falls_due_today_is_not_overdue() {
    let calendar = Calendar::official();
    let due = due(at("2025-06-06"), term(5, TermUnit::WorkingDays), &calendar).unwrap();
    assert!(!due.is_overdue(at("2025-06-13")) && due.is_overdue(at("2025-06-14")));
    let left = |today: &str| due.working_days_left(at(today), &calendar).unwrap();
    assert_eq!([left("2025-06-06"), left("2025-06-12"), left("2025-06-13"), left("2025-06-20")], [5, 1, 0, 0]);
    let deadline = Deadline::new(at("2025-06-06"), term(5, TermUnit::WorkingDays));
    let state = |today: &str| deadline.state(at(today), &calendar).unwrap();
    assert_eq!(state("2025-06-12"), DeadlineState::Running(due));
    assert_eq!(state("2025-06-13"), DeadlineState::DueToday(due));
    assert_eq!(state("2025-06-14"), DeadlineState::Overdue(due));
}

#[test]
fn a_step_done_is_met_or_met_late_and_never_done_twice() {
    let calendar = Calendar::official();
    for (on, is_late) in [("2025-06-09", false), ("2025-06-13", false), ("2025-06-16", true)] {
        let mut deadline = Deadline::new(at("2025-06-06"), term(5, TermUnit::WorkingDays));
        deadline.finish(at(on)).unwrap();
        let state = deadline.state(at("2030-01-01"), &calendar).unwrap();
        assert_eq!(matches!(state, DeadlineState::MetLate(_)), is_late, "{on}");
        assert_eq!(deadline.finish(at(on)), Err(DeadlineError::Finished { on: at(on) }));
        let late = deadline.extend(extension(5, TermUnit::WorkingDays, "2025-06-09"), &calendar);
        assert_eq!(late, Err(DeadlineError::Finished { on: at(on) }));
    }
}

#[test]
fn a_term_is_extended_once_and_before_it_runs_out() {
    use TermUnit::{Days, Months, WorkingDays};
    let calendar = Calendar::official();
    let mut deadline = Deadline::new(at("2025-09-26"), term(15, WorkingDays));
    let late = deadline.extend(extension(5, WorkingDays, "2025-10-24"), &calendar);
    assert_eq!(late, Err(DeadlineError::RanOut { due: at("2025-10-23") }));
    deadline.extend(extension(5, WorkingDays, "2025-10-23"), &calendar).unwrap();
    assert_eq!(deadline.due(&calendar).unwrap().day, at("2025-10-30"));
    let again = deadline.extend(extension(5, WorkingDays, "2025-10-24"), &calendar);
    assert_eq!(again, Err(DeadlineError::AlreadyExtended { on: at("2025-10-23"), approver: person("p-1") }));
    // Three months and one are four: 31 January is reached, though November has no 31st.
    let mut months = Deadline::new(at("2025-08-31"), term(3, Months));
    months.extend(extension(1, Months, "2025-11-20"), &calendar).unwrap();
    assert_eq!(months.due(&calendar).unwrap().day, at("2025-12-31"));
    // Another unit is counted on from the last day, which had moved.
    let mut mixed = Deadline::new(at("2025-03-20"), term(1, Months));
    mixed.extend(extension(2, Days, "2025-04-18"), &calendar).unwrap();
    assert_eq!(mixed.due(&calendar).unwrap().day, at("2025-04-23"));
}

#[test]
fn what_was_decided_is_replayed_whatever_the_calendar_says_today() {
    let calendar = Calendar::official();
    let mut decided = Deadline::new(at("2025-06-09"), term(5, TermUnit::WorkingDays));
    let stopped = stop("2025-06-11", Some("2025-06-12"), Restart::CountLeft);
    let extended = extension(5, TermUnit::WorkingDays, "2025-06-16");
    decided.stop(stopped.clone(), &calendar).unwrap();
    decided.extend(extended.clone(), &calendar).unwrap();
    let mut replayed = Deadline::new(at("2025-06-09"), term(5, TermUnit::WorkingDays));
    assert!(replayed.may_extend(&extended, &Calendar::empty()).is_err());
    replayed.apply_stop(stopped);
    replayed.apply_extension(extended);
    assert_eq!(replayed, decided);
    replayed.apply_extension(extension(9, TermUnit::WorkingDays, "2025-06-17"));
    assert_eq!(replayed, decided, "a second extension changes nothing");
}

#[test]
fn whether_a_term_ran_out_in_a_year_without_a_notice_is_not_guessed() {
    let calendar = Calendar::official();
    let deadline = Deadline::new(at("2026-12-20"), term(15, TermUnit::WorkingDays));
    let unknown = Err(DeadlineError::UnknownYear(UnknownYear { year: 2027 }));
    let extended = |on: &str| deadline.clone().extend(extension(5, TermUnit::WorkingDays, on), &calendar);
    assert_eq!((extended("2026-12-31"), extended("2027-01-05")), (Ok(()), unknown.clone()));
    let stopped = |on: &str| deadline.clone().stop(stop(on, None, Restart::CountLeft), &calendar);
    assert_eq!((stopped("2026-12-31"), stopped("2027-01-05")), (Ok(()), unknown));
}

#[test]
fn a_stopped_clock_counts_on_or_afresh() {
    use TermUnit::{Days, Months, WorkingDays};
    let calendar = Calendar::official();
    // Ten working days from Monday 2025-06-09 end on Monday 23rd; three are counted before the stop.
    for (unit, count, restart, expected) in [
        (WorkingDays, 10, Restart::CountLeft, "2025-06-27"),
        (WorkingDays, 10, Restart::Afresh, "2025-07-02"),
        (Days, 10, Restart::CountLeft, "2025-06-25"),
        (Days, 10, Restart::Afresh, "2025-06-30"),
        (Months, 1, Restart::CountLeft, "2025-07-15"),
        (Months, 1, Restart::Afresh, "2025-07-18"),
    ] {
        let mut deadline = Deadline::new(at("2025-06-09"), term(count, unit));
        deadline.stop(stop("2025-06-13", None, restart), &calendar).unwrap();
        let stopped = DeadlineError::Stopped { since: at("2025-06-13"), stopped_by: person("p-7") };
        assert_eq!(deadline.due(&calendar), Err(stopped.clone()));
        assert_eq!(deadline.state(at("2026-01-01"), &calendar), Ok(DeadlineState::Stopped));
        assert_eq!(deadline.stop(stop("2025-06-14", None, restart), &calendar), Err(stopped));
        deadline.start_again(at("2025-06-18"), person("p-8")).unwrap();
        assert_eq!(deadline.due(&calendar).unwrap().day, at(expected), "{count} {unit:?} {restart:?}");
        assert_eq!(deadline.start_again(at("2025-06-18"), person("p-8")), Err(DeadlineError::NotStopped));
        assert_eq!(deadline.stops()[0].started_by, Some(person("p-8")));
    }
}

#[test]
fn a_clock_cannot_be_stopped_out_of_its_time() {
    let calendar = Calendar::official();
    let mut deadline = Deadline::new(at("2025-06-09"), term(5, TermUnit::WorkingDays));
    let early = deadline.stop(stop("2025-06-09", None, Restart::CountLeft), &calendar);
    assert_eq!(early, Err(DeadlineError::TooEarly { day: at("2025-06-09"), earliest: at("2025-06-10") }));
    let late = deadline.stop(stop("2025-06-17", None, Restart::CountLeft), &calendar);
    assert_eq!(late, Err(DeadlineError::RanOut { due: at("2025-06-16") }));
    deadline.stop(stop("2025-06-11", Some("2025-06-12"), Restart::CountLeft), &calendar).unwrap();
    let inside = deadline.stop(stop("2025-06-12", None, Restart::CountLeft), &calendar);
    assert_eq!(inside, Err(DeadlineError::TooEarly { day: at("2025-06-12"), earliest: at("2025-06-13") }));
    deadline.stop(stop("2025-06-18", None, Restart::CountLeft), &calendar).unwrap();
    let back = deadline.start_again(at("2025-06-17"), person("p-8"));
    assert_eq!(back, Err(DeadlineError::TooEarly { day: at("2025-06-17"), earliest: at("2025-06-18") }));
}

#[test]
fn each_day_says_why_it_counts() {
    let calendar = Calendar::official();
    let mut deadline = Deadline::new(at("2025-09-26"), term(4, TermUnit::WorkingDays));
    deadline.stop(stop("2025-09-30", Some("2025-09-30"), Restart::CountLeft), &calendar).unwrap();
    let counting = deadline.counting(&calendar);
    let told: Vec<String> = counting
        .days
        .iter()
        .map(|day| {
            let why = match day.why {
                Why::Start => "start".to_owned(),
                Why::Worked(DayKind::MakeUp(festival)) => format!("make-up {}", festival.name),
                Why::Worked(_) => "worked".to_owned(),
                Why::Rest(DayKind::Holiday(festival)) => format!("holiday {}", festival.name),
                Why::Stopped(stop) => format!("stopped {} {}", stop.reason, stop.stopped_by),
                other => format!("{other:?}"),
            };
            format!("{} {} {why}", day.day, day.number.unwrap_or(0))
        })
        .collect();
    assert_eq!(
        told[..6],
        [
            "2025-09-26 0 start",
            "2025-09-27 0 Rest(Weekend)",
            "2025-09-28 1 make-up 国庆节、中秋节",
            "2025-09-29 2 worked",
            "2025-09-30 0 stopped 补正材料 p-7",
            "2025-10-01 0 holiday 国庆节、中秋节",
        ]
    );
    assert_eq!(told.last().unwrap(), "2025-10-10 4 worked");
    assert_eq!(counting.due, deadline.due(&calendar));
}

#[test]
fn a_last_day_off_is_shown_where_it_stood_and_where_it_went() {
    let calendar = Calendar::official();
    let deadline = Deadline::new(at("2025-02-28"), term(1, TermUnit::Days));
    let whys: Vec<Why<'_>> = deadline.counting(&calendar).days.iter().map(|day| day.why).collect();
    let off = Why::LastDayOff(DayKind::Weekend);
    assert_eq!(whys, [Why::Start, off, off, Why::MovedHere(DayKind::Working)]);
    let month = Deadline::new(at("2025-01-31"), term(1, TermUnit::Months));
    assert_eq!(month.counting(&calendar).days.last().unwrap().why, Why::MonthEnd);
}

#[test]
fn a_new_calendar_gives_old_and_new_dates_and_names_the_notice() {
    // Before the notice of 2020-01-27, the Spring Festival of 2020 ended on 30 January, and Saturday 1 February was worked.
    let now = Calendar::official();
    let before = include_str!("../../data/calendar/2020.json");
    let changed = [("\"2020-01-31\",\n\"isOffDay\": true", ""), ("\"2020-02-01\",\n\"isOffDay\": true", "")];
    assert!(changed.iter().all(|(day, _)| before.contains(day)), "the data has the days in this form");
    let mut years = Calendar::empty();
    for text in [include_str!("../../data/calendar/2019.json"), &first_notice(before)] {
        years = years.with_year(text).unwrap();
    }
    let deadline = Deadline::new(at("2020-01-20"), term(5, TermUnit::WorkingDays));
    let moved = deadline.recompute(&years, &now).unwrap();
    assert!(moved.is_changed());
    assert_eq!(moved.was.unwrap().day, at("2020-02-01"));
    assert_eq!(moved.now.unwrap().day, at("2020-02-04"));
    assert_eq!(moved.notices.last(), now.year(2020).unwrap().notices().last());
    let done = {
        let mut done = deadline;
        done.finish(at("2020-01-21")).unwrap();
        done
    };
    assert_eq!(done.recompute(&years, &now), None);
}

/// The data of 2020 as the first notice alone had it.
fn first_notice(text: &str) -> String {
    let mut value: serde_json::Value = serde_json::from_str(text).unwrap();
    value["papers"].as_array_mut().unwrap().truncate(1);
    let days = value["days"].as_array_mut().unwrap();
    days.retain(|day| !["2020-01-31", "2020-02-02", "2020-02-03"].contains(&day["date"].as_str().unwrap()));
    for day in days.iter_mut().filter(|day| day["date"] == "2020-02-01") {
        day["isOffDay"] = false.into();
    }
    value.to_string()
}

#[test]
fn an_imported_year_turns_no_answer_into_one() {
    let old = Calendar::official();
    let text = include_str!("../../data/calendar/2026.json").replace("2026-", "2027-").replace("2026", "2027");
    // The shape of 2026 under the dates of 2027; make-up days fall on other days of the week there and are left out.
    let mut value: serde_json::Value = serde_json::from_str(&text).unwrap();
    value["days"].as_array_mut().unwrap().retain(|day| day["isOffDay"] == true);
    let new = old.with_year(&value.to_string()).unwrap();
    let deadline = Deadline::new(at("2026-12-25"), term(10, TermUnit::WorkingDays));
    let moved = deadline.recompute(&old, &new).unwrap();
    assert!(moved.was.is_err() && moved.now.is_ok() && moved.notices.len() == 1);
}

#[test]
fn terms_that_cannot_be_are_refused() {
    for count in [0, -1, 36_601, i64::MAX] {
        assert_eq!(Term::new(count, TermUnit::Days), Err(DeadlineError::Count { count }));
    }
    for start in [i64::MIN, i64::MAX, 2_932_896] {
        let far = due_provisional(Day(start), term(36_600, TermUnit::Years), &Calendar::empty());
        assert_eq!(far, Err(DeadlineError::OutOfRange));
        let near = due_provisional(Day(start), term(1, TermUnit::WorkingDays), &Calendar::empty());
        assert_eq!(near, Err(DeadlineError::OutOfRange));
    }
}
