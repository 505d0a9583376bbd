//! What every proof has at hand: the wires of a text, the engine that confirms, and the shapes they are compared in.

use crate::assess::{Answer, Assessor, Gate, Graph, Outputs, Status, Wire};
use crate::outcome::{Outcome, OutcomeSet};
use crate::prove::Ruling;
use crate::prove::sat::{Literal, Solver};
use crate::prove::worlds::Worlds;
use crate::regulation::{FactId, NodeId, NodeKind, Regulation, Standing, Test};

/// 2026-01-01: where dates are put when nothing else says where.
const ORDINARY_DAY: i64 = 20_454;

/// A day that dates in cases keep near to: the first in force, or an ordinary one.
pub(super) fn day(regulation: &Regulation) -> i64 {
    regulation.in_force.from.unwrap_or(ORDINARY_DAY)
}

/// The ids of nodes in order.
pub(super) fn nodes(regulation: &Regulation) -> impl Iterator<Item = (NodeId, &crate::regulation::Node)> {
    (0_u32..).map(NodeId).zip(&regulation.nodes)
}

/// Red lines.
pub(super) fn is_red_line(kind: &NodeKind) -> bool {
    matches!(kind, NodeKind::RedLine { .. })
}

/// The item or red line that a node belongs to.
pub(super) fn root(regulation: &Regulation, mut id: NodeId) -> NodeId {
    while let Some(NodeKind::Variation { parent, .. } | NodeKind::Defeat { parent }) =
        regulation.nodes.get(id.0 as usize).map(|node| &node.kind)
    {
        id = *parent;
    }
    id
}

/// "The lightest allowed outcome is at least as light as `outcome`".
pub(super) fn some_up_to(graph: &mut Graph, outputs: &Outputs, outcome: Outcome) -> Wire {
    let wires: Vec<Wire> = outputs.allow.into_iter().take(outcome as usize + 1).collect();
    graph.or(&wires)
}

/// "The heaviest allowed outcome is heavier than `outcome`".
pub(super) fn some_past(graph: &mut Graph, outputs: &Outputs, outcome: Outcome) -> Wire {
    let wires: Vec<Wire> = outputs.allow.into_iter().skip(outcome as usize + 1).collect();
    graph.or(&wires)
}

/// Exactly one of the two.
pub(super) fn differ(graph: &mut Graph, first: Wire, second: Wire) -> Wire {
    let (one, other) = (graph.and(&[first, second.negate()]), graph.and(&[first.negate(), second]));
    graph.or(&[one, other])
}

/// The rulings differ.
pub(super) fn rulings_differ(graph: &mut Graph, first: &Outputs, second: &Outputs) -> Wire {
    let pairs = first.allow.iter().zip(&second.allow).chain([(&first.conflict, &second.conflict)]);
    let wires: Vec<Wire> = pairs.map(|(one, other)| differ(graph, *one, *other)).collect();
    graph.or(&wires)
}

/// The answers differ: in the ruling, or without a conflict in effects or modality.
pub(super) fn answers_differ(graph: &mut Graph, first: &Outputs, second: &Outputs) -> Wire {
    let rulings = rulings_differ(graph, first, second);
    let sides = first.effects.iter().zip(&second.effects).chain(first.modality.iter().zip(&second.modality));
    let sides: Vec<Wire> = sides.map(|(one, other)| differ(graph, *one, *other)).collect();
    let sides = graph.or(&sides);
    let sides = graph.and(&[sides, first.conflict.negate(), second.conflict.negate()]);
    graph.or(&[rulings, sides])
}

/// "The ruling is exactly this".
pub(super) fn ruling_is(graph: &mut Graph, outputs: &Outputs, ruling: Ruling) -> Wire {
    graph.and(&ruling_wires(outputs, ruling))
}

/// The wires that are all true where the ruling is exactly this.
pub(super) fn ruling_wires(outputs: &Outputs, ruling: Ruling) -> Vec<Wire> {
    match ruling {
        Ruling::Conflict => vec![outputs.conflict],
        Ruling::Outcomes(set) => {
            let signed = |(outcome, wire): (Outcome, Wire)| if set.contains(outcome) { wire } else { wire.negate() };
            let wires = Outcome::ALL.into_iter().zip(outputs.allow).map(signed);
            wires.chain([outputs.conflict.negate()]).collect()
        }
    }
}

/// The literals of a ruling, to read it from models.
pub(super) struct RulingLiterals {
    allow: [Literal; 4],
    conflict: Literal,
}

impl RulingLiterals {
    pub(super) fn new<S: Solver>(worlds: &mut Worlds<S>, graph: &Graph, outputs: &Outputs) -> Self {
        Self {
            allow: outputs.allow.map(|wire| worlds.literal(graph, wire)),
            conflict: worlds.literal(graph, outputs.conflict),
        }
    }

    pub(super) fn read<S: Solver>(&self, worlds: &Worlds<S>) -> Ruling {
        if worlds.holds(self.conflict) {
            return Ruling::Conflict;
        }
        let allowed = Outcome::ALL.into_iter().zip(self.allow).filter(|(_, literal)| worlds.holds(*literal));
        Ruling::Outcomes(allowed.map(|(outcome, _)| outcome).collect())
    }
}

impl Ruling {
    /// The ruling of an answer that missing facts cannot change; `None` when they can.
    pub(super) fn of(answer: &Answer) -> Option<Self> {
        match answer.status {
            Status::Conflict => Some(Self::Conflict),
            _ if answer.conflict_possible || !answer.missing.is_empty() => None,
            _ => Some(Self::Outcomes(answer.possible)),
        }
    }

    /// The lightest outcome, if there is no conflict.
    pub fn lightest(self) -> Option<Outcome> {
        match self {
            Self::Outcomes(set) => set.lightest(),
            Self::Conflict => None,
        }
    }

    /// The heaviest outcome, if there is no conflict.
    pub fn heaviest(self) -> Option<Outcome> {
        match self {
            Self::Outcomes(set) => set.iter().last(),
            Self::Conflict => None,
        }
    }

    /// Only ordinary accountability.
    pub fn is_accountable(self) -> bool {
        self == Self::Outcomes(OutcomeSet::only(Outcome::Accountable))
    }
}

/// Whether the engine gives this ruling.
pub(super) fn confirms(assessor: &mut Assessor<'_>, case: &[Standing], ruling: Ruling) -> bool {
    Ruling::of(&assessor.assess(case)) == Some(ruling)
}

/// Grants that stand in a full case, by the engine.
pub(super) fn standing_grants(assessor: &mut Assessor<'_>, regulation: &Regulation, case: &[Standing]) -> Vec<NodeId> {
    let because = assessor.assess(case).because;
    let is_grant = |id: &NodeId| {
        regulation.nodes.get(id.0 as usize).is_some_and(|node| {
            crate::assess::compile::grant(&node.kind).is_some_and(|grant| !grant.outcomes.is_empty())
        })
    };
    because.into_iter().filter(is_grant).collect()
}

/// The same wires with some facts exchanged for others.
pub(super) fn exchange(graph: &mut Graph, outputs: &Outputs, instead: impl Fn(FactId) -> FactId) -> Outputs {
    let mut wires: Vec<Wire> = Vec::with_capacity(graph.gates().len());
    for gate in 0..graph.gates().len() {
        let wire = match graph.gates().get(gate).cloned() {
            Some(Gate::Test(test)) => graph.test(exchange_in(test, &instead)),
            Some(Gate::And(parts)) => {
                let parts: Vec<Wire> = parts.iter().map(|part| moved(&wires, *part)).collect();
                graph.and(&parts)
            }
            Some(Gate::True) | None => Wire::TRUE,
        };
        wires.push(wire);
    }
    let all = |list: &[Wire]| list.iter().map(|wire| moved(&wires, *wire)).collect();
    Outputs {
        conditions: all(&outputs.conditions),
        reached: all(&outputs.reached),
        fires: all(&outputs.fires),
        gives: all(&outputs.gives),
        definitions: all(&outputs.definitions),
        in_scope: moved(&wires, outputs.in_scope),
        red_line: moved(&wires, outputs.red_line),
        granted: moved(&wires, outputs.granted),
        allow: outputs.allow.map(|wire| moved(&wires, wire)),
        conflict: moved(&wires, outputs.conflict),
        effects: all(&outputs.effects),
        modality: outputs.modality.map(|wire| moved(&wires, wire)),
    }
}

fn moved(wires: &[Wire], wire: Wire) -> Wire {
    let new = wires.get(wire.gate()).copied().unwrap_or(Wire::TRUE);
    if wire.is_negated() { new.negate() } else { new }
}

fn exchange_in(test: Test, instead: &impl Fn(FactId) -> FactId) -> Test {
    match test {
        Test::Among { fact, values } => Test::Among { fact: instead(fact), values },
        Test::Within { fact, low, high } => Test::Within { fact: instead(fact), low, high },
        Test::Spread { left, factor, right, low, high } => {
            Test::Spread { left: instead(left), factor, right: instead(right), low, high }
        }
    }
}
