//! 决定: the competent organ decides, with quorum and votes, members who stand aside left out. A named organ of people
//! decides; the rules only say what the facts force.

use super::Events;
use super::outcome::{Poll, Signed};
use crate::case::act::Decide;
use crate::case::event::Event;
use crate::case::guard::names;
use crate::case::situation::Situation;
use crate::field::Word;
use crate::id::Day;
use crate::procedure::Party;
use crate::refusal::{Refusal, Rule};
use crate::roster::{Organ, Part};
use crate::step::Step;

pub(super) fn decide(here: &Situation<'_>, act: &Decide, on: Day) -> Events {
    here.require_or(here.case.decided.is_none(), || Refusal::by(Rule::DoneAlready).with("step", Step::Decide.id()))?;
    // Heard, waived, or the term over with nothing filed (INV-04).
    here.require_or(here.case.is_defence_over(on), || {
        Refusal::by(Rule::DefenceFirst).citing(&here.citation(Step::Defend))
    })?;
    here.right_organ(Step::Decide, &act.organ)?;
    let poll = Poll { organ: act.organ.as_str(), votes: &act.votes, aside: &act.aside, part: Part::Decide, on };
    here.vote(&poll)?;
    let prior = here.case.determination.as_ref().map(|found| found.outcome);
    let signed = Signed { outcome: act.outcome, effects: &act.effects, departure: act.departure.as_ref(), prior };
    let (assessed, effects) = here.sign(&signed)?;
    here.tells_remedy(&act.remedy, &act.organ)?;
    if act.batch.is_some() {
        here.fits_batch(Step::Decide, &assessed)?;
    }
    Ok(vec![Event::Assessed(assessed), Event::Decided(Decide { effects, ..act.clone() })])
}

impl Situation<'_> {
    /// Right, body and term of review stand on the paper (INV-09): the body as the text names it, and the days.
    fn tells_remedy(&self, remedy: &str, decider: &Word) -> Result<(), Refusal> {
        let term = self.provided(Step::RequestReview).and_then(|provided| provided.limit.as_ref());
        let days = term.map(|(term, _)| term.count.to_string());
        let mut numbers = remedy.split(|letter: char| !letter.is_ascii_digit());
        let tells_days = days.as_ref().is_none_or(|days| numbers.any(|number| number == days));
        let bodies = self.provided(Step::Review).map(|provided| provided.by.as_slice()).unwrap_or_default();
        let tells_body = bodies.iter().any(|party| match party {
            Party::Decider => self.is_told(remedy, decider.as_str()),
            Party::Organ(name) => self.is_told(remedy, name),
            _ => true,
        });
        let told = remedy.contains("复核") && tells_days && (tells_body || bodies.is_empty());
        self.require_or(told, || {
            let refusal = Refusal::by(Rule::RemedyMissing).with("days", days.unwrap_or_default());
            refusal.with("body", names(bodies)).citing(&self.citation(Step::RequestReview))
        })
    }

    /// Whether a text names an organ, by the name given or another of its names.
    fn is_told(&self, text: &str, organ: &str) -> bool {
        let called = |organ: &Organ| organ.aliases.iter().chain([&organ.key.name]).any(|name| text.contains(name));
        text.contains(organ) || self.roster.organs(organ, None).any(called)
    }
}
