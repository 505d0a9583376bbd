//! Views: dropped and rebuilt from the events, and a digest of what they say.

use bonafide_ledger::Hash;

use crate::engine::{Envelopes, Id};
use crate::erase::ordered_key;
use crate::error::{Fault, LoadError};
use crate::load::{Opened, pair};
use crate::recompute::PAGE;
use crate::row::{Row, StreamRow};
use crate::store::Store;

/// Rows of `streams` and of `erasures`.
type Views = (Vec<StreamRow>, Vec<(Id, u64)>);

impl Store {
    /// Empties the views and fills them again from the events.
    ///
    /// # Errors
    /// [`LoadError`] if an event that feeds a view is not as it was recorded; the views then stay as they were.
    pub fn rebuild_views(&self) -> Result<(), LoadError> {
        let (streams, erasures) = self.reckon_views()?;
        let mut session = self.0.engine.session()?;
        Ok(session.replace_views(&streams, &erasures)?)
    }

    /// A digest of the log's head and all views: equal for two records with the same events.
    ///
    /// # Errors
    /// [`Fault`] of the database.
    pub fn state_hash(&self) -> Result<Hash, Fault> {
        let suite = self.0.sealer.primary;
        self.read(|session| {
            let head = session.head()?;
            let mut state = suite.digest(&[b"bonafide/state/v1\0", &head.size.to_be_bytes()]);
            for root in [head.root.sha256, head.root.sm3].into_iter().flatten() {
                state = suite.digest(&[&state, &root]);
            }
            for kind in session.stream_kinds()? {
                let mut after = String::new();
                loop {
                    let rows = session.streams(kind, &after, PAGE)?;
                    let Some(last) = rows.last() else { break };
                    after.clone_from(&last.key);
                    for row in &rows {
                        state = suite.digest(&[&state, &row.kind.to_be_bytes(), &row.stream, row.key.as_bytes()]);
                    }
                }
            }
            for (key_id, position) in session.erasures()? {
                state = suite.digest(&[&state, &key_id, &position.to_be_bytes()]);
            }
            Ok(state)
        })
    }

    /// What the views should say, from the events alone.
    pub(crate) fn reckon_views(&self) -> Result<Views, LoadError> {
        let (mut streams, mut erasures) = (Vec::new(), Vec::new());
        let mut from = 0;
        loop {
            let rows = self.read(|session| session.rows(from, PAGE, Envelopes::Read))?;
            let Some(last) = rows.last() else { break };
            from = last.position + 1;
            for row in rows.iter().filter(|row| row.version == 1 || row.kind >= crate::erase::OWN_KINDS) {
                let opened = self.open_own_fields(row)?;
                if let Some((kind, key)) = opened.opens {
                    streams.push(StreamRow { stream: row.stream, kind: kind.0, key });
                }
                if let Some(key_id) = ordered_key(&opened.recorded.event) {
                    erasures.push((key_id, row.position));
                }
            }
        }
        Ok((streams, erasures))
    }

    /// Opens an event as far as the case's own key reaches.
    fn open_own_fields(&self, row: &Row) -> Result<Opened, LoadError> {
        let secrets =
            if row.secret_count > 0 { self.read(|session| session.secrets_at(&[row.position]))? } else { Vec::new() };
        let mut ids = vec![row.stream];
        ids.extend(secrets.iter().map(|secret| secret.key_id));
        let keys = self.0.sealer.ring.find(&ids)?;
        let rows = std::slice::from_ref(row);
        let whole = pair(rows, &secrets);
        let whole = whole.first().ok_or_else(|| Fault::new("a row without itself"))?;
        self.0.sealer.open_one(*whole, &keys)
    }
}
