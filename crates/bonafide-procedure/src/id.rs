//! Names of people, units, cases and days: each its own type, right from the door on.

use std::fmt;

use bonafide_rules::day;

/// The longest an id may be, in bytes.
const ID_LENGTH_MAX: usize = 64;

/// Why a word is no id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is no id: letters, digits, `-`, `_`, `.` and Chinese characters, at most 64 bytes")]
pub struct IdError {
    /// What was written.
    pub word: String,
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Takes a word as an id.
            ///
            /// # Errors
            /// [`IdError`] when it is empty, too long, or holds anything but letters, digits, `-`, `_` and `.`.
            pub fn new(word: &str) -> Result<Self, IdError> {
                checked(word).map(Self)
            }

            /// The id as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// A person on the roster (人员), by roster number; never by name.
    PersonId
    /// A unit (单位).
    UnitId
    /// A case number (案号), such as `2026-0001`.
    CaseNo
    /// A piece of evidence (证据) within a case, such as `Z3`.
    EvidenceId
}

fn checked(word: &str) -> Result<String, IdError> {
    let fits = (1..=ID_LENGTH_MAX).contains(&word.len());
    if fits && word.chars().all(|letter| letter.is_alphanumeric() || "-_.".contains(letter)) {
        return Ok(word.to_owned());
    }
    Err(IdError { word: word.to_owned() })
}

/// A civil date in the unit's time zone, kept as days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i64);

impl Day {
    /// Reads `2026-03-01`.
    pub fn parse(text: &str) -> Option<Self> {
        day::parse(text).map(Self)
    }

    /// The day so many days later, or earlier if negative.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        Self(self.0.saturating_add(days))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&day::format(self.0))
    }
}
