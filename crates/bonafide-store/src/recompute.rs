//! Reading the record from its stored bytes: leaves and roots are reckoned again, nothing that was stored is believed.

use bonafide_ledger::{Frontier, Hash, Suite, entry, event_digest, leaf_hash, read_body};

use crate::engine::{Envelopes, Session};
use crate::error::{Fault, Wrong};
use crate::row::Row;

/// Rows read at once: about 2 MiB.
pub(crate) const PAGE: u32 = 2048;

/// Why a recomputation stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// Stored bytes are wrong here.
    Wrong(u64, Wrong),
    /// The database.
    Fault(Fault),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// The digest of a row's event and its leaf, reckoned from body and blind and held against the stored leaf.
pub(crate) fn leaf_of(suite: Suite, row: &Row) -> Result<(Hash, Hash), Wrong> {
    let body = row.body.get(suite).ok_or(Wrong::Body)?;
    let digest = event_digest(suite, &row.blind, body);
    let leaf = leaf_hash(suite, &entry(suite, &digest));
    if row.leaf.get(suite) != Some(&leaf) {
        return Err(if read_body(body).is_err() { Wrong::Body } else { Wrong::BodyOrBlind });
    }
    Ok((digest, leaf))
}

/// Carries an edge on to a size, from stored bytes. `each` sees every position with its digest and leaf.
pub(crate) fn carry(
    session: &mut dyn Session,
    frontier: &mut Frontier,
    size: u64,
    mut each: impl FnMut(u64, &Hash, &Hash) -> Result<(), Fault>,
) -> Result<(), Stop> {
    let suite = frontier.suite();
    while frontier.size() < size {
        let count = u32::try_from((size - frontier.size()).min(u64::from(PAGE))).unwrap_or(PAGE);
        let rows = session.rows(frontier.size(), count, Envelopes::Left)?;
        if rows.is_empty() {
            return Err(Stop::Wrong(frontier.size(), Wrong::Missing));
        }
        for row in &rows {
            if row.position != frontier.size() {
                return Err(Stop::Wrong(frontier.size(), Wrong::Missing));
            }
            let (digest, leaf) = leaf_of(suite, row).map_err(|wrong| Stop::Wrong(row.position, wrong))?;
            frontier.push(leaf);
            each(row.position, &digest, &leaf)?;
        }
    }
    Ok(())
}
