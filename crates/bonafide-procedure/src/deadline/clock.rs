//! A time limit that lives (期限的运行): begun, stopped, started again, extended once, met or missed.
//!
//! What is decided asks the calendar of its day (`may_…`); what is replayed from the record asks nothing (`apply_…`), so
//! that a notice that comes later never makes a past decision impossible.

use super::{Counting, DeadlineError, Due, Term, count};
use crate::calendar::Calendar;
use crate::id::{Day, PersonId};

/// The time limit of one step of one case (时限).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Deadline {
    start: Day,
    term: Term,
    extension: Option<Extension>,
    // INVARIANT: in order of time, without overlap; only the last may be open.
    stops: Vec<ClockStop>,
    finished: Option<Day>,
}

/// An extension (延长), with who approved it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Extension {
    /// By how much; counted on from the end of the term.
    pub term: Term,
    /// Who approved it (批准人).
    pub approver: PersonId,
    /// When; at the latest on the day the term falls due.
    pub approved_on: Day,
    /// Why, as the approval says.
    pub reason: String,
}

/// A stop of the clock (计时停止): days that are not counted, with reason and author, open to the parties.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ClockStop {
    /// The first day not counted.
    pub from: Day,
    /// The last day not counted, once the clock runs again.
    pub until: Option<Day>,
    /// What happens to the days counted before.
    pub restart: Restart,
    /// Why, as the person who stopped it says.
    pub reason: String,
    /// Who stopped it.
    pub stopped_by: PersonId,
    /// Who started it again.
    pub started_by: Option<PersonId>,
}

/// How the clock goes on after a stop (恢复计时方式).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Restart {
    /// What was left is counted on (中止, 继续计算), as 民法典 (2020-05-28), art. 194 does for limitation of actions.
    CountLeft,
    /// The whole term is counted afresh (中断, 重新计算), as 民法典, art. 195 does.
    Afresh,
}

/// How a time limit stands on a day (时限状态).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeadlineState {
    /// It runs and falls due later.
    Running(Due),
    /// It falls due today, and is not overdue.
    DueToday(Due),
    /// It ran out without the step being done.
    Overdue(Due),
    /// The clock is stopped.
    Stopped,
    /// The step was done in time, perhaps early.
    Met,
    /// The step was done after the term ran out.
    MetLate(Due),
}

impl Deadline {
    /// A term that begins on `start`, which is not counted.
    pub fn new(start: Day, term: Term) -> Self {
        Self { start, term, extension: None, stops: Vec::new(), finished: None }
    }

    /// The day on which the term begins.
    pub fn start(&self) -> Day {
        self.start
    }

    /// The term without its extension.
    pub fn term(&self) -> Term {
        self.term
    }

    /// The extension, if there was one.
    pub fn extension(&self) -> Option<&Extension> {
        self.extension.as_ref()
    }

    /// The stops of the clock, oldest first.
    pub fn stops(&self) -> &[ClockStop] {
        &self.stops
    }

    /// The day on which the step was done.
    pub fn finished(&self) -> Option<Day> {
        self.finished
    }

    /// The day on which it falls due.
    ///
    /// # Errors
    /// [`DeadlineError::UnknownYear`], [`DeadlineError::OutOfRange`], and [`DeadlineError::Stopped`] while the clock stands.
    pub fn due(&self, calendar: &Calendar) -> Result<Due, DeadlineError> {
        count::walk(self, calendar, count::Gap::Refuse, |_| {})
    }

    /// The due date where years without a notice go by the days of the week, marked [`super::Certainty::Provisional`].
    ///
    /// # Errors
    /// [`DeadlineError::OutOfRange`], and [`DeadlineError::Stopped`] while the clock stands.
    pub fn due_provisional(&self, calendar: &Calendar) -> Result<Due, DeadlineError> {
        count::walk(self, calendar, count::Gap::DaysOfWeek, |_| {})
    }

    /// Each day from the first to the due date, with the reason it counts or not (怎么算的); as far as it can be counted.
    pub fn counting<'a>(&'a self, calendar: &'a Calendar) -> Counting<'a> {
        let mut days = Vec::new();
        let due = count::walk(self, calendar, count::Gap::Refuse, |day| days.push(day));
        Counting { days, due }
    }

    /// Extends the term, once: [`Deadline::may_extend`], then [`Deadline::apply_extension`].
    ///
    /// # Errors
    /// Those of [`Deadline::may_extend`].
    pub fn extend(&mut self, extension: Extension, calendar: &Calendar) -> Result<(), DeadlineError> {
        self.may_extend(&extension, calendar)?;
        self.apply_extension(extension);
        Ok(())
    }

    /// Sees whether the term may be extended.
    ///
    /// # Errors
    /// [`DeadlineError::AlreadyExtended`], [`DeadlineError::Finished`], [`DeadlineError::TooEarly`], and
    /// [`DeadlineError::RanOut`] when it was approved after the term ran out.
    pub fn may_extend(&self, extension: &Extension, calendar: &Calendar) -> Result<(), DeadlineError> {
        if let Some(first) = &self.extension {
            return Err(DeadlineError::AlreadyExtended { on: first.approved_on, approver: first.approver.clone() });
        }
        self.must_run(extension.approved_on, self.start, calendar)
    }

    /// Applies an extension that was decided, as the record says, whatever the calendar says today.
    pub fn apply_extension(&mut self, extension: Extension) {
        self.extension.get_or_insert(extension);
    }

    /// Stops the clock: [`Deadline::may_stop`], then [`Deadline::apply_stop`].
    ///
    /// # Errors
    /// Those of [`Deadline::may_stop`].
    pub fn stop(&mut self, stop: ClockStop, calendar: &Calendar) -> Result<(), DeadlineError> {
        self.may_stop(&stop, calendar)?;
        self.apply_stop(stop);
        Ok(())
    }

    /// Sees whether the clock may be stopped: `stop.from` is the first day that is not counted. A stop may be recorded
    /// with its end.
    ///
    /// # Errors
    /// [`DeadlineError::Stopped`] when it stands already, [`DeadlineError::Finished`], [`DeadlineError::RanOut`], and
    /// [`DeadlineError::TooEarly`] when it would begin before or on the start day, or inside an earlier stop.
    pub fn may_stop(&self, stop: &ClockStop, calendar: &Calendar) -> Result<(), DeadlineError> {
        if let Some(open) = self.open_stop() {
            return Err(DeadlineError::Stopped { since: open.from, stopped_by: open.stopped_by.clone() });
        }
        let last = self.stops.last().and_then(|stop| stop.until).unwrap_or(self.start);
        self.must_run(stop.from, last.plus(1), calendar)?;
        match stop.until.filter(|until| *until < stop.from) {
            Some(until) => Err(DeadlineError::TooEarly { day: until, earliest: stop.from }),
            None => Ok(()),
        }
    }

    /// Applies a stop that was decided, as the record says, whatever the calendar says today.
    pub fn apply_stop(&mut self, stop: ClockStop) {
        let at = self.stops.partition_point(|earlier| earlier.from <= stop.from);
        self.stops.insert(at, stop);
    }

    /// Starts the clock again: `until` is the last day that is not counted, as the start day of a term is not.
    ///
    /// # Errors
    /// [`DeadlineError::NotStopped`], and [`DeadlineError::TooEarly`] before the stop began.
    pub fn start_again(&mut self, until: Day, started_by: PersonId) -> Result<(), DeadlineError> {
        let Some(stop) = self.stops.last_mut().filter(|stop| stop.until.is_none()) else {
            return Err(DeadlineError::NotStopped);
        };
        if until < stop.from {
            return Err(DeadlineError::TooEarly { day: until, earliest: stop.from });
        }
        stop.until = Some(until);
        stop.started_by = Some(started_by);
        Ok(())
    }

    /// Records that the step was done, early, in time or late.
    ///
    /// # Errors
    /// [`DeadlineError::Finished`] a second time, [`DeadlineError::TooEarly`] before the term began.
    pub fn finish(&mut self, on: Day) -> Result<(), DeadlineError> {
        if let Some(on) = self.finished {
            return Err(DeadlineError::Finished { on });
        }
        if on < self.start {
            return Err(DeadlineError::TooEarly { day: on, earliest: self.start });
        }
        self.finished = Some(on);
        Ok(())
    }

    /// How it stands today.
    ///
    /// # Errors
    /// [`DeadlineError::UnknownYear`] and [`DeadlineError::OutOfRange`].
    pub fn state(&self, today: Day, calendar: &Calendar) -> Result<DeadlineState, DeadlineError> {
        let due = match self.due(calendar) {
            Ok(due) => due,
            Err(DeadlineError::Stopped { .. }) if self.finished.is_some() => return Ok(DeadlineState::Met),
            Err(DeadlineError::Stopped { .. }) => return Ok(DeadlineState::Stopped),
            Err(error) => return Err(error),
        };
        Ok(match self.finished {
            Some(on) if due.is_overdue(on) => DeadlineState::MetLate(due),
            Some(_) => DeadlineState::Met,
            None if due.is_overdue(today) => DeadlineState::Overdue(due),
            None if due.day == today => DeadlineState::DueToday(due),
            None => DeadlineState::Running(due),
        })
    }

    fn open_stop(&self) -> Option<&ClockStop> {
        self.stops.last().filter(|stop| stop.until.is_none())
    }

    /// Sees that on a day the step is not done and the term has not run out.
    fn must_run(&self, on: Day, earliest: Day, calendar: &Calendar) -> Result<(), DeadlineError> {
        if let Some(on) = self.finished {
            return Err(DeadlineError::Finished { on });
        }
        if on < earliest {
            return Err(DeadlineError::TooEarly { day: on, earliest });
        }
        match self.due(calendar) {
            Ok(due) if due.is_overdue(on) => Err(DeadlineError::RanOut { due: due.day }),
            // A stopped clock does not run out.
            Ok(_) | Err(DeadlineError::Stopped { .. }) => Ok(()),
            // The count gets as far as the end of the last known year without running out.
            Err(DeadlineError::UnknownYear(unknown)) if day_year(on) < unknown.year => Ok(()),
            Err(error) => Err(error),
        }
    }
}

fn day_year(day: Day) -> i64 {
    bonafide_rules::day::to_date(day.0).0
}
