//! The built binary from end to end: what is asked, what it shows, and the exit codes scripts rely on.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod folder;

use std::fs;
use std::process::Command;

use folder::Folder;

/// The worked example of the language, on its own.
const LIST: &str = include_str!("texts/list.md");

/// Its first version, which allowed a larger loss.
const OLD: &str = include_str!("texts/list-old.md");

/// Cases for it: decided, open, presumed, faulty, with readings, and from before its time.
const CASES: &str = include_str!("texts/cases.jsonl");

fn folder(test: &str) -> Folder {
    let broken = LIST.replace("明令禁止: 明令禁止", "明令禁止: 明令禁上");
    let failing = LIST.replace("应 待查 首问 明令禁止", "应 免责 首问 隐瞒");
    Folder::new(test)
        .with("list.md", LIST)
        .with("broken.md", broken)
        .with("failing.md", failing)
        .with("unread.md", LIST.replace("优先 #E1 >", "优先 #E1"))
        .with("bytes.md", b"---\nid: \xff\n---\n")
        .with("decided.jsonl", CASES.lines().next().unwrap())
        .with("open.jsonl", r#"{"id": "a", "facts": {}}"#)
        .with("faulty.jsonl", "{\"id\": \"a\", \"facts\": {}}\nno\n")
        .with("none.jsonl", "")
}

#[test]
fn every_exit_code_says_what_the_help_says() {
    let folder = folder("exit_codes").with("old.md", OLD.replace("id: qinghe-list", "id: other"));
    for (arguments, code) in [
        ("check list.md", 0),
        ("check broken.md", 3),
        ("check list.md broken.md", 3),
        ("check bytes.md", 3),
        ("check absent.md", 1),
        ("check", 1),
        ("check --output yaml list.md", 1),
        ("chek list.md", 1),
        ("", 1),
        ("--help", 0),
        ("--version", 0),
        ("assess --help", 0),
        ("man", 0),
        ("completions bash", 0),
        ("completions csh", 1),
        ("format --check list.md", 0),
        ("format --check --keywords en list.md", 2),
        ("format --check unread.md", 3),
        ("format unread.md list.md", 3),
        ("test list.md", 0),
        ("test failing.md", 2),
        ("test broken.md", 3),
        ("test failing.md broken.md", 3),
        ("prove broken.md", 3),
        ("prove list.md --against old.md", 2),
        ("assess list.md decided.jsonl", 0),
        ("assess list.md none.jsonl", 0),
        ("assess list.md open.jsonl", 4),
        ("assess list.md faulty.jsonl", 3),
        ("assess broken.md open.jsonl", 3),
        ("assess list.md absent.jsonl", 1),
        ("assess list.md .", 1),
        ("assess list.md", 1),
        ("replay list.md --against list.md decided.jsonl", 0),
        ("replay list.md --against list.md faulty.jsonl", 3),
        ("replay list.md --against broken.md decided.jsonl", 3),
        ("replay list.md decided.jsonl", 1),
    ] {
        for language in ["zh", "en"] {
            let shown = folder.run(&format!("{arguments} --lang {language}"));
            assert_eq!(shown.code, code, "{arguments}\n{}{}", shown.out, shown.err);
            assert!(!shown.err.contains("panicked"), "{}", shown.err);
        }
    }
}

#[test]
fn an_answer_to_every_kind_of_case_reads_like_a_page() {
    let folder = Folder::new("pages").with("list.md", LIST).with("old.md", OLD).with("cases.jsonl", CASES);
    for language in ["zh", "en"] {
        let shown = folder.run(&format!("assess list.md cases.jsonl --lang {language}"));
        assert_eq!((shown.code, shown.err.as_str()), (3, ""));
        insta::assert_snapshot!(format!("assess_{language}"), shown.out);
    }
}

#[test]
fn result_lines_have_the_fields_scripts_rely_on_in_their_order() {
    let folder = Folder::new("json").with("list.md", LIST).with("old.md", OLD).with("cases.jsonl", CASES);
    let shown = folder.run("assess list.md cases.jsonl --output json");
    insta::assert_snapshot!("assess_json", shown.out);
    let fields = [
        "id",
        "status",
        "outcome",
        "possible",
        "effects",
        "modality",
        "because",
        "red_lines",
        "missing",
        "presumed",
        "regulation",
    ];
    for line in shown.out.lines() {
        let whole: serde_json::Value = serde_json::from_str(line).unwrap();
        if whole["status"] == "error" {
            assert!(whole["line"].is_u64() && whole["error"].is_string(), "{line}");
            continue;
        }
        let places: Vec<usize> = fields.iter().map(|field| line.find(&format!("\"{field}\":")).unwrap()).collect();
        assert!(places.is_sorted(), "{line}");
    }
    assert_eq!(shown.out.lines().count(), CASES.lines().count());
}

#[test]
fn standard_input_is_read_line_by_line_whatever_system_wrote_it() {
    let folder = Folder::new("stdin").with("list.md", LIST);
    let mut input = "\u{feff}{\"id\": \"一\", \"facts\": {\"motive\": \"谋私\"}}\r\n\r\n".as_bytes().to_vec();
    input.extend(b"{\"id\": \"\xff\", \"facts\": {}}\n");
    input.extend("{\"id\": \"二\", \"facts\": {\"motive\": \"谋私\"}}".as_bytes());
    let shown = folder.run_with("assess list.md - --output json", &input);
    let statuses: Vec<String> = shown
        .out
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["status"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(statuses, ["decided", "error", "decided"]);
    assert_eq!(shown.code, 3);
}

#[test]
fn a_line_past_the_bound_is_refused_and_the_next_answered() {
    let folder = Folder::new("long").with("list.md", LIST);
    let mut input = format!("{{\"id\": \"{}\", \"facts\": {{}}}}\n", "长".repeat(6 * 1024 * 1024)).into_bytes();
    input.extend(br#"{"id": "next", "facts": {"motive": "x"}}"#);
    input.extend(b"\n{\"id\": \"last\", \"facts\": {}}\n");
    let shown = folder.run_with("assess list.md - --output json --lang en", &input);
    let lines: Vec<&str> = shown.out.lines().collect();
    assert!(lines[0].contains("more than 16 MiB") && lines[0].contains("\"line\": 1"), "{}", lines[0]);
    assert!(lines[1].contains("\"id\": \"next\", \"status\": \"error\"") && lines[1].contains("\"fact\": \"motive\""));
    assert!(lines[2].contains("\"id\": \"last\", \"status\": \"undetermined\""));
}

#[test]
fn findings_stand_under_their_place_in_both_languages() {
    let text = LIST
        .replace("红线 #R2 明令禁止: 明令禁止", "红线 #R2 明令禁止:\t明令禁上 且 动机 = 谋公")
        .replace("则 可以 减轻\n", "则 减轻\n")
        .replace("id: qinghe-list", "id: qinghe-list\nid: again");
    let folder = Folder::new("findings").with("text.md", text);
    for language in ["zh", "en"] {
        let shown = folder.run(&format!("check text.md --lang {language}"));
        insta::assert_snapshot!(format!("check_{language}"), shown.out);
    }
    let shown = folder.run("check text.md --output json --lang zh");
    for line in shown.out.lines() {
        let finding: serde_json::Value = serde_json::from_str(line).unwrap();
        for field in ["file", "line", "column", "severity", "code", "message", "help"] {
            assert!(!finding[field].is_null(), "{line}");
        }
    }
}

#[test]
fn a_superior_is_found_beside_the_text_or_asked_for() {
    let named = LIST.replace("superior: none", "superior: field@1");
    let superior = LIST.replace("id: qinghe-list", "id: field").replace("version: 2026-2", "version: 1");
    let folder = Folder::new("superior").with("list.md", &named).with("open.jsonl", r#"{"id": "a", "facts": {}}"#);
    let shown = folder.run("check list.md --lang en");
    assert!(shown.code == 0 && shown.out.contains("superior-not-found"), "{}", shown.out);
    for verb in ["prove list.md", "assess list.md open.jsonl"] {
        let shown = folder.run(&format!("{verb} --lang en"));
        assert!(shown.code == 3 && shown.err.contains("--superior"), "{}", shown.err);
    }
    assert_eq!(folder.run("test list.md").code, 0);
    let folder = folder.with("above.md", &superior);
    assert!(!folder.run("check list.md").out.contains("superior-not-found"));
    assert_eq!(folder.run("assess list.md open.jsonl").code, 4);
    let shown = folder.run("assess list.md open.jsonl --superior list.md --lang en");
    assert!(shown.code == 3 && shown.err.contains("is not that"), "{}", shown.err);
    fs::rename(folder.0.join("above.md"), folder.0.join("above.txt")).unwrap();
    assert_eq!(folder.run("assess list.md open.jsonl --superior above.txt").code, 4);
    let wrong = superior.replace("明令禁止: 明令禁止", "明令禁止: 明令禁上");
    let folder = folder.with("above.txt", wrong);
    let shown = folder.run("assess list.md open.jsonl --superior above.txt --lang en");
    assert!(shown.code == 3 && shown.err.contains("unknown-name"), "{}", shown.err);
}

#[test]
fn formatting_goes_to_english_and_back_without_loss() {
    let folder = Folder::new("format").with("list.md", LIST);
    assert_eq!(folder.run("format list.md").code, 0);
    let laid_out = folder.text("list.md");
    assert_eq!(folder.run("format --check list.md").code, 0);
    let shown = folder.run("format --check --keywords en list.md --lang zh");
    assert_eq!(shown.code, 2);
    assert_eq!(folder.text("list.md"), laid_out, "--check changes nothing");
    assert_eq!(folder.run("format --keywords en list.md").code, 0);
    assert!(folder.text("list.md").contains("redline"));
    assert_eq!(folder.run("format --keywords zh list.md").code, 0);
    assert_eq!(folder.text("list.md"), laid_out);
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 1, "no half-made file is left");
}

#[test]
fn a_failing_example_says_what_it_asked_what_it_got_and_why() {
    let folder = folder("examples");
    let shown = folder.run("test failing.md --lang zh");
    insta::assert_snapshot!("test_failing", shown.out);
}

#[test]
fn theorems_come_with_cases_somebody_could_have_had() {
    let folder = Folder::new("prove").with("list.md", LIST).with("old.md", OLD);
    for language in ["zh", "en"] {
        let shown = folder.run(&format!("prove list.md --against old.md --lang {language}"));
        insta::assert_snapshot!(format!("prove_{language}"), shown.out);
    }
    let shown = folder.run("prove list.md --against old.md --output json");
    let proofs: Vec<serde_json::Value> = shown.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let names: Vec<&str> = proofs.iter().map(|proof| proof["theorem"].as_str().unwrap()).collect();
    assert_eq!(names, ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10"]);
    // A counterexample is a case: the engine must be able to read it back.
    let cases: Vec<String> = proofs
        .iter()
        .flat_map(|proof| proof["counterexamples"].as_array().unwrap())
        .zip(1..)
        .map(|(example, number)| format!("{{\"id\": \"{number}\", \"facts\": {}}}", example["facts"]))
        .collect();
    assert!(!cases.is_empty());
    let shown = folder.run_with("assess list.md - --output json", cases.join("\n").as_bytes());
    assert!(!shown.out.contains("\"error\""), "{}", shown.out);
}

#[test]
fn the_examples_that_prove_offers_pass_when_pasted() {
    let folder = Folder::new("paste").with("list.md", LIST);
    let shown = folder.run("prove list.md");
    let examples: Vec<&str> = shown.out.lines().filter(|line| line.starts_with("例 #G")).collect();
    assert!(!examples.is_empty(), "{}", shown.out);
    let pasted = format!("{LIST}\n```bonafide\n{}\n```\n", examples.join("\n"));
    let folder = folder.with("list.md", pasted);
    let shown = folder.run("test list.md");
    assert_eq!(shown.code, 0, "{}{}", shown.out, shown.err);
    assert!(
        folder.run("prove list.md --lang en").out.contains("P10 the examples try every condition both ways: holds")
    );
}

#[test]
fn a_replay_names_what_changes_and_why() {
    let folder = Folder::new("replay").with("list.md", LIST).with("old.md", OLD).with("cases.jsonl", CASES);
    let shown = folder.run("replay list.md --against old.md cases.jsonl --lang zh");
    assert_eq!(shown.code, 3);
    insta::assert_snapshot!("replay", shown.out);
    let sound: String = CASES.lines().filter(|line| line.contains("\"a6\"")).collect();
    let folder = folder.with("sound.jsonl", sound);
    assert_eq!(folder.run("replay list.md --against old.md sound.jsonl").code, 2);
    let shown = folder.run("replay list.md --against old.md sound.jsonl --output json");
    let last: serde_json::Value = serde_json::from_str(shown.out.lines().last().unwrap()).unwrap();
    assert_eq!((&last["cases"], &last["changed"], &last["errors"]), (&1.into(), &1.into(), &0.into()));
}

#[test]
fn acts_from_before_the_version_get_the_more_lenient_of_both() {
    let folder = Folder::new("versions").with("list.md", LIST).with("elsewhere", OLD);
    let case: String = CASES.lines().filter(|line| line.contains("\"a6\"")).collect();
    let answer = |folder: &Folder, more: &str| -> serde_json::Value {
        let shown = folder.run_with(&format!("assess list.md - --output json {more}"), case.as_bytes());
        serde_json::from_str(&shown.out).unwrap()
    };
    let alone = answer(&folder, "");
    assert_eq!(alone["outcome"], "mitigate");
    assert!(alone["notes"][0].as_str().unwrap().contains("--older"));
    let given = answer(&folder, "--older elsewhere");
    assert_eq!((&given["outcome"], &given["regulation"]), (&"exempt".into(), &"qinghe-list@2026-1".into()));
    assert_eq!(given["versions"].as_array().unwrap().len(), 2);
    let folder = folder.with("old.md", OLD);
    assert_eq!(answer(&folder, ""), given);
    // Where the later version is the lighter one, it is chosen.
    let graver = OLD.replace("应当 免责", "可以 从轻").replace("可以 减轻", "可以 从轻");
    let folder = folder.with("old.md", graver);
    let later = answer(&folder, "");
    assert_eq!(later["versions"][0]["outcome"], "lenient");
    assert_eq!((&later["outcome"], &later["regulation"]), (&"mitigate".into(), &"qinghe-list@2026-2".into()));
    // 从旧: the version of the day alone decides.
    let folder = folder.with("list.md", LIST.replace("从旧兼从轻", "从旧"));
    assert_eq!(answer(&folder, "")["outcome"], "lenient");
}

#[test]
fn the_day_of_the_decision_picks_the_version_that_may_go_before_the_older_one() {
    let first = OLD
        .replace("version: 2026-1", "version: 2024-1")
        .replace("2024-01-01..2026-02-28", "2024-01-01..2024-12-31")
        .replace("应当 免责", "可以 从轻")
        .replace("可以 减轻", "可以 从轻");
    let second = OLD.replace("2024-01-01..", "2025-01-01..");
    let case: String = CASES.lines().filter(|line| line.contains("\"a6\"")).collect();
    let answer = |folder: &Folder, act: &str, decided: &str, more: &str| -> serde_json::Value {
        let days = format!("\"act_date\": \"{act}\", \"decided_on\": \"{decided}\"");
        let line = case.replace("\"act_date\":\"2025-01-01\"", &days);
        let shown = folder.run_with(&format!("assess list.md - --output json {more}"), line.as_bytes());
        serde_json::from_str(&shown.out).unwrap()
    };
    let (list, old, oldest) = ("qinghe-list@2026-2".into(), "qinghe-list@2026-1".into(), "qinghe-list@2024-1".into());
    let folder = Folder::new("decided").with("list.md", LIST).with("first", first).with("second", second);
    // Act and decision under the same version: the one asked for has no say.
    let same = answer(&folder, "2025-01-01", "2026-02-28", "--older second");
    assert_eq!((&same["regulation"], &same["outcome"]), (&old, &"exempt".into()));
    assert_eq!((&same["versions"], &same["notes"]), (&serde_json::Value::Null, &serde_json::Value::Null));
    let later = answer(&folder, "2025-01-01", "2026-03-01", "--older second");
    assert_eq!((&later["versions"][0]["regulation"], &later["versions"][1]["regulation"]), (&old, &list));
    assert_eq!(later["regulation"], old);
    // Neither the act nor the decision falls into the time of the version asked for; the later one is the lighter.
    let between = answer(&folder, "2024-12-31", "2025-01-01", "--older first --older second");
    assert_eq!((&between["regulation"], &between["outcome"]), (&old, &"exempt".into()));
    assert_eq!((&between["versions"][0]["regulation"], &between["versions"][0]["chosen"]), (&oldest, &false.into()));
    assert_eq!((&between["versions"][1]["regulation"], &between["versions"][1]["chosen"]), (&old, &true.into()));
    // What cannot be followed is told.
    let unknown = answer(&folder, "2024-12-31", "2025-01-01", "--older first");
    assert!(unknown["notes"][0].as_str().unwrap().contains("decided_on"), "{unknown}");
    assert_eq!(unknown["versions"][1]["regulation"], list);
    let backwards = answer(&folder, "2026-04-01", "2026-03-31", "");
    assert!(backwards["notes"][0].as_str().unwrap().contains("before the day of the act"), "{backwards}");
    assert_eq!(backwards["regulation"], list);
}

#[test]
fn help_is_whole_in_both_languages() {
    let folder = Folder::new("help");
    for language in ["zh", "en"] {
        let mut all = String::new();
        for verb in ["", "check", "format", "test", "prove", "assess", "replay", "man", "completions"] {
            all.push_str(&folder.run(&format!("{verb} --help --lang {language}")).out);
            all.push('\n');
        }
        insta::assert_snapshot!(format!("help_{language}"), all);
    }
    assert!(folder.run("man").out.contains("BONAFIDE ASSESS"));
    assert!(folder.run("completions zsh").out.contains("#compdef bonafide"));
}

#[test]
fn the_environment_chooses_the_language_and_the_flag_overrules_it() {
    let folder = Folder::new("language");
    let run = |variables: &[(&str, &str)], arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bonafide"));
        command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env_remove("LANG").current_dir(&folder.0);
        for (name, value) in variables {
            command.env(name, value);
        }
        String::from_utf8(command.args(arguments).output().unwrap().stdout).unwrap()
    };
    for (variables, arguments, chinese) in [
        (&[][..], &["--help"][..], false),
        (&[("LANG", "zh_CN.UTF-8")][..], &["--help"][..], true),
        (&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C")][..], &["--help"][..], false),
        (&[("LANG", "C"), ("LC_MESSAGES", "zh_TW")][..], &["--help"][..], true),
        (&[("LC_ALL", ""), ("LANG", "zh_CN")][..], &["--help"][..], true),
        (&[("LANG", "zh_CN.UTF-8")][..], &["--lang", "en", "--help"][..], false),
        (&[][..], &["--help", "--lang=zh"][..], true),
    ] {
        assert_eq!(run(variables, arguments).contains("用法"), chinese, "{variables:?} {arguments:?}");
    }
}

#[test]
fn nothing_of_a_text_can_steer_the_terminal() {
    let text = LIST.replace("红线 #R2 明令禁止: 明令禁止", "红线 #R2 明令禁止: \u{1b}[31m明令\u{202e}禁上");
    let folder = Folder::new("terminal").with("text.md", text).with("list.md", LIST);
    let shown = folder.run("check text.md");
    assert!(!shown.out.contains(['\u{1b}', '\u{202e}']), "{}", shown.out);
    let case = "{\"id\": \"\\u001b[2J\", \"summary\": \"\\u001b]0;x\", \"facts\": {\"\\u001b\": 1}}";
    let shown = folder.run_with("assess list.md -", case.as_bytes());
    assert!(!shown.out.contains('\u{1b}'), "{}", shown.out);
}
