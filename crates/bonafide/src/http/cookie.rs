//! Cookies: the session, and how the reader likes pages to look.

/// How long the look of pages is remembered: a year, in seconds.
const YEAR_SECONDS: u32 = 365 * 24 * 60 * 60;

/// The name of the session's cookie. Browsers hold `__Host-` to TLS, this host and the whole site.
pub(super) fn session_name(behind_tls: bool) -> &'static str {
    if behind_tls { "__Host-bonafide" } else { "bonafide" }
}

/// The value of a cookie in a header.
pub(super) fn value<'h>(header: &'h str, name: &str) -> Option<&'h str> {
    header
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(own, _)| *own == name)
        .map(|(_, value)| value)
}

/// The header that sets the session; an empty token ends it.
pub(super) fn set_session(token: &str, behind_tls: bool) -> String {
    let secure = if behind_tls { "; Secure" } else { "" };
    let age = if token.is_empty() { "; Max-Age=0" } else { "" };
    format!("{}={token}; Path=/; HttpOnly; SameSite=Lax{secure}{age}", session_name(behind_tls))
}

/// The header that remembers a way of showing pages.
pub(super) fn set_look(name: &str, value: &str, behind_tls: bool) -> String {
    let secure = if behind_tls { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={YEAR_SECONDS}{secure}")
}
