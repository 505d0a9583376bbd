//! Time limits (期限): from a day and a term to the day it falls due, with each day counted or not, and why.
//!
//! Pure arithmetic on civil days: a working day is a day of the calendar, never so many hours, and today is an argument.
//! Must not know what a term is for, nor how a reason is worded.
//!
//! Sources: 民法典 (2020-05-28), art. 201: the day on which a term begins is not counted; art. 202: a term of months or
//! years ends on the day of the same number, or, where there is none, on the month's last day; art. 203: a last day that
//! is a day of rest by law gives way to the day after the rest, and a day lasts until its end. 行政许可法 (2019-04-23),
//! art. 82: terms of organs are counted in working days, without holidays.

mod clock;
mod count;
mod recompute;

use bonafide_rules::day;
pub use bonafide_rules::regulation::TermUnit;

pub use clock::{ClockStop, Deadline, DeadlineState, Extension, Restart};
pub use count::{CountedDay, Counting, Why};
pub use recompute::Recomputed;

use crate::calendar::{Calendar, UnknownYear};
use crate::id::{Day, PersonId};

/// The longest term, in any unit: a hundred years of days.
const COUNT_MAX: u32 = 36_600;

/// A length of time (期限), at least one unit long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    count: u32,
    unit: TermUnit,
}

impl Term {
    /// Takes a number of units, 1 to 36,600.
    ///
    /// # Errors
    /// [`DeadlineError::Count`] outside these bounds.
    pub fn new(count: i64, unit: TermUnit) -> Result<Self, DeadlineError> {
        let fits = u32::try_from(count).ok().filter(|count| (1..=COUNT_MAX).contains(count));
        fits.map(|count| Self { count, unit }).ok_or(DeadlineError::Count { count })
    }

    /// How many.
    pub fn count(self) -> u32 {
        self.count
    }

    /// Of what.
    pub fn unit(self) -> TermUnit {
        self.unit
    }
}

impl TryFrom<bonafide_rules::regulation::Term> for Term {
    type Error = DeadlineError;

    /// Takes a term of a regulation.
    fn try_from(term: bonafide_rules::regulation::Term) -> Result<Self, DeadlineError> {
        Self::new(term.count, term.unit)
    }
}

/// The day a term falls due (届满日).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Due {
    /// The last day of the term; it lasts until its end, so nothing is late on it.
    pub day: Day,
    /// The last day by count alone, when it was a day of rest and gave way to a later one (民法典, art. 203).
    pub moved_from: Option<Day>,
    /// How far the calendar carries it.
    pub certainty: Certainty,
}

/// How far the calendar carries a due date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// Every day that mattered is covered by a notice.
    Firm,
    /// Days from 29 December on mattered, and the notice for this next year, not known yet, may still move them.
    YearEnd(i64),
    /// Days of this year mattered for which no notice is known; they were taken by the days of the week alone.
    Provisional(i64),
}

impl Due {
    /// Whether the term has run out: only after the last day, never on it.
    pub fn is_overdue(self, today: Day) -> bool {
        today > self.day
    }

    /// How many working days are left after today, the due date included; none when it is due today or past.
    ///
    /// # Errors
    /// [`DeadlineError::UnknownYear`] when the calendar does not reach.
    pub fn working_days_left(self, today: Day, calendar: &Calendar) -> Result<u32, DeadlineError> {
        let mut left = 0;
        for number in today.0.saturating_add(1)..=self.day.0 {
            left += u32::from(calendar.kind(Day(number))?.is_working());
        }
        Ok(left)
    }
}

/// Why there is no due date, or why a time limit cannot be changed so.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum DeadlineError {
    /// The days of a year are needed for which no notice is known.
    #[error(transparent)]
    UnknownYear(#[from] UnknownYear),
    /// A term is 1 to 36,600 units long.
    #[error("a term of {count} units cannot be reckoned")]
    Count {
        /// What was asked.
        count: i64,
    },
    /// The years end at 9999.
    #[error("the term ends after the year 9999")]
    OutOfRange,
    /// The clock stands still, so there is no due date yet.
    #[error("the clock has been stopped since {since} by {stopped_by}")]
    Stopped {
        /// The first day not counted.
        since: Day,
        /// Who stopped it.
        stopped_by: PersonId,
    },
    /// A term is extended once (行政许可法, art. 42: 可以延长十日, and no second time).
    #[error("the term was extended already, on {on} by {approver}")]
    AlreadyExtended {
        /// When.
        on: Day,
        /// By whom.
        approver: PersonId,
    },
    /// What has run out can be neither stopped nor extended.
    #[error("the term ran out on {due}")]
    RanOut {
        /// The day it fell due.
        due: Day,
    },
    /// The step was done already.
    #[error("the step was done on {on}")]
    Finished {
        /// When.
        on: Day,
    },
    /// The clock runs, so it cannot be started.
    #[error("the clock is not stopped")]
    NotStopped,
    /// A change would lie before the day the term begins, or before the last change of the clock.
    #[error("{day} lies before {earliest}")]
    TooEarly {
        /// The day given.
        day: Day,
        /// The earliest day that could be.
        earliest: Day,
    },
}

/// Returns the day on which a term falls due that begins on `start`; the start day is not counted.
///
/// # Errors
/// [`DeadlineError::UnknownYear`] when the count reaches a year without a notice: never a guess;
/// [`DeadlineError::OutOfRange`] past the year 9999.
///
/// ```
/// use bonafide_procedure::calendar::Calendar;
/// use bonafide_procedure::deadline::{Term, TermUnit, due};
/// use bonafide_procedure::id::Day;
///
/// // National Day and Mid-Autumn give eight days off, two of them exchanged for Sunday 28 September and Saturday 11 October.
/// let term = Term::new(15, TermUnit::WorkingDays).unwrap();
/// let start = Day::parse("2025-09-26").unwrap();
/// assert_eq!(due(start, term, &Calendar::official()).unwrap().day, Day::parse("2025-10-23").unwrap());
/// ```
///
/// Source: 民法典 (2020-05-28), arts. 201–203; 行政许可法 (2019-04-23), art. 82.
pub fn due(start: Day, term: Term, calendar: &Calendar) -> Result<Due, DeadlineError> {
    Deadline::new(start, term).due(calendar)
}

/// Returns the due date even where the calendar does not reach; years without a notice go by the days of the week, and
/// the result says so. For plans only: nobody is late by it.
///
/// # Errors
/// [`DeadlineError::OutOfRange`] past the year 9999.
pub fn due_provisional(start: Day, term: Term, calendar: &Calendar) -> Result<Due, DeadlineError> {
    Deadline::new(start, term).due_provisional(calendar)
}

/// The day of the same number so many months later, or that month's last day.
///
/// Source: 民法典 (2020-05-28), art. 202.
fn months_later(from: Day, months: i64) -> Option<MonthDay> {
    let (year, month, of_month) = day::to_date(from.0);
    let index = year.checked_mul(12)?.checked_add(month - 1)?.checked_add(months)?;
    let (year, month) = (index.div_euclid(12), index.rem_euclid(12) + 1);
    if let Some(number) = day::from_date(year, month, of_month) {
        return Some(MonthDay { day: Day(number), is_month_end: false });
    }
    // A month has at least 28 days, so one of the three before the missing number exists.
    let last = (1..=3).find_map(|fewer| day::from_date(year, month, of_month - fewer))?;
    Some(MonthDay { day: Day(last), is_month_end: true })
}

/// The end of a term of months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct MonthDay {
    day: Day,
    /// Whether the month has no day of the number, so that its last day was taken.
    is_month_end: bool,
}

#[cfg(test)]
mod tests;
