//! `cargo xtask browser`: the pages walked by every role in a real browser (`tests/browser`).

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::chore::{Outcome, cargo, root, run as step, say};
use crate::setup;

/// Debian's browser.
pub(crate) const CHROMIUM: &str = "/usr/bin/chromium";

/// What `cargo xtask test` walks; `cargo xtask browser` also walks the narrow window in English.
pub(crate) const USUAL: [&str; 4] =
    ["--project=wide-zh", "--project=narrow-zh", "--project=wide-en", "--project=no-script"];

/// Where the tests are.
const FOLDER: &str = "tests/browser";

/// Sets up, builds the program and runs the tests; returns the runner's closing words, such as `42 passed (3.1m)`.
pub(crate) fn run(options: &[&str]) -> Outcome<String> {
    setup::run_setup()?;
    step("build", &mut cargo(&["build", "--package", "bonafide"]))?;
    step("npm", npm(&["ci", "--no-fund", "--no-audit"]).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    say("== browser");
    let mut runner = npm(&["exec", "--", "playwright", "test"]);
    let mut child = runner
        .args(options)
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("the browser tests did not start: {error}"))?;
    let mut closing = Vec::new();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if is_count(&line) {
                closing.push(line.trim().to_owned());
            }
            say(&line);
        }
    }
    let passed = child.wait().map_err(|error| format!("the browser tests were lost: {error}"))?.success();
    let closing = format!("browser: {}", closing.join(", "));
    if passed { Ok(closing) } else { Err(format!("some pages are not in order; they are named above\n{closing}")) }
}

/// `  3 failed`, `  42 passed (3.1m)`: lines with which the runner ends.
fn is_count(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let is_number = words.next().is_some_and(|word| word.parse::<u64>().is_ok());
    is_number && words.next().is_some_and(|word| ["passed", "failed", "skipped", "flaky"].contains(&word))
}

fn npm(arguments: &[&str]) -> Command {
    let mut command = Command::new("npm");
    command.args(arguments).current_dir(root().join(FOLDER)).stdin(Stdio::null());
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_words_are_told_from_the_rest() {
        assert!(is_count("  42 passed (3.1m)"));
        assert!(is_count("  3 failed"));
        assert!(!is_count("[3/42] pages.spec.js"));
        assert!(!is_count("3 pages failed"));
    }
}
