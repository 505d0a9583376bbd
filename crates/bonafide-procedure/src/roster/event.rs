//! What can be asked of a roster, and what then has happened to it.

use super::parts::{Concern, Interest, Kin, Kinship, Office, Organ, OrganKey, Person, Pool, Reporting, Reviewer, Unit};
use crate::id::{Day, PersonId};

/// Which appointment ends, and its last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppointmentEnd {
    /// Who.
    pub person: PersonId,
    /// In which organ.
    pub organ: OrganKey,
    /// From which post.
    pub post: String,
    /// The last day in office.
    pub until: Day,
}

/// Which kinship ends, and its last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KinshipEnd {
    /// One of the two.
    pub one: PersonId,
    /// The other.
    pub other: PersonId,
    /// Which kinship.
    pub kin: Kin,
    /// The last day.
    pub until: Day,
}

/// Which reporting line ends, and its last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportingEnd {
    /// Who reported.
    pub person: PersonId,
    /// To whom.
    pub superior: PersonId,
    /// The last day.
    pub until: Day,
}

/// Which interest ends, and its last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InterestEnd {
    /// Whose.
    pub person: PersonId,
    /// In what.
    pub concern: Concern,
    /// The last day.
    pub until: Day,
}

/// Which reviewer retires, and the last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewerEnd {
    /// Who.
    pub person: PersonId,
    /// From which list.
    pub pool: Pool,
    /// The last day on which the person can be drawn.
    pub until: Day,
}

/// What is asked of the roster (名册指令).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RosterCommand {
    /// Put a person on it.
    AddPerson(Person),
    /// Put a unit on it.
    AddUnit(Unit),
    /// Name an organ of a unit, with what regulations call it.
    NameOrgan(Organ),
    /// Give somebody an office.
    Appoint(Office),
    /// End an office that goes on.
    EndAppointment(AppointmentEnd),
    /// Record that two are related.
    RecordKinship(Kinship),
    /// End a kinship that goes on.
    EndKinship(KinshipEnd),
    /// Record who reports to whom.
    RecordReporting(Reporting),
    /// End a reporting line that goes on.
    EndReporting(ReportingEnd),
    /// Declare an interest.
    DeclareInterest(Interest),
    /// End an interest that goes on.
    EndInterest(InterestEnd),
    /// Put somebody on a list of people from outside.
    AddReviewer(Reviewer),
    /// Take somebody off it from the next day on.
    RetireReviewer(ReviewerEnd),
}

/// What has happened to the roster (名册事件).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RosterEvent {
    /// A person was put on it.
    PersonAdded(Person),
    /// A unit was put on it.
    UnitAdded(Unit),
    /// An organ was named.
    OrganNamed(Organ),
    /// Somebody was given an office.
    Appointed(Office),
    /// An office ended.
    AppointmentEnded(AppointmentEnd),
    /// Two were recorded as related.
    KinshipRecorded(Kinship),
    /// A kinship ended.
    KinshipEnded(KinshipEnd),
    /// A reporting line was recorded.
    ReportingRecorded(Reporting),
    /// A reporting line ended.
    ReportingEnded(ReportingEnd),
    /// An interest was declared.
    InterestDeclared(Interest),
    /// An interest ended.
    InterestEnded(InterestEnd),
    /// Somebody was put on a list of people from outside.
    ReviewerAdded(Reviewer),
    /// Somebody left it.
    ReviewerRetired(ReviewerEnd),
}
