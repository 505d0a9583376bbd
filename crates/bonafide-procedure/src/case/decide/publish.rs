//! 答复、上报、备案、公示、异议: the result goes back, up, aside and out.

use super::Events;
use crate::case::act::{AnswerObjection, Command, File, Object, Publish, Reply, ReportUpward};
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::id::{Day, UnitId};
use crate::refusal::{Refusal, Rule};
use crate::step::Step;

pub(super) fn reply(here: &Situation<'_>, act: &Reply) -> Events {
    here.require_or(here.roster.person(&act.to).is_some(), || {
        Refusal::by(Rule::UnknownPerson).with("person", &act.to)
    })?;
    Ok(vec![Event::Replied(act.clone())])
}

pub(super) fn report_upward(here: &Situation<'_>, act: &ReportUpward) -> Events {
    know_unit(here, &act.to)?;
    Ok(vec![Event::ReportedUpward(act.clone())])
}

pub(super) fn file(here: &Situation<'_>, act: &File) -> Events {
    for unit in &act.with {
        know_unit(here, unit)?;
    }
    Ok(vec![Event::Filed(act.clone())])
}

/// Proposed, looked over for secrets and approved by three people.
pub(super) fn publish(here: &Situation<'_>, act: &Publish, command: &Command) -> Events {
    let apart = act.reviewer != act.approver && act.reviewer != command.actor && act.approver != command.actor;
    here.require(Rule::SameReleaser, apart)?;
    for person in [&act.reviewer, &act.approver] {
        here.require_or(here.roster.person(person).is_some(), || {
            Refusal::by(Rule::UnknownPerson).with("person", person)
        })?;
    }
    Ok(vec![Event::Published(act.clone())])
}

pub(super) fn object(here: &Situation<'_>, act: &Object, on: Day) -> Events {
    here.in_term(Step::Object, on)?;
    Ok(vec![Event::Objected(act.clone())])
}

pub(super) fn answer(here: &Situation<'_>, act: &AnswerObjection) -> Events {
    let place = usize::try_from(act.number - 1).ok();
    let objection = place.and_then(|place| here.case.objections.get(place));
    here.require_or(objection.is_some_and(Option::is_none), || {
        Refusal::by(Rule::UnknownNumber).with("number", act.number)
    })?;
    Ok(vec![Event::ObjectionAnswered(act.clone())])
}

fn know_unit(here: &Situation<'_>, unit: &UnitId) -> Result<(), Refusal> {
    here.require_or(here.roster.unit(unit).is_some(), || Refusal::by(Rule::UnknownWord).with("word", unit))
}
