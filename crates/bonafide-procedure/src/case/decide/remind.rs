//! 提醒、谈心: signs of trouble draw a word before harm, and people are talked with, not about.

use super::Events;
use crate::case::act::{Command, PlanTalk, Remind, ReplyReminder, Talk};
use crate::case::event::{Event, Opened};
use crate::case::situation::Situation;
use crate::id::{Day, PersonId};
use crate::refusal::{Refusal, Rule};

/// A reminder opens a file of its own, or stands in the case it belongs to.
pub(super) fn remind(here: &Situation<'_>, act: &Remind, command: &Command) -> Events {
    know(here, &act.to)?;
    let units = here.roster.units_of(&act.to, command.on);
    here.opens_for(command, |unit| units.contains(unit))?;
    let opened = (here.case.version == 0).then(|| Event::Opened(Opened { number: here.number.clone() }));
    Ok(opened.into_iter().chain([Event::Reminded(act.clone())]).collect())
}

/// Whoever was reminded answers, nobody for them.
pub(super) fn reply(here: &Situation<'_>, act: &ReplyReminder, command: &Command) -> Events {
    here.require_or(!here.case.reminders_open.is_empty(), || {
        Refusal::by(Rule::StepBefore).with("step", "reply_reminder").with("before", "remind")
    })?;
    here.require_or(here.case.reminders_open.contains(&command.actor), || {
        let refusal = Refusal::by(Rule::NotYourStep).with("person", &command.actor).with("act", "reply_reminder");
        refusal.with("parties", here.case.reminders_open.iter().map(PersonId::as_str).collect::<Vec<_>>().join("、"))
    })?;
    Ok(vec![Event::ReminderAnswered(act.clone())])
}

pub(super) fn plan_talk(here: &Situation<'_>, act: &PlanTalk, on: Day) -> Events {
    here.require_or(act.planned_on >= on, || {
        Refusal::by(Rule::EarlierDay).with("day", act.planned_on).with("last", on)
    })?;
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
