//! Who is signed in (会话), and how often somebody failed to. Kept in memory: a restart signs everybody out.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use bonafide_procedure::id::PersonId;

/// A session nobody uses ends after this.
const IDLE: Duration = Duration::from_secs(30 * 60);

/// A session ends after this whatever happens.
const WHOLE: Duration = Duration::from_secs(12 * 60 * 60);

/// So many failures in a row are forgiven.
const FAILURES: u32 = 5;

/// The first wait after that; it doubles with each failure.
const WAIT: Duration = Duration::from_secs(30);

/// The longest wait.
const WAIT_MAX: Duration = Duration::from_secs(15 * 60);

/// More names than this are not remembered at once.
const NAMES_MAX: usize = 10_000;

#[derive(Clone, Debug)]
struct Session {
    person: PersonId,
    form_token: String,
    began: Instant,
    used: Instant,
}

/// The sessions.
#[derive(Debug, Default)]
pub(super) struct Sessions(Mutex<HashMap<String, Session>>);

impl Sessions {
    /// Begins one and gives its token; none when the system has no randomness.
    pub(super) fn begin(&self, person: PersonId) -> Option<String> {
        let (token, form_token) = (random()?, random()?);
        let now = Instant::now();
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|_, session| holds(session, now));
        sessions.insert(token.clone(), Session { person, form_token, began: now, used: now });
        Some(token)
    }

    /// The person and the form token of a session that still holds; using it prolongs it.
    pub(super) fn find(&self, token: &str) -> Option<(PersonId, String)> {
        let now = Instant::now();
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let session = sessions.get_mut(token).filter(|session| holds(session, now))?;
        session.used = now;
        Some((session.person.clone(), session.form_token.clone()))
    }

    /// The sessions of a person: a name that opens nothing, and how many minutes ago each began and was used.
    pub(super) fn of(&self, person: &PersonId) -> Vec<(String, u64, u64)> {
        let now = Instant::now();
        let sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let minutes = |since: Instant| now.duration_since(since).as_secs() / 60;
        let own = sessions.iter().filter(|(_, session)| &session.person == person && holds(session, now));
        let mut own: Vec<_> =
            own.map(|(token, session)| (name_of(token), minutes(session.began), minutes(session.used))).collect();
        own.sort_by_key(|(_, _, used)| *used);
        own
    }

    /// Whether a session has this name.
    pub(super) fn is_named(&self, token: &str, name: &str) -> bool {
        name_of(token) == name
    }

    /// Ends the session of a person that has this name.
    pub(super) fn end_named(&self, person: &PersonId, name: &str) {
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|token, session| &session.person != person || name_of(token) != name);
    }

    /// Ends every session of a person but this one.
    pub(super) fn end_others(&self, person: &PersonId, token: &str) {
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|own, session| &session.person != person || own == token);
    }

    /// Ends one.
    pub(super) fn end(&self, token: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(token);
    }
}

/// What a session is called on a page: it tells nothing of the token.
fn name_of(token: &str) -> String {
    let digest = crate::handle::mark::of_texts(&["session", token]);
    crate::report::hex(digest.get(..8).unwrap_or_default())
}

fn holds(session: &Session, now: Instant) -> bool {
    now.duration_since(session.used) < IDLE && now.duration_since(session.began) < WHOLE
}

/// 32 random bytes in hexadecimal.
fn random() -> Option<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).ok()?;
    Some(crate::report::hex(&bytes))
}

/// Failures to sign in, by the name that was tried.
#[derive(Debug, Default)]
pub(super) struct Throttle(Mutex<HashMap<String, (u32, Instant)>>);

impl Throttle {
    /// How many seconds a name has to wait.
    pub(super) fn wait(&self, name: &str) -> Option<u64> {
        let failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, until) = failures.get(name)?;
        let left = until.checked_duration_since(Instant::now())?.as_secs();
        (left > 0).then_some(left)
    }

    /// Notes a failure.
    pub(super) fn failed(&self, name: &str) {
        let now = Instant::now();
        let mut failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if failures.len() >= NAMES_MAX {
            failures.retain(|_, (_, until)| *until > now);
        }
        let (count, until) = failures.entry(name.to_owned()).or_insert((0, now));
        *count = count.saturating_add(1);
        if *count >= FAILURES {
            let doubled = WAIT.saturating_mul(1 << (*count - FAILURES).min(5));
            *until = now + doubled.min(WAIT_MAX);
        }
    }

    /// Forgets failures after a success.
    pub(super) fn succeeded(&self, name: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
    }
}
