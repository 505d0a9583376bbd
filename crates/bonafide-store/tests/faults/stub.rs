//! Stand-in until the store publishes.
use bonafide_ledger::Suite;
use bonafide_store::Store;

pub(crate) trait Stub {
    fn publish(&self) -> Result<Vec<String>, String> {
        Ok(Vec::new())
    }
    fn served(&self, _: Suite) -> std::path::PathBuf {
        std::path::PathBuf::new()
    }
}

impl Stub for Store {}
