//! The graph laid out flat, and one pass over it for any number of worlds at once.
//!
//! A wire's raw number indexes its "known true" plane; flipping the lowest bit gives "known false". A plane has
//! `W` words, one bit a world, so `W = 1` answers one case with 63 what-ifs and `W = 8` answers 512 worlds.
#![expect(clippy::indexing_slicing, reason = "indices are laid out by the constructor and never leave their vectors")]

mod cone;

pub use cone::Cone;
pub(crate) use cone::residual;

use std::ops::RangeInclusive;

use crate::assess::graph::{Gate, Graph, Wire};
use crate::regulation::{FactId, Standing, Test};

/// A flat graph.
#[derive(Clone, Debug)]
pub struct Program {
    tests: Vec<Atom>,
    ands: Vec<And>,
    operands: Vec<u32>,
    wire_count: usize,
    by_fact: Vec<Vec<u32>>,
}

/// A test and the gate it feeds.
#[derive(Clone, Copy, Debug)]
pub struct Atom {
    /// Its gate.
    pub gate: u32,
    /// What it tests.
    pub test: Test,
}

#[derive(Clone, Copy, Debug)]
struct And {
    gate: u32,
    from: u32,
    until: u32,
}

impl Wire {
    /// The index of its "known true" plane.
    pub(crate) fn plane(self) -> usize {
        self.gate() * 2 + usize::from(self.is_negated())
    }
}

impl Program {
    /// Lays a graph out for `facts` facts.
    pub fn new(graph: &Graph, facts: usize) -> Self {
        let mut program = Self {
            tests: Vec::new(),
            ands: Vec::new(),
            operands: Vec::new(),
            wire_count: graph.gates().len() * 2,
            by_fact: vec![Vec::new(); facts],
        };
        for (index, gate) in (0_u32..).zip(graph.gates()) {
            match gate {
                Gate::True => {}
                Gate::Test(test) => program.add_test(index, *test),
                Gate::And(wires) => {
                    let from = program.operands.len() as u32;
                    program.operands.extend(wires.iter().map(|wire| wire.plane() as u32));
                    program.ands.push(And { gate: index, from, until: program.operands.len() as u32 });
                }
            }
        }
        program
    }

    fn add_test(&mut self, gate: u32, test: Test) {
        let place = self.tests.len() as u32;
        for fact in facts_of(&test) {
            self.by_fact[fact.0 as usize].push(place);
        }
        self.tests.push(Atom { gate, test });
    }

    /// The atoms.
    pub fn atoms(&self) -> &[Atom] {
        &self.tests
    }

    /// Positions in [`Self::atoms`] of those that read a fact.
    pub fn atoms_of(&self, fact: FactId) -> &[u32] {
        &self.by_fact[fact.0 as usize]
    }

    /// How many planes, or codes, a run needs.
    pub fn planes(&self) -> usize {
        self.wire_count
    }

    /// Runs one case: two bits a wire, 1 known true and 2 known false.
    pub fn run_case(&self, standings: &[Standing], codes: &mut [u8]) {
        codes[Wire::TRUE.plane()] = TRUE;
        codes[Wire::FALSE.plane()] = FALSE;
        for atom in &self.tests {
            let code = verdict(&atom.test, standings).code();
            let at = atom.gate as usize * 2;
            if let Some(pair) = codes.get_mut(at..at + 2) {
                pair[0] = code;
                pair[1] = opposite(code);
            }
        }
        let mut rest = self.operands.as_slice();
        for and in &self.ands {
            let (own, after) = rest.split_at((and.until - and.from) as usize);
            rest = after;
            let (mut every, mut any) = (TRUE, 0);
            for &operand in own {
                let code = codes[operand as usize];
                every &= code;
                any |= code;
            }
            let code = every | (any & FALSE);
            let at = and.gate as usize * 2;
            if let Some(pair) = codes.get_mut(at..at + 2) {
                pair[0] = code;
                pair[1] = opposite(code);
            }
        }
    }

    /// Puts the atoms that read `fact` into one world, as they are under `standings`.
    pub fn set_world<const W: usize>(
        &self,
        fact: FactId,
        standings: &[Standing],
        world: usize,
        planes: &mut [[u64; W]],
    ) {
        let (word, bit) = (world / 64, 1_u64 << (world % 64));
        for &place in &self.by_fact[fact.0 as usize] {
            let atom = &self.tests[place as usize];
            let (yes, no) = rails(verdict(&atom.test, standings).code());
            let at = atom.gate as usize * 2;
            planes[at][word] = (planes[at][word] & !bit) | (yes & bit);
            planes[at + 1][word] = (planes[at + 1][word] & !bit) | (no & bit);
        }
    }

    /// Runs every gate; the atoms' planes must be set.
    #[inline(always)]
    pub fn run<const W: usize>(&self, planes: &mut [[u64; W]]) {
        for and in &self.ands {
            self.run_one(and, planes);
        }
    }

    /// Runs only the gates listed (positions from [`Self::cone`]), in order.
    #[inline(always)]
    pub fn run_some<const W: usize>(&self, positions: &[u32], planes: &mut [[u64; W]]) {
        for &position in positions {
            self.run_one(&self.ands[position as usize], planes);
        }
    }

    /// As [`Self::run_some`] for 512 worlds, compiled for the processor at hand.
    pub(crate) fn run_wide(&self, positions: &[u32], planes: &mut [[u64; 8]]) {
        pulp::Arch::new().dispatch(RunSome { program: self, positions, planes });
    }

    #[inline(always)]
    fn run_one<const W: usize>(&self, and: &And, planes: &mut [[u64; W]]) {
        let (mut yes, mut no) = ([!0_u64; W], [0_u64; W]);
        for &operand in &self.operands[and.from as usize..and.until as usize] {
            let (known_true, known_false) = (&planes[operand as usize], &planes[(operand ^ 1) as usize]);
            for word in 0..W {
                yes[word] &= known_true[word];
                no[word] |= known_false[word];
            }
        }
        let at = and.gate as usize * 2;
        planes[at] = yes;
        planes[at + 1] = no;
    }
}

struct RunSome<'a> {
    program: &'a Program,
    positions: &'a [u32],
    planes: &'a mut [[u64; 8]],
}

impl pulp::WithSimd for RunSome<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _simd: S) {
        self.program.run_some(self.positions, self.planes);
    }
}

/// The facts a test reads.
pub fn facts_of(test: &Test) -> impl Iterator<Item = FactId> + use<> {
    let (first, second) = match *test {
        Test::Among { fact, .. } | Test::Within { fact, .. } => (fact, None),
        Test::Spread { left, right, .. } => (left, (left != right).then_some(right)),
    };
    [Some(first), second].into_iter().flatten()
}

/// Kleene's three values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Truth {
    /// Known to hold.
    True,
    /// Known not to hold.
    False,
    /// Not known.
    Unknown,
}

impl Truth {
    /// From a plain truth.
    pub fn of(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }

    /// From the code of a wire.
    #[inline]
    pub(crate) fn from_code(code: u8) -> Self {
        match code {
            TRUE => Self::True,
            FALSE => Self::False,
            _ => Self::Unknown,
        }
    }

    #[inline]
    fn code(self) -> u8 {
        match self {
            Self::True => TRUE,
            Self::False => FALSE,
            Self::Unknown => 0,
        }
    }
}

/// Known true, as a code.
pub(crate) const TRUE: u8 = 1;
/// Known false, as a code.
const FALSE: u8 = 2;

/// The code of the opposite wire.
#[inline]
fn opposite(code: u8) -> u8 {
    (code >> 1) | ((code & TRUE) << 1)
}

fn rails(code: u8) -> (u64, u64) {
    (if code & TRUE != 0 { !0 } else { 0 }, if code & FALSE != 0 { !0 } else { 0 })
}

/// The planes of a case's codes, the same in every world.
pub(crate) fn spread_out<const W: usize>(codes: &[u8], planes: &mut Vec<[u64; W]>) {
    planes.clear();
    planes.extend(codes.iter().map(|code| [rails(*code).0; W]));
}

/// What a case says about a test. A fact that does not apply satisfies none.
#[inline(always)]
pub fn verdict(test: &Test, standings: &[Standing]) -> Truth {
    match *test {
        Test::Among { fact, values } => match standings[fact.0 as usize] {
            Standing::Found(code) => Truth::of(values >> (code & 63) & 1 == 1),
            Standing::NotApplicable => Truth::False,
            _ => Truth::Unknown,
        },
        Test::Within { fact, low, high } => match standings[fact.0 as usize] {
            Standing::Found(value) => Truth::of(low <= value && value <= high),
            Standing::NotApplicable => Truth::False,
            _ => Truth::Unknown,
        },
        Test::Spread { left, factor, right, low, high } => {
            comparison((standings[left.0 as usize], factor, standings[right.0 as usize]), low..=high)
        }
    }
}

/// Whether `factor × left − right` lies between the bounds.
pub fn comparison((left, factor, right): (Standing, i64, Standing), bounds: RangeInclusive<i64>) -> Truth {
    match (left, right) {
        (Standing::NotApplicable, _) | (_, Standing::NotApplicable) => Truth::False,
        (Standing::Found(more), Standing::Found(less)) => {
            Truth::of(bounds.contains(&more.saturating_mul(factor).saturating_sub(less)))
        }
        _ => Truth::Unknown,
    }
}
