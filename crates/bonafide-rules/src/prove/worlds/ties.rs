//! Numbers tied together in one model: whether whole numbers can fill its cells, and reading a model as a case.

use std::collections::BTreeSet;

use super::{Cell, Finding, Values, Worlds};
use crate::prove::realise;
use crate::prove::sat::{Literal, Solver};
use crate::prove::spread::{Link, OutOfReach, System};
use crate::regulation::{FactId, Standing, Unit};

/// Farther apart than two numbers with a factor are (2⁶³ × 2³⁶), and near enough that sums of it fit.
const FAR: i128 = 1 << 100;

impl<S: Solver> Worlds<S> {
    /// The numbers that pairs tie together in this model: groups of facts with the cells of the pairs.
    fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for pair in &self.pairs {
            if pair.axis.cuts.is_empty() || self.is_lacking(pair.left) || self.is_lacking(pair.right) {
                continue;
            }
            let cell = pair.axis.cell(|literal| self.holds(literal));
            let mut merged = Group {
                facts: vec![pair.left, pair.right],
                ties: vec![Tie { left: pair.left, factor: pair.factor, right: pair.right, cell }],
            };
            let (touching, apart): (Vec<Group>, Vec<Group>) = groups
                .into_iter()
                .partition(|group| group.facts.contains(&pair.left) || group.facts.contains(&pair.right));
            for group in touching {
                merged.ties.extend(group.ties);
                merged.facts.extend(group.facts);
            }
            merged.facts.sort_unstable();
            merged.facts.dedup();
            groups = apart;
            groups.push(merged);
        }
        groups
    }

    /// A clause that this model breaks, when its cells cannot be filled with whole numbers.
    pub(super) fn clash(&self) -> Result<Option<Vec<Literal>>, OutOfReach> {
        for group in self.groups() {
            let mut cells: Vec<Cell> = group.facts.iter().filter_map(|fact| self.fact_cell(*fact)).collect();
            let mut ties = group.ties.clone();
            if system(&group.facts, &cells, &ties).solve()?.is_some() {
                continue;
            }
            self.widen(&group.facts, &mut cells, &mut ties)?;
            return Ok(Some(self.clash_clause(&cells, &ties)));
        }
        Ok(None)
    }

    /// Widens one bound after the other; those that cannot be widened are the clash.
    fn widen(&self, facts: &[FactId], cells: &mut Vec<Cell>, ties: &mut Vec<Tie>) -> Result<(), OutOfReach> {
        for at in 0..facts.len() {
            for is_low in [true, false] {
                let Some(domain) = facts.get(at).and_then(|fact| self.domain(*fact)) else { continue };
                let mut wider = cells.clone();
                let is_closed = wider.get_mut(at).is_some_and(|cell| cell.widen(is_low, domain));
                if is_closed && system(facts, &wider, ties).solve()?.is_none() {
                    *cells = wider;
                }
            }
        }
        for at in 0..ties.len() {
            for is_low in [true, false] {
                let mut wider = ties.clone();
                let is_closed = wider.get_mut(at).is_some_and(|tie| tie.cell.widen(is_low, (-FAR, FAR)));
                if is_closed && system(facts, cells, &wider).solve()?.is_none() {
                    *ties = wider;
                }
            }
        }
        Ok(())
    }

    fn domain(&self, fact: FactId) -> Option<(i128, i128)> {
        match &self.coded(fact)?.values {
            Values::Number { axis, .. } => Some((axis.low, axis.high)),
            _ => None,
        }
    }

    /// One of the bounds gives way, or a number that a remaining tie is about does not apply.
    fn clash_clause(&self, cells: &[Cell], ties: &[Tie]) -> Vec<Literal> {
        let reasons = cells.iter().chain(ties.iter().map(|tie| &tie.cell)).flat_map(|cell| [cell.low.1, cell.high.1]);
        let mut clause: Vec<Literal> = reasons.flatten().map(|literal| !literal).collect();
        let remaining = ties.iter().filter(|tie| tie.cell.low.1.or(tie.cell.high.1).is_some());
        let facts: BTreeSet<FactId> = remaining.flat_map(|tie| [tie.left, tie.right]).collect();
        clause.extend(facts.iter().filter_map(|fact| self.coded(*fact).and_then(|coded| coded.lacking)));
        clause
    }

    /// After [`Worlds::solve`] gave true: what the model says of each fact, literal by literal.
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (index, coded) in self.facts.iter().enumerate() {
            let fact = FactId(u32::try_from(index).unwrap_or(u32::MAX));
            let mut push = |literal: Literal| findings.push(Finding { fact, other: None, literal });
            if let Some(lacking) = coded.lacking {
                let lacks = self.holds(lacking);
                push(lacking.negated_if(!lacks));
                if lacks {
                    continue;
                }
            }
            match &coded.values {
                Values::YesNo(yes) => push(yes.negated_if(!self.holds(*yes))),
                Values::Choice(values) => {
                    values.iter().copied().filter(|value| self.holds(*value)).for_each(push);
                }
                Values::Number { axis, .. } => {
                    let cell = axis.cell(|literal| self.holds(literal));
                    [cell.low.1, cell.high.1].into_iter().flatten().for_each(push);
                }
            }
        }
        for tie in self.groups().iter().flat_map(|group| &group.ties) {
            for literal in [tie.cell.low.1, tie.cell.high.1].into_iter().flatten() {
                findings.push(Finding { fact: tie.left, other: Some(tie.right), literal });
            }
        }
        findings
    }

    /// After [`Worlds::solve`] gave true: the model as a case, with values that are easy to read.
    /// `day`: a day that dates keep near to.
    ///
    /// # Errors
    /// As [`Worlds::solve`].
    pub fn case(&self, day: i64) -> Result<Vec<Standing>, OutOfReach> {
        let mut case = Vec::with_capacity(self.facts.len());
        for (index, coded) in self.facts.iter().enumerate() {
            let fact = FactId(u32::try_from(index).unwrap_or(u32::MAX));
            if self.is_lacking(fact) {
                case.push(Standing::NotApplicable);
                continue;
            }
            case.push(Standing::Found(match &coded.values {
                Values::YesNo(yes) => i64::from(self.holds(*yes)),
                Values::Choice(values) => {
                    let code = values.iter().position(|value| self.holds(*value)).unwrap_or_default();
                    i64::try_from(code).unwrap_or_default()
                }
                Values::Number { unit, axis } => {
                    let cell = axis.cell(|literal| self.holds(literal));
                    narrow(realise::pleasant(*unit, cell.low.0, cell.high.0, day))
                }
            }));
        }
        for group in self.groups() {
            let cells: Vec<Cell> = group.facts.iter().filter_map(|fact| self.fact_cell(*fact)).collect();
            let units: Vec<Unit> = group.facts.iter().filter_map(|fact| self.unit(*fact)).collect();
            let values = realise::fill(system(&group.facts, &cells, &group.ties), &units, day)?;
            for (fact, value) in group.facts.iter().zip(values) {
                if let Some(standing) = case.get_mut(fact.0 as usize) {
                    *standing = Standing::Found(narrow(value));
                }
            }
        }
        Ok(case)
    }

    fn unit(&self, fact: FactId) -> Option<Unit> {
        match self.coded(fact)?.values {
            Values::Number { unit, .. } => Some(unit),
            _ => None,
        }
    }
}

/// Facts tied together in one model.
struct Group {
    facts: Vec<FactId>,
    ties: Vec<Tie>,
}

#[derive(Clone, Copy)]
struct Tie {
    left: FactId,
    factor: i64,
    right: FactId,
    cell: Cell,
}

impl Cell {
    /// Opens one side up to the domain; false when it was open already.
    fn widen(&mut self, is_low: bool, domain: (i128, i128)) -> bool {
        let (side, end) = if is_low { (&mut self.low, domain.0) } else { (&mut self.high, domain.1) };
        let was_closed = side.1.is_some();
        if was_closed {
            *side = (end, None);
        }
        was_closed
    }
}

fn system(facts: &[FactId], cells: &[Cell], ties: &[Tie]) -> System {
    let place = |fact: FactId| facts.iter().position(|other| *other == fact).unwrap_or_default();
    let link = |tie: &Tie| Link {
        left: place(tie.left),
        factor: i128::from(tie.factor),
        right: place(tie.right),
        low: tie.cell.low.0,
        high: tie.cell.high.0,
    };
    System {
        ranges: cells.iter().map(|cell| (cell.low.0, cell.high.0)).collect(),
        links: ties.iter().map(link).collect(),
    }
}

fn narrow(value: i128) -> i64 {
    i64::try_from(value).unwrap_or(if value < 0 { i64::MIN } else { i64::MAX })
}
