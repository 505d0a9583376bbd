//! What would have changed the outcome (反事实): minimal sets of at most three facts.
//!
//! A set of facts can only change the result if the result becomes unknown when all of them are: those sets are found
//! first, hundreds of worlds a pass, and only they are tried with actual values.
#![expect(clippy::indexing_slicing, reason = "worlds are numbered by the loop that sized the planes")]

use crate::assess::assessor::Assessor;
use crate::assess::engine::Engine;
use crate::assess::program::{Program, Truth, facts_of, spread_out, verdict};
use crate::outcome::{Outcome, OutcomeSet};
use crate::regulation::{FactId, FactKind, Standing, Test};

const WORDS: usize = 8;
const LANES: usize = WORDS * 64;
/// Combinations of values tried for one set of facts.
const COMBINATIONS_MAX: usize = 256;

/// Which facts may be imagined otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeScope {
    /// Every finding: which of them is decisive.
    Findings,
    /// Only what the person could have done otherwise (可为).
    Doable,
}

/// A smallest set of facts that, found otherwise, would have changed the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The facts, each with what it would have been.
    pub facts: Vec<(FactId, Standing)>,
    /// The outcomes then left; empty is a conflict.
    pub outcomes: OutcomeSet,
}

/// A result fully known: the allowed outcomes, or a conflict when empty.
fn result(engine: &Engine, planes: &[[u64; WORDS]], lane: usize) -> Option<OutcomeSet> {
    let (word, bit) = (lane / 64, lane % 64);
    let at = |plane: usize| planes[plane][word] >> bit & 1 == 1;
    let mut set = OutcomeSet::EMPTY;
    for (place, root) in engine.result_roots.iter().enumerate() {
        let (yes, no) = (at(root.plane()), at(root.plane() ^ 1));
        if !yes && !no {
            return None;
        }
        if yes && let Some(outcome) = Outcome::ALL.get(place) {
            set.insert(*outcome);
        }
    }
    Some(set)
}

impl Assessor<'_> {
    /// Minimal sets of at most three facts whose change would change the settled result of a case, smaller sets first,
    /// at most `most`. A case that is not settled has none.
    pub fn changes(&mut self, standings: &[Standing], scope: ChangeScope, most: usize) -> Vec<Change> {
        self.take(standings);
        let exact = self.settle();
        if !exact.is_settled() {
            return Vec::new();
        }
        let from = if exact.conflict_certain { OutcomeSet::EMPTY } else { exact.possible };
        let mut search = Search::new(self, scope, from);
        let mut changes: Vec<Change> = Vec::new();
        for size in 1..=3 {
            if changes.len() >= most {
                break;
            }
            let done: Vec<FactId> =
                changes.iter().filter(|change| change.facts.len() == 1).map(|change| change.facts[0].0).collect();
            search.candidates.retain(|(fact, _)| !done.contains(fact));
            let solved: Vec<Vec<FactId>> =
                changes.iter().map(|change| change.facts.iter().map(|(fact, _)| *fact).collect()).collect();
            let mut found = search.sized(size, &solved, most - changes.len());
            changes.append(&mut found);
        }
        changes.truncate(most);
        changes
    }
}

/// The search for one case.
struct Search<'e> {
    engine: &'e Engine,
    standings: Vec<Standing>,
    /// Facts that may change, with their other values.
    candidates: Vec<(FactId, Vec<Standing>)>,
    from: OutcomeSet,
    ands: Vec<u32>,
    /// Every world as the case stands.
    planes: Vec<[u64; WORDS]>,
}

impl<'e> Search<'e> {
    fn new(assessor: &mut Assessor<'e>, scope: ChangeScope, from: OutcomeSet) -> Self {
        let engine = assessor.engine;
        let standings = assessor.standings.clone();
        let may_change = |fact: &FactId| {
            let Some(declared) = engine.regulation.facts.get(fact.0 as usize) else { return false };
            let known = matches!(standings[fact.0 as usize], Standing::Found(_) | Standing::NotApplicable);
            known && !declared.identity && (scope == ChangeScope::Findings || declared.controllable)
        };
        let all: Vec<FactId> = (0..standings.len() as u32).map(FactId).filter(may_change).collect();
        let mut hidden = standings.clone();
        for fact in &all {
            hidden[fact.0 as usize] = Standing::NotExamined;
        }
        // With every candidate hidden, what stays known cannot change: only the cone needs running.
        engine.program.run_case(&hidden, &mut assessor.scratch.base);
        engine.program.cone(&engine.result_roots, &assessor.scratch.base, &mut assessor.scratch.cone);
        let mut planes = Vec::new();
        spread_out::<WORDS>(&assessor.scratch.base, &mut planes);
        let mut live = vec![false; standings.len()];
        for place in &assessor.scratch.cone.atoms {
            let atom = engine.program.atoms()[*place as usize];
            set_everywhere(&atom.test, atom.gate, &standings, &mut planes);
            for fact in facts_of(&atom.test) {
                live[fact.0 as usize] = true;
            }
        }
        let candidates = all
            .into_iter()
            .filter(|fact| live[fact.0 as usize])
            .map(|fact| (fact, alternatives(engine, fact, &standings)))
            .filter(|(_, others)| !others.is_empty())
            .collect();
        Self { engine, standings, candidates, from, ands: assessor.scratch.cone.ands.clone(), planes }
    }

    /// Minimal sets of just `size` facts, none of which holds a set already solved.
    fn sized(&mut self, size: usize, solved: &[Vec<FactId>], most: usize) -> Vec<Change> {
        let mut open = Vec::new();
        let mut chunk: Vec<Vec<usize>> = Vec::with_capacity(LANES);
        let facts: Vec<FactId> = self.candidates.iter().map(|(fact, _)| *fact).collect();
        let blocked = |set: &[usize]| {
            solved.iter().any(|small| small.iter().all(|fact| set.iter().any(|place| facts[*place] == *fact)))
        };
        let mut found = Vec::new();
        let mut set: Vec<usize> = (0..size).collect();
        let mut more = facts.len() >= size;
        while more {
            if !blocked(&set) {
                chunk.push(set.clone());
            }
            more = next_set(&mut set, facts.len());
            if chunk.len() == LANES || !more {
                self.keep_open(&chunk, &mut open);
                chunk.clear();
                self.try_values(&open, most, &mut found);
                open.clear();
                if found.len() >= most {
                    break;
                }
            }
        }
        found
    }

    /// Keeps the sets whose hiding leaves the result unknown.
    fn keep_open(&mut self, sets: &[Vec<usize>], open: &mut Vec<Vec<usize>>) {
        let worlds: Vec<Vec<(FactId, Standing)>> = sets
            .iter()
            .map(|set| set.iter().map(|place| (self.candidates[*place].0, Standing::NotExamined)).collect())
            .collect();
        let results = self.run(&worlds);
        open.extend(sets.iter().zip(results).filter(|(_, result)| result.is_none()).map(|(set, _)| set.clone()));
    }

    /// Tries the values of each open set; the first that changes the result speaks for the set.
    fn try_values(&mut self, open: &[Vec<usize>], most: usize, found: &mut Vec<Change>) {
        let mut worlds: Vec<Vec<(FactId, Standing)>> = Vec::new();
        let mut owners = Vec::new();
        for (owner, set) in open.iter().enumerate() {
            let mut combinations: Vec<Vec<(FactId, Standing)>> = vec![Vec::new()];
            for place in set {
                let (fact, others) = &self.candidates[*place];
                combinations = combinations
                    .iter()
                    .flat_map(|so_far| {
                        others.iter().map(|other| so_far.iter().copied().chain([(*fact, *other)]).collect())
                    })
                    .take(COMBINATIONS_MAX)
                    .collect();
            }
            owners.extend(std::iter::repeat_n(owner, combinations.len()));
            worlds.append(&mut combinations);
        }
        let mut last = None;
        for (chunk, owners) in worlds.chunks(LANES).zip(owners.chunks(LANES)) {
            let results = self.run(chunk);
            for ((world, owner), result) in chunk.iter().zip(owners).zip(results) {
                let Some(outcomes) = result else { continue };
                if outcomes != self.from && last != Some(*owner) {
                    last = Some(*owner);
                    found.push(Change { facts: world.clone(), outcomes });
                }
            }
            if found.len() >= most {
                return;
            }
        }
    }

    /// The result of each world, unknown where it is not forced.
    fn run(&mut self, worlds: &[Vec<(FactId, Standing)>]) -> Vec<Option<OutcomeSet>> {
        let program = &self.engine.program;
        let mut touched = Vec::new();
        for (lane, world) in worlds.iter().enumerate() {
            let before: Vec<Standing> = world.iter().map(|(fact, _)| self.standings[fact.0 as usize]).collect();
            for (fact, standing) in world {
                self.standings[fact.0 as usize] = *standing;
            }
            for (fact, _) in world {
                program.set_world(*fact, &self.standings, lane, &mut self.planes);
                touched.push(*fact);
            }
            for ((fact, _), standing) in world.iter().zip(before) {
                self.standings[fact.0 as usize] = standing;
            }
        }
        program.run_some(&self.ands, &mut self.planes);
        let results = (0..worlds.len()).map(|lane| result(self.engine, &self.planes, lane)).collect();
        touched.sort_unstable();
        touched.dedup();
        for fact in touched {
            for place in program.atoms_of(fact) {
                let atom = program.atoms()[*place as usize];
                set_everywhere(&atom.test, atom.gate, &self.standings, &mut self.planes);
            }
        }
        results
    }
}

fn set_everywhere(test: &Test, gate: u32, standings: &[Standing], planes: &mut [[u64; WORDS]]) {
    let truth = verdict(test, standings);
    planes[gate as usize * 2] = [if truth == Truth::True { !0 } else { 0 }; WORDS];
    planes[gate as usize * 2 + 1] = [if truth == Truth::False { !0 } else { 0 }; WORDS];
}

/// The next set of places in lexical order; whether there was one.
fn next_set(set: &mut [usize], count: usize) -> bool {
    let size = set.len();
    for place in (0..size).rev() {
        if set[place] + size - place < count {
            set[place] += 1;
            for later in place + 1..size {
                set[later] = set[later - 1] + 1;
            }
            return true;
        }
    }
    false
}

/// Values of a fact that some test tells from the one it has.
fn alternatives(engine: &Engine, fact: FactId, standings: &[Standing]) -> Vec<Standing> {
    let program = &engine.program;
    let mut values = engine.classes[fact.0 as usize].representatives.clone();
    values.extend(around_spreads(engine, program, fact, standings));
    let signature = |standing: Standing| -> Vec<Truth> {
        let mut world = standings.to_vec();
        world[fact.0 as usize] = standing;
        program.atoms_of(fact).iter().map(|place| verdict(&program.atoms()[*place as usize].test, &world)).collect()
    };
    let mut seen = vec![signature(standings[fact.0 as usize])];
    values.retain(|value| {
        let own = signature(*value);
        let fresh = !seen.contains(&own);
        if fresh {
            seen.push(own);
        }
        fresh
    });
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
            values.extend([edge - 1, edge, edge + 1]);
        }
    }
    values.retain(|value| (least..=most).contains(&value));
    values.sort_unstable();
    values.dedup();
    values.into_iter().map(Standing::Found).collect()
}
