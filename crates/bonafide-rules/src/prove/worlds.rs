//! All cases there can be, as propositions: one encoding for the proofs and for what is still possible in a case.
//!
//! A yes/no fact is one variable; a choice has one for each value; a number has one for each point where some test cuts its
//! range ("at most c"), and so has each pair of numbers that a test ties together. Cuts are added when a test needs them, in
//! order, so the encoding grows with the graph. Ties between numbers are checked lazily: a model whose cells no
//! whole numbers can fill is blocked by the few bounds that clash, and the search goes on.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound::{Excluded, Included, Unbounded};

use crate::assess::{Gate, Graph, Wire};
use crate::prove::sat::{Batsat, Literal, Solver};
use crate::prove::spread::OutOfReach;
use crate::regulation::{Fact, FactId, FactKind, Standing, Test, Unit};

mod ties;

/// Whether facts that are not declared 可不适用 may yet be so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absence {
    /// Never: for the proofs.
    AsDeclared,
    /// Whatever a case says; every question must then carry the literals of [`Worlds::assume`].
    AsStated,
}

/// The encoding of the facts and of as much of a graph as was asked for.
pub struct Worlds<S: Solver = Batsat> {
    solver: S,
    truth: Literal,
    facts: Vec<Coded>,
    pairs: Vec<Pair>,
    gates: Vec<Option<Literal>>,
}

/// A fact in variables.
struct Coded {
    /// 不适用; absent for yes/no facts, where it counts as no.
    lacking: Option<Literal>,
    may_lack: bool,
    values: Values,
}

enum Values {
    YesNo(Literal),
    Choice(Vec<Literal>),
    Number { unit: Unit, axis: Axis },
}

/// A number in cells.
struct Axis {
    low: i128,
    high: i128,
    /// By cut: the literal of "at most".
    cuts: BTreeMap<i128, Literal>,
}

/// `factor × left − right`.
struct Pair {
    left: FactId,
    factor: i64,
    right: FactId,
    axis: Axis,
}

/// Where a model puts a number, and the literals that say so.
#[derive(Clone, Copy)]
struct Cell {
    low: (i128, Option<Literal>),
    high: (i128, Option<Literal>),
}

/// What a model says of one or two facts: a true literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The fact.
    pub fact: FactId,
    /// The other, when it is about the spread of two.
    pub other: Option<FactId>,
    /// What is true of them.
    pub literal: Literal,
}

impl Axis {
    fn cell(&self, is_true: impl Fn(Literal) -> bool) -> Cell {
        let mut cell = Cell { low: (self.low, None), high: (self.high, None) };
        for (&cut, &literal) in &self.cuts {
            if is_true(literal) {
                cell.high = (cut, Some(literal));
                break;
            }
            cell.low = (cut + 1, Some(!literal));
        }
        cell
    }
}

impl Worlds<Batsat> {
    /// Encodes the facts; tests and gates follow when they are asked for.
    pub fn new(facts: &[Fact], absence: Absence) -> Self {
        Self::with_solver(Batsat::default(), facts, absence)
    }
}

impl<S: Solver> Worlds<S> {
    /// The same with a given solver.
    pub fn with_solver(mut solver: S, facts: &[Fact], absence: Absence) -> Self {
        let truth = solver.new_input(true);
        solver.add_clause(&[truth]);
        let mut worlds = Self { solver, truth, facts: Vec::new(), pairs: Vec::new(), gates: Vec::new() };
        for fact in facts {
            worlds.add(fact, absence);
        }
        worlds
    }

    /// Adds a fact behind the others.
    pub(crate) fn add(&mut self, fact: &Fact, absence: Absence) {
        let may_lack = fact.may_not_apply && !matches!(fact.kind, FactKind::YesNo);
        let has_absence = !matches!(fact.kind, FactKind::YesNo) && (may_lack || absence == Absence::AsStated);
        let lacking = has_absence.then(|| self.solver.new_input(false));
        let values = match &fact.kind {
            FactKind::YesNo => Values::YesNo(self.solver.new_input(false)),
            FactKind::Choice { values, .. } => {
                let literals: Vec<Literal> = values.iter().take(64).map(|_| self.solver.new_input(false)).collect();
                let any: Vec<Literal> = literals.iter().copied().chain(lacking).collect();
                self.solver.add_clause(&any);
                for (at, &first) in any.iter().enumerate() {
                    for &second in any.iter().skip(at + 1) {
                        self.solver.add_clause(&[!first, !second]);
                    }
                }
                Values::Choice(literals)
            }
            FactKind::Number { unit, low, high } => Values::Number {
                unit: *unit,
                axis: Axis { low: i128::from(*low), high: i128::from(*high), cuts: BTreeMap::new() },
            },
        };
        self.facts.push(Coded { lacking, may_lack, values });
    }

    /// The literal of a wire, with everything it rests on. The graph must be the same one at every call; it may have grown.
    pub fn literal(&mut self, graph: &Graph, wire: Wire) -> Literal {
        self.gates.resize(graph.gates().len().max(self.gates.len()), None);
        let mut waiting = vec![wire.gate()];
        while let Some(&gate) = waiting.last() {
            if self.known(gate).is_some() {
                waiting.pop();
                continue;
            }
            let literal = match graph.gates().get(gate) {
                Some(Gate::And(parts)) => {
                    let missing: Vec<usize> =
                        parts.iter().map(|part| part.gate()).filter(|part| self.known(*part).is_none()).collect();
                    if !missing.is_empty() {
                        waiting.extend(missing);
                        continue;
                    }
                    let parts: Vec<Literal> = parts.iter().map(|part| self.wired(*part)).collect();
                    self.all_of(&parts)
                }
                Some(Gate::Test(test)) => self.test(*test),
                Some(Gate::True) | None => self.truth,
            };
            if let Some(cell) = self.gates.get_mut(gate) {
                *cell = Some(literal);
            }
            waiting.pop();
        }
        self.wired(wire)
    }

    fn known(&self, gate: usize) -> Option<Literal> {
        self.gates.get(gate).copied().flatten()
    }

    fn wired(&self, wire: Wire) -> Literal {
        self.known(wire.gate()).unwrap_or(self.truth).negated_if(wire.is_negated())
    }

    /// A literal that is true exactly when all are.
    pub fn all_of(&mut self, parts: &[Literal]) -> Literal {
        let all = self.solver.new_gate();
        let mut clause = vec![all];
        for &part in parts {
            self.solver.add_clause(&[!all, part]);
            clause.push(!part);
        }
        self.solver.add_clause(&clause);
        all
    }

    fn test(&mut self, test: Test) -> Literal {
        match test {
            Test::Among { fact, values } => self.among(fact, values),
            Test::Within { fact, low, high } => {
                let (least, most) = (
                    self.at_most(Place::Fact(fact), i128::from(low) - 1),
                    self.at_most(Place::Fact(fact), i128::from(high)),
                );
                let parts: Vec<Literal> =
                    [Some(!least), Some(most), self.applies(fact)].into_iter().flatten().collect();
                self.all_of_few(&parts)
            }
            Test::Spread { left, factor, right, low, high } => {
                let pair = Place::Pair(self.pair(left, factor, right));
                let (least, most) = (self.at_most(pair, i128::from(low) - 1), self.at_most(pair, i128::from(high)));
                let parts: Vec<Literal> =
                    [Some(!least), Some(most), self.applies(left), self.applies(right)].into_iter().flatten().collect();
                self.all_of_few(&parts)
            }
        }
    }

    /// [`Worlds::all_of`] without a new variable where one will do.
    fn all_of_few(&mut self, parts: &[Literal]) -> Literal {
        if parts.contains(&!self.truth) {
            return !self.truth;
        }
        let needed: Vec<Literal> = parts.iter().copied().filter(|part| *part != self.truth).collect();
        match needed.as_slice() {
            [] => self.truth,
            [one] => *one,
            _ => self.all_of(&needed),
        }
    }

    fn applies(&self, fact: FactId) -> Option<Literal> {
        self.coded(fact).and_then(|coded| coded.lacking).map(|lacking| !lacking)
    }

    fn coded(&self, fact: FactId) -> Option<&Coded> {
        self.facts.get(fact.0 as usize)
    }

    fn among(&mut self, fact: FactId, wanted: u64) -> Literal {
        let never = !self.truth;
        let Some(coded) = self.facts.get(fact.0 as usize) else { return never };
        let (inside, outside) = match &coded.values {
            Values::YesNo(yes) => match wanted & 3 {
                0 => return never,
                1 => return !*yes,
                2 => return *yes,
                _ => return self.truth,
            },
            Values::Number { .. } => return never,
            Values::Choice(values) => {
                let mut inside = Vec::new();
                let mut outside: Vec<Literal> = coded.lacking.into_iter().collect();
                for (code, &literal) in values.iter().enumerate() {
                    let side = if wanted >> code & 1 == 1 { &mut inside } else { &mut outside };
                    side.push(literal);
                }
                (inside, outside)
            }
        };
        match (inside.as_slice(), outside.as_slice()) {
            ([], _) => never,
            (_, []) => self.truth,
            ([one], _) => *one,
            (_, [one]) => !*one,
            _ => {
                let among = self.solver.new_gate();
                for &literal in &inside {
                    self.solver.add_clause(&[!literal, among]);
                }
                for &literal in &outside {
                    self.solver.add_clause(&[!literal, !among]);
                }
                among
            }
        }
    }

    fn pair(&mut self, left: FactId, factor: i64, right: FactId) -> usize {
        let same = |pair: &Pair| (pair.left, pair.factor, pair.right) == (left, factor, right);
        if let Some(at) = self.pairs.iter().position(same) {
            return at;
        }
        let range = |fact: FactId| match self.coded(fact).map(|coded| &coded.values) {
            Some(Values::Number { axis, .. }) => (axis.low, axis.high),
            _ => (0, 0),
        };
        let (first, second, times) = (range(left), range(right), i128::from(factor));
        let axis = Axis { low: times * first.0 - second.1, high: times * first.1 - second.0, cuts: BTreeMap::new() };
        self.pairs.push(Pair { left, factor, right, axis });
        self.pairs.len() - 1
    }

    /// The literal of "this number is at most `cut`", made when first asked for.
    fn at_most(&mut self, place: Place, cut: i128) -> Literal {
        let truth = self.truth;
        let axis = match place {
            Place::Fact(fact) => match self.facts.get_mut(fact.0 as usize).map(|coded| &mut coded.values) {
                Some(Values::Number { axis, .. }) => axis,
                _ => return !truth,
            },
            Place::Pair(at) => match self.pairs.get_mut(at) {
                Some(pair) => &mut pair.axis,
                None => return !truth,
            },
        };
        if cut >= axis.high {
            return truth;
        }
        if cut < axis.low {
            return !truth;
        }
        if let Some(&literal) = axis.cuts.get(&cut) {
            return literal;
        }
        let literal = self.solver.new_input(true);
        let before = axis.cuts.range((Unbounded, Excluded(cut))).next_back();
        let after = axis.cuts.range((Excluded(cut), Unbounded)).next();
        if let Some((_, &before)) = before {
            self.solver.add_clause(&[!before, literal]);
        }
        if let Some((_, &after)) = after {
            self.solver.add_clause(&[!literal, after]);
        }
        axis.cuts.insert(cut, literal);
        literal
    }

    /// The literals of what is known of a case. Unknown facts range over all they may be.
    ///
    /// Ask for the wires first: a cut that is added later is not covered by literals given out before.
    pub fn assume(&mut self, standings: &[Standing]) -> Vec<Literal> {
        let mut literals = Vec::new();
        let standing_of = |fact: FactId| standings.get(fact.0 as usize).copied().unwrap_or_default();
        for index in 0..self.facts.len() {
            let fact = FactId(u32::try_from(index).unwrap_or(u32::MAX));
            let Some(coded) = self.coded(fact) else { continue };
            let (lacking, may_lack) = (coded.lacking, coded.may_lack);
            match standing_of(fact) {
                Standing::Found(value) => {
                    literals.extend(lacking.map(|lacking| !lacking));
                    self.found(fact, value, &mut literals);
                }
                Standing::NotApplicable => match &coded.values {
                    Values::YesNo(yes) => literals.push(!*yes),
                    _ => literals.push(lacking.unwrap_or(!self.truth)),
                },
                _ if may_lack => {}
                _ => literals.extend(lacking.map(|lacking| !lacking)),
            }
        }
        for at in 0..self.pairs.len() {
            let Some(pair) = self.pairs.get(at) else { continue };
            match (standing_of(pair.left), standing_of(pair.right)) {
                (Standing::Found(left), Standing::Found(right)) => {
                    let spread = i128::from(pair.factor) * i128::from(left) - i128::from(right);
                    push_cell(&pair.axis, spread, &mut literals);
                }
                (Standing::Found(value), _) => self.exactly(pair.left, value, &mut literals),
                (_, Standing::Found(value)) => self.exactly(pair.right, value, &mut literals),
                _ => {}
            }
        }
        literals
    }

    fn found(&self, fact: FactId, value: i64, literals: &mut Vec<Literal>) {
        match self.coded(fact).map(|coded| &coded.values) {
            Some(Values::YesNo(yes)) => literals.push(yes.negated_if(value == 0)),
            Some(Values::Choice(values)) => {
                let known = usize::try_from(value).ok().and_then(|code| values.get(code)).copied();
                literals.push(known.unwrap_or(!self.truth));
            }
            Some(Values::Number { axis, .. }) => push_cell(axis, i128::from(value), literals),
            None => {}
        }
    }

    /// Where the other side of a pair is open, the cell of a number is not enough: cut its very value out.
    fn exactly(&mut self, fact: FactId, value: i64, literals: &mut Vec<Literal>) {
        let value = i128::from(value);
        let (below, upto) = (self.at_most(Place::Fact(fact), value - 1), self.at_most(Place::Fact(fact), value));
        literals.extend([!below, upto]);
    }

    /// Whether some case meets all the literals.
    ///
    /// # Errors
    /// [`OutOfReach`] when numbers tied with factors could not be settled.
    pub fn solve(&mut self, assumptions: &[Literal]) -> Result<bool, OutOfReach> {
        while self.solver.solve(assumptions) {
            match self.clash()? {
                None => return Ok(true),
                Some(clause) => self.solver.add_clause(&clause),
            }
        }
        Ok(false)
    }

    /// Whether the wire can be true in a case of which so much is known.
    ///
    /// # Errors
    /// As [`Worlds::solve`].
    pub fn possible(&mut self, graph: &Graph, standings: &[Standing], wire: Wire) -> Result<bool, OutOfReach> {
        let literal = self.literal(graph, wire);
        let mut assumptions = self.assume(standings);
        assumptions.push(literal);
        self.solve(&assumptions)
    }

    /// After [`Worlds::solve`] gave false: the assumptions that clash.
    pub fn core(&self) -> Vec<Literal> {
        self.solver.core()
    }

    /// After [`Worlds::solve`] gave true: the value of a literal.
    pub fn holds(&self, literal: Literal) -> bool {
        self.solver.value(literal)
    }

    /// Adds a clause for good.
    pub fn require(&mut self, clause: &[Literal]) {
        self.solver.add_clause(clause);
    }

    /// A variable of the caller's own, to switch clauses on by assumption.
    pub fn switch(&mut self) -> Literal {
        self.solver.new_input(false)
    }

    /// Requires that a fact is never higher than another of the same type where both apply.
    pub fn require_order(&mut self, lower: FactId, higher: FactId) {
        let (Some(first), Some(second)) = (self.coded(lower), self.coded(higher)) else { return };
        let mut clauses: Vec<Vec<Literal>> = Vec::new();
        let mut cuts: BTreeSet<i128> = BTreeSet::new();
        match (&first.values, &second.values) {
            (Values::YesNo(low), Values::YesNo(high)) => clauses.push(vec![!*low, *high]),
            (Values::Choice(low), Values::Choice(high)) => {
                for (at, &value) in low.iter().enumerate() {
                    clauses.extend(high.iter().take(at).map(|&less| vec![!value, !less]));
                }
            }
            (Values::Number { axis: low, .. }, Values::Number { axis: high, .. }) => {
                cuts = low.cuts.keys().chain(high.cuts.keys()).copied().collect();
            }
            _ => {}
        }
        for cut in cuts {
            let (low, high) = (self.at_most(Place::Fact(lower), cut), self.at_most(Place::Fact(higher), cut));
            clauses.push(vec![low, !high]);
        }
        for fact in [lower, higher] {
            clauses.extend(self.applies(fact).map(|applies| vec![applies]));
        }
        for clause in clauses {
            self.solver.add_clause(&clause);
        }
    }

    /// Whether the numbers of a fact are tied to another's by some test.
    pub fn is_tied(&self, fact: FactId) -> bool {
        self.pairs.iter().any(|pair| pair.left == fact || pair.right == fact)
    }

    fn is_lacking(&self, fact: FactId) -> bool {
        self.coded(fact).and_then(|coded| coded.lacking).is_some_and(|lacking| self.holds(lacking))
    }

    fn fact_cell(&self, fact: FactId) -> Option<Cell> {
        match &self.coded(fact)?.values {
            Values::Number { axis, .. } => Some(axis.cell(|literal| self.holds(literal))),
            _ => None,
        }
    }
}

/// Which axis.
#[derive(Clone, Copy)]
enum Place {
    Fact(FactId),
    Pair(usize),
}

fn push_cell(axis: &Axis, value: i128, literals: &mut Vec<Literal>) {
    if value < axis.low || value > axis.high {
        // Outside the declared range: the ends of the range answer the same way to every cut.
        let end = if value < axis.low { axis.cuts.values().next() } else { axis.cuts.values().next_back() };
        literals.extend(end.map(|literal| literal.negated_if(value > axis.high)));
        return;
    }
    let below = axis.cuts.range((Unbounded, Excluded(value))).next_back();
    let upto = axis.cuts.range((Included(value), Unbounded)).next();
    literals.extend(below.map(|(_, literal)| !*literal));
    literals.extend(upto.map(|(_, literal)| *literal));
}

#[cfg(test)]
mod tests;
