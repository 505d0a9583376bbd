//! What the tests share: the example county and small ways to speak of it.

use super::recusal::Matter;
use super::{Part, Roster, RosterEvent, text};
use crate::id::{CaseNo, Day, PersonId, UnitId};

pub(super) const QINGHE: &str = include_str!("../../../../examples/people-qinghe.md");

pub(super) fn qinghe() -> (Roster, Vec<RosterEvent>) {
    text::load(QINGHE, Roster::empty()).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

pub(super) fn person(id: &str) -> PersonId {
    PersonId::new(id).unwrap()
}

pub(super) fn unit(id: &str) -> UnitId {
    UnitId::new(id).unwrap()
}

pub(super) fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// The bridge repaired before the flood: p07 of the water bureau, reported by p16.
pub(super) fn bridge(part: Part) -> Matter {
    Matter {
        case_no: Some(CaseNo::new("2025-0001").unwrap()),
        subjects: [person("p07")].into(),
        reporters: [person("p16")].into(),
        unit: Some(unit("qh-sl")),
        ..Matter::new(part)
    }
}
