//! Notes of our own: every kind of key, and what a false or unknown signature does.

use bonafide_ledger::note::{NoteRefusal, SIGNATURES_MAX};
use bonafide_ledger::{
    AddCheckpoint, Algorithm, Checkpoint, Consistency, NoteSignature, SecretKey, SeenHead, SignatureKind, SignedNote,
    Signer, VerifierKey, WatchedLog, WitnessRefusal, cosign,
};

use crate::sample::{self, ORIGIN, SUITES, TIME_S};

#[test]
fn each_kind_of_key_reads_back_and_signs_what_it_says() {
    for (algorithm, kind) in [
        (Algorithm::Ed25519, SignatureKind::CosignatureEd25519),
        (Algorithm::MlDsa44, SignatureKind::CosignatureMlDsa44),
        (Algorithm::Sm2, SignatureKind::CosignatureSm2),
    ] {
        let secret = SecretKey::new(algorithm, &[9; 32]).unwrap();
        let key = VerifierKey::of_signer("w.example", kind, &secret).unwrap();
        assert_eq!(VerifierKey::parse(&key.to_string()).as_ref(), Ok(&key));
        let checkpoint = Checkpoint::new(ORIGIN, 3, [4; 32]).unwrap();
        let line = cosign(&checkpoint, "w.example", &secret, TIME_S).unwrap();
        let note = SignedNote::new(checkpoint.to_string(), vec![line.clone()]).unwrap();
        assert_eq!(note.verify([&key]).unwrap()[0].time_s, Some(TIME_S));
        assert!(cosign(&checkpoint, "w.example", &secret, 0).is_err());
        // Another time, size or root is another message.
        let mut bytes = line.bytes().to_vec();
        bytes[7] ^= 1;
        let forged = SignedNote::new(checkpoint.to_string(), vec![NoteSignature::new(&key, bytes)]).unwrap();
        assert!(forged.verify([&key]).is_err());
        for other in [Checkpoint::new(ORIGIN, 4, [4; 32]).unwrap(), Checkpoint::new(ORIGIN, 3, [5; 32]).unwrap()] {
            assert!(SignedNote::new(other.to_string(), vec![line.clone()]).unwrap().verify([&key]).is_err());
        }
    }
}

#[test]
fn a_cosignature_is_no_signature_of_the_log_and_the_other_way_round() {
    let secret = SecretKey::new(Algorithm::Ed25519, &[9; 32]).unwrap();
    let key = VerifierKey::of_signer("a.example", SignatureKind::Ed25519, &secret).unwrap();
    let cokey = VerifierKey::of_signer("a.example", SignatureKind::CosignatureEd25519, &secret).unwrap();
    assert_ne!(key.id(), cokey.id());
    let text = Checkpoint::new("a.example", 1, [0; 32]).unwrap().to_string();
    let plain = secret.sign(text.as_bytes()).unwrap();
    let with_time = [&TIME_S.to_be_bytes()[..], &plain].concat();
    assert!(cokey.verify(&text, &with_time).is_none() && key.verify(&text, &with_time).is_none());
}

#[test]
fn one_false_signature_of_a_known_key_refuses_the_note_and_unknown_ones_are_passed_over() {
    let keys = sample::keys(SUITES[0]);
    let tree = sample::tree(SUITES[0], &sample::events(SUITES[0], 5, 2));
    let note = keys.sign(&tree, 3);
    let (log, peer) = (keys.log_key(), keys.witness_key(1));
    assert_eq!(note.verify([&log]).unwrap().len(), 1);
    let mut spoiled = note.clone();
    spoiled.add(NoteSignature::new(&peer, vec![0; 72]));
    assert_eq!(spoiled.verify([&log, &peer]), Err(NoteRefusal::FalseSignature(peer.name().to_owned())));
    assert_eq!(spoiled.verify([&log]).unwrap().len(), 1);
    let stranger = SecretKey::new(Algorithm::Ed25519, &[77; 32]).unwrap();
    let stranger = VerifierKey::of_signer("x.example", SignatureKind::Ed25519, &stranger).unwrap();
    assert_eq!(note.verify([&stranger]), Err(NoteRefusal::Unsigned));
}

#[test]
fn sixteen_signatures_are_read_and_more_than_any_note_has_are_not() {
    let secret = SecretKey::new(Algorithm::Ed25519, &[9; 32]).unwrap();
    let key = VerifierKey::of_signer("a.example", SignatureKind::Ed25519, &secret).unwrap();
    let lines = |count: u8| (0..count).map(|number| NoteSignature::new(&key, vec![number; 64])).collect::<Vec<_>>();
    for (count, is_read) in [(16, true), (64, true), (65, false)] {
        let text: String = lines(count).iter().map(ToString::to_string).collect();
        assert_eq!(SignedNote::parse(format!("text\n\n{text}").as_bytes()).is_ok(), is_read);
    }
    assert_eq!(SIGNATURES_MAX, 64);
}

#[test]
fn notes_keys_and_checkpoints_have_one_spelling() {
    let good = "text\n\n— a.example AAAAAAE=\n";
    assert!(SignedNote::parse(good.as_bytes()).is_ok());
    for bad in [
        "text\n\n",
        "text\n— a.example AAAAAAE=\n",
        "text\n\n— a.example AAAAAAE=",
        "text\n\n- a.example AAAAAAE=\n",
        "text\n\n— a.example  AAAAAAE=\n",
        "text\n\n— a+b AAAAAAE=\n",
        "text\n\n— a.example AAAAAAF=\n",
        "text\n\n— a.example AAAAAA==\n",
        "te\txt\n\n— a.example AAAAAAE=\n",
        "text\r\n\n— a.example AAAAAAE=\n",
        "text\n\n— a.example AAAAAAE=\n\n",
        "— a.example AAAAAAE=\n",
        "text\n\n— a\u{3000}b AAAAAAE=\n",
    ] {
        assert!(SignedNote::parse(bad.as_bytes()).is_err(), "{bad:?}");
    }
    let root = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    assert!(Checkpoint::parse(&format!("o\n0\n{root}\n")).is_ok());
    assert!(Checkpoint::parse(&format!("o\n7\n{root}\nextension\n")).is_ok());
    for (origin, size, end) in [
        ("", "1", "\n"),
        ("o", "01", "\n"),
        ("o", "+1", "\n"),
        ("o", "-1", "\n"),
        ("o", "", "\n"),
        ("o", "1", ""),
        ("o", "1", "\n\n"),
        ("o", "1", "\nx\n\n"),
        ("o", "9223372036854775808", "\n"),
        ("o", "1", "\nx"),
    ] {
        assert!(Checkpoint::parse(&format!("{origin}\n{size}\n{root}{end}")).is_err(), "{origin} {size} {end:?}");
    }
}

#[test]
fn a_witness_follows_a_log_and_refuses_forks_in_both_suites() {
    for suite in SUITES {
        let keys = sample::keys(suite);
        let events = sample::events(suite, 40, 3);
        let log_keys = [keys.log_key()];
        let mut seen: Option<SeenHead> = None;
        for size in [7_usize, 7, 8, 21, 40] {
            let tree = sample::tree(suite, &events[..size]);
            let note = keys.sign(&tree, 0);
            let old = seen.map_or(0, |seen| seen.size);
            let mut proof = Vec::new();
            tree.head().consistency(old, &mut proof).unwrap();
            let request = AddCheckpoint::new(old, proof, &note).unwrap();
            let read = AddCheckpoint::parse(request.to_string().as_bytes()).unwrap();
            assert_eq!(read, request);
            seen = Some(read.judge(Some(&WatchedLog { suite, keys: &log_keys, seen })).unwrap());
        }
        // A log that has rewritten its last event cannot bring a proof from there.
        let mut rewritten = events.clone();
        rewritten[39].blind = [0; 32];
        rewritten[39].reseal();
        let tree = sample::tree(suite, &rewritten);
        let log = WatchedLog { suite, keys: &log_keys, seen };
        let request = AddCheckpoint::new(40, Vec::new(), &keys.sign(&tree, 0)).unwrap();
        assert_eq!(request.judge(Some(&log)), Err(WitnessRefusal::Inconsistent));
        assert_eq!(request.judge(None), Err(WitnessRefusal::UnknownOrigin));
        let request = AddCheckpoint::new(39, Vec::new(), &keys.sign(&tree, 0)).unwrap();
        assert_eq!(request.judge(Some(&log)), Err(WitnessRefusal::Conflict { seen_size: 40 }));
        let request = AddCheckpoint::new(41, Vec::new(), &keys.sign(&tree, 0)).unwrap();
        assert_eq!(request.judge(Some(&log)), Err(WitnessRefusal::BadRequest));
        let path = [[0; 32]];
        assert!(Consistency { old_size: 40, new_size: 40, path: &path }.verify(suite, &[0; 32], &[0; 32]).is_err());
    }
}

#[test]
fn the_empty_tree_has_one_root_before_a_witness() {
    let keys = sample::keys(SUITES[0]);
    let log_keys = [keys.log_key()];
    let log = WatchedLog { suite: SUITES[0], keys: &log_keys, seen: None };
    for (root, is_right) in [(SUITES[0].empty_root(), true), ([0; 32], false)] {
        let note = Checkpoint::new(ORIGIN, 0, root).unwrap().sign(&keys.log).unwrap();
        assert_eq!(AddCheckpoint::new(0, Vec::new(), &note).unwrap().judge(Some(&log)).is_ok(), is_right);
    }
}
