//! Loading: rows of a stream back into events, each checked against its body, its chain and its slots.

mod pages;

use std::collections::HashMap;

use bonafide_ledger::envelope::{EnvelopePlace, FieldInPlace, open_envelope_in};
use bonafide_ledger::{BodyHead, Hash, Slots, entry, event_digest, leaf_hash, read_body, slot};
use bonafide_procedure::wire::WireEvent;
use zeroize::Zeroizing;

use crate::append::{Recorded, StreamKind};
use crate::engine::Id;
use crate::error::{KeyError, LoadError, Wrong};
use crate::keys::Found;
use crate::layout::take;
use crate::row::{Row, Secret};
use crate::seal::{Sealer, day_of, event_id};

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
    /// Opens rows of one stream, in order of version, without a gap, and makes of each event what is wanted: columns, leaves,
    /// versions and the chain are checked. `after`: version and digest of the event before.
    pub(crate) fn open_stream<T>(
        &self,
        wholes: &[Whole<'_>],
        after: (u32, Hash),
        make: &impl Fn(Recorded) -> T,
    ) -> Result<Vec<T>, LoadError> {
        let mut ids: Vec<Id> = wholes.iter().take(1).map(|whole| whole.row.stream).collect();
        ids.extend(wholes.iter().flat_map(|whole| whole.secrets.iter().map(|secret| secret.key_id)));
        ids.sort_unstable();
        ids.dedup();
        let keys = &self.ring.find(&ids)?;
        let mut last = after;
        let mut scratch = Scratch::default();
        let mut all = Vec::with_capacity(wholes.len());
        for whole in wholes {
            let row = whole.row;
            let wrong = |wrong| LoadError::Altered { position: row.position, wrong };
            let body = row.body.get(self.primary).ok_or(wrong(Wrong::Body))?;
            let read = read_body(body).map_err(|_| wrong(Wrong::Body))?;
            check_columns(row, &read.0).map_err(wrong)?;
            let digest = event_digest(self.primary, &row.blind, body);
            let leaf = leaf_hash(self.primary, &entry(self.primary, &digest));
            if row.leaf.get(self.primary) != Some(&leaf) {
                return Err(wrong(Wrong::BodyOrBlind));
            }
            if row.version != last.0 + 1 || read.0.prev != last.1 {
                return Err(wrong(Wrong::Chain));
            }
            last = (row.version, digest);
            all.push(make(self.open_read(*whole, &read, keys, &mut scratch)?.recorded));
        }
        Ok(all)
    }

    /// The digest of a row's event in the suite of the envelopes.
    pub(crate) fn digest_of(&self, row: &Row) -> Option<Hash> {
        row.body.get(self.primary).map(|body| event_digest(self.primary, &row.blind, body))
    }

    /// Opens one row whose columns and chain were checked.
    pub(crate) fn open_one(&self, whole: Whole<'_>, keys: &HashMap<Id, Found>) -> Result<Opened, LoadError> {
        let wrong = LoadError::Altered { position: whole.row.position, wrong: Wrong::Body };
        let read = whole.row.body.get(self.primary).and_then(|body| read_body(body).ok()).ok_or(wrong)?;
        self.open_read(whole, &read, keys, &mut Scratch::default())
    }

    fn open_read(
        &self,
        whole: Whole<'_>,
        read: &(BodyHead, Slots<'_>),
        keys: &HashMap<Id, Found>,
        scratch: &mut Scratch,
    ) -> Result<Opened, LoadError> {
        let (row, head) = (whole.row, &read.0);
        let wrong = |wrong| LoadError::Altered { position: row.position, wrong };
        if head.event_id != event_id(self.primary, &row.command_id, &row.request_digest, row.command_index) {
            return Err(wrong(Wrong::Command));
        }
        let unknown = LoadError::UnknownKind { kind: head.event_type, version: head.schema_version };
        let schema = self.schema(head.event_type, head.schema_version).map_err(|_| unknown)?;
        if self.schema_digest(schema).get(self.primary) != Some(&head.schema_digest) {
            return Err(wrong(Wrong::Schema));
        }
        let fields = self.open_fields(whole, read, keys, scratch)?;
        let values: Vec<Option<&[u8]>> = fields.iter().map(|field| field.map(|field| field.value)).collect();
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

    /// The opened fields of an event by slot, each held against its commitment; `None` where the key is gone or locked.
    pub(crate) fn open_fields<'a>(
        &self,
        whole: Whole<'_>,
        (head, slots): &(BodyHead, Slots<'_>),
        keys: &HashMap<Id, Found>,
        scratch: &'a mut Scratch,
    ) -> Result<Vec<Option<FieldInPlace<'a>>>, LoadError> {
        let wrong = |wrong| LoadError::Altered { position: whole.row.position, wrong };
        let own = std::iter::once((&whole.row.stream, whole.row.envelope.as_slice()));
        let all = own.chain(whole.secrets.iter().map(|row| (&row.key_id, row.envelope.as_slice())));
        let mut fields = vec![None; slots.len()];
        let mut is_whole = true;
        for ((key_id, envelope), text) in all.zip(scratch.texts(1 + whole.secrets.len())) {
            match keys.get(key_id) {
                Some(Found::Active(cipher)) => {
                    let place = EnvelopePlace { suite: self.primary, event_id: &head.event_id, key_id };
                    let opened = open_envelope_in(&**cipher, &place, envelope, text);
                    for field in opened.map_err(|_| wrong(Wrong::Envelope))? {
                        let is_committed = slots.get(field.index).is_some_and(|committed| {
                            slot(self.primary, field.salt, &head.event_id, field.index, field.value) == *committed
                        });
                        let place = fields.get_mut(usize::from(field.index)).filter(|_| is_committed);
                        *place.ok_or(wrong(Wrong::Slot(field.index)))? = Some(field);
                    }
                }
                Some(Found::Destroyed | Found::Restricted) => is_whole = false,
                None => return Err(KeyError::Fault(crate::error::Fault::new("a key is missing")).into()),
            }
        }
        if is_whole && fields.iter().any(Option::is_none) {
            return Err(wrong(Wrong::Envelope));
        }
        Ok(fields)
    }
}

/// Where envelopes are opened, one after the other in the same memory.
#[derive(Default)]
pub(crate) struct Scratch(Vec<Zeroizing<Vec<u8>>>);

impl Scratch {
    fn texts(&mut self, count: usize) -> impl Iterator<Item = &mut Zeroizing<Vec<u8>>> {
        if self.0.len() < count {
            self.0.resize_with(count, Zeroizing::default);
        }
        self.0.iter_mut()
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
