//! `/inv/{no}/facts` (事实认定): each fact true, false or unknown, with the evidence it rests on; what is unknown asks for more.

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_rules::regulation::{Fact, FactKind};

use super::act_fields::{Choice, Widget};
use super::case::tree_blocks;
use super::votes::widget;
use crate::gather::Gathered;
use crate::http::act_form::{self, Again, Like, Sent};
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::Block;
use crate::http::hall::Hall;
use crate::http::{keep, work};
use crate::report::names::Names;
use crate::words::say;

const LIKE: Like = Like { act: "find", with_papers: false, asks_day: false, given: &[("findings", "")] };

/// The page.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    show(hall, ask, StatusCode::OK, &Again::No)
}

fn show(hall: &Hall, ask: &Ask, status: StatusCode, again: &Again) -> Result<Response, Trouble> {
    let (words, gathered) = (ask.words(hall), &ask.case()?.gathered);
    let names = Names::of(words, Some(gathered));
    let mut page = work::page(hall, ask, ("/inv", "work-inv"), &work::INQUIRY)?;
    page.blocks.push(Block::Lead(words.say("work-facts-lead")));
    work::engine(&names, gathered, &mut page.blocks);
    if work::is_inquiring(ask, gathered) {
        page = page.with_form((hall, ask), LIKE, again, "/inv".to_owned())?;
        let (_, written) = keep::written(hall, ask, act_form::place(ask))?;
        if let Some(form) = &mut page.form {
            let own = work::facts(gathered).into_iter().flat_map(|fact| fields(&names, gathered, fact, &written));
            form.fields.splice(0..0, own.collect::<Vec<_>>());
        }
    }
    page.after.push(Block::Head(words.say("web-tree-table")));
    tree_blocks(words, gathered, &gathered.law.standings(&gathered.case), &mut page.after);
    work::six_looks(words, gathered, &mut page.after);
    let matrix = work::by_evidence(&names, gathered);
    work::matrix_blocks(words, &matrix, ("work-matrix", "web-stands"), &mut page.after);
    page.show(status)
}

/// Two fields a fact: what it was found to be, and the evidence.
fn fields(names: &Names<'_>, gathered: &Gathered, fact: &Fact, written: &[(String, String)]) -> Vec<Widget> {
    let words = names.words;
    let was = |name: &str| written.iter().find(|(own, _)| own == name).map(|(_, text)| text.clone());
    let (value, why) = (format!("f-value-{}", fact.id), format!("f-from-{}", fact.id));
    let known = gathered.case.facts.get(&fact.id);
    let now = was(&value).or(known.map(|own| own.value.as_str().to_owned())).unwrap_or_default();
    let label = names.fact(&fact.id);
    let first = match &fact.kind {
        FactKind::Number { .. } => {
            let mut own = widget(&value, label.clone(), "text", now, Vec::new());
            own.hint = words.say("work-value-hint");
            own
        }
        kind => {
            let ids: Vec<String> = match kind {
                FactKind::Choice { values, .. } => values.iter().map(|one| one.id.clone()).collect(),
                _ => vec!["true".to_owned(), "false".to_owned()],
            };
            let open = ["cannot_establish", "not_examined"].map(str::to_owned);
            let option = |id: String| Choice { text: names.value(Some(fact), &id), is_chosen: id == now, id };
            let mut own = widget(&value, label.clone(), "select", String::new(), Vec::new());
            own.options = ids.into_iter().chain(open).map(option).collect();
            own.is_optional = true;
            own
        }
    };
    let bears = gathered.case.evidence.iter().filter(|(_, one)| {
        let mut bearings = one.added.bearings.iter();
        one.excluded.is_none()
            && bearings.any(|own| gathered.law.fact(own.fact.as_str()).is_some_and(|known| known.id == fact.id))
    });
    let bears: Vec<String> = bears.map(|(id, _)| id.to_string()).collect();
    let from = known.map(|own| own.evidence.iter().map(ToString::to_string).collect::<Vec<_>>());
    let from = from.filter(|from| !from.is_empty()).unwrap_or(bears).join(", ");
    let label = say!(words, "work-from", fact = label);
    vec![first, widget(&why, label, "text", was(&why).unwrap_or(from), Vec::new())]
}

/// The lines of the act.
fn lines(ask: &Ask, gathered: &Gathered) -> Vec<String> {
    let line = |fact: &Fact| {
        let value = ask.field(&format!("f-value-{}", fact.id)).trim();
        let from = ask.field(&format!("f-from-{}", fact.id)).trim();
        let from = if from.is_empty() { String::new() } else { format!(" [{from}]") };
        (!value.is_empty()).then(|| format!("{} = {value}{from}", fact.id))
    };
    work::facts(gathered).into_iter().filter_map(line).collect()
}

/// Finds.
pub(in crate::http) fn submit(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let lines = lines(ask, &ask.case()?.gathered);
    let mut written: Vec<(&str, &str)> = lines.iter().map(|line| ("findings", line.as_str())).collect();
    written.push(("reason", ask.field("f-reason")));
    written.extend(Some(("dissent", ask.field("f-dissent"))).filter(|(_, text)| !text.trim().is_empty()));
    match act_form::send_as(hall, ask, LIKE, &written, None)? {
        Sent::Done(done) => Ok(done.answer()),
        Sent::Again(status, why) => show(hall, ask, status, &why),
    }
}
