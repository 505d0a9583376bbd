//! How a case must stand in a story (应): the same words whoever runs it, the procedure alone or both databases.

use crate::case::{Case, Entry, Event};
use crate::field::{Word, outcome_word};
use crate::step::Step;

/// An expectation that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{key}: {wanted} was expected, found {found}")]
pub struct Unmet {
    /// What.
    pub key: String,
    /// What the story says.
    pub wanted: String,
    /// How it stands.
    pub found: String,
}

/// Compares a case with the lines of a story.
///
/// # Errors
/// [`Unmet`] for the first line that does not hold.
pub fn check(case: &Case, entries: &[Entry], lines: &[(String, String)]) -> Result<(), Unmet> {
    for (key, wanted) in lines {
        let found = stands(case, entries, key);
        if &found != wanted {
            return Err(Unmet { key: key.clone(), wanted: wanted.clone(), found });
        }
    }
    Ok(())
}

/// How a case stands in one respect, in the words of stories.
fn stands(case: &Case, entries: &[Entry], key: &str) -> String {
    let yes = |holds: bool| if holds { "是" } else { "否" }.to_owned();
    let named = |name: &str| Step::ALL.iter().copied().find(|step| step.zh() == name || step.id() == name);
    let mut words = key.split_whitespace();
    match (words.next().unwrap_or_default(), words.next()) {
        ("结果", _) => case.outcome().map_or("未决", outcome_word).to_owned(),
        ("认定", _) => case.determination.as_ref().map_or("无", |found| outcome_word(found.outcome)).to_owned(),
        ("效果", _) => {
            let effects = case.decision.as_ref().map(|ruling| ruling.effects.as_slice()).unwrap_or_default();
            effects.iter().map(Word::as_str).collect::<Vec<_>>().join(", ")
        }
        ("办结", _) => yes(case.is_closed()),
        ("步骤", Some(step)) => yes(named(step).is_some_and(|step| case.has_done(step))),
        ("期限", Some(step)) => {
            let step = named(step);
            let term = case.terms.iter().rev().find(|term| Some(term.step) == step);
            term.map_or_else(|| "无".to_owned(), |term| term.due.to_string())
        }
        ("可否作为依据", Some(use_of)) => {
            let answered = entries.iter().rev().find_map(|entry| match &entry.event {
                Event::ProtectionAnswered(answer) if answer.use_of.as_str() == use_of => {
                    Some(answer.may_be_held.zh().to_owned())
                }
                _ => None,
            });
            answered.unwrap_or_else(|| "没有问过".to_owned())
        }
        _ => format!("不认识“{key}”"),
    }
}
