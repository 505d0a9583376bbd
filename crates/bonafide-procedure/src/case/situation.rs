//! The situation (情况) of a case: everything a command is decided on, gathered before anything is decided.

use crate::calendar::Calendar;
use crate::case::act::{Act, Command};
use crate::case::assessment::InForce;
use crate::case::event::{Entry, Event};
use crate::case::state::Case;
use crate::case::{decide, terms};
use crate::id::{CaseNo, Day};
use crate::refusal::Refusal;
#[cfg(test)]
use crate::refusal::Rule;
use crate::roster::{PastCases, Roster};

/// For how many years former colleagues and former posts raise a doubt.
pub const YEARS_BACK: u16 = 3;

/// Everything at hand when a command comes in. Nothing in it knows of a store or a clock.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// The case so far.
    pub case: &'a Case,
    /// The number the case gets, if this command opens it.
    pub number: &'a CaseNo,
    /// The regulation in force on the day of the act.
    pub law: &'a InForce,
    /// A later version in force today, when there is one (从旧兼从轻).
    pub later: Option<&'a InForce>,
    /// Who is who.
    pub roster: &'a Roster,
    /// Past cases together.
    pub past: &'a PastCases,
    /// Working days.
    pub calendar: &'a Calendar,
    /// The filing made in advance that the command or the case names.
    pub filing: Option<&'a Case>,
    /// The civil date at the desk.
    pub today: Day,
    /// A rule left out, to prove that it is needed.
    #[cfg(test)]
    pub without: Option<Rule>,
}

impl Situation<'_> {
    /// Decides a command: the events that follow, in order, or the rule that refuses it. Nothing is changed.
    ///
    /// # Errors
    /// [`Refusal`] with the rule, the article, and what it is about.
    pub fn decide(&self, command: &Command) -> Result<Vec<Entry>, Refusal> {
        self.admit(command)?;
        let mut events = decide::decide(self, command)?;
        events.extend(terms::follow(self, command, &events)?);
        let entry = |event: Event| Entry { actor: command.actor.clone(), on: command.on, event };
        Ok(events.into_iter().map(entry).collect())
    }
}

/// The filing made in advance that an act, or the report of its case, names.
pub fn named_filing(act: &Act, case: &Case) -> Option<CaseNo> {
    match act {
        Act::Report(report) => report.filing.clone(),
        Act::AddEvidence(added) => added.filing.clone(),
        _ => case.report.as_ref().and_then(|report| report.filing.clone()),
    }
}

/// The other cases an act points to: they must exist.
pub fn named_cases(act: &Act) -> Vec<&CaseNo> {
    match act {
        Act::Report(report) => report.linked.iter().chain(&report.filing).collect(),
        Act::AddEvidence(added) => added.filing.iter().collect(),
        Act::Propose(proposal) => proposal.compared.iter().collect(),
        _ => Vec::new(),
    }
}
