//! `/desk` (工作台): what waits for me, what I did, what reached me, what is late.

use axum::response::Response;
use bonafide_procedure::case::state::RunningTerm;
use bonafide_procedure::id::PersonId;

use crate::gather::Gathered;
use crate::http::answer::{Trouble, page as show};
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Cell, Table};
use crate::http::frame::Frame;
use crate::http::hall::Hall;
use crate::http::may::{Sight, sight};
use crate::report::dossier;
use crate::report::names::Names;
use crate::words::{Words, say};

#[derive(askama::Template)]
#[template(path = "desk.html")]
struct Desk<'a> {
    frame: Frame<'a>,
    counts: Vec<(&'static str, usize, String)>,
    blocks: Vec<Block>,
}

/// The desk of whoever is signed in.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let cases = visible(hall, person)?;
    let waiting: Vec<&Gathered> =
        cases.iter().filter(|(_, gathered)| waits_for(person, gathered)).map(|(_, one)| one).collect();
    let mut done = 0;
    for (_, gathered) in &cases {
        let entries = hall.desk.timeline(&gathered.number)?;
        done += usize::from(entries.iter().any(|dated| &dated.entry.actor == person));
    }
    let to_read = cases.iter().filter(|(sight, gathered)| *sight == Sight::Party && !gathered.case.is_closed());
    let late: Vec<(&Gathered, &RunningTerm)> = cases
        .iter()
        .filter(|(sight, _)| *sight == Sight::Whole)
        .flat_map(|(_, gathered)| late_terms(gathered).map(move |term| (gathered, term)))
        .collect();
    let counts = [
        ("#waiting", waiting.len(), "web-desk-waiting"),
        ("/cases", done, "web-desk-done"),
        ("/cases", to_read.count(), "web-desk-to-read"),
        ("#late", late.len(), "web-desk-late"),
    ];
    let counts = counts.map(|(address, count, key)| (address, count, words.say(key))).to_vec();
    let blocks = vec![waiting_table(words, &waiting), late_table(words, &late)];
    let frame = Frame::new(hall, ask, words.say("web-menu-desk"));
    show(&Desk { frame, counts, blocks })
}

/// Every case somebody may see.
fn visible(hall: &Hall, person: &PersonId) -> Result<Vec<(Sight, Gathered)>, Trouble> {
    let mut cases = Vec::new();
    for number in hall.desk.numbers()? {
        let gathered = hall.desk.look(&number)?;
        let sight = sight(person, &gathered);
        if sight > Sight::Nothing {
            cases.push((sight, gathered));
        }
    }
    Ok(cases)
}

fn waits_for(person: &PersonId, gathered: &Gathered) -> bool {
    gathered.situation().next_steps().iter().any(|next| next.is_main && next.people.contains(person))
}

fn late_terms(gathered: &Gathered) -> impl Iterator<Item = &RunningTerm> {
    let is_open = !gathered.case.is_closed();
    gathered.case.terms.iter().filter(move |term| is_open && !term.step.is_right() && term.is_overdue(gathered.today))
}

fn waiting_table(words: &Words, waiting: &[&Gathered]) -> Block {
    if waiting.is_empty() {
        return Block::Empty(words.say("web-desk-nothing"));
    }
    let mut sorted: Vec<&Gathered> = waiting.to_vec();
    sorted.sort_by_key(|gathered| due_of(gathered));
    let row = |gathered: &&Gathered| {
        let names = Names::of(words, Some(gathered));
        let next = gathered.situation().next_steps().into_iter().find(|next| next.is_main);
        let term = next.as_ref().and_then(|next| gathered.case.running(next.step));
        let left = term.map(|term| dossier::terms::left(&names, term, gathered.today, &gathered.calendar));
        let is_late = term.is_some_and(|term| term.is_overdue(gathered.today));
        let step = next.as_ref().map(|next| names.step(next.step)).unwrap_or_default();
        vec![
            Cell::to(format!("/cases/{}", gathered.number), gathered.number.as_str()),
            Cell::of(dossier::matter(gathered)),
            Cell::tagged("calm", step),
            Cell::of(next.and_then(|next| next.due).map(|due| due.to_string()).unwrap_or_default()),
            left.map(|left| Cell::tagged(if is_late { "no" } else { "open" }, left)).unwrap_or_default(),
        ]
    };
    let head = ["web-number-case", "web-matter", "web-step", "web-due", "web-left"].map(|key| words.say(key)).to_vec();
    Block::Table(Table { caption: words.say("web-desk-waiting"), head, rows: sorted.iter().map(row).collect() })
}

/// The last day of the step on the way; cases without one come last.
fn due_of(gathered: &Gathered) -> i64 {
    let next = gathered.situation().next_steps().into_iter().find(|next| next.is_main);
    next.and_then(|next| next.due).map_or(i64::MAX, |due| due.0)
}

fn late_table(words: &Words, late: &[(&Gathered, &RunningTerm)]) -> Block {
    if late.is_empty() {
        return Block::Text(words.say("web-desk-none-late"));
    }
    let row = |(gathered, term): &(&Gathered, &RunningTerm)| {
        let names = Names::of(words, Some(gathered));
        let provided = gathered.law.procedure.provided(term.step).next();
        let who = provided.map(|provided| names.parties(&provided.by)).unwrap_or_default();
        let left = dossier::terms::left(&names, term, gathered.today, &gathered.calendar);
        vec![
            Cell::to(format!("/cases/{}", gathered.number), gathered.number.as_str()),
            Cell::of(names.step(term.step)),
            Cell::of(who),
            Cell::of(term.due.to_string()),
            Cell::tagged("no", left),
        ]
    };
    let head = ["web-number-case", "web-step", "web-who", "web-due", "web-left"].map(|key| words.say(key)).to_vec();
    let caption = say!(words, "web-desk-late-table", count = late.len() as u64);
    Block::Table(Table { caption, head, rows: late.iter().map(row).collect() })
}
