//! The dossier (案卷): where a case stands, on one page, for somebody in trouble to read as well as for a clerk.
//!
//! First what comes next, who does it and by when; then facts, rulings, terms, evidence, work that is open, protection;
//! last what happened lately.

pub(crate) mod facts;
pub(crate) mod json;
pub(crate) mod terms;

use bonafide_procedure::case::next::Next;
use bonafide_procedure::case::state::Ruling;
use bonafide_procedure::step::Step;

use super::names::Names;
use super::paint::{Ink, Paint};
use super::timeline;
use super::wrap::{width, wrapped};
use crate::gather::{Dated, Gathered};
use crate::words::{harmless, say};

/// How many of the last events a dossier shows.
const RECENT: usize = 5;

/// How many people are named for a step.
const PEOPLE: usize = 6;

/// The whole page.
pub(crate) fn page(names: &Names<'_>, paint: Paint, gathered: &Gathered, entries: &[Dated]) -> String {
    let mut page = Page { names, paint, text: String::new() };
    head(&mut page, gathered);
    now(&mut page, gathered);
    page.section("show-rulings", rulings(names, gathered));
    page.section("show-terms", terms::lines(names, gathered));
    page.section("show-facts", facts::lines(names, gathered));
    page.section("show-evidence", facts::evidence(names, gathered));
    page.section("show-corrections", corrections(names, gathered));
    page.section("show-protection", protection(names, gathered));
    page.section("show-next", next_lines(names, gathered));
    page.recent(entries);
    page.text
}

/// A page as it grows.
struct Page<'a> {
    names: &'a Names<'a>,
    paint: Paint,
    text: String,
}

impl Page<'_> {
    fn line(&mut self, first: &str, then: &str, text: &str) {
        self.text.push_str(&wrapped(first, then, text));
        self.text.push('\n');
    }

    /// A heading and its lines; nothing at all without lines.
    fn section(&mut self, key: &str, lines: Vec<Line>) {
        if lines.is_empty() {
            return;
        }
        let heading = self.paint.ink(Ink::Head, &self.names.words.say(key));
        self.text.push_str(&format!("\n{heading}\n"));
        let widest = lines.iter().map(|line| width(&line.label)).max().unwrap_or_default();
        for line in lines {
            let label = match line.ink {
                Some(ink) => self.paint.ink(ink, &line.label),
                None => line.label.clone(),
            };
            let blanks = " ".repeat(widest.saturating_sub(width(&line.label)));
            let then = " ".repeat(widest + 4);
            // Colours take no column: the line is broken without them, then begun with them.
            let plain = wrapped(&then, &then, &line.text);
            let rest = plain.get(then.len()..).unwrap_or_default().to_owned();
            self.text.push_str(&format!("  {label}{blanks}  {rest}\n"));
        }
    }

    fn recent(&mut self, entries: &[Dated]) {
        let recent = entries.get(entries.len().saturating_sub(RECENT)..).unwrap_or_default();
        let heading = say!(self.names.words, "show-recent", count = recent.len() as u64, all = entries.len() as u64);
        self.text.push_str(&format!("\n{}\n", self.paint.ink(Ink::Head, &heading)));
        self.text.push_str(&timeline::page(self.names, self.paint, recent));
    }
}

/// One line of a section: a label, and what is said under it.
pub(crate) struct Line {
    pub(crate) label: String,
    pub(crate) text: String,
    pub(super) ink: Option<Ink>,
}

impl Line {
    pub(super) fn new(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self { label: label.into(), text: text.into(), ink: None }
    }

    pub(super) fn inked(mut self, ink: Ink) -> Self {
        self.ink = Some(ink);
        self
    }
}

fn head(page: &mut Page<'_>, gathered: &Gathered) {
    let (names, case) = (page.names, &gathered.case);
    let version = u64::from(case.version);
    let last = case.last_on.map(|day| day.to_string()).unwrap_or_default();
    let number = gathered.number.as_str();
    let stage = stage(names, gathered);
    let title = say!(names.words, "show-title", number = number, stage = stage, version = version, last = last);
    page.text.push_str(&format!("{}\n", page.paint.ink(Ink::Head, &title)));
    let mut lines = Vec::new();
    if let Some(report) = &case.report {
        let who = say!(
            names.words,
            "show-person-in-unit",
            person = names.person(&report.subject),
            unit = names.unit(&report.unit)
        );
        lines.push(Line::new(names.words.say("show-subject"), who));
        lines.push(Line::new(names.words.say("show-matter"), harmless(&report.allegation)));
        lines.push(Line::new(names.words.say("show-act-on"), report.act_on.to_string()));
        if let Some(linked) = &report.linked {
            lines.push(Line::new(names.words.say("show-linked"), linked.to_string()));
        }
        if let Some(filing) = &report.filing {
            lines.push(Line::new(names.words.say("show-filing"), filing.to_string()));
        }
    }
    if let Some(filing) = &case.filing {
        lines.push(Line::new(names.words.say("show-unit"), names.unit(&filing.unit)));
        lines.push(Line::new(names.words.say("show-matter"), harmless(&filing.matter)));
        lines.push(Line::new(names.words.say("show-implemented"), filing.implemented_on.to_string()));
    }
    lines.push(Line::new(names.words.say("show-law"), format!("{} {}", names.title(), gathered.law.name)));
    let widest = lines.iter().map(|line| width(&line.label)).max().unwrap_or_default();
    for line in lines {
        let blanks = " ".repeat(widest.saturating_sub(width(&line.label)) + 2);
        let then = " ".repeat(widest + 2);
        page.line(&format!("{}{blanks}", line.label), &then, &line.text);
    }
}

/// The matter in a few words.
pub(crate) fn matter(gathered: &Gathered) -> String {
    let case = &gathered.case;
    let reported = case.report.as_ref().map(|report| report.allegation.as_str());
    let filed = case.filing.as_ref().map(|filing| filing.matter.as_str());
    let text = reported.or(filed).unwrap_or_default();
    let short: String = text.chars().take(30).collect();
    harmless(&if short.len() < text.len() { format!("{short}…") } else { short })
}

/// Where the case stands, in a few words.
pub(crate) fn stage(names: &Names<'_>, gathered: &Gathered) -> String {
    let (case, words) = (&gathered.case, names.words);
    let outcome = || case.outcome().map(|outcome| names.outcome(outcome)).unwrap_or_default();
    if case.filing.is_some() {
        let key = match (case.filing_flagged, case.filing_accepted) {
            (true, _) => "stage-filing-false",
            (false, None) => "stage-filing-open",
            (false, Some(true)) => "stage-filing-accepted",
            (false, Some(false)) => "stage-filing-rejected",
        };
        return words.say(key);
    }
    if case.is_closed() {
        return say!(words, "stage-closed", outcome = outcome());
    }
    if case.has_done(Step::Transfer) && case.decision.is_none() {
        return words.say("stage-transferred");
    }
    if case.outcome().is_some() {
        return say!(words, "stage-decided", outcome = outcome());
    }
    let next = gathered.situation().next_steps().into_iter().find(|next| next.is_main);
    next.map_or_else(|| words.say("stage-open"), |next| say!(words, "stage-waits", step = names.step(next.step)))
}

/// The sentence everybody looks for: who does what, by when.
fn now(page: &mut Page<'_>, gathered: &Gathered) {
    let next = gathered.situation().next_steps();
    let sentence = match next.first() {
        Some(first) => next_sentence(page.names, gathered, first),
        None if gathered.case.is_closed() => page.names.words.say("show-now-closed"),
        None => page.names.words.say("show-now-nothing"),
    };
    page.text.push('\n');
    page.line("", "", &sentence);
}

/// Who does the next step, by when, and on which article it rests.
pub(crate) fn next_sentence(names: &Names<'_>, gathered: &Gathered, next: &Next) -> String {
    let words = names.words;
    let (step, by) = (names.step(next.step), names.parties(&next.by));
    let article = next.citation.article.clone().unwrap_or_default();
    match gathered.situation().running(next.step) {
        Some(term) => {
            let left = terms::left(names, term, gathered.today, &gathered.calendar);
            let due = term.due.to_string();
            say!(words, "next-by", step = step, by = by, due = due, left = left, article = article)
        }
        None => say!(words, "next-open", step = step, by = by, article = article),
    }
}

fn next_lines(names: &Names<'_>, gathered: &Gathered) -> Vec<Line> {
    let line = |next: &Next| {
        let mut people = names.people(next.people.iter().take(PEOPLE));
        if next.people.len() > PEOPLE {
            people.push('…');
        }
        let by = names.parties(&next.by);
        let who = if people.is_empty() { by } else { say!(names.words, "show-who", by = by, people = people) };
        let due = next.due.map(|due| say!(names.words, "show-until", due = due.to_string()));
        Line::new(names.step(next.step), format!("{who}{}", due.unwrap_or_default()))
    };
    gathered.situation().next_steps().iter().map(line).collect()
}

/// The lines of a section.
pub(crate) fn rulings(names: &Names<'_>, gathered: &Gathered) -> Vec<Line> {
    let (case, words) = (&gathered.case, names.words);
    let mut lines = Vec::new();
    if let Some(assessed) = &case.assessed {
        let possible = names.listed(assessed.possible.iter().map(|outcome| names.outcome(*outcome)));
        let because = names.listed(assessed.because.iter().map(|word| harmless(word.as_str())));
        let text = match (assessed.outcome, assessed.missing.is_empty()) {
            (Some(outcome), _) if because.is_empty() => names.outcome(outcome),
            (Some(outcome), _) => say!(words, "show-assessed", outcome = names.outcome(outcome), because = because),
            (None, false) => {
                let missing = names.listed(assessed.missing.iter().map(|fact| names.fact(fact.as_str())));
                say!(words, "show-assessed-open", possible = possible, missing = missing)
            }
            (None, true) => say!(words, "show-assessed-possible", possible = possible),
        };
        lines.push(Line::new(words.say("show-rules-say"), text));
    }
    // The decision in force is the first one until a review replaces it; the paper is served of the one in force.
    let is_first = |first: &Ruling, now: &Ruling| Ruling { served: now.served, ..first.clone() } == *now;
    let unchanged = matches!((&case.decided, &case.decision), (Some(first), Some(now)) if is_first(first, now));
    let first = if unchanged { &case.decision } else { &case.decided };
    let ruled = [("show-determined", &case.determination), ("show-decided-first", first)];
    for (key, ruling) in ruled {
        if let Some(ruling) = ruling {
            lines.push(Line::new(words.say(key), ruling_text(names, ruling)));
        }
    }
    if let Some(decision) = case.decision.as_ref().filter(|_| !unchanged) {
        lines.push(Line::new(words.say("show-decided-now"), ruling_text(names, decision)).inked(Ink::Head));
    }
    if let Some(sanction) = &case.sanction {
        lines.push(Line::new(words.say("show-sanction"), harmless(&sanction.measure)));
    }
    lines
}

fn ruling_text(names: &Names<'_>, ruling: &Ruling) -> String {
    let organ = ruling.organ.as_ref().map(|organ| harmless(organ.as_str())).unwrap_or_default();
    let effects = names.listed(ruling.effects.iter().map(|effect| names.effect(effect.as_str())));
    let served = ruling.served.map(|day| day.to_string()).unwrap_or_default();
    let (outcome, on) = (names.outcome(ruling.outcome), ruling.on.to_string());
    let head = say!(names.words, "ruling-head", on = on, organ = organ, outcome = outcome).replace("  ", " ");
    let effects =
        if effects.is_empty() { String::new() } else { say!(names.words, "ruling-effects", effects = effects) };
    let served = if served.is_empty() {
        names.words.say("ruling-unserved")
    } else {
        say!(names.words, "ruling-served", on = served)
    };
    format!("{head}{effects}{served}")
}

/// The lines of a section.
pub(crate) fn corrections(names: &Names<'_>, gathered: &Gathered) -> Vec<Line> {
    let line = |(number, correction): (&i64, &bonafide_procedure::case::state::Correction)| {
        let planned = &correction.planned;
        let key = match (correction.closed, correction.reported) {
            (Some(_), _) => "correction-closed",
            (None, Some(_)) => "correction-reported",
            (None, None) => "correction-open",
        };
        let on = correction.closed.or(correction.reported).map(|day| day.to_string()).unwrap_or_default();
        let (owner, due) = (names.person(&planned.owner), planned.due.to_string());
        Line::new(
            number.to_string(),
            say!(names.words, key, measure = harmless(&planned.measure), owner = owner, due = due, on = on),
        )
    };
    gathered.case.corrections.iter().map(line).collect()
}

/// The lines of a section.
pub(crate) fn protection(names: &Names<'_>, gathered: &Gathered) -> Vec<Line> {
    let (case, words) = (&gathered.case, names.words);
    let mut lines = Vec::new();
    if !case.protected.is_empty() {
        let uses = names.listed(case.protected.iter().map(|word| harmless(word.as_str())));
        lines.push(Line::new(words.say("show-protected"), say!(words, "show-protected-uses", uses = uses)));
    }
    if case.breaches_open > 0 {
        let count = u64::from(case.breaches_open);
        lines.push(Line::new(words.say("show-breach"), say!(words, "show-breach-open", count = count)).inked(Ink::Bad));
    }
    let open = gathered.situation().open_work();
    if case.outcome().is_some() && !case.is_closed() && !open.is_empty() {
        let open = names.listed(open.iter().map(|id| names.step_or_act(id)));
        lines.push(Line::new(words.say("show-open-work"), open));
    }
    lines
}
