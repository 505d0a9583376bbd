//! The calendar of working days (工作日历): which days are worked, by which notice of the State Council.
//!
//! Years are data, each with its notices and a version; those known when the program was made are built in, and a site
//! may add another. What no notice covers is *unknown* and never guessed. Must not know what a day is counted for: that
//! is [`crate::deadline`].
//!
//! Sources: 全国年节及纪念日放假办法 (国务院, 2024-11-10 amended) says which holidays there are and how many days they
//! last; the General Office's yearly notice 国务院办公厅关于部分节假日安排的通知 says which days they are and which
//! weekend days are worked instead (调休). A later notice may change a year that has begun, as that of 2020-01-27 did.

mod alarm;
mod fault;
mod official;
mod read;

use std::collections::BTreeMap;

use bonafide_rules::day;

pub use alarm::{AlarmLevel, MissingYear};
pub use fault::{YearFault, YearFaultKind};

use crate::id::Day;

/// The first day of December that a notice for the year after has ever moved: 29 December, for 2008 and for 2019.
///
/// Until the next notice is out, days from here to the year's end are certain only as far as this year's notice goes.
const YEAR_END_DAY: i64 = 29;

/// The first and the last day with a date: 0001-01-01 and 9999-12-31.
pub(crate) const DAYS: (Day, Day) = (Day(-719_162), Day(2_932_896));

/// Which days are worked (工作日历), as far as notices are known.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Calendar {
    years: BTreeMap<i64, CalendarYear>,
}

/// One year of the calendar: what its notices change about the days of the week.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CalendarYear {
    year: i64,
    version: u32,
    notices: Vec<String>,
    /// By day, each once. Some may lie in December of the year before.
    entries: Vec<Entry>,
}

/// One day that a notice names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Entry {
    day: Day,
    name: String,
    is_off: bool,
}

/// The holiday (节日) a day belongs to, and the notices that say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Festival<'c> {
    /// As the notice names it, such as 国庆节.
    pub name: &'c str,
    /// The notices for the year, oldest first; each as the data names it, by address or number.
    pub notices: &'c [String],
}

/// What a day is (日类): worked or not, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayKind<'c> {
    /// A working day like any other: Monday to Friday.
    Working,
    /// A weekend day that is worked in exchange for a holiday (调休上班).
    MakeUp(Festival<'c>),
    /// Saturday or Sunday.
    Weekend,
    /// A day off by the notice: the holiday itself, or a day moved beside it.
    Holiday(Festival<'c>),
}

impl DayKind<'_> {
    /// Whether the day is worked.
    pub fn is_working(self) -> bool {
        matches!(self, Self::Working | Self::MakeUp(_))
    }
}

/// No notice is known for a year, so nobody can say which of its days are worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("no notice of holidays is known for {year}")]
pub struct UnknownYear {
    /// The year whose notice must be imported.
    pub year: i64,
}

impl Calendar {
    /// The years built in, 2007 to 2026.
    pub fn official() -> Self {
        // A year that could not be read would stay unknown; a test sees that all can.
        let years = official::YEARS.iter().filter_map(|text| read::year(text).ok());
        Self { years: years.map(|year| (year.year, year)).collect() }
    }

    /// No year at all; for tests and for sites whose holidays are not those of the State Council.
    pub fn empty() -> Self {
        Self { years: BTreeMap::new() }
    }

    /// The calendar with one more year, or with a newer version of one.
    ///
    /// `json` is `{"year": 2027, "papers": ["…"], "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true}, …]}`
    /// with, if need be, `"version": "2027-2"`; without it the version is the number of notices.
    ///
    /// # Errors
    /// Everything wrong with the text, each with its line and entry; or one fault when a newer or a different year of
    /// the same version is known already.
    pub fn with_year(&self, json: &str) -> Result<Self, Vec<YearFault>> {
        let year = read::year(json)?;
        let known = self.years.get(&year.year);
        if let Some(kind) = known.and_then(|known| refused(known, &year)) {
            return Err(vec![YearFault { line: 1, entry: None, kind }]);
        }
        let mut years = self.years.clone();
        years.insert(year.year, year);
        Ok(Self { years })
    }

    /// The years known, oldest first.
    pub fn years(&self) -> impl DoubleEndedIterator<Item = &CalendarYear> {
        self.years.values()
    }

    /// One year, if it is known.
    pub fn year(&self, year: i64) -> Option<&CalendarYear> {
        self.years.get(&year)
    }

    /// The version of the calendar: that of its last year, such as `2026-1`.
    pub fn version(&self) -> Option<String> {
        self.years.values().next_back().map(CalendarYear::version)
    }

    /// What a day is.
    ///
    /// # Errors
    /// [`UnknownYear`] when no notice is known for the day's year.
    pub fn kind(&self, day: Day) -> Result<DayKind<'_>, UnknownYear> {
        let (year, month, _) = date(day);
        let own = self.years.get(&year).ok_or(UnknownYear { year })?;
        // The notice for the next year is the later one and may reach back over New Year's Eve.
        let next = if month == 12 { self.years.get(&(year + 1)) } else { None };
        let named = [next, Some(own)].into_iter().flatten().find_map(|year| year.named(day));
        Ok(named.unwrap_or_else(|| ordinary(day)))
    }

    /// The year whose notice may still change this day: the next one, for the last days of December while it is unknown.
    pub fn open_until(&self, day: Day) -> Option<i64> {
        let (year, month, of_month) = date(day);
        let is_year_end = month == 12 && of_month >= YEAR_END_DAY;
        let is_open = is_year_end && self.years.contains_key(&year) && !self.years.contains_key(&(year + 1));
        is_open.then_some(year + 1)
    }
}

impl CalendarYear {
    /// The year.
    pub fn year(&self) -> i64 {
        self.year
    }

    /// Year and version, such as `2020-2`: the version goes up with each notice or correction.
    pub fn version(&self) -> String {
        format!("{}-{}", self.year, self.version)
    }

    /// The notices, oldest first, as the data names them.
    pub fn notices(&self) -> &[String] {
        &self.notices
    }

    /// How many days the notices give off, and how many weekend days they take.
    pub fn counts(&self) -> (usize, usize) {
        let off = self.entries.iter().filter(|entry| entry.is_off).count();
        (off, self.entries.iter().filter(|entry| !entry.is_off && is_weekend(entry.day)).count())
    }

    /// The first day the notices name; it may lie in December of the year before.
    pub fn first_day(&self) -> Option<Day> {
        self.entries.first().map(|entry| entry.day)
    }

    fn named(&self, day: Day) -> Option<DayKind<'_>> {
        let at = self.entries.binary_search_by_key(&day, |entry| entry.day).ok()?;
        let entry = self.entries.get(at)?;
        let festival = Festival { name: &entry.name, notices: &self.notices };
        Some(match entry.is_off {
            true => DayKind::Holiday(festival),
            false if is_weekend(day) => DayKind::MakeUp(festival),
            false => DayKind::Working,
        })
    }
}

/// Year, month and day; days too far away to have a date all become one that no calendar reaches.
fn date(day: Day) -> (i64, i64, i64) {
    day::to_date(day.0.clamp(DAYS.0.0 - 1, DAYS.1.0 + 1))
}

/// What a day is when no notice names it.
pub(crate) fn ordinary(day: Day) -> DayKind<'static> {
    if is_weekend(day) { DayKind::Weekend } else { DayKind::Working }
}

/// Whether a day is a Saturday or a Sunday.
fn is_weekend(day: Day) -> bool {
    // 1970-01-01 was a Thursday: two days later the week's end began.
    matches!((day.0 - 2).rem_euclid(7), 0 | 1)
}

/// Why a year cannot stand in place of the one known.
fn refused(known: &CalendarYear, new: &CalendarYear) -> Option<YearFaultKind> {
    if new.version < known.version {
        return Some(YearFaultKind::Older { known: known.version(), given: new.version() });
    }
    // The same days may be cited by another name of the notice.
    let days = |year: &CalendarYear| year.entries.iter().map(|entry| (entry.day, entry.is_off)).collect::<Vec<_>>();
    let differs = new.version == known.version && days(new) != days(known);
    differs.then(|| YearFaultKind::SameVersion { version: known.version() })
}

#[cfg(test)]
mod tests;
