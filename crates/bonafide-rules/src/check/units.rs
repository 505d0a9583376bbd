//! Units of numbers and the constants that fit them.

use crate::diagnostic::Diagnostic;
use crate::regulation::{FactKind, Unit};
use crate::tree::{Constant, Literal};

/// The range of a number whose declaration names none.
pub(super) fn default_range(unit: Unit) -> (i64, i64) {
    match unit {
        Unit::Count => (0, 1_000_000_000),
        // 0 to 10 万亿元: 10^13 yuan of 100 fen.
        Unit::Fen => (0, 1_000_000_000_000_000),
        // 1900-01-01 to 2199-12-31.
        Unit::Day => (-25_567, 84_005),
    }
}

/// The constant as a number of the unit, if it is one.
pub(super) fn number_of(unit: Unit, constant: Constant) -> Option<i64> {
    match (unit, constant) {
        (Unit::Count, Constant::Integer(number))
        | (Unit::Fen, Constant::Fen(number))
        | (Unit::Day, Constant::Date(number)) => Some(number),
        _ => None,
    }
}

/// The constant as a difference of two numbers of the unit, if it is one: two dates lie days apart.
pub(super) fn difference_of(unit: Unit, constant: Constant) -> Option<i64> {
    match (unit, constant) {
        (Unit::Day, Constant::Days(days)) => Some(days),
        (Unit::Day, _) => None,
        _ => number_of(unit, constant),
    }
}

/// The finding about a constant of another unit.
pub(super) fn mismatch(unit: Unit, constant: &Literal) -> Diagnostic {
    Diagnostic::error("unit-mismatch", constant.span)
        .with("expected", unit_id(unit))
        .with("found", constant_id(constant.value))
}

/// The finding about a constant that is no such difference.
pub(super) fn difference_mismatch(unit: Unit, constant: &Literal) -> Diagnostic {
    let expected = if unit == Unit::Day { "days" } else { unit_id(unit) };
    Diagnostic::error("unit-mismatch", constant.span)
        .with("expected", expected)
        .with("found", constant_id(constant.value))
}

/// The word wordings select a unit by.
pub(super) fn unit_id(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "count",
        Unit::Fen => "money",
        Unit::Day => "date",
    }
}

/// The word wordings select a constant's kind by.
pub(super) fn constant_id(constant: Constant) -> &'static str {
    match constant {
        Constant::Integer(_) => "count",
        Constant::Fen(_) => "money",
        Constant::Days(_) => "days",
        Constant::Date(_) => "date",
    }
}

/// The word wordings select a type by.
pub(crate) fn kind_id(kind: &FactKind) -> &'static str {
    match kind {
        FactKind::YesNo => "yes_no",
        FactKind::Choice { .. } => "choice",
        FactKind::Number { unit, .. } => unit_id(*unit),
    }
}
