//! Small texts and the findings they must give; each is kept beside a near miss that must stay silent.

use super::super::load;

/// Facts the rows share: one of every kind, so that a row only says what it is about.
const FACTS: &str = "事实 公: 是否 举证 申请人\n\
    事实 私: 是否 举证 问责机关\n\
    事实 动机: {为公 < 兼有 < 谋私} 评判 调查组\n\
    事实 领域: {改革, 经济} 举证 申请人\n\
    事实 损失: 金额 0元..100万元 举证 问责机关\n\
    事实 预算: 金额 0元..100万元 举证 申请人; 默认 0元\n\
    事实 次数: 整数 0..10 举证 问责机关\n\
    事实 甲日: 日期; 乙日: 日期 评判 调查组\n";

const FRONT: &str = "id: list\ntitle: 清单\nlevel: county\nversion: 1\nin_force: 2026-01-01..\n";

/// Rules as a whole file.
fn file(front: &str, rules: &str) -> String {
    format!("---\n{front}---\n## 第一条 规则\n```bonafide\n{rules}\n```\n")
}

/// The codes of what is found, each with the text it marks; advice about the whole is left out.
fn findings(text: &str) -> Vec<String> {
    let checked = load(text);
    let told = checked.diagnostics.iter().filter(|finding| !["missing-aspects", "unused-fact"].contains(&finding.code));
    told.map(|finding| format!("{} {}", finding.code, &text[finding.span.start..finding.span.end])).collect()
}

/// `rules` beside the shared facts give exactly `expected`; `near` gives nothing.
#[track_caller]
fn check(rules: &str, expected: &[&str], near: &str) {
    assert_eq!(findings(&file(FRONT, &format!("{FACTS}{rules}"))), expected, "{rules}");
    assert_eq!(findings(&file(FRONT, &format!("{FACTS}{near}"))), Vec::<String>::new(), "{near}");
}

/// A condition in an item.
#[track_caller]
fn condition(wrong: &str, expected: &[&str], near: &str) {
    let item = |condition: &str| format!("条目 #E1 条 当 {condition} 则 可以 免责");
    check(&item(wrong), expected, &item(near));
}

/// The front matter with one entry put in another's place.
#[track_caller]
fn front(from: &str, to: &str, expected: &[&str]) {
    assert!(FRONT.contains(from), "{from}");
    assert_eq!(findings(&file(&FRONT.replace(from, to), FACTS)), expected, "{to}");
}

#[test]
fn front_matter_that_is_wrong_is_told_by_entry() {
    front("id: list", "id: list", &[]);
    front("level: county", "level: 县", &[]);
    front("title: 清单", "title: {zh: 清单, en: List}", &[]);
    front(
        "version: 1\n",
        "version: 1\nsuperior: upper@1\nretroactivity: 从旧\non_conflict: 报告\nunlisted: 不适用\n",
        &[],
    );
    front("in_force: 2026-01-01..", "in_force: 2026年1月1日..2026-12-31", &[]);
    front("version: 1\n", "", &["missing-front-key id: list"]);
    front("version: 1\n", "version: 1\nversion: 2\n", &["duplicate-front-key version"]);
    front("version: 1\n", "version: 1\nversoin: 2\n", &["unknown-front-key versoin"]);
    front("version: 1\n", "version: 1 2\n", &["bad-version 1 2"]);
    front("id: list", "id: 清单", &["bad-id 清单"]);
    front("title: 清单", "title: {zh 清单}", &["bad-title {zh 清单}"]);
    front("level: county", "level: contry", &["unknown-level contry"]);
    front("version: 1\n", "version: 1\nsuperior: upper\n", &["bad-superior upper"]);
    front("version: 1\n", "version: 1\nretroactivity: 从新\n", &["unknown-front-value 从新"]);
    front("version: 1\n", "version: 1\nsource:\n", &["empty-front-value source"]);
    front("2026-01-01..", "2026-02-30..", &["bad-date 2026-02-30.."]);
    front("2026-01-01..", "2026-01-01", &["bad-period 2026-01-01"]);
    front("2026-01-01..", "2026-01-02..2026-01-01", &["period-reversed 2026-01-02..2026-01-01"]);
}

#[test]
fn names_that_are_unknown_are_told() {
    condition("公公", &["unknown-name 公公"], "公");
    condition("动机 = 为私", &["unknown-value 为私"], "动机 = 为公");
    condition("动机 = 改革", &["value-of-other 改革"], "领域 = 改革");
    condition("为公", &["bare-value 为公"], "公");
    condition("为公 = 谋私", &["value-as-fact 为公"], "为公 = 动机");
    condition("损失", &["needs-comparison 损失"], "损失 < 5元");
    check("红线 #R1 甲: 私 则 移动", &["unknown-effect 移动"], "红线 #R1 甲: 私 则 移送");
    check("红线 #R1 甲: 私 则 移送, 移送", &["repeated-effect 移送"], "红线 #R1 甲: 私 则 移送, 从重");
    check(
        "定义 甲 = 乙\n定义 乙 = 丙\n定义 丙 = 非 甲",
        &["cyclic-definition 甲"],
        "定义 甲 = 乙\n定义 乙 = 丙\n定义 丙 = 公",
    );
}

#[test]
fn names_that_are_taken_are_told() {
    check("事实 公: 是否 举证 申请人", &["duplicate-name 公"], "事实 共: 是否 举证 申请人");
    check("事实 共 [公]: 是否", &["duplicate-name 公", "id-not-latin 公"], "事实 共 [gong]: 是否");
    check("定义 公 = 私", &["duplicate-name 公"], "定义 共 = 私");
    check("事实 \"无法查明\": 是否", &["reserved-name \"无法查明\""], "事实 查明: 是否");
    check("事实 态: {好, 无法查明}", &["reserved-name 无法查明"], "事实 态: {好, 坏}");
    check("事实 态: {好, 坏, 好}", &["duplicate-value 好"], "事实 态: {好, 坏, 中}");
    check("效果 记功\n效果 记功", &["duplicate-effect 记功"], "效果 记功\n效果 表扬");
    check("效果 移送", &["duplicate-effect 移送"], "效果 移交");
    check("定义 #D1 甲 = 公\n定义 #D1 乙 = 公", &["duplicate-tag #D1"], "定义 #D1 甲 = 公\n定义 #D2 乙 = 公");
}

#[test]
fn the_cycle_of_definitions_is_shown() {
    let checked = load(&file(FRONT, &format!("{FACTS}定义 甲 = 乙\n定义 乙 = 甲")));
    let cycle = checked.diagnostics.iter().find(|finding| finding.code == "cyclic-definition").unwrap();
    assert_eq!(cycle.arguments, [("cycle", "甲 → 乙 → 甲".to_owned())]);
    assert_eq!(cycle.related.len(), 1);
}

#[test]
fn the_nearest_name_is_offered() {
    let checked = load(&file(FRONT, &format!("{FACTS}条目 条 当 次数 >= 3 且 损矢 > 5元 则 可以 免责")));
    let finding = checked.diagnostics.iter().find(|finding| finding.code == "unknown-name").unwrap();
    assert!(finding.arguments.contains(&("suggestion", "损失".to_owned())), "{finding:?}");
}

#[test]
fn comparisons_of_unlike_things_are_told() {
    condition("损失 < 3天", &["unit-mismatch 3天"], "损失 < 3元");
    condition("损失 < 3", &["unit-mismatch 3"], "3元 > 损失");
    condition("甲日 - 乙日 <= 3元", &["unit-mismatch 3元"], "甲日 - 乙日 <= 3天");
    condition("甲日 - 次数 <= 3天", &["unlike-facts 甲日 - 次数 <= 3天"], "乙日 - 甲日 <= 3天");
    condition("损失 < 次数", &["unlike-facts 损失 < 次数"], "损失 < 预算");
    condition("损失 < 损失", &["same-fact 损失 < 损失"], "损失 <= 预算");
    condition("损失 < 公", &["not-a-number 公"], "损失 < 预算");
    condition("动机 = 3", &["wrong-type 3"], "动机 < 谋私");
    condition("动机 = 领域", &["choices-compared 领域"], "动机 = {为公, 兼有}");
    condition("领域 < 经济", &["unordered-compared 领域 < 经济"], "领域 != 经济");
    condition("公 > 3", &["yes-no-compared 公 > 3"], "公 = 是");
    condition("3元 < 5元", &["constants-compared 3元 < 5元"], "3元 > 损失");
    condition("预算 = 损失 - 预算", &["difference-needs-constant 损失 - 预算"], "损失 - 预算 <= 1元");
    condition("损失 × 20 < 5元", &["multiple-needs-fact 5元"], "损失 × 20 < 预算");
    condition("甲日 × 2 < 乙日", &["date-multiplied 甲日 × 2"], "甲日 < 乙日");
    condition("损失 × 0 < 预算", &["bad-factor 0"], "损失 × 1 < 预算");
    condition("至少 3 项 {公, 损失 < 5元}", &["impossible-count 3"], "至少 2 项 {公, 损失 < 5元}");
}

#[test]
fn tests_that_always_or_never_hold_are_told() {
    condition("损失 < 0元", &["always-false 损失 < 0元"], "损失 < 1元");
    condition("损失 <= 100万元", &["always-true 损失 <= 100万元"], "损失 < 100万元");
    condition("动机 <= 谋私", &["always-true 动机 <= 谋私"], "动机 <= 兼有");
    condition("动机 < 为公", &["always-false 动机 < 为公"], "动机 <= 为公");
    condition("损失 - 预算 <= 100万元", &["always-true 损失 - 预算 <= 100万元"], "损失 - 预算 < 100万元");
}

#[test]
fn facts_declared_wrongly_are_told() {
    check("事实 丙: 整数 5..3", &["range-reversed 5..3"], "事实 丙: 整数 3..5");
    check("事实 丙: 整数 3..3", &["range-of-one 整数 3..3"], "事实 丙: 整数 3..4");
    check("事实 丙: 金额 0..5元", &["unit-mismatch 0"], "事实 丙: 金额 0元..5元");
    check("事实 丙: 是否 举证 申请方", &["unknown-party 申请方"], "事实 丙: 是否 举证 申请人");
    check("事实 丙: 是否 视角 动力", &["unknown-look 动力"], "事实 丙: 是否 视角 动机");
    check("事实 丙: 是否 可为; 可为", &["duplicate-attribute 可为"], "事实 丙: 是否 可为; 身份");
    check("事实 丙: {甲, 乙} 加重", &["aggravating-unordered 加重"], "事实 丙: {甲 < 乙} 加重");
    check("事实 丙: 整数 0..3 默认 4", &["out-of-range 4"], "事实 丙: 整数 0..3 默认 3");
    check("事实 丙: 整数 0..3 默认 是", &["wrong-type 是"], "事实 丙: 是否 默认 是");
    check("事实 丙 [loss_amount]: 整数", &["vocabulary-type 整数"], "事实 丙 [loss_amount]: 金额");
    let values = |count: usize| (0..count).map(|value| format!("值{value}")).collect::<Vec<String>>().join(", ");
    let (many, most) = (values(65), values(64));
    let told = format!("too-many-values {{{many}}}");
    check(&format!("事实 丙: {{{many}}}"), &[&told], &format!("事实 丙: {{{most}}}"));
}

#[test]
fn items_and_exceptions_that_say_too_little_or_too_much_are_told() {
    let item = |rest: &str| format!("条目 条 {rest}");
    let check = |wrong: &str, expected: &[&str], near: &str| check(&item(wrong), expected, &item(near));
    check("当 公 则 免责", &["modality-missing 则 免责"], "当 公 则 不作负面评价");
    check("当 公 则 不适用", &["item-inapplicable 不适用"], "当 公 则 可以 免责 但 私 则 不适用");
    check(
        "当 公 则 可以 免责 但 私 则 责成整改",
        &["exception-without-result 则 责成整改"],
        "当 公 则 可以 免责 但 私 则 可以 减轻, 责成整改",
    );
    check(
        "当 公 则 可以 免责 但 私 则 不适用, 移送",
        &["defeat-with-effect 移送"],
        "当 公 则 可以 免责 但 私 则 不适用",
    );
    check("当 公 则 可以 免责 或 免责", &["repeated-outcome 免责"], "当 公 则 可以 免责 或 减轻");
    check("权限 省 当 公 则 可以 免责", &["beyond-competence 省"], "权限 单位 当 公 则 可以 免责");
    check("权限 镇 当 公 则 可以 免责", &["unknown-level 镇"], "权限 县 当 公 则 可以 免责");
    check("属 领域.改良 当 公 则 可以 免责", &["field-not-a-value 改良"], "属 领域.改革 当 公 则 可以 免责");
}

#[test]
fn orders_that_cannot_be_kept_are_told() {
    let items = |order: &str| {
        let items = "条目 #E1 甲 当 公 则 可以 免责\n  除非 #X1 私\n条目 #E2 乙 当 公 则 可以 减轻\n";
        format!("{items}条目 #E3 丙 当 公 则 可以 从轻\n红线 #R1 丁: 私\n{order}")
    };
    let check = |order: &str, expected: &[&str]| check(&items(order), expected, &items("优先 #E1 > #E2 > #E3"));
    check("优先 #E1 > #E4", &["unknown-tag #E4"]);
    check("优先 #E1 > #R1", &["tag-without-result #R1"]);
    check("优先 #E1 > #X1", &["tag-without-result #X1"]);
    check("优先 #E1 > #E2 > #E3\n优先 #E3 > #E1", &["cyclic-priority #E1"]);
    check("优先 #E1 > #E1", &["cyclic-priority #E1"]);
}

#[test]
fn a_fact_used_both_ways_needs_a_default_or_a_judge() {
    let both = |fact: &str| format!("事实 丙: {fact}\n条目 条 当 丙 则 可以 免责\n红线 线: 丙");
    check(&both("是否 举证 申请人"), &["needs-default 丙"], &both("是否 举证 申请人; 默认 否"));
    check(&both("是否 举证 申请人"), &["needs-default 丙"], &both("是否 评判 调查组"));
    check(&both("是否 举证 申请人"), &["needs-default 丙"], &both("是否 身份"));
    // The middle of an ordered scale asks both whether it is low enough and high enough.
    let middle = |value: &str| format!("事实 丙: {{甲 < 乙 < 丁}} 举证 申请人\n条目 条 当 丙 = {value} 则 可以 免责");
    check(&middle("乙"), &["needs-default 丙"], &middle("甲"));
    check(&middle("乙"), &["needs-default 丙"], &middle("丁"));
    // What opens the way to a lighter variation helps, even under an item that holds accountable.
    let varied = |result: &str| {
        format!(
            "事实 丙: 是否; 丁: 是否 举证 申请人\n条目 条 当 丙 则 应当 问责\n  但 丁 则 应当 {result}\n条目 另 当 丁 则 可以 减轻"
        )
    };
    check(&varied("免责"), &["needs-default 丙"], &varied("问责, 从重"));
    // An item that silences a lighter one hurts as well as helps.
    let ordered = |order: &str| {
        format!(
            "事实 丙: 是否; 丁: 是否 举证 申请人\n条目 #E1 条 当 丙 则 可以 从轻\n条目 #E2 另 当 丁 则 可以 免责\n{order}"
        )
    };
    check(&ordered("优先 #E1 > #E2"), &["needs-default 丙"], &ordered("优先 #E2 > #E1"));
    let none = |burden: &str| format!("事实 丙: 是否 {burden}\n条目 条 当 丙 则 可以 免责");
    check(&none(""), &["no-burden 丙"], &none("举证 申请人"));
}

#[test]
fn vague_wording_needs_a_judge_or_a_test() {
    check("事实 情节严重: 是否", &["vague-without-judge 情节严重"], "事实 情节严重: 是否 评判 调查组");
    check("事实 后果: {轻, 重大}", &["vague-without-judge 后果"], "事实 后果: {轻, 重}");
    check("定义 及时 = 公", &["vague-without-judge 定义 及时 = 公"], "定义 及时 = 乙日 - 甲日 <= 3天");
    check("事实 重大损失: 是否", &["vague-without-judge 重大损失"], "事实 重大损失: 金额");
}

#[test]
fn provisions_that_nobody_could_keep_are_told() {
    check("步骤 受里: 限 3工作日", &["unknown-step 受里"], "步骤 受理: 限 3工作日");
    check("步骤 受理: 限 0工作日", &["impossible-term 0工作日"], "步骤 受理: 限 1工作日");
    check("步骤 受理: 限 101年", &["impossible-term 101年"], "步骤 受理: 限 100年");
    check("步骤 受理: 人数 0", &["impossible-people 0"], "步骤 受理: 人数 2");
    check("步骤 受理: 延 3天", &["extension-without-limit 3天"], "步骤 受理: 限 3天; 延 3天");
    check("步骤 受理: 限 3天; 限 5天", &["duplicate-clause 5天"], "步骤 受理: 限 3天; 由 纪委");
    check(
        "步骤 受理: 限 3天\n步骤 受理: 由 纪委",
        &["duplicate-step 受理"],
        "步骤 受理: 限 3天\n步骤 受理: 由 纪委; 当 公",
    );
    check("步骤 受理: 当 公公", &["unknown-name 公公"], "步骤 受理: 当 公");
}

#[test]
fn examples_that_do_not_fit_the_facts_are_told() {
    let with = |example: &str| format!("红线 #R1 线: 私\n条目 #E1 条 当 公 则 可以 免责\n{example}");
    let check = |wrong: &str, expected: &[&str], near: &str| check(&with(wrong), expected, &with(near));
    check("例 #T: 公公 应 免责", &["unknown-name 公公"], "例 #T: 公; 非 私 应 免责");
    check("例 #T: 公; 非 公 应 免责", &["given-twice 公"], "例 #T: 公; 非 私 应 免责");
    check("例 #T: 损失 = 3天 应 免责", &["unit-mismatch 3天"], "例 #T: 损失 = 3元 应 免责");
    check("例 #T: 损失 = 200万元 应 免责", &["out-of-range 200万元"], "例 #T: 损失 = 100万元 应 免责");
    check("例 #T: 损失 = 公 应 免责", &["wrong-type 公"], "例 #T: 损失 = 未查 应 免责");
    check("例 #T: 损失 应 免责", &["needs-value 损失"], "例 #T: 损失 = 无法查明 应 免责");
    check("例 #T: 损失 = 不适用 应 免责", &["always-applies 不适用"], "例 #T: 公 = 不适用 应 问责");
    check("例 #T: 动机 = 改革 应 免责", &["value-of-other 改革"], "例 #T: 动机 = 为公 应 免责");
    check("例 #T: 公 应 免责 因 #E9", &["unknown-tag #E9"], "例 #T: 公 应 免责 因 #E1");
    check("例 #T: 公 应 问责 红线 #E1", &["not-a-red-line #E1"], "例 #T: 公 应 问责 红线 #R1");
    check("例 #T: 公 应 免责 推定 公公", &["unknown-name 公公"], "例 #T: 公 应 免责 推定 公");
    check("定义 丙 = 公\n例 #T: 丙 应 免责", &["not-a-fact 丙"], "定义 丙 = 公\n例 #T: 公 应 免责");
}

#[test]
fn all_findings_are_told_at_once_in_the_order_of_the_file() {
    let found = findings(&file("id: 清单\nlevel: county\n", "条目 条 当 甲 且 乙 则 免责\n步骤 受里: 限 0天"));
    let expected = [
        "bad-id 清单",
        "unknown-name 甲",
        "unknown-name 乙",
        "modality-missing 则 免责",
        "unknown-step 受里",
        "impossible-term 0天",
    ];
    let rest: Vec<&String> = found.iter().filter(|finding| !finding.starts_with("missing-front-key")).collect();
    assert_eq!(rest, expected);
    assert_eq!(found.len() - rest.len(), 3);
}
