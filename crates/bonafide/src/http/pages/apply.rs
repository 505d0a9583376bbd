//! `/apply` (容错申请): which matter, and what is to be filled in, in any order, saved at any time.

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::step::Step;

use super::apply_answers as answers;
use super::me_case::status;
use crate::http::answer::{Trouble, see};
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Card};
use crate::http::draft;
use crate::http::hall::Hall;
use crate::http::mine;
use crate::http::warm::Warm;
use crate::report::dossier::{self, terms};
use crate::report::names::Names;
use crate::words::say;

/// Which matter: with one alone, its task list at once.
pub(in crate::http) fn choose(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let open: Vec<_> = mine::concerned(hall, person)?
        .into_iter()
        .filter(|gathered| {
            gathered
                .situation()
                .next_steps()
                .iter()
                .any(|next| next.step == Step::Apply && next.people.contains(person))
        })
        .collect();
    if let [only] = open.as_slice() {
        return Ok(see(&format!("/apply/{}", only.number), &[]));
    }
    let mut page = Warm::new(hall, ask, words.say("web-apply"));
    let lead = if open.is_empty() { "web-apply-none" } else { "web-apply-which" };
    page.blocks.push(Block::Lead(words.say(lead)));
    let card = |gathered: &crate::gather::Gathered| Card {
        address: format!("/apply/{}", gathered.number),
        title: format!("{} {}", gathered.number, dossier::matter(gathered)),
        text: String::new(),
        tag: ("open", words.say("web-me-do-apply")),
    };
    page.blocks.push(Block::Cards(open.iter().map(card).collect()));
    if open.is_empty() {
        let links = vec![
            ("/me".to_owned(), words.say("web-menu-me")),
            ("/self-check".to_owned(), words.say("web-home-apply-do")),
        ];
        page.blocks.push(Block::Buttons(links));
    }
    page.show(StatusCode::OK)
}

/// The task list.
pub(in crate::http) fn tasks(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let (words, seen) = (ask.words(hall), ask.case()?);
    let gathered = &seen.gathered;
    let names = Names::of(words, Some(gathered));
    let base = format!("/apply/{}", gathered.number);
    let mut page = Warm::new(hall, ask, words.say("web-apply"));
    let own = format!("/me/{}", gathered.number);
    page.path = vec![
        ("/me".to_owned(), words.say("web-menu-me")),
        (own.clone(), say!(words, "web-me-title", number = gathered.number.as_str())),
    ];
    if gathered.case.application.by.is_some() && !gathered.case.application.withdrawn {
        page.blocks.push(Block::Status("done", words.say("web-apply-sent")));
        page.blocks.push(status(words, &names, gathered));
        page.blocks.push(Block::Buttons(vec![(own, words.say("web-me-progress"))]));
        return page.show(StatusCode::OK);
    }
    page.blocks.push(Block::Lead(words.say("web-apply-lead")));
    if let Some(term) = gathered.case.running(Step::Apply) {
        let left = terms::left(&names, term, gathered.today, &gathered.calendar);
        let class = if term.is_overdue(gathered.today) { "late" } else { "" };
        page.blocks.push(Block::Status(class, say!(words, "web-apply-term", due = term.due.to_string(), left = left)));
    }
    let given = answers::all(hall, ask, gathered)?;
    let open = answers::open(&gathered.law, &given);
    let written = draft::of(hall, ask, &format!("{base}/words"))?;
    let has_words = !written.field("f-grounds").trim().is_empty();
    let (count, left) = (given.len() as u64, open.len() as u64);
    let (asked_tag, asked) = match (given.is_empty(), open.is_empty()) {
        (true, false) => ("open", "web-task-none"),
        (_, true) => ("yes", "web-task-done"),
        (false, false) => ("calm", "web-task-begun"),
    };
    let words_tag = if has_words { ("yes", "web-task-done") } else { ("open", "web-task-none") };
    let ready_tag = if has_words { ("open", "web-task-ready") } else { ("not", "web-task-later") };
    let card = |end: &str, key: &str, text: String, (tag, stands): (&'static str, &str)| Card {
        address: format!("{base}{end}"),
        title: words.say(key),
        text,
        tag: (tag, words.say(stands)),
    };
    let progress = say!(words, "web-task-questions-text", count = count, left = left);
    page.blocks.push(Block::Cards(vec![
        card("/words", "web-task-words", words.say("web-task-words-text"), words_tag),
        card("/q", "web-task-questions", progress, (asked_tag, asked)),
        card("/check", "web-task-check", words.say("web-task-check-text"), ready_tag),
    ]));
    page.blocks.push(Block::Text(say!(words, "web-apply-kept", days = bonafide_store::DRAFT_DAYS)));
    page.show(StatusCode::OK)
}
