//! Trees against the definition: every size, every leaf, every pair of sizes up to 512, in both suites.

use bonafide_ledger::{Consistency, Frontier, Hash, Inclusion, ProofError, Suite, Tree};
use proptest::prelude::*;

use crate::sample::SUITES;

const SIZE_MAX: usize = 512;

/// RFC 6962, section 2.1, word for word.
pub(crate) fn root(suite: Suite, leaves: &[Hash]) -> Hash {
    match leaves {
        [] => suite.empty_root(),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
            suite.node(&root(suite, left), &root(suite, right))
        }
    }
}

/// RFC 6962, section 2.1.1.
pub(crate) fn path(suite: Suite, index: usize, leaves: &[Hash]) -> Vec<Hash> {
    if leaves.len() <= 1 {
        return Vec::new();
    }
    let split = leaves.len().next_power_of_two() / 2;
    let (left, right) = leaves.split_at(split);
    let (mut found, sibling) = if index < split {
        (path(suite, index, left), root(suite, right))
    } else {
        (path(suite, index - split, right), root(suite, left))
    };
    found.push(sibling);
    found
}

/// RFC 6962, section 2.1.2, SUBPROOF.
pub(crate) fn subproof(suite: Suite, old: usize, leaves: &[Hash], is_whole: bool) -> Vec<Hash> {
    if old == leaves.len() {
        return if is_whole { Vec::new() } else { vec![root(suite, leaves)] };
    }
    let split = leaves.len().next_power_of_two() / 2;
    let (left, right) = leaves.split_at(split);
    let (mut found, sibling) = if old <= split {
        (subproof(suite, old, left, is_whole), root(suite, right))
    } else {
        (subproof(suite, old - split, right, false), root(suite, left))
    };
    found.push(sibling);
    found
}

pub(crate) fn leaves(suite: Suite, count: usize) -> Vec<Hash> {
    (0..count).map(|number| suite.leaf(&number.to_be_bytes())).collect()
}

#[test]
fn small_trees_are_those_of_the_definition() {
    for suite in SUITES {
        let leaves = leaves(suite, 70);
        let mut tree = Tree::new(suite);
        let mut out = Vec::new();
        for size in 0..=leaves.len() {
            let head = tree.head();
            assert_eq!(head.root(), root(suite, &leaves[..size]));
            for index in 0..size {
                head.inclusion(index as u64, &mut out).unwrap();
                assert_eq!(out, path(suite, index, &leaves[..size]));
            }
            for old in 1..=size {
                head.consistency(old as u64, &mut out).unwrap();
                assert_eq!(out, subproof(suite, old, &leaves[..size], true));
            }
            assert_eq!(head.inclusion(size as u64, &mut out), Err(ProofError::Outside));
            assert_eq!(head.consistency(size as u64 + 1, &mut out), Err(ProofError::Outside));
            leaves.get(size).into_iter().for_each(|leaf| tree.push(*leaf));
        }
    }
}

#[test]
fn every_leaf_and_every_pair_of_sizes_to_512_is_proved() {
    let suite = Suite::Sha256Ed25519;
    let leaves = leaves(suite, SIZE_MAX);
    let (mut tree, mut frontier) = (Tree::new(suite), Frontier::new(suite));
    let mut roots = vec![suite.empty_root()];
    for leaf in &leaves {
        tree.push(*leaf);
        frontier.push(*leaf);
        assert_eq!(tree.head().root(), frontier.root());
        roots.push(frontier.root());
    }
    let mut out = Vec::new();
    for size in 1..=SIZE_MAX {
        let head = tree.at(size as u64).unwrap();
        assert_eq!(head.root(), roots[size]);
        for (index, leaf) in leaves[..size].iter().enumerate() {
            head.inclusion(index as u64, &mut out).unwrap();
            let proof = Inclusion { index: index as u64, size: size as u64, path: &out };
            assert_eq!(proof.verify(suite, leaf, &roots[size]), Ok(()), "{index} of {size}");
        }
        for old in 1..=size {
            head.consistency(old as u64, &mut out).unwrap();
            let proof = Consistency { old_size: old as u64, new_size: size as u64, path: &out };
            assert_eq!(proof.verify(suite, &roots[old], &roots[size]), Ok(()), "{old} to {size}");
        }
    }
    assert!(tree.at(SIZE_MAX as u64 + 1).is_none());
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
