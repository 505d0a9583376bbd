//! The encoding against counting through all cases, and the solver against a second one.

use super::*;
use crate::place::Span;
use crate::regulation::{ChoiceValue, Direction};

/// A stream of numbers that is the same at every run.
struct Stream(u64);

impl Stream {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// The second solver.
#[derive(Default)]
struct Varisat {
    solver: varisat::Solver<'static>,
    model: Vec<varisat::Lit>,
    variables: u32,
}

impl Varisat {
    fn outer(literal: Literal) -> varisat::Lit {
        varisat::Lit::from_index(literal.variable() as usize, !literal.is_negated())
    }
}

impl Solver for Varisat {
    fn new_input(&mut self, _: bool) -> Literal {
        self.new_gate()
    }

    fn new_gate(&mut self) -> Literal {
        self.variables += 1;
        Literal::positive(self.variables - 1)
    }

    fn add_clause(&mut self, literals: &[Literal]) {
        use varisat::ExtendFormula;
        let clause: Vec<varisat::Lit> = literals.iter().map(|literal| Self::outer(*literal)).collect();
        self.solver.add_clause(&clause);
    }

    fn solve(&mut self, assumptions: &[Literal]) -> bool {
        let outer: Vec<varisat::Lit> = assumptions.iter().map(|literal| Self::outer(*literal)).collect();
        self.solver.assume(&outer);
        let met = self.solver.solve().unwrap();
        self.model = self.solver.model().unwrap_or_default();
        met
    }

    fn value(&self, literal: Literal) -> bool {
        self.model.contains(&Self::outer(literal))
    }

    fn core(&self) -> Vec<Literal> {
        let outer = self.solver.failed_core().unwrap_or_default().iter();
        outer.map(|lit| Literal::positive(lit.var().index() as u32).negated_if(!lit.is_positive())).collect()
    }
}

fn fact(kind: FactKind, may_not_apply: bool) -> Fact {
    Fact {
        name: "f".into(),
        id: "f".into(),
        kind,
        look: None,
        burden: None,
        judged_by: None,
        controllable: false,
        identity: false,
        aggravating: false,
        may_not_apply,
        default: None,
        direction: Direction::Unused,
        usual_evidence: None,
        article: None,
        span: Span::default(),
    }
}

fn facts(stream: &mut Stream) -> Vec<Fact> {
    let choice = |count: u64| FactKind::Choice {
        values: (0..count).map(|n| ChoiceValue { name: n.to_string(), id: n.to_string() }).collect(),
        ordered: true,
    };
    let mut facts = vec![
        fact(FactKind::YesNo, false),
        fact(FactKind::YesNo, true),
        fact(choice(2 + stream.below(3)), stream.below(2) == 0),
    ];
    for _ in 0..3 {
        let low = stream.below(4) as i64 - 2;
        let kind = FactKind::Number { unit: Unit::Count, low, high: low + stream.below(5) as i64 };
        facts.push(fact(kind, stream.below(3) == 0));
    }
    facts
}

fn test(stream: &mut Stream) -> Test {
    let low = stream.below(9) as i64 - 4;
    let high = if stream.below(3) == 0 { i64::MAX } else { low + stream.below(3) as i64 };
    match stream.below(4) {
        0 => Test::Among { fact: FactId(stream.below(2) as u32), values: 2 },
        1 => Test::Among { fact: FactId(2), values: 1 + stream.below(14) },
        2 => Test::Within { fact: FactId(3 + stream.below(3) as u32), low, high },
        _ => {
            let left = stream.below(3);
            let right = (left + 1 + stream.below(2)) % 3;
            let factor = 1 + (stream.below(3) / 2) as i64;
            Test::Spread { left: FactId(3 + left as u32), factor, right: FactId(3 + right as u32), low, high }
        }
    }
}

fn graph(stream: &mut Stream) -> (Graph, Vec<Wire>) {
    let mut graph = Graph::default();
    let mut wires = Vec::new();
    for _ in 0..6 {
        let atom = test(stream);
        wires.push(graph.test(atom));
    }
    for _ in 0..8 {
        let parts: Vec<Wire> = (0..2 + stream.below(2))
            .map(|_| {
                let wire = wires[stream.below(wires.len() as u64) as usize];
                if stream.below(3) == 0 { wire.negate() } else { wire }
            })
            .collect();
        let wire = if stream.below(2) == 0 { graph.and(&parts) } else { graph.or(&parts) };
        wires.push(wire);
    }
    (graph, wires)
}

/// The truth of a test in a full case.
fn is_met(test: Test, case: &[Standing]) -> bool {
    let value = |fact: FactId| match case[fact.0 as usize] {
        Standing::Found(value) => Some(value),
        _ => None,
    };
    match test {
        Test::Among { fact, values } => value(fact).is_some_and(|value| values >> value & 1 == 1),
        Test::Within { fact, low, high } => value(fact).is_some_and(|value| (low..=high).contains(&value)),
        Test::Spread { left, factor, right, low, high } => match (value(left), value(right)) {
            (Some(left), Some(right)) => (low..=high).contains(&(factor * left - right)),
            _ => false,
        },
    }
}

fn values(graph: &Graph, case: &[Standing]) -> Vec<bool> {
    let mut values: Vec<bool> = Vec::new();
    for gate in graph.gates() {
        let value = match gate {
            Gate::True => true,
            Gate::Test(test) => is_met(*test, case),
            Gate::And(parts) => parts.iter().all(|part| values[part.gate()] != part.is_negated()),
        };
        values.push(value);
    }
    values
}

/// Every full case, as declared.
fn cases(facts: &[Fact]) -> Vec<Vec<Standing>> {
    let mut cases = vec![Vec::new()];
    for fact in facts {
        let mut options: Vec<Standing> = match &fact.kind {
            FactKind::YesNo => (0..2).map(Standing::Found).collect(),
            FactKind::Choice { values, .. } => (0..values.len() as i64).map(Standing::Found).collect(),
            FactKind::Number { low, high, .. } => (*low..=*high).map(Standing::Found).collect(),
        };
        if fact.may_not_apply {
            options.push(Standing::NotApplicable);
        }
        cases =
            cases.iter().flat_map(|case| options.iter().map(|option| [case.as_slice(), &[*option]].concat())).collect();
    }
    cases
}

fn agrees(known: &[Standing], case: &[Standing]) -> bool {
    known.iter().zip(case).all(|(known, full)| match known {
        Standing::Found(_) | Standing::NotApplicable => known == full,
        _ => true,
    })
}

#[test]
fn what_is_possible_is_what_some_case_shows() {
    let mut stream = Stream(1);
    for round in 0..120 {
        let facts = facts(&mut stream);
        let (graph, wires) = graph(&mut stream);
        let all: Vec<(Vec<Standing>, Vec<bool>)> =
            cases(&facts).into_iter().map(|case| (case.clone(), values(&graph, &case))).collect();
        let mut stated = Worlds::new(&facts, Absence::AsStated);
        let mut second = Worlds::with_solver(Varisat::default(), &facts, Absence::AsStated);
        for _ in 0..6 {
            let mut known = all[stream.below(all.len() as u64) as usize].0.clone();
            for standing in &mut known {
                match stream.below(5) {
                    0 | 1 => *standing = Standing::NotExamined,
                    2 => *standing = Standing::CannotEstablish,
                    _ => {}
                }
            }
            for &wire in &wires {
                for wire in [wire, wire.negate()] {
                    let shown = all
                        .iter()
                        .any(|(case, values)| agrees(&known, case) && values[wire.gate()] != wire.is_negated());
                    assert_eq!(stated.possible(&graph, &known, wire), Ok(shown), "round {round}: {known:?}");
                    assert_eq!(second.possible(&graph, &known, wire), Ok(shown), "round {round}, second solver");
                }
            }
        }
    }
}

#[test]
fn a_model_read_back_as_a_case_shows_what_was_asked() {
    let mut stream = Stream(2);
    let mut tied = 0;
    for _ in 0..300 {
        let facts = facts(&mut stream);
        let (graph, wires) = graph(&mut stream);
        let mut worlds = Worlds::new(&facts, Absence::AsDeclared);
        for &wire in &wires {
            let literal = worlds.literal(&graph, wire);
            if !worlds.solve(&[literal]).unwrap() {
                continue;
            }
            let case = worlds.case(0).unwrap();
            let findings = worlds.findings();
            tied += findings.iter().filter(|finding| finding.other.is_some()).count();
            let value = values(&graph, &case)[wire.gate()] != wire.is_negated();
            assert!(value, "{case:?}");
            // What the model says of the facts forces the wire.
            let mut literals: Vec<Literal> = findings.iter().map(|finding| finding.literal).collect();
            literals.push(!literal);
            assert_eq!(worlds.solve(&literals), Ok(false));
            assert!(worlds.core().iter().all(|literal| literals.contains(literal)));
        }
    }
    assert!(tied > 100);
}
