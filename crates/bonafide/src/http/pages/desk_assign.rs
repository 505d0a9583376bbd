//! `/desk/{no}/assign` (分办): the fairest free people suggested and why, those who may not act greyed with the reason.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::response::Response;
use bonafide_procedure::case::state::Case;
use bonafide_procedure::id::PersonId;
use bonafide_procedure::roster::assign::{Load, Search, Suggestion, Unsuited};
use bonafide_procedure::roster::recusal::{Bar, Cause};
use bonafide_procedure::roster::{Part, Tie};
use bonafide_procedure::step::Step;
use bonafide_store::{CaseTie, Sorting, Wanted};

use crate::gather::Gathered;
use crate::http::act_form::{self, Again, Like, Sent};
use crate::http::answer::Trouble;
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Cell, Table};
use crate::http::hall::Hall;
use crate::http::picture::bars;
use crate::http::picture::recusal::{self, End, Member};
use crate::http::work;
use crate::report::names::Names;
use crate::words::{Words, say};

const LIKE: Like = Like::bare("assign");

/// The organ that teams are taken from.
const TEAM: &str = "核查组";

/// So many open cases of a person are counted.
const LOAD_MAX: u32 = 200;

/// The page.
pub(in crate::http) fn page(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    show(hall, ask, StatusCode::OK, &Again::No)
}

fn show(hall: &Hall, ask: &Ask, status: StatusCode, again: &Again) -> Result<Response, Trouble> {
    let (words, gathered) = (ask.words(hall), &ask.case()?.gathered);
    let names = Names::of(words, Some(gathered));
    let mut page = work::page(hall, ask, ("/desk", "work-desk"), &work::INTAKE)?;
    page.blocks.push(Block::Lead(words.say("work-assign-lead")));
    page.blocks.push(work::matter(&names, gathered));
    let suggestion = suggested(hall, gathered)?;
    if !gathered.case.team.is_empty() {
        let team = names.people(&gathered.case.team);
        page.blocks.push(Block::Status("done", say!(words, "work-assigned", team = team)));
    } else if work::is_turn(ask, gathered, Step::Assign) {
        if !suggestion.chosen.is_empty() {
            let chosen = names.people(&suggestion.chosen);
            page.blocks.push(Block::Status("", say!(words, "work-assign-suggested", team = chosen)));
        }
        page = page.with_form((hall, ask), LIKE, again, "/desk".to_owned())?;
        let team: Vec<String> = suggestion.chosen.iter().map(ToString::to_string).collect();
        if let Some(form) = &mut page.form {
            for field in form.fields.iter_mut().filter(|field| ["f-team", "f-lead"].contains(&field.name.as_str())) {
                // Whoever may not act cannot be chosen; the table below says why.
                let may = |id: &str| suggestion.ranked.iter().any(|own| own.person.as_str() == id);
                field.options.retain(|option| may(&option.id));
                if field.is_many {
                    (field.kind, field.hint) = ("checks", String::new());
                }
            }
        }
        work::prefill(&mut page.form, "f-team", &team.join("\n"));
        work::prefill(&mut page.form, "f-lead", team.first().map(String::as_str).unwrap_or_default());
    }
    people(words, &names, &suggestion, &mut page.after);
    page.show(status)
}

/// Whom to assign, with what each has on the desk, out of the view of cases.
fn suggested(hall: &Hall, gathered: &Gathered) -> Result<Suggestion, Trouble> {
    let situation = gathered.situation();
    let matter = situation.matter(Part::Investigate);
    let unit = gathered.case.report.as_ref().map(|report| &report.unit);
    let organ = unit.and_then(|unit| gathered.roster.competent(TEAM, unit).first().map(|organ| organ.key.clone()));
    let unit = organ.as_ref().map(|organ| &organ.unit);
    let members = gathered.roster.members(TEAM, unit, gathered.today);
    let mut load = BTreeMap::new();
    for member in &members {
        load.insert(member.clone(), load_of(hall, member)?);
    }
    let count = gathered.law.procedure.steps.iter().find(|own| own.step == Step::Assign).map_or(2, |own| own.people);
    let search = Search { organ: TEAM, unit, matter: &matter, load: &load, count, on: gathered.today };
    Ok(situation.impartiality().suggest(&search))
}

/// The open cases somebody inquires into, and the last day one of them moved.
fn load_of(hall: &Hall, person: &PersonId) -> Result<Load, Trouble> {
    let reached = hall.lists.reached(&hall.desk)?;
    let wanted = reached.known.audiences.wanted_by(person, |tie, _| tie == CaseTie::Whole, Sorting::Change);
    let mut wanted = Wanted { count_max: LOAD_MAX, ..wanted };
    wanted.filter.is_open = Some(true);
    let rows = hall.desk.store.case_lists()?.find(&wanted)?;
    let mut load = Load { open_cases: 0, assigned_on: None };
    for row in rows {
        let case: std::sync::Arc<Case> = hall.desk.case_at(row.stream)?;
        if case.team.contains(person) && case.decision.is_none() {
            load.open_cases += 1;
            load.assigned_on = load.assigned_on.max(case.done.get(&Step::Assign).map(|done| done.last));
        }
    }
    Ok(load)
}

/// Everybody of the organ: the graph, the loads, and a table that says why.
fn people(words: &Words, names: &Names<'_>, suggestion: &Suggestion, blocks: &mut Vec<Block>) {
    let (mut members, mut loads, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    for (place, one) in suggestion.ranked.iter().enumerate() {
        let name = names.person(&one.person);
        let is_chosen = suggestion.chosen.contains(&one.person);
        let ties: Vec<(End, bool, String)> = one.doubts.iter().map(|bar| (end(bar), false, why(words, bar))).collect();
        let doubts = names.listed(ties.iter().map(|(_, _, why)| why.clone()));
        let (tag, key) = if is_chosen { ("yes", "work-suggested") } else { ("calm", "work-free") };
        let (count, order) = (u64::from(one.load.open_cases), place as u64 + 1);
        let since = one.load.assigned_on.map_or_else(|| words.say("work-never"), |day| day.to_string());
        let reason = say!(words, "work-rank", order = order, count = count, since = since);
        let reason = if doubts.is_empty() { reason } else { format!("{reason}；{doubts}") };
        rows.push(vec![
            Cell::of(name.as_str()),
            Cell::tagged(tag, words.say(key)),
            Cell::day(count.to_string()),
            Cell::of(reason),
        ]);
        loads.push((name.clone(), count, is_chosen));
        members.push(Member { name, ties });
    }
    for (person, unsuited) in &suggestion.unsuited {
        let name = names.person(person);
        let (ties, reason) = match unsuited {
            Unsuited::Barred(bars) => {
                let ties: Vec<_> = bars.iter().map(|bar| (end(bar), true, why(words, bar))).collect();
                let said = names.listed(ties.iter().map(|(_, _, why)| why.clone()));
                (ties, said)
            }
            Unsuited::Fills(_) => (Vec::new(), words.say("work-fills")),
            Unsuited::KinOfChosen(other) => (Vec::new(), say!(words, "work-kin", other = names.person(other))),
        };
        if !suggestion.ranked.iter().any(|own| &own.person == person) {
            rows.push(vec![
                Cell::of(name.as_str()),
                Cell::tagged("not", words.say("work-barred")),
                Cell::default(),
                Cell::of(reason),
            ]);
            members.push(Member { name, ties });
        }
    }
    if members.is_empty() {
        blocks.push(Block::Empty(words.say("work-assign-nobody")));
        return;
    }
    blocks.push(Block::Head(words.say("work-assign-people")));
    blocks.push(Block::Picture(recusal::drawn(words, &members), words.say("work-recusal-caption")));
    blocks.push(Block::Picture(bars::drawn(&words.say("work-load"), &loads), words.say("work-load-caption")));
    let head = ["web-who", "web-stands", "work-load", "work-reason"].map(|key| words.say(key)).to_vec();
    blocks.push(Block::Table(Table { caption: words.say("work-assign-table"), head, rows }));
}

/// What a bar ties somebody to.
fn end(bar: &Bar) -> End {
    match &bar.cause {
        Cause::Acted(_) | Cause::Decided => End::Case,
        Cause::Concerned => End::Person,
        Cause::Tie(tie) | Cause::ThroughKin(_, tie) => match tie {
            Tie::PostInUnit(_) | Tie::FormerPost(_) | Tie::SameUnit(_) => End::Unit,
            _ => End::Person,
        },
    }
}

/// Why, in a few words, with the article.
pub(super) fn why(words: &Words, bar: &Bar) -> String {
    let key = match &bar.cause {
        Cause::Concerned => "cause-concerned",
        Cause::Decided => "cause-decided",
        Cause::ThroughKin(..) => "cause-through-kin",
        Cause::Acted(_) => "work-tie-acted",
        Cause::Tie(tie) => match tie {
            Tie::Kinship(_) => "work-tie-kin",
            Tie::Reporting(_) => "work-tie-reporting",
            Tie::SameOrgan(_) => "work-tie-organ",
            Tie::SameUnit(_) | Tie::PostInUnit(_) => "work-tie-unit",
            Tie::FormerColleague { .. } | Tie::FormerPost(_) => "work-tie-former",
            Tie::Interest(_) => "work-tie-interest",
            Tie::PastCase(_) => "work-tie-past",
        },
    };
    let article = bar.stated.as_ref().and_then(|stated| stated.article.clone());
    let article = article.map(|article| format!("（{article}）")).unwrap_or_default();
    format!("{}{article}", words.say(key))
}

/// Assigns.
pub(in crate::http) fn submit(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    match act_form::send(hall, ask, LIKE)? {
        Sent::Done(done) => Ok(done.answer()),
        Sent::Again(status, why) => show(hall, ask, status, &why),
    }
}
