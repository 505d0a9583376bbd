//! Which streams there are: a view, and the numbers that are still free.

use crate::append::{StreamId, StreamKind};
use crate::engine::Id;
use crate::error::Fault;
use crate::keys::lock;
use crate::store::Store;

/// How many streams are provided with keys ahead.
const SPARE_MAX: usize = 64;

/// Ids of streams to come, their keys made durable together: a busy process pays one commit of keys for many new streams, and
/// one that opens a single stream makes a single key. Those left over at the end seal nothing.
#[derive(Debug)]
pub(crate) struct Spare {
    ids: Vec<Id>,
    /// How many are made next time.
    count: usize,
}

impl Default for Spare {
    fn default() -> Self {
        Self { ids: Vec::new(), count: 1 }
    }
}

impl Store {
    /// The stream that bears a key, such as the case of a number.
    ///
    /// # Errors
    /// [`Fault`] of the database.
    pub fn stream(&self, kind: StreamKind, key: &str) -> Result<Option<StreamId>, Fault> {
        self.read(|session| session.stream_of(kind.0, key)).map(|found| found.map(StreamId))
    }

    /// A number that changes whenever a stream of a kind is opened; `None` where other nodes may open some unseen. While it
    /// stays, the streams of that kind are those seen before.
    #[must_use]
    pub fn opened(&self, kind: StreamKind) -> Option<u64> {
        self.0.state.tips.opened(kind.0)
    }

    /// Streams of a kind in the order of their keys, after one, at most so many.
    ///
    /// # Errors
    /// [`Fault`] of the database.
    pub fn streams(&self, kind: StreamKind, after_key: &str, count_max: u32) -> Result<Vec<(String, StreamId)>, Fault> {
        let rows = self.read(|session| session.streams(kind.0, after_key, count_max))?;
        Ok(rows.into_iter().map(|row| (row.key, StreamId(row.stream))).collect())
    }

    /// The first number after all that are borne as `<prefix><number>`. Whoever is quicker has it: then the append
    /// answers [`crate::AppendError::KeyTaken`], and one asks again.
    ///
    /// # Errors
    /// [`Fault`] of the database.
    pub fn next_number(&self, kind: StreamKind, prefix: &str) -> Result<u64, Fault> {
        let keys = self.read(|session| session.keys_like(kind.0, prefix))?;
        let numbers = keys.iter().filter_map(|key| key.strip_prefix(prefix)?.parse::<u64>().ok());
        Ok(numbers.max().map_or(1, |last| last.saturating_add(1)))
    }

    /// A new stream id, of the time and chance.
    ///
    /// # Errors
    /// [`Fault`] of the random source.
    pub fn new_stream_id(&self) -> Result<StreamId, Fault> {
        let mut spare = lock(&self.0.spare);
        if let Some(id) = spare.ids.pop() {
            return Ok(StreamId(id));
        }
        let mut ids = Vec::with_capacity(spare.count);
        for _ in 0..spare.count {
            ids.push(self.new_id()?);
        }
        if ids.len() > 1 {
            // A key that cannot be made now is made, or found missing, when the first event is sealed.
            let _ = self.0.sealer.ring.ensure(&ids);
        }
        spare.count = (2 * spare.count).min(SPARE_MAX);
        let id = ids.pop().map_or_else(|| self.new_id(), Ok)?;
        spare.ids = ids;
        Ok(StreamId(id))
    }

    /// A new command id, of the time and chance.
    ///
    /// # Errors
    /// [`Fault`] of the random source.
    pub fn new_command_id(&self) -> Result<[u8; 16], Fault> {
        self.new_id()
    }

    /// A UUID of version 7 (RFC 9562, section 5.7): the millisecond, then 74 random bits. What happens together then lies
    /// together in the indexes, and a commit moves a few of their pages instead of one an id. It tells no more than the
    /// time of the event it stands in, and nothing rests on the order.
    fn new_id(&self) -> Result<[u8; 16], Fault> {
        let mut id: [u8; 16] = self.random()?;
        let [_, _, time @ ..] = self.0.clock.now(None).to_be_bytes();
        id.iter_mut().zip(time).for_each(|(to, from)| *to = from);
        let [_, _, _, _, _, _, version, _, variant, ..] = &mut id;
        *version = 0x70 | (*version & 0x0f);
        *variant = 0x80 | (*variant & 0x3f);
        Ok(id)
    }
}
