//! A regulation made ready to answer: compiled once, shared by all threads.

use std::sync::OnceLock;

use crate::assess::compile::{Outputs, compile};
use crate::assess::explain::Outline;
use crate::assess::graph::{Graph, Wire};
use crate::assess::idle::Idle;
use crate::assess::program::Program;
use crate::assess::values::{Classes, classes};
use crate::outcome::{Modality, Outcome, OutcomeSet};
use crate::regulation::{Burden, Direction, EffectId, Fact, FactId, FactKind, NodeId, Regulation, Standing};

/// A compiled regulation.
#[derive(Clone, Debug)]
pub struct Engine {
    pub(crate) regulation: Regulation,
    pub(crate) graph: Graph,
    pub(crate) outputs: Outputs,
    pub(crate) program: Program,
    pub(crate) classes: Vec<Classes>,
    /// By fact: what it counts as when it cannot be established.
    pub(crate) presumptions: Vec<Option<Standing>>,
    /// allow × 4 and conflict.
    pub(crate) result_roots: [Wire; 5],
    /// Effects and modalities.
    pub(crate) side_roots: Vec<Wire>,
    pub(crate) outline: Outline,
    /// By fact: how many codes it has; 0 for numbers.
    pub(crate) code_counts: Vec<u32>,
    /// Whether no case ends in a conflict; found out when it is first worth knowing.
    pub(crate) conflict_free: OnceLock<bool>,
    /// Memory of assessors that are done, for the next ones.
    pub(crate) idle: Idle,
}

impl Engine {
    /// Compiles a checked regulation. Inherited red lines are nodes like any other (see `align::inherit`).
    pub fn new(regulation: &Regulation) -> Self {
        let mut graph = Graph::default();
        let outputs = compile(&mut graph, regulation);
        let outline = Outline::new(regulation, &mut graph, &outputs);
        let program = Program::new(&graph, regulation.facts.len());
        let classes = classes(&program, &regulation.facts);
        let presumptions =
            regulation.facts.iter().zip(&classes).map(|(fact, classes)| presumption(fact, classes)).collect();
        let code_counts = regulation
            .facts
            .iter()
            .map(|fact| match &fact.kind {
                FactKind::YesNo => 2,
                FactKind::Choice { values, .. } => values.len() as u32,
                FactKind::Number { .. } => 0,
            })
            .collect();
        let [exempt, mitigate, lenient, accountable] = outputs.allow;
        let result_roots = [exempt, mitigate, lenient, accountable, outputs.conflict];
        let side_roots = outputs.effects.iter().chain(&outputs.modality).copied().collect();
        Self {
            regulation: regulation.clone(),
            graph,
            outputs,
            program,
            classes,
            presumptions,
            result_roots,
            side_roots,
            outline,
            code_counts,
            conflict_free: OnceLock::new(),
            idle: Idle::default(),
        }
    }

    /// What it was compiled from.
    pub fn regulation(&self) -> &Regulation {
        &self.regulation
    }

    /// The graph.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// The wires of its nodes and results.
    pub fn outputs(&self) -> &Outputs {
        &self.outputs
    }

    /// The standing a fact is given at signing when it cannot be established; `None`: nobody can presume it.
    pub fn presumption(&self, fact: FactId) -> Option<Standing> {
        self.presumptions.get(fact.0 as usize).copied().flatten()
    }
}

/// Burden of proof (举证): against the applicant the worst value, against the accuser the best.
fn presumption(fact: &Fact, classes: &Classes) -> Option<Standing> {
    if fact.judged_by.is_some() {
        return None;
    }
    if let Some(default) = fact.default {
        return Some(Standing::Found(default));
    }
    let burden = fact.burden.as_ref()?;
    let (low, high) = match &fact.kind {
        FactKind::YesNo => (0, 1),
        FactKind::Choice { values, .. } => (0, values.len() as i64 - 1),
        FactKind::Number { low, high, .. } => (*low, *high),
    };
    match (fact.direction, burden) {
        (Direction::HigherLighter, Burden::Applicant) | (Direction::HigherGraver, Burden::Accuser) => {
            Some(Standing::Found(low))
        }
        (Direction::HigherLighter, Burden::Accuser) | (Direction::HigherGraver, Burden::Applicant) => {
            Some(Standing::Found(high))
        }
        (Direction::SomeHelp, Burden::Applicant) | (Direction::SomeHurt, Burden::Accuser) => none_of(fact, classes),
        _ => None,
    }
}

/// A value that no rule names, if there is one.
fn none_of(fact: &Fact, classes: &Classes) -> Option<Standing> {
    if fact.may_not_apply {
        return Some(Standing::NotApplicable);
    }
    classes.unnamed
}

/// Whether a case has an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// The proven facts force one outcome.
    Decided,
    /// 待查: facts that matter are missing, or the clause leaves a choice.
    Undetermined,
    /// 冲突: two outcomes without an order, whatever the missing facts.
    Conflict,
}

/// The answer for one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Whether there is an outcome.
    pub status: Status,
    /// The outcome, when decided.
    pub outcome: Option<Outcome>,
    /// Exactly the outcomes that the missing facts still leave open.
    pub possible: OutcomeSet,
    /// Some way to fill in the missing facts ends in a conflict.
    pub conflict_possible: bool,
    /// Nothing missing matters: the clause itself leaves more than one outcome to choose from.
    pub discretion: bool,
    /// Effects given whatever the missing facts.
    pub effects: Vec<EffectId>,
    /// The strongest modality certain among the standing grants.
    pub modality: Option<Modality>,
    /// Nodes that certainly stand behind the answer: grants, the 除非 that kept them, red lines.
    pub because: Vec<NodeId>,
    /// Exactly the red lines crossed whatever the missing facts.
    pub red_lines: Vec<NodeId>,
    /// Facts that still matter, most decisive first; empty when decided.
    pub missing: Vec<FactId>,
    /// Facts that could not be established and were presumed, with how.
    pub presumed: Vec<FactId>,
}
