//! 谈话: at least two, read back and signed; the people who hold the talk are on the team.

use super::Events;
use crate::case::act::{Interview, YesNo};
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::id::Day;
use crate::refusal::{Refusal, Rule};
use crate::step::Step;

pub(super) fn interview(here: &Situation<'_>, act: &Interview, on: Day) -> Events {
    here.by_two(&act.by, Step::Interview, on)?;
    here.require_or(here.roster.person(&act.person).is_some() && !act.by.contains(&act.person), || {
        Refusal::by(Rule::UnknownPerson).with("person", &act.person)
    })?;
    here.require_or(act.read_back == YesNo::Yes && act.signed == YesNo::Yes, || {
        Refusal::by(Rule::ReadBack).citing(&here.citation(Step::Interview))
    })?;
    here.is_accompanied(act)?;
    Ok(vec![Event::Interviewed(act.clone())])
}

impl Situation<'_> {
    /// Where the text asks for a companion (须 …陪同…), somebody sits beside the person who is neither asking nor asked.
    fn is_accompanied(&self, act: &Interview) -> Result<(), Refusal> {
        let provided = self.provided(Step::Interview);
        let asked = provided.is_some_and(|provided| provided.requires.iter().any(|word| word.contains("陪同")));
        let beside = act.companion.as_ref().is_some_and(|companion| {
            self.roster.person(companion).is_some() && companion != &act.person && !act.by.contains(companion)
        });
        self.require_or(!asked || beside, || {
            Refusal::by(Rule::CompanionMissing).citing(&self.citation(Step::Interview))
        })
    }
}
