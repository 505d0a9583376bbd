//! Commands that wait for the writer, and the answers they wait for. All that goes into one transaction is one round: its
//! answers are given at once, so that the writer wakes everybody with one call.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use crate::append::Receipt;
use crate::batch::Sealed;
use crate::error::{AppendError, Fault};
use crate::keys::lock;
use crate::options::Limits;

/// What became of a command.
pub(crate) type Answer = Result<Receipt, AppendError>;

/// A command under way.
#[derive(Debug)]
pub struct Pending(Waiting);

#[derive(Debug)]
enum Waiting {
    Answered(Box<Answer>),
    Queued(Arc<OnceLock<Vec<Answer>>>, usize),
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
            Waiting::Queued(answers, seat) => answers.wait().get(seat).cloned().unwrap_or(Err(AppendError::Unknown)),
        }
    }
}

/// Commands of one transaction, and where their answers are put. Dropped without answers, nobody knows what became of them.
pub(crate) struct Round {
    pub(crate) sealed: Vec<Sealed>,
    answers: Arc<OnceLock<Vec<Answer>>>,
}

impl Round {
    fn new() -> Self {
        Self { sealed: Vec::new(), answers: Arc::default() }
    }

    /// Answers everybody, in order.
    pub(crate) fn answer(self, answers: Vec<Answer>) {
        // Nobody else answers a round.
        let _ = self.answers.set(answers);
    }
}

impl Drop for Round {
    fn drop(&mut self) {
        let _ = self.answers.set(Vec::new());
    }
}

/// Commands that wait for the writer.
pub(crate) struct Queue {
    waiting: Mutex<Waitlist>,
    arrived: Condvar,
    /// Callers on their way in or waiting.
    callers: AtomicUsize,
    count_max: usize,
}

struct Waitlist {
    rounds: VecDeque<Round>,
    is_closed: bool,
    /// How many the writer wants before it is woken.
    wanted: usize,
}

impl Waitlist {
    fn first_count(&self) -> usize {
        self.rounds.front().map_or(0, |round| round.sealed.len())
    }
}

/// Counts a caller as long as it lives.
pub(crate) struct Caller<'a> {
    queue: &'a Queue,
    is_alone: bool,
}

impl Caller<'_> {
    /// Nobody else was under way when it came.
    pub(crate) fn is_alone(&self) -> bool {
        self.is_alone && self.queue.callers.load(Ordering::Relaxed) == 1
    }
}

impl Drop for Caller<'_> {
    fn drop(&mut self) {
        self.queue.callers.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Queue {
    pub(crate) fn new(limits: &Limits) -> Self {
        let waiting = Waitlist { rounds: VecDeque::new(), is_closed: false, wanted: 1 };
        Self {
            waiting: Mutex::new(waiting),
            arrived: Condvar::new(),
            callers: AtomicUsize::new(0),
            count_max: limits.batch_commands_max.max(1),
        }
    }

    /// A caller comes in.
    pub(crate) fn enter(&self) -> Caller<'_> {
        let is_alone = self.callers.fetch_add(1, Ordering::Relaxed) == 0;
        Caller { queue: self, is_alone }
    }

    /// Puts a command in.
    pub(crate) fn push(&self, sealed: Sealed) -> Pending {
        let mut list = lock(&self.waiting);
        if list.is_closed {
            return Pending::answered(Err(AppendError::Fault(Fault::new("the store is closed"))));
        }
        if list.rounds.back().is_none_or(|round| round.sealed.len() >= self.count_max) {
            list.rounds.push_back(Round::new());
        }
        let Some(round) = list.rounds.back_mut() else {
            return Pending::answered(Err(AppendError::Fault(Fault::new("a round just begun is gone"))));
        };
        round.sealed.push(sealed);
        let pending = Pending(Waiting::Queued(Arc::clone(&round.answers), round.sealed.len() - 1));
        let is_enough = list.first_count() >= list.wanted;
        drop(list);
        if is_enough {
            self.arrived.notify_one();
        }
        pending
    }

    /// Whether nothing waits.
    pub(crate) fn is_empty(&self) -> bool {
        lock(&self.waiting).rounds.is_empty()
    }

    /// Lets the writer end once nothing is waiting.
    pub(crate) fn close(&self) {
        lock(&self.waiting).is_closed = true;
        self.arrived.notify_all();
    }

    /// How many wait now.
    pub(crate) fn count(&self) -> usize {
        lock(&self.waiting).rounds.iter().map(|round| round.sealed.len()).sum()
    }

    /// Takes the next round; `None` once closed and empty. Waits until so many are there, at most `patience`.
    pub(crate) fn take(&self, wanted: usize, patience: Duration) -> Option<Round> {
        let mut list = lock(&self.waiting);
        list.wanted = 1;
        while list.rounds.is_empty() {
            if list.is_closed {
                return None;
            }
            list = self.arrived.wait(list).unwrap_or_else(PoisonError::into_inner);
        }
        list = self.gather(list, wanted.clamp(1, self.count_max), patience);
        list.wanted = 1;
        list.rounds.pop_front()
    }

    fn gather<'a>(
        &self,
        mut list: MutexGuard<'a, Waitlist>,
        wanted: usize,
        patience: Duration,
    ) -> MutexGuard<'a, Waitlist> {
        if list.first_count() >= wanted {
            return list;
        }
        let until = Instant::now() + patience;
        while list.first_count() < wanted && !list.is_closed {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            list.wanted = wanted;
            list = self.arrived.wait_timeout(list, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        list
    }
}
