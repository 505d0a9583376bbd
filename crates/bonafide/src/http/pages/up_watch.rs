//! `/up/watch` (督办): how long each stage takes against its term, and what becomes of cases; small numbers are hidden.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::case::state::Case;
use bonafide_procedure::step::Step;
use bonafide_store::{CaseTie, Filter, Sorting, Wanted};

use crate::handle::CASE;
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Cell, Table};
use crate::http::hall::Hall;
use crate::http::may::Sight;
use crate::http::picture::boxes::{self, Stage};
use crate::http::picture::sankey::{self, Stream};
use crate::http::warm::Warm;
use crate::report::names::Names;
use crate::words::{Words, say};

/// The last cases looked at.
const CASES_MAX: u32 = 400;

/// Smaller numbers might point at somebody.
const LEAST: usize = 5;

/// The page.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let names = Names::of(words, None);
    let mut page = Warm::new(hall, ask, words.say("work-watch"));
    page.path = vec![("/up".to_owned(), words.say("work-up"))];
    let reached = hall.lists.reached(&hall.desk)?;
    let wanted = reached.known.audiences.wanted(person, |sight| sight == Sight::Whole, Sorting::Change);
    let filter = Filter { kind: Some(CASE), ..Filter::default() };
    let rows = hall.desk.store.case_lists()?.find(&Wanted { filter, count_max: CASES_MAX, ..wanted })?;
    let mut days: BTreeMap<Step, (Vec<i64>, Vec<i64>)> = BTreeMap::new();
    let mut flows: BTreeMap<(String, String), (usize, usize)> = BTreeMap::new();
    for row in &rows {
        let case = hall.desk.case_at(row.stream)?;
        for term in case.terms.iter().filter(|term| !term.step.is_right()) {
            let until = term.met.map_or(hall.desk.today(), |(day, _)| day);
            let own = days.entry(term.step).or_default();
            own.0.push((until.0 - term.from.0).max(0));
            own.1.push((term.due.0 - term.from.0).max(0));
        }
        let flow = flows.entry((from(words, &names, &case), to(words, &names, &case))).or_default();
        flow.0 += 1;
        // Who works on a case knows it: to them its number gives nothing away.
        flow.1 += usize::from(row.tie == CaseTie::Whole);
    }
    if rows.is_empty() {
        page.blocks.push(Block::Empty(words.say("work-watch-none")));
        return page.show(StatusCode::OK);
    }
    page.blocks.push(Block::Lead(say!(words, "work-watch-lead", count = rows.len() as u64, least = LEAST as u64)));
    stages(words, &names, days, &mut page.blocks);
    outcomes(words, &flows, &mut page.blocks);
    page.show(StatusCode::OK)
}

fn from(words: &Words, names: &Names<'_>, case: &Case) -> String {
    case.screening.map_or_else(|| words.say("work-not-screened"), |one| names.either(one.zh(), one.id()))
}

fn to(words: &Words, names: &Names<'_>, case: &Case) -> String {
    match case.outcome() {
        Some(outcome) => names.outcome(outcome),
        None if case.has_done(Step::Transfer) => names.step(Step::Transfer),
        None => words.say("work-going-on"),
    }
}

fn stages(words: &Words, names: &Names<'_>, days: BTreeMap<Step, (Vec<i64>, Vec<i64>)>, blocks: &mut Vec<Block>) {
    let (mut stages, mut rows) = (Vec::new(), Vec::new());
    for (step, (mut took, mut terms)) in days {
        took.sort_unstable();
        terms.sort_unstable();
        let name = names.step(step);
        if took.len() < LEAST {
            let hidden = Cell::of(say!(words, "work-fewer", least = LEAST as u64));
            rows.push(
                [Cell::of(name), hidden].into_iter().chain(std::iter::repeat_with(Cell::default).take(4)).collect(),
            );
            continue;
        }
        let term = terms.get(terms.len() / 2).copied();
        let stage = Stage { name, days: took, term };
        let number = |number: i64| Cell::day(number.to_string());
        rows.push(vec![
            Cell::of(stage.name.as_str()),
            number(i64::try_from(stage.days.len()).unwrap_or(0)),
            number(stage.quarter(2)),
            Cell::day(format!("{}–{}", stage.quarter(1), stage.quarter(3))),
            number(stage.quarter(4)),
            number(term.unwrap_or(0)),
        ]);
        stages.push(stage);
    }
    blocks.push(Block::Head(words.say("work-boxes-head")));
    if !stages.is_empty() {
        blocks.push(Block::Picture(boxes::drawn(words, &stages), words.say("work-boxes-caption")));
    }
    let head = ["web-step", "work-count", "work-median", "work-middle-half", "work-longest", "work-term"];
    let head = head.map(|key| words.say(key)).to_vec();
    blocks.push(Block::Table(Table { caption: words.say("work-boxes-table"), head, rows }));
}

/// A number as it may be said.
fn said(words: &Words, (count, own): (usize, usize)) -> String {
    if count >= LEAST || own == count { count.to_string() } else { say!(words, "work-fewer", least = LEAST as u64) }
}

fn outcomes(words: &Words, flows: &BTreeMap<(String, String), (usize, usize)>, blocks: &mut Vec<Block>) {
    let stream = |((from, to), counts): (&(String, String), &(usize, usize))| {
        let said = said(words, *counts);
        // What is hidden is drawn as broad as the least that is shown would be.
        let shown = if said.parse::<usize>().is_ok() { counts.0 } else { LEAST };
        Stream { from: from.clone(), to: to.clone(), count: i64::try_from(shown).unwrap_or(0), said }
    };
    let streams: Vec<Stream> = flows.iter().map(stream).collect();
    blocks.push(Block::Head(words.say("work-flow-head")));
    let picture = sankey::drawn(&words.say("work-flow-picture"), &streams);
    blocks.push(Block::Picture(picture, words.say("work-flow-caption")));
    let row = |one: &Stream| vec![Cell::of(one.from.as_str()), Cell::of(one.to.as_str()), Cell::day(one.said.as_str())];
    let head = ["work-flow-from", "work-flow-to", "work-count"].map(|key| words.say(key)).to_vec();
    let rows = streams.iter().map(row).collect();
    blocks.push(Block::Table(Table { caption: words.say("work-flow-table"), head, rows }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn a_small_number_is_hidden_unless_every_case_in_it_is_ones_own() {
        let words = Words::new(Language::English);
        assert_eq!(said(&words, (5, 0)), "5");
        assert_eq!(said(&words, (4, 4)), "4");
        assert!(said(&words, (4, 3)).parse::<usize>().is_err());
        assert!(said(&words, (1, 0)).parse::<usize>().is_err());
    }
}
