//! Settings: the limits that other tools hold for us are really set, and every package comes from the usual source.

use crate::files::Files;

/// Functions have at most this many lines; clippy's `too_many_lines` holds it.
const FUNCTION_LIMIT: &str = "too-many-lines-threshold = 70";

/// Checks both clippy settings and the lock file.
pub(super) fn check(files: &Files) -> Vec<String> {
    let mut findings = Vec::new();
    let settings = ["clippy.toml", "pure.clippy.toml"].map(|path| (path, files.text(path).unwrap_or_default()));
    for (path, text) in settings {
        if !text.lines().any(|line| line == FUNCTION_LIMIT) {
            findings.push(format!("{path}:1: `{FUNCTION_LIMIT}` is missing"));
        }
    }
    let [general, pure] = settings.map(|(_, text)| limits(text));
    if general != pure {
        findings.push("pure.clippy.toml:1: its limits differ from those of clippy.toml".to_owned());
    }
    let workspace = files.text("Cargo.toml").unwrap_or_default();
    if !workspace.lines().any(|line| line == "too_many_lines = \"deny\"") {
        findings.push("Cargo.toml:1: the lint `too_many_lines` is not denied".to_owned());
    }
    findings.extend(check_lock(files.text("Cargo.lock").unwrap_or_default()));
    findings
}

/// The settings of one word and a plain value: all but comments and the lists of banned calls.
fn limits(text: &str) -> Vec<&str> {
    text.lines()
        .filter(|line| line.starts_with(|letter: char| letter.is_ascii_lowercase()) && !line.ends_with('['))
        .collect()
}

/// Names packages that come from elsewhere than the public registry.
pub(super) fn check_lock(lock: &str) -> Vec<String> {
    let usual = concat!("source = \"registry+https://github.com/rust-lang/crates", ".io-index\"");
    let sources = lock.lines().enumerate().filter(|(_, line)| line.starts_with("source = "));
    sources
        .filter(|(_, line)| *line != usual)
        .map(|(index, line)| format!("Cargo.lock:{}: an unusual {line}", index + 1))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_limit_and_a_difference_are_found() {
        let files = Files::sample(&[
            ("clippy.toml", "too-many-lines-threshold = 70\n"),
            ("pure.clippy.toml", "too-many-lines-threshold = 90\nx = [\n"),
            ("Cargo.toml", "too_many_lines = \"deny\""),
        ]);
        let found = check(&files);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found.iter().all(|finding| finding.starts_with("pure.clippy.toml")));
    }

    #[test]
    fn a_package_from_elsewhere_is_found() {
        let found = check_lock("name = \"x\"\nsource = \"git+https://example.cn/x\"\n");
        assert_eq!(found, ["Cargo.lock:2: an unusual source = \"git+https://example.cn/x\""]);
    }
}
