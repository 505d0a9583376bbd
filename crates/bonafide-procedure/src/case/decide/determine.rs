//! 认定、送达: what was found and what it comes to is served on the person, and the defence opens.

use super::Events;
use super::outcome::Signed;
use crate::case::act::{Determine, Serve};
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::refusal::{Refusal, Rule};
use crate::step::Step;

pub(super) fn determine(here: &Situation<'_>, act: &Determine) -> Events {
    here.require_or(here.case.decision.is_none(), || Refusal::by(Rule::DoneAlready).with("step", Step::Decide.id()))?;
    // A second determination is no answer to a defence: it may go lower, and higher only on evidence taken in since.
    let since = here.case.determination.as_ref().map(|before| before.on);
    let new_evidence = since.is_some_and(|since| here.case.evidence.values().any(|evidence| evidence.on > since));
    let before = here.case.determination.as_ref().map(|before| before.outcome);
    let prior = before.filter(|_| !new_evidence);
    let signed = Signed { outcome: act.outcome, effects: &act.effects, departure: act.departure.as_ref(), prior };
    let (assessed, effects) = here.sign(&signed)?;
    Ok(vec![Event::Assessed(assessed), Event::Determined(Determine { effects, ..act.clone() })])
}

pub(super) fn serve(here: &Situation<'_>, act: &Serve) -> Events {
    here.require_or(here.roster.person(&act.to).is_some(), || {
        Refusal::by(Rule::UnknownPerson).with("person", &act.to)
    })?;
    let papers = here.law.procedure.steps.iter().filter(|provided| here.case.has_done(provided.step));
    let known = papers.flat_map(|provided| &provided.papers).any(|paper| paper == act.paper.as_str());
    here.require_or(known, || Refusal::by(Rule::WrongFile).with("paper", &act.paper))?;
    Ok(vec![Event::Served(act.clone())])
}
