//! The alarm (缺历警示) that next year's calendar is missing: raised when the notice is due, not when a term fails.

use super::{Calendar, date};
use crate::id::Day;

/// From here on, a missing next year is worth a word: seven of the ten notices for 2017 to 2026 came in October or November.
const ADVICE_FROM: (i64, i64) = (11, 1);

/// From here on, a missing next year is an alarm. By then the notice is usually out (of those ten, eight came
/// by 1 December and the last on 8 December), and a term of 30 working days from this day ends in the next year.
const ALARM_FROM: (i64, i64) = (12, 1);

/// A year whose notice ought to be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MissingYear {
    /// The year.
    pub year: i64,
    /// How pressing it is.
    pub level: AlarmLevel,
}

/// How pressing a missing year is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AlarmLevel {
    /// The notice may be out: look for it.
    Advice,
    /// The notice is due, or the year has begun: terms cannot be reckoned without it.
    Alarm,
}

impl Calendar {
    /// The year that is missing on a day: the present one at any time, the next one from 1 November, and then as an
    /// alarm from 1 December.
    pub fn missing_alarm(&self, today: Day) -> Option<MissingYear> {
        let (year, month, of_month) = date(today);
        if self.year(year).is_none() {
            return Some(MissingYear { year, level: AlarmLevel::Alarm });
        }
        let level = match (month, of_month) {
            date if date >= ALARM_FROM => AlarmLevel::Alarm,
            date if date >= ADVICE_FROM => AlarmLevel::Advice,
            _ => return None,
        };
        self.year(year + 1).is_none().then_some(MissingYear { year: year + 1, level })
    }
}
