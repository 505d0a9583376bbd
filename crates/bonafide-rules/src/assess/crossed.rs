//! Red lines crossed whatever the unknown facts turn out to be: Kleene's pass first, then a few worlds, then the solver.

use crate::assess::assessor::Assessor;
use crate::assess::compile::Outputs;
use crate::assess::exact::Exact;
use crate::assess::exact::sample::{End, filled};
use crate::assess::program::Truth;
use crate::outcome::{Outcome, OutcomeSet};
use crate::regulation::{NodeId, NodeKind};

impl Assessor<'_> {
    /// The red lines crossed in every completion of the case settled last, in the order of the regulation. What is out of
    /// the solver's reach is left out.
    pub(crate) fn red_lines(&mut self, exact: &Exact) -> Vec<NodeId> {
        let engine = self.engine;
        let nodes = (0_u32..).zip(&engine.regulation.nodes);
        let red_lines = nodes.filter(|(_, node)| matches!(node.kind, NodeKind::RedLine { .. }));
        let truths = red_lines.map(|(index, _)| (NodeId(index), self.node(NodeId(index))));
        let mut crossed: Vec<(NodeId, Truth)> = truths.filter(|(_, truth)| *truth != Truth::False).collect();
        // One that is crossed in every completion makes 问责 the only result.
        let may_be_certain = exact.is_decided() && exact.possible == OutcomeSet::only(Outcome::Accountable);
        if !may_be_certain {
            crossed.retain(|(_, truth)| *truth == Truth::True);
        }
        for end in [End::First, End::Last] {
            if crossed.iter().any(|(_, truth)| *truth == Truth::Unknown) {
                let world = filled(engine, &self.standings, end);
                let codes = self.scratch.beside(engine, &world);
                crossed.retain(|(id, _)| {
                    let wire = Outputs::at(&engine.outputs.fires, id.0);
                    codes.get(wire.plane()).is_none_or(|code| Truth::from_code(*code) != Truth::False)
                });
            }
        }
        crossed.retain(|(id, truth)| {
            let misses = Outputs::at(&engine.outputs.fires, id.0).negate();
            *truth == Truth::True || self.scratch.model(engine, &self.standings, &[misses]).is_none()
        });
        crossed.into_iter().map(|(id, _)| id).collect()
    }
}
