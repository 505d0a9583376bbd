//! `bonafide calendar` from end to end: dates, reasons, imported years, and the exit codes scripts rely on.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod folder;

use std::fs;

use folder::Folder;

/// A year made up for these tests; the real notice for 2027 may say otherwise.
const YEAR: &str = r#"{
  "year": 2027,
  "papers": ["国办发明电〔2026〕99号"],
  "days": [
    {"name": "元旦", "date": "2026-12-31", "isOffDay": true},
    {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
    {"name": "元旦", "date": "2027-01-02", "isOffDay": true},
    {"name": "元旦", "date": "2027-01-03", "isOffDay": false},
    {"name": "春节", "date": "2027-02-05", "isOffDay": true},
    {"name": "清明节", "date": "2027-04-05", "isOffDay": true},
    {"name": "劳动节", "date": "2027-05-01", "isOffDay": true},
    {"name": "端午节", "date": "2027-06-09", "isOffDay": true},
    {"name": "中秋节", "date": "2027-09-15", "isOffDay": true},
    {"name": "国庆节", "date": "2027-10-01", "isOffDay": true}
  ]
}"#;

fn year_without(text: &str) -> String {
    YEAR.lines().filter(|line| !line.contains(text)).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_date_stands_alone_on_the_first_line() {
    let folder = Folder::new("calendar-due");
    for (asked, expected) in [
        ("2025-09-26 15", "2025-10-23"),
        ("2024-02-08 1", "2024-02-09"),
        ("2025-03-05 10 --unit days", "2025-03-17"),
        ("2024-01-31 1 --unit months", "2024-02-29"),
        ("2024-02-29 1 --unit years", "2025-02-28"),
    ] {
        for language in ["zh", "en"] {
            let shown = folder.run(&format!("calendar due {asked} --lang {language}"));
            assert_eq!((shown.code, shown.out.lines().next(), &*shown.err), (0, Some(expected), ""), "{asked}");
        }
        let shown = folder.run(&format!("calendar due {asked} --output json"));
        let answer: serde_json::Value = serde_json::from_str(&shown.out).unwrap();
        assert_eq!(answer["due"], expected);
    }
}

#[test]
fn each_day_is_listed_with_its_reason_in_both_languages() {
    let folder = Folder::new("calendar-explain");
    for language in ["zh", "en"] {
        let mut page = String::new();
        let asked = [
            "2025-09-26 15",
            "2025-02-28 15 --unit days",
            "2024-10-31 4 --unit months",
            "2026-12-24 5",
            "2026-12-28 5",
        ];
        for asked in asked {
            page.push_str(&format!("$ explain {asked}\n"));
            page.push_str(&folder.run(&format!("calendar explain {asked} --lang {language}")).out);
            page.push('\n');
        }
        insta::assert_snapshot!(format!("explain_{language}"), page);
    }
}

#[test]
fn the_list_of_days_for_programs_is_the_one_for_people() {
    let folder = Folder::new("calendar-json");
    let shown = folder.run("calendar explain 2025-09-26 15 --output json");
    let answer: serde_json::Value = serde_json::from_str(&shown.out).unwrap();
    let days = answer["days"].as_array().unwrap();
    let lines = folder.run("calendar explain 2025-09-26 15").out;
    for day in days {
        assert!(lines.contains(day["date"].as_str().unwrap()));
    }
    let counted = days.iter().filter(|day| !day["number"].is_null()).count();
    assert_eq!((days.len(), counted, answer["due"].as_str()), (28, 15, Some("2025-10-23")));
    assert_eq!(days[2]["kind"], "make-up");
    assert_eq!(days[2]["holiday"], "国庆节、中秋节");
    assert_eq!(days[2]["weekday"], 7);
    assert!(days[2]["notices"][0].as_str().unwrap().ends_with("content_6986383.htm"));
}

#[test]
fn a_year_without_a_notice_is_not_decidable_and_the_words_say_what_to_do() {
    let folder = Folder::new("calendar-unknown");
    for language in ["zh", "en"] {
        let shown = folder.run(&format!("calendar due 2026-12-20 15 --lang {language}"));
        assert_eq!((shown.code, &*shown.out), (4, ""));
        assert!(shown.err.contains("bonafide calendar import 2027.json --data"), "{}", shown.err);
        insta::assert_snapshot!(format!("unknown_{language}"), shown.err);
    }
    let shown = folder.run("calendar due 2026-12-20 15 --output json");
    let answer: serde_json::Value = serde_json::from_str(&shown.out).unwrap();
    assert_eq!((shown.code, &answer["due"], &answer["missing_year"]), (4, &serde_json::Value::Null, &2027.into()));
    assert!(answer["provisional"].is_string());
    let shown = folder.run("calendar explain 2026-12-24 9 --output json");
    let answer: serde_json::Value = serde_json::from_str(&shown.out).unwrap();
    assert_eq!((shown.code, &answer["days"][7]["date"]), (4, &"2026-12-31".into()));
}

#[test]
fn an_imported_year_is_reckoned_with_from_then_on() {
    let folder = Folder::new("calendar-import").with("2027.json", YEAR);
    let shown = folder.run("calendar import 2027.json --data site --lang zh");
    assert_eq!(shown.code, 0, "{}", shown.err);
    insta::assert_snapshot!("imported", shown.out);
    assert_eq!(folder.text("site/calendar/2027.json"), YEAR);
    let left: Vec<_> = fs::read_dir(folder.0.join("site/calendar")).unwrap().collect();
    assert_eq!(left.len(), 1, "no half-made file is left");
    // 29 and 30 December, Sunday 3 January, 4 and 5 January.
    let shown = folder.run("calendar due 2026-12-28 5 --data site");
    assert_eq!((shown.code, shown.out.lines().next()), (0, Some("2027-01-05")));
    assert_eq!(folder.run("calendar due 2026-12-28 5").code, 4, "without the directory it is as before");
    assert!(folder.run("calendar explain 2026-12-28 5 --data site").out.contains("国办发明电〔2026〕99号"));
    assert_eq!(folder.run("calendar list --data site --today 2026-12-01").code, 0);
    // The same again changes nothing; a correction needs a higher version; an older one is refused.
    assert_eq!(folder.run("calendar import 2027.json --data site").code, 0);
    let corrected = year_without("2027-01-03").replace("2027-01-02", "2027-01-04");
    let folder = folder.with("corrected.json", &corrected);
    let shown = folder.run("calendar import corrected.json --data site --lang en");
    assert!(shown.code == 2 && shown.err.contains("higher version"), "{}", shown.err);
    let folder = folder.with("corrected.json", corrected.replace("\"papers\"", "\"version\": \"2027-2\", \"papers\""));
    assert_eq!(folder.run("calendar import corrected.json --data site").code, 0);
    assert_eq!(folder.run("calendar due 2026-12-28 5 --data site").out.lines().next(), Some("2027-01-07"));
    let shown = folder.run("calendar import 2027.json --data site --lang en");
    assert!(shown.code == 2 && shown.err.contains("2027-2"), "{}", shown.err);
}

#[test]
fn a_wrong_year_is_told_by_line_and_entry_and_nothing_is_stored() {
    let wrong = YEAR
        .replace("2027-01-02", "2027-02-30")
        .replace("2027-01-03", "2027-01-04")
        .replace("2027-04-05", "2028-04-05")
        .replace("2027-09-15\", \"isOffDay\": true", "2027-09-15\"")
        .replace("2027-06-09", "2027-01-01");
    let folder = Folder::new("calendar-wrong").with("wrong.json", wrong).with("half.json", "{\n\"year\": 2027,\n");
    for language in ["zh", "en"] {
        let mut page = String::new();
        for file in ["wrong.json", "half.json"] {
            let shown = folder.run(&format!("calendar import {file} --data site --lang {language}"));
            assert_eq!(shown.code, 3);
            page.push_str(&shown.err);
        }
        insta::assert_snapshot!(format!("wrong_{language}"), page);
    }
    assert!(!folder.0.join("site").exists());
    let folder = folder.with("no-text.json", b"\xff\xfe").with("short.json", year_without("端午"));
    for (file, says) in [("no-text.json", "UTF-8"), ("short.json", "端午"), ("gone.json", "gone.json")] {
        let shown = folder.run(&format!("calendar import {file} --data site"));
        assert!(shown.err.contains(says.to_lowercase().as_str()) || shown.err.contains(says), "{}", shown.err);
        assert_eq!(shown.code, if file == "gone.json" { 1 } else { 3 });
    }
}

#[test]
fn a_wrong_year_in_the_directory_stops_the_reckoning() {
    let folder = Folder::new("calendar-site");
    fs::create_dir_all(folder.0.join("site/calendar")).unwrap();
    assert_eq!(folder.run("calendar due 2025-09-26 15 --data site").code, 0);
    let folder = folder.with("site/calendar/2027.json", "{}").with("site/calendar/.2028.json", "{");
    for verb in ["due 2025-09-26 15", "explain 2025-09-26 15", "list"] {
        let shown = folder.run(&format!("calendar {verb} --data site"));
        assert!(shown.code == 3 && shown.err.contains("2027.json:1:") && shown.out.is_empty(), "{}", shown.err);
    }
    assert_eq!(folder.run("calendar due 2025-09-26 15 --data nowhere").code, 1);
    // Importing the year puts it right; importing another does not get past it.
    let other = year_without("2027-01-03").replace("2027", "2028").replace("2026", "2027");
    let folder = folder.with("2028.json", other);
    assert_eq!(folder.run("calendar import 2028.json --data site").code, 3);
    let folder = folder.with("2027.json", YEAR);
    assert_eq!(folder.run("calendar import 2027.json --data site").code, 0);
    let shown = folder.run("calendar import 2028.json --data site --lang en");
    assert_eq!((shown.code, &*shown.err), (0, ""));
    // A year the program knows a later notice for no longer matters.
    let older = include_str!("../../bonafide-procedure/data/calendar/2020.json");
    let older = older.replacen("\"year\"", "\"version\": \"2020-1\", \"year\"", 1);
    let folder = folder.with("site/calendar/2027.json", older);
    assert_eq!(folder.run("calendar due 2025-09-26 15 --data site").code, 0);
}

#[test]
fn a_missing_year_is_an_alarm_from_the_day_its_notice_is_due() {
    let folder = Folder::new("calendar-list");
    for (today, code, says) in [
        ("2026-10-31", 0, None),
        ("2026-11-15", 0, Some("Advice: ")),
        ("2026-12-01", 4, Some("Alarm: ")),
        ("2027-03-01", 4, Some("Alarm: ")),
    ] {
        let shown = folder.run(&format!("calendar list --today {today} --lang en"));
        assert_eq!(shown.code, code, "{today}");
        let found = ["Advice: ", "Alarm: "].into_iter().find(|word| shown.out.contains(word));
        assert_eq!(found, says, "{today}");
    }
    insta::assert_snapshot!("list_zh", folder.run("calendar list --today 2026-12-01 --lang zh").out);
    let shown = folder.run("calendar list --today 2026-12-01 --output json");
    let last: serde_json::Value = serde_json::from_str(shown.out.lines().last().unwrap()).unwrap();
    assert_eq!((&last["missing_year"], &last["level"]), (&2027.into(), &"alarm".into()));
    assert_eq!(shown.out.lines().count(), 21);
}

#[test]
fn what_is_no_day_and_no_count_is_refused_in_plain_words() {
    let folder = Folder::new("calendar-usage");
    for (asked, says) in [
        ("due 2025-02-29 5", "`2025-02-29`"),
        ("due 20250228 5", "a day that exists"),
        ("due 2025-02-28 0", "1 to 36600"),
        ("due 2025-02-28 5 --unit hours", "working-days"),
        ("due 2025-02-28", "missing"),
        ("import x.json", "--data"),
        ("later", "no command `later`"),
    ] {
        let shown = folder.run(&format!("calendar {asked} --lang en"));
        assert!(shown.code == 1 && shown.err.contains(says) && shown.out.is_empty(), "{asked}: {}", shown.err);
    }
    let far = folder.run("calendar due 2025-02-28 36600 --unit years --lang en");
    assert!(far.code == 1 && far.err.contains("9999"), "{}", far.err);
}

#[test]
fn help_reaches_the_verbs_under_the_verb() {
    let folder = Folder::new("calendar-help");
    for language in ["zh", "en"] {
        let mut all = String::new();
        for verb in ["", "due", "explain", "import", "list"] {
            all.push_str(&folder.run(&format!("calendar {verb} --help --lang {language}")).out);
            all.push('\n');
        }
        insta::assert_snapshot!(format!("help_{language}"), all);
    }
    assert!(folder.run("man").out.contains("BONAFIDE CALENDAR DUE"));
}
