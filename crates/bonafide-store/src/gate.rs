//! The gate before the first append and the first signature: the database must hold what was pinned, and the head must
//! follow from the stored bytes since the last checkpoint. Else the record is read-only: 历史不一致.

use bonafide_ledger::SignedNote;
use bonafide_ledger::{Checkpoint, Frontier, Hash, Suite, VerifierKey};

use crate::engine::Session;
use crate::error::Fault;
use crate::pin::Pinned;
use crate::recompute::{Stop, carry};
use crate::row::CheckpointRow;

/// What the gate knows of one suite's log.
pub(crate) struct Log<'a> {
    pub(crate) suite: Suite,
    pub(crate) origin: String,
    pub(crate) key: &'a VerifierKey,
}

/// Reads a checkpoint that the database gives: signed by us, and its edge leads to the signed root.
pub(crate) fn trusted(row: &CheckpointRow, log: &Log<'_>) -> Option<(Frontier, Hash)> {
    let note = SignedNote::parse(row.note.as_bytes()).ok()?;
    note.verify(std::slice::from_ref(log.key)).ok()?;
    let checkpoint = Checkpoint::parse(note.text()).ok()?;
    let frontier = Frontier::from_bytes(&row.frontier).ok()?;
    let is_right = checkpoint.origin() == log.origin
        && checkpoint.size() == row.size
        && frontier.size() == row.size
        && frontier.suite() == log.suite
        && frontier.root() == *checkpoint.root();
    is_right.then(|| (frontier, *checkpoint.root()))
}

/// Why the database is not the one that was signed; `None` if it is.
pub(crate) fn inconsistency(
    session: &mut dyn Session,
    log: &Log<'_>,
    pin: Option<&Pinned>,
) -> Result<Option<String>, Fault> {
    let suite = log.suite;
    // The checkpoint first: other nodes may append and sign while this is read, and the head may only be ahead of it.
    let checkpoint = session.checkpoint(suite.byte(), None)?;
    let head = session.head()?;
    let mut start = Frontier::new(suite);
    if let Some(row) = checkpoint {
        let Some((frontier, _)) = trusted(&row, log) else {
            return Ok(Some(format!("checkpoint {} does not bear our signature", row.size)));
        };
        if row.size > head.size {
            return Ok(Some(format!("the head counts {} entries, a checkpoint {}", head.size, row.size)));
        }
        start = frontier;
    }
    if let Some(pin) = pin
        && let Some(why) = differs_from_pin(session, log, pin, head.size)?
    {
        return Ok(Some(why));
    }
    match carry(session, &mut start, head.size, |_, _, _| Ok(())) {
        Ok(()) if Some(&start.root()) == head.root.get(suite) && Some(&start) == head.frontier.get(suite) => Ok(None),
        Ok(()) => Ok(Some("the head does not follow from the entries".to_owned())),
        Err(Stop::Wrong(position, wrong)) => Ok(Some(format!("entry {position}: {wrong}"))),
        Err(Stop::Fault(fault)) => Err(fault),
    }
}

fn differs_from_pin(
    session: &mut dyn Session,
    log: &Log<'_>,
    pin: &Pinned,
    size: u64,
) -> Result<Option<String>, Fault> {
    if size < pin.size {
        return Ok(Some(format!("the pin counts {} entries, the record only {size}", pin.size)));
    }
    let root = match session.checkpoint(log.suite.byte(), Some(pin.size))? {
        Some(row) => trusted(&row, log).map(|(_, root)| root),
        None => {
            // The checkpoint is gone, perhaps with its whole database: reckon from the first entry.
            let mut frontier = Frontier::new(log.suite);
            match carry(session, &mut frontier, pin.size, |_, _, _| Ok(())) {
                Ok(()) => Some(frontier.root()),
                Err(Stop::Wrong(position, wrong)) => return Ok(Some(format!("entry {position}: {wrong}"))),
                Err(Stop::Fault(fault)) => return Err(fault),
            }
        }
    };
    let is_same = root == Some(pin.root);
    Ok((!is_same).then(|| format!("at {} entries the record has another root than the pin", pin.size)))
}
