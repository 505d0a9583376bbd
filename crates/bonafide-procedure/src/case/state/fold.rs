//! Events into state: one arm an event, nothing decided.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::case::act::{AddEvidence, UnitOpinion, YesNo};
use crate::case::event::{Entry, Event, Moved, TermMoved, TermSet};
use crate::case::state::{Application, Case, Correction, Defence, Done, Evidence, Request, Ruling, RunningTerm, Stop};
use crate::field::Word;
use crate::id::{Day, EvidenceId, PersonId};
use crate::roster::Part;
use crate::step::Step;

impl Case {
    /// Takes one event in. Never refuses: what is recorded has happened.
    pub fn apply(&mut self, entry: &Entry) {
        self.count(entry);
        self.take_note(entry);
    }

    /// [`Case::apply`] for whoever needs the entry no longer: what a case holds thousands of is moved, not copied.
    pub fn take(&mut self, entry: Entry) {
        self.count(&entry);
        match entry.event {
            Event::EvidenceAdded(added) => self.add_evidence(added, entry.on),
            _ => self.take_note(&entry),
        }
    }

    fn add_evidence(&mut self, added: AddEvidence, on: Day) {
        let evidence = Evidence { added, on, excluded: None };
        Arc::make_mut(&mut self.evidence).insert(evidence.added.evidence.clone(), evidence);
    }

    /// What every event does.
    fn count(&mut self, entry: &Entry) {
        self.version += 1;
        self.last_on = Some(self.last_on.map_or(entry.on, |last| last.max(entry.on)));
        if let Some(step) = step_of(&entry.event) {
            let done = self.done.entry(step).or_insert(Done { first: entry.on, last: entry.on, times: 0 });
            done.last = entry.on;
            done.times += 1;
        }
        self.take_part(entry);
    }

    fn take_note(&mut self, entry: &Entry) {
        match &entry.event {
            Event::Opened(opened) => self.number = Some(opened.number.clone()),
            Event::Assessed(assessed) => self.assessed = Some(assessed.clone()),
            Event::TermSet(term) => self.terms.push(running(term)),
            Event::TermMet(met) => {
                let late = met.late == YesNo::Yes;
                if let Some(term) = self.last_term(met.step) {
                    term.met = Some((entry.on, late));
                }
            }
            Event::TermMoved(moved) => self.move_term(moved),
            _ => self.take_in(entry),
        }
    }

    fn take_in(&mut self, entry: &Entry) {
        match &entry.event {
            Event::Prefiled(filing) => self.filing = Some(filing.clone()),
            Event::FilingAnswered(answer) => self.filing_accepted = Some(answer.accepted == YesNo::Yes),
            Event::FilingFlagged(_) => self.filing_flagged = true,
            Event::Reported(report) => self.report = Some(report.clone()),
            Event::Screened(screened) => {
                self.screening = Some(screened.conclusion);
                self.find(&screened.findings);
            }
            Event::Assigned(assigned) => {
                self.team.clone_from(&assigned.team);
                self.lead = Some(assigned.lead.clone());
            }
            Event::Planned(planned) => self.plan.clone_from(&planned.tasks),
            Event::EvidenceAdded(added) => self.add_evidence(added.clone(), entry.on),
            Event::EvidenceExcluded(out) => {
                if let Some(evidence) = Arc::make_mut(&mut self.evidence).get_mut(&out.evidence) {
                    evidence.excluded = Some(out.reason.clone());
                }
                self.unfind();
            }
            Event::Found(found) => {
                self.find(&found.findings);
                self.found_on = Some(entry.on);
            }
            Event::Opined(opined) => self.opinion = Some(opined.tolerance),
            _ => self.take_in_people(entry),
        }
    }

    /// Applications, recusals and clocks.
    fn take_in_people(&mut self, entry: &Entry) {
        let application = &mut self.application;
        match &entry.event {
            // An application made anew begins anew.
            Event::Applied(_) => {
                *application = Application { by: Some((entry.actor.clone(), entry.on)), ..Application::default() };
            }
            Event::UnitApplied(_) => {
                *application = Application {
                    by: Some((entry.actor.clone(), entry.on)),
                    is_units: true,
                    opinion: Some(UnitOpinion::Agree),
                    ..Application::default()
                };
            }
            Event::Endorsed(endorsed) => application.opinion = Some(endorsed.opinion),
            Event::OpinionContested(_) => application.contested = true,
            Event::ApplicationWithdrawn(_) => application.withdrawn = true,
            Event::Accepted(_) => application.accepted = Some(true),
            Event::Rejected(_) => application.accepted = Some(false),
            Event::SupplementRequested(_) => application.supplement_asked = true,
            Event::Supplemented(_) => application.supplemented = true,
            Event::RecusalRequested(request) => {
                self.recusals_open.insert(request.person.clone());
            }
            Event::RecusalDecided(decided) => {
                self.recusals_open.remove(&decided.person);
                if decided.granted == YesNo::Yes {
                    self.aside.insert(decided.person.clone());
                    self.team.retain(|member| *member != decided.person);
                }
            }
            Event::Suspended(suspended) => {
                let (pause, reason, by) = (suspended.pause, suspended.reason.clone(), entry.actor.clone());
                let stop = Stop { from: entry.on, until: None, pause, reason, by };
                if let Some(term) = self.last_term(suspended.step) {
                    term.stops.push(stop);
                }
            }
            Event::Resumed(resumed) => {
                if let Some(stop) = self.last_term(resumed.step).and_then(|term| term.stops.last_mut()) {
                    stop.until = Some(entry.on);
                }
            }
            Event::Extended(extended) => {
                let (approver, on) = (extended.approver.clone(), entry.on);
                if let Some(term) = self.last_term(extended.step) {
                    term.extension = Some((0, approver, on));
                }
            }
            _ => self.take_in_decision(entry),
        }
    }

    fn take_in_decision(&mut self, entry: &Entry) {
        let ruling = |outcome, effects: &[Word], organ| Ruling {
            outcome,
            effects: effects.to_vec(),
            organ,
            on: entry.on,
            served: None,
        };
        match &entry.event {
            Event::Determined(found) => {
                self.determination = Some(ruling(found.outcome, &found.effects, None));
                self.defence = Defence::default();
                self.proposal = None;
            }
            Event::Served(served) => self.serve(&served.to, entry.on),
            Event::Defended(_) => self.defence.filed = Some(entry.on),
            Event::DefenceWaived(_) => self.defence.waived = Some(entry.on),
            Event::Commissioned(asked) => {
                self.commissioned.extend(asked.reviewers.iter().map(|reviewer| (reviewer.clone(), false)));
                self.draws += u32::from(asked.seed.is_some());
            }
            Event::Appraised(_) => {
                self.commissioned.insert(entry.actor.clone(), true);
            }
            Event::HearingNotified(notice) => self.hearing_on = Some(notice.held_on),
            Event::Heard(_) => self.heard = true,
            Event::Verified(verified) => {
                self.defence.verified = Some(entry.on);
                self.find(&verified.findings);
            }
            Event::Proposed(proposal) => self.proposal = Some(proposal.clone()),
            Event::Decided(decided) => {
                let ruling = ruling(decided.outcome, &decided.effects, Some(decided.organ.clone()));
                self.decided = Some(ruling.clone());
                self.decision = Some(ruling);
            }
            Event::Sanctioned(sanction) => self.sanction = Some(sanction.clone()),
            Event::ReviewRequested(_) => self.review = Some(Request { on: entry.on, accepted: None, answered: None }),
            Event::Reviewed(reviewed) => {
                self.decision = Some(ruling(reviewed.outcome, &reviewed.effects, Some(reviewed.organ.clone())));
                answer(&mut self.review, entry.on);
            }
            Event::AppealRequested(_) => self.appeal = Some(Request { on: entry.on, accepted: None, answered: None }),
            Event::AppealAccepted(_) => {
                if let Some(appeal) = &mut self.appeal {
                    appeal.accepted = Some(entry.on);
                }
            }
            Event::Appealed(appealed) => {
                self.decision = Some(ruling(appealed.outcome, &appealed.effects, Some(appealed.organ.clone())));
                answer(&mut self.appeal, entry.on);
            }
            _ => self.take_in_care(entry),
        }
    }

    fn take_in_care(&mut self, entry: &Entry) {
        match &entry.event {
            Event::Objected(_) => self.objections.push(None),
            Event::ObjectionAnswered(answered) => {
                let place = usize::try_from(answered.number - 1).ok();
                if let Some(objection) = place.and_then(|place| self.objections.get_mut(place)) {
                    *objection = Some(answered.answer.clone());
                }
            }
            Event::CorrectionPlanned(planned) => {
                let correction = Correction { planned: planned.clone(), reported: None, closed: None };
                self.corrections.insert(planned.number, correction);
            }
            Event::CorrectionReported(reported) => {
                if let Some(correction) = self.corrections.get_mut(&reported.number) {
                    correction.reported = Some(entry.on);
                }
            }
            Event::CorrectionVerified(verified) => {
                if let Some(correction) = self.corrections.get_mut(&verified.number) {
                    let passed = verified.passed == YesNo::Yes;
                    correction.closed = passed.then_some(entry.on);
                    correction.reported = correction.reported.filter(|_| passed);
                }
            }
            Event::Reminded(reminded) => self.reminders_open.push(reminded.to.clone()),
            Event::ReminderAnswered(_) => {
                if let Some(place) = self.reminders_open.iter().position(|person| *person == entry.actor) {
                    self.reminders_open.remove(place);
                }
            }
            Event::Protected(protected) => self.protected.clone_from(&protected.uses),
            Event::BreachFlagged(_) => self.breaches_open += 1,
            Event::BreachHandled(_) => self.breaches_open = self.breaches_open.saturating_sub(1),
            _ => {}
        }
    }

    /// What rests on nothing but excluded evidence is not found any more.
    fn unfind(&mut self) {
        let evidence = &self.evidence;
        let is_in = |number: &EvidenceId| evidence.get(number).is_some_and(|evidence| evidence.excluded.is_none());
        self.facts.retain(|_, finding| finding.evidence.is_empty() || finding.evidence.iter().any(is_in));
    }

    /// Later findings replace earlier ones.
    fn find(&mut self, findings: &[crate::case::act::Finding]) {
        for finding in findings {
            self.facts.insert(finding.fact.as_str().to_owned(), finding.clone());
        }
    }

    /// Service on the person concerned: of the decision if there is one, else of the determination.
    fn serve(&mut self, to: &PersonId, on: Day) {
        if self.subject() != Some(to) {
            return;
        }
        let paper = if self.decision.is_some() { &mut self.decision } else { &mut self.determination };
        if let Some(ruling) = paper {
            ruling.served = ruling.served.or(Some(on));
        }
    }

    pub(super) fn last_term(&mut self, step: Step) -> Option<&mut RunningTerm> {
        self.terms.iter_mut().rev().find(|term| term.step == step && term.met.is_none())
    }

    fn move_term(&mut self, moved: &TermMoved) {
        if let Some(term) = self.last_term(moved.step) {
            term.due = moved.due;
            term.calendar = moved.calendar.clone();
            if let (Moved::Extended, Some((more, ..))) = (moved.moved, &mut term.extension) {
                *more = moved.more;
            }
        }
    }

    fn take_part(&mut self, entry: &Entry) {
        let mut take = |person: &PersonId, part| match self.parts.get_mut(person) {
            Some(parts) => {
                parts.insert(part);
            }
            None => {
                self.parts.insert(person.clone(), BTreeSet::from([part]));
            }
        };
        match &entry.event {
            Event::Reported(report) => {
                take(&entry.actor, Part::Accuse);
                for reporter in &report.reporters {
                    take(reporter, Part::Accuse);
                }
            }
            Event::Testified(testified) => take(&testified.witness, Part::Testify),
            Event::EvidenceAdded(added) => {
                for person in added.by.iter().chain([&entry.actor]) {
                    take(person, Part::Investigate);
                }
            }
            Event::Interviewed(interview) => {
                for person in interview.by.iter().chain([&entry.actor]) {
                    take(person, Part::Investigate);
                }
            }
            Event::Assigned(assigned) => {
                for person in &assigned.team {
                    take(person, Part::Investigate);
                }
            }
            Event::Decided(decided) => {
                take(&entry.actor, Part::Decide);
                for vote in &decided.votes {
                    take(&vote.person, Part::Decide);
                }
            }
            Event::Reviewed(reviewed) => {
                take(&entry.actor, Part::Review);
                for vote in &reviewed.votes {
                    take(&vote.person, Part::Review);
                }
            }
            Event::Appealed(appealed) => {
                take(&entry.actor, Part::Review);
                for vote in &appealed.votes {
                    take(&vote.person, Part::Review);
                }
            }
            event => {
                if let Some(part) = step_of(event).and_then(Step::part) {
                    take(&entry.actor, part);
                }
            }
        }
    }
}

fn answer(request: &mut Option<Request>, on: Day) {
    if let Some(request) = request {
        request.answered = Some(on);
    }
}

fn running(term: &TermSet) -> RunningTerm {
    RunningTerm {
        step: term.step,
        from: term.from,
        count: term.count,
        unit: term.unit,
        due: term.due,
        calendar: term.calendar.clone(),
        extension: None,
        stops: Vec::new(),
        met: None,
    }
}

/// The step that an event completes, if it does.
pub(crate) fn step_of(event: &Event) -> Option<Step> {
    Some(match event {
        Event::Prefiled(_) => Step::Prefile,
        Event::Reported(_) => Step::Report,
        Event::Screened(_) => Step::Screen,
        Event::Applied(_) => Step::Apply,
        Event::UnitApplied(_) => Step::ApplyUnit,
        Event::Accepted(_) => Step::Accept,
        Event::Rejected(_) => Step::Reject,
        Event::Supplemented(_) => Step::Supplement,
        Event::Assigned(_) => Step::Assign,
        Event::RecusalDecided(_) => Step::Recuse,
        Event::Suspended(_) => Step::Suspend,
        Event::Planned(_) => Step::Plan,
        Event::EvidenceAdded(_) => Step::Evidence,
        Event::Interviewed(_) => Step::Interview,
        Event::Found(_) => Step::Find,
        Event::PreliminarilyReported(_) => Step::PreliminaryReport,
        Event::Opined(_) => Step::Opinion,
        Event::Determined(_) => Step::Determine,
        Event::Defended(_) | Event::DefenceWaived(_) => Step::Defend,
        Event::Appraised(_) => Step::Appraise,
        Event::Heard(_) => Step::Hear,
        Event::Verified(_) => Step::Verify,
        Event::Proposed(_) => Step::Propose,
        Event::Decided(_) => Step::Decide,
        Event::Sanctioned(_) => Step::Sanction,
        Event::Replied(_) => Step::Reply,
        Event::ReportedUpward(_) => Step::ReportUpward,
        Event::Filed(_) => Step::File,
        Event::Published(_) => Step::Publish,
        Event::Objected(_) => Step::Object,
        Event::ReviewRequested(_) => Step::RequestReview,
        Event::Reviewed(_) => Step::Review,
        Event::AppealRequested(_) => Step::RequestAppeal,
        Event::Appealed(_) => Step::Appeal,
        Event::Clarified(_) => Step::Clarify,
        Event::Revoked(_) => Step::Revoke,
        Event::Transferred(_) => Step::Transfer,
        Event::CorrectionPlanned(_) => Step::Correct,
        Event::Reminded(_) => Step::Remind,
        Event::Talked(_) => Step::Talk,
        Event::Protected(_) => Step::Protect,
        Event::LedDown(_) => Step::ChannelDown,
        Event::Encouraged(_) => Step::Encourage,
        Event::Learnt(_) => Step::Learn,
        Event::Trained(_) => Step::Train,
        Event::Reflected(_) => Step::Reflect,
        Event::SpotChecked(_) => Step::SpotCheck,
        Event::Closed(_) => Step::Close,
        _ => return None,
    })
}
