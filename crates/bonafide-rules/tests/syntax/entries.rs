//! What must hold of any bytes at all. The fuzz targets and the tests call the same functions.

use bonafide_rules::diagnostic::Severity;
use bonafide_rules::place::Span;
use bonafide_rules::{KeywordLanguage, decode, format, read};

/// Any bytes: a finding with its place, or a tree whose places lie in the text.
pub(crate) fn reader(bytes: &[u8]) {
    let text = match decode(bytes) {
        Ok(text) => text,
        Err(found) => {
            assert!(found.span.start <= found.span.end && found.span.end <= bytes.len());
            assert!(std::str::from_utf8(&bytes[..found.span.start]).is_ok());
            return;
        }
    };
    let read = read(text);
    let whole = |span: Span| assert!(text.get(span.start..span.end).is_some(), "{span:?} cuts a character");
    for found in &read.diagnostics {
        whole(found.span);
        found.related.iter().for_each(|&(_, span)| whole(span));
    }
    for (key, value) in &read.document.front {
        assert_eq!(text.get(key.span.start..key.span.end), Some(key.value.as_str()));
        assert_eq!(text.get(value.span.start..value.span.end), Some(value.value.as_str()));
    }
    for article in &read.document.articles {
        assert_eq!(text.get(article.text.span.start..article.text.span.end), Some(article.text.value.as_str()));
    }
    for block in &read.document.blocks {
        whole(block.span);
        for statement in &block.statements {
            assert!(block.span.start <= statement.span.start && statement.span.end <= block.span.end);
            whole(statement.span);
        }
    }
}

/// Any text as the inside of a block.
pub(crate) fn parser(text: &str) {
    reader(as_block(text).as_bytes());
}

/// Any text: formatting is refused, or changes nothing but the layout, and nothing at all the second time.
pub(crate) fn formatter(text: &str) {
    let before = read(text);
    let wrong = before.diagnostics.iter().any(|found| found.severity == Severity::Error);
    let plain = match format(text, None) {
        Ok(plain) => plain,
        Err(found) => {
            assert!(wrong, "refused without an error");
            assert_eq!(found, before.diagnostics);
            return;
        }
    };
    assert!(!wrong, "formatted in spite of an error");
    let tree = without_places(&before.document);
    for keywords in [None, Some(KeywordLanguage::English), Some(KeywordLanguage::Chinese)] {
        let once = format(text, keywords).unwrap();
        assert_eq!(without_places(&read(&once).document), tree, "{keywords:?} changed the meaning:\n{once}");
        assert_eq!(format(&once, keywords).as_ref(), Ok(&once), "not settled after the first time");
    }
    let chinese = format(text, Some(KeywordLanguage::Chinese)).unwrap();
    let english = format(&chinese, Some(KeywordLanguage::English)).unwrap();
    assert_eq!(format(&english, Some(KeywordLanguage::Chinese)), Ok(chinese), "there and back is not the same");
    assert_eq!(outside_blocks(text), outside_blocks(&plain), "prose was touched");
}

/// The text behind a fence longer than any in it.
pub(crate) fn as_block(text: &str) -> String {
    let fence = "~".repeat(3.max(text.len() + 1));
    format!("{fence}bonafide\n{text}\n{fence}\n")
}

/// The tree with all places taken out.
pub(crate) fn without_places(tree: &impl std::fmt::Debug) -> String {
    let shown = format!("{tree:?}");
    let mut out = String::with_capacity(shown.len());
    let mut parts = shown.split("Span { start: ");
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        out.push_str(part.split_once('}').map_or(part, |(_, rest)| rest));
    }
    out
}

/// Everything but the rule blocks.
fn outside_blocks(text: &str) -> Vec<String> {
    let mut outside = Vec::new();
    let mut at = 0;
    for block in read(text).document.blocks {
        outside.push(text[at..block.span.start].to_owned());
        at = block.span.end;
    }
    outside.push(text[at..].to_owned());
    outside
}
