//! `/cases/{no}/receipt/{id}`: what was recorded by a command, and where it stands in the record.

use axum::response::Response;

use super::case::sheet;
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::Block;
use crate::http::hall::Hall;
use crate::report::names::Names;
use crate::report::{dossier, receipt, timeline as told};
use crate::words::say;

/// The receipt.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let (words, seen) = (ask.words(hall), ask.case()?);
    let id = super::act_fields::command_id(ask.place("id")).ok_or(Trouble::NotFound)?;
    let known = hall.desk.store.receipt_of(id).map_err(crate::handle::HandleError::from)?.ok_or(Trouble::NotFound)?;
    let gathered = &seen.gathered;
    if hall.desk.stream_of(&gathered.number)? != known.stream {
        return Err(Trouble::NotFound);
    }
    let names = Names::of(words, Some(gathered));
    let before = known.version_after.saturating_sub(known.count);
    let entries = hall.desk.timeline(&gathered.number)?;
    let mine: Vec<_> =
        entries.iter().filter(|one| one.version > before && one.version <= known.version_after).collect();
    let acted = mine.iter().find(|one| !receipt::is_note(&one.entry));
    let what = acted.map(|one| told::what(&names, &one.entry)).unwrap_or_default();
    let mut page = sheet(hall, ask, seen);
    page.frame.title = say!(words, "web-receipt-title", what = what);
    page.blocks.push(Block::Status(
        "done",
        say!(words, "web-receipt-done", case = gathered.number.as_str(), version = u64::from(known.version_after)),
    ));
    // What else follows is told to whoever did it.
    let is_mine = acted.is_some_and(|one| Some(&one.entry.actor) == ask.viewer.person());
    if is_mine {
        let notes = mine.iter().filter(|one| receipt::is_note(&one.entry));
        let told = notes.filter_map(|one| Some((told::what(&names, &one.entry), told::detail(&names, &one.entry)?)));
        page.blocks.push(Block::Lines(told.collect()));
    }
    page.blocks.push(Block::Text(say!(
        words,
        "web-receipt-place",
        first = known.first_position,
        size = known.size,
        id = ask.place("id")
    )));
    if let Some(next) = gathered.situation().next_steps().first() {
        page.blocks.push(Block::Head(words.say("web-receipt-next")));
        page.blocks.push(Block::Text(dossier::next_sentence(&names, gathered, next)));
    }
    let links = vec![
        (format!("/cases/{}", gathered.number), words.say("web-receipt-case")),
        ("/desk".to_owned(), words.say("web-menu-desk")),
    ];
    page.with(Block::Buttons(links)).answer()
}
