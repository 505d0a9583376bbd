//! Worlds beside the case, hundreds a pass: each hides some candidates and gives others another value.
//!
//! A world never changes a fact and another that it is compared with: what tests say of a value is told beforehand,
//! with all other facts as they stand.
#![expect(clippy::indexing_slicing, reason = "worlds are numbered by the loop that sized the planes")]

use crate::assess::assessor::Assessor;
use crate::assess::change::ChangeScope;
use crate::assess::change::candidate::{Candidate, HIDDEN};
use crate::assess::change::world::{Part, World};
use crate::assess::engine::Engine;
use crate::assess::program::{TRUE, Truth, facts_of, spread_out, verdict};
use crate::assess::values::Classes;
use crate::outcome::{Outcome, OutcomeSet};
use crate::regulation::{FactId, Standing};

const WORDS: usize = 8;
/// Worlds a pass.
pub(super) const LANES: usize = WORDS * 64;

/// The planes of one case, and what a pass changes in them.
pub(super) struct Lanes<'e> {
    engine: &'e Engine,
    /// The case as it is given, when it is settled but Kleene's pass does not show it: then the worlds stand beside a
    /// completion of it, in which whatever changes the case must change the result too.
    partial: Option<Vec<Standing>>,
    codes: Vec<u8>,
    pub(super) candidates: Vec<Candidate>,
    /// The gates that hang on candidates.
    ands: Vec<u32>,
    /// Every world as the case stands, but for what the last run changed.
    planes: Vec<[u64; WORDS]>,
    /// By candidate and standing: the worlds that give it.
    masks: Vec<Vec<[u64; WORDS]>>,
    /// Candidate and standing: what the last run changed.
    touched: Vec<(usize, usize)>,
}

impl<'e> Lanes<'e> {
    /// The case taken in last.
    pub(super) fn new(assessor: &mut Assessor<'e>, scope: ChangeScope) -> Self {
        let engine = assessor.engine;
        let mut standings = assessor.standings.clone();
        let may_change = |fact: &FactId| {
            let Some(declared) = engine.regulation.facts.get(fact.0 as usize) else { return false };
            let known = matches!(standings[fact.0 as usize], Standing::Found(_) | Standing::NotApplicable);
            known && !declared.identity && (scope == ChangeScope::Findings || declared.controllable)
        };
        let all: Vec<FactId> = (0..standings.len() as u32).map(FactId).filter(may_change).collect();
        let scratch = &mut assessor.scratch;
        engine.program.run_case(&standings, &mut scratch.base);
        let is_known = engine.result_roots.iter().all(|root| scratch.is_known(*root));
        let partial = (!is_known).then(|| std::mem::take(&mut standings));
        if let Some(partial) = &partial {
            standings = completed(engine, partial);
        }
        let mut hidden = standings.clone();
        for fact in &all {
            hidden[fact.0 as usize] = Standing::NotExamined;
        }
        // With every candidate hidden, what stays known cannot change: only the cone needs running.
        engine.program.run_case(&hidden, &mut scratch.base);
        engine.program.cone(&engine.result_roots, &scratch.base, &mut scratch.cone);
        let mut planes = Vec::new();
        spread_out(&scratch.base, &mut planes);
        let mut live = vec![false; standings.len()];
        for place in &scratch.cone.atoms {
            let atom = engine.program.atoms()[*place as usize];
            set_everywhere(verdict(&atom.test, &standings), atom.gate, &mut planes);
            for fact in facts_of(&atom.test) {
                live[fact.0 as usize] = true;
            }
        }
        let mut candidates: Vec<Candidate> = Vec::new();
        for fact in all.iter().filter(|fact| live[fact.0 as usize]) {
            let candidate = Candidate::new(engine, *fact, &mut standings, &all);
            if candidate.others() > 0 || !candidate.partners.is_empty() {
                candidates.push(candidate);
            }
        }
        let ands = scratch.cone.ands.clone();
        let codes = vec![0; engine.program.planes()];
        Self { engine, partial, codes, candidates, ands, planes, masks: Vec::new(), touched: Vec::new() }
    }

    /// Whether a change that was found leads there in the case as it is given.
    pub(super) fn confirms(&mut self, facts: &[(FactId, Standing)], outcomes: OutcomeSet) -> bool {
        let Some(partial) = &self.partial else { return true };
        let mut changed = partial.clone();
        for (fact, standing) in facts {
            changed[fact.0 as usize] = *standing;
        }
        self.engine.program.run_case(&changed, &mut self.codes);
        let mut roots = self.engine.result_roots.iter().enumerate();
        roots.all(|(place, root)| {
            let wanted = Outcome::ALL.get(place).map_or(outcomes.is_empty(), |outcome| outcomes.contains(*outcome));
            self.codes[if wanted { root.plane() } else { root.plane() ^ 1 }] == TRUE
        })
    }

    fn size_masks(&mut self) {
        let sized = |candidate: &Candidate| vec![[0; WORDS]; candidate.standings.len()];
        self.masks = self.candidates.iter().map(sized).collect();
    }

    /// Puts the candidates in this order, without those that have none.
    pub(super) fn arrange<K: Ord>(&mut self, order: impl Fn(&Candidate) -> Option<K>) {
        self.reset();
        self.candidates.retain(|candidate| order(candidate).is_some());
        self.candidates.sort_by_key(order);
        self.size_masks();
    }

    /// Runs up to [`LANES`] worlds; their planes stay until the next run.
    pub(super) fn run(&mut self, worlds: &[World]) {
        self.reset();
        let mut touched: Vec<(usize, usize)> = Vec::new();
        for (lane, world) in worlds.iter().enumerate() {
            let (word, bit) = (lane / 64, 1_u64 << (lane % 64));
            let mut touch = |place: usize, entry: usize| {
                let mask = &mut self.masks[place][entry];
                if *mask == [0; WORDS] {
                    touched.push((place, entry));
                }
                mask[word] |= bit;
            };
            for part in world.parts() {
                match *part {
                    Part::Hidden { from, until } => (from..until).for_each(|place| touch(place, HIDDEN)),
                    Part::Changed { place, entry } => touch(place, entry),
                }
            }
        }
        for (place, entry) in &touched {
            let mask = std::mem::take(&mut self.masks[*place][*entry]);
            for test in &self.candidates[*place].tests {
                set_masked(test.truths[*entry], test.gate, &mask, &mut self.planes);
            }
        }
        self.engine.program.run_wide(&self.ands, &mut self.planes);
        self.touched = touched;
    }

    /// Puts the atoms the last run changed back as the case stands. Not sooner: a result may hang on an atom itself.
    fn reset(&mut self) {
        for (place, _) in std::mem::take(&mut self.touched) {
            for test in self.candidates.get(place).map(|candidate| candidate.tests.as_slice()).unwrap_or_default() {
                set_everywhere(test.now, test.gate, &mut self.planes);
            }
        }
    }

    /// After a run: a world's result, the allowed outcomes or nothing in a conflict; `None` when it is not known.
    pub(super) fn result(&self, lane: usize) -> Option<OutcomeSet> {
        let (word, bit) = (lane / 64, lane % 64);
        let at = |plane: usize| self.planes[plane][word] >> bit & 1 == 1;
        let mut set = OutcomeSet::EMPTY;
        for (place, root) in self.engine.result_roots.iter().enumerate() {
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
}

/// The case with a value for each unknown fact.
fn completed(engine: &Engine, partial: &[Standing]) -> Vec<Standing> {
    let value = |(standing, classes): (&Standing, &Classes)| match standing {
        Standing::NotExamined | Standing::CannotEstablish => {
            classes.representatives.first().copied().unwrap_or(*standing)
        }
        known => *known,
    };
    partial.iter().zip(&engine.classes).map(value).collect()
}

/// Sets an atom in every world.
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
