//! Which part of a condition decides it (masking MC/DC): were that part alone otherwise, so would be the whole.
//!
//! A part is a test or a name of a definition as it stands in one condition, counted from the left. It decides where all
//! beside it on the way up are neutral: true in an *and*, false in an *or*, one short of the number in an *at least*.

use crate::assess::program::verdict;
use crate::assess::{Graph, Outputs, Truth, Wire};
use crate::prove::ConditionPlace;
use crate::regulation::{Condition, DefinitionId, NodeId, Regulation, Standing};

/// The conditions of nodes and definitions in order.
pub(super) fn places(regulation: &Regulation) -> impl Iterator<Item = (ConditionPlace, &Condition)> {
    let definitions = (0_u32..).zip(&regulation.definitions);
    let definitions = definitions.map(|(id, one)| (ConditionPlace::Definition(DefinitionId(id)), &one.meaning));
    let nodes = (0_u32..).zip(&regulation.nodes).map(|(id, one)| (ConditionPlace::Node(NodeId(id)), &one.condition));
    definitions.chain(nodes)
}

/// The parts of a condition from the left.
pub(super) fn parts(condition: &Condition) -> Vec<&Condition> {
    match condition {
        Condition::Test(_) | Condition::Defined(_) => vec![condition],
        Condition::Not(inner) => parts(inner),
        Condition::All(of) | Condition::Any(of) | Condition::AtLeast(_, of) => of.iter().flat_map(parts).collect(),
    }
}

/// By part, in wires: that it decides, and itself.
pub(super) fn deciding_wires(graph: &mut Graph, definitions: &[Wire], condition: &Condition) -> Vec<(Wire, Wire)> {
    let mut found = Vec::new();
    descend(graph, definitions, condition, &[], &mut found);
    found
}

fn descend(
    graph: &mut Graph,
    definitions: &[Wire],
    condition: &Condition,
    neutral: &[Wire],
    found: &mut Vec<(Wire, Wire)>,
) {
    match condition {
        Condition::Test(_) | Condition::Defined(_) => {
            let part = wire(graph, definitions, condition);
            found.push((graph.and(neutral), part));
        }
        Condition::Not(inner) => descend(graph, definitions, inner, neutral, found),
        Condition::All(of) | Condition::Any(of) | Condition::AtLeast(_, of) => {
            let wires: Vec<Wire> = of.iter().map(|part| wire(graph, definitions, part)).collect();
            for (at, part) in of.iter().enumerate() {
                let others = wires.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, wire)| *wire);
                let others: Vec<Wire> = others.collect();
                let beside = match condition {
                    Condition::All(_) => graph.and(&others),
                    Condition::AtLeast(count, _) => one_short(graph, *count, &others),
                    _ => graph.or(&others).negate(),
                };
                let neutral: Vec<Wire> = neutral.iter().copied().chain([beside]).collect();
                descend(graph, definitions, part, &neutral, found);
            }
        }
    }
}

/// "Exactly one fewer than `count`".
fn one_short(graph: &mut Graph, count: u32, others: &[Wire]) -> Wire {
    let count = count as usize;
    if count == 0 {
        return Wire::FALSE;
    }
    let (enough, too_many) = (graph.at_least(count - 1, others), graph.at_least(count, others));
    graph.and(&[enough, too_many.negate()])
}

fn wire(graph: &mut Graph, definitions: &[Wire], condition: &Condition) -> Wire {
    match condition {
        Condition::Test(test) => graph.test(*test),
        Condition::Defined(id) => Outputs::at(definitions, id.0),
        Condition::Not(inner) => wire(graph, definitions, inner).negate(),
        Condition::All(of) | Condition::Any(of) | Condition::AtLeast(_, of) => {
            let wires: Vec<Wire> = of.iter().map(|part| wire(graph, definitions, part)).collect();
            match condition {
                Condition::All(_) => graph.and(&wires),
                Condition::AtLeast(count, _) => graph.at_least(*count as usize, &wires),
                _ => graph.or(&wires),
            }
        }
    }
}

/// What one case, complete or not, makes of every definition.
pub(super) fn definitions_of(regulation: &Regulation, case: &[Standing]) -> Vec<Truth> {
    let mut known = Vec::with_capacity(regulation.definitions.len());
    for definition in &regulation.definitions {
        let value = truth(&definition.meaning, case, &known);
        known.push(value);
    }
    known
}

/// By part: its value where it is known and decides the condition in this case.
pub(super) fn decided(condition: &Condition, case: &[Standing], definitions: &[Truth]) -> Vec<Option<bool>> {
    let mut found = Vec::new();
    walk(condition, case, definitions, true, &mut found);
    found
}

fn walk(condition: &Condition, case: &[Standing], definitions: &[Truth], decides: bool, found: &mut Vec<Option<bool>>) {
    match condition {
        Condition::Test(_) | Condition::Defined(_) => found.push(match truth(condition, case, definitions) {
            Truth::True if decides => Some(true),
            Truth::False if decides => Some(false),
            _ => None,
        }),
        Condition::Not(inner) => walk(inner, case, definitions, decides, found),
        Condition::All(of) | Condition::Any(of) | Condition::AtLeast(_, of) => {
            let values: Vec<Truth> =
                if decides { of.iter().map(|part| truth(part, case, definitions)).collect() } else { Vec::new() };
            let (met, open) = (count(&values, Truth::True), count(&values, Truth::Unknown));
            for (at, part) in of.iter().enumerate() {
                let own = |wanted| usize::from(values.get(at) == Some(&wanted));
                let (met, open) = (met - own(Truth::True), open - own(Truth::Unknown));
                let is_neutral = match condition {
                    Condition::All(_) => met + 1 == of.len(),
                    Condition::AtLeast(count, _) => open == 0 && met + 1 == *count as usize,
                    _ => open == 0 && met == 0,
                };
                walk(part, case, definitions, decides && is_neutral, found);
            }
        }
    }
}

fn count(values: &[Truth], wanted: Truth) -> usize {
    values.iter().filter(|value| **value == wanted).count()
}

fn truth(condition: &Condition, case: &[Standing], definitions: &[Truth]) -> Truth {
    match condition {
        Condition::Test(test) => verdict(test, case),
        Condition::Defined(id) => definitions.get(id.0 as usize).copied().unwrap_or(Truth::Unknown),
        Condition::Not(inner) => match truth(inner, case, definitions) {
            Truth::True => Truth::False,
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
        },
        Condition::All(of) | Condition::Any(of) | Condition::AtLeast(_, of) => {
            let values: Vec<Truth> = of.iter().map(|part| truth(part, case, definitions)).collect();
            let needed = match condition {
                Condition::All(_) => of.len(),
                Condition::AtLeast(count, _) => *count as usize,
                _ => 1,
            };
            let (met, open) = (count(&values, Truth::True), count(&values, Truth::Unknown));
            match (met >= needed, met + open >= needed) {
                (true, _) => Truth::True,
                (false, true) => Truth::Unknown,
                (false, false) => Truth::False,
            }
        }
    }
}
