//! From what was written to what it means: names, types, units and polarity; all findings at once.
//!
//! Reads a [`Document`], gives a [`Regulation`] if nothing is wrong with it. Must not know where the text
//! came from nor how findings are worded.

mod aspects;
mod conditions;
mod definitions;
mod effects;
mod examples;
mod facts;
mod front;
mod nearest;
mod nodes;
mod numbers;
mod order;
pub(crate) mod polarity;
mod provisions;
mod scene;
mod units;
mod vague;

use crate::check::scene::Scene;
pub(crate) use crate::check::units::kind_id;
use crate::diagnostic::{Diagnostic, Severity};
use crate::regulation::{Article, Regulation};
use crate::tree::{Body, Document};

/// What a check gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The regulation, unless some finding is an error.
    pub regulation: Option<Regulation>,
    /// All findings by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a text and checks it: the findings of both together.
pub fn load(text: &str) -> Checked {
    let reading = crate::read::read(text);
    let mut checked = check(&reading.document);
    checked.diagnostics.extend(reading.diagnostics);
    checked.settled()
}

/// Checks one file as read.
pub fn check(document: &Document) -> Checked {
    let mut scene = Scene::default();
    let front = front::read(&document.front, &mut scene.findings);
    nodes::take_tags(document, &mut scene);
    facts::declare(document, &mut scene);
    definitions::declare(document, &mut scene);
    facts::judges(document, &mut scene);
    effects::declare(document, &mut scene);
    let nodes = nodes::resolve(document, front.level, &mut scene);
    let priorities = order::priorities(document, &nodes.list, &mut scene);
    let examples = examples::resolve(document, &nodes.list, &mut scene);
    let provisions = provisions::resolve(document, &mut scene);
    let mut regulation = Regulation {
        id: front.id,
        version: front.version,
        title_zh: front.title_zh,
        title_en: front.title_en,
        issuer: front.issuer,
        level: front.level,
        superior: front.superior,
        in_force: front.in_force,
        lenient_version: front.lenient_version,
        unlisted_declared: front.unlisted_declared,
        source: front.source,
        principles: principles(document, front.principles),
        articles: articles(document),
        facts: scene.facts,
        definitions: scene.definitions,
        effects: scene.effects,
        scopes: nodes.scopes,
        nodes: nodes.list,
        priorities,
        examples,
        provisions,
    };
    let mut diagnostics = scene.findings;
    polarity::settle(&mut regulation, &scene.used, &mut diagnostics);
    vague::warn(&regulation, &mut diagnostics);
    aspects::advise(&regulation, front.span, &mut diagnostics);
    Checked { regulation: Some(regulation), diagnostics }.settled()
}

impl Checked {
    /// Findings by place, each once; no regulation beside an error.
    fn settled(mut self) -> Self {
        self.diagnostics.sort_by(|left, right| {
            (left.span, right.severity, left.code, &left.arguments).cmp(&(
                right.span,
                left.severity,
                right.code,
                &right.arguments,
            ))
        });
        self.diagnostics.dedup();
        if self.diagnostics.iter().any(|finding| finding.severity == Severity::Error) {
            self.regulation = None;
        }
        self
    }
}

/// Principles of the front matter and of 原则, each once.
fn principles(document: &Document, mut declared: Vec<String>) -> Vec<String> {
    for statement in document.blocks.iter().flat_map(|block| &block.statements) {
        if let Body::Principle(names) = &statement.body {
            for name in names {
                if !declared.contains(&name.value) {
                    declared.push(name.value.clone());
                }
            }
        }
    }
    declared
}

fn articles(document: &Document) -> Vec<Article> {
    let article = |heading: &crate::tree::Heading| Article {
        label: heading.label.clone(),
        heading: heading.text.value.clone(),
        prose: heading.prose.clone(),
        span: heading.text.span,
    };
    document.articles.iter().map(article).collect()
}

#[cfg(test)]
mod tests;
