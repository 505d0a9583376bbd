//! Facts, values and tests as people write them. English prefers Latin ids where the regulation gives them.

use bonafide_rules::day;
use bonafide_rules::outcome::{Outcome, OutcomeSet};
use bonafide_rules::regulation::{ChoiceValue, Fact, FactId, FactKind, Node, NodeId, Regulation, Standing, Test, Unit};

use crate::words::{Language, Words, say};

/// Fen in a yuan, and in 10,000 and 100,000,000 yuan.
const YUAN: i64 = 100;
const TEN_THOUSAND: i64 = 10_000 * YUAN;
const HUNDRED_MILLION: i64 = 10_000 * TEN_THOUSAND;

/// Speaks about one regulation in one language.
#[derive(Clone, Copy)]
pub(crate) struct Phrase<'a> {
    /// The sentences.
    pub(crate) words: &'a Words,
    /// What is spoken about.
    pub(crate) regulation: &'a Regulation,
}

impl<'a> Phrase<'a> {
    /// A fact by its position.
    pub(crate) fn fact(self, id: FactId) -> Option<&'a Fact> {
        self.regulation.facts.get(id.0 as usize)
    }

    /// A node by its position.
    pub(crate) fn node(self, id: NodeId) -> Option<&'a Node> {
        self.regulation.nodes.get(id.0 as usize)
    }

    /// The name of a fact.
    pub(crate) fn name(self, id: FactId) -> &'a str {
        self.fact(id).map_or("", |fact| self.either(&fact.name, &fact.id))
    }

    /// The Chinese name, or in English the id if it is Latin.
    pub(crate) fn either(self, name: &'a str, id: &'a str) -> &'a str {
        if self.words.language() == Language::English && id.is_ascii() { id } else { name }
    }

    /// What is known of a fact: its value, or its state.
    pub(crate) fn standing(self, id: FactId, standing: Standing) -> String {
        match standing {
            Standing::Found(code) => self.value(id, code),
            Standing::CannotEstablish => self.words.say("assess-state-cannot-establish"),
            Standing::NotExamined => self.words.say("assess-state-not-examined"),
            Standing::NotApplicable => self.words.say("assess-state-not-applicable"),
        }
    }

    /// A value by its code.
    pub(crate) fn value(self, id: FactId, code: i64) -> String {
        match self.fact(id).map(|fact| &fact.kind) {
            Some(FactKind::YesNo) => self.words.say(if code == 0 { "assess-no" } else { "assess-yes" }),
            Some(FactKind::Choice { values, .. }) => self.choice(values, code),
            Some(FactKind::Number { unit, .. }) => self.number(*unit, code),
            None => String::new(),
        }
    }

    /// `动机为“为公”`: a fact with what it is, inside a sentence.
    pub(crate) fn is(self, id: FactId, standing: Standing) -> String {
        let value = self.standing(id, standing);
        let is_choice = self.fact(id).is_some_and(|fact| matches!(fact.kind, FactKind::Choice { .. }));
        if is_choice && matches!(standing, Standing::Found(_)) {
            say!(self.words, "assess-is-choice", name = self.name(id), value = value)
        } else {
            say!(self.words, "assess-is", name = self.name(id), value = value)
        }
    }

    fn choice(self, values: &'a [ChoiceValue], code: i64) -> String {
        let value = usize::try_from(code).ok().and_then(|at| values.get(at));
        value.map_or(String::new(), |value| self.either(&value.name, &value.id).to_owned())
    }

    fn number(self, unit: Unit, value: i64) -> String {
        match unit {
            Unit::Count => value.to_string(),
            Unit::Day => day::format(value),
            Unit::Fen if self.words.language() == Language::English => {
                say!(self.words, "assess-yuan", amount = decimal(value, YUAN))
            }
            Unit::Fen if value != 0 && value % (HUNDRED_MILLION / 100) == 0 && value.abs() >= HUNDRED_MILLION => {
                say!(self.words, "assess-hundred-million-yuan", amount = decimal(value, HUNDRED_MILLION))
            }
            Unit::Fen if value != 0 && value % (TEN_THOUSAND / 100) == 0 && value.abs() >= TEN_THOUSAND => {
                say!(self.words, "assess-ten-thousand-yuan", amount = decimal(value, TEN_THOUSAND))
            }
            Unit::Fen => say!(self.words, "assess-yuan", amount = decimal(value, YUAN)),
        }
    }

    /// A test as a rule would write it.
    pub(crate) fn test(self, test: &Test) -> String {
        match *test {
            Test::Among { fact, values } => self.among(fact, values),
            Test::Within { fact, low, high } => {
                let unit = self.unit(fact);
                self.between(self.name(fact), (low, high), (unit, |value| self.number(unit, value)))
            }
            Test::Spread { left, factor, right, low, high } => self.spread((left, factor, right), (low, high)),
        }
    }

    fn unit(self, fact: FactId) -> Unit {
        match self.fact(fact).map(|fact| &fact.kind) {
            Some(FactKind::Number { unit, .. }) => *unit,
            _ => Unit::Count,
        }
    }

    fn among(self, id: FactId, set: u64) -> String {
        let name = self.name(id);
        let (values, ordered) = match self.fact(id).map(|fact| &fact.kind) {
            Some(FactKind::Choice { values, ordered }) => (values.as_slice(), *ordered),
            _ if set == 0b01 => return say!(self.words, "assess-test-not", name = name),
            _ => return name.to_owned(),
        };
        let all = if values.len() >= 64 { u64::MAX } else { (1 << values.len()) - 1 };
        let set = set & all;
        let low = i64::from(set.trailing_zeros());
        let high = 63 - i64::from(set.leading_zeros());
        let whole_below = set != 0 && set.count_ones() == set.trailing_ones();
        let whole_above = set != 0 && set.count_ones() + set.trailing_zeros() == values.len() as u32;
        let but = all & !set;
        if set.count_ones() == 1 {
            format!("{name} = {}", self.choice(values, low))
        } else if ordered && whole_below {
            format!("{name} ≤ {}", self.choice(values, high))
        } else if ordered && whole_above {
            format!("{name} ≥ {}", self.choice(values, low))
        } else if but.count_ones() == 1 {
            format!("{name} ≠ {}", self.choice(values, i64::from(but.trailing_zeros())))
        } else {
            let among = (0..values.len() as i64).filter(|code| set >> code & 1 == 1);
            let among: Vec<String> = among.map(|code| self.choice(values, code)).collect();
            format!("{name} = {{{}}}", among.join(&self.words.say("assess-comma")))
        }
    }

    /// `name > low` and the like; a bound one step from a round number is shown as the round number.
    fn between(self, name: &str, (low, high): (i64, i64), (unit, show): (Unit, impl Fn(i64) -> String)) -> String {
        let above = |value: i64| {
            let strict = unit == Unit::Fen && value.rem_euclid(YUAN) == 1;
            if strict { format!("{name} > {}", show(value - 1)) } else { format!("{name} ≥ {}", show(value)) }
        };
        let below = |value: i64| {
            let strict = unit == Unit::Fen && value.rem_euclid(YUAN) == YUAN - 1;
            if strict { format!("{name} < {}", show(value + 1)) } else { format!("{name} ≤ {}", show(value)) }
        };
        match (low, high) {
            (low, high) if low == high => format!("{name} = {}", show(low)),
            (i64::MIN, i64::MAX) => name.to_owned(),
            (i64::MIN, high) => below(high),
            (low, i64::MAX) => above(low),
            (low, high) => say!(self.words, "assess-test-both", first = above(low), second = below(high)),
        }
    }

    fn spread(self, (left, factor, right): (FactId, i64, FactId), (low, high): (i64, i64)) -> String {
        let unit = self.unit(left);
        let first = if factor == 1 { self.name(left).to_owned() } else { format!("{} × {factor}", self.name(left)) };
        let second = self.name(right);
        match (low, high) {
            (i64::MIN, 0) => format!("{first} ≤ {second}"),
            (i64::MIN, -1) => format!("{first} < {second}"),
            (0, i64::MAX) => format!("{first} ≥ {second}"),
            (1, i64::MAX) => format!("{first} > {second}"),
            (0, 0) => format!("{first} = {second}"),
            _ => {
                let days = |value: i64| say!(self.words, "assess-days", days = value);
                let show = |value: i64| if unit == Unit::Day { days(value) } else { self.number(unit, value) };
                self.between(&format!("{first} − {second}"), (low, high), (unit, show))
            }
        }
    }

    /// `第八条` of a node, if it stands under a heading.
    pub(crate) fn article(self, node: &Node) -> Option<&'a str> {
        let article = node.article.and_then(|at| self.regulation.articles.get(at))?;
        Some(article.label.as_str())
    }

    /// An outcome alone.
    pub(crate) fn outcome(self, outcome: Outcome) -> String {
        self.words.say(&format!("assess-outcome-{}", outcome.id()))
    }

    /// Outcomes joined by "or".
    pub(crate) fn outcomes(self, set: OutcomeSet) -> String {
        let mut each: Vec<String> = set.iter().map(|outcome| self.outcome(outcome)).collect();
        let last = each.pop().unwrap_or_default();
        if each.is_empty() {
            return last;
        }
        say!(self.words, "assess-or", first = each.join(&self.words.say("assess-comma")), last = last)
    }

    /// The title in the reader's language, with id and version.
    pub(crate) fn title(self) -> String {
        let own = self.regulation;
        let title = if self.words.language() == Language::English { &own.title_en } else { &own.title_zh };
        say!(self.words, "assess-title", title = title.as_str(), id = own.id.as_str(), version = own.version.as_str())
    }
}

/// `value / unit` with at most two decimals, thousands parted.
fn decimal(value: i64, unit: i64) -> String {
    let (whole, rest) = ((value / unit).unsigned_abs(), (value % unit).unsigned_abs());
    let digits = whole.to_string();
    let mut text = String::from(if value < 0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    let hundredths = rest * 100 / unit.unsigned_abs();
    if hundredths > 0 {
        text.push_str(format!(".{hundredths:02}").trim_end_matches('0'));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_shown_in_the_unit_that_fits() {
        for (fen, unit, expected) in [
            (0, YUAN, "0"),
            (7, YUAN, "0.07"),
            (-150, YUAN, "-1.5"),
            (500_000_000, TEN_THOUSAND, "500"),
            (512_500_000, TEN_THOUSAND, "512.5"),
            (12_345_678_900, YUAN, "123,456,789"),
        ] {
            assert_eq!(decimal(fen, unit), expected);
        }
    }
}
