//! 整改: causes, measures, an owner, a deadline, and somebody else who looks whether it was done.

use super::Events;
use crate::case::act::{Command, PlanCorrection, ReportCorrection, VerifyCorrection};
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::case::state::Correction;
use crate::id::Day;
use crate::refusal::{Refusal, Rule};

pub(super) fn plan(here: &Situation<'_>, act: &PlanCorrection, on: Day) -> Events {
    here.require_or(act.number > 0 && !here.case.corrections.contains_key(&act.number), || {
        Refusal::by(Rule::UnknownNumber).with("number", act.number)
    })?;
    here.require_or(here.roster.person(&act.owner).is_some(), || {
        Refusal::by(Rule::UnknownPerson).with("person", &act.owner)
    })?;
    here.require_or(act.due >= on, || Refusal::by(Rule::EarlierDay).with("day", act.due).with("last", on))?;
    Ok(vec![Event::CorrectionPlanned(act.clone())])
}

pub(super) fn report(here: &Situation<'_>, act: &ReportCorrection, command: &Command) -> Events {
    let correction = here.correction(act.number)?;
    here.require_or(correction.planned.owner == command.actor, || {
        let refusal = Refusal::by(Rule::NotYourStep).with("person", &command.actor).with("act", "report_correction");
        refusal.with("parties", &correction.planned.owner)
    })?;
    Ok(vec![Event::CorrectionReported(act.clone())])
}

pub(super) fn verify(here: &Situation<'_>, act: &VerifyCorrection, command: &Command) -> Events {
    let correction = here.correction(act.number)?;
    here.require(Rule::OwnerVerifies, correction.planned.owner != command.actor)?;
    here.require_or(correction.reported.is_some(), || {
        Refusal::by(Rule::StepBefore).with("step", "verify_correction").with("before", "report_correction")
    })?;
    Ok(vec![Event::CorrectionVerified(act.clone())])
}

impl Situation<'_> {
    fn correction(&self, number: i64) -> Result<&Correction, Refusal> {
        let open = self.case.corrections.get(&number).filter(|correction| correction.closed.is_none());
        open.ok_or_else(|| Refusal::by(Rule::UnknownNumber).with("number", number))
    }
}
