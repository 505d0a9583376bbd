//! Two versions of a text (P7): where the rulings differ, as the fewest readable conditions.
//!
//! A model in which the rulings differ is cut down to the tests that force just this change (a cube); then cases inside the
//! cube are blocked and the search goes on. Cubes that the others cover are dropped at the end.

use std::sync::Arc;

use crate::align::align;
use crate::assess::program::verdict;
use crate::assess::{Engine, Gate, Graph, Outputs, Truth, Wire, compile};
use crate::prove::bench::{self, RulingLiterals, confirms, ruling_is, rulings_differ};
use crate::prove::sat::Literal;
use crate::prove::spread::OutOfReach;
use crate::prove::witness::Witness;
use crate::prove::worlds::{Absence, Worlds};
use crate::prove::{COUNTEREXAMPLES_MAX, Claim, Counterexample, Proof, ProveFault, Ruling, Shift, Theorem};
use crate::regulation::{Fact, FactId, FactKind, Regulation, Standing, Test};

/// P7.
pub(super) fn prove(regulation: &Regulation, against: &Regulation) -> Result<Proof, ProveFault> {
    let aligned = align(regulation, against).map_err(ProveFault::Unaligned)?;
    let facts: Arc<[Fact]> = aligned.first.facts.clone().into();
    let mut versions = Versions::new(&aligned.first, &aligned.second);
    let (changes, cut) = versions.changes().map_err(|_| ProveFault::OutOfReach(Theorem::P7))?;
    let (new, old) = (Engine::new(&aligned.first), Engine::new(&aligned.second));
    let (mut new, mut old) = (new.assessor(), old.assessor());
    let mut found = Vec::with_capacity(changes.len());
    for change in changes {
        for shown in [&change.case, &change.full] {
            if !confirms(&mut old, shown, change.from) || !confirms(&mut new, shown, change.to) {
                return Err(ProveFault::Disagreement(Theorem::P7));
            }
        }
        let claim = Claim::Changed {
            shift: shift(change.from, change.to),
            from: change.from,
            to: change.to,
            conditions: merged(&facts, &change.conditions),
        };
        found.push(Counterexample { case: change.case, second: None, claim });
    }
    let order = |one: &Counterexample| match &one.claim {
        Claim::Changed { shift, from, to, .. } => Some((*shift, *from, *to)),
        _ => None,
    };
    found.sort_by_key(order);
    let mut proof = Proof::of(Theorem::P7, found, &facts);
    proof.cut = cut;
    Ok(proof)
}

/// Which way a ruling moved.
fn shift(from: Ruling, to: Ruling) -> Shift {
    let (Some(low), Some(new_low)) = (from.lightest(), to.lightest()) else { return Shift::Otherwise };
    let (high, new_high) = (from.heaviest().unwrap_or(low), to.heaviest().unwrap_or(new_low));
    match (new_low.cmp(&low), new_high.cmp(&high)) {
        (one, other) if one.is_le() && other.is_le() => Shift::Widened,
        (one, other) if one.is_ge() && other.is_ge() => Shift::Narrowed,
        _ => Shift::Otherwise,
    }
}

/// A region in which the ruling changed in one way.
struct Change {
    from: Ruling,
    to: Ruling,
    conditions: Vec<(Test, bool)>,
    /// Exactly "the conditions hold".
    cube: Literal,
    case: Vec<Standing>,
    full: Vec<Standing>,
}

struct Versions {
    graph: Graph,
    new: Outputs,
    old: Outputs,
    worlds: Worlds,
    /// Tests that some ruling depends on.
    tests: Vec<(Test, Literal)>,
    day: i64,
}

impl Versions {
    fn new(new: &Regulation, old: &Regulation) -> Self {
        let mut graph = Graph::default();
        let outputs = [compile(&mut graph, new), compile(&mut graph, old)];
        let mut worlds = Worlds::new(&new.facts, Absence::AsDeclared);
        let tests = tests(&graph, &outputs);
        let tests = tests.into_iter().map(|(test, wire)| (test, worlds.literal(&graph, wire))).collect();
        let [new_outputs, old] = outputs;
        Self { graph, new: new_outputs, old, worlds, tests, day: bench::day(new) }
    }

    fn changes(&mut self) -> Result<(Vec<Change>, bool), OutOfReach> {
        let differ = rulings_differ(&mut self.graph, &self.new, &self.old);
        if differ == Wire::FALSE {
            return Ok((Vec::new(), false));
        }
        let differ = self.worlds.literal(&self.graph, differ);
        let new = RulingLiterals::new(&mut self.worlds, &self.graph, &self.new);
        let old = RulingLiterals::new(&mut self.worlds, &self.graph, &self.old);
        let further = self.worlds.switch();
        let mut changes = Vec::new();
        while self.worlds.solve(&[differ, further])? {
            if changes.len() == COUNTEREXAMPLES_MAX {
                return Ok((changes, true));
            }
            let (from, to) = (old.read(&self.worlds), new.read(&self.worlds));
            let witness = Witness::read(&self.worlds, self.day)?;
            let change = self.widest(&witness, from, to)?;
            self.worlds.require(&[!further, !change.cube]);
            changes.push(change);
        }
        self.drop_covered(&mut changes)?;
        Ok((changes, false))
    }

    /// The fewest tests, found in two orders, that force the same change as the model.
    fn widest(&mut self, witness: &Witness, from: Ruling, to: Ruling) -> Result<Change, OutOfReach> {
        let (is_old, is_new) = (ruling_is(&mut self.graph, &self.old, from), ruling_is(&mut self.graph, &self.new, to));
        let claim = self.graph.and(&[is_old, is_new]);
        let claim = self.worlds.literal(&self.graph, claim);
        let mut holding: Vec<(Test, bool, Literal)> = Vec::with_capacity(self.tests.len());
        // The values of the tests are asked of the case, not of the solver: its model may be gone by now.
        for &(test, literal) in &self.tests {
            let value = verdict(&test, &witness.full) == Truth::True;
            holding.push((test, value, literal.negated_if(!value)));
        }
        // Negative conditions read worse than positive ones: they go first.
        holding.sort_by_key(|(_, value, _)| *value);
        let one = self.reduced(claim, holding.clone())?;
        holding.reverse();
        holding.sort_by_key(|(_, value, _)| *value);
        let other = self.reduced(claim, holding)?;
        let mut kept = if other.len() < one.len() { other } else { one };
        kept.sort_by_key(|(test, _, _)| *test);
        let literals: Vec<Literal> = kept.iter().map(|(_, _, literal)| *literal).collect();
        let cube = self.worlds.all_of(&literals);
        let conditions: Vec<(Test, bool)> = kept.iter().map(|(test, value, _)| (*test, *value)).collect();
        let needed: Vec<FactId> = conditions.iter().flat_map(|(test, _)| facts_of(*test)).collect();
        let standing = |(index, standing): (usize, &Standing)| {
            let is_needed = needed.iter().any(|fact| fact.0 as usize == index);
            if is_needed { *standing } else { Standing::NotExamined }
        };
        let case = witness.full.iter().enumerate().map(standing).collect();
        Ok(Change { from, to, conditions, cube, case, full: witness.full.clone() })
    }

    /// Drops one test after the other while the rest still forces the claim.
    fn reduced(
        &mut self,
        claim: Literal,
        mut kept: Vec<(Test, bool, Literal)>,
    ) -> Result<Vec<(Test, bool, Literal)>, OutOfReach> {
        let mut at = 0;
        let mut is_first = true;
        while at < kept.len() || is_first {
            let mut fewer = kept.clone();
            if !is_first {
                fewer.remove(at);
            }
            let assumptions: Vec<Literal> = [!claim].into_iter().chain(fewer.iter().map(|(_, _, lit)| *lit)).collect();
            if self.worlds.solve(&assumptions)? {
                at += usize::from(!is_first);
            } else {
                let core = self.worlds.core();
                // What stands before `at` could not be dropped and stays.
                fewer.retain(|(_, _, literal)| core.contains(literal));
                at = at.min(fewer.len());
                kept = fewer;
            }
            is_first = false;
        }
        Ok(kept)
    }

    /// Drops changes that lie within the others.
    fn drop_covered(&mut self, changes: &mut Vec<Change>) -> Result<(), OutOfReach> {
        for at in (0..changes.len()).rev() {
            let covers = |(place, change): (usize, &Change)| if place == at { change.cube } else { !change.cube };
            let assumptions: Vec<Literal> = changes.iter().enumerate().map(covers).collect();
            if !self.worlds.solve(&assumptions)? {
                changes.remove(at);
            }
        }
        Ok(())
    }
}

/// The tests below the rulings of both.
fn tests(graph: &Graph, outputs: &[Outputs; 2]) -> Vec<(Test, Wire)> {
    let mut reached = vec![false; graph.gates().len()];
    let roots = outputs.iter().flat_map(|one| one.allow.into_iter().chain([one.conflict]));
    for root in roots {
        if let Some(cell) = reached.get_mut(root.gate()) {
            *cell = true;
        }
    }
    let mut found = Vec::new();
    for (index, gate) in graph.gates().iter().enumerate().rev() {
        if reached.get(index) != Some(&true) {
            continue;
        }
        match gate {
            Gate::And(parts) => {
                for part in parts {
                    if let Some(cell) = reached.get_mut(part.gate()) {
                        *cell = true;
                    }
                }
            }
            Gate::Test(test) => found.push((*test, Wire::of(index))),
            Gate::True => {}
        }
    }
    found.reverse();
    found
}

fn facts_of(test: Test) -> Vec<FactId> {
    match test {
        Test::Among { fact, .. } | Test::Within { fact, .. } => vec![fact],
        Test::Spread { left, right, .. } => vec![left, right],
    }
}

/// The conditions with those about one fact put together, where that says the same.
fn merged(facts: &[Fact], conditions: &[(Test, bool)]) -> Vec<(Test, bool)> {
    let mut merged: Vec<(Test, bool)> = Vec::new();
    for &(test, value) in conditions {
        let (Test::Among { fact, .. } | Test::Within { fact, .. }) = test else {
            merged.push((test, value));
            continue;
        };
        let Some(declared) = facts.get(fact.0 as usize) else { continue };
        let same = |(other, _): &(Test, bool)| !matches!(other, Test::Spread { .. }) && facts_of(*other) == [fact];
        let before = merged.iter().position(same).map(|at| merged.remove(at));
        merged.extend(together(declared, before, (test, value)));
    }
    merged
}

/// Two conditions on one fact as one if possible, else as they are.
fn together(fact: &Fact, before: Option<(Test, bool)>, after: (Test, bool)) -> Vec<(Test, bool)> {
    let parts: Vec<(Test, bool)> = before.into_iter().chain([after]).collect();
    // "Not among" holds of a fact that does not apply; only beside a positive test is it "among the others".
    let applies = !fact.may_not_apply || parts.iter().any(|(_, value)| *value);
    if !applies {
        return parts;
    }
    let first = parts.iter().find_map(|(test, _)| facts_of(*test).first().copied());
    match (&fact.kind, first) {
        (FactKind::Choice { values, .. }, Some(id)) => {
            let all = if values.len() >= 64 { u64::MAX } else { (1 << values.len()) - 1 };
            let mask = parts.iter().fold(all, |mask, (test, value)| match test {
                Test::Among { values, .. } => mask & if *value { *values } else { !*values },
                _ => mask,
            });
            vec![(Test::Among { fact: id, values: mask }, true)]
        }
        (FactKind::Number { low, high, .. }, Some(id)) => {
            let mut range = (*low, *high);
            for (test, value) in &parts {
                let Test::Within { low, high, .. } = test else { return parts };
                match (value, *low <= range.0, *high >= range.1) {
                    (true, _, _) => range = (range.0.max(*low), range.1.min(*high)),
                    (false, true, false) => range.0 = range.0.max(high.saturating_add(1)),
                    (false, false, true) => range.1 = range.1.min(low.saturating_sub(1)),
                    (false, _, _) => return parts,
                }
            }
            let open = |end: i64, edge: i64, far: i64| if end == edge { far } else { end };
            let (low, high) = (open(range.0, *low, i64::MIN), open(range.1, *high, i64::MAX));
            vec![(Test::Within { fact: id, low, high }, true)]
        }
        _ => parts,
    }
}
