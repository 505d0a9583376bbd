//! The reader of a page: language, light, size of type, and who they are if they signed in.

use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use bonafide_procedure::id::PersonId;

use super::cookie;
use super::hall::Hall;
use crate::words::Language;

/// Somebody signed in.
#[derive(Clone, Debug)]
pub(super) struct Signed {
    /// Who.
    pub(super) person: PersonId,
    /// What forms must bring back.
    pub(super) form_token: String,
    /// The session.
    pub(super) session: String,
}

/// The reader.
#[derive(Clone, Debug)]
pub(super) struct Viewer {
    /// 中文 or English.
    pub(super) language: Language,
    /// `light`, `dark`, or empty: as the machine has it.
    pub(super) theme: &'static str,
    /// 长者模式
    pub(super) is_large: bool,
    /// Who.
    pub(super) signed: Option<Signed>,
}

impl Viewer {
    /// Reads the cookies of a request.
    pub(super) fn of(hall: &Hall, headers: &HeaderMap) -> Self {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let cookies: String =
            headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok()).collect::<Vec<_>>().join("; ");
        let chosen = cookie::value(&cookies, "language");
        // Chinese is written first: whoever does not ask for English before it reads Chinese.
        let asked = text(ACCEPT_LANGUAGE).split(',').next().unwrap_or_default().trim().to_ascii_lowercase();
        let english = chosen == Some("en") || (chosen.is_none() && asked.starts_with("en"));
        let theme = match cookie::value(&cookies, "theme") {
            Some("light") => "light",
            Some("dark") => "dark",
            _ => "",
        };
        let session = cookie::value(&cookies, cookie::session_name(hall.behind_tls)).unwrap_or_default();
        let found = hall.sessions.find(session);
        let signed = found.map(|(person, form_token)| Signed { person, form_token, session: session.to_owned() });
        Self {
            language: if english { Language::English } else { Language::Chinese },
            theme,
            is_large: cookie::value(&cookies, "size") == Some("large"),
            signed,
        }
    }

    /// Who is signed in.
    pub(super) fn person(&self) -> Option<&PersonId> {
        self.signed.as_ref().map(|signed| &signed.person)
    }
}
