//! The record beside its floors, in one run and on one disk.
//!
//! `cargo run --release --manifest-path bench/record/Cargo.toml -- DIRECTORY [alone|group|process|postgres|verify|load …]`
//! and `-- DIRECTORY peers PYTHON` with an interpreter that has the peers (peers/README.md).
//! A line: what, then how many a second by the clock on the wall; ratios are what is to be compared between machines.

mod floor;
mod own;
mod peers;
mod pg;
mod process;

use std::path::PathBuf;
use std::time::Instant;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let directory = PathBuf::from(arguments.next().unwrap_or_else(|| "target/record-bench".to_owned()));
    let wanted: Vec<String> = arguments.collect();
    let wants = |word: &str| wanted.is_empty() || wanted.iter().any(|wanted| wanted == word);
    std::fs::create_dir_all(&directory).expect("a directory to measure in");
    if let [mode, python] = wanted.as_slice()
        && mode == "peers"
    {
        return peers::run(&directory, python);
    }
    if wants("alone") {
        rounds("one client, each step durable: cases/s", || floor::alone(&directory, 150), || own::alone(&directory, 150));
    }
    if wants("group") {
        rounds("64 clients, group commit: cases/s", || floor::group(&directory, 64 * 60), || own::group(&directory, 60));
    }
    if wants("process") {
        rounds("decided, one client: cases/s", || floor::alone(&directory, 150), || process::alone(&directory, 150));
        rounds("decided, 64 clients: cases/s", || floor::group(&directory, 64 * 60), || process::group(&directory, 20));
    }
    if wants("postgres") {
        pg::run(&directory);
    }
    if wants("load") {
        own::load(&directory);
        process::decide_long(&directory);
    }
    if wants("verify") {
        own::verify(&directory, 1_000_000);
    }
}

/// Three rounds of floor and ours in turn; medians and their ratio.
fn rounds(what: &str, mut floor: impl FnMut() -> f64, mut own: impl FnMut() -> f64) {
    let (mut floors, mut owns) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        floors.push(floor());
        owns.push(own());
    }
    let (floor, own) = (median(floors.clone()), median(owns.clone()));
    println!("{what}: floor {floor:.0} {floors:.0?}, ours {own:.0} {owns:.0?}, ratio {:.2}", own / floor);
}

pub(crate) fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

/// How many a second.
pub(crate) fn rate(count: usize, work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    count as f64 / start.elapsed().as_secs_f64()
}
