//! A page with a list: counters, what narrows it, fifty rows, the way on; and no page at all when nothing moved.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use axum::http::header::{CACHE_CONTROL, ETAG};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use bonafide_procedure::id::PersonId;
use bonafide_procedure::step::{Step, Track};
use bonafide_store::{Sorting, Wanted};

use super::query::{COUNTED, Query, ROWS};
use super::rows::{Teller, Term};
use super::{Known, Reached};
use crate::http::answer::{Trouble, page as show};
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Table};
use crate::http::frame::Frame;
use crate::http::hall::Hall;
use crate::words::{Words, say};

/// More units than these are found by words, not picked.
const UNITS_MAX: usize = 40;

/// One thing to pick from.
pub(in crate::http) struct Pick {
    pub(in crate::http) name: &'static str,
    pub(in crate::http) label: String,
    pub(in crate::http) options: Vec<(String, String, bool)>,
}

/// A counter of the desk.
pub(in crate::http) struct Counter {
    pub(in crate::http) address: String,
    pub(in crate::http) count: String,
    pub(in crate::http) text: String,
    pub(in crate::http) is_here: bool,
}

/// The page.
#[derive(askama::Template)]
#[template(path = "list.html")]
pub(in crate::http) struct ListPage<'a> {
    frame: Frame<'a>,
    /// Where the form leads.
    action: &'static str,
    counters: Vec<Counter>,
    carried: Vec<(&'static str, String)>,
    text: String,
    picks: Vec<Pick>,
    /// How many, in words.
    counted: String,
    live: String,
    tag: String,
    blocks: Vec<Block>,
    exported: Vec<(&'static str, String)>,
    links: Vec<(String, String)>,
}

/// What a list page is made of.
pub(in crate::http) struct List<'a> {
    pub(in crate::http) title: String,
    pub(in crate::http) caption: String,
    pub(in crate::http) action: &'static str,
    pub(in crate::http) counters: Vec<Counter>,
    pub(in crate::http) query: &'a Query,
    pub(in crate::http) wanted: Wanted,
    pub(in crate::http) term: Term,
    /// Said when there is nothing.
    pub(in crate::http) empty: String,
    /// Further ways, below.
    pub(in crate::http) links: Vec<(String, String)>,
    /// Put before the table.
    pub(in crate::http) before: Vec<Block>,
    /// Put after it.
    pub(in crate::http) behind: Vec<Block>,
}

/// The view caught up, the reader, and the answer at once where nothing has moved since they last asked.
pub(in crate::http) enum Begun {
    /// Nothing is new.
    Unchanged(Response),
    /// Go on.
    Fresh(Reached, String),
}

/// Catches up and sees whether the reader has this very page.
pub(in crate::http) fn begin(hall: &Hall, ask: &Ask, person: &PersonId) -> Result<Begun, Trouble> {
    let reached = hall.lists.reached(&hall.desk)?;
    let tag = tag(ask, &reached.known, reached.behind, person);
    if !ask.known.is_empty() && ask.known.contains(&tag) {
        return Ok(Begun::Unchanged(StatusCode::NOT_MODIFIED.into_response()));
    }
    Ok(Begun::Fresh(reached, tag))
}

/// What a page depends on, in short.
fn tag(ask: &Ask, known: &Known, behind: u64, person: &PersonId) -> String {
    let mut hasher = DefaultHasher::new();
    (known.size(), known.stamp(), known.today().0, behind, person.as_str(), ask.path.split('?').next())
        .hash(&mut hasher);
    // Since when rows are marked as new changes nothing while nothing is new.
    ask.query.iter().filter(|(name, _)| name != "since").for_each(|pair| pair.hash(&mut hasher));
    (ask.viewer.theme, ask.viewer.is_large, ask.viewer.language == crate::words::Language::English).hash(&mut hasher);
    ask.viewer.signed.as_ref().map(|signed| &signed.form_token).hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// How many, as far as anybody counts.
pub(in crate::http) fn number(words: &Words, count: u32) -> String {
    if count < COUNTED { count.to_string() } else { say!(words, "web-list-more-than", count = u64::from(COUNTED - 1)) }
}

/// Makes the page.
pub(in crate::http) fn answer(
    hall: &Hall,
    ask: &Ask,
    (reached, tag): (&Reached, &str),
    list: List<'_>,
) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let query = list.query;
    let wanted = Wanted { after: query.after, count_max: ROWS + 1, ..list.wanted };
    let lists = hall.desk.store.case_lists()?;
    let mut found = lists.find(&wanted)?;
    let has_more = found.len() > ROWS as usize;
    found.truncate(ROWS as usize);
    let count = hall.lists.count(&hall.desk, reached, Wanted { after: None, count_max: COUNTED, ..wanted })?;
    let mut teller = Teller::new(words, &reached.known, &hall.desk.calendar, person);
    let rows = found.iter().map(|row| teller.cells(row, list.term, query.since)).collect::<Vec<_>>();
    let mut blocks = list.before;
    if reached.behind > 0 {
        blocks.push(Block::Status("", say!(words, "web-list-behind", count = reached.behind)));
    }
    if rows.is_empty() {
        blocks.push(Block::Empty(if query.is_narrowed() { words.say("web-list-none-narrowed") } else { list.empty }));
    } else {
        blocks.push(Block::Table(Table { caption: list.caption, head: Teller::heads(words), rows }));
    }
    let mut ways = Vec::new();
    if let Some(last) = found.last().filter(|_| has_more) {
        let after = format!("{}.{}", last.key.0, last.key.1);
        ways.push((query.address(list.action, &[("after", after)]), words.say("web-cases-more")));
    }
    if query.after.is_some() {
        ways.push((query.address(list.action, &[]), words.say("web-list-first")));
    }
    if !ways.is_empty() {
        blocks.push(Block::Buttons(ways));
    }
    blocks.extend(list.behind);
    let since = query.since.unwrap_or_else(|| i64::try_from(reached.known.size()).unwrap_or(i64::MAX));
    let mut beside = vec![("since", since.to_string())];
    if let Some((one, two)) = query.after {
        beside.push(("after", format!("{one}.{two}")));
    }
    let page = ListPage {
        frame: Frame::new(hall, ask, list.title),
        action: list.action,
        counters: list.counters,
        carried: query.pairs().into_iter().filter(|(name, _)| matches!(*name, "kind" | "list")).collect(),
        text: query.text.clone(),
        picks: picks(words, reached, person, query, &teller),
        counted: say!(words, "web-list-count", count = number(words, count)),
        live: query.address(list.action, &beside),
        tag: tag.to_owned(),
        blocks,
        exported: if count == 0 { Vec::new() } else { exported(query, list.action) },
        links: list.links,
    };
    let mut answer = show(&page)?;
    // Kept by the browser alone, and asked for anew each time.
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if let Ok(tag) = HeaderValue::from_str(&format!("W/\"{tag}\"")) {
        answer.headers_mut().insert(ETAG, tag);
    }
    Ok(answer)
}

/// What an export is told.
fn exported(query: &Query, action: &'static str) -> Vec<(&'static str, String)> {
    let mut pairs = query.pairs();
    pairs.push(("of", action.to_owned()));
    pairs
}

fn picks(words: &Words, reached: &Reached, person: &PersonId, query: &Query, teller: &Teller<'_>) -> Vec<Pick> {
    let option = |chosen: &str, id: &str, text: String| (id.to_owned(), text, chosen == id);
    let pick = |name: &'static str, chosen: &str, ids: &[&str]| Pick {
        name,
        label: words.say(&format!("web-pick-{name}")),
        options: std::iter::once("")
            .chain(ids.iter().copied())
            .map(|id| {
                let key = if id.is_empty() { "any" } else { id };
                option(chosen, id, words.say(&format!("web-pick-{name}-{key}")))
            })
            .collect(),
    };
    let mut picks = Vec::new();
    let is_own = matches!(query.list.as_str(), "waiting" | "late");
    if !is_own {
        picks.push(pick("state", &query.state, &["open", "closed"]));
    }
    let main = Step::ALL.iter().filter(|step| step.row().track == Track::Main);
    let steps = main.map(|step| option(&query.step, step.id(), teller.names.step(*step)));
    let any = |chosen: &str| option(chosen, "", words.say("web-pick-step-any"));
    picks.push(Pick {
        name: "step",
        label: words.say("web-pick-step"),
        options: std::iter::once(any(&query.step)).chain(steps).collect(),
    });
    let units = reached.known.audiences.units(person);
    if (2..=UNITS_MAX).contains(&units.len()) {
        let units = units.iter().map(|unit| option(&query.unit, unit.as_str(), teller.names.unit(unit)));
        let options = std::iter::once(option(&query.unit, "", words.say("web-pick-step-any"))).chain(units).collect();
        picks.push(Pick { name: "unit", label: words.say("web-unit"), options });
    }
    picks.push(pick("due", &query.due, &["late", "today", "week"]));
    if query.list.is_empty() && query.text.is_empty() {
        picks.push(pick("sort", &query.sort, &["due"]));
    }
    picks
}

/// The question of one of the four lists of the desk.
pub(in crate::http) fn of_desk(known: &Known, person: &PersonId, query: &Query) -> Wanted {
    use crate::http::may::Sight;
    let all = |sight| sight > Sight::Nothing;
    let mut filter = query.filter(known.today());
    filter.kind = None;
    let mut wanted = match query.list.as_str() {
        "done" => known.audiences.wanted(person, all, Sorting::Acted),
        "to-read" => {
            filter.is_open = Some(true);
            known.audiences.wanted(person, |sight| sight == Sight::Party, Sorting::Change)
        }
        "late" => {
            let yesterday = known.today().0 - 1;
            filter.due_until = Some(filter.due_until.map_or(yesterday, |until| until.min(yesterday)));
            known.audiences.wanted(person, |sight| sight == Sight::Whole, Sorting::Due)
        }
        _ => known.audiences.wanted(person, all, Sorting::Turn),
    };
    wanted.filter = filter;
    wanted
}
