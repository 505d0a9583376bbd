//! Findings about a text, shown with their place.
//!
//! ```text
//! 错误[unknown-name]：找不到名称“明令禁上”。
//!   --> list.md:12:14
//!    |
//! 12 | 红线 #R2 明令禁止: 明令禁上
//!    |                    ^^^^^^^^
//!    = 建议：…
//! ```

use bonafide_rules::diagnostic::{Diagnostic, Severity};
use bonafide_rules::place::{Span, position};
use fluent_bundle::FluentArgs;
use unicode_width::UnicodeWidthChar;

use super::json;
use super::paint::{Ink, Paint};
use super::wrap::wrapped;
use crate::words::{Words, harmless, placeable, say};

/// A source line wider than this is cut around the place.
const SNIPPET_MAX: usize = 100;

/// What stands before the place when a line is cut.
const LEAD: usize = 30;

/// Columns a tab takes.
const TAB: &str = "    ";

/// A text and the name it is shown under.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    /// The path as given.
    pub(crate) name: &'a str,
    /// The whole text.
    pub(crate) text: &'a str,
}

/// The word for a severity.
fn severity_id(severity: Severity) -> &'static str {
    match severity {
        Severity::Advice => "advice",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// The sentence of a finding, and what to do about it.
pub(crate) fn sentences(words: &Words, finding: &Diagnostic) -> (String, String) {
    let mut arguments = FluentArgs::new();
    for (key, value) in &finding.arguments {
        arguments.set(*key, placeable(value.as_str()));
    }
    let code = finding.code;
    (words.fill(&format!("check-{code}"), &arguments), words.fill(&format!("check-{code}-help"), &arguments))
}

/// Shows one finding.
pub(crate) fn page(words: &Words, paint: Paint, source: Source<'_>, finding: &Diagnostic) -> String {
    let (sentence, help) = sentences(words, finding);
    let ink = match finding.severity {
        Severity::Error => Ink::Bad,
        Severity::Warning => Ink::Open,
        Severity::Advice => Ink::Good,
    };
    let severity = severity_id(finding.severity);
    let label = say!(words, format!("check-severity-{severity}"), code = finding.code);
    let mut page = wrapped(&label, "    ", &sentence).replacen(&label, &paint.ink(ink, &label), 1);
    page.push('\n');
    let last = finding.related.iter().map(|(_, span)| span.start).chain([finding.span.start]).max().unwrap_or_default();
    let margin = position(source.text, last).line.to_string().len();
    snippet(&mut page, (paint, ink, '^'), (source, margin), finding.span, "");
    for (key, span) in &finding.related {
        let label = words.say(&format!("check-{key}"));
        snippet(&mut page, (paint, Ink::Frame, '-'), (source, margin), *span, &label);
    }
    let head = format!("{:margin$} = {}", "", words.say("check-help"));
    let hang = " ".repeat(margin + 5);
    page.push_str(&wrapped(&head, &hang, &help));
    page.push('\n');
    page
}

/// Appends a place with its source line and the marks under it.
fn snippet(
    page: &mut String,
    (paint, ink, mark): (Paint, Ink, char),
    (source, margin): (Source<'_>, usize),
    span: Span,
    label: &str,
) {
    let place = position(source.text, span.start);
    let arrow = paint.ink(Ink::Frame, &format!("{:margin$}-->", ""));
    let bar = paint.ink(Ink::Frame, &format!("{:margin$} |", ""));
    let number = paint.ink(Ink::Frame, &format!("{:>margin$} |", place.line));
    let line = underlined(source.text, span);
    page.push_str(&format!("{arrow} {}:{}:{}\n{bar}\n", harmless(source.name), place.line, place.column));
    page.push_str(format!("{number} {}", line.shown).trim_end());
    let marks: String = std::iter::repeat_n(mark, line.marks).collect();
    let marks = if label.is_empty() { marks } else { format!("{marks} {label}") };
    page.push_str(&format!("\n{bar} {:skip$}{}\n", "", paint.ink(ink, &marks), skip = line.skip));
}

/// A source line ready to be shown.
struct Underlined {
    shown: String,
    /// Columns before the marks.
    skip: usize,
    /// Columns of marks, at least one.
    marks: usize,
}

/// Cuts out the line of a place, tabs as spaces, nothing that steers a terminal; marks count columns.
fn underlined(text: &str, span: Span) -> Underlined {
    let mut at = span.start.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let line = text.get(start..).unwrap_or_default().split('\n').next().unwrap_or_default().trim_end_matches('\r');
    let mut drawn = Underlined { shown: String::new(), skip: 0, marks: 0 };
    let (mut hidden, mut total) = (0, 0);
    for (offset, letter) in line.char_indices() {
        let here = start + offset;
        let shown = if letter == '\t' { TAB.to_owned() } else { harmless(&letter.to_string()) };
        let columns = shown.chars().map(|letter| letter.width().unwrap_or(0)).sum::<usize>();
        total += columns;
        if here < span.start {
            drawn.skip += columns;
        } else if here < span.end.max(span.start + 1) {
            drawn.marks += columns;
        }
        drawn.shown.push_str(&shown);
    }
    if total > SNIPPET_MAX {
        let from = drawn.skip.saturating_sub(LEAD);
        let (mut cut, mut column) = (String::new(), 0);
        for letter in drawn.shown.chars() {
            let columns = letter.width().unwrap_or(0);
            if column < from {
                hidden += columns;
            } else if column - hidden + columns <= SNIPPET_MAX {
                cut.push(letter);
            }
            column += columns;
        }
        let before = if hidden > 0 { "… " } else { "" };
        let after = if column - hidden > SNIPPET_MAX { " …" } else { "" };
        drawn.skip = drawn.skip - hidden + before.chars().count();
        drawn.marks = drawn.marks.min(SNIPPET_MAX.saturating_sub(drawn.skip));
        drawn.shown = format!("{before}{cut}{after}");
    }
    drawn.marks = drawn.marks.max(1);
    drawn
}

/// Appends one finding as JSON.
pub(crate) fn json_line(into: &mut String, words: &Words, source: Source<'_>, finding: &Diagnostic) {
    let (sentence, help) = sentences(words, finding);
    into.push('{');
    json::key(into, "file");
    json::text(into, source.name);
    place_json(into, source, finding.span);
    json::key(into, "severity");
    json::text(into, severity_id(finding.severity));
    json::key(into, "code");
    json::text(into, finding.code);
    json::key(into, "message");
    json::text(into, &sentence);
    json::key(into, "help");
    json::text(into, &help);
    json::key(into, "related");
    json::list(into, &finding.related, |into, (key, span)| {
        into.push('{');
        json::key(into, "message");
        json::text(into, &words.say(&format!("check-{key}")));
        place_json(into, source, *span);
        into.push('}');
    });
    into.push('}');
}

fn place_json(into: &mut String, source: Source<'_>, span: Span) {
    let (from, to) = (position(source.text, span.start), position(source.text, span.end));
    for (key, number) in
        [("line", from.line), ("column", from.column), ("end_line", to.line), ("end_column", to.column)]
    {
        json::key(into, key);
        json::number(into, number as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str, start: usize, end: usize) -> (String, String) {
        let line = underlined(text, Span::new(start, end));
        (line.shown, format!("{:skip$}{}", "", "^".repeat(line.marks), skip = line.skip))
    }

    #[test]
    fn marks_stand_under_their_words_whatever_their_width() {
        let check = |text: &str, word: &str, expected: (&str, &str)| {
            let start = text.find(word).unwrap();
            let (shown, marks) = drawn(text, start, start + word.len());
            assert_eq!((shown.as_str(), marks.as_str()), expected);
        };
        check("a b c", "b", ("a b c", "  ^"));
        check("红线 甲: 乙", "乙", ("红线 甲: 乙", "         ^^"));
        check("\t甲\t乙", "乙", ("    甲    乙", "          ^^"));
        check("x\u{1b}[y", "y", ("x\u{fffd}[y", "   ^"));
        check("第一行\n第二\r\n", "二", ("第二", "  ^^"));
    }

    #[test]
    fn an_empty_place_and_one_past_the_end_have_a_mark_too() {
        assert_eq!(drawn("ab", 2, 2), ("ab".to_owned(), "  ^".to_owned()));
        assert_eq!(drawn("", 0, 0), (String::new(), "^".to_owned()));
        assert_eq!(drawn("ab", 90, 99), ("ab".to_owned(), "  ^".to_owned()));
        assert_eq!(drawn("甲乙\n丙", 0, 9), ("甲乙".to_owned(), "^^^^".to_owned()));
    }

    #[test]
    fn a_long_line_is_cut_around_its_place() {
        let text = format!("{}目标{}", "前".repeat(100), "后".repeat(100));
        let (shown, marks) = drawn(&text, 300, 306);
        let before = shown.split("目标").next().unwrap();
        let width = |text: &str| text.chars().map(|letter| letter.width().unwrap_or(0)).sum::<usize>();
        assert_eq!(width(before), marks.find('^').unwrap());
        assert!(width(&shown) <= SNIPPET_MAX + 4 && shown.starts_with("… ") && shown.ends_with(" …"), "{shown}");
    }
}
