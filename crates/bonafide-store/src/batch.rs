//! One transaction's worth of commands: which are known, which conflict, and the rows of those that are recorded. Pure.

use std::collections::{HashMap, HashSet};

use bonafide_ledger::{BodyHead, Hash, Suite, body, entry, event_digest, leaf_hash};

use crate::append::{Receipt, StreamId, StreamKind};
use crate::clock::next_recorded;
use crate::engine::Id;
use crate::error::{AppendError, KeyError, Refusal};
use crate::row::{Head, PerSuite, Row, Secret, StreamRow, Tip, Transaction};
use crate::seal::SealedEvent;

/// A command sealed and waiting.
#[derive(Clone)]
pub(crate) struct Sealed {
    pub(crate) command_id: Id,
    pub(crate) request_digest: Hash,
    pub(crate) stream: StreamId,
    pub(crate) opens: Option<(StreamKind, String)>,
    pub(crate) expected_version: u32,
    pub(crate) events: Vec<SealedEvent>,
    /// A key ordered to be destroyed with this command, if it is the store's own order of erasure.
    pub(crate) erases: Option<Id>,
}

/// What the database knows that bears on the commands of a batch.
#[derive(Default)]
pub(crate) struct Before {
    pub(crate) known: HashMap<Id, Hash>,
    pub(crate) tips: HashMap<Id, Tip>,
    pub(crate) taken: HashSet<(u16, String)>,
    pub(crate) erased: HashSet<Id>,
}

/// What becomes of a command.
pub(crate) enum Verdict {
    /// Recorded by this transaction, if it commits.
    New(Receipt),
    /// Recorded earlier: its receipt is to be looked up after the transaction.
    Known,
    /// Not recorded.
    Refused(AppendError),
}

/// A batch as far as it is made.
pub(crate) struct Batch<'a> {
    suites: &'a [Suite],
    before: Before,
    now_ms: u64,
    pub(crate) transaction: Transaction,
}

impl<'a> Batch<'a> {
    pub(crate) fn new(suites: &'a [Suite], head: Head, before: Before, now_ms: u64) -> Self {
        let size_before = head.size;
        let transaction = Transaction {
            rows: Vec::new(),
            secrets: Vec::new(),
            streams: Vec::new(),
            erasures: Vec::new(),
            tips: HashMap::new(),
            size_before,
            head,
        };
        Self { suites, before, now_ms, transaction }
    }

    /// Takes a command in, or says why not. Later commands of the batch see what earlier ones did.
    pub(crate) fn take(&mut self, sealed: Sealed) -> Verdict {
        if let Some(digest) = self.before.known.get(&sealed.command_id) {
            let is_same = *digest == sealed.request_digest;
            return if is_same { Verdict::Known } else { Verdict::Refused(AppendError::DigestMismatch) };
        }
        match self.check(&sealed) {
            Ok(tip) => Verdict::New(self.record(sealed, tip)),
            Err(error) => Verdict::Refused(error),
        }
    }

    fn check(&self, sealed: &Sealed) -> Result<Tip, AppendError> {
        let tip = self.before.tips.get(&sealed.stream.0);
        let actual_version = tip.map_or(0, |tip| tip.version);
        if actual_version != sealed.expected_version || (tip.is_some() && sealed.opens.is_some()) {
            return Err(AppendError::Conflict { actual_version });
        }
        if tip.is_none() && sealed.opens.is_none() {
            return Err(Refusal::NoStream.into());
        }
        if let Some((kind, key)) = &sealed.opens
            && self.before.taken.contains(&(kind.0, key.clone()))
        {
            return Err(AppendError::KeyTaken);
        }
        let names_erased = sealed
            .events
            .iter()
            .any(|event| event.secrets.iter().any(|(key_id, _)| self.before.erased.contains(key_id)));
        if names_erased {
            return Err(Refusal::Key(KeyError::Destroyed).into());
        }
        let first = || Tip { version: 0, digest: PerSuite::of(self.suites, |_| [0; 32]) };
        Ok(tip.cloned().unwrap_or_else(first))
    }

    fn record(&mut self, sealed: Sealed, mut tip: Tip) -> Receipt {
        let first_position = self.transaction.head.size;
        let mut digests = PerSuite::of(self.suites, |_| Vec::with_capacity(sealed.events.len()));
        let mut blinds = Vec::with_capacity(sealed.events.len());
        let count = u32::try_from(sealed.events.len()).unwrap_or(u32::MAX);
        let place = (sealed.command_id, sealed.request_digest, sealed.stream);
        for (event, index) in sealed.events.into_iter().zip(0_u16..) {
            blinds.push(event.blind);
            tip = self.place(event, index, place, &tip);
            for suite in self.suites {
                if let (Some(list), Some(digest)) = (digests.slot(*suite), tip.digest.get(*suite)) {
                    list.push(*digest);
                }
            }
        }
        let version_after = tip.version;
        self.transaction.tips.insert(sealed.stream.0, tip.clone());
        self.before.tips.insert(sealed.stream.0, tip);
        self.before.known.insert(sealed.command_id, sealed.request_digest);
        if let Some((kind, key)) = sealed.opens {
            self.before.taken.insert((kind.0, key.clone()));
            self.transaction.streams.push(StreamRow { stream: sealed.stream.0, kind: kind.0, key });
        }
        if let Some(key_id) = sealed.erases {
            self.before.erased.insert(key_id);
            self.transaction.erasures.push((key_id, first_position));
        }
        Receipt {
            command_id: sealed.command_id,
            first_position,
            count,
            stream: sealed.stream,
            version_after,
            size: 0,
            roots: PerSuite::default(),
            digests,
            blinds,
            recorded_ms: self.transaction.head.last_recorded_ms,
        }
    }

    /// Gives one event its position, time and leaf.
    fn place(&mut self, event: SealedEvent, index: u16, of: (Id, Hash, StreamId), tip: &Tip) -> Tip {
        let (command_id, request_digest, stream) = of;
        let head = &mut self.transaction.head;
        let recorded_ms = next_recorded(self.now_ms, head.last_recorded_ms);
        let version = tip.version + 1;
        let mut row = Row {
            position: head.size,
            stream: stream.0,
            version,
            kind: event.kind,
            recorded_ms,
            command_id,
            command_index: index,
            request_digest,
            secret_count: u16::try_from(event.secrets.len()).unwrap_or(u16::MAX),
            blind: event.blind,
            leaf: PerSuite::default(),
            root: PerSuite::default(),
            body: PerSuite::default(),
            envelope: event.envelope,
        };
        let mut digest = PerSuite::default();
        for suite in self.suites {
            let zeros = [0; 32];
            let bytes = body(
                &BodyHead {
                    suite: *suite,
                    event_id: event.event_id,
                    stream_id: stream.0,
                    stream_version: version,
                    event_type: event.kind,
                    schema_version: event.schema_version,
                    occurred_ms: event.occurred_ms,
                    recorded_ms,
                    prev: *tip.digest.get(*suite).unwrap_or(&zeros),
                    schema_digest: *event.schema_digest.get(*suite).unwrap_or(&zeros),
                },
                event.slots.get(*suite).map_or(&[], Vec::as_slice),
            );
            let own = event_digest(*suite, &event.blind, &bytes);
            let leaf = leaf_hash(*suite, &entry(*suite, &own));
            if let Some(frontier) = head.frontier.slot(*suite) {
                frontier.push(leaf);
            }
            *row.leaf.slot(*suite) = Some(leaf);
            *row.body.slot(*suite) = Some(bytes);
            *digest.slot(*suite) = Some(own);
        }
        let secrets = event.secrets.into_iter();
        self.transaction.secrets.extend(secrets.map(|(key_id, envelope)| Secret {
            position: row.position,
            key_id,
            envelope,
        }));
        head.size += 1;
        head.last_recorded_ms = recorded_ms;
        self.transaction.rows.push(row);
        Tip { version, digest }
    }

    /// Closes the batch: the roots after it go into the head and the last row.
    pub(crate) fn close(mut self) -> Transaction {
        let head = &mut self.transaction.head;
        for suite in self.suites {
            *head.root.slot(*suite) = head.frontier.get(*suite).map(bonafide_ledger::Frontier::root);
        }
        if let Some(last) = self.transaction.rows.last_mut() {
            last.root = head.root.clone();
        }
        self.transaction
    }
}
