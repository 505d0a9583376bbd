//! `/apply/{no}/words` (写明情况): what happened in the person's own words, and the items of the list they rely on.

use axum::http::StatusCode;
use axum::response::Response;

use super::apply_answers as answers;
use crate::http::act_form::{self, Again, Like, place};
use crate::http::answer::{Trouble, see};
use crate::http::ask::Ask;
use crate::http::blocks::Block;
use crate::http::draft;
use crate::http::hall::Hall;
use crate::http::warm::Warm;
use crate::words::say;

/// The page.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    show(hall, ask, StatusCode::OK, &Again::No)
}

fn show(hall: &Hall, ask: &Ask, status: StatusCode, again: &Again) -> Result<Response, Trouble> {
    let (words, seen) = (ask.words(hall), ask.case()?);
    let base = format!("/apply/{}", seen.gathered.number);
    let mut page = Warm::new(hall, ask, words.say("web-task-words"));
    page = page.with_form((hall, ask), Like::plain("apply"), again, base.clone())?;
    page.path = vec![(base, words.say("web-apply"))];
    page.blocks.push(Block::Lead(words.say("web-words-lead")));
    let suggested = answers::items(&seen.gathered.law, &answers::all(hall, ask, &seen.gathered)?);
    if let Some(form) = &mut page.form {
        form.submit = words.say("web-words-save");
        form.leave = words.say("web-apply-back");
        for option in form.fields.iter_mut().flat_map(|field| &mut field.options) {
            if suggested.contains(&option.id) {
                option.text = say!(words, "web-words-suggested", item = option.text.as_str());
            }
        }
    }
    page.show(status)
}

/// Keeps it, and goes back to the task list.
pub(in crate::http) fn submit(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let (person, seen) = (ask.viewer.person().ok_or(Trouble::SignIn)?, ask.case()?);
    draft::save(hall, person, place(ask), &ask.form)?;
    let refused = draft::take_in(hall, ask, act_form::place(ask))?;
    if refused.is_empty() {
        return Ok(see(&format!("/apply/{}", seen.gathered.number), &[]));
    }
    show(hall, ask, StatusCode::UNPROCESSABLE_ENTITY, &Again::Files(refused))
}
