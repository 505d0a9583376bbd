//! Appends made-up commands from several threads until it is ended from outside, and prints each acknowledged receipt as a
//! line on standard output, flushed: whoever kills this process compares the lines with what the record then holds.
//!
//! `hammer DIRECTORY SEED THREADS COUNT`, or with a PostgreSQL connection string before them: `hammer URL DIRECTORY …`.
//! A line: `ack <command id> <first position> <count> <size> <root>`; the opening of a case begins with `open`; a
//! command whose outcome is unknown is printed as `unknown <command id>`, and sent again with the same id.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the lines are what it is for")]

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use bonafide_store::testing::{Corpus, schema_of};
use bonafide_store::{Append, AppendError, KeySource, Location, Options, Receipt, Store};

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let url = if arguments.len() == 5 { Some(arguments.remove(0)) } else { None };
    let [directory, seed, threads, count] = arguments.as_slice() else {
        eprintln!("hammer [URL] DIRECTORY SEED THREADS COUNT");
        return ExitCode::from(3);
    };
    let directory = PathBuf::from(directory);
    let key = directory.with_extension("key");
    let location = match url {
        Some(url) => Location::Postgres { url, directory },
        None => Location::Sqlite(directory),
    };
    let store = match Store::open(&location, Options::new(KeySource::File(key), schema_of)) {
        Ok(store) => store,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let (seed, threads, count) =
        (seed.parse().unwrap_or(1), threads.parse().unwrap_or(1), count.parse().unwrap_or(u64::MAX));
    println!("ready");
    let is_well = std::thread::scope(|scope| {
        let all: Vec<_> = (0..threads)
            .map(|thread| {
                scope.spawn({
                    let store = &store;
                    move || run(store, seed, thread, count)
                })
            })
            .collect();
        all.into_iter().all(|thread| thread.join().unwrap_or(false))
    });
    if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Opens cases and carries each twelve steps on.
fn run(store: &Store, seed: u64, thread: u64, count: u64) -> bool {
    let mut corpus = Corpus::new(seed.wrapping_mul(1_000_003).wrapping_add(thread));
    for number in 0..count {
        let open = corpus.open(&format!("{seed}-{thread}-{number}"));
        let Some(mut receipt) = send(store, &open) else { return false };
        for _ in 0..12 {
            let step = corpus.step(open.stream, receipt.version_after, None);
            receipt = match send(store, &step) {
                Some(receipt) => receipt,
                None => return false,
            };
        }
    }
    true
}

/// Sends a command until its outcome is known. `None`: nothing more can be done in this process.
fn send(store: &Store, append: &Append) -> Option<Receipt> {
    loop {
        match store.append(append) {
            Ok(receipt) => {
                let word = if append.opens.is_some() { "open" } else { "ack" };
                let root = receipt.roots.sha256.unwrap_or_default();
                say(&format!(
                    "{word} {} {} {} {} {}",
                    hex(&receipt.command_id),
                    receipt.first_position,
                    receipt.count,
                    receipt.size,
                    hex(&root)
                ));
                return Some(receipt);
            }
            Err(AppendError::Unknown) => {
                say(&format!("unknown {}", hex(&append.command_id)));
                if store.is_poisoned() {
                    return None;
                }
            }
            Err(error) => {
                say(&format!("refused {} {error}", hex(&append.command_id)));
                return None;
            }
        }
    }
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    // Nobody listens any more: then nobody compares either.
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
