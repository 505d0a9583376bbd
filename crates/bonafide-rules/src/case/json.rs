//! A pull scanner for the JSON of one case line.
//!
//! Why not a general deserialiser: amounts must be read exactly from their digits, a wrong fact must not hide
//! the facts and the id after it, and nothing may be allocated for a fact that is read straight into its slot.

use std::borrow::Cow;

/// Nesting beyond this is refused, so that a hostile line cannot exhaust the stack.
const DEPTH_MAX: u32 = 64;

/// The line is not JSON from this byte on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Broken {
    /// Byte in the line.
    pub(super) at: usize,
}

/// What begins here: a scalar already read, or an open bracket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value<'a> {
    Null,
    Bool(bool),
    /// The digits as written.
    Number(&'a str),
    Text(Cow<'a, str>),
    /// Just after `{`.
    Object,
    /// Just after `[`.
    Array,
}

/// Reads one line from left to right.
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn broken<T>(&self) -> Result<T, Broken> {
        Err(Broken { at: self.at })
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.peek() {
            self.at += 1;
        }
    }

    /// Reads a scalar, or the opening bracket of an object or array.
    pub(super) fn value(&mut self) -> Result<Value<'a>, Broken> {
        self.space();
        match self.peek() {
            Some(b'"') => self.string().map(Value::Text),
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            Some(b'n') => self.word("null", Value::Null),
            Some(b'-' | b'0'..=b'9') => self.number().map(Value::Number),
            Some(b'{') => {
                self.at += 1;
                Ok(Value::Object)
            }
            Some(b'[') => {
                self.at += 1;
                Ok(Value::Array)
            }
            _ => self.broken(),
        }
    }

    fn word(&mut self, word: &str, value: Value<'a>) -> Result<Value<'a>, Broken> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        if rest.starts_with(word.as_bytes()) {
            self.at += word.len();
            Ok(value)
        } else {
            self.broken()
        }
    }

    /// Inside an object: the next key, or `None` past its `}`. `first` starts true.
    pub(super) fn key(&mut self, first: &mut bool) -> Result<Option<Cow<'a, str>>, Broken> {
        if !self.another(first, b'}')? {
            return Ok(None);
        }
        let key = self.string()?;
        self.space();
        if self.peek() != Some(b':') {
            return self.broken();
        }
        self.at += 1;
        Ok(Some(key))
    }

    /// Inside an object: takes the next key if it is just `guess`, written without white space before its colon.
    pub(super) fn take_key(&mut self, first: &mut bool, guess: &str) -> Option<&'a str> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let (rest, before) = match (rest, *first) {
            ([b',', b' ', rest @ ..], false) => (rest, 2),
            ([b',', rest @ ..], false) => (rest, 1),
            (rest, true) => (rest, 0),
            _ => return None,
        };
        let key = rest.strip_prefix(b"\"")?;
        let after = key.strip_prefix(guess.as_bytes())?;
        if !after.starts_with(b"\":") {
            return None;
        }
        *first = false;
        let start = self.at + before + 1;
        self.at = start + guess.len() + 2;
        self.text.get(start..start + guess.len())
    }

    /// Takes `true` or `false` if it comes next; otherwise nothing is taken.
    pub(super) fn take_bool(&mut self) -> Option<bool> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let (value, space) = rest.strip_prefix(b" ").map_or((rest, 0), |value| (value, 1));
        let (answer, length) = match value {
            [b't', b'r', b'u', b'e', ..] => (true, 4),
            [b'f', b'a', b'l', b's', b'e', ..] => (false, 5),
            _ => return None,
        };
        self.at += space + length;
        Some(answer)
    }

    /// Inside an array: whether an element follows, or its `]` was passed. `first` starts true.
    pub(super) fn element(&mut self, first: &mut bool) -> Result<bool, Broken> {
        self.another(first, b']')
    }

    fn another(&mut self, first: &mut bool, close: u8) -> Result<bool, Broken> {
        self.space();
        match self.peek() {
            Some(byte) if byte == close => {
                self.at += 1;
                return Ok(false);
            }
            Some(b',') if !*first => {
                self.at += 1;
                self.space();
                // A comma promises another member.
                if self.peek() == Some(close) {
                    return self.broken();
                }
            }
            Some(_) if *first => {}
            _ => return self.broken(),
        }
        *first = false;
        Ok(true)
    }

    /// Passes over the rest of a value just begun.
    pub(super) fn skip(&mut self, value: &Value<'_>) -> Result<(), Broken> {
        self.skip_at(value, 0)
    }

    fn skip_at(&mut self, value: &Value<'_>, depth: u32) -> Result<(), Broken> {
        if depth > DEPTH_MAX {
            return self.broken();
        }
        let mut first = true;
        match value {
            Value::Object => {
                while self.key(&mut first)?.is_some() {
                    let inner = self.value()?;
                    self.skip_at(&inner, depth + 1)?;
                }
            }
            Value::Array => {
                while self.element(&mut first)? {
                    let inner = self.value()?;
                    self.skip_at(&inner, depth + 1)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Checks that nothing but white space is left.
    pub(super) fn end(&mut self) -> Result<(), Broken> {
        self.space();
        if self.at == self.text.len() { Ok(()) } else { self.broken() }
    }

    fn string(&mut self) -> Result<Cow<'a, str>, Broken> {
        if self.peek() != Some(b'"') {
            return self.broken();
        }
        let start = self.at + 1;
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let plain = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f));
        let Some(length) = plain else {
            self.at = self.text.len();
            return self.broken();
        };
        self.at = start + length;
        if self.peek() == Some(b'"') {
            let text = self.text.get(start..self.at).unwrap_or_default();
            self.at += 1;
            return Ok(Cow::Borrowed(text));
        }
        self.escaped(start).map(Cow::Owned)
    }

    fn escaped(&mut self, start: usize) -> Result<String, Broken> {
        let mut text = self.text.get(start..self.at).unwrap_or_default().to_owned();
        loop {
            let from = self.at;
            while self.peek().is_some_and(|byte| !matches!(byte, b'"' | b'\\' | 0..=0x1f)) {
                self.at += 1;
            }
            text.push_str(self.text.get(from..self.at).unwrap_or_default());
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => {
                    self.at += 1;
                    text.push(self.escape()?);
                }
                _ => return self.broken(),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Broken> {
        let escape = self.peek();
        self.at += 1;
        match escape {
            Some(b'"') => Ok('"'),
            Some(b'\\') => Ok('\\'),
            Some(b'/') => Ok('/'),
            Some(b'b') => Ok('\u{8}'),
            Some(b'f') => Ok('\u{c}'),
            Some(b'n') => Ok('\n'),
            Some(b'r') => Ok('\r'),
            Some(b't') => Ok('\t'),
            Some(b'u') => self.unicode(),
            _ => {
                self.at -= 1;
                self.broken()
            }
        }
    }

    fn unicode(&mut self) -> Result<char, Broken> {
        let high = self.hex()?;
        let code = match high {
            0xd800..=0xdbff => {
                if self.text.as_bytes().get(self.at..self.at + 2) != Some(b"\\u") {
                    return self.broken();
                }
                self.at += 2;
                let low = self.hex()?;
                if !(0xdc00..=0xdfff).contains(&low) {
                    return self.broken();
                }
                0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00)
            }
            other => other,
        };
        char::from_u32(code).map_or_else(|| self.broken(), Ok)
    }

    fn hex(&mut self) -> Result<u32, Broken> {
        let digits = self.text.as_bytes().get(self.at..self.at + 4).unwrap_or_default();
        if digits.len() != 4 {
            return self.broken();
        }
        let mut code = 0;
        for digit in digits {
            match (*digit as char).to_digit(16) {
                Some(digit) => code = code * 16 + digit,
                None => return self.broken(),
            }
        }
        self.at += 4;
        Ok(code)
    }

    fn number(&mut self) -> Result<&'a str, Broken> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        match self.peek() {
            Some(b'0') => self.at += 1,
            Some(b'1'..=b'9') => self.digits(),
            _ => return self.broken(),
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.some_digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.some_digits()?;
        }
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    fn some_digits(&mut self) -> Result<(), Broken> {
        if !self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            return self.broken();
        }
        self.digits();
        Ok(())
    }

    fn digits(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
    }
}

/// Why a number is not a whole number of the unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberFault {
    /// More decimals than the unit has.
    TooFine,
    /// Beyond any range.
    TooLarge,
}

/// Returns `number × 10^decimals` exactly; `number` is JSON's spelling.
pub(super) fn scaled(number: &str, decimals: u32) -> Result<i64, NumberFault> {
    if decimals == 0
        && number.len() < 18
        && let Ok(value) = number.parse::<i64>()
    {
        return Ok(value);
    }
    let (negative, digits) = number.strip_prefix('-').map_or((false, number), |digits| (true, digits));
    let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    let zero = whole.bytes().chain(fraction.bytes()).all(|digit| digit == b'0');
    if zero {
        return Ok(0);
    }
    let exponent: i64 = exponent.parse().map_err(|_| NumberFault::TooLarge)?;
    let mut value: i64 = 0;
    for digit in whole.bytes().chain(fraction.bytes()) {
        value = value
            .checked_mul(10)
            .and_then(|value| value.checked_add(i64::from(digit - b'0')))
            .ok_or(NumberFault::TooLarge)?;
    }
    let shift = exponent.saturating_add(i64::from(decimals)).saturating_sub(fraction.len() as i64);
    for _ in 0..shift.clamp(0, 40) {
        value = value.checked_mul(10).ok_or(NumberFault::TooLarge)?;
    }
    for _ in shift.clamp(-40, 0)..0 {
        if value % 10 != 0 {
            return Err(NumberFault::TooFine);
        }
        value /= 10;
    }
    Ok(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<(), Broken> {
        let mut scanner = Scanner::new(text);
        let value = scanner.value()?;
        scanner.skip(&value)?;
        scanner.end()
    }

    #[test]
    fn it_accepts_and_refuses_what_an_independent_reader_does() {
        let texts = [
            "{}",
            "[]",
            " [1, 2] ",
            "[1,]",
            "[,1]",
            "{\"a\":1,}",
            "{\"a\" 1}",
            "{a:1}",
            "\"\\u00e9\"",
            "\"\\ud83d\\ude00\"",
            "\"\\ud83d\"",
            "\"\\x\"",
            "01",
            "-0",
            "-",
            "1.",
            "1.5e",
            "1e+5",
            ".5",
            "tru",
            "truee",
            "null",
            "nul",
            "\"a",
            "\"\t\"",
            "[[[[[]]]]]",
            "[1 2]",
            "{\"a\":{\"b\":[true,false,null,\"x\"]}}",
            "",
            " ",
            "{\"a\":1}{}",
            "\u{feff}{}",
            "\"\u{7f}\"",
        ];
        for text in texts {
            let ours = read(text).is_ok();
            let theirs = serde_json::from_str::<serde_json::Value>(text).is_ok();
            assert_eq!(ours, theirs, "{text:?}");
        }
    }

    #[test]
    fn every_cut_and_every_changed_byte_is_judged_alike() {
        let text =
            r#"{"id":"案\u4e00-1","facts":{"a":true,"b":-12.50e2,"c":{"value":null,"evidence":["x","y"]}},"z":[]}"#;
        for cut in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
            assert_eq!(read(&text[..cut]).is_ok(), serde_json::from_str::<serde_json::Value>(&text[..cut]).is_ok());
        }
        for at in (0..text.len()).filter(|at| text.as_bytes()[*at].is_ascii()) {
            for byte in ["\"", "\\", "{", "}", "[", "]", ":", ",", "0", "e", ".", "-", " ", "u"] {
                let changed = format!("{}{byte}{}", &text[..at], &text[at + 1..]);
                let theirs = serde_json::from_str::<serde_json::Value>(&changed).is_ok();
                assert_eq!(read(&changed).is_ok(), theirs, "{changed}");
            }
        }
    }

    #[test]
    fn a_hostile_nesting_is_refused_without_a_crash() {
        assert!(read(&"[".repeat(1_000_000)).is_err());
    }

    #[test]
    fn amounts_are_read_exactly() {
        for (text, expected) in [
            ("0", Ok(0)),
            ("-0.00", Ok(0)),
            ("0.1", Ok(10)),
            ("123456789012.34", Ok(12_345_678_901_234)),
            ("92233720368547758.07", Ok(i64::MAX)),
            ("92233720368547758.08", Err(NumberFault::TooLarge)),
            ("1.005", Err(NumberFault::TooFine)),
            ("1.50000", Ok(150)),
            ("5e6", Ok(500_000_000)),
            ("1500e-2", Ok(1500)),
            ("1e-3", Err(NumberFault::TooFine)),
            ("1e400", Err(NumberFault::TooLarge)),
            ("0e99999999999999999999", Ok(0)),
            ("-2.5", Ok(-250)),
        ] {
            assert_eq!(scaled(text, 2), expected, "{text}");
        }
        assert_eq!(scaled("7", 0), Ok(7));
        assert_eq!(scaled("7.0", 0), Ok(7));
        assert_eq!(scaled("7.5", 0), Err(NumberFault::TooFine));
    }
}
