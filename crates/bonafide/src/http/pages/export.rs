//! `/exports`: a list as a file. Up to a thousand rows come at once; more are written in the background and kept a day.

use std::sync::Arc;

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use bonafide_store::Wanted;

use crate::http::answer::{Trouble, see};
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Sheet};
use crate::http::hall::Hall;
use crate::http::lists::export::{Job, Order, State, write};
use crate::http::lists::page::of_desk;
use crate::http::lists::query::{COUNTED, Query};
use crate::http::may::Sight;
use crate::report::hex;
use crate::words::say;

/// Begins an export, or gives it at once.
pub(in crate::http) fn start(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let reached = hall.lists.reached(&hall.desk)?;
    let query = Query::of(ask);
    let known = reached.known;
    let wanted = if ask.field("of") == "/desk" {
        of_desk(&known, person, &query)
    } else {
        let mut wanted = known.audiences.wanted(person, |sight| sight > Sight::Nothing, query.order());
        wanted.filter = query.filter(known.today());
        wanted
    };
    let store = hall.desk.store.clone();
    let count = store.case_lists()?.count(&Wanted { count_max: COUNTED, ..wanted.clone() })?;
    let (calendar, language) = (Arc::clone(&hall.desk.calendar), ask.viewer.language);
    let order = Order { store, known, calendar, person: person.clone(), language, wanted };
    let fault = |error: std::io::Error| Trouble::Fault(error.to_string());
    if count < COUNTED {
        let mut bytes = Vec::new();
        write(&order, &mut bytes, &|_| {}).map_err(fault)?;
        return Ok(csv(bytes));
    }
    let id = hex(&hall.desk.new_command_id()?);
    match hall.exports.begin(id, order).map_err(fault)? {
        Some(id) => Ok(see(&format!("/exports/{id}"), &[])),
        None => {
            let sheet = Sheet::new(hall, ask, words.say("web-export-title"));
            sheet.with(Block::Status("late", words.say("web-export-busy"))).answer()
        }
    }
}

/// How far an export is.
pub(in crate::http) fn progress(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let job = own(hall, ask)?;
    let mut sheet = Sheet::new(hall, ask, words.say("web-export-title"));
    let count = job.written();
    match job.state() {
        State::UnderWay => {
            sheet.is_live = true;
            sheet.with(Block::Status("", say!(words, "web-export-under-way", count = count)))
        }
        State::Ready => {
            let address = format!("/exports/{}/file", ask.place("id"));
            let sheet = sheet.with(Block::Status("done", say!(words, "web-export-ready", count = count)));
            sheet.with(Block::Buttons(vec![(address, words.say("web-export-fetch"))]))
        }
        State::Failed => sheet.with(Block::Status("late", words.say("web-export-failed"))),
    }
    .answer()
}

/// The file.
pub(in crate::http) fn file(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let job = own(hall, ask)?;
    if job.state() != State::Ready {
        return Ok(see(&format!("/exports/{}", ask.place("id")), &[]));
    }
    let bytes = std::fs::read(job.path()).map_err(|error| Trouble::Fault(error.to_string()))?;
    Ok(csv(bytes))
}

fn own(hall: &Hall, ask: &Ask) -> Result<Arc<Job>, Trouble> {
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    hall.exports.of(ask.place("id"), person).ok_or(Trouble::NotFound)
}

fn csv(bytes: Vec<u8>) -> Response {
    let headers =
        [(CONTENT_TYPE, "text/csv; charset=utf-8"), (CONTENT_DISPOSITION, "attachment; filename=\"cases.csv\"")];
    (headers, bytes).into_response()
}
