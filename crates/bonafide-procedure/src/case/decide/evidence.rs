//! 取证: by two, for and against; what was gathered unlawfully goes out and stays seen.

use super::Events;
use crate::case::act::{AddEvidence, ExcludeEvidence};
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::field::Word;
use crate::id::{Day, EvidenceId, PersonId};
use crate::refusal::{Refusal, Rule};
use crate::roster::Part;
use crate::step::Step;

pub(super) fn add(here: &Situation<'_>, act: &AddEvidence, on: Day) -> Events {
    let mut act = act.clone();
    here.require_or(!here.case.evidence.contains_key(&act.evidence), || {
        Refusal::by(Rule::EvidenceTwice).with("evidence", &act.evidence)
    })?;
    here.by_two(&act.by, Step::Evidence, on)?;
    for bearing in &mut act.bearings {
        let unknown = || Refusal::by(Rule::UnknownFact).with("fact", &bearing.fact).with("regulation", &here.law.name);
        let id = here.law.fact(bearing.fact.as_str()).map(|fact| fact.id.as_str()).ok_or_else(unknown)?;
        bearing.fact = Word::new(id).map_err(|_| Refusal::by(Rule::UnknownFact).with("fact", id))?;
    }
    if let Some(number) = &act.filing {
        let named = here.case.report.as_ref().and_then(|report| report.filing.as_ref());
        here.require_or(named == Some(number) && here.filing.is_some(), || {
            Refusal::by(Rule::UnknownNumber).with("number", number)
        })?;
    }
    Ok(vec![Event::EvidenceAdded(act)])
}

pub(super) fn exclude(here: &Situation<'_>, act: &ExcludeEvidence) -> Events {
    here.know_evidence(&act.evidence)?;
    Ok(vec![Event::EvidenceExcluded(act.clone())])
}

impl Situation<'_> {
    /// At least two, or as many as the text asks for: of the team, or of those the text names where it has no team; each of
    /// them free to investigate, whoever of them is at the desk.
    pub(super) fn by_two(&self, by: &[PersonId], step: Step, on: Day) -> Result<(), Refusal> {
        let least = self.provided(step).map_or(2, |provided| provided.people.max(2));
        let mut people = by.to_vec();
        people.sort();
        people.dedup();
        let team = &self.case.team;
        let may = |person: &PersonId| {
            if team.is_empty() { self.is_named(person, step, on) } else { team.contains(person) }
        };
        self.require_or(people.len() >= least && people.iter().all(may), || {
            Refusal::by(Rule::TwoInvestigators).with("least", least).citing(&self.citation(step))
        })?;
        people.iter().try_for_each(|person| self.impartial_as(person, Part::Investigate, on))
    }

    /// A piece of evidence that is in.
    pub(super) fn know_evidence(&self, number: &EvidenceId) -> Result<(), Refusal> {
        let is_in = self.case.evidence.get(number).is_some_and(|evidence| evidence.excluded.is_none());
        self.require_or(is_in, || Refusal::by(Rule::UnknownEvidence).with("evidence", number))
    }
}
