//! The rule set in Rego: alternatives become several bodies, nested ones helper rules.

use super::{text_list, times};
use crate::condition::Condition;
use crate::rules::Rules;

#[derive(Default)]
struct Writer {
    helpers: Vec<String>,
    count: usize,
}

impl Writer {
    fn helper(&mut self, condition: &Condition) -> String {
        self.count += 1;
        let name = format!("part{}", self.count);
        for alternative in alternatives(condition) {
            let body = self.body(alternative).join("\n  ");
            self.helpers.push(format!("{name} if {{\n  {body}\n}}"));
        }
        name
    }

    fn body(&mut self, condition: &Condition) -> Vec<String> {
        match condition {
            Condition::All(parts) => parts.iter().flat_map(|part| self.body(part)).collect(),
            Condition::Any(_) => vec![self.helper(condition)],
            Condition::Absent(inner) => match **inner {
                Condition::All(_) | Condition::Any(_) | Condition::Absent(_) => vec![format!("not {}", self.helper(inner))],
                _ => vec![format!("not {}", test(inner))],
            },
            atom => vec![test(atom)],
        }
    }

    fn rules(&mut self, set: &str, letter: char, rules: &[Condition]) -> String {
        let mut out = String::new();
        for (place, rule) in rules.iter().enumerate() {
            for alternative in alternatives(rule) {
                let body = self.body(alternative).join("\n  ");
                out.push_str(&format!("{set} contains \"{letter}{}\" if {{\n  {body}\n}}\n", place + 1));
            }
        }
        out
    }
}

fn alternatives(condition: &Condition) -> &[Condition] {
    match condition {
        Condition::Any(parts) => parts,
        one => std::slice::from_ref(one),
    }
}

fn test(condition: &Condition) -> String {
    match condition {
        Condition::Found(fact, answer) => format!("input.{fact} == {answer}"),
        Condition::Among(fact, values) => {
            let list = text_list(values);
            format!("input.{fact} in {{{}}}", &list[1..list.len() - 1])
        }
        Condition::Compare(fact, operator, bound) => format!("input.{fact} {} {bound}", operator.sign()),
        Condition::Pair { left, factor, operator, right } => {
            format!("{} {} input.{right}", times(&format!("input.{left}"), *factor), operator.sign())
        }
        Condition::All(_) | Condition::Any(_) | Condition::Absent(_) => String::new(),
    }
}

const FOLD: &str = r#"
default outcome := "accountable"
outcome := "exempt" if { exempt_holds } else := "mitigate" if { mitigate_holds }
clean if { count(red) == 0 }
exempt_holds if { clean; count(sit) > 0; count(look) >= 5; "l2" in look; "l4" in look }
mitigate_holds if { clean; count(look) >= 4; ground }
ground if { count(sit) > 0 }
ground if { input.corrected == true }
explain := {"outcome": outcome, "red": red, "look": look, "sit": sit}
"#;

/// The whole module.
pub fn module(rules: &Rules) -> String {
    let mut writer = Writer::default();
    let sets = [
        writer.rules("red", 'r', &rules.red_lines),
        writer.rules("look", 'l', &rules.looks),
        writer.rules("sit", 's', &rules.situations),
    ];
    format!("package bench\nimport rego.v1\n\n{}\n{}\n{FOLD}", sets.join("\n"), writer.helpers.join("\n"))
}
