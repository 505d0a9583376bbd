//! `cargo xtask test`: all tests of the workspace, with one line at the end that adds them up.

use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::chore::{Outcome, cargo, say, seconds};
use crate::{browser, setup};

/// What only tests need: the fault tests of the store are built with it.
pub(crate) const FEATURES: &str = "bonafide-store/testing";

/// Runs the tests whose name contains one of `names`; when there is none all of them, then the pages in a browser. Returns
/// the closing lines.
pub(crate) fn run(names: &[&str]) -> Outcome<String> {
    let start = Instant::now();
    setup::run_setup()?;
    say("== test");
    let mut arguments = vec!["test", "--workspace", "--no-fail-fast", "--features", FEATURES];
    if !names.is_empty() {
        arguments.push("--");
        arguments.extend(names);
    }
    let mut child = cargo(&arguments)
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cargo test did not start: {error}"))?;
    let mut tally = Tally::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            tally.add(&line);
            say(&line);
        }
    }
    let passed = child.wait().map_err(|error| format!("cargo test was lost: {error}"))?.success();
    let closing = tally.closing(passed, start.elapsed());
    if passed && names.is_empty() {
        // The last line is that of the whole run.
        let pages = browser::run(&browser::USUAL).map_err(|error| format!("{error}\n{closing}"))?;
        return Ok(format!("{pages}\n{closing}"));
    }
    if passed { Ok(closing) } else { Err(format!("some tests did not pass; they are named above\n{closing}")) }
}

/// Results of all test binaries together.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    passed: u64,
    failed: u64,
    ignored: u64,
    measured: u64,
    filtered: u64,
}

impl Tally {
    /// Adds a line such as `test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; …`.
    fn add(&mut self, line: &str) {
        let Some(counts) = line.strip_prefix("test result: ") else { return };
        let counts = counts.trim_start_matches("ok. ").trim_start_matches("FAILED. ");
        for part in counts.split("; ") {
            let Some((count, word)) = part.split_once(' ') else { continue };
            let count = count.parse().unwrap_or(0);
            match word {
                "passed" => self.passed += count,
                "failed" => self.failed += count,
                "ignored" => self.ignored += count,
                "measured" => self.measured += count,
                "filtered out" => self.filtered += count,
                _ => {}
            }
        }
    }

    /// One line in the words of a test binary, for all of them.
    fn closing(&self, passed: bool, took: Duration) -> String {
        let Self { passed: well, failed, ignored, measured, filtered } = self;
        let word = if passed { "ok" } else { "FAILED" };
        format!(
            "test result: {word}. {well} passed; {failed} failed; {ignored} ignored; {measured} measured; \
             {filtered} filtered out; finished in {}",
            seconds(took).replace(' ', "")
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_several_binaries_are_added_up() {
        let mut tally = Tally::default();
        tally.add("running 4 tests");
        tally.add("test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s");
        tally.add("test result: FAILED. 2 passed; 5 failed; 0 ignored; 0 measured; 7 filtered out; finished in 0.01s");
        assert_eq!(tally, Tally { passed: 5, failed: 5, ignored: 1, measured: 0, filtered: 7 });
    }

    #[test]
    fn the_closing_line_reads_like_a_test_binary() {
        let tally = Tally { passed: 12, failed: 0, ignored: 1, measured: 0, filtered: 0 };
        assert_eq!(
            tally.closing(true, Duration::from_millis(2_500)),
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 2.5s"
        );
    }
}
