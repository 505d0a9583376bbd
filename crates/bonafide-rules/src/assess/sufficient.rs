//! The smallest set of found facts that forces the answer: deletion in halves.

use crate::assess::assessor::Assessor;
use crate::assess::exact::Exact;
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
        let mut kept = Vec::new();
        self.reduce(&found, &wanted, &mut kept);
        kept
    }

    /// Hides `facts` if the rest still forces the result; otherwise splits them and tries each half.
    fn reduce(&mut self, facts: &[FactId], wanted: &Exact, kept: &mut Vec<FactId>) {
        if facts.is_empty() {
            return;
        }
        let before: Vec<Standing> =
            facts.iter().filter_map(|fact| self.standings.get(fact.0 as usize).copied()).collect();
        for fact in facts {
            self.put(fact.0 as usize, Standing::NotExamined);
        }
        if self.scratch.forces(self.engine, &self.standings, wanted) {
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
        self.reduce(first, wanted, kept);
        self.reduce(second, wanted, kept);
    }
}
