//! The witness (见证): what it answers when a log asks it to cosign, as a pure step. Storage, clock and transport are the
//! caller's; the text may travel over HTTP, in a file or as a picture.
//!
//! Source: C2SP tlog-witness, "add-checkpoint".

use thiserror::Error;

use crate::base64;
use crate::checkpoint::{Checkpoint, parse_size};
use crate::edge::SIZE_MAX;
use crate::note::{self, NoteError, SignedNote};
use crate::proof::Consistency;
use crate::suite::{Hash, Suite};
use crate::verifier_key::VerifierKey;

/// The most proof lines a request may have.
pub const PROOF_LINES_MAX: usize = 63;

/// A request to cosign: the size the witness is thought to have seen, a proof from there, and the signed checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddCheckpoint {
    old_size: u64,
    proof: Vec<Hash>,
    checkpoint: Checkpoint,
    /// The checkpoint's note as it came; its signature lines may be malformed, which is a matter of trust, not of form.
    note: String,
}

/// Why a witness does not cosign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum WitnessRefusal {
    /// The request is none, or the old size is larger than the new one.
    #[error("the request is malformed")]
    BadRequest,
    /// No signature of the log's key, or a false one.
    #[error("no valid signature of the log")]
    Forbidden,
    /// The witness does not watch this log.
    #[error("the log is unknown to this witness")]
    UnknownOrigin,
    /// The witness has seen another size: the proof must begin there.
    #[error("the witness has seen another size")]
    Conflict {
        /// The size it has seen.
        seen_size: u64,
    },
    /// The checkpoint does not continue what the witness has seen.
    #[error("the checkpoint does not continue the one seen before")]
    Inconsistent,
}

impl WitnessRefusal {
    /// The status of the answer over HTTP.
    ///
    /// An unknown origin is 404, as the present text of the protocol has it; older witnesses answered 403.
    #[must_use]
    pub fn status(self) -> u16 {
        match self {
            Self::BadRequest => 400,
            Self::Forbidden => 403,
            Self::UnknownOrigin => 404,
            Self::Conflict { .. } => 409,
            Self::Inconsistent => 422,
        }
    }

    /// The body of the answer, and its media type: for a conflict the size in decimal and a line end.
    #[must_use]
    pub fn body(self) -> (String, &'static str) {
        match self {
            Self::Conflict { seen_size } => (format!("{seen_size}\n"), "text/x.tlog.size"),
            _ => (format!("{self}\n"), "text/plain; charset=utf-8"),
        }
    }
}

/// The head of a log a witness last cosigned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeenHead {
    /// Number of leaves.
    pub size: u64,
    /// Root of the tree.
    pub root: Hash,
}

/// A log a witness watches.
#[derive(Clone, Copy, Debug)]
pub struct WatchedLog<'a> {
    /// Suite of its tree.
    pub suite: Suite,
    /// Its keys, each named as its origin.
    pub keys: &'a [VerifierKey],
    /// What was cosigned last; nothing yet is size 0.
    pub seen: Option<SeenHead>,
}

impl AddCheckpoint {
    /// A request of a log.
    ///
    /// # Errors
    /// [`WitnessRefusal::BadRequest`] if the proof is too long or the note no checkpoint.
    pub fn new(old_size: u64, proof: Vec<Hash>, note: &SignedNote) -> Result<Self, WitnessRefusal> {
        let checkpoint = Checkpoint::parse(note.text()).map_err(|_| WitnessRefusal::BadRequest)?;
        if proof.len() > PROOF_LINES_MAX || old_size > SIZE_MAX {
            return Err(WitnessRefusal::BadRequest);
        }
        Ok(Self { old_size, proof, checkpoint, note: note.to_string() })
    }

    /// Reads a request; as text it gives the same bytes back.
    ///
    /// # Errors
    /// [`WitnessRefusal::BadRequest`].
    pub fn parse(bytes: &[u8]) -> Result<Self, WitnessRefusal> {
        let text = std::str::from_utf8(bytes).map_err(|_| WitnessRefusal::BadRequest)?;
        Self::read(text).ok_or(WitnessRefusal::BadRequest)
    }

    fn read(text: &str) -> Option<Self> {
        let (head, note) = text.split_once("\n\n")?;
        let mut lines = head.split('\n');
        let old_size = parse_size(lines.next()?.strip_prefix("old ")?)?;
        let proof = lines.map(base64::decode_hash).collect::<Option<Vec<_>>>()?;
        let (body, _) = note::split(note.as_bytes()).ok()?;
        let checkpoint = Checkpoint::parse(body).ok()?;
        (proof.len() <= PROOF_LINES_MAX).then(|| Self { old_size, proof, checkpoint, note: note.to_owned() })
    }

    /// The checkpoint that is to be cosigned.
    #[must_use]
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The size the log thinks the witness has seen.
    #[must_use]
    pub fn old_size(&self) -> u64 {
        self.old_size
    }

    /// The signed note of the checkpoint.
    ///
    /// # Errors
    /// [`NoteError`] if a signature line is malformed.
    pub fn note(&self) -> Result<SignedNote, NoteError> {
        SignedNote::parse(self.note.as_bytes())
    }

    /// Judges the request against what the witness knows of the log; `None` if it does not watch this origin.
    ///
    /// If the answer is a head, the caller stores it in the very transaction in which it read `seen`, then cosigns
    /// ([`crate::cosign()`]) and answers 200 with the line.
    ///
    /// # Errors
    /// [`WitnessRefusal`].
    pub fn judge(&self, log: Option<&WatchedLog<'_>>) -> Result<SeenHead, WitnessRefusal> {
        let log = log.ok_or(WitnessRefusal::UnknownOrigin)?;
        self.check_signature(log)?;
        let head = SeenHead { size: self.checkpoint.size(), root: *self.checkpoint.root() };
        if self.old_size > head.size {
            return Err(WitnessRefusal::BadRequest);
        }
        let seen_size = log.seen.map_or(0, |seen| seen.size);
        if self.old_size != seen_size {
            return Err(WitnessRefusal::Conflict { seen_size });
        }
        if head.size == 0 && head.root != log.suite.empty_root() {
            return Err(WitnessRefusal::Inconsistent);
        }
        self.check_continuation(log, &head)?;
        Ok(head)
    }

    fn check_signature(&self, log: &WatchedLog<'_>) -> Result<(), WitnessRefusal> {
        let note = self.note().map_err(|_| WitnessRefusal::Forbidden)?;
        let keys = log.keys.iter().filter(|key| key.name() == self.checkpoint.origin());
        note.verify(keys).map(drop).map_err(|_| WitnessRefusal::Forbidden)
    }

    fn check_continuation(&self, log: &WatchedLog<'_>, head: &SeenHead) -> Result<(), WitnessRefusal> {
        let seen = log.seen.filter(|seen| seen.size > 0);
        let continues = match seen {
            None => self.proof.is_empty(),
            Some(seen) => {
                let proof = Consistency { old_size: seen.size, new_size: head.size, path: &self.proof };
                proof.verify(log.suite, &seen.root, &head.root).is_ok()
            }
        };
        continues.then_some(()).ok_or(WitnessRefusal::Inconsistent)
    }
}

impl std::fmt::Display for AddCheckpoint {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(out, "old {}", self.old_size)?;
        self.proof.iter().try_for_each(|hash| writeln!(out, "{}", base64::encode(hash)))?;
        write!(out, "\n{}", self.note)
    }
}
