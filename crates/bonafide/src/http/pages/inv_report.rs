//! `/inv/{no}/report` (初核报告): the report made ready from the facts found, to be looked over and sent.

use axum::http::StatusCode;
use axum::response::Response;

use crate::gather::Gathered;
use crate::http::act_form::{self, Again, Like, Sent};
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Happened};
use crate::http::hall::Hall;
use crate::http::picture::timeline;
use crate::http::work;
use crate::report::names::Names;
use crate::words::{harmless, say};

const LIKE: Like = Like::plain("preliminary_report");

/// The page.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    show(hall, ask, StatusCode::OK, &Again::No)
}

fn show(hall: &Hall, ask: &Ask, status: StatusCode, again: &Again) -> Result<Response, Trouble> {
    let (words, gathered) = (ask.words(hall), &ask.case()?.gathered);
    let names = Names::of(words, Some(gathered));
    let mut page = work::page(hall, ask, ("/inv", "work-inv"), &work::INQUIRY)?;
    page.blocks.push(Block::Lead(words.say("work-report-lead")));
    work::engine(&names, gathered, &mut page.blocks);
    if work::is_inquiring(ask, gathered) {
        page = page.with_form((hall, ask), LIKE, again, "/inv".to_owned())?;
        work::prefill(&mut page.form, "f-text", &ready(&names, gathered));
    }
    let entries = hall.desk.timeline(&gathered.number)?;
    let happened: Vec<Happened> = entries.iter().map(|it| super::case_record::one(&names, it, true)).collect();
    page.after.push(Block::Head(words.say("web-tab-timeline")));
    page.after.push(Block::Picture(timeline::drawn(words, &happened), words.say("web-timeline-picture")));
    page.after.push(Block::Times(happened));
    page.show(status)
}

/// The report as the facts found give it.
fn ready(names: &Names<'_>, gathered: &Gathered) -> String {
    let words = names.words;
    let Some(report) = &gathered.case.report else { return String::new() };
    let mut text = vec![say!(
        words,
        "work-report-matter",
        unit = names.unit(&report.unit),
        day = report.act_on.to_string(),
        matter = harmless(&report.allegation)
    )];
    text.push(words.say("work-report-facts"));
    for (id, finding) in &gathered.case.facts {
        let value = names.value(gathered.law.fact(id), finding.value.as_str());
        let from = names.listed(finding.evidence.iter().map(|one| one.as_str().to_owned()));
        let behind = if from.is_empty() { String::new() } else { format!("（{from}）") };
        text.push(format!("· {}：{value}{behind}", names.fact(id)));
    }
    let missing = work::missing(gathered).into_iter().map(|fact| names.fact(&fact.id));
    let missing = names.listed(missing);
    if !missing.is_empty() {
        text.push(say!(words, "work-report-open", missing = missing));
    }
    text.join("\n")
}

/// Sends it.
pub(in crate::http) fn submit(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    match act_form::send(hall, ask, LIKE)? {
        Sent::Done(done) => Ok(done.answer()),
        Sent::Again(status, why) => show(hall, ask, status, &why),
    }
}
