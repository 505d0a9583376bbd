//! Pairs of nodes as rows of bits: whether one goes before another.
#![expect(clippy::indexing_slicing, reason = "rows are sized by the nodes that the index numbers")]

use crate::check::order::Pair;
use crate::regulation::NodeId;

/// A set of pairs among some nodes.
pub(super) struct Pairs {
    /// By node of the text: its row, if it has one.
    index: Vec<Option<usize>>,
    /// By row: its node, ascending.
    nodes: Vec<NodeId>,
    /// By row: a bit for each node that it goes before.
    rows: Vec<Vec<u64>>,
}

impl Pairs {
    /// The given pairs, with room for others of the same nodes.
    pub(super) fn of(pairs: &[Pair]) -> Self {
        let both = || pairs.iter().flat_map(|(high, low)| [*high, *low]);
        let mut index = vec![None; both().map(|node| node.0 as usize + 1).max().unwrap_or(0)];
        both().for_each(|node| index[node.0 as usize] = Some(0));
        let mut nodes: Vec<NodeId> = Vec::new();
        for (node, row) in (0..).map(NodeId).zip(&mut index).filter(|(_, row)| row.is_some()) {
            *row = Some(nodes.len());
            nodes.push(node);
        }
        let rows = vec![vec![0; nodes.len().div_ceil(64)]; nodes.len()];
        let mut all = Self { index, nodes, rows };
        for pair in pairs {
            all.insert(*pair);
        }
        all
    }

    fn row(&self, node: NodeId) -> Option<usize> {
        self.index.get(node.0 as usize).copied().flatten()
    }

    fn insert(&mut self, (high, low): Pair) {
        if let (Some(high), Some(low)) = (self.row(high), self.row(low)) {
            self.rows[high][low / 64] |= 1 << (low % 64);
        }
    }

    /// Whether the first goes before the second.
    pub(super) fn contains(&self, (high, low): Pair) -> bool {
        match (self.row(high), self.row(low)) {
            (Some(high), Some(low)) => self.rows[high][low / 64] >> (low % 64) & 1 == 1,
            _ => false,
        }
    }

    /// Adds what follows: whoever goes before one goes before all that one goes before.
    pub(super) fn close(&mut self) {
        let order = self.lower_first();
        // Without a circle the first round adds everything and the second finds nothing to add.
        let mut has_changed = true;
        while has_changed {
            has_changed = false;
            for &row in &order {
                let mut sum = self.rows[row].clone();
                for low in bits(&self.rows[row]) {
                    sum.iter_mut().zip(&self.rows[low]).for_each(|(sum, word)| *sum |= word);
                }
                has_changed |= sum != self.rows[row];
                self.rows[row] = sum;
            }
        }
    }

    /// The rows, each after those it goes before as far as there is no circle.
    fn lower_first(&self) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.rows.len());
        let mut seen = vec![false; self.rows.len()];
        for start in 0..self.rows.len() {
            if seen[start] {
                continue;
            }
            seen[start] = true;
            let mut path = vec![(start, bits(&self.rows[start]))];
            while let Some((row, lower)) = path.last_mut() {
                match lower.find(|low| !seen[*low]) {
                    Some(low) => {
                        seen[low] = true;
                        path.push((low, bits(&self.rows[low])));
                    }
                    None => {
                        order.push(*row);
                        path.pop();
                    }
                }
            }
        }
        order
    }

    /// The pairs, in order.
    pub(super) fn into_list(self) -> Vec<Pair> {
        let nodes = &self.nodes;
        let of = |(row, lower): (usize, &Vec<u64>)| {
            bits(lower).map(move |low| (nodes[row], nodes[low])).collect::<Vec<Pair>>()
        };
        self.rows.iter().enumerate().flat_map(of).collect()
    }
}

/// The numbers of the bits that are set.
fn bits(words: &[u64]) -> impl Iterator<Item = usize> {
    words.iter().enumerate().flat_map(|(place, word)| {
        let mut left = *word;
        std::iter::from_fn(move || {
            (left != 0).then(|| {
                let bit = left.trailing_zeros() as usize;
                left &= left - 1;
                place * 64 + bit
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn what_is_closed_is_what_walks_reach() {
        let mut seed = 3_u64;
        let mut next = move |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((seed >> 33) % below) as u32
        };
        for _ in 0..300 {
            let count = 1 + u64::from(next(90));
            let pairs: Vec<Pair> = (0..next(150)).map(|_| (NodeId(3 * next(count)), NodeId(3 * next(count)))).collect();
            let mut reached = BTreeSet::new();
            for start in (0..3 * count as u32).map(NodeId) {
                let mut open = vec![start];
                while let Some(here) = open.pop() {
                    for (_, low) in pairs.iter().filter(|(high, _)| *high == here) {
                        if reached.insert((start, *low)) {
                            open.push(*low);
                        }
                    }
                }
            }
            let mut closed = Pairs::of(&pairs);
            closed.close();
            assert!(reached.iter().all(|pair| closed.contains(*pair)));
            assert_eq!(closed.into_list(), reached.into_iter().collect::<Vec<Pair>>());
        }
    }
}
