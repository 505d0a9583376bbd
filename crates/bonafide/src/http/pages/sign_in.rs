//! `/sign-in` and `/sign-out`.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use bonafide_procedure::id::PersonId;

use crate::http::answer::{Trouble, own_address, page_with, see};
use crate::http::ask::Ask;
use crate::http::cookie;
use crate::http::frame::Frame;
use crate::http::hall::Hall;
use crate::report::names::Names;
use crate::words::say;

#[derive(askama::Template)]
#[template(path = "sign-in.html")]
struct SignIn<'a> {
    frame: Frame<'a>,
    back: String,
    person: String,
    why: String,
    /// What was typed in a form that was sent without a session.
    carried: Vec<(String, String)>,
    shown: Vec<(String, String)>,
}

/// How what was typed is named on its way through the sign-in.
const CARRIED: &str = "kept-";

/// The form.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    show(hall, ask, StatusCode::OK, String::new())
}

/// The form, for somebody whose session ended while they were writing: what they wrote goes along.
pub(in crate::http) fn with_form(hall: &Hall, ask: &Ask) -> Response {
    let why = ask.words(hall).say("web-sign-in-ended");
    match show(hall, ask, StatusCode::UNAUTHORIZED, why) {
        Ok(answer) => answer,
        Err(_) => StatusCode::UNAUTHORIZED.into_response(),
    }
}

/// What was typed, from a form sent without a session or from the sign-in it came to. Never a password.
fn carried(ask: &Ask) -> Vec<(String, String)> {
    let typed = |name: &str| name.starts_with("f-") || name == "on" || name == "version";
    let pair = |(name, text): &(String, String)| {
        let own = name.strip_prefix(CARRIED).unwrap_or(name);
        typed(own).then(|| (own.to_owned(), text.clone()))
    };
    ask.form.iter().filter_map(pair).collect()
}

/// Where the reader goes afterwards: where the form was, or where they wanted to go.
fn way_back(ask: &Ask) -> &str {
    let named = ["back", "draft"].map(|name| ask.field(name)).into_iter().find(|text| !text.is_empty());
    match named {
        Some(named) => named,
        None if ask.form.is_empty() => ask.query("back"),
        None => ask.path.split('?').next().unwrap_or_default(),
    }
}

fn show(hall: &Hall, ask: &Ask, status: StatusCode, why: String) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let (back, carried) = (way_back(ask), carried(ask));
    let mut shown = Vec::new();
    if hall.is_demo() {
        let roster = hall.desk.roster()?;
        let names = Names::with_roster(words, &roster);
        for number in &hall.shown {
            let Ok(person) = PersonId::new(number) else { continue };
            let offices = roster.offices(&person, hall.desk.today());
            let roles = offices.map(|office| format!("{} {}", names.unit(&office.organ.unit), office.post));
            shown.push((names.person(&person), names.listed(roles)));
        }
    }
    let frame = Frame::new(hall, ask, words.say("web-sign-in"));
    let (back, person) = (back.to_owned(), ask.field("person").to_owned());
    page_with(status, &SignIn { frame, back, person, why, carried, shown })
}

/// Checks number and password, and begins a session.
pub(in crate::http) fn enter(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let (name, words) = (ask.field("person").trim(), ask.words(hall));
    if let Some(seconds) = hall.throttle.wait(name) {
        let why = say!(words, "web-sign-in-wait", seconds = seconds);
        return show(hall, ask, StatusCode::TOO_MANY_REQUESTS, why);
    }
    let person = PersonId::new(name).ok();
    let accepted =
        hall.accounts.accepts(name, ask.field("password")).map_err(|error| Trouble::Fault(error.to_string()))?;
    let Some(person) = person.filter(|_| accepted) else {
        hall.throttle.failed(name);
        return show(hall, ask, StatusCode::UNAUTHORIZED, words.say("web-sign-in-wrong"));
    };
    hall.throttle.succeeded(name);
    if let Some(signed) = &ask.viewer.signed {
        hall.sessions.end(&signed.session);
    }
    if let Some(place) = crate::http::draft::place(ask.field("back")).filter(|_| !carried(ask).is_empty()) {
        crate::http::draft::save(hall, &person, place, &carried(ask))?;
    }
    let token = hall.sessions.begin(person).ok_or_else(|| Trouble::Fault("no random numbers".to_owned()))?;
    let back = own_address(ask.field("back"));
    let address = if back == "/" { "/desk" } else { back };
    Ok(see(address, &[cookie::set_session(&token, hall.behind_tls)]))
}

/// Ends the session.
pub(in crate::http) fn leave(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    if let Some(signed) = &ask.viewer.signed {
        hall.sessions.end(&signed.session);
    }
    Ok(see("/", &[cookie::set_session("", hall.behind_tls)]))
}
