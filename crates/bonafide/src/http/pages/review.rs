//! `/review` and `/review/{no}` (我的评估): what an outside reviewer was asked, without name, rank or what the panel thinks; the
//! six looks in their own words. First they declare that nothing ties them to the matter.

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::case::Event;
use bonafide_procedure::id::CaseNo;
use bonafide_rules::regulation::Look;
use bonafide_store::{CaseTie, Filter, Sorting};

use super::act_fields::Choice;
use super::votes::widget;
use crate::gather::Gathered;
use crate::http::act_form::{self, Again, Like, Sent, place};
use crate::http::answer::{Trouble, see};
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Card, Cell, Table};
use crate::http::draft;
use crate::http::hall::Hall;
use crate::http::warm::Warm;
use crate::http::{keep, work};
use crate::report::names::Names;
use crate::words::{Words, harmless, say};

const LIKE: Like = Like { act: "appraise", with_papers: false, asks_day: false, given: &[("ratings", "")] };

/// The field of the declaration.
const DECLARED: &str = "f-declared";

/// What I was asked.
pub(in crate::http) fn list(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let mut page = Warm::new(hall, ask, words.say("work-review"));
    let found = work::rows(hall, ask, |known, person| {
        let is_asked = |tie| matches!(tie, CaseTie::Reporter | CaseTie::Whole);
        let wanted = known.audiences.wanted_by(person, |tie, _| is_asked(tie), Sorting::Change);
        (wanted, Filter::default())
    })?;
    let mut cards = Vec::new();
    for row in &found.rows {
        let case = hall.desk.case_at(row.stream)?;
        let (Some(has_filed), Ok(number)) = (case.commissioned.get(person), CaseNo::new(&row.number)) else { continue };
        let asked = asked(hall, &number)?;
        let stands =
            if *has_filed { ("yes", words.say("work-review-filed")) } else { ("open", words.say("web-me-your-turn")) };
        cards.push(Card {
            address: format!("/review/{number}"),
            title: number.to_string(),
            text: asked.map(|(question, due)| until(words, &question, due.as_deref())).unwrap_or_default(),
            tag: stands,
        });
    }
    if cards.is_empty() {
        page.blocks.push(Block::Empty(words.say("work-review-none")));
        return page.show(StatusCode::OK);
    }
    page.blocks.push(Block::Lead(words.say("work-review-lead")));
    page.blocks.push(Block::Cards(cards));
    page.blocks.extend(found.more.map(|more| Block::Buttons(vec![(more, words.say("web-cases-more"))])));
    page.show(StatusCode::OK)
}

/// The question last put, and until when it is to be answered.
fn asked(hall: &Hall, number: &CaseNo) -> Result<Option<(String, Option<String>)>, Trouble> {
    let entries = hall.desk.timeline(number)?;
    let asked = entries.iter().rev().find_map(|dated| match &dated.entry.event {
        Event::Commissioned(own) => Some((harmless(&own.question), own.due.map(|day| day.to_string()))),
        _ => None,
    });
    Ok(asked)
}

fn until(words: &Words, question: &str, due: Option<&str>) -> String {
    match due {
        Some(due) => say!(words, "work-review-until", question = question, due = due),
        None => question.to_owned(),
    }
}

/// The page of one case.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    show(hall, ask, StatusCode::OK, &Again::No)
}

fn declaration(ask: &Ask) -> String {
    format!("{}#declared", place(ask))
}

fn has_declared(hall: &Hall, ask: &Ask) -> Result<bool, Trouble> {
    Ok(draft::of(hall, ask, &declaration(ask))?.field(DECLARED) == "none")
}

fn show(hall: &Hall, ask: &Ask, status: StatusCode, again: &Again) -> Result<Response, Trouble> {
    let (words, gathered) = (ask.words(hall), &ask.case()?.gathered);
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let names = Names::of(words, Some(gathered));
    let mut page = Warm::new(hall, ask, say!(words, "work-review-title", number = gathered.number.as_str()));
    page.path = vec![("/review".to_owned(), words.say("work-review"))];
    if let Some((question, due)) = asked(hall, &gathered.number)? {
        page.blocks.push(Block::Status("", until(words, &question, due.as_deref())));
    }
    let has_filed = gathered.case.commissioned.get(person) == Some(&true);
    if has_filed {
        page.blocks.push(Block::Status("done", words.say("work-review-filed-text")));
        own_opinion(hall, ask, &names, &mut page.blocks)?;
        return page.show(status);
    }
    if !has_declared(hall, ask)? {
        page.blocks.push(Block::Lead(words.say("work-declare-lead")));
        page.blocks.push(Block::Lines(vec![(words.say("web-unit"), unit(&names, gathered))]));
        page = page.with_form((hall, ask), LIKE, &Again::No, "/review".to_owned())?;
        if let Some(form) = &mut page.form {
            let option = |id: &str| Choice {
                id: id.to_owned(),
                text: words.say(&format!("work-declare-{id}")),
                is_chosen: false,
            };
            let options = ["none", "tied"].map(option).into_iter().collect();
            form.fields = vec![widget(DECLARED, words.say("work-declare"), "radio", String::new(), options)];
            form.submit = words.say("work-declare-send");
        }
        return page.show(status);
    }
    page.blocks.push(Block::Lead(words.say("work-review-blind")));
    blind(words, &names, gathered, &mut page.blocks);
    page = page.with_form((hall, ask), LIKE, again, "/review".to_owned())?;
    let (_, written) = keep::written(hall, ask, place(ask))?;
    if let Some(form) = &mut page.form {
        let look = |look: Look| {
            let name = format!("f-look-{}", look.id());
            let was = written.iter().find(|(own, _)| *own == name).map(|(_, text)| text.clone()).unwrap_or_default();
            let mut own = widget(&name, words.say(&format!("web-look-{}", look.id())), "area", was, Vec::new());
            own.hint = words.say(&format!("work-look-hint-{}", look.id()));
            own
        };
        form.fields.splice(0..0, Look::ALL.into_iter().map(look));
    }
    page.show(status)
}

fn unit(names: &Names<'_>, gathered: &Gathered) -> String {
    gathered.case.report.as_ref().map(|report| names.unit(&report.unit)).unwrap_or_default()
}

/// What a reviewer needs to know: the facts with the evidence they rest on. No name, no rank, nobody's view.
fn blind(words: &Words, names: &Names<'_>, gathered: &Gathered, blocks: &mut Vec<Block>) {
    work::six_looks(words, gathered, blocks);
    let row = |(id, finding): (&String, &bonafide_procedure::case::act::Finding)| {
        let kinds = finding.evidence.iter().filter_map(|id| gathered.case.evidence.get(id));
        let kinds = kinds.map(|one| names.either(one.added.kind.zh(), one.added.kind.id()));
        vec![
            Cell::of(names.fact(id)),
            Cell::of(names.value(gathered.law.fact(id), finding.value.as_str())),
            Cell::of(names.listed(kinds)),
        ]
    };
    let rows: Vec<_> = gathered.case.facts.iter().map(row).collect();
    if rows.is_empty() {
        blocks.push(Block::Text(words.say("work-review-no-facts")));
        return;
    }
    let head = ["web-fact", "web-value", "web-tab-evidence"].map(|key| words.say(key)).to_vec();
    blocks.push(Block::Table(Table { caption: words.say("web-facts"), head, rows }));
}

/// What I wrote.
fn own_opinion(hall: &Hall, ask: &Ask, names: &Names<'_>, blocks: &mut Vec<Block>) -> Result<(), Trouble> {
    for dated in hall.desk.timeline(&ask.case()?.gathered.number)? {
        if let Event::Appraised(own) = &dated.entry.event
            && Some(&dated.entry.actor) == ask.viewer.person()
        {
            let rating = |one: &bonafide_procedure::case::act::Rating| {
                (names.either(one.look.zh(), one.look.id()), harmless(&one.finding))
            };
            blocks.push(Block::Lines(own.ratings.iter().map(rating).collect()));
            blocks.push(Block::Quote(dated.entry.on.to_string(), harmless(&own.opinion)));
        }
    }
    Ok(())
}

/// Declares, or files the opinion.
pub(in crate::http) fn submit(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    if !has_declared(hall, ask)? {
        let said = ask.field(DECLARED);
        if said == "tied" {
            // Who is tied asks to stand aside, by the act there is for it; nobody looks further.
            return Ok(see(&format!("/review/{}/do/request_recusal?f-person={person}", ask.place("no")), &[]));
        }
        let form = vec![(DECLARED.to_owned(), said.to_owned())];
        draft::save(hall, person, &declaration(ask), &form)?;
        return Ok(see(place(ask), &[]));
    }
    let look = |look: Look| {
        let text = ask.field(&format!("f-look-{}", look.id())).split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then(|| format!("{}: {text}", look.id()))
    };
    let lines: Vec<String> = Look::ALL.into_iter().filter_map(look).collect();
    let opinion = ask.field("f-opinion").trim();
    // The declaration goes into the record with what it is for.
    let opinion =
        if opinion.is_empty() { String::new() } else { format!("{}\n{opinion}", ask.words(hall).say("work-declared")) };
    let mut written: Vec<(&str, &str)> = lines.iter().map(|line| ("ratings", line.as_str())).collect();
    written.push(("opinion", &opinion));
    written.extend(Some(("outcome", ask.field("f-outcome"))).filter(|(_, text)| !text.is_empty()));
    match act_form::send_as(hall, ask, LIKE, &written, None)? {
        Sent::Done(done) => Ok(see(&format!("/review/{}", done.number), &[])),
        Sent::Again(status, why) => show(hall, ask, status, &why),
    }
}
