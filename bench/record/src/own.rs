//! Ours: decided on what is loaded, sealed, hashed, recorded.

use std::path::Path;
use std::time::Instant;

use bonafide_store::testing::{Corpus, schema_of};
use bonafide_store::{Append, Depth, KeySource, Location, Options, Store};
use zeroize::Zeroizing;

use crate::rate;

pub(crate) fn options() -> Options {
    Options::new(KeySource::Bytes(Zeroizing::new([7; 32])), schema_of)
}

fn open(directory: &Path) -> Store {
    let path = directory.join("own");
    let _ = std::fs::remove_dir_all(&path);
    Store::open(&Location::Sqlite(path), options()).expect("a record")
}

/// A case of a start and twelve steps, as a client would send them; they get their ids when they are sent.
fn made(corpus: &mut Corpus, number: &str) -> Vec<Append> {
    let open = corpus.open(number);
    let stream = open.stream;
    std::iter::once(open).chain((1..=12).map(|version| corpus.step(stream, version, Some(1)))).collect()
}

/// Sends a case, each step acknowledged before the next; ids as the doors make them.
fn send(store: &Store, case: &mut [Append]) {
    let stream = store.new_stream_id().expect("an id");
    for append in case {
        (append.stream, append.command_id) = (stream, store.new_command_id().expect("an id"));
        store.append(append).expect("recorded");
    }
}

/// One case.
pub(crate) fn case(store: &Store, corpus: &mut Corpus, number: &str) {
    send(store, &mut made(corpus, number));
}

/// Cases a second, one client that waits for each step.
pub(crate) fn alone(directory: &Path, cases: usize) -> f64 {
    let store = open(directory);
    let mut corpus = Corpus::new(1);
    let mut all: Vec<Vec<Append>> = (0..cases).map(|number| made(&mut corpus, &number.to_string())).collect();
    rate(cases, || all.iter_mut().for_each(|case| send(&store, case)))
}

/// Cases a second, 64 clients, each waiting for its own steps.
pub(crate) fn group(directory: &Path, cases_a_client: usize) -> f64 {
    let store = open(directory);
    let of = |client: u64| {
        let mut corpus = Corpus::new(1000 + client);
        (0..cases_a_client).map(|number| made(&mut corpus, &format!("{client}-{number}"))).collect::<Vec<_>>()
    };
    let mut all: Vec<Vec<Vec<Append>>> = (0..64).map(of).collect();
    rate(64 * cases_a_client, || {
        std::thread::scope(|scope| {
            for cases in &mut all {
                scope.spawn(|| cases.iter_mut().for_each(|case| send(&store, case)));
            }
        });
    })
}

/// So many clients, spread over nodes.
pub(crate) fn clients(nodes: &[&Store], clients: usize, cases_a_client: usize) {
    std::thread::scope(|scope| {
        for client in 0..clients {
            let store = nodes[client % nodes.len()];
            scope.spawn(move || {
                let mut corpus = Corpus::new(1000 + client as u64);
                for number in 0..cases_a_client {
                    case(store, &mut corpus, &format!("{client}-{number}"));
                }
            });
        }
    });
}

/// Time to load a case of 5,000 events.
pub(crate) fn load(directory: &Path) {
    let store = open(directory);
    let mut corpus = Corpus::new(2);
    let open = corpus.open("long");
    let mut version = store.append(&open).expect("opened").version_after;
    while version < 5000 {
        let step = corpus.step(open.stream, version, Some(100.min(5000 - u64::from(version))));
        version = store.append(&step).expect("recorded").version_after;
    }
    let mut times: Vec<f64> = (0..9)
        .map(|_| {
            let start = Instant::now();
            assert_eq!(store.load(open.stream, 0).expect("loads").len(), 5000);
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("load of a case of 5,000 events: {:.1} ms ({:.1}-{:.1})", times[4], times[0], times[8]);
}

/// Time and memory of a verification.
pub(crate) fn verify(directory: &Path, entries: u64) {
    let path = directory.join("large");
    let store = Store::open(&Location::Sqlite(path), options()).expect("a record");
    let mut size = store.verify(&Depth::default(), |_| ()).expect("in order").entries;
    let start = Instant::now();
    while size < entries {
        size = fill(&store, size);
    }
    println!("filled to {size} entries in {:.1} s", start.elapsed().as_secs_f64());
    let mut times = Vec::new();
    for _ in 0..3 {
        let start = Instant::now();
        let verified = store.verify(&Depth::default(), |_| ()).expect("in order");
        times.push(start.elapsed().as_secs_f64());
        assert_eq!(verified.entries, size);
    }
    println!("verify {size} entries: {:.2} s {times:.2?}; most memory of the process {} MiB", crate::median(times.clone()), peak_mib());
    println!("only verifying: run again with `verify`, the record is kept in `large`");
}

/// Twelve cases side by side with forty steps of a few events each.
fn fill(store: &Store, seed: u64) -> u64 {
    let mut corpus = Corpus::new(seed);
    let opened: Vec<Append> = (0..64).map(|number| corpus.open(&format!("{seed}-{number}"))).collect();
    let mut size = 0;
    let pending: Vec<_> = opened.iter().map(|open| store.submit(open)).collect();
    let mut versions: Vec<u32> =
        pending.into_iter().map(|pending| pending.wait().expect("opened").version_after).collect();
    for _ in 0..40 {
        let steps: Vec<Append> =
            opened.iter().zip(&versions).map(|(open, version)| corpus.step(open.stream, *version, Some(4))).collect();
        let pending: Vec<_> = steps.iter().map(|step| store.submit(step)).collect();
        for (version, pending) in versions.iter_mut().zip(pending) {
            let receipt = pending.wait().expect("recorded");
            *version = receipt.version_after;
            size = receipt.size;
        }
    }
    size
}

/// The most memory this process ever had, as Linux counts it.
fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0");
    line.trim().split(' ').next().and_then(|number| number.parse::<u64>().ok()).unwrap_or(0) / 1024
}
