//! Regulations: every text shipped is named, with its source, in the index of the texts.

use crate::files::Files;

const INDEX: &str = "docs/regulations.md";

/// Names texts the index does not.
pub(super) fn check(files: &Files) -> Vec<String> {
    let index = files.text(INDEX).unwrap_or_default();
    let texts = files.below("regulations/", ".md");
    texts
        .filter_map(|(path, _)| {
            let name = path.strip_prefix("regulations/")?;
            (!index.contains(name)).then(|| format!("{path}:1: is not named in {INDEX}"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_the_index_does_not_name_is_found() {
        let files = Files::sample(&[
            (INDEX, "[general](general.md)"),
            ("regulations/general.md", ""),
            ("regulations/bank.md", ""),
        ]);
        assert_eq!(check(&files), ["regulations/bank.md:1: is not named in docs/regulations.md"]);
    }
}
