//! 受理、不予受理、补正: an application is answered in time, with reasons; what is missing is asked for once, in full.

use super::Events;
use crate::case::act::{Accept, Reject, RequestSupplement, Supplement, UnitOpinion};
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::refusal::{Refusal, Rule};
use crate::step::Step;

pub(super) fn accept(here: &Situation<'_>, act: &Accept) -> Events {
    here.is_sent(Step::Accept)?;
    Ok(vec![Event::Accepted(act.clone())])
}

/// Not accepting ends the application, not the screening: that is due whoever applied.
pub(super) fn reject(here: &Situation<'_>, act: &Reject) -> Events {
    here.is_sent(Step::Reject)?;
    Ok(vec![Event::Rejected(act.clone())])
}

pub(super) fn request_supplement(here: &Situation<'_>, act: &RequestSupplement) -> Events {
    here.is_sent(Step::Supplement)?;
    here.require_or(!here.case.application.supplement_asked, || {
        Refusal::by(Rule::SupplementOnce).citing(&here.citation(Step::Supplement))
    })?;
    here.require_or(!act.missing.is_empty(), || Refusal::by(Rule::DiscussionMissing))?;
    Ok(vec![Event::SupplementRequested(act.clone())])
}

pub(super) fn supplement(here: &Situation<'_>, act: &Supplement) -> Events {
    let application = &here.case.application;
    here.require_or(application.supplement_asked && !application.supplemented, || {
        Refusal::by(Rule::StepBefore).with("step", Step::Supplement.id()).with("before", "request_supplement")
    })?;
    Ok(vec![Event::Supplemented(act.clone())])
}

impl Situation<'_> {
    /// The application has come in: the unit sent it, or its refusal is contested; nobody has answered it.
    fn is_sent(&self, step: Step) -> Result<(), Refusal> {
        let application = &self.case.application;
        let sent = application.opinion == Some(UnitOpinion::Agree) || application.contested;
        self.require_or(application.is_pending() && sent, || {
            let rule = if application.accepted.is_some() { Rule::DoneAlready } else { Rule::StepBefore };
            Refusal::by(rule).with("step", step.id()).with("before", "endorse").citing(&self.citation(step))
        })
    }
}
