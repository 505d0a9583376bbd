//! `/me/{no}/result` (结果): the decision in plain words first, then the whole of it, and the way to have it looked at again.

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::case::Event;
use bonafide_procedure::step::Step;

use super::case::{lines, tree_blocks};
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::Block;
use crate::http::hall::Hall;
use crate::http::warm::Warm;
use crate::report::dossier::{self, terms};
use crate::report::names::Names;
use crate::words::{harmless, say};

/// The page.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let (words, seen) = (ask.words(hall), ask.case()?);
    let gathered = &seen.gathered;
    let names = Names::of(words, Some(gathered));
    let base = format!("/me/{}", gathered.number);
    let mut page = Warm::of_matter(hall, ask, seen, words.say("web-me-result"));
    // Before it reaches the person it is nobody's to tell.
    let served = gathered.case.decision.as_ref().filter(|decision| decision.served.is_some());
    let Some(decision) = served else {
        let key = if gathered.case.decision.is_some() { "web-result-on-its-way" } else { "web-result-early" };
        page.blocks.push(Block::Lead(words.say(key)));
        page.blocks.push(super::me_case::status(words, &names, gathered));
        return page.show(StatusCode::OK);
    };
    let outcome = names.outcome(decision.outcome);
    let key = format!("web-result-{}", decision.outcome.id());
    let class = if decision.outcome == bonafide_rules::outcome::Outcome::Accountable { "" } else { "done" };
    page.blocks.push(Block::Status(class, say!(words, "web-result-is", outcome = outcome)));
    page.blocks.push(Block::Lead(words.say(&key)));
    for effect in &decision.effects {
        page.blocks.push(Block::Text(say!(words, "web-result-effect", effect = names.effect(effect.as_str()))));
    }
    review(&names, &base, gathered, &mut page.blocks);
    page.blocks.push(Block::Head(words.say("web-result-why")));
    for dated in hall.desk.timeline(&gathered.number)? {
        let said = match &dated.entry.event {
            Event::Decided(decided) => Some((&decided.reason, Some(&decided.remedy))),
            Event::Reviewed(reviewed) => Some((&reviewed.reason, None)),
            Event::Appealed(appealed) => Some((&appealed.reason, None)),
            _ => None,
        };
        if let Some((reason, remedy)) = said {
            let head = say!(words, "web-result-reason", day = dated.entry.on.to_string());
            page.blocks.push(Block::Quote(head, harmless(reason)));
            page.blocks.extend(remedy.map(|remedy| Block::Quote(words.say("web-result-remedy"), harmless(remedy))));
        }
    }
    page.blocks.push(Block::Head(words.say("web-result-whole")));
    page.blocks.push(lines(dossier::rulings(&names, gathered)));
    tree_blocks(words, gathered, &gathered.law.standings(&gathered.case), &mut page.blocks);
    page.show(StatusCode::OK)
}

/// Review and appeal, with the last day, or what became of them.
fn review(names: &Names<'_>, base: &str, gathered: &crate::gather::Gathered, blocks: &mut Vec<Block>) {
    let (words, case) = (names.words, &gathered.case);
    let asked = [(&case.review, "web-result-review-asked"), (&case.appeal, "web-result-appeal-asked")];
    for (request, key) in asked {
        if let Some(request) = request.as_ref().filter(|request| request.answered.is_none()) {
            blocks.push(Block::Status("", say!(words, key, day = request.on.to_string())));
        }
    }
    for (step, act, is_used) in [
        (Step::RequestReview, "request_review", case.review.is_some()),
        (Step::RequestAppeal, "request_appeal", case.appeal.is_some()),
    ] {
        let Some(term) = case.running(step).filter(|_| !is_used) else { continue };
        let left = terms::left(names, term, gathered.today, &gathered.calendar);
        let due = term.due.to_string();
        if term.is_overdue(gathered.today) {
            blocks.push(Block::Text(say!(words, "web-result-term-over", step = names.step(step), due = due)));
        } else {
            blocks.push(Block::Text(say!(words, "web-result-term", step = names.step(step), due = due, left = left)));
            let key = format!("web-right-{}", act.replace('_', "-"));
            blocks.push(Block::Buttons(vec![(format!("{base}/do/{act}"), words.say(&key))]));
        }
    }
}
