//! The rule set as numpy formulas, one a rule, over arrays of whole numbers.

use super::{Infix, times};
use crate::cases::MISSING_NUMBER;
use crate::condition::{Condition, Operator};
use crate::facts::{FACTS, Kind, code};
use crate::rules::Rules;

struct Numpy;

impl Infix for Numpy {
    fn words(&self) -> (&'static str, &'static str) {
        ("&", "|")
    }

    fn not(&self, inner: &str) -> String {
        format!("(~{inner})")
    }

    fn test(&self, test: &Condition) -> String {
        match test {
            Condition::Found(fact, answer) => format!("(v('{fact}') == {})", u8::from(*answer)),
            Condition::Among(fact, values) => {
                let each: Vec<String> = values.iter().map(|value| format!("(v('{fact}') == {})", code(fact, value))).collect();
                format!("({})", each.join(" | "))
            }
            // A missing number is far below every bound, so only upper bounds need the guard.
            Condition::Compare(fact, operator @ (Operator::Less | Operator::AtMost), bound) => {
                format!("((v('{fact}') != MISSING) & (v('{fact}') {} {bound}))", operator.sign())
            }
            Condition::Compare(fact, operator, bound) => format!("(v('{fact}') {} {bound})", operator.sign()),
            Condition::Pair { left, factor, operator, right } => {
                // The greatest product, 20 × 100,000,000, still fits the 32 bits of OpenFisca's whole numbers.
                let product = times(&format!("v('{left}')"), *factor);
                format!("((v('{left}') != MISSING) & (v('{right}') != MISSING) & ({product} {} v('{right}')))", operator.sign())
            }
            parts => self.write(parts),
        }
    }
}

/// A Python module: the facts by column and one formula a rule.
pub fn module(rules: &Rules) -> String {
    let names = |keep: fn(&Kind) -> bool| {
        FACTS.iter().filter(|fact| keep(&fact.kind)).map(|fact| format!("'{}'", fact.id)).collect::<Vec<_>>().join(", ")
    };
    let mut out = format!(
        "# Written by the model; see model/src/print/openfisca.rs.\nMISSING = {MISSING_NUMBER}\n\
         YES_NO = [{}]\nCHOICES = [{}]\nNUMBERS = [{}]\nFORMULAS = {{\n",
        names(|kind| matches!(kind, Kind::YesNo)),
        names(|kind| matches!(kind, Kind::Choice(_))),
        names(|kind| matches!(kind, Kind::Number { .. })),
    );
    for (id, rule) in rules.named() {
        out.push_str(&format!("    '{id}': lambda v: {},\n", Numpy.write(rule)));
    }
    out.push_str("}\n");
    out
}
