//! Which unknown facts matter, where the worlds are too many to count out: drawn worlds show most of it, each fact turned
//! on to its next value beside them; the solver is asked for two worlds that differ in one fact and in the result.
#![expect(clippy::indexing_slicing, reason = "planes are sized by the program, facts numbered by the regulation")]

use std::borrow::Cow;

use crate::assess::engine::Engine;
use crate::assess::exact::sample::{Draws, Sequence};
use crate::assess::exact::{LANES, Scratch, WORDS};
use crate::assess::graph::{Graph, Wire};
use crate::assess::program::{Cone, TRUE, residual, spread_out};
use crate::assess::values::in_case;
use crate::prove::worlds::{Absence, Worlds};
use crate::regulation::{FactId, Standing, Test};

/// How many times 512 worlds are drawn before the solver is asked.
const SAMPLES_MAX: usize = 2;

impl Scratch {
    /// Which of the unknown facts `open` alone can change the result in some completion of the case last run. What is out
    /// of the solver's reach counts as mattering.
    pub(crate) fn mattering(&mut self, engine: &Engine, standings: &[Standing], open: Vec<FactId>) -> Vec<FactId> {
        engine.program.cone(&engine.result_roots, &self.base, &mut self.cone);
        let unknown = self.unknown_facts(engine, standings);
        let mut open = Open { left: open, shown: Vec::new() };
        open.left.retain(|fact| unknown.binary_search(fact).is_ok());
        let mut sequence = Sequence::new();
        for _ in 0..SAMPLES_MAX {
            if !open.left.is_empty() {
                self.show_by_draws(engine, (standings, &unknown), &mut sequence, &mut open);
            }
        }
        if !open.left.is_empty() {
            Twins::new(engine, self).settle(standings, &mut open);
        }
        open.shown.sort_unstable();
        open.shown
    }

    /// Draws 512 worlds, and turns one open fact after the other in all of them.
    fn show_by_draws(
        &mut self,
        engine: &Engine,
        (standings, unknown): (&[Standing], &[FactId]),
        sequence: &mut Sequence,
        open: &mut Open,
    ) {
        spread_out(&self.base, &mut self.wide);
        let mut draws = Draws::new(engine, &self.cone, standings);
        unknown.iter().for_each(|fact| draws.free(*fact, [!0; WORDS]));
        draws.set(sequence, &mut self.wide);
        engine.program.run_wide(&self.cone.ands, &mut self.wide);
        let mut turned = self.wide.clone();
        let mut is_changed = vec![false; turned.len() / 2];
        let mut gates = Vec::new();
        open.show(|fact| {
            let Ok(place) = unknown.binary_search(&fact) else { return false };
            gates.clear();
            draws.turn(place, &mut turned, &mut gates);
            engine.program.run_changed(&self.cone.ands, (&mut gates, &mut is_changed), &mut turned);
            let matters = engine.result_roots.iter().any(|root| turned[root.plane()] != self.wide[root.plane()]);
            for gate in &gates {
                let at = *gate as usize * 2;
                turned[at..at + 2].copy_from_slice(&self.wide[at..at + 2]);
            }
            matters
        });
    }
}

/// Facts that are asked about.
struct Open {
    left: Vec<FactId>,
    shown: Vec<FactId>,
}

impl Open {
    /// Takes out those that are shown to matter.
    fn show(&mut self, mut matters: impl FnMut(FactId) -> bool) {
        let shown = &mut self.shown;
        self.left.retain(|fact| {
            let matters = matters(*fact);
            if matters {
                shown.push(*fact);
            }
            !matters
        });
    }
}

/// What a case leaves unknown, beside copies of it in each of which one fact has a twin in its place.
struct Twins<'a> {
    engine: &'a Engine,
    cone: &'a Cone,
    base: &'a [u8],
    graph: Graph,
    worlds: Worlds,
    /// By gate of the cone.
    wires: Vec<Wire>,
    planes: Vec<[u64; WORDS]>,
}

impl<'a> Twins<'a> {
    fn new(engine: &'a Engine, scratch: &'a Scratch) -> Self {
        let mut graph = Graph::default();
        let mut wires = vec![Wire::FALSE; engine.program.planes() / 2];
        engine.program.residue((&scratch.cone, &scratch.base), &mut graph, &mut wires, |test| test);
        let worlds = Worlds::new(&engine.regulation.facts, Absence::AsStated);
        Self { engine, cone: &scratch.cone, base: &scratch.base, graph, worlds, wires, planes: Vec::new() }
    }

    /// Asks about one fact after the other; a pair of worlds that is found mostly speaks for others too.
    fn settle(mut self, standings: &[Standing], open: &mut Open) {
        let mut standings = standings.to_vec();
        let count = standings.len();
        let mut twin = self.wires.clone();
        while let Some(fact) = open.left.pop() {
            let differs = self.differs(fact, FactId(standings.len() as u32), &mut twin);
            standings.push(Standing::NotExamined);
            if differs == Wire::FALSE {
                continue;
            }
            match self.worlds.possible(&self.graph, &standings, differs) {
                Ok(false) => continue,
                Err(_) => {}
                Ok(true) => {
                    if let Ok(world) = self.worlds.case(0) {
                        self.show_beside(&world[..count], open);
                    }
                }
            }
            open.shown.push(fact);
        }
    }

    /// The wire that is true where the result is another with the twin than with the fact.
    fn differs(&mut self, fact: FactId, twin: FactId, wires: &mut [Wire]) -> Wire {
        self.worlds.add(&self.engine.regulation.facts[fact.0 as usize], Absence::AsStated);
        let swap = |read: FactId| if read == fact { twin } else { read };
        self.engine.program.residue((self.cone, self.base), &mut self.graph, wires, |test| swapped(test, swap));
        // Outcomes alone: there is a conflict exactly where none is allowed.
        let roots = self.engine.result_roots.iter().take(4);
        let mut sides = Vec::new();
        for plane in roots.map(|root| root.plane()) {
            let (one, other) = (residual(plane, self.base, &self.wires), residual(plane, self.base, wires));
            sides.push(self.graph.and(&[one, other.negate()]));
            sides.push(self.graph.and(&[one.negate(), other]));
        }
        self.graph.or(&sides)
    }

    /// Tries each open fact's other values beside a complete world.
    fn show_beside(&mut self, world: &[Standing], open: &mut Open) {
        let engine = self.engine;
        let mut codes = vec![0; engine.program.planes()];
        engine.program.run_case(world, &mut codes);
        let mut tried: Vec<(FactId, Standing)> = Vec::new();
        for fact in &open.left {
            let values = in_case(engine, self.cone, *fact, world).unwrap_or(Cow::Borrowed(&[]));
            tried.extend(values.iter().map(|value| (*fact, *value)));
        }
        let mut case = world.to_vec();
        let mut found = Vec::new();
        for chunk in tried.chunks(LANES) {
            spread_out(&codes, &mut self.planes);
            for (lane, (fact, value)) in chunk.iter().enumerate() {
                case[fact.0 as usize] = *value;
                engine.program.set_world(*fact, &case, lane, &mut self.planes);
                case[fact.0 as usize] = world[fact.0 as usize];
            }
            engine.program.run_wide(&self.cone.ands, &mut self.planes);
            let lanes = |root: &Wire| (self.planes[root.plane()], codes[root.plane()] == TRUE);
            for (lanes, held) in engine.result_roots.iter().map(lanes) {
                let differs = |lane: usize| (lanes[lane / 64] >> (lane % 64) & 1 == 1) != held;
                found.extend((0..chunk.len()).filter(|lane| differs(*lane)).map(|lane| chunk[lane].0));
            }
        }
        open.show(|fact| found.contains(&fact));
    }
}

/// A test with other facts in the place of its own.
fn swapped(test: Test, swap: impl Fn(FactId) -> FactId) -> Test {
    match test {
        Test::Among { fact, values } => Test::Among { fact: swap(fact), values },
        Test::Within { fact, low, high } => Test::Within { fact: swap(fact), low, high },
        Test::Spread { left, factor, right, low, high } => {
            Test::Spread { left: swap(left), factor, right: swap(right), low, high }
        }
    }
}
