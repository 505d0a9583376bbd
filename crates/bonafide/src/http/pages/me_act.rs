//! `/me/{no}/do/{act}`: what the person may do in their own matter, one act a page, with what follows from it.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use axum::response::Response;

use crate::gather::Gathered;
use crate::http::act_form::{self, Again, Like, Sent};
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::Block;
use crate::http::hall::Hall;
use crate::http::warm::Warm;
use crate::report::dossier;
use crate::report::names::Names;
use crate::words::say;

/// The acts, each with a form of its own here.
const ACTS: [Like; 11] = [
    Like::plain("request_recusal"),
    Like::bare("withdraw"),
    Like::plain("contest"),
    Like::bare("waive_defence"),
    Like::plain("request_review"),
    Like::plain("request_appeal"),
    Like::plain("supplement"),
    Like::plain("enclose"),
    Like::plain("report_correction"),
    Like::bare("reflect"),
    Like::bare("query_protection"),
];

/// The form.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    show(hall, ask, StatusCode::OK, &Again::No)
}

fn like(ask: &Ask) -> Result<Like, Trouble> {
    ACTS.into_iter().find(|like| like.act == ask.place("act")).ok_or(Trouble::NotFound)
}

fn show(hall: &Hall, ask: &Ask, status: StatusCode, again: &Again) -> Result<Response, Trouble> {
    let (words, seen, like) = (ask.words(hall), ask.case()?, like(ask)?);
    let names = Names::of(words, Some(&seen.gathered));
    let base = format!("/me/{}", seen.gathered.number);
    let key = format!("web-right-{}", like.act.replace('_', "-"));
    let title = if words.knows(&key) { words.say(&key) } else { names.step_or_act(like.act) };
    let mut page = Warm::of_matter(hall, ask, seen, title).with_form((hall, ask), like, again, base)?;
    page.blocks.push(Block::Lead(words.say(&format!("{key}-text"))));
    let step = bonafide_procedure::case::act::ACTS.iter().find(|(id, ..)| *id == like.act).map(|(_, _, step)| *step);
    if let Some(term) = step.and_then(|step| seen.gathered.case.running(step)) {
        let left = dossier::terms::left(&names, term, seen.gathered.today, &seen.gathered.calendar);
        page.blocks.push(Block::Status("", say!(words, "web-me-term", due = term.due.to_string(), left = left)));
    }
    if like.act == "reflect"
        && let Some(person) = ask.viewer.person()
        && let Some(author) =
            page.form.iter_mut().flat_map(|form| &mut form.fields).find(|field| field.name == "f-author")
    {
        // Thoughts are written by whoever thinks them.
        (author.kind, author.value) = ("hidden", person.to_string());
    }
    if like.act == "request_recusal"
        && let Some(form) = &mut page.form
    {
        let acting = acting(&seen.gathered);
        form.fields.iter_mut().for_each(|field| field.options.retain(|option| acting.contains(option.id.as_str())));
    }
    page.show(status)
}

/// Who acts in the case or comes next: those somebody may ask to stand aside. The rest of the roster is not shown.
fn acting(gathered: &Gathered) -> BTreeSet<String> {
    let case = &gathered.case;
    let mut acting: BTreeSet<String> = case.team.iter().map(ToString::to_string).collect();
    acting.extend(case.parts.keys().map(ToString::to_string));
    acting.extend(case.commissioned.keys().map(ToString::to_string));
    let next = gathered.situation().next_steps();
    acting.extend(next.iter().filter(|next| next.is_main).flat_map(|next| &next.people).map(ToString::to_string));
    if let Some(subject) = case.subject() {
        acting.remove(subject.as_str());
    }
    acting
}

/// Carries it out.
pub(in crate::http) fn submit(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    match act_form::send(hall, ask, like(ask)?)? {
        Sent::Done(done) => Ok(done.answer()),
        Sent::Again(status, why) => show(hall, ask, status, &why),
    }
}
