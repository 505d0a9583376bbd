//! Glossary: every public type of the rooms named here stands in GLOSSARY.md, with a word of the field or among the words
//! of the machine, and every type the glossary names exists.

use std::collections::BTreeSet;

use crate::files::Files;
use crate::source::{is_test_file, product_lines};

/// Where the glossary's types are found; an entry must exist in one of them.
const KNOWN: [&str; 3] =
    ["crates/bonafide-rules/src/", "crates/bonafide-procedure/src/", "crates/bonafide-ledger/src/"];

/// Where every public type needs an entry.
const WHOLE: [&str; 4] = [
    "crates/bonafide-rules/src/",
    "crates/bonafide-procedure/src/calendar",
    "crates/bonafide-procedure/src/deadline",
    "crates/bonafide-ledger/src/",
];

/// Names public types without an entry, and entries without a type.
pub(super) fn check(files: &Files) -> Vec<String> {
    let Some(glossary) = files.text("GLOSSARY.md") else {
        return vec!["GLOSSARY.md:1: there is none".to_owned()];
    };
    let mut findings = Vec::new();
    let mut types = BTreeSet::new();
    let sources = KNOWN.iter().flat_map(|room| files.below(room, ".rs"));
    for (path, text) in sources.filter(|(path, _)| !is_test_file(path)) {
        let is_whole = WHOLE.iter().any(|room| path.starts_with(room));
        for (line, name) in public_types(text) {
            types.insert(name);
            if is_whole && !glossary.contains(&format!("`{name}`")) {
                findings.push(format!("{path}:{line}: the type `{name}` has no entry in GLOSSARY.md"));
            }
        }
    }
    // The procedure may have entries for its types.
    for (_, text) in files.below("crates/bonafide-procedure/src/", ".rs").filter(|(path, _)| !is_test_file(path)) {
        types.extend(public_types(text).into_iter().map(|(_, name)| name));
    }
    for (index, line) in glossary.lines().enumerate() {
        for name in line.split('`').skip(1).step_by(2).filter_map(type_name).filter(|name| !types.contains(name)) {
            findings.push(format!("GLOSSARY.md:{}: no public type is called `{name}`", index + 1));
        }
    }
    findings
}

/// The type of `Type` or `Type::part`, if that is what stands in backticks.
fn type_name(word: &str) -> Option<&str> {
    let name = word.split("::").next().unwrap_or_default();
    let is_type =
        name.starts_with(|letter: char| letter.is_ascii_uppercase()) && name.chars().all(char::is_alphanumeric);
    is_type.then_some(name)
}

/// Public structs and enums with their lines.
fn public_types(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (number, line) in product_lines(text) {
        let declared = line.trim_start();
        let Some(rest) = declared.strip_prefix("pub struct ").or_else(|| declared.strip_prefix("pub enum ")) else {
            continue;
        };
        let name = rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap_or_default();
        found.push((number, name));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_without_a_type_is_found() {
        let files =
            Files::sample(&[("GLOSSARY.md", "| 旧 | `Gone::Part` | `word` |"), ("crates/bonafide-rules/src/a.rs", "")]);
        assert_eq!(check(&files), ["GLOSSARY.md:1: no public type is called `Gone`"]);
    }

    #[test]
    fn a_type_without_an_entry_is_found() {
        let source = "/// Law.\npub struct RedLine<T>(T);\npub enum Modality { May }\nstruct Own;\n";
        let files =
            Files::sample(&[("GLOSSARY.md", "| 模态 | `Modality` |"), ("crates/bonafide-rules/src/a.rs", source)]);
        assert_eq!(check(&files), ["crates/bonafide-rules/src/a.rs:2: the type `RedLine` has no entry in GLOSSARY.md"]);
    }
}
