//! Conditions, operands and literals.

use super::{Parsed, Parser};
use crate::diagnostic::Diagnostic;
use crate::keyword::Keyword;
use crate::lexer::{NumberValue, Symbol, TokenKind};
use crate::place::{Span, Spanned};
use crate::tree::{Condition, Literal, Name, Operand, Operator};

impl Parser<'_> {
    pub(super) fn condition(&mut self) -> Parsed<Condition> {
        self.joined(Keyword::Or, Self::conjunction, Condition::Any)
    }

    fn conjunction(&mut self) -> Parsed<Condition> {
        self.joined(Keyword::And, Self::negation, Condition::All)
    }

    fn joined(
        &mut self,
        word: Keyword,
        part: impl Fn(&mut Self) -> Parsed<Condition>,
        join: impl FnOnce(Vec<Condition>) -> Condition,
    ) -> Parsed<Condition> {
        let first = part(self)?;
        if !self.at_word(word) {
            return Ok(first);
        }
        let mut parts = vec![first];
        while self.eat_word(word).is_some() {
            parts.push(part(self)?);
        }
        Ok(join(parts))
    }

    fn negation(&mut self) -> Parsed<Condition> {
        if let Some(start) = self.eat_word(Keyword::Not) {
            let inner = self.deeper(Self::negation)?;
            return Ok(Condition::Not(Box::new(inner), self.since(start)));
        }
        if let Some(opened) = self.eat_symbol(Symbol::LeftParenthesis) {
            let inner = self.deeper(Self::condition)?;
            self.close(Symbol::RightParenthesis, opened)?;
            return Ok(inner);
        }
        if let Some(start) = self.eat_word(Keyword::AtLeast) {
            return self.at_least(start);
        }
        self.comparison()
    }

    fn at_least(&mut self, start: Span) -> Parsed<Condition> {
        let count = match self.peek() {
            TokenKind::Number(number) => match number.value {
                NumberValue::Items(count) => Spanned::new(count, self.take_word()),
                _ => {
                    let count = self.count()?;
                    self.eat_word(Keyword::Of);
                    count
                }
            },
            _ => return Err(self.expected("integer")),
        };
        let opened = self.need_symbol(Symbol::LeftBrace)?;
        let of = self.deeper(|parser| parser.list(Self::condition))?;
        self.close(Symbol::RightBrace, opened)?;
        Ok(Condition::AtLeast { count, of, span: self.since(start) })
    }

    fn comparison(&mut self) -> Parsed<Condition> {
        if !self.is_nameable(0) && !self.is_name_meant() && !matches!(self.peek(), TokenKind::Number(_)) {
            return Err(self.expected("condition"));
        }
        let left = self.operand()?;
        let Some(operator) = self.operator() else {
            return match left {
                Operand::Name(name) => Ok(Condition::Name(name)),
                _ => Err(self.expected("comparison")),
            };
        };
        if !self.at_symbol(Symbol::LeftBrace) {
            return Ok(Condition::Compare { left, operator, right: self.operand()? });
        }
        let opened = self.here();
        let negated = match operator.value {
            Operator::Equal => false,
            Operator::NotEqual => true,
            _ => return Err(self.report(Diagnostic::error("set-after-order", operator.span.to(opened)))),
        };
        let Operand::Name(left) = left else {
            return Err(self.report(Diagnostic::error("set-of-name-only", left.span())));
        };
        self.bump();
        let values = self.list(Self::operand)?;
        self.close(Symbol::RightBrace, opened)?;
        Ok(Condition::OneOf { left, negated, values })
    }

    fn operator(&mut self) -> Option<Spanned<Operator>> {
        let operator = match self.symbol(0)? {
            Symbol::Equal => Operator::Equal,
            Symbol::NotEqual => Operator::NotEqual,
            Symbol::Less => Operator::Less,
            Symbol::AtMost => Operator::AtMost,
            Symbol::More => Operator::More,
            Symbol::AtLeast => Operator::AtLeast,
            _ => return None,
        };
        Some(Spanned::new(operator, self.bump()))
    }

    pub(super) fn operand(&mut self) -> Parsed<Operand> {
        if matches!(self.peek(), TokenKind::Number(_)) {
            return self.literal().map(Operand::Constant);
        }
        let name: Name = self.name()?;
        if self.eat_symbol(Symbol::Minus).is_some() {
            return Ok(Operand::Difference(name, self.name()?));
        }
        if self.eat_symbol(Symbol::Times).is_some() {
            return Ok(Operand::Multiple(name, self.count()?));
        }
        Ok(Operand::Name(name))
    }

    /// A number, amount, span of days or date.
    pub(super) fn literal(&mut self) -> Parsed<Literal> {
        let TokenKind::Number(number) = self.peek() else { return Err(self.expected("literal")) };
        match number.value {
            NumberValue::Constant(constant) => Ok(Spanned::new(constant, self.take_word())),
            NumberValue::Term(..) | NumberValue::Items(_) => {
                let span = self.bump();
                let unit = Span::new(number.unit_at, span.end);
                let found = Diagnostic::error("unit-not-here", unit).with("found", self.source(unit));
                Err(self.report(found))
            }
        }
    }
}
