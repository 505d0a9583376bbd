//! 反思: a person's own words, sealed by the person's own key; private unless shared.

use super::Events;
use crate::case::act::{Command, Reflect};
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::refusal::Rule;

pub(super) fn reflect(here: &Situation<'_>, act: &Reflect, command: &Command) -> Events {
    here.require(Rule::OwnWords, act.author == command.actor)?;
    Ok(vec![Event::Reflected(act.clone())])
}
