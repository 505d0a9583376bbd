//! The text side of the rules, from outside: reading, findings, formatting; tables, properties and rough treatment.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

mod diagnostics;
mod entries;
mod properties;
mod rough;
mod shipped;
mod speed;
mod statements;
mod worked;

/// The worked example of the language, verbatim.
pub(crate) const QINGHE: &str = include_str!("../texts/qinghe.md");

/// Every statement with every part it can have, in Chinese.
pub(crate) const EVERYTHING_ZH: &str = include_str!("../texts/everything-zh.md");

/// The same in English.
pub(crate) const EVERYTHING_EN: &str = include_str!("../texts/everything-en.md");
