//! `bonafide check`: everything wrong with regulations, with its place, cause and help.

use std::io::Write;

use bonafide_rules::diagnostic::{Diagnostic, Severity};
use bonafide_rules::regulation::Reference;

use super::options::{Check, Output};
use super::texts::{Text, beside, is_error};
use super::{Exit, Fault, Terminal};
use crate::report::diagnostic;
use crate::report::paint::Ink;
use crate::words::say;

/// Checks every file, then counts.
pub(super) fn run(options: &Check, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let mut texts = Vec::new();
    for path in &options.regulations {
        texts.push(Text::open(path)?);
    }
    let known: Vec<(String, String)> = texts
        .iter()
        .filter_map(|text| text.regulation.as_ref())
        .map(|own| (own.id.clone(), own.version.clone()))
        .collect();
    for text in &mut texts {
        text.findings.extend(missing_superior(text, &known));
        text.findings.sort_by_key(|finding| (finding.span.start, std::cmp::Reverse(finding.severity)));
    }
    match options.output {
        Output::Json => json(&texts, terminal)?,
        Output::Text => pages(&texts, terminal)?,
    }
    let wrong = texts.iter().any(|text| text.findings.iter().any(is_error));
    Ok(if wrong { Exit::Wrong } else { Exit::Yes })
}

/// Warns when the superior named in the front matter is neither given nor beside the file.
fn missing_superior(text: &Text, known: &[(String, String)]) -> Option<Diagnostic> {
    let Reference { id, version } = text.regulation.as_ref()?.superior.as_ref()?;
    let given = known.iter().any(|(known_id, known_version)| known_id == id && known_version == version);
    if given || beside(&text.path, |other_id, other_version| other_id == id && other_version == version).is_some() {
        return None;
    }
    let front = bonafide_rules::read(&text.text).document.front;
    let (_, value) = front.iter().find(|(key, _)| key.value == "superior")?;
    Some(Diagnostic::warning("superior-not-found", value.span).with("superior", format!("{id}@{version}")))
}

fn pages(texts: &[Text], terminal: &mut Terminal) -> Result<(), Fault> {
    let mut counts = [0_u64; 3];
    for text in texts {
        for finding in &text.findings {
            let slot = match finding.severity {
                Severity::Error => 0,
                Severity::Warning => 1,
                Severity::Advice => 2,
            };
            if let Some(count) = counts.get_mut(slot) {
                *count += 1;
            }
            let page = diagnostic::page(&terminal.words, terminal.paint, text.source(), finding);
            writeln!(terminal.out, "{page}")?;
        }
    }
    let [errors, warnings, advice] = counts;
    let files = texts.len() as u64;
    let sum = say!(terminal.words, "check-sum", files = files, errors = errors, warnings = warnings, advice = advice);
    let ink = if errors > 0 { Ink::Bad } else { Ink::Good };
    writeln!(terminal.out, "{}", terminal.paint.ink(ink, &sum))?;
    Ok(())
}

fn json(texts: &[Text], terminal: &mut Terminal) -> Result<(), Fault> {
    let mut line = String::new();
    for text in texts {
        for finding in &text.findings {
            line.clear();
            diagnostic::json_line(&mut line, &terminal.words, text.source(), finding);
            writeln!(terminal.out, "{line}")?;
        }
    }
    Ok(())
}
