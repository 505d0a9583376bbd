//! Numbers, amounts, spans of days and calendar dates.

use super::{Lexer, Number, NumberValue, TokenKind, fold, folded, is_name_part};
use crate::day;
use crate::diagnostic::Diagnostic;
use crate::keyword::Keyword;
use crate::place::Span;
use crate::tree::{Constant, TermUnit};

impl Lexer<'_> {
    /// Reads a number that begins here. A wrong one is reported and counts as zero, so that no second finding follows.
    pub(super) fn number(&mut self) {
        let start = self.at;
        if let Some((length, parts)) = iso_date(self.rest()) {
            self.at += length;
            let unit_at = self.at;
            if self.peek().is_some_and(is_name_part) {
                self.bump_while(is_name_part);
                self.report_number("bad-date", start);
            }
            return self.date(start, unit_at, parts);
        }
        self.bump_while(|digit| digit.is_ascii_digit());
        let whole_end = self.at;
        if self.peek() == Some('.') && self.second().is_some_and(|digit| digit.is_ascii_digit()) {
            self.bump();
            self.bump_while(|digit| digit.is_ascii_digit());
        }
        let unit_at = self.at;
        self.bump_while(is_name_part);
        let suffix = folded(self.text.get(unit_at..self.at).unwrap_or_default());
        if let Some(parts) = chinese_date(&folded(self.slice(start))) {
            return self.date(start, self.at, parts);
        }
        let whole = folded(self.text.get(start..whole_end).unwrap_or_default());
        let fraction = folded(self.text.get(whole_end..unit_at).unwrap_or_default());
        let unit = Keyword::find(&suffix);
        let value = match measure(&whole, fraction.trim_start_matches('.'), unit, suffix.is_empty()) {
            Ok(value) => value,
            Err("unknown-unit") => {
                let at = Span::new(unit_at, self.at);
                self.report(Diagnostic::error("unknown-unit", at).with("found", suffix.into_owned()));
                NumberValue::Constant(Constant::Integer(0))
            }
            Err(code) => {
                self.report_number(code, start);
                measure("0", "", unit, suffix.is_empty()).unwrap_or(NumberValue::Constant(Constant::Integer(0)))
            }
        };
        self.push(TokenKind::Number(Number { value, unit, unit_at }), start);
    }

    fn date(&mut self, start: usize, unit_at: usize, (year, month, day): (i64, i64, i64)) {
        let days = day::from_date(year, month, day);
        if days.is_none() {
            self.report_number("bad-date", start);
        }
        let value = NumberValue::Constant(Constant::Date(days.unwrap_or(0)));
        self.push(TokenKind::Number(Number { value, unit: None, unit_at }), start);
    }

    fn report_number(&mut self, code: &'static str, start: usize) {
        self.report(Diagnostic::error(code, Span::new(start, self.at)).with("found", self.slice(start)));
    }
}

/// What digits and a unit amount to, or the code of what is wrong with them.
fn measure(whole: &str, fraction: &str, unit: Option<Keyword>, bare: bool) -> Result<NumberValue, &'static str> {
    let parsed = whole.parse::<i64>().map_err(|_| "number-too-large");
    if let Some(fen) = unit.and_then(Keyword::fen) {
        return Ok(NumberValue::Constant(Constant::Fen(amount(parsed?, fraction, fen)?)));
    }
    let constant = |count| NumberValue::Constant(Constant::Integer(count));
    let value = match unit {
        None if bare => constant(parsed?),
        Some(Keyword::Days) => NumberValue::Constant(Constant::Days(parsed?)),
        Some(Keyword::WorkingDays) => NumberValue::Term(parsed?, TermUnit::WorkingDays),
        Some(Keyword::Months) => NumberValue::Term(parsed?, TermUnit::Months),
        Some(Keyword::Years) => NumberValue::Term(parsed?, TermUnit::Years),
        Some(Keyword::Of) => NumberValue::Items(parsed?),
        _ => return Err("unknown-unit"),
    };
    if fraction.is_empty() { Ok(value) } else { Err("fraction-not-allowed") }
}

/// An amount in fen: `whole.fraction` times `fen` for one unit, exact or refused.
fn amount(whole: i64, fraction: &str, fen: i64) -> Result<i64, &'static str> {
    let mut total = whole.checked_mul(fen).ok_or("number-too-large")?;
    let mut place = fen;
    for digit in fraction.trim_end_matches('0').chars() {
        if place % 10 != 0 {
            return Err("money-too-fine");
        }
        place /= 10;
        let part = place * i64::from(digit.to_digit(10).unwrap_or(0));
        total = total.checked_add(part).ok_or("number-too-large")?;
    }
    Ok(total)
}

/// `2026-03-01` at the beginning of `text`: its length in bytes and its parts.
fn iso_date(text: &str) -> Option<(usize, (i64, i64, i64))> {
    let mut parts = [0_i64; 3];
    let mut length = 0;
    let mut characters = text.chars().map(|character| (fold(character), character.len_utf8())).peekable();
    for (place, part) in parts.iter_mut().enumerate() {
        if place > 0 {
            let (_, bytes) = characters.next_if(|&(character, _)| character == '-')?;
            length += bytes;
        }
        let wanted = if place == 0 { 4..=4 } else { 1..=2 };
        let mut digits = 0;
        while let Some((digit, bytes)) = characters.next_if(|(character, _)| character.is_ascii_digit()) {
            digits += 1;
            if digits > *wanted.end() {
                return None;
            }
            length += bytes;
            *part = *part * 10 + i64::from(digit.to_digit(10)?);
        }
        if !wanted.contains(&digits) {
            return None;
        }
    }
    Some((length, parts.into()))
}

/// `2026年3月1日` and nothing else.
fn chinese_date(text: &str) -> Option<(i64, i64, i64)> {
    let (year, rest) = text.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let day = rest.strip_suffix('日')?;
    let part = |digits: &str, most: usize| {
        let fits = !digits.is_empty() && digits.len() <= most && digits.bytes().all(|digit| digit.is_ascii_digit());
        if fits { digits.parse::<i64>().ok() } else { None }
    };
    Some((part(year, 4)?, part(month, 2)?, part(day, 2)?))
}
