//! The deeper look: every envelope opened, every value held against its slot, views against events, files against digests.

use bonafide_procedure::wire::Value;

use super::walk::Walk;
use super::{Page, VerifyError};
use crate::append::StreamId;
use crate::engine::Id;
use crate::erase::ordered_key;
use crate::error::{Fault, Wrong};
use crate::load::{Opened, pair};
use crate::row::Row;

impl Walk<'_> {
    /// Opens everything on a page that was walked over.
    pub(super) fn open(&mut self, page: &Page, with_files: bool) -> Result<(), VerifyError> {
        let mut ids: Vec<Id> = page.rows.iter().map(|row| row.stream).collect();
        ids.extend(page.secrets.iter().map(|secret| secret.key_id));
        ids.sort_unstable();
        ids.dedup();
        let store = self.store;
        let keys = store.0.sealer.ring.find(&ids)?;
        for whole in pair(&page.rows, &page.secrets) {
            let row = whole.row;
            if whole.secrets.len() != usize::from(row.secret_count) {
                return Err(VerifyError::Wrong { position: row.position, wrong: Wrong::Column("secret_count") });
            }
            let opened = store.0.sealer.open_one(whole, &keys)?;
            self.values += opened.recorded.event.fields.iter().map(Vec::len).sum::<usize>() as u64;
            self.check_views(row, &opened)?;
            if with_files {
                self.check_files(row, &opened)?;
            }
        }
        Ok(())
    }

    fn check_views(&mut self, row: &Row, opened: &Opened) -> Result<(), VerifyError> {
        let at = |view| VerifyError::Wrong { position: row.position, wrong: Wrong::View(view) };
        if let Some((kind, key)) = &opened.opens
            && self.session.stream_of(kind.0, key)? != Some(row.stream)
        {
            return Err(at("streams"));
        }
        if let Some(key_id) = ordered_key(&opened.recorded.event)
            && !self.session.erased(&[key_id])?.contains(&key_id)
        {
            return Err(at("erasures"));
        }
        Ok(())
    }

    fn check_files(&mut self, row: &Row, opened: &Opened) -> Result<(), VerifyError> {
        for value in opened.recorded.event.fields.iter().flatten() {
            let Value::File(file) = value else { continue };
            match self.store.get_file(StreamId(row.stream), file) {
                Ok(_) => self.files += 1,
                Err(crate::files::FileError::Fault(fault)) => return Err(VerifyError::Fault(Fault::new(fault))),
                Err(_) => return Err(VerifyError::Wrong { position: row.position, wrong: Wrong::File }),
            }
        }
        Ok(())
    }
}
