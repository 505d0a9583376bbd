//! `/unit/{no}/opinion` (单位意见): the application as it came, and the unit's opinion on it: who voted how, who dissented and
//! why, and the seal.

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::case::Event;

use super::votes;
use crate::http::act_form::{self, Again, Like, Sent};
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::Block;
use crate::http::hall::Hall;
use crate::http::keep;
use crate::http::picture;
use crate::http::warm::Warm;
use crate::report::hex;
use crate::report::names::Names;
use crate::report::refusal::size;
use crate::words::{harmless, say};

const LIKE: Like = Like { act: "endorse", with_papers: true, asks_day: false, given: &[("votes", "")] };

/// The organ that discusses it.
const GROUP: &str = "所在单位党组织";

/// The page.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    show(hall, ask, StatusCode::OK, &Again::No)
}

fn show(hall: &Hall, ask: &Ask, status: StatusCode, again: &Again) -> Result<Response, Trouble> {
    let (words, gathered) = (ask.words(hall), &ask.case()?.gathered);
    let names = Names::of(words, Some(gathered));
    let mut page = Warm::new(hall, ask, say!(words, "web-opinion-title", number = gathered.number.as_str()));
    page.path = vec![("/unit".to_owned(), words.say("web-menu-unit"))];
    page.blocks.push(Block::Lead(words.say("web-opinion-lead")));
    let mut endorsed = None;
    for dated in hall.desk.timeline(&gathered.number)? {
        match &dated.entry.event {
            Event::Applied(applied) => {
                endorsed = None;
                let who = say!(
                    words,
                    "web-opinion-applied",
                    who = names.person(&dated.entry.actor),
                    day = dated.entry.on.to_string()
                );
                page.blocks.push(Block::Quote(who, harmless(&applied.grounds)));
            }
            Event::Enclosed(own) => {
                let paper = |one: &bonafide_procedure::case::act::Enclosure| {
                    let digest = hex(&one.file.digest);
                    (format!("/cases/{}/file/{digest}", gathered.number), harmless(&one.title), size(one.file.size))
                };
                let is_applicants = gathered.case.subject() == Some(&dated.entry.actor);
                if is_applicants || Some(&dated.entry.actor) == ask.viewer.person() {
                    page.blocks.push(Block::Papers(own.files.iter().map(paper).collect()));
                }
            }
            Event::Endorsed(own) => endorsed = Some((dated.entry.on, own.clone())),
            _ => {}
        }
    }
    if let Some((on, own)) = endorsed {
        let opinion = names.either(own.opinion.zh(), own.opinion.id());
        page.blocks
            .push(Block::Status("done", say!(words, "web-opinion-given", day = on.to_string(), opinion = opinion)));
        page.blocks.push(Block::Picture(picture::votes::strip(&names, &own.votes), words.say("web-votes-caption")));
        for vote in own.votes.iter().filter(|vote| vote.reason.is_some()) {
            let who = format!("{} {}", names.person(&vote.person), names.either(vote.choice.zh(), vote.choice.id()));
            page.blocks.push(Block::Quote(who, harmless(vote.reason.as_deref().unwrap_or_default())));
        }
        return page.show(status);
    }
    if gathered.case.application.by.is_none() {
        page.blocks.push(Block::Empty(words.say("web-opinion-none")));
        return page.show(status);
    }
    let mut page = page.with_form((hall, ask), LIKE, again, "/unit".to_owned())?;
    let members = votes::members(gathered, GROUP);
    let (_, written) = keep::written(hall, ask, act_form::place(ask))?;
    if let Some(form) = &mut page.form {
        let own = votes::widgets(&names, &members, &written);
        let at = form.fields.iter().position(|field| field.name == "f-reason").unwrap_or(0);
        form.fields.splice(at..at, own);
    }
    page.show(status)
}

/// Sends the opinion.
pub(in crate::http) fn submit(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let gathered = &ask.case()?.gathered;
    let lines = votes::lines(ask, &votes::members(gathered, GROUP));
    let mut written: Vec<(&str, &str)> = lines.iter().map(|line| ("votes", line.as_str())).collect();
    for field in ["opinion", "reason", "sealed"] {
        written.extend(Some((field, ask.field(&format!("f-{field}")))).filter(|(_, text)| !text.is_empty()));
    }
    match act_form::send_as(hall, ask, LIKE, &written, None)? {
        Sent::Done(done) => Ok(done.answer()),
        Sent::Again(status, why) => show(hall, ask, status, &why),
    }
}
