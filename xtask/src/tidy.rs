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
    let mut count = 0;
    for (name, check) in RULES {
        for finding in check(&files) {
            say(&format!("tidy {name}: {finding}"));
            count += 1;
        }
    }
    if count > 0 {
        return Err(format!("tidy found {count} things to put right"));
    }
    say(&format!("== tidy: {} rules hold ({})", RULES.len(), seconds(start.elapsed())));
    Ok(())
}
