//! The clerk's tables: what is wrong is told with its place and what to write instead.

use super::super::text::{TextFault, load, read};
use super::*;

/// The findings of a text as `line:column code`.
fn findings(text: &str) -> Vec<String> {
    let errors = load(text, Roster::empty()).map(|(_, events)| events.len()).unwrap_err();
    errors.iter().map(|error| format!("{}:{} {}", error.at.line, error.at.column, error.fault.code())).collect()
}

#[test]
fn the_order_of_the_tables_does_not_matter() {
    let text = "## 任职\n|人员|单位|机构|职务|自|\n|---|---|---|---|---|\n|p1|u|局|科员|2020-01-01|\n\n\
                ## 人员\n| 编号 | 姓名 |\n|:--|--:|\n| p1 | 王建国 |\n\n## 机构\n|机构|单位|\n|---|---|\n|局|u|\n\n\
                ## 单位\n|编号|名称|\n|---|---|\n|u|某局|\n";
    let (roster, events) = load(text, Roster::empty()).unwrap();
    assert_eq!(events.len(), 4);
    assert!(roster.serves(&person("p1"), "局", None, day("2020-01-01")));
    assert_eq!(read(text).unwrap()[3].0.line, 4);
}

#[test]
fn an_office_can_be_ended_by_a_later_text() {
    let (roster, _) = qinghe();
    let text = "## 离任\n|人员|单位|机构|职务|至|\n|---|---|---|---|---|\n|p17|qh-zz|干部监督室|主任|2025-01-31|\n";
    let (roster, _) = load(text, roster).unwrap();
    assert!(roster.serves(&person("p17"), "组织人事部门", None, day("2025-01-31")));
    assert!(!roster.serves(&person("p17"), "组织人事部门", None, day("2025-02-01")));
}

#[test]
fn every_mistake_has_its_place() {
    assert_eq!(findings("## 人物\n| 编号 |\n|---|\n| p1 |\n"), ["2:1 section-unknown"]);
    assert_eq!(findings("## 人员\n| 编号 | 名字 |\n|---|---|\n"), ["2:1 column-missing", "2:8 column-unfit"]);
    assert_eq!(findings("## 人员\n| 编号 | 姓名 |\n| p1 | 王 |\n"), ["3:1 rule-missing"]);
    let persons = "## 人员\n| 编号 | 姓名 |\n|---|---|\n";
    assert_eq!(findings(&format!("{persons}| p1 |\n")), ["4:3 cell-count"]);
    assert_eq!(findings(&format!("{persons}| p1 | — |\n| p/2 | 王 |\n")), ["4:8 cell-empty", "5:3 no-id"]);
    assert_eq!(findings(&format!("{persons}| p1 | 王 |\n| p1 | 李 |\n")), ["5:3 person-known"]);
    let kinship =
        format!("{persons}| p1 | 王 |\n| p2 | 李 |\n## 亲属\n| 人员 | 亲属 | 关系 | 自 |\n|---|---|---|---|\n");
    let row = |row: &str| findings(&format!("{kinship}{row}\n"));
    assert_eq!(row("| p1 王 | p2 李 | 夫妻 | |"), ["9:17 word-unknown"]);
    assert_eq!(row("| p1 | p2 | 配偶 | 2026-02-30 |"), ["9:18 no-day"]);
    assert_eq!(row("| p1 | p2 张 | 配偶 | |"), ["9:8 name-differs"]);
    assert_eq!(row("| p1 | p3 | 配偶 | |"), ["9:3 person-unknown"]);
    assert_eq!(row("| p1 | p1 | 配偶 | |"), ["9:3 same-person"]);
}

#[test]
fn what_to_write_instead_is_part_of_the_finding() {
    let text =
        "## 人员\n|编号|姓名|\n|---|---|\n|p1|王|\n## 外部人员\n|人员|名单|自|\n|---|---|---|\n|p1|专家|2023-01-01|\n";
    let errors = read(text).unwrap_err();
    let allowed = vec!["第三方", "评议员"];
    assert_eq!(errors[0].fault, TextFault::WordUnknown { word: "专家".to_owned(), allowed });
    assert_eq!(errors[0].to_string(), "line 8, column 5: `专家` is not known here; write one of `第三方`, `评议员`");
}

#[test]
fn the_tables_of_the_reference_page_are_read() {
    // Each section and column named in the page is one the reader knows: the page's own tables are read.
    let page = include_str!("../../../../../docs/reference/people.md");
    let (roster, _) = load(page, Roster::empty()).unwrap_or_else(|errors| panic!("{errors:#?}"));
    assert!(roster.serves(&person("p01"), "容错机构", Some(&unit("qh")), day("2024-01-01")));
}
