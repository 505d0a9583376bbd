//! What comes next (下一步): the steps that can be taken now, who may take them, and by when. Nothing is decided here; the
//! guards of `guard` ask again when somebody does it.

use crate::case::act::SubjectKind;
use crate::case::situation::Situation;
use crate::case::state::RunningTerm;
use crate::id::{Day, PersonId};
use crate::procedure::{Citation, Party, Provided};
use crate::step::{Step, Track};

/// One step that can be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// Which.
    pub step: Step,
    /// Whether it is on the way to the decision.
    pub is_main: bool,
    /// Whom the text names for it.
    pub by: Vec<Party>,
    /// People on the roster who hold such an office today and stand in nobody's way, by number.
    pub people: Vec<PersonId>,
    /// Its last day, when a term runs.
    pub due: Option<Day>,
    /// Where the text provides for it.
    pub citation: Citation,
}

impl Situation<'_> {
    /// The steps that can be taken now: first the one on the way to the decision that is due, then what runs beside it.
    pub fn next_steps(&self) -> Vec<Next> {
        let mut next: Vec<Next> = self.main_step().into_iter().collect();
        let mut seen: Vec<Step> = next.iter().map(|next| next.step).collect();
        for provided in &self.law.procedure.steps {
            let step = provided.step;
            if seen.contains(&step) || step.row().track == Track::Main || !self.is_open(provided) {
                continue;
            }
            seen.push(step);
            next.push(self.next_of(provided));
        }
        next
    }

    /// The running term of a step.
    pub fn running(&self, step: Step) -> Option<&RunningTerm> {
        self.case.running(step)
    }

    /// The first step on the way to the decision that is not behind us.
    pub fn main_step(&self) -> Option<Next> {
        let ended = self.case.version == 0 || self.case.report.is_none() || self.is_over();
        if ended || self.case.decision.is_some() || self.case.sanction.is_some() {
            return None;
        }
        let main = self.law.procedure.steps.iter().filter(|provided| provided.step.row().track == Track::Main);
        let waits = |provided: &&Provided| self.is_due(provided) && !self.case.is_complete(provided.step, self.today);
        main.filter(|provided| waits(provided)).map(|provided| self.next_of(provided)).next()
    }

    fn is_over(&self) -> bool {
        self.case.is_closed() || (self.case.has_done(Step::Transfer) && self.case.decision.is_none())
    }

    /// Whether a step beside or after the way can be taken: its gate is open, it is due here, and it is not done already
    /// where it is done once.
    fn is_open(&self, provided: &Provided) -> bool {
        let (case, step) = (self.case, provided.step);
        if case.report.is_none() || self.is_over() || !self.is_due(provided) {
            return false;
        }
        let row = step.row();
        let gate = row.after.is_empty() || row.after.iter().any(|before| case.has_done(*before));
        let fits =
            provided.outcomes.is_empty() || case.outcome().is_some_and(|outcome| provided.outcomes.contains(outcome));
        gate && fits && row.track != Track::Before && self.is_wanted(step)
    }

    /// Whether a step has still something to do.
    fn is_wanted(&self, step: Step) -> bool {
        let (case, application) = (self.case, &self.case.application);
        let lapsed = || case.running(step).is_some_and(|term| term.is_overdue(self.today));
        match step {
            Step::ApplyUnit if !self.is_units() => false,
            Step::Apply if self.is_units() => false,
            Step::Apply | Step::ApplyUnit => application.by.is_none() && case.decision.is_none() && !lapsed(),
            Step::Accept | Step::Reject => application.is_pending() && application.opinion.is_some(),
            Step::Supplement => application.supplement_asked && !application.supplemented,
            Step::Review => case.review.as_ref().is_some_and(|review| review.answered.is_none()),
            Step::Appeal => {
                case.appeal.as_ref().is_some_and(|appeal| appeal.accepted.is_some() && appeal.answered.is_none())
            }
            Step::RequestReview => case.review.is_none() && case.running(step).is_some() && !lapsed(),
            Step::RequestAppeal => case.appeal.is_none() && case.running(step).is_some() && !lapsed(),
            Step::Object => case.running(step).is_some() && !lapsed(),
            Step::Close => self.open_work().is_empty() && case.outcome().is_some(),
            Step::Correct => case.corrections.values().any(|one| one.closed.is_none()) || !case.has_done(step),
            Step::Recuse | Step::Suspend | Step::Reflect | Step::Sanction | Step::Transfer | Step::SpotCheck => false,
            _ => !case.has_done(step),
        }
    }

    /// Whether the matter is a unit's own.
    pub(crate) fn is_units(&self) -> bool {
        self.case.report.as_ref().is_some_and(|report| report.subject_kind == SubjectKind::Unit)
    }

    fn next_of(&self, provided: &Provided) -> Next {
        Next {
            step: provided.step,
            is_main: provided.step.row().track == Track::Main,
            by: provided.by.clone(),
            people: self.people_for(provided),
            due: self.case.running(provided.step).map(|term| term.due),
            citation: provided.citation.clone(),
        }
    }

    /// Who of the roster may take a step today: named by the text, free of bars.
    fn people_for(&self, provided: &Provided) -> Vec<PersonId> {
        let part = provided.step.part();
        let named = |person: &PersonId| self.is_named(person, provided.step, self.today);
        let free = |person: &PersonId| {
            !self.case.aside.contains(person)
                && part.is_none_or(|part| self.impartiality().barred(person, &self.matter(part), self.today).is_empty())
        };
        let only_public = provided.by.iter().all(|party| *party == Party::Public);
        if only_public {
            return Vec::new();
        }
        self.roster.persons().map(|person| &person.id).filter(|person| named(person) && free(person)).cloned().collect()
    }
}

/// A party as the text names it.
pub fn party_name(party: &Party) -> &str {
    match party {
        Party::Subject => "当事人",
        Party::Reporter => "反映人",
        Party::Team => "核查组",
        Party::OwnUnit => "所在单位",
        Party::Public => "公众",
        Party::Decider => "原决定机关",
        Party::Reviewers(name) | Party::Organ(name) => name,
    }
}
