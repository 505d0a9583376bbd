//! The options of `bonafide record` and `bonafide witness`.

use std::path::PathBuf;

use bonafide_procedure::id::CaseNo;
use clap::{Args, Subcommand};

use super::{CaseList, Output, PlaceOptions, case_no};

/// `record`
#[derive(Debug, Args)]
pub(crate) struct Record {
    /// What to do with the record.
    #[command(subcommand)]
    pub(crate) verb: RecordVerb,
}

/// The verbs under `record`.
#[derive(Debug, Subcommand)]
pub(crate) enum RecordVerb {
    /// Derives everything again from the stored bytes and names the first entry that is wrong.
    Verify(RecordVerify),
    /// Signs the head of the record, writes pin and tiles, and prints the signed checkpoint.
    Checkpoint(CaseList),
    /// Writes a proof file for each entry of a case, which anybody can check against the checkpoint alone.
    Prove(RecordProve),
    /// Prints a request to a witness to cosign the newest checkpoint, to be carried as a file.
    Request(RecordRequest),
    /// Keeps the line with which a witness answered.
    Cosigned(RecordCosigned),
}

/// `record request`
#[derive(Debug, Args)]
pub(crate) struct RecordRequest {
    #[command(flatten)]
    pub(crate) place: PlaceOptions,
    /// The size the witness cosigned last; 0 the first time.
    #[arg(long, value_name = "SIZE", default_value = "0")]
    pub(crate) old: u64,
}

/// `record cosigned`
#[derive(Debug, Args)]
pub(crate) struct RecordCosigned {
    #[command(flatten)]
    pub(crate) place: PlaceOptions,
    /// The key of the witness, as witness init printed it.
    #[arg(long, value_name = "KEY", required = true)]
    pub(crate) key: String,
    /// The answer of the witness; - reads standard input.
    #[arg(value_name = "ANSWER.txt")]
    pub(crate) answer: PathBuf,
}

/// `record verify`
#[derive(Debug, Args)]
pub(crate) struct RecordVerify {
    #[command(flatten)]
    pub(crate) place: PlaceOptions,
    /// An archive of a case instead, checked offline without any record.
    #[arg(value_name = "CASE.archive")]
    pub(crate) archive: Option<PathBuf>,
    /// The key of the record's log as it was announced, for an archive; otherwise the archive's own is taken and named.
    #[arg(long, value_name = "KEY")]
    pub(crate) key: Option<String>,
    /// Also opens every envelope and every attachment.
    #[arg(long)]
    pub(crate) deep: bool,
    /// How the answer is shown: text or json.
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) output: Output,
}

/// `record prove`
#[derive(Debug, Args)]
pub(crate) struct RecordProve {
    #[command(flatten)]
    pub(crate) place: PlaceOptions,
    /// The number of the case, such as 2026-0001.
    #[arg(value_name = "CASE", value_parser = case_no)]
    pub(crate) case: CaseNo,
    /// The directory the proof files are written to, made when there is none.
    #[arg(short, long, value_name = "DIR", required = true)]
    pub(crate) into: PathBuf,
}

/// `witness`
#[derive(Debug, Args)]
pub(crate) struct Witness {
    /// What to do as a witness.
    #[command(subcommand)]
    pub(crate) verb: WitnessVerb,
}

/// The verbs under `witness`.
#[derive(Debug, Subcommand)]
pub(crate) enum WitnessVerb {
    /// Makes the key of a witness and prints what others verify its lines with.
    Init(WitnessInit),
    /// Answers a request to cosign a checkpoint, carried as a file.
    Cosign(WitnessCosign),
}

/// `witness init`
#[derive(Debug, Args)]
pub(crate) struct WitnessInit {
    /// The directory of the witness, made when there is none.
    #[arg(long, value_name = "DIR", required = true)]
    pub(crate) data: PathBuf,
    /// The name of the witness, such as audit.county.example.
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
}

/// `witness cosign`
#[derive(Debug, Args)]
pub(crate) struct WitnessCosign {
    /// The directory of the witness.
    #[arg(long, value_name = "DIR", required = true)]
    pub(crate) data: PathBuf,
    /// The key of the record's log, as record checkpoint prints it; needed the first time.
    #[arg(long, value_name = "KEY")]
    pub(crate) log: Option<String>,
    /// The request: old size, consistency proof and checkpoint; - reads standard input.
    #[arg(value_name = "REQUEST.txt")]
    pub(crate) request: PathBuf,
}
