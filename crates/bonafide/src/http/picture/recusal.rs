//! Who is tied to whom (回避关系): the members on the right, what they are tied to on the left. Solid: it bars; dashed: it
//! bars only if somebody decides so; no line: free.

use super::{Svg, short};
use crate::words::Words;

/// More people than these are only in the table.
const DRAWN_MAX: usize = 20;

/// What somebody is tied to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::http) enum End {
    /// The person concerned, or who reported.
    Person,
    /// The unit.
    Unit,
    /// Their own part in the case.
    Case,
}

/// A member: name, and each tie with whether it bars and its word.
pub(in crate::http) struct Member {
    pub(in crate::http) name: String,
    pub(in crate::http) ties: Vec<(End, bool, String)>,
}

impl Member {
    /// Whether something bars.
    pub(in crate::http) fn is_barred(&self) -> bool {
        self.ties.iter().any(|(_, bars, _)| *bars)
    }
}

/// The graph.
pub(in crate::http) fn drawn(words: &Words, members: &[Member]) -> String {
    let shown = members.get(..members.len().min(DRAWN_MAX)).unwrap_or_default();
    let high = (i64::try_from(shown.len()).unwrap_or(0) * 38 + 20).max(150);
    let mut svg = Svg::new(640, high, &words.say("work-recusal-picture"));
    let ends = [(End::Person, "web-subject"), (End::Unit, "web-unit"), (End::Case, "work-own-part")];
    let y_of = |end: End| match end {
        End::Person => high / 6,
        End::Unit => high / 2,
        End::Case => high * 5 / 6,
    };
    for (line, member) in (0_i64..).zip(shown) {
        let y = 28 + line * 38;
        for (end, bars, _) in &member.ties {
            svg.line((128, y_of(*end)), (392, y), if *bars { "" } else { "4 4" });
        }
    }
    for (end, key) in ends {
        svg.rect((8, y_of(end) - 17), (120, 34), "faint");
        svg.middle((68, y_of(end) + 5), 14, "", &words.say(key));
    }
    for (line, member) in (0_i64..).zip(shown) {
        let y = 28 + line * 38;
        let truth = if member.is_barred() { Some(false) } else { Some(true).filter(|_| member.ties.is_empty()) };
        svg.mark((400, y), truth);
        svg.text((414, y + 1), 14, "", &short(&member.name, 12));
        let why = member.ties.iter().map(|(_, _, why)| why.as_str()).collect::<Vec<_>>().join("；");
        let why = if why.is_empty() { words.say("work-free") } else { why };
        svg.text((414, y + 16), 11, "quiet", &short(&why, 18));
    }
    svg.end()
}
