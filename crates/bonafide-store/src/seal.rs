//! Sealing, outside any lock: salts, slots, envelopes; each envelope is opened again and compared before it counts.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use bonafide_ledger::aead::SuiteCipher;
use bonafide_ledger::envelope::{EnvelopePlace, open_envelope_with, seal_envelope_with};
use bonafide_ledger::{Hash, Suite, slot};
use bonafide_procedure::wire::{Schema, WireEvent};
use zeroize::Zeroizing;

use crate::append::Append;
use crate::engine::Id;
use crate::erase::{OWN_KINDS, own_schema};
use crate::error::{AppendError, Fault, Refusal};
use crate::keys::KeyRing;
use crate::layout::{Laid, digest_of_schema, lay};
use crate::options::Limits;
use crate::row::PerSuite;
use crate::salts::Source;

const DAY_MS: i64 = 86_400_000;
const NONCE_BYTES: usize = 12;

/// An event ready to be given its place.
#[derive(Clone, Debug)]
pub(crate) struct SealedEvent {
    pub(crate) event_id: Id,
    pub(crate) kind: u16,
    pub(crate) schema_version: u16,
    pub(crate) occurred_ms: u64,
    pub(crate) blind: [u8; 32],
    pub(crate) slots: PerSuite<Vec<Hash>>,
    pub(crate) schema_digest: PerSuite<Hash>,
    pub(crate) envelope: Vec<u8>,
    pub(crate) secrets: Vec<(Id, Vec<u8>)>,
}

/// What sealing and opening need.
pub(crate) struct Sealer {
    pub(crate) suites: Vec<Suite>,
    /// The suite of the envelopes.
    pub(crate) primary: Suite,
    pub(crate) ring: KeyRing,
    pub(crate) source: Arc<Source>,
    pub(crate) schema_of: fn(u16, u16) -> Option<&'static Schema>,
    pub(crate) limits: Limits,
    pub(crate) digests: RwLock<HashMap<(u16, u16), PerSuite<Hash>>>,
}

/// The id of an event: it follows from the command, so that a changed command shows.
pub(crate) fn event_id(suite: Suite, command_id: &Id, request_digest: &Hash, index: u16) -> Id {
    let digest = suite.digest(&[b"bonafide/event-id/v1\0", command_id, request_digest, &index.to_be_bytes()]);
    let mut id = [0; 16];
    id.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    id
}

/// A civil day as milliseconds; days before 1970 wrap, and unwrap in [`day_of`].
fn ms_of(day: i64) -> u64 {
    day.saturating_mul(DAY_MS).cast_unsigned()
}

/// The day of [`ms_of`].
pub(crate) fn day_of(occurred_ms: u64) -> i64 {
    occurred_ms.cast_signed().div_euclid(DAY_MS)
}

impl Sealer {
    /// Seals all events of a command.
    pub(crate) fn seal(&self, append: &Append) -> Result<Vec<SealedEvent>, AppendError> {
        if append.events.is_empty() {
            return Err(Refusal::Empty.into());
        }
        if append.events.len() > usize::from(u16::MAX) {
            return Err(Refusal::TooManyValues(append.events.len()).into());
        }
        let mut laid = Vec::with_capacity(append.events.len());
        for (index, event) in append.events.iter().enumerate() {
            let schema = self.schema(event.kind, event.version)?;
            let opens = append.opens.as_ref().filter(|_| index == 0).map(|(kind, key)| (*kind, key.as_str()));
            laid.push((event, schema, lay(schema, event, opens)?));
        }
        let keys = self.keys_of(append, &laid)?;
        let mut bytes_left = self.limits.command_bytes_max;
        let mut sealed = Vec::with_capacity(laid.len());
        for ((event, schema, slots), index) in laid.iter().zip(0_u16..) {
            let id = event_id(self.primary, &append.command_id, &append.request_digest, index);
            let encoded = Encoded::of(slots);
            bytes_left = bytes_left.checked_sub(encoded.bytes.len()).ok_or(Refusal::TooLarge {
                bytes: self.limits.command_bytes_max - bytes_left + encoded.bytes.len(),
                bytes_max: self.limits.command_bytes_max,
            })?;
            sealed.push(self.seal_event((event, schema), id, &encoded, &keys)?);
        }
        Ok(sealed)
    }

    /// The schema of an event type.
    pub(crate) fn schema(&self, kind: u16, version: u16) -> Result<&'static Schema, Refusal> {
        let known = if kind >= OWN_KINDS { own_schema(kind, version) } else { (self.schema_of)(kind, version) };
        known.ok_or(Refusal::UnknownKind { kind, version })
    }

    /// The digest of a schema, reckoned once.
    pub(crate) fn schema_digest(&self, schema: &Schema) -> PerSuite<Hash> {
        let place = (schema.kind, schema.version);
        if let Some(known) = self.digests.read().unwrap_or_else(PoisonError::into_inner).get(&place) {
            return known.clone();
        }
        let digest = PerSuite::of(&self.suites, |suite| digest_of_schema(suite, schema));
        self.digests.write().unwrap_or_else(PoisonError::into_inner).insert(place, digest.clone());
        digest
    }

    /// The keys that seal this command: the case's first, then one a person.
    fn keys_of<'a>(
        &self,
        append: &Append,
        laid: &[(&WireEvent, &Schema, Vec<Laid<'a>>)],
    ) -> Result<Keys<'a>, AppendError> {
        let mut persons: Vec<&str> =
            laid.iter().flat_map(|(_, _, slots)| slots.iter().filter_map(|slot| slot.person)).collect();
        persons.sort_unstable();
        persons.dedup();
        let mut ids = vec![append.stream.0];
        ids.extend(persons.iter().map(|person| self.ring.person_key_id(person)));
        let ciphers = self.ring.ensure(&ids).map_err(|error| match error {
            crate::error::KeyError::Fault(fault) => AppendError::Fault(fault),
            other => AppendError::Refused(Refusal::Key(other)),
        })?;
        let persons = std::iter::once(None).chain(persons.into_iter().map(Some));
        let all = persons.zip(ids.into_iter().zip(ciphers));
        Ok(Keys(all.map(|(person, (id, cipher))| Key { person, id, cipher }).collect()))
    }

    fn seal_event(
        &self,
        (event, schema): (&WireEvent, &Schema),
        event_id: Id,
        encoded: &Encoded<'_>,
        keys: &Keys<'_>,
    ) -> Result<SealedEvent, AppendError> {
        let count = encoded.slots.len();
        let mut random = Zeroizing::new(vec![0; 32 * (count + 1) + NONCE_BYTES * keys.0.len()]);
        self.source.fill(&mut random)?;
        let (salts, rest) = random.split_at(32 * count);
        let (salts, _) = salts.as_chunks::<32>();
        let (blind, nonces) = rest.split_at(32);
        let (nonces, _) = nonces.as_chunks::<NONCE_BYTES>();
        let slots = PerSuite::of(&self.suites, |suite| {
            encoded
                .values()
                .zip(salts)
                .zip(0_u16..)
                .map(|((value, salt), at)| slot(suite, salt, &event_id, at, value))
                .collect()
        });
        let mut sealed = SealedEvent {
            event_id,
            kind: event.kind,
            schema_version: event.version,
            occurred_ms: ms_of(event.occurred),
            blind: blind.try_into().map_err(Fault::new)?,
            slots,
            schema_digest: self.schema_digest(schema),
            envelope: Vec::new(),
            secrets: Vec::new(),
        };
        for (key, nonce) in keys.0.iter().zip(nonces) {
            let fields: Vec<(u16, [u8; 32], &[u8])> = (0_u16..)
                .zip(salts)
                .zip(encoded.values().zip(&encoded.slots))
                .filter(|(_, (_, slot))| slot.person == key.person)
                .map(|((at, salt), (value, _))| (at, *salt, value))
                .collect();
            if key.person.is_some() && fields.is_empty() {
                continue;
            }
            let envelope = self.envelope(key, nonce, &event_id, &fields)?;
            if key.person.is_some() {
                sealed.secrets.push((key.id, envelope));
            } else {
                sealed.envelope = envelope;
            }
        }
        Ok(sealed)
    }

    /// Seals, opens again, compares: a cipher gone bad or a flipped bit is caught while the words are still at hand.
    fn envelope(
        &self,
        key: &Key<'_>,
        nonce: &[u8; NONCE_BYTES],
        event_id: &Id,
        fields: &[(u16, [u8; 32], &[u8])],
    ) -> Result<Vec<u8>, Fault> {
        let place = EnvelopePlace { suite: self.primary, event_id, key_id: &key.id };
        let envelope = seal_envelope_with(&*key.cipher, &place, nonce, fields).map_err(Fault::new)?;
        let opened = open_envelope_with(&*key.cipher, &place, &envelope).map_err(Fault::new)?;
        let is_same = opened.len() == fields.len()
            && opened.iter().zip(fields).all(|(opened, (index, salt, value))| {
                opened.index == *index && opened.salt == *salt && opened.value == *value
            });
        if is_same { Ok(envelope) } else { Err(Fault::new("an envelope just sealed opens to something else")) }
    }
}

struct Keys<'a>(Vec<Key<'a>>);

struct Key<'a> {
    person: Option<&'a str>,
    id: Id,
    cipher: Arc<SuiteCipher>,
}

/// The values of an event, encoded one after another.
struct Encoded<'a> {
    slots: Vec<Laid<'a>>,
    bytes: Zeroizing<Vec<u8>>,
    ends: Vec<usize>,
}

impl<'a> Encoded<'a> {
    fn of(slots: &[Laid<'a>]) -> Self {
        let mut bytes = Zeroizing::new(Vec::new());
        let ends = slots
            .iter()
            .map(|slot| {
                slot.value.encode(&mut bytes);
                bytes.len()
            })
            .collect();
        Self { slots: slots.to_vec(), bytes, ends }
    }

    fn values(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).map(|(start, end)| self.bytes.get(*start..*end).unwrap_or_default())
    }
}
