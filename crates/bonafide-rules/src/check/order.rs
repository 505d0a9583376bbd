//! Which node goes before which: declared 优先, and special over general by 属.

use std::collections::{HashMap, HashSet};

use crate::check::nearest::suggest;
use crate::check::order::pairs::Pairs;
use crate::check::scene::Scene;
use crate::diagnostic::Diagnostic;
use crate::outcome::OutcomeSet;
use crate::regulation::{Node, NodeId, NodeKind};
use crate::tree::{Body, Document, Tag};

mod pairs;

type Pair = (NodeId, NodeId);

/// The declared pairs, the derived ones and what follows from both, higher first; each once, in order.
pub(super) fn priorities(document: &Document, nodes: &[Node], scene: &mut Scene) -> Vec<Pair> {
    let declared = declared(document, nodes, scene);
    let mut above = Pairs::of(&declared);
    above.close();
    let mut pairs: Vec<Pair> = declared.clone();
    let derived = derived(nodes, |pair| above.contains(pair) || above.contains((pair.1, pair.0)));
    // An order that the text declares stands: derived pairs that would close a circle with it are left out.
    pairs.extend(derived);
    if !declared.is_empty() {
        let parts = components(nodes.len(), &pairs);
        let part = |id: NodeId| parts.get(id.0 as usize);
        let kept = Pairs::of(&declared);
        pairs.retain(|pair| part(pair.0) != part(pair.1) || kept.contains(*pair));
    }
    // Chains are written out, so that nobody who reads the pairs has to follow them.
    let mut closed = Pairs::of(&pairs);
    closed.close();
    closed.into_list()
}

/// A pair as written: each node with the tag that names it, the higher first.
type Written<'a> = ((NodeId, &'a Tag), (NodeId, &'a Tag));

/// The pairs of every 优先, items standing for their variations as well.
fn declared(document: &Document, nodes: &[Node], scene: &mut Scene) -> Vec<Pair> {
    let by_tag: HashMap<&str, u32> =
        nodes.iter().zip(0..).map(|(node, position)| (node.tag.as_str(), position)).collect();
    let mut written: Vec<Written<'_>> = Vec::new();
    for statement in document.blocks.iter().flat_map(|block| &block.statements) {
        let Body::Prefer(groups) = &statement.body else { continue };
        let groups: Vec<Vec<(NodeId, &Tag)>> = groups
            .iter()
            .map(|group| {
                group.iter().filter_map(|tag| Some((grant_tagged(tag, nodes, &by_tag, scene)?, tag))).collect()
            })
            .collect();
        for (position, higher) in groups.iter().enumerate() {
            for lower in groups.iter().skip(position + 1) {
                written.extend(higher.iter().flat_map(|high| lower.iter().map(move |low| (*high, *low))));
            }
        }
    }
    report_cycles(nodes.len(), &written, scene);
    let named: HashSet<NodeId> = written.iter().flat_map(|((high, _), (low, _))| [*high, *low]).collect();
    let stands: HashMap<NodeId, Vec<NodeId>> =
        named.iter().map(|node| (*node, stands_for(nodes, *node, &named))).collect();
    let of = |node: NodeId| stands.get(&node).map(Vec::as_slice).unwrap_or_default();
    let pairs = written.iter().flat_map(|((high, _), (low, _))| {
        of(*high).iter().flat_map(|above| of(*low).iter().map(|below| (*above, *below)))
    });
    pairs.filter(|(above, below)| above != below).collect()
}

fn grant_tagged(tag: &Tag, nodes: &[Node], by_tag: &HashMap<&str, u32>, scene: &mut Scene) -> Option<NodeId> {
    let Some(position) = by_tag.get(tag.value.as_str()) else {
        let known = nodes.iter().map(|node| node.tag.as_str());
        let finding = Diagnostic::error("unknown-tag", tag.span).with("tag", tag.value.as_str());
        scene.report(suggest(finding, &tag.value, known));
        return None;
    };
    let node = nodes.get(*position as usize)?;
    if outcomes(node).is_none() {
        let finding = Diagnostic::error("tag-without-result", tag.span).with("tag", tag.value.as_str());
        scene.report(finding.near("tag-here", node.span));
        return None;
    }
    Some(NodeId(*position))
}

fn outcomes(node: &Node) -> Option<OutcomeSet> {
    match &node.kind {
        NodeKind::Item { grant, .. } | NodeKind::Variation { grant, .. } => Some(grant.outcomes),
        NodeKind::RedLine { .. } | NodeKind::Defeat { .. } => None,
    }
}

/// The node, and below an item its variations, those apart that stand in an order of their own.
fn stands_for(nodes: &[Node], id: NodeId, named: &HashSet<NodeId>) -> Vec<NodeId> {
    let Some(node) = nodes.get(id.0 as usize) else { return Vec::new() };
    let mut list = vec![id];
    if matches!(node.kind, NodeKind::Item { .. }) {
        list.extend(grants_below(nodes, id).into_iter().filter(|below| !named.contains(below)));
    }
    list
}

/// The variations anywhere below a node.
fn grants_below(nodes: &[Node], id: NodeId) -> Vec<NodeId> {
    let mut open = vec![id];
    let mut found = Vec::new();
    while let Some(next) = open.pop() {
        for child in nodes.get(next.0 as usize).map(|node| node.exceptions.as_slice()).unwrap_or_default() {
            if nodes.get(child.0 as usize).is_some_and(|node| matches!(node.kind, NodeKind::Variation { .. })) {
                found.push(*child);
            }
            open.push(*child);
        }
    }
    found.sort_unstable();
    found
}

/// Special over general: a longer 属 path before one it begins with, and before none, where results differ.
fn derived(nodes: &[Node], covered: impl Fn(Pair) -> bool) -> Vec<Pair> {
    let mut by_path: HashMap<&[String], Vec<NodeId>> = HashMap::new();
    let mut items: Vec<(NodeId, &[String])> = Vec::new();
    for (node, position) in nodes.iter().zip(0..) {
        if let NodeKind::Item { field, .. } = &node.kind {
            items.push((NodeId(position), field));
            by_path.entry(field).or_default().push(NodeId(position));
        }
    }
    let with_variations = |id: NodeId| std::iter::once(id).chain(grants_below(nodes, id)).collect::<Vec<NodeId>>();
    let result = |id: NodeId| nodes.get(id.0 as usize).and_then(outcomes).filter(|outcomes| !outcomes.is_empty());
    let mut pairs = Vec::new();
    for (special, path) in items {
        let specials = with_variations(special);
        let generals = (0..path.len()).filter_map(|length| path.get(..length).and_then(|prefix| by_path.get(prefix)));
        for general in generals.flatten().flat_map(|id| with_variations(*id)) {
            for high in &specials {
                let differ = matches!((result(*high), result(general)), (Some(high), Some(low)) if high != low);
                if differ && !covered((*high, general)) {
                    pairs.push((*high, general));
                }
            }
        }
    }
    pairs
}

/// Reports each circle of declared orders once, at its first tag in the file.
fn report_cycles(count: usize, written: &[Written<'_>], scene: &mut Scene) {
    let pairs: Vec<Pair> = written.iter().map(|((high, _), (low, _))| (*high, *low)).collect();
    let parts = components(count, &pairs);
    let part = |id: NodeId| parts.get(id.0 as usize).copied();
    let mut reported: HashSet<usize> = HashSet::new();
    for ((high, tag), (low, _)) in written {
        let Some(own) = part(*high).filter(|own| part(*low) == Some(*own)) else { continue };
        if !reported.insert(own) {
            continue;
        }
        let within: Vec<Pair> = pairs.iter().copied().filter(|(above, _)| part(*above) == Some(own)).collect();
        let cycle = shortest_circle(*high, &within);
        let tag_of = |id: &NodeId| {
            let sides = written.iter().flat_map(|(above, below)| [above, below]);
            sides.filter(|(node, _)| node == id).map(|(_, tag)| format!("#{}", tag.value)).next()
        };
        let names: Vec<String> = cycle.iter().filter_map(tag_of).collect();
        scene.report(Diagnostic::error("cyclic-priority", tag.span).with("cycle", names.join(" > ")));
    }
}

/// The shortest way from a node back to itself, both ends included.
fn shortest_circle(start: NodeId, pairs: &[Pair]) -> Vec<NodeId> {
    let mut from: HashMap<NodeId, NodeId> = HashMap::new();
    let mut open = std::collections::VecDeque::from([start]);
    while let Some(next) = open.pop_front() {
        for (_, low) in pairs.iter().filter(|(high, _)| *high == next) {
            if *low == start {
                let mut way = vec![start, next];
                while let Some(before) = way.last().filter(|last| **last != start).and_then(|last| from.get(last)) {
                    way.push(*before);
                }
                way.reverse();
                return way;
            }
            if !from.contains_key(low) {
                from.insert(*low, next);
                open.push_back(*low);
            }
        }
    }
    vec![start]
}

/// By node: a number shared by the nodes that go, directly or not, both before and after each other (Kosaraju).
fn components(count: usize, pairs: &[Pair]) -> Vec<usize> {
    let mut forward: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut backward: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (high, low) in pairs {
        let (high, low) = (high.0 as usize, low.0 as usize);
        if high == low {
            continue;
        }
        if let Some(list) = forward.get_mut(high) {
            list.push(low);
        }
        if let Some(list) = backward.get_mut(low) {
            list.push(high);
        }
    }
    let mut finished = Vec::with_capacity(count);
    let mut seen = vec![false; count];
    for start in 0..count {
        walk(start, &forward, &mut seen, &mut |node| finished.push(node));
    }
    let mut parts = vec![0; count];
    let mut seen = vec![false; count];
    for (part, start) in finished.into_iter().rev().enumerate() {
        walk(start, &backward, &mut seen, &mut |node| {
            if let Some(cell) = parts.get_mut(node) {
                *cell = part;
            }
        });
    }
    parts
}

/// Depth first from a node not seen before; tells each node when it is left.
fn walk(start: usize, edges: &[Vec<usize>], seen: &mut [bool], leave: &mut impl FnMut(usize)) {
    let mut enter = |node: usize, path: &mut Vec<(usize, usize)>| {
        if let Some(cell) = seen.get_mut(node).filter(|cell| !**cell) {
            *cell = true;
            path.push((node, 0));
        }
    };
    let mut path = Vec::new();
    enter(start, &mut path);
    while let Some((node, next)) = path.last_mut() {
        match edges.get(*node).and_then(|list| list.get(*next)) {
            Some(&to) => {
                *next += 1;
                enter(to, &mut path);
            }
            None => {
                leave(*node);
                path.pop();
            }
        }
    }
}
