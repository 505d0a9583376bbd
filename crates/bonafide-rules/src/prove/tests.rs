//! Each theorem on small texts: once where it holds, once for each way to fail.

use super::*;
use crate::outcome::Outcome;

mod counted;

/// A checked text with the given rules.
fn text(rules: &str) -> Regulation {
    text_with("unlisted: 不适用", rules)
}

fn text_with(front: &str, rules: &str) -> Regulation {
    let head = "---\nid: probe  title: 试  issuer: 某县  level: county  superior: none\n";
    let text =
        format!("{head}version: 1  in_force: 2026-03-01..  {front}\n---\n## 第一条\n```bonafide\n{rules}\n```\n");
    let checked = crate::check::load(&text);
    checked.regulation.unwrap_or_else(|| panic!("{:#?}", checked.diagnostics))
}

fn verdict(proofs: &[Proof], theorem: Theorem) -> &Verdict {
    &proofs.iter().find(|proof| proof.theorem == theorem).unwrap().verdict
}

fn failures(regulation: &Regulation, theorem: Theorem) -> Vec<Counterexample> {
    failures_of(&prove(regulation, None, None).unwrap(), theorem)
}

fn failures_of(proofs: &[Proof], theorem: Theorem) -> Vec<Counterexample> {
    match verdict(proofs, theorem) {
        Verdict::Fails(failures) => failures.clone(),
        Verdict::Holds => Vec::new(),
        Verdict::NotAsked(key) => panic!("{key}"),
    }
}

fn node(regulation: &Regulation, tag: &str) -> NodeId {
    NodeId(regulation.nodes.iter().position(|node| node.tag == tag).unwrap() as u32)
}

fn only(outcome: Outcome) -> Ruling {
    Ruling::Outcomes(OutcomeSet::only(outcome))
}

/// The facts a case gives, as `name=value`.
fn given(regulation: &Regulation, case: &[Standing]) -> String {
    let shown = regulation.facts.iter().zip(case).filter(|(_, standing)| **standing != Standing::NotExamined);
    let words: Vec<String> = shown
        .map(|(fact, standing)| match standing {
            Standing::Found(value) => format!("{}={value}", fact.name),
            _ => format!("{}=-", fact.name),
        })
        .collect();
    words.join(" ")
}

/// Judged facts may pull both ways without a default.
const FACTS: &str = "事实 试: 是否; 议: 是否; 隐: 是否 评判 组\n事实 损: 金额 0元..10亿元 评判 组\n";

#[test]
fn an_exception_that_contradicts_its_item_never_fires() {
    let regulation =
        text(&format!("{FACTS}条目 #A 甲 当 试 且 损 <= 500万元 则 应当 免责\n但 #A1 损 > 600万元 则 可以 减轻"));
    let failures = failures(&regulation, Theorem::P1);
    let [failure] = failures.as_slice() else { panic!("{failures:?}") };
    assert_eq!(failure.claim, Claim::NeverFires { node: node(&regulation, "A1") });
    assert_eq!(given(&regulation, &failure.case), "损=700000000");
}

#[test]
fn a_condition_that_no_case_meets_is_named_without_a_case() {
    let regulation = text(&format!("{FACTS}条目 #A 甲 当 试 且 损 > 5亿元 且 损 < 1万元 则 应当 免责"));
    let failures = failures(&regulation, Theorem::P1);
    let [failure] = failures.as_slice() else { panic!("{failures:?}") };
    assert_eq!(failure.claim, Claim::NeverHolds { node: node(&regulation, "A") });
    assert_eq!(given(&regulation, &failure.case), "");
}

#[test]
fn a_plain_text_has_nothing_to_complain_of() {
    let regulation = text(&format!(
        "{FACTS}红线 #R 红: 隐\n条目 #A 甲 当 试 则 应当 免责\n但 #A1 损 > 500万元 则 可以 减轻\n条目 #B 乙 当 议 则 可以 从轻\n优先 #A > #B"
    ));
    let proofs = prove(&regulation, None, None).unwrap();
    for theorem in [Theorem::P1, Theorem::P2, Theorem::P3, Theorem::P4, Theorem::P8, Theorem::P9] {
        assert_eq!(*verdict(&proofs, theorem), Verdict::Holds, "{theorem:?}");
    }
    assert_eq!(*verdict(&proofs, Theorem::P5), Verdict::NotAsked("no-superior"));
    assert_eq!(proofs.iter().filter(|proof| proof.theorem == Theorem::P4).flat_map(|proof| &proof.remarks).count(), 1);
}

#[test]
fn an_item_that_says_what_a_wider_one_says_is_swallowed() {
    let regulation = text(&format!("{FACTS}条目 #A 甲 当 试 则 应当 免责\n条目 #B 乙 当 试 且 议 则 应当 免责"));
    let failures = failures(&regulation, Theorem::P2);
    let [failure] = failures.as_slice() else { panic!("{failures:?}") };
    assert_eq!(failure.claim, Claim::ChangesNothing { node: node(&regulation, "B") });
    assert_eq!(given(&regulation, &failure.case), "试=1 议=1");
}

#[test]
fn a_red_line_inside_another_is_swallowed() {
    let regulation =
        text(&format!("{FACTS}红线 #R1 甲: 隐\n红线 #R2 乙: 隐 且 损 > 500万元\n条目 #A 甲 当 试 则 应当 免责"));
    let failures = failures(&regulation, Theorem::P2);
    let [failure] = failures.as_slice() else { panic!("{failures:?}") };
    let with = vec![node(&regulation, "R1")];
    assert_eq!(failure.claim, Claim::NeverAlone { red_line: node(&regulation, "R2"), with });
}

#[test]
fn two_outcomes_without_order_are_a_conflict() {
    let rules = format!("{FACTS}条目 #A 甲 当 试 则 应当 免责\n条目 #B 乙 当 议 且 损 > 500万元 则 可以 减轻");
    let regulation = text(&rules);
    let failures = failures(&regulation, Theorem::P3);
    let [failure] = failures.as_slice() else { panic!("{failures:?}") };
    assert_eq!(failure.claim, Claim::Conflict { nodes: vec![node(&regulation, "A"), node(&regulation, "B")] });
    assert_eq!(given(&regulation, &failure.case), "试=1 议=1 损=600000000");
    let ordered = text(&format!("{rules}\n优先 #A > #B"));
    assert_eq!(*verdict(&prove(&ordered, None, None).unwrap(), Theorem::P3), Verdict::Holds);
}

#[test]
fn a_case_no_item_names_is_left_open_unless_that_is_declared() {
    let rules = format!("{FACTS}红线 #R 红: 隐\n条目 #A 甲 当 试 则 应当 免责");
    let declared = prove(&text(&rules), None, None).unwrap();
    assert_eq!(*verdict(&declared, Theorem::P4), Verdict::Holds);
    let silent = text_with("", &rules);
    let failures = failures(&silent, Theorem::P4);
    let [failure] = failures.as_slice() else { panic!("{failures:?}") };
    assert_eq!(failure.claim, Claim::Unaddressed { superior: None });
    assert_eq!(given(&silent, &failure.case), "试=0 隐=0");
    let all = text_with("", &format!("{FACTS}条目 #A 甲 当 试 则 应当 免责\n条目 #B 乙 当 非 试 则 可以 减轻"));
    assert_eq!(*verdict(&prove(&all, None, None).unwrap(), Theorem::P4), Verdict::Holds);
}

#[test]
fn rank_must_not_matter() {
    let facts = "事实 试: 是否\n事实 职级: {科员, 科级, 处级} 身份\n";
    let regulation = text(&format!("{facts}条目 #A 甲 当 试 且 职级 = {{科级, 处级}} 则 应当 免责"));
    let failures = failures(&regulation, Theorem::P8);
    let [failure] = failures.as_slice() else { panic!("{failures:?}") };
    let Claim::IdentityMatters { fact: FactId(1), first, second } = failure.claim else { panic!() };
    assert_ne!(first, second);
    assert_eq!(failure.case[0], Standing::Found(1));
    assert_ne!(failure.case[1], failure.second.as_ref().unwrap()[1]);
    let fair = text(&format!("{facts}条目 #A 甲 当 试 且 (职级 = 科员 或 职级 = {{科级, 处级}}) 则 应当 免责"));
    assert_eq!(*verdict(&prove(&fair, None, None).unwrap(), Theorem::P8), Verdict::Holds);
}

#[test]
fn rank_must_not_matter_for_effects_either() {
    let facts = "事实 试: 是否\n事实 职级: {科员, 科级, 处级} 身份\n";
    let regulation =
        text(&format!("{facts}条目 #A 甲 当 试 则 应当 免责\n条目 #B 乙 当 试 且 职级 = 科员 则 应当 免责, 责成整改"));
    let failures = failures(&regulation, Theorem::P8);
    let [failure] = failures.as_slice() else { panic!("{failures:?}") };
    let exempt = only(Outcome::Exempt);
    assert_eq!(failure.claim, Claim::IdentityMatters { fact: FactId(1), first: exempt, second: exempt });
}

#[test]
fn a_graver_loss_must_not_be_lighter() {
    let facts = "事实 试: 是否\n事实 损: 金额 0元..10亿元 加重 评判 组\n事实 害: {无 < 轻 < 重} 加重\n";
    let regulation = text(&format!(
        "{facts}条目 #A 甲 当 试 且 损 > 500万元 则 应当 免责\n条目 #B 乙 当 试 且 损 <= 500万元 则 可以 减轻"
    ));
    let failures = failures(&regulation, Theorem::P9);
    let [failure] = failures.as_slice() else { panic!("{failures:?}") };
    let (first, second) = (only(Outcome::Mitigate), only(Outcome::Exempt));
    assert_eq!(failure.claim, Claim::GraverIsLighter { fact: FactId(1), first, second });
    assert_eq!(given(&regulation, &failure.case), "试=1 损=0");
    assert_eq!(given(&regulation, failure.second.as_ref().unwrap()), "试=1 损=600000000");
    let fair = text(&format!("{facts}条目 #A 甲 当 试 且 害 < 重 则 应当 免责\n但 #A1 损 > 500万元 则 可以 减轻"));
    assert_eq!(*verdict(&prove(&fair, None, None).unwrap(), Theorem::P9), Verdict::Holds);
}

#[test]
fn a_graver_loss_tied_to_another_amount_is_found_lighter_too() {
    let facts = "事实 试: 是否\n事实 损: 金额 0元..10亿元 加重\n事实 益: 金额 0元..10亿元\n";
    let regulation = text(&format!("{facts}条目 #A 甲 当 试 且 损 - 益 > 500万元 则 应当 免责"));
    let failures = failures(&regulation, Theorem::P9);
    let [failure] = failures.as_slice() else { panic!("{failures:?}") };
    let second = failure.second.as_ref().unwrap();
    let amount = |standing: Standing| if let Standing::Found(value) = standing { value } else { panic!() };
    assert!(amount(failure.case[1]) < amount(second[1]));
    assert!(amount(second[1]) - amount(second[2]) > 500_000_000);
    let fair = text(&format!("{facts}条目 #A 甲 当 试 且 损 - 益 <= 500万元 则 应当 免责"));
    assert_eq!(*verdict(&prove(&fair, None, None).unwrap(), Theorem::P9), Verdict::Holds);
}

#[test]
fn a_local_list_stays_within_its_superior() {
    let superior = text(&format!("{FACTS}红线 #S 隐瞒: 隐\n条目 #U 先行 当 试 且 损 <= 500万元 则 应当 免责 或 减轻"));
    let narrow = text(&format!("{FACTS}红线 #R 隐瞒: 隐\n条目 #A 甲 当 试 且 损 <= 100万元 则 可以 减轻"));
    let proofs = prove(&narrow, Some(&superior), None).unwrap();
    for theorem in [Theorem::P4, Theorem::P5, Theorem::P6] {
        assert_eq!(*verdict(&proofs, theorem), Verdict::Holds, "{theorem:?}");
    }
    let remark = &proofs.iter().find(|proof| proof.theorem == Theorem::P4).unwrap().remarks[0];
    let both = [Outcome::Exempt, Outcome::Mitigate].into_iter().collect();
    assert_eq!(remark.claim, Claim::Unaddressed { superior: Some(Ruling::Outcomes(both)) });
    let wide = text(&format!("{FACTS}条目 #A 甲 当 试 且 损 <= 600万元 则 应当 免责"));
    let proofs = prove(&wide, Some(&superior), None).unwrap();
    let lighter = failures_of(&proofs, Theorem::P5);
    let [failure] = lighter.as_slice() else { panic!("{lighter:?}") };
    let (local, superior_gives) = (only(Outcome::Exempt), only(Outcome::Accountable));
    let nodes = vec![node(&wide, "A")];
    let claim = Claim::LighterThanSuperior { nodes: nodes.clone(), local, superior: superior_gives };
    assert_eq!(failure.claim, claim);
    let weakened = failures_of(&proofs, Theorem::P6);
    let [failure] = weakened.as_slice() else { panic!("{weakened:?}") };
    assert_eq!(failure.claim, Claim::RedLineWeakened { red_line: node(&superior, "S"), nodes, local });
}

#[test]
fn what_the_superior_tolerates_must_be_addressed() {
    let superior = text(&format!("{FACTS}条目 #U 先行 当 试 则 应当 免责"));
    let silent = text_with("", &format!("{FACTS}红线 #R 隐瞒: 隐\n条目 #A 甲 当 试 且 议 则 应当 免责"));
    let found = failures_of(&prove(&silent, Some(&superior), None).unwrap(), Theorem::P4);
    let [failure] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(failure.claim, Claim::Unaddressed { superior: Some(only(Outcome::Exempt)) });
    assert_eq!(given(&silent, &failure.case), "试=1 议=0 隐=0");
    let full = text_with("", &format!("{FACTS}条目 #A 甲 当 试 则 应当 免责\n但 #A1 隐 则 不适用"));
    assert_eq!(*verdict(&prove(&full, Some(&superior), None).unwrap(), Theorem::P4), Verdict::Holds);
}

type Changed = (Shift, Ruling, Ruling, Vec<(Test, bool)>);

fn changes(new: &Regulation, old: &Regulation) -> Vec<Changed> {
    let found = failures_of(&prove(new, None, Some(old)).unwrap(), Theorem::P7);
    let changed = found.into_iter().map(|one| match one.claim {
        Claim::Changed { shift, from, to, conditions } => (shift, from, to, conditions),
        claim => panic!("{claim:?}"),
    });
    changed.collect()
}

#[test]
fn a_raised_threshold_is_one_readable_change() {
    let old = text(&format!("{FACTS}红线 #R 红: 隐\n条目 #A 甲 当 试 且 损 <= 300万元 则 应当 免责"));
    let new = text(&format!("{FACTS}红线 #R 红: 隐\n条目 #A 甲 当 试 且 损 <= 500万元 则 应当 免责"));
    let yes = |fact| (Test::Among { fact: FactId(fact), values: 2 }, true);
    let between = Test::Within { fact: FactId(3), low: 300_000_001, high: 500_000_000 };
    let conditions = vec![yes(0), (Test::Among { fact: FactId(2), values: 2 }, false), (between, true)];
    let (grave, light) = (only(Outcome::Accountable), only(Outcome::Exempt));
    assert_eq!(changes(&new, &old), [(Shift::Widened, grave, light, conditions.clone())]);
    assert_eq!(changes(&old, &new), [(Shift::Narrowed, light, grave, conditions)]);
    assert_eq!(changes(&new, &new), []);
}

#[test]
fn a_version_that_says_the_same_in_other_words_agrees() {
    let old = text(&format!("{FACTS}条目 #A 甲 当 试 且 (议 或 隐) 则 应当 免责"));
    let new =
        text(&format!("{FACTS}条目 #A 甲 当 试 且 议 则 应当 免责\n条目 #B 乙 当 试 且 隐 且 非 议 则 应当 免责"));
    assert_eq!(changes(&new, &old), []);
}

#[test]
fn widened_and_narrowed_are_told_apart() {
    let old = text(&format!("{FACTS}条目 #A 甲 当 试 则 应当 免责"));
    let new = text(&format!(
        "{FACTS}条目 #A 甲 当 试 则 应当 免责\n但 #A1 隐 则 不适用\n条目 #B 乙 当 议 且 非 试 则 可以 减轻"
    ));
    let found = changes(&new, &old);
    let shifts: Vec<Shift> = found.iter().map(|change| change.0).collect();
    assert_eq!(shifts, [Shift::Widened, Shift::Narrowed]);
    assert!(found.iter().all(|change| change.3.len() == 2), "{found:?}");
}

/// The text with its generated examples pasted in, checked and answered again.
fn with_examples(rules: &str) -> (Regulation, Regulation, Proof) {
    let regulation = text(rules);
    let proof = prove(&regulation, None, None).unwrap().pop().unwrap();
    let lines: Vec<String> = proof.examples.iter().map(|example| example.source(&regulation)).collect();
    let tried = text(&format!("{rules}\n{}", lines.join("\n")));
    let engine = crate::assess::Engine::new(&tried);
    for (example, generated) in tried.examples.iter().rev().zip(proof.examples.iter().rev()) {
        assert_eq!(example.givens, generated.givens, "{lines:?}");
        let answer = engine.assessor().assess(&example.givens);
        assert_eq!(examples::stated(&answer), (example.expect.answer, example.expect.possible), "{lines:?}");
    }
    (regulation, tried, proof)
}

const RULES: &str = "事实 试: 是否; 议: 是否; 隐: 是否\n事实 损: 金额 0元..10亿元\n事实 发: 日期; 报: 日期\n\
    事实 害: {无 < 轻 < 重} 可不适用\n定义 及时 = 报 - 发 <= 3日\n红线 #R 红: 隐 且 非 及时\n\
    条目 #A 甲 当 至少 2 项 {试, 议, 害 <= 轻} 则 应当 免责 或 减轻\n但 #A1 损 > 500.5万元 则 可以 从轻";

#[test]
fn generated_examples_reach_every_condition_both_ways() {
    let (regulation, tried, proof) = with_examples(RULES);
    assert!(matches!(proof.verdict, Verdict::Fails(_)));
    assert!(proof.examples.len() < 12, "{}", proof.examples.len());
    let again = prove(&tried, None, None).unwrap().pop().unwrap();
    assert_eq!(again.verdict, Verdict::Holds, "{again:?}");
    assert!(again.examples.is_empty());
    assert!(proof.examples.iter().all(|example| example.givens.len() == regulation.facts.len()));
}

#[test]
fn an_example_that_leaves_a_part_open_does_not_count_for_the_whole() {
    let rules = "事实 试: 是否; 议: 是否\n条目 #A 甲 当 试 且 议 则 应当 免责";
    let count = |examples: &str| failures(&text(&format!("{rules}\n{examples}")), Theorem::P10).len();
    assert_eq!(count(""), 4);
    // One part known, the other open: the condition is not decided either way by it.
    assert_eq!(count("例 #T1: 试 应 待查"), 4);
    // 试 decides here, 议 would not: what is false beside it hides it.
    assert_eq!(count("例 #T1: 非 试; 议 应 问责"), 3);
    assert_eq!(count("例 #T1: 试; 议 应 免责"), 2);
    assert_eq!(count("例 #T1: 试; 议 应 免责\n例 #T2: 非 试; 议 应 问责\n例 #T3: 试; 非 议 应 问责"), 0);
}

#[test]
fn a_test_that_never_decides_is_named() {
    let regulation = text(&format!("{FACTS}条目 #A 甲 当 试 且 (议 或 损 > 100万元 或 损 <= 100万元) 则 应当 免责"));
    let found = failures(&regulation, Theorem::P10);
    let idle: Vec<&Claim> =
        found.iter().map(|one| &one.claim).filter(|claim| matches!(claim, Claim::Idle { .. })).collect();
    let place = ConditionPlace::Node(node(&regulation, "A"));
    assert_eq!(idle, [&Claim::Idle { place, part: 1, value: None }]);
}
