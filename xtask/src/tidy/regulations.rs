//! Regulations: every text shipped is named, with its source, in the folder's own README.

use crate::files::Files;

const README: &str = "regulations/README.md";

/// Names texts the README does not.
pub(super) fn check(files: &Files) -> Vec<String> {
    let readme = files.text(README).unwrap_or_default();
    let texts = files.below("regulations/", ".md").filter(|(path, _)| *path != README);
    texts
        .filter_map(|(path, _)| {
            let name = path.strip_prefix("regulations/")?;
            (!readme.contains(name)).then(|| format!("{path}:1: is not named in {README}"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_the_readme_does_not_name_is_found() {
        let files = Files::sample(&[
            (README, "[general](general.md)"),
            ("regulations/general.md", ""),
            ("regulations/bank.md", ""),
        ]);
        assert_eq!(check(&files), ["regulations/bank.md:1: is not named in regulations/README.md"]);
    }
}
