//! `/panel/{no}/vote` (表决): a vote a member with its reason; leaving what the rules say demands a written reason.

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::case::Event;
use bonafide_procedure::step::Step;

use super::act_fields::pairs;
use super::panel::{Seats, seats};
use super::votes;
use crate::http::act_form::{self, Again, Like, Sent};
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Cell, Table};
use crate::http::hall::Hall;
use crate::http::{keep, picture, work};
use crate::report::names::Names;
use crate::words::{harmless, say};

const GIVEN: &[(&str, &str)] = &[("organ", ""), ("votes", ""), ("aside", "")];

const LIKE: Like = Like { act: "decide", with_papers: true, asks_day: false, given: GIVEN };

/// The page.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    show(hall, ask, StatusCode::OK, &Again::No)
}

fn show(hall: &Hall, ask: &Ask, status: StatusCode, again: &Again) -> Result<Response, Trouble> {
    let (words, gathered) = (ask.words(hall), &ask.case()?.gathered);
    let names = Names::of(words, Some(gathered));
    let mut page = work::page(hall, ask, ("/panel", "work-panel"), &work::PANEL)?;
    work::engine(&names, gathered, &mut page.blocks);
    let mut seats = seats(words, gathered);
    if gathered.case.decided.is_some() {
        given(hall, ask, &names, &mut page.blocks)?;
        return page.show(status);
    }
    page.blocks.push(members(&names, &seats));
    if !work::is_turn(ask, gathered, Step::Decide) {
        page.blocks.push(Block::Text(words.say("work-vote-not-now")));
        return page.show(status);
    }
    page.blocks.push(Block::Lead(words.say("work-vote-lead")));
    page = page.with_form((hall, ask), LIKE, again, format!("/panel/{}", gathered.number))?;
    let (_, written) = keep::written(hall, ask, act_form::place(ask))?;
    let free = std::mem::take(&mut seats.free);
    if let Some(form) = &mut page.form {
        form.fields.splice(0..0, votes::widgets(&names, &free, &written));
    }
    let answer = gathered.law.answer(&gathered.law.standings(&gathered.case));
    if let Some(outcome) = answer.outcome {
        work::prefill(&mut page.form, "f-outcome", outcome.id());
    }
    work::prefill(&mut page.form, "f-remedy", &words.say("work-ready-remedy"));
    page.show(status)
}

/// Who may vote, and who stands aside.
fn members(names: &Names<'_>, seats: &Seats) -> Block {
    let words = names.words;
    let free = seats.free.iter().map(|person| {
        vec![Cell::of(names.person(person)), Cell::tagged("yes", words.say("work-may-vote")), Cell::default()]
    });
    let aside = seats.aside.iter().map(|(person, why)| {
        vec![Cell::of(names.person(person)), Cell::tagged("not", words.say("work-aside")), Cell::of(why.as_str())]
    });
    let head = ["web-who", "web-stands", "work-reason"].map(|key| words.say(key)).to_vec();
    let (organ, least) = (harmless(&seats.organ), seats.quorum());
    let caption = say!(words, "work-seats", organ = organ, least = least, all = seats.free.len() as u64);
    Block::Table(Table { caption, head, rows: free.chain(aside).collect() })
}

/// How it was voted.
fn given(hall: &Hall, ask: &Ask, names: &Names<'_>, blocks: &mut Vec<Block>) -> Result<(), Trouble> {
    let words = names.words;
    for dated in hall.desk.timeline(&ask.case()?.gathered.number)? {
        let Event::Decided(own) = &dated.entry.event else { continue };
        let (day, outcome) = (dated.entry.on.to_string(), names.outcome(own.outcome));
        blocks.push(Block::Status("done", say!(words, "work-decided", day = day, outcome = outcome)));
        blocks.push(Block::Picture(picture::votes::strip(names, &own.votes), words.say("web-votes-caption")));
        let row = |vote: &bonafide_procedure::case::act::Vote| {
            vec![
                Cell::of(names.person(&vote.person)),
                Cell::of(names.either(vote.choice.zh(), vote.choice.id())),
                Cell::of(harmless(vote.reason.as_deref().unwrap_or_default())),
            ]
        };
        let head = ["web-who", "work-vote", "work-reason"].map(|key| words.say(key)).to_vec();
        let rows = own.votes.iter().map(row).collect();
        blocks.push(Block::Table(Table { caption: words.say("work-votes-table"), head, rows }));
        blocks.push(Block::Quote(words.say("work-reason"), harmless(&own.reason)));
        if let Some(departure) = &own.departure {
            blocks.push(Block::Quote(words.say("work-departure"), harmless(departure)));
        }
    }
    Ok(())
}

/// Decides.
pub(in crate::http) fn submit(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let gathered = &ask.case()?.gathered;
    let seats = seats(ask.words(hall), gathered);
    let lines = votes::lines(ask, &seats.free);
    let aside: Vec<String> = seats.aside.iter().map(|(person, why)| format!("{person}: {why}")).collect();
    let (_, inputs) = act_form::inputs_of("decide")?;
    let mut written = pairs(inputs, &ask.form);
    written.retain(|(field, _)| !GIVEN.iter().any(|(given, _)| given == field));
    written.push(("organ", &seats.organ));
    written.extend(lines.iter().map(|line| ("votes", line.as_str())));
    written.extend(aside.iter().map(|line| ("aside", line.as_str())));
    match act_form::send_as(hall, ask, LIKE, &written, None)? {
        Sent::Done(done) => Ok(done.answer()),
        Sent::Again(status, why) => show(hall, ask, status, &why),
    }
}
