//! Where streams end, kept in memory: on SQLite, where one process holds the directory, nobody else can move them. Asking
//! again whether a case went on costs no read then. Where other nodes write, nothing is kept and the database is asked.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::engine::Id;

/// How many ends are kept: some 40 bytes each.
const KEPT_MAX: usize = 65_536;

/// Versions of streams, and how many streams of a kind were opened, as far as this process knows.
#[derive(Debug)]
pub(crate) struct Tips(Option<RwLock<Kept>>);

#[derive(Debug, Default)]
struct Kept {
    versions: HashMap<Id, u32>,
    opened: HashMap<u16, u64>,
    /// Counts what is written, so that an answer read meanwhile is not taken for the newest.
    writes: u64,
}

/// What had been written when somebody began to read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment(u64);

impl Tips {
    /// `is_alone`: no other process can write.
    pub(crate) fn new(is_alone: bool) -> Self {
        Self(is_alone.then(RwLock::default))
    }

    /// The version of a stream, if it is known for sure.
    pub(crate) fn version(&self, stream: &Id) -> Option<u32> {
        self.read()?.versions.get(stream).copied()
    }

    /// A number that changes whenever a stream of a kind is opened; `None` where others may open some unseen.
    pub(crate) fn opened(&self, kind: u16) -> Option<u64> {
        Some(self.read()?.opened.get(&kind).copied().unwrap_or_default())
    }

    /// Before a read whose answer is to be kept.
    pub(crate) fn moment(&self) -> Option<Moment> {
        Some(Moment(self.read()?.writes))
    }

    /// Keeps a version that was read, unless something was written since.
    pub(crate) fn learn(&self, stream: Id, version: u32, since: Option<Moment>) {
        let Some(mut kept) = self.write() else { return };
        if since.is_some_and(|since| since.0 == kept.writes) {
            kept.put(stream, version);
        }
    }

    /// Before a commit: from here on it may be seen, so what was known is not known any more.
    pub(crate) fn about_to_move<'a>(&self, streams: impl Iterator<Item = &'a Id>, kinds: impl Iterator<Item = u16>) {
        let Some(mut kept) = self.write() else { return };
        kept.writes += 1;
        for stream in streams {
            kept.versions.remove(stream);
        }
        kept.count(kinds);
    }

    /// After a commit.
    pub(crate) fn moved(&self, ends: impl Iterator<Item = (Id, u32)>, kinds: impl Iterator<Item = u16>) {
        let Some(mut kept) = self.write() else { return };
        kept.writes += 1;
        for (stream, version) in ends {
            kept.put(stream, version);
        }
        kept.count(kinds);
    }

    /// A panic elsewhere leaves it right: each entry is put in whole.
    fn read(&self) -> Option<RwLockReadGuard<'_, Kept>> {
        Some(self.0.as_ref()?.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn write(&self) -> Option<RwLockWriteGuard<'_, Kept>> {
        Some(self.0.as_ref()?.write().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Kept {
    fn put(&mut self, stream: Id, version: u32) {
        if self.versions.len() >= KEPT_MAX {
            self.versions.clear();
        }
        self.versions.insert(stream, version);
    }

    fn count(&mut self, kinds: impl Iterator<Item = u16>) {
        for kind in kinds {
            *self.opened.entry(kind).or_default() += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_while_something_was_written_is_not_kept() {
        let tips = Tips::new(true);
        let before = tips.moment();
        tips.about_to_move([[1; 16]].iter(), std::iter::empty());
        tips.learn([1; 16], 4, before);
        assert_eq!(tips.version(&[1; 16]), None);
        let between = tips.moment();
        tips.moved(std::iter::once(([1; 16], 5)), std::iter::empty());
        tips.learn([1; 16], 4, between);
        assert_eq!(tips.version(&[1; 16]), Some(5));
    }

    #[test]
    fn where_others_write_nothing_is_known() {
        let tips = Tips::new(false);
        tips.moved(std::iter::once(([1; 16], 5)), std::iter::once(7));
        tips.learn([2; 16], 1, tips.moment());
        assert_eq!((tips.version(&[1; 16]), tips.version(&[2; 16]), tips.opened(7)), (None, None, None));
    }
}
