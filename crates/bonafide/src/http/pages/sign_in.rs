//! `/sign-in` and `/sign-out`.

use axum::http::StatusCode;
use axum::response::Response;
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
    shown: Vec<(String, String)>,
}

/// The form.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    show(hall, ask, StatusCode::OK, String::new())
}

fn show(hall: &Hall, ask: &Ask, status: StatusCode, why: String) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let back = if ask.form.is_empty() { ask.query("back") } else { ask.field("back") };
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
    page_with(status, &SignIn { frame, back, person, why, shown })
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
