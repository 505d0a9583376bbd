//! The rule set in the Common Expression Language.

use super::{Infix, text_list, times};
use crate::condition::{Condition, yes};
use crate::rules::Rules;

struct Cel;

impl Infix for Cel {
    fn words(&self) -> (&'static str, &'static str) {
        ("&&", "||")
    }

    fn not(&self, inner: &str) -> String {
        format!("!{inner}")
    }

    fn test(&self, test: &Condition) -> String {
        match test {
            Condition::Found(fact, answer) => format!("(has(f.{fact}) && f.{fact} == {answer})"),
            Condition::Among(fact, values) => format!("(has(f.{fact}) && f.{fact} in {})", text_list(values)),
            Condition::Compare(fact, operator, bound) => format!("(has(f.{fact}) && f.{fact} {} {bound})", operator.sign()),
            Condition::Pair { left, factor, operator, right } => {
                let product = times(&format!("f.{left}"), *factor);
                format!("(has(f.{left}) && has(f.{right}) && {product} {} f.{right})", operator.sign())
            }
            parts => self.write(parts),
        }
    }
}

fn joined(rules: &[Condition]) -> String {
    rules.iter().map(|rule| Cel.write(rule)).collect::<Vec<_>>().join(" || ")
}

/// One expression whose value is the outcome's name.
pub fn outcome(rules: &Rules) -> String {
    let looks: Vec<String> = rules.looks.iter().map(|look| format!("({} ? 1 : 0)", Cel.write(look))).collect();
    let (count, red, situations) = (looks.join(" + "), joined(&rules.red_lines), joined(&rules.situations));
    let (second, fourth) = (Cel.write(&rules.looks[1]), Cel.write(&rules.looks[3]));
    let corrected = Cel.write(&yes("corrected"));
    format!(
        "({red}) ? 'accountable' : (({situations}) && {second} && {fourth} && ({count}) >= 5) ? 'exempt' : \
         ((({situations}) || {corrected}) && ({count}) >= 4) ? 'mitigate' : 'accountable'"
    )
}

/// One expression whose value is the list of the 34 verdicts.
pub fn verdicts(rules: &Rules) -> String {
    let each: Vec<String> = rules.named().iter().map(|(_, rule)| Cel.write(rule)).collect();
    format!("[{}]", each.join(", "))
}
