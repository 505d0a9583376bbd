//! Ties between two people, or of a person to a unit, each with what shows it.
//!
//! A tie is a fact; whether it bars is for [`super::recusal`].

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use bonafide_rules::day;

use super::Roster;
use super::parts::{Concern, Interest, Kinship, Office, OrganKey, PastCase, PastCases, Tenure};
use crate::id::{Day, PersonId, UnitId};

/// On which day ties are looked for, how far back, and among which past cases.
#[derive(Clone, Copy, Debug)]
pub struct Inquiry<'a> {
    /// The day.
    pub on: Day,
    /// For how many years former colleagues and former posts count. No statute sets the number: the unit does.
    pub years_back: u16,
    /// Past cases, as gathered.
    pub past: &'a PastCases,
}

/// What ties a person to another person or to a unit (关系), with its evidence.
///
/// Between two people it is the same whichever of them is named first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// They are related.
    Kinship(Kinship),
    /// One reports to the other: from the lower to the upper, everybody between. Two people: directly.
    Reporting(Vec<PersonId>),
    /// They sit in the same organ of a unit: the same team, department or committee.
    SameOrgan(OrganKey),
    /// They hold offices in the same unit.
    SameUnit(UnitId),
    /// They held offices in the same unit at the same time, not so long ago.
    FormerColleague {
        /// Where.
        unit: UnitId,
        /// The latest days on which both did.
        together: Tenure,
    },
    /// The person holds an office in the unit concerned.
    PostInUnit(Office),
    /// The person held one, not so long ago.
    FormerPost(Office),
    /// One declared an interest in the other, in the unit or in the case.
    Interest(Interest),
    /// One acted in a case that concerned the other.
    PastCase(PastCase),
}

impl Tie {
    /// Whether it is a reporting line without anybody between.
    pub fn is_direct_reporting(&self) -> bool {
        matches!(self, Self::Reporting(path) if path.len() == 2)
    }
}

impl Roster {
    /// Every tie between two people on that day, in a fixed order; none between somebody and themselves.
    pub fn ties(&self, one: &PersonId, other: &PersonId, inquiry: &Inquiry<'_>) -> Vec<Tie> {
        if one == other {
            return Vec::new();
        }
        let on = inquiry.on;
        let mut ties: Vec<Tie> =
            self.kin(one, on).filter(|kinship| kinship.is_between(one, other)).cloned().map(Tie::Kinship).collect();
        let upwards = self.reporting_path(one, other, on);
        ties.extend(upwards.or_else(|| self.reporting_path(other, one, on)).map(Tie::Reporting));
        ties.extend(self.shared_organs(one, other, on).into_iter().cloned().map(Tie::SameOrgan));
        let now: BTreeSet<&UnitId> = self.units_of(one, on).intersection(&self.units_of(other, on)).copied().collect();
        ties.extend(now.iter().map(|unit| Tie::SameUnit((*unit).clone())));
        ties.extend(
            self.former_colleagues(one, other, inquiry)
                .into_iter()
                .filter(|(unit, _)| !now.contains(unit))
                .map(|(unit, together)| Tie::FormerColleague { unit: unit.clone(), together }),
        );
        for (person, concerned) in [(one, other), (other, one)] {
            let concern = Concern::Person(concerned.clone());
            ties.extend(self.interests(person, &concern, on).cloned().map(Tie::Interest));
        }
        ties.extend(inquiry.past.between(one, other).cloned().map(Tie::PastCase));
        ties.sort();
        ties.dedup();
        ties
    }

    /// Every tie of a person to a unit on that day: an office in it, a former one, a declared interest.
    pub fn unit_ties(&self, person: &PersonId, unit: &UnitId, inquiry: &Inquiry<'_>) -> Vec<Tie> {
        let on = inquiry.on;
        let since = years_before(on, inquiry.years_back);
        let there = || self.career(person).filter(|office| &office.organ.unit == unit);
        let mut ties: Vec<Tie> =
            there().filter(|office| office.tenure.holds(on)).cloned().map(Tie::PostInUnit).collect();
        let former = |office: &&Office| office.tenure.until.is_some_and(|last| last < on && since <= last);
        ties.extend(there().filter(former).cloned().map(Tie::FormerPost));
        ties.extend(self.interests(person, &Concern::Unit(unit.clone()), on).cloned().map(Tie::Interest));
        ties.sort();
        ties
    }

    /// The kinships of a person on that day.
    pub fn kin<'a>(&'a self, person: &PersonId, on: Day) -> impl Iterator<Item = &'a Kinship> {
        self.kinships.iter().filter(move |kinship| kinship.relative_of(person).is_some() && kinship.holds(on))
    }

    /// The interests of a person in one thing that run on that day.
    pub fn interests<'a>(
        &'a self,
        person: &PersonId,
        concern: &Concern,
        on: Day,
    ) -> impl Iterator<Item = &'a Interest> {
        let concern = concern.clone();
        self.interests.iter().filter(move |interest| {
            &interest.person == person && interest.concern == concern && interest.tenure.holds(on)
        })
    }

    /// The shortest way up from one person to another on that day, both included; among equally short ones, the first
    /// by number.
    pub fn reporting_path(&self, lower: &PersonId, upper: &PersonId, on: Day) -> Option<Vec<PersonId>> {
        let mut reached: BTreeMap<&PersonId, &PersonId> = BTreeMap::new();
        let mut waiting = VecDeque::from([lower]);
        while let Some(person) = waiting.pop_front() {
            let lines = self.reportings.iter().filter(|line| &line.person == person && line.tenure.holds(on));
            let superiors: BTreeSet<&PersonId> = lines.map(|line| &line.superior).collect();
            for superior in superiors {
                if superior == lower || reached.contains_key(superior) {
                    continue;
                }
                reached.insert(superior, person);
                if superior == upper {
                    return Some(way_back(&reached, lower, upper));
                }
                waiting.push_back(superior);
            }
        }
        None
    }

    pub(super) fn shared_organs(&self, one: &PersonId, other: &PersonId, on: Day) -> BTreeSet<&OrganKey> {
        let organs = |person| self.offices(person, on).map(|office| &office.organ).collect::<BTreeSet<_>>();
        organs(one).intersection(&organs(other)).copied().collect()
    }

    /// The latest days together in each unit, ended before that day and not longer ago than asked.
    fn former_colleagues(&self, one: &PersonId, other: &PersonId, inquiry: &Inquiry<'_>) -> BTreeMap<&UnitId, Tenure> {
        let since = years_before(inquiry.on, inquiry.years_back);
        let mut found: BTreeMap<&UnitId, Tenure> = BTreeMap::new();
        for mine in self.career(one) {
            for theirs in self.career(other).filter(|theirs| theirs.organ.unit == mine.organ.unit) {
                let Some(together) = mine.tenure.overlap(theirs.tenure) else { continue };
                if !together.until.is_some_and(|last| last < inquiry.on && since <= last) {
                    continue;
                }
                let latest = found.entry(&mine.organ.unit).or_insert(together);
                if (latest.until, latest.from) < (together.until, together.from) {
                    *latest = together;
                }
            }
        }
        found
    }
}

fn way_back(reached: &BTreeMap<&PersonId, &PersonId>, lower: &PersonId, upper: &PersonId) -> Vec<PersonId> {
    let mut path = vec![upper.clone()];
    let mut person = upper;
    while person != lower {
        let Some(below) = reached.get(person) else { break };
        path.push((*below).clone());
        person = below;
    }
    path.reverse();
    path
}

/// The same date so many years earlier; 1 March's eve where that year has no 29 February.
fn years_before(on: Day, years: u16) -> Day {
    let (year, month, of_month) = day::to_date(on.0);
    let earlier = year - i64::from(years);
    let found = day::from_date(earlier, month, of_month).or_else(|| day::from_date(earlier, month, of_month - 1));
    found.map_or(Day(i64::MIN), Day)
}
