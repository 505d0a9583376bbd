//! `/policy/{draft}/test` (样例) and `/policy/{draft}/compare` (对照): what a draft does: to its own examples, to every case
//! there can be, and to the cases there were.

use std::collections::BTreeMap;

use axum::response::Response;
use bonafide_procedure::case::standings;
use bonafide_rules::assess::{Answer, Engine, Status, shortfalls};
use bonafide_rules::prove::{Proof, ProveFault, Verdict, prove};
use bonafide_rules::regulation::Regulation;
use similar::{ChangeTag, TextDiff};

use super::policy::{draft, tabs, title};
use crate::gather::laws::{Laws, sound};
use crate::handle::CASE;
use crate::http::answer::{Trouble, page};
use crate::http::ask::Ask;
use crate::http::blocks::{Block, Cell, Sheet, Tab, Table};
use crate::http::frame::Frame;
use crate::http::hall::Hall;
use crate::http::may::{Sight, sight};
use crate::report::paint::Ink;
use crate::report::phrase::Phrase;
use crate::report::shortfall;
use crate::report::theorem::{self, Parties};
use crate::words::{Words, harmless, say};

/// So many past cases are decided anew for the page; the command line replays millions.
const CASES_MAX: u32 = 2_000;

/// So many changed cases are named.
const NAMED_MAX: usize = 50;

/// Lines kept around a change.
const AROUND: usize = 3;

/// Examples, proofs, past cases.
pub(in crate::http) fn page_of_tests(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let (number, text) = draft(hall, ask)?;
    let words = ask.words(hall);
    let mut sheet = Sheet::new(hall, ask, title(words, &text));
    sheet.tabs = tabs(words, number, "/test");
    let Ok(own) = sound(&text) else {
        return sheet.with(Block::Status("late", words.say("policy-wrong-first"))).answer();
    };
    let laws = hall.desk.laws()?;
    examples(words, &own, &mut sheet.blocks);
    proofs(words, &own, &laws, &mut sheet.blocks);
    past_cases(hall, ask, &own, &mut sheet.blocks)?;
    sheet.answer()
}

/// The text of the superior, as far as it is adopted here.
pub(super) fn superior(own: &Regulation, laws: &Laws) -> Option<String> {
    let named = own.superior.as_ref()?;
    let name = format!("{}@{}", named.id, named.version);
    laws.all().find(|law| law.adoption.name == name).map(|law| law.adoption.text.clone())
}

/// Every example, run.
fn examples(words: &Words, own: &Regulation, blocks: &mut Vec<Block>) {
    let engine = Engine::new(own);
    let phrase = Phrase { words, regulation: own };
    let mut assessor = engine.assessor();
    let (mut held, mut rows) = (Vec::new(), Vec::new());
    for example in &own.examples {
        let answer = assessor.assess(&example.givens);
        let lacking = shortfalls(own, example, &answer);
        let said = format!("#{} {}", example.tag, result(words, phrase, &answer));
        if lacking.is_empty() {
            held.push(said);
        } else {
            let why: Vec<String> = lacking.iter().map(|one| shortfall::sentence(phrase, one, &answer)).collect();
            rows.push(vec![Cell::tagged("no", words.say("policy-fails")), Cell::of(said), Cell::of(why.join(" "))]);
        }
    }
    blocks.push(Block::Head(words.say("policy-examples")));
    if own.examples.is_empty() {
        blocks.push(Block::Empty(words.say("policy-no-examples")));
        return;
    }
    let class = if rows.is_empty() { "done" } else { "late" };
    let (held_count, failed) = (held.len() as u64, rows.len() as u64);
    blocks.push(Block::Status(class, say!(words, "policy-examples-sum", held = held_count, failed = failed)));
    if !rows.is_empty() {
        let head = ["policy-verdict", "policy-example", "policy-why"].map(|key| words.say(key)).to_vec();
        blocks.push(Block::Table(Table { caption: words.say("policy-examples-caption"), head, rows }));
    }
    if !held.is_empty() {
        blocks.push(Block::More(words.say("policy-examples-held"), held));
    }
}

/// What an answer says, in a few words.
fn result(words: &Words, phrase: Phrase<'_>, answer: &Answer) -> String {
    match answer.status {
        Status::Undetermined => say!(words, "policy-open", possible = phrase.outcomes(answer.possible)),
        Status::Conflict => words.say("policy-conflict"),
        Status::Decided => phrase.outcomes(answer.possible),
    }
}

/// P1 to P10, each with its counterexamples in words.
fn proofs(words: &Words, own: &Regulation, laws: &Laws, blocks: &mut Vec<Block>) {
    blocks.push(Block::Head(words.say("policy-proofs")));
    let above = superior(own, laws).as_deref().and_then(|text| sound(text).ok());
    if own.superior.is_some() && above.is_none() {
        blocks.push(Block::Status("", words.say("policy-no-superior")));
    }
    let older = laws.all().filter(|law| law.in_force.regulation().id == own.id).last();
    let older = older.and_then(|law| sound(&law.adoption.text).ok());
    match prove(own, above.as_ref(), older.as_ref()) {
        Err(ProveFault::Unaligned(_)) => blocks.push(Block::Status("late", words.say("prove-unaligned"))),
        Err(ProveFault::OutOfReach(theorem) | ProveFault::Disagreement(theorem)) => {
            blocks.push(Block::Status("late", say!(words, "prove-out-of-reach", theorem = theorem.id())));
        }
        Ok(proofs) => proofs.iter().for_each(|proof| theorem_blocks(words, (own, above.as_ref()), proof, blocks)),
    }
}

fn theorem_blocks(
    words: &Words,
    (own, superior): (&Regulation, Option<&Regulation>),
    proof: &Proof,
    blocks: &mut Vec<Block>,
) {
    // A proof over two texts speaks of the facts of both.
    let regulation = Regulation { facts: proof.facts.to_vec(), ..own.clone() };
    let parties = Parties { own: Phrase { words, regulation: &regulation }, superior };
    let (verdict, ink) = theorem::verdict(words, proof);
    let tag = match ink {
        Ink::Good => "yes",
        Ink::Bad => "no",
        Ink::Open => "open",
        _ => "not",
    };
    let told = format!("{} {} {verdict}", proof.theorem.id(), theorem::title(words, proof));
    blocks.push(Block::Tags(vec![(tag, told)]));
    if let Verdict::Fails(examples) = &proof.verdict {
        let told = |(number, example)| format!("{number}. {}", harmless(&theorem::told(parties, example).join(" ")));
        blocks.push(Block::More(words.say("policy-each"), (1_usize..).zip(examples).map(told).collect()));
    }
    let pasted: Vec<String> = proof.examples.iter().map(|example| example.source(&regulation)).collect();
    if !pasted.is_empty() {
        blocks.push(Block::Text(words.say("prove-examples")));
        blocks.push(Block::Code(pasted.join("\n")));
    }
}

/// Past cases decided by the draft, beside what the text in force says of the same facts.
fn past_cases(hall: &Hall, ask: &Ask, own: &Regulation, blocks: &mut Vec<Block>) -> Result<(), Trouble> {
    let words = ask.words(hall);
    let person = ask.viewer.person().ok_or(Trouble::SignIn)?;
    blocks.push(Block::Head(words.say("policy-past")));
    let engine = Engine::new(own);
    let mut assessor = engine.assessor();
    let keys = hall.desk.store.streams(CASE, "", CASES_MAX).map_err(crate::handle::HandleError::from)?;
    let (mut count, mut changed, mut rows) = (0_u64, 0_u64, Vec::new());
    let mut flows: BTreeMap<(String, String), u64> = BTreeMap::new();
    for number in keys.iter().filter_map(|(key, _)| bonafide_procedure::id::CaseNo::new(key).ok()) {
        let seen = hall.desk.look(&number)?;
        let law = &seen.law;
        let (before, after) = (law.answer(&law.standings(&seen.case)), assessor.assess(&standings(own, &seen.case)));
        let was = result(words, Phrase { words, regulation: law.regulation() }, &before);
        let would = result(words, Phrase { words, regulation: own }, &after);
        count += 1;
        if was != would {
            changed += 1;
            // Which case it is, only who may see it learns; that one would change, everybody who drafts.
            if sight(person, &seen) == Sight::Whole && rows.len() < NAMED_MAX {
                let link = Cell::to(format!("/cases/{number}"), number.as_str());
                rows.push(vec![link, Cell::of(was.clone()), Cell::of(would.clone())]);
            }
        }
        *flows.entry((was, would)).or_default() += 1;
    }
    blocks.push(Block::Status("", say!(words, "policy-past-sum", count = count, changed = changed)));
    let flow = |((was, would), count): (&(String, String), &u64)| {
        vec![Cell::of(was.clone()), Cell::of(would.clone()), Cell::of(count.to_string())]
    };
    let head = ["policy-was", "policy-would", "policy-count"].map(|key| words.say(key)).to_vec();
    let caption = words.say("policy-flow");
    if !flows.is_empty() {
        blocks.push(Block::Table(Table { caption, head, rows: flows.iter().map(flow).collect() }));
    }
    if !rows.is_empty() {
        let head = ["web-number-case", "policy-was", "policy-would"].map(|key| words.say(key)).to_vec();
        blocks.push(Block::Table(Table { caption: words.say("policy-changed"), head, rows }));
    }
    Ok(())
}

/// One line of a comparison.
struct Compared {
    class: &'static str,
    sign: &'static str,
    text: String,
}

#[derive(askama::Template)]
#[template(path = "policy-compare.html")]
struct Compare<'a> {
    frame: Frame<'a>,
    tabs: Vec<Tab>,
    action: String,
    /// Name, title, chosen.
    others: Vec<(String, String, bool)>,
    sum: String,
    lines: Vec<Compared>,
}

/// The draft beside a text in force, line by line.
pub(in crate::http) fn compare(hall: &Hall, ask: &Ask) -> Result<Response, Trouble> {
    let (number, text) = draft(hall, ask)?;
    let words = ask.words(hall);
    let laws = hall.desk.laws()?;
    let own = bonafide_rules::load(&text).regulation;
    let is_meant = |name: &str, id: &str| match ask.query("with") {
        "" => own.as_ref().is_some_and(|own| own.id == id),
        asked => asked == name,
    };
    let other = laws.all().filter(|law| is_meant(&law.adoption.name, &law.in_force.regulation().id)).last();
    let others = laws.all().map(|law| {
        let name = law.adoption.name.clone();
        let is_chosen = other.is_some_and(|other| other.adoption.name == name);
        (name, title(words, &law.adoption.text), is_chosen)
    });
    let lines = other.map(|other| compared(&other.adoption.text, &text)).unwrap_or_default();
    let count = |wanted: &str| lines.iter().filter(|line| line.class == wanted).count() as u64;
    let sum = match other {
        None => words.say("policy-compare-none"),
        Some(_) => say!(words, "policy-compare-sum", more = count("more"), less = count("less")),
    };
    page(&Compare {
        frame: Frame::new(hall, ask, title(words, &text)),
        tabs: tabs(words, number, "/compare"),
        action: ask.path.split('?').next().unwrap_or_default().to_owned(),
        others: others.collect(),
        sum,
        lines,
    })
}

fn compared(old: &str, new: &str) -> Vec<Compared> {
    let diff = TextDiff::from_lines(old, new);
    let mut lines = Vec::new();
    for (place, group) in diff.grouped_ops(AROUND).iter().enumerate() {
        if place > 0 {
            lines.push(Compared { class: "gap", sign: "", text: "⋯".to_owned() });
        }
        for change in group.iter().flat_map(|operation| diff.iter_changes(operation)) {
            let (class, sign) = match change.tag() {
                ChangeTag::Insert => ("more", "+"),
                ChangeTag::Delete => ("less", "−"),
                ChangeTag::Equal => ("same", ""),
            };
            lines.push(Compared { class, sign, text: harmless(change.value().trim_end_matches('\n')) });
        }
    }
    lines
}
