//! Telling why a command was not carried out: the rule's sentence, what it rests on, and what could be done instead.

use std::io::Write;

use bonafide_procedure::case::Act;
use bonafide_store::ArchiveError;

use super::options::Output;
use super::{Exit, Fault, Terminal};
use crate::handle::{Desk, HandleError, Request, Target};
use crate::media::FileRefused;
use crate::report::names::Names;
use crate::report::paint::Ink;
use crate::report::refusal::{self, Told};
use crate::report::wrap::wrapped;
use crate::report::{diagnostic, json};

/// Tells an error and gives the exit code.
pub(super) fn tell(
    terminal: &Terminal,
    desk: &Desk,
    error: &HandleError,
    request: Option<&Request>,
    output: Output,
) -> Result<Exit, Fault> {
    let gathered = request.and_then(|request| match &request.case {
        Target::Case(number) => desk.look(number).ok(),
        Target::New => desk.gather(&Target::New, &request.act, request.on).ok(),
    });
    let names = Names::of(&terminal.words, gathered.as_ref());
    if let HandleError::WrongText(findings) = error {
        for finding in findings {
            let source = diagnostic::Source { name: "", text: "" };
            terminal.tell(&diagnostic::page(&terminal.words, terminal.paint_errors(), source, finding));
        }
    }
    let told = refusal::told(&names, error, request.map(|request| &request.act));
    say(terminal, &told, output)?;
    Ok(exit(error))
}

/// Tells why an attachment is not taken.
pub(super) fn tell_file(terminal: &Terminal, path: &str, refused: &FileRefused, act: &Act, output: Output) -> Exit {
    let names = Names::of(&terminal.words, None);
    let told = refusal::told_file(&names, path, refused, act);
    // Nobody is left to hear that standard output is closed.
    let _ = say(terminal, &told, output);
    Exit::No
}

/// Prints a refusal: for people to standard error, for machines to standard output.
pub(super) fn say(terminal: &Terminal, told: &Told, output: Output) -> Result<(), Fault> {
    if output == Output::Json {
        let mut line = String::from("{");
        for (key, text) in [
            ("refused", &told.code),
            ("sentence", &told.sentence),
            ("rests_on", &told.rests),
            ("instead", &told.instead),
        ] {
            json::key(&mut line, key);
            json::text(&mut line, text);
        }
        writeln!(std::io::stdout().lock(), "{line}}}")?;
        return Ok(());
    }
    let paint = terminal.paint_errors();
    let lines = [
        (Ink::Bad, &told.sentence),
        (Ink::Frame, &told.rests),
        (Ink::Head, &told.instead),
        (Ink::Frame, &told.nothing),
    ];
    for (ink, line) in lines.into_iter().filter(|(_, line)| !line.is_empty()) {
        let (first, rest) = line.split_once(['：', ':']).unwrap_or((line.as_str(), ""));
        let head: String = line.chars().take(first.chars().count() + usize::from(!rest.is_empty())).collect();
        let body: String = line.chars().skip(head.chars().count()).collect();
        terminal.tell(&wrapped(&paint.ink(ink, &head), "  ", &body));
    }
    Ok(())
}

/// 2 where a rule says no, 3 where a text is wrong, 1 where the machine failed.
pub(super) fn exit(error: &HandleError) -> Exit {
    match error {
        HandleError::WrongText(_)
        | HandleError::Gaps(_)
        | HandleError::WrongRoster(_)
        | HandleError::Archive(ArchiveError::Format(_) | ArchiveError::CutOff) => Exit::Wrong,
        HandleError::UnknownOutcome
        | HandleError::Unreadable(_)
        | HandleError::Store(_)
        | HandleError::Load(_)
        | HandleError::Wire(_)
        | HandleError::File(_) => Exit::Fault,
        _ => Exit::No,
    }
}
