//! `/inv/{no}/plan` (核查方案): which facts the rules still ask for, who finds each, and where evidence is missing.

use axum::http::StatusCode;
use axum::response::Response;

use super::act_fields::Choice;
use super::votes::widget;
use crate::gather::Gathered;
use crate::http::act_form::{self, Again, Like, Sent};
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Cell, Table};
use crate::http::hall::Hall;
use crate::http::{keep, work};
use crate::report::names::Names;
use crate::words::say;

const LIKE: Like = Like { act: "plan", with_papers: false, asks_day: false, given: &[("tasks", "")] };

/// The page.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    show(hall, ask, StatusCode::OK, &Again::No)
}

fn show(hall: &Hall, ask: &Ask, status: StatusCode, again: &Again) -> Result<Response, Trouble> {
    let (words, gathered) = (ask.words(hall), &ask.case()?.gathered);
    let names = Names::of(words, Some(gathered));
    let mut page = work::page(hall, ask, ("/inv", "work-inv"), &work::INQUIRY)?;
    page.blocks.push(Block::Lead(words.say("work-plan-lead")));
    page.blocks.push(work::matter(&names, gathered));
    if work::is_inquiring(ask, gathered) {
        page = page.with_form((hall, ask), LIKE, again, "/inv".to_owned())?;
        let (_, written) = keep::written(hall, ask, act_form::place(ask))?;
        if let Some(form) = &mut page.form {
            let was = |name: &str| written.iter().find(|(own, _)| own == name).map(|(_, text)| text.as_str());
            for (place, fact) in work::facts(gathered).into_iter().enumerate() {
                let name = format!("f-task-{}", fact.id);
                let planned = gathered.case.plan.iter().find(|task| task.fact.as_str() == fact.id);
                let now = was(&name).or(planned.map(|task| task.person.as_str())).unwrap_or_default();
                let option = |person: &bonafide_procedure::id::PersonId| Choice {
                    id: person.to_string(),
                    text: names.person(person),
                    is_chosen: person.as_str() == now,
                };
                let options = gathered.case.team.iter().map(option).collect();
                let mut own = widget(&name, names.fact(&fact.id), "select", String::new(), options);
                own.is_optional = true;
                form.fields.insert(place, own);
            }
        }
    }
    let row = |fact: &bonafide_rules::regulation::Fact| {
        let task = gathered.case.plan.iter().find(|task| task.fact.as_str() == fact.id);
        let found = gathered.case.facts.get(&fact.id);
        let found = found.map(|own| names.value(Some(fact), own.value.as_str()));
        vec![
            Cell::of(names.fact(&fact.id)),
            Cell::of(task.map(|task| names.person(&task.person)).unwrap_or_default()),
            match found {
                Some(value) => Cell::tagged("yes", value),
                None => Cell::tagged("open", words.say("work-to-find")),
            },
        ]
    };
    let rows: Vec<_> = work::facts(gathered).into_iter().map(row).collect();
    if rows.is_empty() {
        page.after.push(Block::Empty(words.say("work-plan-none")));
        return page.show(status);
    }
    let head = ["web-fact", "web-who", "web-stands"].map(|key| words.say(key)).to_vec();
    page.after.push(Block::Table(Table { caption: words.say("work-plan-table"), head, rows }));
    let matrix = work::by_evidence(&names, gathered);
    let empty = matrix.rows.iter().filter(|(_, marks)| {
        use crate::http::picture::matrix::Mark;
        marks.iter().all(|mark| matches!(mark, Mark::None | Mark::Out))
    });
    let empty = empty.count() as u64;
    page.after.push(Block::Head(say!(words, "work-plan-empty", count = empty)));
    work::matrix_blocks(words, &matrix, ("work-matrix", "web-stands"), &mut page.after);
    page.show(status)
}

/// The lines of the act.
fn lines(ask: &Ask, gathered: &Gathered) -> Vec<String> {
    let line = |fact: &bonafide_rules::regulation::Fact| {
        let person = ask.field(&format!("f-task-{}", fact.id));
        (!person.is_empty()).then(|| format!("{}: {person}", fact.id))
    };
    work::facts(gathered).into_iter().filter_map(line).collect()
}

/// Plans.
pub(in crate::http) fn submit(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let lines = lines(ask, &ask.case()?.gathered);
    let mut written: Vec<(&str, &str)> = lines.iter().map(|line| ("tasks", line.as_str())).collect();
    written.extend(Some(("note", ask.field("f-note"))).filter(|(_, text)| !text.trim().is_empty()));
    match act_form::send_as(hall, ask, LIKE, &written, None)? {
        Sent::Done(done) => Ok(done.answer()),
        Sent::Again(status, why) => show(hall, ask, status, &why),
    }
}
