//! The node's one writer: a thread that takes what is waiting, at most so many commands, into one transaction.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::append::Receipt;
use crate::batch::{Batch, Sealed, Verdict};
use crate::clock::{Clock, Watch};
use crate::engine::{Asked, Engine, Id, Session};
use crate::error::{AppendError, Fault, Refusal};
use crate::keys::lock;
use crate::options::Limits;
use crate::row::{Head, Transaction};
use crate::seal::Sealer;
use crate::store::State;
use bonafide_ledger::Suite;

/// What became of a command.
pub(crate) type Answer = Result<Receipt, AppendError>;

/// A command under way.
#[derive(Debug)]
pub struct Pending(Waiting);

#[derive(Debug)]
enum Waiting {
    Answered(Box<Answer>),
    Queued(Receiver<Answer>),
}

impl Pending {
    pub(crate) fn answered(answer: Answer) -> Self {
        Self(Waiting::Answered(Box::new(answer)))
    }

    /// Waits for the answer.
    ///
    /// # Errors
    /// [`AppendError`].
    pub fn wait(self) -> Result<Receipt, AppendError> {
        match self.0 {
            Waiting::Answered(answer) => *answer,
            // The writer is gone without a word: nobody knows.
            Waiting::Queued(answer) => answer.recv().unwrap_or(Err(AppendError::Unknown)),
        }
    }
}

struct Job {
    sealed: Sealed,
    answer: SyncSender<Answer>,
}

/// Commands that wait for the writer.
pub(crate) struct Queue {
    waiting: Mutex<Waitlist>,
    arrived: Condvar,
}

struct Waitlist {
    jobs: VecDeque<Job>,
    is_closed: bool,
    /// How many the writer wants before it is woken.
    wanted: usize,
}

impl Queue {
    pub(crate) fn new() -> Self {
        let waiting = Mutex::new(Waitlist { jobs: VecDeque::new(), is_closed: false, wanted: 1 });
        Self { waiting, arrived: Condvar::new() }
    }

    /// Puts a command in.
    pub(crate) fn push(&self, sealed: Sealed) -> Pending {
        let (answer, waiting) = sync_channel(1);
        let mut list = lock(&self.waiting);
        if list.is_closed {
            return Pending::answered(Err(AppendError::Fault(Fault::new("the store is closed"))));
        }
        list.jobs.push_back(Job { sealed, answer });
        if list.jobs.len() >= list.wanted {
            self.arrived.notify_one();
        }
        Pending(Waiting::Queued(waiting))
    }

    /// Lets the writer end once nothing is waiting.
    pub(crate) fn close(&self) {
        lock(&self.waiting).is_closed = true;
        self.arrived.notify_all();
    }

    /// Takes the next batch; `None` once closed and empty. Waits for as many as came last time, at most `patience`.
    fn take(&self, limits: &Limits, last_count: usize, patience: Duration) -> Option<Vec<Job>> {
        let mut list = lock(&self.waiting);
        list.wanted = 1;
        while list.jobs.is_empty() {
            if list.is_closed {
                return None;
            }
            list = self.arrived.wait(list).unwrap_or_else(PoisonError::into_inner);
        }
        let wanted = last_count.clamp(1, limits.batch_commands_max);
        let until = Instant::now() + patience;
        while list.jobs.len() < wanted && !list.is_closed {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            list.wanted = wanted;
            list = self.arrived.wait_timeout(list, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        list.wanted = 1;
        let count = list.jobs.len().min(limits.batch_commands_max);
        Some(list.jobs.drain(..count).collect())
    }
}

/// The writer and what it needs.
pub(crate) struct Writer {
    pub(crate) engine: Arc<Engine>,
    pub(crate) session: Option<Box<dyn Session>>,
    pub(crate) suites: Vec<Suite>,
    pub(crate) limits: Limits,
    pub(crate) clock: Clock,
    pub(crate) watch: Arc<Mutex<Watch>>,
    pub(crate) state: Arc<State>,
    pub(crate) queue: Arc<Queue>,
}

impl Writer {
    /// Works until the queue is closed.
    pub(crate) fn run(mut self) {
        let (mut last_count, mut last_time) = (1, Duration::ZERO);
        while let Some(jobs) = self.queue.take(&self.limits, last_count, last_time.min(self.limits.batch_wait_max)) {
            let start = Instant::now();
            last_count = jobs.len();
            self.serve(jobs);
            last_time = start.elapsed();
        }
    }

    fn serve(&mut self, jobs: Vec<Job>) {
        let (sealed, answers): (Vec<_>, Vec<_>) = jobs.into_iter().map(|job| (job.sealed, job.answer)).unzip();
        let count = sealed.len();
        let outcomes = match self.state.refusal() {
            Some(refusal) => vec![Err(refusal.into()); count],
            None => self.write(sealed).unwrap_or_else(|error| vec![Err(error); count]),
        };
        for (answer, outcome) in answers.into_iter().zip(outcomes) {
            // Whoever no longer waits asks again with the command id.
            let _ = answer.send(outcome);
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

/// Takes a command to the queue.
pub(crate) fn submit(sealer: &Sealer, queue: &Queue, append: &crate::append::Append, erases: Option<Id>) -> Pending {
    match sealer.seal(append) {
        Ok(events) => queue.push(Sealed {
            command_id: append.command_id,
            request_digest: append.request_digest,
            stream: append.stream,
            opens: append.opens.clone(),
            expected_version: append.expected_version,
            events,
            erases,
        }),
        Err(error) => Pending::answered(Err(error)),
    }
}
