//! 评估: outside experts or peers are asked, each answers by themselves.

use super::Events;
use crate::case::act::{Appraise, Command, Commission};
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::id::Day;
use crate::refusal::{Refusal, Rule};
use crate::roster::Part;
use crate::step::Step;

pub(super) fn commission(here: &Situation<'_>, act: &Commission, on: Day) -> Events {
    let least = here.provided(Step::Appraise).map_or(1, |provided| provided.people);
    here.require_or(act.reviewers.len() >= least, || {
        Refusal::by(Rule::NotCommissioned).with("least", least).citing(&here.citation(Step::Appraise))
    })?;
    for reviewer in &act.reviewers {
        here.require_or(here.roster.person(reviewer).is_some(), || {
            Refusal::by(Rule::UnknownPerson).with("person", reviewer)
        })?;
        here.impartial_as(reviewer, Part::Assess, on)?;
    }
    Ok(vec![Event::Commissioned(act.clone())])
}

pub(super) fn appraise(here: &Situation<'_>, act: &Appraise, command: &Command) -> Events {
    let asked = here.case.commissioned.get(&command.actor);
    here.require_or(asked.is_some(), || Refusal::by(Rule::NotCommissioned).citing(&here.citation(Step::Appraise)))?;
    here.require_or(asked != Some(&true), || Refusal::by(Rule::DoneAlready).with("step", Step::Appraise.id()))?;
    Ok(vec![Event::Appraised(act.clone())])
}
