//! Tokens of a rule block, each with its place. Anything unreadable becomes an error token; reading goes on.

use std::borrow::Cow;

use crate::diagnostic::Diagnostic;
use crate::keyword::Keyword;
use crate::place::Span;
use crate::tree::{Constant, TermUnit};

mod number;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A bare word, with the keyword it may stand for.
    Name(Option<Keyword>),
    /// A name or text in quotes.
    Quoted,
    /// `#T`
    Tag,
    /// A number with or without a unit, or a date.
    Number(Number),
    /// Punctuation.
    Symbol(Symbol),
    /// Unreadable; reported already.
    Error,
    /// After the last token of the block.
    End,
}

/// A number, its unit as a word, and where that word begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// What it amounts to.
    pub(crate) value: NumberValue,
    /// The unit written directly behind it.
    pub(crate) unit: Option<Keyword>,
    /// First byte of the unit; the end of the token without one.
    pub(crate) unit_at: usize,
}

/// What a number amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberValue {
    /// A literal.
    Constant(Constant),
    /// Working days, months or years: only as a time limit.
    Term(i64, TermUnit),
    /// `2项`
    Items(i64),
}

/// Punctuation and operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Symbol {
    LeftBrace,
    RightBrace,
    LeftBracket,
    RightBracket,
    LeftParenthesis,
    RightParenthesis,
    Colon,
    Semicolon,
    Comma,
    Dot,
    Range,
    Minus,
    Times,
    Equal,
    NotEqual,
    Less,
    AtMost,
    More,
    AtLeast,
}

impl Symbol {
    /// Its half-width spelling.
    pub(crate) fn spelling(self) -> &'static str {
        match self {
            Self::LeftBrace => "{",
            Self::RightBrace => "}",
            Self::LeftBracket => "[",
            Self::RightBracket => "]",
            Self::LeftParenthesis => "(",
            Self::RightParenthesis => ")",
            Self::Colon => ":",
            Self::Semicolon => ";",
            Self::Comma => ",",
            Self::Dot => ".",
            Self::Range => "..",
            Self::Minus => "-",
            Self::Times => "×",
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        }
    }
}

/// A token and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// What it is.
    pub(crate) kind: TokenKind,
    /// Where.
    pub(crate) span: Span,
    /// Line ends between it and the token or comment before it.
    pub(crate) newlines: u32,
}

/// A comment and its place among the tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Comment {
    /// From `//` to the end of the line.
    pub(crate) span: Span,
    /// Index of the token after it.
    pub(crate) before: usize,
    /// Line ends between it and the token or comment before it.
    pub(crate) newlines: u32,
}

/// All tokens of a block, the last one [`TokenKind::End`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Tokens {
    /// In order.
    pub(crate) tokens: Vec<Token>,
    /// In order.
    pub(crate) comments: Vec<Comment>,
    /// What could not be read.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// The half-width form of a character.
pub(crate) fn fold(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        '、' => ',',
        '\u{2212}' => '-',
        other => other,
    }
}

/// The text with full-width letters, digits and signs made half-width.
pub(crate) fn folded(text: &str) -> Cow<'_, str> {
    if text.chars().any(|character| fold(character) != character) {
        Cow::Owned(text.chars().map(fold).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a (half-width) character may stand in a name.
fn is_name_part(character: char) -> bool {
    character.is_alphabetic() || character.is_ascii_digit() || character == '_'
}

/// Reads the tokens of `text[block]`.
pub(crate) fn lex(text: &str, block: Span) -> Tokens {
    let mut lexer =
        Lexer { text: text.get(..block.end).unwrap_or(text), at: block.start, newlines: 0, out: Tokens::default() };
    while lexer.next_token() {}
    lexer.out
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    newlines: u32,
    out: Tokens,
}

impl<'t> Lexer<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next character, half-width.
    fn peek(&self) -> Option<char> {
        self.rest().chars().next().map(fold)
    }

    /// The character after the next, half-width.
    fn second(&self) -> Option<char> {
        self.rest().chars().nth(1).map(fold)
    }

    fn bump(&mut self) {
        self.at += self.rest().chars().next().map_or(0, char::len_utf8);
    }

    fn bump_while(&mut self, wanted: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&wanted) {
            self.bump();
        }
    }

    fn push(&mut self, kind: TokenKind, start: usize) {
        let newlines = std::mem::take(&mut self.newlines);
        self.out.tokens.push(Token { kind, span: Span::new(start, self.at), newlines });
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.out.diagnostics.push(diagnostic);
    }

    fn slice(&self, start: usize) -> &'t str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// Reads one token or comment; false at the end.
    fn next_token(&mut self) -> bool {
        while let Some(space) = self.peek().filter(|&character| is_space(character)) {
            self.newlines += u32::from(space == '\n');
            self.bump();
        }
        let start = self.at;
        let Some(character) = self.peek() else {
            self.push(TokenKind::End, start);
            return false;
        };
        match character {
            '/' if self.second() == Some('/') => self.comment(),
            '#' => self.tag(),
            '"' => self.quoted('"'),
            '“' => self.quoted('”'),
            digit if digit.is_ascii_digit() => self.number(),
            letter if is_name_part(letter) => {
                self.bump_while(is_name_part);
                let word = Keyword::find(&folded(self.slice(start)));
                self.push(TokenKind::Name(word), start);
            }
            _ => self.symbol(character),
        }
        true
    }

    fn comment(&mut self) {
        let start = self.at;
        let line = self.rest().split('\n').next().unwrap_or_default();
        self.at += line.trim_end().len();
        let newlines = std::mem::take(&mut self.newlines);
        self.out.comments.push(Comment { span: Span::new(start, self.at), before: self.out.tokens.len(), newlines });
    }

    fn tag(&mut self) {
        let start = self.at;
        self.bump();
        let name = self.at;
        self.bump_while(|part| part.is_ascii_alphanumeric() || matches!(part, '-' | '.' | '_'));
        if self.at > name && !self.peek().is_some_and(is_name_part) {
            self.push(TokenKind::Tag, start);
            return;
        }
        self.bump_while(|part| is_name_part(part) || matches!(part, '-' | '.'));
        self.report(Diagnostic::error("bad-tag", Span::new(start, self.at)).with("found", self.slice(start)));
        self.push(TokenKind::Error, start);
    }

    fn quoted(&mut self, close: char) {
        let start = self.at;
        self.bump();
        let inside = self.at;
        self.bump_while(|part| part != close && part != '\n');
        let is_empty = self.slice(inside).trim().is_empty();
        if self.peek() == Some(close) {
            self.bump();
            if is_empty {
                self.report(Diagnostic::error("empty-quotes", Span::new(start, self.at)));
            }
        } else {
            self.report(Diagnostic::error("unclosed-quote", Span::new(start, self.at)));
        }
        self.push(TokenKind::Quoted, start);
    }

    fn symbol(&mut self, first: char) {
        let start = self.at;
        let second = self.second();
        let (symbol, length) = match (first, second) {
            ('<', Some('=')) => (Symbol::AtMost, 2),
            ('>', Some('=')) => (Symbol::AtLeast, 2),
            ('!', Some('=')) => (Symbol::NotEqual, 2),
            ('.', Some('.')) => (Symbol::Range, 2),
            ('<', _) => (Symbol::Less, 1),
            ('>', _) => (Symbol::More, 1),
            ('=', _) => (Symbol::Equal, 1),
            ('≤', _) => (Symbol::AtMost, 1),
            ('≥', _) => (Symbol::AtLeast, 1),
            ('≠', _) => (Symbol::NotEqual, 1),
            ('.', _) => (Symbol::Dot, 1),
            ('-', _) => (Symbol::Minus, 1),
            ('×' | '*', _) => (Symbol::Times, 1),
            (':', _) => (Symbol::Colon, 1),
            (';', _) => (Symbol::Semicolon, 1),
            (',', _) => (Symbol::Comma, 1),
            ('{', _) => (Symbol::LeftBrace, 1),
            ('}', _) => (Symbol::RightBrace, 1),
            ('[', _) => (Symbol::LeftBracket, 1),
            (']', _) => (Symbol::RightBracket, 1),
            ('(', _) => (Symbol::LeftParenthesis, 1),
            (')', _) => (Symbol::RightParenthesis, 1),
            _ => return self.unexpected(),
        };
        for _ in 0..length {
            self.bump();
        }
        self.push(TokenKind::Symbol(symbol), start);
    }

    /// A run of characters the language does not know, reported once.
    fn unexpected(&mut self) {
        let start = self.at;
        self.bump();
        self.bump_while(|part| !is_space(part) && !is_name_part(part) && !"/#\"“<>=≤≥≠.-×*:;,{}[]()!".contains(part));
        self.report(
            Diagnostic::error("unexpected-character", Span::new(start, self.at)).with("found", self.slice(start)),
        );
        self.push(TokenKind::Error, start);
    }
}

/// White space, a stray byte-order mark included.
fn is_space(character: char) -> bool {
    character.is_whitespace() || character == '\u{feff}'
}

#[cfg(test)]
mod tests;
