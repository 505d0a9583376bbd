//! 核实: what the defence says is looked into; what holds is taken up, and nothing gets worse by it.

use bonafide_rules::outcome::Outcome;

use super::Events;
use super::screen::with_findings;
use crate::case::act::Verify;
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::refusal::{Refusal, Rule};
use crate::step::Step;

pub(super) fn verify(here: &Situation<'_>, act: &Verify) -> Events {
    here.require_or(here.case.defence.filed.is_some(), || {
        Refusal::by(Rule::StepBefore).with("step", Step::Verify.id()).with("before", Step::Defend.id())
    })?;
    let mut act = act.clone();
    act.findings = here.settle(&act.findings)?;
    here.rest_on_evidence(&act.findings)?;
    let found = with_findings(here.case, &act.findings);
    let then = Situation { case: &found, ..*here };
    let assessed = then.assess();
    let prior = here.case.determination.as_ref().map(|found| found.outcome);
    here.not_worse(assessed.possible.iter().copied().min().unwrap_or(Outcome::Exempt), prior)?;
    Ok(vec![Event::Verified(act), Event::Assessed(assessed)])
}
