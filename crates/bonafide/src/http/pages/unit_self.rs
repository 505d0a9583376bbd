//! `/unit/{no}/self` (对照自查): the unit holds its own matter against the list, item by item, hears its staff, votes, seals, and
//! applies for itself.

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::step::Step;
use bonafide_rules::regulation::NodeKind;

use super::act_fields::Choice;
use super::me_case::status as now;
use super::votes;
use crate::gather::Gathered;
use crate::http::act_form::{self, Again, Like, Sent};
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::Block;
use crate::http::hall::Hall;
use crate::http::keep;
use crate::http::warm::Warm;
use crate::report::names::Names;
use crate::words::{harmless, say};

const LIKE: Like =
    Like { act: "apply_unit", with_papers: true, asks_day: false, given: &[("checks", ""), ("votes", "")] };

/// The organ that votes.
const GROUP: &str = "所在单位党组织";

/// The page.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    show(hall, ask, StatusCode::OK, &Again::No)
}

fn show(hall: &Hall, ask: &Ask, status: StatusCode, again: &Again) -> Result<Response, Trouble> {
    let (words, gathered) = (ask.words(hall), &ask.case()?.gathered);
    let names = Names::of(words, Some(gathered));
    let mut page = Warm::new(hall, ask, say!(words, "web-self-title", number = gathered.number.as_str()));
    page.path = vec![("/unit".to_owned(), words.say("web-menu-unit"))];
    let may_apply = gathered.situation().next_steps().iter().any(|next| next.step == Step::ApplyUnit);
    if !may_apply {
        page.blocks.push(Block::Lead(words.say("web-self-not-now")));
        page.blocks.push(now(words, &names, gathered));
        return page.show(status);
    }
    page.blocks.push(Block::Lead(words.say("web-self-lead")));
    let mut page = page.with_form((hall, ask), LIKE, again, "/unit".to_owned())?;
    let (_, written) = keep::written(hall, ask, act_form::place(ask))?;
    if let Some(form) = &mut page.form {
        let was = written.iter().find(|(name, _)| name == "f-met").map(|(_, text)| text.clone()).unwrap_or_default();
        let ticked: Vec<&str> = if ask.form.is_empty() {
            was.lines().collect()
        } else {
            ask.form.iter().filter(|(name, _)| name == "f-met").map(|(_, text)| text.as_str()).collect()
        };
        let choice = |(tag, name): (String, String)| {
            let is_chosen = ticked.contains(&tag.as_str());
            Choice { text: format!("#{tag} {name}"), id: tag, is_chosen }
        };
        let options = items(gathered).into_iter().map(choice).collect();
        let mut ticks = votes::widget("f-met", words.say("web-self-ticks"), "checks", String::new(), options);
        ticks.hint = words.say("web-self-ticks-hint");
        form.fields.insert(0, ticks);
        let at = form.fields.iter().position(|field| field.name == "f-sealed").unwrap_or(form.fields.len());
        form.fields.splice(at..at, votes::widgets(&names, &votes::members(gathered, GROUP), &written));
        form.keep.files_label = words.say("web-self-minutes");
    }
    page.show(status)
}

/// The items of the list, by tag and name.
fn items(gathered: &Gathered) -> Vec<(String, String)> {
    let nodes = &gathered.law.regulation().nodes;
    let items = nodes.iter().filter(|node| matches!(node.kind, NodeKind::Item { .. }));
    items.map(|node| (node.tag.clone(), harmless(&node.name))).collect()
}

/// Applies.
pub(in crate::http) fn submit(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let gathered = &ask.case()?.gathered;
    let is_met = |tag: &str| ask.form.iter().any(|(name, value)| name == "f-met" && value == tag);
    let checks: Vec<String> =
        items(gathered).iter().map(|(tag, _)| format!("{tag}: {}", if is_met(tag) { "yes" } else { "no" })).collect();
    let lines = votes::lines(ask, &votes::members(gathered, GROUP));
    let mut written: Vec<(&str, &str)> = lines.iter().map(|line| ("votes", line.as_str())).collect();
    // A list without a tick was not held against anything.
    if items(gathered).iter().any(|(tag, _)| is_met(tag)) {
        written.extend(checks.iter().map(|check| ("checks", check.as_str())));
    }
    for field in ["grounds", "discussion", "attended", "sealed"] {
        written.extend(Some((field, ask.field(&format!("f-{field}")))).filter(|(_, text)| !text.is_empty()));
    }
    match act_form::send_as(hall, ask, LIKE, &written, None)? {
        Sent::Done(done) => Ok(done.answer()),
        Sent::Again(status, why) => show(hall, ask, status, &why),
    }
}
