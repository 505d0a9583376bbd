//! Branch and bound over sets of candidates: from groups hidden together down to single facts and their values.
//!
//! A world that hides whole groups stands for all sets that take one fact of each group. Where its result is known, no
//! such set can change it; where not, the groups are split, and facts that stand alone get their values.
#![expect(clippy::indexing_slicing, reason = "places and pairs are numbered by the list of candidates")]

use std::collections::{BTreeMap, VecDeque};

use crate::assess::assessor::Assessor;
use crate::assess::change::lanes::{LANES, Lanes};
use crate::assess::change::world::{Part, Roots, World, split};
use crate::assess::change::{Change, ChangeScope, SIZE_MAX};
use crate::assess::exact::Exact;
use crate::regulation::{FactId, Standing};

/// Candidates hidden together at first: nine groups or so of a long list's facts, whose triples fill half a pass.
const GROUP: usize = 8;
/// Values of several facts are tried all together up to so many combinations, else one fact after the other.
const TOGETHER_MAX: usize = 32;

/// The changes found, by their facts.
pub(super) type Found = BTreeMap<Vec<FactId>, Change>;

/// The search for one case.
pub(super) struct Search<'e> {
    lanes: Lanes<'e>,
    settled: Exact,
    /// How many candidates in front leave the result unknown when they alone are hidden, though none of their values
    /// changes it. They get their values before anything is split, or every set with them would stay open.
    loud: usize,
    /// How many candidates in front never stand in groups: the loud ones, and those compared with others.
    single: usize,
    /// By pair of places.
    pairs: Vec<Pair>,
}

/// What is known of two candidates together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Pair {
    Quiet,
    /// Hidden together they leave the result unknown.
    Loud,
    /// They change the result: larger sets with them are not minimal.
    Solved,
}

impl<'e> Search<'e> {
    pub(super) fn new(assessor: &mut Assessor<'e>, scope: ChangeScope, settled: Exact) -> Self {
        let lanes = Lanes::new(assessor, scope);
        let mut search = Self { lanes, settled, loud: 0, single: 0, pairs: Vec::new() };
        search.arrange(&[], &[]);
        search
    }

    /// Puts the loud candidates in front and those compared with others next; leaves some out.
    fn arrange(&mut self, loud: &[FactId], left_out: &[FactId]) {
        self.lanes.arrange(|candidate| {
            let rank = match (loud.contains(&candidate.fact), candidate.partners.is_empty()) {
                (true, _) => 0,
                (false, false) => 1,
                (false, true) => 2,
            };
            (!left_out.contains(&candidate.fact)).then_some((rank, candidate.fact))
        });
        let candidates = &self.lanes.candidates;
        self.loud = candidates.iter().take_while(|candidate| loud.contains(&candidate.fact)).count();
        let is_single = |place: usize| place < self.loud || !candidates[place].partners.is_empty();
        self.single = (0..candidates.len()).take_while(|place| is_single(*place)).count();
        self.pairs = vec![Pair::Quiet; candidates.len().pow(2)];
    }

    /// Minimal sets of just `size` facts: all of them, or at least `most`.
    pub(super) fn sized(&mut self, assessor: &mut Assessor<'_>, size: usize, most: usize) -> Found {
        let mut found = Found::new();
        let group = if size == 1 { 1 } else { GROUP };
        let mut roots = Roots::new(size, self.single, self.lanes.candidates.len(), group);
        // The last is looked at next, so that sets are gone through in order.
        let mut waiting: VecDeque<World> = VecDeque::new();
        let mut open_pairs: Vec<(usize, usize)> = Vec::new();
        let mut loud: Vec<FactId> = Vec::new();
        while found.len() < most {
            while waiting.len() < LANES
                && let Some(root) = roots.next()
            {
                self.enter(root, &mut waiting);
            }
            let mut batch: Vec<World> = waiting.split_off(waiting.len().saturating_sub(LANES)).into();
            batch.reverse();
            if batch.is_empty() {
                break;
            }
            self.lanes.run(&batch);
            let mut unknown: Vec<&World> = Vec::new();
            for (lane, world) in batch.iter().enumerate() {
                let Some(outcomes) = self.lanes.result(lane) else {
                    match *world.parts() {
                        [one] => loud.extend(one.hidden_place().map(|place| self.lanes.candidates[place].fact)),
                        [one, other] => open_pairs.extend(one.hidden_place().zip(other.hidden_place())),
                        _ => {}
                    }
                    unknown.push(world);
                    continue;
                };
                if outcomes != self.settled.result()
                    && let Some(facts) = self.changed_facts(world)
                {
                    let key: Vec<FactId> = facts.iter().map(|(fact, _)| *fact).collect();
                    if self.lanes.confirms(&facts, outcomes) {
                        found.entry(key).or_insert(Change { facts, outcomes });
                    }
                }
            }
            // What comes of the first is looked at first.
            unknown.iter().rev().for_each(|world| self.open(assessor, world, &mut waiting, &mut found));
        }
        self.learn(&found, &loud, open_pairs);
        found
    }

    /// Puts a root in the queue, with its first loud candidate at each of its values.
    fn enter(&self, root: World, waiting: &mut VecDeque<World>) {
        match self.loud_part(&root).filter(|_| root.parts().len() > 1) {
            Some(at) => self.changed(&root, at).into_iter().for_each(|world| self.push(world, waiting, true)),
            None => self.push(root, waiting, true),
        }
    }

    /// A part that hides a loud candidate which no other part is compared with.
    fn loud_part(&self, world: &World) -> Option<usize> {
        let is_loud = |at: &usize| world.parts()[*at].hidden_place().is_some_and(|place| place < self.loud);
        (0..world.parts().len()).filter(is_loud).find(|at| !self.is_tied(world, *at))
    }

    /// Whether a single part is compared with another single part. Candidates with partners are always single.
    fn is_tied(&self, world: &World, at: usize) -> bool {
        let Some(place) = world.parts()[at].place() else { return false };
        let partners = &self.lanes.candidates[place].partners;
        let others = world.parts().iter().filter_map(|part| part.place()).filter(|other| *other != place);
        !partners.is_empty() && others.into_iter().any(|other| partners.contains(&self.lanes.candidates[other].fact))
    }

    /// Puts a world in the queue, unless what it stands for is not minimal: at the far end, or to be looked at next.
    fn push(&self, world: World, waiting: &mut VecDeque<World>, is_far: bool) {
        match (self.pair(&world) == Some(Pair::Solved), is_far) {
            (true, _) => {}
            (false, true) => waiting.push_front(world),
            (false, false) => waiting.push_back(world),
        }
    }

    /// The most telling of what is known of the pairs among the single candidates of a world.
    fn pair(&self, world: &World) -> Option<Pair> {
        let count = self.lanes.candidates.len();
        let known = |one: &Part, other: &Part| {
            let (one, other) = (one.place()?, other.place()?);
            self.pairs.get(one.min(other) * count + one.max(other)).copied()
        };
        match world.parts() {
            [one, other] => known(one, other),
            [one, other, third] => known(one, other).max(known(one, third)).max(known(other, third)),
            _ => None,
        }
    }

    /// Splits what an unknown world hides, or gives it values.
    fn open(&self, assessor: &mut Assessor<'_>, world: &World, waiting: &mut VecDeque<World>, found: &mut Found) {
        let parts = world.parts();
        let is_free = |at: &usize| parts[*at].hidden_place().is_some() && !self.is_tied(world, *at);
        let others = |at: &usize| parts[*at].hidden_place().map_or(0, |place| self.lanes.candidates[place].others());
        let free: Vec<usize> = (0..parts.len()).filter(is_free).collect();
        let fewest = free.iter().copied().min_by_key(others);
        let is_wide = parts.iter().any(|part| part.width() > 1);
        let hidden = parts.iter().filter(|part| part.hidden_place().is_some()).count();
        let is_loud_pair = hidden > 1 && self.pair(world) == Some(Pair::Loud);
        let mut worlds = vec![*world];
        if is_wide {
            let at = self.loud_part(world).or(fewest.filter(|_| is_loud_pair));
            worlds = at.map_or_else(|| split(world), |at| self.changed(world, at));
        } else if hidden > free.len() {
            self.together(assessor, world, found);
            return;
        } else if free.iter().map(others).product::<usize>() > TOGETHER_MAX {
            worlds = fewest.map(|at| self.changed(world, at)).unwrap_or_default();
        } else if hidden > 0 {
            for at in free {
                worlds = worlds.iter().flat_map(|world| self.changed(world, at)).collect();
            }
        } else {
            return;
        }
        worlds.into_iter().rev().for_each(|world| self.push(world, waiting, false));
    }

    /// Asks for values of facts that are compared with one another.
    fn together(&self, assessor: &mut Assessor<'_>, world: &World, found: &mut Found) {
        let (mut fixed, mut free): (Vec<(FactId, Standing)>, Vec<FactId>) = (Vec::new(), Vec::new());
        for part in world.parts() {
            match *part {
                Part::Changed { place, entry } => {
                    let candidate = &self.lanes.candidates[place];
                    fixed.push((candidate.fact, candidate.standings[entry]));
                }
                Part::Hidden { from, .. } => free.push(self.lanes.candidates[from].fact),
            }
        }
        let mut key: Vec<FactId> = fixed.iter().map(|(fact, _)| *fact).chain(free.iter().copied()).collect();
        key.sort_unstable();
        if !found.contains_key(&key)
            && let Some(change) = assessor.changed_together(&self.settled, &fixed, &free)
        {
            found.insert(key, change);
        }
    }

    /// The worlds in which the candidate that one part hides has each of its values in turn.
    fn changed(&self, world: &World, at: usize) -> Vec<World> {
        let Some(place) = world.parts()[at].hidden_place() else { return Vec::new() };
        let changed = |entry: usize| world.instead(at, Part::Changed { place, entry });
        (1..self.lanes.candidates[place].standings.len()).map(changed).collect()
    }

    /// What a world changes, when it hides nothing. A change while something is hidden hangs on the rest alone, which is
    /// smaller and found already.
    fn changed_facts(&self, world: &World) -> Option<Vec<(FactId, Standing)>> {
        let mut facts = Vec::with_capacity(SIZE_MAX);
        for part in world.parts() {
            let Part::Changed { place, entry } = *part else { return None };
            let candidate = &self.lanes.candidates[place];
            facts.push((candidate.fact, candidate.standings[entry]));
        }
        facts.sort_unstable_by_key(|(fact, _)| *fact);
        Some(facts)
    }

    /// Takes from sets of one size what spares work on larger ones.
    fn learn(&mut self, found: &Found, loud: &[FactId], open_pairs: Vec<(usize, usize)>) {
        let count = self.lanes.candidates.len();
        for (one, other) in open_pairs {
            self.pairs[one.min(other) * count + one.max(other)] = Pair::Loud;
        }
        let place = |fact: FactId| self.lanes.candidates.iter().position(|candidate| candidate.fact == fact);
        let mut alone: Vec<FactId> = Vec::new();
        for facts in found.keys() {
            match *facts.as_slice() {
                [fact] => alone.push(fact),
                [one, other] => {
                    if let (Some(one), Some(other)) = (place(one), place(other)) {
                        self.pairs[one.min(other) * count + one.max(other)] = Pair::Solved;
                    }
                }
                _ => {}
            }
        }
        // Only sets of one fact teach either; pairs are all unknown then.
        if !loud.is_empty() || !alone.is_empty() {
            let loud: Vec<FactId> = loud.iter().copied().filter(|fact| !alone.contains(fact)).collect();
            self.arrange(&loud, &alone);
        }
    }
}
