//! Why the roster says no.

use crate::id::{PersonId, UnitId};

/// Why a roster command is refused. [`RosterRefusal::code`] is what sentences for people hang on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RosterRefusal {
    /// The number is taken.
    #[error("a person with the number `{0}` is on the roster already")]
    PersonKnown(PersonId),
    /// No such person.
    #[error("nobody with the number `{0}` is on the roster; add the person first")]
    PersonUnknown(PersonId),
    /// The id is taken.
    #[error("a unit `{0}` is on the roster already")]
    UnitKnown(UnitId),
    /// No such unit.
    #[error("no unit `{0}` is on the roster; add the unit first")]
    UnitUnknown(UnitId),
    /// The unit has an organ that is called so.
    #[error("`{unit}` has an organ called `{name}` already")]
    OrganKnown {
        /// Unit.
        unit: UnitId,
        /// Name or alias that clashes.
        name: String,
    },
    /// The unit has no such organ.
    #[error("`{unit}` has no organ `{name}`; name the organ first")]
    OrganUnknown {
        /// Unit.
        unit: UnitId,
        /// The name given.
        name: String,
    },
    /// A name or a description is empty, too long, or holds what no name holds.
    #[error("`{0}` is no name: 1 to 120 characters on one line, without `|`")]
    NameUnfit(String),
    /// The last day comes before the first.
    #[error("the last day comes before the first")]
    EndsBeforeStart,
    /// The same office at the same time.
    #[error("`{0}` holds this office already on some of these days")]
    OfficeOverlaps(PersonId),
    /// Two chairs at once.
    #[error("`{0}` is chair of this organ on some of these days")]
    SecondChair(PersonId),
    /// One person on both sides.
    #[error("`{0}` cannot stand on both sides of it")]
    SamePerson(PersonId),
    /// Recorded already for some of these days.
    #[error("that stands on the roster already for some of these days")]
    StandsAlready,
    /// Somebody would be their own superior.
    #[error("`{0}` would then report to themselves")]
    ReportingLoop(PersonId),
    /// Nothing that goes on fits what should end.
    #[error("nothing on the roster that goes on fits what should end")]
    NothingToEnd,
}

impl RosterRefusal {
    /// The key of its sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::PersonKnown(_) => "person-known",
            Self::PersonUnknown(_) => "person-unknown",
            Self::UnitKnown(_) => "unit-known",
            Self::UnitUnknown(_) => "unit-unknown",
            Self::OrganKnown { .. } => "organ-known",
            Self::OrganUnknown { .. } => "organ-unknown",
            Self::NameUnfit(_) => "name-unfit",
            Self::EndsBeforeStart => "ends-before-start",
            Self::OfficeOverlaps(_) => "office-overlaps",
            Self::SecondChair(_) => "second-chair",
            Self::SamePerson(_) => "same-person",
            Self::StandsAlready => "stands-already",
            Self::ReportingLoop(_) => "reporting-loop",
            Self::NothingToEnd => "nothing-to-end",
        }
    }
}
