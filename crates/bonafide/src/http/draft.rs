//! Drafts at the door (草稿): what a form held when it was not sent, and how it is given back.
//!
//! A form has a place, its own address. What is typed is kept under it for the person alone, field by field; files are kept
//! beside, each under an id, until they are sent with the form. Nothing of it is in the record.

use bonafide_procedure::id::PersonId;
use bonafide_store::{DraftError, DraftField};

use super::answer::{Trouble, own_address};
use super::ask::Ask;
use super::hall::Hall;
use super::upload::Upload;
use crate::handle::papers::Paper;
use crate::media::{Attachment, FileRefused};
use crate::report::{hex, names::Names, refusal};
use crate::words::say;

/// Fields of forms that hold what somebody typed.
const TYPED: &str = "f-";

/// Fields that say on what the rest was typed.
const BESIDE: [&str; 2] = ["on", "version"];

/// Names of files kept.
const FILE: &str = "file-";

/// The longest field kept, in bytes.
const FIELD_BYTES_MAX: usize = 256 << 10;

/// So many files are kept for one form.
pub(super) const FILES_MAX: usize = 20;

/// A file kept for a form.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) media: String,
    pub(super) size: u64,
    /// SHA-256 of its bytes, as anybody can reckon it.
    pub(super) digest: String,
}

/// A draft.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// What was typed, by the name of the field; several values of one field under each other.
    pub(super) pairs: Vec<(String, String)>,
    pub(super) files: Vec<Kept>,
}

impl Draft {
    /// Whether nothing is kept.
    pub(super) fn is_empty(&self) -> bool {
        self.pairs.is_empty() && self.files.is_empty()
    }

    /// What was typed in a field.
    pub(super) fn field(&self, name: &str) -> &str {
        self.pairs.iter().find(|(own, _)| own == name).map(|(_, text)| text.as_str()).unwrap_or_default()
    }
}

impl From<DraftError> for Trouble {
    fn from(error: DraftError) -> Self {
        Self::Fault(error.to_string())
    }
}

/// The place of the form at an address.
pub(super) fn place(address: &str) -> Option<&str> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    (own_address(path) == path && path.len() <= 200).then_some(path)
}

/// The draft of whoever is signed in at a place.
pub(super) fn of(hall: &Hall, ask: &Ask, place: &str) -> Result<Draft, Trouble> {
    let Some(person) = ask.viewer.person() else { return Ok(Draft::default()) };
    let mut draft = Draft::default();
    for (name, value) in hall.desk.store.draft(person.as_str(), place)? {
        let text = String::from_utf8_lossy(&value).into_owned();
        match name.strip_prefix(FILE) {
            Some(id) => draft.files.extend(kept(id, &text)),
            None => draft.pairs.push((name, text)),
        }
    }
    Ok(draft)
}

fn kept(id: &str, text: &str) -> Option<Kept> {
    let mut words = text.split('\n');
    let (name, media, size, digest) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let size = size.parse().ok()?;
    Some(Kept { id: id.to_owned(), name: name.to_owned(), media: media.to_owned(), size, digest: digest.to_owned() })
}

/// Keeps what a form holds: fields it no longer has are dropped, files stay.
pub(super) fn save(hall: &Hall, person: &PersonId, place: &str, form: &[(String, String)]) -> Result<(), Trouble> {
    let store = &hall.desk.store;
    let mut fields: Vec<DraftField> = Vec::new();
    for (name, text) in form {
        let is_kept = name.starts_with(TYPED) || BESIDE.contains(&name.as_str());
        if !is_kept || name.len() > 100 || text.len() > FIELD_BYTES_MAX {
            continue;
        }
        match fields.iter_mut().find(|(own, _)| own == name) {
            Some((_, value)) => {
                value.push(b'\n');
                value.extend_from_slice(text.as_bytes());
            }
            None => fields.push((name.clone(), text.clone().into_bytes())),
        }
    }
    let before = store.draft(person.as_str(), place)?;
    let is_gone = |name: &str| name.starts_with(TYPED) && !fields.iter().any(|(own, _)| own == name);
    let gone: Vec<&str> = before.iter().map(|(name, _)| name.as_str()).filter(|name| is_gone(name)).collect();
    if !gone.is_empty() {
        store.drop_draft(person.as_str(), place, &gone)?;
    }
    Ok(store.save_draft(person.as_str(), place, &fields)?)
}

/// Keeps the files that came with a form; gives a sentence for each that is not taken.
pub(super) fn take_in(hall: &Hall, ask: &Ask, place: &str) -> Result<Vec<String>, Trouble> {
    let Some(person) = ask.viewer.person() else { return Ok(Vec::new()) };
    let (words, store) = (ask.words(hall), &hall.desk.store);
    let mut here = of(hall, ask, place)?.files;
    let mut refused = Vec::new();
    for Upload { name, file } in &ask.uploads {
        let file = match file {
            Ok(file) => file,
            Err(error) => {
                refused.push(why_not(hall, ask, name, error));
                continue;
            }
        };
        let digest = hex(&crate::handle::mark::of_bytes(&file.bytes));
        // The same file chosen again is the same file.
        if here.iter().any(|kept| kept.digest == digest) {
            continue;
        }
        if here.len() >= FILES_MAX {
            refused.push(say!(words, "web-files-too-many", name = name.as_str(), most = FILES_MAX as u64));
            continue;
        }
        let id = hex(&hall.desk.new_command_id()?);
        let said = format!("{name}\n{}\n{}\n{digest}", file.media, file.bytes.len());
        let content = vec![("file".to_owned(), file.bytes.clone())];
        let saved = store.save_draft(person.as_str(), &place_of_file(place, &id), &content);
        if matches!(saved, Err(DraftError::TooMuch)) {
            refused.push(say!(words, "web-files-full", name = name.as_str()));
            continue;
        }
        saved?;
        store.save_draft(person.as_str(), place, &[(format!("{FILE}{id}"), said.clone().into_bytes())])?;
        here.extend(kept(&id, &said));
    }
    Ok(refused)
}

fn why_not(hall: &Hall, ask: &Ask, name: &str, error: &FileRefused) -> String {
    let names = Names::of(ask.words(hall), None);
    let told = refusal::told_upload(&names, name, error, super::upload::FILE_BYTES_MAX);
    format!("{} {}", told.sentence, told.instead)
}

/// Where the bytes of a file lie: a place no address has.
fn place_of_file(place: &str, id: &str) -> String {
    format!("{place}#{id}")
}

/// A file of a draft.
pub(super) fn file(hall: &Hall, person: &PersonId, place: &str, kept: &Kept) -> Result<Option<Attachment>, Trouble> {
    let fields = hall.desk.store.draft(person.as_str(), &place_of_file(place, &kept.id))?;
    let Some((_, bytes)) = fields.into_iter().find(|(name, _)| name == "file") else { return Ok(None) };
    let Some(media) = crate::media::known(&kept.media) else { return Ok(None) };
    Ok(Some(Attachment { media, bytes }))
}

/// The files of a draft as papers.
pub(super) fn papers(hall: &Hall, person: &PersonId, place: &str, files: &[Kept]) -> Result<Vec<Paper>, Trouble> {
    let mut papers = Vec::with_capacity(files.len());
    for kept in files {
        let file = file(hall, person, place, kept)?;
        papers.extend(file.map(|file| Paper { title: kept.name.clone(), file }));
    }
    Ok(papers)
}

/// Drops one file of a draft.
pub(super) fn drop_file(hall: &Hall, person: &PersonId, place: &str, id: &str) -> Result<(), Trouble> {
    let store = &hall.desk.store;
    store.drop_draft(person.as_str(), place, &[&format!("{FILE}{id}")])?;
    Ok(store.drop_draft(person.as_str(), &place_of_file(place, id), &[])?)
}

/// Drops a draft with its files: it was sent, or its writer does not want it.
pub(super) fn dropped(hall: &Hall, ask: &Ask, place: &str) -> Result<(), Trouble> {
    let Some(person) = ask.viewer.person() else { return Ok(()) };
    let draft = of(hall, ask, place)?;
    for kept in &draft.files {
        hall.desk.store.drop_draft(person.as_str(), &place_of_file(place, &kept.id), &[])?;
    }
    if draft.is_empty() {
        return Ok(());
    }
    Ok(hall.desk.store.drop_draft(person.as_str(), place, &[])?)
}
