//! The literate side: front matter, headings, prose and rule blocks of a Markdown file, every byte in its place.
//!
//! A scanner of lines of our own: places stay exact with any line end, byte-order mark and indentation, and what
//! readers of the page do not see as a block (HTML comments, other code) is not read as one.

use crate::diagnostic::Diagnostic;
use crate::place::{Span, Spanned};
use crate::tree::{Heading, Name};

mod front;

/// A file taken apart.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    /// Front-matter entries.
    pub(crate) front: Vec<(Name, Spanned<String>)>,
    /// Headings with their prose.
    pub(crate) articles: Vec<Heading>,
    /// Rule blocks: the heading above, and the bytes between the fences.
    pub(crate) blocks: Vec<(Option<usize>, Span)>,
    /// What is wrong with the frame.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// A line: its bytes without the line end, and where the next begins.
#[derive(Clone, Copy, Debug)]
struct Line<'t> {
    text: &'t str,
    start: usize,
    next: usize,
}

fn lines(text: &str, from: usize) -> impl Iterator<Item = Line<'_>> {
    let mut start = from;
    text.get(from..).unwrap_or_default().split_inclusive('\n').map(move |whole| {
        let line = Line { text: whole.trim_end_matches(['\n', '\r']), start, next: start + whole.len() };
        start = line.next;
        line
    })
}

/// Where the scanner is.
enum Within {
    /// Between blocks.
    Prose,
    /// In fenced code; `rules` holds the first byte of a rule block.
    Fence { mark: char, length: usize, opened: Span, rules: Option<usize> },
    /// In an HTML comment.
    Comment { opened: Span },
}

/// Takes a file apart.
pub(crate) fn read(text: &str) -> Pages {
    let mut pages = Pages::default();
    let body = front::read(text, if text.starts_with('\u{feff}') { 3 } else { 0 }, &mut pages);
    let mut scanner = Scanner { pages, within: Within::Prose, previous: None };
    for line in lines(text, body) {
        scanner.line(line);
    }
    scanner.finish(text)
}

struct Scanner<'t> {
    pages: Pages,
    within: Within,
    /// The line above, when it may turn out to be a heading underlined by the next.
    previous: Option<Line<'t>>,
}

impl<'t> Scanner<'t> {
    fn line(&mut self, line: Line<'t>) {
        match self.within {
            Within::Prose => self.prose_line(line),
            Within::Comment { .. } => {
                self.prose(line);
                if line.text.contains("-->") {
                    self.within = Within::Prose;
                }
            }
            Within::Fence { mark, length, rules, .. } => {
                if closes(line.text, mark, length) {
                    self.within = Within::Prose;
                    match rules {
                        Some(start) => self.block(start, line.start),
                        None => self.prose(line),
                    }
                } else if rules.is_none() {
                    self.prose(line);
                }
            }
        }
    }

    fn prose_line(&mut self, line: Line<'t>) {
        let above = self.previous.take();
        let trimmed = line.text.trim();
        if let Some((mark, length, info)) = opens(line.text) {
            let opened = Span::new(line.start, line.start + line.text.len());
            let rules = info.split_whitespace().next() == Some("bonafide");
            self.within = Within::Fence { mark, length, opened, rules: rules.then_some(line.next) };
            if !rules {
                self.prose(line);
            }
        } else if let Some((depth, heading)) = hash_heading(line.text) {
            self.heading(depth, heading, line.start + offset_in(line.text, heading));
        } else if let Some((depth, above)) = above.and_then(|above| underline(trimmed).map(|depth| (depth, above))) {
            self.take_back(above);
            let heading = above.text.trim();
            self.heading(depth, heading, above.start + offset_in(above.text, heading));
        } else {
            if trimmed.starts_with("<!--") && !trimmed.contains("-->") {
                self.within = Within::Comment { opened: Span::new(line.start, line.start + line.text.len()) };
            }
            if hides_block(trimmed) {
                let at = Span::new(line.start, line.start + line.text.len());
                self.pages.diagnostics.push(Diagnostic::warning("block-not-read", at));
            }
            let is_paragraph = !trimmed.is_empty() && !trimmed.starts_with(['>', '-', '*', '+', '|', '<', '=']);
            self.previous = is_paragraph.then_some(line);
            self.prose(line);
        }
    }

    fn heading(&mut self, depth: u8, heading: &str, start: usize) {
        let span = Span::new(start, start + heading.len());
        self.pages.articles.push(Heading {
            label: label(heading).to_owned(),
            text: Spanned::new(heading.to_owned(), span),
            depth,
            prose: String::new(),
        });
    }

    fn prose(&mut self, line: Line<'_>) {
        if let Some(article) = self.pages.articles.last_mut() {
            article.prose.push_str(line.text);
            article.prose.push('\n');
        }
    }

    /// Removes from the prose the line that turned out to be a heading.
    fn take_back(&mut self, line: Line<'_>) {
        if let Some(article) = self.pages.articles.last_mut() {
            let kept = article.prose.len().saturating_sub(line.text.len() + 1);
            article.prose.truncate(kept);
        }
    }

    fn block(&mut self, start: usize, end: usize) {
        self.pages.blocks.push((self.pages.articles.len().checked_sub(1), Span::new(start, end)));
    }

    fn finish(mut self, text: &str) -> Pages {
        match self.within {
            Within::Fence { opened, rules: Some(start), .. } => {
                self.pages.diagnostics.push(Diagnostic::error("unclosed-block", opened));
                self.block(start.min(text.len()), text.len());
            }
            // Everything after it is hidden from readers and from us.
            Within::Comment { opened } => self.pages.diagnostics.push(Diagnostic::warning("unclosed-comment", opened)),
            _ => {}
        }
        for article in &mut self.pages.articles {
            article.prose = article.prose.trim().to_owned();
        }
        self.pages
    }
}

/// Where a part of a line begins in it.
fn offset_in(line: &str, part: &str) -> usize {
    line.find(part).unwrap_or(0)
}

/// An opening fence: its mark, length and info string.
fn opens(line: &str) -> Option<(char, usize, &str)> {
    let line = line.trim();
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let info = line.trim_start_matches(mark);
    let length = line.len() - info.len();
    (length >= 3 && !(mark == '`' && info.contains('`'))).then(|| (mark, length, info.trim()))
}

fn closes(line: &str, mark: char, length: usize) -> bool {
    let line = line.trim();
    line.len() >= length && line.chars().all(|character| character == mark)
}

/// Whether a rule block opens behind the mark of a quotation or on the line of a list mark, where it is not read.
fn hides_block(line: &str) -> bool {
    let inner =
        line.trim_start_matches(|mark: char| matches!(mark, '>' | '-' | '*' | '+' | ' ') || mark.is_ascii_digit());
    let inner = inner.strip_prefix(['.', ')']).unwrap_or(inner);
    opens(inner).is_some_and(|(_, _, info)| info.split_whitespace().next() == Some("bonafide"))
}

/// `## text ##`
fn hash_heading(line: &str) -> Option<(u8, &str)> {
    let inner = line.trim_start_matches(' ');
    if line.len() - inner.len() > 3 {
        return None;
    }
    let rest = inner.trim_start_matches('#');
    let depth = u8::try_from(inner.len() - rest.len()).ok().filter(|depth| (1..=6).contains(depth))?;
    if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let heading = rest.trim();
    let open = heading.trim_end_matches('#');
    let closed = open.is_empty() || open.ends_with(char::is_whitespace);
    Some((depth, if closed { open.trim_end() } else { heading }))
}

/// A line of `=` or `-` under a line of text.
fn underline(line: &str) -> Option<u8> {
    match line.chars().next()? {
        '=' if line.chars().all(|mark| mark == '=') => Some(1),
        '-' if line.chars().all(|mark| mark == '-') => Some(2),
        _ => None,
    }
}

/// `第四条`, `第四条之一` or `Article 4` at the beginning of a heading; the whole heading without a number.
fn label(heading: &str) -> &str {
    chinese_label(heading).or_else(|| english_label(heading)).unwrap_or(heading)
}

fn chinese_label(heading: &str) -> Option<&str> {
    let is_numeral = |digit: char| digit.is_numeric() || "零〇一二三四五六七八九十百千两".contains(digit);
    let after = heading.strip_prefix('第')?.trim_start_matches(is_numeral).strip_prefix('条')?;
    if heading.len() - after.len() == "第条".len() {
        return None;
    }
    let after = after
        .strip_prefix('之')
        .map(|rest| rest.trim_start_matches(is_numeral))
        .filter(|rest| rest.len() + 3 < after.len())
        .unwrap_or(after);
    heading.get(..heading.len() - after.len())
}

fn english_label(heading: &str) -> Option<&str> {
    let number =
        heading.strip_prefix("Article").or_else(|| heading.strip_prefix("article"))?.strip_prefix([' ', '\u{a0}'])?;
    let after = number.trim_start_matches(|digit: char| digit.is_ascii_alphanumeric());
    (after.len() < number.len() && number.starts_with(|digit: char| digit.is_ascii_digit()))
        .then(|| heading.get(..heading.len() - after.len()))
        .flatten()
}

#[cfg(test)]
mod tests;
