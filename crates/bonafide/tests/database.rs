//! The command line on PostgreSQL: the same verbs with `--database`, against a server of the test's own.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod folder;

use std::path::Path;

use bonafide_store::testing::Postgres;
use folder::{Folder, Shown};
use serde_json::Value;

fn root(path: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path).display().to_string()
}

fn json(shown: &Shown) -> Value {
    serde_json::from_str(&shown.out).unwrap()
}

#[test]
fn a_case_is_opened_carried_on_shown_and_verified_on_postgresql() {
    let database = Postgres::shared().unwrap().new_database().unwrap();
    let folder = Folder::new("database");
    let ask = |arguments: &[&str]| {
        let mut all = arguments.to_vec();
        all.extend(["--data", "site", "--database", &database, "--lang", "zh"]);
        let shown = folder.ask(&all, b"");
        assert_eq!(shown.code, 0, "{arguments:?} {}{}", shown.out, shown.err);
        shown
    };
    ask(&["people", "import", &root("examples/people-qinghe.md"), "--as", "p09"]);
    ask(&["rules", "adopt", &root("regulations/general.md"), "--as", "p09"]);
    let fields = [
        "当事人=p07",
        "对象=个人",
        "所在单位=qh-sl",
        "反映事项=未经招标即开工",
        "行为日期=2026-01-20",
        "来源=审计移交",
    ];
    ask(&[&["case", "new", "--as", "p16", "--on", "2026-03-02", "--receipt", "receipt.txt"], &fields[..]].concat());
    let screen = ["研判", "结论=需要核查", "理由=损失尚未查清"];
    ask(&[&["case", "do", "--as", "p10", "--on", "2026-03-04", "2026-0001"], &screen[..]].concat());
    let shown = json(&ask(&["case", "show", "2026-0001", "--on", "2026-03-05", "--output", "json"]));
    assert_eq!(shown["closed"], false);
    let signed = json(&ask(&["record", "checkpoint", "--output", "json"]));
    let verified = json(&ask(&["record", "verify", "--deep", "--output", "json"]));
    assert_eq!((&verified["intact"], &verified["covered"]), (&Value::Bool(true), &verified["entries"]));
    assert!(!folder.0.join("site/record.db").exists(), "nothing of it is kept in SQLite");
    ask(&["record", "export", "-o", "whole.record"]);
    let key = signed["key"].as_str().unwrap();
    let verify = ["record", "verify", "whole.record", "--key", key, "--receipt", "receipt.txt", "--output", "json"];
    let found = json(&folder.ask(&verify, b""));
    assert_eq!((&found["intact"], &found["size"]), (&Value::Bool(true), &verified["entries"]), "{found}");
}
