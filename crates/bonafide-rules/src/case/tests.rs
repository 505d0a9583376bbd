use super::{Case, CaseError, CaseReader, Line, SummaryLanguage};
use crate::place::Span;
use crate::regulation::{ChoiceValue, Direction, Fact, FactId, FactKind, Level, Period, Regulation, Standing, Unit};

fn fact(name: &str, id: &str, kind: FactKind) -> Fact {
    Fact {
        name: name.to_owned(),
        id: id.to_owned(),
        kind,
        look: None,
        burden: None,
        judged_by: None,
        controllable: false,
        identity: false,
        aggravating: false,
        may_not_apply: false,
        default: None,
        direction: Direction::Unused,
        usual_evidence: None,
        article: None,
        span: Span::default(),
    }
}

fn regulation() -> Regulation {
    let value = |name: &str, id: &str| ChoiceValue { name: name.to_owned(), id: id.to_owned() };
    let harm = vec![value("无", "none"), value("轻微", "minor"), value("重大", "major")];
    let number = |unit, low, high| FactKind::Number { unit, low, high };
    Regulation {
        id: "test".to_owned(),
        version: "1".to_owned(),
        title_zh: String::new(),
        title_en: String::new(),
        issuer: String::new(),
        level: Level::County,
        superior: None,
        in_force: Period { from: None, until: None },
        lenient_version: true,
        unlisted_declared: false,
        source: None,
        principles: Vec::new(),
        articles: Vec::new(),
        facts: vec![
            fact("经集体研究", "collective_decision", FactKind::YesNo),
            fact("危害程度", "harm_level", FactKind::Choice { values: harm, ordered: true }),
            fact("直接损失", "loss_amount", number(Unit::Fen, 0, 100_000_000_000)),
            fact("涉及人数", "people_involved", number(Unit::Count, 0, 1000)),
            fact("报告日", "report_day", number(Unit::Day, 0, 40_000)),
            Fact { may_not_apply: true, ..fact("发现日", "found_day", number(Unit::Day, 0, 40_000)) },
        ],
        definitions: Vec::new(),
        effects: Vec::new(),
        scopes: Vec::new(),
        nodes: Vec::new(),
        priorities: Vec::new(),
        examples: Vec::new(),
        provisions: Vec::new(),
    }
}

fn read(line: &str) -> Result<Case, CaseError> {
    let regulation = regulation();
    let mut case = Case::default();
    CaseReader::new(&regulation).read_line(line.as_bytes(), &mut case).map(|_| case)
}

/// The standing one written fact gives, or the code of the fault.
fn one(key: &str, value: &str) -> Result<Standing, &'static str> {
    let at = regulation().facts.iter().position(|fact| fact.id == key || fact.name == key).unwrap();
    let line = format!(r#"{{"id": "a", "facts": {{"{key}": {value}}}}}"#);
    read(&line).map(|case| case.standings[at]).map_err(|error| {
        assert_eq!(error.id.as_deref(), Some("a"));
        assert_eq!(error.fact.as_deref(), Some(key));
        error.code
    })
}

#[test]
fn every_way_to_write_a_fact_is_read_or_refused_by_name() {
    use Standing::{CannotEstablish, Found, NotApplicable, NotExamined};
    for (key, value, expected) in [
        ("collective_decision", "true", Ok(Found(1))),
        ("经集体研究", "false", Ok(Found(0))),
        ("collective_decision", r#""not_applicable""#, Ok(NotApplicable)),
        ("collective_decision", r#""cannot_establish""#, Ok(CannotEstablish)),
        ("collective_decision", r#""无法查明""#, Ok(CannotEstablish)),
        ("collective_decision", r#""not_examined""#, Ok(NotExamined)),
        ("collective_decision", "null", Ok(NotExamined)),
        ("collective_decision", "1", Err("wrong-type")),
        ("collective_decision", r#""maybe""#, Err("wrong-type")),
        ("collective_decision", "[true]", Err("wrong-type")),
        ("harm_level", r#""minor""#, Ok(Found(1))),
        ("harm_level", r#""重大""#, Ok(Found(2))),
        ("harm_level", r#""\u91cd\u5927""#, Ok(Found(2))),
        ("harm_level", r#""ｍajor""#, Ok(Found(2))),
        ("harm_level", r#""huge""#, Err("no-such-value")),
        ("harm_level", "2", Err("wrong-type")),
        ("harm_level", r#""not_applicable""#, Err("always-applies")),
        ("loss_amount", "5000000", Ok(Found(500_000_000))),
        ("loss_amount", "0.07", Ok(Found(7))),
        ("loss_amount", "5e6", Ok(Found(500_000_000))),
        ("loss_amount", "0.001", Err("finer-than-fen")),
        ("loss_amount", "-1", Err("out-of-range")),
        ("loss_amount", "1000000001", Err("out-of-range")),
        ("loss_amount", r#""5000000""#, Err("wrong-type")),
        ("people_involved", "3", Ok(Found(3))),
        ("people_involved", "3.0", Ok(Found(3))),
        ("people_involved", "3.5", Err("not-whole")),
        ("people_involved", "99999999999999999999", Err("out-of-range")),
        ("report_day", r#""2026-03-01""#, Ok(Found(20_513))),
        ("report_day", r#""２０２６－０３－０１""#, Ok(Found(20_513))),
        ("report_day", r#""2026-02-30""#, Err("not-a-date")),
        ("report_day", r#""1969-12-31""#, Err("out-of-range")),
        ("report_day", "20260301", Err("wrong-type")),
        ("report_day", r#""not_applicable""#, Err("always-applies")),
        ("found_day", r#""not_applicable""#, Ok(NotApplicable)),
        ("loss_amount", r#"{"value": 12.5, "evidence": ["审计报告"]}"#, Ok(Found(1250))),
        ("loss_amount", r#"{"value": 12.5, "state": "found"}"#, Ok(Found(1250))),
        ("loss_amount", r#"{"state": "cannot_establish"}"#, Ok(CannotEstablish)),
        ("loss_amount", r#"{"evidence": "审计报告"}"#, Ok(NotExamined)),
        ("loss_amount", r#"{"value": "cannot_establish", "state": "cannot_establish"}"#, Ok(CannotEstablish)),
        ("loss_amount", r#"{"value": 1, "state": "cannot_establish"}"#, Err("value-and-state")),
        ("loss_amount", r#"{"state": "found"}"#, Err("value-missing")),
        ("loss_amount", r#"{"state": "lost"}"#, Err("unknown-state")),
        ("loss_amount", r#"{"state": {"a": [1]}}"#, Err("unknown-state")),
        ("loss_amount", r#"{"value": {"a": 1}}"#, Err("wrong-type")),
        ("loss_amount", r#"{"value": 1, "evidence": {"a": 1}}"#, Err("wrong-member")),
        ("loss_amount", r#"{"value": 1, "evidence": [2]}"#, Err("wrong-member")),
        ("loss_amount", r#"{"readings": [1]}"#, Err("wrong-member")),
        ("loss_amount", r#"{"readings": [{"by": "甲"}]}"#, Err("value-missing")),
    ] {
        assert_eq!(one(key, value), expected, "{key}: {value}");
    }
}

#[test]
fn faults_of_the_line_are_told_apart() {
    for (line, code, id) in [
        (r#"{"id": "a", "facts": {}"#, "not-json", Some("a")),
        (r#"{"facts": {}, "id": "a"} x"#, "not-json", Some("a")),
        ("nonsense", "not-json", None),
        ("[1, 2]", "not-an-object", None),
        ("\"a\"", "not-an-object", None),
        (r#"{"facts": {}}"#, "id-missing", None),
        (r#"{"id": "", "facts": {}}"#, "id-missing", None),
        (r#"{"id": 7, "facts": {}}"#, "id-not-text", None),
        (r#"{"id": "a"}"#, "facts-missing", Some("a")),
        (r#"{"id": "a", "facts": []}"#, "facts-not-an-object", Some("a")),
        (r#"{"id": "a", "id": "b", "facts": {}}"#, "id-two", Some("b")),
        (r#"{"id": "a", "facts": {}, "act_date": "soon"}"#, "not-a-date", Some("a")),
        (r#"{"id": "a", "facts": {"harm_level": "none", "危害程度": "重大"}}"#, "fact-twice", Some("a")),
        (r#"{"facts": {"collective_decision": 4}, "id": "last"}"#, "wrong-type", Some("last")),
    ] {
        let error = read(line).unwrap_err();
        assert_eq!((error.code, error.id.as_deref()), (code, id), "{line}");
    }
    assert!(read(r#"{"id": "a", "facts": {"harm_level": "none", "危害程度": "无"}}"#).is_ok());
}

#[test]
fn bytes_that_are_not_text_are_refused_with_their_column() {
    let regulation = regulation();
    let mut reader = CaseReader::new(&regulation);
    let mut case = Case::default();
    let error = reader.read_line(b"{\"id\": \"\xe6\xa1\x88\xff\", \"facts\": {}}", &mut case).unwrap_err();
    assert_eq!(error.code, "not-utf8");
    assert_eq!(error.arguments, [("column", "10".to_owned())]);
    assert_eq!(reader.read_line(b"{\"id\": \"b\", \"facts\": {}}", &mut case), Ok(Line::Case));
}

#[test]
fn marks_and_line_ends_of_other_systems_do_no_harm() {
    let regulation = regulation();
    let mut reader = CaseReader::new(&regulation);
    let mut case = Case::default();
    assert_eq!(reader.read_line("\u{feff}{\"id\": \"a\", \"facts\": {}}\r\n".as_bytes(), &mut case), Ok(Line::Case));
    assert_eq!(reader.read_line(b"\r\n", &mut case), Ok(Line::Blank));
    assert_eq!(reader.read_line(b"", &mut case), Ok(Line::Blank));
    assert_eq!(reader.read_line(b" {\"id\": \"b\", \"facts\": {}} ", &mut case), Ok(Line::Case));
}

#[test]
fn the_same_id_is_answered_once() {
    let regulation = regulation();
    let mut reader = CaseReader::new(&regulation);
    let mut case = Case::default();
    let line = br#"{"id": "a", "facts": {"people_involved": 1}}"#;
    assert_eq!(reader.read_line(line, &mut case), Ok(Line::Case));
    assert_eq!(reader.read_line(line, &mut case).unwrap_err().code, "id-twice");
}

#[test]
fn nothing_of_one_case_is_left_in_the_next() {
    let regulation = regulation();
    let mut reader = CaseReader::new(&regulation);
    let mut case = Case::default();
    let full = r#"{"id": "a", "summary_zh": "概要", "act_date": "2026-01-02", "odd": 1,
        "facts": {"harm_level": {"value": "none", "evidence": ["x"], "readings": [{"by": "甲", "value": "major"}]}, "deaths": 1}}"#;
    reader.read_line(full.as_bytes(), &mut case).unwrap();
    assert_eq!(case.summaries, [(SummaryLanguage::Chinese, "概要".to_owned())]);
    assert_eq!(case.act_date, crate::day::parse("2026-01-02"));
    assert_eq!(case.evidence, [(FactId(1), vec!["x".to_owned()])]);
    assert_eq!((case.readings.len(), case.readings[0].standing), (1, Standing::Found(2)));
    assert_eq!(case.unused, 1);
    assert_eq!(case.notes.len(), 1);
    reader.read_line(br#"{"id": "b", "facts": {}}"#, &mut case).unwrap();
    let empty = Case { id: "b".to_owned(), standings: vec![Standing::NotExamined; 6], ..Case::default() };
    assert_eq!(case, empty);
}

#[test]
fn unknown_keys_are_noted_with_the_nearest_known_one() {
    let case = read(
        r#"{"id": "a", "extra": 1, "source": [], "facts": {"loss_amout": 5, "zzzz": {"deep": [1]}, "deaths": 1}}"#,
    );
    let case = case.unwrap();
    let told: Vec<_> = case.notes.iter().map(|note| (note.code, note.arguments.len())).collect();
    assert_eq!(told, [("unknown-field", 1), ("unknown-fact-like", 2), ("unknown-fact", 1)]);
    assert_eq!(case.notes[1].arguments[1], ("like", "loss_amount".to_owned()));
    assert_eq!(case.standings[2], Standing::NotExamined);
    assert_eq!(case.unused, 1);
}

#[test]
fn a_key_expected_from_the_line_before_is_never_taken_for_another() {
    let regulation = regulation();
    let mut reader = CaseReader::new(&regulation);
    let mut case = Case::default();
    let mut standings = |facts: &str, id: usize| {
        let line = format!("{{\"id\": \"{id}\", \"facts\": {{{facts}}}}}");
        reader.read_line(line.as_bytes(), &mut case).map(|_| case.standings.clone()).map_err(|error| error.code)
    };
    let texts = [
        r#""people_involved": 3, "loss_amount": 1, "deaths": 2"#,
        r#""people_involved" : 4 ,"loss_amount": 2"#,
        r#""loss_amount": 5, "people_involved": 6"#,
        r#""people_involve": 7"#,
        r#""people_involvedx": 7, "loss_amount": 8"#,
        r#""people\u005finvolved": 9, "loss_amount": 8"#,
        r#""people_involved" 9"#,
        r#""people_involved": 1 "loss_amount": 8"#,
        r#""people_involved": 1, "#,
        r#", "people_involved": 1"#,
        r#""people_involved": 1, "people_involved": 2"#,
    ];
    for (id, facts) in texts.into_iter().enumerate() {
        let fresh = read(&format!("{{\"id\": \"{id}\", \"facts\": {{{facts}}}}}"));
        assert_eq!(standings(facts, id), fresh.map(|case| case.standings).map_err(|error| error.code), "{facts}");
    }
}

#[test]
fn the_day_of_the_act_is_found_where_the_vocabulary_puts_it() {
    let case = read(r#"{"id": "a", "facts": {"error_date": "2025-05-06"}}"#).unwrap();
    assert_eq!(case.act_date, crate::day::parse("2025-05-06"));
    assert_eq!(case.unused, 1);
}

#[test]
fn every_cut_of_a_line_is_answered_without_a_crash() {
    let line = r#"{"id": "案一", "facts": {"harm_level": {"value": "none", "evidence": ["甲"], "state": "found"}, "loss_amount": -1.5e3}}"#;
    let regulation = regulation();
    let mut reader = CaseReader::new(&regulation);
    let mut case = Case::default();
    for cut in 0..line.len() {
        let whole = reader.read_line(&line.as_bytes()[..cut], &mut case);
        assert!(whole.is_err() || cut == 0, "{cut}");
    }
}

/// `cargo test --profile demo -p bonafide-rules --lib case_lines_a_second -- --ignored --nocapture`
#[test]
#[ignore = "a measurement, not a check"]
fn case_lines_a_second() {
    let mut regulation = regulation();
    regulation
        .facts
        .extend((0..22).map(|n| fact(&format!("事实{n}"), &format!("common_fact_{n:02}"), FactKind::YesNo)));
    let facts: Vec<String> = (0..22).map(|n| format!("\"common_fact_{n:02}\": {}", n % 3 == 0)).collect();
    let lines: Vec<String> = (0..100_000)
        .map(|n| {
            format!(
                "{{\"id\": \"case-{n}\", \"facts\": {{\"collective_decision\": true, \"harm_level\": \"minor\", \"loss_amount\": {}.5, \"people_involved\": 3, \"report_day\": \"2026-03-01\", \"found_day\": \"not_applicable\", {}}}}}",
                n * 7,
                facts.join(", ")
            )
        })
        .collect();
    let bytes: usize = lines.iter().map(String::len).sum();
    for _ in 0..5 {
        let mut reader = CaseReader::new(&regulation);
        let mut case = Case::default();
        #[expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "a measurement reads the clock")]
        let start = std::time::Instant::now();
        for line in &lines {
            assert_eq!(reader.read_line(line.as_bytes(), &mut case), Ok(Line::Case));
        }
        let seconds = start.elapsed().as_secs_f64();
        println!("{:.0} lines/s, {} bytes a line", lines.len() as f64 / seconds, bytes / lines.len());
    }
}
