//! The clock is set back and forward: times rise all the same, a leap is refused, and the record verifies.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bonafide_store::testing::Corpus;
use bonafide_store::{AppendError, Clock, Refusal, Store};

use crate::audit::{Acks, audit};
use crate::bench::{Outcome, Size};
use crate::place::{Place, Scratch};

const START: u64 = 1_764_288_000_000;
const MINUTE: u64 = 60_000;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
const YEAR: u64 = 365 * DAY;

/// A record with a clock that is set from here.
struct Clocked {
    place: Place,
    now: Arc<AtomicU64>,
    corpus: Corpus,
    last: u64,
    recorded: u64,
    acks: Acks,
}

/// What is expected of an append.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expected {
    Taken,
    Behind,
    Leapt,
}

impl Clocked {
    fn open(&self) -> Store {
        let mut options = self.place.options();
        let now = Arc::clone(&self.now);
        options.clock = Clock::Given(Arc::new(move || now.load(Ordering::SeqCst)));
        self.place.try_open_with(options).unwrap()
    }

    /// Appends some commands and checks what becomes of them; the clock goes on by a millisecond each time.
    fn append(&mut self, store: &Store, expected: Expected, what: &str) {
        for _ in 0..3 {
            // While the clock stands behind the last event, events may share a millisecond; they never fall back.
            let now = 1 + self.now.fetch_add(1, Ordering::SeqCst);
            let number = self.recorded + self.acks.len() as u64;
            let open = self.corpus.open(&format!("clock-{number}-{}", self.corpus.clone().below(1 << 40)));
            let found = match store.append(&open) {
                Ok(receipt) => {
                    let is_later =
                        receipt.recorded_ms > self.last || (now < self.last && receipt.recorded_ms == self.last);
                    assert!(is_later, "{what}: {} after {}", receipt.recorded_ms, self.last);
                    self.last = receipt.recorded_ms;
                    self.recorded += 1;
                    let line = crate::child::ack(&receipt);
                    self.acks.insert(line.split(' ').nth(1).unwrap().to_owned(), line);
                    Expected::Taken
                }
                Err(AppendError::Refused(Refusal::ClockBehind(_))) => Expected::Behind,
                Err(AppendError::Refused(Refusal::ClockLeapt(_))) => Expected::Leapt,
                Err(other) => panic!("{what}: {other}"),
            };
            assert_eq!(found, expected, "{what}");
        }
    }

    fn set(&self, now: u64) {
        self.now.store(now, Ordering::SeqCst);
    }
}

pub(crate) fn set(size: &Size) -> Outcome {
    let turns = size.count("CLOCKS", 6, 200);
    let (mut recorded, mut refused) = (0, 0);
    for turn in 0..turns {
        let scratch = Scratch::new("clock");
        let mut clocked = Clocked {
            place: Place::sqlite(&scratch.join("record")),
            now: Arc::new(AtomicU64::new(START)),
            corpus: Corpus::new(turn),
            last: 0,
            recorded: 0,
            acks: Acks::new(),
        };
        refused += one(&mut clocked, turn);
        let store = clocked.open();
        audit(&clocked.place, &store, &clocked.acks);
        recorded += clocked.recorded;
    }
    Outcome::Ran(vec![("records", turns), ("recorded, each later than the last", recorded), ("refused", refused)])
}

/// One record through all that can happen to a clock; gives how many appends were refused.
fn one(clocked: &mut Clocked, turn: u64) -> u64 {
    let jitter = turn * 7919 % 1000;
    let store = clocked.open();
    clocked.append(&store, Expected::Taken, "a new record takes any clock");
    let right = clocked.now.load(Ordering::SeqCst);
    clocked.set(right - 3 * DAY - jitter);
    clocked.append(&store, Expected::Behind, "set back three days");
    clocked.set(right - 4 * MINUTE + jitter);
    clocked.append(&store, Expected::Taken, "set back four minutes");
    clocked.set(right + 10 * YEAR + jitter);
    clocked.append(&store, Expected::Leapt, "set forward ten years");
    clocked.set(right + 2 * HOUR + jitter);
    clocked.append(&store, Expected::Leapt, "set forward two hours");
    clocked.set(right + 50 * MINUTE - jitter);
    clocked.append(&store, Expected::Taken, "set forward less than an hour");
    let later = clocked.now.load(Ordering::SeqCst);
    store.publish().unwrap();
    drop(store);
    let store = clocked.open();
    clocked.set(later - 3 * DAY);
    clocked.append(&store, Expected::Behind, "started three days back");
    clocked.set(later + 10 * YEAR);
    clocked.append(&store, Expected::Leapt, "started ten years ahead");
    clocked.set(later + 30 * DAY);
    clocked.append(&store, Expected::Taken, "started after a month's rest");
    let rested = clocked.now.load(Ordering::SeqCst);
    clocked.set(rested + 200 * DAY);
    clocked.append(&store, Expected::Leapt, "set forward mid-run");
    store.confirm_clock();
    clocked.append(&store, Expected::Taken, "looked into and confirmed");
    18
}

/// Under a rush with a clock that stands still times never fall, stay within a second of it, and the order is kept.
pub(crate) fn rush(size: &Size) -> Outcome {
    let commands = size.count("RUSH", 600, 20_000);
    let scratch = Scratch::new("rush");
    let place = Place::sqlite(&scratch.join("record"));
    let mut options = place.options();
    options.clock = Clock::Given(Arc::new(|| START));
    let store = place.try_open_with(options).unwrap();
    let mut script = crate::script::Script::new(33);
    let all = script.range(0, usize::try_from(commands).unwrap()).to_vec();
    let mut acks = Acks::new();
    for chunk in all.chunks(250) {
        let pending: Vec<_> = chunk.iter().map(|command| store.submit(command)).collect();
        for answer in pending {
            let line = crate::child::ack(&answer.wait().unwrap());
            acks.insert(line.split(' ').nth(1).unwrap().to_owned(), line);
        }
    }
    let entries = audit(&place, &store, &acks);
    let snapshot = crate::rows::read(&place.location);
    let (start, last) = (i64::try_from(START).unwrap(), snapshot.last_ms);
    assert!(entries > 1000 && last <= start + 1001, "times ran ahead by {} ms", last - start);
    Outcome::Ran(vec![("events under a clock that stands still", entries)])
}
