//! The thirty-four rules and how they fold into an outcome.

use crate::condition::{
    Condition, Operator::{AtLeast, AtMost}, absent, all, among, any, at_least, at_most, less, more, no, pair, yes,
};
use crate::facts::{code, position};

/// How many rules of each kind; their ids begin with `r`, `l` and `s`.
pub const RED_LINES: usize = 8;
pub const LOOKS: usize = 6;
pub const SITUATIONS: usize = 20;
pub const RULES: usize = RED_LINES + LOOKS + SITUATIONS;

/// Outcomes in the order of their codes.
pub const OUTCOMES: [&str; 3] = ["exempt", "mitigate", "accountable"];

/// The rule set.
pub struct Rules {
    pub red_lines: Vec<Condition>,
    pub looks: Vec<Condition>,
    pub situations: Vec<Condition>,
}

impl Rules {
    /// Builds the rule set.
    pub fn new() -> Self {
        Self { red_lines: red_lines(), looks: looks(), situations: situations() }
    }

    /// Every rule with its id: r1 to r8, l1 to l6, s1 to s20.
    pub fn named(&self) -> Vec<(String, &Condition)> {
        let mut named = Vec::with_capacity(RULES);
        for (letter, rules) in [("r", &self.red_lines), ("l", &self.looks), ("s", &self.situations)] {
            named.extend(rules.iter().enumerate().map(|(place, rule)| (format!("{letter}{}", place + 1), rule)));
        }
        named
    }

    /// Decides one case by walking the conditions: the slow reference that every engine is checked against.
    /// Bit `n` of the mask says whether rule `n` fired.
    pub fn decide(&self, case: &[Option<i64>]) -> (u8, u64) {
        let fired = |rules: &[Condition]| {
            rules.iter().enumerate().fold(0u64, |mask, (place, rule)| mask | u64::from(holds(rule, case)) << place)
        };
        let (red, looks, situations) = (fired(&self.red_lines), fired(&self.looks), fired(&self.situations));
        let mask = red | looks << RED_LINES | situations << (RED_LINES + LOOKS);
        let corrected = case[position("corrected")] == Some(1);
        let outcome = if red != 0 {
            2
        } else if situations != 0 && looks.count_ones() >= 5 && looks & 0b1010 == 0b1010 {
            0
        } else if (situations != 0 || corrected) && looks.count_ones() >= 4 {
            1
        } else {
            2
        };
        (outcome, mask)
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self::new()
    }
}

/// Whether a condition holds of a case.
pub fn holds(condition: &Condition, case: &[Option<i64>]) -> bool {
    let value = |fact: &str| case[position(fact)];
    match condition {
        Condition::Found(fact, answer) => value(fact) == Some(i64::from(*answer)),
        Condition::Among(fact, values) => value(fact).is_some_and(|found| values.iter().any(|one| code(fact, one) == found)),
        Condition::Compare(fact, operator, bound) => value(fact).is_some_and(|found| operator.holds(found, *bound)),
        Condition::Pair { left, factor, operator, right } => match (value(left), value(right)) {
            (Some(left), Some(right)) => operator.holds(left * factor, right),
            _ => false,
        },
        Condition::All(parts) => parts.iter().all(|part| holds(part, case)),
        Condition::Any(parts) => parts.iter().any(|part| holds(part, case)),
        Condition::Absent(inner) => !holds(inner, case),
    }
}

fn red_lines() -> Vec<Condition> {
    vec![
        any([yes("own_gain"), among("motive", &["private"])]),
        yes("bribe"),
        all([yes("prohibited"), absent(yes("policy_change"))]),
        all([yes("knowing"), absent(yes("emergency"))]),
        yes("concealed"),
        all([at_least("deaths", 1), among("gap", &["material"])]),
        all([yes("repeat"), among("degree", &["serious", "major"])]),
        all([more("loss", 50_000_000), less("recovered", 20)]),
    ]
}

fn looks() -> Vec<Condition> {
    vec![
        any([among("degree", &["minor", "general"]), all([among("degree", &["serious"]), at_least("recovered", 80)])]),
        any([among("motive", &["public"]), all([among("motive", &["mixed"]), yes("collective")])]),
        any([yes("emergency"), yes("third_party"), yes("policy_change"), yes("pilot"), among("domain", &["research"])]),
        any([among("gap", &["none"]), all([among("gap", &["slight"]), any([yes("collective"), yes("reported")])])]),
        all([pair("act_day", 1, AtLeast, "policy_day"), absent(yes("prohibited"))]),
        any([at_most("loss", 1_000_000), pair("loss", 20, AtMost, "budget"), at_least("recovered", 90)]),
    ]
}

fn situations() -> Vec<Condition> {
    let domain = |value: &'static [&'static str]| among("domain", value);
    let mut list = vec![
        all([domain(&["reform"]), yes("pilot"), absent(yes("concealed"))]),
        all([
            domain(&["reform"]),
            no("prohibited"),
            yes("collective"),
            absent(any([yes("repeat"), among("gap", &["material"])])),
        ]),
        all([domain(&["reform"]), yes("policy_change"), pair("act_day", 1, AtMost, "report_day")]),
        all([
            domain(&["investment"]),
            yes("collective"),
            yes("consulted"),
            at_most("loss", 30_000_000),
            absent(yes("knowing")),
        ]),
        all([domain(&["investment"]), yes("third_party"), absent(among("gap", &["material"]))]),
        all([
            domain(&["investment"]),
            pair("loss", 10, AtMost, "budget"),
            absent(any([yes("repeat"), among("rank", &["bureau"])])),
        ]),
        all([domain(&["research"]), no("own_gain"), absent(yes("concealed"))]),
        all([domain(&["research"]), among("gap", &["none", "slight"]), yes("consulted")]),
        all([domain(&["rescue"]), yes("emergency"), absent(all([at_least("deaths", 1), yes("knowing")]))]),
        all([domain(&["rescue"]), at_most("affected", 200), yes("reported")]),
    ];
    list.extend(later_situations());
    list
}

fn later_situations() -> Vec<Condition> {
    let domain = |value: &'static [&'static str]| among("domain", value);
    vec![
        all([domain(&["rescue"]), at_least("recovered", 50), absent(among("degree", &["major"]))]),
        all([
            domain(&["service"]),
            at_most("affected", 50),
            among("degree", &["minor", "general"]),
            absent(yes("repeat")),
        ]),
        all([domain(&["service"]), yes("third_party"), no("concealed")]),
        all([
            domain(&["procurement"]),
            no("bribe"),
            yes("collective"),
            at_most("loss", 5_000_000),
            absent(yes("repeat")),
        ]),
        all([domain(&["procurement"]), yes("policy_change"), among("rank", &["staff", "section"])]),
        all([domain(&["lending"]), among("gap", &["none"]), absent(any([yes("knowing"), yes("own_gain")]))]),
        all([domain(&["lending"]), yes("third_party"), at_least("recovered", 30), absent(yes("repeat"))]),
        all([domain(&["regulation"]), yes("consulted"), yes("reported"), absent(at_least("deaths", 1))]),
        all([
            domain(&["regulation", "service"]),
            yes("emergency"),
            at_most("affected", 300),
            absent(yes("concealed")),
        ]),
        all([
            yes("corrected"),
            at_least("recovered", 70),
            among("degree", &["minor", "general"]),
            absent(any([yes("repeat"), yes("safety")])),
        ]),
    ]
}
