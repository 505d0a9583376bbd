//! The tree of reasons: a fixed outline of the regulation, and for each case the truth of every line of it.

use crate::assess::assessor::Assessor;
use crate::assess::compile::{Outputs, atom};
use crate::assess::engine::{Answer, Engine};
use crate::assess::graph::{Graph, Wire};
use crate::assess::program::Truth;
use crate::regulation::{Condition, DefinitionId, NodeId, NodeKind, Regulation, Standing, Test};

/// One line of the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// How deep it stands, from 0.
    pub depth: u16,
    /// What it is.
    pub subject: Subject,
}

/// What a line of the outline is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A scope, by position; its condition stands below.
    Scope(usize),
    /// A node: true when it fires. Its condition and then its exceptions stand below.
    Node(NodeId),
    /// A definition; its meaning stands below.
    Definition(DefinitionId),
    /// An atom.
    Test(Test),
    /// Each line directly below must hold.
    All,
    /// One line directly below must hold.
    Any,
    /// The line below must not hold.
    Not,
    /// So many of the lines directly below must hold.
    AtLeast(u32),
}

/// The answer with the truth of every line of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The answer.
    pub answer: Answer,
    /// By line of [`Outline::parts`].
    pub truths: Vec<Truth>,
}

/// The outline of a regulation: scopes, then each node with what it rests on, in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    parts: Vec<Part>,
    /// By line. Apart from the lines, so that all truths of a case are read from few places.
    wires: Vec<Wire>,
}

impl Outline {
    pub(crate) fn new(regulation: &Regulation, graph: &mut Graph, outputs: &Outputs) -> Self {
        let mut outline = Self::default();
        let mut writer = Writer { regulation, graph, outputs, parts: &mut outline.parts, wires: &mut outline.wires };
        for (index, scope) in regulation.scopes.iter().enumerate() {
            let place = writer.open(0, Subject::Scope(index));
            let wire = writer.condition(1, &scope.condition);
            writer.close(place, wire);
        }
        for (index, node) in (0_u32..).zip(&regulation.nodes) {
            if matches!(node.kind, NodeKind::RedLine { .. } | NodeKind::Item { .. }) {
                writer.node(0, NodeId(index));
            }
        }
        outline
    }

    /// Its lines: a line's own lines follow it, one deeper.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }
}

struct Writer<'a> {
    regulation: &'a Regulation,
    graph: &'a mut Graph,
    outputs: &'a Outputs,
    parts: &'a mut Vec<Part>,
    wires: &'a mut Vec<Wire>,
}

impl Writer<'_> {
    fn open(&mut self, depth: u16, subject: Subject) -> usize {
        self.parts.push(Part { depth, subject });
        self.wires.push(Wire::FALSE);
        self.parts.len() - 1
    }

    fn close(&mut self, place: usize, wire: Wire) -> Wire {
        if let Some(cell) = self.wires.get_mut(place) {
            *cell = wire;
        }
        wire
    }

    fn node(&mut self, depth: u16, id: NodeId) {
        let regulation = self.regulation;
        let Some(node) = regulation.nodes.get(id.0 as usize) else { return };
        let place = self.open(depth, Subject::Node(id));
        self.close(place, Outputs::at(&self.outputs.fires, id.0));
        self.condition(depth + 1, &node.condition);
        for exception in &node.exceptions {
            self.node(depth + 1, *exception);
        }
    }

    /// Writes a condition's lines and gives its wire; the graph already has every gate, so nothing is added to it.
    fn condition(&mut self, depth: u16, condition: &Condition) -> Wire {
        let regulation = self.regulation;
        let subject = match condition {
            Condition::Test(test) => Subject::Test(*test),
            Condition::Defined(id) => Subject::Definition(*id),
            Condition::All(_) => Subject::All,
            Condition::Any(_) => Subject::Any,
            Condition::Not(_) => Subject::Not,
            Condition::AtLeast(count, _) => Subject::AtLeast(*count),
        };
        let place = self.open(depth, subject);
        let wire = match condition {
            Condition::Test(test) => atom(self.graph, regulation, test),
            Condition::Defined(id) => match regulation.definitions.get(id.0 as usize) {
                Some(definition) => self.condition(depth + 1, &definition.meaning),
                None => Wire::FALSE,
            },
            Condition::Not(inner) => self.condition(depth + 1, inner).negate(),
            Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
                let wires: Vec<Wire> = parts.iter().map(|part| self.condition(depth + 1, part)).collect();
                match condition {
                    Condition::All(_) => self.graph.and(&wires),
                    Condition::AtLeast(count, _) => self.graph.at_least(*count as usize, &wires),
                    _ => self.graph.or(&wires),
                }
            }
        };
        self.close(place, wire)
    }
}

impl Engine {
    /// The lines that explanations speak of.
    pub fn outline(&self) -> &Outline {
        &self.outline
    }
}

impl Assessor<'_> {
    /// Answers a case and tells the truth of every line of the outline as its facts stand, presumptions included.
    pub fn explain(&mut self, standings: &[Standing]) -> Explanation {
        let answer = self.assess(standings);
        let mut truths: Vec<Truth> = self.engine.outline.wires.iter().map(|wire| self.truth(*wire)).collect();
        // A red line may be crossed whatever the unknown facts below it.
        if !answer.red_lines.is_empty() {
            for (truth, part) in truths.iter_mut().zip(&self.engine.outline.parts) {
                if matches!(part.subject, Subject::Node(id) if answer.red_lines.contains(&id)) {
                    *truth = Truth::True;
                }
            }
        }
        Explanation { answer, truths }
    }

    /// Whether a node fires in the case answered last, presumptions included.
    pub fn node(&self, node: NodeId) -> Truth {
        self.truth(Outputs::at(&self.engine.outputs.fires, node.0))
    }

    /// Whether a definition holds in the case answered last, presumptions included.
    pub fn definition(&self, definition: DefinitionId) -> Truth {
        self.truth(Outputs::at(&self.engine.outputs.definitions, definition.0))
    }

    #[inline]
    fn truth(&self, wire: Wire) -> Truth {
        self.scratch.truth(wire)
    }
}
