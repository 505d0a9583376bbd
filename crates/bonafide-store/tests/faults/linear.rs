//! Concurrent users: what each saw is held against what a case may do, one user at a time (linearisability).
//!
//! A stream is a register of one number, its version. An append at an expected version either moves it on and answers
//! with the version after, or is told the version that stands in its way; a load reads it. For each stream the checker looks for
//! an order of all calls that respects real time (a call that ended before another began comes first) and in which every
//! answer is right. After Wing and Gong; it shares nothing with the store.

use std::collections::HashSet;
use std::sync::Mutex;
use std::time::Instant;

use bonafide_store::testing::Corpus;
use bonafide_store::{AppendError, Store, StreamId};

use crate::audit::{Acks, audit};
use crate::bench::{Outcome, Size};
use crate::cluster::Cluster;
use crate::place::{Place, Scratch};

/// What was called, and what came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Call {
    /// So many events at an expected version: recorded, version after.
    Recorded { expected: u32, count: u32, after: u32 },
    /// Told that the stream stands elsewhere.
    Conflict { expected: u32, actual: u32 },
    /// Perhaps recorded.
    Unknown { expected: u32, count: u32 },
    /// Read the version.
    Loaded { version: u32 },
}

/// A call with its beginning and end, in ns.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    pub(crate) call: Call,
    pub(crate) from: u64,
    pub(crate) to: u64,
}

/// Whether there is an order in which all answers are right.
pub(crate) fn is_linearisable(history: &[Span]) -> bool {
    let mut spans = history.to_vec();
    spans.sort_by_key(|span| span.from);
    let mut seen = HashSet::new();
    search(&spans, &mut vec![false; spans.len()], 0, &mut seen)
}

fn search(spans: &[Span], done: &mut Vec<bool>, version: u32, seen: &mut HashSet<(Vec<bool>, u32)>) -> bool {
    let open: Vec<usize> = (0..spans.len()).filter(|at| !done[*at]).collect();
    // A call of unknown outcome may also never take effect.
    let is_over = open.iter().all(|at| matches!(spans[*at].call, Call::Unknown { .. }));
    if is_over {
        return true;
    }
    if !seen.insert((done.clone(), version)) {
        return false;
    }
    // Only a call that began before every other open one ended may come next.
    let first_end = open.iter().map(|at| end(&spans[*at])).min().unwrap();
    for at in open.into_iter().filter(|at| spans[*at].from <= first_end) {
        if let Some(next) = step(spans[at].call, version) {
            done[at] = true;
            if search(spans, done, next, seen) {
                return true;
            }
            done[at] = false;
        }
    }
    false
}

/// A call of unknown outcome may take effect at any later time.
fn end(span: &Span) -> u64 {
    if matches!(span.call, Call::Unknown { .. }) { u64::MAX } else { span.to }
}

/// The version after a call, if its answer is right at this version.
fn step(call: Call, version: u32) -> Option<u32> {
    match call {
        Call::Recorded { expected, count, after } => (expected == version && after == version + count).then_some(after),
        Call::Conflict { expected, actual } => (actual == version && expected != version).then_some(version),
        Call::Unknown { expected, count } => (expected == version).then_some(version + count),
        Call::Loaded { version: read } => (read == version).then_some(version),
    }
}

/// Many users on few cases, on both engines.
pub(crate) fn concurrent_users(size: &Size) -> Outcome {
    let rounds = size.count("LINEAR", 4, 150);
    let cluster = Cluster::new(&[]);
    let (mut calls, mut conflicts, mut histories) = (0, 0, 0);
    for round in 0..rounds {
        let scratch = Scratch::new("linear");
        let nodes: Vec<Place> = match &cluster {
            Ok(cluster) if round % 2 == 1 => {
                let url = cluster.new_database(&format!("linear{round}"));
                (0..3).map(|node| Place::postgres(&url, &scratch.join(&format!("node{node}")))).collect()
            }
            _ => vec![Place::sqlite(&scratch.join("record"))],
        };
        let stores: Vec<Store> = nodes.iter().map(Place::open).collect();
        for history in race(&stores, round) {
            calls += history.len() as u64;
            conflicts += history.iter().filter(|span| matches!(span.call, Call::Conflict { .. })).count() as u64;
            histories += 1;
            assert!(is_linearisable(&history), "no order of these calls explains the answers: {history:#?}");
        }
        audit(&nodes[0], &stores[0], &Acks::new());
    }
    let where_run = if cluster.is_ok() { "on both engines, rounds" } else { "on SQLite alone, rounds" };
    Outcome::Ran(vec![
        (where_run, rounds),
        ("histories", histories),
        ("calls", calls),
        ("conflicts", conflicts),
        ("not linearisable", 0),
    ])
}

/// Eight users work on three cases; the history of each case.
fn race(stores: &[Store], round: u64) -> Vec<Vec<Span>> {
    let mut corpus = Corpus::new(500 + round);
    let opened: Vec<StreamId> = (0..3)
        .map(|number| {
            let open = corpus.open(&format!("linear-{number}"));
            stores[0].append(&open).unwrap();
            open.stream
        })
        .collect();
    let start = Instant::now();
    let histories: Vec<Mutex<Vec<Span>>> = opened.iter().map(|_| Mutex::default()).collect();
    std::thread::scope(|scope| {
        // Two publishers a node, side by side with everybody: harmless to each other.
        for store in stores.iter().flat_map(|store| [store, store]) {
            scope.spawn(move || (0..4).for_each(|_| drop(store.publish().unwrap())));
        }
        for user in 0..8_u64 {
            let (opened, histories) = (&opened, &histories);
            let store = &stores[usize::try_from(user).unwrap() % stores.len()];
            scope.spawn(move || {
                let mut corpus = Corpus::new(round * 1000 + user);
                for _ in 0..8 {
                    let case = usize::try_from(corpus.below(3)).unwrap();
                    let work = (store, opened[case], start);
                    one_user(work, &mut corpus, &histories[case]);
                }
            });
        }
    });
    // Every case begins at the version its opening gave it.
    let before = |history: Mutex<Vec<Span>>| {
        let mut all = history.into_inner().unwrap();
        all.push(Span { call: Call::Recorded { expected: 0, count: 1, after: 1 }, from: 0, to: 0 });
        all
    };
    histories.into_iter().map(before).collect()
}

/// Loads a case, decides, and appends at the version it saw, now and then at one that is past.
fn one_user((store, stream, start): (&Store, StreamId, Instant), corpus: &mut Corpus, history: &Mutex<Vec<Span>>) {
    let now = || 1 + u64::try_from(start.elapsed().as_nanos()).unwrap();
    let from = now();
    let loaded = store.load(stream, 0).unwrap();
    let version = u32::try_from(loaded.len()).unwrap();
    let read = Span { call: Call::Loaded { version }, from, to: now() };
    let expected = version - u32::try_from(corpus.below(5) / 4).unwrap();
    let step = corpus.step(stream, expected, None);
    let count = u32::try_from(step.events.len()).unwrap();
    let from = now();
    let call = match store.append(&step) {
        Ok(receipt) => Call::Recorded { expected, count, after: receipt.version_after },
        Err(AppendError::Conflict { actual_version: actual }) => Call::Conflict { expected, actual },
        Err(AppendError::Unknown | AppendError::Fault(_)) => Call::Unknown { expected, count },
        Err(other) => panic!("{other}"),
    };
    let wrote = Span { call, from, to: now() };
    history.lock().unwrap().extend([read, wrote]);
}

/// The checker itself: histories that are right and histories that are not.
pub(crate) fn the_checker_bites(_: &Size) -> Outcome {
    let span = |call, from, to| Span { call, from, to };
    let recorded = |expected, after| Call::Recorded { expected, count: after - expected, after };
    let right = [
        vec![span(recorded(0, 1), 0, 1), span(recorded(1, 3), 2, 9), span(Call::Loaded { version: 1 }, 3, 4)],
        vec![span(recorded(0, 1), 0, 5), span(Call::Conflict { expected: 0, actual: 1 }, 1, 6)],
        vec![span(Call::Unknown { expected: 0, count: 2 }, 0, 1), span(Call::Loaded { version: 2 }, 8, 9)],
        vec![span(Call::Unknown { expected: 0, count: 2 }, 0, 1), span(Call::Loaded { version: 0 }, 8, 9)],
    ];
    let wrong = [
        // Both got through on the same version.
        vec![span(recorded(0, 1), 0, 5), span(recorded(0, 1), 1, 6)],
        // A stale read: the append had ended before the load began.
        vec![span(recorded(0, 1), 0, 1), span(Call::Loaded { version: 0 }, 2, 3)],
        // A conflict with nobody.
        vec![span(Call::Conflict { expected: 0, actual: 1 }, 0, 1), span(recorded(0, 1), 2, 3)],
        // The version went back.
        vec![
            span(recorded(0, 1), 0, 1),
            span(recorded(1, 2), 2, 3),
            span(Call::Loaded { version: 2 }, 4, 5),
            span(Call::Loaded { version: 1 }, 6, 7),
        ],
    ];
    right.iter().for_each(|history| assert!(is_linearisable(history), "{history:?}"));
    wrong.iter().for_each(|history| assert!(!is_linearisable(history), "{history:?}"));
    Outcome::Ran(vec![("right histories taken", 4), ("wrong histories refused", 4)])
}
