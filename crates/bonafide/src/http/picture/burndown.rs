//! The burning down of corrections (整改进度): how many were open at the end of each month, and how many are late today.

use bonafide_procedure::id::Day;

use super::Svg;
use crate::http::mine::Fix;
use crate::words::{Words, say};

/// So many months are shown.
const MONTHS: i64 = 8;

/// A month is reckoned as so many days back from today: the picture shows a slope, not an account.
const STEP: i64 = 30;

/// A column a month; the table beside the picture says the rest.
pub(in crate::http) fn drawn(words: &Words, all: &[Fix], today: Day) -> String {
    let late = all.iter().filter(|one| one.closed.is_none() && one.due < today).count();
    let label = say!(words, "web-burndown", open = open_on(all, today) as u64, late = late as u64);
    let mut svg = Svg::new(420, 150, &label);
    let most = all.len().max(1);
    for place in 0..MONTHS {
        let day = today.plus((place - MONTHS + 1) * STEP);
        let count = open_on(all, day);
        let high = i64::try_from(90 * count / most).unwrap_or(0);
        let x = 8 + place * 51;
        svg.rect((x, 20), (40, 90), "none-fill");
        svg.rect((x, 110 - high), (40, high.max(1)), if place == MONTHS - 1 { "calm" } else { "faint" });
        svg.middle((x + 20, 105 - high.min(70)), 13, "", &count.to_string());
        let of_year = day.to_string();
        svg.middle((x + 20, 128), 11, "quiet", of_year.get(5..).unwrap_or_default());
    }
    svg.text((8, 146), 12, "quiet", &label);
    svg.end()
}

/// How many were planned by a day and not yet closed on it.
fn open_on(all: &[Fix], day: Day) -> usize {
    all.iter().filter(|one| one.planned_on <= day && one.closed.is_none_or(|closed| closed > day)).count()
}
