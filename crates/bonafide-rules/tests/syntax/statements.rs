//! Every kind of statement in both languages.

use bonafide_rules::tree::Document;
use bonafide_rules::{KeywordLanguage, format, read};

use crate::entries::without_places;
use crate::{EVERYTHING_EN, EVERYTHING_ZH};

fn tree(text: &str) -> Document {
    let read = read(text);
    assert_eq!(read.diagnostics, []);
    read.document
}

#[test]
fn every_statement_reads_in_both_languages_to_the_same_tree() {
    let (chinese, english) = (tree(EVERYTHING_ZH), tree(EVERYTHING_EN));
    assert_eq!(chinese.blocks.iter().map(|block| block.statements.len()).sum::<usize>(), 30);
    assert_eq!(without_places(&chinese), without_places(&english));
}

#[test]
fn the_formatter_leads_from_either_language_to_the_other() {
    for (keywords, source, expected) in [
        (None, EVERYTHING_ZH, EVERYTHING_ZH),
        (None, EVERYTHING_EN, EVERYTHING_EN),
        (Some(KeywordLanguage::English), EVERYTHING_ZH, EVERYTHING_EN),
        (Some(KeywordLanguage::Chinese), EVERYTHING_EN, EVERYTHING_ZH),
    ] {
        assert_eq!(format(source, keywords).as_deref(), Ok(expected));
    }
}

/// Both texts are the inside of one block and must read to one tree, without a finding.
fn same(one: &str, other: &str) {
    let block = |text: &str| tree(&format!("```bonafide\n{text}\n```\n"));
    assert_eq!(without_places(&block(one)), without_places(&block(other)), "{one}");
}

#[test]
fn different_spellings_mean_the_same() {
    same("事实 甲：｛乙＜丙｝；丁：金额　０元．．５万元", "fact 甲: {乙 < 丙}; 丁: money 0yuan..5ten_thousand_yuan");
    same("定义 甲 = 乙 ≥ 3天 且 丙 ≠ 丁", "define 甲 = 乙 >= 3days and 丙 != 丁");
    same("定义 甲 = 乙 * 20 < 丙", "定义 甲 = 乙 × 20 < 丙");
    same("定义 甲 = 乙 < 2026年3月1日", "定义 甲 = 乙 < 2026-03-01");
    same("定义 甲 = 至少 2项 {乙、丙}", "定义 甲 = 至少 2 {乙, 丙}");
    same("步骤 甲: 限 5工作日 期 6个月", "步骤 甲: 限 5 个工作日; 期 6 月");
    same("效果 “甲 乙”", "效果 \"甲 乙\"");
    same("例 ＃Ｔ: 甲、非 乙 应 待查", "例 #T: 甲 = 是; 乙 = 否; 应 待查");
    same("红线 #R 甲: 乙", "红线 甲: 乙 #R");
}

#[test]
fn words_in_another_place_are_names() {
    let document = tree(
        "```bonafide\n事实 身份: 是否; 期: 整数  评判 时; 身份 时 look; 期 > 3 in_case 由  身份\n例 #T: 身份 期 = 3; look = 是 应 待查, 因 首问 首问\n```\n",
    );
    assert_eq!(document.blocks.first().map(|block| block.statements.len()), Some(2));
}

#[test]
fn a_red_line_after_an_example_is_a_statement() {
    let document = tree("```bonafide\n例 #T: 应 问责 红线 #R1\n红线 #R2 乙: 丙\n红线 丁: 丙\n```\n");
    assert_eq!(document.blocks.first().map(|block| block.statements.len()), Some(3));
}
