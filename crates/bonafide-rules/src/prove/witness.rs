//! From a model to a short case: facts that do not matter for a claim are left out.

use std::collections::BTreeSet;

use crate::prove::sat::{Literal, Solver};
use crate::prove::spread::OutOfReach;
use crate::prove::worlds::{Finding, Worlds};
use crate::regulation::{FactId, Standing};

/// A model of the solver, read out.
#[derive(Clone, Debug)]
pub struct Witness {
    /// Every fact with a value that is easy to read.
    pub full: Vec<Standing>,
    findings: Vec<Finding>,
}

impl Witness {
    /// Reads the model that [`Worlds::solve`] has just found. `day`: a day that dates keep near to.
    ///
    /// # Errors
    /// [`OutOfReach`] as [`Worlds::solve`].
    pub fn read<S: Solver>(worlds: &Worlds<S>, day: i64) -> Result<Self, OutOfReach> {
        Ok(Self { full: worlds.case(day)?, findings: worlds.findings() })
    }

    /// The case with only the facts that force `claim`, all others 未查: whatever those turn out to be, the claim holds.
    /// Facts in `keep` stay in any case.
    ///
    /// # Errors
    /// [`OutOfReach`] as [`Worlds::solve`].
    pub fn shorten<S: Solver>(
        &self,
        worlds: &mut Worlds<S>,
        claim: Literal,
        keep: &[FactId],
    ) -> Result<Vec<Standing>, OutOfReach> {
        let all: BTreeSet<FactId> = self.findings.iter().flat_map(about).collect();
        let Some(mut kept) = self.forcing(worlds, claim, &all)? else { return Ok(self.full.clone()) };
        for fact in kept.clone().into_iter().rev() {
            if !kept.contains(&fact) {
                continue;
            }
            let mut without = kept.clone();
            without.remove(&fact);
            if let Some(fewer) = self.forcing(worlds, claim, &without)? {
                kept = fewer;
            }
        }
        kept.extend(keep);
        let standing = |(index, standing): (usize, &Standing)| {
            let is_kept = u32::try_from(index).is_ok_and(|index| kept.contains(&FactId(index)));
            if is_kept { *standing } else { Standing::NotExamined }
        };
        Ok(self.full.iter().enumerate().map(standing).collect())
    }

    /// Those of the facts that the solver needs to force the claim; `None` when they do not force it.
    fn forcing<S: Solver>(
        &self,
        worlds: &mut Worlds<S>,
        claim: Literal,
        facts: &BTreeSet<FactId>,
    ) -> Result<Option<BTreeSet<FactId>>, OutOfReach> {
        let usable = |finding: &&Finding| about(finding).all(|fact| facts.contains(&fact));
        let mut assumptions: Vec<Literal> = vec![!claim];
        assumptions.extend(self.findings.iter().filter(usable).map(|finding| finding.literal));
        if worlds.solve(&assumptions)? {
            return Ok(None);
        }
        let core: BTreeSet<Literal> = worlds.core().into_iter().collect();
        let needed = self.findings.iter().filter(usable).filter(|finding| core.contains(&finding.literal));
        Ok(Some(needed.flat_map(about).collect()))
    }
}

fn about(finding: &Finding) -> impl Iterator<Item = FactId> + use<> {
    [Some(finding.fact), finding.other].into_iter().flatten()
}
