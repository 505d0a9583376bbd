//! `/inv/{no}/evidence` (证据): what was taken in, for and against, and a way to take in more or to exclude with a reason.

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::case::state::Evidence;
use bonafide_procedure::id::EvidenceId;

use crate::gather::Gathered;
use crate::http::act_form::{self, Again, Like, Sent};
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Cell, Table};
use crate::http::hall::Hall;
use crate::http::work;
use crate::report::hex;
use crate::report::names::Names;
use crate::words::{Words, harmless};

const LIKE: Like = Like::plain("add_evidence");

/// The page.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    show(hall, ask, StatusCode::OK, &Again::No)
}

fn show(hall: &Hall, ask: &Ask, status: StatusCode, again: &Again) -> Result<Response, Trouble> {
    let (words, gathered) = (ask.words(hall), &ask.case()?.gathered);
    let names = Names::of(words, Some(gathered));
    let mut page = work::page(hall, ask, ("/inv", "work-inv"), &work::INQUIRY)?;
    page.blocks.push(Block::Lead(words.say("work-evidence-lead")));
    if gathered.case.evidence.is_empty() {
        page.blocks.push(Block::Empty(words.say("web-evidence-none")));
    } else {
        let can_exclude = work::is_inquiring(ask, gathered);
        page.blocks.push(table(words, &names, gathered, can_exclude));
        let matrix = work::by_evidence(&names, gathered);
        work::matrix_blocks(words, &matrix, ("work-matrix", "web-stands"), &mut page.blocks);
    }
    if work::is_inquiring(ask, gathered) {
        page.blocks.push(Block::Head(words.say("work-evidence-add")));
        page = page.with_form((hall, ask), LIKE, again, "/inv".to_owned())?;
        let next = gathered.case.evidence.len() + 1;
        work::prefill(&mut page.form, "f-evidence", &format!("Z{next}"));
        let own = ask.viewer.person().map(ToString::to_string).unwrap_or_default();
        work::prefill(&mut page.form, "f-by", &own);
        work::only_team(&mut page.form, gathered, &["f-by"]);
    }
    page.show(status)
}

fn table(words: &Words, names: &Names<'_>, gathered: &Gathered, can_exclude: bool) -> Block {
    let row = |(id, one): (&EvidenceId, &Evidence)| {
        let title = harmless(&one.added.title);
        let title = match &one.added.file {
            Some(file) => Cell::to(format!("/cases/{}/file/{}", gathered.number, hex(&file.digest)), title),
            None => Cell::of(title),
        };
        let bears = one
            .added
            .bearings
            .iter()
            .map(|own| format!("{} {}", names.fact(own.fact.as_str()), names.either(own.side.zh(), own.side.id())));
        let taken = format!("{} {}", one.on, names.people(&one.added.by));
        let out = match &one.excluded {
            Some(reason) => Cell::tagged("no", harmless(reason)),
            None if can_exclude => Cell::to(
                format!("/inv/{}/do/exclude_evidence?f-evidence={id}", gathered.number),
                names.step_or_act("exclude_evidence"),
            ),
            None => Cell::tagged("yes", words.say("web-evidence-in")),
        };
        vec![
            Cell::of(id.as_str()),
            title,
            Cell::of(names.either(one.added.kind.zh(), one.added.kind.id())),
            Cell::of(harmless(&one.added.source)),
            Cell::of(taken),
            Cell::of(names.listed(bears)),
            out,
        ]
    };
    let head = ["web-number", "web-title", "web-kind", "web-source", "work-taken", "web-bears", "web-stands"];
    let head = head.map(|key| words.say(key)).to_vec();
    let rows = gathered.case.evidence.iter().map(row).collect();
    Block::Table(Table { caption: words.say("web-tab-evidence"), head, rows })
}

/// Takes it in.
pub(in crate::http) fn submit(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    match act_form::send(hall, ask, LIKE)? {
        Sent::Done(done) => Ok(done.answer()),
        Sent::Again(status, why) => show(hall, ask, status, &why),
    }
}
