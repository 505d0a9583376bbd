//! 提醒、谈心: signs of trouble draw a word before harm, and people are talked with, not about.

use super::Events;
use crate::case::act::{PlanTalk, Remind, ReplyReminder, Talk};
use crate::case::event::{Event, Opened};
use crate::case::situation::Situation;
use crate::id::PersonId;
use crate::refusal::{Refusal, Rule};

/// A reminder opens a file of its own, or stands in the case it belongs to.
pub(super) fn remind(here: &Situation<'_>, act: &Remind) -> Events {
    know(here, &act.to)?;
    let opened = (here.case.version == 0).then(|| Event::Opened(Opened { number: here.number.clone() }));
    Ok(opened.into_iter().chain([Event::Reminded(act.clone())]).collect())
}

pub(super) fn reply(here: &Situation<'_>, act: &ReplyReminder) -> Events {
    here.require_or(here.case.reminders_open > 0, || {
        Refusal::by(Rule::StepBefore).with("step", "reply_reminder").with("before", "remind")
    })?;
    Ok(vec![Event::ReminderAnswered(act.clone())])
}

pub(super) fn plan_talk(here: &Situation<'_>, act: &PlanTalk) -> Events {
    know(here, &act.with)?;
    know(here, &act.by)?;
    Ok(vec![Event::TalkPlanned(act.clone())])
}

pub(super) fn talk(here: &Situation<'_>, act: &Talk) -> Events {
    know(here, &act.with)?;
    Ok(vec![Event::Talked(act.clone())])
}

pub(super) fn know(here: &Situation<'_>, person: &PersonId) -> Result<(), Refusal> {
    here.require_or(here.roster.person(person).is_some(), || Refusal::by(Rule::UnknownPerson).with("person", person))
}
