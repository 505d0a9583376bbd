//! Bringing a text into the roster (导入人员名册).

use bonafide_procedure::id::{Day, PersonId};
use bonafide_procedure::roster::{self, RosterEvent, text};
use bonafide_procedure::wire::{Value, WireEvent};
use bonafide_store::{Append, AppendError};

use super::{ATTEMPTS_MAX, Desk, HandleError, IMPORTED, ROSTER, ROSTER_KEY, mark};
use crate::gather::is_known;

/// A text for the roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Random; sent again, it gets the same answer.
    pub command_id: [u8; 16],
    /// Who brings it in: on the roster already, or on the first text.
    pub actor: PersonId,
    /// The day.
    pub on: Day,
    /// The tables.
    pub text: String,
}

/// What came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The events of the rows.
    pub events: Vec<RosterEvent>,
    /// Where they stand in the record.
    pub recorded: bonafide_store::Receipt,
}

/// Records what a text adds to the roster: all of it, or nothing.
///
/// # Errors
/// [`HandleError`] with everything wrong with the text.
pub fn import(desk: &Desk, import: &Import) -> Result<Imported, HandleError> {
    let digest = mark::of_texts(&["roster/v1", import.actor.as_str(), &import.on.to_string(), &import.text]);
    for _ in 0..ATTEMPTS_MAX {
        let (version, known) = desk.roster_at()?;
        let loaded = text::load(&import.text, (*known).clone());
        let (after, events) = loaded.map_err(HandleError::WrongRoster)?;
        let admitting = if version == 0 { &after } else { &*known };
        if !is_known(admitting, &import.actor) {
            return Err(HandleError::UnknownActor(import.actor.clone()));
        }
        if events.is_empty() {
            return Err(HandleError::NothingNew);
        }
        let stream = desk.store.stream(ROSTER, ROSTER_KEY)?;
        let append = Append {
            command_id: import.command_id,
            request_digest: digest,
            stream: stream.map_or_else(|| desk.store.new_stream_id(), Ok)?,
            opens: stream.is_none().then(|| (ROSTER, ROSTER_KEY.to_owned())),
            expected_version: version,
            events: wire(import, &events, digest),
        };
        match desk.append(&append) {
            Ok(recorded) => return Ok(Imported { events, recorded }),
            Err(AppendError::Conflict { .. } | AppendError::KeyTaken) => {}
            Err(AppendError::DigestMismatch) => return Err(HandleError::IdReused),
            Err(error) => return Err(error.into()),
        }
    }
    Err(HandleError::Busy)
}

/// The events of the rows, and who brought them in.
fn wire(import: &Import, events: &[RosterEvent], digest: [u8; 32]) -> Vec<WireEvent> {
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let fields = vec![vec![Value::Party(import.actor.to_string())], vec![Value::Code(hex)]];
    let by = WireEvent { kind: IMPORTED.kind, version: IMPORTED.version, occurred: import.on.0, fields };
    events.iter().map(|event| roster::to_wire(event, import.on)).chain([by]).collect()
}
