//! Time in each stage (各环节用时): least, quarter, middle, three quarters, most, in days, with the line of the term.

use super::{Svg, short};
use crate::words::{Words, say};

/// One stage.
pub(in crate::http) struct Stage {
    pub(in crate::http) name: String,
    /// Days, ascending.
    pub(in crate::http) days: Vec<i64>,
    /// The term in days, where there is one.
    pub(in crate::http) term: Option<i64>,
}

impl Stage {
    /// The day count at so many quarters of the way.
    pub(in crate::http) fn quarter(&self, quarters: usize) -> i64 {
        let place = (self.days.len().saturating_sub(1)) * quarters / 4;
        self.days.get(place).copied().unwrap_or(0)
    }
}

/// A box a stage.
pub(in crate::http) fn drawn(words: &Words, stages: &[Stage]) -> String {
    let most = stages.iter().map(|stage| stage.quarter(4).max(stage.term.unwrap_or(0))).max().unwrap_or(0).max(1);
    let mut svg = Svg::new(640, i64::try_from(stages.len()).unwrap_or(0) * 36 + 34, &words.say("work-boxes-picture"));
    let at = |days: i64| 150 + days.clamp(0, most) * 440 / most;
    for (line, stage) in (0_i64..).zip(stages) {
        let y = 8 + line * 36;
        svg.text((8, y + 18), 14, "", &short(&stage.name, 8));
        svg.line((at(stage.quarter(0)), y + 13), (at(stage.quarter(4)), y + 13), "");
        let (low, high) = (at(stage.quarter(1)), at(stage.quarter(3)));
        svg.rect((low, y + 3), ((high - low).max(3), 20), "faint");
        let middle = at(stage.quarter(2));
        svg.line((middle, y), (middle, y + 26), "");
        svg.text((at(stage.quarter(4)) + 6, y + 18), 12, "quiet", &stage.quarter(4).to_string());
        if let Some(term) = stage.term {
            svg.line((at(term), y - 3), (at(term), y + 29), "5 3");
        }
    }
    let y = i64::try_from(stages.len()).unwrap_or(0) * 36 + 26;
    svg.text((150, y), 12, "quiet", &say!(words, "work-boxes-axis", days = most.unsigned_abs()));
    svg.end()
}
