//! The reasons an answer comes with: every line of the tree, what would have changed it, what suffices for it.
use crate::differential::describe;
use crate::interpret::holds;
use crate::partial::Space;
use crate::print::{Words, source};
use crate::random::{self, Dice};
use crate::text::written;
use bonafide_rules::assess::{Change, ChangeScope, Engine, Subject, Truth};
use bonafide_rules::outcome::OutcomeSet;
use bonafide_rules::regulation::*;
use std::collections::BTreeSet;

const REGULATIONS: u64 = if cfg!(debug_assertions) { 60 } else { 1_000 };
const CASES_EACH: usize = 20;

/// Calls `each` with random regulations and cases; its complaint ends the test.
fn with_cases(salt: u64, mut each: impl FnMut(&Engine, &Space<'_>, &[Standing]) -> Result<(), String>) {
    for seed in 0..REGULATIONS {
        let mut dice = Dice::new(salt << 32 | seed);
        let mut drafted = random::regulation(&mut dice);
        let (text, read) = written(&mut drafted, Words::Mixed, &mut dice);
        let regulation = read.unwrap_or_else(|errors| panic!("{errors:?}\n{text}"));
        let engine = Engine::new(&regulation);
        let space = Space::new(&regulation).expect("random regulations are small");
        for _ in 0..CASES_EACH {
            let case = random::case(&mut dice, &regulation);
            if let Err(complaint) = each(&engine, &space, &case) {
                let text = source(&regulation, Words::Chinese, &mut Dice::new(1));
                panic!("{complaint}\ncase {}\n{text}", describe(&regulation, &case));
            }
        }
    }
}

/// The result of a case when it is the same in every completion; empty is a conflict.
fn result(space: &Space<'_>, case: &[Standing]) -> Option<OutcomeSet> {
    let prospect = space.prospect(case);
    prospect.settled.then_some(prospect.possible)
}

#[test]
fn every_line_of_the_reasons_is_so_in_every_completion() {
    with_cases(11, |engine, space, case| {
        let regulation = engine.regulation();
        let explanation = engine.assessor().explain(case);
        let mut taken = case.to_vec();
        for fact in &explanation.answer.presumed {
            taken[fact.0 as usize] = engine.presumption(*fact).ok_or("presumed without a presumption")?;
        }
        let parts = engine.outline().parts();
        if parts.len() != explanation.truths.len() {
            return Err("as many truths as lines".into());
        }
        let mut wrong = None;
        space.completions(&taken, |positions, judgement| {
            let complete = space.complete(positions);
            for (part, truth) in parts.iter().zip(&explanation.truths) {
                let actual = match part.subject {
                    Subject::Node(node) => judgement.firing.contains(&node),
                    Subject::Test(test) => holds(regulation, &complete, &Condition::Test(test)),
                    Subject::Definition(id) => holds(regulation, &complete, &Condition::Defined(id)),
                    Subject::Scope(scope) => holds(regulation, &complete, &regulation.scopes[scope].condition),
                    Subject::All | Subject::Any | Subject::Not | Subject::AtLeast(_) => continue,
                };
                if *truth != Truth::Unknown && *truth != Truth::of(actual) {
                    wrong = Some(format!("{:?} is {truth:?} but {actual} in {complete:?}", part.subject));
                }
            }
        });
        wrong.map_or(Ok(()), Err)
    });
}

#[test]
fn what_would_have_changed_the_outcome_changes_it_and_nothing_less_does() {
    let mut sizes = [0; 4];
    with_cases(12, |engine, space, case| {
        let Some(before) = result(space, case) else { return Ok(()) };
        for scope in [ChangeScope::Findings, ChangeScope::Doable] {
            let changes = engine.assessor().changes(case, scope, usize::MAX);
            for change in &changes {
                sizes[change.facts.len()] += 1;
                check_change(space, engine.regulation(), case, (before, scope), change)?;
            }
            // While something is unknown, a change whose result no single finding forces may be passed over.
            if !is_complete(case) {
                continue;
            }
            let found: BTreeSet<Vec<FactId>> =
                changes.iter().map(|change| change.facts.iter().map(|(fact, _)| *fact).collect()).collect();
            let minimal = minimal_changes(space, case, &changeable(engine.regulation(), case, scope), before);
            if found != minimal {
                return Err(format!("{scope:?}: {minimal:?} by trying all, but {changes:?}"));
            }
        }
        Ok(())
    });
    assert!(sizes[1] > 100 && sizes[2] > 20 && sizes[3] > 20, "{sizes:?}");
}

/// The minimal sets of at most three facts that change the result, by trying all.
fn minimal_changes(space: &Space<'_>, case: &[Standing], may: &[FactId], before: OutcomeSet) -> BTreeSet<Vec<FactId>> {
    let mut minimal: BTreeSet<Vec<FactId>> = BTreeSet::new();
    let mut sets: Vec<Vec<FactId>> = vec![Vec::new()];
    for _ in 0..3 {
        let longer = |set: &Vec<FactId>| {
            let rest = may.iter().filter(|fact| set.last().is_none_or(|last| last < *fact));
            rest.map(|fact| set.iter().copied().chain([*fact]).collect()).collect::<Vec<Vec<FactId>>>()
        };
        sets = sets.iter().flat_map(longer).collect();
        for set in &sets {
            let holds_less = minimal.iter().any(|less| less.iter().all(|fact| set.contains(fact)));
            if !holds_less && changes_result(space, case, set, before) {
                minimal.insert(set.clone());
            }
        }
    }
    minimal
}

fn is_complete(case: &[Standing]) -> bool {
    !case.iter().any(|standing| matches!(standing, Standing::CannotEstablish | Standing::NotExamined))
}

/// Facts found, or found not to apply, that may be imagined otherwise: who the person is, is not among them.
fn changeable(regulation: &Regulation, case: &[Standing], scope: ChangeScope) -> Vec<FactId> {
    let may = |fact: &FactId| {
        let (fact, standing) = (&regulation.facts[fact.0 as usize], case[fact.0 as usize]);
        matches!(standing, Standing::Found(_) | Standing::NotApplicable)
            && !fact.identity
            && (scope == ChangeScope::Findings || fact.controllable)
    };
    (0..case.len() as u32).map(FactId).filter(may).collect()
}

fn check_change(
    space: &Space<'_>,
    regulation: &Regulation,
    case: &[Standing],
    (before, scope): (OutcomeSet, ChangeScope),
    change: &Change,
) -> Result<(), String> {
    let facts: Vec<FactId> = change.facts.iter().map(|(fact, _)| *fact).collect();
    let may = changeable(regulation, case, scope);
    if facts.is_empty() || facts.len() > 3 || !facts.iter().all(|fact| may.contains(fact)) {
        return Err(format!("{change:?} is not of facts that may change"));
    }
    let mut changed = case.to_vec();
    for (fact, standing) in &change.facts {
        changed[fact.0 as usize] = *standing;
    }
    if result(space, &changed) != Some(change.outcomes) || change.outcomes == before {
        return Err(format!("{change:?} leads from {before:?} to {:?}", result(space, &changed)));
    }
    for left_out in facts.iter().filter(|_| is_complete(case)) {
        let fewer: Vec<FactId> = facts.iter().copied().filter(|fact| fact != left_out).collect();
        if changes_result(space, case, &fewer, before) {
            return Err(format!("{change:?} is more than needed: {fewer:?} suffice"));
        }
    }
    Ok(())
}

/// Whether some other values of these facts lead to another settled result.
fn changes_result(space: &Space<'_>, case: &[Standing], facts: &[FactId], before: OutcomeSet) -> bool {
    let Some((first, rest)) = facts.split_first() else {
        return result(space, case).is_some_and(|result| result != before);
    };
    space.standings(*first).into_iter().any(|standing| {
        let mut changed = case.to_vec();
        changed[first.0 as usize] = standing;
        changes_result(space, &changed, rest, before)
    })
}

#[test]
fn what_suffices_for_an_outcome_forces_it_and_none_of_it_can_be_spared() {
    let mut spared = 0;
    with_cases(13, |engine, space, case| {
        let Some(wanted) = result(space, case) else { return Ok(()) };
        let sufficient = engine.assessor().sufficient(case);
        let only = |facts: &[FactId]| {
            let kept = |fact: usize| facts.contains(&FactId(fact as u32));
            let hidden =
                |(fact, standing): (usize, &Standing)| if kept(fact) { *standing } else { Standing::NotExamined };
            result(space, &case.iter().enumerate().map(hidden).collect::<Vec<_>>())
        };
        if only(&sufficient) != Some(wanted) {
            return Err(format!("{sufficient:?} do not suffice for {wanted:?}"));
        }
        for fact in &sufficient {
            let fewer: Vec<FactId> = sufficient.iter().copied().filter(|other| other != fact).collect();
            if only(&fewer) == Some(wanted) {
                return Err(format!("{fact:?} of {sufficient:?} can be spared"));
            }
        }
        spared += usize::from(sufficient.len() < case.len());
        Ok(())
    });
    assert!(spared > 100);
}

#[test]
fn a_presumed_value_is_the_worst_or_the_best_there_is_for_the_person() {
    let mut presumed = [0; 2];
    for seed in 0..REGULATIONS {
        let mut dice = Dice::new(14 << 32 | seed);
        let mut drafted = random::regulation(&mut dice);
        let (text, read) = written(&mut drafted, Words::Mixed, &mut dice);
        let regulation = read.unwrap_or_else(|errors| panic!("{errors:?}\n{text}"));
        let engine = Engine::new(&regulation);
        let space = Space::new(&regulation).expect("random regulations are small");
        for (place, fact) in regulation.facts.iter().enumerate() {
            let id = FactId(place as u32);
            let presumption = engine.presumption(id);
            let told = |what: &str| format!("{what}: {} {presumption:?} {:?}\n{text}", fact.name, fact.direction);
            if fact.judged_by.is_some() {
                assert_eq!(presumption, None, "{}", told("judged"));
                continue;
            }
            if let Some(value) = fact.default {
                assert_eq!(presumption, Some(Standing::Found(value)), "{}", told("declared"));
                continue;
            }
            let Some(standing) = presumption else { continue };
            let applicant = fact.burden == Some(Burden::Applicant);
            presumed[usize::from(applicant)] += 1;
            if let Some(complaint) = better_or_worse(&space, id, standing, applicant) {
                panic!("{}", told(&complaint));
            }
        }
    }
    assert!(presumed.iter().all(|count| *count > 3), "{presumed:?}");
}

/// A case in which another value than the presumed one is worse (for the applicant's facts) or better (for the others).
fn better_or_worse(space: &Space<'_>, fact: FactId, presumed: Standing, applicant: bool) -> Option<String> {
    let mut found = None;
    let mut case = space.open();
    case[fact.0 as usize] = presumed;
    space.completions(&case, |positions, judgement| {
        let complete = space.complete(positions);
        let known = |value: &Option<i64>| value.map_or(Standing::NotApplicable, Standing::Found);
        for other in space.standings(fact) {
            let mut beside: Vec<Standing> = complete.iter().map(known).collect();
            beside[fact.0 as usize] = other;
            // Between a choice or a conflict and another result nobody can say which is worse.
            let (Some(mine), Some(theirs)) = (judgement.allowed.single(), space.prospect(&beside).decided()) else {
                continue;
            };
            if if applicant { theirs > mine } else { theirs < mine } {
                found = Some(format!("{other:?} gives {theirs:?} instead of {mine:?} in {complete:?}"));
            }
        }
    });
    found
}
