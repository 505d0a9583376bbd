//! Cases kept in memory, each at a version: deciding the next step loads only what came after it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bonafide_procedure::case::Case;
use bonafide_store::StreamId;

/// How many cases are kept: some 20 kB each.
const CASES_MAX: usize = 512;

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
