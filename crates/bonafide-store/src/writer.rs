//! The node's one writer: a thread that takes what is waiting, at most so many commands, into one transaction.

use std::sync::{Arc, Mutex, PoisonError, TryLockError};
use std::time::{Duration, Instant};

use crate::append::{Append, Receipt};
use crate::batch::{Batch, Sealed, Verdict};
use crate::clock::{Clock, Watch};
use crate::engine::{Asked, Engine, Id, Session};
use crate::error::{AppendError, Fault, Refusal};
use crate::keys::lock;
use crate::options::Limits;
use crate::queue::{Answer, Pending, Queue};
use crate::row::{Head, Transaction};
use crate::seal::Sealer;
use crate::store::State;
use bonafide_ledger::Suite;

/// The writer and what it needs.
pub(crate) struct Writer {
    pub(crate) engine: Arc<Engine>,
    pub(crate) session: Option<Box<dyn Session>>,
    pub(crate) suites: Vec<Suite>,
    pub(crate) clock: Clock,
    pub(crate) watch: Arc<Mutex<Watch>>,
    pub(crate) state: Arc<State>,
}

/// A commit that takes longer waits for a slow disk.
const QUICK: Duration = Duration::from_millis(2);

/// Works until the queue is closed.
///
/// Those answered and those who came meanwhile are about as many as there are. Where a commit takes long, all of them are to
/// share the next one; where the disk is quick, half of them, so that the others decide and seal while these are written. They
/// are waited for a few times as long as a commit takes: a writer that wakes too early only takes their processor away.
pub(crate) fn run(writer: &Mutex<Writer>, queue: &Queue, limits: &Limits) {
    let (mut wanted, mut last_time) = (1, Duration::ZERO);
    while let Some(mut round) = queue.take(wanted, (3 * last_time).min(limits.batch_wait_max)) {
        let start = Instant::now();
        let sealed = std::mem::take(&mut round.sealed);
        let count = sealed.len();
        let answers = lock(writer).serve(sealed);
        let all = count + queue.count();
        round.answer(answers);
        last_time = start.elapsed();
        wanted = if last_time > QUICK { all } else { all.div_ceil(2) };
    }
}

impl Writer {
    /// What becomes of these commands, in one transaction.
    fn serve(&mut self, sealed: Vec<Sealed>) -> Vec<Answer> {
        let count = sealed.len();
        match self.state.refusal() {
            Some(refusal) => vec![Err(refusal.into()); count],
            None => self.write(sealed).unwrap_or_else(|error| vec![Err(error); count]),
        }
    }

    /// Writes a batch; an error is that of all its commands.
    fn write(&mut self, sealed: Vec<Sealed>) -> Result<Vec<Answer>, AppendError> {
        let (mut session, head) = self.begin()?;
        let ids: Vec<Id> = sealed.iter().map(|sealed| sealed.command_id).collect();
        let prepared = self.prepare(session.as_mut(), head, sealed);
        let (verdicts, transaction) = match prepared {
            Ok(prepared) => prepared,
            Err(fault) => {
                // Nothing was committed. The connection is only kept where the engine cannot lose it.
                session.roll_back();
                self.keep(session, Kept::IfEmbedded);
                return Err(fault.into());
            }
        };
        // A command known already may have been written by a commit that nobody waited out (its node died, its wait for the
        // standby was cut short): it is acknowledged only after a commit that was.
        let is_known = verdicts.iter().any(|verdict| matches!(verdict, Verdict::Known));
        let ended = if let Some(transaction) = &transaction {
            let kinds = || transaction.streams.iter().map(|row| row.kind);
            self.state.tips.about_to_move(transaction.rows.iter().map(|row| &row.stream), kinds());
            let ended = session.commit();
            if ended.is_ok() {
                self.state.tips.moved(transaction.rows.iter().map(|row| (row.stream, row.version)), kinds());
            }
            ended
        } else {
            session.roll_back();
            if is_known { session.settle() } else { Ok(()) }
        };
        if ended.is_err() {
            self.state.commit_failed(self.engine.is_embedded());
            return Err(AppendError::Unknown);
        }
        let answers = verdicts.into_iter().zip(ids).map(|(verdict, id)| match verdict {
            Verdict::New(mut receipt) => {
                if let Some(transaction) = &transaction {
                    receipt.size = transaction.head.size;
                    receipt.roots = transaction.head.root.clone();
                }
                Ok(receipt)
            }
            // It is recorded; a receipt that cannot be read is not one that is not there.
            Verdict::Known => receipt_of(session.as_mut(), &self.suites, id).ok().flatten().ok_or(AppendError::Unknown),
            Verdict::Refused(error) => Err(error),
        });
        let answers = answers.collect();
        self.keep(session, Kept::Always);
        Ok(answers)
    }

    /// Begins a transaction, over a new connection if the kept one is broken: nothing was written yet.
    fn begin(&mut self) -> Result<(Box<dyn Session>, Head), Fault> {
        if let Some(mut session) = self.session.take() {
            match session.begin() {
                Ok(head) => return Ok((session, head)),
                Err(fault) if self.engine.is_embedded() => {
                    session.roll_back();
                    self.session = Some(session);
                    return Err(fault);
                }
                Err(_) => {}
            }
        }
        let mut session = self.engine.session()?;
        let head = session.begin()?;
        Ok((session, head))
    }

    /// Everything between beginning and commit. No transaction if nothing is to be written.
    fn prepare(
        &mut self,
        session: &mut dyn Session,
        head: Head,
        sealed: Vec<Sealed>,
    ) -> Result<(Vec<Verdict>, Option<Transaction>), Fault> {
        let believed = self.believe(&head);
        let before = session.before(&asked(&sealed))?;
        let now_ms = match believed {
            Ok(now_ms) => now_ms,
            Err(refusal) => {
                let verdicts = sealed.iter().map(|sealed| match before.known.get(&sealed.command_id) {
                    Some(digest) if *digest == sealed.request_digest => Verdict::Known,
                    Some(_) => Verdict::Refused(AppendError::DigestMismatch),
                    None => Verdict::Refused(refusal.clone().into()),
                });
                return Ok((verdicts.collect(), None));
            }
        };
        let mut batch = Batch::new(&self.suites, head, before, now_ms);
        let verdicts: Vec<Verdict> = sealed.into_iter().map(|sealed| batch.take(sealed)).collect();
        let transaction = batch.close();
        if transaction.rows.is_empty() {
            return Ok((verdicts, None));
        }
        if !session.write(&transaction)? {
            return Err(Fault::new("the head of the log moved under its lock"));
        }
        Ok((verdicts, Some(transaction)))
    }

    fn believe(&self, head: &Head) -> Result<u64, Refusal> {
        lock(&self.watch).believe(self.clock.now(head.now_ms), head.last_recorded_ms)
    }

    fn keep(&mut self, session: Box<dyn Session>, kept: Kept) {
        if matches!(kept, Kept::Always) || self.engine.is_embedded() {
            self.session = Some(session);
        }
    }
}

enum Kept {
    Always,
    IfEmbedded,
}

/// What the commands of a batch touch.
fn asked(sealed: &[Sealed]) -> Asked<'_> {
    let opened = sealed.iter().filter_map(|sealed| sealed.opens.as_ref());
    let mut keys: Vec<Id> = sealed
        .iter()
        .flat_map(|sealed| sealed.events.iter().flat_map(|event| event.secrets.iter().map(|(id, _)| *id)))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    Asked {
        commands: sealed.iter().map(|sealed| sealed.command_id).collect(),
        streams: sealed.iter().map(|sealed| sealed.stream.0).collect(),
        opened: opened.map(|(kind, key)| (kind.0, key.as_str())).collect(),
        keys,
    }
}

/// The receipt of a recorded command, made again from its rows.
pub(crate) fn receipt_of(session: &mut dyn Session, suites: &[Suite], command: Id) -> Result<Option<Receipt>, Fault> {
    let rows = session.command_rows(command)?;
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(None) };
    let (end, roots) =
        session.roots_from(last.position)?.ok_or_else(|| Fault::new("the end of a transaction is missing"))?;
    let digests = crate::row::PerSuite::of(suites, |suite| {
        rows.iter()
            .filter_map(|row| Some(bonafide_ledger::event_digest(suite, &row.blind, row.body.get(suite)?)))
            .collect()
    });
    Ok(Some(Receipt {
        command_id: command,
        first_position: first.position,
        count: u32::try_from(rows.len()).map_err(Fault::new)?,
        stream: crate::append::StreamId(first.stream),
        version_after: last.version,
        size: end + 1,
        roots,
        digests,
        blinds: rows.iter().map(|row| row.blind).collect(),
        recorded_ms: last.recorded_ms,
    }))
}

/// Seals a command; and what the store's own order erases with it.
fn sealed(sealer: &Sealer, append: &Append, erases: Option<Id>) -> Result<Sealed, AppendError> {
    Ok(Sealed {
        command_id: append.command_id,
        request_digest: append.request_digest,
        stream: append.stream,
        opens: append.opens.clone(),
        expected_version: append.expected_version,
        events: sealer.seal(append)?,
        erases,
    })
}

/// Takes a command to the queue.
pub(crate) fn submit(sealer: &Sealer, queue: &Queue, append: &Append, erases: Option<Id>) -> Pending {
    match sealed(sealer, append, erases) {
        Ok(sealed) => queue.push(sealed),
        Err(error) => Pending::answered(Err(error)),
    }
}

/// Records a command and waits for it. Who is alone writes on its own thread: there is nobody to share a commit with, and
/// handing it to another thread and back would take about as long as the disk.
pub(crate) fn append(sealer: &Sealer, queue: &Queue, writer: &Mutex<Writer>, append: &Append) -> Answer {
    let caller = queue.enter();
    let sealed = sealed(sealer, append, None)?;
    if caller.is_alone() && queue.is_empty() {
        let writer = match writer.try_lock() {
            Ok(writer) => Some(writer),
            // A transaction it did not end went with its connection.
            Err(TryLockError::Poisoned(poisoned)) => Some(PoisonError::into_inner(poisoned)),
            Err(TryLockError::WouldBlock) => None,
        };
        if let Some(mut writer) = writer {
            return writer.serve(vec![sealed]).pop().unwrap_or(Err(AppendError::Unknown));
        }
    }
    queue.push(sealed).wait()
}
