//! What can be wrong with the text of a year.

/// One thing wrong with the text of a year, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("line {line}: {kind}")]
pub struct YearFault {
    /// Line of the text, from 1.
    pub line: usize,
    /// Entry of `days`, from 1, if it is about one.
    pub entry: Option<usize>,
    /// What is wrong.
    pub kind: YearFaultKind,
}

/// What is wrong with the text of a year.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum YearFaultKind {
    /// No JSON at all.
    #[error("this is no JSON: {reason}")]
    NotJson {
        /// As the reader of JSON says it.
        reason: String,
    },
    /// A field is missing or of the wrong kind.
    #[error("`{field}` is missing or not what it should be")]
    Field {
        /// The field.
        field: &'static str,
    },
    /// The year is not between 2000 and 9998.
    #[error("`{year}` is no year between 2000 and 9998")]
    Year {
        /// As written.
        year: String,
    },
    /// The version is not the year, a hyphen and a number from 1.
    #[error("`{version}` is no version of this year")]
    Version {
        /// As written.
        version: String,
    },
    /// There is no such day.
    #[error("there is no day `{date}`")]
    NoSuchDay {
        /// As written.
        date: String,
    },
    /// The day lies neither in the year nor in the December before it.
    #[error("`{date}` does not lie in the year")]
    OutsideYear {
        /// As written.
        date: String,
    },
    /// The day stands twice.
    #[error("`{date}` stands twice, first as entry {first}")]
    Twice {
        /// As written.
        date: String,
        /// The entry that named it first, from 1.
        first: usize,
    },
    /// A day that is worked in exchange must be a Saturday or a Sunday.
    #[error("`{date}` is to be worked, but it is no weekend day")]
    WorkedWeekday {
        /// As written.
        date: String,
    },
    /// A holiday that the law gives every year is not among the days off, so the text is not whole.
    #[error("{holiday} is not among the days off")]
    HolidayMissing {
        /// By name or date.
        holiday: String,
    },
    /// A newer version of the year is known.
    #[error("version {known} is known, {given} is older")]
    Older {
        /// The version known.
        known: String,
        /// The version given.
        given: String,
    },
    /// The same version of the year is known with other days.
    #[error("version {version} is known with other days; a correction needs a higher version")]
    SameVersion {
        /// The version of both.
        version: String,
    },
}
