//! The facts that may be imagined otherwise, and the values worth imagining.
#![expect(clippy::indexing_slicing, reason = "facts and atoms are numbered by the program they come from")]

use crate::assess::engine::Engine;
use crate::assess::program::{Program, Truth, facts_of, verdict};
use crate::regulation::{FactId, FactKind, Standing, Test};

/// The entry of [`Candidate::standings`] that hides a fact.
pub(super) const HIDDEN: usize = 0;

/// A fact that may change, and what each of its tests says of each of its standings.
pub(super) struct Candidate {
    pub(super) fact: FactId,
    /// 未查 first, then every value that some test tells from the present one.
    pub(super) standings: Vec<Standing>,
    pub(super) tests: Vec<CandidateTest>,
    /// Candidates that some test compares it with.
    pub(super) partners: Vec<FactId>,
}

pub(super) struct CandidateTest {
    pub(super) gate: u32,
    pub(super) now: Truth,
    /// By entry of [`Candidate::standings`].
    pub(super) truths: Vec<Truth>,
}

impl Candidate {
    /// A candidate beside the others in `all`; `standings` is given back as it was.
    pub(super) fn new(engine: &Engine, fact: FactId, standings: &mut [Standing], all: &[FactId]) -> Self {
        let mut entries = vec![Standing::NotExamined];
        entries.extend(alternatives(engine, fact, standings));
        let present = standings[fact.0 as usize];
        let program = &engine.program;
        let atoms = || program.atoms_of(fact).iter().map(|place| program.atoms()[*place as usize]);
        let partners: Vec<FactId> = atoms()
            .flat_map(|atom| facts_of(&atom.test))
            .filter(|other| *other != fact && all.contains(other))
            .collect();
        let tests = atoms().map(|atom| {
            let now = verdict(&atom.test, standings);
            let told = |standing: &Standing| {
                standings[fact.0 as usize] = *standing;
                verdict(&atom.test, standings)
            };
            let mut truths: Vec<Truth> = entries.iter().map(told).collect();
            standings[fact.0 as usize] = present;
            // One world may hide both sides of a comparison: then not even a side that does not apply tells anything.
            if facts_of(&atom.test).any(|read| partners.contains(&read)) {
                truths[HIDDEN] = Truth::Unknown;
            }
            CandidateTest { gate: atom.gate, now, truths }
        });
        let tests = tests.collect();
        Self { fact, standings: entries, tests, partners }
    }

    /// How many values it could have instead.
    pub(super) fn others(&self) -> usize {
        self.standings.len() - 1
    }
}

/// Values of a fact that some test tells from the one it has; `standings` is given back as it was.
fn alternatives(engine: &Engine, fact: FactId, standings: &mut [Standing]) -> Vec<Standing> {
    let program = &engine.program;
    let present = standings[fact.0 as usize];
    let mut values = engine.classes[fact.0 as usize].representatives.clone();
    values.extend(around_spreads(engine, program, fact, standings));
    let atoms = program.atoms_of(fact);
    // One row of truths a value, kept one after the other.
    let mut seen: Vec<Truth> = Vec::with_capacity(atoms.len() * (values.len() + 1));
    let mut is_new = |standing: Standing, seen: &mut Vec<Truth>| {
        let from = seen.len();
        standings[fact.0 as usize] = standing;
        seen.extend(atoms.iter().map(|place| verdict(&program.atoms()[*place as usize].test, standings)));
        let (before, own) = seen.split_at(from);
        let is_new = !atoms.is_empty() && before.chunks_exact(atoms.len()).all(|row| row != own);
        if !is_new {
            seen.truncate(from);
        }
        is_new
    };
    is_new(present, &mut seen);
    values.retain(|value| is_new(*value, &mut seen));
    standings[fact.0 as usize] = present;
    values
}

/// Values just inside and outside each comparison with another fact as that fact stands.
fn around_spreads(engine: &Engine, program: &Program, fact: FactId, standings: &[Standing]) -> Vec<Standing> {
    let Some(FactKind::Number { low: least, high: most, .. }) =
        engine.regulation.facts.get(fact.0 as usize).map(|fact| &fact.kind)
    else {
        return Vec::new();
    };
    let mut values = Vec::new();
    for place in program.atoms_of(fact) {
        let Test::Spread { left, factor, right, low, high } = program.atoms()[*place as usize].test else { continue };
        let other = if left == fact { right } else { left };
        let Standing::Found(other) = standings[other.0 as usize] else { continue };
        for bound in [low, high].into_iter().filter(|bound| *bound != i64::MIN && *bound != i64::MAX) {
            let edge = if left == fact {
                bound.saturating_add(other).div_euclid(factor)
            } else {
                factor.saturating_mul(other).saturating_sub(bound)
            };
            values.extend([edge.saturating_sub(1), edge, edge.saturating_add(1)]);
        }
    }
    values.retain(|value| (least..=most).contains(&value));
    values.sort_unstable();
    values.dedup();
    values.into_iter().map(Standing::Found).collect()
}
