//! The rule set as a regulation of Bonafide.

use super::Infix;
use crate::condition::Condition;
use crate::facts::{FACTS, Kind, position};
use crate::rules::Rules;
use std::fmt::Write;

struct Chinese;

fn name(fact: &str) -> &'static str {
    FACTS[position(fact)].name
}

fn value_name(fact: &str, value: &str) -> &'static str {
    match FACTS[position(fact)].kind {
        Kind::Choice(values) => values.iter().find(|(id, ..)| *id == value).map_or("", |(_, name, _)| name),
        Kind::YesNo | Kind::Number { .. } => "",
    }
}

impl Infix for Chinese {
    fn words(&self) -> (&'static str, &'static str) {
        ("且", "或")
    }

    fn not(&self, inner: &str) -> String {
        format!("非 {inner}")
    }

    fn test(&self, test: &Condition) -> String {
        match test {
            Condition::Found(fact, answer) if needs_found_no(fact) => {
                format!("{} = {}", name(fact), if *answer { "确有" } else { "未有" })
            }
            Condition::Found(fact, true) => name(fact).to_owned(),
            Condition::Found(fact, false) => format!("非 {}", name(fact)),
            Condition::Among(fact, [value]) => format!("{} = {}", name(fact), value_name(fact, value)),
            Condition::Among(fact, values) => {
                let values: Vec<&str> = values.iter().map(|value| value_name(fact, value)).collect();
                format!("{} = {{{}}}", name(fact), values.join(", "))
            }
            Condition::Compare(fact, operator, bound) => format!("{} {} {bound}", name(fact), operator.sign()),
            Condition::Pair { left, factor: 1, operator, right } => {
                format!("{} {} {}", name(left), operator.sign(), name(right))
            }
            Condition::Pair { left, factor, operator, right } => {
                format!("{} × {factor} {} {}", name(left), operator.sign(), name(right))
            }
            parts => self.write(parts),
        }
    }
}

/// Whether some rule asks that the fact is *found* to be no. A yes/no fact that does not apply counts as no in Bonafide,
/// while the peers' test of a missing fact fails, so these facts are choices of two values.
pub fn needs_found_no(fact: &str) -> bool {
    ["own_gain", "bribe", "prohibited", "concealed"].contains(&fact)
}

/// Ids in cases of the two values of such a fact.
pub const FOUND_NO: [&str; 2] = ["clean", "found"];

/// The regulation's text, and which definition (by name) holds each look and situation.
pub fn text(rules: &Rules) -> String {
    let mut out = String::from(
        "---\nid: bench-model\ntitle: {zh: 基准规则, en: The measured rule set}\nissuer: 基准\nlevel: county\nsuperior: none\n\
         version: 2026-1\nin_force: 2026-01-01..\nunlisted: 不适用\n---\n# 基准规则\n\n\
         Written by the model of the bench; the same rules are printed for every engine.\n\n## 第一条 事实\n```bonafide\n",
    );
    facts(&mut out);
    out.push_str("```\n\n## 第二条 六看\n```bonafide\n");
    for (place, rule) in rules.looks.iter().enumerate() {
        let _ = writeln!(out, "定义 #L{0} L{0} = {1}", place + 1, bare(rule));
    }
    out.push_str("```\n\n## 第三条 情形\n```bonafide\n");
    for (place, rule) in rules.situations.iter().enumerate() {
        let _ = writeln!(out, "定义 #S{0} S{0} = {1}", place + 1, bare(rule));
    }
    out.push_str("```\n\n## 第四条 红线\n```bonafide\n");
    for (place, rule) in rules.red_lines.iter().enumerate() {
        let _ = writeln!(out, "红线 #R{0} 红线{0}: {1}", place + 1, bare(rule));
    }
    let names = |letter: char, count: usize, join: &str| {
        (1..=count).map(|place| format!("{letter}{place}")).collect::<Vec<_>>().join(join)
    };
    let (situations, looks) = (names('S', rules.situations.len(), " 或 "), names('L', rules.looks.len(), ", "));
    let _ = write!(
        out,
        "```\n\n## 第五条 容错\n```bonafide\n\
         条目 #X 予以免责\n  当 ({situations})\n    且 至少 5 项 {{{looks}}} 且 L2 且 L4\n  则 应当 免责\n\
         条目 #Y 减轻处理\n  当 ({situations} 或 {})\n    且 至少 4 项 {{{looks}}}\n  则 可以 减轻\n\
         优先 #X > #Y\n```\n",
        name("corrected"),
    );
    out
}

/// Without the outer parentheses, which a whole condition does not need.
fn bare(rule: &Condition) -> String {
    let written = Chinese.write(rule);
    match rule {
        Condition::All(_) | Condition::Any(_) => written[1..written.len() - 1].to_owned(),
        _ => written,
    }
}

fn facts(out: &mut String) {
    for fact in &FACTS {
        let kind = match fact.kind {
            Kind::YesNo if needs_found_no(fact.id) => {
                format!("{{未有 [{}], 确有 [{}]}}  可不适用; 评判 调查组", FOUND_NO[0], FOUND_NO[1])
            }
            Kind::YesNo => "是否  评判 调查组".to_owned(),
            Kind::Choice(values) => {
                let values: Vec<String> = values.iter().map(|(id, name, _)| format!("{name} [{id}]")).collect();
                format!("{{{}}}  可不适用; 评判 调查组", values.join(", "))
            }
            Kind::Number { low, high } => format!("整数 {low}..{high}  可不适用; 评判 调查组"),
        };
        let _ = writeln!(out, "事实 {} [{}]: {kind}", fact.name, fact.id);
    }
}
