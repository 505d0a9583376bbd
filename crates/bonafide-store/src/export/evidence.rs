//! What an auditor brings from outside: keys, pins, receipts and checkpoints. Only these can show that a whole record was
//! made anew, with every hash and signature in order.

use std::collections::BTreeMap;

use bonafide_ledger::{Checkpoint, Hash, Quorum, SignedNote, Suite, VerifierKey, entry, leaf_hash};

use super::check::ExportFault;
use super::header::Header;
use crate::error::Wrong;
use crate::pin;
use crate::receipt::read_receipt;

/// What kind of paper it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvidenceKind {
    /// A pin file.
    Pin,
    /// A signed receipt.
    Receipt,
    /// A signed checkpoint.
    Checkpoint,
}

/// One paper from outside.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// What to call it.
    pub name: String,
    /// What it is.
    pub kind: EvidenceKind,
    /// Its text.
    pub text: String,
}

/// All that is brought from outside.
#[derive(Clone, Debug, Default)]
pub struct Outside {
    /// The announced key of a log.
    pub key: Option<VerifierKey>,
    /// The policy of the auditor; otherwise the export's own is taken.
    pub quorum: Option<Quorum>,
    /// Papers.
    pub evidence: Vec<Evidence>,
}

/// A head that was promised outside.
struct Head {
    place: usize,
    size: u64,
    root: Hash,
    wrong: Wrong,
}

/// What the papers promise, in the order in which it can be held against the entries.
pub(super) struct Promises {
    // The next to be met stands last.
    heads: Vec<Head>,
    leaves: BTreeMap<u64, Vec<(usize, Hash)>>,
    /// Promises that were kept.
    pub(super) met: u64,
    /// Promises about what lies before the export.
    pub(super) early: u64,
}

impl Promises {
    /// Reads the papers; one that does not belong to this record is named.
    pub(super) fn read(outside: &Outside, header: &Header) -> Result<Self, ExportFault> {
        let mut promises = Self { heads: Vec::new(), leaves: BTreeMap::new(), met: 0, early: 0 };
        for paper in &outside.evidence {
            let before = promises.heads.len();
            let read = match paper.kind {
                EvidenceKind::Pin => promises.pin(&paper.text, header),
                EvidenceKind::Receipt => promises.receipt(&paper.text, header),
                EvidenceKind::Checkpoint => promises.checkpoint(&paper.text, header),
            };
            if read.is_none() || promises.heads.len() == before {
                return Err(ExportFault::Evidence(paper.name.clone()));
            }
        }
        let count = promises.heads.len();
        promises.heads.retain(|head| head.size >= header.from);
        promises.early += (count - promises.heads.len()) as u64;
        promises.heads.sort_by_key(|head| std::cmp::Reverse(head.size));
        Ok(promises)
    }

    fn pin(&mut self, text: &str, header: &Header) -> Option<()> {
        for pin in pin::parse(text)? {
            for (place, (_, key)) in header.logs.iter().enumerate() {
                if key.name() == pin.origin {
                    self.heads.push(Head { place, size: pin.size, root: pin.root, wrong: Wrong::Pin });
                }
            }
        }
        Some(())
    }

    fn receipt(&mut self, text: &str, header: &Header) -> Option<()> {
        let receipt = read_receipt(text, &header.receipts)?;
        for (place, (suite, _)) in header.logs.iter().enumerate() {
            let Some(root) = receipt.roots.get(*suite) else { continue };
            self.heads.push(Head { place, size: receipt.size, root: *root, wrong: Wrong::Receipt });
            for (position, digest) in (receipt.first_position..).zip(receipt.digests.get(*suite).into_iter().flatten())
            {
                if position < header.from {
                    self.early += 1;
                } else {
                    self.leaves.entry(position).or_default().push((place, leaf_of(*suite, digest)));
                }
            }
        }
        Some(())
    }

    fn checkpoint(&mut self, text: &str, header: &Header) -> Option<()> {
        let note = SignedNote::parse(text.as_bytes()).ok()?;
        let checkpoint = Checkpoint::parse(note.text()).ok()?;
        let (place, (_, key)) = header.logs.iter().enumerate().find(|(_, log)| log.1.name() == checkpoint.origin())?;
        note.verify(std::slice::from_ref(key)).ok()?;
        let (size, root) = (checkpoint.size(), *checkpoint.root());
        self.heads.push(Head { place, size, root, wrong: Wrong::Checkpoint });
        Some(())
    }

    /// Holds an entry against what was promised about it.
    pub(super) fn meet_leaf(&mut self, position: u64, place: usize, leaf: &Hash) -> Result<(), Wrong> {
        let Some(promised) = self.leaves.get(&position) else { return Ok(()) };
        for (_, expected) in promised.iter().filter(|promise| promise.0 == place) {
            if expected != leaf {
                return Err(Wrong::Receipt);
            }
            self.met += 1;
        }
        Ok(())
    }

    /// Holds the roots of a size against what was promised of it; `root` gives that of each log.
    pub(super) fn meet_heads(&mut self, size: u64, root: impl Fn(usize) -> Option<Hash>) -> Result<(), Wrong> {
        while let Some(head) = self.heads.pop_if(|head| head.size == size) {
            if root(head.place) != Some(head.root) {
                return Err(head.wrong);
            }
            self.met += 1;
        }
        Ok(())
    }

    /// What it means that the record ends before the next promise; `None` if all were met.
    pub(super) fn behind(&self) -> Option<Wrong> {
        self.heads.last().map(|head| if head.wrong == Wrong::Pin { Wrong::BehindPin } else { Wrong::Missing })
    }
}

fn leaf_of(suite: Suite, digest: &Hash) -> Hash {
    leaf_hash(suite, &entry(suite, digest))
}
