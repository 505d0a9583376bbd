//! The count itself, day after day: the due date and its explanation come from one walk, so they cannot differ.

use super::{Certainty, ClockStop, Deadline, DeadlineError, Due, Restart, Term, TermUnit, months_later};
use crate::calendar::{Calendar, DAYS, DayKind, UnknownYear, ordinary};
use crate::id::Day;

/// How a due date came about (怎么算的): every day in order, and the result.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Counting<'a> {
    /// The start day, then every day up to the due date, or up to where the count cannot go on.
    pub days: Vec<CountedDay<'a>>,
    /// The due date, or why there is none.
    pub due: Result<Due, DeadlineError>,
}

/// One day of the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CountedDay<'a> {
    /// The day.
    pub day: Day,
    /// Which of the counted days it is, from 1; nothing when it does not count.
    pub number: Option<u32>,
    /// Why.
    pub why: Why<'a>,
}

/// Why a day counts, or does not (计与不计的理由).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why<'a> {
    /// Not counted: the term begins on it (民法典, art. 201).
    Start,
    /// Counted: a day worked, ordinarily or in exchange for a holiday.
    Worked(DayKind<'a>),
    /// Not counted: a weekend day or a holiday, and the term is one of working days.
    Rest(DayKind<'a>),
    /// Counted: the term is one of calendar days.
    CalendarDay,
    /// Within a term of months or years, which is not counted by days.
    Within,
    /// The last day: the one with the number of the start day (民法典, art. 202).
    SameNumber,
    /// The last day: the month has no day of that number, so its last day is taken (民法典, art. 202).
    MonthEnd,
    /// The last day by count, or one after it, but a day of rest: the last day moves on (民法典, art. 203).
    LastDayOff(DayKind<'a>),
    /// The last day after it moved on over days of rest (民法典, art. 203).
    MovedHere(DayKind<'a>),
    /// Not counted: the clock is stopped.
    Stopped(&'a ClockStop),
}

/// What happens on a day of a year without a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// The count ends there.
    Refuse,
    /// The days of the week decide, and the result is provisional.
    DaysOfWeek,
}

/// Walks from the start day to the due date and shows every day on the way.
pub(super) fn walk<'a>(
    deadline: &'a Deadline,
    calendar: &'a Calendar,
    gap: Gap,
    mut show: impl FnMut(CountedDay<'a>),
) -> Result<Due, DeadlineError> {
    if deadline.start() < DAYS.0 || deadline.start() > DAYS.1 {
        return Err(DeadlineError::OutOfRange);
    }
    let terms = terms(deadline)?;
    let mut days = Days { calendar, gap, certainty: Certainty::Firm };
    let mut stops = deadline.stops().iter().peekable();
    let mut leg = Leg::begin(deadline.start(), &terms)?;
    let mut day = deadline.start();
    show(CountedDay { day, number: None, why: Why::Start });
    loop {
        day = day.plus(1);
        if day > DAYS.1 {
            return Err(DeadlineError::OutOfRange);
        }
        while stops.peek().is_some_and(|stop| stop.until.is_some_and(|until| until < day)) {
            stops.next();
        }
        if let Some(stop) = stops.peek().copied().filter(|stop| stop.from <= day) {
            show(CountedDay { day, number: None, why: Why::Stopped(stop) });
            let Some(until) = stop.until else {
                return Err(DeadlineError::Stopped { since: stop.from, stopped_by: stop.stopped_by.clone() });
            };
            match stop.restart {
                Restart::CountLeft => leg.stand_still(),
                Restart::Afresh if day == until => leg = Leg::begin(day, &terms)?,
                Restart::Afresh => {}
            }
            continue;
        }
        let (number, why, is_end) = leg.step(day, &mut days)?;
        show(CountedDay { day, number, why });
        if !is_end {
            continue;
        }
        match leg.then {
            [] => return Ok(Due { day, moved_from: leg.moved_from, certainty: days.certainty }),
            then => leg = Leg::begin(day, then)?,
        }
    }
}

/// The term and its extension; one term when both are of one unit, because three months and one are four months.
fn terms(deadline: &Deadline) -> Result<Vec<Term>, DeadlineError> {
    let term = deadline.term();
    Ok(match deadline.extension().map(|extension| extension.term) {
        None => vec![term],
        Some(more) if more.unit() == term.unit() => {
            vec![Term::new(i64::from(term.count()) + i64::from(more.count()), term.unit())?]
        }
        Some(more) => vec![term, more],
    })
}

/// The calendar as the count uses it, with the certainty of what it said so far.
struct Days<'a> {
    calendar: &'a Calendar,
    gap: Gap,
    certainty: Certainty,
}

impl<'a> Days<'a> {
    fn kind(&mut self, day: Day) -> Result<DayKind<'a>, UnknownYear> {
        match self.calendar.kind(day) {
            Ok(kind) => {
                if let (Certainty::Firm, Some(year)) = (self.certainty, self.calendar.open_until(day)) {
                    self.certainty = Certainty::YearEnd(year);
                }
                Ok(kind)
            }
            Err(unknown) if self.gap == Gap::Refuse => Err(unknown),
            Err(unknown) => {
                if !matches!(self.certainty, Certainty::Provisional(_)) {
                    self.certainty = Certainty::Provisional(unknown.year);
                }
                Ok(ordinary(day))
            }
        }
    }
}

/// One term being counted, and the terms after it.
struct Leg<'t> {
    term: Term,
    then: &'t [Term],
    counted: u32,
    /// Where a term of months or years ends by number.
    end: Day,
    is_month_end: bool,
    moved_from: Option<Day>,
}

impl<'t> Leg<'t> {
    fn begin(start: Day, terms: &'t [Term]) -> Result<Self, DeadlineError> {
        let (term, then) = terms.split_first().ok_or(DeadlineError::OutOfRange)?;
        let months = match term.unit() {
            TermUnit::Months => i64::from(term.count()),
            TermUnit::Years => i64::from(term.count()) * 12,
            TermUnit::Days | TermUnit::WorkingDays => 0,
        };
        let end = months_later(start, months).ok_or(DeadlineError::OutOfRange)?;
        let leg =
            Self { term: *term, then, counted: 0, end: end.day, is_month_end: end.is_month_end, moved_from: None };
        Ok(leg)
    }

    /// A stopped day: an end by number moves on with it.
    fn stand_still(&mut self) {
        self.end = self.end.plus(1);
    }

    /// Counts one day: its number, the reason, and whether the term ends on it.
    fn step<'a>(&mut self, day: Day, days: &mut Days<'a>) -> Result<(Option<u32>, Why<'a>, bool), DeadlineError> {
        match self.term.unit() {
            TermUnit::WorkingDays => {
                let kind = days.kind(day)?;
                if !kind.is_working() {
                    return Ok((None, Why::Rest(kind), false));
                }
                self.counted += 1;
                Ok((Some(self.counted), Why::Worked(kind), self.counted == self.term.count()))
            }
            TermUnit::Days => {
                let number = (self.counted < self.term.count()).then_some(self.counted + 1);
                self.counted = number.unwrap_or(self.counted);
                if self.counted < self.term.count() {
                    return Ok((number, Why::CalendarDay, false));
                }
                self.last(day, number, Why::CalendarDay, days)
            }
            TermUnit::Months | TermUnit::Years => {
                if day < self.end {
                    return Ok((None, Why::Within, false));
                }
                let why = if self.is_month_end { Why::MonthEnd } else { Why::SameNumber };
                self.last(day, None, why, days)
            }
        }
    }

    /// The last day by count or one after it: the end, unless it is a day of rest.
    fn last<'a>(
        &mut self,
        day: Day,
        number: Option<u32>,
        why: Why<'a>,
        days: &mut Days<'a>,
    ) -> Result<(Option<u32>, Why<'a>, bool), DeadlineError> {
        let kind = days.kind(day)?;
        if !kind.is_working() {
            self.moved_from.get_or_insert(day);
            return Ok((number, Why::LastDayOff(kind), false));
        }
        let why = if self.moved_from.is_some() { Why::MovedHere(kind) } else { why };
        Ok((number, why, true))
    }
}
