//! Written words that make no act, in words: what, where, and what could stand there.

use bonafide_procedure::case::ActError;
use bonafide_procedure::case::act::ACTS;

use super::names::Names;
use crate::words::{Words, harmless, say};

/// One sentence, with what could have been written.
pub(crate) fn sentence(words: &Words, error: &ActError) -> String {
    let names = Names::of(words, None);
    match error {
        ActError::UnknownAct { found } => {
            let near = near(&names, found);
            let key = if near.is_empty() { "act-unknown" } else { "act-unknown-near" };
            say!(words, key, found = harmless(found), near = near)
        }
        ActError::UnknownField { act, found, known } => {
            let known = names.listed(known.iter().map(|field| names.field(*field)));
            say!(words, "act-unknown-field", act = names.step_or_act(act), found = harmless(found), known = known)
        }
        ActError::Field { act, field, reason } => {
            let (act, field) = (names.step_or_act(act), names.field(*field));
            let found = harmless(&reason.found);
            match reason.code {
                "missing" => say!(words, "act-field-missing", act = act, field = field),
                "twice" => say!(words, "act-field-twice", act = act, field = field, found = found),
                "empty" => say!(words, "act-field-empty", act = act, field = field),
                "word" if !reason.known.is_empty() => {
                    let known = names.listed(reason.known.iter().map(|word| (*word).to_owned()));
                    say!(words, "act-field-closed", act = act, field = field, found = found, known = known)
                }
                code => say!(words, &format!("act-field-{code}"), act = act, field = field, found = found),
            }
        }
    }
}

/// Acts that share a character or a beginning with what was written.
fn near(names: &Names<'_>, found: &str) -> String {
    let shares = |zh: &str, id: &str| {
        zh.contains(found)
            || found.contains(zh)
            || id.starts_with(found)
            || zh.chars().any(|letter| found.contains(letter))
    };
    let near = ACTS.iter().filter(|(id, zh, _)| shares(zh, id)).take(6);
    names.listed(near.map(|(id, zh, _)| names.either(zh, id)))
}
