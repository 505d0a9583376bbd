//! The facts of a case: one key and its value, plain or with evidence and readings.

use std::borrow::Cow;

use super::json::{Broken, NumberFault, Scanner, Value, scaled};
use super::keys::{START, Target};
use super::{Case, CaseError, CaseReader, Reading, kind_of, note};
use crate::day as calendar;
use crate::regulation::{Fact, FactId, FactKind, Standing, Unit};

/// At most so many characters of a faulty value are repeated to the reader.
const SHOWN_MAX: usize = 40;

/// How many keys are tried before one is looked up.
const GUESSES: usize = 6;

/// A key as written, and what it stands for.
type Named<'a> = (Cow<'a, str>, Option<Target>);

impl CaseReader<'_> {
    /// Reads the object under `facts`, its `{` already passed.
    pub(super) fn facts(&mut self, scanner: &mut Scanner<'_>, case: &mut Case) -> Result<(), Broken> {
        let mut first = true;
        let mut place = START;
        while let Some((key, target)) = self.next_key(scanner, &mut first, &mut place)? {
            // Most facts are yes or no, and most of those are plainly written.
            if let Some(Target::Fact(id)) = target
                && self.yes_no.get(id.0 as usize) == Some(&true)
                && let Some(answer) = scanner.take_bool()
            {
                self.place((id, &key), Standing::Found(i64::from(answer)), case);
                continue;
            }
            let value = scanner.value()?;
            match target {
                Some(Target::Fact(id)) => {
                    let key = (id, &*key);
                    let standing = if value == Value::Object {
                        self.with_evidence(scanner, key, case)?
                    } else {
                        scanner.skip(&value)?;
                        self.plain(key, &value, case)
                    };
                    if let Some(standing) = standing {
                        self.place(key, standing, case);
                    }
                }
                Some(Target::ActDate) => {
                    case.unused += 1;
                    if let Value::Text(text) = &value {
                        case.act_date = case.act_date.or(day(text));
                    }
                    scanner.skip(&value)?;
                }
                Some(Target::Unused) => {
                    case.unused += 1;
                    scanner.skip(&value)?;
                }
                None => {
                    match self.keys.nearest(&key) {
                        Some(nearest) => note(case, "unknown-fact-like", &[("fact", &key), ("like", nearest)]),
                        None => note(case, "unknown-fact", &[("fact", &key)]),
                    }
                    scanner.skip(&value)?;
                }
            }
        }
        Ok(())
    }

    /// The next key and what it stands for; `place` is where the last known key stands among all keys.
    fn next_key<'a>(
        &mut self,
        scanner: &mut Scanner<'a>,
        first: &mut bool,
        place: &mut usize,
    ) -> Result<Option<Named<'a>>, Broken> {
        // Facts that were not looked into are left out: the one after them is expected too.
        let mut before = *place;
        for _ in 0..GUESSES {
            let Some((next, guess, target)) = self.keys.guess(before) else { break };
            if let Some(key) = scanner.take_key(first, guess) {
                *place = next;
                return Ok(Some((Cow::Borrowed(key), Some(target))));
            }
            before = next;
        }
        let Some(key) = scanner.key(first)? else { return Ok(None) };
        let found =
            self.keys.find(&key).or_else(|| if key.is_ascii() { None } else { self.keys.find(&half_width(&key)) });
        if let Some((next, _)) = found {
            self.keys.learn(*place, next);
            *place = next;
        }
        Ok(Some((key, found.map(|(_, target)| target))))
    }

    /// Puts a standing into its slot; the same fact named twice must say the same.
    fn place(&mut self, (id, key): (FactId, &str), standing: Standing, case: &mut Case) {
        let at = id.0 as usize;
        let (Some(slot), Some(named)) = (case.standings.get_mut(at), self.named_in.get_mut(at)) else { return };
        let again = std::mem::replace(named, self.case_number) == self.case_number;
        if again && *slot != standing {
            self.refuse_fact("fact-twice", key, &[]);
            return;
        }
        *slot = standing;
        if self.act_fact == Some(id)
            && let Standing::Found(value) = standing
        {
            case.act_date = case.act_date.or(Some(value));
        }
    }

    fn refuse_fact(&mut self, code: &'static str, key: &str, arguments: &[(&'static str, String)]) {
        let mut error = CaseError::new(code).with("fact", key);
        error.fact = Some(key.to_owned());
        error.arguments.extend_from_slice(arguments);
        self.refuse(error);
    }

    /// Reads a value that is not an object; `None` after a fault, which was kept.
    fn plain(&mut self, (id, key): (FactId, &str), value: &Value<'_>, case: &mut Case) -> Option<Standing> {
        if *value == Value::Null {
            note(case, "null", &[("fact", key)]);
            return Some(Standing::NotExamined);
        }
        let fact = self.regulation.facts.get(id.0 as usize)?;
        match found(fact, value) {
            Ok(Standing::NotApplicable) if !fact.may_not_apply && fact.kind != FactKind::YesNo => {
                self.refuse_fact("always-applies", key, &[]);
                None
            }
            Ok(standing) => Some(standing),
            Err(fault) => {
                let (code, arguments) = fault.told(fact, value);
                self.refuse_fact(code, key, &arguments);
                None
            }
        }
    }

    /// `{"value": …, "state": …, "evidence": […], "readings": […]}`, its `{` already passed.
    fn with_evidence(
        &mut self,
        scanner: &mut Scanner<'_>,
        (id, key): (FactId, &str),
        case: &mut Case,
    ) -> Result<Option<Standing>, Broken> {
        let (mut stated, mut sound) = (Stated { value: None, state: None }, true);
        let mut first = true;
        while let Some(member) = scanner.key(&mut first)? {
            let value = scanner.value()?;
            match (&*member, value) {
                ("value", value) => {
                    scanner.skip(&value)?;
                    stated.value = self.plain((id, key), &value, case);
                    sound &= stated.value.is_some();
                }
                ("state", value) => {
                    scanner.skip(&value)?;
                    stated.state = Some(value);
                }
                ("evidence", Value::Array) => {
                    let mut papers = Vec::new();
                    self.evidence(scanner, key, &mut papers)?;
                    case.evidence.push((id, papers));
                }
                ("evidence", Value::Text(paper)) => case.evidence.push((id, vec![paper.into_owned()])),
                ("readings", Value::Array) => self.readings(scanner, (id, key), case)?,
                ("evidence" | "readings", value) => {
                    scanner.skip(&value)?;
                    sound = false;
                    let expected = if member == "evidence" { "texts" } else { "readings" };
                    let arguments = [("expected", expected.to_owned()), ("found", kind_of(&value).to_owned())];
                    self.refuse_fact("wrong-member", key, &arguments);
                }
                ("note" | "reasons" | "dissent", value) => scanner.skip(&value)?,
                (_, value) => {
                    scanner.skip(&value)?;
                    note(case, "unknown-member", &[("fact", key), ("member", &member)]);
                }
            }
        }
        Ok(if sound { self.agreed((id, key), stated, case) } else { None })
    }

    /// Brings `value` and `state` together: they must not contradict each other.
    fn agreed(&mut self, (id, key): (FactId, &str), stated: Stated<'_>, case: &mut Case) -> Option<Standing> {
        let Stated { value, state: Some(state) } = stated else {
            return Some(stated.value.unwrap_or_default());
        };
        if let Value::Text(word) = &state
            && matches!(&**word, "found" | "established" | "查明" | "已查明")
        {
            if value.is_none() {
                self.refuse_fact("value-missing", key, &[]);
            }
            return value;
        }
        if !matches!(&state, Value::Text(word) if state_word(word).is_some()) {
            self.refuse_fact("unknown-state", key, &[("found", shown(&state))]);
            return None;
        }
        let stated = self.plain((id, key), &state, case)?;
        if value.is_some_and(|value| value != stated) {
            self.refuse_fact("value-and-state", key, &[("state", shown(&state))]);
            return None;
        }
        Some(stated)
    }

    fn evidence(&mut self, scanner: &mut Scanner<'_>, key: &str, papers: &mut Vec<String>) -> Result<(), Broken> {
        let mut first = true;
        while scanner.element(&mut first)? {
            let value = scanner.value()?;
            scanner.skip(&value)?;
            match value {
                Value::Text(paper) => papers.push(paper.into_owned()),
                other => {
                    let arguments = [("expected", "texts".to_owned()), ("found", kind_of(&other).to_owned())];
                    self.refuse_fact("wrong-member", key, &arguments);
                }
            }
        }
        Ok(())
    }

    fn readings(
        &mut self,
        scanner: &mut Scanner<'_>,
        (id, key): (FactId, &str),
        case: &mut Case,
    ) -> Result<(), Broken> {
        let mut first = true;
        while scanner.element(&mut first)? {
            let value = scanner.value()?;
            if value != Value::Object {
                scanner.skip(&value)?;
                let arguments = [("expected", "readings".to_owned()), ("found", kind_of(&value).to_owned())];
                self.refuse_fact("wrong-member", key, &arguments);
                continue;
            }
            let (mut by, mut standing) = (String::new(), None);
            let mut first_member = true;
            while let Some(member) = scanner.key(&mut first_member)? {
                let value = scanner.value()?;
                scanner.skip(&value)?;
                match (&*member, value) {
                    ("by", Value::Text(name)) => by = name.into_owned(),
                    ("value", value) => standing = self.plain((id, key), &value, case),
                    _ => note(case, "unknown-member", &[("fact", key), ("member", &member)]),
                }
            }
            match standing {
                Some(standing) => case.readings.push(Reading { fact: id, by, standing }),
                None => self.refuse_fact("value-missing", key, &[]),
            }
        }
        Ok(())
    }
}

/// What an object says of a fact, before both are brought together.
struct Stated<'a> {
    value: Option<Standing>,
    state: Option<Value<'a>>,
}

/// Why a value is not one of the fact's.
enum Misfit {
    WrongType,
    NoSuchValue,
    NotADate,
    TooFine,
    OutOfRange,
}

impl Misfit {
    fn told(self, fact: &Fact, value: &Value<'_>) -> (&'static str, Vec<(&'static str, String)>) {
        let found = ("found", shown(value));
        match (self, &fact.kind) {
            (Self::NoSuchValue, FactKind::Choice { values, .. }) => {
                let values: Vec<&str> = values.iter().map(|value| value.id.as_str()).collect();
                ("no-such-value", vec![found, ("values", values.join(", "))])
            }
            (Self::NotADate, _) => ("not-a-date", vec![found]),
            (Self::TooFine, FactKind::Number { unit: Unit::Fen, .. }) => ("finer-than-fen", vec![found]),
            (Self::TooFine, _) => ("not-whole", vec![found]),
            (Self::OutOfRange, FactKind::Number { unit, low, high }) => {
                ("out-of-range", vec![found, ("low", plain_number(*unit, *low)), ("high", plain_number(*unit, *high))])
            }
            (_, kind) => {
                let expected = match kind {
                    FactKind::YesNo => "boolean",
                    FactKind::Choice { .. } => "choice",
                    FactKind::Number { unit: Unit::Count, .. } => "integer",
                    FactKind::Number { unit: Unit::Fen, .. } => "money",
                    FactKind::Number { unit: Unit::Day, .. } => "date",
                };
                ("wrong-type", vec![("expected", expected.to_owned()), found])
            }
        }
    }
}

/// The standing a plain value gives a fact.
fn found(fact: &Fact, value: &Value<'_>) -> Result<Standing, Misfit> {
    if let Value::Text(word) = value
        && word.starts_with(['c', 'n', '无', '未', '不'])
        && let Some(state) = state_word(word)
    {
        return Ok(state);
    }
    let code = match (&fact.kind, value) {
        (FactKind::YesNo, Value::Bool(yes)) => i64::from(*yes),
        (FactKind::Choice { values, .. }, Value::Text(word)) => {
            let by_id = values.iter().position(|value| value.id == **word);
            let at = by_id.or_else(|| values.iter().position(|value| value.name == **word)).or_else(|| {
                let word = half_width(word);
                values.iter().position(|value| value.id == word || value.name == word)
            });
            at.ok_or(Misfit::NoSuchValue)? as i64
        }
        (FactKind::Number { unit: Unit::Day, low, high }, Value::Text(text)) => {
            within(day(text).ok_or(Misfit::NotADate)?, *low, *high)?
        }
        (FactKind::Number { unit: Unit::Fen, low, high }, Value::Number(digits)) => number(digits, 2, *low, *high)?,
        (FactKind::Number { unit: Unit::Count, low, high }, Value::Number(digits)) => number(digits, 0, *low, *high)?,
        _ => return Err(Misfit::WrongType),
    };
    Ok(Standing::Found(code))
}

fn number(digits: &str, decimals: u32, low: i64, high: i64) -> Result<i64, Misfit> {
    match scaled(digits, decimals) {
        Ok(value) => within(value, low, high),
        Err(NumberFault::TooFine) => Err(Misfit::TooFine),
        Err(NumberFault::TooLarge) => Err(Misfit::OutOfRange),
    }
}

fn within(value: i64, low: i64, high: i64) -> Result<i64, Misfit> {
    if (low..=high).contains(&value) { Ok(value) } else { Err(Misfit::OutOfRange) }
}

/// The words that stand for a state instead of a value.
fn state_word(word: &str) -> Option<Standing> {
    match word {
        "cannot_establish" | "无法查明" => Some(Standing::CannotEstablish),
        "not_examined" | "未查" => Some(Standing::NotExamined),
        "not_applicable" | "不适用" => Some(Standing::NotApplicable),
        _ => None,
    }
}

/// Reads a date, written with full-width digits or hyphens too.
pub(super) fn day(text: &str) -> Option<i64> {
    calendar::parse(text).or_else(|| calendar::parse(half_width(text).trim()))
}

/// Full-width letters, digits and signs as their plain forms, without white space around.
fn half_width(text: &str) -> Cow<'_, str> {
    let wide = |letter: char| matches!(letter, '\u{ff01}'..='\u{ff5e}' | '\u{3000}' | '—' | '‐'..='―');
    if !text.contains(wide) {
        return Cow::Borrowed(text.trim());
    }
    let plain = text.chars().map(|letter| match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(letter as u32 - 0xfee0).unwrap_or(letter),
        '\u{3000}' => ' ',
        '‐'..='―' => '-',
        other => other,
    });
    Cow::Owned(plain.collect::<String>().trim().to_owned())
}

/// A value as people write it, cut short.
pub(super) fn shown(value: &Value<'_>) -> String {
    let text: &str = match value {
        Value::Null => "null",
        Value::Bool(true) => "true",
        Value::Bool(false) => "false",
        Value::Number(digits) => digits,
        Value::Text(text) => text,
        Value::Object => "{…}",
        Value::Array => "[…]",
    };
    if text.chars().count() <= SHOWN_MAX {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(SHOWN_MAX).collect();
    cut.push('…');
    cut
}

/// A bound of a range as it would stand in a case.
fn plain_number(unit: Unit, value: i64) -> String {
    match unit {
        Unit::Count => value.to_string(),
        Unit::Day => calendar::format(value),
        Unit::Fen if value % 100 == 0 => (value / 100).to_string(),
        Unit::Fen => {
            let sign = if value < 0 { "-" } else { "" };
            let fen = value.unsigned_abs();
            format!("{sign}{}.{:02}", fen / 100, fen % 100)
        }
    }
}
