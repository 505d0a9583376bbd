//! Signatures others have published: edge cases of Ed25519, ML-DSA-44, SM2.

use std::collections::BTreeSet;

use bonafide_ledger::{Algorithm, PublicKey, SecretKey, Signer, Verifier};
use sm2::dsa::signature::hazmat::PrehashVerifier;

use crate::files::{self, hex};

fn valid(test: &serde_json::Value) -> bool {
    test["result"] == "valid"
}

#[test]
fn ed25519_of_wycheproof_is_judged_as_there() {
    let cases = files::wycheproof("ed25519_test.json");
    for (group, test) in &cases {
        let key = hex(group["publicKey"]["pk"].as_str().unwrap());
        let (message, signature) = (hex(test["msg"].as_str().unwrap()), hex(test["sig"].as_str().unwrap()));
        let verified = PublicKey::new(Algorithm::Ed25519, &key).is_ok_and(|key| key.verify(&message, &signature));
        assert_eq!(verified, valid(test), "{test}");
    }
    assert_eq!(cases.len(), 151);
}

/// Keys and signatures outside the prime-order group, or in a second spelling, are where implementations part ways.
/// The strict rule takes none with a key or a commitment of small order, and no second spelling of either; what is left
/// are keys and commitments with a part of small order that cancels out in the equation without cofactor.
#[test]
fn of_the_914_edge_cases_of_ed25519_the_strict_rule_takes_43_and_none_of_small_order() {
    let cases = files::json("cctv-ed25519/ed25519vectors.json");
    let cases = cases.as_array().unwrap();
    assert_eq!(cases.len(), 914);
    let mut taken = 0;
    let mut flags_taken = BTreeSet::new();
    for case in cases {
        let (key, signature) = (hex(case["key"].as_str().unwrap()), hex(case["sig"].as_str().unwrap()));
        let message = case["msg"].as_str().unwrap().as_bytes();
        if PublicKey::new(Algorithm::Ed25519, &key).is_ok_and(|key| key.verify(message, &signature)) {
            taken += 1;
            let flags = case["flags"].as_array().into_iter().flatten();
            flags_taken.extend(flags.map(|flag| flag.as_str().unwrap().to_owned()));
        }
    }
    assert_eq!(taken, 43);
    // `low_order_residue` would be a signature right only under the equation with cofactor; the two `non_canonical`
    // flags are second spellings.
    for refused in ["low_order_A", "low_order_R", "low_order_residue", "non_canonical_A", "non_canonical_R"] {
        assert!(!flags_taken.contains(refused), "{refused}: {flags_taken:?}");
    }
}

#[test]
fn ml_dsa_44_of_wycheproof_is_judged_as_there() {
    let cases = files::wycheproof("mldsa_44_verify_test.json");
    for (group, test) in &cases {
        let key = hex(group["publicKey"].as_str().unwrap());
        let (message, signature) = (hex(test["msg"].as_str().unwrap()), hex(test["sig"].as_str().unwrap()));
        let context = test["ctx"].as_str().map(hex).unwrap_or_default();
        // Our verifier knows the empty context only; the cases with one ask the library below it.
        let verified = if context.is_empty() {
            PublicKey::new(Algorithm::MlDsa44, &key).is_ok_and(|key| key.verify(&message, &signature))
        } else {
            with_context(&key, (&message, &context), &signature).unwrap_or(false)
        };
        assert_eq!(verified, valid(test), "{}", test["comment"]);
    }
    assert_eq!(cases.len(), 180);
}

fn with_context(key: &[u8], (message, context): (&[u8], &[u8]), signature: &[u8]) -> Option<bool> {
    let key = ml_dsa::EncodedVerifyingKey::<ml_dsa::MlDsa44>::try_from(key).ok()?;
    let signature = ml_dsa::Signature::<ml_dsa::MlDsa44>::try_from(signature).ok()?;
    Some(ml_dsa::VerifyingKey::decode(&key).verify_with_context(message, context, &signature))
}

#[test]
fn the_sm2_signature_of_the_national_standard_verifies_and_its_key_signs() {
    let case = files::json("gm/sm2-sign-gbt32918.5-appendixA.json");
    let field = |name: &str| hex(case[name].as_str().unwrap());
    let key = [vec![4], field("Px"), field("Py")].concat();
    let (id, message) = (case["id_ascii"].as_str().unwrap(), case["message_ascii"].as_str().unwrap());
    let signature = [field("r"), field("s")].concat();
    let public = PublicKey::sm2(id, &key).unwrap();
    assert!(public.verify(message.as_bytes(), &signature));
    assert!(!public.verify(b"another message", &signature));
    assert!(!PublicKey::sm2("1234567812345679", &key).unwrap().verify(message.as_bytes(), &signature));
    // The number `k` is drawn otherwise here, so the signature is another; the key pair is the same.
    let secret = SecretKey::new(Algorithm::Sm2, &field("d").try_into().unwrap()).unwrap();
    assert_eq!(secret.public_key(), key);
    assert!(public.verify(message.as_bytes(), &secret.sign(message.as_bytes()).unwrap()));
}

#[test]
fn an_sm2_signature_made_with_openssl_verifies() {
    let case = files::json("gm/sm2-verify-rustcrypto.json");
    let key = hex(&case["public_key_sec1"].as_str().unwrap().to_lowercase());
    let signature = hex(case["signature_rs"].as_str().unwrap());
    let public = PublicKey::sm2(case["id_ascii"].as_str().unwrap(), &key).unwrap();
    assert!(public.verify(case["message_ascii"].as_str().unwrap().as_bytes(), &signature));
}

#[test]
fn sm2_signatures_over_bare_digests_of_openssl_verify() {
    let text = files::text("gm/openssl-evppkey_sm2-verify.txt");
    let key = text.lines().find(|line| line.starts_with("04")).unwrap();
    let key = sm2::dsa::VerifyingKey::from_sec1_bytes("unused", &hex(key)).unwrap();
    let values = |word: &'static str| text.lines().filter_map(move |line| line.strip_prefix(word)).map(hex);
    let mut cases = 0;
    for (digest, der) in values("Input = ").zip(values("Output = ")) {
        let signature = sm2::dsa::Signature::from_slice(&raw_of_der(&der)).unwrap();
        assert!(key.verify_prehash(&digest, &signature).is_ok());
        assert!(key.verify_prehash(&[digest[31..].to_vec(), digest[..31].to_vec()].concat(), &signature).is_err());
        cases += 1;
    }
    assert_eq!(cases, 2);
}

/// `r s` of a DER sequence of two numbers of at most 32 bytes.
fn raw_of_der(der: &[u8]) -> Vec<u8> {
    let first = usize::from(der[3]);
    let (r, s) = (&der[4..4 + first], &der[6 + first..]);
    let fixed = |number: &[u8]| {
        let number: Vec<u8> = number.iter().copied().skip_while(|byte| *byte == 0).collect();
        [vec![0; 32 - number.len()], number].concat()
    };
    [fixed(r), fixed(s)].concat()
}

#[test]
fn the_published_sm2_public_key_is_read_in_one_form_only() {
    let pem = files::text("gm/rustcrypto-sm2-pkcs8-public-key.pem");
    let coded: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let der = bonafide_ledger::base64::decode(&coded).unwrap();
    let point = &der[der.len() - 65..];
    assert!(PublicKey::new(Algorithm::Sm2, point).is_ok());
    let mut off_the_curve = point.to_vec();
    off_the_curve[64] ^= 1;
    assert!(PublicKey::new(Algorithm::Sm2, &off_the_curve).is_err());
}
