//! `/unit` (本单位工作台): what waits for the unit's leaders: opinions, self-checks, corrections, each with its last day.

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::step::Step;

use crate::gather::Gathered;
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Card};
use crate::http::hall::Hall;
use crate::http::mine;
use crate::http::warm::Warm;
use crate::report::dossier::{self, terms};
use crate::report::names::Names;
use crate::words::{Words, say};

/// The page.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let cases = mine::led(hall, person)?;
    let mut page = Warm::new(hall, ask, words.say("web-menu-unit"));
    if cases.is_empty() {
        page.blocks.push(Block::Empty(words.say("web-unit-none")));
        return page.show(StatusCode::OK);
    }
    page.blocks.push(Block::Lead(words.say("web-unit-lead")));
    let waiting: Vec<Card> = cases.iter().filter_map(|gathered| waiting(words, gathered)).collect();
    page.blocks.push(Block::Head(say!(words, "web-unit-waiting", count = waiting.len() as u64)));
    if waiting.is_empty() {
        page.blocks.push(Block::Text(words.say("web-desk-nothing")));
    }
    page.blocks.push(Block::Cards(waiting));
    let (mut open, mut late) = (0_u64, 0_u64);
    for gathered in &cases {
        for fix in mine::fixes(hall, gathered)?.iter().filter(|fix| fix.closed.is_none()) {
            open += 1;
            late += u64::from(fix.due < gathered.today);
        }
    }
    let tag = if late > 0 { "no" } else { "calm" };
    let fix = Card {
        address: "/unit/fix".to_owned(),
        title: words.say("web-unit-fix"),
        text: words.say("web-unit-fix-text"),
        tag: (tag, say!(words, "web-unit-fix-count", open = open, late = late)),
    };
    let learn = Card {
        address: "/unit/learn".to_owned(),
        title: words.say("web-unit-learn"),
        text: words.say("web-unit-learn-text"),
        tag: ("", String::new()),
    };
    page.blocks.push(Block::Cards(vec![fix, learn]));
    page.blocks.push(Block::Head(words.say("web-unit-cases")));
    page.blocks.push(Block::Cards(cases.iter().map(|gathered| other(words, gathered)).collect()));
    page.show(StatusCode::OK)
}

/// What waits for the unit in a case.
fn waiting(words: &Words, gathered: &Gathered) -> Option<Card> {
    let application = &gathered.case.application;
    let names = Names::of(words, Some(gathered));
    let awaits_opinion =
        application.by.is_some() && !application.is_units && !application.withdrawn && application.opinion.is_none();
    let next = gathered.situation().next_steps();
    let (end, key, step) = if awaits_opinion && application.accepted.is_none() {
        ("opinion", "web-unit-opinion", Step::Accept)
    } else if next.iter().any(|next| next.step == Step::ApplyUnit) {
        ("self", "web-unit-self", Step::ApplyUnit)
    } else {
        return None;
    };
    let term = gathered.case.running(step);
    let left = term.map(|term| terms::left(&names, term, gathered.today, &gathered.calendar));
    let is_late = term.is_some_and(|term| term.is_overdue(gathered.today));
    Some(Card {
        address: format!("/unit/{}/{end}", gathered.number),
        title: format!("{} {}", words.say(key), gathered.number),
        text: dossier::matter(gathered),
        tag: (if is_late { "no" } else { "open" }, left.unwrap_or_else(|| words.say("web-me-your-turn"))),
    })
}

fn other(words: &Words, gathered: &Gathered) -> Card {
    let names = Names::of(words, Some(gathered));
    Card {
        address: format!("/cases/{}", gathered.number),
        title: format!("{} {}", gathered.number, dossier::matter(gathered)),
        text: String::new(),
        tag: ("calm", dossier::stage(&names, gathered)),
    }
}
