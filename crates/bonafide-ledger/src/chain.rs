//! Chains: each event names the digest of the one before it in its stream, so that none can be left out or reordered.
//!
//! Checking that needs the head of every open stream, and a log may have any number of them. So a `Chains` holds a
//! bounded number: when it is full it halves the streams it looks after, and the record is read again for the others.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::sealed::BodyHead;
use crate::suite::Hash;

/// The most parts the streams are split into: with it the record is read at most so often, even if ids were drawn to fall
/// into one part.
const PARTS_MAX: u64 = 1 << 10;

/// What is wrong with an event's place in its stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ChainFault {
    /// Another version should come next: one is missing, doubled or out of order.
    #[error("version {expected} of the stream should stand here")]
    Version {
        /// The version that should.
        expected: u64,
    },
    /// It names another predecessor than the one that is there.
    #[error("the event before it is another one")]
    OtherPredecessor,
    /// More streams than can be looked after at once, in every part.
    #[error("too many streams to check")]
    TooManyStreams,
}

/// Whether streams may have begun before the first event that is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChainStart {
    /// The record is read from its first entry.
    FromFirstEntry,
    /// It is read from somewhere on: the first event seen of a stream is taken as it is.
    FromLater,
}

/// The heads of the streams of one part.
#[derive(Clone, Debug)]
pub(crate) struct Chains {
    start: ChainStart,
    streams_max: usize,
    part: u64,
    // INVARIANT: a power of two.
    parts: u64,
    heads: BTreeMap<[u8; 16], (u32, Hash)>,
}

impl Chains {
    pub(crate) fn new(start: ChainStart, streams_max: usize) -> Self {
        Self { start, streams_max: streams_max.max(1), part: 0, parts: 1, heads: BTreeMap::new() }
    }

    /// Into how many parts the streams had to be split.
    pub(crate) fn parts(&self) -> u64 {
        self.parts
    }

    /// Streams whose heads are held.
    pub(crate) fn held(&self) -> usize {
        self.heads.len()
    }

    /// Begins again with another part, for the next reading.
    pub(crate) fn next_part(&mut self, part: u64) {
        self.part = part;
        self.heads.clear();
    }

    /// Whether a stream belongs to the part that is looked after.
    pub(crate) fn looks_after(&self, stream: &[u8; 16]) -> bool {
        mixed(stream) & (self.parts - 1) == self.part
    }

    /// Takes the next event, if its stream is looked after.
    pub(crate) fn push(&mut self, head: &BodyHead, digest: &Hash) -> Result<(), ChainFault> {
        if !self.looks_after(&head.stream_id) {
            return Ok(());
        }
        let last = self.heads.get_mut(&head.stream_id);
        let expected = last.as_ref().map_or(1, |last| u64::from(last.0) + 1);
        let is_first_seen = last.is_none() && self.start == ChainStart::FromLater;
        if u64::from(head.stream_version) != expected && !is_first_seen {
            return Err(ChainFault::Version { expected });
        }
        if let Some(last) = last {
            if last.1 != head.prev {
                return Err(ChainFault::OtherPredecessor);
            }
            *last = (head.stream_version, *digest);
            return Ok(());
        }
        self.heads.insert(head.stream_id, (head.stream_version, *digest));
        self.make_room()
    }

    /// Halves the part until its heads fit; only while reading the first part, which is the one that finds out how many
    /// parts there must be.
    fn make_room(&mut self) -> Result<(), ChainFault> {
        while self.heads.len() > self.streams_max {
            if self.part != 0 || self.parts >= PARTS_MAX {
                // A later part may be fuller than the first, by chance.
                let is_far_over = self.heads.len() > self.streams_max.saturating_mul(2).saturating_add(16);
                return if is_far_over { Err(ChainFault::TooManyStreams) } else { Ok(()) };
            }
            self.parts *= 2;
            let parts = self.parts;
            self.heads.retain(|stream, _| mixed(stream) & (parts - 1) == 0);
        }
        Ok(())
    }
}

/// A number whose low bits part streams evenly, however their ids were drawn.
fn mixed(stream: &[u8; 16]) -> u64 {
    let both = u128::from_be_bytes(*stream);
    let mut bits = (both >> 64) as u64 ^ (both as u64).rotate_left(32);
    // The finishing steps of SplitMix64.
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}
