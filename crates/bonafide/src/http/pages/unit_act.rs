//! `/unit/{no}/do/{act}`: what the unit's leaders do beside opinion and self-check, one act a page.

use axum::http::StatusCode;
use axum::response::Response;

use crate::http::act_form::{self, Again, Like, Sent};
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::Block;
use crate::http::hall::Hall;
use crate::http::warm::Warm;
use crate::report::dossier;
use crate::report::names::Names;

/// The acts.
const ACTS: [Like; 5] = [
    Like::plain("plan_correction"),
    Like::plain("report_correction"),
    Like::plain("enclose"),
    Like::bare("plan_talk"),
    Like::bare("talk"),
];

/// The form.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    show(hall, ask, StatusCode::OK, &Again::No)
}

fn like(ask: &Ask) -> Result<Like, Trouble> {
    ACTS.into_iter().find(|like| like.act == ask.place("act")).ok_or(Trouble::NotFound)
}

fn show(hall: &Hall, ask: &Ask, status: StatusCode, again: &Again) -> Result<Response, Trouble> {
    let (words, gathered, like) = (ask.words(hall), &ask.case()?.gathered, like(ask)?);
    let names = Names::of(words, Some(gathered));
    let key = format!("web-unit-do-{}", like.act.replace('_', "-"));
    let title = format!("{} {}", names.step_or_act(like.act), gathered.number);
    let back = if like.act.ends_with("correction") { "/unit/fix" } else { "/unit" };
    let mut page = Warm::new(hall, ask, title).with_form((hall, ask), like, again, back.to_owned())?;
    page.path = vec![("/unit".to_owned(), words.say("web-menu-unit"))];
    page.blocks.push(Block::Lead(words.say(&key)));
    page.blocks.push(Block::Text(dossier::matter(gathered)));
    // Whoever is chosen is of the unit: the rest of the roster is nobody's list.
    if let Some(unit) = gathered.case.report.as_ref().map(|report| &report.unit)
        && let Some(form) = &mut page.form
    {
        let is_own = |id: &str| {
            let person = bonafide_procedure::id::PersonId::new(id);
            person.is_ok_and(|person| gathered.roster.units_of(&person, gathered.today).contains(unit))
        };
        for field in form.fields.iter_mut().filter(|field| ["f-owner", "f-with", "f-by"].contains(&field.name.as_str()))
        {
            field.options.retain(|option| is_own(&option.id));
        }
    }
    page.show(status)
}

/// Carries it out.
pub(in crate::http) fn submit(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    match act_form::send(hall, ask, like(ask)?)? {
        Sent::Done(done) => Ok(done.answer()),
        Sent::Again(status, why) => show(hall, ask, status, &why),
    }
}
