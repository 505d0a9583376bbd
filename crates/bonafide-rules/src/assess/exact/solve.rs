//! Exact answers where there are too many worlds to count out: a sample shows what can be, and the solver settles what
//! the sample did not show.
#![expect(clippy::indexing_slicing, reason = "planes are sized by the program, roots are five")]

use crate::assess::engine::Engine;
use crate::assess::exact::sample::{Draws, Sequence};
use crate::assess::exact::tally::Tally;
use crate::assess::exact::{Exact, Scratch, WORDS};
use crate::assess::graph::Wire;
use crate::assess::program::spread_out;
use crate::prove::sat::Literal;
use crate::prove::worlds::{Absence, Worlds};
use crate::regulation::{Fact, FactId, FactKind, Standing};

/// How many times 512 worlds are drawn before the solver is asked.
const SAMPLES_MAX: usize = 4;

impl Scratch {
    /// Runs 512 worlds drawn from the unknown facts behind the cone.
    fn run_sample(&mut self, engine: &Engine, standings: &[Standing], unknown: &[FactId], sequence: &mut Sequence) {
        spread_out(&self.base, &mut self.wide);
        let mut draws = Draws::new(engine, &self.cone, standings);
        unknown.iter().for_each(|fact| draws.free(*fact, [!0; WORDS]));
        draws.set(sequence, &mut self.wide);
        engine.program.run_wide(&self.cone.ands, &mut self.wide);
    }

    /// Whether the rules are known to leave no conflict in any case like this one. Most texts are proved free of
    /// conflicts before they come into force; finding it out once spares the hardest question of each later case.
    fn is_free_of_conflict(&mut self, engine: &Engine, standings: &[Standing]) -> bool {
        let is_declared = |(fact, standing): (&Fact, &Standing)| {
            *standing != Standing::NotApplicable || fact.may_not_apply || fact.kind == FactKind::YesNo
        };
        if !engine.regulation.facts.iter().zip(standings).all(is_declared) {
            return false;
        }
        let [.., conflict] = engine.result_roots;
        *engine.conflict_free.get_or_init(|| self.model(engine, &[], &[conflict]).is_none())
    }

    /// What too many worlds to count out leave open.
    pub(super) fn by_sat(&mut self, engine: &Engine, standings: &[Standing], unknown: Vec<FactId>) -> Exact {
        let mut seen = Tally::new(engine);
        let mut sequence = Sequence::new();
        for _ in 0..SAMPLES_MAX {
            self.run_sample(engine, standings, &unknown, &mut sequence);
            seen.count(engine, &self.wide, &[!0; WORDS]);
            // Conflicts are not waited for: hardly any text has them.
            let is_shown = |(root, any): (&Wire, &bool)| *any || self.is_known(*root);
            if engine.result_roots.iter().zip(&seen.any).take(4).all(is_shown) {
                break;
            }
        }
        let conflict_free = self.is_free_of_conflict(engine, standings);
        let roots: Vec<Wire> = engine.result_roots.iter().chain(&engine.side_roots).copied().collect();
        // By root: seen true, and seen false. What Kleene's pass knows can be seen only one way.
        let mut shown: Vec<[bool; 2]> = seen.any.iter().zip(&seen.all).map(|(any, all)| [*any, !*all]).collect();
        shown.extend(seen.sides.iter().map(|all| [true, !*all]));
        let worlds = self.worlds.get_or_insert_with(|| Worlds::new(&engine.regulation.facts, Absence::AsStated));
        let literals: Vec<Literal> = roots.iter().map(|root| worlds.literal(&engine.graph, *root)).collect();
        let mut assumptions = worlds.assume(standings);
        let [.., conflict] = engine.result_roots;
        let known = |wire: Wire| self.base[wire.plane()] != 0 || conflict_free && wire == conflict;
        for at in 0..roots.len() {
            for side in [0, 1] {
                if shown[at][side] || known(roots[at]) {
                    continue;
                }
                assumptions.push(literals[at].negated_if(side == 1));
                // Out of reach only past billions of number combinations: then nothing is ruled out.
                match worlds.solve(&assumptions) {
                    Ok(false) => {}
                    Err(_) => shown[at][side] = true,
                    Ok(true) => {
                        for (shown, literal) in shown.iter_mut().zip(&literals) {
                            shown[usize::from(!worlds.holds(*literal))] = true;
                        }
                        seen.several |= literals.iter().take(4).filter(|literal| worlds.holds(**literal)).count() > 1;
                    }
                }
                assumptions.pop();
            }
        }
        let mut tally = seen;
        for (at, [is, is_not]) in shown.iter().enumerate() {
            match at.checked_sub(tally.any.len()) {
                None => (tally.any[at], tally.all[at]) = (*is, *is && !*is_not),
                Some(side) => tally.sides[side] = !*is_not,
            }
        }
        tally.several |= tally.uniform() && tally.any.iter().take(4).filter(|any| **any).count() > 1;
        let relevant = if tally.uniform() { Vec::new() } else { unknown };
        let is_relevance_shown = relevant.is_empty();
        Exact { is_relevance_shown, ..tally.finish(relevant) }
    }

    /// The wires of which one is true wherever the result is another than `wanted`, but for those that cannot be.
    fn against(&self, engine: &Engine, wanted: &Exact) -> Vec<Wire> {
        let roots = engine.result_roots.iter().zip(wanted.bits());
        let against = roots.map(|(root, holds)| if holds { root.negate() } else { *root });
        against.filter(|wire| !self.known_true(wire.negate())).collect()
    }

    /// Whether every completion gives `wanted`'s result; cheaper than settling what else there is.
    pub(crate) fn forces(&mut self, engine: &Engine, standings: &[Standing], wanted: &Exact) -> bool {
        engine.program.run_case(standings, &mut self.base);
        let against = self.against(engine, wanted);
        if against.is_empty() || against.iter().any(|wire| self.known_true(*wire)) {
            return against.is_empty();
        }
        engine.program.cone(&engine.result_roots, &self.base, &mut self.cone);
        let unknown = self.unknown_facts(engine, standings);
        self.run_sample(engine, standings, &unknown, &mut Sequence::new());
        if against.iter().any(|wire| self.wide[wire.plane()] != [0; WORDS]) {
            return false;
        }
        let [.., conflict] = engine.result_roots;
        let mut against = against;
        if against.contains(&conflict) && self.is_free_of_conflict(engine, standings) {
            against.retain(|wire| *wire != conflict);
        }
        self.model(engine, standings, &against).is_none()
    }

    /// A completion of the case with another result than `wanted`, if there is one.
    pub(crate) fn otherwise(
        &mut self,
        engine: &Engine,
        standings: &[Standing],
        wanted: &Exact,
    ) -> Option<Vec<Standing>> {
        engine.program.run_case(standings, &mut self.base);
        let against = self.against(engine, wanted);
        self.model(engine, standings, &against)?;
        self.worlds.as_ref().and_then(|worlds| worlds.case(0).ok())
    }

    /// Finds a completion in which one of the wires is true; the solver keeps it. What is out of reach counts as found.
    pub(crate) fn model(&mut self, engine: &Engine, standings: &[Standing], wires: &[Wire]) -> Option<()> {
        let worlds = self.worlds.get_or_insert_with(|| Worlds::new(&engine.regulation.facts, Absence::AsStated));
        let literals: Vec<Literal> = wires.iter().map(|wire| worlds.literal(&engine.graph, *wire)).collect();
        let mut assumptions = worlds.assume(standings);
        literals.into_iter().find_map(|literal| {
            assumptions.push(literal);
            let found = worlds.solve(&assumptions).unwrap_or(true);
            assumptions.pop();
            found.then_some(())
        })
    }

    /// Whether Kleene's pass alone gives `wanted`'s result.
    pub(crate) fn shows(&mut self, engine: &Engine, standings: &[Standing], wanted: &Exact) -> bool {
        engine.program.run_case(standings, &mut self.base);
        self.against(engine, wanted).is_empty()
    }
}
