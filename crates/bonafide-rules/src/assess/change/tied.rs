//! Facts that change together with others they are compared with: which values to give them depends on each other.

use crate::assess::assessor::Assessor;
use crate::assess::change::Change;
use crate::assess::exact::Exact;
use crate::regulation::{FactId, Standing};

impl Assessor<'_> {
    /// Values of `free` facts that, with `fixed` ones so, change the settled result; `None` when there are none.
    ///
    /// While other facts are unknown, values that would only change it for some of theirs are passed over.
    pub(super) fn changed_together(
        &mut self,
        settled: &Exact,
        fixed: &[(FactId, Standing)],
        free: &[FactId],
    ) -> Option<Change> {
        let before = self.standings.clone();
        for (fact, standing) in fixed {
            self.put(fact.0 as usize, *standing);
        }
        for fact in free {
            self.put(fact.0 as usize, Standing::NotExamined);
        }
        let change = self.otherwise(settled, fixed, free);
        self.standings = before;
        change
    }

    fn otherwise(&mut self, settled: &Exact, fixed: &[(FactId, Standing)], free: &[FactId]) -> Option<Change> {
        let model = self.scratch.otherwise(self.engine, &self.standings, settled)?;
        let value = |fact: FactId| model.get(fact.0 as usize).copied().unwrap_or_default();
        let mut facts: Vec<(FactId, Standing)> = free.iter().map(|fact| (*fact, value(*fact))).collect();
        for (fact, standing) in &facts {
            self.put(fact.0 as usize, *standing);
        }
        facts.extend(fixed);
        facts.sort_unstable_by_key(|(fact, _)| *fact);
        let changed = self.settle();
        let is_change = changed.is_settled() && !changed.same_result(settled);
        is_change.then(|| Change { facts, outcomes: changed.result() })
    }
}
