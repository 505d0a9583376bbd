//! Answers that are no page of their own: there is none, sign in first, not from here, a fault with a number.

use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};

use super::ask::Ask;
use super::blocks::{Block, Sheet};
use super::hall::Hall;
use crate::handle::HandleError;

/// Why there is no page.
#[derive(Debug)]
pub(super) enum Trouble {
    /// No such page, or none for this reader: both look alike.
    NotFound,
    /// Sign in first, then come back.
    SignIn,
    /// The form does not come from a page of ours, or from an older session.
    NotOurs,
    /// The machine failed.
    Fault(String),
}

impl From<HandleError> for Trouble {
    fn from(error: HandleError) -> Self {
        match error {
            HandleError::UnknownCase(_) => Self::NotFound,
            other => Self::Fault(other.to_string()),
        }
    }
}

impl From<bonafide_store::Fault> for Trouble {
    fn from(fault: bonafide_store::Fault) -> Self {
        Self::Fault(fault.to_string())
    }
}

impl From<askama::Error> for Trouble {
    fn from(error: askama::Error) -> Self {
        Self::Fault(error.to_string())
    }
}

/// Room for a usual page.
const PAGE_BYTES: usize = 28 * 1024;

/// A page made of a template.
pub(super) fn page(template: &impl askama::Template) -> Result<Response, Trouble> {
    // A page grows to some twenty kilobytes: it is not moved on the way.
    let mut html = String::with_capacity(PAGE_BYTES);
    template.render_into(&mut html)?;
    Ok(Html(html).into_response())
}

/// A page with another status.
pub(super) fn page_with(status: StatusCode, template: &impl askama::Template) -> Result<Response, Trouble> {
    Ok((status, Html(template.render()?)).into_response())
}

/// After a change: look here. Going back does not do it again.
pub(super) fn see(address: &str, cookies: &[String]) -> Response {
    let mut answer = StatusCode::SEE_OTHER.into_response();
    if let Ok(address) = HeaderValue::from_str(address) {
        answer.headers_mut().insert(LOCATION, address);
    }
    for cookie in cookies {
        if let Ok(cookie) = HeaderValue::from_str(cookie) {
            answer.headers_mut().append(SET_COOKIE, cookie);
        }
    }
    answer
}

/// An address of this site, or the first page: nobody is sent elsewhere.
pub(super) fn own_address(text: &str) -> &str {
    let is_own = text.starts_with('/') && !text.starts_with("//") && !text.contains(['\\', '\r', '\n']);
    if is_own && text.is_ascii() { text } else { "/" }
}

/// A trouble as a page.
pub(super) fn tell(hall: &Hall, ask: &Ask, trouble: Trouble) -> Response {
    let words = ask.words(hall);
    let (status, name) = match &trouble {
        Trouble::SignIn => {
            let back = if ask.path.is_ascii() { ask.path.replace('&', "%26") } else { "/".to_owned() };
            return see(&format!("/sign-in?back={back}"), &[]);
        }
        Trouble::NotFound => (StatusCode::NOT_FOUND, "not-found"),
        Trouble::NotOurs => (StatusCode::FORBIDDEN, "not-ours"),
        Trouble::Fault(_) => (StatusCode::INTERNAL_SERVER_ERROR, "fault"),
    };
    if let Trouble::Fault(reason) = trouble {
        // No logger is set up yet: standard error is where an operator looks. Reasons name no person and no evidence.
        let _ = std::io::Write::write_fmt(&mut std::io::stderr(), format_args!("fault: {reason}\n"));
    }
    let title = words.say(&format!("web-trouble-{name}"));
    let sheet = Sheet::new(hall, ask, title).with(Block::Lead(words.say(&format!("web-trouble-{name}-next"))));
    match sheet.show(status) {
        Ok(answer) => answer,
        Err(_) => status.into_response(),
    }
}
