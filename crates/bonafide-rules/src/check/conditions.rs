//! Conditions: every name looked up, every operator fitted to its operands.

use crate::check::scene::{NEVER, Named, Scene};
use crate::check::units::kind_id;
use crate::diagnostic::Diagnostic;
use crate::place::Span;
use crate::regulation::{Condition, Fact, FactId, FactKind, Test};
use crate::tree::{self, Name, Operand, Operator};

/// How often a test of a declared fact holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    Always,
    Sometimes,
    Never,
}

impl Extent {
    /// Of the values in `low..=high` that lie in `least..=greatest`.
    pub(super) fn of_range((low, high): (i128, i128), (least, greatest): (i64, i64)) -> Self {
        let (least, greatest) = (i128::from(least), i128::from(greatest));
        if least <= low && high <= greatest {
            Self::Always
        } else if greatest < low || high < least {
            Self::Never
        } else {
            Self::Sometimes
        }
    }

    pub(super) fn negated(self) -> Self {
        match self {
            Self::Always => Self::Never,
            Self::Sometimes => Self::Sometimes,
            Self::Never => Self::Always,
        }
    }
}

impl Scene {
    /// Resolves a condition; what is wrong with it is reported, and stands as [`NEVER`].
    pub(super) fn condition(&mut self, written: &tree::Condition) -> Condition {
        match written {
            tree::Condition::Name(name) => self.bare_name(name),
            tree::Condition::Compare { left, operator, right } => self.compare(left, operator.value, right),
            tree::Condition::OneOf { left, negated, values } => self.one_of(left, *negated, values),
            tree::Condition::All(parts) => Condition::All(self.each(parts)),
            tree::Condition::Any(parts) => Condition::Any(self.each(parts)),
            tree::Condition::Not(inner, _) => negate(self.condition(inner)),
            tree::Condition::AtLeast { count, of, span } => {
                let parts = self.each(of);
                match usize::try_from(count.value) {
                    Ok(least) if (1..=of.len()).contains(&least) => {
                        Condition::AtLeast(u32::try_from(least).unwrap_or(u32::MAX), parts)
                    }
                    _ => {
                        let finding = Diagnostic::error("impossible-count", count.span).near("condition-here", *span);
                        self.report(finding.with("count", count.value.to_string()).with("of", of.len().to_string()));
                        NEVER
                    }
                }
            }
        }
    }

    fn each(&mut self, parts: &[tree::Condition]) -> Vec<Condition> {
        parts.iter().map(|part| self.condition(part)).collect()
    }

    fn bare_name(&mut self, name: &Name) -> Condition {
        match self.find(&name.value) {
            Some(Named::Definition(id)) => Condition::Defined(id),
            Some(Named::Fact(id)) => {
                self.mark_used(id);
                let Some(fact) = self.fact(id) else { return NEVER };
                if fact.kind == FactKind::YesNo {
                    return Condition::Test(Test::Among { fact: id, values: YES });
                }
                let finding = Diagnostic::error("needs-comparison", name.span).with("name", name.value.as_str());
                let finding = finding.with("kind", kind_id(&fact.kind)).near("declared-here", fact.span);
                self.report(finding);
                NEVER
            }
            None => {
                let finding = match self.owner_of_value(&name.value) {
                    Some(owner) => Diagnostic::error("bare-value", name.span)
                        .with("value", name.value.as_str())
                        .with("name", owner.name.as_str())
                        .near("declared-here", owner.span),
                    None => self.unknown(name, |named| self.holds_or_not(named)),
                };
                self.report(finding);
                NEVER
            }
        }
    }

    /// Whether a name can stand as a condition by itself.
    fn holds_or_not(&self, named: Named) -> bool {
        match named {
            Named::Definition(_) => true,
            Named::Fact(id) => self.fact(id).is_some_and(|fact| fact.kind == FactKind::YesNo),
        }
    }

    /// Whether a side is measured: a fact, or something made of facts.
    fn is_measured(&self, side: &Operand) -> bool {
        match side {
            Operand::Name(name) => matches!(self.find(&name.value), Some(Named::Fact(_))),
            Operand::Difference(..) | Operand::Multiple(..) => true,
            Operand::Constant(_) => false,
        }
    }

    fn compare(&mut self, left: &Operand, operator: Operator, right: &Operand) -> Condition {
        // `500万元 < 直接损失` and `处级 = 职级` read the other way round.
        let turned = !self.is_measured(left) && self.is_measured(right);
        let (left, operator, right) = if turned { (right, operator.mirrored(), left) } else { (left, operator, right) };
        match left {
            Operand::Name(name) => self.compare_name(name, operator, right),
            Operand::Difference(first, second) => self.compare_difference((first, second), operator, right),
            Operand::Multiple(name, factor) => self.compare_multiple((name, factor), operator, right),
            Operand::Constant(_) => {
                if let Operand::Name(name) = right {
                    self.lookup(name);
                } else {
                    self.report(Diagnostic::error("constants-compared", left.span().to(right.span())));
                }
                NEVER
            }
        }
    }

    fn compare_name(&mut self, name: &Name, operator: Operator, right: &Operand) -> Condition {
        let Some(id) = self.lookup(name) else { return NEVER };
        let Some(fact) = self.fact(id).cloned() else { return NEVER };
        let span = name.span.to(right.span());
        match &fact.kind {
            FactKind::YesNo => self.compare_yes_no((id, &fact), operator, right, span),
            FactKind::Choice { .. } => match right {
                Operand::Name(value) => {
                    let codes = self.code(&fact, value).map(|code| 1_u64 << code);
                    self.choose((id, &fact), operator, codes, span)
                }
                _ => self.unfit(&fact, right),
            },
            FactKind::Number { .. } => self.compare_number((id, &fact), operator, right, span),
        }
    }

    /// The fact a comparison begins with, marked as used.
    pub(super) fn lookup(&mut self, name: &Name) -> Option<FactId> {
        if let Some(Named::Definition(_)) = self.find(&name.value) {
            self.report(Diagnostic::error("yes-no-compared", name.span).with("name", name.value.as_str()));
            return None;
        }
        if self.find(&name.value).is_none()
            && let Some(owner) = self.owner_of_value(&name.value)
        {
            let finding = Diagnostic::error("value-as-fact", name.span).with("value", name.value.as_str());
            let finding = finding.with("name", owner.name.as_str()).near("declared-here", owner.span);
            self.report(finding);
            return None;
        }
        let id = self.fact_named(name)?;
        self.mark_used(id);
        Some(id)
    }

    /// A yes/no fact is asked by its name; `= 是` and `= 否` say the same and are let pass.
    fn compare_yes_no(&mut self, fact: (FactId, &Fact), operator: Operator, right: &Operand, span: Span) -> Condition {
        let (id, fact) = fact;
        let yes = Condition::Test(Test::Among { fact: id, values: YES });
        let word = if let Operand::Name(word) = right { word.value.as_str() } else { "" };
        let affirmed = match word {
            "是" | "yes" => Some(true),
            "否" | "no" => Some(false),
            _ => None,
        };
        match (affirmed, operator) {
            (Some(affirmed), Operator::Equal) if affirmed => yes,
            (Some(affirmed), Operator::NotEqual) if !affirmed => yes,
            // Not `Among {no}`: a fact that does not apply counts as no.
            (Some(_), Operator::Equal | Operator::NotEqual) => negate(yes),
            _ => {
                let finding = Diagnostic::error("yes-no-compared", span).with("name", fact.name.as_str());
                self.report(finding.near("declared-here", fact.span));
                NEVER
            }
        }
    }

    /// The code of a word that should be a value of this choice.
    fn code(&mut self, fact: &Fact, value: &Name) -> Option<u32> {
        let FactKind::Choice { values, .. } = &fact.kind else { return None };
        let code = super::scene::code_of(values, &value.value);
        if code.is_none() {
            let finding = match self.find(&value.value) {
                Some(_) => Diagnostic::error("choices-compared", value.span)
                    .with("name", fact.name.as_str())
                    .with("other", value.value.as_str())
                    .near("declared-here", fact.span),
                None => self.not_a_value(fact, value),
            };
            self.report(finding);
        }
        code
    }

    fn choose(&mut self, fact: (FactId, &Fact), operator: Operator, bit: Option<u64>, span: Span) -> Condition {
        let (id, fact) = fact;
        let FactKind::Choice { values, ordered } = &fact.kind else { return NEVER };
        let equality = matches!(operator, Operator::Equal | Operator::NotEqual);
        if !ordered && !equality {
            let finding = Diagnostic::error("unordered-compared", span).with("name", fact.name.as_str());
            self.report(finding.near("declared-here", fact.span));
            return NEVER;
        }
        let Some(bit) = bit else { return NEVER };
        let all = all_values(values.len());
        let below = bit - 1;
        let codes = match operator {
            Operator::Equal | Operator::NotEqual => bit,
            Operator::Less => below,
            Operator::AtMost => below | bit,
            Operator::More => all & !(below | bit),
            Operator::AtLeast => all & !below,
        };
        self.among((id, fact), codes, operator == Operator::NotEqual, span)
    }

    /// A set of values of a choice; says so when it is none or all of them.
    fn among(&mut self, fact: (FactId, &Fact), codes: u64, negated: bool, span: Span) -> Condition {
        let (id, fact) = fact;
        let FactKind::Choice { values, .. } = &fact.kind else { return NEVER };
        let extent = match codes {
            0 => Extent::Never,
            all if all == all_values(values.len()) => Extent::Always,
            _ => Extent::Sometimes,
        };
        self.warn_extent(fact, if negated { extent.negated() } else { extent }, span);
        let test = Condition::Test(Test::Among { fact: id, values: codes });
        if negated { negate(test) } else { test }
    }

    fn one_of(&mut self, left: &Name, negated: bool, written: &[Operand]) -> Condition {
        let Some(id) = self.lookup(left) else { return NEVER };
        let Some(fact) = self.fact(id).cloned() else { return NEVER };
        let span = written.last().map_or(left.span, |last| left.span.to(last.span()));
        match &fact.kind {
            FactKind::YesNo => {
                let finding = Diagnostic::error("yes-no-compared", span).with("name", fact.name.as_str());
                self.report(finding.near("declared-here", fact.span));
                NEVER
            }
            FactKind::Choice { .. } => {
                let mut codes = 0;
                for value in written {
                    if let Operand::Name(name) = value {
                        codes |= self.code(&fact, name).map_or(0, |code| 1_u64 << code);
                    } else {
                        self.unfit(&fact, value);
                    }
                }
                if codes == 0 { NEVER } else { self.among((id, &fact), codes, negated, span) }
            }
            FactKind::Number { .. } => {
                let parts = written.iter().map(|value| match value {
                    Operand::Constant(_) => self.compare_number((id, &fact), Operator::Equal, value, span),
                    _ => self.unfit(&fact, value),
                });
                let any = Condition::Any(parts.collect());
                if negated { negate(any) } else { any }
            }
        }
    }

    /// Reports a right side that cannot be compared with this fact.
    pub(super) fn unfit(&mut self, fact: &Fact, right: &Operand) -> Condition {
        let finding = Diagnostic::error("wrong-type", right.span()).with("name", fact.name.as_str());
        self.report(finding.with("kind", kind_id(&fact.kind)).near("declared-here", fact.span));
        NEVER
    }

    /// Warns of a test that every found value passes, or none.
    pub(super) fn warn_extent(&mut self, fact: &Fact, extent: Extent, span: Span) {
        let code = match extent {
            Extent::Sometimes => return,
            // Where the fact may not apply, the test still asks whether it does.
            Extent::Always if fact.may_not_apply => return,
            Extent::Always => "always-true",
            Extent::Never => "always-false",
        };
        let finding = Diagnostic::warning(code, span).with("name", fact.name.as_str());
        self.report(finding.near("declared-here", fact.span));
    }
}

/// The code set of yes.
const YES: u64 = 0b10;

/// The set of all codes of a choice of so many values.
fn all_values(count: usize) -> u64 {
    u32::try_from(count).ok().and_then(|count| u64::MAX.checked_shr(64 - count.clamp(1, 64))).unwrap_or(u64::MAX)
}

/// The negation, without piling up.
pub(super) fn negate(condition: Condition) -> Condition {
    match condition {
        Condition::Not(inner) => *inner,
        other => Condition::Not(Box::new(other)),
    }
}

impl Operator {
    /// The operator with its sides exchanged.
    pub(super) fn mirrored(self) -> Self {
        match self {
            Self::Less => Self::More,
            Self::AtMost => Self::AtLeast,
            Self::More => Self::Less,
            Self::AtLeast => Self::AtMost,
            same => same,
        }
    }
}
