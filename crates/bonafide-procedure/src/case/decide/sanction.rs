//! 问责处理: under the ordinary rules, after the screening, and never where tolerance was granted.

use bonafide_rules::outcome::Outcome;

use super::Events;
use crate::case::act::{Sanction, Screening};
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::refusal::{Refusal, Rule};
use crate::step::Step;

pub(super) fn sanction(here: &Situation<'_>, act: &Sanction) -> Events {
    here.require_or(here.case.sanction.is_none(), || Refusal::by(Rule::DoneAlready).with("step", Step::Sanction.id()))?;
    let screened = here.case.screening;
    here.require(Rule::ScreenFirst, screened.is_some())?;
    let decided = here.case.decision.as_ref().map(|ruling| ruling.outcome);
    let ordinary = screened == Some(Screening::Ordinary) && decided.is_none();
    // On the way to a decision on tolerance there is no other way to a sanction.
    here.require_or(ordinary || decided == Some(Outcome::Accountable), || {
        let possible = decided.map_or("undecided", Outcome::id);
        Refusal::by(Rule::ToleranceOpen).with("possible", possible)
    })?;
    Ok(vec![Event::Sanctioned(act.clone())])
}
