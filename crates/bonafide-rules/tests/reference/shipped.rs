//! The texts that ship with the product, and the published decisions under the general rules.
use crate::interpret::judge;
use crate::random::{self, Dice};
use crate::text::{loaded, without_places};
use bonafide_rules::assess::{Engine, Status};
use bonafide_rules::case::{Case, CaseReader, Line};
use bonafide_rules::outcome::{Outcome, OutcomeSet};
use bonafide_rules::regulation::{ExampleAnswer, FactKind, NodeId, Regulation, Standing};
use bonafide_rules::{KeywordLanguage, format};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[expect(clippy::disallowed_methods, reason = "the shipped texts are read from the repository")]
fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Name and text of every shipped regulation.
#[expect(clippy::disallowed_methods, reason = "the shipped texts are listed from the repository")]
fn shipped() -> Vec<(String, String)> {
    let entries = std::fs::read_dir(root().join("regulations")).expect("there are regulations");
    let paths = entries.map(|entry| entry.expect("a readable folder").path());
    let mut texts: Vec<(String, String)> = paths
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .map(|path| (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), read(&path)))
        .collect();
    texts.sort();
    assert!(texts.len() > 30, "the shipped texts are found");
    texts
}

/// Every shipped regulation, read and checked.
fn regulations() -> Vec<(String, String, Regulation)> {
    let read = |(name, text): (String, String)| {
        let regulation = loaded(&text).unwrap_or_else(|errors| panic!("{name}: {errors:#?}"));
        (name, text, regulation)
    };
    shipped().into_iter().map(read).collect()
}

#[test]
fn every_shipped_regulation_says_the_same_formatted_and_in_english() {
    for (name, text, regulation) in regulations() {
        let formatted = format(&text, None).unwrap_or_else(|found| panic!("{name}: {found:?}"));
        assert_eq!(format(&formatted, None).as_ref(), Ok(&formatted), "{name}");
        let laid_out = loaded(&formatted).unwrap_or_else(|errors| panic!("{name}: {errors:#?}"));
        assert_eq!(without_places(regulation.clone()), without_places(laid_out), "{name}");
        let english = format(&text, Some(KeywordLanguage::English)).expect("formatted before");
        let again = loaded(&english).unwrap_or_else(|errors| panic!("{name}: {errors:#?}"));
        assert_eq!(without_places(regulation), without_places(again), "{name}");
        let chinese = format(&english, Some(KeywordLanguage::Chinese)).expect("formatted before");
        assert_eq!(format(&chinese, Some(KeywordLanguage::English)).as_ref(), Ok(&english), "{name}");
    }
}

#[test]
fn every_example_of_a_shipped_regulation_holds() {
    let mut examples = 0;
    for (name, _, regulation) in regulations() {
        let engine = Engine::new(&regulation);
        for example in &regulation.examples {
            examples += 1;
            let answer = engine.assessor().assess(&example.givens);
            let expected = match example.expect.answer {
                ExampleAnswer::Outcomes(outcomes) if outcomes.len() == 1 => answer.outcome == outcomes.single(),
                ExampleAnswer::Outcomes(outcomes) => answer.discretion && answer.possible == outcomes,
                ExampleAnswer::Undetermined => answer.status == Status::Undetermined,
                ExampleAnswer::Conflict => answer.status == Status::Conflict,
            };
            let tagged = |nodes: &[NodeId], tags: &[String]| {
                tags.iter().all(|tag| nodes.iter().any(|node| regulation.nodes[node.0 as usize].tag == *tag))
            };
            let expect = &example.expect;
            let holds = expected
                && expect.possible.is_none_or(|possible| possible == answer.possible)
                && expect.ask_first.is_none_or(|fact| answer.missing.first() == Some(&fact))
                && tagged(&answer.because, &expect.because)
                && tagged(&answer.red_lines, &expect.red_lines)
                && expect.presumed.iter().all(|fact| answer.presumed.contains(fact))
                && expect.effects.iter().all(|effect| answer.effects.contains(effect));
            assert!(holds, "{name} #{}: {expect:?}\n{answer:?}", example.tag);
        }
    }
    assert!(examples > 100, "{examples}");
}

#[test]
fn complete_cases_under_shipped_regulations_are_judged_as_the_reference_judges_them() {
    let each = if cfg!(debug_assertions) { 100 } else { 3_000 };
    for (name, _, regulation) in regulations() {
        let engine = Engine::new(&regulation);
        let mut assessor = engine.assessor();
        let mut dice = Dice::new(5);
        for _ in 0..each {
            let case: Vec<Standing> = regulation.facts.iter().map(|fact| found(&mut dice, fact)).collect();
            let complete = case.iter().map(|standing| match standing {
                Standing::Found(value) => Some(*value),
                _ => None,
            });
            let judged = judge(&regulation, &complete.collect());
            let answer = assessor.assess(&case);
            assert_eq!(answer.possible, judged.allowed, "{name} {case:?}");
            assert_eq!(answer.red_lines, judged.crossed, "{name} {case:?}");
            assert_eq!(answer.modality, judged.modality, "{name} {case:?}");
            assert_eq!(
                answer.effects.iter().copied().collect::<std::collections::BTreeSet<_>>(),
                judged.effects,
                "{name}"
            );
        }
    }
}

/// A value, mostly no for yes/no facts and near the low end for numbers, so that not every case crosses a red line.
fn found(dice: &mut Dice, fact: &bonafide_rules::regulation::Fact) -> Standing {
    if fact.may_not_apply && dice.chance(20) {
        return Standing::NotApplicable;
    }
    let (low, high) = random::range(&fact.kind);
    match fact.kind {
        FactKind::YesNo => Standing::Found(i64::from(dice.chance(if fact.aggravating { 3 } else { 30 }))),
        FactKind::Choice { .. } => Standing::Found(dice.between(low, high)),
        FactKind::Number { .. } => {
            let width = *dice.pick(&[0, 3, 40, 1_000, 100_000_000_000]);
            Standing::Found(dice.between(low, high.min(low.saturating_add(width))))
        }
    }
}

/// What a published outcome says in the language's words; `None` where the report left it open.
fn published(outcome: &str) -> Option<OutcomeSet> {
    match outcome {
        "exempted" | "proposed_exemption" | "clarified" | "revoked" => Some(OutcomeSet::only(Outcome::Exempt)),
        "mitigated" => Some([Outcome::Mitigate, Outcome::Lenient].into_iter().collect()),
        "held_accountable" => Some(OutcomeSet::only(Outcome::Accountable)),
        "unknown" => None,
        other => panic!("a published outcome `{other}` that nobody thought of"),
    }
}

#[test]
fn no_published_outcome_lies_outside_what_the_general_rules_leave_possible() {
    let regulation = loaded(&read(&root().join("regulations/general.md"))).expect("the general rules are sound");
    let engine = Engine::new(&regulation);
    let findings = read(&root().join("docs/findings.md"));
    let cases = read(&root().join("examples/published.jsonl"));
    let mut reader = CaseReader::new(&regulation);
    let (mut case, mut compared, mut outside) = (Case::default(), 0, Vec::new());
    for line in cases.lines() {
        let read = reader.read_line(line.as_bytes(), &mut case);
        assert_eq!(read, Ok(Line::Case), "{line}");
        let told: serde_json::Value = serde_json::from_str(line).expect("read as JSON before");
        let outcome = told["published_outcome"].as_str().expect("each case tells its outcome");
        let Some(expected) = published(outcome) else { continue };
        let answer = engine.assessor().assess(&case.standings);
        compared += 1;
        if answer.possible.and(expected).is_empty() && !findings.contains(&case.id) {
            outside.push(format!("{}: published {outcome}, possible {:?}", case.id, answer.possible));
        }
    }
    assert!(compared > 30, "{compared}");
    assert!(outside.is_empty(), "neither possible nor in docs/findings.md: {outside:#?}");
}
