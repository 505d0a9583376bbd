//! Receiving a case from another organ (接收案件): its archive is checked, kept, and entered into our own record.
//!
//! The other record stays the other's: its events are not taken over as ours. What is entered is that this archive was
//! received, by whom, and what it proved.

use bonafide_ledger::VerifierKey;
use bonafide_procedure::case::{Entry, Event, event};
use bonafide_procedure::id::{CaseNo, Day, PersonId};
use bonafide_procedure::wire::{Class, FieldSpec, Schema, Shape, Value, WireEvent};
use bonafide_store::{Append, AppendError, Archive, verify_archive};

use super::{Desk, HandleError, RECEIVED_CASE, mark};
use crate::gather::is_known;

/// The event of a case received (接收案件).
pub const RECEIVED: Schema = Schema {
    kind: 2001,
    version: 1,
    name: "case_received",
    fields: &[
        FieldSpec { name: "actor", shape: Shape::One, class: Class::Closed },
        FieldSpec { name: "origin", shape: Shape::One, class: Class::Open },
        FieldSpec { name: "number", shape: Shape::One, class: Class::Open },
        FieldSpec { name: "size", shape: Shape::One, class: Class::Open },
        FieldSpec { name: "digest", shape: Shape::One, class: Class::Open },
        FieldSpec { name: "file", shape: Shape::One, class: Class::Closed },
    ],
};

/// The media type of an archive.
const MEDIA: &str = "application/x-bonafide-archive";

/// An archive to be received.
#[derive(Clone, Debug)]
pub struct Receive {
    /// Random; sent again, it gets the same answer.
    pub command_id: [u8; 16],
    /// Who receives it; on the roster.
    pub actor: PersonId,
    /// The day.
    pub on: Day,
    /// The archive.
    pub bytes: Vec<u8>,
    /// The key of the other record's log, as it was announced.
    pub key: VerifierKey,
}

/// What was received.
#[derive(Debug)]
pub struct Received {
    /// The number it has there.
    pub number: CaseNo,
    /// What the archive proved.
    pub archive: Archive,
    /// Where its receipt stands in our record.
    pub recorded: bonafide_store::Receipt,
}

/// Checks an archive, keeps it, and records that it was received; received again, the same archive is refused.
///
/// # Errors
/// [`HandleError`], with the first thing wrong with the archive.
pub fn receive(desk: &Desk, receive: &Receive) -> Result<Received, HandleError> {
    if !is_known(&*desk.roster()?, &receive.actor) {
        return Err(HandleError::UnknownActor(receive.actor.clone()));
    }
    let archive = verify_archive(receive.bytes.as_slice(), Some(&receive.key))?;
    let number = number_of(&archive)?;
    let digest: String = mark::of_bytes(&receive.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let stream = desk.store.new_stream_id()?;
    if desk.store.stream(RECEIVED_CASE, &digest)?.is_some() && desk.store.receipt_of(receive.command_id)?.is_none() {
        return Err(HandleError::NothingNew);
    }
    let file = desk.store.put_file(stream, MEDIA, &receive.bytes)?;
    let fields = vec![
        vec![Value::Party(receive.actor.to_string())],
        vec![Value::Code(archive.origin.clone())],
        vec![Value::Code(number.to_string())],
        vec![Value::Int(i64::try_from(archive.size).unwrap_or(i64::MAX))],
        vec![Value::Code(digest.clone())],
        vec![Value::File(file)],
    ];
    let event = WireEvent { kind: RECEIVED.kind, version: RECEIVED.version, occurred: receive.on.0, fields };
    let texts = ["receive/v1", receive.actor.as_str(), &receive.on.to_string(), &digest];
    let append = Append {
        command_id: receive.command_id,
        request_digest: mark::of_texts(&texts),
        stream,
        opens: Some((RECEIVED_CASE, digest.clone())),
        expected_version: 0,
        events: vec![event],
    };
    match desk.append(&append) {
        Ok(recorded) => Ok(Received { number, archive, recorded }),
        Err(AppendError::KeyTaken) => Err(HandleError::NothingNew),
        Err(AppendError::DigestMismatch) => Err(HandleError::IdReused),
        Err(error) => Err(error.into()),
    }
}

/// The number that the case has there, from its first event.
fn number_of(archive: &Archive) -> Result<CaseNo, HandleError> {
    let unreadable = || HandleError::Unreadable(archive.origin.clone());
    let first = archive.events.first().ok_or_else(unreadable)?;
    let schema = event::schema(first.head.event_type, first.head.schema_version).ok_or_else(unreadable)?;
    let entry = Entry::from_wire(&first.event(schema).map_err(|_| unreadable())?)?;
    match entry.event {
        Event::Opened(opened) => Ok(opened.number),
        _ => Err(unreadable()),
    }
}
