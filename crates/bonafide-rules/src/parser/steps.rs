//! Steps that every rule is made of: words, signs, names, tags, lists, and how findings are made.

use super::{DEPTH_MAX, Gap, Parsed, Parser, Reported, unquoted};
use crate::diagnostic::Diagnostic;
use crate::keyword::{Keyword, KeywordLanguage};
use crate::lexer::{Comment, NumberValue, Symbol, TokenKind, folded};
use crate::place::{Span, Spanned};
use crate::tree::{Constant, Name, Tag};

impl Parser<'_> {
    pub(super) fn report(&mut self, diagnostic: Diagnostic) -> Reported {
        self.diagnostics.push(diagnostic);
        Reported
    }

    /// Reports what should stand here; silent before an unreadable token, which has been reported.
    pub(super) fn expected(&mut self, what: &'static str) -> Reported {
        let token = self.token(0);
        if token.kind == TokenKind::Error {
            return Reported;
        }
        // What is missing at the end of a statement is missing behind its last token.
        let ended = token.kind == TokenKind::End || (token.newlines > 0 && self.starts_statement() && self.at > 0);
        let span = if ended { Span::new(self.end(), self.end()) } else { token.span };
        let found = match token.kind {
            TokenKind::End => "end",
            _ if ended => "statement-end",
            _ => self.source(span),
        };
        let found = Diagnostic::error("expected", span).with("expected", what).with("found", found);
        self.report(found)
    }

    pub(super) fn take_word(&mut self) -> Span {
        if let Some(role) = self.roles.get_mut(self.at) {
            role.is_word = true;
        }
        self.bump()
    }

    pub(super) fn eat_word(&mut self, word: Keyword) -> Option<Span> {
        self.at_word(word).then(|| self.take_word())
    }

    pub(super) fn need_word(&mut self, word: Keyword) -> Parsed<Span> {
        self.eat_word(word).ok_or_else(|| self.expected(word.spelling(KeywordLanguage::Chinese)))
    }

    /// Says how the present token is set off.
    pub(super) fn gap(&mut self, gap: Gap) {
        if let Some(role) = self.roles.get_mut(self.at) {
            role.gap = gap;
        }
    }

    pub(super) fn eat_symbol(&mut self, symbol: Symbol) -> Option<Span> {
        self.at_symbol(symbol).then(|| self.bump())
    }

    pub(super) fn need_symbol(&mut self, symbol: Symbol) -> Parsed<Span> {
        self.eat_symbol(symbol).ok_or_else(|| self.expected(symbol.spelling()))
    }

    /// The brace or bracket that closes one opened before.
    pub(super) fn close(&mut self, symbol: Symbol, opened: Span) -> Parsed<Span> {
        if let Some(span) = self.eat_symbol(symbol) {
            return Ok(span);
        }
        if self.peek() == TokenKind::End || self.starts_statement() {
            let found = Diagnostic::error("unclosed-bracket", opened).with("expected", symbol.spelling());
            return Err(self.report(found));
        }
        Err(self.expected(symbol.spelling()))
    }

    pub(super) fn name(&mut self) -> Parsed<Name> {
        let token = self.token(0);
        let value = match token.kind {
            TokenKind::Name(Some(word)) if word.is_reserved() => {
                if !self.is_name_meant() {
                    return Err(self.expected("name"));
                }
                let found = Diagnostic::error("reserved-word", token.span).with("found", self.source(token.span));
                self.report(found);
                self.source(token.span).to_owned()
            }
            TokenKind::Name(_) => folded(self.source(token.span)).into_owned(),
            TokenKind::Quoted => unquoted(self.source(token.span)).to_owned(),
            _ => return Err(self.expected("name")),
        };
        self.bump();
        Ok(Name::new(value, token.span))
    }

    /// `name , name …`
    pub(super) fn names(&mut self) -> Parsed<Vec<Name>> {
        self.list(Self::name)
    }

    /// One or more, separated by commas.
    pub(super) fn list<T>(&mut self, one: impl Fn(&mut Self) -> Parsed<T>) -> Parsed<Vec<T>> {
        let mut all = vec![one(self)?];
        while self.eat_symbol(Symbol::Comma).is_some() {
            all.push(one(self)?);
        }
        Ok(all)
    }

    /// `[ name ]`
    pub(super) fn id(&mut self) -> Parsed<Option<Name>> {
        let Some(opened) = self.eat_symbol(Symbol::LeftBracket) else { return Ok(None) };
        let name = self.name()?;
        self.close(Symbol::RightBracket, opened)?;
        Ok(Some(name))
    }

    pub(super) fn tag(&mut self) -> Option<Tag> {
        if self.peek() != TokenKind::Tag {
            return None;
        }
        let span = self.bump();
        let value = folded(self.source(span)).trim_start_matches('#').to_owned();
        Some(Tag::new(value, span))
    }

    pub(super) fn need_tag(&mut self) -> Parsed<Tag> {
        self.tag().ok_or_else(|| self.expected("tag"))
    }

    /// `据 "…"`, if it stands here.
    pub(super) fn authority(&mut self) -> Parsed<Option<Spanned<String>>> {
        if !self.at_word(Keyword::Source) {
            return Ok(None);
        }
        self.gap(Gap::Wide);
        self.take_word();
        self.string().map(Some)
    }

    pub(super) fn string(&mut self) -> Parsed<Spanned<String>> {
        if self.peek() != TokenKind::Quoted {
            return Err(self.expected("text"));
        }
        let span = self.bump();
        Ok(Spanned::new(unquoted(self.source(span)).to_owned(), span))
    }

    /// A whole number without a unit.
    pub(super) fn count(&mut self) -> Parsed<Spanned<i64>> {
        match self.peek() {
            TokenKind::Number(number) => match number.value {
                NumberValue::Constant(Constant::Integer(value)) => Ok(Spanned::new(value, self.bump())),
                _ => Err(self.expected("integer")),
            },
            _ => Err(self.expected("integer")),
        }
    }

    /// Runs one rule a level deeper, or reports that the text is nested too deep.
    pub(super) fn deeper<T>(&mut self, rule: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= DEPTH_MAX {
            let found = Diagnostic::error("too-deep", self.here()).with("limit", DEPTH_MAX.to_string());
            return Err(self.report(found));
        }
        self.depth += 1;
        let parsed = rule(self);
        self.depth -= 1;
        parsed
    }

    /// Goes on to one of these words, the next statement or the end.
    pub(super) fn skip_to(&mut self, words: &[Keyword]) {
        while self.peek() != TokenKind::End
            && !self.starts_statement()
            && !self.word(0).is_some_and(|word| words.contains(&word))
        {
            self.bump();
        }
    }

    /// Comments before the present token that belong to nothing yet.
    pub(super) fn comments_so_far(&mut self) -> Vec<String> {
        self.take_comments(|comment, at| comment.before <= at)
    }

    /// Comments on lines of their own directly above the present token.
    pub(super) fn comments_above(&mut self) -> Vec<String> {
        let loose = self.take_comments(|comment, at| comment.before < at || comment.newlines == 0);
        self.loose_comments.extend(loose);
        self.comments_so_far()
    }

    pub(super) fn take_comments(&mut self, wanted: impl Fn(&Comment, usize) -> bool) -> Vec<String> {
        let mut taken = Vec::new();
        while let Some(comment) = self.comments.get(self.comment_at).filter(|comment| wanted(comment, self.at)) {
            let words = self.source(comment.span);
            let words = words.trim_start_matches(['/', '／']).trim();
            taken.push(words.to_owned());
            self.comment_at += 1;
        }
        taken
    }
}
