//! What is still possible, exactly: Kleene's one pass first, then every world of the facts that still matter,
//! and SAT when those are too many or are compared with one another.
#![expect(clippy::indexing_slicing, reason = "planes are sized by the program, masks by the worlds counted")]

use std::borrow::Cow;
use std::mem;
use std::ops::Range;

use crate::assess::engine::Engine;
use crate::assess::exact::tally::Tally;
use crate::assess::graph::Wire;
use crate::assess::program::{Cone, TRUE, Truth, facts_of, spread_out, verdict};
use crate::assess::values::in_case;
use crate::outcome::{Outcome, OutcomeSet};
use crate::prove::worlds::Worlds;
use crate::regulation::{FactId, Standing};

mod relevance;
pub(crate) mod sample;
mod solve;
mod tally;
#[cfg(test)]
mod tests;

/// The most worlds that are counted out; beyond, SAT answers.
const WORLDS_MAX: usize = 4096;
pub(crate) const WORDS: usize = 8;
pub(crate) const LANES: usize = WORDS * 64;

/// What a case leaves open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Exact {
    pub(crate) possible: OutcomeSet,
    pub(crate) conflict_possible: bool,
    pub(crate) conflict_certain: bool,
    /// Some completion leaves a choice of outcomes.
    pub(crate) discretion: bool,
    /// All completions give the same result.
    pub(crate) uniform: bool,
    pub(crate) effects: Vec<bool>,
    pub(crate) modality: [bool; 3],
    /// Unknown facts that matter to the result, in the order of the regulation.
    pub(crate) relevant: Vec<FactId>,
    /// Each of them is known to matter; otherwise they are all that may.
    pub(crate) is_relevance_shown: bool,
}

impl Exact {
    /// Whether filling in what is missing could change nothing.
    pub(crate) fn is_settled(&self) -> bool {
        self.uniform
    }

    /// Whether there is one outcome.
    pub(crate) fn is_decided(&self) -> bool {
        self.uniform && !self.conflict_possible && self.possible.len() == 1
    }

    /// By result root: what a settled result says of it.
    pub(crate) fn bits(&self) -> [bool; 5] {
        let [exempt, mitigate, lenient, accountable] = Outcome::ALL.map(|outcome| self.possible.contains(outcome));
        [exempt, mitigate, lenient, accountable, self.conflict_possible]
    }

    /// The outcomes of a settled result; empty is a conflict.
    pub(crate) fn result(&self) -> OutcomeSet {
        if self.conflict_certain { OutcomeSet::EMPTY } else { self.possible }
    }

    pub(crate) fn same_result(&self, other: &Self) -> bool {
        self.uniform == other.uniform
            && self.possible == other.possible
            && self.conflict_possible == other.conflict_possible
    }
}

/// What of an assessor's memory may go from thread to thread.
pub(crate) struct Buffers {
    base: Vec<u8>,
    narrow: Vec<[u64; 1]>,
    wide: Vec<[u64; WORDS]>,
    cone: Cone,
    beside: Vec<u8>,
}

/// Memory an assessor reuses.
pub(crate) struct Scratch {
    /// The last case's codes.
    pub(crate) base: Vec<u8>,
    pub(crate) narrow: Vec<[u64; 1]>,
    pub(crate) wide: Vec<[u64; WORDS]>,
    pub(crate) cone: Cone,
    /// The codes of a world beside the case.
    beside: Vec<u8>,
    worlds: Option<Worlds>,
}

impl Scratch {
    pub(crate) fn new(engine: &Engine) -> Self {
        Self {
            base: vec![0; engine.program.planes()],
            narrow: Vec::new(),
            wide: Vec::new(),
            cone: Cone::default(),
            beside: Vec::new(),
            worlds: None,
        }
    }

    /// Over memory of an earlier one of the same engine.
    pub(crate) fn over(buffers: Buffers) -> Self {
        let Buffers { base, narrow, wide, cone, beside } = buffers;
        Self { base, narrow, wide, cone, beside, worlds: None }
    }

    /// Gives the memory up; the solver stays with its thread.
    pub(crate) fn give_up(&mut self) -> Buffers {
        Buffers {
            base: mem::take(&mut self.base),
            narrow: mem::take(&mut self.narrow),
            wide: mem::take(&mut self.wide),
            cone: mem::take(&mut self.cone),
            beside: mem::take(&mut self.beside),
        }
    }

    pub(crate) fn known_true(&self, wire: Wire) -> bool {
        self.base[wire.plane()] == TRUE
    }

    #[inline]
    pub(crate) fn truth(&self, wire: Wire) -> Truth {
        Truth::from_code(self.base[wire.plane()])
    }

    /// Runs another case; the codes of the last one stay.
    pub(crate) fn beside(&mut self, engine: &Engine, standings: &[Standing]) -> &[u8] {
        self.beside.resize(self.base.len(), 0);
        engine.program.run_case(standings, &mut self.beside);
        &self.beside
    }

    pub(crate) fn is_known(&self, wire: Wire) -> bool {
        self.base[wire.plane()] != 0
    }

    /// Runs a case and settles what it leaves open. Afterwards the codes hold the case's Kleene values.
    pub(crate) fn settle(&mut self, engine: &Engine, standings: &[Standing]) -> Exact {
        engine.program.run_case(standings, &mut self.base);
        let results_known = engine.result_roots.iter().all(|root| self.is_known(*root));
        let sides_known = results_known && engine.side_roots.iter().all(|root| self.is_known(*root));
        if sides_known {
            return self.known(engine);
        }
        let roots: Vec<Wire> = engine.result_roots.iter().chain(&engine.side_roots).copied().collect();
        engine.program.cone(&roots, &self.base, &mut self.cone);
        let unknown = self.unknown_facts(engine, standings);
        let values: Option<Vec<Cow<'_, [Standing]>>> =
            unknown.iter().map(|fact| in_case(engine, &self.cone, *fact, standings)).collect();
        let worlds = values.as_ref().and_then(|values| {
            let worlds = values.iter().try_fold(1_usize, |worlds, values| worlds.checked_mul(values.len()))?;
            (worlds <= WORLDS_MAX).then_some(worlds)
        });
        match (values, worlds) {
            (Some(values), Some(worlds)) => self.count_out(engine, standings, (&unknown, &values), worlds),
            _ => self.by_sat(engine, standings, unknown),
        }
    }

    /// The unknown facts behind the cone.
    fn unknown_facts(&self, engine: &Engine, standings: &[Standing]) -> Vec<FactId> {
        let mut facts: Vec<FactId> = self
            .cone
            .atoms
            .iter()
            .flat_map(|place| facts_of(&engine.program.atoms()[*place as usize].test))
            .filter(|fact| matches!(standings[fact.0 as usize], Standing::NotExamined | Standing::CannotEstablish))
            .collect();
        facts.sort_unstable();
        facts.dedup();
        facts
    }

    /// Every world of the unknown facts, 512 a pass.
    fn count_out(
        &mut self,
        engine: &Engine,
        standings: &[Standing],
        (unknown, values): (&[FactId], &[Cow<'_, [Standing]>]),
        worlds: usize,
    ) -> Exact {
        let mut tally = Tally::new(engine);
        let mut signatures = Vec::with_capacity(worlds);
        let mut case = standings.to_vec();
        let open = Open { cone: &self.cone, facts: unknown, values };
        let mut from = 0;
        while from < worlds {
            let here = (worlds - from).min(LANES);
            if worlds <= 64 {
                spread_out(&self.base, &mut self.narrow);
                set_worlds(engine, open, &(from..from + here), &mut case, &mut self.narrow);
                engine.program.run_some(&self.cone.ands, &mut self.narrow);
                tally.count(engine, &self.narrow, &valid::<1>(here));
                sign(engine, &self.narrow, here, &mut signatures);
            } else {
                spread_out(&self.base, &mut self.wide);
                set_worlds(engine, open, &(from..from + here), &mut case, &mut self.wide);
                engine.program.run_wide(&self.cone.ands, &mut self.wide);
                tally.count(engine, &self.wide, &valid::<WORDS>(here));
                sign(engine, &self.wide, here, &mut signatures);
            }
            from += here;
        }
        let relevant = if tally.uniform() { Vec::new() } else { mattering(unknown, values, &signatures) };
        tally.finish(relevant)
    }

    /// The result when Kleene's pass knows everything.
    fn known(&self, engine: &Engine) -> Exact {
        let holds = |wire: &Wire| self.known_true(*wire);
        let [.., conflict] = &engine.result_roots;
        let conflict = holds(conflict);
        let allowed = Outcome::ALL.into_iter().zip(&engine.result_roots).filter(|(_, root)| holds(root));
        let possible: OutcomeSet = allowed.map(|(outcome, _)| outcome).collect();
        Exact {
            possible,
            conflict_possible: conflict,
            conflict_certain: conflict,
            discretion: possible.len() > 1,
            uniform: true,
            effects: engine.outputs.effects.iter().map(holds).collect(),
            modality: engine.outputs.modality.map(|wire| holds(&wire)),
            relevant: Vec::new(),
            is_relevance_shown: true,
        }
    }
}

/// What is still open: unknown facts, and the part of the program they reach.
#[derive(Clone, Copy)]
struct Open<'a> {
    cone: &'a Cone,
    facts: &'a [FactId],
    /// By unknown fact: its representatives.
    values: &'a [Cow<'a, [Standing]>],
}

/// Sets the cone's atoms so that each of the worlds, a lane each, gives each unknown fact one of its representatives.
fn set_worlds<const W: usize>(
    engine: &Engine,
    open: Open<'_>,
    worlds: &Range<usize>,
    case: &mut [Standing],
    planes: &mut [[u64; W]],
) {
    for place in &open.cone.atoms {
        let atom = engine.program.atoms()[*place as usize];
        planes[atom.gate as usize * 2] = [0; W];
        planes[atom.gate as usize * 2 + 1] = [0; W];
    }
    let mut stride = 1;
    for (fact, representatives) in open.facts.iter().zip(open.values) {
        let masks = digits::<W>(worlds.clone(), stride, representatives.len());
        let before = case[fact.0 as usize];
        for (representative, mask) in representatives.iter().zip(&masks) {
            case[fact.0 as usize] = *representative;
            for place in engine.program.atoms_of(*fact) {
                let atom = engine.program.atoms()[*place as usize];
                if !open.cone.holds(atom.gate) {
                    continue;
                }
                let holds = verdict(&atom.test, case) == Truth::True;
                let plane = &mut planes[atom.gate as usize * 2 + usize::from(!holds)];
                for word in 0..W {
                    plane[word] |= mask[word];
                }
            }
        }
        case[fact.0 as usize] = before;
        stride *= representatives.len();
    }
}

/// For each digit, the lanes whose world has it at this stride.
fn digits<const W: usize>(worlds: Range<usize>, stride: usize, radix: usize) -> Vec<[u64; W]> {
    let mut masks = vec![[0; W]; radix];
    // Counted along, as a division a world would take longer than all the rest.
    let mut digit = worlds.start / stride % radix;
    let mut left = stride - worlds.start % stride;
    for lane in 0..worlds.len() {
        masks[digit][lane / 64] |= 1 << (lane % 64);
        left -= 1;
        if left == 0 {
            left = stride;
            digit = if digit + 1 == radix { 0 } else { digit + 1 };
        }
    }
    masks
}

fn valid<const W: usize>(lanes: usize) -> [u64; W] {
    let mut mask = [0; W];
    for (word, bits) in mask.iter_mut().enumerate() {
        let left = lanes.saturating_sub(word * 64).min(64);
        *bits = if left == 64 { !0 } else { (1 << left) - 1 };
    }
    mask
}

/// One byte a world: which outcomes are allowed, and whether they conflict.
fn sign<const W: usize>(engine: &Engine, planes: &[[u64; W]], lanes: usize, signatures: &mut Vec<u8>) {
    for lane in 0..lanes {
        let bits = engine.result_roots.iter().enumerate().fold(0, |bits, (place, root)| {
            bits | ((planes[root.plane()][lane / 64] >> (lane % 64) & 1) as u8) << place
        });
        signatures.push(bits);
    }
}

/// The facts that alone can change the result in some world.
fn mattering(unknown: &[FactId], values: &[Cow<'_, [Standing]>], signatures: &[u8]) -> Vec<FactId> {
    let mut stride = 1;
    let mut relevant = Vec::new();
    for (fact, values) in unknown.iter().zip(values) {
        // Beside each world stands the one with the next value of this fact, a stride on.
        let round = (stride * values.len()).max(1);
        let differs = signatures.chunks_exact(round).any(|round| round[stride..] != round[..round.len() - stride]);
        if differs {
            relevant.push(*fact);
        }
        stride = round;
    }
    relevant
}
