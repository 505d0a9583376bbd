//! The command line (命令行): one verb a file, one way out.
//!
//! A verb reads files, asks `bonafide-rules`, and shows the answer; it decides nothing. Results go to standard output,
//! everything about the run itself to standard error.

mod assess;
mod calendar;
mod case;
mod cases;
mod check;
mod clock;
mod demo;
mod format;
mod help;
mod lines;
mod options;
mod people;
mod place;
mod prove;
mod record;
mod refused;
mod replay;
mod rules;
mod serve;
mod test;
mod texts;
mod user;
mod versions;
mod witness;

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

pub(crate) use clock::today;

use clap::FromArgMatches;

use crate::report::paint::{Ink, Paint};
use crate::words::{Language, Words, say};
use options::{Options, Verb};

/// What the exit code says. The numbers are fixed: scripts rely on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// 0: yes.
    Yes = 0,
    /// 1: a fault of ours or of the machine.
    Fault = 1,
    /// 2: the answer is no.
    No = 2,
    /// 3: the text is wrong.
    Wrong = 3,
    /// 4: not yet decidable.
    Undecided = 4,
}

/// Why a verb could not do its work.
#[derive(Debug)]
pub(crate) enum Fault {
    /// A file could not be read.
    Read(PathBuf, io::Error),
    /// A file could not be written.
    Write(PathBuf, io::Error),
    /// Standard output could not be written.
    Output(io::Error),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// What every verb has at hand.
pub(crate) struct Terminal {
    /// The sentences of the chosen language.
    pub(crate) words: Words,
    /// Colours on standard output.
    pub(crate) paint: Paint,
    /// Standard output.
    pub(crate) out: BufWriter<io::Stdout>,
}

impl Terminal {
    /// Writes a line about the run to standard error.
    pub(crate) fn tell(&self, line: &str) {
        // Nobody is left to hear that standard error is closed.
        let _ = writeln!(io::stderr().lock(), "{line}");
    }

    /// Colours on standard error.
    pub(crate) fn paint_errors(&self) -> Paint {
        paint_for(io::stderr().is_terminal())
    }
}

/// Runs the command line and returns its exit code.
pub fn run(arguments: Vec<OsString>) -> ExitCode {
    let words = Words::new(help::language(&arguments));
    let mut terminal =
        Terminal { words, paint: paint_for(io::stdout().is_terminal()), out: BufWriter::new(io::stdout()) };
    let matches = match help::command(&terminal.words).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => return ExitCode::from(help::refuse(&mut terminal, &error) as u8),
    };
    let options = match Options::from_arg_matches(&matches) {
        Ok(options) => options,
        Err(error) => return ExitCode::from(help::refuse(&mut terminal, &error) as u8),
    };
    let answer = verb(&options.verb, &mut terminal).and_then(|exit| {
        terminal.out.flush()?;
        Ok(exit)
    });
    let exit = answer.unwrap_or_else(|fault| {
        complain(&terminal, &fault);
        Exit::Fault
    });
    ExitCode::from(exit as u8)
}

fn verb(verb: &Verb, terminal: &mut Terminal) -> Result<Exit, Fault> {
    match verb {
        Verb::Assess(options) => assess::run(options, terminal),
        Verb::Check(options) => check::run(options, terminal),
        Verb::Format(options) => format::run(options, terminal),
        Verb::Test(options) => test::run(options, terminal),
        Verb::Prove(options) => prove::run(options, terminal),
        Verb::Replay(options) => replay::run(options, terminal),
        Verb::Case(options) => case::run(options, terminal),
        Verb::People(options) => people::run(options, terminal),
        Verb::Rules(options) => rules::run(options, terminal),
        Verb::Record(options) => record::run(options, terminal),
        Verb::Witness(options) => witness::run(options, terminal),
        Verb::Calendar(options) => calendar::run(options, terminal),
        Verb::Serve(options) => serve::run(options, terminal),
        Verb::Demo(options) => demo::run(options, terminal),
        Verb::User(options) => user::run(options, terminal),
        Verb::Man => help::man(terminal),
        Verb::Completions { shell } => help::completions(terminal, *shell),
    }
}

/// Tells a fault once, where it ends the run. A reader that went away (`| head`) is no news.
fn complain(terminal: &Terminal, fault: &Fault) {
    let words = &terminal.words;
    let sentence = match fault {
        Fault::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => return,
        Fault::Output(error) => say!(words, "cli-fault-output", reason = error.to_string()),
        Fault::Write(path, error) => {
            say!(words, "cli-fault-write", path = path.display().to_string(), reason = reason(words, error))
        }
        Fault::Read(path, error) => {
            say!(words, "cli-fault-read", path = path.display().to_string(), reason = reason(words, error))
        }
    };
    terminal.tell(&format!("{} {sentence}", terminal.paint_errors().ink(Ink::Bad, &words.say("cli-fault"))));
}

/// The common reasons in the reader's language, the system's own words for the rest.
fn reason(words: &Words, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => words.say("cli-reason-not-found"),
        io::ErrorKind::PermissionDenied => words.say("cli-reason-denied"),
        io::ErrorKind::IsADirectory => words.say("cli-reason-folder"),
        _ => error.to_string(),
    }
}

fn paint_for(terminal: bool) -> Paint {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    if terminal && !refused { Paint::Colours } else { Paint::Plain }
}

/// The language of the environment: the first of `LC_ALL`, `LC_MESSAGES`, `LANG` that is set decides.
pub(crate) fn environment_language() -> Language {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    Language::of_locale(set.as_deref().unwrap_or_default())
}
