//! Random regulations through text: written down in many spellings, read, checked and formatted, they stay what they were.
use crate::interpret::stands_higher;
use crate::partial::Space;
use crate::print::{Words, source};
use crate::random::{self, Dice};
use bonafide_rules::diagnostic::Severity;
use bonafide_rules::place::Span;
use bonafide_rules::regulation::{NodeId, NodeKind, Regulation};
use bonafide_rules::{KeywordLanguage, format, load};

const TEXTS: u64 = if cfg!(debug_assertions) { 60 } else { 3_000 };

/// Reads and checks a text; the codes of its errors when it is refused.
pub(crate) fn loaded(text: &str) -> Result<Regulation, Vec<String>> {
    let checked = load(text);
    let errors = checked.diagnostics.iter().filter(|found| found.severity == Severity::Error);
    let told = |found: &bonafide_rules::diagnostic::Diagnostic| {
        format!("{} {:?} at {:?}", found.code, found.arguments, text.get(found.span.start..found.span.end))
    };
    let errors: Vec<String> = errors.map(told).collect();
    checked.regulation.ok_or(errors)
}

/// Writes a drafted regulation down and reads it again. A fact that pulls both ways, which the checker refuses without
/// 默认, is given one; anything else the checker finds is an error of the draft, the printer or the checker.
pub(crate) fn written(
    drafted: &mut Regulation,
    words: Words,
    dice: &mut Dice,
) -> (String, Result<Regulation, Vec<String>>) {
    let mut text = source(drafted, words, dice);
    let mut read = loaded(&text);
    let refused = read.as_ref().err().cloned().unwrap_or_default();
    if !refused.is_empty() && refused.iter().all(|error| error.starts_with("needs-default")) {
        for fact in &mut drafted.facts {
            if !refused.iter().any(|error| error.contains(&format!("{:?}", fact.name))) {
                continue;
            }
            let (low, high) = random::range(&fact.kind);
            fact.default = Some(dice.between(low, high));
        }
        text = source(drafted, words, dice);
        read = loaded(&text);
    }
    (text, read)
}

/// The regulation with every place forgotten.
pub(crate) fn without_places(mut regulation: Regulation) -> Regulation {
    let nowhere = Span::default();
    regulation.articles.iter_mut().for_each(|article| article.span = nowhere);
    regulation.facts.iter_mut().for_each(|fact| fact.span = nowhere);
    regulation.definitions.iter_mut().for_each(|definition| definition.span = nowhere);
    regulation.scopes.iter_mut().for_each(|scope| scope.span = nowhere);
    regulation.nodes.iter_mut().for_each(|node| node.span = nowhere);
    regulation.examples.iter_mut().for_each(|example| example.span = nowhere);
    for provision in &mut regulation.provisions {
        provision.span = nowhere;
        let terms = [&mut provision.extension];
        terms.into_iter().flatten().for_each(|term| term.span = nowhere);
        if let Some((term, _)) = &mut provision.limit {
            term.span = nowhere;
        }
        if let Some(Some(term)) = &mut provision.lasting {
            term.span = nowhere;
        }
    }
    regulation
}

/// What is different between a drafted regulation and the one its text was read as.
pub(crate) fn difference(drafted: &Regulation, read: &Regulation) -> Option<String> {
    for (mine, theirs) in drafted.facts.iter().zip(&read.facts) {
        let mut theirs = theirs.clone();
        // Filled in by the checker from the vocabulary and from how rules use the fact.
        (theirs.look, theirs.direction, theirs.usual_evidence) =
            (mine.look, mine.direction, mine.usual_evidence.clone());
        (theirs.span, theirs.article) = (mine.span, mine.article);
        if *mine != theirs {
            return Some(format!("fact {mine:?} was read as {theirs:?}"));
        }
    }
    let counts = |all: &Regulation| [all.facts.len(), all.definitions.len(), all.scopes.len(), all.nodes.len()];
    if counts(drafted) != counts(read) {
        return Some(format!("counts {:?} were read as {:?}", counts(drafted), counts(read)));
    }
    for (mine, theirs) in drafted.nodes.iter().zip(&read.nodes) {
        let (mine, theirs) = (shape(drafted, mine), shape(read, theirs));
        if mine != theirs {
            return Some(format!("node {mine} was read as {theirs}"));
        }
    }
    let nodes = || (0..drafted.nodes.len() as u32).map(NodeId);
    for (high, low) in nodes().flat_map(|high| nodes().map(move |low| (high, low))) {
        if stands_higher(drafted, high, low) != stands_higher(read, high, low) {
            return Some(format!("the order of {high:?} and {low:?}"));
        }
        if stands_higher(read, high, low) != read.priorities.contains(&(high, low)) {
            return Some(format!("the order of {high:?} and {low:?} is entailed but not written out"));
        }
    }
    same_judgements(drafted, read)
}

/// A node without its condition, in words that do not depend on positions of effects.
fn shape(regulation: &Regulation, node: &bonafide_rules::regulation::Node) -> String {
    let named = |effects: &[bonafide_rules::regulation::EffectId]| {
        let ids = effects.iter().map(|effect| regulation.effects[effect.0 as usize].id.as_str());
        ids.collect::<Vec<_>>().join(" ")
    };
    let kind = match &node.kind {
        NodeKind::RedLine { effects } => format!("red line {}", named(effects)),
        NodeKind::Item { grant, field } => {
            format!("item {field:?} {:?} {:?} {}", grant.outcomes, grant.modality, named(&grant.effects))
        }
        NodeKind::Variation { parent, grant } => {
            format!("variation {parent:?} {:?} {:?} {}", grant.outcomes, grant.modality, named(&grant.effects))
        }
        NodeKind::Defeat { parent } => format!("defeat {parent:?}"),
    };
    format!("{} {} {kind} {:?}", node.tag, node.name, node.exceptions)
}

/// Conditions may be laid out differently; every complete case must still fire the same nodes.
fn same_judgements(drafted: &Regulation, read: &Regulation) -> Option<String> {
    let (mine, theirs) = (Space::new(drafted)?, Space::new(read)?);
    let open = vec![bonafide_rules::regulation::Standing::NotExamined; drafted.facts.len()];
    let mut found = None;
    mine.completions(&open, |positions, judgement| {
        let case: Vec<_> = mine.complete(positions);
        let other = crate::interpret::judge(read, &case);
        if (other.allowed, &other.firing, &other.giving) != (judgement.allowed, &judgement.firing, &judgement.giving) {
            found = Some(format!("case {case:?} was {judgement:?} and is {other:?}"));
        }
    });
    (found.is_none() && mine.size() > theirs.size() * 64).then(|| "facts went unread".to_owned()).or(found)
}

#[test]
fn a_regulation_written_down_is_read_as_the_same_regulation() {
    for seed in 0..TEXTS {
        let mut dice = Dice::new(seed);
        let mut regulation = random::regulation(&mut dice);
        let words = *dice.pick(&[Words::Chinese, Words::English, Words::Mixed]);
        let (text, read) = written(&mut regulation, words, &mut dice);
        let again = read.unwrap_or_else(|errors| panic!("seed {seed}: {errors:?}\n{text}"));
        if let Some(difference) = difference(&regulation, &again) {
            panic!("seed {seed}: {difference}\n{text}");
        }
    }
}

#[test]
fn formatting_changes_neither_the_regulation_nor_itself() {
    for seed in 0..TEXTS {
        let mut dice = Dice::new(seed);
        let mut regulation = random::regulation(&mut dice);
        let (text, before) = written(&mut regulation, Words::Mixed, &mut dice);
        let before = without_places(before.expect("a draft is accepted"));
        let mut versions = vec![text.clone()];
        for language in [None, Some(KeywordLanguage::English), Some(KeywordLanguage::Chinese)] {
            for text in versions.clone() {
                let formatted =
                    format(&text, language).unwrap_or_else(|found| panic!("seed {seed}: {found:?}\n{text}"));
                let again = format(&formatted, language).expect("what was formatted can be formatted");
                assert_eq!(formatted, again, "seed {seed}: formatting twice");
                let after = loaded(&formatted).unwrap_or_else(|errors| panic!("seed {seed}: {errors:?}\n{formatted}"));
                assert_eq!(before, without_places(after), "seed {seed}\n{text}\n{formatted}");
                versions.push(formatted);
            }
        }
        // Each language is the same text whichever way it was reached.
        let into = |language, from: &str| format(from, Some(language)).expect("formatted before");
        for language in [KeywordLanguage::English, KeywordLanguage::Chinese] {
            let reached: Vec<String> = versions[1..].iter().map(|from| into(language, from)).collect();
            assert!(reached.windows(2).all(|pair| pair[0] == pair[1]), "seed {seed}: {reached:#?}");
        }
    }
}
