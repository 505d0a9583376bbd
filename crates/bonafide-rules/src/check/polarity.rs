//! Which way each fact pulls (利与不利): the person's gain from more of it, over every rule that uses it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

use crate::diagnostic::Diagnostic;
use crate::outcome::{Modality, Outcome, OutcomeSet};
use crate::regulation::{
    Condition, Direction, Fact, FactId, FactKind, Grant, Node, NodeId, NodeKind, Regulation, Scope, Test,
};

/// What makes a condition hold: a higher value (yes, a chosen value), a lower one (no, not chosen), or both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Pull {
    higher: bool,
    lower: bool,
}

impl Pull {
    const HIGHER: Self = Self { higher: true, lower: false };
    const LOWER: Self = Self { higher: false, lower: true };
    const BOTH: Self = Self { higher: true, lower: true };

    fn turned(self) -> Self {
        Self { higher: self.lower, lower: self.higher }
    }

    fn and(self, other: Self) -> Self {
        Self { higher: self.higher || other.higher, lower: self.lower || other.lower }
    }
}

type Pulls = BTreeMap<FactId, Pull>;

/// Fills in [`Fact::direction`].
pub(crate) fn direct(regulation: &mut Regulation) {
    let pulls = pulls(regulation);
    for (fact, position) in regulation.facts.iter_mut().zip(0..) {
        fact.direction = direction(&fact.kind, pulls.get(&FactId(position)).copied());
    }
}

/// Fills in [`Fact::direction`] and reports facts whose use leaves the burden of proof open.
pub(super) fn settle(regulation: &mut Regulation, used: &[bool], findings: &mut Vec<Diagnostic>) {
    direct(regulation);
    for (position, fact) in regulation.facts.iter().enumerate() {
        let named = |code| Diagnostic::warning(code, fact.span).with("name", fact.name.as_str());
        let settled = fact.judged_by.is_some() || fact.identity || fact.default.is_some();
        match fact.direction {
            Direction::Both if !settled => {
                findings.push(Diagnostic::error("needs-default", fact.span).with("name", fact.name.as_str()));
            }
            Direction::Unused if !fact.identity && !used.get(position).copied().unwrap_or_default() => {
                findings.push(Diagnostic::advice("unused-fact", fact.span).with("name", fact.name.as_str()));
            }
            _ if !settled && fact.burden.is_none() => findings.push(named("no-burden")),
            _ => {}
        }
    }
}

fn direction(kind: &FactKind, pull: Option<Pull>) -> Direction {
    let unordered = matches!(kind, FactKind::Choice { ordered: false, .. });
    match pull.unwrap_or_default() {
        Pull { higher: false, lower: false } => Direction::Unused,
        Pull { higher: true, lower: true } => Direction::Both,
        Pull { higher: true, lower: false } if unordered => Direction::SomeHelp,
        Pull { higher: true, lower: false } => Direction::HigherLighter,
        Pull { lower: true, .. } if unordered => Direction::SomeHurt,
        Pull { .. } => Direction::HigherGraver,
    }
}

/// Over all scopes and nodes: what helps the person.
fn pulls(regulation: &Regulation) -> Pulls {
    let mut within: Vec<Pulls> = Vec::with_capacity(regulation.definitions.len());
    for definition in &regulation.definitions {
        let mut pulls = Pulls::new();
        collect(&definition.meaning, regulation, &within, false, &mut pulls);
        within.push(pulls);
    }
    let mut all = Pulls::new();
    for Scope { condition, .. } in &regulation.scopes {
        collect(condition, regulation, &within, false, &mut all);
    }
    let lighter = lighter_behind(regulation);
    for (node, position) in regulation.nodes.iter().zip(0..) {
        let gain = gain(regulation, &lighter, NodeId(position));
        if gain.helps {
            collect(&node.condition, regulation, &within, false, &mut all);
        }
        if gain.hurts {
            collect(&node.condition, regulation, &within, true, &mut all);
        }
    }
    all
}

/// What the person may have from it that a node's condition holds: both, where what stands under it pulls the other way.
#[derive(Clone, Copy, Debug, Default)]
struct Gain {
    helps: bool,
    hurts: bool,
}

fn gain(regulation: &Regulation, lighter: &[Vec<NodeId>], id: NodeId) -> Gain {
    let Some(node) = regulation.nodes.get(id.0 as usize) else { return Gain::default() };
    let below = grants_below(regulation, id);
    match &node.kind {
        NodeKind::RedLine { .. } => Gain { helps: false, hurts: true },
        NodeKind::Item { grant, .. } => {
            let accountable = only_accountable(grant.outcomes);
            let relieves = below.iter().any(|(_, grant)| !only_accountable(grant.outcomes));
            Gain { helps: !accountable || relieves, hurts: accountable || silences_lighter(lighter, id, &below) }
        }
        // An exception stands after its parent, so that this ends at an item.
        NodeKind::Defeat { parent } => {
            let above = gain(regulation, lighter, *parent);
            let before = grant_above(regulation, *parent);
            let relieves = |grant: &Grant| before.is_some_and(|before| result(grant) < result(before));
            Gain { helps: above.hurts || below.iter().any(|(_, grant)| relieves(grant)), hurts: above.helps }
        }
        NodeKind::Variation { parent, grant } => {
            let replaced = regulation.nodes.get(parent.0 as usize).and_then(own_grant);
            let Some(before) = replaced else { return Gain { helps: true, hurts: false } };
            let (own, other) = (weight(grant), weight(before));
            Gain {
                helps: own <= other || below.iter().any(|(_, grant)| result(grant) < result(before)),
                hurts: own > other
                    || below.iter().any(|(_, grant)| result(grant) > result(before))
                    || silences_lighter(lighter, id, &below),
            }
        }
    }
}

/// By node: the lighter grants that it goes before.
///
/// A list of a hundred items has thousands of ordered pairs, so they are looked through once.
fn lighter_behind(regulation: &Regulation) -> Vec<Vec<NodeId>> {
    let pairs: HashSet<&(NodeId, NodeId)> = regulation.priorities.iter().collect();
    let given = |node: NodeId| regulation.nodes.get(node.0 as usize).and_then(own_grant).map(result);
    let mut behind: Vec<Vec<NodeId>> = vec![Vec::new(); regulation.nodes.len()];
    for (high, low) in &regulation.priorities {
        let is_graver = matches!((given(*high), given(*low)), (Some(high), Some(low)) if high > low);
        // Both ways round is a circle, told of elsewhere.
        if is_graver
            && !pairs.contains(&(*low, *high))
            && let Some(lows) = behind.get_mut(high.0 as usize)
        {
            lows.push(*low);
        }
    }
    behind
}

/// Whether the node or what stands under it goes before a grant elsewhere that is lighter.
fn silences_lighter(lighter: &[Vec<NodeId>], id: NodeId, below: &[(NodeId, &Grant)]) -> bool {
    let own = |node: NodeId| node == id || below.iter().any(|(under, _)| *under == node);
    let behind = |node: NodeId| lighter.get(node.0 as usize).into_iter().flatten().any(|low| !own(*low));
    behind(id) || below.iter().any(|(under, _)| behind(*under))
}

fn only_accountable(outcomes: OutcomeSet) -> bool {
    outcomes.single() == Some(Outcome::Accountable)
}

fn own_grant(node: &Node) -> Option<&Grant> {
    match &node.kind {
        NodeKind::Item { grant, .. } | NodeKind::Variation { grant, .. } => Some(grant),
        NodeKind::RedLine { .. } | NodeKind::Defeat { .. } => None,
    }
}

/// The grant of the node, or of the nearest one above it that has one.
fn grant_above(regulation: &Regulation, id: NodeId) -> Option<&Grant> {
    let node = regulation.nodes.get(id.0 as usize)?;
    match &node.kind {
        NodeKind::Defeat { parent } => grant_above(regulation, *parent),
        NodeKind::RedLine { .. } | NodeKind::Item { .. } | NodeKind::Variation { .. } => own_grant(node),
    }
}

/// The variations anywhere below a node.
fn grants_below(regulation: &Regulation, id: NodeId) -> Vec<(NodeId, &Grant)> {
    let mut found = Vec::new();
    let mut open = vec![id];
    while let Some(next) = open.pop() {
        for under in regulation.nodes.get(next.0 as usize).map(|node| node.exceptions.as_slice()).unwrap_or_default() {
            let node = regulation.nodes.get(under.0 as usize);
            found.extend(node.and_then(own_grant).map(|grant| (*under, grant)));
            open.push(*under);
        }
    }
    found
}

/// Lighter is less.
fn result(grant: &Grant) -> (Option<Outcome>, Option<Outcome>) {
    (grant.outcomes.lightest(), grant.outcomes.iter().last())
}

/// Lighter is less; of equals the more binding grant is.
fn weight(grant: &Grant) -> ((Option<Outcome>, Option<Outcome>), Reverse<Modality>) {
    (result(grant), Reverse(grant.modality))
}

fn collect(condition: &Condition, regulation: &Regulation, within: &[Pulls], turned: bool, pulls: &mut Pulls) {
    match condition {
        Condition::Test(test) => {
            for (fact, pull) in test_pulls(*test, &regulation.facts) {
                add(pulls, fact, if turned { pull.turned() } else { pull });
            }
        }
        Condition::Defined(id) => {
            for (fact, pull) in within.get(id.0 as usize).into_iter().flatten() {
                add(pulls, *fact, if turned { pull.turned() } else { *pull });
            }
        }
        Condition::Not(inner) => collect(inner, regulation, within, !turned, pulls),
        Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
            for part in parts {
                collect(part, regulation, within, turned, pulls);
            }
        }
    }
}

fn add(pulls: &mut Pulls, fact: FactId, pull: Pull) {
    let own = pulls.entry(fact).or_default();
    *own = own.and(pull);
}

fn test_pulls(test: Test, facts: &[Fact]) -> Vec<(FactId, Pull)> {
    match test {
        Test::Among { fact, values } => {
            let kind = facts.get(fact.0 as usize).map(|fact| &fact.kind);
            vec![(fact, among(values, kind))]
        }
        Test::Within { fact, low, high } => {
            let (least, greatest) = match facts.get(fact.0 as usize).map(|fact| &fact.kind) {
                Some(FactKind::Number { low, high, .. }) => (*low, *high),
                _ => (i64::MIN, i64::MAX),
            };
            vec![(fact, range((low, high), (least, greatest)))]
        }
        Test::Spread { left, right, low, high, .. } => {
            let pull = range((low, high), (i64::MIN, i64::MAX));
            vec![(left, pull), (right, pull.turned())]
        }
    }
}

fn among(values: u64, kind: Option<&FactKind>) -> Pull {
    match kind {
        _ if values == 0 => Pull::default(),
        Some(FactKind::Choice { ordered: false, .. }) => Pull::HIGHER,
        Some(FactKind::Choice { values: choices, .. }) => {
            let top = u32::try_from(choices.len().saturating_sub(1)).unwrap_or(63).min(63);
            let from_top = values & (1 << top) != 0;
            let from_bottom = values & 1 != 0;
            // Without gaps: the set bits are as many as lie between the lowest and the highest one.
            let whole = 64 - values.leading_zeros() - values.trailing_zeros() == values.count_ones();
            closed(from_bottom && whole, from_top && whole)
        }
        _ if values & 1 == 0 => Pull::HIGHER,
        _ => Pull::LOWER,
    }
}

fn range((low, high): (i64, i64), (least, greatest): (i64, i64)) -> Pull {
    closed(low <= least, high >= greatest)
}

/// By whether the test reaches down to the lowest value, and up to the highest.
fn closed(down: bool, up: bool) -> Pull {
    match (down, up) {
        (true, true) => Pull::default(),
        (true, false) => Pull::LOWER,
        (false, true) => Pull::HIGHER,
        (false, false) => Pull::BOTH,
    }
}
