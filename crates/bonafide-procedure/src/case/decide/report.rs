//! 报告: an accountability matter is reported and registered. Screening is due from here on, whether anybody applies or not.

use super::Events;
use crate::case::act::Report;
use crate::case::event::{Event, Opened};
use crate::case::situation::Situation;
use crate::id::Day;
use crate::refusal::{Refusal, Rule};

pub(super) fn report(here: &Situation<'_>, act: &Report, on: Day) -> Events {
    for person in std::iter::once(&act.subject).chain(&act.reporters) {
        here.require_or(here.roster.person(person).is_some(), || {
            Refusal::by(Rule::UnknownPerson).with("person", person)
        })?;
    }
    here.require_or(here.roster.unit(&act.unit).is_some(), || Refusal::by(Rule::UnknownWord).with("word", &act.unit))?;
    here.require_or(act.act_on <= on, || Refusal::by(Rule::FutureDay).with("day", act.act_on).with("today", on))?;
    // The rules of the day of the act decide, or a later version that is milder (INV-05).
    let in_force = here.law.regulation().in_force.contains(act.act_on.0);
    here.require_or(in_force, || {
        Refusal::by(Rule::NotInForce).with("regulation", &here.law.name).with("day", act.act_on)
    })?;
    if let Some(number) = &act.filing {
        let filing = here.filing.and_then(|filing| filing.filing.as_ref());
        here.require_or(filing.is_some_and(|filing| filing.unit == act.unit), || {
            Refusal::by(Rule::UnknownNumber).with("number", number)
        })?;
    }
    Ok(vec![Event::Opened(Opened { number: here.number.clone() }), Event::Reported(act.clone())])
}
