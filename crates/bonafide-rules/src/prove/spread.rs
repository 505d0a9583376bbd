//! Numbers tied to each other: can `factor × left − right` lie where a model of the solver puts it?
//!
//! With factors of 1 these are difference constraints: a negative cycle is the only way to fail (Bellman 1958, Ford 1956).
//! With other factors the same graph is a relaxation that finds most failures; bounds propagation and bisecting settle the rest.

/// A system of bounded whole numbers and bounded links between them.
#[derive(Clone, Debug, Default)]
pub struct System {
    /// By variable: least and greatest value.
    pub ranges: Vec<(i128, i128)>,
    /// What ties them.
    pub links: Vec<Link>,
}

/// `low <= factor × left − right <= high`; variables by position.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// Multiplied variable.
    pub left: usize,
    /// At least 1.
    pub factor: i128,
    /// Subtracted variable.
    pub right: usize,
    /// Least.
    pub low: i128,
    /// Greatest.
    pub high: i128,
}

/// The search for whole numbers gave up: too many steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfReach;

/// Rounds of propagation before the search splits a range instead.
const ROUNDS_MAX: usize = 64;

/// Splits before the search gives up.
const SPLITS_MAX: usize = 20_000;

/// Edge `to − from <= length`.
struct Edge {
    from: usize,
    to: usize,
    length: i128,
}

impl System {
    /// A value for each variable, or `None` when there is none.
    ///
    /// # Errors
    /// [`OutOfReach`] when links with factors need more than a fixed number of splits.
    pub fn solve(&self) -> Result<Option<Vec<i128>>, OutOfReach> {
        let Some(tight) = self.tighten() else { return Ok(None) };
        if self.is_plain() {
            // The greatest solution of a system of differences is a solution.
            return Ok(Some(tight.iter().map(|(_, high)| *high).collect()));
        }
        let mut splits = 0;
        self.search(tight, &mut splits)
    }

    /// Whether every factor is 1, so that [`System::tighten`] is exact.
    pub fn is_plain(&self) -> bool {
        self.links.iter().all(|link| link.factor == 1)
    }

    /// The least and greatest value of each variable; exact when all factors are 1, else no narrower than the truth.
    /// `None`: the system cannot be met.
    pub fn tighten(&self) -> Option<Vec<(i128, i128)>> {
        // One node for each variable and factor it is used with; node 0 stands for zero.
        let mut nodes: Vec<(usize, i128)> = (0..self.ranges.len()).map(|variable| (variable, 1)).collect();
        for link in &self.links {
            if !nodes.contains(&(link.left, link.factor)) {
                nodes.push((link.left, link.factor));
            }
        }
        let place = |wanted: (usize, i128)| nodes.iter().position(|node| *node == wanted).map_or(0, |at| at + 1);
        let mut edges = Vec::new();
        for (at, &(variable, factor)) in nodes.iter().enumerate() {
            let (low, high) = self.ranges.get(variable).copied()?;
            if low > high {
                return None;
            }
            edges.push(Edge { from: 0, to: at + 1, length: factor * high });
            edges.push(Edge { from: at + 1, to: 0, length: -factor * low });
        }
        for link in &self.links {
            let (left, right) = (place((link.left, link.factor)), place((link.right, 1)));
            edges.push(Edge { from: right, to: left, length: link.high });
            edges.push(Edge { from: left, to: right, length: -link.low });
        }
        let above = distances(nodes.len() + 1, edges.iter().map(|edge| (edge.from, edge.to, edge.length)))?;
        let below = distances(nodes.len() + 1, edges.iter().map(|edge| (edge.to, edge.from, edge.length)))?;
        let range = |variable| {
            let node = place((variable, 1));
            Some((-below.get(node).copied()?, above.get(node).copied()?))
        };
        (0..self.ranges.len()).map(range).collect()
    }

    fn search(&self, ranges: Vec<(i128, i128)>, splits: &mut usize) -> Result<Option<Vec<i128>>, OutOfReach> {
        let mut open = vec![ranges];
        while let Some(mut ranges) = open.pop() {
            if !self.propagate(&mut ranges) {
                continue;
            }
            let widest = ranges.iter().enumerate().filter(|(_, (low, high))| low < high);
            let Some((at, &(low, high))) = widest.min_by_key(|(_, (low, high))| high - low) else {
                if self.is_met(&ranges) {
                    return Ok(Some(ranges.iter().map(|(low, _)| *low).collect()));
                }
                continue;
            };
            *splits += 1;
            if *splits > SPLITS_MAX {
                return Err(OutOfReach);
            }
            let middle = low + (high - low) / 2;
            for half in [(middle + 1, high), (low, middle)] {
                let mut narrowed = ranges.clone();
                if let Some(range) = narrowed.get_mut(at) {
                    *range = half;
                }
                open.push(narrowed);
            }
        }
        Ok(None)
    }

    /// Narrows ranges by each link in turn; false when one becomes empty.
    fn propagate(&self, ranges: &mut [(i128, i128)]) -> bool {
        for _ in 0..ROUNDS_MAX {
            let mut changed = false;
            for link in &self.links {
                let (Some(&left), Some(&right)) = (ranges.get(link.left), ranges.get(link.right)) else { return false };
                let new_right =
                    (right.0.max(link.factor * left.0 - link.high), right.1.min(link.factor * left.1 - link.low));
                let least = -(-(new_right.0 + link.low)).div_euclid(link.factor);
                let new_left = (left.0.max(least), left.1.min((new_right.1 + link.high).div_euclid(link.factor)));
                if new_left.0 > new_left.1 || new_right.0 > new_right.1 {
                    return false;
                }
                for (variable, old, new) in [(link.left, left, new_left), (link.right, right, new_right)] {
                    if let Some(range) = ranges.get_mut(variable).filter(|_| old != new) {
                        *range = new;
                        changed = true;
                    }
                }
            }
            if !changed {
                break;
            }
        }
        true
    }

    fn is_met(&self, ranges: &[(i128, i128)]) -> bool {
        self.links.iter().all(|link| match (ranges.get(link.left), ranges.get(link.right)) {
            (Some((left, _)), Some((right, _))) => (link.low..=link.high).contains(&(link.factor * left - right)),
            _ => false,
        })
    }
}

/// Shortest distances from node 0, or `None` with a negative cycle.
fn distances(nodes: usize, edges: impl Iterator<Item = (usize, usize, i128)> + Clone) -> Option<Vec<i128>> {
    let mut reached: Vec<Option<i128>> = vec![None; nodes];
    *reached.first_mut()? = Some(0);
    for _ in 0..=nodes {
        let mut changed = false;
        for (from, to, length) in edges.clone() {
            let Some(way) = reached.get(from).copied().flatten() else { continue };
            let Some(cell) = reached.get_mut(to) else { continue };
            if cell.is_none_or(|known| way + length < known) {
                *cell = Some(way + length);
                changed = true;
            }
        }
        if !changed {
            return reached.into_iter().collect();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link((left, factor, right): (usize, i128, usize), low: i128, high: i128) -> Link {
        Link { left, factor, right, low, high }
    }

    #[test]
    fn a_circle_of_differences_that_adds_up_to_less_than_nothing_is_refused() {
        let ranges = vec![(0, 1_000_000_000_000); 3];
        let circle = vec![link((0, 1, 1), 1, 10), link((1, 1, 2), 1, 10), link((2, 1, 0), 1, 10)];
        assert_eq!(System { ranges: ranges.clone(), links: circle }.solve(), Ok(None));
        let chain = vec![link((0, 1, 1), 1, 10), link((1, 1, 2), 1, 10), link((2, 1, 0), -20, -2)];
        assert!(matches!(System { ranges, links: chain }.solve(), Ok(Some(_))));
    }

    #[test]
    fn small_systems_agree_with_counting_through() {
        let mut seed = 7_u64;
        let mut next = move |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        let mut met = 0;
        for _ in 0..3_000 {
            let ranges: Vec<(i128, i128)> = (0..3)
                .map(|_| {
                    let low = i128::from(next(6)) - 2;
                    (low, low + i128::from(next(5)))
                })
                .collect();
            let links = (0..next(4))
                .map(|_| {
                    let low = i128::from(next(12)) - 6;
                    let left = next(3) as usize;
                    link(
                        (left, 1 + i128::from(next(3)), (left + 1 + next(2) as usize) % 3),
                        low,
                        low + i128::from(next(3)),
                    )
                })
                .collect();
            let system = System { ranges: ranges.clone(), links };
            let mut any = false;
            for a in ranges[0].0..=ranges[0].1 {
                for b in ranges[1].0..=ranges[1].1 {
                    for c in ranges[2].0..=ranges[2].1 {
                        any |= system.is_met(&[(a, a), (b, b), (c, c)]);
                    }
                }
            }
            let found = system.solve().unwrap();
            assert_eq!(found.is_some(), any, "{system:?}");
            if let Some(values) = found {
                met += 1;
                let fixed: Vec<(i128, i128)> = values.iter().map(|value| (*value, *value)).collect();
                assert!(system.is_met(&fixed));
                assert!(fixed.iter().zip(&ranges).all(|(value, range)| range.0 <= value.0 && value.0 <= range.1));
            }
        }
        assert!(met > 300);
    }
}
