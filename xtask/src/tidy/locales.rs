//! Locales: every sentence exists in Chinese and in English, every diagnostic has its sentence and its help,
//! and no sentence is left that nothing says.

use std::collections::{BTreeMap, BTreeSet};

use crate::files::Files;
use crate::source::{is_test_file, literals};

const CHINESE: &str = "crates/bonafide/locales/zh-CN/";
const ENGLISH: &str = "crates/bonafide/locales/en/";

/// How the rules name a sentence: the call that a string literal follows, and the keys the literal stands for.
const NAMES_KEYS: [(&str, &[&str]); 6] = [
    ("Diagnostic::error(", &["check-{}", "check-{}-help"]),
    ("Diagnostic::warning(", &["check-{}", "check-{}-help"]),
    ("Diagnostic::advice(", &["check-{}", "check-{}-help"]),
    (".near(", &["check-{}"]),
    ("CaseError::new(", &["case-{}"]),
    ("note(case, ", &["case-note-{}"]),
];

/// Families of keys that belong to codes of the rules, longer names first.
const CODE_FAMILIES: [&str; 4] = ["case-note-", "case-json-", "check-", "case-"];

/// Checks keys against each other and against the code.
pub(super) fn check(files: &Files) -> Vec<String> {
    let chinese = keys(files, CHINESE);
    let english = keys(files, ENGLISH);
    let mut findings = Vec::new();
    missing_from(&chinese, &english, ENGLISH, &mut findings);
    missing_from(&english, &chinese, CHINESE, &mut findings);
    for (place, key) in needed(files) {
        if !chinese.contains_key(&key) {
            findings.push(format!("{place}: the key `{key}` is missing in {CHINESE}"));
        }
    }
    let spoken = Spoken::of(files);
    for (key, place) in chinese.iter().filter(|(key, _)| !spoken.says(key)) {
        findings.push(format!("{place}: nothing says `{key}`"));
    }
    findings
}

/// The keys of all Fluent files of a language, each with its place.
fn keys(files: &Files, folder: &str) -> BTreeMap<String, String> {
    let mut keys = BTreeMap::new();
    for (path, text) in files.below(folder, ".ftl") {
        for (index, line) in text.lines().enumerate() {
            let key = line.split([' ', '=']).next().unwrap_or_default();
            if line.starts_with(|letter: char| letter.is_ascii_lowercase()) && line.contains('=') {
                keys.insert(key.to_owned(), format!("{path}:{}", index + 1));
            }
        }
    }
    keys
}

fn missing_from(
    here: &BTreeMap<String, String>,
    there: &BTreeMap<String, String>,
    folder: &str,
    into: &mut Vec<String>,
) {
    for (key, place) in here.iter().filter(|(key, _)| !there.contains_key(*key)) {
        into.push(format!("{place}: `{key}` has no partner in {folder}"));
    }
}

/// Keys that findings need, with the place that needs them.
fn needed(files: &Files) -> Vec<(String, String)> {
    let mut needed = Vec::new();
    for (path, text) in files.below("crates/", ".rs").filter(|(path, _)| !is_test_file(path)) {
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for (call, keys) in NAMES_KEYS {
            for (line, code) in literals_after(text, call) {
                needed.extend(keys.iter().map(|key| (format!("{path}:{line}"), key.replace("{}", code))));
            }
        }
    }
    needed
}

/// String literals that directly follow `start`, with their lines.
fn literals_after<'t>(text: &'t str, start: &str) -> Vec<(usize, &'t str)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(start) {
        let rest = text.get(at + start.len()..).unwrap_or_default().trim_start();
        if let Some((literal, _)) = rest.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
            let line = text.get(..at).unwrap_or_default().matches('\n').count() + 1;
            found.push((line, literal));
        }
    }
    found
}

/// What the code can say: whole keys, keys made by filling in a pattern, and codes of findings.
struct Spoken<'t> {
    literals: BTreeSet<&'t str>,
    patterns: Vec<(&'t str, &'t str)>,
    codes: BTreeSet<&'t str>,
}

impl<'t> Spoken<'t> {
    fn of(files: &'t Files) -> Self {
        let sources = files.below("crates/", ".rs").filter(|(path, _)| !is_test_file(path));
        let (rules, doors): (Vec<_>, Vec<_>) =
            sources.partition(|(path, _)| path.starts_with("crates/bonafide-rules/"));
        let codes = rules.iter().chain(&doors).flat_map(|(_, text)| literals(text)).collect();
        // Templates name their sentences as the code does, in quotes.
        let templates = files.below("crates/", ".html").flat_map(|(_, text)| text.split('"').skip(1));
        let literals: BTreeSet<&str> = doors.iter().flat_map(|(_, text)| literals(text)).chain(templates).collect();
        let patterns = literals.iter().filter_map(|literal| pattern(literal)).collect();
        Self { literals, patterns, codes }
    }

    /// Whether the code can say it. A sentence about a text or a case must belong to a code; others may fill in a pattern.
    fn says(&self, key: &str) -> bool {
        if self.literals.contains(key) {
            return true;
        }
        let code = CODE_FAMILIES.iter().find_map(|family| key.strip_prefix(family));
        if code.is_some_and(|code| self.codes.contains(code) || self.codes.contains(code.trim_end_matches("-help"))) {
            return true;
        }
        self.patterns
            .iter()
            .filter(|(start, _)| !CODE_FAMILIES.contains(start))
            .any(|(start, end)| key.len() > start.len() + end.len() && key.starts_with(start) && key.ends_with(end))
    }
}

/// The fixed ends of a literal such as `outcome-{}` or `look-{id}-help`; the start must say which family it is.
fn pattern(literal: &str) -> Option<(&str, &str)> {
    let (start, rest) = literal.split_once('{')?;
    let (_, end) = rest.rsplit_once('}')?;
    let is_family = start.ends_with('-') && start.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-');
    is_family.then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &str = "crates/bonafide-rules/src/a.rs";
    const DOOR: &str = "crates/bonafide/src/a.rs";

    fn found(chinese: &str, english: &str, rules: &str, door: &str) -> Vec<String> {
        let (zh, en) = (format!("{CHINESE}a.ftl"), format!("{ENGLISH}a.ftl"));
        check(&Files::sample(&[(&zh, chinese), (&en, english), (RULES, rules), (DOOR, door)]))
    }

    #[test]
    fn a_sentence_in_one_language_only_is_found() {
        let found = found("hello = 你好\n", "", "", "say(\"hello\")");
        assert_eq!(found, [format!("{CHINESE}a.ftl:1: `hello` has no partner in {ENGLISH}")]);
    }

    #[test]
    fn a_code_without_words_is_found() {
        let found = found("", "", "Diagnostic::error(\n    \"bad-tag\", at).near(\"first\", x)", "");
        let keys: Vec<&str> = found.iter().filter_map(|line| line.split('`').nth(1)).collect();
        assert_eq!(keys, ["check-bad-tag", "check-bad-tag-help", "check-first"]);
    }

    #[test]
    fn a_sentence_nothing_says_is_found() {
        let words = "check-bad-tag = x\ncheck-bad-tag-help = x\ncheck-gone = x\noutcome-exempt = x\nother = x\n";
        let found = found(words, words, "Diagnostic::error(\"bad-tag\", at)", "f(&format!(\"outcome-{id}\"))");
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("`check-gone`") && found[1].contains("`other`"));
    }

    #[test]
    fn continued_lines_and_comments_are_no_keys() {
        let words = "# note = x\na-b = one\n    .attribute = y\n   more = text\n";
        assert!(found(words, words, "", "say(\"a-b\")").is_empty());
    }
}
