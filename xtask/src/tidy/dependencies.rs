//! Dependencies: each package we depend on directly has its row, with a reason, in decision 5, and each row its package. No crate declares
//! a package that its sources do not name.

use std::collections::BTreeSet;

use crate::files::Files;

const DECISION: &str = "docs/decisions/0005-dependencies.md";

/// Compares the manifest of the workspace with the table of the decision.
pub(super) fn check(files: &Files) -> Vec<String> {
    let declared = declared(files.text("Cargo.toml").unwrap_or_default());
    let decided: BTreeSet<&str> = files.text(DECISION).unwrap_or_default().lines().filter_map(row).collect();
    let unexplained =
        declared.difference(&decided).map(|name| format!("Cargo.toml:1: `{name}` has no row in {DECISION}"));
    let left_over = decided.difference(&declared).map(|name| format!("{DECISION}:1: we no longer depend on `{name}`"));
    let mut findings: Vec<String> = unexplained.chain(left_over).collect();
    for (path, text) in
        files.below("", "Cargo.toml").filter(|(path, _)| path.starts_with("crates/") || path.starts_with("xtask/"))
    {
        findings.extend(own_versions(path, text));
        findings.extend(idle(files, path, text));
    }
    findings
}

/// Outside packages of `[workspace.dependencies]`.
fn declared(manifest: &str) -> BTreeSet<&str> {
    let table = manifest.split("[workspace.dependencies]").nth(1).unwrap_or_default();
    let lines = table.lines().take_while(|line| !line.starts_with('['));
    lines
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name)
        .filter(|name| !name.starts_with("bonafide"))
        .collect()
}

/// The package of a row such as ``| `serde_json` | …``.
fn row(line: &str) -> Option<&str> {
    line.strip_prefix("| `")?.split_once('`').map(|(name, _)| name)
}

/// Dependencies whose version a crate chooses for itself, past the table.
fn own_versions(path: &str, manifest: &str) -> Vec<String> {
    let mut findings = Vec::new();
    let mut inside = false;
    for (index, line) in manifest.lines().enumerate() {
        if line.starts_with('[') {
            inside = line.contains("dependencies]");
        } else if inside && line.contains('=') && !line.contains("workspace = true") {
            findings.push(format!("{path}:{}: take the version from the workspace", index + 1));
        }
    }
    findings
}

/// Packages of ours or others that a crate declares and no source of it names.
fn idle(files: &Files, path: &str, manifest: &str) -> Vec<String> {
    let folder = path.trim_end_matches("Cargo.toml");
    let mut findings = Vec::new();
    for (index, line) in manifest.lines().enumerate() {
        let Some((name, _)) = line.split_once(".workspace = true") else { continue };
        let word = name.replace('-', "_");
        let is_package = index > manifest.lines().position(|line| line == "[dependencies]").unwrap_or(usize::MAX);
        if is_package && !files.below(folder, ".rs").any(|(_, source)| source.contains(&word)) {
            findings.push(format!("{path}:{}: no source of the crate names `{word}`", index + 1));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_without_a_reason_and_a_reason_without_a_package_are_found() {
        let manifest = "[workspace.dependencies]\nbonafide-rules = { path = \"x\" }\nbatsat = \"0.6\"\nnew-one = \"1\"\n\n[profile.dev]\n";
        let files = Files::sample(&[("Cargo.toml", manifest), (DECISION, "| `batsat` | 0.6 |\n| `gone` | 1 |\n")]);
        let found = check(&files);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("`new-one`") && found[1].contains("`gone`"));
    }

    #[test]
    fn a_package_no_source_names_is_found() {
        let manifest =
            "[package]\nversion.workspace = true\n[dependencies]\nused-one.workspace = true\nidle.workspace = true\n";
        let files = Files::sample(&[("crates/a/Cargo.toml", manifest), ("crates/a/src/lib.rs", "use used_one::X;")]);
        assert_eq!(check(&files), ["crates/a/Cargo.toml:5: no source of the crate names `idle`"]);
    }

    #[test]
    fn a_version_past_the_table_is_found() {
        let manifest = "[dependencies]\nother = \"1\"\n[lints]\nworkspace = true\n";
        let found = check(&Files::sample(&[("crates/a/Cargo.toml", manifest)]));
        assert_eq!(found, ["crates/a/Cargo.toml:2: take the version from the workspace"]);
    }
}
