//! `/me/{no}` (进展): where my matter stands, which office has it, what reached me, and what I may do.

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::case::Event;
use bonafide_procedure::case::state::RunningTerm;
use bonafide_procedure::id::PersonId;
use bonafide_procedure::procedure::Party;
use bonafide_procedure::step::Step;

use super::case_record::{fields, one};
use crate::gather::{Dated, Gathered};
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Card, Happened};
use crate::http::hall::Hall;
use crate::http::picture::{term, timeline};
use crate::http::warm::{Warm, tabs};
use crate::report::names::Names;
use crate::report::{dossier, timeline as told};
use crate::words::{Words, harmless, say};

/// The page.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let (words, seen) = (ask.words(hall), ask.case()?);
    let gathered = &seen.gathered;
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let names = Names::of(words, Some(gathered));
    let entries = hall.desk.timeline(&gathered.number)?;
    let mut page = Warm::new(hall, ask, say!(words, "web-me-title", number = gathered.number.as_str()));
    page.path = vec![("/me".to_owned(), words.say("web-menu-me"))];
    page.tabs = tabs(hall, ask, seen);
    page.blocks.push(status(words, &names, gathered));
    let mut turns = turns(words, person, gathered);
    if !turns.is_empty() {
        page.blocks.push(Block::Buttons(turns.split_off(0)));
    }
    page.blocks.push(Block::Lines(facts(&names, gathered)));
    let running: Vec<&RunningTerm> = gathered.case.terms.iter().filter(|term| term.met.is_none()).collect();
    if !running.is_empty() && !gathered.case.is_closed() {
        page.blocks.push(Block::Head(words.say("web-terms")));
        let picture = term::bars(&names, &running, gathered.today);
        page.blocks.push(Block::Picture(picture, words.say("web-terms-picture")));
        page.blocks.push(super::case::lines(dossier::terms::lines(&names, gathered)));
    }
    papers(words, &names, person, &entries, &mut page.blocks);
    let happened: Vec<Happened> =
        entries.iter().filter(|one| is_own_part(one)).map(|it| one(&names, it, false)).collect();
    page.blocks.push(Block::Head(words.say("web-tab-timeline")));
    page.blocks.push(Block::Picture(timeline::drawn(words, &happened), words.say("web-timeline-picture")));
    page.blocks.push(Block::Times(happened));
    page.blocks.push(Block::Head(words.say("web-me-rights")));
    page.blocks.push(Block::Cards(rights(words, gathered)));
    page.show(StatusCode::OK)
}

/// The steps that people took. Terms stand above; what is weighed before it is served is not the person's yet.
fn is_own_part(dated: &Dated) -> bool {
    let is_inner = matches!(
        dated.entry.event,
        Event::Talked(_) | Event::Reflected(_) | Event::Opined(_) | Event::Proposed(_) | Event::Determined(_)
    );
    !is_inner && !crate::report::receipt::is_note(&dated.entry)
}

/// Who does what, by when; to the person as an office, never as gossip about people.
pub(super) fn status(words: &Words, names: &Names<'_>, gathered: &Gathered) -> Block {
    let next = gathered.situation().next_steps();
    let Some(first) = next.first() else {
        let key = if gathered.case.is_closed() { "show-now-closed" } else { "show-now-nothing" };
        return Block::Status("done", words.say(key));
    };
    let is_late = gathered.case.running(first.step).is_some_and(|term| term.is_overdue(gathered.today));
    let sentence = dossier::next_sentence(names, gathered, first);
    let more = if is_late { words.say("web-me-late") } else { String::new() };
    Block::Status(if is_late { "late" } else { "" }, format!("{sentence} {more}").trim().to_owned())
}

/// What is the person's to do now; the first is the main one.
fn turns(words: &Words, person: &PersonId, gathered: &Gathered) -> Vec<(String, String)> {
    let base = format!("/me/{}", gathered.number);
    let mut links = Vec::new();
    for own in super::me::own_steps(person, gathered) {
        let (address, key) = match own.step {
            Step::Apply => (format!("/apply/{}", gathered.number), "web-me-do-apply"),
            Step::ApplyUnit => (format!("/unit/{}/self", gathered.number), "web-me-do-apply-unit"),
            Step::Defend => (format!("{base}/defence"), "web-me-do-defend"),
            Step::RequestReview => (format!("{base}/result"), "web-me-do-review"),
            Step::RequestAppeal => (format!("{base}/do/request_appeal"), "web-me-do-appeal"),
            _ => continue,
        };
        links.push((address, words.say(key)));
    }
    let application = &gathered.case.application;
    if application.supplement_asked && !application.supplemented {
        links.insert(0, (format!("{base}/do/supplement"), words.say("web-me-do-supplement")));
    }
    links
}

/// The office that has the matter: whoever takes the next step, or, while that is the person, the body that screens.
pub(super) fn office(names: &Names<'_>, gathered: &Gathered) -> Option<String> {
    let next = gathered.situation().next_steps().into_iter().find(|next| next.is_main).map(|next| next.by);
    let screens = || gathered.law.procedure.provided(Step::Screen).next().map(|provided| provided.by.clone());
    next.filter(|by| !by.contains(&Party::Subject)).or_else(screens).map(|by| names.parties(&by))
}

fn facts(names: &Names<'_>, gathered: &Gathered) -> Vec<(String, String)> {
    let words = names.words;
    let mut lines = vec![(words.say("web-stage"), dossier::stage(names, gathered))];
    let office = office(names, gathered);
    lines.extend(office.map(|office| (words.say("web-me-office"), office)));
    if let Some(report) = &gathered.case.report {
        lines.push((words.say("web-unit"), names.unit(&report.unit)));
        lines.push((words.say("web-matter"), harmless(&report.allegation)));
        lines.push((words.say("web-act-on"), report.act_on.to_string()));
    }
    lines.push((words.say("web-law"), format!("{} {}", names.title(), gathered.law.name)));
    lines
}

/// What was served on the person, and what they handed in.
fn papers(words: &Words, names: &Names<'_>, person: &PersonId, entries: &[Dated], blocks: &mut Vec<Block>) {
    let number = |entry: &Dated| format!("{} {}", entry.entry.on, told::what(names, &entry.entry));
    let to_me = entries.iter().filter(|dated| match &dated.entry.event {
        Event::Served(served) => &served.to == person,
        Event::Replied(reply) => &reply.to == person,
        Event::SupplementRequested(_) | Event::Rejected(_) | Event::Accepted(_) => true,
        _ => false,
    });
    let told: Vec<(String, Vec<(String, String)>)> =
        to_me.map(|one| (number(one), fields(names, &one.entry))).collect();
    blocks.push(Block::Head(words.say("web-me-papers")));
    if told.is_empty() {
        blocks.push(Block::Text(words.say("web-me-papers-none")));
    }
    for (head, lines) in told {
        blocks.push(Block::Quote(
            head,
            lines.into_iter().map(|(label, text)| format!("{label}：{text}")).collect::<Vec<_>>().join("\n"),
        ));
    }
}

/// What the person may do at any time, each with what follows from it.
fn rights(words: &Words, gathered: &Gathered) -> Vec<Card> {
    let case = &gathered.case;
    let mut acts = Vec::new();
    if !case.is_closed() {
        acts.extend(["enclose", "request_recusal"]);
        if case.application.is_pending() {
            acts.push("withdraw");
        }
        if case.application.opinion == Some(bonafide_procedure::case::act::UnitOpinion::Refuse)
            && !case.application.contested
        {
            acts.insert(0, "contest");
        }
    }
    acts.push("reflect");
    let card = |act: &str| {
        let key = act.replace('_', "-");
        Card {
            address: format!("/me/{}/do/{act}", gathered.number),
            title: words.say(&format!("web-right-{key}")),
            text: words.say(&format!("web-right-{key}-text")),
            tag: ("", String::new()),
        }
    };
    acts.into_iter().map(card).collect()
}
