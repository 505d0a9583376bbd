//! The smallest set of found facts that forces the answer: deletion in halves.

use crate::assess::assessor::Assessor;
use crate::assess::engine::Engine;
use crate::assess::exact::{Exact, Scratch};
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
        let found: Vec<FactId> = (0_u32..)
            .zip(&self.standings)
            .filter(|(_, standing)| matches!(standing, Standing::Found(_) | Standing::NotApplicable))
            .map(|(index, _)| FactId(index))
            .collect();
        // Kleene's pass is a thousand times cheaper than a proof: what it can spare goes first.
        let mut candidates = found;
        if self.scratch.shows(self.engine, &self.standings, &wanted) {
            let mut kept = Vec::new();
            self.reduce(&candidates, &wanted, Scratch::shows, &mut kept);
            candidates = kept;
        }
        let mut kept = Vec::new();
        self.reduce(&candidates, &wanted, Scratch::forces, &mut kept);
        kept
    }

    /// Hides `facts` if the rest still gives the result; otherwise splits them and tries each half.
    fn reduce(&mut self, facts: &[FactId], wanted: &Exact, still: Still, kept: &mut Vec<FactId>) {
        if facts.is_empty() {
            return;
        }
        let before: Vec<Standing> =
            facts.iter().filter_map(|fact| self.standings.get(fact.0 as usize).copied()).collect();
        for fact in facts {
            self.put(fact.0 as usize, Standing::NotExamined);
        }
        if still(&mut self.scratch, self.engine, &self.standings, wanted) {
            return;
        }
        for (fact, standing) in facts.iter().zip(before) {
            self.put(fact.0 as usize, standing);
        }
        if let [only] = facts {
            kept.push(*only);
            return;
        }
        let (first, second) = facts.split_at(facts.len() / 2);
        self.reduce(first, wanted, still, kept);
        self.reduce(second, wanted, still, kept);
    }
}

/// Whether a case's facts still give a result.
type Still = fn(&mut Scratch, &Engine, &[Standing], &Exact) -> bool;
