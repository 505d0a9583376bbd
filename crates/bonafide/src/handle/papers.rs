//! Papers handed in beside an act (随附材料): kept under the case's key, entered, and then the act itself.
//!
//! The act is asked first: when it would be refused, nothing is handed in. Both commands have ids that follow from one, so
//! that sending everything again does nothing twice, wherever the first try stopped.

use bonafide_procedure::case::act::{Enclose, Enclosure};
use bonafide_procedure::case::{Act, Command};

use super::{Desk, HandleError, Receipt, Request, Target, handle};
use crate::media::Attachment;

/// A paper with what it is called; a name is words, never a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// What it is called.
    pub title: String,
    /// The file.
    pub file: Attachment,
}

/// Papers, and a sentence on what they show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Papers {
    /// The papers.
    pub files: Vec<Paper>,
    /// What they show.
    pub note: String,
}

/// Carries out an act with the papers that go with it.
///
/// # Errors
/// [`HandleError`], as of [`handle`]; when the act would be refused, no paper is entered.
pub fn with_papers(desk: &Desk, request: &Request, papers: &Papers) -> Result<Receipt, HandleError> {
    if request.case == Target::New || papers.files.is_empty() || desk.store.receipt_of(request.command_id)?.is_some() {
        return handle(desk, request);
    }
    let own_id = beside(request.command_id);
    let version = match desk.store.receipt_of(own_id)? {
        Some(entered) => entered.version_after,
        None => enclose(desk, request, papers, own_id)?.recorded.version_after,
    };
    handle(desk, &Request { expected_version: Some(version), ..request.clone() })
}

/// Enters papers alone.
///
/// # Errors
/// [`HandleError`], as of [`handle`].
pub fn enclose(desk: &Desk, request: &Request, papers: &Papers, command_id: [u8; 16]) -> Result<Receipt, HandleError> {
    let Target::Case(number) = &request.case else { return Err(HandleError::NothingNew) };
    let gathered = desk.gather(&request.case, &request.act, request.on)?;
    if let Some(expected) = request.expected_version.filter(|expected| *expected != gathered.case.version) {
        return Err(HandleError::Stale { expected, actual: gathered.case.version });
    }
    let command = Command { actor: request.actor.clone(), on: request.on, act: request.act.clone() };
    gathered.situation().decide(&command).map_err(HandleError::Refused)?;
    let stream = desk.stream_of(number)?;
    let mut files = Vec::with_capacity(papers.files.len());
    for paper in &papers.files {
        let file = desk.store.put_file(stream, paper.file.media, &paper.file.bytes)?;
        files.push(Enclosure { title: paper.title.clone(), file });
    }
    let act = Act::Enclose(Enclose { files, note: papers.note.clone() });
    let own = Request { command_id, act, attachment: None, ..request.clone() };
    handle(desk, &own)
}

/// The id of the command that hands the papers in.
fn beside(mut id: [u8; 16]) -> [u8; 16] {
    if let Some(last) = id.last_mut() {
        *last ^= 0x5a;
    }
    id
}
