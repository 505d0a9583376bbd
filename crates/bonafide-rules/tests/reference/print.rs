//! A regulation as source text, in the many ways the language allows the same thing to be said.
use crate::random::{Dice, has_fields};
use bonafide_rules::outcome::{Modality, Outcome};
use bonafide_rules::regulation::*;

/// Which spelling of the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Words {
    Chinese,
    English,
    /// Each word by chance.
    Mixed,
}

/// Writes a regulation down; the dice choose among equal spellings.
pub(crate) fn source(regulation: &Regulation, words: Words, dice: &mut Dice) -> String {
    let mut printer = Printer { regulation, words, dice };
    let mut text = String::from("---\n");
    text += &format!("id: {}\ntitle: {{zh: {}, en: {}}}\n", regulation.id, regulation.title_zh, regulation.title_en);
    text += &format!("issuer: {}        level: county\nsuperior: none\n", regulation.issuer);
    text +=
        &format!("version: {}\nin_force: 2026-03-01..\non_conflict: 报告\nunlisted: 不适用\n---\n", regulation.version);
    text += "## 第一条\n\n```bonafide\n";
    for statement in printer.statements() {
        text += &statement;
        text.push('\n');
    }
    text + "```\n"
}

/// A value of a fact as a rule writes it.
pub(crate) fn value(fact: &Fact, code: i64, english: bool) -> String {
    match &fact.kind {
        FactKind::YesNo => (if english { ["no", "yes"] } else { ["否", "是"] })[code as usize].into(),
        FactKind::Choice { values, .. } => name(&values[code as usize].name),
        FactKind::Number { unit: Unit::Count, .. } => code.to_string(),
        FactKind::Number { unit: Unit::Fen, .. } => {
            format!("{}.{:02}{}", code / 100, code % 100, if english { "yuan" } else { "元" })
        }
        FactKind::Number { unit: Unit::Day, .. } => format!("2026-03-{:02}", code - 20_512),
    }
}

/// A name, in quotes where it must be.
fn name(name: &str) -> String {
    let word = name.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
    if word && name != "当" { name.into() } else { format!("“{name}”") }
}

struct Printer<'a> {
    regulation: &'a Regulation,
    words: Words,
    dice: &'a mut Dice,
}

impl Printer<'_> {
    fn english(&mut self) -> bool {
        match self.words {
            Words::Chinese => false,
            Words::English => true,
            Words::Mixed => self.dice.chance(50),
        }
    }

    fn word(&mut self, chinese: &'static str, english: &'static str) -> &'static str {
        if self.english() { english } else { chinese }
    }

    fn statements(&mut self) -> Vec<String> {
        let regulation = self.regulation;
        let mut all: Vec<String> = regulation.facts.iter().map(|fact| self.fact(fact)).collect();
        for definition in &regulation.definitions {
            let keyword = self.word("定义", "define");
            let rest =
                format!("{} [{}] = {}", name(&definition.name), definition.id, self.condition(&definition.meaning));
            all.push(self.tagged(keyword, definition.tag.as_deref(), &rest));
        }
        for scope in &regulation.scopes {
            let keyword = self.word("适用", "scope");
            let rest = format!("{}: {}", name(&scope.name), self.condition(&scope.condition));
            all.push(self.tagged(keyword, scope.tag.as_deref(), &rest));
        }
        for node in &regulation.nodes {
            match &node.kind {
                NodeKind::RedLine { effects } => all.push(self.red_line(node, effects)),
                NodeKind::Item { grant, .. } => all.push(self.item(node, grant)),
                NodeKind::Variation { .. } | NodeKind::Defeat { .. } => {}
            }
        }
        // Orders that 属 entails are not written, nor those that follow from a chain.
        let declared = if has_fields(regulation) { &[] } else { regulation.priorities.as_slice() };
        for (high, low) in declared {
            let chained = |middle: &NodeId| declared.contains(&(*high, *middle)) && declared.contains(&(*middle, *low));
            if declared.iter().any(|(middle, _)| chained(middle)) {
                continue;
            }
            let keyword = self.word("优先", "prefer");
            let (high, low) = (&regulation.nodes[high.0 as usize].tag, &regulation.nodes[low.0 as usize].tag);
            all.push(format!("{keyword} #{high} > #{low}"));
        }
        all
    }

    /// A tag stands behind the keyword or at the end.
    fn tagged(&mut self, keyword: &str, tag: Option<&str>, rest: &str) -> String {
        match tag {
            None => format!("{keyword} {rest}"),
            Some(tag) if self.dice.chance(70) => format!("{keyword} #{tag} {rest}"),
            Some(tag) => format!("{keyword} {rest} #{tag}"),
        }
    }

    fn fact(&mut self, fact: &Fact) -> String {
        let english = self.english();
        let mut text = format!("{} {} [{}]: {}", self.word("事实", "fact"), name(&fact.name), fact.id, self.kind(fact));
        if let Some(judges) = &fact.judged_by {
            text += &format!(" {} {}", self.word("评判", "judged_by"), name(&judges.judge));
        }
        match fact.burden {
            None => {}
            Some(Burden::Applicant) => {
                text += &format!(" {} {}", self.word("举证", "burden_on"), self.word("申请人", "applicant"));
            }
            Some(Burden::Accuser) => {
                text += &format!(" {} {}", self.word("举证", "burden_on"), self.word("问责机关", "accuser"));
            }
        }
        for (said, chinese, word) in [
            (fact.controllable, "可为", "controllable"),
            (fact.identity, "身份", "identity"),
            (fact.aggravating, "加重", "aggravating"),
            (fact.may_not_apply, "可不适用", "may_not_apply"),
        ] {
            if said {
                text += &format!(" {}", self.word(chinese, word));
            }
        }
        if let Some(code) = fact.default {
            text += &format!(" {} {}", self.word("默认", "default"), value(fact, code, english));
        }
        text
    }

    fn kind(&mut self, fact: &Fact) -> String {
        let range = |low, high| format!("{}..{}", value(fact, low, false), value(fact, high, false));
        match &fact.kind {
            FactKind::YesNo => self.word("是否", "yes_no").into(),
            FactKind::Choice { values, ordered } => {
                let values: Vec<String> =
                    values.iter().map(|value| format!("{} [{}]", name(&value.name), value.id)).collect();
                format!("{{{}}}", values.join(if *ordered { " < " } else { ", " }))
            }
            FactKind::Number { unit, low, high } => {
                let keyword = match unit {
                    Unit::Count => self.word("整数", "integer"),
                    Unit::Fen => self.word("金额", "money"),
                    Unit::Day => self.word("日期", "date"),
                };
                format!("{keyword} {}", range(*low, *high))
            }
        }
    }

    fn red_line(&mut self, node: &Node, effects: &[EffectId]) -> String {
        let keyword = self.word("红线", "redline");
        let mut rest = format!("{}: {}", name(&node.name), self.condition(&node.condition));
        if !effects.is_empty() {
            rest += &format!(" {} {}", self.word("则", "then"), self.effects(effects).join(", "));
        }
        self.tagged(keyword, Some(&node.tag), &rest)
    }

    fn item(&mut self, node: &Node, grant: &Grant) -> String {
        let mut head = format!("{} #{} {}", self.word("条目", "item"), node.tag, name(&node.name));
        let NodeKind::Item { field, .. } = &node.kind else { return head };
        let mut condition = &node.condition;
        let path: Vec<String> = field.iter().map(|part| name(part)).collect();
        if !path.is_empty() {
            head += &format!(" {} {}", self.word("属", "within"), path.join("."));
        }
        // What 权限 and 属 add stands before the written condition.
        if let Condition::All(parts) = condition
            && parts.first() == Some(&Condition::Any(Vec::new()))
        {
            head += &format!(" {} {}", self.word("权限", "competence"), self.word("市", "city"));
            condition = &parts[1];
        }
        let is_choice = field.len() == 2 && self.regulation.facts.iter().any(|fact| fact.name == field[0]);
        if let (true, Condition::All(parts)) = (is_choice, condition) {
            condition = &parts[1];
        }
        let condition = format!("{} {}", self.word("当", "when"), self.condition(condition));
        format!("{head}\n  {condition} {}{}", self.grant(grant), self.exceptions(&node.exceptions, 2))
    }

    fn grant(&mut self, grant: &Grant) -> String {
        let modality = match grant.modality {
            Modality::May => self.word("可以", "may"),
            Modality::Should => self.word("应当", "should"),
            Modality::Must => self.word("必须", "must"),
        };
        let or = self.word("或", "or");
        let outcomes: Vec<&str> = grant.outcomes.iter().map(|outcome| self.outcome(outcome)).collect();
        let mut given: Vec<String> = Vec::new();
        if !outcomes.is_empty() {
            given.push(outcomes.join(&format!(" {or} ")));
        }
        given.extend(self.effects(&grant.effects));
        format!("{} {modality} {}", self.word("则", "then"), given.join(", "))
    }

    fn outcome(&mut self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Exempt => self.word("免责", "exempt"),
            Outcome::Mitigate => self.word("减轻", "mitigate"),
            Outcome::Lenient => self.word("从轻", "lenient"),
            Outcome::Accountable => self.word("问责", "accountable"),
        }
    }

    fn effects(&mut self, effects: &[EffectId]) -> Vec<String> {
        let named = |effect: &EffectId| &self.regulation.effects[effect.0 as usize];
        effects
            .iter()
            .map(named)
            .map(|effect| if self.dice.chance(50) { &effect.name } else { &effect.id }.clone())
            .collect()
    }

    /// 除非 attaches to what stands directly before it, so after a 但 a defeat of the outer node is written as 不适用.
    fn exceptions(&mut self, exceptions: &[NodeId], indent: usize) -> String {
        let mut text = String::new();
        let mut after_but = false;
        for id in exceptions {
            let node = &self.regulation.nodes[id.0 as usize];
            let condition = self.condition(&node.condition);
            let tag = &node.tag;
            text += &format!("\n{}", " ".repeat(indent));
            let grant = match &node.kind {
                NodeKind::Variation { grant, .. } => Some(self.grant(grant)),
                _ if after_but || self.dice.chance(40) => {
                    Some(format!("{} {}", self.word("则", "then"), self.word("不适用", "not_applicable")))
                }
                _ => None,
            };
            if let Some(grant) = grant {
                text += &format!("{} #{tag} {condition} {grant}", self.word("但", "but"));
                text += &self.under_but(&node.exceptions, indent + 2);
                after_but = true;
            } else {
                text += &format!("{} #{tag} {condition}", self.word("除非", "unless"));
                text += &self.braces(&node.exceptions, indent + 2);
            }
        }
        text
    }

    /// The last defeats under a 但 may stand behind its braces as 除非.
    fn under_but(&mut self, exceptions: &[NodeId], indent: usize) -> String {
        let is_defeat = |id: &&NodeId| matches!(self.regulation.nodes[id.0 as usize].kind, NodeKind::Defeat { .. });
        let trailing = exceptions.iter().rev().take_while(is_defeat).count();
        let trailing = if trailing == 0 { 0 } else { self.dice.below(trailing + 1) };
        let (inside, behind) = exceptions.split_at(exceptions.len() - trailing);
        let mut text = self.braces(inside, indent);
        for id in behind {
            let node = &self.regulation.nodes[id.0 as usize];
            let condition = self.condition(&node.condition);
            text += &format!("\n{}{} #{} {condition}", " ".repeat(indent), self.word("除非", "unless"), node.tag);
            text += &self.braces(&node.exceptions, indent + 2);
        }
        text
    }

    fn braces(&mut self, exceptions: &[NodeId], indent: usize) -> String {
        if exceptions.is_empty() {
            return String::new();
        }
        format!(" {{{}\n{}}}", self.exceptions(exceptions, indent), " ".repeat(indent - 2))
    }

    fn condition(&mut self, condition: &Condition) -> String {
        match condition {
            Condition::Any(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| self.within(part, 1)).collect();
                parts.join(&format!(" {} ", self.word("或", "or")))
            }
            Condition::All(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| self.within(part, 2)).collect();
                parts.join(&format!(" {} ", self.word("且", "and")))
            }
            Condition::Not(part) => format!("{} {}", self.word("非", "not"), self.within(part, 2)),
            Condition::AtLeast(count, parts) => {
                let parts: Vec<String> = parts.iter().map(|part| self.condition(part)).collect();
                let of = if self.dice.chance(50) { self.word("项", "of") } else { "" };
                format!("{} {count} {of} {{{}}}", self.word("至少", "at_least"), parts.join(", "))
            }
            Condition::Defined(id) => name(&self.regulation.definitions[id.0 as usize].name),
            Condition::Test(test) => self.test(test),
        }
    }

    /// A part inside 或 (1) or inside 且 and 非 (2), in parentheses where it binds less, and sometimes where not.
    fn within(&mut self, part: &Condition, binds: u8) -> String {
        let own = match part {
            Condition::Any(_) => 0,
            Condition::All(_) => 1,
            _ => 2,
        };
        let text = self.condition(part);
        if own < binds || self.dice.chance(10) { format!("({text})") } else { text }
    }

    fn test(&mut self, test: &Test) -> String {
        match *test {
            Test::Among { fact, values } => self.among(fact, values),
            Test::Within { fact, low, high } => {
                let english = self.english();
                let fact = &self.regulation.facts[fact.0 as usize];
                let (operator, bound) = bound(low, high);
                self.compare(&name(&fact.name), operator, &value(fact, bound, english))
            }
            Test::Spread { left, factor, right, low, high } => {
                let (left, right) = (&self.regulation.facts[left.0 as usize], &self.regulation.facts[right.0 as usize]);
                let (operator, bound) = bound(low, high);
                let (one, other) = (name(&left.name), name(&right.name));
                if factor > 1 {
                    let times = if self.dice.chance(70) { "×" } else { "*" };
                    return self.compare(&format!("{one} {times} {factor}"), operator, &other);
                }
                if bound == 0 && self.dice.chance(50) {
                    return self.compare(&one, operator, &other);
                }
                let unit = match left.kind {
                    FactKind::Number { unit: Unit::Day, .. } => format!("{bound}{}", self.word("日", "days")),
                    _ => value(left, bound, false),
                };
                self.compare(&format!("{one} - {other}"), operator, &unit)
            }
        }
    }

    fn compare(&mut self, left: &str, operator: &str, right: &str) -> String {
        if self.dice.chance(85) {
            return format!("{left} {operator} {right}");
        }
        let turned = match operator {
            ">=" => "<=",
            "<=" => ">=",
            same => same,
        };
        format!("{right} {turned} {left}")
    }

    fn among(&mut self, fact: FactId, codes: u64) -> String {
        let fact = &self.regulation.facts[fact.0 as usize];
        let label = name(&fact.name);
        let FactKind::Choice { values, ordered } = &fact.kind else { return label };
        let written: Vec<String> =
            (0..values.len()).filter(|code| codes >> code & 1 == 1).map(|code| name(&values[code].name)).collect();
        let least = codes.trailing_zeros() as usize;
        let upwards = written.len() == values.len() - least;
        match written.as_slice() {
            [one] if self.dice.chance(80) => format!("{label} = {one}"),
            [first, ..] if *ordered && upwards => format!("{label} >= {first}"),
            _ => format!("{label} = {{{}}}", written.join(", ")),
        }
    }
}

fn bound(low: i64, high: i64) -> (&'static str, i64) {
    match (low, high) {
        (i64::MIN, high) => ("<=", high),
        (low, i64::MAX) => (">=", low),
        (low, _) => ("=", low),
    }
}
