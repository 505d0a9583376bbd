//! `/new/{act}` and `/cases/{no}/do/{act}`: one act as a form made of its table, through the one road.

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::case::act::{ACTS, FieldInput};
use bonafide_procedure::case::{Act, ActError};
use bonafide_procedure::id::{Day, PersonId};

use super::act_fields::{Ground, Widget, command_id, pairs, widgets};
use crate::handle::{HandleError, Request, Target, handle};
use crate::http::answer::{Trouble, page_with, see};
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Cell, Sheet, Table};
use crate::http::frame::Frame;
use crate::http::hall::Hall;
use crate::report::names::Names;
use crate::report::refusal::{self, Told};
use crate::report::{act_error, dossier, hex};
use crate::words::say;

/// What opens a file.
const OPENING: [&str; 2] = ["report", "prefile"];

#[derive(askama::Template)]
#[template(path = "form.html")]
struct FormPage<'a> {
    frame: Frame<'a>,
    path: Vec<(String, String)>,
    status: String,
    told: Told,
    action: String,
    command: String,
    version: String,
    on: String,
    fields: Vec<Widget>,
    submit: String,
    cancel: String,
}

/// Why a form is shown again.
enum Again {
    /// It is shown for the first time.
    No,
    /// The words make no act.
    Unread(ActError),
    /// The act was not carried out.
    Refused(Box<(HandleError, Act)>),
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
    show(hall, ask, StatusCode::OK, Again::No)
}

fn inputs(ask: &Ask) -> Result<(&'static str, &'static [FieldInput]), Trouble> {
    let (id, ..) = ACTS.iter().find(|(id, ..)| *id == ask.place("act")).ok_or(Trouble::NotFound)?;
    if OPENING.contains(id) != ask.seen.is_none() {
        return Err(Trouble::NotFound);
    }
    Ok((id, Act::inputs_of(id).ok_or(Trouble::NotFound)?))
}

fn show(hall: &Hall, ask: &Ask, status: StatusCode, again: Again) -> Result<Response, Trouble> {
    let (words, (id, inputs)) = (ask.words(hall), inputs(ask)?);
    let gathered = ask.seen.as_ref().map(|seen| &seen.gathered);
    let roster = hall.desk.roster()?;
    let of_site = Names::with_roster(words, &roster);
    let names = if gathered.is_some() { Names::of(words, gathered) } else { of_site };
    let error = if let Again::Unread(error) = &again { Some(error) } else { None };
    let ground = Ground { names: &names, roster: &roster, gathered, written: &ask.form, error };
    let title = names.step_or_act(id);
    let told = match &again {
        Again::No => Told::default(),
        Again::Unread(error) => Told { sentence: act_error::sentence(words, error), ..Told::default() },
        Again::Refused(refused) => refusal::told(&names, &refused.0, Some(&refused.1)),
    };
    let is_stale = matches!(&again, Again::Refused(refused) if matches!(refused.0, HandleError::Stale { .. }));
    let or = |name: &str, other: String| {
        if ask.field(name).is_empty() || is_stale { other } else { ask.field(name).to_owned() }
    };
    let next = gathered.and_then(|gathered| Some((gathered, gathered.situation().next_steps().into_iter().next()?)));
    let home = gathered.map_or_else(|| "/new".to_owned(), |gathered| format!("/cases/{}", gathered.number));
    let path = vec![(home.clone(), gathered.map_or_else(|| words.say("web-menu-new"), |one| one.number.to_string()))];
    // What was refused gets a new id: it is a new try, not the same command sent twice.
    let command = hex(&hall.desk.new_command_id()?);
    let form = FormPage {
        frame: Frame::new(hall, ask, title.clone()),
        path,
        status: next.map(|(gathered, next)| dossier::next_sentence(&names, gathered, &next)).unwrap_or_default(),
        told,
        action: ask.path.split('?').next().unwrap_or_default().to_owned(),
        command,
        version: gathered.map(|gathered| gathered.case.version.to_string()).unwrap_or_default(),
        on: or("on", hall.desk.today().to_string()),
        fields: widgets(&ground, inputs),
        submit: say!(words, "web-submit", act = title),
        cancel: home,
    };
    page_with(status, &form)
}

/// Carries the act out.
pub(in crate::http) fn submit(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let (id, inputs) = inputs(ask)?;
    let person: PersonId = ask.viewer.person().cloned().ok_or(Trouble::SignIn)?;
    let act = match Act::parse(id, &pairs(inputs, &ask.form)) {
        Ok(act) => act,
        Err(error) => return show(hall, ask, StatusCode::UNPROCESSABLE_ENTITY, Again::Unread(error)),
    };
    let command_id = command_id(ask.field("command")).ok_or(Trouble::NotOurs)?;
    let on = Day::parse(ask.field("on")).unwrap_or_else(|| hall.desk.today());
    let case = ask.seen.as_ref().map_or(Target::New, |seen| Target::Case(seen.gathered.number.clone()));
    // A form of a case says which version it was made on: without one it would overwrite unseen.
    let expected_version = match (&case, ask.field("version").parse()) {
        (Target::New, _) => None,
        (Target::Case(_), Ok(version)) => Some(version),
        (Target::Case(_), Err(_)) => return Err(Trouble::NotOurs),
    };
    let request = Request { command_id, actor: person, on, act: act.clone(), case, expected_version, attachment: None };
    match handle(&hall.desk, &request) {
        Ok(receipt) => Ok(see(&format!("/cases/{}/receipt/{}", receipt.number, hex(&command_id)), &[])),
        Err(error @ HandleError::Stale { .. }) => {
            show(hall, ask, StatusCode::CONFLICT, Again::Refused(Box::new((error, act))))
        }
        Err(error @ (HandleError::Store(_) | HandleError::Load(_) | HandleError::Wire(_))) => Err(error.into()),
        Err(error) => show(hall, ask, StatusCode::UNPROCESSABLE_ENTITY, Again::Refused(Box::new((error, act)))),
    }
}
