//! The line of a case: what people did above, what the procedure noted below.

use super::{Svg, short};
use crate::http::blocks::Happened;
use crate::words::Words;

/// More things than these are not drawn; the list has them all.
const DRAWN_MAX: usize = 14;

/// The last things that happened.
pub(in crate::http) fn drawn(words: &Words, happened: &[Happened]) -> String {
    let people: Vec<&Happened> = happened.iter().filter(|one| !one.is_machine).collect();
    let shown = people.get(people.len().saturating_sub(DRAWN_MAX)..).unwrap_or_default();
    let wide = 64 * i64::try_from(shown.len()).unwrap_or(0) + 40;
    let mut svg = Svg::new(wide.max(200), 120, &words.say("web-timeline-picture"));
    svg.line((10, 60), (wide - 10, 60), "");
    for (place, one) in (0_i64..).zip(shown) {
        let x = 40 + place * 64;
        svg.mark((x, 60), Some(true));
        let up = place % 2 == 0;
        svg.line((x, if up { 42 } else { 66 }), (x, if up { 54 } else { 78 }), "");
        svg.middle((x, if up { 34 } else { 92 }), 13, "", &short(&one.what, 6));
        let day = one.day.get(5..).unwrap_or_default();
        svg.middle((x, if up { 16 } else { 110 }), 11, "quiet", day);
    }
    svg.end()
}
