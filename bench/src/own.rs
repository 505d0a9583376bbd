//! Our own engine, through the public calls of `bonafide-rules`.

use bonafide_bench_model::rules::RULES;
use bonafide_rules::assess::batch::{Batch, Columns, Verdicts};
use bonafide_rules::assess::{Assessor, Engine, Status, Truth};
use bonafide_rules::case::{Case, CaseReader, Line};
use bonafide_rules::diagnostic::Severity;
use bonafide_rules::outcome::Outcome;
use bonafide_rules::regulation::{DefinitionId, NodeId, Regulation, Standing};
use std::error::Error;

/// Reads and checks a regulation; any error in it ends the run.
pub fn regulation(text: &str) -> Result<Regulation, Box<dyn Error>> {
    let checked = bonafide_rules::load(text);
    if let Some(first) = checked.diagnostics.iter().find(|found| found.severity == Severity::Error) {
        return Err(format!("a generated regulation is refused: {first:?}").into());
    }
    checked.regulation.ok_or_else(|| "a generated regulation is refused without an error".into())
}

/// Reads case lines into standings.
pub fn standings<'l>(
    regulation: &Regulation,
    lines: impl Iterator<Item = &'l str>,
) -> Result<Vec<Vec<Standing>>, Box<dyn Error>> {
    let mut reader = CaseReader::new(regulation);
    let mut case = Case::default();
    let mut cases = Vec::new();
    for line in lines {
        match reader.read_line(line.as_bytes(), &mut case) {
            Ok(Line::Case) => cases.push(case.standings.clone()),
            Ok(Line::Blank) => {}
            Err(error) => return Err(format!("a generated case is refused: {error:?}").into()),
        }
    }
    Ok(cases)
}

/// Columns of the given cases, `repeat` times over.
pub fn columns(regulation: &Regulation, cases: &[Vec<Standing>], repeat: usize) -> Columns {
    let mut columns = Columns::new(regulation);
    for _ in 0..repeat {
        cases.iter().for_each(|case| columns.push(case));
    }
    columns
}

/// Where each of the 34 rules stands: red lines are nodes, looks and situations definitions.
#[derive(Clone, Debug)]
pub struct RulePlaces(Vec<Place>);

#[derive(Clone, Copy, Debug)]
enum Place {
    Node(NodeId),
    Definition(DefinitionId),
}

impl RulePlaces {
    /// Finds them by tag and name, in the order of the rule set.
    pub fn find(regulation: &Regulation) -> Result<Self, Box<dyn Error>> {
        let node = |tag: String| {
            let place = regulation.nodes.iter().position(|node| node.tag == tag);
            place.map(|place| Place::Node(NodeId(place as u32))).ok_or(tag)
        };
        let definition = |name: String| {
            let place = regulation.definitions.iter().position(|definition| definition.name == name);
            place.map(|place| Place::Definition(DefinitionId(place as u32))).ok_or(name)
        };
        let red_lines = (1..=8).map(|number| node(format!("R{number}")));
        let looks = (1..=6).map(|number| definition(format!("L{number}")));
        let situations = (1..=20).map(|number| definition(format!("S{number}")));
        let places = red_lines.chain(looks).chain(situations).collect::<Result<Vec<_>, _>>();
        Ok(Self(places.map_err(|missing| format!("no rule {missing}"))?))
    }

    fn mask(&self, truth: impl Fn(Place) -> Truth) -> u64 {
        self.0.iter().enumerate().fold(0, |mask, (bit, place)| mask | u64::from(truth(*place) == Truth::True) << bit)
    }

    /// The rules that fired in the case an assessor answered last.
    #[inline]
    pub fn fired(&self, assessor: &Assessor<'_>) -> u64 {
        self.mask(|place| match place {
            Place::Node(node) => assessor.node(node),
            Place::Definition(definition) => assessor.definition(definition),
        })
    }

    /// The rules that fired in one case of a batch.
    pub fn fired_in(&self, verdicts: &Verdicts, case: usize) -> u64 {
        self.mask(|place| match place {
            Place::Node(node) => verdicts.node(case, node),
            Place::Definition(definition) => verdicts.definition(case, definition),
        })
    }
}

/// The rule set's code of an outcome.
pub fn outcome_code(outcome: Option<Outcome>) -> Option<u8> {
    match outcome? {
        Outcome::Exempt => Some(0),
        Outcome::Mitigate => Some(1),
        Outcome::Lenient => None,
        Outcome::Accountable => Some(2),
    }
}

/// Checks outcome and each of the 34 rules on every case: one at a time, and in a batch, both planes.
pub fn check_rule_set(
    engine: &Engine,
    places: &RulePlaces,
    cases: &[Vec<Standing>],
    expected: &[(u8, u64)],
) -> Result<(), Box<dyn Error>> {
    let mut assessor = engine.assessor();
    let columns = columns(engine.regulation(), cases, 1);
    let mut verdicts = Verdicts::default();
    Batch::new(engine).run(&columns, &mut verdicts);
    for (case, (standings, expected)) in cases.iter().zip(expected).enumerate() {
        let answer = assessor.assess(standings);
        let single = (outcome_code(answer.outcome), places.fired(&assessor));
        let together = (outcome_code(verdicts.result(case).and_then(|set| set.single())), places.fired_in(&verdicts, case));
        let wanted = (Some(expected.0), expected.1);
        if single != wanted || together != wanted {
            return Err(format!("case {case}: {single:?} alone, {together:?} in a batch, but {wanted:?} by the reference").into());
        }
    }
    if places.0.len() != RULES {
        return Err("not every rule was compared".into());
    }
    Ok(())
}

/// Checks that a batch never says more than the exact answer, on cases with unknown facts. Returns how many of the
/// cases were decided, how many of those already by Kleene's values alone.
pub fn check_list(engine: &Engine, cases: &[Vec<Standing>]) -> Result<(usize, usize), Box<dyn Error>> {
    let columns = columns(engine.regulation(), cases, 1);
    let mut verdicts = Verdicts::default();
    Batch::new(engine).run(&columns, &mut verdicts);
    let mut assessor = engine.assessor();
    let (mut decided, mut by_values) = (0, 0);
    for (case, standings) in cases.iter().enumerate() {
        let answer = assessor.assess(standings);
        decided += usize::from(answer.status == Status::Decided);
        if let Some(result) = verdicts.result(case) {
            by_values += 1;
            if result != answer.possible && !answer.conflict_possible {
                return Err(format!("case {case}: {result:?} in a batch, {:?} alone", answer.possible).into());
            }
        }
    }
    Ok((decided, by_values))
}
