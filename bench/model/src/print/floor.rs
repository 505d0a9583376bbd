//! The rule set as plain Rust, printed when the bench is built: the limit an engine that reads its rules at run time
//! is measured against. Once as functions of a row, once as words of 64 cases over columns.

use super::Infix;
use crate::cases::{MISSING_CHOICE, MISSING_NUMBER, MISSING_YES_NO};
use crate::condition::{Condition, Operator, yes};
use crate::facts::{FACTS, SMALL, code};
use crate::rules::{LOOKS, RED_LINES, RULES, Rules};
use std::fmt::Write;

/// Prefix of a fact in a test, replaced by what the form needs.
struct Row;

impl Infix for Row {
    fn words(&self) -> (&'static str, &'static str) {
        ("&&", "||")
    }

    fn not(&self, inner: &str) -> String {
        format!("(!{inner})")
    }

    fn test(&self, test: &Condition) -> String {
        expression(test, "case.", "", "&&", "||")
    }
}

/// A test over `prefix fact suffix`.
fn expression(test: &Condition, prefix: &str, suffix: &str, and: &str, or: &str) -> String {
    let fact = |name: &str| format!("{prefix}{name}{suffix}");
    match test {
        Condition::Found(name, answer) => format!("({} == {})", fact(name), u8::from(*answer)),
        Condition::Among(name, values) => {
            let each: Vec<String> = values.iter().map(|value| format!("({} == {})", fact(name), code(name, value))).collect();
            format!("({})", each.join(&format!(" {or} ")))
        }
        Condition::Compare(name, operator @ (Operator::Less | Operator::AtMost), bound) => {
            format!("(({} != MISSING) {and} ({} {} {bound}))", fact(name), fact(name), operator.sign())
        }
        Condition::Compare(name, operator, bound) => format!("({} {} {bound})", fact(name), operator.sign()),
        // 20 × 100,000,000 fits 32 bits; a missing number wraps, and its guard has already failed.
        Condition::Pair { left, factor, operator, right } => format!(
            "(({} != MISSING) {and} ({} != MISSING) {and} ({}.wrapping_mul({factor}) {} {}))",
            fact(left),
            fact(right),
            fact(left),
            operator.sign(),
            fact(right)
        ),
        Condition::All(_) | Condition::Any(_) | Condition::Absent(_) => String::new(),
    }
}

fn facts_of(test: &Condition) -> Vec<&'static str> {
    match test {
        Condition::Found(fact, _) | Condition::Among(fact, _) | Condition::Compare(fact, ..) => vec![fact],
        Condition::Pair { left, right, .. } => vec![left, right],
        Condition::All(_) | Condition::Any(_) | Condition::Absent(_) => Vec::new(),
    }
}

/// Conditions over the words of the atoms, each distinct atom once.
#[derive(Default)]
struct Words {
    atoms: Vec<(String, Condition)>,
}

impl Words {
    fn atom(&mut self, test: &Condition) -> usize {
        let key = expression(test, "", "", "&", "|");
        self.atoms.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
            self.atoms.push((key, test.clone()));
            self.atoms.len() - 1
        })
    }

    fn write(&mut self, condition: &Condition) -> String {
        let mut join = |parts: &[Condition], sign: &str| {
            let parts: Vec<String> = parts.iter().map(|part| self.write(part)).collect();
            format!("({})", parts.join(sign))
        };
        match condition {
            Condition::All(parts) => join(parts, " & "),
            Condition::Any(parts) => join(parts, " | "),
            Condition::Absent(inner) => format!("(!{})", self.write(inner)),
            test => format!("atoms[{}]", self.atom(test)),
        }
    }
}

/// Number of distinct tests in the rule set.
pub fn atoms(rules: &Rules) -> usize {
    let mut words = Words::default();
    for (_, rule) in rules.named() {
        words.write(rule);
    }
    words.atoms.len()
}

/// The whole module.
pub fn module(rules: &Rules) -> String {
    let mut out = format!(
        "// Printed by the model when the bench is built.\n\
         pub const MISSING: i32 = {MISSING_NUMBER};\n\
         const _: () = assert!({MISSING_YES_NO} > 1 && {MISSING_CHOICE} > 8);\n"
    );
    rows(&mut out, rules);
    columns(&mut out, rules);
    out
}

fn rows(out: &mut String, rules: &Rules) {
    let fields = |wrap: fn(&str) -> String| {
        let field = |(place, fact): (usize, &crate::facts::Fact)| {
            format!("    pub {}: {},\n", fact.id, wrap(if place < SMALL { "u8" } else { "i32" }))
        };
        FACTS.iter().enumerate().map(field).collect::<String>()
    };
    let _ = write!(out, "#[derive(Clone, Copy, Debug, Default)]\npub struct Row {{\n{}}}\n", fields(str::to_owned));
    let _ = write!(out, "#[derive(Debug, Default)]\npub struct Columns {{\n{}}}\n", fields(|kind| format!("Vec<{kind}>")));
    out.push_str("impl Row {\n    pub fn read(bytes: &[u8]) -> Self {\n        Self {\n");
    for (place, fact) in FACTS.iter().enumerate() {
        let _ = if place < SMALL {
            writeln!(out, "            {}: bytes[{place}],", fact.id)
        } else {
            let at = SMALL + 4 * (place - SMALL);
            let each: Vec<String> = (at..at + 4).map(|byte| format!("bytes[{byte}]")).collect();
            writeln!(out, "            {}: i32::from_le_bytes([{}]),", fact.id, each.join(", "))
        };
    }
    out.push_str("        }\n    }\n}\nimpl Columns {\n    pub fn push(&mut self, row: &Row) {\n");
    for fact in &FACTS {
        let _ = writeln!(out, "        self.{0}.push(row.{0});", fact.id);
    }
    out.push_str("    }\n}\n");
    for (id, rule) in rules.named() {
        let _ = writeln!(out, "#[inline(always)]\npub fn {id}(case: &Row) -> bool {{ {} }}", Row.write(rule));
    }
    outcome(out, rules);
}

fn outcome(out: &mut String, rules: &Rules) {
    let calls = |letter: char, count: usize, join: &str, tail: &str| {
        (1..=count).map(|place| format!("{letter}{place}(case){tail}")).collect::<Vec<_>>().join(join)
    };
    let _ = write!(
        out,
        "pub fn outcome(case: &Row) -> u8 {{\n    if {} {{ return 2; }}\n    let looks = {};\n    if looks < 4 {{ return 2; }}\n    \
         let situation = {};\n    if situation && looks >= 5 && l2(case) && l4(case) {{ return 0; }}\n    \
         if situation || case.corrected == 1 {{ 1 }} else {{ 2 }}\n}}\n",
        calls('r', rules.red_lines.len(), " || ", ""),
        calls('l', rules.looks.len(), " + ", " as u32"),
        calls('s', rules.situations.len(), " || ", ""),
    );
    out.push_str("pub fn fired(case: &Row) -> (u8, u64) {\n    let mut mask = 0u64;\n");
    for (place, (id, _)) in rules.named().iter().enumerate() {
        let _ = writeln!(out, "    mask |= ({id}(case) as u64) << {place};");
    }
    let group = |from: usize, count: usize| ((1u64 << count) - 1) << from;
    let both = 1u64 << (RED_LINES + 1) | 1 << (RED_LINES + 3);
    let _ = write!(
        out,
        "    let red = mask & {:#x} != 0;\n    let looks = (mask & {:#x}).count_ones();\n    let situation = mask & {:#x} != 0;\n    \
         let outcome = if red {{ 2 }} else if situation && looks >= 5 && mask & {both:#x} == {both:#x} {{ 0 }}\n        \
         else if (situation || case.corrected == 1) && looks >= 4 {{ 1 }} else {{ 2 }};\n    (outcome, mask)\n}}\n",
        group(0, RED_LINES),
        group(RED_LINES, LOOKS),
        group(RED_LINES + LOOKS, RULES - RED_LINES - LOOKS),
    );
}

fn columns(out: &mut String, rules: &Rules) {
    let mut words = Words::default();
    let written: Vec<String> = rules.named().iter().map(|(_, rule)| words.write(rule)).collect();
    let corrected = words.atom(&yes("corrected"));
    let count = words.atoms.len();
    let _ = write!(
        out,
        "pub const ATOMS: usize = {count};\npub const CORRECTED: usize = {corrected};\n\
         /// The word of each atom for 64 cases.\n#[inline(always)]\n\
         pub fn atoms(columns: &Columns, block: usize, atoms: &mut [u64; ATOMS]) {{\n    let from = block * 64;\n"
    );
    for (place, (_, test)) in words.atoms.iter().enumerate() {
        out.push_str("    {\n");
        for fact in facts_of(test) {
            let kind = if crate::facts::position(fact) < SMALL { "u8" } else { "i32" };
            let _ = writeln!(out, "        let {fact}: &[{kind}; 64] = columns.{fact}[from..from + 64].try_into().unwrap();");
        }
        let body = expression(test, "", "[lane]", "&", "|");
        let _ = writeln!(
            out,
            "        let mut lanes = [0u8; 64];\n        for lane in 0..64 {{ lanes[lane] = {body} as u8; }}\n        \
             atoms[{place}] = super::pack(&lanes);\n    }}"
        );
    }
    let _ = writeln!(out, "}}\n#[inline(always)]\npub fn rules(atoms: &[u64; ATOMS], rules: &mut [u64; {RULES}]) {{");
    for (place, rule) in written.iter().enumerate() {
        let _ = writeln!(out, "    rules[{place}] = {rule};");
    }
    out.push_str("}\n");
}
