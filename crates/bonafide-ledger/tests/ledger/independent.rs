//! The formats a second time: `tests/independent/record.py` was written from their definitions, and what it printed must be
//! what this crate computes. Where Python knows SM3 it is asked again.
#![expect(clippy::disallowed_methods, reason = "only the product starts nothing and reads no files")]

use std::process::Command;

use bonafide_ledger::sealed::{FieldClass, Intent, SchemaField, file_digest, intent_digest, schema_digest};
use bonafide_ledger::{
    BodyHead, Hash, SignatureKind, Suite, TlogProof, Tree, Value, VerifierKey, aead, body, cosign, entry, event_digest,
    leaf_hash, slot,
};
use serde_json::Value as Json;

use crate::files::hex;
use crate::sample::SUITES;

const PRINTED: &str = include_str!("../independent/record.json");

fn printed() -> Json {
    serde_json::from_str(PRINTED).unwrap()
}

fn of_suite(suite: Suite, what: &str) -> Json {
    printed()["suites"][suite.byte().to_string()][what].clone()
}

fn hashes(value: &Json) -> Vec<Hash> {
    value.as_array().unwrap().iter().map(crate::files::hash_of_hex).collect()
}

#[test]
fn python_prints_the_same_where_it_knows_sm3() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/independent/record.py");
    let Ok(output) = Command::new("python3").arg(script).env("PYTHONIOENCODING", "utf-8").output() else { return };
    if output.status.success() {
        assert_eq!(String::from_utf8(output.stdout).unwrap(), PRINTED);
    }
}

#[test]
fn trees_of_both_suites_are_those_of_python() {
    for suite in SUITES {
        let file = of_suite(suite, "tree");
        let mut tree = Tree::new(suite);
        let roots = hashes(&file["roots"]);
        for (number, root) in (0_u32..).zip(&roots) {
            assert_eq!(tree.head().root(), *root);
            tree.append(&number.to_be_bytes());
        }
        let mut out = Vec::new();
        let case = |case: &Json| (case[0].as_u64().unwrap(), case[1].as_u64().unwrap(), hashes(&case[2]));
        for (index, size, path) in file["inclusion"].as_array().unwrap().iter().map(case) {
            tree.at(size).unwrap().inclusion(index, &mut out).unwrap();
            assert_eq!(out, path);
        }
        for (old, size, path) in file["consistency"].as_array().unwrap().iter().map(case) {
            tree.at(size).unwrap().consistency(old, &mut out).unwrap();
            assert_eq!(out, path);
        }
    }
}

#[test]
fn sealed_events_of_both_suites_are_those_of_python() {
    for suite in SUITES {
        let file = of_suite(suite, "sealed");
        let bytes = |name: &str| hex(file[name].as_str().unwrap());
        let count = |from: u8| std::array::from_fn(|place| from + u8::try_from(place).unwrap());
        let (event_id, stream_id): ([u8; 16], [u8; 16]) = (count(0), count(16));
        let values = [
            Value::Absent,
            Value::Text("修桥"),
            Value::Int(-5),
            Value::Date(20_000),
            Value::Code("loss"),
            Value::Party("p1"),
            Value::File { digest: [0xaa; 32], size: 7, media: "text/plain" },
            Value::Decoy,
        ];
        let seal = |(index, value): (u16, Value<'_>)| {
            let mut bytes = Vec::new();
            value.encode(&mut bytes);
            slot(suite, &[u8::try_from(index).unwrap(); 32], &event_id, index, &bytes)
        };
        let slots: Vec<Hash> = (0..).zip(values).map(seal).collect();
        assert_eq!(slots, hashes(&file["slots"]));
        let fields = [
            SchemaField { name: "loss", value_type: 4, class: FieldClass::Public },
            SchemaField { name: "账", value_type: 1, class: FieldClass::Secretable },
        ];
        let schema = schema_digest(suite, 7, 2, &fields);
        assert_eq!(schema.to_vec(), bytes("schema"));
        let head = BodyHead {
            suite,
            event_id,
            stream_id,
            stream_version: 9,
            event_type: 7,
            schema_version: 2,
            occurred_ms: 1111,
            recorded_ms: 2222,
            prev: [0x77; 32],
            schema_digest: schema,
        };
        let sealed = body(&head, &slots);
        let digest = event_digest(suite, &[0x55; 32], &sealed);
        let entry = entry(suite, &digest);
        assert_eq!((sealed, digest.to_vec()), (bytes("body"), bytes("digest")));
        assert_eq!((entry.to_vec(), leaf_hash(suite, &entry).to_vec()), (bytes("entry"), bytes("leaf")));
        let intent = Intent {
            command_id: [0x99; 16],
            stream_id,
            expected_version: 8,
            event_type: 7,
            schema_digest: schema,
            slots: &slots[..7],
        };
        assert_eq!(intent_digest(suite, &intent).to_vec(), bytes("intent"));
        assert_eq!(file_digest(suite, &[0x44; 32], b"bytes of a file").to_vec(), bytes("file"));
        assert_eq!(aead::derive_key(suite, &[0x33; 32], b"some use").to_vec(), bytes("derived"));
    }
}

#[test]
fn keys_messages_and_proof_files_are_those_of_python() {
    let file = printed();
    let kinds = file["keys"].as_array().unwrap().iter().map(|line| {
        let line = line.as_str().unwrap();
        let key = VerifierKey::parse(line).unwrap();
        assert_eq!(key.to_string(), line);
        key.kind()
    });
    let expected = [
        SignatureKind::Ed25519,
        SignatureKind::CosignatureEd25519,
        SignatureKind::CosignatureMlDsa44,
        SignatureKind::Sm2,
        SignatureKind::CosignatureSm2,
    ];
    assert!(kinds.eq(expected));
    let messages = &file["messages"];
    let text = messages["text"].as_str().unwrap();
    let message = |kind| cosign::message(kind, "w.example/b", 1_790_000_000, text).unwrap();
    assert_eq!(message(SignatureKind::CosignatureEd25519), hex(messages["v1"].as_str().unwrap()));
    assert_eq!(message(SignatureKind::CosignatureSm2), hex(messages["v1"].as_str().unwrap()));
    assert_eq!(message(SignatureKind::CosignatureMlDsa44), hex(messages["ml_dsa"].as_str().unwrap()));
    for suite in SUITES {
        let text = of_suite(suite, "proof");
        let proof = TlogProof::parse(text.as_str().unwrap().as_bytes()).unwrap();
        assert_eq!((proof.suite, proof.index, proof.extra.as_deref()), (suite, 17, Some(&b"why"[..])));
        assert_eq!(proof.to_string(), text.as_str().unwrap());
    }
}
