//! What every form that keeps a draft shows of it: that it is kept and how long, the files, and what changed meanwhile.

use axum::http::StatusCode;

use super::answer::Trouble;
use super::ask::Ask;
use super::draft::{self, Draft};
use super::hall::Hall;
use super::pages::meanwhile::Meanwhile;
use crate::gather::Gathered;
use crate::report::names::Names;
use crate::report::refusal::size;
use crate::report::{receipt, timeline as told};
use crate::words::say;

/// A file kept, in words.
pub(super) struct KeptFile {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) size: String,
    pub(super) digest: String,
    pub(super) address: String,
}

/// The part of a form that is about its draft.
pub(super) struct Keep {
    pub(super) place: String,
    /// That something was kept; empty: nothing was.
    pub(super) note: String,
    pub(super) takes_files: bool,
    pub(super) files_label: String,
    pub(super) files_hint: String,
    pub(super) files: Vec<KeptFile>,
    pub(super) accept: String,
    /// Files that were not taken, and why.
    pub(super) refused: Vec<String>,
    /// What others did since it was written: day, what, who.
    pub(super) changes: Vec<(String, String, String)>,
    /// Tells of what others do while it is written; none for a form that opens a case.
    pub(super) meanwhile: Option<Meanwhile>,
}

/// The draft of the form at the address asked for, and what was written last: the form just sent, or else the draft.
pub(super) fn written(hall: &Hall, ask: &Ask, place: &str) -> Result<(Draft, Vec<(String, String)>), Trouble> {
    let draft = draft::of(hall, ask, place)?;
    let pairs = if ask.form.is_empty() { draft.pairs.clone() } else { ask.form.clone() };
    Ok((draft, pairs))
}

impl Keep {
    /// About the draft at a place. `takes_files`: the form has a field for files.
    pub(super) fn new(hall: &Hall, ask: &Ask, place: &str, draft: &Draft, takes_files: bool) -> Self {
        let words = ask.words(hall);
        let row = |kept: &draft::Kept| KeptFile {
            id: kept.id.clone(),
            name: kept.name.clone(),
            size: size(kept.size),
            digest: kept.digest.clone(),
            address: format!("/draft/file/{}?draft={place}", kept.id),
        };
        let most = size(super::upload::FILE_BYTES_MAX as u64);
        let days = bonafide_store::DRAFT_DAYS;
        let endings = crate::media::extensions();
        Self {
            place: place.to_owned(),
            note: if draft.is_empty() { String::new() } else { say!(words, "web-kept-back", days = days) },
            takes_files,
            files_label: words.say("web-files"),
            files_hint: say!(words, "web-files-hint", known = endings.as_str(), most = most),
            files: draft.files.iter().map(row).collect(),
            accept: endings.split(", ").map(|ending| format!(".{ending}")).collect::<Vec<_>>().join(","),
            refused: Vec::new(),
            changes: Vec::new(),
            meanwhile: None,
        }
    }

    /// With what happened in the case after a version, so that nobody overwrites what they have not seen.
    pub(super) fn since(
        mut self,
        hall: &Hall,
        (names, gathered): (&Names<'_>, &Gathered),
        version: Option<u32>,
        is_whole: bool,
    ) -> Result<Self, Trouble> {
        self.meanwhile = gathered.stream.map(|_| Meanwhile::of(gathered.number.as_str(), gathered.case.version));
        let Some(version) = version.filter(|version| *version < gathered.case.version) else { return Ok(self) };
        let entries = hall.desk.timeline(&gathered.number)?;
        let later = entries.iter().filter(|one| one.version > version && !receipt::is_note(&one.entry));
        self.changes = later
            .map(|one| {
                // To a party an office acts, not somebody by name.
                let who = if is_whole { names.person(&one.entry.actor) } else { String::new() };
                (one.entry.on.to_string(), told::what(names, &one.entry), who)
            })
            .collect();
        Ok(self)
    }
}

/// The status of a form that is shown again because of its files.
pub(super) const NOT_TAKEN: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
