//! 认定、送达: what was found and what it comes to is served on the person, and the defence opens.

use super::Events;
use super::outcome::Signed;
use crate::case::act::{Determine, Serve};
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::case::state::Request;
use crate::refusal::{Refusal, Rule};
use crate::step::Step;

pub(super) fn determine(here: &Situation<'_>, act: &Determine) -> Events {
    here.require_or(here.case.decision.is_none(), || Refusal::by(Rule::DoneAlready).with("step", Step::Decide.id()))?;
    // A second determination is no answer to a defence: it may go lower, and higher only on evidence taken in since.
    let since = here.case.determination.as_ref().map(|before| before.on);
    let new_evidence = since.is_some_and(|since| here.case.is_evidence_in_since(since));
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
    here.serves_ruling_first(act)?;
    Ok(vec![Event::Served(act.clone())])
}

impl Situation<'_> {
    /// While a ruling is out and has not reached the person, what is served on them is its own paper: no other paper opens
    /// the defence or lets the term of review run (INV-04).
    fn serves_ruling_first(&self, act: &Serve) -> Result<(), Refusal> {
        let waits = self.ruling_out().is_some_and(|ruling| ruling.served.is_none());
        if !waits || self.case.subject() != Some(&act.to) {
            return Ok(());
        }
        let case = self.case;
        let answered = |request: &Option<Request>| request.as_ref().is_some_and(|request| request.answered.is_some());
        let step = match &case.decision {
            Some(_) if answered(&case.appeal) => Step::Appeal,
            Some(_) if answered(&case.review) => Step::Review,
            Some(_) => Step::Decide,
            None => Step::Determine,
        };
        let papers: Vec<&String> = self.law.procedure.provided(step).flat_map(|provided| &provided.papers).collect();
        let own = papers.is_empty() || papers.iter().any(|paper| *paper == act.paper.as_str());
        self.require_or(own, || {
            let refusal = Refusal::by(Rule::NotServed).with("paper", &act.paper).with("step", step.id());
            refusal.citing(&self.citation(step))
        })
    }
}
