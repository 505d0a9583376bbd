//! 分派: the team is named; nobody on it is tied or has another duty in the case.

use super::Events;
use crate::case::act::Assign;
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::id::Day;
use crate::refusal::{Refusal, Rule};
use crate::roster::Part;
use crate::step::Step;

pub(super) fn assign(here: &Situation<'_>, act: &Assign, on: Day) -> Events {
    let least = here.provided(Step::Assign).map_or(2, |provided| provided.people.max(2));
    let mut team = act.team.clone();
    team.sort();
    team.dedup();
    here.require_or(team.len() >= least && team.contains(&act.lead), || {
        Refusal::by(Rule::TwoInvestigators).with("least", least).citing(&here.citation(Step::Assign))
    })?;
    for member in &team {
        here.require_or(here.roster.person(member).is_some(), || {
            Refusal::by(Rule::UnknownPerson).with("person", member)
        })?;
        here.impartial_as(member, Part::Investigate, on)?;
    }
    Ok(vec![Event::Assigned(act.clone())])
}
