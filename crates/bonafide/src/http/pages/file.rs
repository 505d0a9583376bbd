//! `/cases/{no}/file/{digest}`: a paper of the case, to be taken away by whoever may see it.

use axum::response::Response;
use bonafide_procedure::case::Event;
use bonafide_procedure::wire::FileRef;

use crate::http::answer::{Trouble, file_answer};
use crate::http::ask::Ask;
use crate::http::hall::Hall;
use crate::http::may::{Needs, Sight, opens};
use crate::report::hex;

/// The file, under headers that let it do nothing.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let seen = ask.case()?;
    let (gathered, person) = (&seen.gathered, ask.viewer.person().ok_or(Trouble::SignIn)?);
    let sees_evidence = opens(Needs::Evidence, seen.sight, &gathered.case);
    let mut found: Option<(String, FileRef)> = None;
    for dated in hall.desk.timeline(&gathered.number)? {
        let entry = &dated.entry;
        let is_open = seen.sight == Sight::Whole || entry.actor == *person;
        match &entry.event {
            Event::Enclosed(own) if is_open => {
                let file = own.files.iter().find(|one| hex(&one.file.digest) == ask.place("digest"));
                found = found.or(file.map(|one| (one.title.clone(), one.file.clone())));
            }
            Event::EvidenceAdded(added) if is_open || sees_evidence => {
                let file = added.file.iter().find(|file| hex(&file.digest) == ask.place("digest"));
                found = found.or(file.map(|file| (added.title.clone(), file.clone())));
            }
            _ => {}
        }
    }
    let (name, file) = found.ok_or(Trouble::NotFound)?;
    let stream = hall.desk.stream_of(&gathered.number)?;
    let kept = hall.desk.store.get_file(stream, &file).map_err(|error| Trouble::Fault(error.to_string()))?;
    let media = crate::media::known(&file.media).unwrap_or("application/octet-stream");
    Ok(file_answer(&name, media, kept.bytes.to_vec()))
}
