//! 事实: declarations, types and attributes.

use super::{Gap, Parsed, Parser};
use crate::diagnostic::Diagnostic;
use crate::keyword::Keyword;
use crate::lexer::{Symbol, TokenKind};
use crate::place::Spanned;
use crate::tree::{Attribute, Body, Declaration, Facts, Kind, Literal, Name};

impl Parser<'_> {
    pub(super) fn facts(&mut self) -> Parsed<Body> {
        let mut facts = Facts { declarations: vec![self.declaration()?], attributes: Vec::new() };
        while self.at_symbol(Symbol::Semicolon) && self.declares(1) {
            self.bump();
            let declaration = self.declaration()?;
            facts.declarations.push(declaration);
        }
        while self.attribute(&mut facts.attributes)? {}
        Ok(Body::Facts(facts))
    }

    /// Whether `name :` or `name [` stands so many tokens ahead.
    fn declares(&self, ahead: usize) -> bool {
        self.is_nameable(ahead) && matches!(self.symbol(ahead + 1), Some(Symbol::Colon | Symbol::LeftBracket))
    }

    fn declaration(&mut self) -> Parsed<Declaration> {
        let name = self.name()?;
        let id = self.id()?;
        self.need_symbol(Symbol::Colon)?;
        let start = self.here();
        let kind = self.kind()?;
        Ok(Declaration { name, id, kind: Spanned::new(kind, self.since(start)) })
    }

    fn kind(&mut self) -> Parsed<Kind> {
        if let Some(opened) = self.eat_symbol(Symbol::LeftBrace) {
            let first = self.value()?;
            let ordered = self.at_symbol(Symbol::Less);
            let mut values = vec![first];
            while self.at_symbol(Symbol::Less) || self.at_symbol(Symbol::Comma) {
                if ordered != self.at_symbol(Symbol::Less) {
                    let found = Diagnostic::error("mixed-order", self.here());
                    self.report(found);
                }
                self.gap(if ordered { Gap::Soft } else { Gap::Plain });
                self.bump();
                values.push(self.value()?);
            }
            self.close(Symbol::RightBrace, opened)?;
            return Ok(Kind::Choice { values, ordered });
        }
        let word = self.word(0);
        match word {
            Some(Keyword::YesNo) => {
                self.take_word();
                Ok(Kind::YesNo)
            }
            Some(Keyword::Integer) => self.ranged().map(Kind::Integer),
            Some(Keyword::Money) => self.ranged().map(Kind::Money),
            Some(Keyword::Date) => self.ranged().map(Kind::Date),
            _ => Err(self.expected("type")),
        }
    }

    fn value(&mut self) -> Parsed<(Name, Option<Name>)> {
        Ok((self.name()?, self.id()?))
    }

    /// The word of a type and its range, if one follows.
    fn ranged(&mut self) -> Parsed<Option<(Literal, Literal)>> {
        self.take_word();
        if !matches!(self.peek(), TokenKind::Number(_)) {
            return Ok(None);
        }
        let low = self.literal()?;
        self.need_symbol(Symbol::Range)?;
        Ok(Some((low, self.literal()?)))
    }

    /// Reads one attribute; false when none follows.
    fn attribute(&mut self, attributes: &mut Vec<Attribute>) -> Parsed<bool> {
        let after_semicolon = self.at_symbol(Symbol::Semicolon);
        let ahead = usize::from(after_semicolon);
        let is_judged = matches!(attributes.last(), Some(Attribute::JudgedBy { .. }));
        let word = self.word(ahead).filter(|&word| is_attribute(word));
        let Some(word) = word.filter(|_| !(after_semicolon && is_judged && self.continues_condition(ahead + 1))) else {
            return if after_semicolon { self.other_judge(attributes) } else { Ok(false) };
        };
        if self.eat_symbol(Symbol::Semicolon).is_none() {
            self.gap(Gap::Wide);
        }
        let span = self.take_word();
        attributes.push(match word {
            Keyword::JudgedBy => Attribute::JudgedBy { judge: self.name()?, instead: Vec::new() },
            Keyword::BurdenOn => Attribute::BurdenOn(self.name()?),
            Keyword::Controllable => Attribute::Controllable(span),
            Keyword::Identity => Attribute::Identity(span),
            Keyword::Aggravating => Attribute::Aggravating(span),
            Keyword::MayNotApply => Attribute::MayNotApply(span),
            Keyword::Default => Attribute::Default(self.operand()?),
            _ => Attribute::Look(self.name()?),
        });
        Ok(true)
    }

    /// Whether the token shows that a name, not an attribute, stands before it.
    fn continues_condition(&self, ahead: usize) -> bool {
        matches!(self.word(ahead), Some(Keyword::InCase | Keyword::And | Keyword::Or))
            || matches!(
                self.symbol(ahead),
                Some(
                    Symbol::Equal
                        | Symbol::NotEqual
                        | Symbol::Less
                        | Symbol::AtMost
                        | Symbol::More
                        | Symbol::AtLeast
                        | Symbol::Minus
                        | Symbol::Times
                )
            )
    }

    /// `; condition 时 name` behind 评判.
    fn other_judge(&mut self, attributes: &mut [Attribute]) -> Parsed<bool> {
        self.bump();
        if self.declares(0) {
            return Err(self.expected("attribute"));
        }
        let Some(Attribute::JudgedBy { instead, .. }) = attributes.last_mut() else {
            return Err(self.expected("attribute"));
        };
        let condition = self.condition()?;
        self.need_word(Keyword::InCase)?;
        instead.push((condition, self.name()?));
        Ok(true)
    }
}

fn is_attribute(word: Keyword) -> bool {
    matches!(
        word,
        Keyword::JudgedBy
            | Keyword::BurdenOn
            | Keyword::Controllable
            | Keyword::Identity
            | Keyword::Aggravating
            | Keyword::MayNotApply
            | Keyword::Default
            | Keyword::Look
    )
}
