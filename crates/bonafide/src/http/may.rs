//! Who may see what (权限): the one function that every page, form and list asks.
//!
//! Need to know: the person concerned and the leaders of the unit see their side; who works on a case, and the bodies
//! competent for it, see the whole; whoever brought it up sees that it goes on. Who stands aside sees nothing.

use bonafide_procedure::case::Case;
use bonafide_procedure::case::act::SubjectKind;
use bonafide_procedure::id::{Day, PersonId, UnitId};
use bonafide_procedure::procedure::Party;
use bonafide_procedure::roster::{Part, Roster, Seat};

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
        (Right::Concerned | Right::OwnUnit, Some(person)) => {
            let Some(gathered) = gathered else { return Verdict::No };
            let is_mine = if right == Right::Concerned { is_concerned } else { leads_it };
            if is_mine(person, gathered) { Verdict::Yes(sight(person, gathered)) } else { Verdict::No }
        }
    }
}

/// Whether a case is the person's own matter: they are concerned, or lead the unit that is.
pub(super) fn is_concerned(person: &PersonId, gathered: &Gathered) -> bool {
    let Some(report) = &gathered.case.report else { return false };
    &report.subject == person || (is_units(gathered) && leads_unit(person, gathered, &report.unit))
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
    !is_aside && !is_own && unit_of(&gathered.case).is_some_and(|unit| leads_unit(person, gathered, unit))
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

/// How much of a case a person sees.
pub(super) fn sight(person: &PersonId, gathered: &Gathered) -> Sight {
    let case = &gathered.case;
    // The person concerned never loses sight of their own matter by standing aside elsewhere.
    if case.subject() == Some(person) {
        return Sight::Party;
    }
    if case.aside.contains(person) {
        return Sight::Nothing;
    }
    let Some(unit) = unit_of(case) else { return Sight::Nothing };
    if works_on(person, case) || is_competent(person, gathered, unit) {
        return Sight::Whole;
    }
    // A filing is the unit's own paper, not a case about anybody.
    let is_own_filing = case.filing.is_some() && gathered.roster.units_of(person, gathered.today).contains(unit);
    if is_own_filing || leads_unit(person, gathered, unit) {
        return Sight::Party;
    }
    let reported = case.report.as_ref().is_some_and(|report| report.reporters.contains(person));
    if reported || case.has_part(person, Part::Accuse) { Sight::Outline } else { Sight::Nothing }
}

fn unit_of(case: &Case) -> Option<&UnitId> {
    case.report.as_ref().map(|report| &report.unit).or(case.filing.as_ref().map(|filing| &filing.unit))
}

fn works_on(person: &PersonId, case: &Case) -> bool {
    let parts = [Part::Investigate, Part::Assess, Part::Propose, Part::Decide, Part::Review];
    case.team.contains(person)
        || case.commissioned.contains_key(person)
        || parts.into_iter().any(|part| case.has_part(person, part))
}

/// Sits in a body that the text names for a step, competent for the unit. Who accuses works on nothing else.
fn is_competent(person: &PersonId, gathered: &Gathered, unit: &UnitId) -> bool {
    if gathered.case.has_part(person, Part::Accuse) {
        return false;
    }
    let parties = gathered.law.procedure.steps.iter().flat_map(|provided| &provided.by);
    let mut names: Vec<&str> = parties
        .filter_map(|party| match party {
            Party::Organ(name) => Some(name.as_str()),
            _ => None,
        })
        .filter(|name| !["所在", "责任", "报备", "经办"].iter().any(|own| name.starts_with(own)))
        .collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().any(|name| gathered.roster.serves_for(person, name, unit, gathered.today))
}

/// Chairs an organ of the unit, or sits in its party organisation: not every colleague.
fn leads_unit(person: &PersonId, gathered: &Gathered, unit: &UnitId) -> bool {
    let chairs = gathered
        .roster
        .offices(person, gathered.today)
        .any(|office| &office.organ.unit == unit && office.seat == Seat::Chair);
    chairs || gathered.roster.serves(person, "所在单位党组织", Some(unit), gathered.today)
}
