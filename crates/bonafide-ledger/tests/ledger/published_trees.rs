//! Trees and tiles others have published: proofs with wrong variants, a whole tiled log, real CT answers.

use bonafide_ledger::tile::{read_entries, read_hashes};
use bonafide_ledger::{
    Checkpoint, Consistency, Hash, Inclusion, SignedNote, Suite, TileId, TileKind, TileReader, Tree, VerifierKey,
};
use serde_json::Value;

use crate::files;

const SHA: Suite = Suite::Sha256Ed25519;

/// A hash of the vectors, or none if it has not 32 bytes: such a case must be one that is refused.
fn hash(value: &Value) -> Option<Hash> {
    files::base64_of(value).try_into().ok()
}

fn path(value: &Value) -> Option<Vec<Hash>> {
    value.as_array().map_or(Some(Vec::new()), |hashes| hashes.iter().map(hash).collect())
}

#[test]
fn inclusion_proofs_of_the_merkle_library_are_judged_as_there() {
    let mut cases = 0;
    for file in files::below("rfc6962-merkle/inclusion") {
        let case: Value = serde_json::from_slice(&files::read(&file).unwrap()).unwrap();
        let verdict = (|| {
            let (root, leaf, path) = (hash(&case["root"])?, hash(&case["leafHash"])?, path(&case["proof"])?);
            let (index, size) = (case["leafIdx"].as_u64()?, case["treeSize"].as_u64()?);
            Inclusion { index, size, path: &path }.verify(SHA, &leaf, &root).ok()
        })();
        assert_eq!(verdict.is_none(), case["wantErr"].as_bool().unwrap(), "{}", file.display());
        cases += 1;
    }
    assert_eq!(cases, 98);
}

#[test]
fn consistency_proofs_of_the_merkle_library_are_judged_as_there() {
    let mut cases = 0;
    for file in files::below("rfc6962-merkle/consistency") {
        let case: Value = serde_json::from_slice(&files::read(&file).unwrap()).unwrap();
        let verdict = (|| {
            let (old, new, path) = (hash(&case["root1"])?, hash(&case["root2"])?, path(&case["proof"])?);
            let (old_size, new_size) = (case["size1"].as_u64()?, case["size2"].as_u64()?);
            // Size 0 is handled by whoever asks: nothing but an empty proof is right, and equal trees must be equal.
            if old_size == 0 {
                return (new_size == 0 && path.is_empty() && old == new).then_some(());
            }
            Consistency { old_size, new_size, path: &path }.verify(SHA, &old, &new).ok()
        })();
        // One case has dummy roots of 12 bytes, which our type cannot even hold.
        let is_dummy = case["root1"] == "ZG9uJ3QgY2FyZSAy";
        let refused = case["wantErr"].as_bool().unwrap() || is_dummy;
        assert_eq!(verdict.is_none(), refused, "{}", file.display());
        cases += 1;
    }
    assert_eq!(cases, 98);
}

#[test]
fn the_classic_eight_leaves_give_the_known_roots() {
    let file = files::json("rfc6962-roots/roots.json");
    let mut tree = Tree::new(SHA);
    assert_eq!(tree.head().root(), files::hash_of_hex(&file["empty_root"]));
    let leaves = file["leaves_hex"].as_array().unwrap();
    for (leaf, root) in leaves.iter().zip(file["root_after_n_leaves"].as_array().unwrap()) {
        tree.append(&files::hex(leaf.as_str().unwrap()));
        assert_eq!(tree.head().root(), files::hash_of_hex(root));
    }
    for pair in file["leaf_hash"].as_array().unwrap() {
        assert_eq!(SHA.leaf(&files::hex(pair[0].as_str().unwrap())), files::hash_of_hex(&pair[1]));
    }
    for case in file["node_hash"].as_array().unwrap() {
        let (left, right) = (files::hash_of_hex(&case[0]), files::hash_of_hex(&case[1]));
        assert_eq!(SHA.node(&left, &right), files::hash_of_hex(&case[2]));
    }
}

fn stored(log: &str) -> impl FnMut(TileId) -> Result<Vec<u8>, std::io::Error> + '_ {
    move |tile| files::read(&files::path(&format!("{log}/{}", tile.path())))
}

#[test]
fn the_whole_tessera_log_is_signed_tiled_and_consistent_at_every_size() {
    let key = VerifierKey::parse(files::text("tessera-log/log.vkey").trim_end()).unwrap();
    let mut tree = Tree::new(SHA);
    let mut roots = Vec::new();
    for size in 0..=15_u64 {
        let note = SignedNote::parse(&files::bytes(&format!("tessera-log/checkpoint.{size}"))).unwrap();
        assert_eq!(note.verify([&key]).unwrap().len(), 1);
        let checkpoint = Checkpoint::parse(note.text()).unwrap();
        assert_eq!((checkpoint.size(), checkpoint.origin()), (size, "example.com/log/testdata"));
        roots.push(*checkpoint.root());
        if size == 0 {
            continue;
        }
        let bundle = TileId::new(TileKind::Entries, 0, u16::try_from(size).unwrap()).unwrap();
        let bundle_bytes = files::bytes(&format!("tessera-log/{}", bundle.path()));
        let entries = read_entries(bundle, &bundle_bytes).unwrap();
        tree.append(entries.last().unwrap());
        assert_eq!(tree.head().root(), *checkpoint.root());
        let tile = TileId::new(TileKind::Hashes(0), 0, u16::try_from(size).unwrap()).unwrap();
        let tile_bytes = files::bytes(&format!("tessera-log/{}", tile.path()));
        let leaves: Vec<Hash> = entries.iter().map(|entry| SHA.leaf(entry)).collect();
        assert_eq!(read_hashes(tile, &tile_bytes).unwrap(), leaves);
        let mut reader = TileReader::open(SHA, size, checkpoint.root(), stored("tessera-log")).unwrap();
        let mut path = Vec::new();
        for index in 0..size {
            reader.inclusion(index, &mut path).unwrap();
            let leaf = leaves[usize::try_from(index).unwrap()];
            Inclusion { index, size, path: &path }.verify(SHA, &leaf, checkpoint.root()).unwrap();
        }
        for old_size in 1..=size {
            reader.consistency(old_size, &mut path).unwrap();
            let old_root = roots[usize::try_from(old_size).unwrap()];
            Consistency { old_size, new_size: size, path: &path }.verify(SHA, &old_root, checkpoint.root()).unwrap();
        }
    }
    assert_eq!(files::bytes("tessera-log/checkpoint"), files::bytes("tessera-log/checkpoint.15"));
}

#[test]
fn the_mirrored_tiles_of_sunlight_lead_to_the_cosigned_root() {
    let note = SignedNote::parse(&files::bytes("sunlight-skylight/mirror/checkpoint")).unwrap();
    let checkpoint = Checkpoint::parse(note.text()).unwrap();
    let mut reader = TileReader::open(SHA, 300, checkpoint.root(), stored("sunlight-skylight/mirror")).unwrap();
    let mut path = Vec::new();
    for index in 0..300 {
        let leaf = reader.leaf(index).unwrap();
        reader.inclusion(index, &mut path).unwrap();
        Inclusion { index, size: 300, path: &path }.verify(SHA, &leaf, checkpoint.root()).unwrap();
    }
}

#[test]
fn answers_of_a_real_certificate_log_verify() {
    let head = files::json("ct-captures/get-sth.json");
    let (size, root) = (head["tree_size"].as_u64().unwrap(), hash(&head["sha256_root_hash"]).unwrap());
    let mut proof = None;
    let mut consistency = None;
    for file in files::below("ct-captures") {
        let name = file.file_name().unwrap().to_str().unwrap().to_owned();
        if name.starts_with("get-proof-by-hash") {
            proof = Some(files::json(&format!("ct-captures/{name}")));
        } else if name.starts_with("get-sth-consistency") {
            consistency = Some(files::json(&format!("ct-captures/{name}")));
        }
    }
    // The leaf is the entry of the other capture, index 10000; its hash also stands in the name of the proof's file.
    let entries = files::json("ct-captures/get-entries-start-10000-end-10000.json");
    let leaf = SHA.leaf(&files::base64_of(&entries["entries"][0]["leaf_input"]));
    assert_eq!(bonafide_ledger::base64::encode(&leaf), "nCs3mfIydh9x4CKyQ+u2xtmpxmFggA5MLymHwNQSlLg=");
    let proof = proof.unwrap();
    let index = proof["leaf_index"].as_u64().unwrap();
    let path = path(&proof["audit_path"]).unwrap();
    assert_eq!((index, size), (10_000, 961_984_011));
    Inclusion { index, size, path: &path }.verify(SHA, &leaf, &root).unwrap();

    // The old root was not captured: a proof also says which root it is for, and no other may pass.
    let hashes = self::path(&consistency.unwrap()["consistency"]).unwrap();
    let proof = Consistency { old_size: 3_654_490, new_size: size, path: &hashes };
    let (old_root, new_root) = roots_of(&proof);
    assert_eq!(new_root, root);
    proof.verify(SHA, &old_root, &root).unwrap();
    assert!(proof.verify(SHA, &root, &root).is_err());
}

/// Both roots a consistency proof leads to, by the recursive definition (RFC 6962, section 2.1.2) read backwards.
fn roots_of(proof: &Consistency<'_>) -> (Hash, Hash) {
    fn go(old: u64, new: u64, whole: bool, path: &mut Vec<Hash>) -> (Hash, Hash) {
        if old == new {
            assert!(!whole, "the old root is given only for full trees");
            let hash = path.remove(0);
            return (hash, hash);
        }
        let split = new.next_power_of_two() / 2;
        let last = path.pop().unwrap();
        if old <= split {
            let (left_old, left_new) = go(old, split, whole, path);
            (left_old, SHA.node(&left_new, &last))
        } else {
            let (right_old, right_new) = go(old - split, new - split, false, path);
            (SHA.node(&last, &right_old), SHA.node(&last, &right_new))
        }
    }
    go(proof.old_size, proof.new_size, true, &mut proof.path.to_vec())
}
