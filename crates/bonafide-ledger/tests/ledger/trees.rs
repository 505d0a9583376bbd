//! Trees against the definition: every size, every leaf, every pair of sizes up to 512, in both suites.

use std::collections::HashMap;

use bonafide_ledger::{Consistency, Frontier, Hash, Inclusion, ProofError, Suite, Tree};
use proptest::prelude::*;

/// RFC 6962, section 2.1, word for word.
pub(crate) fn root(suite: Suite, leaves: &[Hash]) -> Hash {
    Definition::new(suite, leaves.to_vec()).root(0, leaves.len())
}

/// The recursive definitions over some leaves; roots of ranges are kept once found.
struct Definition {
    suite: Suite,
    leaves: Vec<Hash>,
    roots: HashMap<(usize, usize), Hash>,
}

impl Definition {
    fn new(suite: Suite, leaves: Vec<Hash>) -> Self {
        Self { suite, leaves, roots: HashMap::new() }
    }

    /// MTH(D[start:end]), RFC 6962, section 2.1.
    fn root(&mut self, start: usize, end: usize) -> Hash {
        match end - start {
            0 => self.suite.empty_root(),
            1 => self.leaves[start],
            length => {
                if let Some(known) = self.roots.get(&(start, end)) {
                    return *known;
                }
                let split = start + length.next_power_of_two() / 2;
                let found = self.suite.node(&self.root(start, split), &self.root(split, end));
                self.roots.insert((start, end), found);
                found
            }
        }
    }

    /// PATH(index, D[start:end]), RFC 6962, section 2.1.1; `index` counts from 0.
    fn path(&mut self, index: usize, start: usize, end: usize) -> Vec<Hash> {
        if end - start == 1 {
            return Vec::new();
        }
        let split = start + (end - start).next_power_of_two() / 2;
        let (mut found, sibling) = if index < split {
            (self.path(index, start, split), self.root(split, end))
        } else {
            (self.path(index, split, end), self.root(start, split))
        };
        found.push(sibling);
        found
    }

    /// SUBPROOF(old, D[start:end], is_whole), RFC 6962, section 2.1.2; `old` counts from 0.
    fn subproof(&mut self, old: usize, (start, end): (usize, usize), is_whole: bool) -> Vec<Hash> {
        if old == end {
            return if is_whole { Vec::new() } else { vec![self.root(start, end)] };
        }
        let split = start + (end - start).next_power_of_two() / 2;
        let (mut found, sibling) = if old <= split {
            (self.subproof(old, (start, split), is_whole), self.root(split, end))
        } else {
            (self.subproof(old, (split, end), false), self.root(start, split))
        };
        found.push(sibling);
        found
    }
}

pub(crate) fn leaves(suite: Suite, count: usize) -> Vec<Hash> {
    (0..count).map(|number| suite.leaf(&number.to_be_bytes())).collect()
}

/// Every leaf of every size, every pair of sizes: made as the definition makes them, and verified.
fn check_all_to(size_max: usize, suite: Suite) {
    let leaves = leaves(suite, size_max);
    let mut definition = Definition::new(suite, leaves.clone());
    let (mut tree, mut frontier) = (Tree::new(suite), Frontier::new(suite));
    let mut roots = Vec::new();
    let mut out = Vec::new();
    for size in 0..=size_max {
        let head = tree.head();
        let root = definition.root(0, size);
        assert_eq!((head.root(), frontier.root()), (root, root));
        roots.push(root);
        for (index, leaf) in leaves[..size].iter().enumerate() {
            head.inclusion(index as u64, &mut out).unwrap();
            assert_eq!(out, definition.path(index, 0, size), "{index} of {size}");
            let proof = Inclusion { index: index as u64, size: size as u64, path: &out };
            assert_eq!(proof.verify(suite, leaf, &root), Ok(()), "{index} of {size}");
        }
        for (old, old_root) in roots.iter().enumerate().skip(1) {
            head.consistency(old as u64, &mut out).unwrap();
            assert_eq!(out, definition.subproof(old, (0, size), true), "{old} to {size}");
            let proof = Consistency { old_size: old as u64, new_size: size as u64, path: &out };
            assert_eq!(proof.verify(suite, old_root, &root), Ok(()), "{old} to {size}");
        }
        assert_eq!(head.inclusion(size as u64, &mut out), Err(ProofError::Outside));
        assert_eq!(head.consistency(size as u64 + 1, &mut out), Err(ProofError::Outside));
        if let Some(leaf) = leaves.get(size) {
            tree.push(*leaf);
            frontier.push(*leaf);
        }
    }
    for (size, root) in roots.iter().enumerate() {
        assert_eq!(tree.at(size as u64).map(|head| head.root()), Some(*root));
    }
    assert!(tree.at(size_max as u64 + 1).is_none());
}

#[test]
fn trees_to_512_leaves_are_those_of_the_definition_in_every_leaf_and_pair() {
    check_all_to(512, Suite::Sha256Ed25519);
}

#[test]
fn trees_over_sm3_to_130_leaves_are_those_of_the_definition_in_every_leaf_and_pair() {
    check_all_to(130, Suite::Sm3Sm2);
}

#[test]
fn a_proof_for_one_place_proves_no_other() {
    let suite = Suite::Sm3Sm2;
    let leaves = leaves(suite, 21);
    let mut tree = Tree::new(suite);
    leaves.iter().for_each(|leaf| tree.push(*leaf));
    let head = tree.head();
    let mut out = Vec::new();
    for index in 0..21_u64 {
        head.inclusion(index, &mut out).unwrap();
        for other in 0..64 {
            for (number, leaf) in leaves.iter().enumerate() {
                let proves = Inclusion { index: other, size: 21, path: &out }.verify(suite, leaf, &head.root()).is_ok();
                assert_eq!(proves, other == index && number as u64 == index);
            }
        }
        let longer = [&out[..], &[[0; 32]]].concat();
        for wrong in [&out[1..], &out[..out.len() - 1], &longer] {
            assert!(Inclusion { index, size: 21, path: wrong }.root(suite, &leaves[0]).is_err());
        }
    }
}

proptest! {
    #[test]
    fn any_path_for_any_numbers_is_judged_without_panic(
        index: u64, size: u64, path in prop::collection::vec(prop::array::uniform32(0_u8..), 0..70),
    ) {
        let suite = Suite::Sha256Ed25519;
        let _ = Inclusion { index, size, path: &path }.root(suite, &[0; 32]);
        let _ = Consistency { old_size: index, new_size: size, path: &path }.verify(suite, &[0; 32], &[1; 32]);
    }

    #[test]
    fn a_frontier_goes_on_from_its_bytes(first in 0_usize..600, more in 0_usize..600) {
        let suite = Suite::Sha256Ed25519;
        let leaves = leaves(suite, first + more);
        let mut whole = Frontier::new(suite);
        leaves[..first].iter().for_each(|leaf| whole.push(*leaf));
        let mut resumed = Frontier::from_bytes(&whole.to_bytes()).unwrap();
        leaves[first..].iter().for_each(|leaf| resumed.push(*leaf));
        prop_assert_eq!(resumed.root(), root(suite, &leaves));
    }

    #[test]
    fn any_bytes_are_a_frontier_in_one_spelling_or_none(bytes in prop::collection::vec(0_u8.., 0..200)) {
        if let Ok(frontier) = Frontier::from_bytes(&bytes) {
            prop_assert_eq!(frontier.to_bytes(), bytes);
        }
    }
}
