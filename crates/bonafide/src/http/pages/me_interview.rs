//! `/me/{no}/interview` (谈话): when I am talked with, what was written down, and what I want corrected in it.

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::case::Event;
use bonafide_procedure::case::act::{Interview, YesNo};
use bonafide_procedure::id::PersonId;

use crate::gather::Dated;
use crate::http::act_form::{self, Again, Like, Sent};
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::Block;
use crate::http::hall::Hall;
use crate::http::warm::Warm;
use crate::report::names::Names;
use crate::words::{Words, harmless, say};

/// What is said to a record is handed in beside it; the record itself stays as it was signed.
const LIKE: Like = Like::plain("enclose");

/// The page.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    show(hall, ask, StatusCode::OK, &Again::No)
}

fn show(hall: &Hall, ask: &Ask, status: StatusCode, again: &Again) -> Result<Response, Trouble> {
    let (words, seen) = (ask.words(hall), ask.case()?);
    let gathered = &seen.gathered;
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let names = Names::of(words, Some(gathered));
    let base = format!("/me/{}", gathered.number);
    let mut page = Warm::of_matter(hall, ask, seen, words.say("web-me-interview"));
    page.blocks.push(Block::Lead(words.say("web-interview-lead")));
    let entries = hall.desk.timeline(&gathered.number)?;
    let talks = planned(words, &names, person, &entries);
    if !talks.is_empty() {
        page.blocks.push(Block::Head(words.say("web-interview-planned")));
        page.blocks.push(Block::Lines(talks));
    }
    let mut is_any = false;
    for dated in &entries {
        if let Event::Interviewed(interview) = &dated.entry.event
            && &interview.person == person
        {
            is_any = true;
            page.blocks.push(Block::Head(say!(words, "web-interview-on", day = dated.entry.on.to_string())));
            page.blocks.push(Block::Lines(lines(&names, interview)));
            page.blocks.push(Block::Quote(words.say("web-interview-record"), harmless(&interview.record)));
        }
    }
    if !is_any {
        page.blocks.push(Block::Empty(words.say("web-interview-none")));
        return page.show(status);
    }
    page.blocks.push(Block::Head(words.say("web-interview-correct")));
    page.blocks.push(Block::Text(words.say("web-interview-correct-text")));
    page.with_form((hall, ask), LIKE, again, base)?.show(status)
}

/// Talks that are arranged with the person: the day, and who holds it.
fn planned(words: &Words, names: &Names<'_>, person: &PersonId, entries: &[Dated]) -> Vec<(String, String)> {
    let plan = |dated: &Dated| match &dated.entry.event {
        Event::TalkPlanned(plan) if &plan.with == person => {
            Some((plan.planned_on.to_string(), say!(words, "web-interview-with", who = names.person(&plan.by))))
        }
        _ => None,
    };
    entries.iter().filter_map(plan).collect()
}

fn lines(names: &Names<'_>, interview: &Interview) -> Vec<(String, String)> {
    let words = names.words;
    let yes = |answer| words.say(if answer == YesNo::Yes { "assess-yes" } else { "assess-no" });
    vec![
        (words.say("web-interview-by"), names.people(&interview.by)),
        (words.say("web-interview-place"), harmless(&interview.place)),
        (words.say("web-interview-read-back"), yes(interview.read_back)),
        (words.say("web-interview-signed"), yes(interview.signed)),
    ]
}

/// Hands the correction in.
pub(in crate::http) fn submit(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    match act_form::send(hall, ask, LIKE)? {
        Sent::Done(done) => Ok(done.answer()),
        Sent::Again(status, why) => show(hall, ask, status, &why),
    }
}
