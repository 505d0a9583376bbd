//! The way of a case in six boxes.

use super::Svg;
use crate::words::Words;

/// Six boxes with arrows between them.
pub(in crate::http) fn boxes(words: &Words) -> String {
    let mut svg = Svg::new(900, 96, &words.say("web-flow-label"));
    for (place, key) in (0_i64..).zip(["report", "screen", "inquire", "defend", "decide", "after"]) {
        let x = 4 + place * 150;
        svg.rect((x, 16), (122, 62), "sheet");
        svg.middle((x + 61, 44), 16, "", &words.say(&format!("web-flow-{key}")));
        svg.middle((x + 61, 66), 11, "quiet", &words.say(&format!("web-flow-{key}-term")));
        if place < 5 {
            svg.line((x + 122, 47), (x + 148, 47), "");
            svg.line((x + 142, 42), (x + 148, 47), "");
            svg.line((x + 142, 52), (x + 148, 47), "");
        }
    }
    svg.end()
}
