//! Why a command was not carried out: a rule says no, the caller saw an older case, or the machine failed.

use bonafide_procedure::id::{CaseNo, PersonId};
use bonafide_procedure::procedure::Gap;
use bonafide_procedure::refusal::Refusal;
use bonafide_procedure::roster::text::TextError;
use bonafide_procedure::wire::WireError;
use bonafide_rules::diagnostic::Diagnostic;
use bonafide_store::{AppendError, ArchiveError, FileError, LoadError};

/// Why a command was not carried out. Nothing was written, unless it says that this is not known.
#[derive(Debug, thiserror::Error)]
pub enum HandleError {
    /// A rule of the procedure says no.
    #[error("{0}")]
    Refused(Refusal),
    /// The case went on since the caller looked.
    #[error("the case stands at version {actual}, the command was made on version {expected}")]
    Stale {
        /// What the caller has seen.
        expected: u32,
        /// Where it stands.
        actual: u32,
    },
    /// No such case.
    #[error("there is no case `{0}`")]
    UnknownCase(CaseNo),
    /// The id was used for another command.
    #[error("this command id was used for another command")]
    IdReused,
    /// Others were quicker again and again.
    #[error("others changed the same case again and again; send the command again")]
    Busy,
    /// Nobody is on the roster.
    #[error("nobody is on the roster yet")]
    NoRoster,
    /// No regulation was adopted for this unit.
    #[error("no regulation was adopted for this unit")]
    NoRegulation,
    /// The regulation is in force here already.
    #[error("`{0}` was adopted before")]
    AdoptedBefore(String),
    /// The text of a regulation is wrong.
    #[error("the regulation has {} errors", .0.len())]
    WrongText(Vec<Diagnostic>),
    /// A regulation leaves out what the law demands.
    #[error("the regulation leaves out what the law demands: {0:?}")]
    Gaps(Vec<Gap>),
    /// A text of the roster is wrong.
    #[error("the roster has {} errors", .0.len())]
    WrongRoster(Vec<TextError>),
    /// The person at the desk is not on the roster.
    #[error("nobody with the number `{0}` is on the roster")]
    UnknownActor(PersonId),
    /// A text had nothing new.
    #[error("the text holds nothing that is not recorded already")]
    NothingNew,
    /// It is not known whether it was recorded.
    #[error("it is not known whether the command was recorded; send it again with the same id")]
    UnknownOutcome,
    /// What was recorded does not read here.
    #[error("`{0}` was recorded by a later Bonafide, or does not read")]
    Unreadable(String),
    /// The store refused or failed.
    #[error(transparent)]
    Store(AppendError),
    /// The record does not load.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// A recorded event is unknown here.
    #[error(transparent)]
    Wire(#[from] WireError),
    /// The archive of another record is not right.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// An attachment is not kept.
    #[error(transparent)]
    File(#[from] FileError),
}

impl From<bonafide_store::Fault> for HandleError {
    fn from(fault: bonafide_store::Fault) -> Self {
        Self::Store(AppendError::Fault(fault))
    }
}

impl From<AppendError> for HandleError {
    fn from(error: AppendError) -> Self {
        if error == AppendError::Unknown { Self::UnknownOutcome } else { Self::Store(error) }
    }
}
