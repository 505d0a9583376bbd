//! `/me/{no}/defence` (申辩): what was found and on which evidence, and my answer to it, fact by fact.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::case::Event;
use bonafide_procedure::step::Step;

use super::case::{lines, tree_marked};
use crate::gather::Gathered;
use crate::http::act_form::{self, ActForm, Again, Like, Sent};
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Cell, Table};
use crate::http::hall::Hall;
use crate::http::warm::Warm;
use crate::report::dossier::facts::Standing;
use crate::report::dossier::{self, terms};
use crate::report::names::Names;
use crate::words::{Words, harmless, say};

const LIKE: Like = Like::plain("defend");

/// The page.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    show(hall, ask, StatusCode::OK, &Again::No)
}

fn show(hall: &Hall, ask: &Ask, status: StatusCode, again: &Again) -> Result<Response, Trouble> {
    let (words, seen) = (ask.words(hall), ask.case()?);
    let gathered = &seen.gathered;
    let names = Names::of(words, Some(gathered));
    let base = format!("/me/{}", gathered.number);
    let mut page = Warm::of_matter(hall, ask, seen, words.say("web-me-defence"));
    let was_served = gathered.case.determination.as_ref().is_some_and(|found| found.served.is_some());
    if !was_served {
        page.blocks.push(Block::Lead(words.say("web-defence-early")));
        page.blocks.push(super::me_case::status(words, &names, gathered));
        return page.show(status);
    }
    page.blocks.push(Block::Lead(words.say("web-defence-lead")));
    let disputed = disputed(hall, gathered, &mut page.blocks, words)?;
    term(words, &names, gathered, &mut page.blocks);
    page.blocks.push(Block::Head(words.say("web-defence-found")));
    page.blocks.push(lines(dossier::rulings(&names, gathered)));
    let is_open = gathered.case.decision.is_none() && gathered.case.sanction.is_none() && !gathered.case.is_closed();
    // While it can be answered, the form lists the facts; once it cannot, the table does.
    if !is_open || !disputed.is_empty() {
        page.blocks.push(facts(words, &names, gathered, &disputed));
    }
    page.blocks.push(evidence(words, &names, gathered));
    if is_open {
        page.blocks.push(Block::Head(words.say("web-defence-write")));
        page = page.with_form((hall, ask), LIKE, again, base.clone())?;
        if let Some(form) = &mut page.form {
            with_findings(form, &names, gathered);
        }
        page.after.push(Block::Text(words.say("web-defence-waive")));
        let waive = vec![(format!("{base}/do/waive_defence"), words.say("web-right-waive-defence"))];
        page.after.push(Block::Cards(waive.into_iter().map(link).collect()));
    }
    tree_marked(words, gathered, &gathered.law.standings(&gathered.case), &disputed, &mut page.after);
    page.show(status)
}

fn link((address, title): (String, String)) -> crate::http::blocks::Card {
    crate::http::blocks::Card { address, title, text: String::new(), tag: ("", String::new()) }
}

/// What was said against the determination so far; the facts disputed.
fn disputed(
    hall: &Hall,
    gathered: &Gathered,
    blocks: &mut Vec<Block>,
    words: &Words,
) -> Result<BTreeSet<String>, Trouble> {
    let mut disputed = BTreeSet::new();
    for dated in hall.desk.timeline(&gathered.number)? {
        match &dated.entry.event {
            // A new determination is answered anew.
            Event::Determined(_) => disputed.clear(),
            Event::Defended(own) => {
                disputed.extend(own.disputed.iter().map(|fact| fact.as_str().to_owned()));
                let head = say!(words, "web-defence-filed", day = dated.entry.on.to_string());
                blocks.push(Block::Quote(head, harmless(&own.statement)));
            }
            _ => {}
        }
    }
    Ok(disputed)
}

/// Until when it can be answered.
fn term(words: &Words, names: &Names<'_>, gathered: &Gathered, blocks: &mut Vec<Block>) {
    if let Some(term) = gathered.case.running(Step::Defend) {
        let left = terms::left(names, term, gathered.today, &gathered.calendar);
        let class = if term.is_overdue(gathered.today) { "late" } else { "" };
        blocks.push(Block::Status(class, say!(words, "web-defence-term", due = term.due.to_string(), left = left)));
    }
}

fn facts(words: &Words, names: &Names<'_>, gathered: &Gathered, disputed: &BTreeSet<String>) -> Block {
    let row = |(id, finding): (&String, &bonafide_procedure::case::act::Finding)| {
        let tag = match Standing::of(finding) {
            Standing::Found => "yes",
            Standing::Refuted => "not",
            Standing::Unresolved | Standing::NotExamined => "open",
        };
        let evidence = finding.evidence.iter().map(|one| one.as_str().to_owned());
        let own = if disputed.contains(id) { Cell::tagged("no", words.say("web-disputed")) } else { Cell::default() };
        vec![
            Cell::of(names.fact(id)),
            Cell::tagged(tag, names.value(gathered.law.fact(id), finding.value.as_str())),
            Cell::of(names.listed(evidence)),
            own,
        ]
    };
    let rows = gathered.case.facts.iter().map(row).collect();
    let head = ["web-fact", "web-value", "web-tab-evidence", "web-defence-mine"].map(|key| words.say(key)).to_vec();
    Block::Table(Table { caption: words.say("web-facts"), head, rows })
}

/// The evidence that is open to the person now.
fn evidence(words: &Words, names: &Names<'_>, gathered: &Gathered) -> Block {
    if gathered.case.evidence.is_empty() {
        return Block::Text(words.say("web-evidence-none"));
    }
    let row = |(id, one): (&bonafide_procedure::id::EvidenceId, &bonafide_procedure::case::state::Evidence)| {
        let title = harmless(&one.added.title);
        let title = match &one.added.file {
            Some(file) => {
                let digest = crate::report::hex(&file.digest);
                Cell::to(format!("/cases/{}/file/{digest}", gathered.number), title)
            }
            None => Cell::of(title),
        };
        let stands = match &one.excluded {
            Some(reason) => Cell::tagged("no", harmless(reason)),
            None => Cell::tagged("yes", words.say("web-evidence-in")),
        };
        vec![Cell::of(id.as_str()), title, Cell::of(names.either(one.added.kind.zh(), one.added.kind.id())), stands]
    };
    let rows = gathered.case.evidence.iter().map(row).collect();
    let head = ["web-number", "web-title", "web-kind", "web-stands"].map(|key| words.say(key)).to_vec();
    Block::Table(Table { caption: words.say("web-defence-evidence"), head, rows })
}

/// Each fact that can be disputed is shown with what it was found to be.
fn with_findings(form: &mut ActForm, names: &Names<'_>, gathered: &Gathered) {
    for option in form.fields.iter_mut().filter(|field| field.name == "f-disputed").flat_map(|field| &mut field.options)
    {
        if let Some(finding) = gathered.case.facts.get(&option.id) {
            let value = names.value(gathered.law.fact(&option.id), finding.value.as_str());
            option.text = say!(names.words, "web-defence-option", fact = option.text.as_str(), value = value);
        }
    }
}

/// Files it.
pub(in crate::http) fn submit(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    match act_form::send(hall, ask, LIKE)? {
        Sent::Done(done) => Ok(done.answer()),
        Sent::Again(status, why) => show(hall, ask, status, &why),
    }
}
