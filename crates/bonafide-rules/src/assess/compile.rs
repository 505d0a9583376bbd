//! From a regulation to wires: what each node means, and what the outcome is made of.

use crate::assess::graph::{Graph, Wire};
use crate::outcome::{Modality, Outcome};
use crate::regulation::{Condition, Fact, FactKind, Grant, NodeId, NodeKind, Regulation, Test};

/// The wires of one regulation.
#[derive(Clone, Debug)]
pub struct Outputs {
    /// By node: its own condition (scope not included).
    pub conditions: Vec<Wire>,
    /// By node: reached, as the language page defines it.
    pub reached: Vec<Wire>,
    /// By node: fires.
    pub fires: Vec<Wire>,
    /// By node: grants that fire, are not silenced by a higher one and stand against no red line; red lines that fire.
    pub gives: Vec<Wire>,
    /// By definition.
    pub definitions: Vec<Wire>,
    /// Some scope holds, or there is none.
    pub in_scope: Wire,
    /// Some red line fires.
    pub red_line: Wire,
    /// Some grant of an outcome stands.
    pub granted: Wire,
    /// By [`Outcome`]: it is (one of) the outcome(s) the rules leave.
    pub allow: [Wire; 4],
    /// Grants stand that have no outcome in common.
    pub conflict: Wire,
    /// By effect: it is given.
    pub effects: Vec<Wire>,
    /// By [`Modality`]: a standing grant of an outcome is at least so binding.
    pub modality: [Wire; 3],
}

impl Outputs {
    /// The wire of a list, or false past its end.
    pub fn at(list: &[Wire], index: u32) -> Wire {
        list.get(index as usize).copied().unwrap_or(Wire::FALSE)
    }
}

/// Adds a regulation to a graph.
pub fn compile(graph: &mut Graph, regulation: &Regulation) -> Outputs {
    let mut definitions = Vec::with_capacity(regulation.definitions.len());
    for definition in &regulation.definitions {
        let wire = condition(graph, regulation, &definitions, &definition.meaning);
        definitions.push(wire);
    }
    let scopes: Vec<Wire> =
        regulation.scopes.iter().map(|scope| condition(graph, regulation, &definitions, &scope.condition)).collect();
    let in_scope = if scopes.is_empty() { Wire::TRUE } else { graph.or(&scopes) };
    let conditions: Vec<Wire> =
        regulation.nodes.iter().map(|node| condition(graph, regulation, &definitions, &node.condition)).collect();
    let mut firing = Firing {
        regulation,
        conditions: &conditions,
        in_scope,
        reached: vec![Wire::FALSE; conditions.len()],
        fires: vec![Wire::FALSE; conditions.len()],
    };
    for (index, node) in regulation.nodes.iter().enumerate() {
        if matches!(node.kind, NodeKind::RedLine { .. } | NodeKind::Item { .. }) {
            firing.node(graph, index, Wire::TRUE);
        }
    }
    let (reached, fires) = (firing.reached, firing.fires);
    let gives = standing(graph, regulation, &fires);
    conclude(graph, regulation, Parts { conditions, reached, fires, gives, definitions, in_scope })
}

pub(crate) fn condition(graph: &mut Graph, regulation: &Regulation, definitions: &[Wire], meaning: &Condition) -> Wire {
    match meaning {
        Condition::Test(test) => atom(graph, regulation, test),
        Condition::Defined(id) => Outputs::at(definitions, id.0),
        Condition::Not(inner) => condition(graph, regulation, definitions, inner).negate(),
        Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
            let wires: Vec<Wire> = parts.iter().map(|part| condition(graph, regulation, definitions, part)).collect();
            match meaning {
                Condition::All(_) => graph.and(&wires),
                Condition::AtLeast(count, _) => graph.at_least(*count as usize, &wires),
                _ => graph.or(&wires),
            }
        }
    }
}

/// The wire of a test; a test that the declared values decide by themselves is a constant, known of every case.
pub(crate) fn atom(graph: &mut Graph, regulation: &Regulation, test: &Test) -> Wire {
    let fact = |id: crate::regulation::FactId| regulation.facts.get(id.0 as usize);
    let (always, never) = match *test {
        Test::Among { fact: id, values } => match fact(id).map(|fact| (fact, &fact.kind)) {
            Some((fact, FactKind::Choice { values: declared, .. })) => {
                let all = u64::MAX >> (64 - declared.len().clamp(1, 64));
                (values & all == all && !fact.may_not_apply, values & all == 0)
            }
            Some((_, FactKind::YesNo)) => (values & 3 == 3, values & 3 == 0),
            _ => (false, false),
        },
        Test::Within { fact: id, low, high } => match fact(id).and_then(range) {
            Some((least, most, applies)) => (applies && low <= least && most <= high, most < low || high < least),
            None => (false, false),
        },
        Test::Spread { left, factor, right, low, high } => {
            match (fact(left).and_then(range), fact(right).and_then(range)) {
                (Some((left_low, left_high, left_applies)), Some((right_low, right_high, right_applies))) => {
                    let least = left_low.saturating_mul(factor).saturating_sub(right_high);
                    let most = left_high.saturating_mul(factor).saturating_sub(right_low);
                    let applies = left_applies && right_applies;
                    (applies && low <= least && most <= high, most < low || high < least)
                }
                _ => (false, false),
            }
        }
    };
    match (always, never) {
        (true, _) => Wire::TRUE,
        (_, true) => Wire::FALSE,
        _ => graph.test(*test),
    }
}

/// The least and greatest value of a number, and whether it always applies.
fn range(fact: &Fact) -> Option<(i64, i64, bool)> {
    match fact.kind {
        FactKind::Number { low, high, .. } => Some((low, high, !fact.may_not_apply)),
        _ => None,
    }
}

/// Walks each node with its exceptions and settles what is reached and what fires.
struct Firing<'a> {
    regulation: &'a Regulation,
    conditions: &'a [Wire],
    in_scope: Wire,
    reached: Vec<Wire>,
    fires: Vec<Wire>,
}

impl Firing<'_> {
    /// Settles a node that its parent offers under `offered`; gives the wire "some grant here or below fires".
    fn node(&mut self, graph: &mut Graph, index: usize, offered: Wire) -> Wire {
        let Some(node) = self.regulation.nodes.get(index) else { return Wire::FALSE };
        let own = self.conditions.get(index).copied().unwrap_or(Wire::FALSE);
        let scope = if matches!(node.kind, NodeKind::Item { .. }) { self.in_scope } else { Wire::TRUE };
        let reached = graph.and(&[offered, own, scope]);
        let (defeats, variations): (Vec<NodeId>, Vec<NodeId>) =
            node.exceptions.iter().partition(|child| self.is_defeat(**child));
        let mut below = Vec::new();
        let mut defeated = Vec::new();
        for child in defeats {
            below.push(self.node(graph, child.0 as usize, reached));
            defeated.push(Outputs::at(&self.fires, child.0));
        }
        let defeated = graph.or(&defeated);
        let offered_below = graph.and(&[reached, defeated.negate()]);
        let mut replaced = Vec::new();
        for child in variations {
            replaced.push(self.node(graph, child.0 as usize, offered_below));
        }
        let replaced = graph.or(&replaced);
        let is_grant = grant(&node.kind).is_some();
        let silenced = if is_grant { replaced } else { Wire::FALSE };
        let fires = graph.and(&[offered_below, silenced.negate()]);
        for (list, wire) in [(&mut self.reached, reached), (&mut self.fires, fires)] {
            if let Some(cell) = list.get_mut(index) {
                *cell = wire;
            }
        }
        below.push(replaced);
        if is_grant {
            below.push(fires);
        }
        graph.or(&below)
    }

    fn is_defeat(&self, id: NodeId) -> bool {
        self.regulation.nodes.get(id.0 as usize).is_some_and(|node| matches!(node.kind, NodeKind::Defeat { .. }))
    }
}

/// The grant of a node, if it is one.
pub fn grant(kind: &NodeKind) -> Option<&Grant> {
    match kind {
        NodeKind::Item { grant, .. } | NodeKind::Variation { grant, .. } => Some(grant),
        NodeKind::RedLine { .. } | NodeKind::Defeat { .. } => None,
    }
}

/// Red lines first, then declared order: what stands of what fires.
fn standing(graph: &mut Graph, regulation: &Regulation, fires: &[Wire]) -> Vec<Wire> {
    let red_lines: Vec<Wire> = regulation
        .nodes
        .iter()
        .zip(fires)
        .filter(|(node, _)| matches!(node.kind, NodeKind::RedLine { .. }))
        .map(|(_, wire)| *wire)
        .collect();
    let no_red_line = graph.or(&red_lines).negate();
    let above = above(regulation.nodes.len(), &regulation.priorities);
    let mut gives = Vec::with_capacity(fires.len());
    for (index, (node, &own)) in regulation.nodes.iter().zip(fires).enumerate() {
        let wire = match node.kind {
            NodeKind::RedLine { .. } => own,
            NodeKind::Defeat { .. } => Wire::FALSE,
            NodeKind::Item { .. } | NodeKind::Variation { .. } => {
                let mut parts = vec![own, no_red_line];
                let row = above.get(index).map(Vec::as_slice).unwrap_or_default();
                let higher = fires.iter().enumerate().filter(|(at, _)| bit(row, *at));
                parts.extend(higher.map(|(_, fires)| fires.negate()));
                graph.and(&parts)
            }
        };
        gives.push(wire);
    }
    gives
}

/// By node: the nodes that go before it, directly or through others.
///
/// A row of bits per node, joined until nothing is added: lists of thousands of items have millions of pairs.
fn above(count: usize, pairs: &[(NodeId, NodeId)]) -> Vec<Vec<u64>> {
    let words = count.div_ceil(64);
    let mut rows = vec![vec![0_u64; words]; count];
    for (high, low) in pairs {
        let row = rows.get_mut(low.0 as usize);
        if let Some(word) = row.and_then(|row| row.get_mut(high.0 as usize / 64)) {
            *word |= 1 << (high.0 % 64);
        }
    }
    let mut grown = true;
    while grown {
        grown = false;
        for (high, low) in pairs {
            let (high, low) = (high.0 as usize, low.0 as usize);
            let Some(further) = rows.get(high).filter(|_| high != low).cloned() else { continue };
            for (word, more) in rows.get_mut(low).into_iter().flatten().zip(further) {
                grown |= more & !*word != 0;
                *word |= more;
            }
        }
    }
    rows
}

fn bit(row: &[u64], at: usize) -> bool {
    row.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 != 0)
}

struct Parts {
    conditions: Vec<Wire>,
    reached: Vec<Wire>,
    fires: Vec<Wire>,
    gives: Vec<Wire>,
    definitions: Vec<Wire>,
    in_scope: Wire,
}

fn conclude(graph: &mut Graph, regulation: &Regulation, parts: Parts) -> Outputs {
    let mut red_lines = Vec::new();
    let mut grants: Vec<(Wire, &Grant)> = Vec::new();
    let mut effect_sources: Vec<Vec<Wire>> = vec![Vec::new(); regulation.effects.len()];
    for (node, &gives) in regulation.nodes.iter().zip(&parts.gives) {
        let effects = match &node.kind {
            NodeKind::RedLine { effects } => {
                red_lines.push(gives);
                effects
            }
            NodeKind::Item { grant, .. } | NodeKind::Variation { grant, .. } => {
                grants.push((gives, grant));
                &grant.effects
            }
            NodeKind::Defeat { .. } => continue,
        };
        for effect in effects {
            if let Some(sources) = effect_sources.get_mut(effect.0 as usize) {
                sources.push(gives);
            }
        }
    }
    let red_line = graph.or(&red_lines);
    grants.retain(|(_, grant)| !grant.outcomes.is_empty());
    let standing: Vec<Wire> = grants.iter().map(|(wire, _)| *wire).collect();
    let granted = graph.or(&standing);
    let common = Outcome::ALL.map(|outcome| {
        let against =
            grants.iter().filter(|(_, grant)| !grant.outcomes.contains(outcome)).map(|(wire, _)| wire.negate());
        let all: Vec<Wire> = against.chain([granted]).collect();
        graph.and(&all)
    });
    let none_common: Vec<Wire> = common.iter().map(|wire| wire.negate()).chain([granted]).collect();
    let conflict = graph.and(&none_common);
    let [exempt, mitigate, lenient, accountable] = common;
    let accountable = graph.or(&[accountable, granted.negate()]);
    let modality = Modality::ALL.map(|least| {
        let strong: Vec<Wire> =
            grants.iter().filter(|(_, grant)| grant.modality >= least).map(|(wire, _)| *wire).collect();
        let bound = graph.or(&strong);
        graph.and(&[bound, conflict.negate()])
    });
    let effects = effect_sources
        .iter()
        .map(|sources| {
            // Grants that conflict give nothing, their effects neither.
            let given = graph.or(sources);
            graph.and(&[given, conflict.negate()])
        })
        .collect();
    let Parts { conditions, reached, fires, gives, definitions, in_scope } = parts;
    let allow = [exempt, mitigate, lenient, accountable];
    Outputs {
        conditions,
        reached,
        fires,
        gives,
        definitions,
        in_scope,
        red_line,
        granted,
        allow,
        conflict,
        effects,
        modality,
    }
}
