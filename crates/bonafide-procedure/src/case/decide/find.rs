//! 认定事实: each fact in one of four states; what is found names the evidence it rests on.

use super::Events;
use super::screen::with_findings;
use crate::case::act::{Find, Finding};
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::refusal::{Refusal, Rule};

pub(super) fn find(here: &Situation<'_>, act: &Find) -> Events {
    let mut act = act.clone();
    act.findings = here.settle(&act.findings)?;
    here.rest_on_evidence(&act.findings)?;
    let found = with_findings(here.case, &act.findings);
    let then = Situation { case: &found, ..*here };
    Ok(vec![Event::Found(act), Event::Assessed(then.assess())])
}

impl Situation<'_> {
    /// Every finding names evidence that is in. 未查 finds nothing and names none; what could not be established names
    /// where it was looked for, if anywhere.
    pub(super) fn rest_on_evidence(&self, findings: &[Finding]) -> Result<(), Refusal> {
        for finding in findings {
            for number in &finding.evidence {
                self.know_evidence(number)?;
            }
            let open = matches!(finding.value.as_str(), "not_examined" | "cannot_establish" | "not_applicable");
            self.require_or(open || !finding.evidence.is_empty(), || {
                Refusal::by(Rule::FindingWithoutEvidence).with("fact", &finding.fact)
            })?;
        }
        Ok(())
    }
}
