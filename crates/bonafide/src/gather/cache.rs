//! Cases kept in memory, each at a version: deciding the next step loads only what came after it. And which stream is whose.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bonafide_procedure::case::Case;
use bonafide_procedure::id::CaseNo;
use bonafide_store::StreamId;

/// How many cases are kept: some 20 kB each.
const CASES_MAX: usize = 512;

/// How many numbers are kept with their streams: some 100 bytes each.
const STREAMS_MAX: usize = 16_384;

/// The streams of numbers that were looked up. A number once given stays with its stream, so they never grow stale.
#[derive(Debug, Default)]
pub(crate) struct Streams(Mutex<HashMap<CaseNo, StreamId>>);

impl Streams {
    /// The stream of a number, if it was looked up before.
    pub(crate) fn get(&self, number: &CaseNo) -> Option<StreamId> {
        self.kept().get(number).copied()
    }

    /// Keeps what was looked up.
    pub(crate) fn put(&self, number: &CaseNo, stream: StreamId) {
        let mut kept = self.kept();
        if kept.len() >= STREAMS_MAX {
            kept.clear();
        }
        kept.insert(number.clone(), stream);
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<CaseNo, StreamId>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The cases, the last used ones.
#[derive(Debug, Default)]
pub(crate) struct Cache(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    cases: HashMap<StreamId, (u64, Arc<Case>)>,
    uses: u64,
}

impl Cache {
    /// A case as it was last known.
    pub(crate) fn get(&self, stream: StreamId) -> Option<Arc<Case>> {
        let mut kept = self.kept();
        kept.uses += 1;
        let uses = kept.uses;
        let (used, case) = kept.cases.get_mut(&stream)?;
        *used = uses;
        Some(Arc::clone(case))
    }

    /// Lets go of a case that is about to go on, if it is the one kept: nobody else holds it then, and it goes on in place.
    pub(crate) fn release(&self, stream: StreamId, case: &Arc<Case>) {
        let mut kept = self.kept();
        if kept.cases.get(&stream).is_some_and(|(_, known)| Arc::ptr_eq(known, case)) {
            kept.cases.remove(&stream);
        }
    }

    /// Keeps a case, unless a later version is kept.
    pub(crate) fn put(&self, stream: StreamId, case: &Arc<Case>) {
        let mut kept = self.kept();
        kept.uses += 1;
        let uses = kept.uses;
        if kept.cases.get(&stream).is_some_and(|(_, known)| known.version > case.version) {
            return;
        }
        kept.cases.insert(stream, (uses, Arc::clone(case)));
        if kept.cases.len() > CASES_MAX {
            let oldest = kept.cases.iter().min_by_key(|(_, (used, _))| *used).map(|(stream, _)| *stream);
            if let Some(oldest) = oldest {
                kept.cases.remove(&oldest);
            }
        }
    }

    /// A panic elsewhere leaves a cache behind that is still right: entries are put in whole.
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
