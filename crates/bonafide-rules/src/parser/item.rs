//! 条目 with what it grants and what is excepted from it.

use super::{Gap, Parsed, Parser};
use crate::keyword::Keyword;
use crate::lexer::{Symbol, TokenKind};
use crate::outcome::{Modality, Outcome};
use crate::place::Spanned;
use crate::tree::{Body, Effect, Exception, Item};

/// The outcome a word stands for.
pub(super) fn outcome(word: Keyword) -> Option<Outcome> {
    match word {
        Keyword::Exempt => Some(Outcome::Exempt),
        Keyword::Mitigate => Some(Outcome::Mitigate),
        Keyword::Lenient => Some(Outcome::Lenient),
        Keyword::Accountable => Some(Outcome::Accountable),
        _ => None,
    }
}

impl Parser<'_> {
    pub(super) fn item(&mut self) -> Parsed<Body> {
        let name = self.name()?;
        let mut field = Vec::new();
        if self.eat_word(Keyword::Within).is_some() {
            field.push(self.name()?);
            while self.eat_symbol(Symbol::Dot).is_some() {
                field.push(self.name()?);
            }
        }
        let competence = if self.eat_word(Keyword::Competence).is_some() { Some(self.name()?) } else { None };
        let source = self.authority()?;
        self.gap(Gap::Line(1));
        self.need_word(Keyword::When)?;
        let condition = self.condition();
        if condition.is_err() {
            self.skip_to(&[Keyword::Then, Keyword::But, Keyword::Unless]);
        }
        let effect = self.grant(1);
        if effect.is_err() {
            self.skip_to(&[Keyword::But, Keyword::Unless]);
        }
        let exceptions = self.exceptions(1)?;
        Ok(Body::Item(Item { name, field, competence, condition: condition?, effect: effect?, exceptions, source }))
    }

    /// Exceptions in a row. 除非 goes to the 但 before it, and to what all of them stand under when there is none.
    fn exceptions(&mut self, depth: u16) -> Parsed<Vec<Exception>> {
        let mut all: Vec<Exception> = Vec::new();
        loop {
            let mut failed = false;
            if self.at_word(Keyword::But) {
                match self.deeper(|parser| parser.exception(Keyword::But, depth)) {
                    Ok(exception) => all.push(exception),
                    Err(_) => failed = true,
                }
            } else if self.at_word(Keyword::Unless) {
                let under = all.last().is_some_and(|last| last.effect.is_some());
                match self.deeper(|parser| parser.exception(Keyword::Unless, depth + u16::from(under))) {
                    Ok(exception) => match all.last_mut().filter(|_| under) {
                        Some(last) => {
                            last.span = last.span.to(exception.span);
                            last.under.push(exception);
                        }
                        None => all.push(exception),
                    },
                    Err(_) => failed = true,
                }
            } else if self.ends_exceptions(depth) {
                return Ok(all);
            } else {
                self.expected("exception");
                self.skip_to(&[Keyword::But, Keyword::Unless]);
            }
            if failed {
                self.recover_exception();
            }
        }
    }

    /// Whether what follows ends the exceptions of an item (depth 1) or of an exception.
    fn ends_exceptions(&self, depth: u16) -> bool {
        match self.peek() {
            TokenKind::End => true,
            TokenKind::Tag => depth == 1,
            TokenKind::Symbol(Symbol::RightBrace) => depth > 1,
            _ => self.starts_statement(),
        }
    }

    /// After a wrong exception: on to the next one, past the word that begins the wrong one if need be.
    fn recover_exception(&mut self) {
        if self.at_word(Keyword::But) || self.at_word(Keyword::Unless) {
            self.bump();
        }
        self.skip_to(&[Keyword::But, Keyword::Unless]);
    }

    fn exception(&mut self, word: Keyword, depth: u16) -> Parsed<Exception> {
        let comments = self.comments_above();
        self.gap(Gap::Line(depth));
        let start = self.need_word(word)?;
        let tag = self.tag();
        let condition = self.condition()?;
        let effect = if word == Keyword::But { Some(self.grant(depth + 1)?) } else { None };
        let mut under = Vec::new();
        if let Some(opened) = self.eat_symbol(Symbol::LeftBrace) {
            under = self.exceptions(depth + 1)?;
            if under.is_empty() {
                return Err(self.expected("exception"));
            }
            self.gap(Gap::Line(depth));
            self.close(Symbol::RightBrace, opened)?;
        }
        Ok(Exception { comments, tag, condition, effect, under, span: self.since(start) })
    }

    fn grant(&mut self, depth: u16) -> Parsed<Effect> {
        self.gap(Gap::Fold(depth));
        let start = self.need_word(Keyword::Then)?;
        let modality = self.modality();
        let mut effect =
            Effect { modality, outcomes: Vec::new(), inapplicable: None, effects: Vec::new(), span: start };
        if let Some(span) = self.eat_word(Keyword::NotApplicable) {
            effect.inapplicable = Some(span);
        } else if self.word(0).and_then(outcome).is_some() {
            effect.outcomes = self.outcomes(Keyword::Or)?;
        } else if self.is_nameable(0) {
            effect.effects.push(self.name()?);
        } else {
            return Err(self.expected("result"));
        }
        while self.eat_symbol(Symbol::Comma).is_some() {
            effect.effects.push(self.name()?);
        }
        effect.span = self.since(start);
        Ok(effect)
    }

    fn modality(&mut self) -> Option<Spanned<Modality>> {
        let modality = match self.word(0)? {
            Keyword::May => Modality::May,
            Keyword::Should => Modality::Should,
            Keyword::Must => Modality::Must,
            _ => return None,
        };
        Some(Spanned::new(modality, self.take_word()))
    }

    /// Outcomes joined by 或.
    pub(super) fn outcomes(&mut self, join: Keyword) -> Parsed<Vec<Spanned<Outcome>>> {
        let mut all = vec![self.outcome()?];
        while self.eat_word(join).is_some() {
            all.push(self.outcome()?);
        }
        Ok(all)
    }

    pub(super) fn outcome(&mut self) -> Parsed<Spanned<Outcome>> {
        match self.word(0).and_then(outcome) {
            Some(outcome) => Ok(Spanned::new(outcome, self.take_word())),
            None => Err(self.expected("result")),
        }
    }

    /// Whether the block ends here.
    pub(super) fn at_end(&self) -> bool {
        self.peek() == TokenKind::End
    }
}
