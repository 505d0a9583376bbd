//! The tabs 笔录, 文书, 时间轴 and 留痕: what the record of a case says.

use axum::response::Response;
use bonafide_procedure::case::act::recorded_as;
use bonafide_procedure::case::{Entry, Event};

use super::case::sheet;
use crate::gather::Dated;
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Cell, Happened, Sheet, Table};
use crate::http::hall::Hall;
use crate::http::may::Sight;
use crate::http::picture;
use crate::report::names::Names;
use crate::report::{receipt, timeline as told};
use crate::words::{Words, harmless};

/// 笔录
pub(in crate::http) fn interviews(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    of_kind(hall, ask, "web-interviews-none", |event| matches!(event, Event::Interviewed(_)))
}

/// 文书
pub(in crate::http) fn papers(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    of_kind(hall, ask, "web-papers-none", |event| matches!(event, Event::Served(_) | Event::Replied(_)))
}

/// The events of a kind with all their fields.
fn of_kind(hall: &Hall, ask: &Ask, none: &str, wanted: fn(&Event) -> bool) -> Result<Response, Trouble> {
    let (words, seen) = (ask.words(hall), ask.case()?);
    let names = Names::of(words, Some(&seen.gathered));
    let mut page = sheet(hall, ask, seen);
    let person = ask.viewer.person();
    for dated in hall.desk.timeline(&seen.gathered.number)?.iter().filter(|dated| wanted(&dated.entry.event)) {
        // A paper to somebody else is not the party's to read.
        let is_mine = match &dated.entry.event {
            Event::Served(served) => Some(&served.to) == person,
            Event::Replied(reply) => Some(&reply.to) == person,
            _ => false,
        };
        if seen.sight == Sight::Whole || is_mine {
            page.blocks.push(Block::Head(format!("{} {}", dated.entry.on, told::what(&names, &dated.entry))));
            page.blocks.push(Block::Lines(fields(&names, &dated.entry)));
        }
    }
    if page.blocks.is_empty() {
        page.blocks.push(Block::Empty(words.say(none)));
    }
    page.answer()
}

pub(super) fn fields(names: &Names<'_>, entry: &Entry) -> Vec<(String, String)> {
    let shown = if names.is_chinese() { entry.event.show_zh() } else { entry.event.show() };
    let shown = shown.into_iter().filter(|(_, texts)| !texts.is_empty());
    shown.map(|(field, texts)| (names.field(field), names.listed(texts.iter().map(|text| harmless(text))))).collect()
}

/// 时间轴
pub(in crate::http) fn timeline(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let (words, seen) = (ask.words(hall), ask.case()?);
    let names = Names::of(words, Some(&seen.gathered));
    let entries = hall.desk.timeline(&seen.gathered.number)?;
    let is_whole = seen.sight == Sight::Whole;
    let happened: Vec<Happened> = entries.iter().map(|dated| one(&names, dated, is_whole)).collect();
    let picture = picture::timeline::drawn(words, &happened);
    let page: Sheet<'_> = sheet(hall, ask, seen);
    page.with(Block::Picture(picture, words.say("web-timeline-picture"))).with(Block::Times(happened)).answer()
}

/// One thing that happened; to the party without who did it and what was written, beside their own acts.
pub(super) fn one(names: &Names<'_>, dated: &Dated, is_whole: bool) -> Happened {
    let entry = &dated.entry;
    let is_machine = receipt::is_note(entry);
    let is_term = matches!(entry.event, Event::TermSet(_) | Event::TermMet(_) | Event::TermMoved(_));
    // What somebody said in confidence is nobody's line in a list.
    let is_private = matches!(entry.event, Event::Talked(_) | Event::Reflected(_) | Event::Testified(_));
    let detail = told::detail(names, entry).filter(|_| (is_whole && !is_private) || is_term).unwrap_or_default();
    let who = if is_machine { names.words.say("web-by-procedure") } else { names.person(&entry.actor) };
    let who = if is_whole || is_machine { who } else { String::new() };
    Happened { day: entry.on.to_string(), what: told::what(names, entry), who, detail, is_machine }
}

/// 留痕
pub(in crate::http) fn trail(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let (words, seen) = (ask.words(hall), ask.case()?);
    let names = Names::of(words, Some(&seen.gathered));
    let entries = hall.desk.timeline(&seen.gathered.number)?;
    let rows = entries.iter().map(|dated| trail_row(words, &names, dated)).collect();
    let head = ["web-number", "web-position", "web-day", "web-event", "web-act", "web-who"];
    let head = head.map(|key| words.say(key)).to_vec();
    let page = sheet(hall, ask, seen).with(Block::Text(words.say("web-trail-text")));
    page.with(Block::Table(Table { caption: words.say("web-tab-trail"), head, rows })).answer()
}

fn trail_row(words: &Words, names: &Names<'_>, dated: &Dated) -> Vec<Cell> {
    let id = dated.entry.event.schema().name;
    let kind = if recorded_as(id).is_some() { "web-trail-act" } else { "web-trail-note" };
    vec![
        Cell::of(dated.version.to_string()),
        Cell::of(dated.position.to_string()),
        Cell::of(dated.entry.on.to_string()),
        Cell::of(told::what(names, &dated.entry)),
        Cell::of(words.say(kind)),
        Cell::of(names.person(&dated.entry.actor)),
    ]
}
