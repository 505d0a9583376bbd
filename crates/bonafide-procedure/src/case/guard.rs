//! Guards (把关): what every command passes before its own step is asked. Each rule can refuse; each is needed, and the
//! model check shows the path that breaks the procedure without it.

use crate::case::act::{Act, Command, Screening};
use crate::case::next::party_name;
use crate::case::situation::Situation;
use crate::id::{Day, PersonId, UnitId};
use crate::procedure::{Citation, Party, Provided};
use crate::refusal::{Refusal, Rule};
use crate::step::Step;

/// Who may do an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doer {
    /// Whom the text names for this step.
    Named(Step),
    /// The person concerned.
    Subject,
    /// The person concerned, or whoever applied for the unit.
    Applicant,
    /// Somebody of the unit concerned.
    OwnUnit,
    /// Whoever the roster says decides on this recusal.
    RecusalDecider,
    /// A party: the person concerned or an informant.
    Parties,
    /// A side: the person concerned, the own unit, or an informant.
    Sides,
    /// Anybody on the roster; the step looks closer.
    Anybody,
}

pub(super) fn doer(act: &Act) -> Doer {
    match act {
        Act::Apply(_) | Act::Contest(_) | Act::WaiveDefence(_) | Act::FlagBreach(_) | Act::Reflect(_) => Doer::Subject,
        Act::Withdraw(_) | Act::Supplement(_) => Doer::Applicant,
        Act::Endorse(_) | Act::ReportCorrection(_) => Doer::OwnUnit,
        Act::RequestRecusal(_) => Doer::Parties,
        Act::Enclose(_) => Doer::Sides,
        Act::DecideRecusal(_) => Doer::RecusalDecider,
        Act::ReplyReminder(_) | Act::QueryProtection(_) | Act::Testify(_) => Doer::Anybody,
        Act::Suspend(act) => Doer::Named(act.step),
        Act::Resume(act) => Doer::Named(act.step),
        Act::Extend(act) => Doer::Named(act.step),
        // The body that screens carries the case: it answers filings, commissions, announces and verifies.
        Act::AnswerFiling(_)
        | Act::FlagFiling(_)
        | Act::Commission(_)
        | Act::NotifyHearing(_)
        | Act::AnswerObjection(_)
        | Act::VerifyCorrection(_)
        | Act::HandleBreach(_) => Doer::Named(Step::Screen),
        Act::AcceptAppeal(_) => Doer::Named(Step::Appeal),
        other => Doer::Named(other.step()),
    }
}

impl Situation<'_> {
    /// A rule that holds or refuses.
    pub(crate) fn require(&self, rule: Rule, holds: bool) -> Result<(), Refusal> {
        if holds || self.is_without(rule) { Ok(()) } else { Err(Refusal::by(rule)) }
    }

    /// The same, with the refusal made only when needed.
    pub(crate) fn require_or(&self, holds: bool, refusal: impl FnOnce() -> Refusal) -> Result<(), Refusal> {
        if holds {
            return Ok(());
        }
        let refusal = refusal();
        if self.is_without(refusal.rule) { Ok(()) } else { Err(refusal) }
    }

    #[cfg(test)]
    fn is_without(&self, rule: Rule) -> bool {
        self.without == Some(rule)
    }

    #[cfg(not(test))]
    #[expect(clippy::unused_self, reason = "only tests leave a rule out")]
    fn is_without(&self, _: Rule) -> bool {
        false
    }

    /// Days, closed cases, the person, the step's place, the person's duty and impartiality.
    pub(crate) fn admit(&self, command: &Command) -> Result<(), Refusal> {
        let step = command.act.step();
        self.right_day(command.on)?;
        self.open_case(&command.act)?;
        self.require_or(self.roster.person(&command.actor).is_some(), || {
            Refusal::by(Rule::UnknownPerson).with("person", &command.actor)
        })?;
        self.right_text()?;
        self.in_order(&command.act, step)?;
        self.right_doer(command)?;
        self.impartial(command, step)
    }

    fn right_day(&self, on: Day) -> Result<(), Refusal> {
        self.require_or(on <= self.today, || Refusal::by(Rule::FutureDay).with("day", on).with("today", self.today))?;
        let last = self.case.last_on.unwrap_or(on);
        self.require_or(on >= last, || Refusal::by(Rule::EarlierDay).with("day", on).with("last", last))
    }

    /// The version of the day of the act decides from the report on (INV-05); a milder later one stands beside it.
    fn right_text(&self) -> Result<(), Refusal> {
        let Some(report) = &self.case.report else { return Ok(()) };
        self.require_or(self.law.regulation().in_force.contains(report.act_on.0), || {
            Refusal::by(Rule::NotInForce).with("regulation", &self.law.name).with("day", report.act_on)
        })
    }

    fn open_case(&self, act: &Act) -> Result<(), Refusal> {
        let opens = matches!(act, Act::Report(_) | Act::Prefile(_) | Act::Remind(_) | Act::Train(_));
        let is_open = self.case.version > 0;
        if !is_open {
            return self.require(Rule::NotOpened, opens);
        }
        let again = matches!(act, Act::Report(_) | Act::Prefile(_));
        self.require_or(!again, || Refusal::by(Rule::DoneAlready).with("step", act.step().id()))?;
        // What protects the person goes on after a case is closed.
        let after_closing = matches!(
            act,
            Act::QueryProtection(_)
                | Act::FlagBreach(_)
                | Act::HandleBreach(_)
                | Act::SpotCheck(_)
                | Act::Reflect(_)
                | Act::Learn(_)
                | Act::Encourage(_)
                | Act::PlanTalk(_)
                | Act::Talk(_)
                | Act::RequestReview(_)
                | Act::Review(_)
                | Act::RequestAppeal(_)
                | Act::AcceptAppeal(_)
                | Act::Appeal(_)
                | Act::Revoke(_)
                | Act::Clarify(_)
                | Act::Serve(_)
        );
        self.require(Rule::Closed, !self.case.is_closed() || after_closing)?;
        // The person is the other organ's now; what let it happen is still the unit's to put right.
        let ours =
            matches!(act, Act::PlanCorrection(_) | Act::ReportCorrection(_) | Act::VerifyCorrection(_) | Act::Close(_));
        let transferred = self.case.has_done(Step::Transfer) && self.case.decision.is_none();
        self.require(Rule::Transferred, !transferred || after_closing || ours)
    }

    /// The step is provided for, what the law puts before it is done, and so is what the text puts before it.
    fn in_order(&self, act: &Act, step: Step) -> Result<(), Refusal> {
        // What a side has to say is heard at any time, whatever the text provides.
        if matches!(act, Act::Enclose(_)) {
            return Ok(());
        }
        let provided = self.provided(step);
        let ours = matches!(step, Step::Recuse | Step::Suspend | Step::Close | Step::Sanction);
        self.require_or(provided.is_some() || ours, || {
            Refusal::by(Rule::StepNotProvided).with("step", step.id()).with("regulation", &self.law.name)
        })?;
        let row = step.row();
        // A question is asked at any time; undecided is held against nobody.
        if matches!(act, Act::QueryProtection(_)) {
            return Ok(());
        }
        let gate = row.after.is_empty() || row.after.iter().any(|before| self.case.has_done(*before));
        let defence = row.after == [Step::Defend];
        let gate = gate || (defence && self.case.is_defence_over(self.today));
        self.require_or(gate, || {
            let before = row.after.first().copied().unwrap_or(step);
            let rule = match before {
                Step::Screen => Rule::ScreenFirst,
                Step::Defend => Rule::DefenceFirst,
                _ => Rule::StepBefore,
            };
            Refusal::by(rule).with("step", step.id()).with("before", before.id())
        })?;
        if row.track != crate::step::Track::Main || begins(act) {
            return Ok(());
        }
        let ordinary = step != Step::Screen && self.case.screening == Some(Screening::Ordinary);
        self.require_or(!ordinary, || Refusal::by(Rule::OrdinaryTrack).with("step", step.id()))?;
        self.text_order(step)
    }

    /// What the text puts before a step on the way to the decision is done.
    fn text_order(&self, step: Step) -> Result<(), Refusal> {
        for before in self.law.procedure.before(step) {
            if before.step == step || !self.is_due(before) || self.case.is_complete(before.step, self.today) {
                continue;
            }
            let rule = match before.step {
                Step::Screen => Rule::ScreenFirst,
                Step::Appraise => Rule::AppraisalDue,
                Step::Hear => Rule::HearingDue,
                Step::Defend => Rule::DefenceFirst,
                _ => Rule::StepBefore,
            };
            let refusal = || {
                let refusal = Refusal::by(rule).with("step", step.id()).with("before", before.step.id());
                refusal.citing(&before.citation)
            };
            self.require_or(false, refusal)?;
        }
        Ok(())
    }

    /// Whether the text asks for a step in this case: without a condition, or with one that holds.
    pub(crate) fn is_due(&self, provided: &Provided) -> bool {
        let holds = |condition| self.law.holds(condition, self.case) == Some(true);
        provided.when.as_ref().is_none_or(holds)
    }

    /// The provision for a step: the one whose condition holds, else the first.
    pub(crate) fn provided(&self, step: Step) -> Option<&Provided> {
        let mut due = self.law.procedure.provided(step).filter(|provided| self.is_due(provided));
        due.next().or_else(|| self.law.procedure.provided(step).next())
    }

    /// Where the text provides for a step.
    pub(crate) fn citation(&self, step: Step) -> Citation {
        self.provided(step).map(|provided| provided.citation.clone()).unwrap_or_default()
    }

    fn right_doer(&self, command: &Command) -> Result<(), Refusal> {
        let (actor, on) = (&command.actor, command.on);
        let is_subject = || self.case.subject() == Some(actor);
        let named = doer(&command.act);
        let fits = match named {
            Doer::Anybody => true,
            Doer::Subject => is_subject() || self.speaks_for_unit(actor, on),
            Doer::Applicant => {
                is_subject() || self.case.application.by.as_ref().is_some_and(|(applicant, _)| applicant == actor)
            }
            Doer::OwnUnit => self.is_of_unit(actor, on),
            Doer::Parties => {
                let report = self.case.report.as_ref();
                is_subject() || report.is_some_and(|report| report.reporters.contains(actor))
            }
            Doer::Sides => {
                let report = self.case.report.as_ref();
                let informed = report.is_some_and(|report| report.reporters.contains(actor));
                is_subject() || informed || (report.is_some() && self.is_of_unit(actor, on))
            }
            Doer::RecusalDecider => self.decides_recusal(command),
            Doer::Named(step) => self.is_named(actor, step, on),
        };
        self.require_or(fits, || {
            let step = match named {
                Doer::Named(step) => step,
                _ => command.act.step(),
            };
            let parties = self.provided(step).map(|provided| names(&provided.by)).unwrap_or_default();
            let refusal = Refusal::by(Rule::NotYourStep).with("person", actor).with("act", command.act.id());
            refusal.with("parties", parties).citing(&self.citation(step))
        })
    }

    /// Whether the text's 由 for a step names the person, by office or by part in the case.
    pub(crate) fn is_named(&self, person: &PersonId, step: Step, on: Day) -> bool {
        let Some(provided) = self.provided(step) else {
            // What only the law provides for (sanction) is done where accusing or deciding is.
            return match step {
                Step::Sanction => self.is_named(person, Step::Report, on),
                Step::Close | Step::Suspend | Step::Recuse => self.is_named(person, Step::Screen, on),
                _ => false,
            };
        };
        provided.by.is_empty() || provided.by.iter().any(|party| self.is_party(person, party, on))
    }

    pub(super) fn is_party(&self, person: &PersonId, party: &Party, on: Day) -> bool {
        match party {
            Party::Public => true,
            Party::Subject => self.case.subject() == Some(person) || self.speaks_for_unit(person, on),
            Party::Reporter => self.case.report.as_ref().is_some_and(|report| report.reporters.contains(person)),
            Party::Team => self.case.team.contains(person),
            Party::Reviewers(_) => self.case.commissioned.contains_key(person),
            Party::OwnUnit => self.is_of_unit(person, on),
            Party::Decider => {
                let decided = self.case.decided.as_ref().and_then(|ruling| ruling.organ.as_ref());
                decided.is_some_and(|organ| self.serves(person, organ.as_str(), on))
            }
            Party::Organ(name) => self.serves(person, name, on),
        }
    }

    /// Whether somebody sits that day in an organ of that name competent here: the nearest above the unit concerned.
    pub(crate) fn serves(&self, person: &PersonId, organ: &str, on: Day) -> bool {
        match self.unit_concerned() {
            Some(unit) => self.roster.serves_for(person, organ, unit, on),
            None => self.roster.serves(person, organ, None, on),
        }
    }

    /// The unit concerned, of the matter or of the filing.
    pub(crate) fn unit_concerned(&self) -> Option<&UnitId> {
        let reported = self.case.report.as_ref().map(|report| &report.unit);
        reported.or_else(|| self.case.filing.as_ref().map(|filing| &filing.unit))
    }

    fn is_of_unit(&self, person: &PersonId, on: Day) -> bool {
        match self.unit_concerned() {
            Some(unit) => self.roster.units_of(person, on).contains(unit),
            None => self.roster.offices(person, on).next().is_some(),
        }
    }

    /// What opens a file of its own: where the text names the own unit, it is the unit the act is about.
    pub(crate) fn opens_for(&self, command: &Command, is_about: impl Fn(&UnitId) -> bool) -> Result<(), Refusal> {
        let provided = self.provided(command.act.step());
        let own = provided.is_some_and(|provided| provided.by.contains(&Party::OwnUnit));
        let fits = || self.roster.units_of(&command.actor, command.on).into_iter().any(is_about);
        self.require_or(self.case.version > 0 || !own || fits(), || {
            let refusal = Refusal::by(Rule::NotYourStep).with("person", &command.actor).with("act", command.act.id());
            let parties = provided.map(|provided| names(&provided.by)).unwrap_or_default();
            refusal.with("parties", parties).citing(&self.citation(command.act.step()))
        })
    }

    /// Where the matter is a unit's own, its people speak for it.
    fn speaks_for_unit(&self, person: &PersonId, on: Day) -> bool {
        let is_units =
            self.case.report.as_ref().is_some_and(|report| report.subject_kind == crate::case::act::SubjectKind::Unit);
        is_units && self.is_of_unit(person, on)
    }
}

/// Acts that prepare a step without doing it: they do not wait for what the text puts before the step.
pub(super) fn begins(act: &Act) -> bool {
    matches!(act, Act::Commission(_) | Act::NotifyHearing(_) | Act::Serve(_) | Act::Testify(_))
}

/// The parties of a provision, as the text names them.
pub(crate) fn names(parties: &[Party]) -> String {
    parties.iter().map(party_name).collect::<Vec<_>>().join("、")
}
