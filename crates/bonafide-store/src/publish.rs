//! The publisher: recompute, sign, commit, pin, tiles, and the `checkpoint` file last. Every step may be repeated.

use std::fs;

use bonafide_ledger::verifier_key::SignatureKind;
use bonafide_ledger::{Algorithm, Checkpoint, Frontier, Hash, SecretKey, Suite, VerifierKey};
use bonafide_ledger::{NoteSignature, SignedNote};
use thiserror::Error;

use crate::error::{Fault, KeyError, Refusal, Wrong};
use crate::gate::{self, Log};
use crate::keys::lock;
use crate::pin::{self, Pinned, replace};
use crate::recompute::{Stop, carry};
use crate::row::CheckpointRow;
use crate::store::Store;
use crate::tiles::Tiles;

/// Why nothing was signed or served.
#[derive(Debug, Error)]
pub enum PublishError {
    /// The stored bytes are not what the head says: nothing is signed, and the record is read-only from now on.
    #[error("position {position}: {wrong}; nothing was signed")]
    Altered {
        /// Which entry.
        position: u64,
        /// What about it.
        wrong: Wrong,
    },
    /// The record is read-only.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The signing key cannot be reached.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// Anything else; the next attempt goes on from there.
    #[error("the checkpoint is not published: {0}")]
    Fault(#[from] Fault),
}

impl From<Stop> for PublishError {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Wrong(position, wrong) => Self::Altered { position, wrong },
            Stop::Fault(fault) => Self::Fault(fault),
        }
    }
}

/// The signing side of one suite's log.
pub(crate) struct OwnLog {
    pub(crate) suite: Suite,
    pub(crate) origin: String,
    pub(crate) signer: SecretKey,
    pub(crate) key: VerifierKey,
}

impl OwnLog {
    pub(crate) fn log(&self) -> Log<'_> {
        Log { suite: self.suite, origin: self.origin.clone(), key: &self.key }
    }
}

/// The name of a suite's log in paths and origins.
fn name_of(suite: Suite) -> &'static str {
    match suite {
        Suite::Sha256Ed25519 => "log1",
        Suite::Sm3Sm2 => "gm1",
    }
}

fn algorithm_of(suite: Suite) -> Algorithm {
    match suite {
        Suite::Sha256Ed25519 => Algorithm::Ed25519,
        Suite::Sm3Sm2 => Algorithm::Sm2,
    }
}

impl Store {
    /// Signs the head of the log of each suite and writes what is served: pin, tiles, and `checkpoint` last. Gives the
    /// signed notes in the order of [`Store::suites`].
    ///
    /// # Errors
    /// [`PublishError`]; after [`PublishError::Altered`] nothing is recorded any more either.
    pub fn publish(&self) -> Result<Vec<String>, PublishError> {
        // One at a time in a process: a slower one would find the pin ahead of what it signed.
        let _turn = lock(&self.0.publishing);
        let mut notes = Vec::new();
        for suite in self.suites().to_vec() {
            if let Some(refusal) = self.refusal() {
                return Err(refusal.into());
            }
            let published = self.publish_suite(suite);
            if let Err(PublishError::Altered { position, wrong }) = &published {
                self.0.state.set_inconsistent(format!("entry {position}: {wrong}"));
            }
            notes.push(published?);
        }
        Ok(notes)
    }

    /// The newest signed checkpoint of a suite, as a note, with the witnesses' lines.
    ///
    /// # Errors
    /// [`Fault`] of the database.
    pub fn checkpoint(&self, suite: Suite) -> Result<Option<String>, Fault> {
        self.read(|session| {
            let Some(row) = session.checkpoint(suite.byte(), None)? else { return Ok(None) };
            let mut note = SignedNote::parse(row.note.as_bytes()).map_err(Fault::new)?;
            for line in session.cosignatures(suite.byte(), row.size)? {
                note.add(NoteSignature::parse(&line).ok_or_else(|| Fault::new("a witness's line does not read"))?);
            }
            Ok(Some(note.to_string()))
        })
    }

    /// How many entries no checkpoint covers yet: what the next opening walks.
    ///
    /// # Errors
    /// [`Fault`] of the database.
    pub fn unsigned(&self) -> Result<u64, Fault> {
        self.read(|session| {
            let mut covered = u64::MAX;
            for suite in self.suites() {
                covered = covered.min(session.checkpoint(suite.byte(), None)?.map_or(0, |row| row.size));
            }
            // The head after the checkpoints: it may only be ahead of them.
            Ok(session.head()?.size.saturating_sub(covered))
        })
    }

    /// Keeps a witness's line for a checkpoint; the door has verified it.
    ///
    /// # Errors
    /// [`Fault`] of the database, also if there is no such checkpoint.
    pub fn add_cosignature(&self, suite: Suite, size: u64, witness: &str, line: &str) -> Result<(), Fault> {
        self.read(|session| session.add_cosignature((suite.byte(), size), witness, line))
    }

    /// The key a suite's log signs with, to be announced.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn log_key(&self, suite: Suite) -> Result<VerifierKey, KeyError> {
        Ok(self.own_log(suite)?.key)
    }

    pub(crate) fn own_log(&self, suite: Suite) -> Result<OwnLog, KeyError> {
        let name = name_of(suite);
        let seed = self.0.sealer.ring.own(name)?;
        let algorithm = algorithm_of(suite);
        let signer = SecretKey::new(algorithm, &seed).map_err(Fault::new)?;
        let origin = format!("{}/{name}", self.0.origin);
        let kind = SignatureKind::of_log(algorithm).ok_or_else(|| Fault::new("a log cannot sign so"))?;
        let key = VerifierKey::of_signer(&origin, kind, &signer).map_err(Fault::new)?;
        Ok(OwnLog { suite, origin, signer, key })
    }

    pub(crate) fn tiles(&self, suite: Suite) -> Tiles {
        Tiles { suite, directory: self.0.directory.join("tiles").join(name_of(suite)) }
    }

    /// The directory whose files are served for a suite: `checkpoint`, `tile/…`.
    #[must_use]
    pub fn served(&self, suite: Suite) -> std::path::PathBuf {
        self.tiles(suite).directory
    }

    fn publish_suite(&self, suite: Suite) -> Result<String, PublishError> {
        let own = self.own_log(suite)?;
        let (frontier, note) = self.sign_head(&own)?;
        let (size, root) = (frontier.size(), frontier.root());
        self.move_pin(&own, Pinned { origin: own.origin.clone(), size, root })?;
        self.write_tiles(suite, size, &root)?;
        replace(&self.tiles(suite).directory.join("checkpoint"), note.as_bytes()).map_err(Fault::from)?;
        Ok(note)
    }

    /// Recomputes from the last checkpoint to the head and signs what comes out, if the head says the same. Head and
    /// checkpoint may be read before they are durable, and a publisher may have been cut short in its commit: nothing leaves
    /// here before both would outlive a crash and a fail-over.
    fn sign_head(&self, own: &OwnLog) -> Result<(Frontier, String), PublishError> {
        let suite = own.suite;
        let mut session = self.0.engine.session()?;
        // The checkpoint before the head: another node may publish meanwhile, and a checkpoint must not be ahead of the head.
        let newest = session.checkpoint(suite.byte(), None)?;
        let head = session.head()?;
        let mut frontier = Frontier::new(suite);
        if let Some(row) = newest {
            let trusted = gate::trusted(&row, &own.log());
            let position = row.size.saturating_sub(1);
            let (last, _) = trusted.ok_or(PublishError::Altered { position, wrong: Wrong::Signature })?;
            if row.size == head.size {
                session.settle()?;
                return Ok((last, row.note));
            }
            frontier = last;
        }
        carry(session.as_mut(), &mut frontier, head.size, |_, _, _| Ok(()))?;
        let root = frontier.root();
        if Some(&root) != head.root.get(suite) {
            return Err(PublishError::Altered { position: head.size.saturating_sub(1), wrong: Wrong::Head });
        }
        let checkpoint = Checkpoint::new(&own.origin, head.size, root).map_err(Fault::new)?;
        let note = checkpoint.sign(&own.signer).map_err(Fault::new)?.to_string();
        let row = CheckpointRow { suite, size: head.size, note, frontier: frontier.to_bytes() };
        session.add_checkpoint(&row)?;
        // Another publisher may have been first: then its note stands.
        let kept = session.checkpoint(suite.byte(), Some(head.size))?.unwrap_or(row);
        session.settle()?;
        Ok((frontier, kept.note))
    }

    /// Moves the pin forwards; a pin that is ahead or differs stops everything.
    fn move_pin(&self, own: &OwnLog, next: Pinned) -> Result<(), PublishError> {
        let mut pins = pin::read(&self.0.pin)?;
        match pins.iter_mut().find(|pin| pin.origin == next.origin) {
            // A publisher of another node that shares the pin was quicker: its checkpoint stands in the same database.
            Some(pin) if pin.size > next.size && self.has_signed(own, pin)? => return Ok(()),
            Some(pin) if pin.size > next.size || (pin.size == next.size && pin.root != next.root) => {
                let wrong = if pin.size > next.size { Wrong::BehindPin } else { Wrong::Pin };
                return Err(PublishError::Altered { position: next.size.saturating_sub(1), wrong });
            }
            Some(pin) => *pin = next,
            None => pins.push(next),
        }
        Ok(pin::write(&self.0.pin, &pins)?)
    }

    /// Whether the database holds the checkpoint that was pinned.
    fn has_signed(&self, own: &OwnLog, pin: &Pinned) -> Result<bool, Fault> {
        let row = self.read(|session| session.checkpoint(own.suite.byte(), Some(pin.size)))?;
        Ok(row.and_then(|row| gate::trusted(&row, &own.log())).is_some_and(|(_, root)| root == pin.root))
    }

    /// Writes the tiles a served log has not yet; rebuilds all of them when those on disk do not lead to the root.
    fn write_tiles(&self, suite: Suite, size: u64, root: &Hash) -> Result<(), PublishError> {
        let tiles = self.tiles(suite);
        if size == 0 || tiles.lead_to(size, root) && self.served_size(suite) == Some(size) {
            return Ok(());
        }
        let mut session = self.0.engine.session()?;
        let resumed = self.served_size(suite).filter(|old| *old <= size).and_then(|old| tiles.resume(old));
        for writer in [resumed, Some(tiles.restart())].into_iter().flatten() {
            let mut writer = writer;
            let mut from = writer.wants_from();
            while from < size {
                let count = u32::try_from((size - from).min(u64::from(crate::recompute::PAGE))).map_err(Fault::new)?;
                let rows = session.rows(from, count, crate::engine::Envelopes::Left)?;
                if rows.is_empty() {
                    return Err(Stop::Wrong(from, Wrong::Missing).into());
                }
                for row in &rows {
                    let (digest, leaf) =
                        crate::recompute::leaf_of(suite, row).map_err(|wrong| Stop::Wrong(row.position, wrong))?;
                    writer.push(row.position, &digest, &leaf)?;
                    from = row.position + 1;
                }
            }
            writer.finish()?;
            if tiles.lead_to(size, root) {
                return Ok(());
            }
        }
        Err(Fault::new("the tiles on disk do not lead to the signed root").into())
    }

    /// Size of the checkpoint that is served.
    pub(crate) fn served_size(&self, suite: Suite) -> Option<u64> {
        let text = fs::read(self.tiles(suite).directory.join("checkpoint")).ok()?;
        Some(Checkpoint::parse(SignedNote::parse(&text).ok()?.text()).ok()?.size())
    }

    /// Holds the database against the pin; called once at opening.
    pub(crate) fn pass_gate(&self) -> Result<(), Fault> {
        let pins = pin::read(&self.0.pin)?;
        let mut session = self.0.engine.session()?;
        for suite in self.suites().to_vec() {
            let own = self.own_log(suite).map_err(Fault::new)?;
            let pin = pins.iter().find(|pin| pin.origin == own.origin);
            if let Some(why) = gate::inconsistency(session.as_mut(), &own.log(), pin)? {
                self.0.state.set_inconsistent(why);
            }
        }
        Ok(())
    }
}
