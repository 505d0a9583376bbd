//! Other people's trees over the same entries: tlog_tiles and ct-merkle must give the same roots and proofs, and take ours.

use bonafide_ledger::{Consistency, Inclusion, Suite, Tree};
use ct_merkle::mem_backed_tree::MemoryBackedTree;
use tlog_tiles::{
    Hash as TlogHash, HashReader, check_record, check_tree, prove_record, prove_tree, stored_hashes, tree_hash,
};

const SHA: Suite = Suite::Sha256Ed25519;

struct Stored(Vec<TlogHash>);

impl HashReader for Stored {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<TlogHash>, tlog_tiles::Error> {
        Ok(indexes.iter().map(|index| self.0[usize::try_from(*index).unwrap()]).collect())
    }
}

#[test]
fn tlog_tiles_agrees_on_every_root_and_proof_and_takes_ours() {
    let mut stored = Stored(Vec::new());
    let mut tree = Tree::new(SHA);
    let mut roots = Vec::new();
    let mut out = Vec::new();
    for size in 1..=140_u64 {
        let entry = size.to_le_bytes();
        let added = stored_hashes(size - 1, &entry, &stored).unwrap();
        stored.0.extend(added);
        tree.append(&entry);
        let head = tree.head();
        let theirs = tree_hash(size, &stored).unwrap();
        assert_eq!(theirs.0, head.root());
        roots.push(theirs);
        for index in 0..size {
            head.inclusion(index, &mut out).unwrap();
            let proof: Vec<TlogHash> = out.iter().map(|hash| TlogHash(*hash)).collect();
            assert_eq!(prove_record(size, index, &stored).unwrap(), proof);
            let leaf = TlogHash(tree.node(0, index).unwrap());
            check_record(&proof, size, theirs, index, leaf).unwrap();
        }
        for old in 1..=size {
            head.consistency(old, &mut out).unwrap();
            let proof: Vec<TlogHash> = out.iter().map(|hash| TlogHash(*hash)).collect();
            let old_root = roots[usize::try_from(old).unwrap() - 1];
            assert_eq!(prove_tree(size, old, &stored).unwrap(), proof);
            check_tree(&proof, size, theirs, old, old_root).unwrap();
        }
    }
}

#[test]
fn ct_merkle_agrees_on_roots_and_its_proofs_pass() {
    let mut theirs = MemoryBackedTree::<sha2::Sha256, Vec<u8>>::new();
    let mut tree = Tree::new(SHA);
    let mut roots = Vec::new();
    for size in 1..=100_u64 {
        let entry = size.to_le_bytes();
        theirs.push(entry.to_vec());
        tree.append(&entry);
        let root = tree.head().root();
        assert_eq!(theirs.root().as_bytes()[..], root);
        roots.push(root);
        for index in 0..size {
            let proof = theirs.prove_inclusion(usize::try_from(index).unwrap());
            let (path, _) = proof.as_bytes().as_chunks();
            Inclusion { index, size, path }.verify(SHA, &tree.node(0, index).unwrap(), &root).unwrap();
        }
        for old in 1..size {
            let proof = theirs.prove_consistency(usize::try_from(size - old).unwrap());
            let (path, _) = proof.as_bytes().as_chunks();
            let old_root = &roots[usize::try_from(old).unwrap() - 1];
            Consistency { old_size: old, new_size: size, path }.verify(SHA, old_root, &root).unwrap();
        }
    }
}
