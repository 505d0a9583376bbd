//! P10: the examples reach every condition both ways, and examples for what they do not reach.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::assess::{Answer, Engine, Status};
use crate::keyword::Keyword;
use crate::outcome::{Outcome, OutcomeSet};
use crate::prove::decisive::{decided, definitions_of, places};
use crate::prove::generate::Generator;
use crate::prove::{Claim, ConditionPlace, Counterexample, Proof, ProveFault, Theorem};
use crate::regulation::{ExampleAnswer, Fact, FactKind, Regulation, Standing, Unit};

/// An example that the text lacks, with the answer the engine gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneratedExample {
    /// `G1`, free in this text.
    pub tag: String,
    /// By fact.
    pub givens: Vec<Standing>,
    /// Status and outcomes.
    pub answer: ExampleAnswer,
    /// What is possible, where the case is 待查.
    pub possible: Option<OutcomeSet>,
}

/// One duty of the examples: this part, turning out so, decides its condition in one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Duty {
    pub(super) place: ConditionPlace,
    pub(super) part: usize,
    pub(super) value: bool,
}

/// P10.
pub(super) fn prove(regulation: &Regulation) -> Result<Proof, ProveFault> {
    let facts: Arc<[Fact]> = regulation.facts.clone().into();
    let mut met: BTreeSet<Duty> = BTreeSet::new();
    for example in &regulation.examples {
        met.extend(duties_met(regulation, &example.givens));
    }
    let lost = |_| ProveFault::OutOfReach(Theorem::P10);
    let engine = Engine::new(regulation);
    let mut generator = Generator::new(&engine);
    let missing: Vec<Duty> = generator.duties().into_iter().filter(|duty| !met.contains(duty)).collect();
    let (possible, impossible) = generator.sorted(missing).map_err(lost)?;
    let generated = generator.generate(&possible).map_err(lost)?;
    let mut failures = Vec::new();
    let mut examples = Vec::with_capacity(generated.len());
    for (example, duties) in generated {
        let shown = duties_met(regulation, &example.givens);
        if duties.iter().any(|duty| !shown.contains(duty)) {
            return Err(ProveFault::Disagreement(Theorem::P10));
        }
        failures.extend(duties.iter().map(|duty| Counterexample {
            case: example.givens.clone(),
            second: None,
            claim: Claim::Untried { place: duty.place, part: duty.part, value: duty.value },
        }));
        examples.push(example);
    }
    let (dead, remarks) = generator.idle(&impossible);
    let nothing = |claim| Counterexample { case: vec![Standing::NotExamined; facts.len()], second: None, claim };
    failures.extend(dead.into_iter().map(nothing));
    let mut proof = Proof::of(Theorem::P10, failures, &facts);
    proof.remarks = remarks.into_iter().map(nothing).collect();
    proof.examples = examples;
    Ok(proof)
}

/// What one case, complete or not, shows.
pub(super) fn duties_met(regulation: &Regulation, case: &[Standing]) -> BTreeSet<Duty> {
    duties_met_at(regulation, case, |_| true)
}

/// What one case shows in some of the conditions.
pub(super) fn duties_met_at(
    regulation: &Regulation,
    case: &[Standing],
    is_asked: impl Fn(ConditionPlace) -> bool,
) -> BTreeSet<Duty> {
    let case = as_answered(regulation, case);
    let definitions = definitions_of(regulation, &case);
    let mut met = BTreeSet::new();
    for (place, condition) in places(regulation).filter(|(place, _)| is_asked(*place)) {
        let values = decided(condition, &case, &definitions);
        let known = values.into_iter().enumerate().filter_map(|(part, value)| value.map(|value| (part, value)));
        met.extend(known.map(|(part, value)| Duty { place, part, value }));
    }
    met
}

/// As the engine takes a case: one entry a fact, a yes/no fact that does not apply is no.
fn as_answered(regulation: &Regulation, case: &[Standing]) -> Vec<Standing> {
    let given = case.iter().copied().chain(std::iter::repeat(Standing::NotExamined));
    let taken = regulation.facts.iter().zip(given).map(|(fact, standing)| match (&fact.kind, standing) {
        (FactKind::YesNo, Standing::NotApplicable) => Standing::Found(0),
        _ => standing,
    });
    taken.collect()
}

/// The answer as an example states it.
pub(super) fn stated(answer: &Answer) -> (ExampleAnswer, Option<OutcomeSet>) {
    match answer.status {
        Status::Conflict => (ExampleAnswer::Conflict, None),
        Status::Decided => (ExampleAnswer::Outcomes(answer.possible), None),
        Status::Undetermined if answer.discretion => (ExampleAnswer::Outcomes(answer.possible), None),
        Status::Undetermined => (ExampleAnswer::Undetermined, Some(answer.possible)),
    }
}

impl GeneratedExample {
    /// The example as a line of the language, to be pasted into a block of the text.
    pub fn source(&self, regulation: &Regulation) -> String {
        let mut givens = Vec::new();
        for (fact, standing) in regulation.facts.iter().zip(&self.givens) {
            let name = quoted(&fact.name);
            match standing {
                Standing::NotExamined => {}
                Standing::CannotEstablish => givens.push(format!("{name} = 无法查明")),
                Standing::NotApplicable => givens.push(format!("{name} = 不适用")),
                Standing::Found(0) if fact.kind == FactKind::YesNo => givens.push(format!("非 {name}")),
                Standing::Found(_) if fact.kind == FactKind::YesNo => givens.push(name),
                Standing::Found(value) => givens.push(format!("{name} = {}", written(&fact.kind, *value))),
            }
        }
        let words = |set: OutcomeSet, between: &str| {
            let words: Vec<&str> = set.iter().map(word).collect();
            words.join(between)
        };
        let mut expected = match self.answer {
            ExampleAnswer::Outcomes(set) => words(set, " 或 "),
            ExampleAnswer::Undetermined => "待查".to_owned(),
            ExampleAnswer::Conflict => "冲突".to_owned(),
        };
        if let Some(possible) = self.possible.filter(|set| !set.is_empty()) {
            expected.push_str(&format!(" 可能 {{{}}}", words(possible, ", ")));
        }
        let givens = givens.join("; ");
        let gap = if givens.is_empty() { "" } else { " " };
        format!("例 #{}: {givens}{gap}应 {expected}", self.tag)
    }
}

fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Exempt => "免责",
        Outcome::Mitigate => "减轻",
        Outcome::Lenient => "从轻",
        Outcome::Accountable => "问责",
    }
}

/// A name as it must stand in a text.
fn quoted(name: &str) -> String {
    let is_plain = name.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
        && !name.starts_with(|first: char| first.is_numeric())
        && Keyword::find(name).is_none();
    if is_plain { name.to_owned() } else { format!("“{name}”") }
}

fn written(kind: &FactKind, value: i64) -> String {
    match kind {
        FactKind::YesNo => value.to_string(),
        FactKind::Choice { values, .. } => {
            let chosen = usize::try_from(value).ok().and_then(|code| values.get(code));
            quoted(chosen.map(|chosen| chosen.name.as_str()).unwrap_or_default())
        }
        FactKind::Number { unit: Unit::Count, .. } => value.to_string(),
        FactKind::Number { unit: Unit::Day, .. } => crate::day::format(value),
        FactKind::Number { unit: Unit::Fen, .. } => amount(value),
    }
}

/// 100 fen are a yuan.
fn amount(fen: i64) -> String {
    const WAN: i64 = 10_000 * 100;
    const YI: i64 = 10_000 * WAN;
    match fen {
        0 => "0元".to_owned(),
        _ if fen % YI == 0 => format!("{}亿元", fen / YI),
        _ if fen % WAN == 0 => format!("{}万元", fen / WAN),
        _ if fen % 100 == 0 => format!("{}元", fen / 100),
        _ => format!("{}.{:02}元", fen / 100, fen % 100),
    }
}
