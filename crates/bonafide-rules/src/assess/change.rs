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
/// Facts in a change, at most.
const SIZE_MAX: usize = 3;
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
        for size in 1..=SIZE_MAX {
            if changes.len() >= most {
                break;
            }
            let done: Vec<FactId> =
                changes.iter().filter(|change| change.facts.len() == 1).map(|change| change.facts[0].0).collect();
            search.drop_solved(&done);
            let solved: Vec<Vec<FactId>> =
                changes.iter().map(|change| change.facts.iter().map(|(fact, _)| *fact).collect()).collect();
            let mut found = search.sized(size, &solved, most - changes.len());
            changes.append(&mut found);
        }
        changes.truncate(most);
        changes
    }
}

/// A fact that may change, and what each of its tests says of each of its standings.
struct Candidate {
    fact: FactId,
    /// 未查 first, then every value that some test tells from the present one.
    standings: Vec<Standing>,
    tests: Vec<CandidateTest>,
}

struct CandidateTest {
    gate: u32,
    now: Truth,
    /// By entry of [`Candidate::standings`].
    truths: Vec<Truth>,
}

/// Up to three candidates by place, each with the entry of its standings that the world gives it.
#[derive(Clone, Copy, Debug, Default)]
struct World {
    parts: [(usize, usize); SIZE_MAX],
    size: usize,
}

impl World {
    fn parts(&self) -> &[(usize, usize)] {
        &self.parts[..self.size]
    }

    fn with(mut self, place: usize, entry: usize) -> Self {
        self.parts[self.size] = (place, entry);
        self.size += 1;
        self
    }
}

/// The entry of [`Candidate::standings`] that hides a fact.
const HIDDEN: usize = 0;

/// The search for one case.
struct Search<'e> {
    engine: &'e Engine,
    standings: Vec<Standing>,
    candidates: Vec<Candidate>,
    from: OutcomeSet,
    ands: Vec<u32>,
    /// Every world as the case stands.
    planes: Vec<[u64; WORDS]>,
    /// By candidate and standing: the worlds that give it.
    masks: Vec<Vec<[u64; WORDS]>>,
    /// Some test compares two facts that may change.
    tied: bool,
    /// What the last run changed.
    touched: Vec<(usize, usize)>,
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
        let mut tied = false;
        for place in &assessor.scratch.cone.atoms {
            let atom = engine.program.atoms()[*place as usize];
            set_everywhere(verdict(&atom.test, &standings), atom.gate, &mut planes);
            tied |= matches!(atom.test, Test::Spread { .. });
            for fact in facts_of(&atom.test) {
                live[fact.0 as usize] = true;
            }
        }
        let candidates: Vec<Candidate> = all
            .into_iter()
            .filter(|fact| live[fact.0 as usize])
            .map(|fact| Candidate::new(engine, fact, &standings))
            .filter(|candidate| candidate.standings.len() > 1)
            .collect();
        let masks = candidates.iter().map(|candidate| vec![[0; WORDS]; candidate.standings.len()]).collect();
        let ands = assessor.scratch.cone.ands.clone();
        Self { engine, standings, candidates, from, ands, planes, masks, tied, touched: Vec::new() }
    }

    /// Leaves out candidates that change the result alone.
    fn drop_solved(&mut self, solved: &[FactId]) {
        self.reset();
        self.candidates.retain(|candidate| !solved.contains(&candidate.fact));
        self.masks = self.candidates.iter().map(|candidate| vec![[0; WORDS]; candidate.standings.len()]).collect();
    }

    /// Minimal sets of just `size` facts, none of which holds a set already solved.
    fn sized(&mut self, size: usize, solved: &[Vec<FactId>], most: usize) -> Vec<Change> {
        let count = self.candidates.len();
        let mut solved_pairs = vec![false; count * count];
        let place_of = |fact: &FactId| self.candidates.iter().position(|candidate| candidate.fact == *fact);
        for pair in solved.iter().filter(|small| small.len() == 2) {
            if let [Some(first), Some(second)] = [place_of(&pair[0]), place_of(&pair[1])] {
                solved_pairs[first.min(second) * count + first.max(second)] = true;
            }
        }
        // Sets are made in ascending order, so the smaller place of a pair comes first.
        let blocked = |set: &[usize]| match set {
            [a, b, c] => solved_pairs[a * count + b] || solved_pairs[a * count + c] || solved_pairs[b * count + c],
            _ => false,
        };
        let mut found = Vec::new();
        let mut worlds: Vec<World> = Vec::with_capacity(LANES);
        let mut set: Vec<usize> = (0..size).collect();
        let mut more = count >= size;
        while more {
            if !blocked(&set) {
                worlds.push(set.iter().fold(World::default(), |world, place| world.with(*place, HIDDEN)));
            }
            more = next_set(&mut set, count);
            if worlds.len() == LANES || !more {
                self.run(&worlds);
                let open = self.open(worlds.len());
                let sets: Vec<World> = open.into_iter().map(|lane| worlds[lane]).collect();
                worlds.clear();
                self.try_values(&sets, most, &mut found);
                if found.len() >= most {
                    break;
                }
            }
        }
        found
    }

    /// Tries the values of each open set; the first that changes the result speaks for the set.
    fn try_values(&mut self, sets: &[World], most: usize, found: &mut Vec<Change>) {
        let mut worlds: Vec<World> = Vec::new();
        let mut owners = Vec::new();
        for (owner, set) in sets.iter().enumerate() {
            let mut combinations = vec![World::default()];
            for (place, _) in set.parts() {
                let others = 1..self.candidates[*place].standings.len();
                combinations = combinations
                    .iter()
                    .flat_map(|so_far| others.clone().map(|other| so_far.with(*place, other)))
                    .take(COMBINATIONS_MAX)
                    .collect();
            }
            owners.extend(std::iter::repeat_n(owner, combinations.len()));
            worlds.append(&mut combinations);
        }
        let mut last = None;
        for (chunk, owners) in worlds.chunks(LANES).zip(owners.chunks(LANES)) {
            self.run(chunk);
            for (lane, (world, owner)) in chunk.iter().zip(owners).enumerate() {
                let Some(outcomes) = result(self.engine, &self.planes, lane) else { continue };
                if outcomes != self.from && last != Some(*owner) {
                    last = Some(*owner);
                    found.push(Change { facts: self.facts(*world), outcomes });
                }
            }
            if found.len() >= most {
                return;
            }
        }
    }

    fn facts(&self, world: World) -> Vec<(FactId, Standing)> {
        let stands = |(place, entry): &(usize, usize)| {
            let candidate = &self.candidates[*place];
            (candidate.fact, candidate.standings[*entry])
        };
        world.parts().iter().map(stands).collect()
    }

    /// Runs up to [`LANES`] worlds; their planes stay until the next run.
    fn run(&mut self, worlds: &[World]) {
        self.reset();
        let mut touched: Vec<(usize, usize)> = Vec::new();
        for (lane, world) in worlds.iter().enumerate() {
            for (place, entry) in world.parts() {
                let mask = &mut self.masks[*place][*entry];
                if *mask == [0; WORDS] {
                    touched.push((*place, *entry));
                }
                mask[lane / 64] |= 1 << (lane % 64);
            }
        }
        for (place, entry) in &touched {
            let mask = std::mem::take(&mut self.masks[*place][*entry]);
            for test in &self.candidates[*place].tests {
                set_masked(test.truths[*entry], test.gate, &mask, &mut self.planes);
            }
        }
        if self.tied {
            self.run_tied(worlds);
        }
        self.engine.program.run_wide(&self.ands, &mut self.planes);
        self.touched = touched;
    }

    /// Tests that compare two facts of one world see both as that world gives them; of hidden facts they know nothing.
    fn run_tied(&mut self, worlds: &[World]) {
        let engine = self.engine;
        for (lane, world) in worlds.iter().enumerate() {
            let is_tied = |(place, entry): &&(usize, usize)| {
                *entry != HIDDEN && engine.classes[self.candidates[*place].fact.0 as usize].paired
            };
            if world.parts().iter().filter(is_tied).count() < 2 {
                continue;
            }
            let facts = self.facts(*world);
            let before: Vec<Standing> = facts.iter().map(|(fact, _)| self.standings[fact.0 as usize]).collect();
            for (fact, standing) in &facts {
                self.standings[fact.0 as usize] = *standing;
            }
            for (fact, _) in facts.iter().filter(|(fact, _)| engine.classes[fact.0 as usize].paired) {
                engine.program.set_world(*fact, &self.standings, lane, &mut self.planes);
            }
            for ((fact, _), standing) in facts.iter().zip(before) {
                self.standings[fact.0 as usize] = standing;
            }
        }
    }

    /// Puts the atoms the last run changed back as the case stands. Not sooner: a result may hang on an atom itself.
    fn reset(&mut self) {
        for (place, _) in std::mem::take(&mut self.touched) {
            for test in self.candidates.get(place).map(|candidate| candidate.tests.as_slice()).unwrap_or_default() {
                set_everywhere(test.now, test.gate, &mut self.planes);
            }
        }
    }

    /// The worlds whose result is not known.
    fn open(&self, worlds: usize) -> Vec<usize> {
        let mut open = Vec::new();
        for word in 0..WORDS {
            let mut unknown = self.engine.result_roots.iter().fold(0, |unknown, root| {
                unknown | !(self.planes[root.plane()][word] | self.planes[root.plane() ^ 1][word])
            });
            while unknown != 0 {
                let lane = word * 64 + unknown.trailing_zeros() as usize;
                if lane < worlds {
                    open.push(lane);
                }
                unknown &= unknown - 1;
            }
        }
        open
    }
}

impl Candidate {
    fn new(engine: &Engine, fact: FactId, standings: &[Standing]) -> Self {
        let mut entries = vec![Standing::NotExamined];
        entries.extend(alternatives(engine, fact, standings));
        let program = &engine.program;
        let mut world = standings.to_vec();
        let tests = program
            .atoms_of(fact)
            .iter()
            .map(|place| {
                let atom = program.atoms()[*place as usize];
                let now = verdict(&atom.test, standings);
                let truths = entries
                    .iter()
                    .map(|standing| {
                        world[fact.0 as usize] = *standing;
                        verdict(&atom.test, &world)
                    })
                    .collect();
                CandidateTest { gate: atom.gate, now, truths }
            })
            .collect();
        Self { fact, standings: entries, tests }
    }
}

fn set_everywhere(truth: Truth, gate: u32, planes: &mut [[u64; WORDS]]) {
    planes[gate as usize * 2] = [if truth == Truth::True { !0 } else { 0 }; WORDS];
    planes[gate as usize * 2 + 1] = [if truth == Truth::False { !0 } else { 0 }; WORDS];
}

fn set_masked(truth: Truth, gate: u32, mask: &[u64; WORDS], planes: &mut [[u64; WORDS]]) {
    let at = gate as usize * 2;
    for word in 0..WORDS {
        planes[at][word] &= !mask[word];
        planes[at + 1][word] &= !mask[word];
        match truth {
            Truth::True => planes[at][word] |= mask[word],
            Truth::False => planes[at + 1][word] |= mask[word],
            Truth::Unknown => {}
        }
    }
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
