//! Arrows: which of our crates may use which. The table is the one of ARCHITECTURE.md; an unknown crate is refused.

use crate::files::Files;

/// Each crate and the crates of ours it may import. A crate not named here needs a decision record and a line.
const MAY_IMPORT: [(&str, &[&str]); 8] = [
    ("bonafide-rules", &[]),
    ("bonafide-ledger", &[]),
    ("bonafide-proofread", &[]),
    ("bonafide-document", &[]),
    ("bonafide-procedure", &["bonafide-rules"]),
    ("bonafide-store", &["bonafide-procedure", "bonafide-ledger"]),
    (
        "bonafide",
        &[
            "bonafide-rules",
            "bonafide-ledger",
            "bonafide-proofread",
            "bonafide-document",
            "bonafide-procedure",
            "bonafide-store",
        ],
    ),
    ("xtask", &[]),
];

/// Checks the manifest of every crate of the workspace.
pub(super) fn check(files: &Files) -> Vec<String> {
    let manifests = files.all().filter(|(path, _)| {
        path.ends_with("/Cargo.toml") && (path.starts_with("crates/") || path.starts_with("xtask/"))
    });
    manifests.flat_map(|(path, text)| check_manifest(path, text)).collect()
}

fn check_manifest(path: &str, text: &str) -> Vec<String> {
    let name = text.lines().find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"')).unwrap_or_default();
    let Some((_, allowed)) = MAY_IMPORT.iter().find(|(known, _)| *known == name) else {
        return vec![format!("{path}:1: the crate `{name}` has no arrows: a new crate needs a decision record first")];
    };
    let mut findings = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let used = line.split(['.', '=', ' ']).next().unwrap_or_default().trim_matches('"');
        let ours = used == "bonafide" || used.starts_with("bonafide-");
        if ours && !allowed.contains(&used) {
            findings.push(format!("{path}:{}: `{name}` must not import `{used}`", index + 1));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_that_import_the_binary_are_found() {
        let manifest = "[package]\nname = \"bonafide-rules\"\n[dependencies]\nbonafide-store.workspace = true\n";
        let found = check(&Files::sample(&[("crates/bonafide-rules/Cargo.toml", manifest)]));
        assert_eq!(found, ["crates/bonafide-rules/Cargo.toml:4: `bonafide-rules` must not import `bonafide-store`"]);
    }

    #[test]
    fn a_crate_nobody_drew_is_found() {
        let found = check(&Files::sample(&[("crates/common/Cargo.toml", "name = \"bonafide-common\"\n")]));
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn the_binary_may_import_the_rules() {
        let manifest = "name = \"bonafide\"\nbonafide-rules = { path = \"../bonafide-rules\" }\n";
        assert!(check(&Files::sample(&[("crates/bonafide/Cargo.toml", manifest)])).is_empty());
    }
}
