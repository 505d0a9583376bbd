use super::*;

fn at(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// A year with the holidays every year has, and more entries before them.
fn text(year: i64, more: &str) -> String {
    let days =
        ["01-01 元旦", "02-01 春节", "04-05 清明节", "05-01 劳动节", "06-01 端午节", "09-15 中秋节", "10-01 国庆节"];
    let days = days.map(|day| {
        let (date, name) = day.split_once(' ').unwrap();
        format!("{{\"name\": \"{name}\", \"date\": \"{year}-{date}\", \"isOffDay\": true}}")
    });
    format!(
        "{{\n\"year\": {year},\n\"papers\": [\"国办发明电〔2026〕9号\"],\n\"days\": [\n{more}{}\n]}}",
        days.join(",\n")
    )
}

fn faults(json: &str) -> Vec<(usize, Option<usize>, YearFaultKind)> {
    let faults = Calendar::empty().with_year(json).unwrap_err();
    faults.into_iter().map(|fault| (fault.line, fault.entry, fault.kind)).collect()
}

#[test]
fn every_year_built_in_is_read() {
    let years: Vec<i64> = Calendar::official().years().map(CalendarYear::year).collect();
    assert_eq!(years, (2007..=2026).collect::<Vec<i64>>());
    for text in official::YEARS {
        read::year(text).unwrap();
    }
}

#[test]
fn days_are_what_the_notices_say() {
    let calendar = Calendar::official();
    for (day, working, name) in [
        ("2024-02-04", true, Some("春节")),
        ("2024-02-09", true, None),
        ("2024-02-10", false, Some("春节")),
        ("2024-02-18", true, Some("春节")),
        ("2024-02-24", false, None),
        ("2025-09-28", true, Some("国庆节、中秋节")),
        ("2025-10-08", false, Some("国庆节、中秋节")),
        ("2025-10-09", true, None),
        ("2020-01-31", false, Some("春节")),
        ("2020-02-03", true, None),
        ("2015-09-03", false, Some("抗日战争暨世界反法西斯战争胜利70周年纪念日")),
        // Moved by the notice for the year after.
        ("2018-12-29", true, Some("元旦")),
        ("2018-12-31", false, Some("元旦")),
        ("2011-12-31", true, Some("元旦")),
    ] {
        let kind = calendar.kind(at(day)).unwrap();
        let named = match kind {
            DayKind::MakeUp(festival) | DayKind::Holiday(festival) => Some(festival.name),
            DayKind::Working | DayKind::Weekend => None,
        };
        assert_eq!((kind.is_working(), named), (working, name), "{day}");
    }
}

#[test]
fn a_day_outside_the_known_years_is_unknown() {
    let calendar = Calendar::official();
    assert_eq!(calendar.kind(at("2027-01-01")), Err(UnknownYear { year: 2027 }));
    assert_eq!(calendar.kind(at("2006-12-31")), Err(UnknownYear { year: 2006 }));
    for far in [i64::MIN, i64::MAX] {
        assert!(calendar.kind(Day(far)).is_err());
        assert!(calendar.open_until(Day(far)).is_none());
    }
}

#[test]
fn no_notice_reaches_back_further_than_the_days_that_are_open_until_it_comes() {
    let official = Calendar::official();
    let reached = official.years().flat_map(|year| {
        let early = year.entries.iter().filter(|entry| date(entry.day).0 < year.year);
        early.map(|entry| date(entry.day).2)
    });
    assert_eq!(reached.min(), Some(YEAR_END_DAY));
    assert_eq!(official.open_until(at("2026-12-29")), Some(2027));
    assert_eq!(official.open_until(at("2026-12-28")), None);
    assert_eq!(official.open_until(at("2025-12-31")), None);
}

#[test]
fn versions_count_the_notices() {
    let calendar = Calendar::official();
    assert_eq!(calendar.version().unwrap(), "2026-1");
    assert_eq!(calendar.year(2020).unwrap().version(), "2020-2");
    assert_eq!(calendar.year(2020).unwrap().notices().len(), 2);
    assert_eq!(calendar.year(2026).unwrap().counts(), (33, 6));
    assert_eq!(Calendar::empty().version(), None);
}

#[test]
fn an_imported_year_is_known_and_the_old_calendar_stays_as_it_was() {
    let official = Calendar::official();
    let more = "{\"name\": \"元旦\", \"date\": \"2026-12-31\", \"isOffDay\": true},\n";
    let longer = official.with_year(&text(2027, more)).unwrap();
    assert_eq!(longer.version().unwrap(), "2027-1");
    assert!(!longer.kind(at("2026-12-31")).unwrap().is_working(), "the later notice reaches back");
    assert!(official.kind(at("2026-12-31")).unwrap().is_working());
    assert!(longer.kind(at("2027-01-04")).unwrap().is_working());
}

#[test]
fn an_older_or_a_silently_different_version_is_refused() {
    let calendar = Calendar::empty().with_year(&text(2027, "")).unwrap();
    assert_eq!(calendar.with_year(&text(2027, "")), Ok(calendar.clone()), "the same again is no change");
    let more = "{\"name\": \"元旦\", \"date\": \"2027-01-04\", \"isOffDay\": true},\n";
    let other = text(2027, more);
    let kind = |json: &str, calendar: &Calendar| calendar.with_year(json).unwrap_err().remove(0).kind;
    assert_eq!(kind(&other, &calendar), YearFaultKind::SameVersion { version: "2027-1".to_owned() });
    let newer = other.replace("\"papers\"", "\"version\": \"2027-2\", \"papers\"");
    let newer = calendar.with_year(&newer).unwrap();
    assert!(!newer.kind(at("2027-01-04")).unwrap().is_working());
    let older = YearFaultKind::Older { known: "2027-2".to_owned(), given: "2027-1".to_owned() };
    assert_eq!(kind(&text(2027, ""), &newer), older);
}

#[test]
fn everything_wrong_with_a_year_is_told_with_its_line_and_entry() {
    let entry = |date: &str, off: bool| format!("{{\"name\": \"元旦\", \"date\": \"{date}\", \"isOffDay\": {off}}},\n");
    let more = [
        entry("2027-02-29", true),
        entry("2028-01-01", true),
        entry("2026-11-30", true),
        entry("2027-01-05", false),
        entry("2027-01-09", false),
        entry("2027-01-09", true),
        "{\"name\": \" \", \"date\": 5},\n".to_owned(),
    ];
    let date = |date: &str| date.to_owned();
    let found = faults(&text(2027, &more.concat()));
    assert_eq!(
        found,
        [
            (5, Some(1), YearFaultKind::NoSuchDay { date: date("2027-02-29") }),
            (6, Some(2), YearFaultKind::OutsideYear { date: date("2028-01-01") }),
            (7, Some(3), YearFaultKind::OutsideYear { date: date("2026-11-30") }),
            (8, Some(4), YearFaultKind::WorkedWeekday { date: date("2027-01-05") }),
            (10, Some(6), YearFaultKind::Twice { date: date("2027-01-09"), first: 5 }),
            (11, Some(7), YearFaultKind::Field { field: "name" }),
            (11, Some(7), YearFaultKind::Field { field: "isOffDay" }),
            (11, Some(7), YearFaultKind::Field { field: "date" }),
        ]
    );
}

#[test]
fn a_weekday_is_marked_as_worked_only_where_a_further_notice_moved_the_end_of_a_holiday() {
    let entry = "{\"name\": \"春节\", \"date\": \"2027-02-02\", \"isOffDay\": false},\n";
    let once = text(2027, entry);
    let twice = once.replace("9号\"]", "9号\", \"国办发明电〔2027〕1号\"]");
    let wrong = YearFaultKind::WorkedWeekday { date: "2027-02-02".to_owned() };
    assert_eq!(faults(&once), [(5, Some(1), wrong.clone())]);
    let calendar = Calendar::empty().with_year(&twice).unwrap();
    assert_eq!(calendar.kind(at("2027-02-02")), Ok(DayKind::Working));
    let elsewhere =
        twice.replace("\"name\": \"春节\", \"date\": \"2027-02-02\"", "\"name\": \"元旦\", \"date\": \"2027-02-02\"");
    assert_eq!(faults(&elsewhere), [(5, Some(1), wrong)]);
}

#[test]
fn a_text_that_is_no_year_is_refused() {
    let kind = |json: &str| faults(json).into_iter().map(|(_, _, kind)| kind).collect::<Vec<_>>();
    assert!(matches!(kind("").as_slice(), [YearFaultKind::NotJson { .. }]));
    assert!(matches!(faults("{\n\n  nonsense").as_slice(), [(3, None, YearFaultKind::NotJson { .. })]));
    assert_eq!(kind("[]"), [YearFaultKind::Field { field: "year" }]);
    assert_eq!(kind("{\"year\": 99}"), [YearFaultKind::Year { year: "99".to_owned() }]);
    assert_eq!(kind("{\"year\": \"2027\"}"), [YearFaultKind::Year { year: "\"2027\"".to_owned() }]);
    let bare = kind("{\"year\": 2027, \"papers\": [], \"days\": []}");
    assert_eq!(bare, [YearFaultKind::Field { field: "papers" }, YearFaultKind::Field { field: "days" }]);
    let sound = text(2027, "");
    for version in ["\"2026-1\"", "\"2027-0\"", "\"2027-x\"", "7"] {
        let wrong = sound.replace("\"papers\"", &format!("\"version\": {version}, \"papers\""));
        assert!(matches!(kind(&wrong).as_slice(), [YearFaultKind::Version { .. }]), "{version}");
    }
    // Half a file: the end of the year was cut off.
    let half = sound.replace("2027-10-01", "2027-09-16").replace("国庆节", "中秋节");
    assert_eq!(kind(&half), [YearFaultKind::HolidayMissing { holiday: "2027-10-01".to_owned() }]);
    let moonless = sound.replace("端午节", "元旦");
    assert_eq!(kind(&moonless), [YearFaultKind::HolidayMissing { holiday: "端午".to_owned() }]);
}

#[test]
fn the_places_of_entries_are_found_in_any_layout() {
    let wrong = "2027-02-29";
    let flat = text(2027, "").replace("2027-06-01", wrong).replace('\n', " ");
    assert_eq!((faults(&flat)[0].0, faults(&flat)[0].1), (1, Some(5)));
    let odd = text(2027, "").replace("2027-06-01", wrong).replace("\"papers\"", "\"days \": [{}, [1]],\n\"papers\"");
    assert_eq!((faults(&odd)[0].0, faults(&odd)[0].1), (10, Some(5)));
}

#[test]
fn the_alarm_sounds_from_the_day_the_notice_is_due() {
    let calendar = Calendar::official();
    let missing = |today: &str| calendar.missing_alarm(at(today)).map(|missing| (missing.year, missing.level));
    assert_eq!(missing("2026-10-31"), None);
    assert_eq!(missing("2026-11-01"), Some((2027, AlarmLevel::Advice)));
    assert_eq!(missing("2026-11-30"), Some((2027, AlarmLevel::Advice)));
    assert_eq!(missing("2026-12-01"), Some((2027, AlarmLevel::Alarm)));
    assert_eq!(missing("2027-01-01"), Some((2027, AlarmLevel::Alarm)));
    assert_eq!(missing("2025-12-31"), None);
    let longer = calendar.with_year(&text(2027, "")).unwrap();
    assert_eq!(longer.missing_alarm(at("2026-12-31")), None);
}

proptest::proptest! {
    #[test]
    fn no_text_brings_the_reader_down(at in 0_usize..2_600, length in 0_usize..40, instead in ".{0,12}", any in ".{0,200}") {
        let whole: Vec<char> = official::YEARS[13].chars().collect();
        let (head, tail) = (&whole[..at.min(whole.len())], &whole[(at + length).min(whole.len())..]);
        let text: String = head.iter().copied().chain(instead.chars()).chain(tail.iter().copied()).collect();
        let lines = text.lines().count().max(1);
        for fault in Calendar::empty().with_year(&text).err().into_iter().flatten() {
            proptest::prop_assert!((1..=lines + 1).contains(&fault.line), "{fault}");
        }
        proptest::prop_assert!(Calendar::empty().with_year(&any).is_err());
    }
}
