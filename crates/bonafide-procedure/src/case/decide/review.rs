//! 复核: on the person's request, by others than those who decided, never worse.

use super::Events;
use super::outcome::Poll;
use crate::case::act::{RequestReview, Review};
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::id::Day;
use crate::refusal::{Refusal, Rule};
use crate::roster::Part;
use crate::step::Step;

pub(super) fn request(here: &Situation<'_>, act: &RequestReview, on: Day) -> Events {
    let open = here.case.review.as_ref().is_some_and(|review| review.answered.is_none());
    let before = here.case.review.is_some();
    here.require_or(!open && !before, || Refusal::by(Rule::DoneAlready).with("step", Step::RequestReview.id()))?;
    here.in_term(Step::RequestReview, on)?;
    Ok(vec![Event::ReviewRequested(act.clone())])
}

pub(super) fn review(here: &Situation<'_>, act: &Review, on: Day) -> Events {
    let open = here.case.review.as_ref().is_some_and(|review| review.answered.is_none());
    here.require_or(open, || {
        Refusal::by(Rule::StepBefore).with("step", Step::Review.id()).with("before", Step::RequestReview.id())
    })?;
    here.right_organ(Step::Review, &act.organ)?;
    here.vote(&Poll { organ: act.organ.as_str(), votes: &act.votes, aside: &[], part: Part::Review, on })?;
    let before = here.case.decision.as_ref().map(|ruling| ruling.outcome);
    here.not_worse(act.outcome, before)?;
    here.red_line_holds(act.outcome, before)?;
    let effects = here.effects_or(&act.effects, &here.assess())?;
    Ok(vec![Event::Reviewed(Review { effects, ..act.clone() })])
}
