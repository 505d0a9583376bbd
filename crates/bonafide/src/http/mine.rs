//! Whose cases are whose (我的): the cases that concern somebody, and those of the units somebody leads.

use bonafide_procedure::case::Event;
use bonafide_procedure::id::{CaseNo, Day, PersonId};
use bonafide_store::{CaseTie, Filter, Sorting, Wanted};

use super::answer::Trouble;
use super::hall::Hall;
use super::may::{Office, is_concerned, leads_it};
use crate::gather::Gathered;
use crate::handle::CASE;

/// So many of the latest are looked at: more matters of one person or unit are found by search.
const CASES_MAX: u32 = 500;

/// The cases that concern a person, the latest first.
pub(super) fn concerned(hall: &Hall, person: &PersonId) -> Result<Vec<Gathered>, Trouble> {
    let is_near = |tie, office: Office| tie == CaseTie::Party || office.leads;
    those(hall, person, is_near, |gathered| is_concerned(person, gathered))
}

/// The cases of the units a person leads, the latest first.
pub(super) fn led(hall: &Hall, person: &PersonId) -> Result<Vec<Gathered>, Trouble> {
    those(hall, person, |_, office| office.leads, |gathered| leads_it(person, gathered))
}

/// The view names those that may be meant, and only they are looked at.
fn those(
    hall: &Hall,
    person: &PersonId,
    is_near: impl Fn(CaseTie, Office) -> bool,
    wanted: impl Fn(&Gathered) -> bool,
) -> Result<Vec<Gathered>, Trouble> {
    let reached = hall.lists.reached(&hall.desk)?;
    let asked = reached.known.audiences.wanted_by(person, is_near, Sorting::Change);
    let filter = Filter { kind: Some(CASE), ..Filter::default() };
    let rows = hall.desk.store.case_lists()?.find(&Wanted { filter, count_max: CASES_MAX, ..asked })?;
    let mut cases = Vec::new();
    for row in rows {
        let gathered = hall.desk.look(&CaseNo::new(&row.number).map_err(|_| Trouble::NotFound)?)?;
        if wanted(&gathered) {
            cases.push(gathered);
        }
    }
    cases.sort_by_key(|gathered| std::cmp::Reverse((gathered.case.last_on.map(|day| day.0), gathered.number.clone())));
    Ok(cases)
}

/// A correction of a case.
pub(super) struct Fix {
    pub(super) number: i64,
    pub(super) measure: String,
    pub(super) owner: PersonId,
    pub(super) planned_on: Day,
    pub(super) due: Day,
    pub(super) reported: Option<Day>,
    pub(super) closed: Option<Day>,
}

/// The corrections of a case, with the day each was planned.
pub(super) fn fixes(hall: &Hall, gathered: &Gathered) -> Result<Vec<Fix>, Trouble> {
    if gathered.case.corrections.is_empty() {
        return Ok(Vec::new());
    }
    let mut fixes = Vec::new();
    for dated in hall.desk.timeline(&gathered.number)? {
        let Event::CorrectionPlanned(planned) = &dated.entry.event else { continue };
        let now = gathered.case.corrections.get(&planned.number);
        fixes.push(Fix {
            number: planned.number,
            measure: crate::words::harmless(&planned.measure),
            owner: planned.owner.clone(),
            planned_on: dated.entry.on,
            due: planned.due,
            reported: now.and_then(|one| one.reported),
            closed: now.and_then(|one| one.closed),
        });
    }
    Ok(fixes)
}

impl Fix {
    /// How it stands: the mark and the key of its word.
    pub(super) fn stands(&self, today: Day) -> (&'static str, &'static str) {
        match (self.closed, self.reported) {
            (Some(_), _) => ("yes", "web-fix-closed"),
            (None, Some(_)) => ("calm", "web-fix-reported"),
            (None, None) if self.due < today => ("no", "web-fix-late"),
            (None, None) => ("open", "web-fix-open"),
        }
    }
}
