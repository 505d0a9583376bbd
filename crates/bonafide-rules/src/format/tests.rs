use super::*;

/// `source` and `expected` are the inside of one block.
fn check(keywords: Option<KeywordLanguage>, source: &str, expected: &str) {
    let out = format(&std::format!("前文\n```bonafide\n{source}\n```\n后文"), keywords);
    assert_eq!(out, Ok(std::format!("前文\n```bonafide\n{expected}\n```\n后文")), "{source}");
}

#[test]
fn items_stand_as_in_the_worked_example() {
    check(
        None,
        "条目 #E1 先行先试失误 属 领域.改革创新 当 先行先试 则 应当 免责 但 #E1a 直接损失>500万元 则 可以 减轻\n但 #E1b 隐瞒 则 不适用 除非 #E1c 及时报告",
        "条目 #E1 先行先试失误 属 领域.改革创新\n  当 先行先试  则 应当 免责\n  但 #E1a 直接损失 > 500万元  则 可以 减轻\n  但 #E1b 隐瞒  则 不适用\n     除非 #E1c 及时报告",
    );
}

#[test]
fn signs_become_half_width_and_tags_stay_where_they_stood() {
    check(
        None,
        "事实 损失［loss］：金额 ０元．．10亿元；甲：是否 举证 申请人；可为 ＃Ｆ１\n红线 #R1 甲: 非（甲 或 乙≠｛丙、丁｝）",
        "事实 损失 [loss]: 金额 0元..10亿元; 甲: 是否  举证 申请人; 可为  #F1\n红线 #R1 甲: 非 (甲 或 乙 != {丙, 丁})",
    );
}

#[test]
fn words_and_units_are_translated_and_names_are_not() {
    let zh = "事实 身份: 金额 0元..500万元  身份\n定义 d = 报告日 - 发现日 <= 3日 且 至少 2 项 {甲, 乙, \"当\"}\n步骤 受理: 限 5工作日 自 申请; 期 6个月";
    let en = "fact 身份: money 0yuan..500ten_thousand_yuan  identity\ndefine d = 报告日 - 发现日 <= 3days and at_least 2 of {甲, 乙, \"当\"}\nstep 受理: limit 5working_days from 申请; lasting 6months";
    check(Some(KeywordLanguage::English), zh, en);
    check(Some(KeywordLanguage::Chinese), en, zh);
}

#[test]
fn comments_keep_their_places() {
    check(
        None,
        "//一\n\n\n事实 甲: 是否 // 二\n// 三\n事实 乙: // 四\n是否\n// 五",
        "// 一\n\n事实 甲: 是否  // 二\n// 三\n事实 乙:  // 四\n    是否\n// 五",
    );
    check(
        None,
        "条目 甲 当 乙 则 免责 // 一\n// 二\n但 丙 则 不适用\n// 三",
        "条目 甲\n  当 乙  则 免责  // 一\n  // 二\n  但 丙  则 不适用\n// 三",
    );
}

#[test]
fn braces_hold_exceptions_a_step_deeper() {
    check(
        None,
        "条目 甲 当 乙 则 免责 但 丙 则 减轻 { 但 丁 则 从轻 除非 戊 }",
        "条目 甲\n  当 乙  则 免责\n  但 丙  则 减轻 {\n     但 丁  则 从轻\n        除非 戊\n  }",
    );
}

#[test]
fn long_lines_are_broken_between_conditions() {
    let names = ["第一个很长很长的事实名称"; 6].join(" 且 ");
    let half = ["第一个很长很长的事实名称"; 2].join(" 且 ");
    check(
        None,
        &std::format!("条目 甲 当 {names} 则 免责"),
        &std::format!(
            "条目 甲\n  当 {half} 且 第一个很长很长的事实名称 且 第一个很长很长的事实名称\n      且 {half}\n  则 免责"
        ),
    );
}

#[test]
fn indentation_and_line_ends_of_the_fence_are_kept() {
    let out = format("1. 甲\r\n   ```bonafide\r\n效果   甲\r\n效果 乙\r\n   ```\r\n", None);
    assert_eq!(out.as_deref(), Ok("1. 甲\r\n   ```bonafide\r\n   效果 甲\r\n   效果 乙\r\n   ```\r\n"));
}

#[test]
fn a_wrong_text_is_left_alone() {
    let codes =
        format("```bonafide\n效果\n```\n", None).map_err(|found| found.iter().map(|one| one.code).collect::<Vec<_>>());
    assert_eq!(codes, Err(vec!["expected"]));
}

#[test]
fn dates_are_written_one_way() {
    check(None, "定义 甲 = 乙 >= 2026年3月1日", "定义 甲 = 乙 >= 2026-03-01");
}
