//! Where a case stands (案件状态): folded from its events, never stored as truth.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bonafide_rules::outcome::Outcome;

use crate::case::act::{self, Finding, Screening, Tolerance};
use crate::case::event::{Assessed, Entry, TermUnit};
use crate::field::Word;
use crate::id::{CaseNo, Day, EvidenceId, PersonId};
use crate::roster::Part;
use crate::step::Step;

mod fold;

pub(crate) use fold::step_of;

/// How often and when a step was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Done {
    /// The first time.
    pub first: Day,
    /// The last time.
    pub last: Day,
    /// How often.
    pub times: u32,
}

/// What became of the application, if there is one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Application {
    /// Who applied, and when.
    pub by: Option<(PersonId, Day)>,
    /// The unit applied for itself.
    pub is_units: bool,
    /// The unit's opinion.
    pub opinion: Option<act::UnitOpinion>,
    /// The refusal was contested.
    pub contested: bool,
    /// It was taken back.
    pub withdrawn: bool,
    /// 受理 (true) or 不予受理 (false).
    pub accepted: Option<bool>,
    /// What is missing was asked for; it is asked for once.
    pub supplement_asked: bool,
    /// It has been brought.
    pub supplemented: bool,
}

impl Application {
    /// Whether it waits to be accepted or rejected: sent by the unit, or contested.
    pub fn is_pending(&self) -> bool {
        self.by.is_some() && !self.withdrawn && self.accepted.is_none()
    }
}

/// A piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Evidence {
    /// What it is.
    pub added: act::AddEvidence,
    /// When.
    pub on: Day,
    /// Why it went out.
    pub excluded: Option<String>,
}

/// A determination or decision.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ruling {
    /// 结果
    pub outcome: Outcome,
    /// 效果
    pub effects: Vec<Word>,
    /// The organ, for decisions.
    pub organ: Option<Word>,
    /// When it was made.
    pub on: Day,
    /// When it was served on the person.
    pub served: Option<Day>,
}

/// The defence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Defence {
    /// A statement was filed.
    pub filed: Option<Day>,
    /// It was waived.
    pub waived: Option<Day>,
    /// What was filed was looked into.
    pub verified: Option<Day>,
}

/// A term that runs, or ran (期限).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RunningTerm {
    /// For which step.
    pub step: Step,
    /// The day it runs from; itself not counted.
    pub from: Day,
    /// How many.
    pub count: i64,
    /// Of what.
    pub unit: TermUnit,
    /// The last day.
    pub due: Day,
    /// By which calendar.
    pub calendar: Word,
    /// Its one extension, once used: how many more of the unit, by whose approval, when.
    pub extension: Option<(i64, PersonId, Day)>,
    /// Stops: from, until (open while it stands), why and by whom.
    pub stops: Vec<Stop>,
    /// When it was met, and whether late.
    pub met: Option<(Day, bool)>,
}

impl RunningTerm {
    /// Whether it stands still.
    pub fn is_stopped(&self) -> bool {
        self.stops.last().is_some_and(|stop| stop.until.is_none())
    }

    /// Whether its last day has passed while it was neither met nor stopped. Due today is not overdue.
    pub fn is_overdue(&self, today: Day) -> bool {
        self.met.is_none() && !self.is_stopped() && today > self.due
    }
}

/// A stop of a clock (中止).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Stop {
    /// From.
    pub from: Day,
    /// Until; open while it stands.
    pub until: Option<Day>,
    /// Why.
    pub pause: act::Pause,
    /// In words, seen by the parties.
    pub reason: String,
    /// By whom.
    pub by: PersonId,
}

/// A request for review or appeal.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Request {
    /// When.
    pub on: Day,
    /// When it was accepted, where that is a step of its own.
    pub accepted: Option<Day>,
    /// When it was answered.
    pub answered: Option<Day>,
}

/// A corrective measure (整改措施).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Correction {
    /// As planned.
    pub planned: act::PlanCorrection,
    /// What was reported last.
    pub reported: Option<Day>,
    /// When it was verified as done.
    pub closed: Option<Day>,
}

/// A case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Case {
    /// Its number.
    pub number: Option<CaseNo>,
    /// How many events it has.
    pub version: u32,
    /// The day of the last event.
    pub last_on: Option<Day>,
    /// A filing made in advance, when this is the file of one; answered and flagged.
    pub filing: Option<act::Prefile>,
    /// Whether the filing was accepted.
    pub filing_accepted: Option<bool>,
    /// Whether it was found false.
    pub filing_flagged: bool,
    /// The matter as reported.
    pub report: Option<act::Report>,
    /// Steps done.
    pub done: BTreeMap<Step, Done>,
    /// Who did what, as far as impartiality asks.
    pub parts: BTreeMap<PersonId, BTreeSet<Part>>,
    /// Who stands aside by decision, who has been asked to, and who asked in vain.
    pub aside: BTreeSet<PersonId>,
    /// Requests nobody has decided on.
    pub recusals_open: BTreeSet<PersonId>,
    /// What the screening came to.
    pub screening: Option<Screening>,
    /// The application.
    pub application: Application,
    /// The team.
    pub team: Vec<PersonId>,
    /// Who leads it.
    pub lead: Option<PersonId>,
    /// The plan.
    pub plan: Vec<act::Task>,
    /// Evidence by number. Shared between copies of the case: there may be thousands of pieces.
    pub evidence: Arc<BTreeMap<EvidenceId, Evidence>>,
    /// Facts as last found, by the id the regulation gives them.
    pub facts: BTreeMap<String, Finding>,
    /// When facts were last found.
    pub found_on: Option<Day>,
    /// What the rules last said.
    pub assessed: Option<Assessed>,
    /// The body's opinion.
    pub opinion: Option<Tolerance>,
    /// The determination in force.
    pub determination: Option<Ruling>,
    /// The defence against it.
    pub defence: Defence,
    /// Who was asked to assess, and who has.
    pub commissioned: BTreeMap<PersonId, bool>,
    /// How many draws were made among people from outside.
    pub draws: u32,
    /// When the hearing is held by its notice.
    pub hearing_on: Option<Day>,
    /// Whether it was held.
    pub heard: bool,
    /// The proposal.
    pub proposal: Option<act::Propose>,
    /// The decision as it now stands, after review and appeal.
    pub decision: Option<Ruling>,
    /// The first decision.
    pub decided: Option<Ruling>,
    /// The sanction under the ordinary rules.
    pub sanction: Option<act::Sanction>,
    /// Review and appeal.
    pub review: Option<Request>,
    /// Appeal.
    pub appeal: Option<Request>,
    /// Objections and their answers, by number from 1.
    pub objections: Vec<Option<String>>,
    /// Terms in the order they began.
    pub terms: Vec<RunningTerm>,
    /// Corrective measures by number.
    pub corrections: BTreeMap<i64, Correction>,
    /// Who was reminded and has not answered; once for each reminder.
    pub reminders_open: Vec<PersonId>,
    /// Uses under which the decision is not held against the person.
    pub protected: Vec<Word>,
    /// Breaches flagged and not handled.
    pub breaches_open: u32,
}

impl Case {
    /// Folds events from the first on.
    pub fn folded<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        let mut case = Self::default();
        for entry in entries {
            case.apply(entry);
        }
        case
    }

    /// Whether a step was done.
    pub fn has_done(&self, step: Step) -> bool {
        self.done.contains_key(&step)
    }

    /// The person concerned.
    pub fn subject(&self) -> Option<&PersonId> {
        self.report.as_ref().map(|report| &report.subject)
    }

    /// The term of a step that runs and is not met.
    pub fn running(&self, step: Step) -> Option<&RunningTerm> {
        self.terms.iter().rev().find(|term| term.step == step && term.met.is_none())
    }

    /// Whether somebody does, or did, this in the case.
    pub fn has_part(&self, person: &PersonId, part: Part) -> bool {
        self.parts.get(person).is_some_and(|parts| parts.contains(&part))
    }

    /// Whether a step on the way to the decision is behind us. `today` closes a defence whose term is over.
    pub fn is_complete(&self, step: Step, today: Day) -> bool {
        match step {
            Step::Accept => !self.application.is_pending(),
            Step::Defend => self.is_defence_over(today),
            Step::Appraise => !self.commissioned.is_empty() && self.commissioned.values().all(|done| *done),
            Step::Hear => self.heard,
            // Nothing was filed: there is nothing to look into.
            Step::Verify => self.defence.filed.is_none() || self.defence.verified.is_some(),
            _ => self.has_done(step),
        }
    }

    /// Whether the defence was heard, waived, or its term is over with nothing filed (INV-04).
    pub fn is_defence_over(&self, today: Day) -> bool {
        let offered = self.determination.as_ref().is_some_and(|found| found.served.is_some());
        let lapsed = || self.running(Step::Defend).is_some_and(|term| term.is_overdue(today));
        offered && (self.defence.filed.is_some() || self.defence.waived.is_some() || lapsed())
    }

    /// Whether evidence was taken in after a day that is still in.
    pub fn is_evidence_in_since(&self, day: Day) -> bool {
        self.evidence.values().any(|evidence| evidence.on > day && evidence.excluded.is_none())
    }

    /// Whether nothing more is done in it.
    pub fn is_closed(&self) -> bool {
        self.has_done(Step::Close)
    }

    /// The outcome in force: of the decision, or accountability by an ordinary sanction.
    pub fn outcome(&self) -> Option<Outcome> {
        let sanctioned = self.sanction.as_ref().map(|_| Outcome::Accountable);
        self.decision.as_ref().map(|decision| decision.outcome).or(sanctioned)
    }
}
