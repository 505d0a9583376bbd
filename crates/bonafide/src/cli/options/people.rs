//! The options of `bonafide people` and `bonafide rules`.

use std::path::PathBuf;

use bonafide_procedure::id::{CaseNo, Day, PersonId, UnitId};
use clap::{Args, Subcommand};

use super::{Doing, Output, PlaceOptions, case_no, day, person, unit};

/// `people`
#[derive(Debug, Args)]
pub(crate) struct People {
    /// What to do with the roster.
    #[command(subcommand)]
    pub(crate) verb: PeopleVerb,
}

/// The verbs under `people`.
#[derive(Debug, Subcommand)]
pub(crate) enum PeopleVerb {
    /// Brings the tables of a text into the roster: all of them, or nothing.
    Import(PeopleImport),
    /// Shows the people on the roster with their offices today.
    Show(PeopleShow),
    /// Says why a person may not act in a case, and what could be raised against it.
    Bars(PeopleBars),
    /// Suggests whom to assign to a case, fairest first, and says why the others are not.
    Suggest(PeopleSuggest),
    /// Draws reviewers for a case by a lot that anybody can repeat.
    Draw(PeopleDraw),
}

/// `people import`
#[derive(Debug, Args)]
pub(crate) struct PeopleImport {
    #[command(flatten)]
    pub(crate) doing: Doing,
    /// The roster: tables in Markdown, see docs/reference/people.md.
    #[arg(value_name = "ROSTER.md")]
    pub(crate) file: PathBuf,
}

/// `people show`
#[derive(Debug, Args)]
pub(crate) struct PeopleShow {
    #[command(flatten)]
    pub(crate) place: PlaceOptions,
    /// Only this person.
    #[arg(value_name = "PERSON", value_parser = person)]
    pub(crate) person: Option<PersonId>,
    /// The day it is looked at; otherwise today in Beijing.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) on: Option<Day>,
    /// How the answer is shown: text or json.
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) output: Output,
}

/// `people bars`
#[derive(Debug, Args)]
pub(crate) struct PeopleBars {
    #[command(flatten)]
    pub(crate) place: PlaceOptions,
    /// The number of the case, such as 2026-0001.
    #[arg(value_name = "CASE", value_parser = case_no)]
    pub(crate) case: CaseNo,
    /// The person.
    #[arg(value_name = "PERSON", value_parser = person)]
    pub(crate) person: PersonId,
    /// What the person would do: investigate, assess, propose, decide or review; otherwise investigate.
    #[arg(long, value_name = "PART", default_value = "investigate")]
    pub(crate) part: String,
    /// The day it is looked at; otherwise today in Beijing.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) on: Option<Day>,
    /// How the answer is shown: text or json.
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) output: Output,
}

/// `people suggest`
#[derive(Debug, Args)]
pub(crate) struct PeopleSuggest {
    #[command(flatten)]
    pub(crate) place: PlaceOptions,
    /// The number of the case, such as 2026-0001.
    #[arg(value_name = "CASE", value_parser = case_no)]
    pub(crate) case: CaseNo,
    /// How many are needed; otherwise 2.
    #[arg(long, value_name = "COUNT", default_value = "2")]
    pub(crate) count: usize,
    /// Among whose members, by the name of the regulation; otherwise 核查组.
    #[arg(long, value_name = "ORGAN", default_value = "核查组")]
    pub(crate) organ: String,
    /// The day it is looked at; otherwise today in Beijing.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) on: Option<Day>,
    /// How the answer is shown: text or json.
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) output: Output,
}

/// `people draw`
#[derive(Debug, Args)]
pub(crate) struct PeopleDraw {
    #[command(flatten)]
    pub(crate) place: PlaceOptions,
    /// The number of the case, such as 2026-0001.
    #[arg(value_name = "CASE", value_parser = case_no)]
    pub(crate) case: CaseNo,
    /// How many are drawn; otherwise 3.
    #[arg(long, value_name = "COUNT", default_value = "3")]
    pub(crate) count: usize,
    /// From which list: third-party or appraiser; otherwise third-party.
    #[arg(long, value_name = "POOL", default_value = "third-party")]
    pub(crate) pool: String,
    /// How many draws the case had before; the first draw is 0.
    #[arg(long, value_name = "ROUND", default_value = "0")]
    pub(crate) round: u32,
    /// The day it is looked at; otherwise today in Beijing.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) on: Option<Day>,
    /// How the answer is shown: text or json.
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) output: Output,
}

/// `rules`
#[derive(Debug, Args)]
pub(crate) struct Rules {
    /// What to do with the regulations of a site.
    #[command(subcommand)]
    pub(crate) verb: RulesVerb,
}

/// The verbs under `rules`.
#[derive(Debug, Subcommand)]
pub(crate) enum RulesVerb {
    /// Checks a regulation and records its adoption; cases are decided by it from then on.
    Adopt(RulesAdopt),
    /// Lists the regulations adopted.
    List(super::CaseList),
}

/// `rules adopt`
#[derive(Debug, Args)]
pub(crate) struct RulesAdopt {
    #[command(flatten)]
    pub(crate) doing: Doing,
    /// The regulation.
    #[arg(value_name = "REGULATION.md")]
    pub(crate) file: PathBuf,
    /// The unit it holds for, with the units below it; otherwise all.
    #[arg(long = "for", value_name = "UNIT", value_parser = unit)]
    pub(crate) unit: Option<UnitId>,
    /// The superior regulation, when it does not stand beside the regulation.
    #[arg(long, value_name = "SUPERIOR.md")]
    pub(crate) superior: Option<PathBuf>,
}
