//! The one road of a change (办理): gather, decide, record. Whatever door a command comes through, nothing else changes
//! anything.
//!
//! [`handle`] is for cases; the roster, the regulations of a site and cases from elsewhere come in through
//! [`people::import`], [`rules::adopt`] and [`receive::receive`], which end in the same recording. A command has an id of its own: sent twice, it is done once.

mod error;
pub(crate) mod mark;
pub(crate) mod number;
pub mod papers;
pub mod people;
pub mod receive;
pub mod rules;

use std::sync::{Arc, Mutex};

use bonafide_procedure::calendar::Calendar;
use bonafide_procedure::case::{Act, Command, Entry, Event};
use bonafide_procedure::id::{CaseNo, Day, PersonId};
use bonafide_procedure::wire::{Class, FieldSpec, FileRef, Schema, Shape};
use bonafide_procedure::{case, roster};
use bonafide_store::{Append, AppendError, Store, StreamId, StreamKind};

use crate::gather::cache::{Cache, Streams};
use crate::gather::laws::ADOPTED;
use crate::gather::people::Site;
use crate::gather::{Gathered, opened_by};
use crate::media::Attachment;

pub use error::HandleError;
use number::Numbers;

/// Cases (案件).
pub const CASE: StreamKind = StreamKind(1);
/// Filings made in advance (报备).
pub const FILING: StreamKind = StreamKind(2);
/// Reminders outside a case (提醒).
pub const REMINDER: StreamKind = StreamKind(3);
/// Trainings (培训).
pub const TRAINING: StreamKind = StreamKind(4);
/// The roster (人员名册), of which there is one.
pub const ROSTER: StreamKind = StreamKind(10);
/// Regulations adopted (采用的制度), by `id@version`.
pub const REGULATION: StreamKind = StreamKind(11);
/// Cases received from other organs (接收的案件), by the digest of the archive.
pub const RECEIVED_CASE: StreamKind = StreamKind(12);
/// The key of the roster.
pub const ROSTER_KEY: &str = "roster";

/// The event that says who brought a text into the roster.
pub const IMPORTED: Schema = Schema {
    kind: 1100,
    version: 1,
    name: "roster.imported",
    fields: &[
        FieldSpec { name: "actor", shape: Shape::One, class: Class::Closed },
        FieldSpec { name: "digest", shape: Shape::One, class: Class::Open },
    ],
};

/// How often a decision is made anew because somebody else was quicker.
const ATTEMPTS_MAX: usize = 16;

/// How often a command whose outcome is unknown is sent again.
const RESENDS_MAX: usize = 3;

/// The schema of every event type a site records.
pub fn schema_of(kind: u16, version: u16) -> Option<&'static Schema> {
    let own = [&ADOPTED, &IMPORTED, &receive::RECEIVED]
        .into_iter()
        .find(|schema| (schema.kind, schema.version) == (kind, version));
    own.or_else(|| case::event::schema(kind, version)).or_else(|| roster::schema(kind, version))
}

/// What day it is, when asked.
#[derive(Clone)]
pub struct Clock(pub Arc<dyn Fn() -> Day + Send + Sync>);

impl std::fmt::Debug for Clock {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Clock")
    }
}

/// A site at work: its record, its calendar, its clock, and what is kept in memory of cases, roster and regulations.
#[derive(Debug)]
pub struct Desk {
    /// The record.
    pub store: Store,
    pub(crate) calendar: Arc<Calendar>,
    clock: Clock,
    pub(crate) cache: Cache,
    pub(crate) streams: Streams,
    pub(crate) site: Mutex<Site>,
    pub(crate) numbers: Numbers,
}

impl Desk {
    /// A desk over a record.
    pub fn new(store: Store, calendar: Calendar, clock: Clock) -> Self {
        let (cache, streams) = (Cache::default(), Streams::default());
        let (calendar, site, numbers) = (Arc::new(calendar), Mutex::new(Site::new()), Numbers::default());
        Self { store, calendar, clock, cache, streams, site, numbers }
    }

    /// The civil date.
    pub fn today(&self) -> Day {
        (self.clock.0)()
    }

    /// A random command id, for doors whose callers give none.
    ///
    /// # Errors
    /// [`HandleError`] of the random source.
    pub fn new_command_id(&self) -> Result<[u8; 16], HandleError> {
        Ok(self.store.new_command_id()?)
    }
}

/// Which case a command is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// It opens a file: a report, a filing, a reminder, a training.
    New,
    /// An existing one.
    Case(CaseNo),
}

/// A command as a door hands it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Random, made by the door or its caller once: sent again, it gets the same answer.
    pub command_id: [u8; 16],
    /// Who is at the desk.
    pub actor: PersonId,
    /// The day it is said to have been done.
    pub on: Day,
    /// What is done.
    pub act: Act,
    /// In which case.
    pub case: Target,
    /// The version of the case the caller has seen; none: whatever it is now.
    pub expected_version: Option<u32>,
    /// A file to be kept with the evidence that the act adds.
    pub attachment: Option<Attachment>,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The number of the case.
    pub number: CaseNo,
    /// What happened in it.
    pub entries: Vec<Entry>,
    /// Where it stands in the record.
    pub recorded: bonafide_store::Receipt,
    /// The command had been recorded before.
    pub is_repeat: bool,
}

/// Carries out a command: gathers, decides, records. Nothing is written unless all of it is.
///
/// # Errors
/// [`HandleError`]; after [`HandleError::UnknownOutcome`] the same request is to be sent again.
pub fn handle(desk: &Desk, request: &Request) -> Result<Receipt, HandleError> {
    let digest = mark::of_request(request);
    // A new file is opened under a new number each time: whether the command was recorded is asked first.
    if request.case == Target::New
        && let Some(receipt) = desk.recorded(request.command_id, digest)?
    {
        return Ok(receipt);
    }
    match decide_and_record(desk, request, digest) {
        // What was done already is refused a second time, unless it is the very same command.
        Err(error @ (HandleError::Refused(_) | HandleError::Stale { .. })) => {
            desk.recorded(request.command_id, digest)?.ok_or(error)
        }
        other => other,
    }
}

fn decide_and_record(desk: &Desk, request: &Request, digest: [u8; 32]) -> Result<Receipt, HandleError> {
    let command = Command { actor: request.actor.clone(), on: request.on, act: request.act.clone() };
    let mut kept = None;
    for _ in 0..ATTEMPTS_MAX {
        let mut gathered = desk.gather(&request.case, &request.act, request.on)?;
        let version = gathered.case.version;
        if let Some(expected) = request.expected_version.filter(|expected| *expected != version) {
            return Err(HandleError::Stale { expected, actual: version });
        }
        let mut entries = gathered.situation().decide(&command).map_err(HandleError::Refused)?;
        let mut held = None;
        if gathered.stream.is_none() {
            let (own, number) = desk.numbers.hold(&gathered.number)?;
            held = Some(own);
            if number != gathered.number {
                gathered.number = number;
                entries = gathered.situation().decide(&command).map_err(HandleError::Refused)?;
            }
        }
        let entries = desk.with_file(request, &gathered, entries, &mut kept)?;
        let append = desk.append_of(request, digest, &gathered, &entries)?;
        match desk.append(&append) {
            Ok(recorded) => {
                if let Some(held) = held.filter(|_| recorded.stream == append.stream) {
                    held.recorded();
                }
                return desk.done(gathered, append.stream, entries, recorded);
            }
            // Somebody was quicker, with the case or with the number: gather and decide anew.
            Err(AppendError::Conflict { actual_version }) => {
                if let Some(expected) = request.expected_version {
                    return Err(HandleError::Stale { expected, actual: actual_version });
                }
            }
            Err(AppendError::KeyTaken) => {
                if let Some(held) = held {
                    held.taken();
                }
            }
            Err(AppendError::DigestMismatch) => return Err(HandleError::IdReused),
            Err(error) => return Err(error.into()),
        }
    }
    Err(HandleError::Busy)
}

impl Desk {
    /// Records, and asks again with the same id when the outcome is unknown.
    pub(crate) fn append(&self, append: &Append) -> Result<bonafide_store::Receipt, AppendError> {
        let mut answer = self.store.append(append);
        for _ in 0..RESENDS_MAX {
            if answer != Err(AppendError::Unknown) {
                break;
            }
            answer = self.store.append(append);
        }
        answer
    }

    /// The entries with the attachment named in them, kept once the act was found right: before the event that names it.
    fn with_file(
        &self,
        request: &Request,
        gathered: &Gathered,
        mut entries: Vec<Entry>,
        kept: &mut Option<FileRef>,
    ) -> Result<Vec<Entry>, HandleError> {
        let (Some(attachment), Some(stream)) = (&request.attachment, gathered.stream) else { return Ok(entries) };
        let file = match kept {
            Some(file) => file.clone(),
            None => self.store.put_file(stream, attachment.media, &attachment.bytes)?,
        };
        for entry in &mut entries {
            if let Event::EvidenceAdded(added) = &mut entry.event {
                added.file = Some(file.clone());
            }
        }
        *kept = Some(file);
        Ok(entries)
    }

    fn append_of(
        &self,
        request: &Request,
        digest: [u8; 32],
        gathered: &Gathered,
        entries: &[Entry],
    ) -> Result<Append, HandleError> {
        let (stream, opens) = match gathered.stream {
            Some(stream) => (stream, None),
            None => (self.store.new_stream_id()?, Some((opened_by(&request.act).0, gathered.number.to_string()))),
        };
        Ok(Append {
            command_id: request.command_id,
            request_digest: digest,
            stream,
            opens,
            expected_version: gathered.case.version,
            events: entries.iter().map(Entry::to_wire).collect(),
        })
    }

    /// The answer to a command just recorded; the case is kept as it now stands.
    fn done(
        &self,
        gathered: Gathered,
        stream: StreamId,
        entries: Vec<Entry>,
        recorded: bonafide_store::Receipt,
    ) -> Result<Receipt, HandleError> {
        let after = gathered.case.version.saturating_add(u32::try_from(entries.len()).unwrap_or(u32::MAX));
        if recorded.stream != stream || recorded.version_after != after {
            // The store knew the command: what was decided just now was not recorded.
            return self.repeated(recorded);
        }
        let Gathered { mut case, number, .. } = gathered;
        self.cache.release(stream, &case);
        let folded = Arc::make_mut(&mut case);
        entries.iter().for_each(|entry| folded.apply(entry));
        self.cache.put(stream, &case);
        Ok(Receipt { number, entries, recorded, is_repeat: false })
    }

    /// The receipt of a command if it was recorded before.
    fn recorded(&self, command_id: [u8; 16], digest: [u8; 32]) -> Result<Option<Receipt>, HandleError> {
        let Some(known) = self.store.receipt_of(command_id)? else { return Ok(None) };
        let events = self.events_of(&known)?;
        let again = Append {
            command_id,
            request_digest: digest,
            stream: known.stream,
            opens: None,
            expected_version: known.version_after,
            events: events.into_iter().map(|recorded| recorded.event).collect(),
        };
        // The store alone knows which request the id stood for: it gives the old receipt, or refuses another request.
        match self.store.append(&again) {
            Ok(recorded) => self.repeated(recorded).map(Some),
            Err(AppendError::DigestMismatch) => Err(HandleError::IdReused),
            Err(error) => Err(error.into()),
        }
    }

    fn repeated(&self, recorded: bonafide_store::Receipt) -> Result<Receipt, HandleError> {
        let events = self.events_of(&recorded)?;
        let entries = events.iter().map(|event| Entry::from_wire(&event.event)).collect::<Result<Vec<_>, _>>()?;
        let number = self.case_at(recorded.stream)?.number.clone().ok_or(HandleError::IdReused)?;
        Ok(Receipt { number, entries, recorded, is_repeat: true })
    }

    /// The events that a command recorded.
    fn events_of(&self, receipt: &bonafide_store::Receipt) -> Result<Vec<bonafide_store::Recorded>, HandleError> {
        let before = receipt.version_after.saturating_sub(receipt.count);
        let mut events = self.store.load(receipt.stream, before)?;
        events.truncate(usize::try_from(receipt.count).unwrap_or(usize::MAX));
        Ok(events)
    }
}
