//! 澄清、撤销、移送: a false rumour is answered where it spread, a wrong handling undone, another's competence respected.

use bonafide_rules::outcome::Outcome;

use super::Events;
use crate::case::act::{Clarify, Revoke, Transfer};
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::refusal::{Refusal, Rule};

pub(super) fn clarify(here: &Situation<'_>, act: &Clarify) -> Events {
    here.is_exempt()?;
    Ok(vec![Event::Clarified(act.clone())])
}

pub(super) fn revoke(here: &Situation<'_>, act: &Revoke) -> Events {
    here.is_exempt()?;
    Ok(vec![Event::Revoked(act.clone())])
}

pub(super) fn transfer(here: &Situation<'_>, act: &Transfer) -> Events {
    let again = here.case.has_done(crate::step::Step::Transfer);
    here.require_or(!again, || Refusal::by(Rule::DoneAlready).with("step", "transfer"))?;
    Ok(vec![Event::Transferred(act.clone())])
}

impl Situation<'_> {
    /// Nobody is cleared, and no handling undone, whose accountability stands.
    fn is_exempt(&self) -> Result<(), Refusal> {
        let outcome = self.case.outcome();
        self.require_or(outcome == Some(Outcome::Exempt), || {
            Refusal::by(Rule::ToleranceOpen).with("possible", outcome.map_or("undecided", Outcome::id))
        })
    }
}
