//! Mutations: no byte of a proof, a package or a note can change and still be taken.

use bonafide_ledger::{Algorithm, Package, SecretKey, SignedNote, Signer, Suite, TlogProof};

use crate::packages::{FILES, package};
use crate::sample::{self, SUITES};

/// Every text that differs from this one in one byte: three other values of each, one byte less, one byte twice.
fn mutations(bytes: &[u8]) -> impl Iterator<Item = (usize, Vec<u8>)> + '_ {
    (0..bytes.len()).flat_map(move |at| {
        let changed = [1, 2, 0x20].map(|bit| {
            let mut changed = bytes.to_vec();
            changed[at] ^= bit;
            changed
        });
        let mut less = bytes.to_vec();
        less.remove(at);
        let mut twice = bytes.to_vec();
        twice.insert(at, bytes[at]);
        changed.into_iter().chain([less, twice]).filter(move |other| other != bytes).map(move |other| (at, other))
    })
}

/// With ML-DSA left out the texts are short enough to try every byte.
fn short_quorum(suite: Suite) -> (sample::Keys, bonafide_ledger::Quorum) {
    let mut keys = sample::keys(suite);
    keys.witnesses.truncate(2);
    let own = if suite == SUITES[0] { Algorithm::Ed25519 } else { Algorithm::Sm2 };
    keys.witnesses.push(("auditor.example.cn", SecretKey::new(own, &[3; 32]).unwrap()));
    let quorum = keys.quorum();
    assert_eq!(keys.log.algorithm(), own);
    (keys, quorum)
}

#[test]
fn no_byte_of_a_proof_file_can_change() {
    for suite in SUITES {
        let (keys, quorum) = short_quorum(suite);
        let events = sample::events(suite, 6, 2);
        let tree = sample::tree(suite, &events);
        let mut path = Vec::new();
        tree.head().inclusion(3, &mut path).unwrap();
        let proof = TlogProof { suite, extra: None, index: 3, path, note: keys.sign(&tree, 2) };
        let (text, entry) = (proof.to_string(), events[3].entry());
        assert!(TlogProof::parse(text.as_bytes()).unwrap().verify(&entry, &quorum).is_ok());
        // SM2 takes milliseconds unoptimised: one mutation in seven is tried there.
        let step = if suite == Suite::Sm3Sm2 { 7 } else { 1 };
        for (at, changed) in mutations(text.as_bytes()).step_by(step) {
            let taken = TlogProof::parse(&changed).is_ok_and(|proof| proof.verify(&entry, &quorum).is_ok());
            assert!(!taken, "byte {at} of\n{}", String::from_utf8_lossy(&changed));
        }
        for at in 0..entry.len() {
            let mut other = entry;
            other[at] ^= 1;
            assert!(proof.verify(&other, &quorum).is_err());
        }
    }
}

#[test]
fn no_byte_of_a_package_can_change() {
    let (mut package, _) = package(Suite::Sha256Ed25519);
    let (keys, quorum) = short_quorum(Suite::Sha256Ed25519);
    // The same head, signed by keys whose notes are short.
    let checkpoint = bonafide_ledger::Checkpoint::parse(package.note.text()).unwrap();
    let mut note = checkpoint.sign(&keys.log).unwrap();
    for (name, key) in &keys.witnesses[..2] {
        note.add(bonafide_ledger::cosign(&checkpoint, name, key, sample::TIME_S).unwrap());
    }
    package.note = note;
    let text = package.to_string();
    assert!(Package::parse(text.as_bytes()).unwrap().verify(&quorum, &FILES).is_sound());
    let mut tried = 0;
    for (at, changed) in mutations(text.as_bytes()) {
        let taken = Package::parse(&changed).is_ok_and(|package| package.verify(&quorum, &FILES).is_sound());
        assert!(!taken, "byte {at} of\n{}", String::from_utf8_lossy(&changed));
        tried += 1;
    }
    assert!(tried > 15_000, "{tried}");
}

#[test]
fn no_byte_of_a_note_signed_in_the_post_quantum_way_can_change() {
    let keys = sample::keys(Suite::Sha256Ed25519);
    let tree = sample::tree(Suite::Sha256Ed25519, &sample::events(Suite::Sha256Ed25519, 3, 1));
    let text = keys.sign(&tree, 3).to_string();
    let all = [keys.log_key(), keys.witness_key(0), keys.witness_key(1), keys.witness_key(2)];
    assert_eq!(SignedNote::parse(text.as_bytes()).unwrap().verify(&all).unwrap().len(), 4);
    // A changed name or key id makes a line one of a stranger: then one signature fewer verifies.
    for (at, changed) in mutations(text.as_bytes()).step_by(11) {
        let verified =
            SignedNote::parse(&changed).is_ok_and(|note| note.verify(&all).is_ok_and(|found| found.len() == 4));
        assert!(!verified, "byte {at}");
    }
}
