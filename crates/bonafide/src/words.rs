//! Words for people: sentences by key, in Chinese or English, from the locales built into the binary.
//!
//! Only the chosen language is read. No sentence stands in code.

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
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
                include_str!("../locales/zh-CN/case.ftl"),
                include_str!("../locales/zh-CN/check.ftl"),
                include_str!("../locales/zh-CN/cli.ftl"),
                include_str!("../locales/zh-CN/prove.ftl"),
            ],
            Self::English => &[
                include_str!("../locales/en/assess.ftl"),
                include_str!("../locales/en/case.ftl"),
                include_str!("../locales/en/check.ftl"),
                include_str!("../locales/en/cli.ftl"),
                include_str!("../locales/en/prove.ftl"),
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
        let mut bundle = FluentBundle::new(vec![language.identifier()]);
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
