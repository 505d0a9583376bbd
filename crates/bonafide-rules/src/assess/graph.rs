//! The and/not graph of a regulation: every condition once, hash-consed, three-valued by construction.
//!
//! One gate kind (and) with negated wires keeps the evaluator, the batch and the SAT encoding small: on dual-rail
//! planes a negation only swaps "known true" and "known false".

use std::collections::HashMap;

use crate::regulation::Test;

/// A wire: a gate, or its negation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wire(u32);

impl Wire {
    /// Always true.
    pub const TRUE: Self = Self(0);
    /// Always false.
    pub const FALSE: Self = Self(1);

    /// The wire of gate `gate`.
    pub(crate) fn of(gate: usize) -> Self {
        // Graphs are far smaller than 2³¹ gates: a regulation is a few thousand lines.
        Self(u32::try_from(gate << 1).unwrap_or(!1))
    }

    /// The opposite.
    #[must_use]
    pub fn negate(self) -> Self {
        Self(self.0 ^ 1)
    }

    /// Index of its gate.
    pub fn gate(self) -> usize {
        (self.0 >> 1) as usize
    }

    /// Whether it is the opposite of its gate.
    pub fn is_negated(self) -> bool {
        self.0 & 1 == 1
    }
}

/// A gate.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Gate {
    /// The constant true; always gate 0.
    True,
    /// An atom.
    Test(Test),
    /// All of its wires, two or more, sorted; each leads to an earlier gate.
    And(Box<[Wire]>),
}

/// A hash-consed graph.
#[derive(Clone, Debug)]
pub struct Graph {
    gates: Vec<Gate>,
    known: HashMap<Gate, Wire>,
}

impl Default for Graph {
    fn default() -> Self {
        Self { gates: vec![Gate::True], known: HashMap::from([(Gate::True, Wire::TRUE)]) }
    }
}

impl Graph {
    /// The gates; each uses only earlier ones.
    pub fn gates(&self) -> &[Gate] {
        &self.gates
    }

    /// The wire of an atom.
    pub fn test(&mut self, test: Test) -> Wire {
        self.add(Gate::Test(test))
    }

    /// The wire that is true when all are.
    pub fn and(&mut self, wires: &[Wire]) -> Wire {
        let mut parts: Vec<Wire> = wires.to_vec();
        parts.retain(|&wire| wire != Wire::TRUE);
        parts.sort_unstable();
        parts.dedup();
        let contradictory = parts.windows(2).any(|pair| matches!(pair, [a, b] if a.negate() == *b));
        if contradictory || parts.contains(&Wire::FALSE) {
            return Wire::FALSE;
        }
        match parts.as_slice() {
            [] => Wire::TRUE,
            [one] => *one,
            _ => self.add(Gate::And(parts.into_boxed_slice())),
        }
    }

    /// The wire that is true when any is.
    pub fn or(&mut self, wires: &[Wire]) -> Wire {
        let negated: Vec<Wire> = wires.iter().map(|wire| wire.negate()).collect();
        self.and(&negated).negate()
    }

    /// The wire that is true when at least `count` are.
    ///
    /// Built as a triangle of monotone gates, so Kleene's values through it are exact:
    /// `row[k]` after a wire is "at least k of those so far".
    pub fn at_least(&mut self, count: usize, wires: &[Wire]) -> Wire {
        if count > wires.len() {
            return Wire::FALSE;
        }
        let mut row = vec![Wire::FALSE; count + 1];
        row.splice(0..1, [Wire::TRUE]);
        for &wire in wires {
            let before = row.clone();
            for (place, pair) in before.windows(2).enumerate() {
                let [fewer, same] = pair else { continue };
                let gained = self.and(&[*fewer, wire]);
                let now = self.or(&[*same, gained]);
                if let Some(cell) = row.get_mut(place + 1) {
                    *cell = now;
                }
            }
        }
        row.last().copied().unwrap_or(Wire::TRUE)
    }

    fn add(&mut self, gate: Gate) -> Wire {
        if let Some(&wire) = self.known.get(&gate) {
            return wire;
        }
        let wire = Wire::of(self.gates.len());
        self.gates.push(gate.clone());
        self.known.insert(gate, wire);
        wire
    }
}
