//! 办结: closed when what the decision orders is done: served, answered, corrected, protected, cleared.

use bonafide_rules::outcome::Outcome;

use super::Events;
use crate::case::act::Close;
use crate::case::event::Event;
use crate::case::situation::Situation;
use crate::refusal::{Refusal, Rule};
use crate::step::Step;

pub(super) fn close(here: &Situation<'_>, act: &Close) -> Events {
    let open = here.open_work();
    here.require_or(open.is_empty(), || Refusal::by(Rule::WorkOpen).with("open", open.join(", ")))?;
    Ok(vec![Event::Closed(act.clone())])
}

impl Situation<'_> {
    /// What is left to do before the case can be closed, by step or reason.
    pub fn open_work(&self) -> Vec<&'static str> {
        let case = self.case;
        let mut open = Vec::new();
        let mut is_left = |left: bool, what| {
            if left {
                open.push(what);
            }
        };
        is_left(case.objections.iter().any(Option::is_none), "object");
        is_left(case.review.as_ref().is_some_and(|review| review.answered.is_none()), "review");
        is_left(case.appeal.as_ref().is_some_and(|appeal| appeal.answered.is_none()), "appeal");
        is_left(case.breaches_open > 0, "breach");
        is_left(!case.reminders_open.is_empty(), "remind");
        is_left(case.corrections.values().any(|correction| correction.closed.is_none()), "correct");
        let provided = |step| self.law.procedure.provided(step).next().is_some();
        // Every error gets a correction, whatever becomes of the person (C1); what never happened needs none.
        let cleared = self.law.fact("allegation_true").is_some() && self.is_refuted();
        let settled = case.decision.is_some() || case.sanction.is_some();
        let uncorrected = settled && !cleared && provided(Step::Correct) && !case.has_done(Step::Correct);
        is_left(uncorrected, Step::Correct.id());
        let Some(decision) = &case.decision else { return open };
        let due = |step| self.law.procedure.provided(step).any(|found| self.is_due(found));
        let mut is_left = |left: bool, step: Step| {
            if left && !case.has_done(step) {
                open.push(step.id());
            }
        };
        is_left(
            case.decided.as_ref().is_some_and(|decided| decided.served.is_none() && decision.served.is_none()),
            Step::Reply,
        );
        is_left(provided(Step::Reply), Step::Reply);
        is_left(provided(Step::Protect) && decision.outcome < Outcome::Accountable, Step::Protect);
        is_left(due(Step::Clarify) && cleared, Step::Clarify);
        // What was decided first and did not stand is undone too, not only outdone.
        let overturned = case.decided.as_ref().is_some_and(|decided| decided.outcome > Outcome::Exempt);
        let wrong = due(Step::Revoke) && self.is_wrongly_handled() || provided(Step::Revoke) && overturned;
        is_left(decision.outcome == Outcome::Exempt && wrong, Step::Revoke);
        open
    }

    fn is_refuted(&self) -> bool {
        self.case.facts.get("allegation_true").is_some_and(|finding| finding.value.as_str() == "false")
    }

    fn is_wrongly_handled(&self) -> bool {
        self.case.facts.get("earlier_handling_wrong").is_some_and(|finding| finding.value.as_str() == "true")
    }
}
