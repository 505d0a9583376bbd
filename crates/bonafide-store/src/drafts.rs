//! Drafts (草稿): what somebody typed and has not sent. Beside the record, never part of it.
//!
//! A draft is a place (the address of a form) with fields, each a row of its own, so that two windows do not take each
//! other's words away. Every row is sealed under the person's own key: whoever reads the database learns neither whose it is
//! nor where it belongs, and once the key is destroyed nobody reads it. Rows go when the form is sent, or after
//! [`DRAFT_DAYS`] without a change.

use std::sync::Mutex;

use bonafide_ledger::envelope::{EnvelopePlace, open_envelope_with, seal_envelope_with};
use thiserror::Error;

use crate::clock::Clock;
use crate::engine::{DraftSession, Id};
use crate::error::{Fault, KeyError};
use crate::keys::{Found, lock};
use crate::store::Store;

/// How long a draft is kept after its last change, in days.
pub const DRAFT_DAYS: u64 = 90;

/// How much one person's drafts may hold, in bytes as they are kept: 256 MiB.
pub const DRAFT_BYTES_MAX: u64 = 256 << 20;

const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// Where the name of a place is kept, in the place itself: no field has this id.
const HEAD: Id = [0; 16];

/// A digest makes each value unique already.
const SALT: [u8; 32] = [0; 32];

/// Why a draft is not kept or not given.
#[derive(Debug, Error)]
pub enum DraftError {
    /// The person keeps too much.
    #[error("the drafts of one person take at most {DRAFT_BYTES_MAX} bytes")]
    TooMuch,
    /// The person's key is not to be had.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// Anything else.
    #[error("the drafts cannot be reached: {0}")]
    Fault(#[from] Fault),
}

/// A field of a draft, by name.
pub type DraftField = (String, Vec<u8>);

/// The connection to the drafts.
pub(crate) struct Drafts {
    session: Mutex<Box<dyn DraftSession>>,
    clock: Clock,
}

impl Drafts {
    pub(crate) fn new(session: Box<dyn DraftSession>, clock: Clock) -> Self {
        Self { session: Mutex::new(session), clock }
    }
}

impl Store {
    /// Keeps fields of a person's draft at a place; other fields of it stay as they are.
    ///
    /// # Errors
    /// [`DraftError`]; nothing is kept then.
    pub fn save_draft(&self, person: &str, place: &str, fields: &[DraftField]) -> Result<(), DraftError> {
        let ring = &self.0.sealer.ring;
        let (owner, place_id) = (ring.person_key_id(person), ring.draft_id(&[place]));
        let mut rows = vec![(HEAD, self.seal_draft(owner, place_id, HEAD, (place, b""))?)];
        for (name, value) in fields {
            let field = ring.draft_id(&[place, name]);
            rows.push((field, self.seal_draft(owner, place_id, field, (name, value))?));
        }
        let now = self.0.drafts.clock.now(None);
        let mut session = lock(&self.0.drafts.session);
        session.purge(now)?;
        let more: u64 = rows.iter().map(|(_, sealed)| sealed.len() as u64).sum();
        if session.size(owner)?.saturating_add(more) > DRAFT_BYTES_MAX {
            return Err(DraftError::TooMuch);
        }
        Ok(session.save((owner, place_id), &rows, now.saturating_add(DRAFT_DAYS * DAY_MS))?)
    }

    /// The fields of a person's draft at a place, by name; none when there is no draft.
    ///
    /// # Errors
    /// [`DraftError`].
    pub fn draft(&self, person: &str, place: &str) -> Result<Vec<DraftField>, DraftError> {
        let ring = &self.0.sealer.ring;
        let (owner, place_id) = (ring.person_key_id(person), ring.draft_id(&[place]));
        let rows = lock(&self.0.drafts.session).of_place((owner, place_id), self.0.drafts.clock.now(None))?;
        let mut fields = Vec::with_capacity(rows.len());
        for (field, sealed) in rows.iter().filter(|(field, _)| *field != HEAD) {
            fields.extend(self.open_draft(owner, place_id, *field, sealed)?);
        }
        fields.sort();
        Ok(fields)
    }

    /// The places of a person's drafts, and when each ends, in milliseconds since 1970-01-01 UTC; the newest first.
    ///
    /// # Errors
    /// [`DraftError`].
    pub fn drafts(&self, person: &str) -> Result<Vec<(String, u64)>, DraftError> {
        let owner = self.0.sealer.ring.person_key_id(person);
        let rows = lock(&self.0.drafts.session).of_owner(owner, HEAD, self.0.drafts.clock.now(None))?;
        let mut places = Vec::with_capacity(rows.len());
        for (place, sealed, until) in rows {
            places.extend(self.open_draft(owner, place, HEAD, &sealed)?.map(|(name, _)| (name, until)));
        }
        places.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        Ok(places)
    }

    /// Drops a person's draft at a place; with names, only those fields.
    ///
    /// # Errors
    /// [`DraftError`].
    pub fn drop_draft(&self, person: &str, place: &str, names: &[&str]) -> Result<(), DraftError> {
        let ring = &self.0.sealer.ring;
        let (owner, place_id) = (ring.person_key_id(person), ring.draft_id(&[place]));
        let fields: Vec<Id> = names.iter().map(|name| ring.draft_id(&[place, name])).collect();
        Ok(lock(&self.0.drafts.session).remove((owner, place_id), &fields)?)
    }

    fn seal_draft(&self, owner: Id, place: Id, field: Id, text: (&str, &[u8])) -> Result<Vec<u8>, DraftError> {
        let sealer = &self.0.sealer;
        let keys = sealer.ring.ensure(&[owner])?;
        let cipher = keys.first().ok_or_else(|| Fault::new("a key just made is missing"))?;
        let at = EnvelopePlace { suite: sealer.primary, event_id: &bound(place, field), key_id: &owner };
        let fields = [(0, SALT, text.0.as_bytes()), (1, SALT, text.1)];
        Ok(seal_envelope_with(&**cipher, &at, &self.random()?, &fields).map_err(Fault::new)?)
    }

    /// Nothing when the key is gone: what nobody can read any more is no draft.
    fn open_draft(&self, owner: Id, place: Id, field: Id, sealed: &[u8]) -> Result<Option<DraftField>, DraftError> {
        let sealer = &self.0.sealer;
        let cipher = match sealer.ring.find(&[owner])?.remove(&owner) {
            Some(Found::Active(cipher)) => cipher,
            Some(Found::Restricted) => return Err(KeyError::Restricted.into()),
            Some(Found::Destroyed) | None => return Ok(None),
        };
        let at = EnvelopePlace { suite: sealer.primary, event_id: &bound(place, field), key_id: &owner };
        let opened = open_envelope_with(&*cipher, &at, sealed).map_err(Fault::new)?;
        let mut values = opened.into_iter().map(|field| field.value.to_vec());
        let (Some(name), Some(value)) = (values.next(), values.next()) else { return Ok(None) };
        Ok(Some((String::from_utf8(name).map_err(Fault::new)?, value)))
    }
}

/// What a row is bound to beside its key: a row moved to another place or field does not open.
fn bound(place: Id, field: Id) -> Id {
    let mut id = place;
    id.iter_mut().zip(field).for_each(|(to, from)| *to ^= from.rotate_left(1));
    id
}
