//! Cases for one regulation, with their faults and notes in words.

use bonafide_rules::case::{Case, CaseError, Note};
use fluent_bundle::FluentArgs;

use crate::words::{Words, placeable};

/// The sentence for a line that cannot be answered.
pub(crate) fn fault(words: &Words, error: &CaseError) -> String {
    filled(words, &format!("case-{}", error.code), &error.arguments)
}

/// The sentences of a case's notes.
pub(crate) fn notes(words: &Words, case: &Case) -> Vec<String> {
    let note = |note: &Note| filled(words, &format!("case-note-{}", note.code), &note.arguments);
    case.notes.iter().map(note).collect()
}

fn filled(words: &Words, key: &str, arguments: &[(&'static str, String)]) -> String {
    let mut filled = FluentArgs::new();
    for (name, value) in arguments {
        filled.set(*name, placeable(value.as_str()));
    }
    words.fill(key, &filled)
}
