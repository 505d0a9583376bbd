//! `/cases/{no}/what-if` (推演): one fact taken otherwise, what would follow. Nothing of it is ever stored.

use axum::response::Response;
use bonafide_procedure::case::standing;
use bonafide_rules::assess::Answer;
use bonafide_rules::regulation::FactKind;

use super::case::tree_compared;
use crate::http::answer::{Trouble, page as show};
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Cell, Table};
use crate::http::frame::Frame;
use crate::http::hall::Hall;
use crate::report::names::Names;
use crate::report::phrase::Phrase;
use crate::words::say;

#[derive(askama::Template)]
#[template(path = "what-if.html")]
struct WhatIf<'a> {
    frame: Frame<'a>,
    action: String,
    facts: Vec<(String, String)>,
    fact: String,
    value: String,
    hint: String,
    blocks: Vec<Block>,
}

/// The form, and the comparison below it.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let (words, seen) = (ask.words(hall), ask.case()?);
    let gathered = &seen.gathered;
    let (law, names) = (&gathered.law, Names::of(words, Some(gathered)));
    let now = law.standings(&gathered.case);
    let mut blocks = Vec::new();
    let mut hint = words.say("web-what-if-hint");
    if let Some((place, fact)) =
        law.regulation().facts.iter().enumerate().find(|(_, fact)| fact.id == ask.query("fact"))
    {
        if let FactKind::Choice { values, .. } = &fact.kind {
            hint = names.listed(values.iter().map(|value| value.name.clone()));
        }
        match standing(fact, ask.query("value").trim()) {
            None => blocks.push(Block::Status("late", say!(words, "web-what-if-wrong", fact = names.fact(&fact.id)))),
            Some(other) => {
                let mut then = now.clone();
                if let Some(slot) = then.get_mut(place) {
                    *slot = other;
                }
                let (before, after) = (law.answer(&now), law.answer(&then));
                blocks.push(changed(&names, &before, &after));
                let phrase = Phrase { words, regulation: law.regulation() };
                let row = |key: &str, answer: &Answer, standing| {
                    let possible = names.listed(answer.possible.iter().map(|outcome| names.outcome(outcome)));
                    vec![
                        Cell::of(words.say(key)),
                        Cell::of(phrase.standing(id_of(place), standing)),
                        Cell::of(possible),
                    ]
                };
                let first = now.get(place).copied().unwrap_or_default();
                let rows = vec![row("web-what-if-now", &before, first), row("web-what-if-then", &after, other)];
                let head = vec![words.say("web-what-if-which"), names.fact(&fact.id), words.say("web-possible")];
                blocks.push(Block::Table(Table { caption: words.say("web-what-if-table"), head, rows }));
                tree_compared(words, gathered, (&now, &then), &mut blocks);
            }
        }
    }
    let facts = law.regulation().facts.iter().map(|fact| (fact.id.clone(), names.fact(&fact.id))).collect();
    let title = say!(words, "web-what-if-title", number = gathered.number.as_str());
    show(&WhatIf {
        frame: Frame::new(hall, ask, title),
        action: format!("/cases/{}/what-if", gathered.number),
        facts,
        fact: ask.query("fact").to_owned(),
        value: ask.query("value").to_owned(),
        hint,
        blocks,
    })
}

fn id_of(place: usize) -> bonafide_rules::regulation::FactId {
    bonafide_rules::regulation::FactId(u32::try_from(place).unwrap_or(u32::MAX))
}

fn changed(names: &Names<'_>, before: &Answer, after: &Answer) -> Block {
    let is_same = before.possible == after.possible && before.outcome == after.outcome;
    let possible = names.listed(after.possible.iter().map(|outcome| names.outcome(outcome)));
    let key = if is_same { "web-what-if-same" } else { "web-what-if-changed" };
    Block::Status(if is_same { "" } else { "done" }, say!(names.words, key, possible = possible))
}
