//! An act as a form (表单): made from the act's table, with what was written kept, and sent down the one road. Pages that
//! are warm fronts for an act put it among their own words; `pages/act` shows it alone.

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::case::act::{ACTS, FieldInput, FieldName};
use bonafide_procedure::case::{Act, ActError};
use bonafide_procedure::field::Input;
use bonafide_procedure::id::{Day, PersonId};

use super::answer::{Trouble, see};
use super::ask::Ask;
use super::draft::{self, Draft};
use super::hall::Hall;
use super::keep::{self, Keep};
use super::may::Sight;
use super::pages::act_fields::{Ground, Widget, command_id, pairs, widgets};
use crate::handle::papers::{Paper, Papers, enclose, with_papers};
use crate::handle::{HandleError, Receipt, Request, Target, handle};
use crate::report::names::Names;
use crate::report::refusal::{self, Told};
use crate::report::{act_error, hex};
use crate::words::say;

/// What opens a file.
pub(super) const OPENING: [&str; 2] = ["report", "prefile"];

/// A form of an act.
pub(super) struct ActForm {
    pub(super) told: Told,
    pub(super) action: String,
    pub(super) command: String,
    pub(super) version: String,
    pub(super) on: String,
    /// The day is asked for; else it is today.
    pub(super) asks_day: bool,
    pub(super) fields: Vec<Widget>,
    pub(super) keep: Keep,
    pub(super) submit: String,
    /// Where one goes without sending, and what that is called.
    pub(super) cancel: String,
    pub(super) leave: String,
}

/// What the form of an act is like.
#[derive(Clone, Copy)]
pub(super) struct Like {
    /// The act, by id.
    pub(super) act: &'static str,
    /// Papers may be handed in beside it, whether or not the act has a field for one.
    pub(super) with_papers: bool,
    /// The day is asked for.
    pub(super) asks_day: bool,
    /// Fields that the page fills in itself, with their texts.
    pub(super) given: &'static [(&'static str, &'static str)],
}

impl Like {
    /// A form of a page of its own: no day, papers beside it.
    pub(super) const fn plain(act: &'static str) -> Self {
        Self { act, with_papers: true, asks_day: false, given: &[] }
    }

    /// The same without papers.
    pub(super) const fn bare(act: &'static str) -> Self {
        Self { act, with_papers: false, asks_day: false, given: &[] }
    }
}

/// Why a form is shown again.
pub(super) enum Again {
    /// It is shown for the first time.
    No,
    /// The words make no act.
    Unread(ActError),
    /// The act was not carried out.
    Refused(Box<(HandleError, Act)>),
    /// Files were not taken; a sentence each.
    Files(Vec<String>),
}

/// What became of a form.
pub(super) enum Sent {
    /// It was carried out.
    Done(Done),
    /// It is to be shown again.
    Again(StatusCode, Again),
}

/// What was carried out, and by which command.
pub(super) struct Done {
    pub(super) number: String,
    pub(super) command: String,
}

impl Done {
    /// On to the receipt: going back does not do it again.
    pub(super) fn answer(&self) -> Response {
        see(&format!("/cases/{}/receipt/{}", self.number, self.command), &[])
    }
}

/// The fields of an act.
pub(super) fn inputs_of(act: &str) -> Result<(&'static str, &'static [FieldInput]), Trouble> {
    let (id, ..) = ACTS.iter().find(|(id, ..)| *id == act).ok_or(Trouble::NotFound)?;
    Ok((id, Act::inputs_of(id).ok_or(Trouble::NotFound)?))
}

/// Where the draft of a form is kept: its address.
pub(super) fn place(ask: &Ask) -> &str {
    ask.path.split('?').next().unwrap_or_default()
}

/// Whether an act takes files itself: with evidence one, handed in by a side several.
fn takes_files(inputs: &[FieldInput]) -> bool {
    inputs.iter().any(|field| matches!(field.input, Input::File | Input::Record("enclosure")))
}

/// Makes the form.
pub(super) fn form(hall: &Hall, ask: &Ask, like: Like, again: &Again) -> Result<ActForm, Trouble> {
    let (words, (id, inputs)) = (ask.words(hall), inputs_of(like.act)?);
    let (draft, written) = keep::written(hall, ask, place(ask))?;
    let gathered = ask.seen.as_ref().map(|seen| &seen.gathered);
    let roster = hall.desk.roster()?;
    let of_site = Names::with_roster(words, &roster);
    let names = if gathered.is_some() { Names::of(words, gathered) } else { of_site };
    let written = with_query(ask, written);
    let error = if let Again::Unread(error) = again { Some(error) } else { None };
    let ground = Ground { names: &names, roster: &roster, gathered, written: &written, error };
    let mut fields = widgets(&ground, id, inputs);
    fields.retain(|field| !like.given.iter().any(|(given, _)| field.name == format!("f-{given}")));
    let mut kept = Keep::new(hall, ask, place(ask), &draft, like.with_papers || takes_files(inputs));
    if let Again::Files(refused) = again {
        kept.refused.clone_from(refused);
    }
    if let Some(gathered) = gathered {
        let is_whole = ask.seen.as_ref().is_some_and(|seen| seen.sight == Sight::Whole);
        kept = kept.since(hall, (&names, gathered), written_on(again, &draft), is_whole)?;
    }
    let on = written.iter().find(|(name, text)| name == "on" && like.asks_day && !text.is_empty());
    Ok(ActForm {
        told: told(&names, again),
        action: place(ask).to_owned(),
        // What was refused gets a new id: it is a new try, not the same command sent twice.
        command: hex(&hall.desk.new_command_id()?),
        version: gathered.map(|gathered| gathered.case.version.to_string()).unwrap_or_default(),
        on: on.map_or_else(|| hall.desk.today().to_string(), |(_, text)| text.clone()),
        asks_day: like.asks_day,
        fields,
        keep: kept,
        submit: say!(words, "web-submit", act = names.step_or_act(id)),
        leave: words.say("web-cancel"),
        cancel: gathered.map_or_else(|| "/new".to_owned(), |gathered| format!("/cases/{}", gathered.number)),
    })
}

/// What a link already fills in goes before what was written.
fn with_query(ask: &Ask, written: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = ask.query.iter().filter(|(name, _)| name.starts_with("f-")).cloned().collect();
    let from_link: Vec<String> = all.iter().map(|(name, _)| name.clone()).collect();
    all.extend(written.into_iter().filter(|(name, _)| !from_link.contains(name)));
    all
}

fn told(names: &Names<'_>, again: &Again) -> Told {
    match again {
        Again::No | Again::Files(_) => Told::default(),
        Again::Unread(error) => Told { sentence: act_error::sentence(names.words, error), ..Told::default() },
        Again::Refused(refused) => refusal::told(names, &refused.0, Some(&refused.1)),
    }
}

/// The version of the case a form was written on, where that may be older than now.
fn written_on(again: &Again, draft: &Draft) -> Option<u32> {
    match again {
        Again::Refused(refused) => match refused.0 {
            HandleError::Stale { expected, .. } => Some(expected),
            _ => None,
        },
        Again::No => draft.field("version").parse().ok(),
        Again::Unread(_) | Again::Files(_) => None,
    }
}

/// Sends a form. What is not carried out is kept as a draft, should the reader turn away now.
pub(super) fn send(hall: &Hall, ask: &Ask, like: Like) -> Result<Sent, Trouble> {
    let (_, inputs) = inputs_of(like.act)?;
    let mut written = pairs(inputs, &ask.form);
    written.extend(like.given.iter().copied());
    send_as(hall, ask, like, &written, None)
}

/// The same with the words of the act, and perhaps the papers, brought together by the page.
pub(super) fn send_as(
    hall: &Hall,
    ask: &Ask,
    like: Like,
    written: &[(&str, &str)],
    papers: Option<Vec<Paper>>,
) -> Result<Sent, Trouble> {
    let person: PersonId = ask.viewer.person().cloned().ok_or(Trouble::SignIn)?;
    let again = |status, why| {
        draft::save(hall, &person, place(ask), &ask.form)?;
        Ok(Sent::Again(status, why))
    };
    let refused = draft::take_in(hall, ask, place(ask))?;
    if !refused.is_empty() {
        return again(keep::NOT_TAKEN, Again::Files(refused));
    }
    let act = match Act::parse(like.act, written) {
        Ok(act) => act,
        Err(error) => return again(StatusCode::UNPROCESSABLE_ENTITY, Again::Unread(error)),
    };
    let command_id = command_id(ask.field("command")).ok_or(Trouble::NotOurs)?;
    let on = Day::parse(ask.field("on")).unwrap_or_else(|| hall.desk.today());
    let case = ask.seen.as_ref().map_or(Target::New, |seen| Target::Case(seen.gathered.number.clone()));
    // A form of a case says which version it was made on: without one it would overwrite unseen.
    let expected_version = match (&case, ask.field("version").parse()) {
        (Target::New, _) => None,
        (Target::Case(_), Ok(version)) => Some(version),
        (Target::Case(_), Err(_)) => return Err(Trouble::NotOurs),
    };
    let actor = person.clone();
    let request = Request { command_id, actor, on, act: act.clone(), case, expected_version, attachment: None };
    match carry_out(hall, ask, like, request, papers)? {
        Ok(receipt) => {
            draft::dropped(hall, ask, place(ask))?;
            Ok(Sent::Done(Done { number: receipt.number.to_string(), command: hex(&command_id) }))
        }
        Err(HandleError::IdReused) if is_done(hall, ask, command_id, &act)? => {
            // The same form again, whose files went with the first: it was done, and once.
            Ok(Sent::Done(Done { number: ask.place("no").to_owned(), command: hex(&command_id) }))
        }
        Err(error @ (HandleError::Store(_) | HandleError::Load(_) | HandleError::Wire(_))) => Err(error.into()),
        Err(error) => {
            let is_stale = matches!(error, HandleError::Stale { .. });
            let status = if is_stale { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
            again(status, Again::Refused(Box::new((error, act))))
        }
    }
}

/// Whether this very act, its files apart, was recorded under an id before.
fn is_done(hall: &Hall, ask: &Ask, command_id: [u8; 16], act: &Act) -> Result<bool, Trouble> {
    let Some(seen) = &ask.seen else { return Ok(false) };
    let Some(known) = hall.desk.store.receipt_of(command_id).map_err(HandleError::from)? else { return Ok(false) };
    if hall.desk.stream_of(&seen.gathered.number)? != known.stream {
        return Ok(false);
    }
    let typed = |fields: Vec<(FieldName, Vec<String>)>| -> Vec<(FieldName, Vec<String>)> {
        fields.into_iter().filter(|(field, _)| !["file", "files"].contains(&field.id)).collect()
    };
    let before = known.version_after.saturating_sub(known.count);
    let wanted = typed(act.show());
    let entries = hall.desk.timeline(&seen.gathered.number)?;
    let mut own = entries.iter().filter(|one| one.version > before && one.version <= known.version_after);
    Ok(own.any(|one| Some(&one.entry.actor) == ask.viewer.person() && typed(one.entry.event.show()) == wanted))
}

type Carried = Result<Receipt, HandleError>;

/// The act, with the files of the form where they belong: with the evidence, handed in by themselves, or beside the act.
fn carry_out(
    hall: &Hall,
    ask: &Ask,
    like: Like,
    mut request: Request,
    papers: Option<Vec<Paper>>,
) -> Result<Carried, Trouble> {
    let own = takes_files(inputs_of(like.act)?.1);
    let mut files = match papers {
        Some(papers) => papers,
        None => draft::papers(hall, &request.actor, place(ask), &draft::of(hall, ask, place(ask))?.files)?,
    };
    if files.is_empty() || !(own || like.with_papers) {
        return Ok(handle(&hall.desk, &request));
    }
    if let Act::Enclose(act) = &request.act {
        let papers = Papers { files, note: act.note.clone() };
        let id = request.command_id;
        return Ok(enclose(&hall.desk, &request, &papers, id));
    }
    if own {
        request.attachment = files.pop().map(|paper| paper.file);
        return Ok(handle(&hall.desk, &request));
    }
    let act = Names::of(ask.words(hall), None).step_or_act(like.act);
    let note = say!(ask.words(hall), "web-papers-beside", act = act);
    Ok(with_papers(&hall.desk, &request, &Papers { files, note }))
}
