//! Reckoning again (改历重算) when the calendar has changed: the old date, the new one, and the notice that moved it.

use bonafide_rules::day;

use super::{Deadline, DeadlineError, Due};
use crate::calendar::{Calendar, CalendarYear};
use crate::id::Day;

/// What a changed calendar does to one time limit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Recomputed {
    /// The due date by the old calendar, or why there was none.
    pub was: Result<Due, DeadlineError>,
    /// The due date by the new calendar, or why there is none.
    pub now: Result<Due, DeadlineError>,
    /// The notices of the years within the term that the new calendar adds or changes, oldest year first.
    pub notices: Vec<String>,
}

impl Recomputed {
    /// Whether the due date, or its standing, is another one.
    pub fn is_changed(&self) -> bool {
        self.was != self.now
    }
}

impl Deadline {
    /// Reckons the due date by both calendars. A step that is done keeps its date: nothing is made late afterwards.
    ///
    /// Returns nothing for a step that is done.
    pub fn recompute(&self, old: &Calendar, new: &Calendar) -> Option<Recomputed> {
        if self.finished().is_some() {
            return None;
        }
        let (was, now) = (self.due(old), self.due(new));
        let first = day::to_date(self.start().0).0;
        let last = [&was, &now].into_iter().flatten().map(|due| due.day).max();
        // A year matters when its days do; they may begin in the December before it.
        let matters = |year: &&CalendarYear| {
            let begins = day::from_date(year.year(), 1, 1).map(Day).min(year.first_day());
            year.year() >= first && last.is_none_or(|last| begins.is_some_and(|begins| begins <= last))
        };
        let changed = new.years().filter(matters).filter(|year| old.year(year.year()) != Some(year));
        let notices = changed.flat_map(|year| year.notices().iter().cloned()).collect();
        Some(Recomputed { was, now, notices })
    }
}
