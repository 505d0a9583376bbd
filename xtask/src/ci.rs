//! `cargo xtask ci`: everything a machine can hold, so that no reviewer has to.

use std::process::{Command, Stdio};
use std::time::Instant;

use crate::chore::{Outcome, cargo, run as step, say, seconds};
use crate::{test, tidy};

const KNOWN_FLAGS: [&str; 2] = ["--no-deny", "--advisories"];

/// Runs all checks and stops at the first that fails; the tests come last, so that their sum closes the log.
pub(crate) fn run(flags: &[&str]) -> Outcome {
    if let Some(unknown) = flags.iter().find(|flag| !KNOWN_FLAGS.contains(flag)) {
        return Err(format!("ci does not know `{unknown}`"));
    }
    let start = Instant::now();
    step("format", &mut cargo(&["fmt", "--all", "--check"]))?;
    tidy::run()?;
    let clippy = ["clippy", "--workspace", "--all-targets", "--features", test::FEATURES, "--quiet"];
    step("clippy", &mut cargo(&[&clippy[..], &["--", "-D", "warnings"]].concat()))?;
    let mut doc = cargo(&["doc", "--workspace", "--no-deps", "--document-private-items", "--quiet"]);
    step("doc", doc.env("RUSTDOCFLAGS", "-D warnings"))?;
    deny(flags)?;
    // Optimised, the reference tries a million cases; the ordinary test run below only some thousands.
    let reference = ["test", "--profile", "demo", "--package", "bonafide-rules", "--test", "reference"];
    step("reference", &mut cargo(&[&reference[..], &["--", "--nocapture"]].concat()))?;
    // Optimised, the model check goes to the end of its models; below it is cut off earlier.
    let model = ["test", "--profile", "demo", "--package", "bonafide-procedure", "--lib", "model"];
    step("model check", &mut cargo(&[&model[..], &["--", "--nocapture"]].concat()))?;
    let closing = test::run(&[])?;
    say(&format!("== ci: everything holds, in {}", seconds(start.elapsed())));
    say(&closing);
    Ok(())
}

/// Checks bans, licences and sources; installs cargo-deny first if it is missing.
fn deny(flags: &[&str]) -> Outcome {
    if !is_installed("deny") {
        if flags.contains(&"--no-deny") {
            say("== deny: left out, cargo-deny is not installed");
            return Ok(());
        }
        // A debug build checks as well as a fast one and takes a fraction of the time to build.
        let mut install = cargo(&["install", "cargo-deny", "--locked", "--debug"]);
        install.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_INCREMENTAL", "0");
        step("install cargo-deny", &mut install)?;
    }
    let mut arguments = vec!["deny", "--workspace", "check", "--hide-inclusion-graph", "bans", "licenses", "sources"];
    if flags.contains(&"--advisories") {
        arguments.push("advisories");
    }
    step("deny", &mut cargo(&arguments))
}

/// Whether `cargo <name>` can be called.
fn is_installed(name: &str) -> bool {
    let mut command: Command = cargo(&[name, "--version"]);
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_flag_is_refused_before_anything_runs() {
        assert_eq!(run(&["--no-test"]), Err("ci does not know `--no-test`".to_owned()));
    }
}
