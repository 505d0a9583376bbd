//! Answers that are no page of their own: there is none, sign in first, not from here, a fault with a number.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION, SET_COOKIE};
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
    /// The form was made in an older session; what was typed is kept as a draft at this place.
    OldForm(String),
    /// The form is larger than it may be.
    TooLarge,
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

/// Something somebody handed in: taken away under its name, never shown as a page, and unable to do anything.
pub(super) fn file_answer(name: &str, media: &'static str, bytes: Vec<u8>) -> Response {
    let mut answer = bytes.into_response();
    let headers = answer.headers_mut();
    // A name of the machine's letters for old programs, the whole name for all others.
    let plain: String = name.chars().map(|letter| if is_plain(letter) { letter } else { '_' }).collect();
    let whole: String = name.bytes().map(percent).collect();
    let disposition = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}");
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(CONTENT_DISPOSITION, disposition);
    }
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(super::guard::FILE_POLICY));
    answer
}

fn is_plain(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_')
}

fn percent(byte: u8) -> String {
    if is_plain(char::from(byte)) && byte.is_ascii() { char::from(byte).to_string() } else { format!("%{byte:02X}") }
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
            if ask.is_part {
                return Html(format!("<small>{}</small>", words.say("web-kept-sign-in"))).into_response();
            }
            if !ask.form.is_empty() {
                // What was typed goes along through the sign-in, and comes back as a draft.
                return super::pages::sign_in::with_form(hall, ask);
            }
            let back = if ask.path.is_ascii() { ask.path.replace('&', "%26") } else { "/".to_owned() };
            return see(&format!("/sign-in?back={back}"), &[]);
        }
        Trouble::NotFound => (StatusCode::NOT_FOUND, "not-found"),
        Trouble::NotOurs => (StatusCode::FORBIDDEN, "not-ours"),
        Trouble::OldForm(_) => (StatusCode::FORBIDDEN, "old-form"),
        Trouble::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too-large"),
        Trouble::Fault(_) => (StatusCode::INTERNAL_SERVER_ERROR, "fault"),
    };
    if let Trouble::Fault(reason) = &trouble {
        // No logger is set up yet: standard error is where an operator looks. Reasons name no person and no evidence.
        let _ = std::io::Write::write_fmt(&mut std::io::stderr(), format_args!("fault: {reason}\n"));
    }
    let title = words.say(&format!("web-trouble-{name}"));
    let mut sheet = Sheet::new(hall, ask, title).with(Block::Lead(words.say(&format!("web-trouble-{name}-next"))));
    if let Trouble::OldForm(place) = trouble {
        sheet.blocks.push(Block::Buttons(vec![(place, words.say("web-back-to-form"))]));
    }
    match sheet.show(status) {
        Ok(answer) => answer,
        Err(_) => status.into_response(),
    }
}
