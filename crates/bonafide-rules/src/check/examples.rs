//! Worked examples (例): the facts they give and the answer they expect.

use std::collections::HashMap;

use crate::check::nearest::suggest;
use crate::check::nodes::{free_tag, outcome_set};
use crate::check::scene::{Scene, code_of};
use crate::diagnostic::Diagnostic;
use crate::place::Span;
use crate::regulation::{
    Example, ExampleAnswer, ExampleExpect, Fact, FactId, FactKind, FactState, Node, NodeKind, Standing,
};
use crate::tree::{self, Body, Document, Expect, ExpectStatus, Given, Name, Tag};

/// Resolves every example.
pub(super) fn resolve(document: &Document, nodes: &[Node], scene: &mut Scene) -> Vec<Example> {
    let mut examples = Vec::new();
    for statement in document.blocks.iter().flat_map(|block| &block.statements) {
        let Body::Example(written) = &statement.body else { continue };
        let tag = statement.tag.as_ref().map(|tag| tag.value.clone());
        let tag = tag.unwrap_or_else(|| free_tag("例", examples.len() + 1, scene));
        let givens = givens(written, scene);
        let expect = expect(&written.expect, nodes, scene);
        examples.push(Example { tag, givens, expect, span: statement.span });
    }
    examples
}

fn givens(written: &tree::Example, scene: &mut Scene) -> Vec<Standing> {
    let rest = written.rest.as_ref().map_or(FactState::NotExamined, |rest| rest.value);
    let mut givens: Vec<Standing> = scene.facts.iter().map(|fact| standing_of_rest(fact, rest)).collect();
    let mut given_at: HashMap<FactId, Span> = HashMap::new();
    for given in &written.givens {
        let (Given::YesNo(name, _) | Given::Value(name, _) | Given::State(name, _)) = given;
        let Some(id) = scene.fact_named(name) else { continue };
        if let Some(first) = given_at.insert(id, name.span) {
            let finding = Diagnostic::error("given-twice", name.span).with("name", name.value.as_str());
            scene.report(finding.near("first-here", first));
            continue;
        }
        let Some(fact) = scene.fact(id).cloned() else { continue };
        let standing = standing(given, &fact, name, scene);
        if let (Some(standing), Some(cell)) = (standing, givens.get_mut(id.0 as usize)) {
            *cell = standing;
        }
    }
    givens
}

/// What 其余 says of a fact; a standing the fact cannot have leaves it unexamined.
fn standing_of_rest(fact: &Fact, rest: FactState) -> Standing {
    let yes_no = fact.kind == FactKind::YesNo;
    match rest {
        FactState::No if yes_no => Standing::Found(0),
        FactState::NotApplicable if yes_no || fact.may_not_apply => Standing::NotApplicable,
        FactState::CannotEstablish => Standing::CannotEstablish,
        FactState::No | FactState::NotApplicable | FactState::NotExamined => Standing::NotExamined,
    }
}

fn standing(given: &Given, fact: &Fact, name: &Name, scene: &mut Scene) -> Option<Standing> {
    match given {
        Given::YesNo(_, answer) => {
            if fact.kind == FactKind::YesNo {
                return Some(Standing::Found(i64::from(*answer)));
            }
            let finding = Diagnostic::error("needs-value", name.span).with("name", fact.name.as_str());
            let finding = finding.with("kind", super::units::kind_id(&fact.kind));
            scene.report(finding.near("declared-here", fact.span));
            None
        }
        Given::Value(_, operand) => scene.value(fact, operand).map(Standing::Found),
        Given::State(_, state) => match (state.value, &fact.kind) {
            (FactState::NotExamined, _) => Some(Standing::NotExamined),
            (FactState::CannotEstablish, _) => Some(Standing::CannotEstablish),
            (FactState::No, FactKind::YesNo) => Some(Standing::Found(0)),
            // A choice may have 否 among its values.
            (FactState::No, FactKind::Choice { values, .. }) if code_of(values, "否").is_some() => {
                code_of(values, "否").map(|code| Standing::Found(code.into()))
            }
            (FactState::NotApplicable, kind) if *kind == FactKind::YesNo || fact.may_not_apply => {
                Some(Standing::NotApplicable)
            }
            (FactState::NotApplicable, _) => {
                let finding = Diagnostic::error("always-applies", state.span).with("name", fact.name.as_str());
                scene.report(finding.near("declared-here", fact.span));
                None
            }
            (FactState::No, _) => {
                let finding = Diagnostic::error("wrong-type", state.span).with("name", fact.name.as_str());
                let finding = finding.with("kind", super::units::kind_id(&fact.kind));
                scene.report(finding.near("declared-here", fact.span));
                None
            }
        },
    }
}

fn expect(written: &Expect, nodes: &[Node], scene: &mut Scene) -> ExampleExpect {
    let answer = match &written.status.value {
        ExpectStatus::Outcomes(outcomes) => ExampleAnswer::Outcomes(outcomes.iter().copied().collect()),
        ExpectStatus::Undetermined => ExampleAnswer::Undetermined,
        ExpectStatus::Conflict => ExampleAnswer::Conflict,
    };
    let possible = written.possible.as_ref().map(|possible| outcome_set(possible, scene));
    ExampleExpect {
        answer,
        possible,
        ask_first: written.ask_first.as_ref().and_then(|name| scene.fact_named(name)),
        because: written.because.iter().filter_map(|tag| node_tagged(tag, nodes, scene, false)).collect(),
        red_lines: written.red_lines.iter().filter_map(|tag| node_tagged(tag, nodes, scene, true)).collect(),
        presumed: written.presumed.iter().filter_map(|name| scene.fact_named(name)).collect(),
        effects: scene.effects_named(&written.effects),
    }
}

/// The tag as kept, if a node (or a red line) has it.
fn node_tagged(tag: &Tag, nodes: &[Node], scene: &mut Scene, red_line: bool) -> Option<String> {
    let fits = |node: &&Node| !red_line || matches!(node.kind, NodeKind::RedLine { .. });
    if nodes.iter().filter(fits).any(|node| node.tag == tag.value) {
        return Some(tag.value.clone());
    }
    let finding = match nodes.iter().find(|node| node.tag == tag.value) {
        Some(node) => {
            Diagnostic::error("not-a-red-line", tag.span).with("tag", tag.value.as_str()).near("tag-here", node.span)
        }
        None => {
            let known = nodes.iter().filter(fits).map(|node| node.tag.as_str());
            suggest(Diagnostic::error("unknown-tag", tag.span).with("tag", tag.value.as_str()), &tag.value, known)
        }
    };
    scene.report(finding);
    None
}
