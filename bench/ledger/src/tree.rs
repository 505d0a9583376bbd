//! Trees over the same entries: append, prove, verify; roots and proofs are compared before anything is timed.

use std::error::Error;
use std::hint::black_box;

use bonafide_ledger::{Consistency, Frontier, Inclusion, Suite, Tree};
use ct_merkle::mem_backed_tree::MemoryBackedTree;
use sha2::Sha256;
use tlog_tiles::{
    Hash as TlogHash, HashReader, check_record, prove_record, prove_tree, record_hash, stored_hashes, tree_hash,
};

use crate::clock::{Race, timed};
use crate::leaves::{ENTRY, entries, places};
use crate::{floor, show, tiles};

const SHA: Suite = Suite::Sha256Ed25519;
const ROUNDS: usize = 7;
const PROOFS: usize = 100_000;

/// The peer's hashes in a vector.
pub struct Stored(pub Vec<TlogHash>);

impl HashReader for Stored {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<TlogHash>, tlog_tiles::Error> {
        Ok(indexes.iter().map(|index| self.0[*index as usize]).collect())
    }
}

fn ours(suite: Suite, entries: &[[u8; ENTRY]]) -> Tree {
    let mut tree = Tree::new(suite);
    entries.iter().for_each(|entry| tree.append(entry));
    tree
}

fn tlog(entries: &[[u8; ENTRY]]) -> Stored {
    let mut stored = Stored(Vec::with_capacity(2 * entries.len()));
    for (index, entry) in (0..).zip(entries) {
        let added = stored_hashes(index, entry, &stored).expect("its hashes are there");
        stored.0.extend(added);
    }
    stored
}

fn ct(entries: &[[u8; ENTRY]]) -> MemoryBackedTree<Sha256, [u8; ENTRY]> {
    let mut tree = MemoryBackedTree::new();
    entries.iter().for_each(|entry| tree.push(*entry));
    tree
}

pub fn run(count: usize) -> Result<(), Box<dyn Error>> {
    let entries = entries(count);
    println!("{count} leaves of {ENTRY} bytes; {ROUNDS} turns each, processor time of one thread");
    append(&entries);
    let (tree, stored, other) = (ours(SHA, &entries), tlog(&entries), ct(&entries));
    let (size, root) = (count as u64, tree.head().root());
    assert_eq!(tree_hash(size, &stored)?.0, root, "tlog_tiles finds the same root");
    assert_eq!(other.root().as_bytes()[..], root, "ct-merkle finds the same root");
    let asked = places(PROOFS, count);
    prove(&tree, (&stored, &other), &floor::levels(&entries), &asked);
    verify(&tree, &entries, (&stored, &other), &asked);
    drop(other);
    tiles::run(&tree, &stored, &asked);
    Ok(())
}

fn append(entries: &[[u8; ENTRY]]) {
    let count = entries.len();
    let mut race = Race::default();
    race.enter("ours, whole tree", || timed(count, || drop(black_box(ours(SHA, entries)))));
    race.enter("floor: hashes, a vector a level", || timed(count, || drop(black_box(floor::levels(entries)))));
    race.enter("tlog_tiles 0.2.0", || timed(count, || drop(black_box(tlog(entries)))));
    race.enter("ct-merkle 0.3.0", || timed(count, || drop(black_box(ct(entries)))));
    race.enter("ours, frontier only", || {
        timed(count, || {
            let mut frontier = Frontier::new(SHA);
            entries.iter().for_each(|entry| frontier.push(SHA.leaf(entry)));
            black_box(frontier.root());
        })
    });
    race.enter("ours, whole tree, SM3", || timed(count, || drop(black_box(ours(Suite::Sm3Sm2, entries)))));
    show("append", race, ROUNDS);
}

type Peers<'a> = (&'a Stored, &'a MemoryBackedTree<Sha256, [u8; ENTRY]>);

fn prove(tree: &Tree, (stored, other): Peers<'_>, levels: &[Vec<floor::Hash>], asked: &[u64]) {
    let (head, size, count) = (tree.head(), tree.size(), asked.len());
    let mut path = Vec::with_capacity(64);
    for place in asked.iter().take(1_000) {
        head.inclusion(*place, &mut path).expect("it is there");
        let theirs = prove_record(size, *place, stored).expect("it is there");
        assert!(theirs.iter().map(|hash| hash.0).eq(path.iter().copied()), "the same proof");
    }
    let (mut path, mut copied) = (Vec::with_capacity(64), Vec::with_capacity(64));
    let mut race = Race::default();
    race.enter("ours", || {
        timed(count, || {
            for place in asked {
                head.inclusion(*place, &mut path).expect("it is there");
                black_box(&path);
            }
        })
    });
    race.enter("floor: copies of siblings", || {
        timed(count, || {
            for place in asked {
                floor::siblings(levels, *place, &mut copied);
                black_box(&copied);
            }
        })
    });
    race.enter("tlog_tiles 0.2.0", || {
        timed(count, || asked.iter().for_each(|place| drop(black_box(prove_record(size, *place, stored)))))
    });
    race.enter("ct-merkle 0.3.0", || {
        timed(count, || asked.iter().for_each(|place| drop(black_box(other.prove_inclusion(*place as usize)))))
    });
    show("inclusion proof", race, ROUNDS);

    let mut path = Vec::with_capacity(64);
    let mut race = Race::default();
    race.enter("ours", || {
        timed(count, || {
            for place in asked {
                head.consistency(*place, &mut path).expect("it is older");
                black_box(&path);
            }
        })
    });
    race.enter("tlog_tiles 0.2.0", || {
        timed(count, || asked.iter().for_each(|place| drop(black_box(prove_tree(size, place + 1, stored)))))
    });
    show("consistency proof", race, ROUNDS);
}

fn verify(tree: &Tree, entries: &[[u8; ENTRY]], (stored, other): Peers<'_>, asked: &[u64]) {
    let (head, size, count) = (tree.head(), tree.size(), asked.len());
    let root = head.root();
    let path = |place: &u64| {
        let mut path = Vec::new();
        head.inclusion(*place, &mut path).expect("it is there");
        path
    };
    let paths: Vec<Vec<[u8; 32]>> = asked.iter().map(path).collect();
    let theirs: Vec<_> = asked.iter().map(|place| prove_record(size, *place, stored).expect("it is there")).collect();
    let others: Vec<_> = asked.iter().map(|place| other.prove_inclusion(*place as usize)).collect();
    let (tlog_root, ct_root) = (TlogHash(root), other.root());
    let mut race = Race::default();
    race.enter("ours", || {
        timed(count, || {
            for (place, path) in asked.iter().zip(&paths) {
                let leaf = SHA.leaf(&entries[*place as usize]);
                Inclusion { index: *place, size, path }.verify(SHA, &leaf, &root).expect("it verifies");
            }
        })
    });
    race.enter("floor: leaf and nodes hashed", || {
        timed(count, || {
            for (place, path) in asked.iter().zip(&paths) {
                black_box(floor::fold(&entries[*place as usize], *place, path));
            }
        })
    });
    race.enter("tlog_tiles 0.2.0", || {
        timed(count, || {
            for (place, path) in asked.iter().zip(&theirs) {
                let leaf = record_hash(&entries[*place as usize]);
                check_record(path, size, tlog_root, *place, leaf).expect("it verifies");
            }
        })
    });
    race.enter("ct-merkle 0.3.0", || {
        timed(count, || {
            for (place, path) in asked.iter().zip(&others) {
                ct_root.verify_inclusion(&entries[*place as usize], *place, path).expect("it verifies");
            }
        })
    });
    show("verify an inclusion proof, leaf hashed", race, ROUNDS);

    let old: Vec<(u64, [u8; 32], Vec<[u8; 32]>)> = asked
        .iter()
        .take(20_000)
        .map(|place| {
            let mut path = Vec::new();
            head.consistency(place + 1, &mut path).expect("it is older");
            (place + 1, tree.at(place + 1).expect("it was").root(), path)
        })
        .collect();
    let mut race = Race::default();
    race.enter("ours", || {
        timed(old.len(), || {
            for (old_size, old_root, path) in &old {
                let proof = Consistency { old_size: *old_size, new_size: size, path };
                proof.verify(SHA, old_root, &root).expect("it verifies");
            }
        })
    });
    show("verify a consistency proof", race, ROUNDS);
}
