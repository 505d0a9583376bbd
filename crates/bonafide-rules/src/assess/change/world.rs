//! What a world does to the case, and how sets of candidates are divided among worlds.
#![expect(clippy::indexing_slicing, reason = "a world has at most the parts its array holds")]

use crate::assess::change::SIZE_MAX;

/// Into how many groups a group is split.
const SPLIT: usize = 3;

/// What a world does to candidates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// Hides those from one place up to another.
    Hidden { from: usize, until: usize },
    /// Gives one another of its standings.
    Changed { place: usize, entry: usize },
}

/// Up to three parts.
#[derive(Clone, Copy, Debug)]
pub(super) struct World {
    parts: [Part; SIZE_MAX],
    size: usize,
}

impl World {
    pub(super) const EMPTY: Self = Self { parts: [Part::Hidden { from: 0, until: 0 }; SIZE_MAX], size: 0 };

    pub(super) fn parts(&self) -> &[Part] {
        &self.parts[..self.size]
    }

    /// The world with another part at this place.
    pub(super) fn instead(mut self, at: usize, part: Part) -> Self {
        self.parts[at] = part;
        self
    }

    /// The world with one part more; there is room for three.
    pub(super) fn with(mut self, part: Part) -> Self {
        self.parts[self.size] = part;
        self.size += 1;
        self
    }
}

impl Part {
    /// One candidate hidden.
    pub(super) fn hiding(place: usize) -> Self {
        Self::Hidden { from: place, until: place + 1 }
    }

    /// How many candidates it may be about.
    pub(super) fn width(self) -> usize {
        match self {
            Self::Hidden { from, until } => until - from,
            Self::Changed { .. } => 1,
        }
    }

    /// The only candidate it is about, if there is one.
    pub(super) fn place(self) -> Option<usize> {
        match self {
            Self::Hidden { from, until } => (until - from == 1).then_some(from),
            Self::Changed { place, .. } => Some(place),
        }
    }

    /// The only candidate it hides, if there is one.
    pub(super) fn hidden_place(self) -> Option<usize> {
        if matches!(self, Self::Hidden { .. }) { self.place() } else { None }
    }
}

/// Whether as many different candidates can be taken as the world has parts.
fn fits(world: &World) -> bool {
    let same = |part: &Part| world.parts().iter().filter(|other| *other == part).count();
    world.parts().iter().all(|part| same(part) <= part.width())
}

/// Splits every group of a world; each set of candidates lies in one of the worlds that come of it.
pub(super) fn split(world: &World) -> Vec<World> {
    // Beside each world, which piece its last part is: parts that were one group take its pieces in order.
    let mut worlds = vec![(World::EMPTY, 0)];
    let mut before = None;
    for part in world.parts() {
        let pieces = pieces(*part);
        let is_same = before == Some(*part);
        before = Some(*part);
        let mut longer = Vec::with_capacity(worlds.len() * pieces.len());
        for (world, last) in worlds {
            let from = if is_same { last } else { 0 };
            longer.extend(pieces.iter().enumerate().skip(from).map(|(at, piece)| (world.with(*piece), at)));
        }
        worlds = longer;
    }
    worlds.into_iter().map(|(world, _)| world).filter(fits).collect()
}

/// A group in a few parts; what is single stays as it is.
fn pieces(part: Part) -> Vec<Part> {
    let Part::Hidden { from, until } = part else { return vec![part] };
    let step = (until - from).div_ceil(SPLIT).max(1);
    (from..until).step_by(step).map(|at| Part::Hidden { from: at, until: (at + step).min(until) }).collect()
}

/// The worlds to begin with: each set of candidates lies in one of them.
pub(super) struct Roots {
    parts: Vec<Part>,
    /// Places in `parts`, never descending; `None` after the last.
    next: Option<Vec<usize>>,
}

impl Roots {
    /// For sets of `size` of `count` candidates: the first `single` by themselves, the rest in groups.
    pub(super) fn new(size: usize, single: usize, count: usize, group: usize) -> Self {
        let groups = (single..count).step_by(group.max(1));
        let groups = groups.map(|from| Part::Hidden { from, until: (from + group).min(count) });
        let parts: Vec<Part> = (0..single.min(count)).map(Part::hiding).chain(groups).collect();
        let next = (!parts.is_empty()).then(|| vec![0; size]);
        Self { parts, next }
    }
}

impl Iterator for Roots {
    type Item = World;

    fn next(&mut self) -> Option<World> {
        loop {
            let places = self.next.take()?;
            let world = places.iter().fold(World::EMPTY, |world, place| world.with(self.parts[*place]));
            let raised = places.iter().rposition(|place| place + 1 < self.parts.len());
            self.next = raised.map(|at| {
                let mut places = places;
                let raised = places[at] + 1;
                places[at..].fill(raised);
                places
            });
            if fits(&world) {
                return Some(world);
            }
        }
    }
}
