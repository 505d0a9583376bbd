//! 步骤, 保障, 提醒, 回避, 保护 and their clauses.

use super::{Gap, Parsed, Parser};
use crate::keyword::Keyword;
use crate::lexer::{NumberValue, Symbol, TokenKind};
use crate::tree::{Body, Clause, Constant, Provision, ProvisionKind, Term, TermUnit};

impl Parser<'_> {
    pub(super) fn provision(&mut self, word: Keyword) -> Parsed<Body> {
        let kind = match word {
            Keyword::Step => ProvisionKind::Step,
            Keyword::Safeguard => ProvisionKind::Safeguard,
            Keyword::Remind => ProvisionKind::Remind,
            Keyword::Recuse => ProvisionKind::Recuse,
            Keyword::Protect => ProvisionKind::Protect,
            _ => return Err(self.expected("statement")),
        };
        let names = self.names()?;
        self.need_symbol(Symbol::Colon)?;
        let mut clauses = vec![self.clause()?];
        while self.at_symbol(Symbol::Semicolon) || self.word(0).is_some_and(begins_clause) {
            if self.eat_symbol(Symbol::Semicolon).is_none() {
                self.gap(Gap::Wide);
            }
            clauses.push(self.clause()?);
        }
        Ok(Body::Provision(Provision { kind, names, clauses }))
    }

    fn clause(&mut self) -> Parsed<Clause> {
        let Some(word) = self.word(0).filter(|&word| begins_clause(word)) else { return Err(self.expected("clause")) };
        self.take_word();
        Ok(match word {
            Keyword::By => Clause::By(self.names()?),
            Keyword::Limit => {
                let term = self.term()?;
                let from = if self.eat_word(Keyword::From).is_some() { Some(self.name()?) } else { None };
                Clause::Limit(term, from)
            }
            Keyword::Extend => Clause::Extension(self.term()?),
            Keyword::Papers => Clause::Papers(self.names()?),
            Keyword::People => Clause::People(self.count()?),
            Keyword::Requires => Clause::Requires(self.names()?),
            Keyword::When => Clause::When(self.condition()?),
            Keyword::For => Clause::For(self.list(Self::outcome)?),
            Keyword::Lasting if self.eat_word(Keyword::Indefinitely).is_some() => Clause::Lasting(None),
            Keyword::Lasting => Clause::Lasting(Some(self.term()?)),
            _ => Clause::Source(self.string()?),
        })
    }

    /// `5工作日` or `5 工作日`
    fn term(&mut self) -> Parsed<Term> {
        let TokenKind::Number(number) = self.peek() else { return Err(self.expected("term")) };
        let start = self.here();
        let (count, unit) = match number.value {
            NumberValue::Term(count, unit) => (count, Some(unit)),
            NumberValue::Constant(Constant::Days(count)) => (count, Some(TermUnit::Days)),
            NumberValue::Constant(Constant::Integer(count)) if number.unit.is_none() => (count, None),
            _ => return Err(self.expected("term")),
        };
        self.take_word();
        let unit = match (unit, self.word(0)) {
            (Some(unit), _) => unit,
            (None, Some(Keyword::WorkingDays)) => self.unit(TermUnit::WorkingDays),
            (None, Some(Keyword::Days)) => self.unit(TermUnit::Days),
            (None, Some(Keyword::Months)) => self.unit(TermUnit::Months),
            (None, Some(Keyword::Years)) => self.unit(TermUnit::Years),
            _ => return Err(self.expected("unit")),
        };
        Ok(Term { count, unit, span: self.since(start) })
    }

    fn unit(&mut self, unit: TermUnit) -> TermUnit {
        self.take_word();
        unit
    }
}

fn begins_clause(word: Keyword) -> bool {
    matches!(
        word,
        Keyword::By
            | Keyword::Limit
            | Keyword::Extend
            | Keyword::Papers
            | Keyword::People
            | Keyword::Requires
            | Keyword::When
            | Keyword::For
            | Keyword::Lasting
            | Keyword::Source
    )
}
