//! `/me` (我的事项): what concerns me, what I have begun to write, and for each matter who does what by when.

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::case::next::Next;
use bonafide_procedure::id::{CaseNo, Day, PersonId};
use bonafide_procedure::procedure::Party;
use bonafide_procedure::step::Step;

use crate::gather::Gathered;
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Card};
use crate::http::hall::Hall;
use crate::http::mine;
use crate::http::warm::Warm;
use crate::report::dossier;
use crate::report::names::Names;
use crate::words::{Words, say};

/// The page.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let cases = mine::concerned(hall, person)?;
    let mut page = Warm::new(hall, ask, words.say("web-menu-me"));
    page.blocks.push(Block::Lead(words.say(if cases.is_empty() { "web-me-none" } else { "web-me-lead" })));
    if cases.is_empty() {
        let links = vec![
            ("/self-check".to_owned(), words.say("web-home-apply-do")),
            ("/new/prefile".to_owned(), words.say("web-me-prefile")),
        ];
        page.blocks.push(Block::Buttons(links));
    }
    let mut cards: Vec<((bool, i64), Card)> = cases.iter().map(|gathered| card(words, person, gathered)).collect();
    // What is mine to do stands first, the nearest day before the others.
    cards.sort_by_key(|(order, _)| *order);
    page.blocks.push(Block::Cards(cards.into_iter().map(|(_, card)| card).collect()));
    let drafts = drafts(hall, words, person)?;
    if !drafts.is_empty() {
        page.blocks.push(Block::Head(words.say("web-me-drafts")));
        page.blocks.push(Block::Cards(drafts));
    }
    page.show(StatusCode::OK)
}

/// The steps that are the person's own to take now, as the one concerned.
pub(super) fn own_steps(person: &PersonId, gathered: &Gathered) -> Vec<Next> {
    let mut next = gathered.situation().next_steps();
    next.retain(|next| {
        next.people.contains(person) && (next.by.contains(&Party::Subject) || next.step == Step::ApplyUnit)
    });
    next
}

/// One matter: what it is, where it stands, whose turn it is; and where it stands among the others.
fn card(words: &Words, person: &PersonId, gathered: &Gathered) -> ((bool, i64), Card) {
    let names = Names::of(words, Some(gathered));
    let next = gathered.situation().next_steps();
    let own = own_steps(person, gathered);
    let mine = own.iter().find(|next| next.step != Step::Reflect);
    let order = (mine.is_none(), mine.and_then(|next| next.due).map_or(i64::MAX, |due| due.0));
    let (tag, text) = match (mine, next.first()) {
        (Some(own), _) => ("open", dossier::next_sentence(&names, gathered, own)),
        (None, Some(first)) => ("calm", dossier::next_sentence(&names, gathered, first)),
        (None, None) if gathered.case.is_closed() => ("yes", words.say("show-now-closed")),
        (None, None) => ("calm", words.say("show-now-nothing")),
    };
    let stands = if mine.is_some() { words.say("web-me-your-turn") } else { dossier::stage(&names, gathered) };
    let (address, title) =
        (format!("/me/{}", gathered.number), format!("{} {}", gathered.number, dossier::matter(gathered)));
    (order, Card { address, title, text, tag: (tag, stands) })
}

/// What was begun and not sent.
fn drafts(hall: &Hall, words: &Words, person: &PersonId) -> Result<Vec<Card>, Trouble> {
    let mut cards: Vec<Card> = Vec::new();
    for (place, until_ms) in hall.desk.store.drafts(person.as_str())? {
        // The bytes of a file lie at a place of their own, and the questions of an application at its own page.
        if place.contains('#') {
            continue;
        }
        let (address, title) = titled(words, &place);
        let day = Day(i64::try_from(until_ms / 86_400_000).unwrap_or(i64::MAX));
        let text = say!(words, "web-me-draft-until", day = day.to_string());
        if !cards.iter().any(|card| card.address == address) {
            cards.push(Card { address, title, text, tag: ("open", words.say("web-me-draft")) });
        }
    }
    Ok(cards)
}

/// Where a draft is gone on with, and what it is.
fn titled(words: &Words, place: &str) -> (String, String) {
    let parts: Vec<&str> = place.split('/').filter(|part| !part.is_empty()).collect();
    let number = parts.iter().find(|part| CaseNo::new(part).is_ok()).copied().unwrap_or_default();
    let last = parts.last().copied().unwrap_or_default();
    let (address, what) = match parts.first().copied() {
        Some("apply") => (format!("/apply/{number}"), words.say("web-apply")),
        _ => {
            let key = format!("web-draft-{}", last.replace('_', "-"));
            let names = Names::of(words, None);
            let what = if words.knows(&key) { words.say(&key) } else { names.step_or_act(last) };
            (place.to_owned(), what)
        }
    };
    (address, format!("{what} {number}").trim().to_owned())
}
