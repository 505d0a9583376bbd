//! Many cases at once: columns in, the Kleene verdict of every rule and the result of every case out.
//!
//! Blocks of 512 cases run through the same flat program as a single case; nothing is compiled in, so a changed
//! regulation replays at once.
#![expect(clippy::indexing_slicing, reason = "blocks, gates and kept wires are counted by the constructor")]

mod columns;
mod kernel;

pub use columns::Columns;

use crate::assess::engine::Engine;
use crate::assess::graph::Wire;
use crate::assess::program::Truth;
use crate::outcome::{Outcome, OutcomeSet};
use crate::regulation::{DefinitionId, FactId, FactKind, NodeId, Test};
use columns::{Column, NARROW_ABSENT, NARROW_UNKNOWN, WIDE_ABSENT, WIDE_UNKNOWN};
use kernel::{BLOCK, Plane, WORDS, case_at, lane};

/// Runs columns through an engine.
pub struct Batch<'e> {
    engine: &'e Engine,
    kept: Vec<u32>,
    planes: Vec<Plane>,
    known: Vec<Plane>,
}

/// A run, compiled for every kind of processor and dispatched to the one at hand.
struct Run<'a, 'e> {
    batch: &'a mut Batch<'e>,
    columns: &'a Columns,
    verdicts: &'a mut [Plane],
}

impl pulp::WithSimd for Run<'_, '_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _simd: S) {
        self.batch.blocks(self.columns, self.verdicts);
    }
}

/// The verdicts of a batch: both planes of every node, every definition and every result.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdicts {
    words: Vec<Plane>,
    kept: usize,
    nodes: usize,
    definitions: usize,
    cases: usize,
}

impl<'e> Batch<'e> {
    /// A batch runner with memory of its own; one a thread.
    pub fn new(engine: &'e Engine) -> Self {
        let outputs = &engine.outputs;
        let kept = outputs
            .fires
            .iter()
            .chain(&outputs.definitions)
            .chain(&engine.result_roots)
            .map(|wire| wire.plane() as u32)
            .collect();
        let planes = vec![[0; WORDS]; engine.program.planes()];
        Self { engine, kept, planes, known: vec![[0; WORDS]; engine.regulation.facts.len()] }
    }

    /// Runs all cases, keeping every verdict.
    pub fn run(&mut self, columns: &Columns, verdicts: &mut Verdicts) {
        let outputs = &self.engine.outputs;
        verdicts.kept = self.kept.len();
        verdicts.nodes = outputs.fires.len();
        verdicts.definitions = outputs.definitions.len();
        verdicts.cases = columns.len();
        let blocks = columns.len().div_ceil(BLOCK);
        verdicts.words.resize(blocks * self.kept.len() * 2, [0; WORDS]);
        pulp::Arch::new().dispatch(Run { batch: self, columns, verdicts: &mut verdicts.words });
    }

    #[inline(always)]
    fn blocks(&mut self, columns: &Columns, verdicts: &mut [Plane]) {
        for (block, room) in verdicts.chunks_exact_mut(self.kept.len() * 2).enumerate() {
            self.block(columns, block);
            for (pair, wire) in room.as_chunks_mut::<2>().0.iter_mut().zip(&self.kept) {
                pair[0] = self.planes[*wire as usize];
                pair[1] = self.planes[(*wire ^ 1) as usize];
            }
        }
    }

    #[inline(always)]
    fn block(&mut self, columns: &Columns, block: usize) {
        self.planes[Wire::TRUE.plane()] = [!0; WORDS];
        self.planes[Wire::FALSE.plane()] = [0; WORDS];
        for (known, column) in self.known.iter_mut().zip(&columns.columns) {
            *known = match column {
                Column::Codes { codes, .. } => kernel::known_codes(whole(codes, block)),
                Column::Narrow { values, .. } => kernel::known_narrow(whole(values, block)),
                Column::Wide { values, .. } => kernel::known_wide(whole(values, block)),
            };
        }
        for atom in self.engine.program.atoms() {
            let (holds, known) = self.atom(columns, block, &atom.test);
            let at = atom.gate as usize * 2;
            self.planes[at] = holds;
            for word in 0..WORDS {
                self.planes[at + 1][word] = known[word] & !holds[word];
            }
        }
        self.engine.program.run(&mut self.planes);
    }

    #[inline(always)]
    fn atom(&self, columns: &Columns, block: usize, test: &Test) -> (Plane, Plane) {
        match *test {
            Test::Among { fact, values } => {
                let known = self.known[fact.0 as usize];
                let Column::Codes { codes, .. } = &columns.columns[fact.0 as usize] else { return ([0; WORDS], known) };
                let count = self.engine.code_counts[fact.0 as usize];
                let inverted = values.count_ones() > count / 2 && count > 2;
                let wanted = if inverted { !values } else { values };
                let mut few = [0_u8; 64];
                let mut length = 0;
                for code in (0..count as u8).filter(|code| wanted >> code & 1 == 1) {
                    few[length] = code;
                    length += 1;
                }
                let holds = kernel::among(whole(codes, block), &few[..length], inverted);
                (holds, known)
            }
            Test::Within { fact, low, high } => {
                (within(&columns.columns[fact.0 as usize], block, low, high), self.known[fact.0 as usize])
            }
            Test::Spread { left, factor, right, low, high } => {
                let (first, second) = (&columns.columns[left.0 as usize], &columns.columns[right.0 as usize]);
                let mut known = [0; WORDS];
                let extreme = extreme(self.engine, left, factor, right);
                let holds = spread(first, second, block, Bounds { factor, low, high, extreme });
                let absent = absent_planes(first, second, block);
                for word in 0..WORDS {
                    known[word] =
                        (self.known[left.0 as usize][word] & self.known[right.0 as usize][word]) | absent[word];
                }
                (holds, known)
            }
        }
    }
}

/// Where either number does not apply, the comparison is known not to hold, whatever the other.
#[inline(always)]
fn absent_planes(first: &Column, second: &Column, block: usize) -> Plane {
    let absent = |column: &Column| match column {
        Column::Narrow { values, has_absent: true, .. } => {
            kernel::within_narrow(whole(values, block), NARROW_ABSENT, NARROW_ABSENT)
        }
        Column::Wide { values, has_absent: true } => {
            kernel::within_wide(whole(values, block), WIDE_ABSENT, WIDE_ABSENT)
        }
        _ => [0; WORDS],
    };
    let (mut either, other) = (absent(first), absent(second));
    for (word, more) in either.iter_mut().zip(other) {
        *word |= more;
    }
    either
}

#[inline(always)]
fn within(column: &Column, block: usize, low: i64, high: i64) -> Plane {
    match column {
        Column::Codes { .. } => [0; WORDS],
        Column::Narrow { values, scale, .. } => {
            let least = low.div_euclid(*scale) + i64::from(low.rem_euclid(*scale) != 0);
            let low = i32::try_from(least.max(i64::from(NARROW_ABSENT) + 1)).unwrap_or(i32::MAX);
            let most = high.div_euclid(*scale);
            if least > i64::from(i32::MAX) || most <= i64::from(NARROW_ABSENT) {
                return [0; WORDS];
            }
            let high = i32::try_from(most).unwrap_or(i32::MAX);
            kernel::within_narrow(whole(values, block), low, high)
        }
        Column::Wide { values, .. } => {
            let low = low.max(WIDE_ABSENT + 1);
            kernel::within_wide(whole(values, block), low, high)
        }
    }
}

/// A spread's bounds, and whether every pair of declared values stays within 32 bits at the columns' scale.
#[derive(Clone, Copy)]
struct Bounds {
    factor: i64,
    low: i64,
    high: i64,
    extreme: i64,
}

#[inline(always)]
fn spread(first: &Column, second: &Column, block: usize, bounds: Bounds) -> Plane {
    let Bounds { factor, low, high, extreme } = bounds;
    match (first, second) {
        (Column::Narrow { values: left, scale, .. }, Column::Narrow { values: right, scale: other, .. })
            if scale == other && extreme / scale < i64::from(i32::MAX) =>
        {
            // Both sides share the scale, so the bounds shrink by it: ⌈low/scale⌉ and ⌊high/scale⌋.
            let low = low.div_euclid(*scale).saturating_add(i64::from(low.rem_euclid(*scale) != 0));
            let high = high.div_euclid(*scale);
            if low > i64::from(i32::MAX) || high < i64::from(i32::MIN) {
                return [0; WORDS];
            }
            let low = i32::try_from(low).unwrap_or(i32::MIN);
            let high = i32::try_from(high).unwrap_or(i32::MAX);
            let factor = i32::try_from(factor).unwrap_or(i32::MAX);
            kernel::spread_narrow(whole(left, block), whole(right, block), factor, low, high)
        }
        _ => {
            let (left, right) = (wide_block(first, block), wide_block(second, block));
            kernel::spread_wide(&left, &right, factor, low, high)
        }
    }
}

/// The farthest from zero that a spread of declared values, or its first part, can be.
fn extreme(engine: &Engine, left: FactId, factor: i64, right: FactId) -> i64 {
    let ends = |id: FactId| match engine.regulation.facts.get(id.0 as usize).map(|fact| &fact.kind) {
        Some(FactKind::Number { low, high, .. }) => (*low, *high),
        _ => (i64::MIN, i64::MAX),
    };
    let ((left_low, left_high), (right_low, right_high)) = (ends(left), ends(right));
    let (low, high) = (left_low.saturating_mul(factor), left_high.saturating_mul(factor));
    [low, high, low.saturating_sub(right_high), high.saturating_sub(right_low)]
        .into_iter()
        .map(i64::saturating_abs)
        .max()
        .unwrap_or(i64::MAX)
}

#[inline(always)]
fn wide_block(column: &Column, block: usize) -> [i64; BLOCK] {
    let mut wide = [WIDE_UNKNOWN; BLOCK];
    match column {
        Column::Codes { .. } => {}
        Column::Narrow { values, scale, .. } => {
            for (slot, value) in wide.iter_mut().zip(values.iter().skip(block * BLOCK)) {
                *slot = match *value {
                    NARROW_UNKNOWN => WIDE_UNKNOWN,
                    NARROW_ABSENT => WIDE_ABSENT,
                    value => i64::from(value) * scale,
                };
            }
        }
        Column::Wide { values, .. } => {
            for (slot, value) in wide.iter_mut().zip(values.iter().skip(block * BLOCK)) {
                *slot = *value;
            }
        }
    }
    wide
}

/// One block of a column; columns are kept in whole blocks.
#[inline(always)]
fn whole<T>(values: &[T], block: usize) -> &[T; BLOCK] {
    &values.as_chunks::<BLOCK>().0[block]
}

impl Verdicts {
    /// How many cases.
    pub fn len(&self) -> usize {
        self.cases
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.cases == 0
    }

    /// Whether a node fires in a case.
    pub fn node(&self, case: usize, node: NodeId) -> Truth {
        self.truth(case, node.0 as usize)
    }

    /// Whether a definition holds in a case.
    pub fn definition(&self, case: usize, definition: DefinitionId) -> Truth {
        self.truth(case, self.nodes + definition.0 as usize)
    }

    /// The outcomes left in a case, empty for a conflict; `None`: Kleene's values leave it open.
    pub fn result(&self, case: usize) -> Option<OutcomeSet> {
        let from = self.nodes + self.definitions;
        let mut set = OutcomeSet::EMPTY;
        for place in 0..5 {
            match (self.truth(case, from + place), Outcome::ALL.get(place)) {
                (Truth::Unknown, _) => return None,
                (Truth::True, Some(outcome)) => set.insert(*outcome),
                _ => {}
            }
        }
        Some(set)
    }

    /// Cases whose result differs between two runs over the same columns.
    pub fn differing(&self, other: &Self) -> Vec<usize> {
        let mut cases = Vec::new();
        let blocks = self.cases.div_ceil(BLOCK);
        for block in 0..blocks {
            let roots = |verdicts: &Self, place: usize| {
                let at = (block * verdicts.kept + verdicts.nodes + verdicts.definitions + place) * 2;
                (verdicts.words[at], verdicts.words[at + 1])
            };
            for word in 0..WORDS {
                let mut differs = 0;
                for place in 0..5 {
                    let ((yes, no), (other_yes, other_no)) = (roots(self, place), roots(other, place));
                    differs |= (yes[word] ^ other_yes[word]) | (no[word] ^ other_no[word]);
                }
                while differs != 0 {
                    let case = block * BLOCK + case_at(word, differs.trailing_zeros() as usize);
                    if case < self.cases {
                        cases.push(case);
                    }
                    differs &= differs - 1;
                }
            }
        }
        cases.sort_unstable();
        cases
    }

    fn truth(&self, case: usize, kept: usize) -> Truth {
        let (block, (word, bit)) = (case / BLOCK, lane(case % BLOCK));
        let at = (block * self.kept + kept) * 2;
        let at_lane = |plane: &Plane| plane[word] >> bit & 1 == 1;
        match (at_lane(&self.words[at]), at_lane(&self.words[at + 1])) {
            (true, _) => Truth::True,
            (_, true) => Truth::False,
            _ => Truth::Unknown,
        }
    }
}
