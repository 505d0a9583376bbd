//! Impartiality (公正) of whoever acts in a case: parts kept apart, ties, standing aside (INV-02).

use std::collections::BTreeMap;

use crate::case::act::{Command, SubjectKind};
use crate::case::guard::{Doer, begins, doer};
use crate::case::situation::{Situation, YEARS_BACK};
use crate::id::{Day, PersonId};
use crate::procedure::{Citation, Party};
use crate::refusal::{Refusal, Rule};
use crate::roster::Part;
use crate::roster::recusal::{Bar, Cause, Impartiality, Matter};
use crate::step::Step;

impl Situation<'_> {
    /// Nobody acts who stands aside, has done what is apart from it, or is tied (INV-02).
    pub(super) fn impartial(&self, command: &Command, step: Step) -> Result<(), Refusal> {
        let (actor, on) = (&command.actor, command.on);
        // Whoever asks the assessors, announces or serves does not do what is asked, announced or served.
        if let Some(part) = step.part().filter(|_| !begins(&command.act)) {
            return self.impartial_as(actor, part, on);
        }
        match doer(&command.act) {
            Doer::Named(step) if self.speaks_for_organ(actor, step, on) => {
                self.not_aside(actor)?;
                self.untied(actor, on)
            }
            Doer::Named(step) if step.is_right() || self.speaks_for_itself(actor, step, on) => Ok(()),
            Doer::Named(_) | Doer::OwnUnit | Doer::RecusalDecider => self.not_aside(actor),
            Doer::Subject | Doer::Applicant | Doer::Parties | Doer::Sides | Doer::Anybody => Ok(()),
        }
    }

    fn not_aside(&self, person: &PersonId) -> Result<(), Refusal> {
        self.require_or(!self.case.aside.contains(person), || Refusal::by(Rule::StoodAside).with("person", person))
    }

    /// Whoever works on a case for an organ, in none of the parts kept apart, has no tie to it either.
    fn untied(&self, person: &PersonId, on: Day) -> Result<(), Refusal> {
        let bars = self.impartiality().barred(person, &self.matter(Part::Propose), on);
        let bar = bars.iter().find(|bar| !matches!(bar.cause, Cause::Acted(_)));
        bar.map_or(Ok(()), |bar| self.require_or(false, || barred_by(person, Part::Propose, bar)))
    }

    /// Whether the text lets somebody do a step as an organ's member, not as a party or for the unit concerned.
    fn speaks_for_organ(&self, person: &PersonId, step: Step, on: Day) -> bool {
        let Some(provided) = self.provided(step) else { return true };
        let as_organ = |party: &Party| {
            matches!(party, Party::Organ(_) | Party::Team | Party::Decider) && self.is_party(person, party, on)
        };
        provided.by.is_empty() || provided.by.iter().any(as_organ)
    }

    /// Whether the text lets somebody do a step for themselves.
    fn speaks_for_itself(&self, person: &PersonId, step: Step, on: Day) -> bool {
        let as_itself = |party: &Party| {
            matches!(party, Party::Subject | Party::Reporter | Party::Public) && self.is_party(person, party, on)
        };
        self.provided(step).is_some_and(|provided| provided.by.iter().any(as_itself))
    }

    /// Whether somebody may fill a part: the actor, or a member named in the act.
    pub(crate) fn impartial_as(&self, person: &PersonId, part: Part, on: Day) -> Result<(), Refusal> {
        self.require_or(!self.case.aside.contains(person) || part == Part::Accuse, || {
            Refusal::by(Rule::StoodAside).with("person", person)
        })?;
        let matter = self.matter(part);
        let impartiality = self.impartiality();
        for bar in impartiality.barred(person, &matter, on) {
            self.require_or(false, || barred_by(person, part, &bar))?;
        }
        Ok(())
    }

    /// How impartiality is judged here.
    pub fn impartiality(&self) -> Impartiality<'_> {
        Impartiality { roster: self.roster, grounds: &self.law.grounds, past: self.past, years_back: YEARS_BACK }
    }

    /// The case as impartiality sees it.
    /// The case as impartiality sees it, for a part to be filled.
    pub fn matter(&self, part: Part) -> Matter {
        let mut matter = Matter::new(part);
        matter.case_no.clone_from(&self.case.number);
        if let Some(report) = &self.case.report {
            // Where a unit answers for itself, whoever stands for it is no more concerned than the others of the unit.
            if report.subject_kind == SubjectKind::Person {
                matter.subjects.insert(report.subject.clone());
            }
            matter.reporters = report.reporters.iter().cloned().collect();
            matter.unit = Some(report.unit.clone());
            matter.acted_on = Some(report.act_on);
        }
        let acting = self.case.parts.iter();
        matter.acting = acting.flat_map(|(person, parts)| parts.iter().map(|part| (person.clone(), *part))).collect();
        matter.recused = BTreeMap::new();
        matter
    }
}

/// Why a bar keeps somebody from a part.
fn barred_by(person: &PersonId, part: Part, bar: &Bar) -> Refusal {
    let rule = if matches!(bar.cause, Cause::Acted(_)) { Rule::DutiesApart } else { Rule::Barred };
    let refusal = Refusal::by(rule).with("person", person).with("part", part_id(part));
    let refusal = refusal.with("cause", cause_id(&bar.cause));
    match &bar.stated {
        Some(stated) => refusal.with("ground", &stated.name).citing(&Citation {
            tag: stated.tag.clone(),
            article: stated.article.clone(),
            source: stated.source.clone(),
        }),
        None => refusal,
    }
}

/// Ids of parts, for sentences.
pub(crate) fn part_id(part: Part) -> &'static str {
    match part {
        Part::Accuse => "accuse",
        Part::Testify => "testify",
        Part::Handle => "handle",
        Part::Investigate => "investigate",
        Part::Assess => "assess",
        Part::Propose => "propose",
        Part::Decide => "decide",
        Part::Review => "review",
    }
}

/// Ids of causes, for sentences.
fn cause_id(cause: &Cause) -> &'static str {
    match cause {
        Cause::Concerned => "concerned",
        Cause::Acted(part) => part_id(*part),
        Cause::Tie(_) => "tie",
        Cause::ThroughKin(..) => "through-kin",
        Cause::Decided => "decided",
    }
}
