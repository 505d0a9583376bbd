//! Recusal (回避): who may not act in a matter, and by which ground and which tie.
//!
//! Two answers, never mixed. [`Impartiality::barred`] holds by the rule alone. [`Impartiality::doubts`] are circumstances
//! that bar only once somebody decides so, on request or ex officio; who that is, [`Roster::decider_of_recusal`] says.

use std::collections::{BTreeMap, BTreeSet};

use super::Roster;
use super::grounds::{Ground, Grounds, StatedGround};
use super::parts::{Concern, Kinship, Part, PastCases};
use super::tie::{Inquiry, Tie};
use crate::id::{CaseNo, Day, PersonId, UnitId};

/// What is asked about: a case as far as impartiality goes, and the part to be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matter {
    /// The case, once it has a number.
    pub case_no: Option<CaseNo>,
    /// The persons it concerns (当事人). None: it concerns the unit itself.
    pub subjects: BTreeSet<PersonId>,
    /// Who reported it (举报人、检举人), where known.
    pub reporters: BTreeSet<PersonId>,
    /// The unit concerned.
    pub unit: Option<UnitId>,
    /// The day of the act, if found: teams are compared on it as well as on the day asked about.
    pub acted_on: Option<Day>,
    /// Who already acts or acted in it, and as what.
    pub acting: BTreeSet<(PersonId, Part)>,
    /// Whose recusal was decided, and on which ground, in the regulation's words.
    pub recused: BTreeMap<PersonId, String>,
    /// The part to be filled.
    pub part: Part,
    /// The organ in which it is to be filled, as the regulation names it.
    pub organ: Option<String>,
}

impl Matter {
    /// A matter in which nobody acts yet.
    pub fn new(part: Part) -> Self {
        Self {
            case_no: None,
            subjects: BTreeSet::new(),
            reporters: BTreeSet::new(),
            unit: None,
            acted_on: None,
            acting: BTreeSet::new(),
            recused: BTreeMap::new(),
            part,
            organ: None,
        }
    }
}

/// What in a person's situation bars.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// The matter is the person's own.
    Concerned,
    /// The person did this in the case.
    Acted(Part),
    /// The tie to the person or unit concerned.
    Tie(Tie),
    /// A tie of somebody close: the kinship to them, and their tie.
    ThroughKin(Kinship, Tie),
    /// Somebody decided it.
    Decided,
}

/// Why a person may not act in a matter (回避理由).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bar {
    /// The kind of ground.
    pub ground: Ground,
    /// Tag, article and source of the ground; none for what holds whatever the regulation says.
    pub stated: Option<StatedGround>,
    /// What shows it.
    pub cause: Cause,
}

/// A roster, the grounds of a regulation and the past cases together: all that impartiality is judged by.
#[derive(Clone, Copy, Debug)]
pub struct Impartiality<'a> {
    /// Who is who.
    pub roster: &'a Roster,
    /// The recusal grounds of the regulation in force.
    pub grounds: &'a Grounds,
    /// Past cases together.
    pub past: &'a PastCases,
    /// For how many years former colleagues and former posts raise a doubt. No statute sets it: the unit does.
    pub years_back: u16,
}

impl Impartiality<'_> {
    /// Every bar that keeps a person from the part to be filled, by the rule alone; none: the person may act.
    ///
    /// Source: 公职人员政务处分法, art. 47 (2020-06-20); 公务员法, art. 76 (2018-12-29); 监察法, art. 67 (2024-12-25).
    pub fn barred(&self, person: &PersonId, matter: &Matter, on: Day) -> Vec<Bar> {
        if matches!(matter.part, Part::Accuse | Part::Testify | Part::Handle) {
            return Vec::new();
        }
        let mut bars = self.by_duty(person, matter);
        for stated in self.grounds.all() {
            let causes = match stated.ground {
                Ground::Kin => self.kinships(person, matter, stated, on),
                Ground::Interest => self.interests(person, matter, on),
                Ground::SameTeam => self.teams(person, matter, stated, on),
                Ground::Other => self.direct_lines(person, matter, on),
                _ => Vec::new(),
            };
            let bar = |cause| Bar { ground: stated.ground.clone(), stated: Some(stated.clone()), cause };
            bars.extend(causes.into_iter().map(bar));
        }
        bars.sort();
        bars.dedup();
        bars
    }

    /// Circumstances that may impair impartiality and bar only by decision: reporting lines through others, same unit,
    /// former colleagues, former posts, past cases together, ties to informants. What bars already is not repeated.
    ///
    /// Source: 公职人员政务处分法, art. 47 item 4 and art. 48 (2020-06-20); 公务员法, arts. 76 item 3, 77 (2018-12-29).
    pub fn doubts(&self, person: &PersonId, matter: &Matter, on: Day) -> Vec<Bar> {
        let bars = self.barred(person, matter, on);
        let inquiry = self.inquiry(on);
        let mut ties: Vec<Tie> = Vec::new();
        for concerned in matter.subjects.iter().chain(&matter.reporters) {
            ties.extend(self.roster.ties(person, concerned, &inquiry));
        }
        if let Some(unit) = &matter.unit {
            ties.extend(self.roster.unit_ties(person, unit, &inquiry));
        }
        ties.sort();
        ties.dedup();
        let other = self.grounds.find(&Ground::Other);
        let is_new = |tie: &Tie| !bars.iter().any(|bar| matches!(&bar.cause, Cause::Tie(barring) if barring == tie));
        let doubt = |tie| Bar { ground: Ground::Other, stated: other.cloned(), cause: Cause::Tie(tie) };
        ties.into_iter().filter(is_new).map(doubt).collect()
    }

    /// Grounds that only somebody's decision can apply, as the regulation states them.
    pub fn by_decision(&self) -> impl Iterator<Item = &StatedGround> {
        self.grounds.all().iter().filter(|stated| matches!(stated.ground, Ground::ByDecision(_) | Ground::Other))
    }

    fn inquiry(&self, on: Day) -> Inquiry<'_> {
        Inquiry { on, years_back: self.years_back, past: self.past }
    }

    /// Own matter, own earlier part in the case, recusal decided.
    fn by_duty(&self, person: &PersonId, matter: &Matter) -> Vec<Bar> {
        let mut bars = Vec::new();
        if matter.subjects.contains(person) {
            bars.push(Bar { ground: Ground::OwnMatter, stated: None, cause: Cause::Concerned });
        }
        let accused = matter.reporters.contains(person).then_some(Part::Accuse);
        let acted = matter.acting.iter().filter(|(acting, _)| acting == person).map(|(_, part)| *part);
        for part in acted.chain(accused).filter(|part| part.is_apart_from(matter.part)) {
            let ground = match part {
                Part::Accuse | Part::Investigate => Ground::AccusedOrInvestigated,
                Part::Testify => Ground::Witness,
                Part::Handle => Ground::Handled,
                _ => Ground::DutiesApart,
            };
            let stated = self.grounds.find(&ground).cloned();
            let ground = if stated.is_some() { ground } else { Ground::DutiesApart };
            bars.push(Bar { ground, stated, cause: Cause::Acted(part) });
        }
        if let Some(name) = matter.recused.get(person) {
            let stated = self.grounds.all().iter().find(|stated| &stated.name == name).cloned();
            let ground =
                stated.as_ref().map_or_else(|| Ground::ByDecision(name.clone()), |stated| stated.ground.clone());
            bars.push(Bar { ground, stated, cause: Cause::Decided });
        }
        bars
    }

    /// Kinship to those the ground names: the persons concerned, the informants, or both if it names neither.
    fn kinships(&self, person: &PersonId, matter: &Matter, stated: &StatedGround, on: Day) -> Vec<Cause> {
        let names = |words: [&str; 4]| stated.by.iter().any(|by| words.contains(&by.as_str()));
        let subjects = names(["当事人", "被调查人", "监察对象", "责任人"]);
        let reporters = names(["举报人", "检举人", "控告人", "报告人"]);
        let both = !subjects && !reporters;
        let concerns = |relative: &PersonId| {
            (subjects || both) && matter.subjects.contains(relative)
                || (reporters || both) && matter.reporters.contains(relative)
        };
        let kin = self.roster.kin(person, on);
        let close = kin.filter(|kinship| kinship.relative_of(person).is_some_and(concerns));
        close.map(|kinship| Cause::Tie(Tie::Kinship(kinship.clone()))).collect()
    }

    /// Declared interests in the case, the unit or the people concerned: one's own, and those of close kin.
    fn interests(&self, person: &PersonId, matter: &Matter, on: Day) -> Vec<Cause> {
        let mut causes: Vec<Cause> = self.interests_of(person, matter, on).into_iter().map(Cause::Tie).collect();
        for kinship in self.roster.kin(person, on) {
            let Some(relative) = kinship.relative_of(person) else { continue };
            let theirs = self.interests_of(relative, matter, on);
            causes.extend(theirs.into_iter().map(|tie| Cause::ThroughKin(kinship.clone(), tie)));
        }
        causes
    }

    fn interests_of(&self, person: &PersonId, matter: &Matter, on: Day) -> Vec<Tie> {
        let mut ties = Vec::new();
        let concerned = || matter.subjects.iter().chain(&matter.reporters);
        let concerns = matter.case_no.iter().cloned().map(Concern::Case);
        let concerns = concerns.chain(matter.unit.iter().cloned().map(Concern::Unit));
        for concern in concerns.chain(concerned().cloned().map(Concern::Person)) {
            ties.extend(self.roster.interests(person, &concern, on).cloned().map(Tie::Interest));
        }
        // An interest holds both ways: the person concerned may be the one who declared it.
        let own = Concern::Person(person.clone());
        for other in concerned() {
            ties.extend(self.roster.interests(other, &own, on).cloned().map(Tie::Interest));
        }
        // A unit that is itself held to account: its own people have an interest.
        if let (true, Some(unit)) = (matter.subjects.is_empty(), &matter.unit) {
            let there = self.roster.offices(person, on).filter(|office| &office.organ.unit == unit);
            ties.extend(there.cloned().map(Tie::PostInUnit));
        }
        ties
    }

    /// The same organ as a person concerned, now or on the day of the act, if the part is among those the ground names.
    fn teams(&self, person: &PersonId, matter: &Matter, stated: &StatedGround, on: Day) -> Vec<Cause> {
        let meant = |organ: &String| stated.by.is_empty() || stated.by.contains(organ);
        if !matter.organ.as_ref().is_none_or(meant) {
            return Vec::new();
        }
        let mut causes = Vec::new();
        for subject in matter.subjects.iter().filter(|subject| *subject != person) {
            for day in matter.acted_on.into_iter().chain([on]) {
                let shared = self.roster.shared_organs(person, subject, day);
                causes.extend(shared.into_iter().map(|organ| Cause::Tie(Tie::SameOrgan(organ.clone()))));
            }
        }
        causes
    }

    /// Direct superiors and direct subordinates of a person concerned: what 其他可能影响公正的情形 means without anybody
    /// having to decide. Longer lines are a doubt, or the head of a unit could never decide in it.
    fn direct_lines(&self, person: &PersonId, matter: &Matter, on: Day) -> Vec<Cause> {
        let inquiry = self.inquiry(on);
        let ties = matter.subjects.iter().flat_map(|subject| self.roster.ties(person, subject, &inquiry));
        ties.filter(Tie::is_direct_reporting).map(Cause::Tie).collect()
    }
}
