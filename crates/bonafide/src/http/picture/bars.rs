//! Bars of a count (工作量): a bar a person, the suggested ones filled, the number beside it.

use super::{Svg, short};

/// More bars than these are only in the table.
const DRAWN_MAX: usize = 24;

/// One bar: name, count, and whether it stands out.
pub(in crate::http) type Bar = (String, u64, bool);

/// The bars under each other.
pub(in crate::http) fn drawn(label: &str, bars: &[Bar]) -> String {
    let shown = bars.get(..bars.len().min(DRAWN_MAX)).unwrap_or_default();
    let most = shown.iter().map(|(_, count, _)| *count).max().unwrap_or(0).max(1);
    let mut svg = Svg::new(420, i64::try_from(shown.len()).unwrap_or(0) * 28 + 10, label);
    for (line, (name, count, stands_out)) in (0_i64..).zip(shown) {
        let y = 6 + line * 28;
        let wide = i64::try_from(200 * count / most).unwrap_or(200);
        svg.text((8, y + 16), 14, "", &short(name, 8));
        svg.rect((140, y + 3), (wide.max(2), 16), if *stands_out { "calm" } else { "sheet" });
        svg.text((150 + wide, y + 16), 13, "", &count.to_string());
    }
    svg.end()
}
