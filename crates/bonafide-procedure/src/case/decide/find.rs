//! 认定事实: each fact in one of four states; what is found names the evidence it rests on.

use super::Events;
use super::screen::with_findings;
use crate::case::act::{Find, Finding};
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::procedure::Party;
use crate::refusal::{Refusal, Rule};
use crate::step::Step;

pub(super) fn find(here: &Situation<'_>, act: &Find) -> Events {
    let mut act = act.clone();
    act.findings = here.settle(&act.findings)?;
    here.rest_on_evidence(&act.findings)?;
    here.leave_to_reviewers(&act.findings)?;
    let found = with_findings(here.case, &act.findings);
    let then = Situation { case: &found, ..*here };
    Ok(vec![Event::Found(act), Event::Assessed(then.assess())])
}

impl Situation<'_> {
    /// What the text leaves to the reviewers (评判 三名同行) is found only when each of them has answered.
    fn leave_to_reviewers(&self, findings: &[Finding]) -> Result<(), Refusal> {
        if self.case.is_complete(Step::Appraise, self.today) {
            return Ok(());
        }
        for finding in findings.iter().filter(|finding| is_found(finding)) {
            let fact = self.law.fact(finding.fact.as_str());
            let judge = fact.and_then(|fact| fact.judged_by.as_ref()).map(|judges| Party::of(&judges.judge));
            self.require_or(!matches!(judge, Some(Party::Reviewers(_))), || {
                let refusal = Refusal::by(Rule::AppraisalDue).with("step", Step::Find.id());
                refusal.with("before", Step::Appraise.id()).citing(&self.citation(Step::Appraise))
            })?;
        }
        Ok(())
    }

    /// Every finding names evidence that is in. 未查 finds nothing and names none; what could not be established names
    /// where it was looked for, if anywhere.
    pub(super) fn rest_on_evidence(&self, findings: &[Finding]) -> Result<(), Refusal> {
        for finding in findings {
            for number in &finding.evidence {
                self.know_evidence(number)?;
            }
            self.require_or(!is_found(finding) || !finding.evidence.is_empty(), || {
                Refusal::by(Rule::FindingWithoutEvidence).with("fact", &finding.fact)
            })?;
        }
        Ok(())
    }
}

/// Whether it says how the fact is, not only that nobody knows.
fn is_found(finding: &Finding) -> bool {
    !matches!(finding.value.as_str(), "not_examined" | "cannot_establish" | "not_applicable")
}
