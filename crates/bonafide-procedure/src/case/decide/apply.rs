//! 申请: a person through the own unit, or a unit for itself.

use super::Events;
use crate::case::act::{Apply, ApplyUnit, Contest, Endorse, UnitOpinion, Withdraw, YesNo};
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::field::Word;
use crate::id::{Day, PersonId};
use crate::refusal::{Refusal, Rule};
use crate::step::Step;

pub(super) fn apply(here: &Situation<'_>, act: &Apply, on: Day) -> Events {
    here.may_apply(Step::Apply, on)?;
    here.know_items(&act.items)?;
    Ok(vec![Event::Applied(act.clone())])
}

/// The unit discusses it in a small circle; if it agrees, the application goes out under its seal.
pub(super) fn endorse(here: &Situation<'_>, act: &Endorse, actor: &PersonId) -> Events {
    let application = &here.case.application;
    here.require_or(application.by.is_some() && !application.withdrawn, || {
        Refusal::by(Rule::StepBefore).with("step", "endorse").with("before", Step::Apply.id())
    })?;
    here.require_or(application.opinion.is_none(), || Refusal::by(Rule::DoneAlready).with("step", "endorse"))?;
    // Nobody handles their own matter: the applicant neither speaks for the unit nor votes.
    let own = |person: &PersonId| application.by.as_ref().is_some_and(|(applicant, _)| applicant == person);
    let voted = act.votes.iter().any(|vote| own(&vote.person));
    here.require_or(!own(actor) && !voted, || {
        Refusal::by(Rule::Barred).with("person", actor).with("part", "endorse").with("cause", "concerned")
    })?;
    here.require(Rule::DiscussionMissing, !act.votes.is_empty())?;
    here.require(Rule::SealMissing, act.opinion == UnitOpinion::Refuse || act.sealed == YesNo::Yes)?;
    Ok(vec![Event::Endorsed(act.clone())])
}

pub(super) fn contest(here: &Situation<'_>, act: &Contest) -> Events {
    here.require_or(here.case.application.opinion == Some(UnitOpinion::Refuse), || {
        Refusal::by(Rule::StepBefore).with("step", "contest").with("before", "endorse")
    })?;
    here.require_or(!here.case.application.contested, || Refusal::by(Rule::DoneAlready).with("step", "contest"))?;
    Ok(vec![Event::OpinionContested(act.clone())])
}

/// Taking the application back ends nothing: the screening stands.
pub(super) fn withdraw(here: &Situation<'_>, act: &Withdraw) -> Events {
    here.require_or(here.case.application.is_pending(), || {
        Refusal::by(Rule::StepBefore).with("step", "withdraw").with("before", Step::Apply.id())
    })?;
    Ok(vec![Event::ApplicationWithdrawn(act.clone())])
}

pub(super) fn apply_unit(here: &Situation<'_>, act: &ApplyUnit, on: Day) -> Events {
    here.may_apply(Step::ApplyUnit, on)?;
    here.require(Rule::DiscussionMissing, act.attended > 0 && !act.votes.is_empty() && !act.checks.is_empty())?;
    here.require(Rule::SealMissing, act.sealed == YesNo::Yes)?;
    let items: Vec<Word> = act.checks.iter().map(|check| check.item.clone()).collect();
    here.know_items(&items)?;
    Ok(vec![Event::UnitApplied(act.clone())])
}

impl Situation<'_> {
    fn may_apply(&self, step: Step, on: Day) -> Result<(), Refusal> {
        let application = &self.case.application;
        self.require_or(application.by.is_none() || application.withdrawn, || {
            Refusal::by(Rule::DoneAlready).with("step", step.id())
        })?;
        self.in_term(step, on)
    }

    /// A right is used within its term (过期不候), also a second time; a duty is done even late.
    pub(super) fn in_term(&self, step: Step, on: Day) -> Result<(), Refusal> {
        let Some(term) = self.case.terms.iter().rev().find(|term| term.step == step) else { return Ok(()) };
        self.require_or(term.is_stopped() || on <= term.due, || {
            Refusal::by(Rule::TermOver).with("step", step.id()).with("due", term.due).citing(&self.citation(step))
        })
    }

    fn know_items(&self, items: &[Word]) -> Result<(), Refusal> {
        let unknown = items.iter().find(|item| !self.law.knows_node(item.as_str()));
        self.require_or(unknown.is_none(), || {
            let word = unknown.map(ToString::to_string).unwrap_or_default();
            Refusal::by(Rule::UnknownWord).with("word", word).with("regulation", &self.law.name)
        })
    }
}
