//! Which way each fact pulls (利与不利): the person's gain from more of it, over every rule that uses it.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::outcome::{Modality, OutcomeSet};
use crate::regulation::{Condition, Direction, Fact, FactId, FactKind, Grant, Node, NodeKind, Regulation, Scope, Test};

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
    for node in &regulation.nodes {
        collect(&node.condition, regulation, &within, !helps(regulation, node), &mut all);
    }
    all
}

/// Whether the person gains when the node's condition holds.
fn helps(regulation: &Regulation, node: &Node) -> bool {
    let above = |parent: crate::regulation::NodeId| regulation.nodes.get(parent.0 as usize);
    match &node.kind {
        NodeKind::RedLine { .. } => false,
        NodeKind::Item { grant, .. } => !only_accountable(grant.outcomes),
        // An exception stands after its parent, so that this ends at an item.
        NodeKind::Defeat { parent } => above(*parent).is_none_or(|parent| !helps(regulation, parent)),
        NodeKind::Variation { parent, grant } => {
            above(*parent).and_then(replaced).is_none_or(|before| lighter(grant, before))
        }
    }
}

fn only_accountable(outcomes: OutcomeSet) -> bool {
    outcomes.single() == Some(crate::outcome::Outcome::Accountable)
}

/// The grant a variation under this node takes the place of: nothing, if it stands under a defeat.
fn replaced(parent: &Node) -> Option<&Grant> {
    match &parent.kind {
        NodeKind::Item { grant, .. } | NodeKind::Variation { grant, .. } => Some(grant),
        NodeKind::RedLine { .. } | NodeKind::Defeat { .. } => None,
    }
}

/// Whether a grant is at least as light as the one before it; of equals the more binding one is.
fn lighter(grant: &Grant, before: &Grant) -> bool {
    let weight = |grant: &Grant| -> (Option<_>, Option<_>, std::cmp::Reverse<Modality>) {
        let heaviest = grant.outcomes.iter().last();
        (grant.outcomes.lightest(), heaviest, std::cmp::Reverse(grant.modality))
    };
    weight(grant) <= weight(before)
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
