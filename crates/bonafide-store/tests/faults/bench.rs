//! Runs the tests two at a time and prints each one's figures.

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// One test.
pub(crate) struct Test {
    /// A sentence that can be false, after the room it belongs to.
    pub(crate) name: &'static str,
    /// What it does; panics when the sentence is false.
    pub(crate) run: fn(&Size) -> Outcome,
}

/// What a test that did not fail says.
pub(crate) enum Outcome {
    /// What was counted.
    Ran(Vec<(&'static str, u64)>),
    /// Why it could not be run here.
    NotRun(String),
}

/// How much is tried.
pub(crate) struct Size {
    is_long: bool,
}

impl Size {
    /// A count: small in continuous integration, large in the long run, or what `BONAFIDE_FAULTS_<NAME>` says.
    pub(crate) fn count(&self, name: &str, small: u64, long: u64) -> u64 {
        let asked = std::env::var(format!("BONAFIDE_FAULTS_{name}")).ok().and_then(|count| count.parse().ok());
        asked.unwrap_or(if self.is_long { long } else { small })
    }
}

/// How a test ended.
#[derive(Default)]
struct Tally {
    passed: usize,
    failed: Vec<&'static str>,
    not_run: Vec<String>,
}

/// The program: a child, or all tests whose name contains one of the arguments.
pub(crate) fn main(tests: &'static [Test]) -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some((word, rest)) = arguments.split_first()
        && word == "child"
    {
        return crate::child::main(rest);
    }
    let wanted: Vec<&String> = arguments.iter().filter(|word| !word.starts_with('-')).collect();
    let chosen: Vec<&Test> =
        tests.iter().filter(|test| wanted.is_empty() || wanted.iter().any(|word| test.name.contains(*word))).collect();
    if arguments.iter().any(|word| word == "--list") {
        chosen.iter().for_each(|test| say(&format!("{}: test", test.name)));
        return ExitCode::SUCCESS;
    }
    let size = Size { is_long: std::env::var("BONAFIDE_FAULTS").is_ok_and(|word| word == "long") };
    let start = Instant::now();
    say(&format!("\nrunning {} tests", chosen.len()));
    let (next, tally) = (AtomicUsize::new(0), Mutex::new(Tally::default()));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(test) = chosen.get(next.fetch_add(1, Ordering::Relaxed)) {
                    one(test, &size, &tally);
                }
            });
        }
    });
    let tally = tally.into_inner().unwrap();
    close(&tally, tests.len() - chosen.len(), start)
}

fn one(test: &Test, size: &Size, tally: &Mutex<Tally>) {
    let start = Instant::now();
    let outcome = catch_unwind(AssertUnwindSafe(|| (test.run)(size)));
    let took = start.elapsed().as_secs_f64();
    let mut tally = tally.lock().unwrap();
    match outcome {
        Ok(Outcome::Ran(figures)) => {
            let figures: Vec<String> = figures.iter().map(|(name, count)| format!("{name} {count}")).collect();
            say(&format!("test {} ... ok ({took:.1} s)\n     {}", test.name, figures.join(" · ")));
            tally.passed += 1;
        }
        Ok(Outcome::NotRun(why)) => {
            say(&format!("test {} ... ignored\n     NOT RUN HERE: {why}", test.name));
            tally.not_run.push(format!("{}: not run here ({why})", test.name));
        }
        Err(_) => {
            say(&format!("test {} ... FAILED ({took:.1} s)", test.name));
            tally.failed.push(test.name);
        }
    }
}

fn close(tally: &Tally, filtered: usize, start: Instant) -> ExitCode {
    let Tally { passed, failed, not_run } = tally;
    for line in not_run {
        say(&format!("\n!! {line}"));
    }
    for name in failed {
        say(&format!("\nfailed: {name}"));
    }
    let word = if failed.is_empty() { "ok" } else { "FAILED" };
    say(&format!(
        "\ntest result: {word}. {passed} passed; {} failed; {} ignored; 0 measured; {filtered} filtered out; \
         finished in {:.2}s\n",
        failed.len(),
        not_run.len(),
        start.elapsed().as_secs_f64()
    ));
    if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// A line on standard output.
pub(crate) fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    // Nobody listens any more: then nobody is to be told.
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}
