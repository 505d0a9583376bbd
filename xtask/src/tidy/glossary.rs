//! Glossary: every public type of the rules stands in GLOSSARY.md, or is of a technical kind that lawyers need not know.

use crate::files::Files;
use crate::source::{is_test_file, product_lines};

/// Types with no word of the field behind them.
const TECHNICAL: &[&str] = &[];

/// Names public types without an entry, and technical names that no type bears any more.
pub(super) fn check(files: &Files) -> Vec<String> {
    let Some(glossary) = files.text("GLOSSARY.md") else {
        return vec!["GLOSSARY.md:1: there is none".to_owned()];
    };
    let mut findings = Vec::new();
    for (path, text) in files.below("crates/bonafide-rules/src/", ".rs").filter(|(path, _)| !is_test_file(path)) {
        for (line, name) in public_types(text) {
            let entered = glossary.contains(&format!("`{name}`"));
            if !entered && !TECHNICAL.contains(&name) {
                findings.push(format!("{path}:{line}: the type `{name}` has no entry in GLOSSARY.md"));
            }
        }
    }
    findings
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
    fn a_type_without_an_entry_is_found() {
        let source = "/// Law.\npub struct RedLine<T>(T);\npub enum Modality { May }\nstruct Own;\n";
        let files =
            Files::sample(&[("GLOSSARY.md", "| 模态 | `Modality` |"), ("crates/bonafide-rules/src/a.rs", source)]);
        assert_eq!(check(&files), ["crates/bonafide-rules/src/a.rs:2: the type `RedLine` has no entry in GLOSSARY.md"]);
    }
}
