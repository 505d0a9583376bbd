//! Comparisons of numbers: with constants, with each other, as differences and as multiples.

use crate::check::conditions::{Extent, negate};
use crate::check::scene::{NEVER, Scene};
use crate::check::units::{difference_mismatch, difference_of, mismatch, number_of, unit_id};
use crate::diagnostic::Diagnostic;
use crate::place::{Span, Spanned};
use crate::regulation::{Condition, Fact, FactId, FactKind, Test, Unit};
use crate::tree::{Name, Operand, Operator};

/// A number with its declaration at hand.
struct Number {
    id: FactId,
    fact: Fact,
    unit: Unit,
    low: i64,
    high: i64,
}

impl Scene {
    /// `fact op right`, where the fact is a number.
    pub(super) fn compare_number(
        &mut self,
        fact: (FactId, &Fact),
        operator: Operator,
        right: &Operand,
        span: Span,
    ) -> Condition {
        let (id, fact) = fact;
        let Some(number) = number(id, fact) else { return NEVER };
        match right {
            Operand::Constant(constant) => {
                let Some(value) = number_of(number.unit, constant.value) else {
                    self.report(mismatch(number.unit, constant).with("name", fact.name.as_str()));
                    return NEVER;
                };
                let (low, high) = bounds(operator, value);
                let extent = Extent::of_range((number.low.into(), number.high.into()), (low, high));
                let test = Condition::Test(Test::Within { fact: id, low, high });
                let not = operator == Operator::NotEqual;
                self.warn_extent(fact, if not { extent.negated() } else { extent }, span);
                if not { negate(test) } else { test }
            }
            Operand::Name(name) => {
                let Some(other) = self.number_named(name) else { return NEVER };
                self.spread((number, 1), other, (operator, 0), span)
            }
            Operand::Multiple(name, factor) => {
                let Some(other) = self.multiplied(name, factor) else { return NEVER };
                self.spread(other, number, (operator.mirrored(), 0), span)
            }
            Operand::Difference(..) => {
                self.report(Diagnostic::error("difference-needs-constant", right.span()));
                NEVER
            }
        }
    }

    /// `first - second op constant`
    pub(super) fn compare_difference(
        &mut self,
        sides: (&Name, &Name),
        operator: Operator,
        right: &Operand,
    ) -> Condition {
        let (first, second) = (self.number_named(sides.0), self.number_named(sides.1));
        let Operand::Constant(constant) = right else {
            self.report(Diagnostic::error("difference-needs-constant", right.span()));
            return NEVER;
        };
        let (Some(first), Some(second)) = (first, second) else { return NEVER };
        let span = sides.0.span.to(right.span());
        if first.unit != second.unit {
            self.unlike(&first, &second, span);
            return NEVER;
        }
        let Some(value) = difference_of(first.unit, constant.value) else {
            self.report(difference_mismatch(first.unit, constant).with("name", first.fact.name));
            return NEVER;
        };
        self.spread((first, 1), second, (operator, value), span)
    }

    /// `name × factor op fact`
    pub(super) fn compare_multiple(
        &mut self,
        multiple: (&Name, &Spanned<i64>),
        operator: Operator,
        right: &Operand,
    ) -> Condition {
        let (name, factor) = multiple;
        let left = self.multiplied(name, factor);
        let Operand::Name(other) = right else {
            self.report(Diagnostic::error("multiple-needs-fact", right.span()));
            return NEVER;
        };
        let other = self.number_named(other);
        let (Some(left), Some(other)) = (left, other) else { return NEVER };
        self.spread(left, other, (operator, 0), name.span.to(right.span()))
    }

    fn multiplied(&mut self, name: &Name, factor: &Spanned<i64>) -> Option<(Number, i64)> {
        let number = self.number_named(name)?;
        if number.unit == Unit::Day {
            let finding = Diagnostic::error("date-multiplied", name.span.to(factor.span));
            self.report(finding.with("name", number.fact.name).near("declared-here", number.fact.span));
            return None;
        }
        let most = number.low.unsigned_abs().max(number.high.unsigned_abs());
        // Half the range of the engine's numbers, so that the difference of two such products still fits.
        let fits = i64::try_from(most).ok().and_then(|most| most.checked_mul(factor.value));
        if factor.value < 1 || fits.is_none_or(|product| product > i64::MAX / 2) {
            let finding = Diagnostic::error("bad-factor", factor.span).with("factor", factor.value.to_string());
            self.report(finding.with("name", number.fact.name));
            return None;
        }
        Some((number, factor.value))
    }

    /// The number of this name, marked as used.
    fn number_named(&mut self, name: &Name) -> Option<Number> {
        let id = self.lookup(name)?;
        let fact = self.fact(id)?.clone();
        let found = number(id, &fact);
        if found.is_none() {
            let finding = Diagnostic::error("not-a-number", name.span).with("name", fact.name.as_str());
            let finding = finding.with("kind", super::units::kind_id(&fact.kind));
            self.report(finding.near("declared-here", fact.span));
        }
        found
    }

    /// `factor × left − right op value`
    fn spread(
        &mut self,
        (left, factor): (Number, i64),
        right: Number,
        (operator, value): (Operator, i64),
        span: Span,
    ) -> Condition {
        if left.unit != right.unit {
            self.unlike(&left, &right, span);
            return NEVER;
        }
        if left.id == right.id && factor == 1 {
            self.report(Diagnostic::error("same-fact", span).with("name", left.fact.name));
            return NEVER;
        }
        let (low, high) = bounds(operator, value);
        let wide = |end: i64| i128::from(end) * i128::from(factor);
        let range = (wide(left.low) - i128::from(right.high), wide(left.high) - i128::from(right.low));
        let extent = Extent::of_range(range, (low, high));
        let not = operator == Operator::NotEqual;
        if !right.fact.may_not_apply {
            self.warn_extent(&left.fact, if not { extent.negated() } else { extent }, span);
        }
        let test = Condition::Test(Test::Spread { left: left.id, factor, right: right.id, low, high });
        if not { negate(test) } else { test }
    }

    fn unlike(&mut self, left: &Number, right: &Number, span: Span) {
        let finding = Diagnostic::error("unlike-facts", span)
            .with("name", left.fact.name.as_str())
            .with("kind", unit_id(left.unit))
            .with("other", right.fact.name.as_str())
            .with("other_kind", unit_id(right.unit));
        self.report(finding.near("declared-here", left.fact.span).near("declared-here", right.fact.span));
    }
}

fn number(id: FactId, fact: &Fact) -> Option<Number> {
    match fact.kind {
        FactKind::Number { unit, low, high } => Some(Number { id, fact: fact.clone(), unit, low, high }),
        _ => None,
    }
}

/// The numbers that satisfy `x op value`, both ends included; for `!=` those that do not.
fn bounds(operator: Operator, value: i64) -> (i64, i64) {
    match operator {
        Operator::Equal | Operator::NotEqual => (value, value),
        Operator::Less => (i64::MIN, value.saturating_sub(1)),
        Operator::AtMost => (i64::MIN, value),
        Operator::More => (value.saturating_add(1), i64::MAX),
        Operator::AtLeast => (value, i64::MAX),
    }
}
