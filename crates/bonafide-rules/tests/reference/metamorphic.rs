//! What must hold between two answers, whatever the rules are.
use crate::differential::describe;
use crate::partial::Space;
use crate::print::{Words, source};
use crate::random::{self, Dice};
use crate::text::{loaded, written};
use bonafide_rules::assess::{Answer, Engine, Status};
use bonafide_rules::outcome::{Outcome, OutcomeSet};
use bonafide_rules::regulation::*;
use std::collections::BTreeSet;

const REGULATIONS: u64 = if cfg!(debug_assertions) { 60 } else { 1_000 };
const CASES_EACH: usize = 20;

/// Calls `each` with many random regulations as read from their texts, the draft and text beside them.
fn with_regulations(salt: u64, mut each: impl FnMut(&Regulation, &Regulation, &mut Dice)) {
    for seed in 0..REGULATIONS {
        let mut dice = Dice::new(salt << 32 | seed);
        let mut drafted = random::regulation(&mut dice);
        let (text, read) = written(&mut drafted, Words::Mixed, &mut dice);
        each(&drafted, &read.unwrap_or_else(|errors| panic!("{errors:?}\n{text}")), &mut dice);
    }
}

fn plain(regulation: &Regulation) -> String {
    source(regulation, Words::Chinese, &mut Dice::new(1))
}

fn is_unknown(standing: Standing) -> bool {
    matches!(standing, Standing::CannotEstablish | Standing::NotExamined)
}

/// What a case leaves open about the outcome, facts by id and in no order.
fn verdict(regulation: &Regulation, answer: &Answer) -> (Status, OutcomeSet, bool, bool, BTreeSet<String>) {
    let missing = answer.missing.iter().map(|fact| regulation.facts[fact.0 as usize].id.clone()).collect();
    (answer.status, answer.possible, answer.conflict_possible, answer.discretion, missing)
}

#[test]
fn more_evidence_never_unsettles_an_answer_nor_opens_an_outcome() {
    let mut settled = 0;
    with_regulations(1, |_, regulation, dice| {
        let engine = Engine::new(regulation);
        let mut assessor = engine.assessor();
        for _ in 0..CASES_EACH {
            let case = random::case(dice, regulation);
            let before = assessor.assess(&case);
            let mut richer = case.clone();
            for (fact, standing) in richer.iter_mut().enumerate() {
                let presumed = before.presumed.contains(&FactId(fact as u32));
                if is_unknown(*standing) && !presumed && dice.chance(50) {
                    let (low, high) = random::range(&regulation.facts[fact].kind);
                    *standing = Standing::Found(dice.between(low, high));
                }
            }
            let after = assessor.assess(&richer);
            let told = || {
                let cases = format!("{}\n{}", describe(regulation, &case), describe(regulation, &richer));
                format!("{before:?}\n{after:?}\n{cases}\n{}", plain(regulation))
            };
            assert_eq!(after.possible.and(before.possible), after.possible, "{}", told());
            assert!(before.conflict_possible || !after.conflict_possible, "{}", told());
            if before.status != Status::Undetermined || before.discretion {
                settled += 1;
                let same = (after.status, after.outcome, after.discretion)
                    == (before.status, before.outcome, before.discretion);
                assert!(same, "{}", told());
            }
        }
    });
    assert!(settled > REGULATIONS as usize);
}

#[test]
fn a_further_red_line_can_only_lead_to_accountability() {
    let mut crossed = 0;
    with_regulations(2, |_, regulation, dice| {
        let mut stricter = regulation.clone();
        let donor = dice.below(regulation.nodes.len());
        stricter.nodes.push(Node {
            tag: "R9".into(),
            kind: NodeKind::RedLine { effects: Vec::new() },
            exceptions: Vec::new(),
            ..regulation.nodes[donor].clone()
        });
        let (engine, strict) = (Engine::new(regulation), Engine::new(&stricter));
        for _ in 0..CASES_EACH {
            let case = random::case(dice, regulation);
            let raw: Vec<Standing> =
                case.iter().map(|one| if is_unknown(*one) { Standing::NotExamined } else { *one }).collect();
            let (before, after) = (engine.assessor().assess(&raw), strict.assessor().assess(&raw));
            let allowed = before.possible.or(OutcomeSet::only(Outcome::Accountable));
            assert_eq!(after.possible.and(allowed), after.possible, "{}", plain(&stricter));
            if !after.red_lines.is_empty() {
                crossed += 1;
                assert_eq!(after.outcome, Some(Outcome::Accountable), "{}", plain(&stricter));
                assert_eq!(after.modality, None);
            }
        }
    });
    assert!(crossed > REGULATIONS as usize);
}

#[test]
fn a_fact_that_no_case_turns_on_changes_no_answer() {
    let mut swapped = 0;
    with_regulations(3, |_, regulation, dice| {
        let engine = Engine::new(regulation);
        let mut assessor = engine.assessor();
        let space = Space::new(regulation).expect("random regulations are small");
        let turning = space.relevant(&vec![Standing::NotExamined; regulation.facts.len()]);
        for fact in (0..regulation.facts.len()).filter(|fact| !turning.contains(&FactId(*fact as u32))) {
            for _ in 0..CASES_EACH {
                let mut case = random::case(dice, regulation);
                let (low, high) = random::range(&regulation.facts[fact].kind);
                case[fact] = Standing::Found(low);
                let before = assessor.assess(&case);
                case[fact] = Standing::Found(dice.between(low, high));
                let after = assessor.assess(&case);
                swapped += 1;
                let told = || format!("{}\n{}", describe(regulation, &case), plain(regulation));
                assert_eq!((after.status, after.possible), (before.status, before.possible), "{}", told());
                assert_eq!(after.conflict_possible, before.conflict_possible, "{}", told());
            }
        }
    });
    assert!(swapped > 0);
}

#[test]
fn both_languages_give_the_same_answers() {
    with_regulations(4, |drafted, _, dice| {
        let read = |words| loaded(&source(drafted, words, &mut Dice::new(9))).expect("accepted before");
        let (chinese, english) = (Engine::new(&read(Words::Chinese)), Engine::new(&read(Words::English)));
        for _ in 0..CASES_EACH {
            let case = random::case(dice, drafted);
            assert_eq!(chinese.assessor().assess(&case), english.assessor().assess(&case), "{}", plain(drafted));
        }
    });
}

#[test]
fn names_do_not_matter() {
    with_regulations(5, |drafted, regulation, dice| {
        let mut renamed = drafted.clone();
        for (place, fact) in renamed.facts.iter_mut().enumerate() {
            (fact.name, fact.id) = (format!("事{place}"), format!("fact_{place}"));
        }
        for (place, node) in renamed.nodes.iter_mut().enumerate() {
            node.tag = format!("N{place}");
        }
        let read = loaded(&plain(&renamed)).expect("only names changed");
        let (engine, other) = (Engine::new(regulation), Engine::new(&read));
        for _ in 0..CASES_EACH {
            let case = random::case(dice, regulation);
            assert_eq!(engine.assessor().assess(&case), other.assessor().assess(&case), "{}", plain(drafted));
        }
    });
}

#[test]
fn the_order_of_facts_items_and_priorities_does_not_matter() {
    with_regulations(6, |drafted, regulation, dice| {
        let (shuffled, places) = shuffle(drafted, dice);
        let text = plain(&shuffled);
        let read = loaded(&text).unwrap_or_else(|errors| panic!("{errors:?}\n{text}"));
        let (engine, other) = (Engine::new(regulation), Engine::new(&read));
        let named = |all: &Regulation, answer: &Answer| {
            let tags = |nodes: &[NodeId]| -> BTreeSet<String> {
                nodes.iter().map(|node| all.nodes[node.0 as usize].tag.clone()).collect()
            };
            let effects: BTreeSet<&str> =
                answer.effects.iter().map(|effect| all.effects[effect.0 as usize].id.as_str()).collect();
            let effects: Vec<String> = effects.into_iter().map(Into::into).collect();
            (verdict(all, answer), answer.modality, tags(&answer.red_lines), effects, answer.presumed.is_empty())
        };
        for _ in 0..CASES_EACH {
            // Which of several presumptions suffices goes by the order of the facts, and effects may hang on it.
            let mut case = random::case(dice, regulation);
            case.iter_mut().filter(|one| is_unknown(**one)).for_each(|one| *one = Standing::NotExamined);
            let moved: Vec<Standing> = places.iter().map(|old| case[*old]).collect();
            let (before, after) = (engine.assessor().assess(&case), other.assessor().assess(&moved));
            let told = || format!("{}\n{}\n{text}", describe(regulation, &case), plain(drafted));
            assert_eq!(named(regulation, &before), named(&read, &after), "{}", told());
        }
    });
}

/// The same rules with facts, red lines and items, and priorities in another order; for each new place its old one.
fn shuffle(drafted: &Regulation, dice: &mut Dice) -> (Regulation, Vec<usize>) {
    let mut shuffled = drafted.clone();
    let places = permutation(drafted.facts.len(), dice);
    let new_fact = |old: FactId| FactId(places.iter().position(|place| *place == old.0 as usize).unwrap_or(0) as u32);
    shuffled.facts = places.iter().map(|old| drafted.facts[*old].clone()).collect();
    let tops: Vec<usize> =
        (0..drafted.nodes.len()).filter(|node| random::parent_of(&drafted.nodes[*node]).is_none()).collect();
    let order = permutation(tops.len(), dice);
    let mut nodes: Vec<usize> = Vec::new();
    for place in order {
        let end = tops.get(place + 1).copied().unwrap_or(drafted.nodes.len());
        nodes.extend(tops[place]..end);
    }
    let new_node = |old: NodeId| NodeId(nodes.iter().position(|node| *node == old.0 as usize).unwrap_or(0) as u32);
    shuffled.nodes = nodes.iter().map(|old| drafted.nodes[*old].clone()).collect();
    for node in &mut shuffled.nodes {
        node.exceptions.iter_mut().for_each(|under| *under = new_node(*under));
        if let NodeKind::Variation { parent, .. } | NodeKind::Defeat { parent } = &mut node.kind {
            *parent = new_node(*parent);
        }
        refer(&mut node.condition, &new_fact);
    }
    shuffled.definitions.iter_mut().for_each(|definition| refer(&mut definition.meaning, &new_fact));
    shuffled.scopes.iter_mut().for_each(|scope| refer(&mut scope.condition, &new_fact));
    let pairs = permutation(drafted.priorities.len(), dice);
    shuffled.priorities =
        pairs.iter().map(|old| drafted.priorities[*old]).map(|(high, low)| (new_node(high), new_node(low))).collect();
    (shuffled, places)
}

fn permutation(count: usize, dice: &mut Dice) -> Vec<usize> {
    let mut left: Vec<usize> = (0..count).collect();
    (0..count).map(|_| left.swap_remove(dice.below(left.len()))).collect()
}

/// Makes a condition speak of facts at their new places.
fn refer(condition: &mut Condition, place: &impl Fn(FactId) -> FactId) {
    match condition {
        Condition::Test(Test::Among { fact, .. } | Test::Within { fact, .. }) => *fact = place(*fact),
        Condition::Test(Test::Spread { left, right, .. }) => (*left, *right) = (place(*left), place(*right)),
        Condition::Defined(_) => {}
        Condition::Not(part) => refer(part, place),
        Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
            parts.iter_mut().for_each(|part| refer(part, place));
        }
    }
}
