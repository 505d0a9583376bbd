//! Makes a difference smaller: whatever can be left out without the difference going away is left out.
use crate::random::{close, range};
use bonafide_rules::regulation::*;

/// A regulation and a case under which something differs.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) regulation: Regulation,
    pub(crate) case: Vec<Standing>,
}

/// The smallest finding reached by leaving out one thing after the other while `differs` holds.
pub(crate) fn shrink(mut finding: Finding, differs: impl Fn(&Finding) -> bool) -> Finding {
    loop {
        let Some(smaller) = candidates(&finding).into_iter().find(&differs) else { return finding };
        finding = smaller;
    }
}

fn candidates(finding: &Finding) -> Vec<Finding> {
    let mut all = Vec::new();
    let mut offer = |change: &dyn Fn(&mut Finding)| {
        let mut smaller = finding.clone();
        change(&mut smaller);
        all.push(smaller);
    };
    let regulation = &finding.regulation;
    for node in (0..regulation.nodes.len()).rev() {
        offer(&|smaller| leave_out(&mut smaller.regulation, node));
    }
    for scope in 0..regulation.scopes.len() {
        offer(&|smaller| drop(smaller.regulation.scopes.remove(scope)));
    }
    if !regulation.priorities.is_empty() {
        offer(&|smaller| smaller.regulation.priorities.clear());
        for pair in 0..regulation.priorities.len() {
            let mut fewer = regulation.priorities.clone();
            fewer.remove(pair);
            let closed = close(fewer);
            if closed.len() < regulation.priorities.len() {
                offer(&|smaller| smaller.regulation.priorities.clone_from(&closed));
            }
        }
    }
    for (fact, standing) in finding.case.iter().enumerate() {
        let (low, _) = range(&regulation.facts[fact].kind);
        if *standing != Standing::Found(low) {
            offer(&|smaller| smaller.case[fact] = Standing::Found(low));
        }
    }
    for node in 0..regulation.nodes.len() {
        for simpler in simpler(&regulation.nodes[node].condition) {
            offer(&|smaller| smaller.regulation.nodes[node].condition = simpler.clone());
        }
        if !effects(&regulation.nodes[node].kind).is_empty() {
            offer(&|smaller| clear_effects(&mut smaller.regulation.nodes[node].kind));
        }
    }
    for definition in 0..regulation.definitions.len() {
        for simpler in simpler(&regulation.definitions[definition].meaning) {
            offer(&|smaller| smaller.regulation.definitions[definition].meaning = simpler.clone());
        }
    }
    all
}

fn effects(kind: &NodeKind) -> &[EffectId] {
    match kind {
        NodeKind::RedLine { effects } => effects,
        NodeKind::Item { grant, .. } | NodeKind::Variation { grant, .. } if !grant.outcomes.is_empty() => {
            &grant.effects
        }
        _ => &[],
    }
}

fn clear_effects(kind: &mut NodeKind) {
    match kind {
        NodeKind::RedLine { effects } => effects.clear(),
        NodeKind::Item { grant, .. } | NodeKind::Variation { grant, .. } => grant.effects.clear(),
        NodeKind::Defeat { .. } => {}
    }
}

/// Each part in place of the whole, the whole without one part, and parts made simpler in place.
fn simpler(condition: &Condition) -> Vec<Condition> {
    let (parts, rebuild): (&[Condition], &dyn Fn(Vec<Condition>) -> Condition) = match condition {
        Condition::Test(_) | Condition::Defined(_) => return Vec::new(),
        Condition::Not(part) => {
            let mut all = vec![(**part).clone()];
            all.extend(simpler(part).into_iter().map(|part| Condition::Not(Box::new(part))));
            return all;
        }
        Condition::All(parts) => (parts, &Condition::All),
        Condition::Any(parts) => (parts, &Condition::Any),
        Condition::AtLeast(count, parts) => {
            (parts, &move |parts: Vec<Condition>| Condition::AtLeast((*count).min(parts.len() as u32), parts))
        }
    };
    let mut all: Vec<Condition> = parts.to_vec();
    for (at, part) in parts.iter().enumerate() {
        if parts.len() > 2 {
            let mut fewer = parts.to_vec();
            fewer.remove(at);
            all.push(rebuild(fewer));
        }
        for simpler in simpler(part) {
            let mut changed = parts.to_vec();
            changed[at] = simpler;
            all.push(rebuild(changed));
        }
    }
    all
}

/// Removes a node and all that stands under it.
fn leave_out(regulation: &mut Regulation, node: usize) {
    let mut gone = vec![NodeId(node as u32)];
    let mut at = 0;
    while at < gone.len() {
        gone.extend(regulation.nodes[gone[at].0 as usize].exceptions.iter().copied());
        at += 1;
    }
    let kept: Vec<NodeId> =
        (0..regulation.nodes.len() as u32).map(NodeId).filter(|node| !gone.contains(node)).collect();
    let place = |old: NodeId| kept.iter().position(|node| *node == old).map(|place| NodeId(place as u32));
    let mut nodes: Vec<Node> = kept.iter().map(|node| regulation.nodes[node.0 as usize].clone()).collect();
    for node in &mut nodes {
        node.exceptions = node.exceptions.iter().filter_map(|under| place(*under)).collect();
        if let NodeKind::Variation { parent, .. } | NodeKind::Defeat { parent } = &mut node.kind {
            *parent = place(*parent).expect("what stands under a removed node is removed with it");
        }
    }
    regulation.priorities =
        regulation.priorities.iter().filter_map(|(high, low)| Some((place(*high)?, place(*low)?))).collect();
    regulation.nodes = nodes;
}
