//! 回避: on request or ex officio; the roster says who decides. What the rule itself bars needs no decision.

use super::Events;
use crate::case::act::{Command, DecideRecusal, RequestRecusal};
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::id::PersonId;
use crate::refusal::{Refusal, Rule};
use crate::roster::RecusalDecider;

pub(super) fn request(here: &Situation<'_>, act: &RequestRecusal) -> Events {
    here.require_or(here.roster.person(&act.person).is_some(), || {
        Refusal::by(Rule::UnknownPerson).with("person", &act.person)
    })?;
    here.require_or(!here.case.aside.contains(&act.person), || Refusal::by(Rule::DoneAlready).with("step", "recuse"))?;
    Ok(vec![Event::RecusalRequested(act.clone())])
}

pub(super) fn decide(here: &Situation<'_>, act: &DecideRecusal) -> Events {
    here.require_or(here.roster.person(&act.person).is_some(), || {
        Refusal::by(Rule::UnknownPerson).with("person", &act.person)
    })?;
    Ok(vec![Event::RecusalDecided(act.clone())])
}

impl Situation<'_> {
    /// Whether the actor decides on the recusal the command is about: the head for a member, the organ above for the head.
    pub(crate) fn decides_recusal(&self, command: &Command) -> bool {
        let crate::case::act::Act::DecideRecusal(act) = &command.act else { return false };
        let is_other = act.person != command.actor;
        is_other && self.recusal_deciders(&act.person, command.on).contains(&command.actor)
    }

    /// Who decides on somebody's recusal, over all organs they sit in.
    pub fn recusal_deciders(&self, person: &PersonId, on: crate::id::Day) -> Vec<PersonId> {
        let mut deciders = Vec::new();
        for office in self.roster.offices(person, on) {
            match self.roster.decider_of_recusal(person, &office.organ, on) {
                RecusalDecider::Head(head) => deciders.push(head),
                RecusalDecider::Above { head: Some(head), .. } => deciders.push(head),
                RecusalDecider::Above { organ, head: None } => {
                    deciders.extend(self.roster.members(&organ.name, Some(&organ.unit), on));
                }
                RecusalDecider::UnitAbove(unit) => {
                    let above =
                        self.roster.persons().filter(|other| self.roster.units_of(&other.id, on).contains(&unit));
                    deciders.extend(above.map(|other| other.id.clone()));
                }
                RecusalDecider::Nobody => {}
            }
        }
        deciders.sort();
        deciders.dedup();
        deciders
    }
}
