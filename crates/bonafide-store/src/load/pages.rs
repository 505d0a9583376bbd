//! A stream page by page: while one thread reads, another opens what was read; what is left then, both open.

use std::sync::Mutex;
use std::sync::mpsc::channel;

use bonafide_ledger::Hash;

use super::pair;
use crate::append::{Recorded, StreamId};
use crate::engine::Session;
use crate::error::{Fault, LoadError, Wrong};
use crate::keys::lock;
use crate::row::{Row, Secret};
use crate::store::Store;

/// Rows read at once: some 600 KiB.
const PAGE: usize = 512;

/// A page, and version and digest of the event before it.
struct Page {
    rows: Vec<Row>,
    secrets: Vec<Secret>,
    after: (u32, Hash),
}

/// The last version there is, and the events.
type Loaded<T> = (Option<u32>, Result<Vec<T>, LoadError>);

impl Store {
    /// The events of a stream after a version, decrypted and checked; none if there is no such stream.
    ///
    /// # Errors
    /// [`LoadError::Altered`] names the first entry that is not as it was recorded.
    pub fn load(&self, stream: StreamId, after_version: u32) -> Result<Vec<Recorded>, LoadError> {
        self.load_as(stream, after_version, |recorded| recorded)
    }

    /// [`Store::load`], and of each event what is made of it: for many on more than one thread, as they are opened.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub fn load_as<T: Send>(
        &self,
        stream: StreamId,
        after_version: u32,
        make: impl Fn(Recorded) -> T + Sync,
    ) -> Result<Vec<T>, LoadError> {
        let tips = &self.0.state.tips;
        if tips.version(&stream.0) == Some(after_version) {
            return Ok(Vec::new());
        }
        let moment = tips.moment();
        let (last, loaded) = self.read(|session| self.load_pages(session, (stream, after_version), &make))?;
        if let Some(last) = last {
            tips.learn(stream.0, last, moment);
        }
        loaded
    }

    fn load_pages<T: Send>(
        &self,
        session: &mut dyn Session,
        (stream, after_version): (StreamId, u32),
        make: &(impl Fn(Recorded) -> T + Sync),
    ) -> Result<Loaded<T>, Fault> {
        let mut first = read_page(session, stream, after_version.max(1))?;
        let Some(mut last) = first.rows.last().map(|row| self.end_of(row)) else { return Ok((None, Ok(Vec::new()))) };
        let is_last = first.rows.len() < PAGE;
        if after_version > 0 {
            let before = first.rows.remove(0);
            first.after = self.end_of(&before);
            if before.version != after_version {
                let wrong = LoadError::Altered { position: before.position, wrong: Wrong::Chain };
                return Ok((Some(last.0), Err(wrong)));
            }
        }
        if is_last {
            return Ok((Some(last.0), self.open_page(&first, make)));
        }
        let (send, receive) = channel::<(usize, Page)>();
        let receive = Mutex::new(receive);
        let open = || {
            let next = || lock(&receive).recv().ok();
            std::iter::from_fn(next).map(|(number, page)| (number, self.open_page(&page, make))).collect::<Vec<_>>()
        };
        let (read, mut parts) = std::thread::scope(|scope| {
            let other = scope.spawn(open);
            // Whoever receives lives as long as this scope.
            let _ = send.send((0, first));
            let read = (1..).try_for_each(|number| {
                let mut page = read_page(session, stream, last.0.saturating_add(1)).map_err(Some)?;
                page.after = last;
                last = page.rows.last().map_or(last, |row| self.end_of(row));
                let is_last = page.rows.len() < PAGE;
                let _ = send.send((number, page));
                if is_last { Err(None) } else { Ok(()) }
            });
            drop(send);
            let mut parts = open();
            let died = |_| vec![(0, Err(Fault::new("a thread that opened events died").into()))];
            parts.extend(other.join().unwrap_or_else(died));
            (read, parts)
        });
        if let Err(Some(fault)) = read {
            return Err(fault);
        }
        parts.sort_by_key(|(number, _)| *number);
        let mut all = Vec::with_capacity(PAGE * parts.len());
        for (_, part) in parts {
            match part {
                Ok(part) => all.extend(part),
                Err(error) => return Ok((Some(last.0), Err(error))),
            }
        }
        Ok((Some(last.0), Ok(all)))
    }

    fn open_page<T>(&self, page: &Page, make: &impl Fn(Recorded) -> T) -> Result<Vec<T>, LoadError> {
        self.0.sealer.open_stream(&pair(&page.rows, &page.secrets), page.after, make)
    }

    /// What the event behind a row must follow. A row without a body is found wrong when it is opened itself.
    fn end_of(&self, row: &Row) -> (u32, Hash) {
        (row.version, self.0.sealer.digest_of(row).unwrap_or_default())
    }
}

fn read_page(session: &mut dyn Session, stream: StreamId, from_version: u32) -> Result<Page, Fault> {
    let rows = session.stream_rows(stream.0, from_version, u32::try_from(PAGE).unwrap_or(u32::MAX))?;
    let with: Vec<u64> = rows.iter().filter(|row| row.secret_count > 0).map(|row| row.position).collect();
    let secrets = if with.is_empty() { Vec::new() } else { session.secrets_at(&with)? };
    Ok(Page { rows, secrets, after: (0, [0; 32]) })
}
