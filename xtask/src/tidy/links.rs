//! Links: every relative link of a Markdown page leads to a file of the repository.

use crate::files::Files;

/// Names links that lead nowhere; links with a scheme and links inside a page are not followed.
pub(super) fn check(files: &Files) -> Vec<String> {
    let mut findings = Vec::new();
    for (path, text) in files.below("", ".md") {
        for (index, line) in text.lines().enumerate() {
            for target in targets(line) {
                let file = target.split('#').next().unwrap_or_default();
                let inside = file.is_empty();
                let outside = target.contains("://") || target.starts_with("mailto:");
                if !inside && !outside && !files.holds(&resolve(path, file)) {
                    findings.push(format!("{path}:{}: the link `{target}` leads nowhere", index + 1));
                }
            }
        }
    }
    findings
}

/// What stands between `](` and `)`, and between `src="` and `"`.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    let links = line.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
    let pictures = line.split("src=\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(target, _)| target);
    links.chain(pictures)
}

/// The path from the root that a link in `page` means.
fn resolve(page: &str, target: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_nothing_is_found() {
        let page = "[a](../README.md) [b](gone.md#x) [c](https://example.cn/x) [d](#here)\n<img src=\"lost.svg\">";
        let files = Files::sample(&[("docs/a.md", page), ("README.md", "")]);
        assert_eq!(
            check(&files),
            ["docs/a.md:1: the link `gone.md#x` leads nowhere", "docs/a.md:2: the link `lost.svg` leads nowhere"]
        );
    }
}
