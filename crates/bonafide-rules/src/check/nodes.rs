//! Red lines, items and their exceptions.

use crate::check::front;
use crate::check::nearest::suggest;
use crate::check::scene::{NEVER, Named, Scene, code_of};
use crate::diagnostic::Diagnostic;
use crate::outcome::{Modality, Outcome, OutcomeSet};
use crate::place::{Span, Spanned};
use crate::regulation::{Condition, FactKind, Grant, Level, Node, NodeId, NodeKind, Scope, Test};
use crate::tree::{self, Body, Document, Effect, Exception, Item, Name, Statement};

/// The nodes of one text as they are found.
#[derive(Debug)]
pub(super) struct Nodes {
    /// In the order of the file.
    pub(super) list: Vec<Node>,
    /// Scopes.
    pub(super) scopes: Vec<Scope>,
    level: Level,
}

/// What exceptions take from the item above them.
#[derive(Clone, Copy)]
struct Above<'a> {
    parent: NodeId,
    tag: &'a str,
    name: &'a str,
    article: Option<usize>,
}

/// Resolves every scope, red line and item with its exceptions.
pub(super) fn resolve(document: &Document, level: Level, scene: &mut Scene) -> Nodes {
    let mut nodes = Nodes { list: Vec::new(), scopes: Vec::new(), level };
    for block in &document.blocks {
        for statement in &block.statements {
            nodes.statement(statement, block.article, scene);
        }
    }
    nodes
}

impl Nodes {
    fn statement(&mut self, statement: &Statement, article: Option<usize>, scene: &mut Scene) {
        let span = statement.span;
        let tag = statement.tag.as_ref().map(|tag| tag.value.clone());
        match &statement.body {
            Body::Scope { name, condition, source } => {
                let condition = scene.condition(condition);
                let (name, source) = (name.value.clone(), text(source.as_ref()));
                self.scopes.push(Scope { tag, name, condition, article, source, span });
            }
            Body::RedLine { name, condition, effects, source } => {
                let node = Node {
                    tag: tag.unwrap_or_else(|| free_tag("redline", self.list.len() + 1, scene)),
                    name: name.value.clone(),
                    kind: NodeKind::RedLine { effects: scene.effects_named(effects) },
                    condition: scene.condition(condition),
                    exceptions: Vec::new(),
                    article,
                    source: text(source.as_ref()),
                    span,
                };
                self.push(node);
            }
            Body::Item(item) => {
                let tag = tag.unwrap_or_else(|| free_tag("item", self.list.len() + 1, scene));
                self.item(item, (tag, article, span), scene);
            }
            _ => {}
        }
    }

    fn push(&mut self, node: Node) -> Option<NodeId> {
        let id = NodeId(u32::try_from(self.list.len()).ok()?);
        self.list.push(node);
        Some(id)
    }

    fn item(&mut self, item: &Item, (tag, article, span): (String, Option<usize>, Span), scene: &mut Scene) {
        let own = scene.condition(&item.condition);
        let belongs = belonging(&item.field, scene);
        if let Some(at) = item.effect.inapplicable {
            scene.report(Diagnostic::error("item-inapplicable", at).with("name", item.name.value.as_str()));
        }
        let grant = grant(&item.effect, scene);
        let competent = item.competence.as_ref().is_none_or(|word| self.competent(word, &item.name, scene));
        let condition = match (competent, belongs) {
            (false, _) => NEVER,
            (true, None) => own,
            (true, Some(belongs)) => Condition::All(vec![belongs, own]),
        };
        let node = Node {
            tag: tag.clone(),
            name: item.name.value.clone(),
            kind: NodeKind::Item { grant, field: item.field.iter().map(|name| name.value.clone()).collect() },
            condition,
            exceptions: Vec::new(),
            article,
            source: text(item.source.as_ref()),
            span,
        };
        if let Some(parent) = self.push(node) {
            self.exceptions(&item.exceptions, Above { parent, tag: &tag, name: &item.name.value, article }, scene);
        }
    }

    /// Whether the instrument's own level may use an item kept for this level and above.
    fn competent(&mut self, word: &Name, item: &Name, scene: &mut Scene) -> bool {
        let Some(least) = front::level(&word.value) else {
            let finding = Diagnostic::error("unknown-level", word.span).with("found", word.value.as_str());
            scene.report(suggest(finding.with("key", "level"), &word.value, front::level_words()));
            return true;
        };
        let competent = self.level >= least;
        if !competent {
            let finding = Diagnostic::warning("beyond-competence", word.span).with("name", item.value.as_str());
            scene.report(finding.with("level", word.value.as_str()));
        }
        competent
    }

    fn exceptions(&mut self, written: &[Exception], above: Above<'_>, scene: &mut Scene) {
        for (position, exception) in written.iter().enumerate() {
            let made = || format!("{}-{}", above.tag, position + 1);
            let tag = exception.tag.as_ref().map_or_else(|| untaken(made(), scene), |tag| tag.value.clone());
            let condition = scene.condition(&exception.condition);
            let node = Node {
                tag: tag.clone(),
                name: above.name.to_owned(),
                kind: exception_kind(exception, above.parent, scene),
                condition,
                exceptions: Vec::new(),
                article: above.article,
                source: None,
                span: exception.span,
            };
            let Some(id) = self.push(node) else { return };
            if let Some(parent) = self.list.get_mut(above.parent.0 as usize) {
                parent.exceptions.push(id);
            }
            self.exceptions(&exception.under, Above { parent: id, tag: &tag, ..above }, scene);
        }
    }
}

fn exception_kind(exception: &Exception, parent: NodeId, scene: &mut Scene) -> NodeKind {
    match &exception.effect {
        Some(effect) if effect.inapplicable.is_none() => {
            if effect.outcomes.is_empty() {
                scene.report(Diagnostic::error("exception-without-result", effect.span));
            }
            NodeKind::Variation { parent, grant: grant(effect, scene) }
        }
        Some(effect) => {
            for name in &effect.effects {
                scene.report(Diagnostic::error("defeat-with-effect", name.span).with("name", name.value.as_str()));
            }
            NodeKind::Defeat { parent }
        }
        None => NodeKind::Defeat { parent },
    }
}

fn grant(effect: &Effect, scene: &mut Scene) -> Grant {
    if effect.modality.is_none() && !effect.outcomes.is_empty() {
        scene.report(Diagnostic::error("modality-missing", effect.span));
    }
    Grant {
        outcomes: outcome_set(&effect.outcomes, scene),
        modality: effect.modality.as_ref().map_or(Modality::May, |modality| modality.value),
        effects: scene.effects_named(&effect.effects),
    }
}

/// The set of these outcomes; one written twice is a warning.
pub(super) fn outcome_set(written: &[Spanned<Outcome>], scene: &mut Scene) -> OutcomeSet {
    let mut outcomes = OutcomeSet::EMPTY;
    for outcome in written {
        if outcomes.contains(outcome.value) {
            scene.report(Diagnostic::warning("repeated-outcome", outcome.span).with("outcome", outcome.value.id()));
        }
        outcomes.insert(outcome.value);
    }
    outcomes
}

/// 属: a condition, where the path begins with a choice and one of its values.
fn belonging(field: &[Name], scene: &mut Scene) -> Option<Condition> {
    let (first, second) = (field.first()?, field.get(1)?);
    let Some(Named::Fact(id)) = scene.find(&first.value) else { return None };
    let fact = scene.fact(id)?;
    let FactKind::Choice { values, .. } = &fact.kind else { return None };
    let Some(code) = code_of(values, &second.value) else {
        let finding = Diagnostic::warning("field-not-a-value", second.span).with("value", second.value.as_str());
        let known = values.iter().map(|value| value.name.as_str());
        let finding = suggest(finding.with("name", fact.name.as_str()), &second.value, known);
        scene.report(finding);
        return None;
    };
    scene.mark_used(id);
    Some(Condition::Test(Test::Among { fact: id, values: 1 << code }))
}

/// A tag for a statement that has none.
pub(super) fn free_tag(word: &str, number: usize, scene: &Scene) -> String {
    untaken(format!("{word}-{number}"), scene)
}

fn untaken(mut tag: String, scene: &Scene) -> String {
    while scene.has_tag(&tag) {
        tag.push('_');
    }
    tag
}

pub(super) fn text(source: Option<&Spanned<String>>) -> Option<String> {
    source.map(|source| source.value.clone())
}

/// Takes every tag of the text, so that duplicates show and made-up ones stay apart.
pub(super) fn take_tags(document: &Document, scene: &mut Scene) {
    for statement in document.blocks.iter().flat_map(|block| &block.statements) {
        if let Some(tag) = &statement.tag {
            scene.tag(tag);
        }
        if let Body::Item(item) = &statement.body {
            take_exception_tags(&item.exceptions, scene);
        }
    }
}

fn take_exception_tags(exceptions: &[tree::Exception], scene: &mut Scene) {
    for exception in exceptions {
        if let Some(tag) = &exception.tag {
            scene.tag(tag);
        }
        take_exception_tags(&exception.under, scene);
    }
}
