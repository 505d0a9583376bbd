//! Answers of the rules already given (已有的结论). The rules say the same to the same facts, so a case whose facts have not
//! moved since the last command is not asked again.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bonafide_rules::regulation::Standing;

use crate::case::event::Assessed;

/// How many answers a regulation keeps: some kilobytes each, and a case under way has few.
const KEPT_MAX: usize = 1024;

/// Answers of one regulation, by the standing of each of its facts.
#[derive(Default)]
pub(super) struct Answered(Mutex<HashMap<Vec<Standing>, Assessed>>);

impl Answered {
    /// The answer to these standings: the one given before, or a new one.
    pub(super) fn or_ask(&self, standings: Vec<Standing>, ask: impl FnOnce(&[Standing]) -> Assessed) -> Assessed {
        if let Some(known) = self.kept().get(&standings) {
            return known.clone();
        }
        // Asked without the lock: the rules may think for a while, and others go on meanwhile.
        let answer = ask(&standings);
        let mut kept = self.kept();
        if kept.len() >= KEPT_MAX {
            kept.clear();
        }
        kept.insert(standings, answer.clone());
        answer
    }

    /// A panic elsewhere leaves it right: answers are put in whole.
    fn kept(&self) -> MutexGuard<'_, HashMap<Vec<Standing>, Assessed>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Answered {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Answered")
    }
}
