//! The reference against answers worked out by hand.
use crate::interpret::judge;
use crate::partial::Space;
use crate::print::{Words, source};
use crate::random::{self, Dice, blank, fact};
use bonafide_rules::outcome::{Modality, Outcome, OutcomeSet};
use bonafide_rules::place::Span;
use bonafide_rules::regulation::*;

use Standing::{CannotEstablish, Found, NotApplicable, NotExamined};

/// Facts of the county list by position.
const MOTIVE: u32 = 0;
const COLLECTIVE: u32 = 1;
const BANNED: u32 = 2;
const LOSS: u32 = 3;
const HARM: u32 = 4;
const DISCOVERED: u32 = 5;
const REPORTED: u32 = 6;
const TRIAL: u32 = 7;
const REMEDIED: u32 = 8;
const CONCEALED: u32 = 9;
const ACCIDENT: u32 = 10;

/// Nodes of the county list by position.
const R1: NodeId = NodeId(0);
const E1: NodeId = NodeId(3);
const E1A: NodeId = NodeId(4);
const E1B: NodeId = NodeId(5);
const E1C: NodeId = NodeId(6);
const M2: NodeId = NodeId(7);

fn yes(fact: u32) -> Condition {
    Condition::Test(Test::Among { fact: FactId(fact), values: 0b10 })
}

fn among(fact: u32, values: u64) -> Condition {
    Condition::Test(Test::Among { fact: FactId(fact), values })
}

fn choice(names: &[&str], ordered: bool) -> FactKind {
    let values = names.iter().map(|name| ChoiceValue { name: (*name).into(), id: (*name).into() }).collect();
    FactKind::Choice { values, ordered }
}

fn grant(outcomes: &[Outcome], modality: Modality, effects: &[u32]) -> Grant {
    let effects = effects.iter().map(|effect| EffectId(*effect)).collect();
    Grant { outcomes: outcomes.iter().copied().collect(), modality, effects }
}

fn node(tag: &str, kind: NodeKind, condition: Condition, exceptions: &[NodeId]) -> Node {
    let (tag, name, exceptions) = (tag.into(), tag.into(), exceptions.to_vec());
    Node { tag, name, kind, condition, exceptions, article: Some(0), source: None, span: Span::default() }
}

/// The county list of the language's worked example; its loss is counted in few steps so that all cases can be tried.
fn county_list() -> Regulation {
    let count = |high| FactKind::Number { unit: Unit::Count, low: 0, high };
    let day = || FactKind::Number { unit: Unit::Day, low: 20_513, high: 20_518 };
    let mut list = blank();
    list.facts = vec![
        fact("动机", "motive", choice(&["为公", "兼有", "谋私"], true)),
        fact("经集体研究", "collective_decision", FactKind::YesNo),
        fact("明令禁止", "expressly_banned", FactKind::YesNo),
        fact("直接损失", "loss_amount", count(1000)),
        fact("危害程度", "harm_level", choice(&["无", "轻微", "较重", "重大", "特别重大"], true)),
        fact("发现日", "discovered_on", day()),
        fact("报告日", "reported_on", day()),
        fact("先行先试", "innovation_trial", FactKind::YesNo),
        fact("主动止损", "remedied_actively", FactKind::YesNo),
        fact("隐瞒", "concealment", FactKind::YesNo),
        fact("安全事故", "safety_accident", FactKind::YesNo),
    ];
    let (left, right) = (FactId(REPORTED), FactId(DISCOVERED));
    let timely = Condition::Test(Test::Spread { left, factor: 1, right, low: i64::MIN, high: 3 });
    let (name, id, tag) = ("及时报告".into(), "timely".into(), Some("D1".into()));
    list.definitions = vec![Definition { name, id, tag, meaning: timely, article: Some(0), span: Span::default() }];
    let defined = || Condition::Defined(DefinitionId(0));
    let large = Condition::Test(Test::Within { fact: FactId(LOSS), low: 501, high: i64::MAX });
    let red = || NodeKind::RedLine { effects: vec![] };
    let item = |grant| NodeKind::Item { grant, field: vec![] };
    let three = vec![yes(COLLECTIVE), yes(REMEDIED), defined()];
    let trial = Condition::All(vec![yes(TRIAL), yes(COLLECTIVE), among(MOTIVE, 0b001)]);
    list.nodes = vec![
        node("R1", red(), among(MOTIVE, 0b100), &[]),
        node("R2", red(), yes(BANNED), &[]),
        node("R3", red(), Condition::All(vec![yes(ACCIDENT), among(HARM, 0b11100)]), &[]),
        node("E1", item(grant(&[Outcome::Exempt], Modality::Should, &[0])), trial, &[E1A, E1B]),
        node(
            "E1a",
            NodeKind::Variation { parent: E1, grant: grant(&[Outcome::Mitigate], Modality::May, &[]) },
            large,
            &[],
        ),
        node("E1b", NodeKind::Defeat { parent: E1 }, yes(CONCEALED), &[E1C]),
        node("E1c", NodeKind::Defeat { parent: E1B }, defined(), &[]),
        node(
            "M2",
            item(grant(&[Outcome::Mitigate], Modality::May, &[1])),
            Condition::All(vec![Condition::AtLeast(2, three), among(HARM, 0b00011)]),
            &[],
        ),
    ];
    list.priorities = vec![(E1, M2)];
    list
}

/// A case by the facts that are not plainly absent: everything else is no, the lightest or the least.
fn county_case(given: &[(u32, Standing)]) -> Vec<Standing> {
    let mut case = vec![Found(0); 11];
    case[DISCOVERED as usize] = Found(20_513);
    case[REPORTED as usize] = Found(20_518);
    for (fact, standing) in given {
        case[*fact as usize] = *standing;
    }
    case
}

const TRIED: [(u32, Standing); 2] = [(TRIAL, Found(1)), (COLLECTIVE, Found(1))];

fn prospect(given: &[(u32, Standing)]) -> crate::partial::Prospect {
    let list = county_list();
    let given: Vec<(u32, Standing)> = TRIED.iter().chain(given).copied().collect();
    let space = Space::new(&list).expect("small enough");
    space.prospect(&county_case(&given))
}

#[test]
fn a_trial_decided_collectively_for_the_public_is_exempt() {
    let found = prospect(&[]);
    assert_eq!(found.decided(), Some(Outcome::Exempt));
    assert_eq!(found.modality, Some(Modality::Should));
    assert_eq!(found.effects, [EffectId(0)].into());
    assert_eq!(found.firing, [E1].into());
}

#[test]
fn a_large_loss_varies_the_item_instead_of_adding_to_it() {
    let found = prospect(&[(LOSS, Found(501))]);
    assert_eq!(found.decided(), Some(Outcome::Mitigate));
    assert_eq!((found.modality, found.effects.len()), (Some(Modality::May), 0));
    assert_eq!(found.firing, [E1A].into());
    assert_eq!(prospect(&[(LOSS, Found(500))]).decided(), Some(Outcome::Exempt));
}

#[test]
fn concealment_defeats_unless_reported_within_three_days() {
    let late = prospect(&[(CONCEALED, Found(1))]);
    assert_eq!((late.decided(), late.firing), (Some(Outcome::Accountable), [E1B].into()));
    let timely = prospect(&[(CONCEALED, Found(1)), (REPORTED, Found(20_516))]);
    assert_eq!(timely.decided(), Some(Outcome::Exempt), "M2 fires as well but stands lower");
    assert_eq!(timely.firing, [E1, E1C, M2].into());
}

#[test]
fn a_red_line_defeats_everything_and_leaves_no_effect() {
    let found = prospect(&[(MOTIVE, Found(2))]);
    assert_eq!(found.decided(), Some(Outcome::Accountable));
    assert_eq!((found.modality, found.effects.len(), found.crossed), (None, 0, [R1].into()));
}

#[test]
fn an_unexamined_ban_leaves_the_case_open_and_is_what_matters() {
    let open = [(BANNED, NotExamined), (ACCIDENT, NotExamined)];
    let found = prospect(&open);
    assert_eq!(found.decided(), None);
    assert_eq!(found.possible, [Outcome::Exempt, Outcome::Accountable].into_iter().collect());
    let list = county_list();
    let space = Space::new(&list).expect("small enough");
    let case = county_case(&[TRIED.as_slice(), &open].concat());
    assert_eq!(space.relevant(&case), [FactId(BANNED)].into(), "with no harm an accident crosses no line");
}

#[test]
fn an_unknown_that_leads_both_ways_to_the_same_outcome_does_not_matter() {
    let list = county_list();
    let space = Space::new(&list).expect("small enough");
    let case = county_case(&[(MOTIVE, Found(1)), (BANNED, NotExamined), (LOSS, CannotEstablish)]);
    assert_eq!(space.prospect(&case).decided(), Some(Outcome::Accountable));
    assert!(space.relevant(&case).is_empty());
}

#[test]
fn a_fact_that_does_not_apply_satisfies_no_test_and_its_negation() {
    let mut list = blank();
    list.facts = vec![fact("损失", "loss", FactKind::Number { unit: Unit::Count, low: 0, high: 3 })];
    let more = Condition::Test(Test::Within { fact: FactId(0), low: 2, high: i64::MAX });
    let less = Condition::Test(Test::Within { fact: FactId(0), low: i64::MIN, high: 1 });
    let held = |condition: &Condition, value| crate::interpret::holds(&list, &vec![value], condition);
    assert!(!held(&more, None) && !held(&less, None));
    assert!(held(&Condition::Not(Box::new(more.clone())), None));
    assert!(held(&more, Some(2)) && !held(&more, Some(1)) && held(&less, Some(1)));
}

#[test]
fn a_yes_no_fact_that_does_not_apply_counts_as_no() {
    let list = county_list();
    let space = Space::new(&list).expect("small enough");
    let no = space.prospect(&county_case(&[(TRIAL, Found(0)), (BANNED, Found(0))]));
    let absent = space.prospect(&county_case(&[(TRIAL, NotApplicable), (BANNED, NotApplicable)]));
    assert_eq!(no, absent);
}

/// One item for each grant, all firing always, with the given orders.
fn always(grants: &[Grant], priorities: &[(u32, u32)]) -> Regulation {
    let mut all = blank();
    all.facts = vec![fact("甲", "a", FactKind::YesNo)];
    let items = grants.iter().enumerate();
    let items = items.map(|(at, grant)| {
        let kind = NodeKind::Item { grant: grant.clone(), field: vec![] };
        node(&format!("E{at}"), kind, Condition::All(vec![]), &[])
    });
    all.nodes = items.collect();
    all.priorities = priorities.iter().map(|(high, low)| (NodeId(*high), NodeId(*low))).collect();
    all
}

#[test]
fn grants_give_what_all_of_them_allow() {
    use Outcome::{Exempt, Lenient, Mitigate};
    let wide = grant(&[Exempt, Mitigate, Lenient], Modality::May, &[]);
    let narrow = grant(&[Mitigate, Lenient], Modality::Must, &[2]);
    let choice = judge(&always(&[wide.clone(), narrow.clone()], &[]), &vec![Some(0)]);
    assert_eq!(choice.allowed, [Mitigate, Lenient].into_iter().collect::<OutcomeSet>());
    assert_eq!((choice.modality, choice.effects), (Some(Modality::Must), [EffectId(2)].into()));
    let only = grant(&[Mitigate], Modality::May, &[]);
    let decided = judge(&always(&[wide, narrow.clone(), only], &[]), &vec![Some(0)]);
    assert_eq!(decided.allowed.single(), Some(Mitigate));
    let exempt = grant(&[Exempt], Modality::Should, &[3]);
    let conflict = judge(&always(&[exempt.clone(), narrow.clone()], &[]), &vec![Some(0)]);
    assert!(conflict.is_conflict() && conflict.effects.is_empty() && conflict.modality.is_none());
    let ordered = judge(&always(&[exempt, narrow], &[(0, 1)]), &vec![Some(0)]);
    assert_eq!((ordered.allowed.single(), ordered.effects), (Some(Exempt), [EffectId(3)].into()));
}

#[test]
fn a_grant_of_effects_alone_leaves_ordinary_accountability() {
    let judged = judge(&always(&[grant(&[], Modality::Must, &[1])], &[]), &vec![Some(0)]);
    assert_eq!((judged.allowed.single(), judged.modality), (Some(Outcome::Accountable), None));
    assert_eq!(judged.effects, [EffectId(1)].into());
}

#[test]
fn an_order_holds_along_a_chain_whose_middle_does_not_fire() {
    let grants = [Outcome::Exempt, Outcome::Lenient, Outcome::Mitigate].map(|one| grant(&[one], Modality::May, &[]));
    let mut chain = always(&grants, &[(0, 1), (1, 2)]);
    chain.nodes[1].condition = Condition::Any(vec![]);
    assert_eq!(judge(&chain, &vec![Some(0)]).allowed.single(), Some(Outcome::Exempt));
}

#[test]
fn a_variation_under_a_defeat_gives_in_place_of_the_defeated_item() {
    let exempt = grant(&[Outcome::Exempt], Modality::May, &[]);
    let mut list = always(&[exempt], &[]);
    list.facts.push(fact("乙", "b", FactKind::YesNo));
    list.nodes[0].exceptions = vec![NodeId(1)];
    list.nodes.push(node("E0a", NodeKind::Defeat { parent: NodeId(0) }, yes(0), &[NodeId(2)]));
    let lenient = grant(&[Outcome::Lenient], Modality::May, &[]);
    list.nodes.push(node("E0b", NodeKind::Variation { parent: NodeId(1), grant: lenient }, yes(1), &[]));
    let outcome = |first, second| judge(&list, &vec![Some(first), Some(second)]).allowed.single();
    assert_eq!(outcome(0, 0), Some(Outcome::Exempt));
    assert_eq!(outcome(0, 1), Some(Outcome::Exempt));
    assert_eq!(outcome(1, 0), Some(Outcome::Accountable));
    assert_eq!(outcome(1, 1), Some(Outcome::Lenient));
}

#[test]
fn a_case_outside_every_scope_is_met_by_no_item() {
    let mut list = always(&[grant(&[Outcome::Exempt], Modality::May, &[])], &[]);
    let (tag, name, source) = (None, "范围".into(), None);
    list.scopes = vec![Scope { tag, name, condition: yes(0), article: Some(0), source, span: Span::default() }];
    assert_eq!(judge(&list, &vec![Some(0)]).allowed.single(), Some(Outcome::Accountable));
    assert_eq!(judge(&list, &vec![Some(1)]).allowed.single(), Some(Outcome::Exempt));
}

#[test]
fn the_same_seed_gives_the_same_regulation() {
    let drafted = |seed| {
        let mut dice = Dice::new(seed);
        let regulation = random::regulation(&mut dice);
        source(&regulation, Words::Mixed, &mut dice)
    };
    assert_eq!(drafted(7), drafted(7));
    assert_ne!(drafted(7), drafted(8));
}

#[test]
fn random_regulations_are_varied() {
    let mut dice = Dice::new(1);
    let (mut deepest, mut conflicts, mut choices, mut decided, mut ordered) = (0, 0, 0, 0, 0);
    for _ in 0..300 {
        let regulation = random::regulation(&mut dice);
        let space = Space::new(&regulation).expect("random regulations are small");
        deepest = deepest.max(regulation.nodes.iter().map(|node| node.tag.matches('.').count()).max().unwrap_or(0));
        ordered += usize::from(!regulation.priorities.is_empty());
        for _ in 0..10 {
            let found = space.prospect(&random::case(&mut dice, &regulation));
            conflicts += usize::from(found.conflict_possible);
            choices += usize::from(found.choice_possible);
            decided += usize::from(found.decided().is_some());
        }
    }
    assert_eq!(deepest, 3, "exceptions stand three deep");
    assert!(
        conflicts > 100 && choices > 100 && (600..2400).contains(&decided) && ordered > 50,
        "{conflicts} {choices} {decided} {ordered}"
    );
}
