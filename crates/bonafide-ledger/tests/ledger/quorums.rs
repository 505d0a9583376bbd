//! Quorum files: what they ask for and what they may not say; proof files judged by them.

use bonafide_ledger::note::NoteRefusal;
use bonafide_ledger::quorum::{QuorumFault, QuorumRefusal};
use bonafide_ledger::tlog_proof::TlogProofRefusal;
use bonafide_ledger::{Quorum, TlogProof};

use crate::sample::{self, SUITES};

#[test]
fn two_of_three_witnesses_are_enough_and_one_is_not() {
    for suite in SUITES {
        let keys = sample::keys(suite);
        let events = sample::events(suite, 9, 2);
        let tree = sample::tree(suite, &events);
        let quorum = keys.quorum();
        for witnesses in 0..=3 {
            let verdict = quorum.judge(&keys.sign(&tree, witnesses));
            if witnesses < 2 {
                assert_eq!(verdict, Err(QuorumRefusal::TooFewWitnesses));
            } else {
                let trusted = verdict.unwrap();
                assert_eq!((trusted.suite, trusted.witnessed.len()), (suite, witnesses));
            }
        }
    }
}

#[test]
fn a_checkpoint_only_witnesses_signed_is_no_checkpoint_of_the_log() {
    let keys = sample::keys(SUITES[0]);
    let tree = sample::tree(SUITES[0], &sample::events(SUITES[0], 4, 1));
    let note = keys.sign(&tree, 3);
    let without_log = bonafide_ledger::SignedNote::new(note.text(), note.signatures()[1..].to_vec()).unwrap();
    assert_eq!(keys.quorum().judge(&without_log), Err(QuorumRefusal::NoLog));
    let stranger = Quorum::parse(b"quorum none\n").unwrap();
    assert_eq!(stranger.judge(&note), Err(QuorumRefusal::Note(NoteRefusal::Unsigned)));
}

#[test]
fn groups_count_as_the_file_says() {
    let keys = sample::keys(SUITES[0]);
    let tree = sample::tree(SUITES[0], &sample::events(SUITES[0], 4, 1));
    let [a, b, c] = [0, 1, 2].map(|place| keys.witness_key(place));
    let head = format!(
        "# 见证\nlog {} https://log.example\n\n\twitness A {a}\nwitness  B\t{b} url\nwitness C {c} \n",
        keys.log_key()
    );
    for (rule, needed) in [
        ("quorum none\n", 0),
        ("quorum A\n", 1),
        ("group g any A B C\nquorum g\n", 1),
        ("group g 2 A B C\nquorum g\n", 2),
        ("group g all A B C\nquorum g\n", 3),
        ("group ab all A B\ngroup g any ab C\nquorum g\n", 2),
        ("group bc any B C\ngroup g all A bc\nquorum g\n", 2),
    ] {
        let quorum = Quorum::parse(format!("{head}{rule}").as_bytes()).unwrap();
        for witnesses in 0..=3 {
            assert_eq!(quorum.judge(&keys.sign(&tree, witnesses)).is_ok(), witnesses >= needed, "{rule} {witnesses}");
        }
    }
}

#[test]
fn what_a_quorum_file_may_not_say_is_refused_with_its_line() {
    let keys = sample::keys(SUITES[0]);
    let (log, a, b) = (keys.log_key(), keys.witness_key(0), keys.witness_key(1));
    for (text, line, reason) in [
        ("quorum none".to_owned(), 0, QuorumFault::BadCharacter),
        (format!("log {log}\n"), 0, QuorumFault::QuorumLine),
        ("quorum none\nquorum none\n".into(), 2, QuorumFault::QuorumLine),
        ("quorum A\n".into(), 1, QuorumFault::UnknownName),
        (format!("log {log}\nlog {log}\nquorum none\n"), 2, QuorumFault::Taken),
        (format!("witness A {a}\nwitness A {b}\nquorum A\n"), 2, QuorumFault::Taken),
        (format!("witness A {a}\nwitness B {a}\nquorum A\n"), 2, QuorumFault::Taken),
        (format!("witness none {a}\nquorum none\n"), 1, QuorumFault::Taken),
        (format!("witness A {log}\nquorum A\n"), 1, QuorumFault::BadKey),
        (format!("witness A {a}\ngroup g 2 A\nquorum g\n"), 2, QuorumFault::BadThreshold),
        (format!("witness A {a}\ngroup g 0 A\nquorum g\n"), 2, QuorumFault::BadThreshold),
        (format!("witness A {a}\ngroup g 01 A\nquorum g\n"), 2, QuorumFault::BadThreshold),
        (format!("witness A {a}\ngroup g 2 A A\nquorum g\n"), 2, QuorumFault::Taken),
        (format!("witness A {a}\ngroup g any A\ngroup h any A\nquorum g\n"), 3, QuorumFault::Taken),
        (format!("witness A {a}\ngroup g any none\nquorum g\n"), 2, QuorumFault::UnknownName),
        (format!("witness A {a}\ngroup g any\nquorum g\n"), 2, QuorumFault::BadLine),
        ("logs\nquorum none\n".into(), 1, QuorumFault::BadLine),
        ("quorum\u{1} none\n".into(), 1, QuorumFault::BadCharacter),
    ] {
        let error = Quorum::parse(text.as_bytes()).unwrap_err();
        assert_eq!((error.line, error.reason), (line, reason), "{text}");
    }
}

#[test]
fn a_proof_file_proves_its_entry_at_its_place_and_nothing_else() {
    for suite in SUITES {
        let keys = sample::keys(suite);
        let events = sample::events(suite, 11, 2);
        let tree = sample::tree(suite, &events);
        let (note, quorum) = (keys.sign(&tree, 2), keys.quorum());
        for (index, event) in (0_u64..).zip(&events) {
            let mut path = Vec::new();
            tree.head().inclusion(index, &mut path).unwrap();
            let proof = TlogProof { suite, extra: Some(b"extra".to_vec()), index, path, note: note.clone() };
            let text = proof.to_string();
            let read = TlogProof::parse(text.as_bytes()).unwrap();
            assert_eq!(read, proof);
            assert_eq!(read.verify(&event.entry(), &quorum).unwrap().checkpoint.size(), 11);
            let other = &events[(usize::try_from(index).unwrap() + 1) % 11];
            assert!(matches!(read.verify(&other.entry(), &quorum), Err(TlogProofRefusal::Proof(_))));
            let other_suite = SUITES[usize::from(suite == SUITES[0])];
            let disguised = TlogProof { suite: other_suite, ..read };
            assert_eq!(disguised.verify(&event.entry(), &quorum), Err(TlogProofRefusal::OtherSuite));
        }
    }
}
