//! `/panel/{no}` (案件一页纸): what was found, what the person says, what the rules say and why on both sides, on one page.

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::case::Event;
use bonafide_procedure::step::Step;

use super::case::{lines, tree_marked};
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Happened};
use crate::http::hall::Hall;
use crate::http::picture::timeline;
use crate::http::work;
use crate::report::dossier;
use crate::report::names::Names;
use crate::words::{harmless, say};

/// The page.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let (words, gathered) = (ask.words(hall), &ask.case()?.gathered);
    let names = Names::of(words, Some(gathered));
    let mut page = work::page(hall, ask, ("/panel", "work-panel"), &work::PANEL)?;
    let base = format!("/panel/{}", gathered.number);
    let main = if work::is_turn(ask, gathered, Step::Decide) {
        (format!("{base}/vote"), words.say("work-panel-vote"))
    } else {
        (format!("/cases/{}", gathered.number), words.say("work-panel-whole"))
    };
    let what_if = (format!("/cases/{}/what-if", gathered.number), words.say("work-what-if"));
    page.blocks.push(Block::Buttons(vec![main, what_if]));
    page.blocks.push(work::matter(&names, gathered));
    page.blocks.push(Block::Head(words.say("work-panel-found")));
    let rulings = dossier::rulings(&names, gathered);
    if rulings.is_empty() {
        page.blocks.push(Block::Text(words.say("work-panel-no-ruling")));
    } else {
        page.blocks.push(lines(rulings));
    }
    let entries = hall.desk.timeline(&gathered.number)?;
    page.blocks.push(Block::Head(words.say("work-panel-defence")));
    let mut disputed = std::collections::BTreeSet::new();
    let mut was_heard = false;
    for dated in &entries {
        let day = dated.entry.on.to_string();
        match &dated.entry.event {
            Event::Determined(_) => disputed.clear(),
            Event::Defended(own) => {
                was_heard = true;
                disputed.extend(own.disputed.iter().map(|fact| fact.as_str().to_owned()));
                page.blocks.push(Block::Quote(say!(words, "web-defence-filed", day = day), harmless(&own.statement)));
            }
            Event::DefenceWaived(own) => {
                was_heard = true;
                page.blocks.push(Block::Quote(say!(words, "work-waived", day = day), harmless(&own.reason)));
            }
            Event::Verified(own) => {
                let head = say!(words, "work-verified", day = day);
                page.blocks.push(Block::Quote(head, harmless(&own.reason)));
            }
            Event::Proposed(own) => {
                let head = say!(words, "work-proposed", day = day, outcome = names.outcome(own.outcome));
                page.blocks.push(Block::Quote(head, harmless(&own.reason)));
            }
            _ => {}
        }
    }
    if !was_heard {
        page.blocks.push(Block::Text(words.say("work-panel-unheard")));
    }
    page.blocks.push(Block::Head(words.say("work-panel-engine")));
    work::engine(&names, gathered, &mut page.blocks);
    let standings = gathered.law.standings(&gathered.case);
    tree_marked(words, gathered, &standings, &disputed, &mut page.blocks);
    page.blocks.push(Block::Head(words.say("work-panel-looks")));
    work::six_looks(words, gathered, &mut page.blocks);
    let matrix = work::by_evidence(&names, gathered);
    work::matrix_blocks(words, &matrix, ("work-matrix", "web-stands"), &mut page.blocks);
    let happened: Vec<Happened> = entries.iter().map(|it| super::case_record::one(&names, it, true)).collect();
    page.blocks.push(Block::Head(words.say("web-tab-timeline")));
    page.blocks.push(Block::Picture(timeline::drawn(words, &happened), words.say("web-timeline-picture")));
    let people = happened.into_iter().filter(|one| !one.is_machine).collect();
    page.blocks.push(Block::Times(people));
    page.show(StatusCode::OK)
}
