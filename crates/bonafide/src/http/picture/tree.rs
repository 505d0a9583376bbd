//! The tree of a decision: rules that stand, fall or are open, with what they rest on, by shape and word.

use bonafide_rules::assess::{Part, Subject, Truth};
use bonafide_rules::regulation::NodeKind;

use super::{Svg, short};
use crate::report::phrase::Phrase;
use crate::words::say;

/// More lines than these are not drawn.
const LINES_MAX: usize = 60;

/// One line of the tree, in words.
pub(in crate::http) struct Line {
    pub(in crate::http) depth: u16,
    pub(in crate::http) truth: Option<bool>,
    pub(in crate::http) text: String,
    /// Somebody says that it is not so.
    pub(in crate::http) is_disputed: bool,
    /// It stood otherwise before.
    pub(in crate::http) is_changed: bool,
}

/// The lines of the trees whose root is true, or open while nothing is decided; at most so many.
pub(in crate::http) fn lines(phrase: Phrase<'_>, parts: &[Part], truths: &[Truth], is_settled: bool) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut is_shown = false;
    for (part, truth) in parts.iter().zip(truths) {
        if part.depth == 0 {
            let wanted = *truth == Truth::True || (*truth == Truth::Unknown && !is_settled);
            is_shown = wanted && matches!(part.subject, Subject::Node(_));
        }
        if is_shown && part.depth <= 3 && lines.len() < LINES_MAX {
            let (truth, text) = (known(*truth), said(phrase, part.subject));
            lines.push(Line { depth: part.depth, truth, text, is_disputed: false, is_changed: false });
        }
    }
    lines
}

/// Every line with its truth.
pub(in crate::http) fn all(phrase: Phrase<'_>, parts: &[Part], truths: &[Truth]) -> Vec<(String, Option<bool>)> {
    parts.iter().zip(truths).map(|(part, truth)| (said(phrase, part.subject), known(*truth))).collect()
}

fn known(truth: Truth) -> Option<bool> {
    match truth {
        Truth::True => Some(true),
        Truth::False => Some(false),
        Truth::Unknown => None,
    }
}

fn said(phrase: Phrase<'_>, subject: Subject) -> String {
    let words = phrase.words;
    match subject {
        Subject::Scope(place) => {
            phrase.regulation.scopes.get(place).map(|scope| scope.name.clone()).unwrap_or_default()
        }
        Subject::Node(id) => {
            let Some(node) = phrase.node(id) else { return String::new() };
            let kind = match node.kind {
                NodeKind::RedLine { .. } => "red-line",
                NodeKind::Item { .. } => "item",
                NodeKind::Variation { .. } => "variation",
                NodeKind::Defeat { .. } => "defeat",
            };
            let kind = words.say(&format!("web-node-{kind}"));
            say!(words, "web-tree-node", kind = kind, tag = node.tag.as_str(), name = node.name.as_str())
        }
        Subject::Definition(id) => {
            let found = phrase.regulation.definitions.get(id.0 as usize);
            found.map(|one| phrase.either(&one.name, &one.id).to_owned()).unwrap_or_default()
        }
        Subject::Test(test) => phrase.test(&test),
        Subject::All => words.say("web-tree-all"),
        Subject::Any => words.say("web-tree-any"),
        Subject::Not => words.say("web-tree-not"),
        Subject::AtLeast(count) => say!(words, "web-tree-at-least", count = u64::from(count)),
    }
}

/// The word for a truth.
pub(in crate::http) fn word(phrase: Phrase<'_>, truth: Option<bool>) -> String {
    phrase.words.say(match truth {
        Some(true) => "web-true",
        Some(false) => "web-false",
        None => "web-open",
    })
}

/// Lines under each other, deeper ones further in.
pub(in crate::http) fn drawn(phrase: Phrase<'_>, lines: &[Line]) -> String {
    let height = 26 * i64::try_from(lines.len()).unwrap_or(0) + 12;
    let mut svg = Svg::new(760, height, &phrase.words.say("web-tree-picture"));
    for (place, line) in (0_i64..).zip(lines) {
        let (x, y) = (12 + i64::from(line.depth) * 30, 20 + place * 26);
        if line.depth > 0 {
            svg.line((x - 20, y - 20), (x - 20, y), "1 3");
            svg.line((x - 20, y), (x - 8, y), "1 3");
        }
        svg.mark((x, y), line.truth);
        svg.text((x + 14, y + 5), if line.depth == 0 { 15 } else { 13 }, "", &short(&line.text, 44));
        svg.text((700, y + 5), 12, "quiet", &word(phrase, line.truth));
        if line.is_changed {
            // A bar in the margin, as printers mark what is new.
            svg.rect((750, y - 10), (5, 20), "calm");
        }
        if line.is_disputed {
            // A flag: shape first.
            svg.line((x - 4, y + 9), (x - 4, y - 11), "");
            svg.rect((x - 4, y - 11), (9, 6), "no");
        }
    }
    svg.end()
}
