//! The twenty-eight facts.

/// Type of a fact. Values are codes: 0 and 1, the position of the choice, or the number itself.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    YesNo,
    /// Id, Chinese name and weight of each value in the generated cases.
    Choice(&'static [(&'static str, &'static str, u32)]),
    Number {
        low: i64,
        high: i64,
    },
}

/// A fact of the rule set.
#[derive(Clone, Copy, Debug)]
pub struct Fact {
    /// Id used in cases and by the peers.
    pub id: &'static str,
    /// Name used in the regulation.
    pub name: &'static str,
    /// Its type.
    pub kind: Kind,
    /// How often a generated case lacks it.
    pub missing: f64,
    /// How often a yes/no fact is yes.
    pub yes: f64,
}

const fn yes_no(id: &'static str, name: &'static str, yes: f64) -> Fact {
    Fact { id, name, kind: Kind::YesNo, missing: 0.12, yes }
}

const fn choice(id: &'static str, name: &'static str, values: &'static [(&'static str, &'static str, u32)]) -> Fact {
    Fact { id, name, kind: Kind::Choice(values), missing: 0.04, yes: 0.0 }
}

const fn number(id: &'static str, name: &'static str, low: i64, high: i64) -> Fact {
    Fact { id, name, kind: Kind::Number { low, high }, missing: 0.08, yes: 0.0 }
}

/// Yes/no facts first, then choices, then numbers: the floors rely on this order.
pub const FACTS: [Fact; 28] = [
    yes_no("own_gain", "谋取私利", 0.05),
    yes_no("bribe", "收受贿赂", 0.02),
    yes_no("prohibited", "明令禁止", 0.08),
    yes_no("knowing", "明知故犯", 0.08),
    yes_no("concealed", "隐瞒不报", 0.06),
    yes_no("collective", "集体研究", 0.45),
    yes_no("consulted", "征求意见", 0.45),
    yes_no("reported", "及时报告", 0.45),
    yes_no("emergency", "情况紧急", 0.45),
    yes_no("corrected", "主动纠正", 0.45),
    yes_no("repeat", "重复发生", 0.12),
    yes_no("third_party", "他人原因", 0.45),
    yes_no("policy_change", "政策调整", 0.45),
    yes_no("pilot", "先行先试", 0.45),
    yes_no("safety", "安全事故", 0.45),
    choice("motive", "动机", &[("public", "为公", 70), ("mixed", "兼有", 18), ("private", "谋私", 4), ("unclear", "不明", 8)]),
    choice("degree", "危害程度", &[("minor", "轻微", 40), ("general", "一般", 35), ("serious", "较重", 18), ("major", "重大", 7)]),
    choice(
        "domain",
        "领域",
        &[
            ("reform", "改革", 1),
            ("investment", "投资", 1),
            ("research", "科研", 1),
            ("rescue", "抢险", 1),
            ("service", "服务", 1),
            ("procurement", "采购", 1),
            ("lending", "信贷", 1),
            ("regulation", "监管", 1),
        ],
    ),
    choice("rank", "职级", &[("staff", "科员", 1), ("section", "科级", 1), ("division", "处级", 1), ("bureau", "厅级", 1)]),
    choice("gap", "程序瑕疵", &[("none", "没有", 50), ("slight", "细微", 38), ("material", "实质", 12)]),
    number("recovered", "挽回比例", 0, 100),
    number("affected", "影响人数", 0, 500),
    number("deaths", "死亡人数", 0, 2),
    number("loss", "损失", 0, 100_000_000),
    number("budget", "预算", 0, 1_000_000_000),
    number("act_day", "行为日", 17_000, 20_000),
    number("policy_day", "政策日", 16_500, 19_800),
    number("report_day", "报告日", 17_000, 20_200),
];

/// How many facts fit a byte in the floors: yes/no facts and choices.
pub const SMALL: usize = 20;

/// Position of a fact.
///
/// # Panics
/// When the rule set names a fact that is not in [`FACTS`]: a slip in this crate.
pub fn position(id: &str) -> usize {
    FACTS.iter().position(|fact| fact.id == id).unwrap_or_else(|| panic!("no fact `{id}`"))
}

/// Code of a choice's value.
///
/// # Panics
/// When the fact has no such value: a slip in this crate.
pub fn code(id: &str, value: &str) -> i64 {
    match FACTS[position(id)].kind {
        Kind::Choice(values) => values.iter().position(|(known, ..)| *known == value),
        Kind::YesNo | Kind::Number { .. } => None,
    }
    .unwrap_or_else(|| panic!("no value `{value}` of `{id}`")) as i64
}
