//! The unknown part of a run: found, run again in part, and taken out as a graph of its own.

use super::{FALSE, Program, TRUE};
use crate::assess::graph::{Graph, Wire};
use crate::regulation::Test;

/// The unknown part of a run that some results hang on.
#[derive(Clone, Debug, Default)]
pub struct Cone {
    marked: Vec<bool>,
    /// Positions of and-gates, in order.
    pub ands: Vec<u32>,
    /// Positions in [`Program::atoms`].
    pub atoms: Vec<u32>,
}

impl Cone {
    fn clear(&mut self, gates: usize) {
        self.marked.clear();
        self.marked.resize(gates, false);
        self.ands.clear();
        self.atoms.clear();
    }

    /// Whether a gate is in it.
    pub(crate) fn holds(&self, gate: u32) -> bool {
        self.marked[gate as usize]
    }

    fn mark(&mut self, gate: usize, codes: &[u8]) {
        if codes[gate * 2] == 0 {
            self.marked[gate] = true;
        }
    }
}

impl Program {
    /// The gates and atoms behind `roots` that a case's run left unknown.
    pub fn cone(&self, roots: &[Wire], codes: &[u8], cone: &mut Cone) {
        cone.clear(self.wire_count / 2);
        for root in roots {
            cone.mark(root.gate(), codes);
        }
        for (position, and) in self.ands.iter().enumerate().rev() {
            if !cone.marked[and.gate as usize] {
                continue;
            }
            cone.ands.push(position as u32);
            for &operand in &self.operands[and.from as usize..and.until as usize] {
                cone.mark(operand as usize / 2, codes);
            }
        }
        cone.ands.reverse();
        for (place, atom) in (0_u32..).zip(&self.tests) {
            if cone.marked[atom.gate as usize] {
                cone.atoms.push(place);
            }
        }
    }

    /// Runs of the gates listed only those that hang on a gate in `gates`, and adds each whose planes change to it.
    /// `is_changed` has an entry a gate, none of them set; it is left so.
    pub(crate) fn run_changed<const W: usize>(
        &self,
        positions: &[u32],
        (gates, is_changed): (&mut Vec<u32>, &mut [bool]),
        planes: &mut [[u64; W]],
    ) {
        gates.iter().for_each(|gate| is_changed[*gate as usize] = true);
        for and in positions.iter().map(|position| &self.ands[*position as usize]) {
            let operands = &self.operands[and.from as usize..and.until as usize];
            if !operands.iter().any(|operand| is_changed[*operand as usize / 2]) {
                continue;
            }
            let before = planes[and.gate as usize * 2];
            self.run_one(and, planes);
            if planes[and.gate as usize * 2] != before {
                is_changed[and.gate as usize] = true;
                gates.push(and.gate);
            }
        }
        gates.iter().for_each(|gate| is_changed[*gate as usize] = false);
    }

    /// Adds to `graph` what is unknown of the roots: a cone, with everything known made a constant, its tests given by
    /// `test`. `wires` is by gate, of the cone only.
    pub(crate) fn residue(
        &self,
        (cone, codes): (&Cone, &[u8]),
        graph: &mut Graph,
        wires: &mut [Wire],
        test: impl Fn(Test) -> Test,
    ) {
        for atom in cone.atoms.iter().map(|place| self.tests[*place as usize]) {
            wires[atom.gate as usize] = graph.test(test(atom.test));
        }
        let mut parts = Vec::new();
        for and in cone.ands.iter().map(|position| &self.ands[*position as usize]) {
            parts.clear();
            let operands = &self.operands[and.from as usize..and.until as usize];
            parts.extend(operands.iter().map(|operand| residual(*operand as usize, codes, wires)));
            wires[and.gate as usize] = graph.and(&parts);
        }
    }
}

/// What a plane has become in a residue.
pub(crate) fn residual(plane: usize, codes: &[u8], wires: &[Wire]) -> Wire {
    match codes[plane] {
        TRUE => Wire::TRUE,
        FALSE => Wire::FALSE,
        _ if plane & 1 == 1 => wires[plane / 2].negate(),
        _ => wires[plane / 2],
    }
}
