//! Theorems about a text and its superior: nothing of the field left out (P4), nothing lighter (P5), red lines kept (P6).

use std::sync::Arc;

use crate::align::align;
use crate::assess::{Assessor, Engine, Graph, Outputs, Wire, compile};
use crate::outcome::Outcome;
use crate::prove::alone::{addressed, unaddressed};
use crate::prove::bench::{self, RulingLiterals, confirms, is_red_line, nodes, ruling_is, some_up_to, standing_grants};
use crate::prove::sat::Literal;
use crate::prove::spread::OutOfReach;
use crate::prove::witness::Witness;
use crate::prove::worlds::{Absence, Worlds};
use crate::prove::{COUNTEREXAMPLES_MAX, Claim, Counterexample, Proof, ProveFault, Ruling, Theorem};
use crate::regulation::{Fact, NodeId, Regulation, Standing};

/// P4, P5 and P6.
pub(super) fn prove(regulation: &Regulation, superior: &Regulation) -> Result<Vec<Proof>, ProveFault> {
    let aligned = align(regulation, superior).map_err(ProveFault::Unaligned)?;
    let mut graph = Graph::default();
    let local = compile(&mut graph, &aligned.first);
    let above = compile(&mut graph, &aligned.second);
    let mut worlds = Worlds::new(&aligned.first.facts, Absence::AsDeclared);
    let rulings = [RulingLiterals::new(&mut worlds, &graph, &local), RulingLiterals::new(&mut worlds, &graph, &above)];
    let engines = [Engine::new(&aligned.first), Engine::new(&aligned.second)];
    let mut bench = Two {
        texts: [&aligned.first, &aligned.second],
        assessors: [engines[0].assessor(), engines[1].assessor()],
        facts: aligned.first.facts.clone().into(),
        day: bench::day(regulation),
        graph,
        local,
        above,
        worlds,
        rulings,
    };
    Ok(vec![bench.field_addressed()?, bench.none_lighter()?, bench.red_lines_kept()?])
}

/// The local text and its superior over one vector of facts.
struct Two<'a> {
    texts: [&'a Regulation; 2],
    assessors: [Assessor<'a>; 2],
    facts: Arc<[Fact]>,
    day: i64,
    graph: Graph,
    local: Outputs,
    above: Outputs,
    worlds: Worlds,
    rulings: [RulingLiterals; 2],
}

/// A model read out with the rulings of both texts.
struct Seen {
    witness: Witness,
    local: Ruling,
    above: Ruling,
}

impl Two<'_> {
    fn literal(&mut self, wire: Wire) -> Literal {
        self.worlds.literal(&self.graph, wire)
    }

    fn seen(&mut self) -> Result<Seen, OutOfReach> {
        let [local, above] = &self.rulings;
        let (local, above) = (local.read(&self.worlds), above.read(&self.worlds));
        Ok(Seen { witness: Witness::read(&self.worlds, self.day)?, local, above })
    }

    /// Shortens to what forces both rulings and `beside`, and has both engines confirm it.
    fn confirmed(
        &mut self,
        seen: &Seen,
        beside: &[Wire],
        theorem: Theorem,
    ) -> Result<(Vec<Standing>, Vec<NodeId>), ProveFault> {
        let local = ruling_is(&mut self.graph, &self.local, seen.local);
        let above = ruling_is(&mut self.graph, &self.above, seen.above);
        let wires: Vec<Wire> = beside.iter().copied().chain([local, above]).collect();
        let claim = self.graph.and(&wires);
        let claim = self.literal(claim);
        let case = seen.witness.shorten(&mut self.worlds, claim, &[]).map_err(|_| ProveFault::OutOfReach(theorem))?;
        let mut grants = Vec::new();
        for shown in [&case, &seen.witness.full] {
            let [local, above] = &mut self.assessors;
            if !confirms(local, shown, seen.local) || !confirms(above, shown, seen.above) {
                return Err(ProveFault::Disagreement(theorem));
            }
            let [text, _] = self.texts;
            grants = standing_grants(local, text, shown);
        }
        Ok((case, grants))
    }

    /// P4: what the superior tolerates, the local text names, crosses out, or declares to leave outside.
    fn field_addressed(&mut self) -> Result<Proof, ProveFault> {
        let lost = |_| ProveFault::OutOfReach(Theorem::P4);
        let [text, _] = self.texts;
        let tolerated = some_up_to(&mut self.graph, &self.above, Outcome::Lenient);
        let mut silent = unaddressed(text, &self.local);
        silent.extend([self.local.in_scope, tolerated]);
        let wire = self.graph.and(&silent);
        let literal = self.literal(wire);
        let mut sample = None;
        if self.worlds.solve(&[literal]).map_err(lost)? {
            let seen = self.seen().map_err(lost)?;
            let (case, grants) = self.confirmed(&seen, &[wire], Theorem::P4)?;
            if !grants.is_empty() || !seen.local.is_accountable() {
                return Err(ProveFault::Disagreement(Theorem::P4));
            }
            let claim = Claim::Unaddressed { superior: Some(seen.above) };
            sample = Some(Counterexample { case, second: None, claim });
        }
        Ok(addressed(text, sample, &Proof::of(Theorem::P4, Vec::new(), &self.facts)))
    }

    /// P5, one counterexample for each set of local grants that goes too far.
    fn none_lighter(&mut self) -> Result<Proof, ProveFault> {
        let lost = |_| ProveFault::OutOfReach(Theorem::P5);
        let mut ways = Vec::new();
        for outcome in Outcome::ALL {
            let own = some_up_to(&mut self.graph, &self.local, outcome);
            let allowed = some_up_to(&mut self.graph, &self.above, outcome);
            ways.push(self.graph.and(&[own, allowed.negate()]));
        }
        let lighter = self.graph.or(&ways);
        let lighter = self.graph.and(&[lighter, self.above.conflict.negate()]);
        let asked = self.literal(lighter);
        let further = self.worlds.switch();
        let mut failures = Vec::new();
        let mut cut = false;
        while self.worlds.solve(&[asked, further]).map_err(lost)? {
            if failures.len() == COUNTEREXAMPLES_MAX {
                cut = true;
                break;
            }
            let seen = self.seen().map_err(lost)?;
            let (gives, standing) = self.standing();
            let (case, nodes) = self.confirmed(&seen, &gives, Theorem::P5)?;
            if seen.local.lightest() >= seen.above.lightest() || nodes.is_empty() {
                return Err(ProveFault::Disagreement(Theorem::P5));
            }
            let claim = Claim::LighterThanSuperior { nodes, local: seen.local, superior: seen.above };
            failures.push(Counterexample { case, second: None, claim });
            // On to a case in which one of these grants does not stand.
            let block: Vec<Literal> = standing.iter().map(|literal| !*literal).chain([!further]).collect();
            self.worlds.require(&block);
        }
        let mut proof = Proof::of(Theorem::P5, failures, &self.facts);
        proof.cut = cut;
        Ok(proof)
    }

    /// The local grants of outcomes that stand in the model.
    fn standing(&mut self) -> (Vec<Wire>, Vec<Literal>) {
        let [text, _] = self.texts;
        let is_grant = |kind| crate::assess::compile::grant(kind).is_some_and(|grant| !grant.outcomes.is_empty());
        let grants = nodes(text).filter(|(_, node)| is_grant(&node.kind));
        let wires: Vec<Wire> = grants.map(|(id, _)| Outputs::at(&self.local.gives, id.0)).collect();
        let literals: Vec<Literal> = wires.iter().map(|wire| self.worlds.literal(&self.graph, *wire)).collect();
        wires.into_iter().zip(literals).filter(|(_, literal)| self.worlds.holds(*literal)).unzip()
    }

    /// P6, one counterexample for each red line of the superior.
    fn red_lines_kept(&mut self) -> Result<Proof, ProveFault> {
        let lost = |_| ProveFault::OutOfReach(Theorem::P6);
        let [_, superior] = self.texts;
        let tolerated = some_up_to(&mut self.graph, &self.local, Outcome::Lenient);
        let tolerated = self.literal(tolerated);
        let mut failures = Vec::new();
        for (red_line, _) in nodes(superior).filter(|(_, node)| is_red_line(&node.kind)) {
            let crossed = Outputs::at(&self.above.fires, red_line.0);
            let literal = self.literal(crossed);
            if !self.worlds.solve(&[tolerated, literal]).map_err(lost)? {
                continue;
            }
            let seen = self.seen().map_err(lost)?;
            let (case, nodes) = self.confirmed(&seen, &[crossed], Theorem::P6)?;
            let [_, above] = &mut self.assessors;
            let is_crossed = above.assess(&seen.witness.full).red_lines.contains(&red_line);
            if !is_crossed || seen.local.lightest() >= Some(Outcome::Accountable) {
                return Err(ProveFault::Disagreement(Theorem::P6));
            }
            let claim = Claim::RedLineWeakened { red_line, nodes, local: seen.local };
            failures.push(Counterexample { case, second: None, claim });
        }
        Ok(Proof::of(Theorem::P6, failures, &self.facts))
    }
}
