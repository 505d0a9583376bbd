//! Ratchet: a source file has at most 600 lines. Those in the list may have more, never more than listed, never over 1,000.

use std::collections::BTreeMap;

use crate::files::Files;

const LIST: &str = "xtask/ratchet.txt";
const RED_LINE: usize = 600;
const NEVER: usize = 1_000;

/// Checks the length of every Rust file against the red line and the list.
pub(super) fn check(files: &Files) -> Vec<String> {
    let list = files.text(LIST).unwrap_or_default();
    let mut listed = BTreeMap::new();
    for line in list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some((path, lines)) = line.rsplit_once(' ') {
            listed.insert(path, lines.parse::<usize>().unwrap_or(0));
        }
    }
    let mut findings = Vec::new();
    for (path, text) in files.below("", ".rs") {
        let lines = text.lines().count();
        let limit = listed.remove(path).map_or(RED_LINE, |limit| limit.min(NEVER));
        if lines > limit {
            findings.push(format!("{path}:{lines}: has {lines} lines, {limit} are allowed: split it"));
        } else if limit > RED_LINE && lines < limit {
            findings.push(format!("{path}:{lines}: has shrunk to {lines} lines: lower its number in {LIST}"));
        }
    }
    findings.extend(listed.keys().map(|path| format!("{LIST}:1: `{path}` does not exist: take it off the list")));
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(lines: usize, list: &str) -> Vec<String> {
        check(&Files::sample(&[("crates/a.rs", &"x\n".repeat(lines)), (LIST, list)]))
    }

    #[test]
    fn a_file_past_the_red_line_is_found() {
        assert_eq!(found(601, ""), ["crates/a.rs:601: has 601 lines, 600 are allowed: split it"]);
        assert!(found(600, "").is_empty());
    }

    #[test]
    fn a_listed_file_may_not_grow_and_its_number_follows_it_down() {
        assert!(found(700, "crates/a.rs 700").is_empty());
        assert_eq!(found(701, "crates/a.rs 700").len(), 1);
        assert_eq!(found(650, "crates/a.rs 700").len(), 1);
    }

    #[test]
    fn no_list_allows_more_than_a_thousand() {
        assert_eq!(found(1_001, "crates/a.rs 1001").len(), 1);
    }

    #[test]
    fn a_listed_file_that_is_gone_is_found() {
        assert_eq!(found(10, "crates/gone.rs 700").len(), 1);
    }
}
