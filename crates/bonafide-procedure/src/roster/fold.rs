//! Events into the roster. Never refuses: what was recorded is so.

use super::Roster;
use super::event::RosterEvent;
use super::parts::Tenure;
use crate::id::Day;

impl Roster {
    /// Takes in one event.
    pub fn apply(&mut self, event: &RosterEvent) {
        match event {
            RosterEvent::PersonAdded(person) => {
                self.persons.insert(person.id.clone(), person.clone());
            }
            RosterEvent::UnitAdded(unit) => {
                self.units.insert(unit.id.clone(), unit.clone());
            }
            RosterEvent::OrganNamed(organ) => {
                self.organs.insert(organ.key.clone(), organ.clone());
            }
            RosterEvent::Appointed(office) => self.offices.push(office.clone()),
            RosterEvent::KinshipRecorded(kinship) => self.kinships.push(kinship.clone().ordered()),
            RosterEvent::ReportingRecorded(reporting) => self.reportings.push(reporting.clone()),
            RosterEvent::InterestDeclared(interest) => self.interests.push(interest.clone()),
            RosterEvent::ReviewerAdded(reviewer) => self.reviewers.push(reviewer.clone()),
            ending => self.end(ending),
        }
    }

    fn end(&mut self, event: &RosterEvent) {
        match event {
            RosterEvent::AppointmentEnded(end) => close(
                self.offices
                    .iter_mut()
                    .filter(|office| {
                        office.person == end.person && office.organ == end.organ && office.post == end.post
                    })
                    .map(|office| &mut office.tenure),
                end.until,
            ),
            RosterEvent::KinshipEnded(end) => {
                let open = self.kinships.iter_mut().find(|kinship| {
                    kinship.is_between(&end.one, &end.other) && kinship.kin == end.kin && kinship.until.is_none()
                });
                if let Some(kinship) = open {
                    kinship.until = Some(end.until);
                }
            }
            RosterEvent::ReportingEnded(end) => close(
                self.reportings
                    .iter_mut()
                    .filter(|line| line.person == end.person && line.superior == end.superior)
                    .map(|line| &mut line.tenure),
                end.until,
            ),
            RosterEvent::InterestEnded(end) => close(
                self.interests
                    .iter_mut()
                    .filter(|interest| interest.person == end.person && interest.concern == end.concern)
                    .map(|interest| &mut interest.tenure),
                end.until,
            ),
            RosterEvent::ReviewerRetired(end) => close(
                self.reviewers
                    .iter_mut()
                    .filter(|reviewer| reviewer.person == end.person && reviewer.pool == end.pool)
                    .map(|reviewer| &mut reviewer.tenure),
                end.until,
            ),
            _ => {}
        }
    }
}

/// Gives the one that goes on its last day; there is at most one, since those of one kind never overlap.
fn close<'a>(mut tenures: impl Iterator<Item = &'a mut Tenure>, until: Day) {
    if let Some(tenure) = tenures.find(|tenure| tenure.until.is_none()) {
        tenure.until = Some(until);
    }
}
