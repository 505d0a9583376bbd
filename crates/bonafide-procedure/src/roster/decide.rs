//! Commands against the roster as it stands: a refusal, or the event.

use super::Roster;
use super::event::{AppointmentEnd, RosterCommand, RosterEvent};
use super::parts::{Concern, Interest, Kinship, Office, Organ, Person, Reporting, Reviewer, Seat, Tenure, Unit};
use super::refusal::RosterRefusal;
use crate::id::{Day, PersonId, UnitId};

/// Longest name or description, in characters.
const NAME_LENGTH_MAX: usize = 120;

impl Roster {
    /// Decides a command: the events it causes, one today.
    ///
    /// # Errors
    /// [`RosterRefusal`] when it does not fit what stands on the roster; then nothing happens.
    pub fn decide(&self, command: RosterCommand) -> Result<Vec<RosterEvent>, RosterRefusal> {
        self.decided(command).map(|event| vec![event])
    }

    fn decided(&self, command: RosterCommand) -> Result<RosterEvent, RosterRefusal> {
        match command {
            RosterCommand::AddPerson(person) => self.add_person(person),
            RosterCommand::AddUnit(unit) => self.add_unit(unit),
            RosterCommand::NameOrgan(organ) => self.name_organ(organ),
            RosterCommand::Appoint(office) => self.appoint(office),
            RosterCommand::EndAppointment(end) => self.end_appointment(end),
            RosterCommand::RecordKinship(kinship) => self.record_kinship(kinship.ordered()),
            RosterCommand::EndKinship(end) => {
                let open = |kinship: &&Kinship| {
                    kinship.is_between(&end.one, &end.other)
                        && kinship.kin == end.kin
                        && kinship.until.is_none()
                        && kinship.from.is_none_or(|from| from <= end.until)
                };
                self.kinships.iter().find(open).ok_or(RosterRefusal::NothingToEnd)?;
                Ok(RosterEvent::KinshipEnded(end))
            }
            RosterCommand::RecordReporting(reporting) => self.record_reporting(reporting),
            RosterCommand::EndReporting(end) => {
                let same = |line: &&Reporting| line.person == end.person && line.superior == end.superior;
                ends(self.reportings.iter().filter(same).map(|line| line.tenure), end.until)?;
                Ok(RosterEvent::ReportingEnded(end))
            }
            RosterCommand::DeclareInterest(interest) => self.declare_interest(interest),
            RosterCommand::EndInterest(end) => {
                let same = |interest: &&Interest| interest.person == end.person && interest.concern == end.concern;
                ends(self.interests.iter().filter(same).map(|interest| interest.tenure), end.until)?;
                Ok(RosterEvent::InterestEnded(end))
            }
            RosterCommand::AddReviewer(reviewer) => self.add_reviewer(reviewer),
            RosterCommand::RetireReviewer(end) => {
                let same = |reviewer: &&Reviewer| reviewer.person == end.person && reviewer.pool == end.pool;
                ends(self.reviewers.iter().filter(same).map(|reviewer| reviewer.tenure), end.until)?;
                Ok(RosterEvent::ReviewerRetired(end))
            }
        }
    }

    fn add_person(&self, person: Person) -> Result<RosterEvent, RosterRefusal> {
        if self.persons.contains_key(&person.id) {
            return Err(RosterRefusal::PersonKnown(person.id));
        }
        fit(person.name.as_deref().unwrap_or_default())?;
        Ok(RosterEvent::PersonAdded(person))
    }

    fn add_unit(&self, unit: Unit) -> Result<RosterEvent, RosterRefusal> {
        if self.units.contains_key(&unit.id) {
            return Err(RosterRefusal::UnitKnown(unit.id));
        }
        fit(&unit.name)?;
        for other in unit.superior.iter().chain(&unit.within) {
            self.knows_unit(other)?;
        }
        Ok(RosterEvent::UnitAdded(unit))
    }

    fn name_organ(&self, organ: Organ) -> Result<RosterEvent, RosterRefusal> {
        let unit = &organ.key.unit;
        self.knows_unit(unit)?;
        let mut own: Vec<&str> = Vec::new();
        for name in std::iter::once(&organ.key.name).chain(&organ.aliases) {
            fit(name)?;
            let taken = self.organs.values().any(|other| &other.key.unit == unit && other.is_called(name));
            if taken || own.contains(&name.as_str()) {
                return Err(RosterRefusal::OrganKnown { unit: unit.clone(), name: name.clone() });
            }
            own.push(name);
        }
        Ok(RosterEvent::OrganNamed(organ))
    }

    fn appoint(&self, office: Office) -> Result<RosterEvent, RosterRefusal> {
        self.knows_person(&office.person)?;
        self.knows_unit(&office.organ.unit)?;
        if !self.organs.contains_key(&office.organ) {
            let key = office.organ;
            return Err(RosterRefusal::OrganUnknown { unit: key.unit, name: key.name });
        }
        fit(&office.post)?;
        in_order(office.tenure)?;
        let meets = |other: &&Office| other.organ == office.organ && other.tenure.overlap(office.tenure).is_some();
        for other in self.offices.iter().filter(meets) {
            if other.person == office.person && other.post == office.post {
                return Err(RosterRefusal::OfficeOverlaps(other.person.clone()));
            }
            if other.seat == Seat::Chair && office.seat == Seat::Chair {
                return Err(RosterRefusal::SecondChair(other.person.clone()));
            }
        }
        Ok(RosterEvent::Appointed(office))
    }

    fn end_appointment(&self, end: AppointmentEnd) -> Result<RosterEvent, RosterRefusal> {
        let same =
            |office: &&Office| office.person == end.person && office.organ == end.organ && office.post == end.post;
        ends(self.offices.iter().filter(same).map(|office| office.tenure), end.until)?;
        Ok(RosterEvent::AppointmentEnded(end))
    }

    fn record_kinship(&self, kinship: Kinship) -> Result<RosterEvent, RosterRefusal> {
        self.knows_pair(&kinship.one, &kinship.other)?;
        if kinship.from.zip(kinship.until).is_some_and(|(from, until)| until < from) {
            return Err(RosterRefusal::EndsBeforeStart);
        }
        // Without a first day a kinship reaches back without end.
        let days = |kinship: &Kinship| Tenure { from: kinship.from.unwrap_or(Day(i64::MIN)), until: kinship.until };
        let stands = self.kinships.iter().any(|other| {
            other.is_between(&kinship.one, &kinship.other)
                && other.kin == kinship.kin
                && days(other).overlap(days(&kinship)).is_some()
        });
        if stands { Err(RosterRefusal::StandsAlready) } else { Ok(RosterEvent::KinshipRecorded(kinship)) }
    }

    fn record_reporting(&self, reporting: Reporting) -> Result<RosterEvent, RosterRefusal> {
        self.knows_pair(&reporting.person, &reporting.superior)?;
        in_order(reporting.tenure)?;
        let same = |line: &&Reporting| line.person == reporting.person && line.superior == reporting.superior;
        apart(self.reportings.iter().filter(same).map(|line| line.tenure), reporting.tenure)?;
        // A loop can close only while both lines run: on the first day of one of them.
        let first_days = self.reportings.iter().map(|line| line.tenure.from).filter(|day| reporting.tenure.holds(*day));
        for day in std::iter::once(reporting.tenure.from).chain(first_days) {
            if self.reporting_path(&reporting.superior, &reporting.person, day).is_some() {
                return Err(RosterRefusal::ReportingLoop(reporting.person));
            }
        }
        Ok(RosterEvent::ReportingRecorded(reporting))
    }

    fn declare_interest(&self, interest: Interest) -> Result<RosterEvent, RosterRefusal> {
        self.knows_person(&interest.person)?;
        match &interest.concern {
            Concern::Unit(unit) => self.knows_unit(unit)?,
            Concern::Person(other) => self.knows_pair(&interest.person, other)?,
            Concern::Case(_) => {}
        }
        fit(&interest.what)?;
        in_order(interest.tenure)?;
        let same = |other: &&Interest| other.person == interest.person && other.concern == interest.concern;
        apart(self.interests.iter().filter(same).map(|other| other.tenure), interest.tenure)?;
        Ok(RosterEvent::InterestDeclared(interest))
    }

    fn add_reviewer(&self, reviewer: Reviewer) -> Result<RosterEvent, RosterRefusal> {
        self.knows_person(&reviewer.person)?;
        in_order(reviewer.tenure)?;
        let same = |other: &&Reviewer| other.person == reviewer.person && other.pool == reviewer.pool;
        apart(self.reviewers.iter().filter(same).map(|other| other.tenure), reviewer.tenure)?;
        Ok(RosterEvent::ReviewerAdded(reviewer))
    }

    fn knows_person(&self, person: &PersonId) -> Result<(), RosterRefusal> {
        self.persons.get(person).map(|_| ()).ok_or_else(|| RosterRefusal::PersonUnknown(person.clone()))
    }

    fn knows_pair(&self, one: &PersonId, other: &PersonId) -> Result<(), RosterRefusal> {
        self.knows_person(one)?;
        self.knows_person(other)?;
        if one == other { Err(RosterRefusal::SamePerson(one.clone())) } else { Ok(()) }
    }

    fn knows_unit(&self, unit: &UnitId) -> Result<(), RosterRefusal> {
        self.units.get(unit).map(|_| ()).ok_or_else(|| RosterRefusal::UnitUnknown(unit.clone()))
    }
}

fn fit(name: &str) -> Result<(), RosterRefusal> {
    let fits = (1..=NAME_LENGTH_MAX).contains(&name.chars().count())
        && name.trim() == name
        && !name.chars().any(|letter| letter.is_control() || letter == '|');
    if fits { Ok(()) } else { Err(RosterRefusal::NameUnfit(name.to_owned())) }
}

fn in_order(tenure: Tenure) -> Result<(), RosterRefusal> {
    if tenure.until.is_some_and(|last| last < tenure.from) { Err(RosterRefusal::EndsBeforeStart) } else { Ok(()) }
}

fn apart(mut standing: impl Iterator<Item = Tenure>, new: Tenure) -> Result<(), RosterRefusal> {
    if standing.any(|tenure| tenure.overlap(new).is_some()) { Err(RosterRefusal::StandsAlready) } else { Ok(()) }
}

fn ends(mut standing: impl Iterator<Item = Tenure>, until: Day) -> Result<(), RosterRefusal> {
    let open = |tenure: Tenure| tenure.until.is_none() && tenure.from <= until;
    if standing.any(open) { Ok(()) } else { Err(RosterRefusal::NothingToEnd) }
}
