//! `/policy` (制度起草): the text of a draft beside what the machine reads in it. A draft is one person's own until it is
//! adopted; nothing is decided by it before.

use axum::response::Response;
use bonafide_rules::diagnostic::{Diagnostic, Severity};
use bonafide_rules::place::position;
use bonafide_rules::regulation::{NodeKind, Regulation};
use bonafide_store::DraftError;

use crate::http::answer::{Trouble, page, see};
use crate::http::ask::Ask;
use crate::http::blocks::Tab;
use crate::http::frame::Frame;
use crate::http::hall::Hall;
use crate::report::diagnostic::sentences;
use crate::words::{Language, Words, harmless, say};

/// What a text begins with when nothing is copied: it is sound, and shows each kind of statement once.
pub(in crate::http) const STARTER: &str = include_str!("../../../assets/starter.md");

/// The field of a draft.
const TEXT: &str = "text";

/// So many findings are shown at once; the rest is counted.
const SHOWN_MAX: usize = 40;

#[derive(askama::Template)]
#[template(path = "policy-list.html")]
struct List<'a> {
    frame: Frame<'a>,
    /// Address, title.
    drafts: Vec<(String, String)>,
    /// Name, title.
    adopted: Vec<(String, String)>,
}

#[derive(askama::Template)]
#[template(path = "policy.html")]
struct Editor<'a> {
    frame: Frame<'a>,
    tabs: Vec<Tab>,
    action: String,
    text: String,
    found: Found,
}

/// What the reader of the language says of a text.
#[derive(askama::Template)]
#[template(path = "policy-findings.html")]
struct Found {
    class: &'static str,
    sum: String,
    findings: Vec<Finding>,
    more: String,
    /// What was read: label and number.
    read: Vec<(String, usize)>,
}

/// One finding under its line.
struct Finding {
    tag: &'static str,
    severity: String,
    place: String,
    before: String,
    marked: String,
    after: String,
    sentence: String,
    help: String,
}

/// My drafts, and the texts in force to begin from.
pub(in crate::http) fn list(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let words = ask.words(hall);
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let mut drafts = Vec::new();
    for (place, _) in hall.desk.store.drafts(person.as_str()).map_err(fault)? {
        if let Some(number) = number_of(&place) {
            let text = text_at(hall, ask, number)?.unwrap_or_default();
            drafts.push((place.clone(), title(words, &text)));
        }
    }
    let laws = hall.desk.laws()?;
    let adopted = laws
        .all()
        .map(|law| (law.adoption.name.clone(), harmless(own_title(words, law.in_force.regulation()))))
        .collect();
    page(&List { frame: Frame::new(hall, ask, words.say("policy-title")), drafts, adopted })
}

/// Begins a draft: a copy of a text in force, or a first text.
pub(in crate::http) fn begin(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let laws = hall.desk.laws()?;
    let base = laws.all().find(|law| law.adoption.name == ask.field("base"));
    let text = base.map_or(STARTER, |law| law.adoption.text.as_str());
    let taken = hall.desk.store.drafts(person.as_str()).map_err(fault)?;
    let is_free = |number: &u64| taken.iter().all(|(place, _)| number_of(place) != Some(*number));
    let number = (1..).find(is_free).unwrap_or_default();
    keep_text(hall, ask, number, text)?;
    Ok(see(&place_of(number), &[]))
}

/// The editor.
pub(in crate::http) fn editor(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let (number, text) = draft(hall, ask)?;
    let words = ask.words(hall);
    page(&Editor {
        frame: Frame::new(hall, ask, title(words, &text)),
        tabs: tabs(words, number, ""),
        action: place_of(number),
        found: read(words, &text),
        text,
    })
}

/// Keeps the text, or throws the draft away.
pub(in crate::http) fn keep(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let (number, _) = draft(hall, ask)?;
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    if ask.field("do") == "drop" {
        hall.desk.store.drop_draft(person.as_str(), &place_of(number), &[]).map_err(fault)?;
        return Ok(see("/policy", &[]));
    }
    keep_text(hall, ask, number, &written(ask))?;
    Ok(see(&place_of(number), &[]))
}

/// Keeps the text as it is typed, and answers with what is found in it.
pub(in crate::http) fn findings(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let (number, _) = draft(hall, ask)?;
    let text = written(ask);
    keep_text(hall, ask, number, &text)?;
    page(&read(ask.words(hall), &text))
}

/// Browsers send line ends as CR LF.
fn written(ask: &Ask) -> String {
    ask.field(TEXT).replace("\r\n", "\n")
}

/// The draft of the address and its text.
pub(super) fn draft(hall: &Hall, ask: &Ask) -> Result<(u64, String), Trouble> {
    let number = ask.place("draft").parse().map_err(|_| Trouble::NotFound)?;
    Ok((number, text_at(hall, ask, number)?.ok_or(Trouble::NotFound)?))
}

fn text_at(hall: &Hall, ask: &Ask, number: u64) -> Result<Option<String>, Trouble> {
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let fields = hall.desk.store.draft(person.as_str(), &place_of(number)).map_err(fault)?;
    let text = fields.into_iter().find(|(name, _)| name == TEXT);
    Ok(text.map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned()))
}

fn keep_text(hall: &Hall, ask: &Ask, number: u64, text: &str) -> Result<(), Trouble> {
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    let fields = [(TEXT.to_owned(), text.as_bytes().to_vec())];
    hall.desk.store.save_draft(person.as_str(), &place_of(number), &fields).map_err(fault)
}

pub(super) fn fault(error: DraftError) -> Trouble {
    Trouble::Fault(error.to_string())
}

pub(super) fn place_of(number: u64) -> String {
    format!("/policy/{number}")
}

fn number_of(place: &str) -> Option<u64> {
    place.strip_prefix("/policy/")?.parse().ok()
}

/// The tabs of a draft: text, examples and proofs, comparison, adoption.
pub(super) fn tabs(words: &Words, number: u64, here: &str) -> Vec<Tab> {
    let tab = |(way, key): (&str, &str)| Tab {
        address: format!("{}{way}", place_of(number)),
        text: words.say(key),
        is_here: way == here,
    };
    let ways = [
        ("", "policy-tab-text"),
        ("/test", "policy-tab-test"),
        ("/compare", "policy-tab-compare"),
        ("/issue", "policy-tab-issue"),
    ];
    ways.into_iter().map(tab).collect()
}

fn own_title<'r>(words: &Words, own: &'r Regulation) -> &'r str {
    if words.language() == Language::Chinese { &own.title_zh } else { &own.title_en }
}

/// The title of a text, or that it has none yet.
pub(super) fn title(words: &Words, text: &str) -> String {
    match bonafide_rules::load(text).regulation {
        Some(own) => harmless(own_title(words, &own)),
        None => words.say("policy-untitled"),
    }
}

/// Reads a text and tells everything that is found in it.
fn read(words: &Words, text: &str) -> Found {
    let checked = bonafide_rules::load(text);
    let count = |wanted| checked.diagnostics.iter().filter(|finding| finding.severity == wanted).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let (class, key) = match (errors, warnings) {
        (0, 0) => ("done", "policy-sound"),
        (0, _) => ("", "policy-warned"),
        _ => ("late", "policy-wrong"),
    };
    let mut all: Vec<&Diagnostic> = checked.diagnostics.iter().collect();
    all.sort_by_key(|finding| (std::cmp::Reverse(finding.severity), finding.span.start));
    let more = all.len().saturating_sub(SHOWN_MAX);
    Found {
        class,
        sum: say!(words, key, errors = errors as u64, warnings = warnings as u64),
        findings: all.into_iter().take(SHOWN_MAX).map(|finding| told(words, text, finding)).collect(),
        more: if more == 0 { String::new() } else { say!(words, "policy-more", count = more as u64) },
        read: checked.regulation.as_ref().map(|own| counted(words, own)).unwrap_or_default(),
    }
}

fn told(words: &Words, text: &str, finding: &Diagnostic) -> Finding {
    let (sentence, help) = sentences(words, finding);
    let (tag, severity) = match finding.severity {
        Severity::Error => ("no", "policy-error"),
        Severity::Warning => ("open", "policy-warning"),
        Severity::Advice => ("calm", "policy-advice"),
    };
    let place = position(text, finding.span.start);
    let (start, end) = (finding.span.start.min(text.len()), finding.span.end.min(text.len()));
    let line = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let line_end = text.get(start..).and_then(|rest| rest.find('\n')).map_or(text.len(), |newline| start + newline);
    let part = |from: usize, until: usize| harmless(text.get(from..until).unwrap_or_default());
    Finding {
        tag,
        severity: words.say(severity),
        place: say!(words, "policy-place", line = place.line as u64, column = place.column as u64),
        before: part(line, start),
        marked: part(start, end.min(line_end)),
        after: part(end.min(line_end), line_end),
        sentence,
        help,
    }
}

/// How much of each was read.
fn counted(words: &Words, own: &Regulation) -> Vec<(String, usize)> {
    let nodes = |wanted: fn(&NodeKind) -> bool| own.nodes.iter().filter(|node| wanted(&node.kind)).count();
    let counts = [
        ("policy-articles", own.articles.len()),
        ("policy-facts", own.facts.len()),
        ("policy-items", nodes(|kind| matches!(kind, NodeKind::Item { .. }))),
        ("policy-red-lines", nodes(|kind| matches!(kind, NodeKind::RedLine { .. }))),
        ("policy-examples", own.examples.len()),
    ];
    counts.into_iter().map(|(key, count)| (words.say(key), count)).collect()
}
