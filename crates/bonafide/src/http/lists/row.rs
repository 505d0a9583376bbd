//! One case as a row of the view: what lists and counters show, and what `may` needs to know.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bonafide_procedure::case::next::Next;
use bonafide_procedure::case::state::RunningTerm;
use bonafide_procedure::case::{Case, Entry};
use bonafide_procedure::id::{Day, PersonId};
use bonafide_procedure::procedure::Party;
use bonafide_procedure::step::Step;
use bonafide_store::{CasePerson, CasePlace, CaseRow, CaseTie, NO_DAY, StreamId};

use super::Known;
use crate::gather::{Gathered, kind_of};
use crate::handle::{Desk, HandleError};
use crate::http::may::{tie, unit_of};

/// Characters of a matter that are kept to be shown.
const MATTER: usize = 60;

/// The row; none for a file without a number, or while no regulation holds for it.
pub(super) fn row(
    desk: &Desk,
    known: &Known,
    (stream, id, changed): (StreamId, u64, u64),
    case: &Arc<Case>,
    entries: &[Entry],
) -> Result<Option<CaseRow>, HandleError> {
    let Some(number) = case.number.clone() else { return Ok(None) };
    let gathered = match desk.look_at(stream, Arc::clone(case), &number, &known.around) {
        Ok(gathered) => gathered,
        Err(HandleError::NoRegulation | HandleError::NoRoster) => return Ok(None),
        Err(error) => return Err(error),
    };
    let next = gathered.situation().main_step();
    let is_open = is_open(case);
    let duty = duty(case).filter(|_| is_open);
    let text = case.report.as_ref().map(|report| report.allegation.as_str());
    let text = text.or(case.filing.as_ref().map(|filing| filing.matter.as_str())).unwrap_or_default();
    let opened = entries.first().filter(|_| case.version as usize == entries.len()).map(|entry| entry.on);
    Ok(Some(CaseRow {
        stream,
        id,
        changed,
        version: case.version,
        number: number.to_string(),
        kind: kind_of(&number),
        place: CasePlace {
            law: gathered.law.name.as_str().to_owned(),
            unit: unit_of(case).map(ToString::to_string).unwrap_or_default(),
            is_filing: case.filing.is_some(),
        },
        subject: case.subject().map(ToString::to_string).unwrap_or_default(),
        matter: text.chars().take(MATTER).collect(),
        text: format!("{number} {} {text}", unit_name(&gathered)),
        stage: stage(case, next.as_ref()).to_owned(),
        step: next.as_ref().map(|next| next.step.id().to_owned()).unwrap_or_default(),
        turn: next.as_ref().map(|next| turn(&next.by)).unwrap_or_default(),
        due: next.as_ref().and_then(|next| next.due).map_or(NO_DAY, |due| due.0),
        duty_step: duty.map(|term| term.step.id().to_owned()).unwrap_or_default(),
        duty_due: duty.map_or(NO_DAY, |term| term.due.0),
        outcome: case.outcome().map(|outcome| outcome.id().to_owned()).unwrap_or_default(),
        opened: opened.or(case.last_on).map_or(0, |day| day.0),
        changed_on: case.last_on.map_or(0, |day| day.0),
        is_open,
        stamp: known.stamp,
        fresh_until: fresh_until(case, known.today),
        people: people(&gathered, next.as_ref(), entries),
    }))
}

/// The name of the unit, to be found by.
fn unit_name(gathered: &Gathered) -> String {
    let unit = unit_of(&gathered.case).and_then(|unit| gathered.roster.unit(unit));
    unit.map(|unit| unit.name.clone()).unwrap_or_default()
}

/// Whether something is still to be done.
fn is_open(case: &Case) -> bool {
    let transferred = case.has_done(Step::Transfer) && case.decision.is_none();
    !case.is_closed() && !transferred && (case.filing.is_none() || case.filing_accepted.is_none())
}

/// The duty that falls due first.
fn duty(case: &Case) -> Option<&RunningTerm> {
    let runs = |term: &&RunningTerm| term.met.is_none() && !term.is_stopped() && !term.step.is_right();
    case.terms.iter().filter(runs).min_by_key(|term| term.due)
}

/// The day until which the step on the way stays what it is: the end of a right leads on by itself.
fn fresh_until(case: &Case, today: Day) -> i64 {
    let rights = case.terms.iter().filter(|term| term.step.is_right() && term.met.is_none() && !term.is_stopped());
    rights.map(|term| term.due.0).filter(|due| *due >= today.0).min().unwrap_or(NO_DAY)
}

/// Where it stands, as the sentences of `stage-…` are named.
fn stage(case: &Case, next: Option<&Next>) -> &'static str {
    if case.filing.is_some() {
        return match (case.filing_flagged, case.filing_accepted) {
            (true, _) => "filing-false",
            (false, None) => "filing-open",
            (false, Some(true)) => "filing-accepted",
            (false, Some(false)) => "filing-rejected",
        };
    }
    if case.is_closed() {
        return "closed";
    }
    if case.has_done(Step::Transfer) && case.decision.is_none() {
        return "transferred";
    }
    match (case.outcome(), next) {
        (Some(_), _) => "decided",
        (None, Some(_)) => "waits",
        (None, None) => "open",
    }
}

/// Whose turn it is: organs by the name the text gives them, the others by a word in front of which stands `@`.
fn turn(by: &[Party]) -> String {
    let name = |party: &Party| {
        match party {
            Party::Subject => "@party-subject",
            Party::Reporter => "@party-reporter",
            Party::Team => "@party-team",
            Party::OwnUnit => "@party-own-unit",
            Party::Public => "@party-public",
            Party::Decider => "@party-decider",
            Party::Reviewers(name) | Party::Organ(name) => name,
        }
        .to_owned()
    };
    by.iter().map(name).collect::<Vec<String>>().join("\n")
}

fn people(gathered: &Gathered, next: Option<&Next>, entries: &[Entry]) -> Vec<CasePerson> {
    let case = &gathered.case;
    let turns: BTreeSet<&PersonId> = next.iter().flat_map(|next| &next.people).collect();
    let acted: BTreeSet<&PersonId> = entries.iter().map(|entry| &entry.actor).collect();
    let reporters = case.report.iter().flat_map(|report| &report.reporters);
    let tied = case.subject().into_iter().chain(&case.aside).chain(&case.team).chain(reporters);
    let tied = tied.chain(case.commissioned.keys()).chain(case.parts.keys());
    let all = tied.chain(turns.iter().copied()).chain(acted.iter().copied());
    let people: BTreeMap<&PersonId, CasePerson> = all
        .map(|person| {
            let (tie, has_turn, has_acted) = (tie(person, case), turns.contains(person), acted.contains(person));
            (person, CasePerson { person: person.to_string(), tie, has_turn, has_acted })
        })
        .collect();
    let matters = |one: &CasePerson| one.tie != CaseTie::None || one.has_turn || one.has_acted;
    people.into_values().filter(matters).collect()
}
