//! The options of `bonafide calendar`.

use std::path::PathBuf;

use bonafide_procedure::id::Day;
use clap::{Args, Subcommand, ValueEnum};

use super::{BadValue, Output, day};

/// `calendar`
#[derive(Debug, Args)]
pub(crate) struct Calendar {
    /// What to do with the calendar.
    #[command(subcommand)]
    pub(crate) verb: CalendarVerb,
}

/// The verbs under `calendar`.
#[derive(Debug, Subcommand)]
pub(crate) enum CalendarVerb {
    /// Prints the day on which a term falls due; the day it begins on is not counted.
    Due(Reckoning),
    /// Lists each day from the beginning of a term to its end, and why it counts or does not.
    Explain(Reckoning),
    /// Checks the calendar of a year and stores it with the others of a data directory.
    Import(Import),
    /// Lists the years known, their notices, and the year that is missing.
    List(List),
}

/// `calendar due` and `calendar explain`
#[derive(Debug, Args)]
pub(crate) struct Reckoning {
    /// The day on which the term begins, such as 2026-03-01.
    #[arg(value_name = "DATE", value_parser = day)]
    pub(crate) start: Day,
    /// How many units the term has.
    #[arg(value_name = "COUNT", value_parser = count)]
    pub(crate) count: i64,
    /// The unit: working-days, days, months or years; otherwise working-days.
    #[arg(long, value_name = "UNIT", default_value = "working-days")]
    pub(crate) unit: TermUnitName,
    /// A data directory, whose imported years are known too.
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// How the answer is shown: text or json.
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) output: Output,
}

/// `calendar import`
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The year: its notices, its days off and the weekend days worked instead.
    #[arg(value_name = "YEAR.json")]
    pub(crate) file: PathBuf,
    /// The data directory it is stored in, made when there is none.
    #[arg(long, value_name = "DIR", required = true)]
    pub(crate) data: PathBuf,
}

/// `calendar list`
#[derive(Debug, Args)]
pub(crate) struct List {
    /// A data directory, whose imported years are known too.
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// The day for which a missing year is looked for; otherwise today in Beijing.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) today: Option<Day>,
    /// How the years are shown: text or json (one object a year, then the missing one).
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) output: Output,
}

/// The units of terms by the names they have on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TermUnitName {
    /// 工作日
    WorkingDays,
    /// 日
    Days,
    /// 月
    Months,
    /// 年
    Years,
}

/// Reads the count of a term; [`bonafide_procedure::deadline::Term`] has the same bounds.
fn count(text: &str) -> Result<i64, BadValue> {
    let count = text.parse().ok().filter(|count| (1..=36_600).contains(count));
    count.ok_or(BadValue("cli-usage-count"))
}
