//! `/inv/{no}/talk` (谈话): one person at a time, read back and signed; what the accounts agree on and where they part.

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

const LIKE: Like = Like { act: "interview", with_papers: true, asks_day: true, given: &[] };

/// The page.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    show(hall, ask, StatusCode::OK, &Again::No)
}

fn show(hall: &Hall, ask: &Ask, status: StatusCode, again: &Again) -> Result<Response, Trouble> {
    let (words, gathered) = (ask.words(hall), &ask.case()?.gathered);
    let names = Names::of(words, Some(gathered));
    let mut page = work::page(hall, ask, ("/inv", "work-inv"), &work::INQUIRY)?;
    page.blocks.push(Block::Lead(words.say("work-talk-lead")));
    if work::is_inquiring(ask, gathered) {
        page.blocks.push(Block::Text(words.say("work-talk-rules")));
        page = page.with_form((hall, ask), LIKE, again, "/inv".to_owned())?;
        let team: Vec<String> = gathered.case.team.iter().map(ToString::to_string).collect();
        work::prefill(&mut page.form, "f-by", &team.join("\n"));
        work::only_team(&mut page.form, gathered, &["f-by"]);
    }
    let matrix = work::by_account(&names, gathered);
    page.after.push(Block::Head(words.say("work-accounts-head")));
    if matrix.columns.is_empty() {
        page.after.push(Block::Empty(words.say("work-accounts-none")));
    } else {
        work::matrix_blocks(words, &matrix, ("work-accounts", "work-agree"), &mut page.after);
    }
    for dated in hall.desk.timeline(&gathered.number)? {
        if matches!(dated.entry.event, Event::Interviewed(_)) {
            page.after.push(Block::Head(format!("{} {}", dated.entry.on, told::what(&names, &dated.entry))));
            page.after.push(Block::Lines(fields(&names, &dated.entry)));
        }
    }
    page.show(status)
}

/// Enters it.
pub(in crate::http) fn submit(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    match act_form::send(hall, ask, LIKE)? {
        Sent::Done(done) => Ok(done.answer()),
        Sent::Again(status, why) => show(hall, ask, status, &why),
    }
}
