//! 意见: within tolerance or not. Outside it only what the rules put outside.

use super::Events;
use super::outcome::outcomes;
use crate::case::act::{Opine, Tolerance};
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::refusal::{Refusal, Rule};
use bonafide_rules::outcome::Outcome;

pub(super) fn opine(here: &Situation<'_>, act: &Opine) -> Events {
    let assessed = here.assess();
    here.is_settled(&assessed)?;
    let within = assessed.possible.iter().any(|outcome| *outcome != Outcome::Accountable);
    let fits = match act.tolerance {
        Tolerance::Within => within,
        Tolerance::Outside => !within,
    };
    here.require_or(fits, || Refusal::by(Rule::ToleranceOpen).with("possible", outcomes(&assessed.possible)))?;
    Ok(vec![Event::Assessed(assessed), Event::Opined(act.clone())])
}
