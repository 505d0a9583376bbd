//! The first verb: a text in, its tree and everything wrong with it out.

use crate::diagnostic::Diagnostic;
use crate::place::Span;
use crate::tree::{Block, Document};
use crate::{lexer, markdown, parser};

/// What reading a text gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// The tree, as far as it could be made out.
    pub document: Document,
    /// Everything wrong with it, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a regulation. A wrong statement is left out of the tree; the rest is there.
pub fn read(text: &str) -> Read {
    let pages = markdown::read(text);
    let mut diagnostics = pages.diagnostics;
    let mut blocks = Vec::new();
    for (article, span) in pages.blocks {
        let parse = parser::parse(text, &mut lexer::lex(text, span));
        diagnostics.extend(parse.diagnostics);
        let (statements, trailing_comments) = (parse.statements, parse.trailing_comments);
        blocks.push(Block { article, span, statements, trailing_comments });
    }
    diagnostics.sort_by_key(|found| found.span);
    Read { document: Document { front: pages.front, articles: pages.articles, blocks }, diagnostics }
}

/// The text of a file.
///
/// # Errors
/// `not-utf-8` at the first byte that is not UTF-8, with that byte's place.
pub fn decode(bytes: &[u8]) -> Result<&str, Diagnostic> {
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let end = at + error.error_len().unwrap_or(bytes.len().saturating_sub(at));
        Diagnostic::error("not-utf-8", Span::new(at, end)).with("byte", at.to_string())
    })
}
