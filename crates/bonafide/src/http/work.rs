//! What the pages of those who work on a case share: lists out of the view, who may act now, forms half filled in, and the
//! blocks that several of them show.

use std::collections::BTreeSet;

use bonafide_procedure::case::act::{EvidenceKind, Side};
use bonafide_procedure::id::PersonId;
use bonafide_procedure::step::Step;
use bonafide_rules::regulation::{Fact, Look};
use bonafide_store::{Filter, Listed, Wanted};

use super::act_form::{ActForm, place};
use super::answer::Trouble;
use super::ask::Ask;
use super::blocks::{Block, Cell, Tab, Table};
use super::hall::Hall;
use super::lists::query::{Query, ROWS};
use super::lists::{Known, Reached};
use super::pages::case::counted;
use super::picture::looks;
use super::picture::matrix::{self, Mark, Matrix};
use super::warm::Warm;
use crate::gather::Gathered;
use crate::report::dossier;
use crate::report::names::Names;
use crate::words::{Words, harmless, say};

/// Rows of the view, with what is known of the site.
pub(super) struct Found {
    pub(super) reached: Reached,
    pub(super) rows: Vec<Listed>,
    /// Where the next rows are.
    pub(super) more: Option<String>,
}

/// The rows of one page of a list.
pub(super) fn rows(
    hall: &Hall,
    ask: &Ask,
    question: impl FnOnce(&Known, &PersonId) -> (Wanted, Filter),
) -> Result<Found, Trouble> {
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let reached = hall.lists.reached(&hall.desk)?;
    let query = Query::of(ask);
    let (wanted, filter) = question(&reached.known, person);
    let wanted = Wanted { filter, after: query.after, count_max: ROWS + 1, ..wanted };
    let mut rows = hall.desk.store.case_lists()?.find(&wanted)?;
    let has_more = rows.len() > ROWS as usize;
    rows.truncate(ROWS as usize);
    let last = rows.last().filter(|_| has_more).map(|row| row.key);
    let more = last.map(|(one, two)| format!("{}?after={one}.{two}", place(ask)));
    Ok(Found { reached, rows, more })
}

/// Whether a step is the reader's to take now.
pub(super) fn is_turn(ask: &Ask, gathered: &Gathered, step: Step) -> bool {
    let next = gathered.situation().next_steps();
    next.iter().any(|next| next.step == step && ask.viewer.person().is_some_and(|person| next.people.contains(person)))
}

/// Whether the reader inquires into a case that is still open.
pub(super) fn is_inquiring(ask: &Ask, gathered: &Gathered) -> bool {
    let case = &gathered.case;
    let is_open = case.decision.is_none() && !case.is_closed();
    is_open && ask.viewer.person().is_some_and(|person| case.team.contains(person))
}

/// Fills a field that nobody has written in yet.
pub(super) fn prefill(form: &mut Option<ActForm>, name: &str, text: &str) {
    let fields = form.iter_mut().flat_map(|form| &mut form.fields);
    for field in fields.filter(|field| field.name == name && field.value.is_empty()) {
        let has_choice = field.options.iter().any(|option| option.is_chosen);
        if !has_choice {
            let is_own = |id: &str| text.lines().any(|line| line == id);
            field.options.iter_mut().for_each(|option| option.is_chosen = is_own(&option.id));
            text.clone_into(&mut field.value);
        }
    }
}

/// The pages of one front of a case: where they lead and what they are called.
pub(super) const INQUIRY: [(&str, &str); 5] = [
    ("/plan", "work-inv-plan"),
    ("/evidence", "work-inv-evidence"),
    ("/talk", "work-inv-talk"),
    ("/facts", "work-inv-facts"),
    ("/report", "work-inv-report"),
];

/// The pages of the panel.
pub(super) const PANEL: [(&str, &str); 3] =
    [("", "work-panel-case"), ("/vote", "work-panel-vote"), ("/hearing", "work-panel-hearing")];

/// The pages of the intake desk.
pub(super) const INTAKE: [(&str, &str); 2] = [("/screen", "work-screen"), ("/assign", "work-assign")];

/// A page of one front of a case, with its sentence of who does what by when.
pub(super) fn page<'a>(
    hall: &'a Hall,
    ask: &Ask,
    (front, menu): (&str, &str),
    ends: &[(&str, &str)],
) -> Result<Warm<'a>, Trouble> {
    let (words, gathered) = (ask.words(hall), &ask.case()?.gathered);
    let base = format!("{front}/{}", gathered.number);
    let here = place(ask);
    let key = ends.iter().find(|(end, _)| format!("{base}{end}") == here).map_or(menu, |(_, key)| key);
    let mut page = Warm::new(hall, ask, format!("{} {}", words.say(key), gathered.number));
    page.path =
        vec![(front.to_owned(), words.say(menu)), (format!("/cases/{}", gathered.number), gathered.number.to_string())];
    let tab = |(end, key): &(&str, &str)| {
        let address = format!("{base}{end}");
        Tab { is_here: here == address, address, text: words.say(key) }
    };
    page.tabs = ends.iter().map(tab).collect();
    let names = Names::of(words, Some(gathered));
    page.blocks.push(super::pages::case::status(words, &names, gathered));
    Ok(page)
}

/// What the matter is, in four lines.
pub(super) fn matter(names: &Names<'_>, gathered: &Gathered) -> Block {
    let words = names.words;
    let mut lines = Vec::new();
    if let Some(report) = &gathered.case.report {
        lines.push((words.say("web-matter"), harmless(&report.allegation)));
        lines.push((words.say("web-unit"), names.unit(&report.unit)));
        lines.push((words.say("web-subject"), names.person(&report.subject)));
        lines.push((words.say("web-act-on"), report.act_on.to_string()));
    }
    lines.push((words.say("web-stage"), dossier::stage(names, gathered)));
    Block::Lines(lines)
}

/// The strip of the six looks with its table.
pub(super) fn six_looks(words: &Words, gathered: &Gathered, blocks: &mut Vec<Block>) {
    let all: Vec<looks::Counted> = Look::ALL.into_iter().map(|look| counted(words, gathered, look)).collect();
    blocks.push(Block::Picture(looks::strip(words, &all), words.say("web-looks-caption")));
    let row = |look: &looks::Counted| {
        let numbers = [look.found, look.refuted, look.open];
        let cells = numbers.iter().map(|count| Cell::day(count.to_string()));
        std::iter::once(Cell::of(look.name.as_str())).chain(cells).collect()
    };
    let head = ["work-look", "web-true", "web-false", "web-open"].map(|key| words.say(key)).to_vec();
    let rows = all.iter().map(row).collect();
    blocks.push(Block::Table(Table { caption: words.say("work-looks-table"), head, rows }));
}

/// The facts that matter in a case, in the order of the regulation: found, missing, planned, or with evidence.
pub(super) fn facts(gathered: &Gathered) -> Vec<&Fact> {
    let (law, case) = (&gathered.law, &gathered.case);
    let regulation = law.regulation();
    let answer = law.answer(&law.standings(case));
    let mut wanted: BTreeSet<&str> = case.facts.keys().map(String::as_str).collect();
    let missing = answer.missing.iter().filter_map(|id| regulation.facts.get(id.0 as usize));
    wanted.extend(missing.map(|fact| fact.id.as_str()));
    let planned = case.plan.iter().map(|task| task.fact.as_str());
    let bearing = case.evidence.values().flat_map(|one| &one.added.bearings).map(|bearing| bearing.fact.as_str());
    wanted.extend(planned.chain(bearing).filter_map(|word| law.fact(word)).map(|fact| fact.id.as_str()));
    regulation.facts.iter().filter(|fact| wanted.contains(fact.id.as_str())).collect()
}

/// The facts that still decide, the most decisive first.
pub(super) fn missing(gathered: &Gathered) -> Vec<&Fact> {
    let law = &gathered.law;
    let answer = law.answer(&law.standings(&gathered.case));
    answer.missing.iter().filter_map(|id| law.regulation().facts.get(id.0 as usize)).collect()
}

/// The matrix of evidence and facts, a column a piece.
pub(super) fn by_evidence(names: &Names<'_>, gathered: &Gathered) -> Matrix {
    let law = &gathered.law;
    let columns = gathered.case.evidence.keys().map(ToString::to_string).collect();
    let row = |fact: &&Fact| {
        let marks = gathered.case.evidence.values().map(|one| {
            let sides = one.added.bearings.iter();
            let sides = sides.filter(|own| law.fact(own.fact.as_str()).is_some_and(|known| known.id == fact.id));
            let mark = sides.fold(Mark::None, |mark, own| both(mark, own.side));
            if one.excluded.is_some() && mark != Mark::None { Mark::Out } else { mark }
        });
        (names.fact(&fact.id), marks.collect())
    };
    Matrix { columns, rows: facts(gathered).iter().map(row).collect() }
}

/// The matrix of accounts and facts, a column whoever gave one.
pub(super) fn by_account(names: &Names<'_>, gathered: &Gathered) -> Matrix {
    let law = &gathered.law;
    let is_account = |kind| matches!(kind, EvidenceKind::Testimony | EvidenceKind::Statement);
    let accounts = gathered.case.evidence.values();
    let accounts: Vec<_> = accounts.filter(|one| is_account(one.added.kind) && one.excluded.is_none()).collect();
    let columns: Vec<String> = accounts.iter().map(|one| harmless(&one.added.source)).collect();
    let row = |fact: &Fact| {
        let marks = accounts.iter().map(|one| {
            let sides = one.added.bearings.iter();
            let sides = sides.filter(|own| law.fact(own.fact.as_str()).is_some_and(|known| known.id == fact.id));
            sides.fold(Mark::None, |mark, own| both(mark, own.side))
        });
        (names.fact(&fact.id), marks.collect::<Vec<Mark>>())
    };
    let rows = facts(gathered).into_iter().map(row).filter(|(_, marks)| marks.iter().any(|mark| *mark != Mark::None));
    Matrix { columns, rows: rows.collect() }
}

fn both(mark: Mark, side: Side) -> Mark {
    match (mark, side) {
        (Mark::None | Mark::For, Side::For) => Mark::For,
        (Mark::None | Mark::Against, Side::Against) => Mark::Against,
        _ => Mark::Both,
    }
}

/// A matrix as picture and table; the last column says how the row stands.
pub(super) fn matrix_blocks(words: &Words, matrix: &Matrix, (caption, stands): (&str, &str), blocks: &mut Vec<Block>) {
    let picture = if caption == "work-accounts" { "work-accounts-picture" } else { "work-matrix-picture" };
    blocks.push(Block::Picture(matrix::drawn(words, matrix), words.say(picture)));
    let mut head = vec![words.say("web-fact")];
    head.extend(matrix.columns.iter().cloned());
    head.push(words.say(stands));
    let rows = matrix.rows.iter().map(|(name, marks)| {
        let has = |wanted: Mark| marks.iter().any(|mark| *mark == wanted || *mark == Mark::Both);
        let (tag, key) = match (has(Mark::For), has(Mark::Against)) {
            (true, true) => ("open", "work-stands-apart"),
            (true, false) => ("yes", "work-stands-for"),
            (false, true) => ("not", "work-stands-against"),
            (false, false) => ("open", "work-matrix-empty"),
        };
        let cells = marks.iter().map(|mark| Cell::of(matrix::word(words, *mark)));
        let first = std::iter::once(Cell::of(name.as_str()));
        first.chain(cells).chain([Cell::tagged(tag, words.say(key))]).collect()
    });
    blocks.push(Block::Table(Table { caption: words.say(caption), head, rows: rows.collect() }));
}

/// What the rules say, with the reasons of both sides.
pub(super) fn engine(names: &Names<'_>, gathered: &Gathered, blocks: &mut Vec<Block>) {
    let (words, law) = (names.words, &gathered.law);
    let answer = law.answer(&law.standings(&gathered.case));
    let possible = names.listed(answer.possible.iter().map(|outcome| names.outcome(outcome)));
    blocks.push(match answer.outcome {
        Some(outcome) => Block::Status("", say!(words, "work-engine-outcome", outcome = names.outcome(outcome))),
        None => Block::Status("", say!(words, "work-engine-open", possible = possible)),
    });
    let node = |id: &bonafide_rules::regulation::NodeId| law.regulation().nodes.get(id.0 as usize);
    let row = |(tag, key): (&'static str, &str), name: String, place: String| {
        vec![Cell::tagged(tag, words.say(key)), Cell::of(name), Cell::of(place)]
    };
    let mut rows = Vec::new();
    for one in answer.because.iter().filter_map(node) {
        rows.push(row(("yes", "work-side-rests"), harmless(&one.name), format!("#{}", one.tag)));
    }
    for one in answer.red_lines.iter().filter_map(node) {
        rows.push(row(("no", "work-side-red-line"), harmless(&one.name), format!("#{}", one.tag)));
    }
    for fact in missing(gathered) {
        rows.push(row(("open", "work-side-missing"), names.fact(&fact.id), String::new()));
    }
    let presumed = answer.presumed.iter().filter_map(|id| law.regulation().facts.get(id.0 as usize));
    rows.extend(presumed.map(|fact| row(("calm", "work-side-presumed"), names.fact(&fact.id), String::new())));
    if !rows.is_empty() {
        let head = ["work-side", "work-reason", "web-article"].map(|key| words.say(key)).to_vec();
        blocks.push(Block::Table(Table { caption: words.say("work-reasons"), head, rows }));
    }
}

/// Only people of the team can be chosen in these fields.
pub(super) fn only_team(form: &mut Option<ActForm>, gathered: &Gathered, names: &[&str]) {
    let fields = form.iter_mut().flat_map(|form| &mut form.fields);
    for field in fields.filter(|field| names.contains(&field.name.as_str())) {
        field.options.retain(|option| gathered.case.team.iter().any(|person| person.as_str() == option.id));
        if field.is_many && !field.options.is_empty() {
            (field.kind, field.hint) = ("checks", String::new());
        }
    }
}
