//! Two versions of a text (P7): where the rulings differ, as the fewest readable conditions.
//!
//! A model in which the rulings differ is cut down to the tests that force just this change (a cube); then cases inside the
//! cube are blocked and the search goes on. Cubes that the others cover are dropped at the end. Most of the cutting is
//! done by simulation ([`simulate`]), which is far cheaper than asking the solver about each test.

use std::sync::Arc;

use crate::align::align;
use crate::assess::program::{facts_of, verdict};
use crate::assess::{Engine, Gate, Graph, Outputs, Truth, Wire, compile};
use crate::prove::bench::{self, RulingLiterals, confirms, ruling_is, ruling_wires, rulings_differ};
use crate::prove::sat::Literal;
use crate::prove::spread::OutOfReach;
use crate::prove::versions::readable::merged;
use crate::prove::versions::simulate::{Asked, Held, Simulation};
use crate::prove::witness::Witness;
use crate::prove::worlds::{Absence, Worlds};
use crate::prove::{COUNTEREXAMPLES_MAX, Claim, Counterexample, Proof, ProveFault, Ruling, Shift, Theorem};
use crate::regulation::{Fact, FactId, Regulation, Standing, Test};

mod readable;
mod simulate;

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

/// What a reduction must keep true.
struct Claimed<'a> {
    literal: Literal,
    /// The same as wires that are all true.
    wires: Vec<Wire>,
    /// A full case in which it is true.
    case: &'a [Standing],
}

struct Versions {
    graph: Graph,
    new: Outputs,
    old: Outputs,
    worlds: Worlds,
    simulation: Simulation,
    /// Tests that some ruling depends on.
    tests: Vec<Asked>,
    day: i64,
}

impl Versions {
    fn new(new: &Regulation, old: &Regulation) -> Self {
        let mut graph = Graph::default();
        let outputs = [compile(&mut graph, new), compile(&mut graph, old)];
        let mut worlds = Worlds::new(&new.facts, Absence::AsDeclared);
        let simulation = Simulation::new(&graph, &outputs, &new.facts);
        let asked = |(test, wire): (Test, Wire)| Asked { test, wire, literal: worlds.literal(&graph, wire) };
        let tests = tests(&graph, &outputs).into_iter().map(asked).collect();
        let [new_outputs, old] = outputs;
        Self { graph, new: new_outputs, old, worlds, simulation, tests, day: bench::day(new) }
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
        let wires: Vec<Wire> = [ruling_wires(&self.old, from), ruling_wires(&self.new, to)].concat();
        let claim = Claimed { literal: claim, wires, case: &witness.full };
        // The values of the tests are asked of the case, not of the solver: its model may be gone by now.
        let mut holding: Vec<Held> = self.tests.iter().map(|asked| asked.held(&witness.full)).collect();
        // Negative conditions read worse than positive ones: they go first.
        holding.sort_by_key(|held| held.value);
        let one = self.reduced(&claim, &holding)?;
        holding.reverse();
        holding.sort_by_key(|held| held.value);
        let other = self.reduced(&claim, &holding)?;
        let mut kept = if other.len() < one.len() { other } else { one };
        kept.sort_by_key(|held| held.test);
        let literals: Vec<Literal> = kept.iter().map(|held| held.literal).collect();
        let cube = self.worlds.all_of(&literals);
        let conditions: Vec<(Test, bool)> = kept.iter().map(|held| (held.test, held.value)).collect();
        let needed: Vec<FactId> = conditions.iter().flat_map(|(test, _)| facts_of(test)).collect();
        let standing = |(index, standing): (usize, &Standing)| {
            let is_needed = needed.iter().any(|fact| fact.0 as usize == index);
            if is_needed { *standing } else { Standing::NotExamined }
        };
        let case = witness.full.iter().enumerate().map(standing).collect();
        Ok(Change { from, to, conditions, cube, case, full: witness.full.clone() })
    }

    /// Drops one test after the other while the rest still forces the claim: what simulation can tell first, and what
    /// it cannot tell by the solver.
    fn reduced(&mut self, claim: &Claimed<'_>, holding: &[Held]) -> Result<Vec<Held>, OutOfReach> {
        let mut kept = self.simulation.forcing(holding, &claim.wires);
        let assume = |kept: &[Held], without: Option<usize>| -> Vec<Literal> {
            let others = kept.iter().enumerate().filter(|(place, _)| Some(*place) != without);
            [!claim.literal].into_iter().chain(others.map(|(_, held)| held.literal)).collect()
        };
        if self.worlds.solve(&assume(&kept, None))? {
            return Ok(holding.to_vec());
        }
        let core = self.worlds.core();
        kept.retain(|held| core.contains(&held.literal));
        let mut needed = self.simulation.needed(&kept, claim.case, &claim.wires);
        let mut at = 0;
        while at < kept.len() {
            if needed.get(at) == Some(&true) || self.worlds.solve(&assume(&kept, Some(at)))? {
                at += 1;
                continue;
            }
            let core = self.worlds.core();
            let mut stays = kept.iter().enumerate().map(|(place, held)| place != at && core.contains(&held.literal));
            let stays: Vec<bool> = stays.by_ref().collect();
            let mut of = stays.iter();
            kept.retain(|_| of.next() == Some(&true));
            // What stands before `at` could not be dropped and stays; what was needed among more is needed among fewer.
            let mut of = stays.iter();
            needed.retain(|_| of.next() == Some(&true));
            at = at.min(kept.len());
        }
        Ok(kept)
    }

    /// Drops changes that lie within the others.
    fn drop_covered(&mut self, changes: &mut Vec<Change>) -> Result<(), OutOfReach> {
        for at in (0..changes.len()).rev() {
            let is_inside = |(place, other): (usize, &Change)| {
                let own = changes.get(at).map(|change| change.full.as_slice()).unwrap_or_default();
                let holds = |(test, value): &(Test, bool)| (verdict(test, own) == Truth::True) == *value;
                place != at && other.conditions.iter().all(holds)
            };
            // Its own case shows a change that no other covers.
            if !changes.iter().enumerate().any(is_inside) {
                continue;
            }
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
