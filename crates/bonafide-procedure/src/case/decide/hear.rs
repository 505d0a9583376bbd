//! 听证: notice, participants, record, outcome.

use super::Events;
use crate::case::act::{Hear, NotifyHearing};
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::id::Day;
use crate::refusal::{Refusal, Rule};
use crate::step::Step;

pub(super) fn notify(here: &Situation<'_>, act: &NotifyHearing, on: Day) -> Events {
    here.require_or(act.held_on > on, || Refusal::by(Rule::HearingEarly).with("day", act.held_on).with("today", on))?;
    Ok(vec![Event::HearingNotified(act.clone())])
}

pub(super) fn hear(here: &Situation<'_>, act: &Hear, on: Day) -> Events {
    let notice = here.case.hearing_on;
    here.require_or(notice.is_some(), || {
        Refusal::by(Rule::StepBefore).with("step", Step::Hear.id()).with("before", "notify_hearing")
    })?;
    here.require_or(notice.is_none_or(|held| on >= held), || {
        let held = notice.map(|held| held.to_string()).unwrap_or_default();
        Refusal::by(Rule::HearingEarly).with("day", held).with("today", on)
    })?;
    here.require_or(act.participants > 0, || Refusal::by(Rule::Quorum).with("present", 0).with("entitled", 1))?;
    Ok(vec![Event::Heard(act.clone())])
}
