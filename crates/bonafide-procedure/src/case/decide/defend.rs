//! 申辩: the person answers, or says that nothing is answered; others may speak for the person.

use super::Events;
use crate::case::act::{Defend, Testify, WaiveDefence};
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::field::Word;
use crate::id::Day;
use crate::refusal::{Refusal, Rule};
use crate::step::Step;

pub(super) fn defend(here: &Situation<'_>, act: &Defend, on: Day) -> Events {
    here.is_served()?;
    here.in_term(Step::Defend, on)?;
    let mut act = act.clone();
    for fact in &mut act.disputed {
        let unknown = || Refusal::by(Rule::UnknownFact).with("fact", &fact).with("regulation", &here.law.name);
        let id = here.law.fact(fact.as_str()).map(|known| known.id.as_str()).ok_or_else(unknown)?;
        *fact = Word::new(id).map_err(|_| Refusal::by(Rule::UnknownFact).with("fact", id))?;
    }
    Ok(vec![Event::Defended(act)])
}

pub(super) fn waive(here: &Situation<'_>, act: &WaiveDefence, on: Day) -> Events {
    here.is_served()?;
    here.in_term(Step::Defend, on)?;
    Ok(vec![Event::DefenceWaived(act.clone())])
}

pub(super) fn testify(here: &Situation<'_>, act: &Testify) -> Events {
    here.require_or(here.roster.person(&act.witness).is_some(), || {
        Refusal::by(Rule::UnknownPerson).with("person", &act.witness)
    })?;
    Ok(vec![Event::Testified(act.clone())])
}

impl Situation<'_> {
    fn is_served(&self) -> Result<(), Refusal> {
        let served = self.case.determination.as_ref().is_some_and(|found| found.served.is_some());
        self.require(Rule::NotServed, served)?;
        self.require_or(self.case.decision.is_none(), || Refusal::by(Rule::DoneAlready).with("step", Step::Decide.id()))
    }
}
