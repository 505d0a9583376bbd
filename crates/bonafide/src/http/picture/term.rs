//! The bars of running terms: what has passed, today, the last day.

use bonafide_procedure::case::state::RunningTerm;
use bonafide_procedure::id::Day;

use super::Svg;
use crate::report::names::Names;

const WIDE: i64 = 400;

/// A bar a term that is not met: its step and last day above, the day it began below.
pub(in crate::http) fn bars(names: &Names<'_>, terms: &[&RunningTerm], today: Day) -> String {
    let height = 6 + 66 * i64::try_from(terms.len()).unwrap_or(0);
    let mut svg = Svg::new(420, height, &names.words.say("web-terms-picture"));
    for (place, term) in (0_i64..).zip(terms) {
        let y = 6 + place * 66;
        let whole = (term.due.0 - term.from.0).max(1);
        let passed = (today.0 - term.from.0).clamp(0, whole);
        svg.text((8, y + 14), 15, "", &names.step(term.step));
        svg.text((328, y + 14), 14, "", &term.due.to_string());
        svg.rect((8, y + 22), (WIDE, 16), "sheet");
        svg.rect((8, y + 22), (WIDE * passed / whole, 16), if term.is_overdue(today) { "no" } else { "calm" });
        svg.text((8, y + 53), 12, "quiet", &term.from.to_string());
    }
    svg.end()
}
