//! Gathering (取齐): everything a command is decided on, read before anything is decided. Nothing is changed here.
//!
//! The case so far, the regulations adopted, the roster, the calendar, the filing named and today. The past cases together
//! are asked for apart ([`Desk::past_cases`]): they only raise doubts, which bar nobody until somebody decides so, and
//! gathering them means reading every case.

pub(crate) mod cache;
pub mod laws;
pub(crate) mod people;

use std::sync::Arc;

use bonafide_procedure::calendar::Calendar;
use bonafide_procedure::case::situation::{named_cases, named_filing};
use bonafide_procedure::case::{Act, Case, Entry, InForce, Situation};
use bonafide_procedure::id::{CaseNo, Day, PersonId, UnitId};
use bonafide_procedure::refusal::{Refusal, Rule};
use bonafide_procedure::roster::{PastCases, Roster};
use bonafide_store::{Recorded, StreamId, StreamKind};

use crate::handle::number::numbered;
use crate::handle::{CASE, Desk, FILING, HandleError, REMINDER, TRAINING, Target};

/// One entry of a case with its place in the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// Place in the log, from 0.
    pub position: u64,
    /// Place in the case, from 1.
    pub version: u32,
    /// When it was recorded, in milliseconds since 1970-01-01 UTC.
    pub recorded_ms: u64,
    /// What happened.
    pub entry: Entry,
}

/// What a command is decided on.
#[derive(Clone, Debug)]
pub struct Gathered {
    /// The case so far; empty when the command opens one.
    pub case: Arc<Case>,
    /// Its stream; none when the command opens one.
    pub stream: Option<StreamId>,
    /// Its number, or the one it would get.
    pub number: CaseNo,
    /// The regulation that holds.
    pub law: Arc<InForce>,
    /// A later version in force today.
    pub later: Option<Arc<InForce>>,
    /// Who is who.
    pub roster: Arc<Roster>,
    /// Past cases together.
    pub past: Arc<PastCases>,
    /// Working days.
    pub calendar: Arc<Calendar>,
    /// The filing made in advance.
    pub filing: Option<Arc<Case>>,
    /// The civil date at the desk.
    pub today: Day,
}

impl Gathered {
    /// As the procedure takes it.
    pub fn situation(&self) -> Situation<'_> {
        Situation {
            case: &self.case,
            number: &self.number,
            law: &self.law,
            later: self.later.as_deref(),
            roster: &self.roster,
            past: &self.past,
            calendar: &self.calendar,
            filing: self.filing.as_deref(),
            today: self.today,
        }
    }
}

/// The kind and the letter of the number of a file that an act opens.
pub(crate) fn opened_by(act: &Act) -> (StreamKind, &'static str) {
    match act {
        Act::Prefile(_) => (FILING, "B"),
        Act::Remind(_) => (REMINDER, "T"),
        Act::Train(_) => (TRAINING, "P"),
        _ => (CASE, ""),
    }
}

/// The kind of file a number belongs to, by its letter.
pub(crate) fn kind_of(number: &CaseNo) -> StreamKind {
    let letter = number.as_str().split_once('-').and_then(|(_, rest)| rest.chars().next());
    match letter {
        Some('B') => FILING,
        Some('T') => REMINDER,
        Some('P') => TRAINING,
        _ => CASE,
    }
}

impl Desk {
    /// Gathers for an act on a day.
    pub(crate) fn gather(&self, case: &Target, act: &Act, on: Day) -> Result<Gathered, HandleError> {
        self.know(act)?;
        let (stream, known) = match case {
            Target::Case(number) => {
                let stream = self.stream_of(number)?;
                (Some((stream, number.clone())), self.case_at(stream)?)
            }
            Target::New => (None, Arc::default()),
        };
        let number = match &stream {
            Some((_, number)) => number.clone(),
            None => self.free_number(act, on)?,
        };
        let (unit, on) = (unit_of(act, &known), day_of_act(act, &known).unwrap_or(on));
        let filing = named_filing(act, &known);
        self.gathered(Asked { stream: stream.map(|(stream, _)| stream), case: known, number, filing, unit, on })
    }

    /// Gathers what there is to see of a case.
    ///
    /// # Errors
    /// [`HandleError`] when there is no such case, or it does not load.
    pub fn look(&self, number: &CaseNo) -> Result<Gathered, HandleError> {
        let stream = self.stream_of(number)?;
        let case = self.case_at(stream)?;
        self.look_at(stream, case, number, &self.around()?)
    }

    /// Roster and regulations, as of now.
    pub(crate) fn around(&self) -> Result<Around, HandleError> {
        Ok(Around { roster: self.roster()?, laws: self.laws()? })
    }

    /// Gathers what there is to see of a case already read.
    pub(crate) fn look_at(
        &self,
        stream: StreamId,
        case: Arc<Case>,
        number: &CaseNo,
        around: &Around,
    ) -> Result<Gathered, HandleError> {
        let on = case.report.as_ref().map(|report| report.act_on).or(case.last_on).unwrap_or_else(|| self.today());
        let unit = known_unit(&case).cloned();
        let filing = case.report.as_ref().and_then(|report| report.filing.clone());
        self.gathered_around(Asked { stream: Some(stream), case, number: number.clone(), filing, unit, on }, around)
    }

    fn gathered(&self, asked: Asked) -> Result<Gathered, HandleError> {
        self.gathered_around(asked, &self.around()?)
    }

    fn gathered_around(&self, asked: Asked, around: &Around) -> Result<Gathered, HandleError> {
        let roster = Arc::clone(&around.roster);
        if roster.persons().next().is_none() {
            return Err(HandleError::NoRoster);
        }
        let laws = &around.laws;
        let law = laws.holding(asked.unit.as_ref(), asked.on, &roster).ok_or(HandleError::NoRegulation)?;
        let today = self.today();
        let later = laws.later(law, today).map(|later| Arc::clone(&later.in_force));
        let filing = match asked.filing {
            Some(number) => Some(self.case_at(self.stream_of(&number)?)?),
            None => None,
        };
        let (law, past) = (Arc::clone(&law.in_force), Arc::new(PastCases::none()));
        let calendar = Arc::clone(&self.calendar);
        let Asked { stream, case, number, .. } = asked;
        Ok(Gathered { case, stream, number, law, later, roster, past, calendar, filing, today })
    }

    /// The stream of a case.
    ///
    /// # Errors
    /// [`HandleError`] when there is none.
    pub fn stream_of(&self, number: &CaseNo) -> Result<StreamId, HandleError> {
        if let Some(stream) = self.streams.get(number) {
            return Ok(stream);
        }
        let found = self.store.stream(kind_of(number), number.as_str())?;
        let stream = found.ok_or_else(|| HandleError::UnknownCase(number.clone()))?;
        self.streams.put(number, stream);
        Ok(stream)
    }

    /// The case of a stream as it stands: what is kept, and what came since.
    pub(crate) fn case_at(&self, stream: StreamId) -> Result<Arc<Case>, HandleError> {
        let mut case = self.cache.get(stream).unwrap_or_default();
        let newer = self.store.load_as(stream, case.version, |recorded| Entry::from_wire(&recorded.event))?;
        if !newer.is_empty() {
            let folded = Arc::make_mut(&mut case);
            for entry in newer {
                folded.take(entry?);
            }
            self.cache.put(stream, &case);
        }
        Ok(case)
    }

    /// Every entry of a case, in order.
    ///
    /// # Errors
    /// [`HandleError`] when there is no such case, or it does not load.
    pub fn timeline(&self, number: &CaseNo) -> Result<Vec<Dated>, HandleError> {
        let entries = self.store.load(self.stream_of(number)?, 0)?;
        entries.iter().map(dated).collect()
    }

    /// The numbers of all files, cases first.
    ///
    /// # Errors
    /// [`HandleError`] of the database.
    pub fn numbers(&self) -> Result<Vec<CaseNo>, HandleError> {
        let mut numbers = Vec::new();
        for kind in [CASE, FILING, REMINDER, TRAINING] {
            let mut after = String::new();
            loop {
                let page = self.store.streams(kind, &after, PAGE)?;
                let Some((last, _)) = page.last() else { break };
                after.clone_from(last);
                numbers.extend(page.iter().filter_map(|(key, _)| CaseNo::new(key).ok()));
            }
        }
        Ok(numbers)
    }

    /// The other cases that an act points to exist.
    fn know(&self, act: &Act) -> Result<(), HandleError> {
        for number in named_cases(act) {
            match self.stream_of(number) {
                Ok(_) => {}
                Err(HandleError::UnknownCase(number)) => {
                    return Err(HandleError::Refused(Refusal::by(Rule::UnknownNumber).with("number", number)));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// The next number of the year: `2026-0001`, `2026-B0001` for filings.
    fn free_number(&self, act: &Act, on: Day) -> Result<CaseNo, HandleError> {
        let (kind, letter) = opened_by(act);
        let year: String = on.to_string().chars().take_while(|letter| *letter != '-').collect();
        let prefix = format!("{year}-{letter}");
        let next = match self.numbers.next(&prefix) {
            Some(next) => next,
            None => self.store.next_number(kind, &prefix)?,
        };
        numbered(&prefix, next)
    }
}

/// How many streams are asked for at once.
const PAGE: u32 = 500;

/// What surrounds every case: who is who, and which regulations were adopted.
#[derive(Clone, Debug)]
pub(crate) struct Around {
    pub(crate) roster: Arc<Roster>,
    pub(crate) laws: Arc<laws::Laws>,
}

/// The case as far as it is known, whose matter it is, and of which day the rules are asked.
struct Asked {
    stream: Option<StreamId>,
    case: Arc<Case>,
    number: CaseNo,
    filing: Option<CaseNo>,
    unit: Option<UnitId>,
    on: Day,
}

/// One loaded event as an entry of a case.
pub(crate) fn dated(recorded: &Recorded) -> Result<Dated, HandleError> {
    let entry = Entry::from_wire(&recorded.event)?;
    let (position, version, recorded_ms) = (recorded.position, recorded.version, recorded.recorded_ms);
    Ok(Dated { position, version, recorded_ms, entry })
}

/// The unit whose regulation holds: of the act that opens the file, else of the file.
fn unit_of(act: &Act, case: &Case) -> Option<UnitId> {
    match act {
        Act::Report(report) => Some(report.unit.clone()),
        Act::Prefile(filing) => Some(filing.unit.clone()),
        Act::Train(training) => Some(training.unit.clone()),
        _ => known_unit(case).cloned(),
    }
}

fn known_unit(case: &Case) -> Option<&UnitId> {
    let reported = case.report.as_ref().map(|report| &report.unit);
    reported.or_else(|| case.filing.as_ref().map(|filing| &filing.unit))
}

/// The day whose rules decide: the day of the act in question.
fn day_of_act(act: &Act, case: &Case) -> Option<Day> {
    match act {
        Act::Report(report) if case.report.is_none() => Some(report.act_on),
        _ => case.report.as_ref().map(|report| report.act_on),
    }
}

/// The person with a number, for messages.
pub(crate) fn is_known(roster: &Roster, person: &PersonId) -> bool {
    roster.person(person).is_some()
}
