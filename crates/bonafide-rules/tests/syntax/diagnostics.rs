//! What is said about wrong texts: code, place and words, all at once.

use bonafide_rules::place::position;
use bonafide_rules::{decode, read};

/// `source` is the inside of one block; findings are shown as `line:column code «text» key=value …`, lines counted in the block.
fn check(source: &str, expected: &[&str]) {
    let text = format!("```bonafide\n{source}\n```\n");
    let shown: Vec<String> = read(&text)
        .diagnostics
        .iter()
        .map(|found| {
            let at = position(&text, found.span.start);
            let words: String = found.arguments.iter().map(|(key, value)| format!(" {key}={value}")).collect();
            let near: String =
                found.related.iter().map(|(key, span)| format!(" {key}«{}»", &text[span.start..span.end])).collect();
            format!(
                "{}:{} {} «{}»{words}{near}",
                at.line - 1,
                at.column,
                found.code,
                &text[found.span.start..found.span.end]
            )
        })
        .collect();
    assert_eq!(shown, expected, "{source}");
}

#[test]
fn all_findings_come_at_once() {
    check(
        "事实 甲 是否\n定义 乙 = \n红线 #R1 丙: 甲 = \n效果 丁\n优先 #A",
        &[
            "1:6 expected «是否» expected=: found=是否",
            "2:7 expected «» expected=condition found=statement-end",
            "3:14 expected «» expected=name found=statement-end",
            "5:6 expected «» expected=> found=end",
        ],
    );
}

#[test]
fn every_part_of_an_item_is_looked_at() {
    check(
        "条目 #E1 甲\n  当 > 3\n  则 甚好 减轻\n  但 #E1a 则 可以 减轻\n  但 #E1b 乙 减轻\n  除非 #E1c ）\n红线 甲",
        &[
            "2:5 expected «>» expected=condition found=>",
            "3:8 expected «减轻» expected=exception found=减轻",
            "4:10 expected «则» expected=condition found=则",
            "5:12 expected «减轻» expected=则 found=减轻",
            "6:11 expected «）» expected=condition found=）",
            "7:5 expected «» expected=: found=end",
        ],
    );
}

#[test]
fn numbers_and_dates_are_read_exactly_or_refused() {
    check(
        "定义 甲 = 乙 > 99999999999999999999 或 乙 > 3米 或 乙 < 2026-02-30 或 乙 > 0.001元 或 乙 > 1.5日 或 乙 > 3个月",
        &[
            "1:12 number-too-large «99999999999999999999» found=99999999999999999999",
            "1:40 unknown-unit «米» found=米",
            "1:48 bad-date «2026-02-30» found=2026-02-30",
            "1:65 money-too-fine «0.001元» found=0.001元",
            "1:78 fraction-not-allowed «1.5日» found=1.5日",
            "1:90 unit-not-here «个月» found=个月",
        ],
    );
}

#[test]
fn words_that_need_quotes_are_named() {
    check("效果 红线", &["1:4 reserved-word «红线» found=红线"]);
    check("定义 甲 = 乙 = 免责", &["1:12 reserved-word «免责» found=免责"]);
    check("步骤 提醒: 由 甲", &["1:4 reserved-word «提醒» found=提醒"]);
}

#[test]
fn what_was_opened_must_be_closed() {
    check("定义 甲 = (乙 且 丙\n效果 丁", &["1:8 unclosed-bracket «(» expected=)"]);
    check("事实 甲: {乙 < 丙", &["1:7 unclosed-bracket «{» expected=}"]);
    check("效果 \"甲\n效果 “乙", &["1:4 unclosed-quote «\"甲»", "2:4 unclosed-quote «“乙»"]);
}

#[test]
fn sets_order_and_tags_have_their_rules() {
    check("定义 甲 = 乙 > {丙, 丁}", &["1:10 set-after-order «> {»"]);
    check("定义 甲 = 乙 - 戊 = {丙, 丁}", &["1:8 set-of-name-only «乙 - 戊»"]);
    check("事实 甲: {乙 < 丙, 丁}", &["1:13 mixed-order «,»"]);
    check("效果 #A 甲 #B", &["1:9 two-tags «#B» found=B first-tag«#A»"]);
    check("例: 甲 应 待查", &["1:2 expected «:» expected=tag found=:"]);
    check("红线 #甲 乙: 丙", &["1:4 bad-tag «#甲» found=#甲"]);
    check("效果 \"\"", &["1:4 empty-quotes «\"\"»"]);
    check("效果 甲。\n效果 乙", &["1:5 unexpected-character «。» found=。"]);
}

#[test]
fn deep_nesting_is_a_finding() {
    for text in [
        format!("定义 甲 = {}乙", "(".repeat(10_000)),
        format!("定义 甲 = {}乙", "非 ".repeat(10_000)),
        format!("定义 甲 = {}乙", "至少 1 {".repeat(10_000)),
        format!("条目 甲 当 乙 则 免责 {}", "但 丙 则 减轻 {".repeat(10_000)),
    ] {
        let read = read(&format!("```bonafide\n{text}\n```\n"));
        assert_eq!(read.diagnostics.first().map(|found| found.code), Some("too-deep"), "{}", &text[..40]);
    }
}

#[test]
fn a_wrong_byte_is_named() {
    let found = decode(b"abc\xe4\xb8").unwrap_err();
    assert_eq!((found.code, found.span.start, found.span.end), ("not-utf-8", 3, 5));
    assert_eq!(decode("甲".as_bytes()), Ok("甲"));
}

#[test]
fn the_frame_is_looked_at_too() {
    let codes = |text: &str| read(text).diagnostics.iter().map(|found| found.code).collect::<Vec<_>>();
    assert_eq!(codes("---\nid: a\n"), ["unclosed-front-matter"]);
    assert_eq!(codes("---\nid: a\n没有键\n---\n"), ["bad-front-matter"]);
    assert_eq!(codes("```bonafide\n效果 甲\n"), ["unclosed-block"]);
    assert_eq!(codes("> ```bonafide\n"), ["block-not-read"]);
    assert_eq!(codes("<!--\n```bonafide\n效果 甲\n```\n"), ["unclosed-comment"]);
    assert_eq!(codes("<!-- 甲 -->\n<!--\n乙\n-->\n```bonafide\n效果 甲\n```\n"), [""; 0]);
}
