//! The proofs against trying every complete case of random small regulations.
use crate::differential::describe;
use crate::interpret::{Complete, Judgement, holds, judge};
use crate::partial::Space;
use crate::print::{Words, source};
use crate::random::{self, Dice};
use crate::text::{loaded, written};
use bonafide_rules::outcome::OutcomeSet;
use bonafide_rules::prove::{Claim, Counterexample, Proof, Ruling, Theorem, Verdict, prove};
use bonafide_rules::regulation::*;
use std::collections::BTreeSet;

const REGULATIONS: u64 = if cfg!(debug_assertions) { 40 } else { 600 };

/// Every complete case of a regulation with what it leads to.
fn all(space: &Space<'_>, regulation: &Regulation) -> Vec<(Complete, Judgement)> {
    let mut cases = Vec::new();
    space.completions(&vec![Standing::NotExamined; regulation.facts.len()], |positions, judgement| {
        cases.push((space.complete(positions), judgement.clone()));
    });
    cases
}

fn counterexamples(proof: &Proof) -> &[Counterexample] {
    match &proof.verdict {
        Verdict::Fails(counterexamples) => counterexamples,
        Verdict::Holds | Verdict::NotAsked(_) => &[],
    }
}

fn of(proofs: &[Proof], theorem: Theorem) -> &Proof {
    proofs.iter().find(|proof| proof.theorem == theorem).expect("each theorem has a proof")
}

/// The ruling of a case when all its completions have it.
fn ruled(space: &Space<'_>, case: &[Standing]) -> Option<Ruling> {
    let prospect = space.prospect(case);
    let ruling = if prospect.conflict_certain { Ruling::Conflict } else { Ruling::Outcomes(prospect.possible) };
    prospect.settled.then_some(ruling)
}

#[test]
fn the_proofs_of_one_text_hold_just_when_every_case_says_so() {
    let mut failed = [0; 4];
    for seed in 0..REGULATIONS {
        let mut dice = Dice::new(21 << 32 | seed);
        let mut drafted = random::regulation(&mut dice);
        let (text, read) = written(&mut drafted, Words::Mixed, &mut dice);
        let regulation = read.unwrap_or_else(|errors| panic!("{errors:?}\n{text}"));
        let space = Space::new(&regulation).expect("random regulations are small");
        let cases = all(&space, &regulation);
        let proofs = prove(&regulation, None, None).unwrap_or_else(|fault| panic!("seed {seed}: {fault:?}\n{text}"));
        let checks = [firing, conflicts, identity, gravity];
        for (place, check) in checks.iter().enumerate() {
            match check(&regulation, &space, &cases, &proofs) {
                Ok(holds) => failed[place] += usize::from(!holds),
                Err(complaint) => {
                    panic!("seed {seed}: {complaint}\n{}", source(&regulation, Words::Chinese, &mut Dice::new(1)))
                }
            }
        }
    }
    println!("theorems: P1, P3, P8, P9 failed in {failed:?} of {REGULATIONS} regulations, as counted");
    assert!(failed.iter().all(|count| *count > 0), "each theorem fails somewhere");
}

type Cases = [(Complete, Judgement)];

/// P1: the nodes named are those that fire in no case.
fn firing(regulation: &Regulation, _: &Space<'_>, cases: &Cases, proofs: &[Proof]) -> Result<bool, String> {
    let proof = of(proofs, Theorem::P1);
    let mut named = BTreeSet::new();
    for counterexample in counterexamples(proof) {
        let (node, claimed) = match counterexample.claim {
            Claim::NeverHolds { node } => (node, false),
            Claim::NeverFires { node } => (node, true),
            ref other => return Err(format!("P1 claims {other:?}")),
        };
        named.insert(node);
        let condition = &regulation.nodes[node.0 as usize].condition;
        if cases.iter().any(|(case, _)| holds(regulation, case, condition)) != claimed {
            return Err(format!("P1: the condition of {node:?} can hold: not {claimed}"));
        }
    }
    let fire: BTreeSet<NodeId> = cases.iter().flat_map(|(_, judgement)| judgement.firing.iter().copied()).collect();
    let never: BTreeSet<NodeId> =
        (0..regulation.nodes.len() as u32).map(NodeId).filter(|node| !fire.contains(node)).collect();
    if named == never || proof.cut && named.is_subset(&never) {
        Ok(never.is_empty())
    } else {
        Err(format!("P1 names {named:?}, never firing are {never:?}"))
    }
}

/// P3: it fails just when some case is a conflict, and each case shown is one whatever its unknown facts.
fn conflicts(regulation: &Regulation, space: &Space<'_>, cases: &Cases, proofs: &[Proof]) -> Result<bool, String> {
    let proof = of(proofs, Theorem::P3);
    for counterexample in counterexamples(proof) {
        if ruled(space, &counterexample.case) != Some(Ruling::Conflict) {
            return Err(format!("P3 shows no conflict: {}", describe(regulation, &counterexample.case)));
        }
    }
    let conflict = cases.iter().any(|(_, judgement)| judgement.is_conflict());
    if conflict == (proof.verdict == Verdict::Holds) {
        return Err(format!("P3 {:?}, conflict {conflict}", proof.verdict));
    }
    Ok(!conflict)
}

/// Pairs of complete cases that differ in one fact only.
fn pairs(cases: &Cases, fact: usize, mut visit: impl FnMut(&(Complete, Judgement), &(Complete, Judgement))) {
    for one in cases {
        for other in cases {
            let same = |place: usize| place == fact || one.0[place] == other.0[place];
            if one.0[fact] != other.0[fact] && (0..one.0.len()).all(same) {
                visit(one, other);
            }
        }
    }
}

/// P8: it fails just when two cases that differ in an identity fact differ in anything given.
fn identity(regulation: &Regulation, _: &Space<'_>, cases: &Cases, proofs: &[Proof]) -> Result<bool, String> {
    let proof = of(proofs, Theorem::P8);
    let mut matter = BTreeSet::new();
    for fact in (0..regulation.facts.len()).filter(|fact| regulation.facts[*fact].identity) {
        pairs(cases, fact, |(_, one), (_, other)| {
            if (one.allowed, &one.effects, one.modality) != (other.allowed, &other.effects, other.modality) {
                matter.insert(FactId(fact as u32));
            }
        });
    }
    let mut named = BTreeSet::new();
    for counterexample in counterexamples(proof) {
        let Claim::IdentityMatters { fact, .. } = counterexample.claim else {
            return Err(format!("P8 claims {:?}", counterexample.claim));
        };
        named.insert(fact);
    }
    if named == matter { Ok(matter.is_empty()) } else { Err(format!("P8 names {named:?}, counted {matter:?}")) }
}

/// P9: where one outcome becomes a lighter one by more of an aggravating fact alone, it fails; and what it shows is so.
fn gravity(regulation: &Regulation, space: &Space<'_>, cases: &Cases, proofs: &[Proof]) -> Result<bool, String> {
    let proof = of(proofs, Theorem::P9);
    let mut wrong = BTreeSet::new();
    for fact in (0..regulation.facts.len()).filter(|fact| regulation.facts[*fact].aggravating) {
        pairs(cases, fact, |(less, one), (more, other)| {
            let (Some(less), Some(more)) = (less[fact], more[fact]) else { return };
            let (Some(one), Some(other)) = (one.allowed.single(), other.allowed.single()) else { return };
            if less < more && other < one {
                wrong.insert(FactId(fact as u32));
            }
        });
    }
    let mut named = BTreeSet::new();
    for counterexample in counterexamples(proof) {
        let (Claim::GraverIsLighter { fact, first, second }, Some(graver)) =
            (&counterexample.claim, &counterexample.second)
        else {
            return Err(format!("P9 claims {:?}", counterexample.claim));
        };
        named.insert(*fact);
        if (ruled(space, &counterexample.case), ruled(space, graver)) != (Some(*first), Some(*second)) {
            return Err(format!("P9 shows {counterexample:?}"));
        }
    }
    if wrong.is_subset(&named) { Ok(wrong.is_empty()) } else { Err(format!("P9 names {named:?}, counted {wrong:?}")) }
}

/// Another version of a text: some other condition, grant or order, the facts untouched.
fn revised(drafted: &Regulation, dice: &mut Dice) -> Regulation {
    let mut other = drafted.clone();
    let node = dice.below(other.nodes.len());
    match dice.below(5) {
        0 => other.priorities.clear(),
        3 => {
            let (tag, name, kind) = ("R9".into(), "红线九".into(), NodeKind::RedLine { effects: Vec::new() });
            let red_line = Node { tag, name, kind, exceptions: Vec::new(), ..drafted.nodes[node].clone() };
            other.nodes.push(red_line);
        }
        1 => {
            let donor = dice.below(other.nodes.len());
            other.nodes[node].condition = drafted.nodes[donor].condition.clone();
        }
        2 => other.nodes[node].condition = Condition::Not(Box::new(drafted.nodes[node].condition.clone())),
        _ => {
            if let NodeKind::Item { grant, .. } | NodeKind::Variation { grant, .. } = &mut other.nodes[node].kind {
                grant.outcomes = OutcomeSet::only(*dice.pick(&bonafide_rules::outcome::Outcome::ALL));
            }
        }
    }
    other
}

#[test]
fn the_proofs_of_two_texts_hold_just_when_every_case_says_so() {
    let mut counts = [0; 3];
    for seed in 0..REGULATIONS {
        let mut dice = Dice::new(22 << 32 | seed);
        let mut drafted = random::regulation(&mut dice);
        let (text, read) = written(&mut drafted, Words::Mixed, &mut dice);
        let new = read.unwrap_or_else(|errors| panic!("{errors:?}\n{text}"));
        // A changed rule may make a fact pull both ways, which needs a default: such a version is left out.
        let Ok(old) = loaded(&source(&revised(&drafted, &mut dice), Words::Chinese, &mut dice)) else { continue };
        if let Err(complaint) = compare_texts(&new, &old, &mut counts) {
            let written = [&new, &old].map(|one| source(one, Words::Chinese, &mut Dice::new(1)));
            panic!("seed {seed}: {complaint}\n{}\n{}", written[0], written[1]);
        }
    }
    println!("theorems: P7, P5, P6 failed in {counts:?} of {REGULATIONS} pairs, as counted");
    assert!(counts.iter().all(|count| *count > 0), "each theorem fails somewhere");
}

/// P7 with the second as the older version; P5 and P6 with it as the superior.
fn compare_texts(new: &Regulation, old: &Regulation, counts: &mut [usize; 3]) -> Result<(), String> {
    let proofs = prove(new, Some(old), Some(old)).map_err(|fault| format!("{fault:?}"))?;
    let (spaces, open) = ((Space::new(new), Space::new(old)), vec![Standing::NotExamined; new.facts.len()]);
    let (Some(new_space), Some(old_space)) = spaces else { return Ok(()) };
    let (mut differ, mut lighter, mut weakened) = (false, false, false);
    // The space of the text that reads more facts has all the cases that matter to either.
    let wide = if new_space.size() >= old_space.size() { &new_space } else { &old_space };
    wide.completions(&open, |positions, _| {
        let case = wide.complete(positions);
        let (local, superior) = (judge(new, &case), judge(old, &case));
        differ |= local.allowed != superior.allowed;
        if let (Some(local), Some(above)) = (local.allowed.single(), superior.allowed.single()) {
            lighter |= local < above;
            weakened |= !superior.crossed.is_empty() && local < above;
        }
    });
    let p7 = of(&proofs, Theorem::P7);
    for counterexample in counterexamples(p7) {
        let Claim::Changed { from, to, .. } = &counterexample.claim else {
            return Err("P7 claims something else".into());
        };
        let seen = (ruled(&old_space, &counterexample.case), ruled(&new_space, &counterexample.case));
        if seen != (Some(*from), Some(*to)) {
            return Err(format!("P7 shows {counterexample:?}, seen {seen:?}"));
        }
    }
    if differ && p7.verdict == Verdict::Holds || !differ && !counterexamples(p7).is_empty() {
        return Err(format!("P7 {:?}, differ {differ}", p7.verdict));
    }
    let fails = |theorem| !counterexamples(of(&proofs, theorem)).is_empty();
    if lighter && !fails(Theorem::P5) || weakened && !fails(Theorem::P6) {
        return Err(format!("P5, P6 hold, but lighter {lighter}, weakened {weakened}"));
    }
    for counterexample in counterexamples(of(&proofs, Theorem::P5)) {
        let Claim::LighterThanSuperior { local, superior, .. } = &counterexample.claim else {
            return Err("P5 claims something else".into());
        };
        let seen = (ruled(&new_space, &counterexample.case), ruled(&old_space, &counterexample.case));
        if seen != (Some(*local), Some(*superior)) {
            return Err(format!("P5 shows {counterexample:?}, seen {seen:?}"));
        }
    }
    for (count, failed) in counts.iter_mut().zip([differ, lighter, weakened]) {
        *count += usize::from(failed);
    }
    Ok(())
}
