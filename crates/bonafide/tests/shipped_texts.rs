//! The regulations shipped with the product: each is read, its examples hold, the published decisions fit, and the proofs
//! find what `docs/findings.md` tells and nothing else.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "tests say what they expect")]

use std::path::{Path, PathBuf};

use bonafide_rules::assess::{Answer, Engine, Status};
use bonafide_rules::case::{Case, CaseReader, Line};
use bonafide_rules::diagnostic::Severity;
use bonafide_rules::outcome::Outcome;
use bonafide_rules::prove::{Verdict, prove};
use bonafide_rules::regulation::{EffectId, Example, ExampleAnswer, NodeId, NodeKind, Regulation};

/// Real clauses that go beyond their superior; everything else must be proved.
const BEYOND_SUPERIOR: [&str; 5] = [
    "qingdao-business.md",
    "shandong-business.md",
    "shanghai-business-2020.md",
    "shanghai-business-2024.md",
    "shanghai-science.md",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every text by file name.
fn texts() -> Vec<(String, String)> {
    let folder = std::fs::read_dir(root().join("regulations")).expect("the folder is there");
    let mut texts: Vec<(String, String)> = folder
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "md"))
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    texts.sort();
    assert!(texts.len() >= 34, "only {} texts found", texts.len());
    texts
}

fn regulations() -> Vec<(String, Regulation)> {
    let load = |(name, text): (String, String)| (name, bonafide_rules::load(&text).regulation.expect("a sound text"));
    texts().into_iter().map(load).collect()
}

fn tags(regulation: &Regulation, nodes: &[NodeId]) -> Vec<String> {
    nodes.iter().map(|node| regulation.nodes[node.0 as usize].tag.clone()).collect()
}

fn effects(regulation: &Regulation, ids: &[EffectId]) -> Vec<String> {
    ids.iter().map(|id| regulation.effects[id.0 as usize].id.clone()).collect()
}

fn holds(regulation: &Regulation, example: &Example, answer: &Answer) -> bool {
    let expect = &example.expect;
    let answered = match expect.answer {
        ExampleAnswer::Outcomes(outcomes) => {
            answer.possible == outcomes && (answer.status == Status::Decided || answer.discretion)
        }
        ExampleAnswer::Undetermined => answer.status == Status::Undetermined && !answer.missing.is_empty(),
        ExampleAnswer::Conflict => answer.status == Status::Conflict,
    };
    let (because, red_lines) = (tags(regulation, &answer.because), tags(regulation, &answer.red_lines));
    answered
        && expect.possible.is_none_or(|possible| possible == answer.possible)
        && expect.ask_first.is_none_or(|fact| answer.missing.first() == Some(&fact))
        && expect.because.iter().all(|tag| because.contains(tag))
        && expect.red_lines.iter().all(|tag| red_lines.contains(tag))
        && expect.presumed.iter().all(|fact| answer.presumed.contains(fact))
        && expect.effects.iter().all(|effect| answer.effects.contains(effect))
}

#[test]
fn every_text_is_read_without_errors_or_warnings() {
    for (name, text) in texts() {
        let findings = bonafide_rules::load(&text).diagnostics;
        let grave: Vec<_> = findings.iter().filter(|finding| finding.severity > Severity::Advice).collect();
        assert!(grave.is_empty(), "{name}: {grave:?}");
    }
}

#[test]
fn every_text_is_laid_out() {
    for (name, text) in texts() {
        assert!(bonafide_rules::format(&text, None).unwrap() == text, "{name} is not laid out");
    }
}

#[test]
fn every_example_holds_and_every_text_has_one_unless_it_only_orders_procedure() {
    for (name, regulation) in regulations() {
        let engine = Engine::new(&regulation);
        let mut assessor = engine.assessor();
        for example in &regulation.examples {
            let answer = assessor.assess(&example.givens);
            assert!(holds(&regulation, example, &answer), "{name} {}: {answer:?}", example.tag);
        }
        assert!(!regulation.examples.is_empty() || name == "supervision-law.md", "{name} has no example");
    }
}

#[test]
fn every_grant_red_line_and_provision_names_its_source() {
    let named = |source: &Option<String>| source.as_ref().is_some_and(|source| source.starts_with('《'));
    for (name, regulation) in regulations() {
        assert!(regulation.source.is_some(), "{name}");
        for node in &regulation.nodes {
            let needs = matches!(node.kind, NodeKind::Item { .. } | NodeKind::RedLine { .. });
            assert!(!needs || named(&node.source), "{name} {}", node.tag);
        }
        for provision in &regulation.provisions {
            assert!(named(&provision.source), "{name} {provision:?}");
        }
    }
}

/// Each published case by id with its published outcome, assessed by the general rules.
fn published() -> (Regulation, Vec<(String, String, Answer)>) {
    let (_, regulation) = regulations().into_iter().find(|(name, _)| name == "general.md").unwrap();
    let archive = std::fs::read_to_string(root().join("examples/published.jsonl")).unwrap();
    let engine = Engine::new(&regulation);
    let mut assessor = engine.assessor();
    let mut reader = CaseReader::new(&regulation);
    let mut case = Case::default();
    let mut answers = Vec::new();
    for line in archive.lines() {
        if matches!(reader.read_line(line.as_bytes(), &mut case).expect("a sound case"), Line::Case) {
            let told: serde_json::Value = serde_json::from_str(line).unwrap();
            let outcome = told["published_outcome"].as_str().unwrap().to_owned();
            answers.push((case.id.clone(), outcome, assessor.assess(&case.standings)));
        }
    }
    (regulation, answers)
}

#[test]
fn every_published_outcome_is_possible_under_the_general_rules() {
    let (_, answers) = published();
    assert_eq!(answers.len(), 39);
    for (id, outcome, answer) in answers {
        let any: &[Outcome] = match outcome.as_str() {
            "exempted" | "proposed_exemption" | "clarified" | "revoked" => &[Outcome::Exempt],
            "mitigated" => &[Outcome::Mitigate, Outcome::Lenient],
            "held_accountable" => &[Outcome::Accountable],
            _ => &Outcome::ALL,
        };
        assert!(any.iter().any(|one| answer.possible.contains(*one)), "{id}: {outcome}, {answer:?}");
    }
}

#[test]
fn the_falsely_accused_are_cleared_at_once_with_the_effect() {
    let (regulation, answers) = published();
    let is_cleared = |outcome: &str| matches!(outcome, "clarified" | "revoked");
    let cleared: Vec<_> = answers.iter().filter(|(_, outcome, _)| is_cleared(outcome)).collect();
    assert_eq!(cleared.len(), 8);
    for (id, outcome, answer) in cleared {
        assert_eq!(answer.outcome, Some(Outcome::Exempt), "{id}");
        let wanted = if outcome == "revoked" { "revoked_and_restored" } else { "clarified" };
        assert!(effects(&regulation, &answer.effects).iter().any(|effect| effect == wanted), "{id}: {answer:?}");
    }
}

#[test]
fn the_proofs_find_what_the_findings_tell_and_nothing_else() {
    let all = regulations();
    for (name, regulation) in &all {
        let texts = || all.iter().map(|(_, own)| own);
        let superior = regulation.superior.as_ref();
        let above = superior.and_then(|named| texts().find(|own| own.id == named.id && own.version == named.version));
        assert_eq!(superior.is_some(), above.is_some(), "{name}: its superior is not shipped");
        let older = texts().find(|own| own.id == regulation.id && own.version < regulation.version);
        let proofs = prove(regulation, above, older).unwrap();
        let fails = proofs.iter().filter(|proof| matches!(proof.verdict, Verdict::Fails(_)));
        let failing: Vec<&str> = fails.map(|proof| proof.theorem.id()).collect();
        let told: &[&str] = if BEYOND_SUPERIOR.contains(&name.as_str()) { &["P5"] } else { &[] };
        assert_eq!(failing, told, "{name}");
    }
}
