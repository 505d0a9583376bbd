//! From tokens to the tree: recursive descent that reports everything wrong at once and always ends.
//!
//! After a wrong statement reading goes on at the next statement word; inside an item, at the next 则, 但 or 除非.

use crate::diagnostic::Diagnostic;
use crate::keyword::Keyword;
use crate::lexer::{Comment, Symbol, Token, TokenKind, Tokens};
use crate::place::Span;
use crate::tree::{Body, Statement, Tag};

mod condition;
mod example;
mod fact;
mod item;
mod provision;
mod steps;

/// Conditions and exceptions may stand this deep in one another.
const DEPTH_MAX: usize = 64;

/// Something was wrong and has been reported.
#[derive(Clone, Copy, Debug)]
struct Reported;

type Parsed<T> = Result<T, Reported>;

/// What a block came to.
pub(crate) struct Parse {
    /// Statements in order.
    pub(crate) statements: Vec<Statement>,
    /// Comments after the last statement.
    pub(crate) trailing_comments: Vec<String>,
    /// What was wrong, the lexer's findings included.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What the formatter must know about each token.
    pub(crate) roles: Vec<Role>,
}

/// What a token turned out to be, where the token alone does not say it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Role {
    /// A keyword in its place, not a name.
    pub(crate) is_word: bool,
    /// How it is set off from the token before it.
    pub(crate) gap: Gap,
}

/// How a token is set off from the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Gap {
    /// As the two tokens want it.
    #[default]
    Plain,
    /// A long line may be broken here.
    Soft,
    /// Set off a little; a long line may be broken here.
    Wide,
    /// On a line of its own at this depth when the line is too long.
    Fold(u16),
    /// On a line of its own at this depth; 0 begins a statement.
    Line(u16),
}

/// Reads the statements of one block.
pub(crate) fn parse(text: &str, tokens: &mut Tokens) -> Parse {
    let mut parser = Parser {
        text,
        tokens: &tokens.tokens,
        comments: &tokens.comments,
        at: 0,
        comment_at: 0,
        loose_comments: Vec::new(),
        depth: 0,
        roles: vec![Role::default(); tokens.tokens.len()],
        diagnostics: std::mem::take(&mut tokens.diagnostics),
    };
    let mut statements = Vec::new();
    while parser.peek() != TokenKind::End {
        statements.extend(parser.statement());
    }
    let trailing_comments = parser.comments_so_far();
    let mut diagnostics = parser.diagnostics;
    diagnostics.sort_by_key(|found| found.span);
    Parse { statements, trailing_comments, diagnostics, roles: parser.roles }
}

struct Parser<'t> {
    text: &'t str,
    tokens: &'t [Token],
    comments: &'t [Comment],
    at: usize,
    /// The next comment that belongs to nothing yet.
    comment_at: usize,
    /// Comments inside the present statement that belong to none of its parts.
    loose_comments: Vec<String>,
    depth: usize,
    roles: Vec<Role>,
    diagnostics: Vec<Diagnostic>,
}

/// Tokens.
impl Parser<'_> {
    fn token(&self, ahead: usize) -> Token {
        let end = Token { kind: TokenKind::End, span: Span::default(), newlines: 0 };
        self.tokens.get(self.at + ahead).or(self.tokens.last()).copied().unwrap_or(end)
    }

    fn peek(&self) -> TokenKind {
        self.token(0).kind
    }

    fn here(&self) -> Span {
        self.token(0).span
    }

    fn bump(&mut self) -> Span {
        let span = self.here();
        if self.peek() != TokenKind::End {
            self.at += 1;
        }
        span
    }

    /// End of the token read last.
    fn end(&self) -> usize {
        self.at.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(self.here().start, |token| token.span.end)
    }

    fn since(&self, start: Span) -> Span {
        Span::new(start.start, self.end())
    }

    fn source(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    fn word(&self, ahead: usize) -> Option<Keyword> {
        match self.token(ahead).kind {
            TokenKind::Name(word) => word,
            _ => None,
        }
    }

    fn at_word(&self, word: Keyword) -> bool {
        self.word(0) == Some(word)
    }

    fn symbol(&self, ahead: usize) -> Option<Symbol> {
        match self.token(ahead).kind {
            TokenKind::Symbol(symbol) => Some(symbol),
            _ => None,
        }
    }

    fn at_symbol(&self, symbol: Symbol) -> bool {
        self.symbol(0) == Some(symbol)
    }

    fn is_nameable(&self, ahead: usize) -> bool {
        match self.token(ahead).kind {
            TokenKind::Name(word) => !word.is_some_and(Keyword::is_reserved),
            TokenKind::Quoted => true,
            _ => false,
        }
    }

    /// Whether a reserved word seems meant as a name. One that joins or parts a statement, or begins a line, shows
    /// that the name was left out.
    fn is_name_meant(&self) -> bool {
        self.token(0).newlines == 0
            && self.word(0).is_some_and(|word| {
                word.begins_statement() || word == Keyword::NotApplicable || item::outcome(word).is_some()
            })
    }

    fn starts_statement(&self) -> bool {
        self.word(0).is_some_and(Keyword::begins_statement)
    }
}

/// Statements.
impl Parser<'_> {
    /// Reads one statement, or reports and skips what is not one. Always goes forward.
    fn statement(&mut self) -> Option<Statement> {
        let Some(word) = self.word(0).filter(|word| word.begins_statement()) else {
            self.expected("statement");
            self.bump();
            self.skip_to(&[]);
            return None;
        };
        let mut comments = self.comments_so_far();
        self.gap(Gap::Line(0));
        let start = self.take_word();
        // A priority begins with tags of its own.
        let leading = if word == Keyword::Prefer { None } else { self.tag() };
        let parsed = self.body(word, leading.as_ref());
        if self.peek() == TokenKind::Tag {
            self.gap(Gap::Wide);
        }
        let trailing = if parsed.is_ok() { self.tag() } else { None };
        let span = self.since(start);
        if parsed.is_err() {
            self.skip_to(&[]);
        } else if self.peek() != TokenKind::End && !self.starts_statement() {
            self.expected("statement");
            self.bump();
            self.skip_to(&[]);
        }
        // Those inside the statement, and one behind it on its last line.
        comments.append(&mut self.loose_comments);
        comments.extend(
            self.take_comments(|comment, at| comment.before < at || (comment.before == at && comment.newlines == 0)),
        );
        let tag = self.one_tag(leading, trailing);
        Some(Statement { comments, tag, span, body: parsed.ok()? })
    }

    fn one_tag(&mut self, leading: Option<Tag>, trailing: Option<Tag>) -> Option<Tag> {
        match (leading, trailing) {
            (Some(first), Some(second)) => {
                let found = Diagnostic::error("two-tags", second.span)
                    .with("found", second.value)
                    .near("first-tag", first.span);
                self.report(found);
                Some(first)
            }
            (leading, trailing) => leading.or(trailing),
        }
    }

    fn body(&mut self, word: Keyword, tag: Option<&Tag>) -> Parsed<Body> {
        match word {
            Keyword::Fact => self.facts(),
            Keyword::Define => {
                let name = self.name()?;
                let id = self.id()?;
                self.need_symbol(Symbol::Equal)?;
                Ok(Body::Define { name, id, meaning: self.condition()? })
            }
            Keyword::Effect => Ok(Body::Effect { name: self.name()?, id: self.id()? }),
            Keyword::Scope => {
                let name = self.name()?;
                self.need_symbol(Symbol::Colon)?;
                Ok(Body::Scope { name, condition: self.condition()?, source: self.authority()? })
            }
            Keyword::RedLine => {
                let name = self.name()?;
                self.need_symbol(Symbol::Colon)?;
                let condition = self.condition()?;
                let mut effects = Vec::new();
                if self.at_word(Keyword::Then) {
                    self.gap(Gap::Wide);
                    self.take_word();
                    effects = self.names()?;
                }
                Ok(Body::RedLine { name, condition, effects, source: self.authority()? })
            }
            Keyword::Item => self.item(),
            Keyword::Prefer => self.prefer(),
            Keyword::Example => {
                if tag.is_none() {
                    self.expected("tag");
                }
                self.example()
            }
            Keyword::Principle => Ok(Body::Principle(self.names()?)),
            other => self.provision(other),
        }
    }

    fn prefer(&mut self) -> Parsed<Body> {
        let mut groups = vec![self.group()?];
        while self.eat_symbol(Symbol::More).is_some() {
            groups.push(self.group()?);
        }
        if groups.len() < 2 {
            return Err(self.expected(Symbol::More.spelling()));
        }
        Ok(Body::Prefer(groups))
    }

    fn group(&mut self) -> Parsed<Vec<Tag>> {
        let Some(opened) = self.eat_symbol(Symbol::LeftBrace) else { return Ok(vec![self.need_tag()?]) };
        let tags = self.list(Self::need_tag)?;
        self.close(Symbol::RightBrace, opened)?;
        Ok(tags)
    }
}

/// The text between quotes, the closing one possibly missing.
pub(crate) fn unquoted(source: &str) -> &str {
    let mut inside = source.chars();
    let opened = inside.next();
    let inside = inside.as_str();
    let close: &[char] = if opened == Some('“') { &['”'] } else { &['"', '＂'] };
    inside.strip_suffix(close).unwrap_or(inside).trim()
}
