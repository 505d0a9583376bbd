//! Proof files: everything needed to check offline, for ever, that an entry stands in a log others have witnessed.
//!
//! Source: C2SP tlog-proof. That format fixes SHA-256; a log of the other suite uses the same lines under a first line of
//! its own, so that no reader takes one for the other.

use thiserror::Error;

use crate::base64;
use crate::checkpoint::parse_size;
use crate::note::{NoteError, SignedNote};
use crate::proof::{Inclusion, PATH_MAX, ProofError};
use crate::quorum::{Quorum, QuorumRefusal, TrustedCheckpoint};
use crate::suite::{Hash, Suite};

/// An entry's place, path and witnessed checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlogProof {
    /// Suite of the log.
    pub suite: Suite,
    /// Bytes for the application; nobody has signed them. Empty is another thing than none.
    pub extra: Option<Vec<u8>>,
    /// Position of the entry, from 0.
    pub index: u64,
    /// Path from the leaf's sibling up.
    pub path: Vec<Hash>,
    /// The checkpoint with its signatures.
    pub note: SignedNote,
}

/// Why a text is no proof file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TlogProofError {
    /// Another first line.
    #[error("not a proof file of a known version")]
    UnknownVersion,
    /// A line of another form than its place demands.
    #[error("a malformed line in a proof file")]
    BadLine,
    /// The checkpoint at the end is no note.
    #[error(transparent)]
    Note(#[from] NoteError),
}

/// Why a proof file does not prove what it should.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TlogProofRefusal {
    /// The checkpoint is not trusted.
    #[error(transparent)]
    Quorum(#[from] QuorumRefusal),
    /// The log's suite is another than the proof's.
    #[error("the proof is for a log of another suite")]
    OtherSuite,
    /// The entry does not stand there.
    #[error(transparent)]
    Proof(#[from] ProofError),
}

impl TlogProof {
    /// Reads a proof file; as text it gives the same bytes back.
    ///
    /// # Errors
    /// [`TlogProofError`].
    pub fn parse(bytes: &[u8]) -> Result<Self, TlogProofError> {
        let text = std::str::from_utf8(bytes).map_err(|_| TlogProofError::BadLine)?;
        let (first, rest) = text.split_once('\n').ok_or(TlogProofError::UnknownVersion)?;
        let suite = [Suite::Sha256Ed25519, Suite::Sm3Sm2].into_iter().find(|suite| first_line(*suite) == first);
        let suite = suite.ok_or(TlogProofError::UnknownVersion)?;
        let (head, note) = rest.split_once("\n\n").ok_or(TlogProofError::BadLine)?;
        let (extra, index, path) = read_head(head).ok_or(TlogProofError::BadLine)?;
        Ok(Self { suite, extra, index, path, note: SignedNote::parse(note.as_bytes())? })
    }

    /// Checks that the entry stands at the proof's index of a log the quorum trusts.
    ///
    /// # Errors
    /// [`TlogProofRefusal`].
    pub fn verify(&self, entry: &[u8], quorum: &Quorum) -> Result<TrustedCheckpoint, TlogProofRefusal> {
        let trusted = quorum.judge(&self.note)?;
        if trusted.suite != self.suite {
            return Err(TlogProofRefusal::OtherSuite);
        }
        let inclusion = Inclusion { index: self.index, size: trusted.checkpoint.size(), path: &self.path };
        inclusion.verify(self.suite, &self.suite.leaf(entry), trusted.checkpoint.root())?;
        Ok(trusted)
    }
}

impl std::fmt::Display for TlogProof {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(out, "{}", first_line(self.suite))?;
        if let Some(extra) = &self.extra {
            writeln!(out, "extra {}", base64::encode(extra))?;
        }
        writeln!(out, "index {}", self.index)?;
        self.path.iter().try_for_each(|hash| writeln!(out, "{}", base64::encode(hash)))?;
        write!(out, "\n{}", self.note)
    }
}

fn first_line(suite: Suite) -> &'static str {
    match suite {
        Suite::Sha256Ed25519 => "c2sp.org/tlog-proof@v1",
        Suite::Sm3Sm2 => "bonafide/tlog-proof-sm3@v1",
    }
}

type Head = (Option<Vec<u8>>, u64, Vec<Hash>);

fn read_head(head: &str) -> Option<Head> {
    let mut lines = head.split('\n');
    let mut line = lines.next()?;
    let mut extra = None;
    if let Some(coded) = line.strip_prefix("extra ") {
        extra = Some(base64::decode(coded)?);
        line = lines.next()?;
    }
    let index = parse_size(line.strip_prefix("index ")?)?;
    let path = lines.map(base64::decode_hash).collect::<Option<Vec<_>>>()?;
    (path.len() <= PATH_MAX).then_some((extra, index, path))
}
