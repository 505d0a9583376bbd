//! What cases and parts of cases show without the solver, 64 at a time.
#![expect(clippy::indexing_slicing, reason = "planes are sized by the program that numbers the gates")]

use crate::assess::greedy;
use crate::assess::program::{Cone, Program, facts_of, verdict};
use crate::assess::values::{Classes, classes};
use crate::assess::{Graph, Outputs, Truth, Wire};
use crate::prove::sat::Literal;
use crate::regulation::{Fact, FactId, FactKind, Standing, Test};

const LANES: usize = 64;

/// A test that some ruling depends on.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub(super) test: Test,
    pub(super) wire: Wire,
    pub(super) literal: Literal,
}

/// A test as it turns out in a case.
#[derive(Clone, Copy)]
pub(super) struct Held {
    pub(super) test: Test,
    pub(super) value: bool,
    /// True where the test turns out so.
    pub(super) literal: Literal,
    wire: Wire,
}

impl Asked {
    /// How the test turns out in a full case.
    pub(super) fn held(&self, case: &[Standing]) -> Held {
        let value = verdict(&self.test, case) == Truth::True;
        Held { test: self.test, value, literal: self.literal.negated_if(!value), wire: self.wire }
    }
}

/// Both versions, laid out to be run.
pub(super) struct Simulation {
    program: Program,
    /// The gates behind both rulings.
    ands: Vec<u32>,
    classes: Vec<Classes>,
    facts: Vec<Fact>,
    planes: Vec<[u64; 1]>,
}

impl Simulation {
    pub(super) fn new(graph: &Graph, outputs: &[Outputs; 2], facts: &[Fact]) -> Self {
        let program = Program::new(graph, facts.len());
        let roots: Vec<Wire> = outputs.iter().flat_map(|one| one.allow.into_iter().chain([one.conflict])).collect();
        let mut cone = Cone::default();
        program.cone(&roots, &vec![0; program.planes()], &mut cone);
        let classes = classes(&program, facts);
        let mut planes = vec![[0]; program.planes()];
        planes[Wire::TRUE.plane()] = [!0];
        Self { program, ands: cone.ands, classes, facts: facts.to_vec(), planes }
    }

    /// Drops one test after the other, in order, while Kleene's values still give the claim from the rest.
    pub(super) fn forcing(&mut self, holding: &[Held], claim: &[Wire]) -> Vec<Held> {
        let implying: Vec<Vec<usize>> = holding.iter().map(|held| self.implying(holding, held)).collect();
        let kept = greedy::spare(holding.len(), |trial| {
            for (place, held) in holding.iter().enumerate() {
                let own = trial.lanes(place);
                let lanes = implying[place].iter().fold(own, |lanes, other| lanes | trial.lanes(*other));
                let at = held.wire.plane();
                self.planes[at] = [if held.value { lanes } else { 0 }];
                self.planes[at ^ 1] = [if held.value { 0 } else { lanes }];
            }
            self.program.run_some(&self.ands, &mut self.planes);
            claim.iter().fold(!0, |given, wire| given & self.planes[wire.plane()][0])
        });
        holding.iter().zip(kept).filter(|(_, kept)| *kept).map(|(held, _)| *held).collect()
    }

    /// Other tests of the same fact that, as they turn out, leave this one no other way.
    fn implying(&self, holding: &[Held], held: &Held) -> Vec<usize> {
        let implies = |(place, other): (usize, &Held)| {
            let (Some(fact), false) = (self.single_fact(held, other), other.wire == held.wire) else { return None };
            implies((&other.test, other.value), (&held.test, held.value), fact).then_some(place)
        };
        holding.iter().enumerate().filter_map(implies).collect()
    }

    /// The fact that both tests are about and no other.
    fn single_fact(&self, one: &Held, other: &Held) -> Option<&Fact> {
        let of = |test: &Test| match *test {
            Test::Among { fact, .. } | Test::Within { fact, .. } => Some(fact),
            Test::Spread { .. } => None,
        };
        let fact = of(&one.test).filter(|fact| of(&other.test) == Some(*fact))?;
        self.facts.get(fact.0 as usize)
    }

    /// Which of the tests a case beside the given one shows to be needed: there it alone turns out otherwise, and the
    /// claim fails.
    pub(super) fn needed(&mut self, kept: &[Held], case: &[Standing], claim: &[Wire]) -> Vec<bool> {
        let mut beside: Vec<(usize, FactId, Standing)> = Vec::new();
        let mut world = case.to_vec();
        for (place, held) in kept.iter().enumerate() {
            for fact in facts_of(&held.test) {
                for standing in &self.classes[fact.0 as usize].representatives {
                    world[fact.0 as usize] = *standing;
                    let is_alone = kept.iter().enumerate().all(|(other, held)| {
                        ((verdict(&held.test, &world) == Truth::True) == held.value) == (other != place)
                    });
                    if is_alone {
                        beside.push((place, fact, *standing));
                    }
                }
                world[fact.0 as usize] = case[fact.0 as usize];
            }
        }
        let mut needed = vec![false; kept.len()];
        for chunk in beside.chunks(LANES) {
            for atom in self.program.atoms() {
                let holds = verdict(&atom.test, case) == Truth::True;
                let at = atom.gate as usize * 2;
                (self.planes[at], self.planes[at + 1]) = if holds { ([!0], [0]) } else { ([0], [!0]) };
            }
            for (lane, (_, fact, standing)) in chunk.iter().enumerate() {
                world[fact.0 as usize] = *standing;
                self.program.set_world(*fact, &world, lane, &mut self.planes);
                world[fact.0 as usize] = case[fact.0 as usize];
            }
            self.program.run_some(&self.ands, &mut self.planes);
            let fails = claim.iter().fold(0, |fails, wire| fails | self.planes[wire.negate().plane()][0]);
            for (lane, (place, ..)) in chunk.iter().enumerate() {
                needed[*place] |= fails >> lane & 1 == 1;
            }
        }
        needed
    }
}

/// Whether one test of a fact, turning out so, leaves another no other way.
fn implies((one, is_so): (&Test, bool), (other, wanted): (&Test, bool), fact: &Fact) -> bool {
    // Not to apply is to fail every test.
    let may_fail_both = fact.may_not_apply && fact.kind != FactKind::YesNo;
    let (inside, overlaps, covers) = match (one, other) {
        (Test::Among { values: one, .. }, Test::Among { values: other, .. }) => {
            let all = match &fact.kind {
                FactKind::Choice { values, .. } if values.len() < 64 => (1 << values.len()) - 1,
                FactKind::YesNo => 3,
                _ => u64::MAX,
            };
            (one & all & !other == 0, one & other & all != 0, (one | other) & all == all)
        }
        (Test::Within { low, high, .. }, Test::Within { low: other_low, high: other_high, .. }) => {
            let FactKind::Number { low: least, high: most, .. } = fact.kind else { return false };
            let (low, high) = ((*low).max(least), (*high).min(most));
            let (other_low, other_high) = ((*other_low).max(least), (*other_high).min(most));
            let overlaps = low.max(other_low) <= high.min(other_high);
            let meet = overlaps || high.saturating_add(1) == other_low || other_high.saturating_add(1) == low;
            let covers = meet && low.min(other_low) == least && high.max(other_high) == most;
            (other_low <= low && high <= other_high, overlaps, covers)
        }
        _ => return false,
    };
    match (is_so, wanted) {
        (true, true) => inside,
        (true, false) => !overlaps,
        (false, true) => covers && !may_fail_both,
        // Where one is not, the other is not either, if it lies within the first.
        (false, false) => implies((other, true), (one, true), fact),
    }
}
