//! Front matter: entries `key: value` between two lines `---`, several on a line when two or more spaces part them.

use super::{Line, Pages, lines};
use crate::diagnostic::Diagnostic;
use crate::place::{Span, Spanned};

/// Reads the front matter that begins at `from`, if there is any; returns where the body begins.
pub(super) fn read(text: &str, from: usize, pages: &mut Pages) -> usize {
    let mut rest = lines(text, from);
    let Some(first) = rest.next().filter(|line| line.text.trim_end() == "---") else { return from };
    let mut body = first.next;
    for line in rest {
        if line.text.trim_end() == "---" {
            return line.next;
        }
        // INVARIANT: a heading or fence cannot belong to front matter, so an unclosed one swallows no article.
        if line.text.starts_with("##") || line.text.starts_with("```") || line.text.starts_with("~~~") {
            break;
        }
        entries(line, pages);
        body = line.next;
    }
    let opened = Span::new(first.start, first.start + first.text.len());
    pages.diagnostics.push(Diagnostic::error("unclosed-front-matter", opened));
    body
}

fn entries(line: Line<'_>, pages: &mut Pages) {
    if line.text.trim().is_empty() || line.text.trim_start().starts_with('#') {
        return;
    }
    let mut at = line.text.len() - line.text.trim_start().len();
    while let Some(rest) = line.text.get(at..).filter(|rest| !rest.trim().is_empty()) {
        let Some((key, value_at)) = key(rest) else {
            let span = Span::new(line.start + at, line.start + at + rest.trim_end().len());
            pages.diagnostics.push(Diagnostic::error("bad-front-matter", span).with("found", rest.trim_end()));
            return;
        };
        let length = value_length(rest.get(value_at..).unwrap_or_default());
        let raw = rest.get(value_at..value_at + length).unwrap_or_default();
        let value = raw.trim();
        let value_start = line.start + at + value_at + (raw.len() - raw.trim_start().len());
        pages.front.push((
            Spanned::new(key.to_owned(), Span::new(line.start + at, line.start + at + key.len())),
            Spanned::new(value.to_owned(), Span::new(value_start, value_start + value.len())),
        ));
        let next = at + value_at + length;
        let after = line.text.get(next..).unwrap_or_default();
        at = next + (after.len() - after.trim_start().len());
    }
}

/// `key:` at the beginning: the key, and where its value begins.
fn key(text: &str) -> Option<(&str, usize)> {
    let after = text.trim_start_matches(|part: char| part.is_ascii_alphanumeric() || matches!(part, '_' | '-'));
    let key = text
        .get(..text.len() - after.len())
        .filter(|key| key.starts_with(|first: char| first.is_ascii_alphabetic()))?;
    let rest = after.strip_prefix(':').filter(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
    let rest = rest.or_else(|| after.strip_prefix('：'))?;
    Some((key, text.len() - rest.len()))
}

/// Bytes up to the two spaces before another `key:`, outside braces and quotes.
fn value_length(text: &str) -> usize {
    let (mut depth, mut quote, mut spaces) = (0_usize, None, 0_usize);
    for (at, character) in text.char_indices() {
        if character.is_whitespace() {
            spaces += match character {
                '\t' | '\u{3000}' => 2,
                _ => 1,
            };
            continue;
        }
        if spaces >= 2 && depth == 0 && quote.is_none() && key(text.get(at..).unwrap_or_default()).is_some() {
            return at;
        }
        spaces = 0;
        match (quote, character) {
            (None, '"') => quote = Some('"'),
            (None, '“') => quote = Some('”'),
            (Some(close), found) if found == close => quote = None,
            (None, '{') => depth += 1,
            (None, '}') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    text.len()
}
