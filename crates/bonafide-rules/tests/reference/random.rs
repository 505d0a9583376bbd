//! Random small regulations and random cases under them. The same seed always gives the same.
use crate::partial::Space;
use bonafide_rules::outcome::{Modality, Outcome, OutcomeSet};
use bonafide_rules::place::Span;
use bonafide_rules::regulation::*;

/// splitmix64: enough for picking, and one line to carry in one's head.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x00B0_AF1D_E000)
    }

    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    /// `0..ceiling`
    pub(crate) fn below(&mut self, ceiling: usize) -> usize {
        (self.roll() % ceiling as u64) as usize
    }

    /// Both ends included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1) as usize) as i64
    }

    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// Names a drafter might choose; some are words of the language in another place, some must be quoted.
const FACT_NAMES: [&str; 16] = [
    "经集体研究",
    "明令禁止",
    "隐瞒",
    "危害程度",
    "直接损失",
    "发现日",
    "报告日",
    "身份",
    "期",
    "人数",
    "当",
    "第 三 方",
    "motive",
    "repeat_error",
    "例外2",
    "默认",
];
const VALUE_NAMES: [&str; 4] = ["轻微", "较重", "重大", "特别重大"];
const EFFECTS: [(&str, &str); 10] = [
    ("不作负面评价", "no_negative_remark"),
    ("责成整改", "correction_ordered"),
    ("澄清正名", "clarified"),
    ("撤销恢复", "revoked_and_restored"),
    ("移送", "transferred"),
    ("批评教育", "admonished"),
    ("不影响考核任用", "no_adverse_effect"),
    ("从重", "aggravated"),
    ("不再使用", "never_used_again"),
    ("调整岗位", "moved_to_other_post"),
];
/// The most complete cases of a random regulation.
const SPACE_MAX: usize = 2048;
/// 2026-03-01
const FIRST_DAY: i64 = 20_513;

/// A random regulation small enough to be tried case by case.
pub(crate) fn regulation(dice: &mut Dice) -> Regulation {
    loop {
        let labelled = dice.chance(30);
        let mut drafter = Drafter { dice, regulation: blank(), labelled };
        drafter.draft(6);
        let regulation = drafter.regulation;
        if Space::new(&regulation).is_some_and(|space| space.size() <= SPACE_MAX) {
            return regulation;
        }
    }
}

/// A random regulation with so many cases that the engine does not count them out one by one.
pub(crate) fn broad_regulation(dice: &mut Dice) -> Regulation {
    loop {
        let labelled = dice.chance(30);
        let mut drafter = Drafter { dice, regulation: blank(), labelled };
        drafter.draft(10);
        let regulation = drafter.regulation;
        if Space::new(&regulation).is_some_and(|space| (SPACE_MAX * 3..SPACE_MAX * 10).contains(&space.size())) {
            return regulation;
        }
    }
}

/// A random case: each fact found, not applicable, cannot be established or not examined.
pub(crate) fn case(dice: &mut Dice, regulation: &Regulation) -> Vec<Standing> {
    let unknown = *dice.pick(&[0, 20, 40, 40, 60, 80, 100]);
    let unexamined = *dice.pick(&[0, 30, 60, 100]);
    regulation.facts.iter().map(|fact| standing(dice, fact, unknown, unexamined)).collect()
}

fn standing(dice: &mut Dice, fact: &Fact, unknown: usize, unexamined: usize) -> Standing {
    if dice.chance(unknown) {
        return if dice.chance(unexamined) { Standing::NotExamined } else { Standing::CannotEstablish };
    }
    if (fact.may_not_apply || fact.kind == FactKind::YesNo) && dice.chance(20) {
        return Standing::NotApplicable;
    }
    let (low, high) = range(&fact.kind);
    Standing::Found(dice.between(low, high))
}

/// The least and greatest code of a fact.
pub(crate) fn range(kind: &FactKind) -> (i64, i64) {
    match kind {
        FactKind::YesNo => (0, 1),
        FactKind::Choice { values, .. } => (0, values.len() as i64 - 1),
        FactKind::Number { low, high, .. } => (*low, *high),
    }
}

/// A regulation that says nothing yet.
pub(crate) fn blank() -> Regulation {
    Regulation {
        id: "random".into(),
        version: "1".into(),
        title_zh: "随机制度".into(),
        title_en: "A random regulation".into(),
        issuer: "县委".into(),
        level: Level::County,
        superior: None,
        in_force: Period { from: Some(FIRST_DAY), until: None },
        lenient_version: true,
        unlisted_declared: true,
        source: None,
        principles: Vec::new(),
        articles: vec![Article {
            label: "第一条".into(),
            heading: "第一条".into(),
            prose: String::new(),
            span: Span::default(),
        }],
        facts: Vec::new(),
        definitions: Vec::new(),
        effects: EFFECTS.iter().map(|(name, id)| EffectName { name: (*name).into(), id: (*id).into() }).collect(),
        scopes: Vec::new(),
        nodes: Vec::new(),
        priorities: Vec::new(),
        examples: Vec::new(),
        provisions: Vec::new(),
    }
}

/// A fact with nothing said about it but its type.
pub(crate) fn fact(name: &str, id: &str, kind: FactKind) -> Fact {
    Fact {
        name: name.into(),
        id: id.into(),
        kind,
        look: None,
        burden: None,
        judged_by: None,
        controllable: false,
        identity: false,
        aggravating: false,
        may_not_apply: false,
        default: None,
        direction: Direction::Unused,
        usual_evidence: None,
        article: Some(0),
        span: Span::default(),
    }
}

struct Drafter<'a> {
    dice: &'a mut Dice,
    regulation: Regulation,
    /// Whether items may say what they belong to (属).
    labelled: bool,
}

impl Drafter<'_> {
    fn draft(&mut self, facts_max: usize) {
        let facts = 1 + self.dice.below(facts_max);
        let mut names: Vec<&str> = FACT_NAMES.to_vec();
        for number in 0..facts {
            let name = names.swap_remove(self.dice.below(names.len()));
            let fact = self.fact(name, &format!("f{number}"));
            self.regulation.facts.push(fact);
        }
        for number in 0..*self.dice.pick(&[0, 0, 1, 2]) {
            let (name, id) = (format!("定义{number}"), format!("d{number}"));
            let meaning = self.condition(2);
            let tag = self.dice.chance(50).then(|| format!("D{number}"));
            let definition = Definition { name, id, tag, meaning, article: Some(0), span: Span::default() };
            self.regulation.definitions.push(definition);
        }
        for number in 0..*self.dice.pick(&[0, 0, 0, 0, 1, 2]) {
            let condition = self.condition(1);
            let (tag, name) = (Some(format!("S{number}")), format!("范围{number}"));
            let scope = Scope { tag, name, condition, article: Some(0), source: None, span: Span::default() };
            self.regulation.scopes.push(scope);
        }
        for number in 0..*self.dice.pick(&[0, 0, 1, 1, 2]) {
            let effects = self.effects(25);
            let condition = self.condition(2);
            self.node(format!("R{number}"), format!("红线{number}"), NodeKind::RedLine { effects }, condition);
        }
        for number in 0..*self.dice.pick(&[1, 1, 2, 2, 3, 4]) {
            self.item(number);
        }
        self.priorities();
    }

    fn fact(&mut self, name: &str, id: &str) -> Fact {
        let kind = match self.dice.below(10) {
            0..=4 => FactKind::YesNo,
            5 | 6 => {
                let count = 2 + self.dice.below(3);
                let values = VALUE_NAMES[..count].iter().enumerate();
                let values = values.map(|(code, name)| ChoiceValue { name: (*name).into(), id: format!("v{code}") });
                FactKind::Choice { values: values.collect(), ordered: self.dice.chance(60) }
            }
            _ => {
                let unit = *self.dice.pick(&[Unit::Count, Unit::Count, Unit::Fen, Unit::Day, Unit::Day]);
                let low = if unit == Unit::Day { FIRST_DAY } else { self.dice.between(0, 2) };
                FactKind::Number { unit, low, high: low + self.dice.between(1, 4) }
            }
        };
        let mut fact = fact(name, id, kind);
        fact.burden = match self.dice.below(4) {
            0 => None,
            1 | 2 => Some(Burden::Applicant),
            _ => Some(Burden::Accuser),
        };
        if self.dice.chance(12) {
            fact.judged_by = Some(Judges { judge: "调查组".into(), instead: Vec::new() });
        }
        fact.controllable = self.dice.chance(40);
        fact.identity = self.dice.chance(10);
        let goes_up = !matches!(fact.kind, FactKind::Choice { ordered: false, .. });
        fact.aggravating = goes_up && self.dice.chance(20);
        fact.may_not_apply = fact.kind != FactKind::YesNo && self.dice.chance(25);
        if self.dice.chance(30) {
            let (low, high) = range(&fact.kind);
            fact.default = Some(self.dice.between(low, high));
        }
        fact
    }

    fn node(&mut self, tag: String, name: String, kind: NodeKind, condition: Condition) -> NodeId {
        let id = NodeId(self.regulation.nodes.len() as u32);
        let (exceptions, article, source, span) = (Vec::new(), Some(0), None, Span::default());
        self.regulation.nodes.push(Node { tag, name, kind, condition, exceptions, article, source, span });
        id
    }

    fn item(&mut self, number: usize) {
        let grant = self.grant();
        let mut condition = self.condition(2);
        let (field, belongs) = self.field();
        if let Some(belongs) = belongs {
            condition = Condition::All(vec![belongs, condition]);
        }
        // 权限 市: beyond the county whose text this is, so the item never fires.
        if self.dice.chance(5) {
            condition = Condition::All(vec![Condition::Any(Vec::new()), condition]);
        }
        let tag = format!("E{number}");
        let kind = NodeKind::Item { grant, field };
        let item = self.node(tag.clone(), format!("条目{number}"), kind, condition);
        self.exceptions(item, &tag, 3);
    }

    /// What an item belongs to: nothing, a label, or the value of a choice, which is a condition as well.
    fn field(&mut self) -> (Vec<String>, Option<Condition>) {
        let choices: Vec<usize> = (0..self.regulation.facts.len())
            .filter(|fact| matches!(self.regulation.facts[*fact].kind, FactKind::Choice { .. }))
            .collect();
        if self.labelled && !choices.is_empty() && self.dice.chance(20) {
            let place = *self.dice.pick(&choices);
            let fact = &self.regulation.facts[place];
            let FactKind::Choice { values, .. } = &fact.kind else { return (Vec::new(), None) };
            let code = self.dice.below(values.len());
            let test = Test::Among { fact: FactId(place as u32), values: 1 << code };
            return (vec![fact.name.clone(), values[code].name.clone()], Some(Condition::Test(test)));
        }
        if !self.labelled {
            return (Vec::new(), None);
        }
        let label: &[&str] = match self.dice.below(6) {
            0 => &["领域"],
            1 => &["领域", "改革"],
            2 => &["领域", "改革", "试点"],
            3 => &["其他", "改革"],
            _ => &[],
        };
        (label.iter().map(|part| (*part).to_owned()).collect(), None)
    }

    fn exceptions(&mut self, parent: NodeId, parent_tag: &str, depth: usize) {
        if depth == 0 {
            return;
        }
        for number in 0..*self.dice.pick(&[0, 0, 0, 1, 1, 2]) {
            let condition = self.condition(1);
            let tag = format!("{parent_tag}.{number}");
            let name = self.regulation.nodes[parent.0 as usize].name.clone();
            let varies = self.dice.chance(50);
            let kind =
                if varies { NodeKind::Variation { parent, grant: self.result() } } else { NodeKind::Defeat { parent } };
            let node = self.node(tag.clone(), name, kind, condition);
            self.regulation.nodes[parent.0 as usize].exceptions.push(node);
            self.exceptions(node, &tag, depth - 1);
        }
    }

    fn grant(&mut self) -> Grant {
        let mut outcomes = OutcomeSet::EMPTY;
        for _ in 0..*self.dice.pick(&[1, 1, 1, 1, 1, 1, 1, 2, 3, 0]) {
            outcomes.insert(*self.dice.pick(&Outcome::ALL));
        }
        let mut effects = self.effects(30);
        if outcomes.is_empty() && effects.is_empty() {
            effects.push(EffectId(1));
        }
        Grant { outcomes, modality: *self.dice.pick(&Modality::ALL), effects }
    }

    /// An exception has a result, or it gives nothing at all.
    fn result(&mut self) -> Grant {
        loop {
            let grant = self.grant();
            if !grant.outcomes.is_empty() {
                return grant;
            }
        }
    }

    fn effects(&mut self, percent: usize) -> Vec<EffectId> {
        let mut effects = Vec::new();
        while effects.len() < 3 && self.dice.chance(percent) {
            let effect = EffectId(self.dice.below(EFFECTS.len()) as u32);
            if !effects.contains(&effect) {
                effects.push(effect);
            }
        }
        effects
    }

    /// A condition at most so deep. It is always one that can be written down.
    fn condition(&mut self, depth: usize) -> Condition {
        if depth == 0 || self.dice.chance(35) {
            return self.leaf();
        }
        match self.dice.below(10) {
            0..=3 => Condition::All(self.parts(depth)),
            4..=6 => Condition::Any(self.parts(depth)),
            7 | 8 => Condition::Not(Box::new(self.condition(depth - 1))),
            _ => {
                let parts = self.parts(depth);
                Condition::AtLeast(1 + self.dice.below(parts.len()) as u32, parts)
            }
        }
    }

    fn parts(&mut self, depth: usize) -> Vec<Condition> {
        let count = 2 + self.dice.below(2);
        (0..count).map(|_| self.condition(depth - 1)).collect()
    }

    fn leaf(&mut self) -> Condition {
        let definitions = self.regulation.definitions.len();
        if definitions > 0 && self.dice.chance(20) {
            return Condition::Defined(DefinitionId(self.dice.below(definitions) as u32));
        }
        let fact = FactId(self.dice.below(self.regulation.facts.len()) as u32);
        Condition::Test(match self.regulation.facts[fact.0 as usize].kind.clone() {
            FactKind::YesNo => Test::Among { fact, values: 0b10 },
            FactKind::Choice { values, ordered } => {
                let all = (1u64 << values.len()) - 1;
                let at = self.dice.below(values.len());
                let values = match self.dice.below(3) {
                    0 if ordered => all << at & all,
                    1 => 1 + self.dice.below(all as usize) as u64,
                    _ => 1 << at,
                };
                Test::Among { fact, values }
            }
            FactKind::Number { unit, low, high } => {
                let partners = self.partners(fact, unit);
                if !partners.is_empty() && self.dice.chance(40) {
                    let right = *self.dice.pick(&partners);
                    self.spread(fact, right, unit, high - low)
                } else {
                    let bound = self.dice.between(low, high);
                    let (low, high) = self.one_sided(bound);
                    Test::Within { fact, low, high }
                }
            }
        })
    }

    /// Other numbers of the same unit.
    fn partners(&self, fact: FactId, unit: Unit) -> Vec<FactId> {
        let ids = (0..self.regulation.facts.len() as u32).map(FactId);
        let same = |other: &FactId| matches!(self.regulation.facts[other.0 as usize].kind, FactKind::Number { unit: theirs, .. } if theirs == unit);
        ids.filter(|other| *other != fact && same(other)).collect()
    }

    /// `left - right` against a constant, or `left × factor` (no dates) against `right`.
    fn spread(&mut self, left: FactId, right: FactId, unit: Unit, width: i64) -> Test {
        if unit != Unit::Day && self.dice.chance(40) {
            let (low, high) = self.one_sided(0);
            let factor = self.dice.between(2, 3);
            return Test::Spread { left, factor, right, low, high };
        }
        let bound = self.dice.between(0, width);
        let (low, high) = self.one_sided(bound);
        Test::Spread { left, factor: 1, right, low, high }
    }

    /// `>=`, `<=` or `=` a bound.
    fn one_sided(&mut self, bound: i64) -> (i64, i64) {
        *self.dice.pick(&[(bound, i64::MAX), (i64::MIN, bound), (bound, bound)])
    }

    /// Orders between grants with outcomes, acyclic because items only go before later ones of a shuffled list and
    /// variations of one item only before later siblings. What 优先 entails is written out in full: an order between
    /// items also orders their variations, and chains are closed.
    fn priorities(&mut self) {
        let grants: Vec<NodeId> = (0..self.regulation.nodes.len() as u32)
            .map(NodeId)
            .filter(|node| outcomes(&self.regulation.nodes[node.0 as usize]).is_some())
            .collect();
        let flip = self.dice.chance(50);
        let percent = *self.dice.pick(&[0, 20, 40, 70]);
        let mut pairs = Vec::new();
        for (at, first) in grants.iter().enumerate() {
            for second in &grants[at + 1..] {
                let (mine, theirs) = (item_of(&self.regulation, *first), item_of(&self.regulation, *second));
                if mine == theirs || !self.dice.chance(percent) {
                    continue;
                }
                let (high, low) = if flip { (*second, *first) } else { (*first, *second) };
                pairs.push((high, low));
            }
        }
        // Where 属 orders the items, nothing is declared, so that the text leaves it to the checker to find the order.
        if has_fields(&self.regulation) {
            pairs.clear();
            self.special_over_general(&mut pairs);
            self.regulation.priorities = close(pairs);
            return;
        }
        let declared = pairs.clone();
        for (high, low) in declared {
            for above in grants.iter().filter(|node| is_at_or_under(&self.regulation, **node, high)) {
                for below in grants.iter().filter(|node| is_at_or_under(&self.regulation, **node, low)) {
                    pairs.push((*above, *below));
                }
            }
        }
        self.regulation.priorities = close(pairs);
    }
}

impl Drafter<'_> {
    /// A longer 属 path goes before one it begins with: each grant of the one item before each of the other that gives
    /// another result.
    fn special_over_general(&self, pairs: &mut Vec<(NodeId, NodeId)>) {
        let grants = |item: NodeId| {
            (0..self.regulation.nodes.len() as u32).map(NodeId).filter_map(move |node| {
                let outcomes = outcomes(&self.regulation.nodes[node.0 as usize])?;
                is_at_or_under(&self.regulation, node, item).then_some((node, outcomes))
            })
        };
        let items: Vec<(NodeId, &Vec<String>)> = (0..self.regulation.nodes.len() as u32)
            .filter_map(|node| match &self.regulation.nodes[node as usize].kind {
                NodeKind::Item { field, .. } => Some((NodeId(node), field)),
                _ => None,
            })
            .collect();
        for (special, path) in &items {
            let general = |shorter: &[String]| path.len() > shorter.len() && path.starts_with(shorter);
            for (general, _) in items.iter().filter(|(_, shorter)| general(shorter)) {
                for (high, given) in grants(*special) {
                    pairs.extend(grants(*general).filter(|(_, other)| *other != given).map(|(low, _)| (high, low)));
                }
            }
        }
    }
}

/// All pairs that chains of the given ones entail, in order.
pub(crate) fn close(mut pairs: Vec<(NodeId, NodeId)>) -> Vec<(NodeId, NodeId)> {
    loop {
        pairs.sort_unstable();
        pairs.dedup();
        let chained: Vec<(NodeId, NodeId)> = pairs
            .iter()
            .flat_map(|(high, middle)| {
                pairs.iter().filter(move |(next, _)| next == middle).map(|(_, low)| (*high, *low))
            })
            .filter(|pair| !pairs.contains(pair))
            .collect();
        if chained.is_empty() {
            return pairs;
        }
        pairs.extend(chained);
    }
}

/// Whether some item says what it belongs to.
pub(crate) fn has_fields(regulation: &Regulation) -> bool {
    regulation.nodes.iter().any(|node| matches!(&node.kind, NodeKind::Item { field, .. } if !field.is_empty()))
}

/// The outcomes a node gives, if it gives any.
pub(crate) fn outcomes(node: &Node) -> Option<OutcomeSet> {
    match &node.kind {
        NodeKind::Item { grant, .. } | NodeKind::Variation { grant, .. } => {
            (!grant.outcomes.is_empty()).then_some(grant.outcomes)
        }
        NodeKind::RedLine { .. } | NodeKind::Defeat { .. } => None,
    }
}

/// What it stands directly under.
pub(crate) fn parent_of(node: &Node) -> Option<NodeId> {
    match node.kind {
        NodeKind::Variation { parent, .. } | NodeKind::Defeat { parent } => Some(parent),
        NodeKind::Item { .. } | NodeKind::RedLine { .. } => None,
    }
}

fn item_of(regulation: &Regulation, node: NodeId) -> NodeId {
    parent_of(&regulation.nodes[node.0 as usize]).map_or(node, |parent| item_of(regulation, parent))
}

fn is_at_or_under(regulation: &Regulation, node: NodeId, ancestor: NodeId) -> bool {
    node == ancestor
        || parent_of(&regulation.nodes[node.0 as usize])
            .is_some_and(|parent| is_at_or_under(regulation, parent, ancestor))
}
