//! What is wrong with a text: a code, a place and the words it is about. No sentences here: wording lives in the locales.

use crate::place::Span;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing is refused.
    Advice,
    /// Probably a mistake; nothing is refused.
    Warning,
    /// The text cannot be used as it stands.
    Error,
}

/// One finding about a text.
///
/// `code` is the key of its wording: `check-<code>` is the sentence, `check-<code>-help` what to do about it;
/// `arguments` fill the placeables of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Kebab-case key, stable: `unknown-name`, `expected`, …
    pub code: &'static str,
    /// How grave.
    pub severity: Severity,
    /// Where, in bytes of the file.
    pub span: Span,
    /// Names and values the sentence mentions, by placeable.
    pub arguments: Vec<(&'static str, String)>,
    /// Other places that belong to it, each with the key `check-<key>` of its label.
    pub related: Vec<(&'static str, Span)>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: &'static str, span: Span) -> Self {
        Self { code, severity: Severity::Error, span, arguments: Vec::new(), related: Vec::new() }
    }

    /// A warning at a place.
    pub fn warning(code: &'static str, span: Span) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span) }
    }

    /// Advice at a place.
    pub fn advice(code: &'static str, span: Span) -> Self {
        Self { severity: Severity::Advice, ..Self::error(code, span) }
    }

    /// Adds a word the sentence mentions.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: impl Into<String>) -> Self {
        self.arguments.push((key, value.into()));
        self
    }

    /// Adds another place that belongs to the finding.
    #[must_use]
    pub fn near(mut self, key: &'static str, span: Span) -> Self {
        self.related.push((key, span));
        self
    }
}
