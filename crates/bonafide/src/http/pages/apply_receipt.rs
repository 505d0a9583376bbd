//! `/receipt/{no}` (回执): that the application arrived, what follows and by when, whom to ask, and the signed receipt to keep.

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::case::Event;

use super::act_fields::command_id;
use super::me_case::{office, status};
use crate::handle::HandleError;
use crate::http::answer::{Trouble, file_answer};
use crate::http::ask::Ask;
use crate::http::blocks::Block;
use crate::http::hall::Hall;
use crate::http::warm::Warm;
use crate::report::dossier::terms;
use crate::report::names::Names;
use crate::words::say;

/// The receipt.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let (words, gathered) = (ask.words(hall), &ask.case()?.gathered);
    let names = Names::of(words, Some(gathered));
    let entries = hall.desk.timeline(&gathered.number)?;
    let applied = entries.iter().rev().find(|one| matches!(one.entry.event, Event::Applied(_) | Event::UnitApplied(_)));
    let applied = applied.ok_or(Trouble::NotFound)?;
    let mut page = Warm::new(hall, ask, say!(words, "web-apply-receipt", number = gathered.number.as_str()));
    page.path = vec![("/me".to_owned(), words.say("web-menu-me"))];
    page.blocks.push(Block::Status("done", say!(words, "web-apply-received", day = applied.entry.on.to_string())));
    page.blocks.push(status(words, &names, gathered));
    let papers: Vec<String> = entries
        .iter()
        .filter_map(|one| match &one.entry.event {
            Event::Enclosed(own) if one.entry.actor == applied.entry.actor => Some(own),
            _ => None,
        })
        .flat_map(|own| own.files.iter().map(|file| file.title.clone()))
        .collect();
    let mut lines = vec![
        (words.say("web-number-case"), gathered.number.to_string()),
        (words.say("web-apply-by"), names.person(&applied.entry.actor)),
        (words.say("web-apply-on"), applied.entry.on.to_string()),
        (words.say("web-position"), say!(words, "web-apply-place", place = applied.position)),
    ];
    if !papers.is_empty() {
        lines.push((words.say("web-files"), names.listed(papers)));
    }
    lines.extend(office(&names, gathered).map(|office| (words.say("web-me-office"), office)));
    page.blocks.push(Block::Lines(lines));
    page.blocks.push(super::case::lines(terms::lines(&names, gathered)));
    page.blocks.push(Block::Text(words.say("web-apply-next")));
    let mut links = Vec::new();
    if command_id(ask.query("id")).is_some() {
        let address = format!("/receipt/{}/signed/{}", gathered.number, ask.query("id"));
        links.push((address, words.say("web-receipt-save")));
    }
    links.push((format!("/me/{}", gathered.number), words.say("web-me-progress")));
    page.blocks.push(Block::Buttons(links));
    page.blocks.push(Block::Text(words.say("web-receipt-save-text")));
    page.show(StatusCode::OK)
}

/// The signed receipt, to be kept: anybody can check it without us.
pub(in crate::http) fn signed(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let gathered = &ask.case()?.gathered;
    let id = command_id(ask.place("id")).ok_or(Trouble::NotFound)?;
    let receipt = hall.desk.store.receipt_of(id).map_err(HandleError::from)?.ok_or(Trouble::NotFound)?;
    if hall.desk.stream_of(&gathered.number)? != receipt.stream {
        return Err(Trouble::NotFound);
    }
    let note = hall.desk.store.sign_receipt(&receipt).map_err(|error| Trouble::Fault(error.to_string()))?;
    Ok(file_answer(&format!("{}.txt", gathered.number), "text/plain", note.into_bytes()))
}
