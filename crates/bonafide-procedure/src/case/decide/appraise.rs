//! 评估: outside experts or peers are asked, each answers by themselves.

use super::Events;
use crate::case::act::{Appraise, Command, Commission};
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::field::Word;
use crate::id::{Day, PersonId};
use crate::procedure::Party;
use crate::refusal::{Refusal, Rule};
use crate::roster::lot::{LotSeed, draw};
use crate::roster::{Part, Pool};
use crate::step::Step;

pub(super) fn commission(here: &Situation<'_>, act: &Commission, on: Day) -> Events {
    let least = here.provided(Step::Appraise).map_or(1, |provided| provided.people);
    here.require_or(act.reviewers.len() >= least, || {
        Refusal::by(Rule::NotCommissioned).with("least", least).citing(&here.citation(Step::Appraise))
    })?;
    let listed = here.listed_reviewers(on);
    for reviewer in &act.reviewers {
        here.require_or(here.roster.person(reviewer).is_some(), || {
            Refusal::by(Rule::UnknownPerson).with("person", reviewer)
        })?;
        here.impartial_as(reviewer, Part::Assess, on)?;
        here.require_or(listed.contains(reviewer), || {
            Refusal::by(Rule::NotCommissioned).with("person", reviewer).citing(&here.citation(Step::Appraise))
        })?;
    }
    if let Some(seed) = &act.seed {
        here.require_or(here.is_drawn(&act.reviewers, seed, on), || {
            Refusal::by(Rule::LotMismatch).with("seed", seed).citing(&here.citation(Step::Appraise))
        })?;
    }
    Ok(vec![Event::Commissioned(act.clone())])
}

pub(super) fn appraise(here: &Situation<'_>, act: &Appraise, command: &Command) -> Events {
    let asked = here.case.commissioned.get(&command.actor);
    here.require_or(asked.is_some(), || Refusal::by(Rule::NotCommissioned).citing(&here.citation(Step::Appraise)))?;
    here.require_or(asked != Some(&true), || Refusal::by(Rule::DoneAlready).with("step", Step::Appraise.id()))?;
    Ok(vec![Event::Appraised(act.clone())])
}

impl Situation<'_> {
    /// Who may be asked on that day: the lists from outside and the organs that the text's words for the assessors mean.
    pub fn listed_reviewers(&self, on: Day) -> Vec<PersonId> {
        let parties = self.provided(Step::Appraise).map(|provided| provided.by.as_slice()).unwrap_or_default();
        let mut listed = Vec::new();
        for party in parties {
            let (Party::Reviewers(name) | Party::Organ(name)) = party else { continue };
            let means = |word: &str| name == "评估人" || name.contains(word);
            if means("第三方") {
                listed.extend(self.roster.reviewers(Pool::ThirdParty, on));
            }
            if means("评议员") {
                listed.extend(self.roster.reviewers(Pool::Appraiser, on));
            }
            listed.extend(self.members(name, on));
        }
        listed.sort();
        listed.dedup();
        listed
    }

    /// Whether the draw, repeated among those who can be drawn that day, gives these reviewers and nobody else.
    fn is_drawn(&self, reviewers: &[PersonId], seed: &Word, on: Day) -> bool {
        let Some(number) = self.case.number.clone() else { return false };
        let Some(seed) = LotSeed::read(seed.as_str(), number, self.case.draws) else { return false };
        let matter = self.matter(Part::Assess);
        let pool = self.impartiality().drawable_among(self.listed_reviewers(on), &matter, on).pool;
        let pool: Vec<PersonId> = pool.into_iter().filter(|person| !self.case.aside.contains(person)).collect();
        draw(&pool, seed, reviewers.len()).is_ok_and(|again| {
            let mut drawn = again.drawn;
            let mut stated = reviewers.to_vec();
            drawn.sort();
            stated.sort();
            drawn == stated
        })
    }
}
