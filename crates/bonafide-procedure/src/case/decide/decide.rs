//! 决定: the competent organ decides, with quorum and votes, members who stand aside left out. A named organ of people
//! decides; the rules only say what the facts force.

use super::Events;
use super::outcome::{Poll, Signed};
use crate::case::act::Decide;
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::id::Day;
use crate::refusal::{Refusal, Rule};
use crate::roster::Part;
use crate::step::Step;

pub(super) fn decide(here: &Situation<'_>, act: &Decide, on: Day) -> Events {
    here.require_or(here.case.decided.is_none(), || Refusal::by(Rule::DoneAlready).with("step", Step::Decide.id()))?;
    // Heard, waived, or the term over with nothing filed (INV-04).
    here.require_or(here.case.is_defence_over(on), || {
        Refusal::by(Rule::DefenceFirst).citing(&here.citation(Step::Defend))
    })?;
    here.right_organ(Step::Decide, &act.organ, on)?;
    let poll = Poll { organ: act.organ.as_str(), votes: &act.votes, aside: &act.aside, part: Part::Decide, on };
    here.vote(&poll)?;
    let prior = here.case.determination.as_ref().map(|found| found.outcome);
    let signed = Signed { outcome: act.outcome, effects: &act.effects, departure: act.departure.as_ref(), prior };
    let (assessed, effects) = here.sign(&signed)?;
    here.tells_remedy(&act.remedy)?;
    if act.batch.is_some() {
        here.fits_batch(Step::Decide, &assessed)?;
    }
    Ok(vec![Event::Assessed(assessed), Event::Decided(Decide { effects, ..act.clone() })])
}

impl Situation<'_> {
    /// Right, body and term of review stand on the paper (INV-09): the body as the text names it, and the days.
    fn tells_remedy(&self, remedy: &str) -> Result<(), Refusal> {
        let days = self.provided(Step::RequestReview).and_then(|provided| provided.limit.as_ref());
        let days = days.map(|(term, _)| term.count.to_string()).unwrap_or_default();
        let told = remedy.contains("复核") && remedy.contains(&days);
        self.require_or(told, || {
            Refusal::by(Rule::RemedyMissing).with("days", days).citing(&self.citation(Step::RequestReview))
        })
    }
}
