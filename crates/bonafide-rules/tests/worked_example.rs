//! The worked example of the language: the county list that excepts innovation, with its exceptions and its example.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "tests say what they expect")]

use bonafide_rules::assess::{ChangeScope, Engine, Status};
use bonafide_rules::outcome::Outcome;
use bonafide_rules::regulation::{Regulation, Standing};

const TEXT: &str = include_str!("texts/qinghe.md");

fn regulation() -> Regulation {
    bonafide_rules::load(TEXT).regulation.expect("the worked example passes")
}

/// The standings of a case given as `fact = code`, everything else 未查.
fn case(regulation: &Regulation, givens: &[(&str, i64)]) -> Vec<Standing> {
    let mut standings = vec![Standing::NotExamined; regulation.facts.len()];
    for (name, code) in givens {
        let place = regulation.facts.iter().position(|fact| fact.name == *name).expect("a declared fact");
        standings[place] = Standing::Found(*code);
    }
    standings
}

fn tags(regulation: &Regulation, nodes: &[bonafide_rules::regulation::NodeId]) -> Vec<String> {
    nodes.iter().map(|node| regulation.nodes[node.0 as usize].tag.clone()).collect()
}

const CLEAN: [(&str, i64); 11] = [
    ("动机", 0),
    ("经集体研究", 1),
    ("明令禁止", 0),
    ("直接损失", 10_000_000),
    ("危害程度", 1),
    ("发现日", 20_000),
    ("报告日", 20_002),
    ("先行先试", 1),
    ("主动止损", 0),
    ("隐瞒", 0),
    ("安全事故", 0),
];

#[test]
fn the_expressly_banned_question_comes_first() {
    let regulation = regulation();
    let engine = Engine::new(&regulation);
    let answer = engine.assessor().assess(&case(&regulation, &[("先行先试", 1), ("经集体研究", 1), ("动机", 0)]));
    assert_eq!(answer.status, Status::Undetermined);
    assert_eq!(regulation.facts[answer.missing[0].0 as usize].name, "明令禁止");
}

#[test]
fn a_clean_pioneer_is_exempt_and_concealment_ends_it_unless_reported_in_time() {
    let regulation = regulation();
    let engine = Engine::new(&regulation);
    let mut assessor = engine.assessor();
    let mut givens = CLEAN;
    let answer = assessor.assess(&case(&regulation, &givens));
    assert_eq!(answer.outcome, Some(Outcome::Exempt));
    assert_eq!(tags(&regulation, &answer.because), ["E1"]);
    givens[9] = ("隐瞒", 1);
    let answer = assessor.assess(&case(&regulation, &givens));
    assert_eq!(answer.outcome, Some(Outcome::Exempt));
    assert_eq!(tags(&regulation, &answer.because), ["E1", "E1c"]);
    givens[6] = ("报告日", 20_004);
    let answer = assessor.assess(&case(&regulation, &givens));
    assert_eq!(answer.outcome, Some(Outcome::Accountable));
}

#[test]
fn a_great_loss_turns_exemption_into_mitigation_and_the_change_is_found() {
    let regulation = regulation();
    let engine = Engine::new(&regulation);
    let mut assessor = engine.assessor();
    let mut givens = CLEAN;
    givens[3] = ("直接损失", 600_000_000);
    let standings = case(&regulation, &givens);
    let answer = assessor.assess(&standings);
    assert_eq!(answer.outcome, Some(Outcome::Mitigate));
    assert_eq!(tags(&regulation, &answer.because), ["E1a"]);
    let changes = assessor.changes(&standings, ChangeScope::Findings, 20);
    assert!(changes.iter().any(|change| change.facts.len() == 1
        && regulation.facts[change.facts[0].0.0 as usize].name == "直接损失"
        && change.outcomes.single() == Some(Outcome::Exempt)));
    let kept = assessor.sufficient(&standings);
    assert!(!kept.is_empty() && kept.len() < CLEAN.len());
}

#[test]
fn what_cannot_be_established_is_presumed_only_when_nothing_unexamined_matters() {
    let regulation = regulation();
    let engine = Engine::new(&regulation);
    let mut assessor = engine.assessor();
    let mut standings = case(&regulation, &CLEAN);
    let banned = regulation.facts.iter().position(|fact| fact.name == "明令禁止").expect("declared");
    standings[banned] = Standing::CannotEstablish;
    let answer = assessor.assess(&standings);
    assert_eq!(answer.outcome, Some(Outcome::Exempt), "the accusing organ bears the burden");
    assert_eq!(answer.presumed.len(), 1);
    let accident = regulation.facts.iter().position(|fact| fact.name == "隐瞒").expect("declared");
    standings[accident] = Standing::NotExamined;
    let answer = assessor.assess(&standings);
    // Reported within three days, so concealment does not matter here; a late report makes it matter.
    assert_eq!(answer.status, Status::Decided);
    let report = regulation.facts.iter().position(|fact| fact.name == "报告日").expect("declared");
    standings[report] = Standing::Found(20_009);
    let answer = assessor.assess(&standings);
    assert_eq!(answer.status, Status::Undetermined);
    assert!(answer.presumed.is_empty());
}
