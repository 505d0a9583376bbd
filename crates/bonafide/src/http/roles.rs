//! What somebody does here (角色), as the roster and the regulations in force have it: which entries the menu has for them.
//! What they may see of a case is asked of `may`, never of this.

use bonafide_procedure::id::{Day, PersonId};
use bonafide_procedure::procedure::Party;
use bonafide_procedure::roster::{Pool, Roster};
use bonafide_procedure::step::Step;

use crate::gather::laws::Laws;

/// The organ that inquiries are done by.
const TEAM: &str = "核查组";

/// What somebody does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Roles {
    /// Takes matters in and screens them.
    pub(super) screens: bool,
    /// Inquires.
    pub(super) inquires: bool,
    /// Sits where it is decided.
    pub(super) decides: bool,
    /// Stands on a list of people from outside.
    pub(super) assesses: bool,
    /// Sits in the organ above, or steers.
    pub(super) oversees: bool,
}

impl Roles {
    /// The roles of a person on a day.
    pub(super) fn of(person: &PersonId, roster: &Roster, laws: &Laws, today: Day) -> Self {
        let serves = |step: Step| {
            laws.all().any(|law| {
                let steps = law.in_force.procedure.steps.iter().filter(|provided| provided.step == step);
                steps.flat_map(|provided| &provided.by).any(|party| match party {
                    Party::Organ(name) => roster.serves(person, name, None, today),
                    _ => false,
                })
            })
        };
        let own = roster.units_of(person, today);
        let is_above = || roster.units().any(|unit| unit.superior.as_ref().is_some_and(|above| own.contains(above)));
        let is_listed = |pool| roster.reviewers(pool, today).contains(person);
        Self {
            screens: serves(Step::Screen),
            inquires: roster.serves(person, TEAM, None, today),
            decides: serves(Step::Decide),
            assesses: is_listed(Pool::ThirdParty) || is_listed(Pool::Appraiser),
            oversees: serves(Step::Appeal) || serves(Step::SpotCheck) || is_above(),
        }
    }
}
