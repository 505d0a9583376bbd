//! Glossary: every public type of the rooms named here stands in GLOSSARY.md, with a word of the field or among the words
//! of the machine, and every type the glossary names exists. No type of the rules is called like one of the record.

use std::collections::BTreeMap;

use crate::files::Files;
use crate::source::{is_test_file, product_lines};

/// Where the glossary's types are found; an entry must exist in one of them.
const KNOWN: [&str; 3] =
    ["crates/bonafide-rules/src/", "crates/bonafide-ledger/src/", "crates/bonafide-procedure/src/"];

/// The crates whose words are the field's: no type of one is called like one of the other.
const SPOKEN: [&str; 2] = ["crates/bonafide-rules/src/", "crates/bonafide-ledger/src/"];

/// Where every public type needs an entry.
const WHOLE: [&str; 4] = [
    "crates/bonafide-rules/src/",
    "crates/bonafide-ledger/src/",
    "crates/bonafide-procedure/src/calendar",
    "crates/bonafide-procedure/src/deadline",
];

/// Names public types without an entry, and entries without a type.
pub(super) fn check(files: &Files) -> Vec<String> {
    let Some(glossary) = files.text("GLOSSARY.md") else {
        return vec!["GLOSSARY.md:1: there is none".to_owned()];
    };
    let mut findings = Vec::new();
    let mut types = BTreeMap::new();
    let sources = KNOWN.into_iter().flat_map(|folder| files.below(folder, ".rs").map(move |file| (folder, file)));
    for (folder, (path, text)) in sources.filter(|(_, (path, _))| !is_test_file(path)) {
        let is_whole = WHOLE.iter().any(|room| path.starts_with(room));
        for (line, name) in public_types(text) {
            let other = types.insert(name, folder).filter(|other| *other != folder && SPOKEN.contains(other));
            if other.is_some() && SPOKEN.contains(&folder) {
                findings.push(format!("{path}:{line}: another crate has a type `{name}`: one word, one meaning"));
            }
            if is_whole && !glossary.contains(&format!("`{name}`")) {
                findings.push(format!("{path}:{line}: the type `{name}` has no entry in GLOSSARY.md"));
            }
        }
    }
    for (index, line) in glossary.lines().enumerate() {
        for name in line.split('`').skip(1).step_by(2).filter_map(type_name).filter(|name| !types.contains_key(name)) {
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
    fn one_word_for_two_types_is_found() {
        let files = Files::sample(&[
            ("GLOSSARY.md", "| 说明 | `Note` |"),
            ("crates/bonafide-rules/src/a.rs", "pub struct Note;"),
            ("crates/bonafide-ledger/src/b.rs", "pub struct Note;"),
        ]);
        let found = check(&files);
        assert_eq!(
            found,
            ["crates/bonafide-ledger/src/b.rs:1: another crate has a type `Note`: one word, one meaning"]
        );
    }

    #[test]
    fn a_type_without_an_entry_is_found() {
        let source = "/// Law.\npub struct RedLine<T>(T);\npub enum Modality { May }\nstruct Own;\n";
        let files =
            Files::sample(&[("GLOSSARY.md", "| 模态 | `Modality` |"), ("crates/bonafide-rules/src/a.rs", source)]);
        assert_eq!(check(&files), ["crates/bonafide-rules/src/a.rs:2: the type `RedLine` has no entry in GLOSSARY.md"]);
    }
}
