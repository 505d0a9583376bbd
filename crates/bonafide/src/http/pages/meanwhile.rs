//! `/cases/{no}/meanwhile` (新情况): what others did in a case since somebody opened a page of it, asked for by the page
//! itself while scripts run. Nothing is sent while nothing is new, and what is typed in the page is not touched.

use std::time::{SystemTime, UNIX_EPOCH};

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::http::answer::{Trouble, page as show};
use crate::http::ask::Ask;
use crate::http::hall::Hall;
use crate::http::may::Sight;
use crate::report::names::Names;
use crate::report::{receipt, timeline as told};
use crate::words::{Words, say};

/// The mark on a page of a case, and how it asks for the next one.
#[derive(askama::Template)]
#[template(path = "meanwhile.html")]
pub(in crate::http) struct Meanwhile {
    /// The address that is asked.
    pub(in crate::http) address: String,
    /// The version the reader has been told of.
    pub(in crate::http) version: u32,
    title: String,
    text: String,
    changes: Vec<String>,
}

impl Meanwhile {
    /// Of a case as it is now: nothing is new yet.
    pub(in crate::http) fn of(number: &str, version: u32) -> Self {
        let address = format!("/cases/{number}/meanwhile?since={version}");
        Self { address, version, title: String::new(), text: String::new(), changes: Vec::new() }
    }
}

/// What is new, or that nothing is.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let (words, seen) = (ask.words(hall), ask.case()?);
    let gathered = &seen.gathered;
    let now = gathered.case.version;
    let since: u32 = ask.query("since").parse().unwrap_or(now);
    let known: Option<u32> = ask.known.trim_matches('"').parse().ok();
    if known.is_some_and(|known| known >= now) {
        return Ok(StatusCode::NOT_MODIFIED.into_response());
    }
    let names = Names::of(words, Some(gathered));
    let mut mark = Meanwhile::of(gathered.number.as_str(), since);
    mark.version = now;
    let entries = hall.desk.timeline(&gathered.number)?;
    // What the reader did in another window is no news to them; notes of the procedure follow from what is told.
    let news = entries.iter().filter(|one| one.version > since && !receipt::is_note(&one.entry));
    let news = news.filter(|one| Some(&one.entry.actor) != ask.viewer.person());
    mark.changes = news
        .map(|one| {
            // To a party an office acts, not somebody by name.
            let who =
                if seen.sight == Sight::Whole { names.person(&one.entry.actor) } else { words.say("web-somebody") };
            let what = told::what(&names, &one.entry);
            say!(words, "web-meanwhile-one", ago = ago(words, one.recorded_ms), who = who, what = what)
        })
        .collect();
    if !mark.changes.is_empty() {
        mark.title = words.say("web-meanwhile");
        mark.text = words.say("web-meanwhile-text");
    }
    show(&mark)
}

/// How long ago something was recorded.
fn ago(words: &Words, recorded_ms: u64) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_secs());
    let minutes = now.saturating_sub(recorded_ms / 1_000) / 60;
    match minutes {
        0 => words.say("web-ago-now"),
        1..60 => say!(words, "web-ago-minutes", minutes = minutes),
        _ => say!(words, "web-ago-hours", hours = minutes / 60),
    }
}
