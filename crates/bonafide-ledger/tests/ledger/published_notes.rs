//! Notes, keys, checkpoints, cosignatures and witness requests others have published.

use bonafide_ledger::note::NoteRefusal;
use bonafide_ledger::{
    AddCheckpoint, Algorithm, Checkpoint, SecretKey, SeenHead, SignatureKind, SignedNote, Suite, VerifierKey,
    WatchedLog, WitnessRefusal, cosign,
};

use crate::files;

#[test]
fn three_published_notes_verify_and_read_back() {
    let file = files::json("signed-note/notes.json");
    for case in file["good"].as_array().unwrap() {
        let text = case["note"].as_str().unwrap();
        let line = case["vkey"].as_str().unwrap();
        let key = VerifierKey::parse(line).unwrap();
        let note = SignedNote::parse(text.as_bytes()).unwrap();
        assert_eq!((note.to_string(), key.to_string()), (text.to_owned(), line.to_owned()));
        let verified = note.verify([&key]).unwrap();
        assert_eq!((verified.len(), verified[0].time_s), (1, None));
        let other = text.replacen(['i', 'g'], "j", 1);
        let refusal = SignedNote::parse(other.as_bytes()).unwrap().verify([&key]).unwrap_err();
        assert_eq!(refusal, NoteRefusal::FalseSignature(key.name().to_owned()));
    }
    for case in file["bad_vkeys"].as_array().unwrap() {
        assert!(VerifierKey::parse(case["vkey"].as_str().unwrap()).is_err());
    }
    for case in file["checkpoint_body"].as_array().unwrap() {
        let text = case["text"].as_str().unwrap();
        let checkpoint = Checkpoint::parse(text).unwrap();
        assert_eq!((checkpoint.to_string(), checkpoint.size()), (text.to_owned(), 123_456_789_012));
        assert_eq!(*checkpoint.root(), Suite::Sha256Ed25519.leaf(b"hello world"));
    }
}

#[test]
fn three_published_cosignatures_verify_with_their_time() {
    for (folder, keys) in [("mirror", "mirror"), ("witness", "witness"), ("witness2", "witness")] {
        let file = files::json(&format!("sunlight-skylight/{folder}/{keys}.v0.json"));
        let key = VerifierKey::parse(file["verifier_keys"][0].as_str().unwrap()).unwrap();
        assert_eq!(key.kind(), SignatureKind::CosignatureEd25519);
        let note = SignedNote::parse(&files::bytes(&format!("sunlight-skylight/{folder}/checkpoint"))).unwrap();
        let verified = note.verify([&key]).unwrap();
        assert_eq!(verified[0].time_s, Some(1_767_139_200), "{folder}");
    }
}

/// The requests reach one fresh witness in order. For an unknown origin the run expects 403, as the protocol then said;
/// its present text says 404, and so do we.
#[test]
fn nine_requests_to_a_witness_are_answered_as_there() {
    let file = files::json("witness/add-checkpoint.json");
    let keys = [VerifierKey::parse(file["log_vkey"].as_str().unwrap()).unwrap()];
    let mut seen: Option<SeenHead> = None;
    let requests = file["requests"].as_array().unwrap();
    assert_eq!(requests.len(), 9);
    for case in requests {
        let body = case["request_body"].as_str().unwrap();
        let request = AddCheckpoint::parse(body.as_bytes());
        let verdict = request.as_ref().map_err(|refusal| *refusal).and_then(|request| {
            let log = WatchedLog { suite: Suite::Sha256Ed25519, keys: &keys, seen };
            let is_known = request.checkpoint().origin() == keys[0].name();
            request.judge(is_known.then_some(&log))
        });
        let status = match verdict {
            Ok(head) => {
                seen = Some(head);
                200
            }
            Err(WitnessRefusal::UnknownOrigin) => {
                assert_eq!(WitnessRefusal::UnknownOrigin.status(), 404);
                403
            }
            Err(refusal) => refusal.status(),
        };
        assert_eq!(u64::from(status), case["http_status"].as_u64().unwrap(), "{case}");
        if let (Err(refusal @ WitnessRefusal::Conflict { .. }), Some(wanted)) = (verdict, case["assert"].as_str()) {
            assert_eq!(wanted, format!("body == {:?}", refusal.body().0));
        }
        if verdict.is_ok() {
            check_cosignature(&request.unwrap());
        }
    }
}

fn check_cosignature(request: &AddCheckpoint) {
    let secret = SecretKey::new(Algorithm::Ed25519, &[7; 32]).unwrap();
    let line = cosign(request.checkpoint(), "example.com/witness", &secret, 1_700_000_000).unwrap();
    assert!(line.to_string().starts_with("— example.com/witness "));
    let key = VerifierKey::of_signer("example.com/witness", SignatureKind::CosignatureEd25519, &secret).unwrap();
    let mut note = request.note().unwrap();
    note.add(line);
    assert_eq!(note.verify([&key]).unwrap()[0].time_s, Some(1_700_000_000));
}
