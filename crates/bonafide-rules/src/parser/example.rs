//! 例: a case and the answer it must get.

use super::{Gap, Parsed, Parser};
use crate::keyword::Keyword;
use crate::lexer::Symbol;
use crate::place::Spanned;
use crate::tree::{Body, Example, Expect, ExpectStatus, FactState, Given, Operand};

/// The state a word stands for; 否 only behind 其余.
fn state(word: Keyword) -> Option<FactState> {
    match word {
        Keyword::NotExamined => Some(FactState::NotExamined),
        Keyword::CannotEstablish => Some(FactState::CannotEstablish),
        Keyword::NotApplicable => Some(FactState::NotApplicable),
        _ => None,
    }
}

impl Parser<'_> {
    pub(super) fn example(&mut self) -> Parsed<Body> {
        self.need_symbol(Symbol::Colon)?;
        let mut givens = Vec::new();
        let mut rest = None;
        while !self.at_word(Keyword::Expect) && !self.at_end() && !self.starts_statement() {
            self.gap(Gap::Soft);
            if self.at_word(Keyword::Rest) && self.symbol(1) == Some(Symbol::Equal) {
                self.take_word();
                self.bump();
                rest = Some(self.rest()?);
            } else {
                givens.push(self.given()?);
            }
            if self.eat_symbol(Symbol::Semicolon).is_none() {
                self.eat_symbol(Symbol::Comma);
            }
        }
        self.gap(Gap::Fold(1));
        self.need_word(Keyword::Expect)?;
        Ok(Body::Example(Example { givens, rest, expect: self.expect()? }))
    }

    fn rest(&mut self) -> Parsed<Spanned<FactState>> {
        let word = self.word(0);
        let state = if word == Some(Keyword::No) { Some(FactState::No) } else { word.and_then(state) };
        match state {
            Some(state) => Ok(Spanned::new(state, self.take_word())),
            None => Err(self.expected("state")),
        }
    }

    fn given(&mut self) -> Parsed<Given> {
        if self.eat_word(Keyword::Not).is_some() {
            return Ok(Given::YesNo(self.name()?, false));
        }
        let name = self.name()?;
        if self.eat_symbol(Symbol::Equal).is_none() {
            return Ok(Given::YesNo(name, true));
        }
        let word = self.word(0);
        if let Some(state) = word.and_then(state) {
            return Ok(Given::State(name, Spanned::new(state, self.take_word())));
        }
        if let Some(word) = word.filter(|word| matches!(word, Keyword::Yes | Keyword::No)) {
            self.take_word();
            return Ok(Given::YesNo(name, word == Keyword::Yes));
        }
        let value: Operand = self.operand()?;
        Ok(Given::Value(name, value))
    }

    fn expect(&mut self) -> Parsed<Expect> {
        let start = self.here();
        let status = match self.word(0) {
            Some(Keyword::Undetermined) => {
                self.take_word();
                ExpectStatus::Undetermined
            }
            Some(Keyword::Conflict) => {
                self.take_word();
                ExpectStatus::Conflict
            }
            _ => ExpectStatus::Outcomes(self.outcomes(Keyword::Or)?.into_iter().map(|outcome| outcome.value).collect()),
        };
        let mut expect = Expect {
            status: Spanned::new(status, self.since(start)),
            possible: None,
            ask_first: None,
            because: Vec::new(),
            red_lines: Vec::new(),
            presumed: Vec::new(),
            effects: Vec::new(),
        };
        while self.eat_symbol(Symbol::Comma).is_some() {
            expect.effects.push(self.name()?);
        }
        while self.detail(&mut expect)? {}
        Ok(expect)
    }

    /// Reads one detail of an answer; false when none follows.
    fn detail(&mut self, expect: &mut Expect) -> Parsed<bool> {
        match self.word(0) {
            Some(Keyword::Possible) => {
                self.take_word();
                let opened = self.need_symbol(Symbol::LeftBrace)?;
                expect.possible = Some(self.list(Self::outcome)?);
                self.close(Symbol::RightBrace, opened)?;
            }
            Some(Keyword::AskFirst) => {
                self.take_word();
                expect.ask_first = Some(self.name()?);
            }
            Some(Keyword::Because) => {
                self.take_word();
                expect.because.extend(self.list(Self::need_tag)?);
            }
            Some(Keyword::RedLine) if self.is_red_line_detail() => {
                self.take_word();
                expect.red_lines.extend(self.list(Self::need_tag)?);
            }
            Some(Keyword::Presumed) => {
                self.take_word();
                expect.presumed.extend(self.names()?);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// `红线 #R1` of an answer, not the statement `红线 #R1 name: …`.
    fn is_red_line_detail(&self) -> bool {
        self.token(1).kind == crate::lexer::TokenKind::Tag && self.symbol(3) != Some(Symbol::Colon)
    }
}
