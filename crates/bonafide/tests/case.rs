//! `bonafide case` from end to end: a case opened, carried on and shown; and every kind of bad input refused with the rule,
//! the article and what could be done instead, while nothing is written.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on stops")]

mod folder;

use std::path::Path;

use bonafide_procedure::id::Day;
use bonafide_procedure::story::{self, BeatKind};
use folder::{Folder, Shown};
use serde_json::Value;

/// A folder with a site: roster and regulation.
struct Site(Folder);

impl Site {
    fn new(test: &str) -> Self {
        let site = Self(Folder::new(test).with("minutes.pdf", "%PDF-1.7 minutes"));
        for (verb, file) in [("people import", "examples/people-qinghe.md"), ("rules adopt", "regulations/general.md")]
        {
            let path = root(file);
            let mut arguments: Vec<&str> = verb.split(' ').collect();
            arguments.extend([path.as_str(), "--as", "p09"]);
            let shown = site.ask(&arguments);
            assert_eq!(shown.code, 0, "{}", shown.err);
        }
        site
    }

    fn ask(&self, arguments: &[&str]) -> Shown {
        let mut all = arguments.to_vec();
        all.extend(["--data", "site"]);
        if !all.contains(&"--lang") {
            all.extend(["--lang", "zh"]);
        }
        self.0.ask(&all, b"")
    }

    fn report(&self) -> Shown {
        self.ask(&[
            "case",
            "new",
            "--as",
            "p16",
            "--on",
            "2026-03-02",
            "当事人=p07",
            "对象=个人",
            "所在单位=qh-sl",
            "反映事项=横山便桥抢修工程未经招标即开工",
            "行为日期=2026-01-20",
            "发现日期=2026-02-27",
            "来源=审计移交",
        ])
    }

    fn act(&self, actor: &str, on: &str, act: &str, fields: &[&str]) -> Shown {
        let mut arguments = vec!["case", "do", "--as", actor, "--on", on, "2026-0001", act];
        arguments.extend(fields);
        self.ask(&arguments)
    }

    fn entries(&self) -> u64 {
        let shown = self.ask(&["record", "verify", "--output", "json"]);
        json(&shown)["entries"].as_u64().unwrap()
    }

    /// Refused with a rule, what it rests on and what to do instead; nothing is written.
    fn refused(&self, ask: impl FnOnce(&Self) -> Shown, rule: &str) {
        let before = self.entries();
        let shown = ask(self);
        assert_eq!((shown.code, shown.out.as_str()), (2, ""), "{}", shown.err);
        for part in ["不予办理", "依据", "可以这样办", "什么也没有写入", rule] {
            assert!(shown.err.replace("\n  ", "").contains(part), "{part}: {}", shown.err);
        }
        assert_eq!(self.entries(), before, "{}", shown.err);
    }

    /// Tells the story of the bridge until the beat before an act.
    fn tell_until(&self, name: &str, act: &str) {
        let text = std::fs::read_to_string(root(&format!("stories/{name}.md"))).unwrap();
        for beat in story::read(&text).unwrap().beats {
            let BeatKind::Act { actor, on, act: done, fields, refused_by } = beat.kind else { continue };
            // What a story tells of later than this may lie ahead of the machine's clock.
            if done == act || on > Day::parse("2026-07-01").unwrap() {
                return;
            }
            if refused_by.is_some() {
                continue;
            }
            let fields: Vec<String> = fields.iter().map(|(key, value)| format!("{key}={value}")).collect();
            let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
            let on = on.to_string();
            let shown = if done == "报告" {
                let mut arguments = vec!["case", "new", "--as", actor.as_str(), "--on", &on];
                arguments.extend(&fields);
                self.ask(&arguments)
            } else {
                self.act(actor.as_str(), &on, &done, &fields)
            };
            assert_eq!(shown.code, 0, "{done}: {}", shown.err);
        }
    }
}

fn root(path: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path).display().to_string()
}

fn json(shown: &Shown) -> Value {
    serde_json::from_str(&shown.out).unwrap()
}

#[test]
fn a_command_out_of_order_or_by_the_wrong_person_is_refused() {
    let site = Site::new("case-order");
    let decide = ["决定机关=县委常委会", "结果=免责", "理由=同意", "救济途径=可以申请复核", "表决=p01 同意"];
    assert_eq!(site.report().code, 0);
    site.refused(|site| site.act("p01", "2026-03-03", "决定", &decide), "申辩还没有结束");
    site.refused(|site| site.act("p16", "2026-03-03", "研判", &["结论=需要核查", "理由=待查"]), "这一步由容错机构办理");
    site.refused(|site| site.act("p10", "2026-03-01", "研判", &["结论=需要核查", "理由=待查"]), "早于");
    site.refused(|site| site.act("p10", "2026-03-03", "研判", &["结论=按一般程序", "理由=清楚"]), "问责");
    site.refused(|site| site.act("p99", "2026-03-03", "研判", &["结论=需要核查", "理由=待查"]), "p99");
    site.refused(|site| site.ask(&["case", "show", "2026-0009"]), "2026-0009");
}

#[test]
fn a_stale_version_is_refused() {
    let site = Site::new("case-stale");
    assert_eq!(site.report().code, 0);
    let screen = ["--expect-version", "2", "结论=需要核查", "理由=待查"];
    site.refused(|site| site.act("p10", "2026-03-03", "研判", &screen), "第 4 版");
    let screen = ["--expect-version", "4", "结论=需要核查", "理由=待查"];
    assert_eq!(site.act("p10", "2026-03-03", "研判", &screen).code, 0);
}

#[test]
fn the_same_id_is_done_once_and_another_command_under_it_is_refused() {
    let site = Site::new("case-twice");
    let id = "00112233-4455-6677-8899-aabbccddeeff";
    let fields = [
        "case",
        "new",
        "--as",
        "p16",
        "--on",
        "2026-03-02",
        "--id",
        id,
        "--output",
        "json",
        "当事人=p07",
        "对象=个人",
        "所在单位=qh-sl",
        "反映事项=未经招标",
        "行为日期=2026-01-20",
        "来源=审计移交",
    ];
    let (first, second) = (json(&site.ask(&fields)), json(&site.ask(&fields)));
    assert_eq!(first["first_position"], second["first_position"]);
    assert_eq!((&first["repeat"], &second["repeat"]), (&Value::Bool(false), &Value::Bool(true)));
    assert_eq!(site.ask(&["case", "list", "--output", "json"]).out.lines().count(), 1);
    let screen = ["--id", "aa112233-4455-6677-8899-aabbccddeeff", "结论=需要核查", "理由=待查"];
    assert_eq!(site.act("p10", "2026-03-03", "研判", &screen).code, 0);
    let again = site.act("p10", "2026-03-03", "研判", &screen);
    assert!(again.code == 0 && again.out.contains("没有重复办理"), "{}{}", again.out, again.err);
    let other = ["--id", id, "结论=需要核查", "理由=另一条"];
    site.refused(|site| site.act("p10", "2026-03-03", "研判", &other), "已经用于另一条命令");
    site.refused(|site| site.act("p10", "2026-03-04", "研判", &["结论=需要核查", "理由=再来"]), "已经办过");
}

#[test]
fn a_right_used_after_its_term_is_refused() {
    let site = Site::new("case-late");
    assert_eq!(site.report().code, 0);
    let apply = ["申请理由=汛期临近", "清单情形=E9"];
    site.refused(|site| site.act("p07", "2026-03-17", "申请", &apply), "2026-03-16");
}

#[test]
fn a_closed_case_and_a_transferred_one_take_nothing_more() {
    let site = Site::new("case-closed");
    site.tell_until("exempted-bridge", "no act stops it");
    let shown = site.ask(&["case", "show", "2026-0001", "--output", "json"]);
    assert_eq!((&json(&shown)["closed"], &json(&shown)["outcome"]), (&Value::Bool(true), &Value::from("exempt")));
    let evidence = ["编号=Z9", "名称=补充", "种类=书证", "来源=水利局", "取证人=p12", "取证人=p13"];
    site.refused(|site| site.act("p12", "2026-06-01", "取证", &evidence), "已经办结");
    assert_eq!(site.act("p17", "2026-06-01", "查询保护", &["用途=年度考核", "目的=评优"]).code, 0);
    let site = Site::new("case-transferred");
    assert_eq!(site.report().code, 0);
    let transfer = ["移送机关=市纪委监委", "理由=有管辖权"];
    let shown = site.act("p01", "2026-03-03", "移送", &transfer);
    assert_eq!(shown.code, 0, "{}", shown.err);
    site.refused(|site| site.act("p10", "2026-03-04", "研判", &["结论=需要核查", "理由=待查"]), "已经移送");
}

#[test]
fn an_attachment_too_large_or_of_a_false_type_is_refused() {
    let site = Site::new("case-file");
    site.tell_until("exempted-bridge", "取证");
    let folder = &site.0.0;
    let large = std::fs::File::create(folder.join("large.pdf")).unwrap();
    large.set_len((64 << 20) + 1).unwrap();
    std::fs::write(folder.join("false.png"), "%PDF-1.7 not a picture").unwrap();
    std::fs::write(folder.join("program.pdf"), b"\x7fELF\x02\x01\x01\0\0\0").unwrap();
    let evidence = |file: &'static str| {
        move |site: &Site| {
            let fields = [
                "--file",
                file,
                "--id",
                "f0112233-4455-6677-8899-aabbccddeeff",
                "编号=Z1",
                "名称=会议记录",
                "种类=书证",
                "来源=水利局",
                "取证人=p12",
                "取证人=p13",
                "证明=集体决策: 支持",
            ];
            site.act("p12", "2026-03-13", "取证", &fields)
        }
    };
    site.refused(evidence("large.pdf"), "最大 64 MiB");
    site.refused(evidence("false.png"), "application/pdf");
    site.refused(evidence("program.pdf"), "不是可以入卷的格式");
    assert_eq!(evidence("missing.pdf")(&site).code, 1);
    let shown = evidence("minutes.pdf")(&site);
    assert_eq!(shown.code, 0, "{}", shown.err);
    let again = evidence("minutes.pdf")(&site);
    assert!(again.code == 0 && again.out.contains("没有重复办理"), "{}", again.err);
    let kept = std::fs::read_dir(site.0.0.join("site/files")).unwrap().count();
    assert_eq!(kept, 1, "what is refused or repeated keeps no file");
    let shown = json(&site.ask(&["case", "show", "2026-0001", "--output", "json"]));
    assert_eq!(shown["evidence"][0]["file"].as_str().unwrap().len(), 64);
    assert_eq!(json(&site.ask(&["record", "verify", "--deep", "--output", "json"]))["files"], 1);
}

#[test]
fn words_that_make_no_act_are_told_with_what_could_stand_there() {
    let site = Site::new("case-words");
    assert_eq!(site.report().code, 0);
    for (fields, told) in [
        (vec!["研叛", "结论=需要核查"], "是不是研判"),
        (vec!["研判", "结论=需要核查"], "缺少“理由”"),
        (vec!["研判", "结论=也许", "理由=x"], "可以是需要核查、按一般程序"),
        (vec!["研判", "定论=需要核查"], "没有“定论”这一栏；有结论、理由"),
        (vec!["取证", "编号=Z1", "取证人=p 1"], "“名称”"),
    ] {
        let shown = site.act("p10", "2026-03-03", fields[0], &fields[1..]);
        assert_eq!((shown.code, shown.out.as_str()), (3, ""), "{}", shown.err);
        assert!(shown.err.replace("\n  ", "").contains(told), "{told}: {}", shown.err);
    }
}

#[test]
fn a_dossier_reads_well_in_both_languages() {
    let site = Site::new("case-show");
    site.tell_until("exempted-bridge", "决定");
    for language in ["zh", "en"] {
        let asked = ["case", "show", "2026-0001", "--on", "2026-04-09", "--lang", language];
        insta::assert_snapshot!(format!("dossier_{language}"), site.ask(&asked).out);
        let asked = ["case", "due", "--on", "2026-04-20", "--lang", language];
        insta::assert_snapshot!(format!("due_{language}"), site.ask(&asked).out);
    }
}

#[test]
fn an_archive_is_checked_without_the_record_and_a_changed_one_is_found() {
    let site = Site::new("case-archive");
    assert_eq!(site.report().code, 0);
    let screen = ["结论=需要核查", "理由=损失尚未查清"];
    assert_eq!(site.act("p10", "2026-03-04", "研判", &screen).code, 0);
    let signed = json(&site.ask(&["record", "checkpoint", "--output", "json"]));
    let key = signed["key"].as_str().unwrap();
    assert_eq!(site.ask(&["case", "export", "2026-0001", "--into", "case.archive"]).code, 0);
    assert_eq!(site.ask(&["case", "export", "2026-0001", "--into", "case.archive"]).code, 1, "never overwritten");
    let elsewhere = Folder::new("case-archive-elsewhere").with("case.archive", site.0.text("case.archive"));
    let verify =
        |key: &str| elsewhere.ask(&["record", "verify", "case.archive", "--key", key, "--output", "json"], b"");
    let shown = verify(key);
    assert_eq!((shown.code, &json(&shown)["intact"]), (0, &Value::Bool(true)), "{}", shown.err);
    let shown = elsewhere.run("record verify case.archive --lang zh");
    assert!(shown.code == 0 && shown.out.contains("自带的公钥"), "{}", shown.out);
    // One character of what was said, one of a hash, the last line.
    let archive = site.0.text("case.archive");
    let lines: Vec<&str> = archive.lines().collect();
    let half = lines[1].len() / 2;
    let other = if lines[1].as_bytes()[half] == b'A' { "B" } else { "A" };
    let altered = [lines[0], &format!("{}{other}{}", &lines[1][..half], &lines[1][half + 1..])].join("\n");
    let altered = format!("{altered}\n{}\n", lines[2..].join("\n"));
    std::fs::write(elsewhere.0.join("case.archive"), altered).unwrap();
    assert!(matches!(verify(key).code, 2 | 3));
    std::fs::write(elsewhere.0.join("case.archive"), lines[..lines.len() - 1].join("\n")).unwrap();
    assert_eq!(verify(key).code, 3, "cut off");
    let other = Site::new("case-archive-other");
    std::fs::write(other.0.0.join("case.archive"), &archive).unwrap();
    let import = ["case", "import", "case.archive", "--as", "p09", "--key", key];
    let received = other.ask(&import);
    assert!(received.code == 0 && received.out.contains("2026-0001"), "{}{}", received.out, received.err);
    other.refused(|other| other.ask(&import), "没有新的内容");
    assert_eq!(site.ask(&["record", "prove", "2026-0001", "--into", "proofs"]).code, 0);
    let proofs = std::fs::read_dir(site.0.0.join("proofs")).unwrap().count();
    let entries = site.ask(&["case", "timeline", "2026-0001", "--output", "json"]).out.lines().count();
    assert_eq!(proofs, entries);
}

#[test]
fn a_witness_cosigns_by_file_what_continues_and_nothing_else() {
    let site = Site::new("case-witness");
    assert_eq!(site.report().code, 0);
    let log = json(&site.ask(&["record", "checkpoint", "--output", "json"]))["key"].as_str().unwrap().to_owned();
    let witness = site.0.run("witness init --data audit audit.county.example").out.trim().to_owned();
    assert!(witness.starts_with("audit.county.example+"), "{witness}");
    let request = |old: &str| site.ask(&["record", "request", "--old", old]).out;
    let cosign = |request: &str, more: &[&str]| {
        let mut arguments = vec!["witness", "cosign", "--data", "audit", "-", "--lang", "zh"];
        arguments.extend(more);
        site.0.ask(&arguments, request.as_bytes())
    };
    assert_eq!(cosign(&request("0"), &[]).code, 2, "a log it was never told of");
    let answer = cosign(&request("0"), &["--log", &log]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    std::fs::write(site.0.0.join("answer.txt"), &answer.out).unwrap();
    let shown = site.ask(&["record", "cosigned", "--key", &witness, "answer.txt"]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    let size = json(&site.ask(&["record", "verify", "--output", "json"]))["entries"].as_u64().unwrap().to_string();
    let screen = ["结论=需要核查", "理由=损失尚未查清"];
    assert_eq!(site.act("p10", "2026-03-04", "研判", &screen).code, 0);
    assert_eq!(site.ask(&["record", "checkpoint"]).code, 0);
    let conflict = cosign(&request("0"), &[]);
    assert!(conflict.code == 2 && conflict.err.contains(&size), "{}", conflict.err);
    assert_eq!(cosign(&request(&size), &[]).code, 0);
    assert_eq!(cosign("nonsense", &[]).code, 3);
    let stale = site.ask(&["record", "cosigned", "--key", &witness, "answer.txt"]);
    assert_eq!(stale.code, 2, "the line is for an older checkpoint");
}

#[test]
fn the_roster_says_who_is_barred_and_whom_to_assign() {
    let site = Site::new("case-people");
    assert_eq!(site.report().code, 0);
    let barred = site.ask(&["people", "bars", "2026-0001", "p11", "--on", "2026-03-11"]);
    assert!(barred.code == 2 && barred.out.contains("亲属"), "{}{}", barred.out, barred.err);
    let suggested = site.ask(&["people", "suggest", "2026-0001", "--on", "2026-03-11", "--output", "json"]);
    assert_eq!(json(&suggested)["chosen"].as_array().unwrap().len(), 2, "{}", suggested.out);
    assert!(!suggested.out.split("may_act").next().unwrap().contains("p11"));
    let unsigned = site.ask(&["people", "draw", "2026-0001", "--count", "1", "--on", "2026-03-11"]);
    assert!(unsigned.code == 2 && unsigned.err.contains("检查点"), "{}", unsigned.err);
    assert_eq!(site.ask(&["record", "checkpoint"]).code, 0);
    let asked = ["people", "draw", "2026-0001", "--count", "1", "--on", "2026-03-11", "--output", "json"];
    let (first, again) = (site.ask(&asked), site.ask(&asked));
    assert_eq!((first.code, &first.out), (0, &again.out), "{}", first.err);
    let shown = site.ask(&["people", "show", "p07"]);
    assert!(shown.out.contains("周海涛") && shown.out.contains("清河县水利局"), "{}", shown.out);
    let again = site.ask(&["people", "import", &root("examples/people-qinghe.md"), "--as", "p09"]);
    assert_eq!(again.code, 3, "{}", again.err);
    let again = site.ask(&["rules", "adopt", &root("regulations/general.md"), "--as", "p09"]);
    assert!(again.code == 2 && again.err.contains("已经采用过"), "{}", again.err);
    let gaps = site.ask(&["rules", "adopt", &root("regulations/beijing-hotline.md"), "--as", "p09"]);
    assert!(gaps.code == 3 && gaps.err.contains("没有规定“研判”这一步"), "{}", gaps.err);
}
