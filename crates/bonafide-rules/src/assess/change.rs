//! What would have changed the outcome (反事实): minimal sets of at most three facts.
//!
//! A set of facts can only change the result if the result becomes unknown when all of them are hidden, and hiding more
//! never makes it known again. So whole groups of facts are hidden first ([`search`]), hundreds of worlds a pass
//! ([`lanes`]), and only the groups that leave the result unknown are opened, down to facts and their actual values.
//! Numbers that are compared with one another get theirs from the SAT solver ([`tied`]).

use crate::assess::assessor::Assessor;
use crate::assess::change::search::Search;
use crate::outcome::OutcomeSet;
use crate::regulation::{FactId, Standing};

mod candidate;
mod lanes;
mod search;
mod tied;
mod world;

/// Facts in a change, at most.
const SIZE_MAX: usize = 3;

/// Which facts may be imagined otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeScope {
    /// Every finding: which of them is decisive.
    Findings,
    /// Only what the person could have done otherwise (可为).
    Doable,
}

/// A smallest set of facts that, found otherwise, would have changed the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The facts, each with what it would have been.
    pub facts: Vec<(FactId, Standing)>,
    /// The outcomes then left; empty is a conflict.
    pub outcomes: OutcomeSet,
}

impl Assessor<'_> {
    /// Minimal sets of at most three facts whose change would change the settled result of a case, smaller sets first,
    /// at most `most`. A case that is not settled has none.
    pub fn changes(&mut self, standings: &[Standing], scope: ChangeScope, most: usize) -> Vec<Change> {
        self.take(standings);
        let exact = self.settle();
        if !exact.is_settled() {
            return Vec::new();
        }
        let mut search = Search::new(self, scope, exact);
        let mut changes: Vec<Change> = Vec::new();
        for size in 1..=SIZE_MAX {
            if changes.len() >= most {
                break;
            }
            changes.extend(search.sized(self, size, most - changes.len()).into_values());
        }
        changes.truncate(most);
        changes
    }
}
