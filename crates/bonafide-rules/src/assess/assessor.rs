//! One case at a time: outcome, what is still possible, what is missing, what was presumed.

use crate::assess::engine::{Answer, Engine, Status};
use crate::assess::exact::{Exact, Scratch};
use crate::assess::graph::Wire;
use crate::outcome::Modality;
use crate::regulation::{EffectId, FactId, FactKind, NodeId, NodeKind, Standing};

/// Answers cases with one engine, reusing its memory from case to case.
pub struct Assessor<'e> {
    pub(crate) engine: &'e Engine,
    pub(crate) scratch: Scratch,
    pub(crate) standings: Vec<Standing>,
}

impl Engine {
    /// An assessor of one's own; one a thread. Its memory is that of an earlier one that is done, if there is one.
    pub fn assessor(&self) -> Assessor<'_> {
        let scratch = self.idle.take().map_or_else(|| Scratch::new(self), Scratch::over);
        Assessor { engine: self, scratch, standings: Vec::new() }
    }
}

impl Drop for Assessor<'_> {
    fn drop(&mut self) {
        self.engine.idle.give(self.scratch.give_up());
    }
}

impl Assessor<'_> {
    /// Answers one case. `standings` has one entry a fact of the regulation; missing entries are 未查.
    pub fn assess(&mut self, standings: &[Standing]) -> Answer {
        self.take(standings);
        let exact = self.settle();
        if exact.is_settled() || !self.presume() {
            return self.answer(&exact, standings, Vec::new());
        }
        let presumed = self.settle();
        if !presumed.is_settled() {
            self.take(standings);
            let exact = self.settle();
            return self.answer(&exact, standings, Vec::new());
        }
        let needed = self.needed_presumptions(standings, &presumed);
        let exact = self.settle();
        self.answer(&exact, standings, needed)
    }

    /// Takes the case in, a yes/no fact that does not apply as no.
    pub(crate) fn take(&mut self, standings: &[Standing]) {
        self.standings.clear();
        let given = standings.iter().copied().chain(std::iter::repeat(Standing::NotExamined));
        self.standings.extend(self.engine.regulation.facts.iter().zip(given).map(|(fact, standing)| {
            match (standing, &fact.kind) {
                (Standing::NotApplicable, FactKind::YesNo) => Standing::Found(0),
                _ => standing,
            }
        }));
    }

    /// What the facts taken in leave open, exactly.
    pub(crate) fn settle(&mut self) -> Exact {
        self.scratch.settle(self.engine, &self.standings)
    }

    /// Puts the presumption in place of each fact that cannot be established; whether there was any.
    fn presume(&mut self) -> bool {
        let mut any = false;
        for (standing, presumption) in self.standings.iter_mut().zip(&self.engine.presumptions) {
            if let (Standing::CannotEstablish, Some(presumed)) = (*standing, presumption) {
                *standing = *presumed;
                any = true;
            }
        }
        any
    }

    /// Drops each presumption that the answer does not need; leaves the rest in place.
    fn needed_presumptions(&mut self, standings: &[Standing], wanted: &Exact) -> Vec<FactId> {
        let mut needed = Vec::new();
        for (index, given) in (0_u32..).zip(standings) {
            let place = index as usize;
            let Some(presumed) = self.standings.get(place).copied() else { continue };
            if *given != Standing::CannotEstablish || presumed == Standing::CannotEstablish {
                continue;
            }
            self.put(place, Standing::CannotEstablish);
            if !self.settle().same_result(wanted) {
                self.put(place, presumed);
                needed.push(FactId(index));
            }
        }
        needed
    }

    pub(crate) fn put(&mut self, place: usize, standing: Standing) {
        if let Some(slot) = self.standings.get_mut(place) {
            *slot = standing;
        }
    }

    fn answer(&mut self, exact: &Exact, given: &[Standing], presumed: Vec<FactId>) -> Answer {
        let engine = self.engine;
        let outcome = if exact.is_decided() { exact.possible.single() } else { None };
        let status = match (outcome, exact.conflict_certain) {
            (Some(_), _) => Status::Decided,
            (None, true) => Status::Conflict,
            (None, false) => Status::Undetermined,
        };
        let missing = if exact.is_settled() { Vec::new() } else { self.missing(exact, given) };
        let effects =
            (0_u32..).zip(&exact.effects).filter(|(_, certain)| **certain).map(|(index, _)| EffectId(index)).collect();
        let modality =
            Modality::ALL.into_iter().zip(exact.modality).rev().find(|(_, certain)| *certain).map(|(level, _)| level);
        let red_lines = self.red_lines(exact);
        let because = reasons(engine, &self.scratch, &red_lines);
        Answer {
            status,
            outcome,
            possible: exact.possible,
            conflict_possible: exact.conflict_possible,
            discretion: exact.discretion && exact.is_settled(),
            effects,
            modality,
            because,
            red_lines,
            missing,
            presumed,
        }
    }
}

/// The nodes that certainly stand behind what the last run found, the red lines crossed among them.
fn reasons(engine: &Engine, scratch: &Scratch, red_lines: &[NodeId]) -> Vec<NodeId> {
    let certain = |wire: Wire| scratch.known_true(wire);
    let mut because = Vec::new();
    for (index, (node, gives)) in (0_u32..).zip(engine.regulation.nodes.iter().zip(&engine.outputs.gives)) {
        match node.kind {
            NodeKind::RedLine { .. } if red_lines.contains(&NodeId(index)) => because.push(NodeId(index)),
            NodeKind::Item { .. } | NodeKind::Variation { .. } if certain(*gives) => {
                because.push(NodeId(index));
                rescued(engine, NodeId(index), &certain, &mut because);
            }
            _ => {}
        }
    }
    because
}

/// The defeats of defeats that kept a grant alive.
fn rescued(engine: &Engine, grant: NodeId, certain: &impl Fn(Wire) -> bool, because: &mut Vec<NodeId>) {
    let children = |id: NodeId| {
        engine.regulation.nodes.get(id.0 as usize).map(|node| node.exceptions.as_slice()).unwrap_or_default()
    };
    let fires = |id: NodeId| engine.outputs.fires.get(id.0 as usize).is_some_and(|wire| certain(*wire));
    for defeat in children(grant) {
        for rescue in children(*defeat) {
            if fires(*rescue) && !because.contains(rescue) {
                because.push(*rescue);
            }
        }
    }
}
