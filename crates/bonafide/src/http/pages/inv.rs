//! `/inv` (我的案件): the cases I inquire into, by term and not by arrival, each with its bar.

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::case::state::RunningTerm;
use bonafide_store::{CaseTie, Filter, Sorting};

use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Card, Cell, Table};
use crate::http::hall::Hall;
use crate::http::lists::rows::Teller;
use crate::http::picture::term;
use crate::http::warm::Warm;
use crate::http::work;
use crate::report::dossier;
use crate::report::names::Names;
use crate::words::say;

/// So many cases are shown with their bars; the table has the rest.
const BARS_MAX: usize = 6;

/// The page.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let mut page = Warm::new(hall, ask, words.say("work-inv"));
    let mut found = work::rows(hall, ask, |known, person| {
        let wanted = known.audiences.wanted_by(person, |tie, _| tie == CaseTie::Whole, Sorting::Change);
        (wanted, Filter { is_open: Some(true), ..Filter::default() })
    })?;
    let mut teller = Teller::new(words, &found.reached.known, &hall.desk.calendar, person);
    // A case without a running duty is mine all the same; it comes last.
    found.rows.sort_by_key(|row| (row.duty_due, row.key));
    let (mut cards, mut bars, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    for row in &found.rows {
        let Ok(number) = bonafide_procedure::id::CaseNo::new(&row.number) else { continue };
        if !hall.desk.case_at(row.stream)?.team.contains(person) {
            continue;
        }
        let gathered = hall.desk.look(&number)?;
        let names = Names::of(words, Some(&gathered));
        let next = gathered.situation().next_steps();
        let is_mine = next.first().is_some_and(|next| next.people.contains(person));
        let text = next.first().map(|next| dossier::next_sentence(&names, &gathered, next)).unwrap_or_default();
        let stands = if is_mine { words.say("web-me-your-turn") } else { dossier::stage(&names, &gathered) };
        let end = next.first().map_or("plan", |next| end_of(next.step));
        cards.push(Card {
            address: format!("/inv/{}/{end}", gathered.number),
            title: format!("{} {}", gathered.number, dossier::matter(&gathered)),
            text,
            tag: (if is_mine { "open" } else { "calm" }, stands),
        });
        let running: Vec<&RunningTerm> =
            gathered.case.terms.iter().filter(|term| term.met.is_none() && !term.step.is_right()).collect();
        if !running.is_empty() && bars.len() < BARS_MAX {
            bars.push((gathered.number.to_string(), term::bars(&names, &running, gathered.today)));
        }
        let left = teller.left(row.duty_due);
        let tag = if row.duty_due < gathered.today.0 { "no" } else { "open" };
        rows.push(vec![
            Cell::to(format!("/inv/{}/plan", gathered.number), gathered.number.as_str()),
            Cell::of(dossier::matter(&gathered)),
            Cell::of(teller.step(&row.duty_step)),
            Cell::day(Teller::day(row.duty_due)),
            if left.is_empty() { Cell::default() } else { Cell::tagged(tag, left) },
        ]);
    }
    if cards.is_empty() {
        page.blocks.push(Block::Empty(words.say("work-inv-none")));
        return page.show(StatusCode::OK);
    }
    page.blocks.push(Block::Lead(say!(words, "work-inv-lead", count = cards.len() as u64)));
    page.blocks.push(Block::Cards(cards));
    page.blocks.push(Block::Head(words.say("web-terms")));
    for (number, picture) in bars {
        page.blocks.push(Block::Picture(picture, number));
    }
    let head = ["web-number-case", "web-matter", "web-step", "web-due", "web-left"].map(|key| words.say(key)).to_vec();
    page.blocks.push(Block::Table(Table { caption: words.say("work-inv-table"), head, rows }));
    page.blocks.extend(found.more.map(|more| Block::Buttons(vec![(more, words.say("web-cases-more"))])));
    page.show(StatusCode::OK)
}

/// The page on which a step is taken.
fn end_of(step: bonafide_procedure::step::Step) -> &'static str {
    use bonafide_procedure::step::Step;
    match step {
        Step::Evidence => "evidence",
        Step::Interview => "talk",
        Step::Find => "facts",
        Step::PreliminaryReport => "report",
        _ => "plan",
    }
}
