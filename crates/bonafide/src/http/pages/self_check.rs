//! `/self-check` (能不能容错): one question a page, the most decisive first; the answers travel in the form and nowhere else.

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::case::{InForce, standing};
use bonafide_rules::assess::{Answer, Status};
use bonafide_rules::outcome::Outcome;
use bonafide_rules::regulation::{Fact, FactKind, NodeId, Standing};

use super::fact_question::Asked;
use crate::http::answer::{Trouble, page as show};
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Cell, Sheet, Table};
use crate::http::frame::Frame;
use crate::http::hall::Hall;
use crate::report::names::Names;
use crate::report::phrase::Phrase;
use crate::words::{Words, harmless, say};

/// The value of a question answered with 不清楚.
const UNCLEAR: &str = "cannot_establish";

/// How answers are named in the form.
const PREFIX: &str = "a-";

#[derive(askama::Template)]
#[template(path = "question.html")]
struct Question<'a> {
    frame: Frame<'a>,
    place: String,
    why: String,
    wrong: String,
    action: &'static str,
    carried: Vec<(String, String)>,
    asked: String,
    choices: Vec<(String, String)>,
    hint: String,
    input: &'static str,
    mode: &'static str,
}

/// The first question.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    go_on(hall, ask, Vec::new(), String::new(), false)
}

/// The next question, or the result.
pub(in crate::http) fn answer(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let law = general(hall)?;
    let known = |pair: &&(String, String)| pair.0.strip_prefix(PREFIX).is_some_and(|id| law.fact(id).is_some());
    let mut answers: Vec<(String, String)> = ask.form.iter().filter(known).cloned().collect();
    let (asked, mut wrong) = (ask.field("asked"), String::new());
    match ask.field("do") {
        "back" => {
            answers.pop();
        }
        "unclear" if law.fact(asked).is_some() => answers.push((format!("{PREFIX}{asked}"), UNCLEAR.to_owned())),
        "next" => match law.fact(asked) {
            Some(fact) if standing(fact, ask.field("value").trim()).is_some() => {
                answers.push((format!("{PREFIX}{asked}"), ask.field("value").trim().to_owned()));
            }
            _ => wrong = words.say("web-self-check-wrong"),
        },
        _ => {}
    }
    go_on(hall, ask, answers, wrong, ask.field("do") == "end")
}

fn general(hall: &Hall) -> Result<std::sync::Arc<InForce>, Trouble> {
    let laws = hall.desk.laws()?;
    let general = laws.all().find(|law| law.unit.is_none()).or_else(|| laws.all().next());
    general.map(|law| std::sync::Arc::clone(&law.in_force)).ok_or(Trouble::NotFound)
}

fn go_on(
    hall: &Hall,
    ask: &Ask,
    answers: Vec<(String, String)>,
    wrong: String,
    ends: bool,
) -> Result<Response, Trouble> {
    let law = general(hall)?;
    let facts = &law.regulation().facts;
    let given = |fact: &Fact| answers.iter().find(|(name, _)| name.strip_prefix(PREFIX) == Some(&fact.id));
    let of = |fact: &Fact| given(fact).and_then(|(_, value)| standing(fact, value)).unwrap_or_default();
    let standings: Vec<Standing> = facts.iter().map(of).collect();
    let questions = if ends { Vec::new() } else { law.engine().assessor().questions(&standings) };
    // What somebody cannot say is not asked again.
    let next =
        questions.iter().filter_map(|question| facts.get(question.fact.0 as usize)).find(|fact| given(fact).is_none());
    match next {
        Some(fact) => question(hall, ask, &law, fact, (answers, wrong)),
        None => result(hall, ask, &law, &law.answer(&standings), &standings),
    }
}

fn question(
    hall: &Hall,
    ask: &Ask,
    law: &InForce,
    fact: &Fact,
    (carried, wrong): (Vec<(String, String)>, String),
) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let Asked { title, why, choices, hint, input, mode } = Asked::of(words, law, fact);
    let place = say!(words, "web-self-check-place", number = carried.len() as u64 + 1);
    let frame = Frame::new(hall, ask, title);
    let asked = fact.id.clone();
    show(&Question { frame, place, why, wrong, action: "/self-check", carried, asked, choices, hint, input, mode })
}

/// What it comes to: 可能适用, 触碰红线, 说不清; with the clause, and what to prepare.
fn result(hall: &Hall, ask: &Ask, law: &InForce, answer: &Answer, standings: &[Standing]) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let names = Names::of(words, None);
    let is_tolerant = answer.outcome.is_some_and(|outcome| outcome != Outcome::Accountable);
    let (class, kind) = match answer.status {
        _ if !answer.red_lines.is_empty() => ("late", "red"),
        Status::Decided if is_tolerant => ("done", "maybe"),
        Status::Decided => ("late", "unlikely"),
        _ => ("", "open"),
    };
    let mut sheet = Sheet::new(hall, ask, words.say(&format!("web-self-check-{kind}")));
    sheet.frame.path = "/self-check".to_owned();
    let possible = names.listed(answer.possible.iter().map(|outcome| names.outcome(outcome)));
    sheet.blocks.push(Block::Status(class, say!(words, &format!("web-self-check-{kind}-text"), possible = possible)));
    let mut clauses = clause_rows(words, law, &answer.red_lines, "no");
    clauses.extend(clause_rows(words, law, &answer.because, "yes").into_iter().filter(|_| answer.red_lines.is_empty()));
    if !clauses.is_empty() {
        let head = ["web-rules-tag", "web-rules-name", "web-article"].map(|key| words.say(key)).to_vec();
        sheet.blocks.push(Block::Table(Table { caption: words.say("web-self-check-clauses"), head, rows: clauses }));
    }
    let phrase = Phrase { words, regulation: law.regulation() };
    let rows = law.regulation().facts.iter().zip(standings).enumerate();
    let prepared =
        rows.filter(|(_, (_, standing))| **standing != Standing::NotExamined).map(|(place, (fact, standing))| {
            let id = bonafide_rules::regulation::FactId(u32::try_from(place).unwrap_or(u32::MAX));
            let tag = match standing {
                Standing::Found(0) if matches!(fact.kind, FactKind::YesNo) => "not",
                Standing::Found(_) => "yes",
                _ => "open",
            };
            let evidence = fact.usual_evidence.as_deref().map(harmless).unwrap_or_default();
            vec![Cell::of(phrase.name(id)), Cell::tagged(tag, phrase.standing(id, *standing)), Cell::of(evidence)]
        });
    let prepared: Vec<Vec<Cell>> = prepared.collect();
    if !prepared.is_empty() {
        let head = ["web-fact", "web-value", "web-self-check-prepare"].map(|key| words.say(key)).to_vec();
        sheet.blocks.push(Block::Table(Table { caption: words.say("web-self-check-answers"), head, rows: prepared }));
    }
    sheet.blocks.push(Block::Text(words.say("web-self-check-private")));
    let links = vec![
        ("/open/rules".to_owned(), words.say("web-home-learn-do")),
        ("/self-check".to_owned(), words.say("web-self-check-again")),
    ];
    sheet.with(Block::Buttons(links)).show(StatusCode::OK)
}

fn clause_rows(words: &Words, law: &InForce, nodes: &[NodeId], tag: &'static str) -> Vec<Vec<Cell>> {
    let phrase = Phrase { words, regulation: law.regulation() };
    let node = |id: &NodeId| {
        let node = phrase.node(*id)?;
        let article = phrase.article(node).unwrap_or_default();
        Some(vec![Cell::tagged(tag, format!("#{}", node.tag)), Cell::of(harmless(&node.name)), Cell::of(article)])
    };
    nodes.iter().filter_map(node).collect()
}
