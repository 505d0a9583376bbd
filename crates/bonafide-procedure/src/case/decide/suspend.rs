//! 中止、恢复、延期: clocks stop with reason and author, seen by the parties; a term is extended once, with an approver.

use super::Events;
use crate::case::act::{Command, Extend, Resume, Suspend};
use crate::case::event::{Event, Moved};
use crate::case::situation::Situation;
use crate::case::state::{RunningTerm, Stop};
use crate::id::Day;
use crate::refusal::{Refusal, Rule};
use crate::step::Step;

pub(super) fn suspend(here: &Situation<'_>, act: &Suspend, on: Day) -> Events {
    let term = here.term(act.step)?;
    here.require_or(!term.is_stopped(), || Refusal::by(Rule::DoneAlready).with("step", Step::Suspend.id()))?;
    here.require_or(!term.is_overdue(on), || {
        Refusal::by(Rule::TermOver).with("step", act.step.id()).with("due", term.due)
    })?;
    here.require_or(on > term.from, || Refusal::by(Rule::EarlierDay).with("day", on).with("last", term.from))?;
    Ok(vec![Event::Suspended(act.clone())])
}

pub(super) fn resume(here: &Situation<'_>, act: &Resume, on: Day) -> Events {
    let term = here.term(act.step)?;
    here.require_or(term.is_stopped(), || Refusal::by(Rule::NoTerm).with("step", act.step.id()))?;
    let mut running = term.clone();
    if let Some(stop) = running.stops.last_mut() {
        stop.until = Some(on);
    }
    let moved = running.moved(here.calendar, Moved::Resumed, 0);
    Ok(std::iter::once(Event::Resumed(act.clone())).chain(moved).collect())
}

pub(super) fn extend(here: &Situation<'_>, act: &Extend, command: &Command) -> Events {
    let term = here.term(act.step)?;
    here.require_or(term.extension.is_none(), || {
        Refusal::by(Rule::ExtendOnce).with("step", act.step.id()).citing(&here.citation(act.step))
    })?;
    let provided = here.provided(act.step).and_then(|provided| provided.extension);
    let Some(extension) = provided else {
        return Err(Refusal::by(Rule::NoExtension).with("step", act.step.id()).citing(&here.citation(act.step)));
    };
    here.require_or(!term.is_overdue(command.on), || {
        Refusal::by(Rule::TermOver).with("step", act.step.id()).with("due", term.due)
    })?;
    // Whoever wants more time does not grant it.
    here.require_or(act.approver != command.actor && here.roster.person(&act.approver).is_some(), || {
        Refusal::by(Rule::NotYourStep).with("person", &act.approver).with("act", "extend").with("parties", "批准人")
    })?;
    let mut running = term.clone();
    running.extension = Some((extension.count, act.approver.clone(), command.on));
    let moved = running.moved(here.calendar, Moved::Extended, extension.count);
    Ok(std::iter::once(Event::Extended(act.clone())).chain(moved).collect())
}

impl Situation<'_> {
    fn term(&self, step: Step) -> Result<&RunningTerm, Refusal> {
        self.case.running(step).ok_or_else(|| Refusal::by(Rule::NoTerm).with("step", step.id()))
    }
}

impl Stop {
    /// How long it stood, in days, when it has ended.
    pub fn days(&self) -> Option<i64> {
        self.until.map(|until| until.0 - self.from.0 + 1)
    }
}
