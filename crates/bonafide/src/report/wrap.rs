//! Lines for a page of 80 columns: Chinese counts two columns a character, and no line begins with a full stop.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The width of a page in columns.
pub(crate) const PAGE: usize = 80;

/// No line begins with these (避头).
const NEVER_FIRST: &str = "，。；：、！？）》」』】”’…—,.;:!?)]}%";

/// No line ends with these (避尾).
const NEVER_LAST: &str = "（《「『【“‘([{";

/// Columns a text takes on a terminal.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// Breaks a text into lines of at most [`PAGE`] columns; `first` stands before the first line, `then` before the rest.
pub(crate) fn wrapped(first: &str, then: &str, text: &str) -> String {
    let mut page = String::from(first);
    let mut column = first.width();
    let mut fresh = true;
    let begin = |page: &mut String, column: &mut usize| {
        page.truncate(page.trim_end_matches(' ').len());
        page.push('\n');
        page.push_str(then);
        *column = then.width();
    };
    for paragraph in text.split('\n') {
        if !fresh {
            begin(&mut page, &mut column);
        }
        fresh = false;
        let mut at_start = true;
        for piece in pieces(paragraph) {
            let bare = piece.trim_end_matches(' ');
            if !at_start && column + bare.width() > PAGE {
                begin(&mut page, &mut column);
            }
            at_start = false;
            page.push_str(piece);
            column += piece.width();
        }
    }
    page.truncate(page.trim_end_matches(' ').len());
    page
}

/// Cuts a text where a line may break: after a space, and around Chinese characters that allow it.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut from = 0;
    let mut before: Option<char> = None;
    for (at, letter) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, letter)) {
            pieces.push(text.get(from..at).unwrap_or_default());
            from = at;
        }
        before = Some(letter);
    }
    pieces.push(text.get(from..).unwrap_or_default());
    pieces
}

fn may_break(before: char, after: char) -> bool {
    if after == ' ' || NEVER_FIRST.contains(after) || NEVER_LAST.contains(before) {
        return false;
    }
    let wide = |letter: char| letter.width().unwrap_or(0) > 1;
    before == ' ' || wide(before) || wide(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_the_page_and_none_begins_with_a_mark() {
        let text = "经集体研究决定的改革创新事项，出现失误的，予以免责（参见第八条）；".repeat(9)
            + " and some words between them.";
        let page = wrapped("  一、", "      ", &text);
        for line in page.lines() {
            assert!(line.width() <= PAGE, "{line}");
            assert!(!NEVER_FIRST.contains(line.trim_start().chars().next().unwrap()), "{line}");
        }
        let joined: String = page.lines().map(str::trim_start).collect();
        assert_eq!(joined.replace(' ', ""), format!("一、{text}").replace(' ', ""));
    }

    #[test]
    fn a_word_longer_than_the_page_is_left_whole() {
        let word = "x".repeat(100);
        assert_eq!(wrapped("", "  ", &word), word);
    }

    #[test]
    fn line_ends_of_the_text_are_kept() {
        assert_eq!(wrapped("- ", "  ", "a\nb"), "- a\n  b");
    }
}
