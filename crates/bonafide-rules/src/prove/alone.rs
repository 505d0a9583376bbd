//! Theorems about one text alone: every node can fire (P1), changes something (P2), no conflict (P3), nothing left open (P4).

use std::sync::Arc;

use crate::assess::{Assessor, Engine, Graph, Outputs, Wire, compile};
use crate::outcome::{Outcome, OutcomeSet};
use crate::prove::bench::{self, answers_differ, confirms, is_red_line, nodes};
use crate::prove::sat::Literal;
use crate::prove::spread::OutOfReach;
use crate::prove::witness::Witness;
use crate::prove::worlds::{Absence, Worlds};
use crate::prove::{COUNTEREXAMPLES_MAX, Claim, Counterexample, Proof, ProveFault, Ruling, Theorem};
use crate::regulation::{Condition, Fact, FactId, FactKind, NodeId, NodeKind, Regulation, Standing, Test};

/// P1, P2, P3, and P4 when the text has no superior.
pub(super) fn prove(regulation: &Regulation, is_topmost: bool) -> Result<Vec<Proof>, ProveFault> {
    let engine = Engine::new(regulation);
    let mut bench = Alone {
        regulation,
        graph: engine.graph(),
        outputs: engine.outputs(),
        worlds: Worlds::new(&regulation.facts, Absence::AsDeclared),
        assessor: engine.assessor(),
        facts: regulation.facts.clone().into(),
        day: bench::day(regulation),
    };
    let (first, can_fire) = bench.every_node_fires()?;
    let second = bench.none_is_swallowed(&can_fire)?;
    let third = bench.no_conflict()?;
    let mut proofs = vec![first, second];
    if is_topmost {
        proofs.push(bench.all_addressed(&third)?);
    }
    proofs.push(third);
    Ok(proofs)
}

struct Alone<'a> {
    regulation: &'a Regulation,
    graph: &'a Graph,
    outputs: &'a Outputs,
    worlds: Worlds,
    assessor: Assessor<'a>,
    facts: Arc<[Fact]>,
    day: i64,
}

impl Alone<'_> {
    fn literals(&mut self, wires: &[Wire]) -> Vec<Literal> {
        wires.iter().map(|wire| self.worlds.literal(self.graph, *wire)).collect()
    }

    fn witness(&mut self) -> Result<Witness, OutOfReach> {
        Witness::read(&self.worlds, self.day)
    }

    /// P1, and which nodes can fire.
    fn every_node_fires(&mut self) -> Result<(Proof, Vec<bool>), ProveFault> {
        let lost = |_| ProveFault::OutOfReach(Theorem::P1);
        let fires = self.literals(&self.outputs.fires);
        let mut can_fire = vec![false; fires.len()];
        let mut failures = Vec::new();
        for (at, &literal) in fires.iter().enumerate() {
            if can_fire.get(at) == Some(&true) {
                continue;
            }
            if self.worlds.solve(&[literal]).map_err(lost)? {
                for (can, literal) in can_fire.iter_mut().zip(&fires) {
                    *can |= self.worlds.holds(*literal);
                }
                continue;
            }
            let node = NodeId(u32::try_from(at).unwrap_or(u32::MAX));
            failures.push(self.why_never(node).map_err(lost)?);
        }
        for failure in &failures {
            let Claim::NeverFires { node } = failure.claim else { continue };
            if self.assessor.assess(&failure.case).because.contains(&node) {
                return Err(ProveFault::Disagreement(Theorem::P1));
            }
        }
        Ok((Proof::of(Theorem::P1, failures, &self.facts), can_fire))
    }

    fn why_never(&mut self, node: NodeId) -> Result<Counterexample, OutOfReach> {
        for list in [&self.outputs.reached, &self.outputs.conditions] {
            let literal = self.worlds.literal(self.graph, Outputs::at(list, node.0));
            if self.worlds.solve(&[literal])? {
                let witness = self.witness()?;
                let case = witness.shorten(&mut self.worlds, literal, &[])?;
                return Ok(Counterexample { case, second: None, claim: Claim::NeverFires { node } });
            }
        }
        let case = vec![Standing::NotExamined; self.facts.len()];
        Ok(Counterexample { case, second: None, claim: Claim::NeverHolds { node } })
    }

    /// P2: for red lines a case where nothing else is crossed, for the others one that is answered otherwise without them.
    fn none_is_swallowed(&mut self, can_fire: &[bool]) -> Result<Proof, ProveFault> {
        let lost = |_| ProveFault::OutOfReach(Theorem::P2);
        let mut failures = self.red_lines_alone(can_fire).map_err(lost)?;
        let swallowed = Removal::new(self.regulation).swallowed(can_fire).map_err(lost)?;
        for node in swallowed {
            let fires = self.worlds.literal(self.graph, Outputs::at(&self.outputs.fires, node.0));
            if !self.worlds.solve(&[fires]).map_err(lost)? {
                continue;
            }
            let witness = self.witness().map_err(lost)?;
            let case = witness.shorten(&mut self.worlds, fires, &[]).map_err(lost)?;
            if !self.is_same_without(node, &[&case, &witness.full]) {
                return Err(ProveFault::Disagreement(Theorem::P2));
            }
            failures.push(Counterexample { case, second: None, claim: Claim::ChangesNothing { node } });
        }
        Ok(Proof::of(Theorem::P2, failures, &self.facts))
    }

    fn is_same_without(&mut self, node: NodeId, cases: &[&Vec<Standing>]) -> bool {
        let mut without = self.regulation.clone();
        if let Some(node) = without.nodes.get_mut(node.0 as usize) {
            node.condition = Condition::Any(Vec::new());
        }
        let engine = Engine::new(&without);
        let mut other = engine.assessor();
        cases.iter().all(|case| {
            let (first, second) = (self.assessor.assess(case), other.assess(case));
            first.status == second.status
                && first.possible == second.possible
                && first.effects == second.effects
                && first.modality == second.modality
        })
    }

    fn red_lines_alone(&mut self, can_fire: &[bool]) -> Result<Vec<Counterexample>, OutOfReach> {
        let lines: Vec<(NodeId, Literal)> = nodes(self.regulation)
            .filter(|(_, node)| is_red_line(&node.kind))
            .map(|(id, _)| (id, self.worlds.literal(self.graph, Outputs::at(&self.outputs.fires, id.0))))
            .collect();
        let mut alone = vec![false; lines.len()];
        let mut failures = Vec::new();
        for (at, &(red_line, literal)) in lines.iter().enumerate() {
            let fires = can_fire.get(red_line.0 as usize) == Some(&true);
            if !fires || alone.get(at) == Some(&true) {
                continue;
            }
            let assumptions: Vec<Literal> =
                lines.iter().map(|(id, other)| if *id == red_line { literal } else { !*other }).collect();
            if self.worlds.solve(&assumptions)? {
                continue;
            }
            self.worlds.solve(&[literal])?;
            let with = lines.iter().filter(|(id, other)| *id != red_line && self.worlds.holds(*other));
            let with: Vec<NodeId> = with.map(|(id, _)| *id).collect();
            if let [only] = with.as_slice() {
                // What swallows both ways is reported once: identical red lines point at each other.
                if let Some(place) = lines.iter().position(|(id, _)| id == only) {
                    alone.iter_mut().skip(place).take(1).for_each(|known| *known |= place > at);
                }
            }
            let witness = self.witness()?;
            let case = witness.shorten(&mut self.worlds, literal, &[])?;
            failures.push(Counterexample { case, second: None, claim: Claim::NeverAlone { red_line, with } });
        }
        Ok(failures)
    }

    /// P3, one counterexample for each set of grants that clashes.
    fn no_conflict(&mut self) -> Result<Proof, ProveFault> {
        let lost = |_| ProveFault::OutOfReach(Theorem::P3);
        let conflict = self.worlds.literal(self.graph, self.outputs.conflict);
        let grants: Vec<(NodeId, OutcomeSet, Literal)> = nodes(self.regulation)
            .filter_map(|(id, node)| {
                let outcomes = crate::assess::compile::grant(&node.kind)?.outcomes;
                let gives = self.worlds.literal(self.graph, Outputs::at(&self.outputs.gives, id.0));
                (!outcomes.is_empty()).then_some((id, outcomes, gives))
            })
            .collect();
        let further = self.worlds.switch();
        let mut failures = Vec::new();
        let mut cut = false;
        while self.worlds.solve(&[conflict, further]).map_err(lost)? {
            if failures.len() == COUNTEREXAMPLES_MAX {
                cut = true;
                break;
            }
            let clashing = clashing(grants.iter().filter(|(_, _, gives)| self.worlds.holds(*gives)));
            let witness = self.witness().map_err(lost)?;
            let gives: Vec<Literal> = clashing.iter().map(|(_, gives)| *gives).collect();
            let all = self.worlds.all_of(&gives);
            let case = witness.shorten(&mut self.worlds, all, &[]).map_err(lost)?;
            for shown in [&case, &witness.full] {
                if !confirms(&mut self.assessor, shown, Ruling::Conflict) {
                    return Err(ProveFault::Disagreement(Theorem::P3));
                }
            }
            let nodes = clashing.iter().map(|(node, _)| *node).collect();
            failures.push(Counterexample { case, second: None, claim: Claim::Conflict { nodes } });
            self.worlds.require(&[!further, !all]);
        }
        let mut proof = Proof::of(Theorem::P3, failures, &self.facts);
        proof.cut = cut;
        Ok(proof)
    }

    /// P4 without a superior: every case has an answer, and outside the list one that was declared.
    fn all_addressed(&mut self, conflicts: &Proof) -> Result<Proof, ProveFault> {
        let lost = |_| ProveFault::OutOfReach(Theorem::P4);
        let mut silent = self.literals(&unaddressed(self.regulation, self.outputs));
        silent.push(self.worlds.literal(self.graph, self.outputs.in_scope));
        let silent = self.worlds.all_of(&silent);
        let mut sample = None;
        if self.worlds.solve(&[silent]).map_err(lost)? {
            let witness = self.witness().map_err(lost)?;
            let case = witness.shorten(&mut self.worlds, silent, &[]).map_err(lost)?;
            let accountable = Ruling::Outcomes(OutcomeSet::only(Outcome::Accountable));
            for shown in [&case, &witness.full] {
                let is_named = !self.assessor.assess(shown).because.is_empty();
                if is_named || !confirms(&mut self.assessor, shown, accountable) {
                    return Err(ProveFault::Disagreement(Theorem::P4));
                }
            }
            sample = Some(Counterexample { case, second: None, claim: Claim::Unaddressed { superior: None } });
        }
        Ok(addressed(self.regulation, sample, conflicts))
    }
}

/// P4 with a sample of what no item names: a failure, unless such cases are declared to stay outside.
pub(super) fn addressed(regulation: &Regulation, sample: Option<Counterexample>, conflicts: &Proof) -> Proof {
    let mut failures = Vec::new();
    if let crate::prove::Verdict::Fails(found) = &conflicts.verdict {
        // A case in conflict has no answer either; one stands for all, P3 lists them.
        failures.extend(found.first().cloned());
    }
    let mut remarks = Vec::new();
    let side = if regulation.unlisted_declared { &mut remarks } else { &mut failures };
    side.extend(sample);
    let mut proof = Proof::of(Theorem::P4, failures, &conflicts.facts);
    proof.remarks = remarks;
    proof
}

/// The wires of "no item names the case, no red line is crossed". An item names a case that meets its condition,
/// also where an exception then takes it out.
pub(super) fn unaddressed(regulation: &Regulation, outputs: &Outputs) -> Vec<Wire> {
    let items = nodes(regulation).filter(|(_, node)| matches!(node.kind, NodeKind::Item { .. }));
    let named = items.map(|(id, _)| Outputs::at(&outputs.reached, id.0).negate());
    named.chain([outputs.red_line.negate()]).collect()
}

/// The fewest standing grants, found one after the other, that have no outcome in common.
fn clashing<'a>(standing: impl Iterator<Item = &'a (NodeId, OutcomeSet, Literal)>) -> Vec<(NodeId, Literal)> {
    let standing: Vec<&(NodeId, OutcomeSet, Literal)> = standing.collect();
    for (at, first) in standing.iter().enumerate() {
        if let Some(second) = standing.iter().skip(at + 1).find(|second| first.1.and(second.1).is_empty()) {
            return vec![(first.0, first.2), (second.0, second.2)];
        }
    }
    let everything: OutcomeSet = Outcome::ALL.into_iter().collect();
    let common = |kept: &[&(NodeId, OutcomeSet, Literal)]| kept.iter().fold(everything, |set, one| set.and(one.1));
    let mut kept = standing;
    for at in (0..kept.len()).rev() {
        let mut fewer = kept.clone();
        fewer.remove(at);
        if common(&fewer).is_empty() {
            kept = fewer;
        }
    }
    kept.iter().map(|one| (one.0, one.2)).collect()
}

/// The text twice over the same facts: as it stands, and with each node that can be taken out.
///
/// Each node gets a yes/no fact of its own, "still there", in the second copy, so that one encoding serves every node.
struct Removal<'a> {
    regulation: &'a Regulation,
    graph: Graph,
    worlds: Worlds,
    changed: Wire,
    there: Vec<Wire>,
    /// By item: its node, and that its condition holds.
    items: Vec<(NodeId, Wire)>,
}

impl<'a> Removal<'a> {
    fn new(regulation: &'a Regulation) -> Self {
        let mut graph = Graph::default();
        let whole = compile(&mut graph, regulation);
        let mut removable = regulation.clone();
        let mut there = Vec::new();
        for (index, node) in (0_u32..).zip(&mut removable.nodes) {
            let fact = FactId(u32::try_from(regulation.facts.len()).unwrap_or(u32::MAX).saturating_add(index));
            removable.facts.push(presence());
            let test = Test::Among { fact, values: 2 };
            let own = std::mem::replace(&mut node.condition, Condition::Test(test));
            node.condition = Condition::All(vec![Condition::Test(test), own]);
            there.push(graph.test(test));
        }
        let partial = compile(&mut graph, &removable);
        let changed = answers_differ(&mut graph, &whole, &partial);
        let worlds = Worlds::new(&removable.facts, Absence::AsDeclared);
        let items = nodes(regulation).filter(|(_, node)| matches!(node.kind, NodeKind::Item { .. }));
        let items = items.map(|(id, _)| (id, Outputs::at(&whole.reached, id.0))).collect();
        Self { regulation, graph, worlds, changed, there, items }
    }

    /// Items and exceptions that can fire and yet change no answer.
    fn swallowed(mut self, can_fire: &[bool]) -> Result<Vec<NodeId>, OutOfReach> {
        let changed = self.worlds.literal(&self.graph, self.changed);
        let there: Vec<Literal> = self.there.iter().map(|wire| self.worlds.literal(&self.graph, *wire)).collect();
        let items: Vec<(NodeId, Literal)> =
            self.items.iter().map(|(id, wire)| (*id, self.worlds.literal(&self.graph, *wire))).collect();
        let mut swallowed = Vec::new();
        for ((id, node), can_fire) in nodes(self.regulation).zip(can_fire) {
            if !can_fire || is_red_line(&node.kind) {
                continue;
            }
            let away = |(at, literal): (usize, &Literal)| literal.negated_if(at == id.0 as usize);
            let mut assumptions: Vec<Literal> = there.iter().enumerate().map(away).chain([changed]).collect();
            // Where no other item is met, the answer is soon seen to change; only if it never does, all cases are searched.
            let root = bench::root(self.regulation, id);
            let others = items.iter().filter(|(item, _)| *item != root).map(|(_, reached)| !*reached);
            let needed = assumptions.len();
            assumptions.extend(others);
            if self.worlds.solve(&assumptions)? {
                continue;
            }
            assumptions.truncate(needed);
            if !self.worlds.solve(&assumptions)? {
                swallowed.push(id);
            }
        }
        Ok(swallowed)
    }
}

/// A yes/no fact of the proof's own.
fn presence() -> Fact {
    Fact {
        name: String::new(),
        id: String::new(),
        kind: FactKind::YesNo,
        look: None,
        burden: None,
        judged_by: None,
        controllable: false,
        identity: false,
        aggravating: false,
        may_not_apply: false,
        default: None,
        direction: crate::regulation::Direction::Unused,
        usual_evidence: None,
        article: None,
        span: crate::place::Span::default(),
    }
}
