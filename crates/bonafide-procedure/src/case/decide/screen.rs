//! 研判: no matter goes on to a sanction without it. What it may conclude is what the rules leave open.

use super::Events;
use super::outcome::outcomes;
use crate::case::act::{Finding, Screen, Screening};
use crate::case::event::{Assessed, AssessedStatus, Event};
use crate::case::situation::Situation;
use crate::case::state::Case;
use crate::field::Word;
use crate::procedure::Provided;
use crate::refusal::{Refusal, Rule};
use crate::step::Step;

pub(super) fn screen(here: &Situation<'_>, act: &Screen) -> Events {
    here.require_or(!here.case.has_done(Step::Screen), || {
        Refusal::by(Rule::DoneAlready).with("step", Step::Screen.id())
    })?;
    let mut act = act.clone();
    act.findings = here.settle(&act.findings)?;
    act.findings.extend(here.filing_finding());
    let found = with_findings(here.case, &act.findings);
    let then = Situation { case: &found, ..*here };
    let assessed = then.assess();
    if act.conclusion == Screening::Ordinary {
        // The question of tolerance ends here only where tolerance is certainly out.
        here.require_or(assessed.is_beyond_tolerance(), || {
            Refusal::by(Rule::ToleranceOpen).with("possible", outcomes(&assessed.possible))
        })?;
    }
    if act.batch.is_some() {
        then.fits_batch(Step::Screen, &assessed)?;
    }
    Ok(vec![Event::Assessed(assessed), Event::Screened(act)])
}

/// The case as it would stand with these findings.
pub(super) fn with_findings(case: &Case, findings: &[Finding]) -> Case {
    let mut case = case.clone();
    for finding in findings {
        case.facts.insert(finding.fact.as_str().to_owned(), finding.clone());
    }
    case
}

impl Situation<'_> {
    /// A batch takes what the text lets into one (须 …成批…, 当 …) and what is clear; all else is one matter, one discussion.
    pub(super) fn fits_batch(&self, step: Step, assessed: &Assessed) -> Result<(), Refusal> {
        let batches =
            |provided: &Provided| provided.requires.iter().any(|word| word.contains("成批")) && self.is_due(provided);
        let allowed = self.law.procedure.provided(step).any(batches);
        self.require_or(allowed && assessed.status == AssessedStatus::Decided, || {
            Refusal::by(Rule::NotForBatch).citing(&self.citation(step))
        })
    }

    /// What a filing made in advance shows by itself: that the risk was filed, or that the filing was false.
    fn filing_finding(&self) -> Option<Finding> {
        let fact = self.filing_shows()?;
        self.law.fact(fact)?;
        Some(Finding { fact: Word::fixed(fact), value: Word::fixed("true"), evidence: Vec::new() })
    }
}
