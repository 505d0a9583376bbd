//! What can be asked on the command line. The English help is the doc comment; a test keeps the locales equal to it.
//!
//! A verb with verbs under it has its options in a file of its own under `options/`: an `Args` struct with a subcommand,
//! and one struct for each verb under it. The keys of its words are `cli-<verb>-<under>-…`, beside the verb's other words;
//! an option that means the same everywhere may have its words once, under `cli-common-…`.

mod calendar;
mod case;
mod people;
mod place;
mod record;
mod web;

use std::fmt;
use std::path::PathBuf;

use bonafide_procedure::id::{CaseNo, Day, PersonId, UnitId};
use clap::{Parser, Subcommand, ValueEnum};

pub(crate) use calendar::{Calendar, CalendarVerb, Import, List, Reckoning, TermUnitName};
pub(crate) use case::{
    Case, CaseActs, CaseDo, CaseDue, CaseExport, CaseImport, CaseList, CaseNew, CaseShow, CaseVerb, Doing,
};
pub(crate) use people::{
    People, PeopleBars, PeopleDraw, PeopleImport, PeopleShow, PeopleSuggest, PeopleVerb, Rules, RulesAdopt, RulesVerb,
};
pub(crate) use place::PlaceOptions;
pub(crate) use record::{
    Record, RecordCosigned, RecordExport, RecordProve, RecordRequest, RecordVerb, RecordVerify, Witness, WitnessCosign,
    WitnessInit, WitnessVerb,
};
pub(crate) use web::{Demo, Serve, User, UserPassword, UserVerb};

use crate::words::Language;

/// Reads, checks, proves and applies regulations of good-faith error (容错纠错).
#[derive(Debug, Parser)]
#[command(
    name = "bonafide",
    version,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true
)]
pub(crate) struct Options {
    /// Language of everything shown: zh or en; otherwise that of LC_ALL, LC_MESSAGES or LANG.
    #[arg(long, global = true, value_name = "LANGUAGE")]
    pub(crate) lang: Option<Language>,
    /// What to do.
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Checks regulations and shows everything wrong with them, each with its place, cause and help.
    Check(Check),
    /// Lays out the rules of regulations in one way, and converts their keywords between Chinese and English.
    Format(Format),
    /// Runs the examples in regulations.
    Test(Test),
    /// Proves the theorems P1 to P10 over a regulation, or shows a counterexample for each that fails.
    Prove(Prove),
    /// Applies a regulation to cases: one result a case, with its reasons.
    Assess(Assess),
    /// Shows which cases two versions of a regulation answer differently.
    Replay(Replay),
    /// Opens cases, carries them on step by step, and shows where they stand.
    Case(Case),
    /// Keeps the roster: who is who, who is barred from a case, who could be assigned or drawn.
    People(People),
    /// Adopts regulations for a site and lists those adopted.
    Rules(Rules),
    /// Verifies, signs and proves the record.
    Record(Record),
    /// Cosigns the checkpoints of other organs' records.
    Witness(Witness),
    /// Counts working days and time limits, and keeps the calendar they go by.
    Calendar(Calendar),
    /// Serves the site to browsers.
    Serve(Serve),
    /// Serves a demonstration: three made-up counties with cases in every stage.
    Demo(Demo),
    /// Keeps the accounts that sign in to the site.
    User(User),
    /// Prints the manual page.
    Man,
    /// Prints the completion script of a shell.
    Completions {
        /// The shell: bash, elvish, fish, powershell or zsh.
        shell: clap_complete::Shell,
    },
}

/// `check`
#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    /// The regulations; their superiors are looked for among them and beside them.
    #[arg(required = true, value_name = "REGULATION.md")]
    pub(crate) regulations: Vec<PathBuf>,
    /// How the findings are shown: text or json (one object a line).
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) output: Output,
}

/// `format`
#[derive(Debug, clap::Args)]
pub(crate) struct Format {
    /// The regulations, changed in place.
    #[arg(required = true, value_name = "REGULATION.md")]
    pub(crate) regulations: Vec<PathBuf>,
    /// Changes nothing, but shows what would change.
    #[arg(long)]
    pub(crate) check: bool,
    /// Writes all keywords in one language: zh or en; otherwise each file keeps the language it mostly uses.
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) keywords: Option<Language>,
}

/// `test`
#[derive(Debug, clap::Args)]
pub(crate) struct Test {
    /// The regulations whose examples are run.
    #[arg(required = true, value_name = "REGULATION.md")]
    pub(crate) regulations: Vec<PathBuf>,
    /// A superior regulation whose red lines the examples meet too; otherwise they run against their own text alone.
    #[arg(long, value_name = "SUPERIOR.md")]
    pub(crate) superior: Option<PathBuf>,
}

/// `prove`
#[derive(Debug, clap::Args)]
pub(crate) struct Prove {
    /// The regulation.
    #[arg(value_name = "REGULATION.md")]
    pub(crate) regulation: PathBuf,
    /// The superior regulation, when it does not stand beside the regulation.
    #[arg(long, value_name = "SUPERIOR.md")]
    pub(crate) superior: Option<PathBuf>,
    /// An older version, to prove what widened and what narrowed since.
    #[arg(long, value_name = "OLD.md")]
    pub(crate) against: Option<PathBuf>,
    /// How the theorems are shown: text or json.
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) output: Output,
}

/// `assess`
#[derive(Debug, clap::Args)]
pub(crate) struct Assess {
    /// The regulation.
    #[arg(value_name = "REGULATION.md")]
    pub(crate) regulation: PathBuf,
    /// The cases, one JSON object a line, its id not among the 1,500,000 before it; - reads standard input.
    #[arg(value_name = "CASES.jsonl")]
    pub(crate) cases: PathBuf,
    /// How the answers are shown: text, a page a case, or json, an object a line.
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) output: Output,
    /// The superior regulation, when it does not stand beside the regulation.
    #[arg(long, value_name = "SUPERIOR.md")]
    pub(crate) superior: Option<PathBuf>,
    /// Another version, for acts and decisions of days when the regulation was not in force, when it does not stand beside it; can be given several times.
    #[arg(long, value_name = "OLD.md")]
    pub(crate) older: Vec<PathBuf>,
}

/// `replay`
#[derive(Debug, clap::Args)]
pub(crate) struct Replay {
    /// The regulation, or its draft.
    #[arg(value_name = "REGULATION.md")]
    pub(crate) regulation: PathBuf,
    /// The version it is compared with.
    #[arg(long, value_name = "OLD.md", required = true)]
    pub(crate) against: PathBuf,
    /// The cases, one JSON object a line, its id not among the 1,500,000 before it; - reads standard input.
    #[arg(value_name = "CASES.jsonl")]
    pub(crate) cases: PathBuf,
    /// How the changes are shown: text or json (one object a changed case, then the counts).
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) output: Output,
    /// The superior regulation, when it does not stand beside the regulation.
    #[arg(long, value_name = "SUPERIOR.md")]
    pub(crate) superior: Option<PathBuf>,
}

/// Forms of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Output {
    /// For people.
    Text,
    /// For machines.
    Json,
}

/// Reads a day.
pub(super) fn day(text: &str) -> Result<Day, BadValue> {
    Day::parse(text).ok_or(BadValue("cli-usage-day"))
}

/// Reads a person's number.
pub(super) fn person(text: &str) -> Result<PersonId, BadValue> {
    PersonId::new(text).map_err(|_| BadValue("cli-usage-id"))
}

/// Reads a unit's id.
pub(super) fn unit(text: &str) -> Result<UnitId, BadValue> {
    UnitId::new(text).map_err(|_| BadValue("cli-usage-id"))
}

/// Reads the number of a case.
pub(super) fn case_no(text: &str) -> Result<CaseNo, BadValue> {
    CaseNo::new(text).map_err(|_| BadValue("cli-usage-id"))
}

/// Reads the id of a command: 32 hexadecimal digits, hyphens anywhere.
pub(super) fn command_id(text: &str) -> Result<[u8; 16], BadValue> {
    let bad = || BadValue("cli-usage-command-id");
    let hex: String = text.chars().filter(|letter| *letter != '-').collect();
    if hex.len() != 32 || !hex.is_ascii() {
        return Err(bad());
    }
    u128::from_str_radix(&hex, 16).map(u128::to_be_bytes).map_err(|_| bad())
}

/// Reads `FIELD=VALUE`.
pub(super) fn field(text: &str) -> Result<(String, String), BadValue> {
    let (name, value) = text.split_once(['=', '＝']).ok_or(BadValue("cli-usage-field"))?;
    if name.trim().is_empty() {
        Err(BadValue("cli-usage-field"))
    } else {
        Ok((name.trim().to_owned(), value.to_owned()))
    }
}

/// Why a value cannot be read: the key of the sentence that says so, with `$argument` and `$value`.
#[derive(Debug)]
pub(crate) struct BadValue(pub(crate) &'static str);

impl fmt::Display for BadValue {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.0)
    }
}

impl std::error::Error for BadValue {}
