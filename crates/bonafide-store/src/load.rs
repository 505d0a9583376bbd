//! Loading: rows of a stream back into events, each checked against its body, its chain and its slots.

use std::collections::HashMap;

use bonafide_ledger::envelope::{EnvelopePlace, OpenedField, open_envelope_with};
use bonafide_ledger::{BodyHead, Hash, Slots, entry, event_digest, leaf_hash, read_body, slot};
use bonafide_procedure::wire::WireEvent;

use crate::append::{Recorded, StreamKind};
use crate::engine::Id;
use crate::error::{KeyError, LoadError, Wrong};
use crate::keys::Found;
use crate::layout::take;
use crate::row::{Row, Secret};
use crate::seal::{Sealer, day_of, event_id};

/// From how many rows on two threads share the work.
const SHARED_FROM: usize = 512;

/// A row with all envelopes that belong to it.
#[derive(Clone, Copy)]
pub(crate) struct Whole<'a> {
    pub(crate) row: &'a Row,
    pub(crate) secrets: &'a [Secret],
}

/// An event opened, with what its first slot of a stream says.
pub(crate) struct Opened {
    pub(crate) recorded: Recorded,
    pub(crate) opens: Option<(StreamKind, String)>,
}

/// Gives each row its secrets; both are in order of position.
pub(crate) fn pair<'a>(rows: &'a [Row], secrets: &'a [Secret]) -> Vec<Whole<'a>> {
    let mut rest = secrets;
    rows.iter()
        .map(|row| {
            let before = rest.iter().take_while(|secret| secret.position < row.position).count();
            rest = rest.get(before..).unwrap_or_default();
            let count = rest.iter().take_while(|secret| secret.position == row.position).count();
            let (own, after) = rest.split_at(count);
            rest = after;
            Whole { row, secrets: own }
        })
        .collect()
}

impl Sealer {
    /// Opens rows of one stream, in order of version, without a gap. `after`: version and digest of the event before.
    pub(crate) fn open_stream(&self, wholes: &[Whole<'_>], after: (u32, Hash)) -> Result<Vec<Recorded>, LoadError> {
        let mut ids: Vec<Id> = wholes.iter().take(1).map(|whole| whole.row.stream).collect();
        ids.extend(wholes.iter().flat_map(|whole| whole.secrets.iter().map(|secret| secret.key_id)));
        ids.sort_unstable();
        ids.dedup();
        let keys = self.ring.find(&ids)?;
        self.check_chain(wholes, after)?;
        if wholes.len() < SHARED_FROM {
            return self.open_all(wholes, &keys);
        }
        let (first, second) = wholes.split_at(wholes.len() / 2);
        let (first, second) = std::thread::scope(|scope| {
            let other = scope.spawn(|| self.open_all(second, &keys));
            let own = self.open_all(first, &keys);
            (own, other.join())
        });
        let mut all = first?;
        all.extend(
            second.unwrap_or_else(|_| Err(crate::error::Fault::new("a thread that opened events died").into()))?,
        );
        Ok(all)
    }

    fn open_all(&self, wholes: &[Whole<'_>], keys: &HashMap<Id, Found>) -> Result<Vec<Recorded>, LoadError> {
        wholes.iter().map(|whole| Ok(self.open_one(*whole, keys)?.recorded)).collect()
    }

    /// Checks columns, leaves, versions and the chain; nothing is decrypted.
    fn check_chain(&self, wholes: &[Whole<'_>], after: (u32, Hash)) -> Result<(), LoadError> {
        let mut last = after;
        for whole in wholes {
            let row = whole.row;
            let wrong = |wrong| LoadError::Altered { position: row.position, wrong };
            let body = row.body.get(self.primary).ok_or(wrong(Wrong::Body))?;
            let (head, _) = read_body(body).map_err(|_| wrong(Wrong::Body))?;
            check_columns(row, &head).map_err(wrong)?;
            let digest = event_digest(self.primary, &row.blind, body);
            let leaf = leaf_hash(self.primary, &entry(self.primary, &digest));
            if row.leaf.get(self.primary) != Some(&leaf) {
                return Err(wrong(Wrong::BodyOrBlind));
            }
            if row.version != last.0 + 1 || head.prev != last.1 {
                return Err(wrong(Wrong::Chain));
            }
            last = (row.version, digest);
        }
        Ok(())
    }

    /// Opens one row whose columns and chain were checked.
    pub(crate) fn open_one(&self, whole: Whole<'_>, keys: &HashMap<Id, Found>) -> Result<Opened, LoadError> {
        let row = whole.row;
        let wrong = |wrong| LoadError::Altered { position: row.position, wrong };
        let body = row.body.get(self.primary).ok_or(wrong(Wrong::Body))?;
        let (head, slots) = read_body(body).map_err(|_| wrong(Wrong::Body))?;
        if head.event_id != event_id(self.primary, &row.command_id, &row.request_digest, row.command_index) {
            return Err(wrong(Wrong::Command));
        }
        let unknown = LoadError::UnknownKind { kind: head.event_type, version: head.schema_version };
        let schema = self.schema(head.event_type, head.schema_version).map_err(|_| unknown)?;
        if self.schema_digest(schema).get(self.primary) != Some(&head.schema_digest) {
            return Err(wrong(Wrong::Schema));
        }
        let fields = self.open_fields(whole, &head, slots, keys)?;
        let values: Vec<Option<&[u8]>> =
            fields.iter().map(|field| field.as_ref().map(|field| field.value.as_slice())).collect();
        let taken = take(schema, &values, head.stream_version == 1).map_err(wrong)?;
        Ok(Opened {
            recorded: Recorded {
                position: row.position,
                version: row.version,
                event_id: head.event_id,
                recorded_ms: head.recorded_ms,
                event: WireEvent {
                    kind: head.event_type,
                    version: head.schema_version,
                    occurred: day_of(head.occurred_ms),
                    fields: taken.fields,
                },
            },
            opens: taken.opens,
        })
    }

    /// The opened fields of an event by slot; `None` where the key is gone or locked.
    pub(crate) fn open_fields(
        &self,
        whole: Whole<'_>,
        head: &BodyHead,
        slots: Slots<'_>,
        keys: &HashMap<Id, Found>,
    ) -> Result<Vec<Option<OpenedField>>, LoadError> {
        let row = whole.row;
        let mut fields: Vec<Option<OpenedField>> = Vec::with_capacity(slots.len());
        fields.resize_with(slots.len(), || None);
        let own = std::iter::once((&row.stream, row.envelope.as_slice()));
        let mut is_whole = true;
        for (key_id, envelope) in own.chain(whole.secrets.iter().map(|row| (&row.key_id, row.envelope.as_slice()))) {
            match keys.get(key_id) {
                Some(Found::Active(cipher)) => {
                    let place = EnvelopePlace { suite: self.primary, event_id: &head.event_id, key_id };
                    let opened = open_envelope_with(&**cipher, &place, envelope)
                        .map_err(|_| LoadError::Altered { position: row.position, wrong: Wrong::Envelope })?;
                    for field in opened {
                        self.put(field, head, slots, &mut fields)
                            .map_err(|wrong| LoadError::Altered { position: row.position, wrong })?;
                    }
                }
                Some(Found::Destroyed | Found::Restricted) => is_whole = false,
                None => return Err(KeyError::Fault(crate::error::Fault::new("a key is missing")).into()),
            }
        }
        if is_whole && fields.iter().any(Option::is_none) {
            return Err(LoadError::Altered { position: row.position, wrong: Wrong::Envelope });
        }
        Ok(fields)
    }

    fn put(
        &self,
        field: OpenedField,
        head: &BodyHead,
        slots: Slots<'_>,
        fields: &mut [Option<OpenedField>],
    ) -> Result<(), Wrong> {
        let index = field.index;
        let committed = slots.get(index).ok_or(Wrong::Slot(index))?;
        if slot(self.primary, &field.salt, &head.event_id, index, &field.value) != *committed {
            return Err(Wrong::Slot(index));
        }
        if let Some(place) = fields.get_mut(usize::from(index)) {
            *place = Some(field);
        }
        Ok(())
    }
}

/// Compares the copies in columns with the body.
pub(crate) fn check_columns(row: &Row, head: &BodyHead) -> Result<(), Wrong> {
    if row.stream != head.stream_id {
        return Err(Wrong::Column("stream_id"));
    }
    if row.version != head.stream_version {
        return Err(Wrong::Column("version"));
    }
    if row.kind != head.event_type {
        return Err(Wrong::Column("kind"));
    }
    if row.recorded_ms != head.recorded_ms {
        return Err(Wrong::Column("recorded_ms"));
    }
    Ok(())
}
