//! `/draft`: keeps what a form holds, while it is typed or by a button; gives a kept file back to whoever keeps it.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

use crate::http::answer::{Trouble, file_answer, see};
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Sheet};
use crate::http::draft;
use crate::http::hall::Hall;
use crate::words::say;

/// Keeps the form, drops it, or drops one of its files.
pub(in crate::http) fn keep(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let place = draft::place(ask.field("draft")).filter(|place| *place != "/").ok_or(Trouble::NotOurs)?;
    if ask.field("do") == "drop" {
        draft::dropped(hall, ask, place)?;
        return Ok(see(place, &[]));
    }
    draft::save(hall, person, place, &ask.form)?;
    if ask.is_part {
        let said = say!(words, "web-kept-now", days = bonafide_store::DRAFT_DAYS);
        return Ok(Html(format!("<small>{said}</small>")).into_response());
    }
    if !ask.field("drop-file").is_empty() {
        draft::drop_file(hall, person, place, ask.field("drop-file"))?;
        return Ok(see(&format!("{place}#files"), &[]));
    }
    let refused = draft::take_in(hall, ask, place)?;
    if refused.is_empty() {
        return Ok(see(&format!("{place}?kept=1"), &[]));
    }
    let mut sheet = Sheet::new(hall, ask, words.say("web-files-refused"));
    place.clone_into(&mut sheet.frame.path);
    sheet.blocks.extend(refused.into_iter().map(|why| Block::Status("late", why)));
    sheet.blocks.push(Block::Text(words.say("web-files-refused-text")));
    let back = vec![(place.to_owned(), words.say("web-back-to-form"))];
    sheet.with(Block::Buttons(back)).show(StatusCode::UNPROCESSABLE_ENTITY)
}

/// A file of one's own draft, to be taken away.
pub(in crate::http) fn file(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let place = draft::place(ask.query("draft")).ok_or(Trouble::NotFound)?;
    let files = draft::of(hall, ask, place)?.files;
    let kept = files.iter().find(|kept| kept.id == ask.place("id")).ok_or(Trouble::NotFound)?;
    let file = draft::file(hall, person, place, kept)?.ok_or(Trouble::NotFound)?;
    Ok(file_answer(&kept.name, file.media, file.bytes))
}
