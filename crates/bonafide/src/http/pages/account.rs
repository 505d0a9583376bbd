//! `/me/account` (账户): how pages look, where I am signed in, and my password.

use axum::http::StatusCode;
use axum::response::Response;

use crate::http::answer::{Trouble, page_with, see};
use crate::http::ask::Ask;
use crate::http::frame::Frame;
use crate::http::hall::Hall;
use crate::site::accounts::{AccountError, LENGTH_MIN};
use crate::words::say;

#[derive(askama::Template)]
#[template(path = "account.html")]
struct Account<'a> {
    frame: Frame<'a>,
    number: String,
    done: String,
    why: String,
    sessions: Vec<Row>,
    least: String,
}

/// One session.
struct Row {
    id: String,
    text: String,
    is_this: bool,
}

/// The page.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let key = match ask.query("done") {
        "password" => "web-account-password-done",
        "sessions" => "web-account-sessions-done",
        _ => "",
    };
    let done = if key.is_empty() { String::new() } else { ask.words(hall).say(key) };
    show(hall, ask, StatusCode::OK, done, String::new())
}

fn show(hall: &Hall, ask: &Ask, status: StatusCode, done: String, why: String) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let signed = ask.viewer.signed.as_ref().ok_or(Trouble::SignIn)?;
    let row = |(id, began, used): (String, u64, u64)| Row {
        is_this: hall.sessions.is_named(&signed.session, &id),
        id,
        text: say!(words, "web-account-session", began = began, used = used),
    };
    let sessions = hall.sessions.of(&signed.person).into_iter().map(row).collect();
    let frame = Frame::new(hall, ask, words.say("web-menu-account"));
    let least = say!(words, "web-account-least", least = LENGTH_MIN as u64);
    page_with(status, &Account { frame, number: signed.person.to_string(), done, why, sessions, least })
}

/// Ends a session or all others, or gives the account another password.
pub(in crate::http) fn change(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let signed = ask.viewer.signed.as_ref().ok_or(Trouble::SignIn)?;
    let what = if ask.field("session").is_empty() { ask.field("do") } else { "end" };
    match what {
        "end" => {
            hall.sessions.end_named(&signed.person, ask.field("session"));
            Ok(see("/me/account?done=sessions", &[]))
        }
        "end-others" => {
            hall.sessions.end_others(&signed.person, &signed.session);
            Ok(see("/me/account?done=sessions", &[]))
        }
        _ => {
            let fault = |error: AccountError| Trouble::Fault(error.to_string());
            let again = |status, key: &str| show(hall, ask, status, String::new(), words.say(key));
            let name = signed.person.as_str();
            if let Some(seconds) = hall.throttle.wait(name) {
                let why = say!(words, "web-sign-in-wait", seconds = seconds);
                return show(hall, ask, StatusCode::TOO_MANY_REQUESTS, String::new(), why);
            }
            if !hall.accounts.accepts(name, ask.field("password-old")).map_err(fault)? {
                hall.throttle.failed(name);
                return again(StatusCode::UNPROCESSABLE_ENTITY, "web-account-wrong");
            }
            if ask.field("password-new") != ask.field("password-again") {
                return again(StatusCode::UNPROCESSABLE_ENTITY, "web-account-differs");
            }
            match hall.accounts.put(&signed.person, ask.field("password-new")) {
                Ok(()) => {
                    hall.throttle.succeeded(name);
                    hall.sessions.end_others(&signed.person, &signed.session);
                    Ok(see("/me/account?done=password", &[]))
                }
                Err(AccountError::Length) => {
                    let why = say!(words, "user-length", least = LENGTH_MIN as u64);
                    show(hall, ask, StatusCode::UNPROCESSABLE_ENTITY, String::new(), why)
                }
                Err(error) => Err(fault(error)),
            }
        }
    }
}
