//! Who may see what (权限): the one function that every page, form and list asks.
//!
//! Need to know: the person concerned and the leaders of the unit see their side; who works on a case, and the bodies
//! competent for it, see the whole; whoever brought it up sees that it goes on. Who stands aside sees nothing.

use bonafide_procedure::case::act::SubjectKind;
use bonafide_procedure::case::{Case, InForce};
use bonafide_procedure::id::{Day, PersonId, UnitId};
use bonafide_procedure::procedure::Party;
use bonafide_procedure::roster::{Part, Roster, Seat};
use bonafide_store::CaseTie;

use crate::gather::Gathered;

/// How much of a case somebody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sight {
    /// Not even that it exists.
    Nothing,
    /// That it goes on, and how it ended.
    Outline,
    /// The side of the person concerned; evidence once the determination was served.
    Party,
    /// Everything.
    Whole,
}

/// What a page of a case needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Needs {
    /// 基本情况, 流程图
    Outline,
    /// 文书, 时间轴, doing something.
    Party,
    /// 证据, 认定: open to the person once the determination was served, so that it can be answered.
    Evidence,
    /// 笔录, 留痕, 推演
    Whole,
}

/// What a route asks of whoever comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Right {
    /// Anybody.
    Anyone,
    /// Somebody signed in.
    SignedIn,
    /// Somebody signed in who sees so much of the case.
    Case(Needs),
    /// The person concerned; where a unit is held to account, who speaks for it.
    Concerned,
    /// Who leads the unit the case is about.
    OwnUnit,
    /// Who was asked to assess it from outside.
    Commissioned,
}

/// May they?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// They may, with this sight of the case.
    Yes(Sight),
    /// First they sign in.
    SignIn,
    /// They may not; a case they may not see does not exist for them.
    No,
}

/// THE question: may this person come in here, and how much of the case do they see?
pub(super) fn may(right: Right, person: Option<&PersonId>, gathered: Option<&Gathered>) -> Verdict {
    match (right, person) {
        (Right::Anyone, _) | (Right::SignedIn, Some(_)) => Verdict::Yes(Sight::Nothing),
        (_, None) => Verdict::SignIn,
        (Right::Case(needs), Some(person)) => {
            let Some(gathered) = gathered else { return Verdict::No };
            let sight = sight(person, gathered);
            if opens(needs, sight, &gathered.case) { Verdict::Yes(sight) } else { Verdict::No }
        }
        (Right::Concerned | Right::OwnUnit | Right::Commissioned, Some(person)) => {
            let Some(gathered) = gathered else { return Verdict::No };
            let is_mine = match right {
                Right::Concerned => is_concerned,
                Right::Commissioned => is_asked,
                _ => leads_it,
            };
            if is_mine(person, gathered) { Verdict::Yes(sight(person, gathered)) } else { Verdict::No }
        }
    }
}

/// Whether a case is the person's own matter: they are concerned, or lead the unit that is.
pub(super) fn is_concerned(person: &PersonId, gathered: &Gathered) -> bool {
    let Some(report) = &gathered.case.report else { return false };
    &report.subject == person
        || (is_units(gathered) && leads_unit(person, &report.unit, &gathered.roster, gathered.today))
}

/// Whether somebody was asked to assess a case from outside, and does not stand aside.
pub(super) fn is_asked(person: &PersonId, gathered: &Gathered) -> bool {
    gathered.case.commissioned.contains_key(person) && !gathered.case.aside.contains(person)
}

/// Whether a unit is held to account, not a person.
fn is_units(gathered: &Gathered) -> bool {
    gathered.case.report.as_ref().is_some_and(|report| report.subject_kind == SubjectKind::Unit)
}

/// Whether a person leads the unit a case is about, and does not stand aside.
pub(super) fn leads_it(person: &PersonId, gathered: &Gathered) -> bool {
    let is_aside = gathered.case.aside.contains(person);
    // Nobody speaks for the unit in their own matter.
    let is_own = gathered.case.subject() == Some(person) && !is_units(gathered);
    !is_aside
        && !is_own
        && unit_of(&gathered.case).is_some_and(|unit| leads_unit(person, unit, &gathered.roster, gathered.today))
}

/// Whether a person leads any unit: chairs an organ, or sits in a party group.
pub(super) fn leads_any(person: &PersonId, roster: &Roster, today: Day) -> bool {
    let chairs = roster.offices(person, today).any(|office| office.seat == Seat::Chair);
    chairs || roster.serves(person, "所在单位党组织", None, today)
}

/// Whether a sight is enough for a page.
pub(super) fn opens(needs: Needs, sight: Sight, case: &Case) -> bool {
    let was_served = || case.determination.as_ref().is_some_and(|found| found.served.is_some());
    match needs {
        Needs::Outline => sight >= Sight::Outline,
        Needs::Party => sight >= Sight::Party,
        Needs::Evidence => sight == Sight::Whole || (sight == Sight::Party && was_served()),
        Needs::Whole => sight == Sight::Whole,
    }
}

/// How much of a case a person sees: what ties them to it by itself, and what their offices give them. The view of cases
/// keeps the two apart, so that lists ask this very question in SQL.
pub(super) fn sight(person: &PersonId, gathered: &Gathered) -> Sight {
    let case = &gathered.case;
    let offices = unit_of(case)
        .map(|unit| office(person, (&gathered.law, unit, case.filing.is_some()), &gathered.roster, gathered.today));
    seen_by(tie(person, case), offices.unwrap_or_default())
}

/// What ties a person to a case by itself.
pub(super) fn tie(person: &PersonId, case: &Case) -> CaseTie {
    // The person concerned never loses sight of their own matter by standing aside elsewhere.
    if case.subject() == Some(person) {
        return CaseTie::Party;
    }
    if case.aside.contains(person) {
        return CaseTie::Aside;
    }
    if unit_of(case).is_none() {
        return CaseTie::None;
    }
    if works_on(person, case) {
        return CaseTie::Whole;
    }
    // Who assesses from outside does so blind: the file with names and views is not theirs, a page of their own is.
    if case.commissioned.contains_key(person) {
        return CaseTie::Reporter;
    }
    // Who accuses works on nothing else.
    if case.has_part(person, Part::Accuse) {
        return CaseTie::Accuser;
    }
    let reported = case.report.as_ref().is_some_and(|report| report.reporters.contains(person));
    if reported { CaseTie::Reporter } else { CaseTie::None }
}

/// What somebody's offices give them for the cases of a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Office {
    /// Sits in a body that the text names for a step, competent for the unit.
    pub(super) is_competent: bool,
    /// Leads the unit, or belongs to it where the file is the unit's own.
    pub(super) leads: bool,
}

/// The offices of somebody for the cases of a regulation and unit; a filing is the unit's own paper, not a case about
/// anybody.
pub(super) fn office(
    person: &PersonId,
    (law, unit, is_filing): (&InForce, &UnitId, bool),
    roster: &Roster,
    today: Day,
) -> Office {
    let is_own_filing = is_filing && roster.units_of(person, today).contains(unit);
    Office {
        is_competent: is_competent(person, law, unit, roster, today),
        leads: is_own_filing || leads_unit(person, unit, roster, today),
    }
}

/// What both together let somebody see.
pub(super) fn seen_by(tie: CaseTie, office: Office) -> Sight {
    let leads = if office.leads { Sight::Party } else { Sight::Nothing };
    let by_office = if office.is_competent { Sight::Whole } else { leads };
    match tie {
        CaseTie::Party => Sight::Party,
        CaseTie::Aside => Sight::Nothing,
        CaseTie::Whole => Sight::Whole,
        CaseTie::Accuser => leads.max(Sight::Outline),
        CaseTie::Reporter => by_office.max(Sight::Outline),
        CaseTie::None => by_office,
    }
}

/// Whose matter a file is.
pub(super) fn unit_of(case: &Case) -> Option<&UnitId> {
    case.report.as_ref().map(|report| &report.unit).or(case.filing.as_ref().map(|filing| &filing.unit))
}

fn works_on(person: &PersonId, case: &Case) -> bool {
    let parts = [Part::Investigate, Part::Propose, Part::Decide, Part::Review];
    case.team.contains(person) || parts.into_iter().any(|part| case.has_part(person, part))
}

/// Sits in a body that the text names for a step, competent for the unit.
fn is_competent(person: &PersonId, law: &InForce, unit: &UnitId, roster: &Roster, today: Day) -> bool {
    let parties = law.procedure.steps.iter().flat_map(|provided| &provided.by);
    let mut names: Vec<&str> = parties
        .filter_map(|party| match party {
            Party::Organ(name) => Some(name.as_str()),
            _ => None,
        })
        .filter(|name| !["所在", "责任", "报备", "经办"].iter().any(|own| name.starts_with(own)))
        .collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().any(|name| roster.serves_for(person, name, unit, today))
}

/// Chairs an organ of the unit, or sits in its party organisation: not every colleague.
fn leads_unit(person: &PersonId, unit: &UnitId, roster: &Roster, today: Day) -> bool {
    let chairs = roster.offices(person, today).any(|office| &office.organ.unit == unit && office.seat == Seat::Chair);
    chairs || roster.serves(person, "所在单位党组织", Some(unit), today)
}
