//! The other ways in: batches of cases, and the solver's encoding.
use crate::differential::describe;
use crate::partial::Space;
use bonafide_rules::assess::batch::{Batch, Columns, Verdicts};
use bonafide_rules::assess::{Engine, Truth};
use bonafide_rules::outcome::Outcome;
use bonafide_rules::prove::worlds::{Absence, Worlds};
use bonafide_rules::regulation::{FactId, FactKind, NodeId, Regulation, Standing};

/// Whether nothing is left unknown.
fn is_complete(case: &[Standing]) -> bool {
    case.iter().all(|standing| matches!(standing, Standing::Found(_) | Standing::NotApplicable))
}

/// What a batch says of each case must be so in every completion, and of a complete case it must say everything.
pub(crate) fn batch(engine: &Engine, space: &Space<'_>, cases: &[Vec<Standing>]) -> Result<(), String> {
    let mut columns = Columns::new(engine.regulation());
    cases.iter().for_each(|case| columns.push(case));
    let mut verdicts = Verdicts::default();
    Batch::new(engine).run(&columns, &mut verdicts);
    for (place, case) in cases.iter().enumerate() {
        let prospect = space.prospect(case);
        let told = |what: &str| Err(format!("batch: {what} of case {place}: {}", describe(engine.regulation(), case)));
        for node in (0..engine.regulation().nodes.len() as u32).map(NodeId) {
            let sound = match verdicts.node(place, node) {
                Truth::True => prospect.firing.contains(&node),
                Truth::False => !prospect.may_fire.contains(&node),
                Truth::Unknown => !is_complete(case),
            };
            if !sound {
                return told(&format!("{node:?}"));
            }
        }
        let sound = match verdicts.result(place) {
            Some(result) => prospect.settled && result == prospect.possible,
            None => !is_complete(case),
        };
        if !sound {
            return told("result");
        }
    }
    if verdicts.len() == cases.len() { Ok(()) } else { Err("batch: number of cases".into()) }
}

/// The solver finds possible just what some completion does.
pub(crate) fn solver(engine: &Engine, space: &Space<'_>, cases: &[Vec<Standing>]) -> Result<usize, String> {
    let regulation = engine.regulation();
    let mut worlds = Worlds::new(&regulation.facts, Absence::AsDeclared);
    let mut asked = 0;
    for case in cases {
        let case = applicable(regulation, case);
        let prospect = space.prospect(&case);
        let outputs = engine.outputs();
        let mut questions = vec![("conflict".to_owned(), outputs.conflict, prospect.conflict_possible)];
        for outcome in Outcome::ALL {
            let wire = outputs.allow[outcome as usize];
            questions.push((outcome.id().to_owned(), wire, prospect.possible.contains(outcome)));
        }
        for (node, wire) in outputs.fires.iter().enumerate() {
            let possible = prospect.may_fire.contains(&NodeId(node as u32));
            questions.push((format!("node {node} fires"), *wire, possible));
        }
        for (what, wire, expected) in questions {
            asked += 1;
            match worlds.possible(engine.graph(), &case, wire) {
                Ok(found) if found == expected => {}
                answer => {
                    let case = describe(regulation, &case);
                    return Err(format!("solver: {what}: {answer:?}, reference {expected}, case {case}"));
                }
            }
        }
    }
    Ok(asked)
}

/// The proofs speak of declared facts only: a yes/no fact that does not apply is a no.
fn applicable(regulation: &Regulation, case: &[Standing]) -> Vec<Standing> {
    let is_yes_no = |fact: FactId| regulation.facts[fact.0 as usize].kind == FactKind::YesNo;
    let standings = case.iter().enumerate().map(|(fact, standing)| match standing {
        Standing::NotApplicable if is_yes_no(FactId(fact as u32)) => Standing::Found(0),
        other => *other,
    });
    standings.collect()
}
