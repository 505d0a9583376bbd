//! 谈话: at least two, read back and signed; the people who hold the talk are on the team.

use super::Events;
use crate::case::act::{Interview, YesNo};
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::id::Day;
use crate::refusal::{Refusal, Rule};
use crate::roster::Part;
use crate::step::Step;

pub(super) fn interview(here: &Situation<'_>, act: &Interview, on: Day) -> Events {
    here.by_two(&act.by, Step::Interview)?;
    for person in &act.by {
        here.impartial_as(person, Part::Investigate, on)?;
    }
    here.require_or(here.roster.person(&act.person).is_some() && !act.by.contains(&act.person), || {
        Refusal::by(Rule::UnknownPerson).with("person", &act.person)
    })?;
    here.require_or(act.read_back == YesNo::Yes && act.signed == YesNo::Yes, || {
        Refusal::by(Rule::ReadBack).citing(&here.citation(Step::Interview))
    })?;
    Ok(vec![Event::Interviewed(act.clone())])
}
