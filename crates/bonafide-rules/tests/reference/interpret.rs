//! What a complete case leads to, read off the regulation as section "Meaning" of `docs/reference/language.md` says it.
//!
//! A complete case gives each fact a value, or nothing where the fact does not apply. Everything here recurses over
//! the regulation itself, sentence by sentence; nothing is prepared, shared or remembered.
use bonafide_rules::outcome::{Modality, Outcome, OutcomeSet};
use bonafide_rules::regulation::{
    Condition, EffectId, FactId, FactKind, Grant, Node, NodeId, NodeKind, Regulation, Test,
};
use std::collections::BTreeSet;

/// The value of each fact by position; `None` where it does not apply.
pub(crate) type Complete = Vec<Option<i64>>;

/// What a complete case leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Judgement {
    /// The outcomes all remaining grants allow; empty: conflict.
    pub(crate) allowed: OutcomeSet,
    /// What is given beside the outcome.
    pub(crate) effects: BTreeSet<EffectId>,
    /// The strongest of the remaining grants with an outcome.
    pub(crate) modality: Option<Modality>,
    /// Grants that fire and are not silenced; none when a red line is crossed.
    pub(crate) giving: Vec<NodeId>,
    /// Red lines crossed.
    pub(crate) crossed: Vec<NodeId>,
    /// All nodes that fire.
    pub(crate) firing: Vec<NodeId>,
}

impl Judgement {
    pub(crate) fn is_conflict(&self) -> bool {
        self.allowed.is_empty()
    }
}

/// One regulation and one complete case.
pub(crate) struct Reading<'a> {
    regulation: &'a Regulation,
    case: &'a Complete,
}

/// Judges a complete case.
pub(crate) fn judge(regulation: &Regulation, case: &Complete) -> Judgement {
    Reading { regulation, case }.judge()
}

/// Whether a condition holds in a complete case.
pub(crate) fn holds(regulation: &Regulation, case: &Complete, condition: &Condition) -> bool {
    Reading { regulation, case }.holds(condition)
}

impl Reading<'_> {
    fn judge(&self) -> Judgement {
        let all: Vec<NodeId> = (0..self.regulation.nodes.len()).map(|index| NodeId(index as u32)).collect();
        let firing: Vec<NodeId> = all.into_iter().filter(|node| self.fires(*node)).collect();
        let crossed: Vec<NodeId> = firing.iter().copied().filter(|node| self.is_red_line(*node)).collect();
        if !crossed.is_empty() {
            let effects = crossed.iter().flat_map(|node| self.effects_of(*node)).collect();
            let allowed = OutcomeSet::only(Outcome::Accountable);
            return Judgement { allowed, effects, modality: None, giving: Vec::new(), crossed, firing };
        }
        let grants: Vec<NodeId> = firing.iter().copied().filter(|node| self.grant(*node).is_some()).collect();
        let giving: Vec<NodeId> = grants
            .iter()
            .copied()
            .filter(|low| !grants.iter().any(|high| stands_higher(self.regulation, *high, *low)))
            .collect();
        let with_outcomes: Vec<&Grant> =
            giving.iter().filter_map(|node| self.grant(*node)).filter(|grant| !grant.outcomes.is_empty()).collect();
        let mut allowed: OutcomeSet = Outcome::ALL.into_iter().collect();
        for grant in &with_outcomes {
            allowed = allowed.and(grant.outcomes);
        }
        if with_outcomes.is_empty() {
            allowed = OutcomeSet::only(Outcome::Accountable);
        }
        let conflict = allowed.is_empty();
        let effects = giving.iter().flat_map(|node| self.effects_of(*node)).filter(|_| !conflict).collect();
        let modality = with_outcomes.iter().map(|grant| grant.modality).filter(|_| !conflict).max();
        Judgement { allowed, effects, modality, giving, crossed, firing }
    }

    fn node(&self, node: NodeId) -> &Node {
        &self.regulation.nodes[node.0 as usize]
    }

    fn is_red_line(&self, node: NodeId) -> bool {
        matches!(self.node(node).kind, NodeKind::RedLine { .. })
    }

    fn is_defeat(&self, node: NodeId) -> bool {
        matches!(self.node(node).kind, NodeKind::Defeat { .. })
    }

    fn grant(&self, node: NodeId) -> Option<&Grant> {
        match &self.node(node).kind {
            NodeKind::Item { grant, .. } | NodeKind::Variation { grant, .. } => Some(grant),
            NodeKind::RedLine { .. } | NodeKind::Defeat { .. } => None,
        }
    }

    fn effects_of(&self, node: NodeId) -> Vec<EffectId> {
        match &self.node(node).kind {
            NodeKind::RedLine { effects } => effects.clone(),
            NodeKind::Item { grant, .. } | NodeKind::Variation { grant, .. } => grant.effects.clone(),
            NodeKind::Defeat { .. } => Vec::new(),
        }
    }

    /// "A node is reached": its own condition and what it stands under.
    fn reached(&self, node: NodeId) -> bool {
        let own = self.holds(&self.node(node).condition);
        match self.node(node).kind {
            NodeKind::RedLine { .. } => own,
            NodeKind::Item { .. } => own && self.in_scope(),
            NodeKind::Defeat { parent } => own && self.reached(parent),
            NodeKind::Variation { parent, .. } => own && self.reached(parent) && !self.is_defeated(parent),
        }
    }

    fn in_scope(&self) -> bool {
        self.regulation.scopes.is_empty() || self.regulation.scopes.iter().any(|scope| self.holds(&scope.condition))
    }

    /// A defeat directly under it fires.
    fn is_defeated(&self, node: NodeId) -> bool {
        self.node(node).exceptions.iter().any(|under| self.is_defeat(*under) && self.fires(*under))
    }

    fn fires(&self, node: NodeId) -> bool {
        match self.node(node).kind {
            NodeKind::RedLine { .. } => self.reached(node),
            NodeKind::Defeat { .. } => self.reached(node) && !self.is_defeated(node),
            NodeKind::Item { .. } | NodeKind::Variation { .. } => {
                let variations = self.node(node).exceptions.iter().filter(|under| !self.is_defeat(**under));
                let replaced = variations.copied().any(|variation| self.a_grant_fires_at_or_below(variation));
                self.reached(node) && !self.is_defeated(node) && !replaced
            }
        }
    }

    fn a_grant_fires_at_or_below(&self, node: NodeId) -> bool {
        (self.grant(node).is_some() && self.fires(node))
            || self.node(node).exceptions.iter().any(|under| self.a_grant_fires_at_or_below(*under))
    }

    fn holds(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Test(test) => self.satisfies(test),
            Condition::Defined(id) => self.holds(&self.regulation.definitions[id.0 as usize].meaning),
            Condition::All(parts) => parts.iter().all(|part| self.holds(part)),
            Condition::Any(parts) => parts.iter().any(|part| self.holds(part)),
            Condition::Not(part) => !self.holds(part),
            Condition::AtLeast(count, parts) => parts.iter().filter(|part| self.holds(part)).count() >= *count as usize,
        }
    }

    fn satisfies(&self, test: &Test) -> bool {
        match *test {
            Test::Among { fact, values } => self.value(fact).is_some_and(|code| values >> code & 1 == 1),
            Test::Within { fact, low, high } => self.value(fact).is_some_and(|number| low <= number && number <= high),
            Test::Spread { left, factor, right, low, high } => match (self.value(left), self.value(right)) {
                (Some(left), Some(right)) => {
                    let spread = i128::from(factor) * i128::from(left) - i128::from(right);
                    i128::from(low) <= spread && spread <= i128::from(high)
                }
                _ => false,
            },
        }
    }

    /// A yes/no fact that does not apply counts as no.
    fn value(&self, fact: FactId) -> Option<i64> {
        let value = self.case[fact.0 as usize];
        match self.regulation.facts[fact.0 as usize].kind {
            FactKind::YesNo => value.or(Some(0)),
            FactKind::Choice { .. } | FactKind::Number { .. } => value,
        }
    }
}

/// 优先 is transitive: whether a chain of declared or derived pairs leads from `high` down to `low`.
pub(crate) fn stands_higher(regulation: &Regulation, high: NodeId, low: NodeId) -> bool {
    let mut below = BTreeSet::new();
    let mut open = vec![high];
    while let Some(node) = open.pop() {
        for (_, next) in regulation.priorities.iter().filter(|(above, _)| *above == node) {
            if below.insert(*next) {
                open.push(*next);
            }
        }
    }
    below.contains(&low)
}
