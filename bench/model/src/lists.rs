//! Generated exemption lists of any length: what an engine meets at the size of a county (40 items) or a province (120).
//!
//! Items have four to eight tests, exceptions go two deep, and outcomes are ordered in three tiers, lightest first, so
//! that no two outcomes meet without an order. Graver facts only ever narrow a grant, so that more harm never helps.

use crate::random::Random;
use std::fmt::Write;

/// A generated list.
pub struct List {
    /// The regulation.
    pub text: String,
    /// Its facts, for the cases.
    pub facts: Vec<ListFact>,
}

/// A fact of a list.
#[derive(Clone, Debug)]
pub struct ListFact {
    /// Id used in cases.
    pub id: String,
    name: String,
    kind: ListKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ListKind {
    /// A yes/no fact that helps the person.
    Good,
    /// A yes/no fact that hurts.
    Bad,
    /// An ordered choice that hurts, of this many values.
    Grade(usize),
    /// Where the matter belongs.
    Domain,
    /// An amount in yuan, up to the bound.
    Yuan(i64),
    /// A count, up to the bound.
    Count(i64),
    /// A date.
    Day,
}

const SUBJECTS: [(&str, &str); 20] = [
    ("plan", "方案"),
    ("budget", "预算"),
    ("contract", "合同"),
    ("tender", "招标"),
    ("risk", "风险"),
    ("schedule", "进度"),
    ("quality", "质量"),
    ("staff", "人员"),
    ("fund", "资金"),
    ("site", "现场"),
    ("design", "设计"),
    ("land", "用地"),
    ("loan", "贷款"),
    ("data_set", "数据"),
    ("equipment", "设备"),
    ("supplier", "供方"),
    ("permit", "许可"),
    ("relocation", "拆迁"),
    ("subsidy", "补助"),
    ("inspection", "检查"),
];
const GOOD: [(&str, &str); 2] = [("argued", "经论证"), ("filed", "已备案")];
const BAD: [(&str, &str); 1] = [("faked", "有虚假")];
const DOMAINS: [(&str, &str); 8] = [
    ("reform", "改革创新"),
    ("investment", "招商引资"),
    ("research", "科技攻关"),
    ("rescue", "应急处突"),
    ("service", "便民服务"),
    ("procurement", "项目建设"),
    ("lending", "化解风险"),
    ("oversight", "监督执法"),
];
const GRADES: [(&str, &str); 5] = [("nil", "零级"), ("light", "一级"), ("medium", "二级"), ("heavy", "三级"), ("extreme", "四级")];
/// 2024-01-01 and 2026-12-31, in days since 1970-01-01.
const DAYS: (i64, i64) = (19_723, 20_818);

impl ListFact {
    fn new(id: impl Into<String>, name: impl Into<String>, kind: ListKind) -> Self {
        Self { id: id.into(), name: name.into(), kind }
    }

    fn declaration(&self) -> String {
        let (id, name) = (&self.id, &self.name);
        let accuser = "举证 问责机关";
        match self.kind {
            ListKind::Good => format!("事实 {name} [{id}]: 是否  举证 申请人; 可为"),
            ListKind::Bad => format!("事实 {name} [{id}]: 是否  {accuser}; 加重"),
            ListKind::Grade(count) => {
                let values: Vec<String> =
                    GRADES[..count].iter().map(|(id, value)| format!("{value} [{id}]")).collect();
                format!("事实 {name} [{id}]: {{{}}}  {accuser}; 加重", values.join(" < "))
            }
            ListKind::Domain => {
                let values: Vec<String> = DOMAINS.iter().map(|(id, value)| format!("{value} [{id}]")).collect();
                format!("事实 {name} [{id}]: {{{}}}  评判 调查组", values.join(", "))
            }
            ListKind::Yuan(high) => format!("事实 {name} [{id}]: 金额 0元..{}万元  {accuser}; 加重", high / 10_000),
            ListKind::Count(high) => format!("事实 {name} [{id}]: 整数 0..{high}  {accuser}; 加重"),
            ListKind::Day => format!("事实 {name} [{id}]: 日期 2024-01-01..2026-12-31  评判 调查组"),
        }
    }

    /// A value as a case line writes it.
    fn json(&self, random: &mut Random) -> String {
        match self.kind {
            ListKind::Good => random.chance(0.6).to_string(),
            ListKind::Bad => random.chance(0.08).to_string(),
            ListKind::Grade(count) => format!("\"{}\"", GRADES[random.weighted(&[8, 5, 3, 2, 1][..count])].0),
            ListKind::Domain => format!("\"{}\"", DOMAINS[random.below(DOMAINS.len())].0),
            ListKind::Yuan(high) | ListKind::Count(high) => ((high as f64 * random.unit().powi(2)) as i64).to_string(),
            ListKind::Day => format!("\"{}\"", iso(random.between(DAYS.0, DAYS.1))),
        }
    }
}

/// ISO date of a day since 1970-01-01 (Howard Hinnant's civil-from-days).
fn iso(day: i64) -> String {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_index = (5 * of_year + 2) / 153;
    let (day, month) = (of_year - (153 * month_index + 2) / 5 + 1, if month_index < 10 { month_index + 3 } else { month_index - 9 });
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The facts of a list: `subjects` kinds of matter, each with yes/no facts, and numbers, grades and dates in proportion.
fn facts(subjects: usize) -> Vec<ListFact> {
    let mut facts = vec![ListFact::new("domain", "领域", ListKind::Domain)];
    for (subject, subject_name) in &SUBJECTS[..subjects] {
        for (act, act_name) in GOOD {
            facts.push(ListFact::new(format!("{subject}_{act}"), format!("{subject_name}{act_name}"), ListKind::Good));
        }
        for (act, act_name) in BAD {
            facts.push(ListFact::new(format!("{subject}_{act}"), format!("{subject_name}{act_name}"), ListKind::Bad));
        }
    }
    for (place, (subject, name)) in SUBJECTS[..subjects].iter().enumerate() {
        let fact = match place % 4 {
            0 => ListFact::new(format!("{subject}_loss"), format!("{name}损失"), ListKind::Yuan(50_000_000)),
            1 => ListFact::new(format!("{subject}_overrun"), format!("{name}超期"), ListKind::Count(400)),
            2 => ListFact::new(format!("{subject}_grade"), format!("{name}等级"), ListKind::Grade(5)),
            _ => continue,
        };
        facts.push(fact);
    }
    for (subject, name) in &SUBJECTS[..subjects / 5] {
        facts.push(ListFact::new(format!("{subject}_found_on"), format!("{name}发现日"), ListKind::Day));
        facts.push(ListFact::new(format!("{subject}_reported_on"), format!("{name}报告日"), ListKind::Day));
    }
    facts
}

/// Draws conditions over the facts of a list.
struct Writer<'a> {
    random: Random,
    good: Vec<&'a ListFact>,
    bad: Vec<&'a ListFact>,
    measures: Vec<&'a ListFact>,
    days: Vec<(&'a ListFact, &'a ListFact)>,
    /// Moves each threshold by this many hundredths: the older version of a list.
    shift: i64,
}

impl<'a> Writer<'a> {
    fn new(facts: &'a [ListFact], seed: u64, shift: i64) -> Self {
        let of = |keep: fn(ListKind) -> bool| facts.iter().filter(|fact| keep(fact.kind)).collect::<Vec<_>>();
        let days = of(|kind| kind == ListKind::Day);
        Self {
            random: Random::new(seed),
            good: of(|kind| kind == ListKind::Good),
            bad: of(|kind| kind == ListKind::Bad),
            measures: of(|kind| matches!(kind, ListKind::Yuan(_) | ListKind::Count(_) | ListKind::Grade(_))),
            days: days.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect(),
            shift,
        }
    }

    /// A bound of a measure inside its range: `share` of it, in `0.0..1.0`.
    fn bound(&self, fact: &ListFact, share: f64) -> String {
        match fact.kind {
            ListKind::Yuan(high) => {
                let ten_thousands = (high as f64 * share) as i64 / 10_000;
                format!("{}万元", (ten_thousands + ten_thousands * self.shift / 100).max(1))
            }
            ListKind::Count(high) => {
                let count = (high as f64 * share) as i64;
                (count + count * self.shift / 100).max(1).to_string()
            }
            ListKind::Grade(count) => GRADES[((count as f64 * share) as usize).clamp(1, count - 2)].1.to_owned(),
            _ => String::new(),
        }
    }

    /// Between `low` and `high` tests, joined by 且; alternatives and counts make up some of them.
    fn merits(&mut self, low: usize, high: usize, avoid: &str) -> Vec<String> {
        let mut left = self.random.between(low as i64, high as i64) as usize;
        let goods: Vec<&'a ListFact> = self.random.sample(&self.good, high + 3).into_iter().copied().collect();
        let mut goods = goods.into_iter();
        let mut next = || goods.next().map_or_else(String::new, |fact| fact.name.clone());
        let mut parts = Vec::new();
        if left >= 4 && self.random.chance(0.25) {
            parts.push(format!("至少 2 项 {{{}, {}, {}}}", next(), next(), next()));
            left -= 3;
        } else if left >= 3 && self.random.chance(0.35) {
            parts.push(format!("({} 或 {})", next(), next()));
            left -= 2;
        }
        if left >= 2 {
            let measures: Vec<&ListFact> = self.measures.iter().copied().filter(|fact| fact.name != avoid).collect();
            let fact = measures[self.random.below(measures.len())];
            let share = 0.3 + 0.4 * self.random.unit();
            parts.push(format!("{} <= {}", fact.name, self.bound(fact, share)));
            left -= 1;
        }
        parts.extend((0..left).map(|_| next()));
        parts
    }

    fn timely(&mut self) -> String {
        let (found, reported) = self.days[self.random.below(self.days.len())];
        format!("{} - {} <= {}日", reported.name, found.name, self.random.between(3, 15))
    }

    /// One item: its text, and the tags of the variations under it.
    fn item(&mut self, number: usize, tier: usize, exceptions: &[&ListFact]) -> (String, Vec<String>) {
        const GRANTS: [&str; 3] = ["应当 免责, 不作负面评价", "可以 减轻", "可以 从轻, 责成整改"];
        let tag = format!("I{number}");
        let measure = self.measures[self.random.below(self.measures.len())];
        let mut parts = self.merits(3, 7, &measure.name);
        if self.random.chance(0.2) {
            parts.push(self.timely());
        }
        let domain = DOMAINS[number % DOMAINS.len()].1;
        let mut text = format!("条目 #{tag} 情形{number} 属 领域.{domain}\n  当 {}\n  则 {}\n", parts.join(" 且 "), GRANTS[tier]);
        let mut variations = Vec::new();
        if tier < 2 && self.random.chance(0.5) {
            let share = 0.7 + 0.2 * self.random.unit();
            let _ = writeln!(text, "  但 #{tag}v {} > {} 则 {}", measure.name, self.bound(measure, share), GRANTS[tier + 1]);
            variations.push(format!("{tag}v"));
        }
        if self.random.chance(0.6) {
            let bad = exceptions[self.random.below(exceptions.len())];
            let _ = write!(text, "  但 #{tag}b {} 则 不适用", bad.name);
            // What the item demands anyway would rescue it always.
            let is_timely = parts.iter().any(|part| part.ends_with('日'));
            let rescue = if !is_timely && self.random.chance(0.5) {
                self.timely()
            } else {
                let free: Vec<&ListFact> =
                    self.good.iter().copied().filter(|fact| !parts.iter().any(|part| part.contains(&fact.name))).collect();
                free[self.random.below(free.len())].name.clone()
            };
            let _ = writeln!(text, " {{ 除非 #{tag}c {rescue} }}");
        }
        (text, variations)
    }
}

/// Writes a list of `items` items over `subjects` subjects. `shift` makes an older version with other thresholds.
pub fn list(items: usize, subjects: usize, red_lines: usize, seed: u64, shift: i64) -> List {
    let facts = facts(subjects);
    let mut writer = Writer::new(&facts, seed, shift);
    let bad = writer.bad.clone();
    let (crossed, excepted) = bad.split_at(red_lines.min(bad.len() / 2));
    let version = if shift == 0 { "2026-2" } else { "2026-1" };
    let mut text = format!(
        "---\nid: bench-list-{items}\ntitle: {{zh: 基准清单{items}条, en: A generated list of {items} items}}\nissuer: 基准\n\
         level: county\nsuperior: none\nversion: {version}\nin_force: 2026-01-01..\nunlisted: 不适用\n---\n# 基准清单\n\n## 第一条 事实\n\
         ```bonafide\n"
    );
    for fact in &facts {
        text.push_str(&fact.declaration());
        text.push('\n');
    }
    text.push_str("```\n\n## 第二条 红线\n```bonafide\n");
    for (number, fact) in crossed.iter().enumerate() {
        let extra = if number % 2 == 0 {
            String::new()
        } else {
            let measure = writer.measures[number % writer.measures.len()];
            format!(" 且 {} > {}", measure.name, writer.bound(measure, 0.5))
        };
        let _ = writeln!(text, "红线 #R{} 红线{}: {}{extra}", number + 1, number + 1, fact.name);
    }
    text.push_str("```\n");
    let mut tiers: [Vec<String>; 3] = Default::default();
    for number in 1..=items {
        // Six in ten exempt, three mitigate, one goes lighter.
        let tier = [0, 0, 1, 0, 1, 0, 0, 2, 1, 0][number % 10];
        let (item, variations) = writer.item(number, tier, excepted);
        let _ = write!(text, "\n## 第{}条 情形{number}\n```bonafide\n{item}```\n", number + 2);
        tiers[tier].push(format!("I{number}"));
        if tier < 2 {
            tiers[tier + 1].extend(variations);
        }
    }
    let groups: Vec<String> = tiers
        .iter()
        .filter(|tags| !tags.is_empty())
        .map(|tags| format!("{{{}}}", tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(", ")))
        .collect();
    let _ = write!(text, "\n## 第{}条 次序\n```bonafide\n优先 {}\n```\n", items + 3, groups.join("\n  > "));
    List { text, facts }
}

/// The list of 40 items.
pub fn list40(shift: i64) -> List {
    list(40, 10, 5, 40, shift)
}

/// The list of 120 items.
pub fn list120(shift: i64) -> List {
    list(120, 20, 9, 120, shift)
}

/// Lines of cases, a tenth to a half of whose facts are unknown; a quarter of those cannot be established.
pub fn case_lines(list: &List, seed: u64, from: usize, count: usize) -> String {
    let mut random = Random::new(seed ^ from as u64);
    let mut text = String::new();
    for id in from..from + count {
        let unknown = 0.1 + 0.4 * random.unit();
        let _ = write!(text, "{{\"id\":\"c{id}\",\"facts\":{{");
        let mut comma = "";
        for fact in &list.facts {
            if random.chance(unknown) {
                if random.chance(0.25) {
                    let _ = write!(text, "{comma}\"{}\":\"cannot_establish\"", fact.id);
                    comma = ",";
                }
                continue;
            }
            let _ = write!(text, "{comma}\"{}\":{}", fact.id, fact.json(&mut random));
            comma = ",";
        }
        text.push_str("}}\n");
    }
    text
}
