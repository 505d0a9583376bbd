//! `/me/{no}/after` (回访保护): what the decision may not be held against, a way to say that it was, and what I am to put
//! right.

use axum::http::StatusCode;
use axum::response::Response;

use super::case::lines;
use crate::http::act_form::{self, Again, Like, Sent};
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Card};
use crate::http::hall::Hall;
use crate::http::mine;
use crate::http::picture::burndown;
use crate::http::warm::Warm;
use crate::report::dossier;
use crate::report::names::Names;
use crate::words::{harmless, say};

const LIKE: Like = Like::plain("flag_breach");

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
    let mut page = Warm::of_matter(hall, ask, seen, words.say("web-me-after"));
    if gathered.case.outcome().is_none() {
        page.blocks.push(Block::Lead(words.say("web-after-early")));
        return page.show(status);
    }
    page.blocks.push(Block::Lead(words.say("web-after-lead")));
    let uses: Vec<(&'static str, String)> =
        gathered.case.protected.iter().map(|word| ("yes", harmless(word.as_str()))).collect();
    if !uses.is_empty() {
        page.blocks.push(Block::Text(words.say("web-after-uses")));
        page.blocks.push(Block::Tags(uses));
    }
    let protection = dossier::protection(&names, gathered);
    if !protection.is_empty() {
        page.blocks.push(lines(protection));
    }
    let fixes = mine::fixes(hall, gathered)?;
    let card = |fix: &mine::Fix| {
        let (tag, key) = fix.stands(gathered.today);
        Card {
            address: format!("{base}/do/report_correction?f-number={}", fix.number),
            title: fix.measure.clone(),
            text: say!(words, "web-fix-due", due = fix.due.to_string()),
            tag: (tag, words.say(key)),
        }
    };
    let mine: Vec<Card> = fixes.iter().filter(|fix| &fix.owner == person).map(card).collect();
    if !mine.is_empty() {
        page.blocks.push(Block::Head(words.say("web-after-fix")));
        page.blocks.push(Block::Cards(mine));
        let picture = burndown::drawn(words, &fixes, gathered.today);
        page.blocks.push(Block::Picture(picture, words.say("web-burndown-caption")));
    }
    let can_flag = gathered.law.procedure.protections.iter().any(|one| !one.uses.is_empty());
    if can_flag {
        page.blocks.push(Block::Head(words.say("web-after-flag")));
        page.blocks.push(Block::Text(words.say("web-after-flag-text")));
        page = page.with_form((hall, ask), LIKE, again, base)?;
    }
    page.show(status)
}

/// Says that it was held against the person all the same.
pub(in crate::http) fn submit(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    match act_form::send(hall, ask, LIKE)? {
        Sent::Done(done) => Ok(done.answer()),
        Sent::Again(status, why) => show(hall, ask, status, &why),
    }
}
