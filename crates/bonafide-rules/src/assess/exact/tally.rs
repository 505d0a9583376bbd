//! Running totals of what worlds show.
#![expect(clippy::indexing_slicing, reason = "planes are sized by the program, roots are five")]

use crate::assess::engine::Engine;
use crate::assess::exact::Exact;
use crate::outcome::Outcome;
use crate::regulation::FactId;

/// Running totals over worlds.
pub(super) struct Tally {
    pub(super) any: [bool; 5],
    pub(super) all: [bool; 5],
    pub(super) several: bool,
    pub(super) sides: Vec<bool>,
}

impl Tally {
    pub(super) fn new(engine: &Engine) -> Self {
        Self { any: [false; 5], all: [true; 5], several: false, sides: vec![true; engine.side_roots.len()] }
    }

    pub(super) fn count<const W: usize>(&mut self, engine: &Engine, planes: &[[u64; W]], valid: &[u64; W]) {
        for word in 0..W {
            let (mut one, mut two) = (0, 0);
            for (place, root) in engine.result_roots.iter().enumerate() {
                let here = planes[root.plane()][word] & valid[word];
                self.any[place] |= here != 0;
                self.all[place] &= here == valid[word];
                if place < 4 {
                    two |= one & here;
                    one |= here;
                }
            }
            self.several |= two != 0;
            for (side, root) in self.sides.iter_mut().zip(&engine.side_roots) {
                *side &= planes[root.plane()][word] & valid[word] == valid[word];
            }
        }
    }

    pub(super) fn uniform(&self) -> bool {
        self.any == self.all
    }

    pub(super) fn finish(self, relevant: Vec<FactId>) -> Exact {
        let uniform = self.uniform();
        let [.., conflict_possible] = self.any;
        let [.., conflict_certain] = self.all;
        let possible =
            Outcome::ALL.into_iter().zip(self.any).filter(|(_, any)| *any).map(|(outcome, _)| outcome).collect();
        let (effects, modality) = self.sides.split_at(self.sides.len() - 3);
        Exact {
            possible,
            conflict_possible,
            conflict_certain,
            discretion: self.several,
            uniform,
            effects: effects.to_vec(),
            modality: [modality[0], modality[1], modality[2]],
            relevant,
            is_relevance_shown: true,
        }
    }
}
