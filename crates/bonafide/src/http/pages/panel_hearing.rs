//! `/panel/{no}/hearing` (听证): the notice, then who came, what was said and what came of it.

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::case::Event;

use super::case_record::fields;
use crate::http::act_form::{self, Again, Like, Sent};
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::Block;
use crate::http::hall::Hall;
use crate::http::work;
use crate::report::names::Names;
use crate::report::timeline as told;
use crate::words::say;

const LIKE: Like = Like::plain("notify_hearing");

/// The page.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    show(hall, ask, StatusCode::OK, &Again::No)
}

fn show(hall: &Hall, ask: &Ask, status: StatusCode, again: &Again) -> Result<Response, Trouble> {
    let (words, gathered) = (ask.words(hall), &ask.case()?.gathered);
    let names = Names::of(words, Some(gathered));
    let mut page = work::page(hall, ask, ("/panel", "work-panel"), &work::PANEL)?;
    page.blocks.push(Block::Lead(words.say("work-hearing-lead")));
    for dated in hall.desk.timeline(&gathered.number)? {
        if matches!(dated.entry.event, Event::HearingNotified(_) | Event::Heard(_)) {
            page.blocks.push(Block::Head(format!("{} {}", dated.entry.on, told::what(&names, &dated.entry))));
            page.blocks.push(Block::Lines(fields(&names, &dated.entry)));
        }
    }
    let case = &gathered.case;
    let is_open = case.decision.is_none() && !case.is_closed();
    match (case.heard, case.hearing_on) {
        (true, _) => page.blocks.push(Block::Status("done", words.say("work-hearing-held"))),
        (false, Some(day)) if is_open => {
            page.blocks.push(Block::Status("", say!(words, "work-hearing-on", day = day.to_string())));
            let hear = (format!("/panel/{}/do/hear", gathered.number), names.step_or_act("hear"));
            page.blocks.push(Block::Buttons(vec![hear]));
        }
        (false, None) if is_open => {
            page = page.with_form((hall, ask), LIKE, again, format!("/panel/{}", gathered.number))?;
        }
        _ => page.blocks.push(Block::Empty(words.say("work-hearing-none"))),
    }
    page.show(status)
}

/// Gives notice.
pub(in crate::http) fn submit(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    match act_form::send(hall, ask, LIKE)? {
        Sent::Done(done) => Ok(done.answer()),
        Sent::Again(status, why) => show(hall, ask, status, &why),
    }
}
