//! Theorems about two cases at once: identity never matters (P8), graver is never lighter (P9).
//!
//! The text is laid out twice over the same facts but one. Gates that do not depend on that fact are shared, so where the
//! fact is not used at all the two sides are the same wires and nothing is left to prove.

use std::sync::Arc;

use crate::assess::{Engine, Graph, Outputs, Wire};
use crate::outcome::Outcome;
use crate::prove::bench::{self, RulingLiterals, answers_differ, exchange, ruling_is, some_past, some_up_to};
use crate::prove::sat::Literal;
use crate::prove::spread::OutOfReach;
use crate::prove::witness::Witness;
use crate::prove::worlds::{Absence, Worlds};
use crate::prove::{Claim, Counterexample, Proof, ProveFault, Ruling, Theorem};
use crate::regulation::{Fact, FactId, FactKind, Regulation, Standing, Test};

/// P8 or P9.
pub(super) fn prove(regulation: &Regulation, theorem: Theorem) -> Result<Proof, ProveFault> {
    let engine = Engine::new(regulation);
    let facts: Arc<[Fact]> = regulation.facts.clone().into();
    let mut failures = Vec::new();
    for (fact, declared) in (0_u32..).map(FactId).zip(&regulation.facts) {
        let asked = match theorem {
            Theorem::P8 => declared.identity,
            _ => declared.aggravating && !matches!(declared.kind, FactKind::Choice { ordered: false, .. }),
        };
        if !asked {
            continue;
        }
        let found = Twins::new(&engine, fact, theorem).search().map_err(|_| ProveFault::OutOfReach(theorem))?;
        if let Some(found) = found {
            failures.push(confirmed(&engine, found, theorem)?);
        }
    }
    Ok(Proof::of(theorem, failures, &facts))
}

/// One fact that may differ between two cases that are otherwise alike.
struct Twins<'a> {
    engine: &'a Engine,
    fact: FactId,
    theorem: Theorem,
    graph: Graph,
    /// The second side, about [`Twins::other`].
    second: Outputs,
    /// The fact's value on the second side.
    other: FactId,
    bad: Wire,
}

/// A pair of cases, short and full.
struct Pair {
    counterexample: Counterexample,
    full: [Vec<Standing>; 2],
    rulings: [Ruling; 2],
}

impl<'a> Twins<'a> {
    fn new(engine: &'a Engine, fact: FactId, theorem: Theorem) -> Self {
        let mut graph = engine.graph().clone();
        let other = FactId(u32::try_from(engine.regulation().facts.len()).unwrap_or(u32::MAX));
        let second = exchange(&mut graph, engine.outputs(), |id| if id == fact { other } else { id });
        let bad = match theorem {
            Theorem::P8 => answers_differ(&mut graph, engine.outputs(), &second),
            _ => lighter(&mut graph, engine.outputs(), &second),
        };
        Self { engine, fact, theorem, graph, second, other, bad }
    }

    fn search(mut self) -> Result<Option<Pair>, OutOfReach> {
        if self.bad == Wire::FALSE {
            return Ok(None);
        }
        let regulation = self.engine.regulation();
        let mut facts = regulation.facts.clone();
        facts.extend(regulation.facts.get(self.fact.0 as usize).cloned());
        let mut worlds = Worlds::new(&facts, Absence::AsDeclared);
        let bad = worlds.literal(&self.graph, self.bad);
        if self.theorem == Theorem::P9 {
            self.order(&mut worlds);
        }
        if !worlds.solve(&[bad])? {
            return Ok(None);
        }
        let first = RulingLiterals::new(&mut worlds, &self.graph, self.engine.outputs());
        let second = RulingLiterals::new(&mut worlds, &self.graph, &self.second);
        worlds.solve(&[bad])?;
        let rulings = [first.read(&worlds), second.read(&worlds)];
        let witness = Witness::read(&worlds, bench::day(regulation))?;
        let claim = self.exactly(&mut worlds, rulings);
        let short = match claim {
            Some(claim) => witness.shorten(&mut worlds, claim, &[self.fact, self.other])?,
            // Rulings alike: effects or modality differ, which only the whole case shows.
            None => witness.full.clone(),
        };
        let (case, second) = self.sides(&short);
        let (first_full, second_full) = self.sides(&witness.full);
        let claim = match self.theorem {
            Theorem::P8 => Claim::IdentityMatters { fact: self.fact, first: rulings[0], second: rulings[1] },
            _ => Claim::GraverIsLighter { fact: self.fact, first: rulings[0], second: rulings[1] },
        };
        let counterexample = Counterexample { case, second: Some(second), claim };
        Ok(Some(Pair { counterexample, full: [first_full, second_full], rulings }))
    }

    /// The second value is at least as high as the first.
    fn order(&mut self, worlds: &mut Worlds) {
        worlds.require_order(self.fact, self.other);
        if worlds.is_tied(self.fact) {
            let test = Test::Spread { left: self.other, factor: 1, right: self.fact, low: 0, high: i64::MAX };
            let wire = self.graph.test(test);
            let literal = worlds.literal(&self.graph, wire);
            worlds.require(&[literal]);
        }
    }

    fn exactly(&mut self, worlds: &mut Worlds, rulings: [Ruling; 2]) -> Option<Literal> {
        let [first, second] = rulings;
        if first == second {
            return None;
        }
        let first = ruling_is(&mut self.graph, self.engine.outputs(), first);
        let second = ruling_is(&mut self.graph, &self.second, second);
        let both = self.graph.and(&[first, second]);
        Some(worlds.literal(&self.graph, both))
    }

    /// Both cases over the facts of the regulation.
    fn sides(&self, both: &[Standing]) -> (Vec<Standing>, Vec<Standing>) {
        let mut first = both.to_vec();
        let other = first.pop().unwrap_or_default();
        let mut second = first.clone();
        if let Some(standing) = second.get_mut(self.fact.0 as usize) {
            *standing = other;
        }
        (first, second)
    }
}

/// "The second is lighter than the first, at its lightest or at its heaviest, and neither is a conflict".
fn lighter(graph: &mut Graph, first: &Outputs, second: &Outputs) -> Wire {
    let mut ways = Vec::new();
    for outcome in Outcome::ALL {
        let (low, new_low) = (some_up_to(graph, first, outcome), some_up_to(graph, second, outcome));
        ways.push(graph.and(&[new_low, low.negate()]));
        let (high, new_high) = (some_past(graph, first, outcome), some_past(graph, second, outcome));
        ways.push(graph.and(&[high, new_high.negate()]));
    }
    let any = graph.or(&ways);
    graph.and(&[any, first.conflict.negate(), second.conflict.negate()])
}

/// The engine gives both rulings, in full and in short, and where they are alike other effects or another modality.
fn confirmed(engine: &Engine, pair: Pair, theorem: Theorem) -> Result<Counterexample, ProveFault> {
    let mut assessor = engine.assessor();
    let second = pair.counterexample.second.clone().unwrap_or_default();
    let short = [&pair.counterexample.case, &second];
    let full = [&pair.full[0], &pair.full[1]];
    for cases in [short, full] {
        let answers = cases.map(|case| assessor.assess(case));
        let [first, second] = [Ruling::of(&answers[0]), Ruling::of(&answers[1])];
        let as_found = first == Some(pair.rulings[0]) && second == Some(pair.rulings[1]);
        let sides_differ = answers[0].effects != answers[1].effects || answers[0].modality != answers[1].modality;
        if !as_found || (first == second && !sides_differ) {
            return Err(ProveFault::Disagreement(theorem));
        }
    }
    Ok(pair.counterexample)
}
