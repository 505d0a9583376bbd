//! 研判: no matter goes on to a sanction without it. What it may conclude is what the rules leave open.

use super::Events;
use super::outcome::outcomes;
use crate::case::act::{Finding, Screen, Screening};
use crate::case::event::{AssessedStatus, Event};
use crate::case::situation::Situation;
use crate::case::state::Case;
use crate::field::Word;
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
        here.require_or(assessed.status == AssessedStatus::Decided, || Refusal::by(Rule::NotForBatch))?;
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
    /// What a filing made in advance shows by itself: that the risk was filed, or that the filing was false.
    fn filing_finding(&self) -> Option<Finding> {
        let fact = if self.is_filing_good()? { "prefiled_risk" } else { "false_filing" };
        self.law.fact(fact)?;
        Some(Finding { fact: Word::fixed(fact), value: Word::fixed("true"), evidence: Vec::new() })
    }
}
