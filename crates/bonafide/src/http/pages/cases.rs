//! `/cases`: the cases the reader may see, a page at a time, each page found by the last number of the one before.

use axum::response::Response;

use crate::gather::Gathered;
use crate::handle::{CASE, FILING};
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Cell, Sheet, Table};
use crate::http::hall::Hall;
use crate::http::may::{Sight, sight};
use crate::report::dossier;
use crate::report::names::Names;
use crate::words::Words;

/// Rows of a page.
const ROWS: usize = 50;

/// So many numbers are looked at for one page; beyond them the reader goes on by a link.
const LOOKED_MAX: u32 = 500;

/// The list.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let is_filings = ask.query("kind") == "filings";
    let kind = if is_filings { FILING } else { CASE };
    let keys =
        hall.desk.store.streams(kind, ask.query("after"), LOOKED_MAX).map_err(crate::handle::HandleError::from)?;
    let is_full = keys.len() >= usize::try_from(LOOKED_MAX).unwrap_or(usize::MAX);
    let (mut rows, mut last, mut is_cut) = (Vec::new(), String::new(), false);
    for (key, _) in keys {
        if rows.len() >= ROWS {
            is_cut = true;
            break;
        }
        last.clone_from(&key);
        let Ok(number) = bonafide_procedure::id::CaseNo::new(&key) else { continue };
        let gathered = hall.desk.look(&number)?;
        if sight(person, &gathered) > Sight::Nothing {
            rows.push(row(words, &gathered, sight(person, &gathered)));
        }
    }
    let mut sheet = Sheet::new(hall, ask, words.say("web-menu-cases"));
    sheet.is_live = true;
    let other = if is_filings { ("/cases", "web-cases-cases") } else { ("/cases?kind=filings", "web-cases-filings") };
    if rows.is_empty() {
        sheet.blocks.push(Block::Empty(words.say("web-cases-none")));
    } else {
        let head = ["web-number-case", "web-stage", "web-subject", "web-matter", "web-unit", "web-last"];
        let head = head.map(|key| words.say(key)).to_vec();
        sheet.blocks.push(Block::Table(Table { caption: words.say("web-cases-caption"), head, rows }));
    }
    let mut links = Vec::new();
    if is_cut || is_full {
        let kind = if is_filings { "&kind=filings" } else { "" };
        links.push((format!("/cases?after={last}{kind}"), words.say("web-cases-more")));
    }
    links.push((other.0.to_owned(), words.say(other.1)));
    sheet.with(Block::Buttons(links)).answer()
}

fn row(words: &Words, gathered: &Gathered, sight: Sight) -> Vec<Cell> {
    let names = Names::of(words, Some(gathered));
    let case = &gathered.case;
    let mark = match case.outcome() {
        Some(bonafide_rules::outcome::Outcome::Accountable) => "no",
        Some(_) => "yes",
        None => "open",
    };
    // Who brought it up sees that it goes on, not more.
    let subject = case.subject().filter(|_| sight > Sight::Outline).map(|person| names.person(person));
    let unit = case.report.as_ref().map(|report| &report.unit).or(case.filing.as_ref().map(|filing| &filing.unit));
    vec![
        Cell::to(format!("/cases/{}", gathered.number), gathered.number.as_str()),
        Cell::tagged(mark, dossier::stage(&names, gathered)),
        Cell::of(subject.unwrap_or_default()),
        Cell::of(dossier::matter(gathered)),
        Cell::of(unit.map(|unit| names.unit(unit)).unwrap_or_default()),
        Cell::of(case.last_on.map(|day| day.to_string()).unwrap_or_default()),
    ]
}
