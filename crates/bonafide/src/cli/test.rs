//! `bonafide test`: the examples in regulations, run.

use std::io::Write;
use std::path::Path;

use bonafide_rules::assess::{Engine, shortfalls};
use bonafide_rules::case::Case;
use bonafide_rules::place::position;
use bonafide_rules::regulation::Example;

use super::options::Test;
use super::texts::{Text, is_error};
use super::versions::Version;
use super::{Exit, Fault, Terminal};
use crate::report::answer_page::conclusion;
use crate::report::diagnostic;
use crate::report::paint::Ink;
use crate::report::phrase::Phrase;
use crate::report::reasons;
use crate::report::shortfall;
use crate::report::wrap::wrapped;
use crate::words::{harmless, say};

/// Runs the examples of every file; a file that is wrong does not stop the others.
pub(super) fn run(options: &Test, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let (mut held, mut failed, mut wrong) = (0_u64, 0_u64, false);
    for path in &options.regulations {
        let text = Text::open(path)?;
        let Some(engine) = ready(terminal, &text, options.superior.as_deref())? else {
            wrong = true;
            continue;
        };
        let before = failed;
        for example in &engine.regulation().examples {
            if example_holds(terminal, &text, &engine, example)? {
                held += 1;
            } else {
                failed += 1;
            }
        }
        let count = engine.regulation().examples.len() as u64;
        let line = say!(terminal.words, "test-file", file = text.name.as_str(), all = count, failed = failed - before);
        let ink = if failed > before { Ink::Bad } else { Ink::Good };
        writeln!(terminal.out, "{}", terminal.paint.ink(ink, &line))?;
    }
    if options.regulations.len() > 1 {
        let sum =
            say!(terminal.words, "test-sum", files = options.regulations.len() as u64, held = held, failed = failed);
        writeln!(terminal.out, "{sum}")?;
    }
    Ok(match (wrong, failed) {
        (true, _) => Exit::Wrong,
        (false, 1..) => Exit::No,
        (false, 0) => Exit::Yes,
    })
}

/// The engine of a sound text: alone, because its examples speak of its own rules, or with the superior given.
fn ready(terminal: &Terminal, text: &Text, superior: Option<&Path>) -> Result<Option<Engine>, Fault> {
    if text.regulation.is_some() && superior.is_some() {
        return Ok(Version::open(terminal, &text.path, superior)?.ok().map(|version| version.engine().clone()));
    }
    if let Some(regulation) = &text.regulation {
        return Ok(Some(Engine::new(regulation)));
    }
    for finding in text.findings.iter().filter(|finding| is_error(finding)) {
        terminal.tell(&diagnostic::page(&terminal.words, terminal.paint_errors(), text.source(), finding));
    }
    terminal.tell(&say!(terminal.words, "check-refused", file = text.name.as_str()));
    Ok(None)
}

/// Runs one example; a failing one is shown with what it says, what it got, and why.
fn example_holds(terminal: &mut Terminal, text: &Text, engine: &Engine, example: &Example) -> Result<bool, Fault> {
    let mut assessor = engine.assessor();
    let explanation = assessor.explain(&example.givens);
    let lacking = shortfalls(engine.regulation(), example, &explanation.answer);
    if lacking.is_empty() {
        return Ok(true);
    }
    let words = &terminal.words;
    let phrase = Phrase { words, regulation: engine.regulation() };
    let place = position(&text.text, example.span.start);
    let place = format!("{}:{}:{}", text.name, place.line, place.column);
    let head = say!(words, "test-failed", tag = example.tag.as_str(), place = place);
    let source = text.text.get(example.span.start..example.span.end).unwrap_or_default();
    let source = source.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut page = format!("{}\n", terminal.paint.ink(Ink::Bad, &head));
    let mut line = |key: &str, sentence: &str| {
        let lead = format!("  {}", words.say(key));
        page.push_str(&wrapped(&lead, "      ", sentence));
        page.push('\n');
    };
    line("test-says", &harmless(&source));
    line("test-got", &conclusion(phrase, &explanation.answer));
    for lacking in &lacking {
        line("test-lacking", &shortfall::sentence(phrase, lacking, &explanation.answer));
    }
    let case = Case { id: example.tag.clone(), standings: example.givens.clone(), ..Case::default() };
    page.push_str(&reasons::lines(phrase, engine, &case, &explanation));
    writeln!(terminal.out, "{page}")?;
    Ok(false)
}
