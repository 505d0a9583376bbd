//! Questions to the roster, all by day.

use std::collections::BTreeSet;

use super::Roster;
use super::parts::{Office, Organ, OrganKey, Person, Pool, Seat, Unit};
use crate::id::{Day, PersonId, UnitId};

/// What regulations call an organ above that is not named after its task.
const SUPERIOR_NAMES: [&str; 4] = ["上一级机关", "上级机关", "上级单位", "上级行"];

/// How words begin that mean the unit concerned itself.
const OWN_PREFIXES: [&str; 4] = ["所在", "责任", "报备", "经办"];

/// Who decides whether somebody steps back.
///
/// Source: 公职人员政务处分法, art. 48 (2020-06-20): the head's recusal is decided by the organ above, everybody else's by
/// the head; 公务员法, art. 77 (2018-12-29): the organ decides on application after looking into it, or unasked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecusalDecider {
    /// The organ's head decides on a member.
    Head(PersonId),
    /// The head's own recusal: the corresponding organ of the unit above, by its head if one is known.
    Above {
        /// The organ above.
        organ: OrganKey,
        /// Who leads it on that day.
        head: Option<PersonId>,
    },
    /// The unit above, which names no corresponding organ.
    UnitAbove(UnitId),
    /// Nobody can be told: the organ has no head that day and its unit no superior, or the person does not sit in it.
    Nobody,
}

impl Roster {
    /// The person with that number.
    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        self.persons.get(id)
    }

    /// All persons, by number.
    pub fn persons(&self) -> impl Iterator<Item = &Person> {
        self.persons.values()
    }

    /// The unit with that id.
    pub fn unit(&self, id: &UnitId) -> Option<&Unit> {
        self.units.get(id)
    }

    /// All units, by id.
    pub fn units(&self) -> impl Iterator<Item = &Unit> {
        self.units.values()
    }

    /// The unit that a unit answers to.
    pub fn superior_unit(&self, id: &UnitId) -> Option<&Unit> {
        self.units.get(self.units.get(id)?.superior.as_ref()?)
    }

    /// The organs called so, by name or alias: of any unit; or of one, and if it has none itself, of the units that are
    /// part of it.
    pub fn organs<'a>(&'a self, name: &'a str, unit: Option<&'a UnitId>) -> impl Iterator<Item = &'a Organ> {
        self.organs.values().filter(move |organ| organ.is_called(name) && self.covers(unit, &organ.key, name))
    }

    /// Whether a person sits on that day in an organ called so, found as [`Roster::organs`] finds it; or anywhere in the
    /// unit, if the name is the unit's own.
    pub fn serves(&self, person: &PersonId, organ_name: &str, unit: Option<&UnitId>, on: Day) -> bool {
        self.offices(person, on).any(|office| self.is_office_in(office, organ_name, unit))
    }

    /// The offices a person holds on that day.
    pub fn offices<'a>(&'a self, person: &PersonId, on: Day) -> impl Iterator<Item = &'a Office> {
        self.offices.iter().filter(move |office| &office.person == person && office.tenure.holds(on))
    }

    /// Every office a person ever held, as recorded.
    pub fn career<'a>(&'a self, person: &PersonId) -> impl Iterator<Item = &'a Office> {
        self.offices.iter().filter(move |office| &office.person == person)
    }

    /// Who sits that day in the organs called so, by number, each once.
    pub fn members(&self, organ_name: &str, unit: Option<&UnitId>, on: Day) -> Vec<PersonId> {
        let sits = |office: &&Office| office.tenure.holds(on) && self.is_office_in(office, organ_name, unit);
        let members: BTreeSet<&PersonId> = self.offices.iter().filter(sits).map(|office| &office.person).collect();
        members.into_iter().cloned().collect()
    }

    /// The organs called so that are competent for a unit (管辖): its own or its parts'; else those of the next unit up,
    /// by what it is part of first and by what it answers to then. The nearest level that has one wins.
    ///
    /// Words that mean the unit itself (所在单位, 责任单位, 报备单位, 经办机构 and what begins so) are not sought above it.
    pub fn competent(&self, organ_name: &str, concerned: &UnitId) -> Vec<&Organ> {
        let is_own = OWN_PREFIXES.iter().any(|prefix| organ_name.starts_with(prefix));
        let mut level = Some(concerned);
        // No chain is longer than there are units: a circle in it must not hang.
        for _ in 0..self.units.len() {
            let Some(unit) = level else { break };
            let found: Vec<&Organ> = self
                .organs
                .values()
                .filter(|organ| organ.is_called(organ_name) && self.covers(Some(unit), &organ.key, organ_name))
                .collect();
            if !found.is_empty() || is_own {
                return found;
            }
            level = self.units.get(unit).and_then(|unit| unit.within.as_ref().or(unit.superior.as_ref()));
        }
        Vec::new()
    }

    /// Whether a person sits on that day in an organ called so that is competent for a unit.
    pub fn serves_for(&self, person: &PersonId, organ_name: &str, concerned: &UnitId, on: Day) -> bool {
        let competent = self.competent(organ_name, concerned);
        self.offices(person, on).any(|office| competent.iter().any(|organ| organ.key == office.organ))
    }

    /// Who sits on that day in the organs called so that are competent for a unit, by number, each once.
    pub fn members_for(&self, organ_name: &str, concerned: &UnitId, on: Day) -> Vec<PersonId> {
        let competent = self.competent(organ_name, concerned);
        let sits =
            |office: &&Office| office.tenure.holds(on) && competent.iter().any(|organ| organ.key == office.organ);
        let members: BTreeSet<&PersonId> = self.offices.iter().filter(sits).map(|office| &office.person).collect();
        members.into_iter().cloned().collect()
    }

    /// Who chairs the organ called so on that day; none if nobody does, or if several organs so called have a chair.
    pub fn chair(&self, organ_name: &str, unit: Option<&UnitId>, on: Day) -> Option<&PersonId> {
        let mut chairs = self.offices.iter().filter(|office| {
            office.seat == Seat::Chair && office.tenure.holds(on) && self.is_office_in(office, organ_name, unit)
        });
        let chair = chairs.next()?;
        chairs.all(|other| other.person == chair.person).then_some(&chair.person)
    }

    /// Who chairs this very organ on that day.
    pub fn head(&self, organ: &OrganKey, on: Day) -> Option<&PersonId> {
        let leads = |office: &&Office| &office.organ == organ && office.seat == Seat::Chair && office.tenure.holds(on);
        self.offices.iter().find(leads).map(|office| &office.person)
    }

    /// The units in which a person holds an office on that day.
    pub fn units_of(&self, person: &PersonId, on: Day) -> BTreeSet<&UnitId> {
        self.offices(person, on).map(|office| &office.organ.unit).collect()
    }

    /// Who stands that day on a list of people from outside, by number.
    pub fn reviewers(&self, pool: Pool, on: Day) -> Vec<PersonId> {
        let listed: BTreeSet<&PersonId> = self
            .reviewers
            .iter()
            .filter(|reviewer| reviewer.pool == pool && reviewer.tenure.holds(on))
            .map(|reviewer| &reviewer.person)
            .collect();
        listed.into_iter().cloned().collect()
    }

    /// The offices by which one person sits in both organs on that day, such as 问责机关 and 容错机构, which are kept
    /// apart in each case (mechanism, B12).
    pub fn serves_both(&self, person: &PersonId, names: (&str, &str), on: Day) -> Vec<(&Office, &Office)> {
        let mut both = Vec::new();
        for one in self.offices(person, on).filter(|office| self.is_office_in(office, names.0, None)) {
            let other = self.offices(person, on).filter(|office| self.is_office_in(office, names.1, None));
            both.extend(other.map(|other| (one, other)));
        }
        both
    }

    /// Who decides whether a person steps back from this organ's work: the head for a member, the organ above for the
    /// head, and for a member too while the organ has no head.
    ///
    /// Source: 公职人员政务处分法, art. 48 (2020-06-20); 公务员法, art. 77 (2018-12-29).
    pub fn decider_of_recusal(&self, person: &PersonId, organ: &OrganKey, on: Day) -> RecusalDecider {
        if !self.offices(person, on).any(|office| &office.organ == organ) {
            return RecusalDecider::Nobody;
        }
        match self.head(organ, on) {
            Some(head) if head != person => RecusalDecider::Head(head.clone()),
            _ => self.above(organ, on),
        }
    }

    /// The organ of the unit above that shares a name or an alias with this one, or is called the organ above.
    fn above(&self, organ: &OrganKey, on: Day) -> RecusalDecider {
        let Some(superior) = self.superior_unit(&organ.unit) else { return RecusalDecider::Nobody };
        let own = self.organs.get(organ);
        let corresponds = |other: &&Organ| {
            own.is_some_and(|own| {
                other.is_called(&own.key.name) || own.aliases.iter().any(|alias| other.is_called(alias))
            })
        };
        let is_part = |unit: &UnitId| self.units.get(unit).and_then(|unit| unit.within.as_ref()) == Some(&superior.id);
        let of_superior = || self.organs.values().filter(|other| other.key.unit == superior.id);
        let of_parts = || self.organs.values().filter(|other| &other.key != organ && is_part(&other.key.unit));
        let general = |other: &&Organ| SUPERIOR_NAMES.iter().any(|name| other.is_called(name));
        match of_superior()
            .find(corresponds)
            .or_else(|| of_superior().find(general))
            .or_else(|| of_parts().find(corresponds))
        {
            Some(above) => RecusalDecider::Above { organ: above.key.clone(), head: self.head(&above.key, on).cloned() },
            None => RecusalDecider::UnitAbove(superior.id.clone()),
        }
    }

    fn is_office_in(&self, office: &Office, name: &str, unit: Option<&UnitId>) -> bool {
        let key = &office.organ;
        self.covers(unit, key, name)
            && (self.organs.get(key).is_some_and(|organ| organ.is_called(name))
                || self.units.get(&key.unit).is_some_and(|unit| unit.name == name))
    }

    /// Whether an organ of that unit is meant when a unit is spoken of: its own, or one of its parts' if it has none.
    fn covers(&self, unit: Option<&UnitId>, organ: &OrganKey, name: &str) -> bool {
        let Some(meant) = unit else { return true };
        if meant == &organ.unit {
            return true;
        }
        let within = self.units.get(&organ.unit).and_then(|unit| unit.within.as_ref());
        within == Some(meant) && !self.organs.values().any(|own| &own.key.unit == meant && own.is_called(name))
    }
}
