//! The node's one writer: a thread that takes what is waiting, at most so many commands, into one transaction.

use std::sync::{Arc, Mutex, PoisonError, TryLockError};
use std::time::{Duration, Instant};

use crate::append::{Append, Receipt};
use crate::batch::{Batch, Before, Sealed, Verdict};
use crate::clock::{Clock, Watch};
use crate::engine::{Asked, Ended, Engine, Id, Knowledge, Session};
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
        if self.engine.first_knowledge() == Knowledge::Remembered
            && let Some(answers) = self.attempt(sealed.clone(), Knowledge::Remembered)?
        {
            return Ok(answers);
        }
        let answers = self.attempt(sealed, Knowledge::Asked)?;
        answers.ok_or_else(|| Fault::new("what was just asked about the batch did not hold").into())
    }

    /// One transaction. `None`: nothing was written, because what was remembered does not do; it is to be asked.
    fn attempt(&mut self, sealed: Vec<Sealed>, knowledge: Knowledge) -> Result<Option<Vec<Answer>>, AppendError> {
        let (mut session, head, before) = self.begin(&asked(&sealed), knowledge)?;
        let ids: Vec<Id> = sealed.iter().map(|sealed| sealed.command_id).collect();
        let (verdicts, transaction) = self.judge(head, before, sealed);
        let is_remembered = knowledge == Knowledge::Remembered;
        if is_remembered && !verdicts.iter().all(|verdict| matches!(verdict, Verdict::New(_))) {
            session.roll_back();
            self.keep(session, Kept::Always);
            return Ok(None);
        }
        // A command known already may have been written by a commit that nobody waited out (its node died, its wait for the
        // standby was cut short): it is acknowledged only after a commit that was.
        let is_known = verdicts.iter().any(|verdict| matches!(verdict, Verdict::Known));
        let ended = match &transaction {
            Some(transaction) => self.commit(session.as_mut(), transaction),
            None => {
                session.roll_back();
                let settled = if is_known { session.settle() } else { Ok(()) };
                settled.map_or(Ended::Unknown, |()| Ended::Durable)
            }
        };
        match ended {
            Ended::Durable => {}
            Ended::Refused(_) if is_remembered => {
                self.keep(session, Kept::Always);
                return Ok(None);
            }
            Ended::Refused(fault) => {
                // The connection is only kept where the engine cannot lose it.
                self.keep(session, Kept::IfEmbedded);
                return Err(fault.into());
            }
            Ended::Unknown => {
                self.state.commit_failed(self.engine.is_embedded());
                return Err(AppendError::Unknown);
            }
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
        Ok(Some(answers))
    }

    /// Commits; the tips that are kept move with it.
    fn commit(&self, session: &mut dyn Session, transaction: &Transaction) -> Ended {
        let kinds = || transaction.streams.iter().map(|row| row.kind);
        self.state.tips.about_to_move(transaction.rows.iter().map(|row| &row.stream), kinds());
        let ended = session.commit(transaction);
        if matches!(ended, Ended::Durable) {
            self.state.tips.moved(transaction.rows.iter().map(|row| (row.stream, row.version)), kinds());
        }
        ended
    }

    /// Begins a transaction, over a new connection if the kept one is broken: nothing was written yet.
    fn begin(&mut self, asked: &Asked<'_>, knowledge: Knowledge) -> Result<(Box<dyn Session>, Head, Before), Fault> {
        if let Some(mut session) = self.session.take() {
            match session.begin(asked, knowledge) {
                Ok((head, before)) => return Ok((session, head, before)),
                Err(fault) if self.engine.is_embedded() => {
                    session.roll_back();
                    self.session = Some(session);
                    return Err(fault);
                }
                Err(_) => {}
            }
        }
        let mut session = self.engine.session()?;
        let (head, before) = session.begin(asked, knowledge)?;
        Ok((session, head, before))
    }

    /// What becomes of each command, and the transaction; none if nothing is to be written.
    fn judge(&self, head: Head, before: Before, sealed: Vec<Sealed>) -> (Vec<Verdict>, Option<Transaction>) {
        let now_ms = match self.believe(&head) {
            Ok(now_ms) => now_ms,
            Err(refusal) => {
                let verdicts = sealed.iter().map(|sealed| match before.known.get(&sealed.command_id) {
                    Some(digest) if *digest == sealed.request_digest => Verdict::Known,
                    Some(_) => Verdict::Refused(AppendError::DigestMismatch),
                    None => Verdict::Refused(refusal.clone().into()),
                });
                return (verdicts.collect(), None);
            }
        };
        let mut batch = Batch::new(&self.suites, head, before, now_ms);
        let verdicts: Vec<Verdict> = sealed.into_iter().map(|sealed| batch.take(sealed)).collect();
        let transaction = batch.close();
        let is_empty = transaction.rows.is_empty();
        (verdicts, (!is_empty).then_some(transaction))
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
        streams: sealed.iter().map(|sealed| (sealed.stream.0, sealed.expected_version)).collect(),
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
