//! Worlds drawn by a fixed sequence, 512 at a time: they show what can be before the solver is asked.
#![expect(clippy::indexing_slicing, reason = "facts, gates and lanes are numbered by what sized the vectors")]

use std::borrow::Cow;

use crate::assess::engine::Engine;
use crate::assess::exact::{LANES, WORDS};
use crate::assess::program::{Atom, Cone, Truth, comparison, verdict};
use crate::assess::values::{Classes, in_case};
use crate::regulation::{FactId, Standing, Test};

/// Worlds beside a case: some of them give some facts other values.
pub(crate) struct Draws<'a> {
    engine: &'a Engine,
    cone: &'a Cone,
    standings: &'a [Standing],
    drawn: Vec<Drawn<'a>>,
    /// What the worlds last set give facts that are compared with others.
    paired: Vec<(FactId, Vec<Standing>)>,
}

/// A fact that worlds give other values.
struct Drawn<'a> {
    fact: FactId,
    values: Cow<'a, [Standing]>,
    /// The worlds that do; the others leave it as it stands.
    free: [u64; WORDS],
    /// By value, the worlds last set that give it.
    masks: Vec<[u64; WORDS]>,
}

impl<'a> Draws<'a> {
    /// Worlds that are all as the case stands.
    pub(crate) fn new(engine: &'a Engine, cone: &'a Cone, standings: &'a [Standing]) -> Self {
        Self { engine, cone, standings, drawn: Vec::new(), paired: Vec::new() }
    }

    /// Lets some worlds draw a fact, from its values that the cone's tests tell apart.
    pub(crate) fn free(&mut self, fact: FactId, free: [u64; WORDS]) {
        let values = in_case(self.engine, self.cone, fact, self.standings);
        let values = values.unwrap_or_else(|| Cow::Owned(tied_values(self.engine, self.cone, fact, self.standings)));
        self.drawn.push(Drawn { fact, values, free, masks: Vec::new() });
    }

    /// Draws, and sets the cone's atoms in every world.
    pub(crate) fn set(&mut self, sequence: &mut Sequence, planes: &mut [[u64; WORDS]]) {
        let atoms = self.engine.program.atoms();
        let mut case = self.standings.to_vec();
        for atom in self.cone.atoms.iter().map(|place| atoms[*place as usize]) {
            let now = verdict(&atom.test, self.standings);
            planes[atom.gate as usize * 2] = [if now == Truth::True { !0 } else { 0 }; WORDS];
            planes[atom.gate as usize * 2 + 1] = [if now == Truth::False { !0 } else { 0 }; WORDS];
        }
        self.paired.clear();
        for drawn in &mut self.drawn {
            drawn.masks = masks(drawn, sequence);
            let place = drawn.fact.0 as usize;
            if self.engine.classes[place].paired {
                self.paired.push((drawn.fact, by_lane(drawn, self.standings[place])));
            }
        }
        for drawn in &self.drawn {
            self.set_alone(drawn, &mut case, planes);
        }
        for atom in self.cone.atoms.iter().map(|place| atoms[*place as usize]) {
            if matches!(atom.test, Test::Spread { .. }) {
                compare(&atom.test, atom.gate, &self.paired, self.standings, planes);
            }
        }
    }

    /// Sets the atoms that read one drawn fact and no other.
    fn set_alone(&self, drawn: &Drawn<'_>, case: &mut [Standing], planes: &mut [[u64; WORDS]]) {
        let place = drawn.fact.0 as usize;
        for atom in self.atoms_of(drawn.fact).filter(|atom| !matches!(atom.test, Test::Spread { .. })) {
            for (value, mask) in drawn.values.iter().zip(&drawn.masks) {
                case[place] = *value;
                put(planes, atom.gate, verdict(&atom.test, case), mask);
            }
            case[place] = self.standings[place];
        }
    }

    /// The cone's atoms that read a fact.
    fn atoms_of(&self, fact: FactId) -> impl Iterator<Item = Atom> {
        let atoms = self.engine.program.atoms_of(fact).iter().map(|place| self.engine.program.atoms()[*place as usize]);
        atoms.filter(|atom| self.cone.holds(atom.gate))
    }

    /// Gives the drawn fact at `place` its next value in every world last set, all else as it was; the gates that
    /// were set anew go into `gates`.
    pub(crate) fn turn(&mut self, place: usize, planes: &mut [[u64; WORDS]], gates: &mut Vec<u32>) {
        let mut case = self.standings.to_vec();
        self.drawn[place].masks.rotate_right(1);
        let drawn = &self.drawn[place];
        gates.extend(self.atoms_of(drawn.fact).map(|atom| atom.gate));
        self.set_alone(drawn, &mut case, planes);
        if let Some(at) = self.paired.iter().position(|(fact, _)| *fact == drawn.fact) {
            let turned = by_lane(drawn, self.standings[drawn.fact.0 as usize]);
            let before = std::mem::replace(&mut self.paired[at].1, turned);
            for atom in self.atoms_of(drawn.fact).filter(|atom| matches!(atom.test, Test::Spread { .. })) {
                compare(&atom.test, atom.gate, &self.paired, self.standings, planes);
            }
            self.paired[at].1 = before;
        }
        self.drawn[place].masks.rotate_left(1);
    }
}

/// Values of a fact compared with unknown ones: those the comparisons tell apart when all of these are least, and most.
fn tied_values(engine: &Engine, cone: &Cone, fact: FactId, standings: &[Standing]) -> Vec<Standing> {
    let mut values = Vec::new();
    for end in [End::First, End::Last] {
        let filled = filled(engine, standings, end);
        let here = in_case(engine, cone, fact, &filled).into_iter().flat_map(Cow::into_owned);
        values.extend(here);
    }
    if values.is_empty() {
        values.clone_from(&engine.classes[fact.0 as usize].representatives);
    }
    values.sort_unstable_by_key(|standing| match standing {
        Standing::Found(value) => (0, *value),
        _ => (1, 0),
    });
    values.dedup();
    values
}

/// One completion of a case out of many.
#[derive(Clone, Copy)]
pub(crate) enum End {
    /// Each unknown fact at the first of its representatives: no, or the least.
    First,
    /// At the last.
    Last,
}

/// A completion of a case.
pub(crate) fn filled(engine: &Engine, standings: &[Standing], end: End) -> Vec<Standing> {
    let known = |(standing, classes): (&Standing, &Classes)| match (standing, end) {
        (Standing::Found(_) | Standing::NotApplicable, _) => *standing,
        (_, End::First) => classes.representatives.first().copied().unwrap_or(*standing),
        (_, End::Last) => {
            let last = classes.representatives.iter().rfind(|last| matches!(last, Standing::Found(_)));
            last.copied().unwrap_or(*standing)
        }
    };
    standings.iter().zip(&engine.classes).map(known).collect()
}

/// Which values a word of worlds draws more often: no and the lowest, or yes and the highest. Conditions joined by *and*
/// hold together where all lean one way, and fail together where all lean the other; even draws seldom show either.
#[derive(Clone, Copy)]
enum Lean {
    FarDown,
    Down,
    Even,
    Up,
    FarUp,
}

const LEANS: [Lean; WORDS] =
    [Lean::FarDown, Lean::Down, Lean::Down, Lean::Even, Lean::Even, Lean::Up, Lean::Up, Lean::FarUp];

/// SplitMix64: any well-mixed fixed sequence does.
pub(crate) struct Sequence(u64);

impl Sequence {
    pub(crate) fn new() -> Self {
        Self(0x9E37_79B9_7F4A_7C15)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn words(&mut self) -> [u64; WORDS] {
        std::array::from_fn(|_| self.next())
    }
}

/// By value, the worlds that give it.
fn masks(drawn: &Drawn<'_>, sequence: &mut Sequence) -> Vec<[u64; WORDS]> {
    let count = drawn.values.len();
    let mut masks = vec![[0; WORDS]; count];
    match masks.as_mut_slice() {
        [] => {}
        [only] => *only = drawn.free,
        [first, second] => {
            for (word, lean) in LEANS.into_iter().enumerate() {
                let (one, two, three) = (sequence.next(), sequence.next(), sequence.next());
                let seconds = match lean {
                    Lean::FarDown => one & two & three,
                    Lean::Down => one & two,
                    Lean::Even => one,
                    Lean::Up => one | two,
                    Lean::FarUp => one | two | three,
                };
                first[word] = drawn.free[word] & !seconds;
                second[word] = drawn.free[word] & seconds;
            }
        }
        _ => {
            for lane in 0..LANES {
                let mut mixed = sequence.next();
                let mut pick = || {
                    let pick = ((mixed & 0xFFFF) as usize * count) >> 16;
                    mixed >>= 16;
                    pick
                };
                let pick = match LEANS[lane / 64] {
                    Lean::FarDown => pick().min(pick()).min(pick()),
                    Lean::Down => pick().min(pick()),
                    Lean::Even => pick(),
                    Lean::Up => pick().max(pick()),
                    Lean::FarUp => pick().max(pick()).max(pick()),
                };
                masks[pick][lane / 64] |= drawn.free[lane / 64] & 1 << (lane % 64);
            }
        }
    }
    masks
}

/// By world, what it gives the fact.
fn by_lane(drawn: &Drawn<'_>, otherwise: Standing) -> Vec<Standing> {
    let mut by_lane = vec![otherwise; LANES];
    for (value, mask) in drawn.values.iter().zip(&drawn.masks) {
        for (lanes, word) in by_lane.chunks_exact_mut(64).zip(mask) {
            let mut left = *word;
            while left != 0 {
                lanes[left.trailing_zeros() as usize] = *value;
                left &= left - 1;
            }
        }
    }
    by_lane
}

/// Sets a comparison of two facts, world by world.
fn compare(
    test: &Test,
    gate: u32,
    paired: &[(FactId, Vec<Standing>)],
    standings: &[Standing],
    planes: &mut [[u64; WORDS]],
) {
    let Test::Spread { left, factor, right, low, high } = *test else { return };
    let drawn = |fact: FactId| paired.iter().find(|(read, _)| *read == fact).map(|(_, by_lane)| by_lane.as_slice());
    let sides = [left, right].map(|fact| (drawn(fact), standings[fact.0 as usize]));
    if sides.iter().all(|(drawn, _)| drawn.is_none()) {
        return;
    }
    let (mut yes, mut no) = ([0; WORDS], [0; WORDS]);
    for lane in 0..LANES {
        let [left, right] = sides.map(|(drawn, stands)| drawn.map_or(stands, |by_lane| by_lane[lane]));
        let truth = comparison((left, factor, right), low..=high);
        yes[lane / 64] |= u64::from(truth == Truth::True) << (lane % 64);
        no[lane / 64] |= u64::from(truth == Truth::False) << (lane % 64);
    }
    planes[gate as usize * 2] = yes;
    planes[gate as usize * 2 + 1] = no;
}

fn put(planes: &mut [[u64; WORDS]], gate: u32, truth: Truth, mask: &[u64; WORDS]) {
    let at = gate as usize * 2;
    for word in 0..WORDS {
        let (yes, no) = match truth {
            Truth::True => (mask[word], 0),
            Truth::False => (0, mask[word]),
            Truth::Unknown => (0, 0),
        };
        planes[at][word] = (planes[at][word] & !mask[word]) | yes;
        planes[at + 1][word] = (planes[at + 1][word] & !mask[word]) | no;
    }
}
