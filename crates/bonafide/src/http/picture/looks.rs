//! The strip of the six looks (六看): for each look how many facts are found, refuted, open.

use super::Svg;
use crate::words::Words;

/// One look: found, refuted, open.
pub(in crate::http) struct Counted {
    pub(in crate::http) name: String,
    pub(in crate::http) found: u64,
    pub(in crate::http) refuted: u64,
    pub(in crate::http) open: u64,
}

/// Six columns.
pub(in crate::http) fn strip(words: &Words, looks: &[Counted]) -> String {
    let mut svg = Svg::new(720, 92, &words.say("web-looks-picture"));
    for (place, look) in (0_i64..).zip(looks) {
        let x = place * 120;
        svg.rect((x + 2, 2), (114, 86), if look.open == 0 { "faint" } else { "sheet" });
        svg.middle((x + 59, 26), 15, "", &look.name);
        for (at, (truth, count)) in
            (0_i64..).zip([(Some(true), look.found), (Some(false), look.refuted), (None, look.open)])
        {
            svg.mark((x + 24 + at * 36, 50), truth);
            svg.middle((x + 24 + at * 36, 76), 13, "", &count.to_string());
        }
    }
    svg.end()
}
