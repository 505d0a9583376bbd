//! Hashes, ciphers and key derivation others have published.

use aes_gcm::aead::consts::{U12, U16};
use aes_gcm::{AeadInOut, AesGcm, KeyInit};
use bonafide_ledger::aead::{Aead, SuiteCipher};
use bonafide_ledger::{Suite, base64};
use hmac::{Hmac, Mac};
use serde_json::Value;

use crate::files::{self, hex};

fn field(test: &Value, name: &str) -> Vec<u8> {
    hex(test[name].as_str().unwrap())
}

fn blocks(text: &str, word: &str) -> Vec<Vec<u8>> {
    let lines = text.lines().filter_map(|line| line.strip_prefix(word));
    lines
        .map(|value| value.strip_prefix('"').map_or_else(|| hex(value), |text| text.trim_end_matches('"').into()))
        .collect()
}

#[test]
fn sm3_of_openssl_is_hashed_as_there() {
    let text = files::text("gm/openssl-evpmd_sm3.txt").to_lowercase();
    let (inputs, outputs) = (blocks(&text, "input = "), blocks(&text, "output = "));
    assert_eq!((inputs.len(), outputs.len()), (5, 5));
    for (input, output) in inputs.iter().zip(&outputs) {
        assert_eq!(Suite::Sm3Sm2.digest(&[input]).to_vec(), *output);
    }
}

/// The file holds texts and hashes in turn, each after its doubled length; lengths go seven bits a byte, the first byte
/// highest, each further byte counting one more.
#[test]
fn sm3_of_rustcrypto_is_hashed_as_there() {
    let blob = files::bytes("gm/sm3_kat.blb");
    assert_eq!(blob[..2], [10, 0], "ten texts and hashes, none of them shared");
    let (mut at, mut parts) = (2, Vec::new());
    while at < blob.len() {
        let mut doubled = usize::from(blob[at] & 0x7f);
        while blob[at] & 0x80 != 0 {
            at += 1;
            doubled = ((doubled + 1) << 7) | usize::from(blob[at] & 0x7f);
        }
        parts.push(&blob[at + 1..at + 1 + doubled / 2]);
        at += 1 + doubled / 2;
    }
    assert_eq!(parts.len(), 10);
    for pair in parts.chunks(2) {
        assert_eq!(Suite::Sm3Sm2.digest(&[pair[0]]), pair[1]);
    }
}

fn check_mac<M: Mac + KeyInit>(key: &[u8], text: &[u8], tag: &[u8]) -> bool {
    let mut mac = <M as KeyInit>::new_from_slice(key).unwrap();
    mac.update(text);
    mac.verify_truncated_left(tag).is_ok()
}

#[test]
fn hmac_sm3_and_hmac_sha_256_are_judged_as_in_wycheproof_and_openssl() {
    let mut cases = 0;
    for (name, check) in [
        ("hmac_sm3_test.json", check_mac::<Hmac<sm3::Sm3>> as fn(&[u8], &[u8], &[u8]) -> bool),
        ("hmac_sha256_test.json", check_mac::<Hmac<sha2::Sha256>>),
    ] {
        for (_, test) in files::wycheproof(name) {
            let verified = check(&field(&test, "key"), &field(&test, "msg"), &field(&test, "tag"));
            assert_eq!(verified, test["result"] == "valid", "{test}");
            cases += 1;
        }
    }
    assert_eq!(cases, 2 * 174);
    let text = files::text("gm/openssl-evpmac_sm3.txt");
    let (keys, inputs, outputs) = (blocks(&text, "Key = "), blocks(&text, "Input = "), blocks(&text, "Output = "));
    assert_eq!(keys.len(), 4);
    for ((key, input), output) in keys.iter().zip(&inputs).zip(&outputs) {
        assert!(check_mac::<Hmac<sm3::Sm3>>(key, input, output));
    }
}

#[test]
fn hkdf_of_wycheproof_derives_as_there() {
    let cases = files::wycheproof("hkdf_sha256_test.json");
    for (_, test) in &cases {
        let (secret, salt, info) = (field(test, "ikm"), field(test, "salt"), field(test, "info"));
        let mut out = vec![0; usize::try_from(test["size"].as_u64().unwrap()).unwrap()];
        let derived = hkdf::Hkdf::<sha2::Sha256>::new(Some(&salt), &secret).expand(&info, &mut out);
        assert_eq!(derived.is_ok(), test["result"] == "valid");
        assert!(derived.is_err() || out == field(test, "okm"));
    }
    assert_eq!(cases.len(), 86);
}

#[test]
fn aes_256_gcm_of_wycheproof_is_judged_as_there() {
    let mut usable = 0;
    for (group, test) in files::wycheproof("aes_gcm_test.json") {
        if group["keySize"] != 256 || group["ivSize"] != 96 || group["tagSize"] != 128 {
            continue;
        }
        usable += 1;
        let cipher = SuiteCipher::new(Suite::Sha256Ed25519, &field(&test, "key").try_into().unwrap());
        let nonce: [u8; 12] = field(&test, "iv").try_into().unwrap();
        let (bound, text) = (field(&test, "aad"), field(&test, "msg"));
        let sealed = [field(&test, "ct"), field(&test, "tag")].concat();
        check_cipher(&test, (&text, &sealed), |buffer| cipher.open(&nonce, &bound, buffer).is_ok());
        if test["result"] == "valid" {
            let mut buffer = text;
            cipher.seal(&nonce, &bound, &mut buffer).unwrap();
            assert_eq!(buffer, sealed);
        }
    }
    assert_eq!(usable, 66);
}

/// SM4 takes 16 bytes, which the suite derives from its key of 32: so the cases ask the cipher below.
#[test]
fn sm4_gcm_of_wycheproof_is_judged_as_there() {
    let mut usable = 0;
    for (group, test) in files::wycheproof("sm4_gcm_test.json") {
        if group["ivSize"] != 96 || group["tagSize"] != 128 {
            continue;
        }
        usable += 1;
        let key: [u8; 16] = field(&test, "key").try_into().unwrap();
        let cipher = AesGcm::<sm4::Sm4, U12, U16>::new(&key.into());
        let nonce: [u8; 12] = field(&test, "iv").try_into().unwrap();
        let (bound, text) = (field(&test, "aad"), field(&test, "msg"));
        let sealed = [field(&test, "ct"), field(&test, "tag")].concat();
        check_cipher(&test, (&text, &sealed), |buffer| cipher.decrypt_in_place(&nonce.into(), &bound, buffer).is_ok());
    }
    assert_eq!(usable, 65);
}

fn check_cipher(test: &Value, (text, sealed): (&[u8], &[u8]), open: impl FnOnce(&mut Vec<u8>) -> bool) {
    let mut buffer = sealed.to_vec();
    let opened = open(&mut buffer);
    assert_eq!(opened, test["result"] == "valid", "{test}");
    assert!(!opened || buffer == text);
}

/// The commitments of SD-JWT are the same idea in another dress: their digests are plain SHA-256 over the text shown.
#[test]
fn the_digests_of_sd_jwt_come_out_and_no_second_spelling_shares_one() {
    let file = files::json("sd-jwt/disclosures.json");
    let digest = |text: &str| {
        let coded = base64::encode(&Suite::Sha256Ed25519.digest(&[text.as_bytes()]));
        coded.trim_end_matches('=').replace('+', "-").replace('/', "_")
    };
    let mut digests = Vec::new();
    for example in file["examples"].as_array().unwrap() {
        digests.push(digest(example["disclosure"].as_str().unwrap()));
        assert_eq!(digests.last().unwrap(), example["digest"].as_str().unwrap());
    }
    for other in file["same_value_other_encodings_must_not_share_digest"].as_array().unwrap() {
        assert!(!digests.contains(&digest(other.as_str().unwrap())));
    }
}
