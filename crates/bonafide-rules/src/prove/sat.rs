//! Satisfiability behind a small trait, so that a second solver can check the first.

use batsat::{BasicSolver, Lit, SolverInterface, Var, lbool};

/// A propositional variable or its negation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Literal(u32);

impl Literal {
    /// The positive literal of variable `index`.
    pub fn positive(index: u32) -> Self {
        Self(index << 1)
    }

    /// Index of its variable.
    pub fn variable(self) -> u32 {
        self.0 >> 1
    }

    /// Whether it is the negation of its variable.
    pub fn is_negated(self) -> bool {
        self.0 & 1 == 1
    }

    /// Negated when `negated` says so.
    #[must_use]
    pub fn negated_if(self, negated: bool) -> Self {
        Self(self.0 ^ u32::from(negated))
    }
}

impl std::ops::Not for Literal {
    type Output = Self;

    fn not(self) -> Self {
        Self(self.0 ^ 1)
    }
}

/// What the proofs ask of a solver.
pub trait Solver {
    /// Makes a variable that the search decides, trying `first` first, and gives its positive literal.
    fn new_input(&mut self, first: bool) -> Literal;

    /// Makes a variable that the clauses settle once all inputs are decided; the search tries what served it last.
    fn new_gate(&mut self) -> Literal;

    /// Adds a clause: one of the literals is true.
    fn add_clause(&mut self, literals: &[Literal]);

    /// Whether all clauses can hold together with the assumptions.
    fn solve(&mut self, assumptions: &[Literal]) -> bool;

    /// The value of a literal in the last model; only after [`Solver::solve`] gave true.
    fn value(&self, literal: Literal) -> bool;

    /// The assumptions that cannot hold together; only after [`Solver::solve`] gave false.
    fn core(&self) -> Vec<Literal>;
}

/// The solver in use: MiniSat's line, incremental, no threads, no clock.
#[derive(Default)]
pub struct Batsat {
    solver: BasicSolver,
    assumed: Vec<Literal>,
}

impl Batsat {
    fn outer(literal: Literal) -> Lit {
        Lit::new(Var::unsafe_from_idx(literal.variable()), !literal.is_negated())
    }
}

impl Solver for Batsat {
    fn new_input(&mut self, first: bool) -> Literal {
        Literal::positive(self.solver.new_var(lbool::new(first), true).idx())
    }

    fn new_gate(&mut self) -> Literal {
        // A decision variable too: proofs by inputs alone took minutes instead of milliseconds.
        Literal::positive(self.solver.new_var(lbool::UNDEF, true).idx())
    }

    fn add_clause(&mut self, literals: &[Literal]) {
        let mut clause: Vec<Lit> = literals.iter().map(|literal| Self::outer(*literal)).collect();
        self.solver.add_clause_reuse(&mut clause);
    }

    fn solve(&mut self, assumptions: &[Literal]) -> bool {
        self.assumed.clear();
        self.assumed.extend_from_slice(assumptions);
        let outer: Vec<Lit> = assumptions.iter().map(|literal| Self::outer(*literal)).collect();
        self.solver.solve_limited(&outer) == lbool::TRUE
    }

    fn value(&self, literal: Literal) -> bool {
        self.solver.value_lit(Self::outer(literal)) == lbool::TRUE
    }

    fn core(&self) -> Vec<Literal> {
        // A solver that is unsatisfiable without assumptions keeps the core of an earlier question.
        if !self.solver.is_ok() {
            return Vec::new();
        }
        let in_core = |literal: &Literal| self.solver.unsat_core_contains_var(Self::outer(*literal).var());
        self.assumed.iter().copied().filter(in_core).collect()
    }
}
