//! Definitions: named, put in an order in which each stands after those it uses, and resolved.

use std::collections::HashMap;

use crate::check::scene::{Named, Scene};
use crate::diagnostic::Diagnostic;
use crate::place::Span;
use crate::regulation::{Definition, DefinitionId};
use crate::tree::{Body, Condition, Document, Name};

/// A definition as written.
struct Written<'a> {
    name: &'a Name,
    id: Option<&'a Name>,
    tag: Option<String>,
    meaning: &'a Condition,
    article: Option<usize>,
    span: Span,
}

/// Declares and resolves every definition; a cycle is shown once.
pub(super) fn declare(document: &Document, scene: &mut Scene) {
    let written = collect(document);
    let mut positions: HashMap<&str, usize> = HashMap::new();
    for (position, definition) in written.iter().enumerate() {
        for name in [Some(definition.name), definition.id].into_iter().flatten() {
            positions.entry(&name.value).or_insert(position);
        }
    }
    let uses: Vec<Vec<usize>> = written
        .iter()
        .map(|definition| {
            let mut names = Vec::new();
            bare_names(definition.meaning, &mut names);
            names.iter().filter_map(|name| positions.get(name.value.as_str()).copied()).collect()
        })
        .collect();
    let order = in_order(&written, &uses, scene);
    for (place, definition) in order.iter().filter_map(|&position| written.get(position)).enumerate() {
        let Ok(place) = u32::try_from(place) else { return };
        scene.name(definition.name, Named::Definition(DefinitionId(place)));
        if let Some(id) = definition.id {
            scene.name(id, Named::Definition(DefinitionId(place)));
        }
    }
    for definition in order.iter().filter_map(|&position| written.get(position)) {
        let meaning = scene.condition(definition.meaning);
        scene.definitions.push(Definition {
            name: definition.name.value.clone(),
            id: definition.id.unwrap_or(definition.name).value.clone(),
            tag: definition.tag.clone(),
            meaning,
            article: definition.article,
            span: definition.span,
        });
    }
}

fn collect(document: &Document) -> Vec<Written<'_>> {
    let mut written = Vec::new();
    for block in &document.blocks {
        for statement in &block.statements {
            if let Body::Define { name, id, meaning } = &statement.body {
                let tag = statement.tag.as_ref().map(|tag| tag.value.clone());
                let (article, span) = (block.article, statement.span);
                written.push(Written { name, id: id.as_ref(), tag, meaning, article, span });
            }
        }
    }
    written
}

/// Names that stand alone in a condition: the only places where a definition may stand.
pub(super) fn bare_names<'a>(condition: &'a Condition, names: &mut Vec<&'a Name>) {
    match condition {
        Condition::Name(name) => names.push(name),
        Condition::Compare { .. } | Condition::OneOf { .. } => {}
        Condition::Not(inner, _) => bare_names(inner, names),
        Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast { of: parts, .. } => {
            for part in parts {
                bare_names(part, names);
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    Fresh,
    Open,
    Done,
}

/// Depth first, each definition after those it uses; with a stack of our own, since texts may chain thousands.
fn in_order(written: &[Written<'_>], uses: &[Vec<usize>], scene: &mut Scene) -> Vec<usize> {
    let mut visits = vec![Visit::Fresh; written.len()];
    let mut order = Vec::with_capacity(written.len());
    for start in 0..written.len() {
        let mut path: Vec<(usize, usize)> = Vec::new();
        if visits.get(start) == Some(&Visit::Fresh) {
            path.push((start, 0));
            set(&mut visits, start, Visit::Open);
        }
        while let Some((position, next)) = path.last_mut() {
            let Some(&used) = uses.get(*position).and_then(|list| list.get(*next)) else {
                set(&mut visits, *position, Visit::Done);
                order.push(*position);
                path.pop();
                continue;
            };
            *next += 1;
            match visits.get(used) {
                Some(Visit::Fresh) => {
                    set(&mut visits, used, Visit::Open);
                    path.push((used, 0));
                }
                Some(Visit::Open) => {
                    let from = path.iter().position(|(open, _)| *open == used).unwrap_or_default();
                    let cycle: Vec<&Name> =
                        path.iter().skip(from).filter_map(|(open, _)| written.get(*open)).map(|one| one.name).collect();
                    report_cycle(&cycle, scene);
                }
                _ => {}
            }
        }
    }
    order
}

fn set(visits: &mut [Visit], position: usize, visit: Visit) {
    if let Some(cell) = visits.get_mut(position) {
        *cell = visit;
    }
}

fn report_cycle(cycle: &[&Name], scene: &mut Scene) {
    let Some(first) = cycle.first() else { return };
    let names: Vec<&str> = cycle.iter().chain([first]).map(|name| name.value.as_str()).collect();
    let mut finding = Diagnostic::error("cyclic-definition", first.span).with("cycle", names.join(" → "));
    for name in cycle.iter().skip(1) {
        finding = finding.near("cycle-through", name.span);
    }
    scene.report(finding);
}
