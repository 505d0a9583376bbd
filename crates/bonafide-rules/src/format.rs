//! The formatter: rule blocks laid out anew, in either language; prose and front matter stay byte for byte.
//!
//! It works on tokens, so that nothing the tree leaves out (comments, where a tag stood, parentheses) can be lost; the
//! parser says which tokens are words and where lines begin. Line ends of the source mean nothing to it, except one
//! blank line between statements and whether a comment stands behind something or alone: formatting twice is formatting once.

use crate::day;
use crate::diagnostic::{Diagnostic, Severity};
use crate::keyword::{Keyword, KeywordLanguage};
use crate::lexer::{self, Comment, Number, NumberValue, Symbol, Token, TokenKind, folded};
use crate::markdown;
use crate::parser::{self, Role};
use crate::place::Span;
use crate::tree::Constant;

mod layout;

use layout::Piece;

/// Lays the rule blocks of a text out anew; with `keywords`, in that language.
///
/// # Errors
/// What is wrong with the text: a text with errors is left alone.
pub fn format(text: &str, keywords: Option<KeywordLanguage>) -> Result<String, Vec<Diagnostic>> {
    let pages = markdown::read(text);
    let mut diagnostics = pages.diagnostics;
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut copied = 0;
    for (_, span) in pages.blocks {
        let mut tokens = lexer::lex(text, span);
        let parse = parser::parse(text, &mut tokens);
        diagnostics.extend(parse.diagnostics);
        let pieces = Pieces { text, keywords, comments: &tokens.comments }.collect(&tokens.tokens, &parse.roles);
        out.push_str(text.get(copied..span.start).unwrap_or_default());
        let opening = text.get(..span.start).unwrap_or_default();
        layout::lay_out(&pieces, &Frame::of(opening), &mut out);
        copied = span.end;
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    if diagnostics.iter().any(|found| found.severity == Severity::Error) {
        diagnostics.sort_by_key(|found| found.span);
        return Err(diagnostics);
    }
    Ok(out)
}

/// What the surrounding Markdown asks of every line of a block.
struct Frame<'t> {
    /// White space before the opening fence.
    indent: &'t str,
    /// How its line ends.
    line_end: &'t str,
}

impl<'t> Frame<'t> {
    /// By the text up to the end of the line of the opening fence.
    fn of(opening: &'t str) -> Self {
        let line_end = if opening.ends_with("\r\n") { "\r\n" } else { "\n" };
        let line = opening.trim_end_matches(['\n', '\r']).rsplit('\n').next().unwrap_or_default();
        let line = line.strip_prefix('\u{feff}').unwrap_or(line);
        Self { indent: line.get(..line.len() - line.trim_start().len()).unwrap_or_default(), line_end }
    }
}

struct Pieces<'t> {
    text: &'t str,
    keywords: Option<KeywordLanguage>,
    comments: &'t [Comment],
}

impl Pieces<'_> {
    fn collect(&self, tokens: &[Token], roles: &[Role]) -> Vec<Piece> {
        let mut comments = self.comments.iter().peekable();
        let mut pieces = Vec::with_capacity(tokens.len());
        for (index, (token, role)) in tokens.iter().zip(roles).enumerate() {
            let mut above = Vec::new();
            while let Some(comment) = comments.next_if(|comment| comment.before == index) {
                above.push((self.comment(comment.span), comment.newlines));
            }
            pieces.push(Piece::new(self.token(token, *role), token, *role, above));
        }
        pieces
    }

    fn source(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    fn comment(&self, span: Span) -> String {
        let source = self.source(span);
        let words = source.strip_prefix("//").or_else(|| {
            let mut rest = source.chars();
            rest.nth(1);
            Some(rest.as_str())
        });
        let words = words.unwrap_or_default().trim_end();
        let apart = words.is_empty() || words.starts_with([' ', '/', '\t']);
        format!("//{}{words}", if apart { "" } else { " " })
    }

    fn token(&self, token: &Token, role: Role) -> String {
        let source = self.source(token.span);
        match token.kind {
            TokenKind::Name(Some(word)) if role.is_word => self.word(word, source),
            TokenKind::Name(_) | TokenKind::Tag => folded(source).into_owned(),
            TokenKind::Quoted => {
                let inside = parser::unquoted(source);
                if inside.contains(['"', '＂']) { format!("“{inside}”") } else { format!("\"{inside}\"") }
            }
            TokenKind::Number(number) => self.number(number, token.span),
            TokenKind::Symbol(symbol) => symbol.spelling().to_owned(),
            TokenKind::Error | TokenKind::End => String::new(),
        }
    }

    fn word(&self, word: Keyword, source: &str) -> String {
        match (self.keywords, word) {
            (None, _) => folded(source).into_owned(),
            // 6月 would read as June.
            (Some(KeywordLanguage::Chinese), Keyword::Months) => "个月".to_owned(),
            (Some(language), _) => word.spelling(language).to_owned(),
        }
    }

    fn number(&self, number: Number, span: Span) -> String {
        if let NumberValue::Constant(Constant::Date(days)) = number.value {
            return day::format(days);
        }
        let digits = folded(self.source(Span::new(span.start, number.unit_at)));
        let Some(unit) = number.unit else { return digits.into_owned() };
        let apart = if unit == Keyword::Of { " " } else { "" };
        format!("{digits}{apart}{}", self.word(unit, self.source(Span::new(number.unit_at, span.end))))
    }
}

/// Whether two tokens next to each other touch.
fn touch(before: TokenKind, after: TokenKind) -> bool {
    let opens = |symbol| matches!(symbol, Symbol::LeftBrace | Symbol::LeftBracket | Symbol::LeftParenthesis);
    let after_touches = match after {
        TokenKind::Symbol(symbol) => matches!(
            symbol,
            Symbol::RightBrace
                | Symbol::RightBracket
                | Symbol::RightParenthesis
                | Symbol::Comma
                | Symbol::Semicolon
                | Symbol::Colon
                | Symbol::Dot
                | Symbol::Range
        ),
        _ => false,
    };
    let before_touches = match before {
        TokenKind::Symbol(symbol) => opens(symbol) || matches!(symbol, Symbol::Dot | Symbol::Range),
        _ => false,
    };
    after_touches || before_touches
}

#[cfg(test)]
mod tests;
