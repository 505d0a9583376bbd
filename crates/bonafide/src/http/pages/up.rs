//! `/up` (报备与上报) and `/up/{no}`: what comes up to the organ above, what is late first; and one of them, to be answered.

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::step::Step;
use bonafide_store::{Filter, NO_DAY, Sorting};

use super::case::lines;
use crate::handle::FILING;
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Card, Cell, Table};
use crate::http::hall::Hall;
use crate::http::lists::rows::Teller;
use crate::http::may::Sight;
use crate::http::warm::Warm;
use crate::http::work::{self, Found};
use crate::report::dossier;
use crate::report::names::Names;
use crate::words::harmless;

/// The page.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let mut page = Warm::new(hall, ask, words.say("work-up"));
    page.blocks.push(Block::Lead(words.say("work-up-lead")));
    page.blocks.push(Block::Buttons(vec![("/up/watch".to_owned(), words.say("work-watch"))]));
    let of_kind = |kind, order, is_open| {
        work::rows(hall, ask, move |known, person| {
            let wanted = known.audiences.wanted(person, |sight| sight == Sight::Whole, order);
            (wanted, Filter { kind, is_open, ..Filter::default() })
        })
    };
    let filings = of_kind(Some(FILING), Sorting::Change, None)?;
    table((hall, ask), ("work-up-filings", "work-up-no-filings"), &filings, &mut page.blocks)?;
    let late = of_kind(Some(crate::handle::CASE), Sorting::Due, Some(true))?;
    table((hall, ask), ("work-up-cases", "work-up-no-cases"), &late, &mut page.blocks)?;
    page.blocks.extend(late.more.map(|more| Block::Buttons(vec![(more, words.say("web-cases-more"))])));
    page.show(StatusCode::OK)
}

fn table(
    (hall, ask): (&Hall, &Ask),
    (caption, none): (&str, &str),
    found: &Found,
    blocks: &mut Vec<Block>,
) -> Result<(), Trouble> {
    let (words, person) = (ask.words(hall), ask.viewer.person().ok_or(Trouble::SignIn)?);
    if found.rows.is_empty() {
        blocks.push(Block::Empty(words.say(none)));
        return Ok(());
    }
    let known = &found.reached.known;
    let mut teller = Teller::new(words, known, &hall.desk.calendar, person);
    let mut rows = Vec::new();
    for row in &found.rows {
        let due = row.due.min(row.duty_due);
        let due = if row.is_open { due } else { NO_DAY };
        let left = teller.left(due);
        let tag = if due < known.today().0 { "no" } else { "open" };
        rows.push(vec![
            Cell::to(format!("/up/{}", row.number), row.number.as_str()),
            Cell::of(teller.unit(row)),
            Cell::of(Teller::matter(row)),
            Cell::of(teller.stage(row)),
            Cell::of(teller.step(&row.duty_step)),
            Cell::day(Teller::day(due)),
            if left.is_empty() { Cell::default() } else { Cell::tagged(tag, left) },
        ]);
    }
    let head = ["web-number-case", "web-unit", "web-matter", "web-stage", "web-step", "web-due", "web-left"];
    let head = head.map(|key| words.say(key)).to_vec();
    blocks.push(Block::Table(Table { caption: words.say(caption), head, rows }));
    Ok(())
}

/// One filing or case, to be answered or corrected.
pub(in crate::http) fn one(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let (words, gathered) = (ask.words(hall), &ask.case()?.gathered);
    let names = Names::of(words, Some(gathered));
    let mut page = work::page(hall, ask, ("/up", "work-up"), &[])?;
    let case = &gathered.case;
    let mut acts: Vec<&str> = Vec::new();
    if let Some(filing) = &case.filing {
        let told = [
            ("web-unit", names.unit(&filing.unit)),
            ("web-matter", harmless(&filing.matter)),
            ("work-tasks", harmless(&filing.tasks)),
            ("work-duties", harmless(&filing.duties)),
            ("work-risk", harmless(&filing.risk_plan)),
            ("show-implemented", filing.implemented_on.to_string()),
        ];
        page.blocks.push(Block::Lines(told.map(|(key, text)| (words.say(key), text)).to_vec()));
        if case.filing_accepted.is_none() {
            acts.push("answer_filing");
        }
        if !case.filing_flagged {
            acts.push("flag_filing");
        }
    } else {
        page.blocks.push(work::matter(&names, gathered));
        let rulings = dossier::rulings(&names, gathered);
        if !rulings.is_empty() {
            page.blocks.push(lines(rulings));
        }
        let asked = case.appeal.as_ref();
        if asked.is_some_and(|appeal| appeal.accepted.is_none() && appeal.answered.is_none()) {
            acts.push("accept_appeal");
        }
        if work::is_turn(ask, gathered, Step::Appeal) {
            acts.push("appeal");
        }
        if case.is_closed() {
            acts.push("spot_check");
        }
        if case.decision.is_some() {
            acts.push("revoke");
        }
        let standings = gathered.law.standings(case);
        super::case::tree_blocks(words, gathered, &standings, &mut page.after);
    }
    let card = |act: &&str| Card {
        address: format!("/up/{}/do/{act}", gathered.number),
        title: names.step_or_act(act),
        text: words.say(&format!("work-up-{}", act.replace('_', "-"))),
        tag: ("", String::new()),
    };
    if !acts.is_empty() {
        page.blocks.push(Block::Head(words.say("work-up-do")));
        page.blocks.push(Block::Cards(acts.iter().map(card).collect()));
    }
    page.show(StatusCode::OK)
}
