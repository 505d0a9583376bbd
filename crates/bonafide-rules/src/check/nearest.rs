//! The nearest known name to one that is unknown.

use crate::diagnostic::Diagnostic;

/// Adds `suggestion`, and `near` = `yes` or `no` for wordings that need to know whether there is one.
pub(super) fn suggest<'a>(finding: Diagnostic, unknown: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let nearest = nearest(unknown, known);
    let near = if nearest.is_some() { "yes" } else { "no" };
    finding.with("suggestion", nearest.unwrap_or_default()).with("near", near)
}

/// The known name with the fewest edits, if it is near enough to be meant; the first in the alphabet of equals.
pub(super) fn nearest<'a>(unknown: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let letters: Vec<char> = unknown.chars().flat_map(char::to_lowercase).collect();
    // One edit for short names (most Chinese ones), one more for every three letters beyond three.
    let allowed = 1 + letters.len().saturating_sub(1) / 3;
    known
        .map(|name| (distance(&letters, name), name))
        .filter(|(edits, name)| *edits <= allowed && *edits < letters.len().max(name.chars().count()))
        .min()
        .map(|(_, name)| name)
}

/// Edits (insert, delete, replace) from one to the other.
fn distance(left: &[char], right: &str) -> usize {
    let mut row: Vec<usize> = (0..=left.len()).collect();
    for (line, letter) in right.chars().flat_map(char::to_lowercase).enumerate() {
        let mut diagonal = line;
        let mut before = line + 1;
        let mut next = Vec::with_capacity(row.len());
        next.push(before);
        for (own, above) in left.iter().zip(row.iter().skip(1)) {
            let replaced = diagonal + usize::from(*own != letter);
            before = replaced.min(above + 1).min(before + 1);
            next.push(before);
            diagonal = *above;
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found_by_the_fewest_edits() {
        let known = ["经集体研究", "明令禁止", "collective_decision"];
        let check = |unknown: &str, expected: Option<&str>| {
            assert_eq!(nearest(unknown, known.into_iter()), expected, "{unknown}");
        };
        check("集体研究", Some("经集体研究"));
        check("明令禁至", Some("明令禁止"));
        check("colective_decison", Some("collective_decision"));
        check("天气", None);
        check("甲", None);
    }

    #[test]
    fn the_distance_counts_every_kind_of_edit() {
        let check = |left: &str, right: &str, expected: usize| {
            let letters: Vec<char> = left.chars().collect();
            assert_eq!(distance(&letters, right), expected, "{left} → {right}");
        };
        check("kitten", "sitting", 3);
        check("", "abc", 3);
        check("abc", "", 3);
        check("动机", "动机", 0);
    }
}
