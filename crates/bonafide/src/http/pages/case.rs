//! `/cases/{no}` and its tabs 基本情况, 流程图, 证据, 认定: what the case is, where it stands, what is found.

use axum::response::Response;
use bonafide_procedure::case::state::RunningTerm;
use bonafide_procedure::step::Track;
use bonafide_rules::regulation::Look;

use super::meanwhile::Meanwhile;
use crate::gather::Gathered;
use crate::http::answer::Trouble;
use crate::http::ask::{Ask, Seen};
use crate::http::blocks::{Block, Cell, Sheet, Tab, Table};
use crate::http::hall::Hall;
use crate::http::may::{Needs, Sight, opens};
use crate::http::picture::{looks, term, tree};
use crate::report::dossier::facts::Standing;
use crate::report::dossier::{self, Line};
use crate::report::names::Names;
use crate::report::phrase::Phrase;
use crate::words::{Words, harmless, say};

/// The tabs: the end of the address, the sentence, what it needs.
const TABS: [(&str, &str, Needs); 8] = [
    ("", "web-tab-overview", Needs::Outline),
    ("/flow", "web-tab-flow", Needs::Outline),
    ("/evidence", "web-tab-evidence", Needs::Evidence),
    ("/interviews", "web-tab-interviews", Needs::Whole),
    ("/findings", "web-tab-findings", Needs::Evidence),
    ("/papers", "web-tab-papers", Needs::Party),
    ("/timeline", "web-tab-timeline", Needs::Party),
    ("/trail", "web-tab-trail", Needs::Whole),
];

/// A page of a case with the tabs the reader may open.
pub(super) fn sheet<'a>(hall: &'a Hall, ask: &Ask, seen: &Seen) -> Sheet<'a> {
    let words = ask.words(hall);
    let number = &seen.gathered.number;
    let mut sheet = Sheet::new(hall, ask, say!(words, "web-case-title", number = number.as_str()));
    let base = format!("/cases/{number}");
    let path = ask.path.split('?').next().unwrap_or_default();
    let open = TABS.iter().filter(|(_, _, needs)| opens(*needs, seen.sight, &seen.gathered.case));
    sheet.tabs = open
        .map(|(end, key, _)| Tab {
            address: format!("{base}{end}"),
            text: words.say(key),
            is_here: path == format!("{base}{end}"),
        })
        .collect();
    if seen.sight >= Sight::Party {
        sheet.meanwhile = Some(Meanwhile::of(number.as_str(), seen.gathered.case.version));
    }
    sheet
}

pub(super) fn lines(lines: Vec<Line>) -> Block {
    Block::Lines(lines.into_iter().map(|line| (line.label, line.text)).collect())
}

/// 基本情况
pub(in crate::http) fn overview(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let (words, seen) = (ask.words(hall), ask.case()?);
    let gathered = &seen.gathered;
    let names = Names::of(words, Some(gathered));
    let mut sheet = sheet(hall, ask, seen);
    sheet.is_live = true;
    sheet.blocks.push(status(words, &names, gathered));
    if seen.sight > Sight::Outline && !gathered.case.is_closed() {
        let base = format!("/cases/{}", gathered.number);
        let mut links = vec![(format!("{base}/do"), words.say("web-case-do"))];
        if seen.sight == Sight::Whole {
            links.push((format!("{base}/what-if"), words.say("web-case-what-if")));
        }
        sheet.blocks.push(Block::Buttons(links));
    }
    sheet.blocks.push(Block::Lines(facts_of(&names, seen)));
    if seen.sight > Sight::Outline {
        terms(words, &names, gathered, &mut sheet.blocks);
        for (key, section) in [
            ("show-rulings", dossier::rulings(&names, gathered)),
            ("show-corrections", dossier::corrections(&names, gathered)),
            ("show-protection", dossier::protection(&names, gathered)),
        ] {
            // What the rules say and what is proposed is not the party's before it is served.
            let is_early = key == "show-rulings" && !opens(Needs::Evidence, seen.sight, &gathered.case);
            if !section.is_empty() && !is_early {
                sheet.blocks.push(Block::Head(words.say(key)));
                sheet.blocks.push(lines(section));
            }
        }
    }
    sheet.answer()
}

/// Who does what, by when.
pub(in crate::http) fn status(words: &Words, names: &Names<'_>, gathered: &Gathered) -> Block {
    let next = gathered.situation().next_steps();
    let Some(first) = next.first() else {
        let key = if gathered.case.is_closed() { "show-now-closed" } else { "show-now-nothing" };
        return Block::Status("done", words.say(key));
    };
    let is_late = gathered.case.running(first.step).is_some_and(|term| term.is_overdue(gathered.today));
    Block::Status(if is_late { "late" } else { "" }, dossier::next_sentence(names, gathered, first))
}

fn facts_of(names: &Names<'_>, seen: &Seen) -> Vec<(String, String)> {
    let (words, gathered) = (names.words, &seen.gathered);
    let mut lines = vec![(words.say("web-stage"), dossier::stage(names, gathered))];
    if let Some(report) = &gathered.case.report {
        if seen.sight > Sight::Outline {
            lines.push((words.say("web-subject"), names.person(&report.subject)));
        }
        lines.push((words.say("web-unit"), names.unit(&report.unit)));
        lines.push((words.say("web-matter"), harmless(&report.allegation)));
        lines.push((words.say("web-act-on"), report.act_on.to_string()));
        lines.extend(report.filing.as_ref().map(|filing| (words.say("web-filing"), filing.to_string())));
    }
    if let Some(filing) = &gathered.case.filing {
        lines.push((words.say("web-unit"), names.unit(&filing.unit)));
        lines.push((words.say("web-matter"), harmless(&filing.matter)));
    }
    lines.push((words.say("web-law"), format!("{} {}", names.title(), gathered.law.name)));
    lines
}

fn terms(words: &Words, names: &Names<'_>, gathered: &Gathered, blocks: &mut Vec<Block>) {
    let running: Vec<&RunningTerm> = gathered.case.terms.iter().filter(|term| term.met.is_none()).collect();
    if !running.is_empty() && !gathered.case.is_closed() {
        blocks.push(Block::Head(words.say("web-terms")));
        let picture = term::bars(names, &running, gathered.today);
        blocks.push(Block::Picture(picture, words.say("web-terms-picture")));
    }
    let all = dossier::terms::lines(names, gathered);
    if !all.is_empty() {
        blocks.push(lines(all));
    }
}

/// 流程图
pub(in crate::http) fn flow(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let (words, seen) = (ask.words(hall), ask.case()?);
    let gathered = &seen.gathered;
    let names = Names::of(words, Some(gathered));
    let next = gathered.situation().next_steps();
    let mut rows = Vec::new();
    for provided in &gathered.law.procedure.steps {
        let step = provided.step;
        let done = gathered.case.done.get(&step);
        let is_next = next.iter().any(|next| next.step == step);
        if done.is_none() && !is_next && step.row().track != Track::Main {
            continue;
        }
        let (tag, key) = match (done, is_next) {
            (_, true) => ("open", "web-flow-next"),
            (Some(_), false) => ("yes", "web-flow-done"),
            (None, false) => ("calm", "web-flow-later"),
        };
        let due = gathered.case.running(step).map(|term| term.due);
        rows.push(vec![
            Cell::of(names.step(step)),
            Cell::tagged(tag, words.say(key)),
            Cell::of(names.parties(&provided.by)),
            Cell::of(done.map(|done| done.last).or(due).map(|day| day.to_string()).unwrap_or_default()),
            Cell::of(provided.citation.article.clone().unwrap_or_default()),
        ]);
    }
    let head = ["web-step", "web-stands", "web-who", "web-day", "web-article"].map(|key| words.say(key)).to_vec();
    sheet(hall, ask, seen).with(Block::Table(Table { caption: words.say("web-tab-flow"), head, rows })).answer()
}

/// 证据
pub(in crate::http) fn evidence(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let (words, seen) = (ask.words(hall), ask.case()?);
    let gathered = &seen.gathered;
    let names = Names::of(words, Some(gathered));
    let sheet = sheet(hall, ask, seen);
    if gathered.case.evidence.is_empty() {
        return sheet.with(Block::Empty(words.say("web-evidence-none"))).answer();
    }
    let row = |(id, one): (&bonafide_procedure::id::EvidenceId, &bonafide_procedure::case::state::Evidence)| {
        let bearing = one.added.bearings.iter().map(|bearing| {
            format!("{} {}", names.fact(bearing.fact.as_str()), names.either(bearing.side.zh(), bearing.side.id()))
        });
        vec![
            Cell::of(id.as_str()),
            Cell::of(harmless(&one.added.title)),
            Cell::of(names.either(one.added.kind.zh(), one.added.kind.id())),
            Cell::of(harmless(&one.added.source)),
            Cell::of(names.listed(bearing)),
            match &one.excluded {
                Some(reason) => Cell::tagged("no", harmless(reason)),
                None => Cell::tagged("yes", words.say("web-evidence-in")),
            },
        ]
    };
    let head = ["web-number", "web-title", "web-kind", "web-source", "web-bears", "web-stands"];
    let head = head.map(|key| words.say(key)).to_vec();
    let rows = gathered.case.evidence.iter().map(row).collect();
    sheet.with(Block::Table(Table { caption: words.say("web-tab-evidence"), head, rows })).answer()
}

/// 认定
pub(in crate::http) fn findings(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let (words, seen) = (ask.words(hall), ask.case()?);
    let gathered = &seen.gathered;
    let names = Names::of(words, Some(gathered));
    let mut sheet = sheet(hall, ask, seen);
    let rulings = dossier::rulings(&names, gathered);
    if !rulings.is_empty() {
        sheet.blocks.push(lines(rulings));
    }
    let (law, case) = (&gathered.law, &gathered.case);
    let counted: Vec<looks::Counted> = Look::ALL.into_iter().map(|look| counted(words, gathered, look)).collect();
    sheet.blocks.push(Block::Picture(looks::strip(words, &counted), words.say("web-looks-caption")));
    let rows = case.facts.iter().map(|(id, finding)| {
        let tag = match Standing::of(finding) {
            Standing::Found => "yes",
            Standing::Refuted => "not",
            Standing::Unresolved | Standing::NotExamined => "open",
        };
        let evidence = finding.evidence.iter().map(|one| one.as_str().to_owned());
        vec![
            Cell::of(names.fact(id)),
            Cell::tagged(tag, names.value(law.fact(id), finding.value.as_str())),
            Cell::of(names.listed(evidence)),
        ]
    });
    let head = ["web-fact", "web-value", "web-tab-evidence"].map(|key| words.say(key)).to_vec();
    sheet.blocks.push(Block::Table(Table { caption: words.say("web-facts"), head, rows: rows.collect() }));
    tree_blocks(words, gathered, &law.standings(case), &mut sheet.blocks);
    sheet.answer()
}

pub(in crate::http) fn counted(words: &Words, gathered: &Gathered, look: Look) -> looks::Counted {
    let mut counted =
        looks::Counted { name: words.say(&format!("web-look-{}", look.id())), found: 0, refuted: 0, open: 0 };
    let missing = gathered.case.assessed.as_ref().map(|assessed| assessed.missing.as_slice()).unwrap_or_default();
    for fact in gathered.law.regulation().facts.iter().filter(|fact| fact.look == Some(look)) {
        match gathered.case.facts.get(&fact.id).map(Standing::of) {
            Some(Standing::Found) => counted.found += 1,
            Some(Standing::Refuted) => counted.refuted += 1,
            Some(Standing::Unresolved | Standing::NotExamined) => counted.open += 1,
            None => counted.open += u64::from(missing.iter().any(|word| word.as_str() == fact.id)),
        }
    }
    counted
}

/// The tree of the decision with its table.
pub(super) fn tree_blocks(
    words: &Words,
    gathered: &Gathered,
    standings: &[bonafide_rules::regulation::Standing],
    blocks: &mut Vec<Block>,
) {
    tree_marked(words, gathered, standings, &std::collections::BTreeSet::new(), blocks);
}

/// The same, with a flag where the person says that it is not so.
pub(super) fn tree_marked(
    words: &Words,
    gathered: &Gathered,
    standings: &[bonafide_rules::regulation::Standing],
    disputed: &std::collections::BTreeSet<String>,
    blocks: &mut Vec<Block>,
) {
    let engine = gathered.law.engine();
    let explanation = engine.assessor().explain(standings);
    let phrase = Phrase { words, regulation: gathered.law.regulation() };
    let is_settled = explanation.answer.missing.is_empty();
    let mut lines = tree::lines(phrase, engine.outline().parts(), &explanation.truths, is_settled);
    let facts: Vec<String> = disputed.iter().map(|id| Names::of(words, Some(gathered)).fact(id)).collect();
    lines.iter_mut().for_each(|line| line.is_disputed = facts.iter().any(|fact| line.text.contains(fact.as_str())));
    tree_lines(words, phrase, &lines, blocks);
}

/// The tree as it would be, each line marked that stood otherwise before.
pub(super) fn tree_compared(
    words: &Words,
    gathered: &Gathered,
    (now, then): (&[bonafide_rules::regulation::Standing], &[bonafide_rules::regulation::Standing]),
    blocks: &mut Vec<Block>,
) {
    let engine = gathered.law.engine();
    let (mut assessor, phrase) = (engine.assessor(), Phrase { words, regulation: gathered.law.regulation() });
    let before = assessor.explain(now);
    let after = assessor.explain(then);
    let is_settled = after.answer.missing.is_empty();
    let mut lines = tree::lines(phrase, engine.outline().parts(), &after.truths, is_settled);
    let was = tree::all(phrase, engine.outline().parts(), &before.truths);
    for line in &mut lines {
        line.is_changed = was.iter().any(|(text, truth)| *text == line.text && *truth != line.truth);
    }
    tree_lines(words, phrase, &lines, blocks);
}

fn tree_lines(words: &Words, phrase: Phrase<'_>, lines: &[tree::Line], blocks: &mut Vec<Block>) {
    if lines.is_empty() {
        return;
    }
    blocks.push(Block::Picture(tree::drawn(phrase, lines), words.say("web-tree-caption")));
    let tag = |truth: Option<bool>| match truth {
        Some(true) => "yes",
        Some(false) => "not",
        None => "open",
    };
    let rows = lines.iter().map(|line| {
        let indent = "　".repeat(usize::from(line.depth));
        let flag = if line.is_disputed { format!(" ⚑ {}", words.say("web-disputed")) } else { String::new() };
        let stands = Cell::tagged(tag(line.truth), tree::word(phrase, line.truth));
        let changed = if line.is_changed { words.say("work-changed") } else { String::new() };
        vec![Cell::of(format!("{indent}{}{flag}", line.text)), stands.marked(changed)]
    });
    let head = ["web-rule-or-fact", "web-stands"].map(|key| words.say(key)).to_vec();
    blocks.push(Block::Table(Table { caption: words.say("web-tree-table"), head, rows: rows.collect() }));
}
