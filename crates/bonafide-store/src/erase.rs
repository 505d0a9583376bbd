//! Erasure (删除) and restriction (限制处理): the store's own events, in streams of their own kind. Destroying a person's key
//! destroys values and salts at once; every leaf, root and proof stays valid.
//!
//! Source: PIPL art. 47; where deletion is not yet possible, only storage and protection are left.

use bonafide_ledger::Suite;
use bonafide_procedure::wire::{Class, FieldSpec, Schema, Shape, Value, WireEvent};
use thiserror::Error;

use crate::append::{Append, Receipt, StreamId, StreamKind};
use crate::engine::{Envelopes, Id};
use crate::error::{AppendError, Fault, KeyError, LoadError};
use crate::store::Store;
use crate::writer::submit;

/// From here on event types and kinds of streams are the store's own.
pub(crate) const OWN_KINDS: u16 = 9000;
/// Streams of orders about one key: one a key.
pub const ERASURES: StreamKind = StreamKind(9000);
/// Event ids one event lists.
const LISTED_MAX: usize = 400;

const ORDERED: Schema = Schema {
    kind: 9001,
    version: 1,
    name: "subject_erasure_ordered",
    fields: &[
        FieldSpec { name: "key", shape: Shape::One, class: Class::Closed },
        FieldSpec { name: "ground", shape: Shape::One, class: Class::Open },
        FieldSpec { name: "order", shape: Shape::One, class: Class::Closed },
        FieldSpec { name: "officers", shape: Shape::List, class: Class::Open },
    ],
};

const ERASED: Schema = Schema {
    kind: 9002,
    version: 1,
    name: "subject_erased",
    fields: &[
        FieldSpec { name: "key", shape: Shape::One, class: Class::Closed },
        FieldSpec { name: "count", shape: Shape::One, class: Class::Open },
        FieldSpec { name: "events", shape: Shape::List, class: Class::Closed },
    ],
};

const RESTRICTED: Schema = Schema { kind: 9003, version: 1, name: "subject_restricted", fields: ORDERED.fields };

const RELEASED: Schema = Schema { kind: 9004, version: 1, name: "subject_released", fields: ORDERED.fields };

/// The schema of one of the store's own event types.
pub(crate) fn own_schema(kind: u16, version: u16) -> Option<&'static Schema> {
    [&ORDERED, &ERASED, &RESTRICTED, &RELEASED]
        .into_iter()
        .find(|schema| schema.kind == kind && schema.version == version)
}

/// Who orders it and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The ground, as a word of a closed list.
    pub ground: String,
    /// The order's own words and number.
    pub order: String,
    /// Two different officers, by roster number.
    pub officers: [String; 2],
    /// The day of the order, since 1970-01-01.
    pub day: i64,
}

/// What an erasure did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// The key that is gone.
    pub key_id: Id,
    /// Events that held something under it.
    pub events: u64,
    /// The last receipt: that of `subject_erased`.
    pub receipt: Receipt,
}

/// Why somebody is not erased, restricted or released.
#[derive(Debug, Error)]
pub enum EraseError {
    /// One officer is not enough.
    #[error("two different officers must order it")]
    OneOfficer,
    /// The order was not recorded.
    #[error(transparent)]
    Append(#[from] AppendError),
    /// The stream of orders does not load.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The key is gone already, or cannot be reached.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// Anything else; ordering it again goes on from there.
    #[error("the order is not carried out yet: {0}")]
    Fault(#[from] Fault),
}

impl Store {
    /// Erases a person: records the order, destroys the key, records that it is done. May be repeated after a crash; from
    /// the order on nobody can record anything under that key.
    ///
    /// # Errors
    /// [`EraseError`].
    pub fn erase_person(&self, person: &str, order: &Order) -> Result<Erasure, EraseError> {
        let key_id = self.0.sealer.ring.person_key_id(person);
        self.order(key_id, &ORDERED, order)?;
        self.finish_erasure(key_id, order.day)
    }

    /// Locks a person's fields: they load as erased until two officers release them.
    ///
    /// # Errors
    /// [`EraseError`].
    pub fn restrict_person(&self, person: &str, order: &Order) -> Result<Receipt, EraseError> {
        let key_id = self.0.sealer.ring.person_key_id(person);
        let receipt = self.order(key_id, &RESTRICTED, order)?;
        self.0.sealer.ring.restrict(key_id, true)?;
        Ok(receipt)
    }

    /// Unlocks a person's fields.
    ///
    /// # Errors
    /// [`EraseError`].
    pub fn release_person(&self, person: &str, order: &Order) -> Result<Receipt, EraseError> {
        let key_id = self.0.sealer.ring.person_key_id(person);
        let receipt = self.order(key_id, &RELEASED, order)?;
        self.0.sealer.ring.restrict(key_id, false)?;
        Ok(receipt)
    }

    /// Carries out erasures that were ordered and not finished, as after a crash. Gives how many there were.
    ///
    /// # Errors
    /// [`EraseError`].
    pub fn resume_erasures(&self) -> Result<usize, EraseError> {
        let mut count = 0;
        // No key is destroyed on an order that a crash of the server could still take back.
        let orders = self.read(|session| session.erasures().and_then(|orders| session.settle().map(|()| orders)))?;
        for (key_id, _) in orders {
            let Some(stream) = self.stream(ERASURES, &hex(&key_id))? else { continue };
            let events = self.load(stream, 0)?;
            let ordered = events.iter().find(|recorded| recorded.event.kind == ORDERED.kind);
            let is_finished = events.iter().any(|recorded| recorded.event.kind == ERASED.kind);
            if let Some(ordered) = ordered.filter(|_| !is_finished) {
                self.finish_erasure(key_id, ordered.event.occurred)?;
                count += 1;
            }
        }
        Ok(count)
    }

    fn finish_erasure(&self, key_id: Id, day: i64) -> Result<Erasure, EraseError> {
        self.0.sealer.ring.destroy(key_id)?;
        let positions = self.read(|session| session.positions_of_key(key_id))?;
        let mut ids = Vec::with_capacity(positions.len());
        for position in &positions {
            let rows = self.read(|session| session.rows(*position, 1, Envelopes::Left))?;
            let body = rows.first().and_then(|row| row.body.get(self.0.sealer.primary));
            let head = body.and_then(|body| bonafide_ledger::read_body(body).ok());
            let (head, _) = head.ok_or_else(|| Fault::new("an event of the key does not read"))?;
            ids.push(Value::Code(hex(&head.event_id)));
        }
        let events = i64::try_from(ids.len()).map_err(Fault::new)?;
        let mut lists: Vec<Vec<Value>> = ids.chunks(LISTED_MAX).map(<[Value]>::to_vec).collect();
        if lists.is_empty() {
            lists.push(Vec::new());
        }
        let event = |list| WireEvent {
            kind: ERASED.kind,
            version: 1,
            occurred: day,
            fields: vec![vec![Value::Code(hex(&key_id))], vec![Value::Int(events)], list],
        };
        let receipt = self.record_order(key_id, ERASED.name, lists.into_iter().map(event).collect(), None)?;
        Ok(Erasure { key_id, events: positions.len() as u64, receipt })
    }

    fn order(&self, key_id: Id, schema: &Schema, order: &Order) -> Result<Receipt, EraseError> {
        let [first, second] = &order.officers;
        if first == second {
            return Err(EraseError::OneOfficer);
        }
        let event = WireEvent {
            kind: schema.kind,
            version: 1,
            occurred: order.day,
            fields: vec![
                vec![Value::Code(hex(&key_id))],
                vec![Value::Code(order.ground.clone())],
                vec![Value::Text(order.order.clone())],
                order.officers.iter().cloned().map(Value::Party).collect(),
            ],
        };
        let erases = (schema.kind == ORDERED.kind).then_some(key_id);
        self.record_order(key_id, schema.name, vec![event], erases)
    }

    /// Records events about a key in its stream. Orders that happen once have a command id that follows from the key, so
    /// that repeating them after a crash changes nothing.
    fn record_order(
        &self,
        key_id: Id,
        name: &str,
        events: Vec<WireEvent>,
        erases: Option<Id>,
    ) -> Result<Receipt, EraseError> {
        let suite = self.0.sealer.primary;
        let key = hex(&key_id);
        let is_once = erases.is_some() || name == ERASED.name;
        let command_id = if is_once { id_of(suite, name, &key_id) } else { self.random()? };
        if is_once && let Some(receipt) = self.receipt_of(command_id)? {
            return Ok(receipt);
        }
        let stream = self.stream(ERASURES, &key)?;
        let expected_version = match stream {
            Some(stream) => self.load(stream, 0)?.last().map_or(0, |recorded| recorded.version),
            None => 0,
        };
        let append = Append {
            command_id,
            request_digest: suite.digest(&[b"bonafide/own-order/v1\0", name.as_bytes(), &key_id]),
            stream: stream.unwrap_or_else(|| StreamId(id_of(suite, "stream", &key_id))),
            opens: stream.is_none().then_some((ERASURES, key)),
            expected_version,
            events,
        };
        Ok(submit(&self.0.sealer, &self.0.queue, &append, erases).wait()?)
    }
}

/// The key named by an order of erasure, when the views are rebuilt.
pub(crate) fn ordered_key(event: &WireEvent) -> Option<Id> {
    if event.kind != ORDERED.kind {
        return None;
    }
    match event.fields.first()?.first()? {
        Value::Code(key) => unhex(key),
        _ => None,
    }
}

fn id_of(suite: Suite, what: &str, key_id: &Id) -> Id {
    let digest = suite.digest(&[b"bonafide/own-id/v1\0", what.as_bytes(), &[0], key_id]);
    let mut id = [0; 16];
    id.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    id
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes of a fixed number from lower-case hexadecimal.
pub(crate) fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let is_hex = text.len() == 2 * N && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let mut bytes = [0; N];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2).filter(|_| is_hex)?, 16).ok()?;
    }
    Some(bytes)
}
