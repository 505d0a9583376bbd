//! `/new/{act}` and `/cases/{no}/do/{act}`: one act as a form made of its table, through the one road.

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::case::act::ACTS;

use crate::http::act_form::{self, ActForm, Again, Like, OPENING, Sent, inputs_of};
use crate::http::answer::{Trouble, page_with};
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Cell, Sheet, Table};
use crate::http::frame::Frame;
use crate::http::hall::Hall;
use crate::report::dossier;
use crate::report::names::Names;

#[derive(askama::Template)]
#[template(path = "form.html")]
struct FormPage<'a> {
    frame: Frame<'a>,
    path: Vec<(String, String)>,
    status: String,
    form: ActForm,
}

/// `/new`: what can be opened.
pub(in crate::http) fn kinds(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let names = Names::of(words, None);
    let links = OPENING.map(|act| (format!("/new/{act}"), names.step_or_act(act))).to_vec();
    let sheet = Sheet::new(hall, ask, words.say("web-menu-new")).with(Block::Lead(words.say("web-new-lead")));
    sheet.with(Block::Buttons(links)).answer()
}

/// `/cases/{no}/do`: first what comes next, then everything there is.
pub(in crate::http) fn choose(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let (words, seen) = (ask.words(hall), ask.case()?);
    let gathered = &seen.gathered;
    let names = Names::of(words, Some(gathered));
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let next = gathered.situation().next_steps();
    let is_mine = |step| next.iter().any(|next| next.step == step && next.people.contains(person));
    let acts = |wanted: &dyn Fn(bool) -> bool| -> Vec<Vec<Cell>> {
        let acts = ACTS.iter().filter(|(id, _, step)| !OPENING.contains(id) && wanted(is_mine(*step)));
        let row = |(id, zh, step): &(&str, &str, bonafide_procedure::step::Step)| {
            let address = format!("/cases/{}/do/{id}", gathered.number);
            vec![Cell::to(address, names.either(zh, id)), Cell::of(names.step(*step))]
        };
        acts.map(row).collect()
    };
    let (mine, rest) = (acts(&|mine| mine), acts(&|mine| !mine));
    let head = || vec![words.say("web-act"), words.say("web-step")];
    let mut sheet = super::case::sheet(hall, ask, seen);
    if mine.is_empty() {
        sheet.blocks.push(Block::Status("", words.say("web-do-none")));
    } else {
        sheet.blocks.push(Block::Table(Table { caption: words.say("web-do-mine"), head: head(), rows: mine }));
    }
    sheet.with(Block::Table(Table { caption: words.say("web-do-rest"), head: head(), rows: rest })).answer()
}

/// The form.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    show(hall, ask, StatusCode::OK, &Again::No)
}

fn like(ask: &Ask) -> Result<Like, Trouble> {
    let (act, _) = inputs_of(ask.place("act"))?;
    if OPENING.contains(&act) != ask.seen.is_none() {
        return Err(Trouble::NotFound);
    }
    Ok(Like { act, with_papers: false, asks_day: true, given: &[] })
}

fn show(hall: &Hall, ask: &Ask, status: StatusCode, again: &Again) -> Result<Response, Trouble> {
    let (words, like) = (ask.words(hall), like(ask)?);
    let form = act_form::form(hall, ask, like, again)?;
    let gathered = ask.seen.as_ref().map(|seen| &seen.gathered);
    let names = Names::of(words, gathered);
    let next = gathered.and_then(|gathered| Some((gathered, gathered.situation().next_steps().into_iter().next()?)));
    let home = gathered.map_or_else(|| words.say("web-menu-new"), |one| one.number.to_string());
    let page = FormPage {
        frame: Frame::new(hall, ask, names.step_or_act(like.act)),
        path: vec![(form.cancel.clone(), home)],
        status: next.map(|(gathered, next)| dossier::next_sentence(&names, gathered, &next)).unwrap_or_default(),
        form,
    };
    page_with(status, &page)
}

/// Carries the act out.
pub(in crate::http) fn submit(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    match act_form::send(hall, ask, like(ask)?)? {
        Sent::Done(done) => Ok(done.answer()),
        Sent::Again(status, why) => show(hall, ask, status, &why),
    }
}
