//! The process that is killed. It opens a record, does the steps it is told and prints each acknowledged receipt as a
//! line, flushed: `ack <command id> <first position> <count> <size> <root>,<root> <digest>,… .`.
//!
//! Steps: `wait` (says `ready`, waits for a line), `append:<seed>:<from>:<before>` (who is alone commits on its own thread),
//! `submit:<seed>:<from>:<before>` (the writer's thread commits), `publish`,
//! `hammer:<seed>:<threads>` (until it is ended), `hammer:<seed>:<threads>:<pause>` (publishing too, pausing so many ms).

use std::io::BufRead;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bonafide_store::testing::Corpus;
use bonafide_store::{Append, AppendError, Location, Receipt, Store};

use crate::bench::say;
use crate::place::{Place, SUITES};
use crate::script::{Script, hex};

/// How a child ends that must not go on in this process.
const POISONED: u8 = 7;

pub(crate) fn main(words: &[String]) -> ExitCode {
    if let Some((word, rest)) = words.split_first()
        && word == "control"
    {
        return crate::control::main(rest);
    }
    let Some((place, steps)) = Place::of_words(words) else { return ExitCode::from(3) };
    let Some(store) = open(&place) else { return ExitCode::FAILURE };
    for step in steps {
        let parts: Vec<&str> = step.split(':').collect();
        let numbers: Vec<u64> = parts.iter().skip(1).map(|part| part.parse().unwrap()).collect();
        let is_well = match (parts[0], numbers.as_slice()) {
            ("wait", _) => wait(),
            ("publish", _) => publish(&store),
            ("append", [seed, from, before]) => append(&store, (*seed, *from, *before), Store::append),
            ("submit", [seed, from, before]) => {
                append(&store, (*seed, *from, *before), |store, append| store.submit(append).wait())
            }
            ("hammer", [seed, threads, rest @ ..]) => hammer(&store, *seed, *threads, rest.first().copied()),
            _ => panic!("`{step}` is no step"),
        };
        if !is_well {
            return ExitCode::from(POISONED);
        }
    }
    say("done");
    ExitCode::SUCCESS
}

/// Opens the record. A server may be on its way back; a disk of ours is not.
fn open(place: &Place) -> Option<Store> {
    let attempts = if matches!(place.location, Location::Sqlite(_)) { 1 } else { 500 };
    for _ in 0..attempts {
        match place.try_open() {
            Ok(store) => return Some(store),
            Err(error) => say(&format!("closed {error}")),
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    None
}

fn wait() -> bool {
    say("ready");
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).is_ok_and(|count| count > 0)
}

fn publish(store: &Store) -> bool {
    match store.publish() {
        Ok(notes) => {
            let sizes: Vec<&str> = notes.iter().filter_map(|note| note.lines().nth(1)).collect();
            say(&format!("published {}", sizes.join(",")));
            true
        }
        Err(error) => {
            say(&format!("unpublished {error}"));
            // As a service does: what failed is tried again at the next turn, in this process if it may live on.
            !store.is_poisoned()
        }
    }
}

/// A way to record a command.
type Way = fn(&Store, &Append) -> Result<Receipt, AppendError>;

fn append(store: &Store, (seed, from, before): (u64, u64, u64), way: Way) -> bool {
    let mut script = Script::new(seed);
    let commands = script.range(usize::try_from(from).unwrap(), usize::try_from(before).unwrap());
    commands.iter().all(|command| send(store, command, way).is_some())
}

fn hammer(store: &Store, seed: u64, threads: u64, pause: Option<u64>) -> bool {
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        if let Some(pause) = pause {
            let is_over = &is_over;
            scope.spawn(move || {
                while !is_over.load(Ordering::Relaxed) && publish(store) {
                    std::thread::sleep(Duration::from_millis(pause));
                }
            });
        }
        let run = |thread: u64| {
            move || {
                let mut corpus = Corpus::new(seed.wrapping_mul(1_000_003).wrapping_add(thread));
                for number in 0_u64.. {
                    let open = corpus.open(&format!("{seed}-{thread}-{number}"));
                    let Some(mut receipt) = send(store, &open, Store::append) else { return };
                    for _ in 0..12 {
                        let step = corpus.step(open.stream, receipt.version_after, None);
                        let Some(next) = send(store, &step, Store::append) else { return };
                        receipt = next;
                    }
                }
            }
        };
        let all: Vec<_> = (0..threads).map(|thread| scope.spawn(run(thread))).collect();
        all.into_iter().for_each(|thread| thread.join().unwrap());
        is_over.store(true, Ordering::Relaxed);
    });
    false
}

/// Sends a command until its outcome is known. `None`: nothing more can be done in this process.
fn send(store: &Store, append: &Append, way: Way) -> Option<Receipt> {
    let attempts_max = if format!("{store:?}").contains("SQLite") { 10 } else { 1500 };
    for attempt in 0.. {
        match way(store, append) {
            Ok(receipt) => {
                say(&ack(&receipt));
                return Some(receipt);
            }
            Err(AppendError::Unknown) => {
                say(&format!("unknown {}", hex(&append.command_id)));
                if store.is_poisoned() {
                    return None;
                }
            }
            // On PostgreSQL the server may be on its way back; a disk of ours is not.
            Err(AppendError::Fault(fault)) if !store.is_poisoned() && attempt < attempts_max => {
                say(&format!("fault {} {fault}", hex(&append.command_id)));
                std::thread::sleep(Duration::from_millis(20));
            }
            Err(error) => {
                say(&format!("refused {} {error}", hex(&append.command_id)));
                return None;
            }
        }
    }
    None
}

/// The line of a receipt.
pub(crate) fn ack(receipt: &Receipt) -> String {
    let join = |parts: Vec<String>| parts.join(",");
    let roots = join(SUITES.iter().map(|suite| hex(receipt.roots.get(*suite).unwrap())).collect());
    let digests = SUITES.iter().flat_map(|suite| receipt.digests.get(*suite).unwrap());
    let digests = join(digests.map(|digest| hex(digest)).collect());
    let Receipt { command_id, first_position, count, size, .. } = receipt;
    format!("ack {} {first_position} {count} {size} {roots} {digests} .", hex(command_id))
}
