//! 拟处理: the body proposes, with like cases beside it.

use super::Events;
use super::outcome::Signed;
use crate::case::act::Propose;
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::refusal::{Refusal, Rule};
use crate::step::Step;

pub(super) fn propose(here: &Situation<'_>, act: &Propose) -> Events {
    here.require_or(here.case.decision.is_none(), || Refusal::by(Rule::DoneAlready).with("step", Step::Decide.id()))?;
    let prior = here.case.determination.as_ref().map(|found| found.outcome);
    let signed = Signed { outcome: act.outcome, effects: &act.effects, departure: act.departure.as_ref(), prior };
    let (assessed, effects) = here.sign(&signed)?;
    Ok(vec![Event::Assessed(assessed), Event::Proposed(Propose { effects, ..act.clone() })])
}
