//! Features: the table of both READMEs names every row of the mechanism once, and every file it shows as evidence exists.

use crate::files::Files;

const READMES: [&str; 2] = ["README.md", "README.zh-CN.md"];

/// The letters of the mechanism's rows with how many each has.
const ROWS: [(&str, u32); 5] = [("A", 14), ("B", 19), ("C", 9), ("D", 2), ("X", 8)];

/// Checks the tables.
pub(super) fn check(files: &Files) -> Vec<String> {
    let mut findings = Vec::new();
    for readme in READMES {
        match files.text(readme) {
            Some(text) => findings.extend(check_table(readme, text, files)),
            None => findings.push(format!("{readme}:1: there is none")),
        }
    }
    findings
}

fn check_table(readme: &str, text: &str, files: &Files) -> Vec<String> {
    let mut findings = Vec::new();
    for (letter, count) in ROWS {
        for number in 1..=count {
            let start = format!("| {letter}{number} |");
            let times = text.lines().filter(|line| line.starts_with(&start)).count();
            if times != 1 {
                findings
                    .push(format!("{readme}:1: the row `{letter}{number}` stands {times} times in the feature table"));
            }
        }
    }
    for (index, line) in text.lines().enumerate().filter(|(_, line)| line.starts_with("| ")) {
        for shown in line.split('`').skip(1).step_by(2).filter(|shown| is_path(shown)) {
            let (path, test) = shown.split_once("::").map_or((shown, None), |(path, test)| (path, Some(test)));
            let Some(evidence) = files.text(path) else {
                if !files.holds(path) {
                    findings.push(format!("{readme}:{}: the evidence `{path}` does not exist", index + 1));
                }
                continue;
            };
            if test.is_some_and(|test| !evidence.contains(&format!("fn {test}("))) {
                findings.push(format!("{readme}:{}: the test `{shown}` does not exist", index + 1));
            }
        }
    }
    findings
}

/// Whether a word in backticks is a path of the repository.
fn is_path(shown: &str) -> bool {
    ["crates/", "regulations/", "docs/", "examples/", "stories/", "xtask/"].iter().any(|start| shown.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole_table() -> String {
        ROWS.iter()
            .flat_map(|(letter, count)| (1..=*count).map(move |n| format!("| {letter}{n} | x | y |\n")))
            .collect()
    }

    #[test]
    fn a_missing_row_is_found() {
        let table = whole_table().replace("| A14 | x | y |\n", "");
        let files = Files::sample(&[("README.md", &table), ("README.zh-CN.md", &whole_table())]);
        assert_eq!(check(&files), ["README.md:1: the row `A14` stands 0 times in the feature table"]);
    }

    #[test]
    fn evidence_that_does_not_exist_is_found() {
        let table = format!("{}| note | `crates/a.rs` `crates/b.rs::holds` `crates/b.rs::gone` |\n", whole_table());
        let files =
            Files::sample(&[("README.md", &table), ("README.zh-CN.md", &table), ("crates/b.rs", "fn holds() {}")]);
        let found = check(&files);
        assert_eq!(found.len(), 4, "{found:?}");
        assert!(found[0].contains("`crates/a.rs`") && found[1].contains("`crates/b.rs::gone`"));
    }
}
