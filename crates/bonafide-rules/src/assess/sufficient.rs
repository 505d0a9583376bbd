//! The smallest set of found facts that forces the answer: Kleene's values first, then drawn worlds, then the solver.
#![expect(clippy::indexing_slicing, reason = "facts, gates and lanes are numbered by what sized the vectors")]

use crate::assess::assessor::Assessor;
use crate::assess::exact::sample::{Draws, Sequence};
use crate::assess::exact::{Exact, LANES, WORDS};
use crate::assess::graph::Wire;
use crate::assess::greedy;
use crate::assess::program::{Truth, facts_of, spread_out, verdict};
use crate::regulation::{FactId, Standing};

impl Assessor<'_> {
    /// Facts of the case that alone force its result, and of which none can be spared.
    /// Empty when the case is not settled, or settled by the rules alone.
    pub fn sufficient(&mut self, standings: &[Standing]) -> Vec<FactId> {
        self.take(standings);
        let wanted = self.settle();
        if !wanted.is_settled() {
            return Vec::new();
        }
        let given = self.standings.clone();
        let found = |(_, standing): &(u32, &Standing)| matches!(standing, Standing::Found(_) | Standing::NotApplicable);
        let mut facts: Vec<FactId> = (0..).zip(&given).filter(found).map(|(index, _)| FactId(index)).collect();
        self.hide(&facts);
        // Kleene's pass is a thousand times cheaper than a proof: what it can spare goes first.
        if self.scratch.shows(self.engine, &given, &wanted) {
            facts = self.forcing(&facts, &given, &wanted);
        }
        let needed = self.shown_needed(&facts, &given, &wanted);
        for fact in &facts {
            self.put(fact.0 as usize, given[fact.0 as usize]);
        }
        let mut kept = Vec::new();
        for (fact, is_needed) in facts.into_iter().zip(needed) {
            self.put(fact.0 as usize, Standing::NotExamined);
            if is_needed || !self.scratch.forces(self.engine, &self.standings, &wanted) {
                self.put(fact.0 as usize, given[fact.0 as usize]);
                kept.push(fact);
            }
        }
        kept
    }

    fn hide(&mut self, facts: &[FactId]) {
        for fact in facts {
            self.put(fact.0 as usize, Standing::NotExamined);
        }
    }

    /// Lays out everything that hangs on facts not known now.
    fn lay_out(&mut self) {
        self.engine.program.run_case(&self.standings, &mut self.scratch.base);
        self.engine.program.cone(&self.engine.result_roots, &self.scratch.base, &mut self.scratch.cone);
    }

    /// Drops one fact after the other while Kleene's pass still gives the result. All of them are hidden now.
    fn forcing(&mut self, facts: &[FactId], given: &[Standing], wanted: &Exact) -> Vec<FactId> {
        self.lay_out();
        let engine = self.engine;
        let scratch = &mut self.scratch;
        spread_out(&scratch.base, &mut scratch.narrow);
        let mut place_of = vec![None; given.len()];
        facts.iter().enumerate().for_each(|(place, fact)| place_of[fact.0 as usize] = Some(place));
        let roots: Vec<Wire> = engine.result_roots.iter().zip(wanted.bits()).map(signed).collect();
        let kept = greedy::spare(facts.len(), |trial| {
            for atom in scratch.cone.atoms.iter().map(|place| engine.program.atoms()[*place as usize]) {
                let places = facts_of(&atom.test).filter_map(|fact| place_of[fact.0 as usize]);
                let known = places.fold(!0, |lanes, place| lanes & trial.lanes(place));
                let now = verdict(&atom.test, given);
                scratch.narrow[atom.gate as usize * 2] = [if now == Truth::True { known } else { 0 }];
                scratch.narrow[atom.gate as usize * 2 + 1] = [if now == Truth::False { known } else { 0 }];
            }
            engine.program.run_some(&scratch.cone.ands, &mut scratch.narrow);
            roots.iter().fold(!0, |given, root| given & scratch.narrow[root.plane()][0])
        });
        let facts = facts.iter().zip(kept).filter(|(_, kept)| *kept);
        facts.map(|(fact, _)| *fact).collect()
    }

    /// Which of the facts some drawn world shows to be needed: there all the others stand as given, and yet the result
    /// is another. All facts but those unknown in the case are hidden now.
    fn shown_needed(&mut self, facts: &[FactId], given: &[Standing], wanted: &Exact) -> Vec<bool> {
        let count = facts.len();
        let mut needed = vec![false; count];
        if count == 0 {
            return needed;
        }
        self.lay_out();
        let engine = self.engine;
        let scratch = &mut self.scratch;
        let mut sequence = Sequence::new();
        let mut draws = Draws::new(engine, &scratch.cone, given);
        let worlds = Rounds::new(count);
        for (index, standing) in (0_u32..).zip(given) {
            let fact = FactId(index);
            let free = match (standing, facts.binary_search(&fact)) {
                (Standing::NotExamined | Standing::CannotEstablish, _) => [!0; WORDS],
                (_, Ok(place)) => worlds.own[place],
                (_, Err(_)) => worlds.sometimes(&mut sequence),
            };
            draws.free(fact, free);
        }
        spread_out(&scratch.base, &mut scratch.wide);
        draws.set(&mut sequence, &mut scratch.wide);
        engine.program.run_wide(&scratch.cone.ands, &mut scratch.wide);
        let against = engine.result_roots.iter().zip(wanted.bits()).map(|one| signed(one).negate().plane());
        let fails = against
            .fold([0; WORDS], |fails, plane| std::array::from_fn(|word| fails[word] | scratch.wide[plane][word]));
        for (needed, own) in needed.iter_mut().zip(&worlds.own) {
            *needed = own.iter().zip(&fails).any(|(own, fails)| own & fails != 0);
        }
        needed
    }
}

/// Drawn worlds in rounds: in each, one world after the other is another kept fact's own, which it alone is free in.
struct Rounds {
    /// By kept fact.
    own: Vec<[u64; WORDS]>,
    /// The worlds of each round of four.
    rounds: [[u64; WORDS]; 4],
}

impl Rounds {
    fn new(count: usize) -> Self {
        let mut worlds = Self { own: vec![[0; WORDS]; count], rounds: [[0; WORDS]; 4] };
        for lane in 0..LANES {
            worlds.own[lane % count][lane / 64] |= 1 << (lane % 64);
            worlds.rounds[lane / count % 4][lane / 64] |= 1 << (lane % 64);
        }
        worlds
    }

    /// The worlds that draw a fact which is not kept. A fact that is needed is mostly shown where little else differs
    /// from the case, sometimes where much does: a fourth of the rounds leaves it, the others draw it more and more.
    fn sometimes(&self, sequence: &mut Sequence) -> [u64; WORDS] {
        let (some, other) = (sequence.words(), sequence.words());
        let [_, seldom, half, always] = &self.rounds;
        std::array::from_fn(|word| seldom[word] & some[word] & other[word] | half[word] & some[word] | always[word])
    }
}

/// The wire that is true where a root is as it should be.
fn signed((root, holds): (&Wire, bool)) -> Wire {
    if holds { *root } else { root.negate() }
}
