//! Examples for the duties that the examples of a text leave open: few examples, each about one item and with few facts.

use std::collections::BTreeSet;

use crate::assess::{Assessor, Engine, Graph};
use crate::prove::bench;
use crate::prove::decisive::{deciding_wires, parts, places};
use crate::prove::examples::{Duty, GeneratedExample, duties_met, duties_met_at, stated};
use crate::prove::sat::Literal;
use crate::prove::spread::OutOfReach;
use crate::prove::worlds::{Absence, Worlds};
use crate::prove::{Claim, ConditionPlace};
use crate::regulation::{Condition, Regulation, Standing};

/// How many further duties an example is tried for when it is made.
const COMPANIONS_MAX: usize = 24;

pub(super) struct Generator<'a> {
    regulation: &'a Regulation,
    assessor: Assessor<'a>,
    worlds: Worlds,
    day: i64,
    /// Every duty with the literal of a case that meets it, in the order of the text.
    duties: Vec<(Duty, Literal)>,
}

impl<'a> Generator<'a> {
    pub(super) fn new(engine: &'a Engine) -> Self {
        let regulation = engine.regulation();
        let mut graph: Graph = engine.graph().clone();
        let mut worlds = Worlds::new(&regulation.facts, Absence::AsDeclared);
        let mut duties = Vec::new();
        for (place, condition) in places(regulation) {
            let wires = deciding_wires(&mut graph, &engine.outputs().definitions, condition);
            for (part, (decides, own)) in wires.into_iter().enumerate() {
                for (value, own) in [(true, own), (false, own.negate())] {
                    let wire = graph.and(&[decides, own]);
                    duties.push((Duty { place, part, value }, worlds.literal(&graph, wire)));
                }
            }
        }
        Self { regulation, assessor: engine.assessor(), worlds, day: bench::day(regulation), duties }
    }

    pub(super) fn duties(&self) -> Vec<Duty> {
        self.duties.iter().map(|(duty, _)| *duty).collect()
    }

    /// Those of the missing duties that some case meets, and those that none does.
    pub(super) fn sorted(&mut self, missing: Vec<Duty>) -> Result<(Vec<Duty>, Vec<Duty>), OutOfReach> {
        let missing: BTreeSet<Duty> = missing.into_iter().collect();
        let mut possible: BTreeSet<Duty> = BTreeSet::new();
        let mut impossible = Vec::new();
        for &(duty, literal) in &self.duties {
            if !missing.contains(&duty) || possible.contains(&duty) {
                continue;
            }
            if self.worlds.solve(&[literal])? {
                let shown = self.duties.iter().filter(|(_, literal)| self.worlds.holds(*literal));
                possible.extend(shown.map(|(duty, _)| *duty).filter(|duty| missing.contains(duty)));
            } else {
                impossible.push(duty);
            }
        }
        Ok((possible.into_iter().collect(), impossible))
    }

    /// Examples that meet all the duties, each with those it was made for.
    pub(super) fn generate(&mut self, open: &[Duty]) -> Result<Vec<(GeneratedExample, Vec<Duty>)>, OutOfReach> {
        let mut open: BTreeSet<Duty> = open.iter().copied().collect();
        let mut made = Vec::new();
        let mut number = 0;
        while let Some(&first) = open.first() {
            let wanted = self.together(first, &open)?;
            let givens = self.few_facts(self.worlds.case(self.day)?, &wanted);
            let met: Vec<Duty> = duties_met(self.regulation, &givens).intersection(&open).copied().collect();
            if met.is_empty() {
                // Cannot be: the case was made for `first`. Said by the caller, who checks every duty.
                open.remove(&first);
            }
            for duty in &met {
                open.remove(duty);
            }
            let (answer, possible) = stated(&self.assessor.assess(&givens));
            made.push((GeneratedExample { tag: self.free_tag(&mut number), givens, answer, possible }, met));
        }
        Ok(made)
    }

    /// Duties of the same item that one case meets together; the solver's last model is such a case.
    fn together(&mut self, first: Duty, open: &BTreeSet<Duty>) -> Result<BTreeSet<Duty>, OutOfReach> {
        let family = self.family(first.place);
        let near = |duty: &Duty| open.contains(duty) && self.family(duty.place) == family;
        let kin: Vec<(Duty, Literal)> = self.duties.iter().filter(|(duty, _)| near(duty)).copied().collect();
        let mut assumed: Vec<Literal> = kin.iter().filter(|(duty, _)| *duty == first).map(|(_, lit)| *lit).collect();
        let mut is_current = self.worlds.solve(&assumed)?;
        let mut wanted = BTreeSet::from([first]);
        for &(duty, literal) in kin.iter().filter(|(duty, _)| *duty != first).take(COMPANIONS_MAX) {
            if is_current && self.worlds.holds(literal) {
                assumed.push(literal);
                wanted.insert(duty);
                continue;
            }
            assumed.push(literal);
            is_current = self.worlds.solve(&assumed)?;
            if is_current {
                wanted.insert(duty);
            } else {
                assumed.pop();
                is_current = self.worlds.solve(&assumed)?;
            }
        }
        Ok(wanted)
    }

    /// The item (or definition) that a condition belongs to.
    fn family(&self, place: ConditionPlace) -> ConditionPlace {
        match place {
            ConditionPlace::Node(id) => ConditionPlace::Node(bench::root(self.regulation, id)),
            ConditionPlace::Definition(_) => place,
        }
    }

    /// Leaves out every fact that the duties do not need.
    fn few_facts(&self, mut case: Vec<Standing>, wanted: &BTreeSet<Duty>) -> Vec<Standing> {
        let asked: BTreeSet<ConditionPlace> = wanted.iter().map(|duty| duty.place).collect();
        for at in (0..case.len()).rev() {
            let mut fewer = case.clone();
            fewer.iter_mut().skip(at).take(1).for_each(|standing| *standing = Standing::NotExamined);
            if wanted.is_subset(&duties_met_at(self.regulation, &fewer, |place| asked.contains(&place))) {
                case = fewer;
            }
        }
        case
    }

    fn free_tag(&self, number: &mut usize) -> String {
        loop {
            *number += 1;
            let tag = format!("G{number}");
            let taken = self.regulation.examples.iter().any(|example| example.tag == tag)
                || self.regulation.nodes.iter().any(|node| node.tag == tag)
                || self.regulation.definitions.iter().any(|one| one.tag.as_deref() == Some(&tag));
            if !taken {
                return tag;
            }
        }
    }

    /// What no case can show: tests that decide nothing anywhere (failures), and single places where they do not (notes).
    pub(super) fn idle(&self, impossible: &[Duty]) -> (Vec<Claim>, Vec<Claim>) {
        let impossible: BTreeSet<Duty> = impossible.iter().copied().collect();
        let mut live: Vec<&Condition> = Vec::new();
        let mut dead: Vec<(&Condition, Claim)> = Vec::new();
        let mut notes = Vec::new();
        for (place, condition) in places(self.regulation) {
            for (part, test) in parts(condition).into_iter().enumerate() {
                let is_out = |value| impossible.contains(&Duty { place, part, value });
                match (is_out(true), is_out(false)) {
                    (true, true) => dead.push((test, Claim::Idle { place, part, value: None })),
                    (false, false) => live.push(test),
                    (value, _) => {
                        live.push(test);
                        notes.push(Claim::Idle { place, part, value: Some(value) });
                    }
                }
            }
        }
        let mut failures = Vec::new();
        let mut named: Vec<&Condition> = Vec::new();
        for (test, claim) in dead {
            if live.contains(&test) {
                notes.push(claim);
            } else if !named.contains(&test) {
                named.push(test);
                failures.push(claim);
            }
        }
        (failures, notes)
    }
}
