//! `cargo xtask tidy`: the manners of the house that no compiler checks. One file a rule, each with a sample that fails.
mod absent;
mod arrows;
mod dependencies;
mod features;
mod glossary;
mod links;
mod locales;
mod purity;
mod ratchet;
mod regulations;
mod settings;

use std::time::Instant;

use crate::chore::{Outcome, root, say, seconds};
use crate::files::Files;
use crate::generated;

/// A rule: what it is called, and what it finds in the committed files, as `path:line: sentence`.
type Rule = (&'static str, fn(&Files) -> Vec<String>);

const RULES: [Rule; 11] = [
    ("absent", absent::check),
    ("arrows", arrows::check),
    ("dependencies", dependencies::check),
    ("features", features::check),
    ("glossary", glossary::check),
    ("links", links::check),
    ("locales", locales::check),
    ("purity", purity::check),
    ("ratchet", ratchet::check),
    ("regulations", regulations::check),
    ("settings", settings::check),
];

/// Runs every rule, shows all findings, and fails if there is one.
pub(crate) fn run() -> Outcome {
    let start = Instant::now();
    let files = Files::of_repository(&root())?;
    let mut findings: Vec<(&str, String)> = Vec::new();
    for (name, check) in RULES {
        findings.extend(check(&files).into_iter().map(|finding| (name, finding)));
    }
    findings.extend(generated::stale().into_iter().map(|finding| ("generated", finding)));
    for (name, finding) in &findings {
        say(&format!("tidy {name}: {finding}"));
    }
    let count = findings.len();
    if count > 0 {
        return Err(format!("tidy found {count} things to put right"));
    }
    say(&format!("== tidy: {} rules hold ({})", RULES.len() + 1, seconds(start.elapsed())));
    Ok(())
}
