//! The chores of the repository. `cargo xtask help` lists them; the continuous integration calls nothing else.
mod browser;
mod chore;
mod ci;
mod demo;
mod files;
mod generated;
mod picture;
mod setup;
mod source;
mod test;
mod tidy;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <chore>

  demo [OPTION…]   builds the program and applies the general regulation to the published cases
  setup            installs what the tests need beside the toolchain (PostgreSQL, strace, Chromium, npm)
  test [NAME…]     sets that up, then runs all tests of the workspace (or those whose name contains NAME)
  browser [OPTION…]  only the tests in a real browser; options go to the runner (--project=narrow-zh, --update-snapshots)
  tidy             the manners no compiler checks: arrows, lengths, words, links, features, …
  reference        writes docs/reference/command-line.md from the help of the binary
  picture          draws docs/pictures/*.svg from a real answer of the binary
  ci               fmt, tidy, clippy, doc, deny, a million cases against the reference, tests
      --no-deny        leave cargo-deny out when it is not installed
      --advisories     also look for known vulnerabilities (needs the network)
  help             this page
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["setup"] => setup::run_setup(),
        ["test", names @ ..] => test::run(names).map(|closing| chore::say(&closing)),
        ["browser", more @ ..] => browser::run(more).map(|closing| chore::say(&closing)),
        ["tidy"] => tidy::run(),
        ["demo", more @ ..] => demo::run(more),
        ["reference"] => generated::write_reference(),
        ["picture"] => generated::write_pictures(),
        ["ci", flags @ ..] => ci::run(flags),
        ["help" | "--help" | "-h"] | [] => {
            chore::say(HELP.trim_end());
            Ok(())
        }
        [unknown, ..] => Err(format!("no chore is called `{unknown}`\n\n{HELP}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            chore::say(&format!("xtask: {problem}"));
            ExitCode::FAILURE
        }
    }
}
