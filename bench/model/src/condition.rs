//! Conditions of the rule set.

/// Comparison operators of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Less,
    AtMost,
    More,
    AtLeast,
}

impl Operator {
    /// As every engine writes it.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        }
    }

    /// Applies it.
    pub fn holds(self, left: i64, right: i64) -> bool {
        match self {
            Self::Less => left < right,
            Self::AtMost => left <= right,
            Self::More => left > right,
            Self::AtLeast => left >= right,
        }
    }
}

/// A condition over facts by id. A test of a missing fact fails; `Absent` is negation as failure.
#[derive(Clone, Debug)]
pub enum Condition {
    /// A yes/no fact is found, with this answer.
    Found(&'static str, bool),
    /// A choice is among these values.
    Among(&'static str, &'static [&'static str]),
    /// A number against a constant.
    Compare(&'static str, Operator, i64),
    /// `left × factor` against another number.
    Pair { left: &'static str, factor: i64, operator: Operator, right: &'static str },
    /// Each.
    All(Vec<Condition>),
    /// One or more.
    Any(Vec<Condition>),
    /// Not shown to hold.
    Absent(Box<Condition>),
}

pub fn yes(fact: &'static str) -> Condition {
    Condition::Found(fact, true)
}

pub fn no(fact: &'static str) -> Condition {
    Condition::Found(fact, false)
}

pub fn among(fact: &'static str, values: &'static [&'static str]) -> Condition {
    Condition::Among(fact, values)
}

pub fn at_least(fact: &'static str, bound: i64) -> Condition {
    Condition::Compare(fact, Operator::AtLeast, bound)
}

pub fn at_most(fact: &'static str, bound: i64) -> Condition {
    Condition::Compare(fact, Operator::AtMost, bound)
}

pub fn more(fact: &'static str, bound: i64) -> Condition {
    Condition::Compare(fact, Operator::More, bound)
}

pub fn less(fact: &'static str, bound: i64) -> Condition {
    Condition::Compare(fact, Operator::Less, bound)
}

pub fn pair(left: &'static str, factor: i64, operator: Operator, right: &'static str) -> Condition {
    Condition::Pair { left, factor, operator, right }
}

pub fn all<const N: usize>(parts: [Condition; N]) -> Condition {
    Condition::All(parts.into())
}

pub fn any<const N: usize>(parts: [Condition; N]) -> Condition {
    Condition::Any(parts.into())
}

pub fn absent(condition: Condition) -> Condition {
    Condition::Absent(Box::new(condition))
}
