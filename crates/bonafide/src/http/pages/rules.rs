//! `/open/rules`: the regulations adopted here, to be read by anybody.

use axum::response::Response;
use bonafide_rules::regulation::{Fact, FactKind, Node, NodeKind, Regulation};

use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Cell, Sheet, Table};
use crate::http::hall::Hall;
use crate::report::names::Names;
use crate::report::phrase::Phrase;
use crate::words::{Language, Words, harmless, say};

/// All regulations.
pub(in crate::http) fn list(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let roster = hall.desk.roster()?;
    let names = Names::with_roster(words, &roster);
    let laws = hall.desk.laws()?;
    let row = |law: &crate::gather::laws::Law| {
        let own = law.in_force.regulation();
        let from = own.in_force.from.map(bonafide_rules::day::format).unwrap_or_default();
        let whose = law.unit.as_ref().map_or_else(|| words.say("web-rules-all"), |unit| names.unit(unit));
        vec![
            Cell::to(format!("/open/rules/{}", law.adoption.name), title(words, own)),
            Cell::of(whose),
            Cell::of(from),
            Cell::of(law.adoption.name.clone()),
        ]
    };
    let rows: Vec<Vec<Cell>> = laws.all().map(row).collect();
    let sheet = Sheet::new(hall, ask, words.say("web-menu-rules")).with(Block::Lead(words.say("web-rules-lead")));
    if rows.is_empty() {
        return sheet.with(Block::Empty(words.say("web-rules-none"))).answer();
    }
    let head =
        ["web-title", "web-rules-whose", "web-rules-from", "web-rules-version"].map(|key| words.say(key)).to_vec();
    sheet.with(Block::Table(Table { caption: words.say("web-menu-rules"), head, rows })).answer()
}

fn title(words: &Words, own: &Regulation) -> String {
    harmless(if words.language() == Language::Chinese { &own.title_zh } else { &own.title_en })
}

/// One regulation: what each article says, and the rules that stand in it.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let laws = hall.desk.laws()?;
    let law = laws.all().find(|law| law.adoption.name == ask.place("name")).ok_or(Trouble::NotFound)?;
    let own = law.in_force.regulation();
    let mut sheet = Sheet::new(hall, ask, title(words, own));
    let adopted = say!(
        words,
        "web-rules-adopted",
        on = law.adoption.on.to_string(),
        name = law.adoption.name.as_str(),
        digest = law.adoption.digest.as_str()
    );
    sheet.blocks.push(Block::Text(adopted));
    for (place, article) in own.articles.iter().enumerate() {
        sheet.blocks.push(Block::Head(harmless(&article.heading)));
        let paragraphs = article.prose.split("\n\n").map(str::trim).filter(|text| !text.is_empty());
        sheet.blocks.extend(paragraphs.map(|text| Block::Law(harmless(text))));
        let phrase = Phrase { words, regulation: own };
        let facts: Vec<Vec<Cell>> = own
            .facts
            .iter()
            .filter(|fact| fact.article == Some(place))
            .map(|fact| fact_row(words, phrase, fact))
            .collect();
        let nodes: Vec<Vec<Cell>> =
            own.nodes.iter().filter(|node| node.article == Some(place)).map(|node| node_row(words, node)).collect();
        if !nodes.is_empty() {
            let head =
                ["web-rules-tag", "web-rules-kind", "web-rules-name", "web-rules-source"].map(|key| words.say(key));
            sheet.blocks.push(Block::Table(Table {
                caption: words.say("web-rules-rules"),
                head: head.to_vec(),
                rows: nodes,
            }));
        }
        if !facts.is_empty() {
            let head = ["web-rules-fact", "web-rules-values", "web-rules-judge"].map(|key| words.say(key)).to_vec();
            sheet.blocks.push(Block::Table(Table { caption: words.say("web-rules-facts"), head, rows: facts }));
        }
    }
    sheet.answer()
}

fn fact_row(words: &Words, phrase: Phrase<'_>, fact: &Fact) -> Vec<Cell> {
    let values = match &fact.kind {
        FactKind::YesNo => words.say("web-yes-no"),
        FactKind::Choice { values, .. } => {
            values.iter().map(|value| phrase.either(&value.name, &value.id)).collect::<Vec<_>>().join(" / ")
        }
        FactKind::Number { .. } => words.say("web-a-number"),
    };
    let judge = fact.judged_by.as_ref().map(|judges| harmless(&judges.judge)).unwrap_or_default();
    vec![Cell::of(phrase.either(&fact.name, &fact.id)), Cell::of(values), Cell::of(judge)]
}

fn node_row(words: &Words, node: &Node) -> Vec<Cell> {
    let (tag, kind) = match node.kind {
        NodeKind::RedLine { .. } => ("no", "red-line"),
        NodeKind::Item { .. } => ("yes", "item"),
        NodeKind::Variation { .. } => ("calm", "variation"),
        NodeKind::Defeat { .. } => ("open", "defeat"),
    };
    vec![
        Cell::of(format!("#{}", node.tag)),
        Cell::tagged(tag, words.say(&format!("web-node-{kind}"))),
        Cell::of(harmless(&node.name)),
        Cell::of(node.source.as_deref().map(harmless).unwrap_or_default()),
    ]
}
