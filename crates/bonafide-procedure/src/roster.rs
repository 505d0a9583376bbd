//! Who is who (人员与机构): persons, units, organs, offices over time, kinship, reporting lines, interests, reviewers.
//!
//! Folded from roster events and asked by day. Must not know cases or steps: a case hands in what it has as a
//! [`recusal::Matter`] and gets back who may not act in it, and why. Names of persons stand in one event only, so that
//! they can be erased without losing who acted.

pub mod assign;
mod decide;
mod event;
mod fold;
pub mod grounds;
pub mod lot;
mod parts;
mod query;
pub mod recusal;
mod refusal;
pub mod text;
mod tie;
mod written;

use std::collections::BTreeMap;

use crate::id::{PersonId, UnitId};

pub use event::{AppointmentEnd, InterestEnd, KinshipEnd, ReportingEnd, ReviewerEnd, RosterCommand, RosterEvent};
pub use parts::{
    Concern, Interest, Kin, Kinship, Office, Organ, OrganKey, Part, PastCase, PastCases, Person, Pool, Reporting,
    Reviewer, Seat, Tenure, Unit,
};
pub use query::RecusalDecider;
pub use refusal::RosterRefusal;
pub use tie::{Inquiry, Tie};
pub use written::{from_wire, schema, to_wire};

/// The people and bodies of the units, as the events so far say (人员名册).
///
/// Nothing is ever taken out: an office that ended, a kinship that ended and a reviewer who retired stay with their
/// last day, because a case is asked about the day of the act as well as about today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    persons: BTreeMap<PersonId, Person>,
    units: BTreeMap<UnitId, Unit>,
    organs: BTreeMap<OrganKey, Organ>,
    offices: Vec<Office>,
    kinships: Vec<Kinship>,
    reportings: Vec<Reporting>,
    interests: Vec<Interest>,
    reviewers: Vec<Reviewer>,
}

impl Roster {
    /// A roster on which nobody stands yet.
    pub fn empty() -> Self {
        Self {
            persons: BTreeMap::new(),
            units: BTreeMap::new(),
            organs: BTreeMap::new(),
            offices: Vec::new(),
            kinships: Vec::new(),
            reportings: Vec::new(),
            interests: Vec::new(),
            reviewers: Vec::new(),
        }
    }

    /// The roster after these events, in this order.
    pub fn folded<'a>(events: impl IntoIterator<Item = &'a RosterEvent>) -> Self {
        let mut roster = Self::empty();
        for event in events {
            roster.apply(event);
        }
        roster
    }
}

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
