//! The rule set as Cedar policies: red lines forbid, situations permit, the looks forbid unless enough of them hold.
//! A case is asked for `exempt` first, then for `mitigate`.

use super::{Infix, text_list, times};
use crate::condition::{Condition, yes};
use crate::rules::Rules;

struct Cedar;

impl Infix for Cedar {
    fn words(&self) -> (&'static str, &'static str) {
        ("&&", "||")
    }

    fn not(&self, inner: &str) -> String {
        format!("!{inner}")
    }

    fn test(&self, test: &Condition) -> String {
        match test {
            Condition::Found(fact, answer) => format!("(context has {fact} && context.{fact} == {answer})"),
            Condition::Among(fact, values) => {
                format!("(context has {fact} && {}.contains(context.{fact}))", text_list(values))
            }
            Condition::Compare(fact, operator, bound) => {
                format!("(context has {fact} && context.{fact} {} {bound})", operator.sign())
            }
            Condition::Pair { left, factor, operator, right } => {
                let product = times(&format!("context.{left}"), *factor);
                format!("(context has {left} && context has {right} && {product} {} context.{right})", operator.sign())
            }
            parts => self.write(parts),
        }
    }
}

/// Every policy.
pub fn policies(rules: &Rules) -> String {
    let mut out = Vec::new();
    let simple = |id: String, effect: &str, action: &str, rule: &Condition| {
        format!("@id(\"{id}\")\n{effect}(principal, {action}, resource) when {{ {} }};", Cedar.write(rule))
    };
    for (place, rule) in rules.red_lines.iter().enumerate() {
        out.push(simple(format!("r{}", place + 1), "forbid", "action", rule));
    }
    for (place, rule) in rules.situations.iter().enumerate() {
        out.push(simple(format!("s{}", place + 1), "permit", "action", rule));
    }
    let mitigate = "action == Action::\"mitigate\"";
    out.push(simple("corrected".into(), "permit", mitigate, &yes("corrected")));
    let looks: Vec<String> = rules.looks.iter().map(|look| format!("(if {} then 1 else 0)", Cedar.write(look))).collect();
    let (count, second, fourth) = (looks.join(" + "), Cedar.write(&rules.looks[1]), Cedar.write(&rules.looks[3]));
    out.push(format!(
        "@id(\"five\")\nforbid(principal, action == Action::\"exempt\", resource) \
         unless {{ {second} && {fourth} && ({count}) >= 5 }};"
    ));
    out.push(format!("@id(\"four\")\nforbid(principal, {mitigate}, resource) unless {{ ({count}) >= 4 }};"));
    out.join("\n")
}
