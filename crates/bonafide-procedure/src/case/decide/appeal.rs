//! 申诉: to the organ above, which accepts it first; never worse.

use super::Events;
use super::outcome::Poll;
use crate::case::act::{AcceptAppeal, Appeal, RequestAppeal};
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::id::Day;
use crate::refusal::{Refusal, Rule};
use crate::roster::Part;
use crate::step::Step;

pub(super) fn request(here: &Situation<'_>, act: &RequestAppeal, on: Day) -> Events {
    here.require_or(here.case.appeal.is_none(), || {
        Refusal::by(Rule::DoneAlready).with("step", Step::RequestAppeal.id())
    })?;
    here.in_term(Step::RequestAppeal, on)?;
    Ok(vec![Event::AppealRequested(act.clone())])
}

pub(super) fn accept(here: &Situation<'_>, act: &AcceptAppeal) -> Events {
    let waiting = here.case.appeal.as_ref().is_some_and(|appeal| appeal.accepted.is_none());
    here.require_or(waiting, || {
        Refusal::by(Rule::StepBefore).with("step", "accept_appeal").with("before", Step::RequestAppeal.id())
    })?;
    Ok(vec![Event::AppealAccepted(act.clone())])
}

pub(super) fn appeal(here: &Situation<'_>, act: &Appeal, on: Day) -> Events {
    let appeal = here.case.appeal.as_ref();
    let open = appeal.is_some_and(|appeal| appeal.accepted.is_some() && appeal.answered.is_none());
    here.require_or(open, || {
        Refusal::by(Rule::StepBefore).with("step", Step::Appeal.id()).with("before", "accept_appeal")
    })?;
    here.right_organ(Step::Appeal, &act.organ)?;
    here.vote(&Poll { organ: act.organ.as_str(), votes: &act.votes, aside: &[], part: Part::Review, on })?;
    let before = here.case.decision.as_ref().map(|ruling| ruling.outcome);
    here.not_worse(act.outcome, before)?;
    here.red_line_holds(act.outcome, before)?;
    let effects = here.effects_or(&act.effects, &here.assess())?;
    Ok(vec![Event::Appealed(Appeal { effects, ..act.clone() })])
}
