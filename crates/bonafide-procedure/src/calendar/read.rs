//! Reading the text of a year (年历文本): JSON in, a year out, or everything that is wrong with it.

use std::collections::BTreeMap;

use bonafide_rules::day;
use serde_json::Value;

use super::{CalendarYear, Entry, YearFault, YearFaultKind, is_weekend};
use crate::id::Day;

/// Holidays on fixed days that the law has given every year: 全国年节及纪念日放假办法 (2024-11-10), art. 2.
const FIXED: [(i64, i64); 3] = [(1, 1), (5, 1), (10, 1)];

/// Holidays of the moon and the sun, with the first year they were days off: 清明, 端午 and 中秋 since 2008
/// (全国年节及纪念日放假办法, 2007-12-14).
const MOVABLE: [(&str, i64); 4] = [("春节", 2000), ("清明", 2008), ("端午", 2008), ("中秋", 2008)];

/// Reads a year.
pub(super) fn year(text: &str) -> Result<CalendarYear, Vec<YearFault>> {
    let text = text.trim_start_matches('\u{feff}');
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let line = error.line().max(1);
        vec![YearFault { line, entry: None, kind: YearFaultKind::NotJson { reason: error.to_string() } }]
    })?;
    let mut reader = Reader { lines: entry_lines(text), faults: Vec::new() };
    let read = reader.year(&value);
    match read {
        Some(year) if reader.faults.is_empty() => Ok(year),
        _ => {
            reader.faults.sort_by_key(|fault| fault.entry);
            Err(reader.faults)
        }
    }
}

struct Reader {
    /// The line on which each entry of `days` begins.
    lines: Vec<usize>,
    faults: Vec<YearFault>,
}

impl Reader {
    /// Reads what can be read; whatever is wrong is noted.
    fn year(&mut self, value: &Value) -> Option<CalendarYear> {
        let year = self.number(value)?;
        let notices = self.notices(value);
        let version = self.version(value, year, notices.len());
        let Some(days) = value.get("days").and_then(Value::as_array).filter(|days| !days.is_empty()) else {
            self.fault(None, YearFaultKind::Field { field: "days" });
            return None;
        };
        let mut entries: BTreeMap<Day, (usize, Entry)> = BTreeMap::new();
        for (index, value) in days.iter().enumerate() {
            let number = index + 1;
            let Some(entry) = self.entry(number, value, year) else { continue };
            if let Some((first, _)) = entries.get(&entry.day) {
                let kind = YearFaultKind::Twice { date: entry.day.to_string(), first: *first };
                self.fault(Some(number), kind);
                continue;
            }
            entries.insert(entry.day, (number, entry));
        }
        self.worked_weekdays(&entries, notices.len());
        // Whether a holiday is missing cannot be told while entries are unreadable.
        if self.faults.is_empty() {
            self.missing_holidays(&entries, year);
        }
        let entries = entries.into_values().map(|(_, entry)| entry).collect();
        Some(CalendarYear { year, version, notices, entries })
    }

    fn number(&mut self, value: &Value) -> Option<i64> {
        let Some(written) = value.get("year") else {
            self.fault(None, YearFaultKind::Field { field: "year" });
            return None;
        };
        let year = written.as_i64().filter(|year| (2000..=9998).contains(year));
        if year.is_none() {
            self.fault(None, YearFaultKind::Year { year: written.to_string() });
        }
        year
    }

    /// The notices: at least one, because a day off without a notice is a guess.
    fn notices(&mut self, value: &Value) -> Vec<String> {
        let papers = value.get("papers").and_then(Value::as_array);
        let named = papers.and_then(|papers| papers.iter().map(notice).collect::<Option<Vec<String>>>());
        let named = named.unwrap_or_default();
        if named.is_empty() {
            self.fault(None, YearFaultKind::Field { field: "papers" });
        }
        named
    }

    fn version(&mut self, value: &Value, year: i64, notices: usize) -> u32 {
        let Some(written) = value.get("version") else { return u32::try_from(notices).unwrap_or(u32::MAX) };
        let number = written.as_str().and_then(|text| text.strip_prefix(&format!("{year}-"))?.parse().ok());
        number.filter(|number| *number > 0).unwrap_or_else(|| {
            let version = written.as_str().map_or_else(|| written.to_string(), str::to_owned);
            self.fault(None, YearFaultKind::Version { version });
            0
        })
    }

    fn entry(&mut self, number: usize, value: &Value, year: i64) -> Option<Entry> {
        let name = value.get("name").and_then(Value::as_str).map(str::trim).filter(|name| !name.is_empty());
        let is_off = value.get("isOffDay").and_then(Value::as_bool);
        let date = value.get("date").and_then(Value::as_str);
        for (field, is_there) in [("name", name.is_some()), ("isOffDay", is_off.is_some()), ("date", date.is_some())] {
            if !is_there {
                self.fault(Some(number), YearFaultKind::Field { field });
            }
        }
        let (name, is_off, date) = (name?.to_owned(), is_off?, date?);
        let Some(day) = Day::parse(date) else {
            self.fault(Some(number), YearFaultKind::NoSuchDay { date: date.to_owned() });
            return None;
        };
        let (of_year, month, _) = day::to_date(day.0);
        if of_year != year && (of_year, month) != (year - 1, 12) {
            self.fault(Some(number), YearFaultKind::OutsideYear { date: date.to_owned() });
            return None;
        }
        Some(Entry { day, name, is_off })
    }

    /// A weekday needs no word to be worked, so one marked as worked is a slip; but for the day after a holiday that a
    /// further notice lengthened, as 2020-02-03.
    fn worked_weekdays(&mut self, entries: &BTreeMap<Day, (usize, Entry)>, notices: usize) {
        for (day, (number, entry)) in entries {
            let before = entries.get(&day.plus(-1)).map(|(_, entry)| entry);
            let ends_holiday = notices > 1 && before.is_some_and(|before| before.is_off && before.name == entry.name);
            if !entry.is_off && !is_weekend(*day) && !ends_holiday {
                self.fault(Some(*number), YearFaultKind::WorkedWeekday { date: day.to_string() });
            }
        }
    }

    fn missing_holidays(&mut self, entries: &BTreeMap<Day, (usize, Entry)>, year: i64) {
        let off = || entries.values().map(|(_, entry)| entry).filter(|entry| entry.is_off);
        for (month, of_month) in FIXED {
            let day = day::from_date(year, month, of_month).map(Day);
            if !off().any(|entry| Some(entry.day) == day) {
                let holiday = format!("{year}-{month:02}-{of_month:02}");
                self.fault(None, YearFaultKind::HolidayMissing { holiday });
            }
        }
        for (name, since) in MOVABLE {
            if year >= since && !off().any(|entry| entry.name.contains(name)) {
                self.fault(None, YearFaultKind::HolidayMissing { holiday: name.to_owned() });
            }
        }
    }

    fn fault(&mut self, entry: Option<usize>, kind: YearFaultKind) {
        let line = entry.and_then(|entry| self.lines.get(entry - 1)).copied().unwrap_or(1);
        self.faults.push(YearFault { line, entry, kind });
    }
}

/// A notice as the data names it.
fn notice(value: &Value) -> Option<String> {
    value.as_str().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned)
}

/// The line on which each element of the top-level list `days` begins, in a text known to be JSON.
///
/// Values of the reader of JSON have no places, so brackets are counted once more, outside strings.
fn entry_lines(text: &str) -> Vec<usize> {
    let (mut lines, mut depth, mut line) = (Vec::new(), 0_usize, 1_usize);
    let (mut word, mut key) = (String::new(), String::new());
    let (mut in_string, mut escaped, mut fresh) = (false, false, false);
    for letter in text.chars() {
        if in_string {
            match letter {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => in_string = false,
                other => word.push(other),
            }
            continue;
        }
        let begins = !letter.is_whitespace() && !matches!(letter, ']' | ',' | '}');
        if fresh && begins && depth == 2 && key == "days" {
            lines.push(line);
            fresh = false;
        }
        match letter {
            '"' => {
                in_string = true;
                word.clear();
            }
            ':' if depth == 1 => key.clone_from(&word),
            '{' | '[' => {
                depth += 1;
                fresh = depth == 2 && letter == '[';
            }
            '}' | ']' => depth = depth.saturating_sub(1),
            ',' => fresh = depth == 2,
            '\n' => line += 1,
            _ => {}
        }
    }
    lines
}
