//! The rule set as a zen decision graph: three tables that collect the ids of the rules that fire, then one node that
//! folds them. Tables were the faster of zen's two forms for this rule set.

use super::{Infix, text_list, times};
use crate::condition::Condition;
use crate::rules::Rules;

struct Zen;

impl Infix for Zen {
    fn words(&self) -> (&'static str, &'static str) {
        ("and", "or")
    }

    fn not(&self, inner: &str) -> String {
        format!("(not {inner})")
    }

    fn test(&self, test: &Condition) -> String {
        match test {
            Condition::Found(fact, answer) => format!("({fact} == {answer})"),
            Condition::Among(fact, values) => format!("({fact} in {})", text_list(values)),
            Condition::Compare(fact, operator, bound) => format!("({fact} != null and {fact} {} {bound})", operator.sign()),
            Condition::Pair { left, factor, operator, right } => {
                let product = times(left, *factor);
                format!("({left} != null and {right} != null and {product} {} {right})", operator.sign())
            }
            parts => self.write(parts),
        }
    }
}

const PLACE: &str = r#""position":{"x":0,"y":0}"#;

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn table(id: &str, letter: char, rules: &[Condition]) -> String {
    let rows: Vec<String> = rules
        .iter()
        .enumerate()
        .map(|(place, rule)| {
            let name = format!("{letter}{}", place + 1);
            format!("{{\"_id\":\"{name}\",\"i\":{},\"o\":{}}}", quoted(&Zen.write(rule)), quoted(&format!("\"{name}\"")))
        })
        .collect();
    format!(
        r#"{{"id":"{id}","type":"decisionTableNode","name":"{id}",{PLACE},"content":{{"hitPolicy":"collect","passThrough":false,"inputField":null,"outputPath":"{id}","executionMode":"single","inputs":[{{"id":"i","name":"rule","type":"expression"}}],"outputs":[{{"id":"o","name":"id","field":"id","type":"expression"}}],"rules":[{}]}}}}"#,
        rows.join(",")
    )
}

/// The graph as JSON.
pub fn graph(rules: &Rules) -> String {
    let outcome = "len(red) > 0 ? 'accountable' : (len(sit) > 0 and len(look) >= 5 and ('l2' in $.looks) and ('l4' in $.looks)) \
                   ? 'exempt' : ((len(sit) > 0 or corrected == true) and len(look) >= 4) ? 'mitigate' : 'accountable'";
    let fold = format!(
        r#"{{"id":"fold","type":"expressionNode","name":"fold",{PLACE},"content":{{"expressions":[{{"id":"looks","key":"looks","value":"map(look, #.id)"}},{{"id":"outcome","key":"outcome","value":{}}}],"passThrough":false,"inputField":null,"outputPath":null,"executionMode":"single"}}}}"#,
        quoted(outcome)
    );
    let nodes = [
        format!(r#"{{"id":"in","type":"inputNode","name":"in",{PLACE},"content":{{"schema":""}}}}"#),
        table("red", 'r', &rules.red_lines),
        table("look", 'l', &rules.looks),
        table("sit", 's', &rules.situations),
        fold,
        format!(r#"{{"id":"out","type":"outputNode","name":"out",{PLACE},"content":{{"schema":""}}}}"#),
    ];
    let edge = |from: &str, to: &str| {
        format!(r#"{{"id":"{from}-{to}","sourceId":"{from}","targetId":"{to}","type":"edge"}}"#)
    };
    let mut edges = Vec::new();
    for id in ["red", "look", "sit"] {
        edges.push(edge("in", id));
        edges.push(edge(id, "fold"));
    }
    edges.push(edge("in", "fold"));
    edges.push(edge("fold", "out"));
    format!("{{\"nodes\":[{}],\"edges\":[{}]}}", nodes.join(","), edges.join(","))
}
