//! The bars of running terms: what has passed, today, the last day.

use bonafide_procedure::case::state::RunningTerm;
use bonafide_procedure::id::Day;

use super::Svg;
use crate::report::names::Names;

const WIDE: i64 = 420;

/// A bar a term that is not met.
pub(in crate::http) fn bars(names: &Names<'_>, terms: &[&RunningTerm], today: Day) -> String {
    let height = 10 + 44 * i64::try_from(terms.len()).unwrap_or(0);
    let mut svg = Svg::new(760, height, &names.words.say("web-terms-picture"));
    for (place, term) in (0_i64..).zip(terms) {
        let y = 10 + place * 44;
        let whole = (term.due.0 - term.from.0).max(1);
        let passed = (today.0 - term.from.0).clamp(0, whole);
        svg.text((0, y + 18), 14, "", &names.step(term.step));
        svg.rect((120, y + 4), (WIDE, 18), "sheet");
        svg.rect((120, y + 4), (WIDE * passed / whole, 18), if term.is_overdue(today) { "no" } else { "calm" });
        svg.text((120, y + 36), 11, "quiet", &term.from.to_string());
        svg.text((120 + WIDE + 12, y + 18), 14, "", &term.due.to_string());
    }
    svg.end()
}
