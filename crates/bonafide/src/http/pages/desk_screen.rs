//! `/desk/{no}/screen` (筛查): in scope, red line, complete; what is missing; then 研判, and 受理, 补正 or 不予受理.

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::step::Step;

use super::case::tree_blocks;
use crate::gather::Gathered;
use crate::http::act_form::{self, Again, Like, Sent};
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Card, Cell, Table};
use crate::http::hall::Hall;
use crate::http::work;
use crate::report::names::Names;
use crate::words::{Words, say};

const LIKE: Like = Like::plain("screen");

/// The page.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    show(hall, ask, StatusCode::OK, &Again::No)
}

fn show(hall: &Hall, ask: &Ask, status: StatusCode, again: &Again) -> Result<Response, Trouble> {
    let (words, gathered) = (ask.words(hall), &ask.case()?.gathered);
    let names = Names::of(words, Some(gathered));
    let mut page = work::page(hall, ask, ("/desk", "work-desk"), &work::INTAKE)?;
    page.blocks.push(Block::Lead(words.say("work-screen-lead")));
    page.blocks.push(work::matter(&names, gathered));
    page.blocks.push(Block::Tags(looked_at(words, gathered)));
    let missing = work::missing(gathered);
    if !missing.is_empty() {
        let row = |(place, fact): (usize, &&bonafide_rules::regulation::Fact)| {
            vec![Cell::day((place + 1).to_string()), Cell::of(names.fact(&fact.id))]
        };
        let rows = missing.iter().enumerate().map(row).collect();
        let head = ["web-number", "web-fact"].map(|key| words.say(key)).to_vec();
        page.blocks.push(Block::Table(Table { caption: words.say("work-screen-missing"), head, rows }));
    }
    let base = format!("/desk/{}", gathered.number);
    if gathered.case.screening.is_none() && work::is_turn(ask, gathered, Step::Screen) {
        page = page.with_form((hall, ask), LIKE, again, "/desk".to_owned())?;
        let is_over = gathered.law.answer(&gathered.law.standings(&gathered.case));
        let ready = if is_over.red_lines.is_empty() { "work-ready-screen" } else { "work-ready-screen-red" };
        work::prefill(&mut page.form, "f-reason", &words.say(ready));
    } else if let Some(screening) = gathered.case.screening {
        let what = names.either(screening.zh(), screening.id());
        page.blocks.push(Block::Status("done", say!(words, "work-screened", conclusion = what)));
    }
    let application = &gathered.case.application;
    if application.is_pending() {
        let card = |act: &str| Card {
            address: format!("{base}/do/{act}"),
            title: names.step_or_act(act),
            text: words.say(&format!("work-screen-{}", act.replace('_', "-"))),
            tag: ("", String::new()),
        };
        page.after.push(Block::Head(words.say("work-screen-application")));
        page.after.push(Block::Cards(["accept", "request_supplement", "reject"].map(card).into_iter().collect()));
    } else if work::is_turn(ask, gathered, Step::Assign) {
        page.after.push(Block::Buttons(vec![(format!("{base}/assign"), words.say("work-assign"))]));
    }
    page.after.push(Block::Head(words.say("web-tree-table")));
    tree_blocks(words, gathered, &gathered.law.standings(&gathered.case), &mut page.after);
    work::six_looks(words, gathered, &mut page.after);
    page.show(status)
}

/// In scope? A red line? Complete?
fn looked_at(words: &Words, gathered: &Gathered) -> Vec<(&'static str, String)> {
    let (law, case) = (&gathered.law, &gathered.case);
    let answer = law.answer(&law.standings(case));
    let scopes = &law.regulation().scopes;
    let holds: Vec<Option<bool>> = scopes.iter().map(|scope| law.holds(&scope.condition, case)).collect();
    let is_in = match (holds.is_empty() || holds.contains(&Some(true)), holds.contains(&None)) {
        (true, _) => Some(true),
        (false, true) => None,
        (false, false) => Some(false),
    };
    let scope = match is_in {
        Some(true) => ("yes", "work-scope-in"),
        Some(false) => ("no", "work-scope-out"),
        None => ("open", "work-scope-open"),
    };
    let red = if answer.red_lines.is_empty() { ("yes", "work-red-none") } else { ("no", "work-red-touched") };
    let whole = if answer.missing.is_empty() { ("yes", "work-complete") } else { ("open", "work-incomplete") };
    let lines = answer.red_lines.len() as u64;
    let open = answer.missing.len() as u64;
    let say_each = |(tag, key): (&'static str, &str)| (tag, say!(words, key, lines = lines, open = open));
    [scope, red, whole].map(say_each).into_iter().collect()
}

/// Screens it.
pub(in crate::http) fn submit(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    match act_form::send(hall, ask, LIKE)? {
        Sent::Done(done) => Ok(done.answer()),
        Sent::Again(status, why) => show(hall, ask, status, &why),
    }
}
