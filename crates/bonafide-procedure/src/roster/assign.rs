//! Assignment (分派): the fairest free people for a part, and why each of the others is not.
//!
//! The order is fixed and has no chance in it: fewest open cases first, then the longest since the last assignment
//! (never counts as longest), then the roster number.

use std::collections::BTreeMap;

use super::parts::Part;
use super::recusal::{Bar, Impartiality, Matter};
use crate::id::{Day, PersonId, UnitId};

/// What somebody has on the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Load {
    /// Open cases.
    pub open_cases: u32,
    /// When the last one was assigned; none if never.
    pub assigned_on: Option<Day>,
}

/// For what people are sought.
#[derive(Clone, Copy, Debug)]
pub struct Search<'a> {
    /// Among whose members, by the name the regulation uses.
    pub organ: &'a str,
    /// Of which unit; none: of any.
    pub unit: Option<&'a UnitId>,
    /// The matter and the part to be filled.
    pub matter: &'a Matter,
    /// What each has on the desk; who is missing has nothing.
    pub load: &'a BTreeMap<PersonId, Load>,
    /// How many are needed.
    pub count: usize,
    /// The day.
    pub on: Day,
}

/// Why a member is not suggested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsuited {
    /// Barred, by every one of these.
    Barred(Vec<Bar>),
    /// Fills this part in the case already.
    Fills(Part),
    /// Related to somebody chosen before: two relatives do not check each other's work.
    KinOfChosen(PersonId),
}

/// A member who may act, with what the order rests on and what could still be raised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub person: PersonId,
    /// On the desk.
    pub load: Load,
    /// Circumstances that bar only if somebody decides so.
    pub doubts: Vec<Bar>,
}

/// Who is suggested, and what became of everybody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Those to assign, fairest first; fewer than asked for if there are not enough.
    pub chosen: Vec<PersonId>,
    /// Everybody who may act, in the order of the rule, the chosen among them.
    pub ranked: Vec<Candidate>,
    /// Everybody else, by number, with the reason.
    pub unsuited: Vec<(PersonId, Unsuited)>,
}

impl Suggestion {
    /// The barred with all their bars.
    pub fn barred(&self) -> impl Iterator<Item = (&PersonId, &[Bar])> {
        self.unsuited.iter().filter_map(|(person, reason)| match reason {
            Unsuited::Barred(bars) => Some((person, bars.as_slice())),
            _ => None,
        })
    }
}

impl Impartiality<'_> {
    /// Suggests whom to assign among the members of an organ.
    ///
    /// The suggestion binds nobody: who assigns may choose anyone in [`Suggestion::ranked`], and nobody else.
    pub fn suggest(&self, search: &Search<'_>) -> Suggestion {
        let members = self.roster.members(search.organ, search.unit, search.on);
        let (mut ranked, mut unsuited) = (Vec::new(), Vec::new());
        for person in members {
            match self.unsuited(&person, search) {
                Some(reason) => unsuited.push((person, reason)),
                None => ranked.push(self.candidate(person, search)),
            }
        }
        ranked.sort_by(|one, other| order(one).cmp(&order(other)));
        let mut chosen: Vec<PersonId> = Vec::new();
        for candidate in &ranked {
            if chosen.len() == search.count {
                break;
            }
            let relative = self.relative_among(&candidate.person, &chosen, search.on);
            match relative {
                Some(relative) => unsuited.push((candidate.person.clone(), Unsuited::KinOfChosen(relative))),
                None => chosen.push(candidate.person.clone()),
            }
        }
        unsuited.sort_by(|one, other| one.0.cmp(&other.0));
        Suggestion { chosen, ranked, unsuited }
    }

    fn unsuited(&self, person: &PersonId, search: &Search<'_>) -> Option<Unsuited> {
        let matter = search.matter;
        let bars = self.barred(person, matter, search.on);
        if !bars.is_empty() {
            return Some(Unsuited::Barred(bars));
        }
        let fills = matter.acting.iter().any(|(acting, part)| acting == person && *part == matter.part);
        fills.then_some(Unsuited::Fills(matter.part))
    }

    fn candidate(&self, person: PersonId, search: &Search<'_>) -> Candidate {
        let load = search.load.get(&person).copied().unwrap_or(Load { open_cases: 0, assigned_on: None });
        let doubts = self.doubts(&person, search.matter, search.on);
        Candidate { person, load, doubts }
    }

    fn relative_among(&self, person: &PersonId, chosen: &[PersonId], on: Day) -> Option<PersonId> {
        let relatives = self.roster.kin(person, on).filter_map(|kinship| kinship.relative_of(person));
        relatives.filter(|relative| chosen.contains(relative)).min().cloned()
    }
}

fn order(candidate: &Candidate) -> (u32, Option<Day>, &PersonId) {
    (candidate.load.open_cases, candidate.load.assigned_on, &candidate.person)
}
