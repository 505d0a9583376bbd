//! Terms (期限) that events begin, meet and move. Which step has which term, and from what it runs, the text says.

use std::cell::LazyCell;
use std::ops::Deref;

use crate::calendar::Calendar;
use crate::case::act::{Command, YesNo};
use crate::case::event::{Event, Moved, TermMet, TermMoved, TermSet, TermUnit};
use crate::case::situation::Situation;
use crate::case::state::{Case, RunningTerm, step_of};
use crate::deadline::{self, Certainty, ClockStop, Deadline, DeadlineError, Due, Extension, Restart, Term};
use crate::field::Word;
use crate::id::Day;
use crate::procedure::{Party, Provided, Trigger};
use crate::refusal::{Refusal, Rule};
use crate::step::{Step, Track};

impl From<deadline::TermUnit> for TermUnit {
    fn from(unit: deadline::TermUnit) -> Self {
        match unit {
            deadline::TermUnit::WorkingDays => Self::WorkingDays,
            deadline::TermUnit::Days => Self::Days,
            deadline::TermUnit::Months => Self::Months,
            deadline::TermUnit::Years => Self::Years,
        }
    }
}

impl TermUnit {
    /// As the reckoning has it.
    pub fn reckoned(self) -> deadline::TermUnit {
        match self {
            Self::WorkingDays => deadline::TermUnit::WorkingDays,
            Self::Days => deadline::TermUnit::Days,
            Self::Months => deadline::TermUnit::Months,
            Self::Years => deadline::TermUnit::Years,
        }
    }
}

impl RunningTerm {
    /// The term with its stops and extension, ready to be reckoned.
    ///
    /// # Errors
    /// [`DeadlineError`] when the term is out of bounds.
    pub fn deadline(&self) -> Result<Deadline, DeadlineError> {
        let mut deadline = Deadline::new(self.from, Term::new(self.count, self.unit.reckoned())?);
        for stop in &self.stops {
            let stop = ClockStop {
                from: stop.from,
                until: stop.until,
                restart: Restart::CountLeft,
                reason: stop.reason.clone(),
                stopped_by: stop.by.clone(),
                started_by: None,
            };
            deadline.apply_stop(stop);
        }
        if let Some((more, approver, on)) = self.extension.as_ref().filter(|(more, ..)| *more > 0) {
            let term = Term::new(*more, self.unit.reckoned())?;
            let (approver, reason) = (approver.clone(), String::new());
            deadline.apply_extension(Extension { term, approver, approved_on: *on, reason });
        }
        Ok(deadline)
    }

    /// Moves with the calendar: the note of a new due date, if it is another.
    pub(crate) fn moved(&self, calendar: &Calendar, why: Moved, more: i64) -> Option<Event> {
        let due = self.deadline().ok()?.due_provisional(calendar).ok()?;
        let named = calendar_word(calendar, due);
        let same = due.day == self.due && named == self.calendar && why == Moved::Calendar;
        let moved = TermMoved { step: self.step, before: self.due, due: due.day, moved: why, more, calendar: named };
        (!same).then_some(Event::TermMoved(moved))
    }
}

/// What the events of a command do to the terms of the case.
pub(crate) fn follow(here: &Situation<'_>, command: &Command, events: &[Event]) -> Result<Vec<Event>, Refusal> {
    let mut notes = Vec::new();
    // Most commands touch no term: the case is folded only for one that does.
    let after = LazyCell::new(|| {
        let mut after = here.case.clone();
        for event in events {
            after.apply(&crate::case::Entry { actor: command.actor.clone(), on: command.on, event: event.clone() });
        }
        after
    });
    for event in events {
        for step in met_by(event, &after) {
            if let Some(term) = here.case.running(step) {
                let late = if term.is_overdue(command.on) { YesNo::Yes } else { YesNo::No };
                notes.push(Event::TermMet(TermMet { step, late }));
            }
        }
    }
    for event in events {
        for trigger in fired_by(event, here.case) {
            let from = |provided: &&Provided| provided.limit.as_ref().is_some_and(|(_, from)| *from == trigger);
            for provided in here.law.procedure.steps.iter().filter(from) {
                let then = Situation { case: &after, ..*here };
                if let Some(term) = begun(&then, provided, &trigger, command.on)? {
                    notes.push(Event::TermSet(term));
                }
            }
        }
    }
    Ok(notes)
}

/// The terms that an event meets.
fn met_by(event: &Event, after: &impl Deref<Target = Case>) -> Vec<Step> {
    match event {
        // Three ways to answer an application; one answer is enough.
        Event::Accepted(_) | Event::Rejected(_) | Event::SupplementRequested(_) => {
            vec![Step::Accept, Step::Reject, Step::Supplement]
        }
        // Evidence and interviews are done when the facts are found.
        Event::EvidenceAdded(_) | Event::Interviewed(_) => Vec::new(),
        Event::FilingAnswered(_) => vec![Step::Prefile],
        Event::Found(_) => vec![Step::Evidence, Step::Interview, Step::Find],
        Event::Appraised(_) if after.commissioned.values().any(|done| !done) => Vec::new(),
        // A new determination opens a new defence: its term runs from its own service.
        Event::Determined(_) => vec![Step::Determine, Step::Defend],
        Event::Proposed(_) => vec![Step::Verify, Step::Propose],
        Event::CorrectionPlanned(_) => Vec::new(),
        Event::CorrectionVerified(_) => {
            let all = after.corrections.values().all(|correction| correction.closed.is_some());
            if all { vec![Step::Correct] } else { Vec::new() }
        }
        Event::Decided(_) | Event::Sanctioned(_) => {
            let of_case = after.terms.iter().map(|term| term.step);
            of_case.filter(|step| step.row().track == Track::Main).collect()
        }
        Event::Closed(_) => after.terms.iter().map(|term| term.step).collect(),
        other => step_of(other).into_iter().collect(),
    }
}

/// What an event sets off.
fn fired_by(event: &Event, before: &Case) -> Vec<Trigger> {
    let mut triggers: Vec<Trigger> = step_of(event).map(Trigger::Step).into_iter().collect();
    let waiting = before.commissioned.values().filter(|done| !**done).count();
    match event {
        // What runs from the assessment runs from the last of them.
        Event::Appraised(_) if waiting > 1 => triggers.clear(),
        // What was brought is answered anew, as the application was.
        Event::Supplemented(_) => triggers.push(Trigger::Step(Step::Apply)),
        Event::UnitApplied(_) => triggers.push(Trigger::Step(Step::Apply)),
        Event::Served(_) => triggers.push(Trigger::Served),
        Event::Commissioned(_) => triggers.push(Trigger::Commissioned),
        Event::ReviewRequested(_) => triggers.push(Trigger::ReviewRequested),
        Event::AppealAccepted(_) => triggers.push(Trigger::AppealAccepted),
        Event::Prefiled(_) => triggers.push(Trigger::Filing),
        // On the ordinary track the sanction is the decision.
        Event::Sanctioned(_) if before.decision.is_none() => triggers.push(Trigger::Step(Step::Decide)),
        _ => {}
    }
    // Service lets the terms of the person run, of the paper that is out.
    if matches!(event, Event::Served(_)) {
        triggers.push(Trigger::Step(before.paper_out()));
    }
    triggers
}

impl Case {
    /// The step whose paper is out: what was made last of determination, decision and review.
    fn paper_out(&self) -> Step {
        let reviewed = self.review.as_ref().is_some_and(|review| review.answered.is_some());
        match (&self.decision, reviewed) {
            (Some(_), true) => Step::Review,
            (Some(_), false) => Step::Decide,
            (None, _) => Step::Determine,
        }
    }
}

/// The term of a step that a trigger begins, if it does.
fn begun(here: &Situation<'_>, provided: &Provided, trigger: &Trigger, on: Day) -> Result<Option<TermSet>, Refusal> {
    let step = provided.step;
    let Some((term, from)) = &provided.limit else { return Ok(None) };
    if from != trigger || !here.is_due(provided) || here.case.running(step).is_some() {
        return Ok(None);
    }
    // No term runs for what cannot be done yet: review is of a decision, not of a determination.
    let after = step.row().after;
    if !after.is_empty() && !after.iter().any(|before| here.case.has_done(*before)) {
        return Ok(None);
    }
    // A person applies for themselves, a unit for itself.
    if (step == Step::ApplyUnit && !here.is_units()) || (step == Step::Apply && here.is_units()) {
        return Ok(None);
    }
    let paper = matches!(trigger, Trigger::Step(Step::Determine | Step::Decide | Step::Review));
    let is_served = here.ruling_out().is_some_and(|ruling| ruling.served.is_some());
    let of_person = step.is_right() && provided.by.contains(&Party::Subject);
    // A right runs from service, a duty from the act itself; either only once.
    if paper && of_person != is_served {
        return Ok(None);
    }
    if trigger == &Trigger::Served && !of_person {
        return Ok(None);
    }
    let outcome = here.case.outcome();
    if !provided.outcomes.is_empty() && !outcome.is_some_and(|outcome| provided.outcomes.contains(outcome)) {
        return Ok(None);
    }
    if after_is_done(here.case, step) {
        return Ok(None);
    }
    let reckoned = Term::try_from(*term).and_then(|term| deadline::due_provisional(on, term, here.calendar));
    let due = reckoned.map_err(|error| Refusal::by(Rule::CalendarMissing).with("reason", error))?;
    Ok(Some(TermSet {
        step,
        from: on,
        count: term.count,
        unit: term.unit.into(),
        due: due.day,
        calendar: calendar_word(here.calendar, due),
    }))
}

/// Whether a step that is done once needs no term any more.
fn after_is_done(case: &Case, step: Step) -> bool {
    let once = matches!(
        step,
        Step::Screen
            | Step::Assign
            | Step::Decide
            | Step::Reply
            | Step::Publish
            | Step::RequestReview
            | Step::RequestAppeal
    );
    once && case.has_done(step)
}

/// Which calendar a due date was reckoned by; a year without a notice is named as open.
fn calendar_word(calendar: &Calendar, due: Due) -> Word {
    let name = match due.certainty {
        Certainty::Firm => calendar.version().unwrap_or_else(|| "none".to_owned()),
        Certainty::YearEnd(year) | Certainty::Provisional(year) => format!("{year}-provisional"),
    };
    Word::new(&name).unwrap_or(Word::fixed("calendar"))
}

impl Situation<'_> {
    /// The ruling whose paper is out: the decision, else the determination.
    pub(crate) fn ruling_out(&self) -> Option<&crate::case::state::Ruling> {
        self.case.decision.as_ref().or(self.case.determination.as_ref())
    }

    /// What a calendar does to the running terms of the case: a note for each that moves (CAL-03).
    pub fn recalculate(&self) -> Vec<Event> {
        let running = self.case.terms.iter().filter(|term| term.met.is_none() && !term.is_stopped());
        running.filter_map(|term| term.moved(self.calendar, Moved::Calendar, 0)).collect()
    }
}
