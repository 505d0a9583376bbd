//! `/policy/{draft}/issue` (发布): a draft becomes the regulation of a unit. Whoever leads the organ that issues regulations
//! for the unit brings it into the record; from its first day on cases are decided by it.

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::id::{Day, PersonId, UnitId};
use bonafide_procedure::roster::Roster;

use super::act_fields::command_id;
use super::policy::{draft, fault, place_of, tabs, title};
use super::policy_test::superior;
use crate::gather::laws::sound;
use crate::handle::HandleError;
use crate::handle::rules::{Adopt, adopt};
use crate::http::answer::{Trouble, page_with, see};
use crate::http::ask::Ask;
use crate::http::blocks::Tab;
use crate::http::frame::Frame;
use crate::http::hall::Hall;
use crate::report::hex;
use crate::report::names::Names;
use crate::report::refusal::{self, Told};
use crate::words::say;

#[derive(askama::Template)]
#[template(path = "policy-issue.html")]
struct Issue<'a> {
    frame: Frame<'a>,
    tabs: Vec<Tab>,
    action: String,
    command: String,
    status: String,
    told: Told,
    /// Unit and its name; a text for all has no unit.
    units: Vec<(String, String)>,
    can_be_issued: bool,
}

/// The last look before a text counts.
pub(in crate::http) fn page_of_issue(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    show(hall, ask, StatusCode::OK, None)
}

/// Brings it into the record.
pub(in crate::http) fn issue(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let (number, text) = draft(hall, ask)?;
    let actor = ask.viewer.person().cloned().ok_or(Trouble::SignIn)?;
    let command_id = command_id(ask.field("command")).ok_or(Trouble::NotOurs)?;
    let roster = hall.desk.roster()?;
    let on = hall.desk.today();
    let allowed = led_by(&actor, &roster, on);
    let unit = match ask.field("unit") {
        "" => None,
        unit => Some(UnitId::new(unit).map_err(|_| Trouble::NotOurs)?),
    };
    // The form offers only these; another one was forged.
    if !allowed.contains(&unit) {
        return Err(Trouble::NotOurs);
    }
    let laws = hall.desk.laws()?;
    let superior = sound(&text).ok().and_then(|own| superior(&own, &laws));
    match adopt(&hall.desk, &Adopt { command_id, actor: actor.clone(), on, unit, text, superior }) {
        Ok(adopted) => {
            // In the record it is kept for good; as a draft nobody needs it any more.
            hall.desk.store.drop_draft(actor.as_str(), &place_of(number), &[]).map_err(fault)?;
            Ok(see(&format!("/open/rules/{}", adopted.adoption.name), &[]))
        }
        Err(error @ (HandleError::Store(_) | HandleError::Load(_) | HandleError::Wire(_))) => Err(error.into()),
        Err(error) => show(hall, ask, StatusCode::UNPROCESSABLE_ENTITY, Some(&error)),
    }
}

fn show(hall: &Hall, ask: &Ask, status: StatusCode, refused: Option<&HandleError>) -> Result<Response, Trouble> {
    let (number, text) = draft(hall, ask)?;
    let words = ask.words(hall);
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let roster = hall.desk.roster()?;
    let names = Names::with_roster(words, &roster);
    let units: Vec<(String, String)> = led_by(person, &roster, hall.desk.today())
        .into_iter()
        .map(|unit| match unit {
            Some(unit) => (unit.to_string(), names.unit(&unit)),
            None => (String::new(), words.say("web-rules-all")),
        })
        .collect();
    let own = sound(&text).ok();
    let from = own.as_ref().and_then(|own| own.in_force.from).map(bonafide_rules::day::format).unwrap_or_default();
    let told = match &own {
        None => words.say("policy-wrong-first"),
        Some(_) if units.is_empty() => words.say("policy-issue-not-yours"),
        Some(own) => say!(words, "policy-issue-what", name = format!("{}@{}", own.id, own.version), from = from),
    };
    let page = Issue {
        frame: Frame::new(hall, ask, title(words, &text)),
        tabs: tabs(words, number, "/issue"),
        action: ask.path.clone(),
        command: hex(&hall.desk.new_command_id()?),
        status: told,
        told: refused.map(|error| refusal::told(&names, error, None)).unwrap_or_default(),
        can_be_issued: own.is_some() && !units.is_empty(),
        units,
    };
    page_with(status, &page)
}

/// The units somebody may bring a text in for: those for which an organ they lead issues regulations (制定机关), or decides
/// (决定机关) where none issues them. For all, if that is every unit there is.
fn led_by(person: &PersonId, roster: &Roster, on: Day) -> Vec<Option<UnitId>> {
    let leads = |unit: &UnitId| {
        let issuing = roster.competent("制定机关", unit);
        let organs = if issuing.is_empty() { roster.competent("决定机关", unit) } else { issuing };
        organs.iter().any(|organ| roster.head(&organ.key, on) == Some(person))
    };
    let units: Vec<&UnitId> = roster.units().map(|unit| &unit.id).collect();
    let led: Vec<Option<UnitId>> =
        units.iter().filter(|unit| leads(unit)).map(|unit| Some(UnitId::clone(unit))).collect();
    let for_all = (!units.is_empty() && led.len() == units.len()).then_some(None);
    led.into_iter().chain(for_all).collect()
}
