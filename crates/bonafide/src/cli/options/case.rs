//! The options of `bonafide case`.

use std::path::PathBuf;

use bonafide_procedure::id::{CaseNo, Day, PersonId};
use clap::{Args, Subcommand};

use super::{Output, PlaceOptions, case_no, command_id, day, field, person};

/// `case`
#[derive(Debug, Args)]
pub(crate) struct Case {
    /// What to do with cases.
    #[command(subcommand)]
    pub(crate) verb: CaseVerb,
}

/// The verbs under `case`.
#[derive(Debug, Subcommand)]
pub(crate) enum CaseVerb {
    /// Reports an accountability matter and opens its case; its screening is due from then on.
    New(CaseNew),
    /// Does one act in a case, if the procedure allows it; otherwise says which rule refuses it and what to do instead.
    Do(CaseDo),
    /// Shows where a case stands, what comes next, who may do it and by when.
    Show(CaseShow),
    /// Lists what happened in a case, in order.
    Timeline(CaseShow),
    /// Lists the running terms of all cases by the day they fall due, overdue ones first, rights apart from duties.
    Due(CaseDue),
    /// Lists all cases.
    List(CaseList),
    /// Writes a case with its proofs and files into one archive, which record verify checks on any machine.
    Export(CaseExport),
    /// Checks the archive of a case from another organ and records that it was received.
    Import(CaseImport),
    /// Lists the acts that can be done in a case, or the fields of one.
    Acts(CaseActs),
}

/// How something is done, whatever is done.
#[derive(Debug, Args)]
pub(crate) struct Doing {
    #[command(flatten)]
    pub(crate) place: PlaceOptions,
    /// Who does it, by roster number.
    #[arg(long = "as", value_name = "PERSON", value_parser = person)]
    pub(crate) actor: PersonId,
    /// The day it was done, such as 2026-03-01; otherwise today in Beijing.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) on: Option<Day>,
    /// An id for the command, 32 hexadecimal digits: sent twice with the same id, it is done once.
    #[arg(long, value_name = "ID", value_parser = command_id)]
    pub(crate) id: Option<[u8; 16]>,
    /// How the answer is shown: text or json.
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) output: Output,
}

/// `case new`
#[derive(Debug, Args)]
pub(crate) struct CaseNew {
    #[command(flatten)]
    pub(crate) doing: Doing,
    /// What opens the file: report, prefile, remind or train; otherwise report.
    #[arg(long, value_name = "ACT", default_value = "report")]
    pub(crate) act: String,
    /// The fields of the act, each as FIELD=VALUE, a list's field several times; names in Chinese or Latin letters.
    #[arg(value_name = "FIELD=VALUE", value_parser = field)]
    pub(crate) fields: Vec<(String, String)>,
}

/// `case do`
#[derive(Debug, Args)]
pub(crate) struct CaseDo {
    #[command(flatten)]
    pub(crate) doing: Doing,
    /// The number of the case, such as 2026-0001.
    #[arg(value_name = "CASE", value_parser = case_no)]
    pub(crate) case: CaseNo,
    /// The act, by its Chinese or Latin name; bonafide case acts lists them.
    #[arg(value_name = "ACT")]
    pub(crate) act: String,
    /// The fields of the act, each as FIELD=VALUE, a list's field several times; names in Chinese or Latin letters.
    #[arg(value_name = "FIELD=VALUE", value_parser = field)]
    pub(crate) fields: Vec<(String, String)>,
    /// The version of the case you have seen: refused when the case went on since.
    #[arg(long, value_name = "VERSION")]
    pub(crate) expect_version: Option<u32>,
    /// A file to be kept with the evidence; its type is found by its content.
    #[arg(long, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
}

/// `case show` and `case timeline`
#[derive(Debug, Args)]
pub(crate) struct CaseShow {
    #[command(flatten)]
    pub(crate) place: PlaceOptions,
    /// The number of the case, such as 2026-0001.
    #[arg(value_name = "CASE", value_parser = case_no)]
    pub(crate) case: CaseNo,
    /// The day it is looked at; otherwise today in Beijing.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) on: Option<Day>,
    /// How the answer is shown: text or json.
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) output: Output,
}

/// `case due`
#[derive(Debug, Args)]
pub(crate) struct CaseDue {
    #[command(flatten)]
    pub(crate) place: PlaceOptions,
    /// The day it is looked at; otherwise today in Beijing.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) on: Option<Day>,
    /// How the answer is shown: text or json.
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) output: Output,
}

/// `case list`
#[derive(Debug, Args)]
pub(crate) struct CaseList {
    #[command(flatten)]
    pub(crate) place: PlaceOptions,
    /// How the answer is shown: text or json.
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) output: Output,
}

/// `case export`
#[derive(Debug, Args)]
pub(crate) struct CaseExport {
    #[command(flatten)]
    pub(crate) place: PlaceOptions,
    /// The number of the case, such as 2026-0001.
    #[arg(value_name = "CASE", value_parser = case_no)]
    pub(crate) case: CaseNo,
    /// The archive; an existing file is not overwritten.
    #[arg(short, long, value_name = "FILE", required = true)]
    pub(crate) into: PathBuf,
}

/// `case import`
#[derive(Debug, Args)]
pub(crate) struct CaseImport {
    #[command(flatten)]
    pub(crate) doing: Doing,
    /// The key of the other record's log, as it was announced.
    #[arg(long, value_name = "KEY", required = true)]
    pub(crate) key: String,
    /// The archive.
    #[arg(value_name = "CASE.archive")]
    pub(crate) archive: PathBuf,
}

/// `case acts`
#[derive(Debug, Args)]
pub(crate) struct CaseActs {
    /// The act whose fields are listed.
    #[arg(value_name = "ACT")]
    pub(crate) act: Option<String>,
    /// How the answer is shown: text or json.
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) output: Output,
}
