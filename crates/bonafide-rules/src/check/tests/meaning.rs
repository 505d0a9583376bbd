//! What a text without errors resolves to.

use super::super::load;
use super::QINGHE;
use crate::regulation::{Condition, Direction, FactId, NodeId, Regulation, Standing, Test};

fn regulation(rules: &str) -> Regulation {
    let front = "id: list\ntitle: 清单\nlevel: county\nversion: 1\nin_force: 2026-01-01..\n";
    let checked = load(&format!("---\n{front}---\n## 第一条 规则\n```bonafide\n{rules}\n```\n"));
    checked.regulation.unwrap_or_else(|| panic!("{:?}", checked.diagnostics))
}

/// The own condition of the only item.
fn item(condition: &str) -> Condition {
    let facts = "事实 公: 是否 评判 组\n事实 动机: {为公 < 兼有 < 谋私} 评判 组\n\
        事实 损失: 金额 0元..100万元; 预算: 金额 0元..100万元 评判 组\n";
    regulation(&format!("{facts}条目 条 当 {condition} 则 可以 免责")).nodes.remove(0).condition
}

#[test]
fn comparisons_become_tests_of_ranges_and_sets() {
    let (motive, loss, budget) = (FactId(1), FactId(2), FactId(3));
    let check = |condition: &str, expected: Test| assert_eq!(item(condition), Condition::Test(expected), "{condition}");
    check("公 = 是", Test::Among { fact: FactId(0), values: 0b10 });
    check("动机 = 兼有", Test::Among { fact: motive, values: 0b010 });
    check("动机 < 谋私", Test::Among { fact: motive, values: 0b011 });
    check("动机 >= 兼有", Test::Among { fact: motive, values: 0b110 });
    check("兼有 < 动机", Test::Among { fact: motive, values: 0b100 });
    check("动机 = {为公, 谋私}", Test::Among { fact: motive, values: 0b101 });
    check("损失 > 5元", Test::Within { fact: loss, low: 501, high: i64::MAX });
    check("5元 > 损失", Test::Within { fact: loss, low: i64::MIN, high: 499 });
    check("损失 = 5元", Test::Within { fact: loss, low: 500, high: 500 });
    check("损失 <= 预算", Test::Spread { left: loss, factor: 1, right: budget, low: i64::MIN, high: 0 });
    check("损失 - 预算 > 1元", Test::Spread { left: loss, factor: 1, right: budget, low: 101, high: i64::MAX });
    check("预算 >= 损失 × 20", Test::Spread { left: loss, factor: 20, right: budget, low: i64::MIN, high: 0 });
    let not = |test| Condition::Not(Box::new(Condition::Test(test)));
    assert_eq!(item("动机 != 兼有"), not(Test::Among { fact: motive, values: 0b010 }));
    assert_eq!(item("损失 != 5元"), not(Test::Within { fact: loss, low: 500, high: 500 }));
    // A fact that does not apply counts as no: `= 否` is the negation of yes.
    assert_eq!(item("公 = 否"), not(Test::Among { fact: FactId(0), values: 0b10 }));
    assert_eq!(item("非 公 != 是"), Condition::Test(Test::Among { fact: FactId(0), values: 0b10 }));
}

#[test]
fn definitions_stand_after_those_they_use() {
    let regulation = regulation("事实 公: 是否 评判 组\n定义 甲 = 乙 且 丙\n定义 乙 = 非 丙\n定义 丙 = 公");
    let names: Vec<&str> = regulation.definitions.iter().map(|definition| definition.name.as_str()).collect();
    assert_eq!(names, ["丙", "乙", "甲"]);
}

#[test]
fn belonging_to_a_value_is_a_condition_and_to_a_label_is_not() {
    let with = |field: &str| {
        let facts = "事实 公: 是否 评判 组\n事实 领域: {改革, 经济} 评判 组\n";
        regulation(&format!("{facts}条目 条 属 {field} 当 公 则 可以 免责")).nodes.remove(0).condition
    };
    let own = Condition::Test(Test::Among { fact: FactId(0), values: 0b10 });
    let belongs = Condition::Test(Test::Among { fact: FactId(1), values: 0b10 });
    assert_eq!(with("领域.经济"), Condition::All(vec![belongs, own.clone()]));
    assert_eq!(with("板块.经济"), own);
}

#[test]
fn special_goes_before_general_unless_results_agree_or_the_text_says_otherwise() {
    let with = |second: &str, order: &str| {
        regulation(&format!(
            "事实 公: 是否 评判 组\n条目 #A 甲 当 公 则 可以 减轻\n条目 #B 乙 属 板块 当 公 则 {second}\n\
             条目 #C 丙 属 板块.经济 当 公 则 可以 从轻\n{order}"
        ))
        .priorities
    };
    let (a, b, c) = (NodeId(0), NodeId(1), NodeId(2));
    let sorted = |mut pairs: Vec<(NodeId, NodeId)>| {
        pairs.sort_unstable();
        pairs
    };
    assert_eq!(sorted(with("可以 免责", "")), [(b, a), (c, a), (c, b)]);
    assert_eq!(sorted(with("可以 减轻", "")), [(c, a), (c, b)]);
    assert_eq!(sorted(with("不作负面评价", "")), [(c, a)]);
    assert_eq!(sorted(with("可以 免责", "优先 #A > #C")), [(a, c)]);
    assert_eq!(sorted(with("可以 免责", "优先 #B > #C")), [(b, a), (b, c), (c, a)]);
}

#[test]
fn an_item_beyond_the_competence_of_the_level_never_fires() {
    let regulation = regulation("事实 公: 是否 评判 组\n条目 条 权限 省 当 公 则 可以 免责");
    assert_eq!(regulation.nodes[0].condition, Condition::Any(Vec::new()));
}

#[test]
fn facts_of_the_vocabulary_inherit_what_the_text_leaves_out() {
    let regulation = regulation(
        "事实 危害 [harm_level]: {无 < 轻微 < 较重 < 重大 < 特别重大} 评判 组\n\
         事实 影响 [adverse_influence]: {无 [nothing] < 局部 < 较广 < 大} 评判 组; 视角 程度\n",
    );
    let [harm, influence] = regulation.facts.as_slice() else { panic!() };
    assert!(harm.aggravating);
    assert_eq!(harm.look, Some(crate::regulation::Look::Consequence));
    assert_eq!(harm.usual_evidence.as_deref(), Some("损失鉴定、事故等级"));
    let ids = |fact: &crate::regulation::Fact| match &fact.kind {
        crate::regulation::FactKind::Choice { values, .. } => values.iter().map(|value| value.id.clone()).collect(),
        _ => Vec::new(),
    };
    assert_eq!(ids(harm), ["none", "minor", "moderate", "major", "catastrophic"]);
    assert_eq!(ids(influence), ["nothing", "局部", "较广", "大"]);
    assert_eq!(influence.look, Some(crate::regulation::Look::Degree));
}

#[test]
fn examples_give_every_fact_a_standing() {
    let facts = "事实 公: 是否; 私 [private]: 是否; 丙: 是否 评判 组\n事实 损失: 金额 0元..5元 评判 组; 可不适用\n";
    let givens = |example: &str| regulation(&format!("{facts}例 #T: {example} 应 问责")).examples.remove(0).givens;
    use Standing::{CannotEstablish, Found, NotApplicable, NotExamined};
    assert_eq!(givens("公; 非 private; 损失 = 2元"), [Found(1), Found(0), NotExamined, Found(200)]);
    assert_eq!(givens("公; 其余 = 否"), [Found(1), Found(0), Found(0), NotExamined]);
    assert_eq!(
        givens("损失 = 不适用; 其余 = 无法查明"),
        [CannotEstablish, CannotEstablish, CannotEstablish, NotApplicable]
    );
}

#[test]
fn facts_pull_the_way_the_rules_use_them() {
    let regulation = load(QINGHE).regulation.unwrap();
    let check = |id: &str, expected: Direction| {
        assert_eq!(regulation.facts.iter().find(|fact| fact.id == id).unwrap().direction, expected, "{id}");
    };
    check("collective_decision", Direction::HigherLighter);
    check("expressly_banned", Direction::HigherGraver);
    check("loss_amount", Direction::HigherGraver);
    check("harm_level", Direction::HigherGraver);
    check("concealment", Direction::HigherGraver);
    check("发现日", Direction::HigherLighter);
    check("报告日", Direction::HigherGraver);
    check("职级", Direction::Unused);
}

#[test]
fn exceptions_turn_the_way_a_fact_pulls() {
    let regulation = regulation(
        "事实 公: 是否; 私: 是否; 丙: 是否; 丁: 是否; 戊: 是否; 己: 是否; 庚: {甲, 乙} 评判 组\n\
         条目 条 当 公 则 应当 免责\n  但 私 则 不适用 除非 丙\n  但 丁 则 应当 从轻 { 但 戊 则 应当 减轻 }\n\
         条目 项 当 庚 = 甲 则 可以 减轻",
    );
    let check = |name: &str, expected: Direction| {
        assert_eq!(regulation.facts.iter().find(|fact| fact.name == name).unwrap().direction, expected, "{name}");
    };
    check("公", Direction::HigherLighter);
    check("私", Direction::HigherGraver);
    check("丙", Direction::HigherLighter);
    check("丁", Direction::HigherGraver);
    check("戊", Direction::HigherLighter);
    check("己", Direction::Unused);
    check("庚", Direction::SomeHelp);
}

#[test]
fn unused_facts_and_missing_aspects_are_advice() {
    let codes = |rules: &str| -> Vec<String> {
        let front = "id: list\ntitle: 清单\nlevel: county\nversion: 1\nin_force: 2026-01-01..\n";
        let told = load(&format!("---\n{front}---\n## 第一条 规则\n```bonafide\n{rules}\n```\n")).diagnostics;
        told.iter().map(|finding| format!("{:?} {}", finding.severity, finding.code)).collect()
    };
    assert_eq!(codes("事实 丙: 是否 举证 申请人"), ["Advice missing-aspects", "Advice unused-fact"]);
    assert_eq!(codes("事实 丙: 是否 身份"), ["Advice missing-aspects"]);
    let whole = "事实 丙: 是否 举证 申请人\n适用 范围: 丙\n原则 公平\n红线 线: 非 丙\n条目 条 当 丙 则 应当 免责\n\
        保障 名誉: 由 纪委\n步骤 受理: 限 3工作日\n提醒 谈话提醒: 由 纪委\n保护 年度考核: 期 长期";
    assert_eq!(codes(whole), Vec::<String>::new());
}
