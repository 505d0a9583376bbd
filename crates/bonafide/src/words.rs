//! Words for people: sentences by key, in Chinese or English, from the locales built into the binary.
//!
//! Only the chosen language is read. No sentence stands in code.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// The languages of the locales.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Language {
    /// 中文
    #[value(name = "zh")]
    Chinese,
    /// English
    #[value(name = "en")]
    English,
}

impl Language {
    /// Returns the language of a POSIX locale name such as `zh_CN.UTF-8`.
    pub(crate) fn of_locale(name: &str) -> Self {
        if name.starts_with("zh") { Self::Chinese } else { Self::English }
    }

    fn sources(self) -> &'static [&'static str] {
        match self {
            Self::Chinese => &[
                include_str!("../locales/zh-CN/assess.ftl"),
                include_str!("../locales/zh-CN/calendar.ftl"),
                include_str!("../locales/zh-CN/case.ftl"),
                include_str!("../locales/zh-CN/check.ftl"),
                include_str!("../locales/zh-CN/cli.ftl"),
                include_str!("../locales/zh-CN/desk.ftl"),
                include_str!("../locales/zh-CN/me.ftl"),
                include_str!("../locales/zh-CN/policy.ftl"),
                include_str!("../locales/zh-CN/prove.ftl"),
                include_str!("../locales/zh-CN/refusal.ftl"),
                include_str!("../locales/zh-CN/web.ftl"),
                include_str!("../locales/zh-CN/work.ftl"),
            ],
            Self::English => &[
                include_str!("../locales/en/assess.ftl"),
                include_str!("../locales/en/calendar.ftl"),
                include_str!("../locales/en/case.ftl"),
                include_str!("../locales/en/check.ftl"),
                include_str!("../locales/en/cli.ftl"),
                include_str!("../locales/en/desk.ftl"),
                include_str!("../locales/en/me.ftl"),
                include_str!("../locales/en/policy.ftl"),
                include_str!("../locales/en/prove.ftl"),
                include_str!("../locales/en/refusal.ftl"),
                include_str!("../locales/en/web.ftl"),
                include_str!("../locales/en/work.ftl"),
            ],
        }
    }

    fn identifier(self) -> LanguageIdentifier {
        let name: &str = match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        };
        name.parse().unwrap_or_default()
    }
}

/// The sentences of one language.
pub(crate) struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// Reads the locales of a language.
    pub(crate) fn new(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
        // Marks around placeables would be copied along with names and ids.
        bundle.set_use_isolating(false);
        for source in language.sources() {
            // What can be read of a file with a mistake is used; a test refuses the mistake.
            let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// The language spoken.
    pub(crate) fn language(&self) -> Language {
        self.language
    }

    /// Whether there is a sentence for the key.
    pub(crate) fn knows(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// Returns the sentence for a key; a key without one is returned as it is.
    pub(crate) fn say(&self, key: &str) -> String {
        self.fill(key, &FluentArgs::new())
    }

    /// Returns the sentence for a key with its placeables filled.
    pub(crate) fn fill(&self, key: &str, arguments: &FluentArgs<'_>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        self.bundle.format_pattern(pattern, Some(arguments), &mut Vec::new()).into_owned()
    }
}

/// A word or number for a placeable; control characters of foreign texts never reach a terminal.
pub(crate) fn placeable<'a>(value: impl Into<FluentValue<'a>>) -> FluentValue<'a> {
    match value.into() {
        FluentValue::String(text) if text.contains(is_unsafe) => FluentValue::from(harmless(&text)),
        other => other,
    }
}

/// Replaces what could steer a terminal or turn the direction of writing.
pub(crate) fn harmless(text: &str) -> String {
    if !text.contains(is_unsafe) {
        return text.to_owned();
    }
    text.chars().map(|letter| if is_unsafe(letter) { '\u{fffd}' } else { letter }).collect()
}

fn is_unsafe(letter: char) -> bool {
    (letter.is_control() && !matches!(letter, '\n' | '\t'))
        || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `say!(words, "key", name = value, …)`: the sentence with its placeables filled.
macro_rules! say {
    ($words:expr, $key:expr $(, $name:ident = $value:expr)* $(,)?) => {{
        #[allow(unused_mut, clippy::allow_attributes, reason = "a sentence may have no placeable")]
        let mut arguments = fluent_bundle::FluentArgs::new();
        $(arguments.set(stringify!($name), $crate::words::placeable($value));)*
        $words.fill(&$key, &arguments)
    }};
}
pub(crate) use say;

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// The text of every message by its key, attributes and all.
    fn messages(language: Language) -> BTreeMap<String, String> {
        let mut messages: BTreeMap<String, String> = BTreeMap::new();
        let mut key = String::new();
        for line in language.sources().iter().flat_map(|source| source.lines()) {
            if line.starts_with(|letter: char| letter.is_ascii_lowercase())
                && let Some((found, rest)) = line.split_once(" =")
            {
                key = found.to_owned();
                assert!(messages.insert(key.clone(), rest.to_owned()).is_none(), "`{key}` stands twice");
            } else if let Some(message) = messages.get_mut(&key) {
                message.push_str(line);
            }
        }
        messages
    }

    /// The placeables a message names.
    pub(crate) fn placeables(message: &str) -> BTreeSet<String> {
        let named = message.split('$').skip(1);
        named
            .map(|rest| rest.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect())
            .collect()
    }

    #[test]
    fn every_locale_file_is_read_without_a_mistake() {
        for language in [Language::Chinese, Language::English] {
            for source in language.sources() {
                let resource = FluentResource::try_new((*source).to_owned());
                assert!(resource.is_ok(), "{:?}", resource.err().map(|(_, errors)| errors));
            }
        }
    }

    #[test]
    fn both_languages_say_the_same_things_with_the_same_placeables() {
        let (chinese, english) = (messages(Language::Chinese), messages(Language::English));
        assert_eq!(chinese.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>());
        for (key, message) in &chinese {
            // A language may leave out what it need not say, but names nothing the other does not know.
            let (mine, theirs) = (placeables(message), placeables(&english[key]));
            assert!(mine.is_subset(&theirs) || theirs.is_subset(&mine), "{key}: {mine:?} {theirs:?}");
        }
    }

    #[test]
    fn every_sentence_can_be_filled() {
        for language in [Language::Chinese, Language::English] {
            let words = Words::new(language);
            for (key, message) in messages(language) {
                let mut arguments = FluentArgs::new();
                for name in placeables(&message) {
                    arguments.set(name, placeable("甲"));
                }
                let pattern = words.bundle.get_message(&key).and_then(|message| message.value()).unwrap();
                let mut errors = Vec::new();
                let sentence = words.bundle.format_pattern(pattern, Some(&arguments), &mut errors);
                assert!(errors.is_empty() && !sentence.contains("{$"), "{key}: {errors:?} {sentence}");
                assert!(!sentence.contains(['\u{2068}', '\u{2069}']), "{key}: marks of direction");
            }
        }
    }

    #[test]
    fn every_finding_about_a_text_reads_as_a_whole() {
        for (language, name) in [(Language::Chinese, "zh"), (Language::English, "en")] {
            let words = Words::new(language);
            let mut page = String::new();
            for (key, message) in messages(language) {
                let Some(code) = key.strip_prefix("check-").and_then(|key| key.strip_suffix("-help")) else { continue };
                let mut finding =
                    bonafide_rules::diagnostic::Diagnostic::error("", bonafide_rules::place::Span::new(3, 6));
                finding.code = Box::leak(code.to_owned().into_boxed_str());
                let sentence = messages(language).remove(&format!("check-{code}")).unwrap();
                for name in placeables(&format!("{sentence}{message}")) {
                    finding.arguments.push((Box::leak(name.clone().into_boxed_str()), format!("‹{name}›")));
                }
                let source = crate::report::diagnostic::Source { name: "制度.md", text: "一\t二三" };
                let paint = crate::report::paint::Paint::Plain;
                page.push_str(&crate::report::diagnostic::page(&words, paint, source, &finding));
            }
            insta::assert_snapshot!(format!("findings_{name}"), page);
        }
    }
}
