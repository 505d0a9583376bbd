//! Theorems about a regulation: the verdict of each, and every counterexample as a case somebody could have had.

use bonafide_rules::outcome::OutcomeSet;
use bonafide_rules::prove::{Claim, ConditionPlace, Counterexample, Proof, Ruling, Shift, Verdict};
use bonafide_rules::regulation::{Condition, FactKind, NodeId, Regulation, Test};

use super::case_words::{differing, facts, facts_json};
use super::json;
use super::paint::{Ink, Paint};
use super::phrase::Phrase;
use super::wrap::wrapped;
use crate::words::{Words, say};

/// Who is spoken about: the text under proof over all facts of the proof, and its superior.
#[derive(Clone, Copy)]
pub(crate) struct Parties<'a> {
    /// The text under proof.
    pub(crate) own: Phrase<'a>,
    /// Its superior, if it was given.
    pub(crate) superior: Option<&'a Regulation>,
}

/// The word for a verdict.
pub(crate) fn verdict_id(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Holds => "holds",
        Verdict::Fails(_) => "fails",
        Verdict::NotAsked(_) => "not_asked",
    }
}

/// The verdict of a theorem in words, and how it is to be taken.
pub(crate) fn verdict(words: &Words, proof: &Proof) -> (String, Ink) {
    match &proof.verdict {
        Verdict::Holds => (words.say("prove-holds"), Ink::Good),
        Verdict::Fails(examples) if proof.theorem.id() == "P7" => {
            (say!(words, "prove-differs", count = examples.len() as u64), Ink::Open)
        }
        Verdict::Fails(examples) => (say!(words, "prove-fails", count = examples.len() as u64), Ink::Bad),
        Verdict::NotAsked(reason) => (words.say(&format!("prove-not-asked-{reason}")), Ink::Frame),
    }
}

/// Its number and what it is about.
pub(crate) fn title(words: &Words, proof: &Proof) -> String {
    words.say(&format!("prove-title-{}", proof.theorem.id().to_lowercase()))
}

/// Shows one theorem.
pub(crate) fn page(parties: Parties<'_>, paint: Paint, proof: &Proof) -> String {
    let words = parties.own.words;
    let (verdict, ink) = verdict(words, proof);
    let head =
        say!(words, "prove-theorem", id = proof.theorem.id(), title = title(words, proof), verdict = verdict.as_str());
    let mut page = wrapped("", "    ", &head).replacen(&verdict, &paint.ink(ink, &verdict), 1);
    page.push('\n');
    if let Verdict::Fails(examples) = &proof.verdict {
        for (number, example) in (1_usize..).zip(examples) {
            counterexample(&mut page, parties, &format!("  {number}. "), example);
        }
    }
    if proof.cut {
        page.push_str(&wrapped("     ", "     ", &words.say("prove-more")));
        page.push('\n');
    }
    for remark in &proof.remarks {
        counterexample(&mut page, parties, &format!("  {}", words.say("prove-remark")), remark);
    }
    if !proof.examples.is_empty() {
        page.push_str(&wrapped("  ", "  ", &words.say("prove-examples")));
        page.push('\n');
        for example in &proof.examples {
            page.push_str(&format!("{}\n", example.source(parties.own.regulation)));
        }
    }
    page
}

fn counterexample(page: &mut String, parties: Parties<'_>, lead: &str, example: &Counterexample) {
    let mut lead = lead;
    for line in told(parties, example) {
        page.push_str(&wrapped(lead, "     ", &line));
        page.push('\n');
        lead = "     ";
    }
}

/// A counterexample in sentences: what it shows, then the case that shows it.
pub(crate) fn told(parties: Parties<'_>, example: &Counterexample) -> Vec<String> {
    let words = parties.own.words;
    let mut lines = vec![sentence(parties, &example.claim)];
    // No case shows that something never happens; the cases of untried parts are pasted below as examples.
    if matches!(example.claim, Claim::NeverHolds { .. } | Claim::Idle { .. } | Claim::Untried { .. }) {
        return lines;
    }
    lines.push(say!(words, "prove-case", facts = facts(parties.own, &example.case)));
    if let Some(second) = &example.second {
        lines.push(say!(words, "prove-second", facts = differing(parties.own, &example.case, second)));
    }
    lines
}

/// A claim in one sentence.
#[expect(clippy::too_many_lines, reason = "a flat table: one arm a claim")]
fn sentence(parties: Parties<'_>, claim: &Claim) -> String {
    let own = parties.own;
    let words = own.words;
    let ruled = |ruling: &Ruling| ruling_words(own, *ruling);
    match claim {
        Claim::NeverHolds { node } => say!(words, "prove-claim-never-holds", node = named(own, *node)),
        Claim::NeverFires { node } => say!(words, "prove-claim-never-fires", node = named(own, *node)),
        Claim::ChangesNothing { node } => say!(words, "prove-claim-changes-nothing", node = named(own, *node)),
        Claim::NeverAlone { red_line, with } => {
            say!(words, "prove-claim-never-alone", node = named(own, *red_line), with = list(own, with))
        }
        Claim::Conflict { nodes } => say!(words, "prove-claim-conflict", nodes = list(own, nodes)),
        Claim::Unaddressed { superior: None } => words.say("prove-claim-unaddressed"),
        Claim::Unaddressed { superior: Some(ruling) } => {
            say!(words, "prove-claim-unaddressed-superior", superior = ruled(ruling))
        }
        Claim::LighterThanSuperior { nodes, local, superior } => {
            let nodes = list(own, nodes);
            say!(words, "prove-claim-lighter", nodes = nodes, local = ruled(local), superior = ruled(superior))
        }
        Claim::RedLineWeakened { red_line, nodes, local } => {
            let above = Phrase { words, regulation: parties.superior.unwrap_or(own.regulation) };
            let (red_line, nodes) = (named(above, *red_line), list(own, nodes));
            say!(words, "prove-claim-weakened", red_line = red_line, nodes = nodes, local = ruled(local))
        }
        Claim::Changed { shift, from, to, conditions } => {
            let each: Vec<String> = conditions.iter().map(|(test, holds)| turned(own, *test, *holds)).collect();
            let conditions =
                if each.is_empty() { words.say("prove-any-case") } else { each.join(&words.say("prove-and")) };
            let shift = shift_id(*shift);
            say!(
                words,
                "prove-claim-changed",
                conditions = conditions,
                from = ruled(from),
                to = ruled(to),
                shift = shift
            )
        }
        Claim::IdentityMatters { fact, first, second } => {
            let name = own.name(*fact);
            let same = if first == second { "yes" } else { "no" };
            say!(words, "prove-claim-identity", fact = name, first = ruled(first), second = ruled(second), same = same)
        }
        Claim::GraverIsLighter { fact, first, second } => {
            say!(words, "prove-claim-graver", fact = own.name(*fact), first = ruled(first), second = ruled(second))
        }
        Claim::Untried { place, part, value } => {
            let value = if *value { "yes" } else { "no" };
            say!(
                words,
                "prove-claim-untried",
                place = place_words(own, *place),
                part = part_words(own, *place, *part),
                value = value
            )
        }
        Claim::Idle { place, part, value } => {
            let value = match value {
                Some(true) => "yes",
                Some(false) => "no",
                None => "either",
            };
            say!(
                words,
                "prove-claim-idle",
                place = place_words(own, *place),
                part = part_words(own, *place, *part),
                value = value
            )
        }
    }
}

fn named(phrase: Phrase<'_>, id: NodeId) -> String {
    let Some(node) = phrase.node(id) else { return String::new() };
    say!(phrase.words, "prove-node", tag = node.tag.as_str(), name = node.name.as_str())
}

fn list(phrase: Phrase<'_>, nodes: &[NodeId]) -> String {
    let each: Vec<String> = nodes.iter().map(|id| named(phrase, *id)).collect();
    each.join(&phrase.words.say("assess-comma"))
}

fn ruling_words(phrase: Phrase<'_>, ruling: Ruling) -> String {
    match ruling {
        Ruling::Outcomes(set) => phrase.outcomes(set),
        Ruling::Conflict => phrase.words.say("assess-then-conflict"),
    }
}

fn place_words(phrase: Phrase<'_>, place: ConditionPlace) -> String {
    match place {
        ConditionPlace::Node(id) => named(phrase, id),
        ConditionPlace::Definition(id) => {
            let definition = phrase.regulation.definitions.get(id.0 as usize);
            definition.map_or(String::new(), |definition| phrase.either(&definition.name, &definition.id).to_owned())
        }
    }
}

/// The part of a condition, counted from the left, as a rule would write it.
fn part_words(phrase: Phrase<'_>, place: ConditionPlace, part: usize) -> String {
    let condition = match place {
        ConditionPlace::Node(id) => phrase.node(id).map(|node| &node.condition),
        ConditionPlace::Definition(id) => {
            phrase.regulation.definitions.get(id.0 as usize).map(|definition| &definition.meaning)
        }
    };
    let mut parts = Vec::new();
    if let Some(condition) = condition {
        leaves(condition, &mut parts);
    }
    match parts.get(part) {
        Some(Condition::Test(test)) => phrase.test(test),
        Some(Condition::Defined(id)) => place_words(phrase, ConditionPlace::Definition(*id)),
        _ => String::new(),
    }
}

fn leaves<'c>(condition: &'c Condition, into: &mut Vec<&'c Condition>) {
    match condition {
        Condition::Test(_) | Condition::Defined(_) => into.push(condition),
        Condition::Not(inner) => leaves(inner, into),
        Condition::All(of) | Condition::Any(of) | Condition::AtLeast(_, of) => {
            for part in of {
                leaves(part, into);
            }
        }
    }
}

/// A test as it must turn out: one that must fail is turned round where that can be written.
fn turned(phrase: Phrase<'_>, test: Test, holds: bool) -> String {
    if holds {
        return phrase.test(&test);
    }
    let round = match test {
        Test::Among { fact, values } => {
            let all = match phrase.fact(fact).map(|fact| &fact.kind) {
                Some(FactKind::Choice { values, .. }) if values.len() < 64 => (1 << values.len()) - 1,
                Some(FactKind::Choice { .. }) => u64::MAX,
                _ => 0b11,
            };
            Some(Test::Among { fact, values: all & !values })
        }
        Test::Within { fact, low: i64::MIN, high } => Some(Test::Within { fact, low: high + 1, high: i64::MAX }),
        Test::Within { fact, low, high: i64::MAX } => Some(Test::Within { fact, low: i64::MIN, high: low - 1 }),
        Test::Spread { left, factor, right, low: i64::MIN, high } => {
            Some(Test::Spread { left, factor, right, low: high + 1, high: i64::MAX })
        }
        Test::Spread { left, factor, right, low, high: i64::MAX } => {
            Some(Test::Spread { left, factor, right, low: i64::MIN, high: low - 1 })
        }
        Test::Within { .. } | Test::Spread { .. } => None,
    };
    match round {
        Some(round) => phrase.test(&round),
        None => say!(phrase.words, "prove-not", test = phrase.test(&test)),
    }
}

fn shift_id(shift: Shift) -> &'static str {
    match shift {
        Shift::Widened => "widened",
        Shift::Narrowed => "narrowed",
        Shift::Otherwise => "otherwise",
    }
}

/// Appends one theorem as JSON.
pub(crate) fn json_line(into: &mut String, words: &Words, parties: Parties<'_>, proof: &Proof) {
    into.push('{');
    json::key(into, "theorem");
    json::text(into, proof.theorem.id());
    json::key(into, "title");
    json::text(into, &words.say(&format!("prove-title-{}", proof.theorem.id().to_lowercase())));
    json::key(into, "verdict");
    json::text(into, verdict_id(&proof.verdict));
    if let Verdict::NotAsked(reason) = proof.verdict {
        json::key(into, "reason");
        json::text(into, reason);
    }
    let examples = if let Verdict::Fails(examples) = &proof.verdict { examples.as_slice() } else { &[] };
    for (key, examples) in [("counterexamples", examples), ("remarks", proof.remarks.as_slice())] {
        json::key(into, key);
        json::list(into, examples, |into, example| counterexample_json(into, parties, proof, example));
    }
    json::key(into, "cut");
    into.push_str(if proof.cut { "true" } else { "false" });
    json::key(into, "examples");
    let sources: Vec<String> = proof.examples.iter().map(|example| example.source(parties.own.regulation)).collect();
    json::texts(into, sources.iter().map(String::as_str));
    into.push('}');
}

fn counterexample_json(into: &mut String, parties: Parties<'_>, proof: &Proof, example: &Counterexample) {
    into.push('{');
    json::key(into, "claim");
    json::text(into, claim_id(&example.claim));
    json::key(into, "sentence");
    json::text(into, &sentence(parties, &example.claim));
    if let Some((nodes, of_superior)) = claim_nodes(&example.claim) {
        let own = parties.own.regulation;
        json::key(into, "nodes");
        let tags = nodes.iter().filter_map(|id| own.nodes.get(id.0 as usize));
        json::texts(into, tags.map(|node| node.tag.as_str()));
        if let Some(red_line) = of_superior.and_then(|id| parties.superior?.nodes.get(id.0 as usize)) {
            json::key(into, "superior_red_line");
            json::text(into, &red_line.tag);
        }
    }
    if let Claim::Changed { shift, from, to, .. } = &example.claim {
        json::key(into, "shift");
        json::text(into, shift_id(*shift));
        for (key, ruling) in [("from", from), ("to", to)] {
            json::key(into, key);
            let set = if let Ruling::Outcomes(set) = ruling { *set } else { OutcomeSet::EMPTY };
            json::texts(into, set.iter().map(|outcome| outcome.id()));
        }
    }
    json::key(into, "facts");
    facts_json(into, &proof.facts, &example.case);
    if let Some(second) = &example.second {
        json::key(into, "second");
        facts_json(into, &proof.facts, second);
    }
    into.push('}');
}

fn claim_id(claim: &Claim) -> &'static str {
    match claim {
        Claim::NeverHolds { .. } => "never_holds",
        Claim::NeverFires { .. } => "never_fires",
        Claim::ChangesNothing { .. } => "changes_nothing",
        Claim::NeverAlone { .. } => "never_alone",
        Claim::Conflict { .. } => "conflict",
        Claim::Unaddressed { .. } => "unaddressed",
        Claim::LighterThanSuperior { .. } => "lighter_than_superior",
        Claim::RedLineWeakened { .. } => "red_line_weakened",
        Claim::Changed { .. } => "changed",
        Claim::IdentityMatters { .. } => "identity_matters",
        Claim::GraverIsLighter { .. } => "graver_is_lighter",
        Claim::Untried { .. } => "untried",
        Claim::Idle { .. } => "idle",
    }
}

/// The nodes a claim is about, and the superior's red line if one is.
fn claim_nodes(claim: &Claim) -> Option<(Vec<NodeId>, Option<NodeId>)> {
    match claim {
        Claim::NeverHolds { node } | Claim::NeverFires { node } | Claim::ChangesNothing { node } => {
            Some((vec![*node], None))
        }
        Claim::NeverAlone { red_line, with } => Some(([&[*red_line], with.as_slice()].concat(), None)),
        Claim::Conflict { nodes } | Claim::LighterThanSuperior { nodes, .. } => Some((nodes.clone(), None)),
        Claim::RedLineWeakened { red_line, nodes, .. } => Some((nodes.clone(), Some(*red_line))),
        Claim::Untried { place: ConditionPlace::Node(node), .. }
        | Claim::Idle { place: ConditionPlace::Node(node), .. } => Some((vec![*node], None)),
        _ => None,
    }
}
