//! Parsers: any text is read without panic, and what is read is written as it was. The fuzz targets drive `entries.rs` too.

use std::sync::LazyLock;

use proptest::prelude::*;

use crate::entries;
use crate::packages::package;
use crate::sample::{self, SUITES};

/// Good texts of every format, for spoiling.
static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let keys = sample::keys(SUITES[0]);
    let tree = sample::tree(SUITES[0], &sample::events(SUITES[0], 5, 2));
    let note = keys.sign(&tree, 2);
    let (package, _) = package(SUITES[0]);
    let proof = package.tlog_proof(1).unwrap().to_string();
    let extra = proof.replacen("index", "extra AAAA\nindex", 1);
    let request = bonafide_ledger::AddCheckpoint::new(3, vec![[1; 32]; 2], &note).unwrap().to_string();
    let key = keys.log_key().to_string();
    let quorum = format!("log {key}\nwitness a {}\ngroup g any a\nquorum g\n", keys.witness_key(0));
    vec![note.to_string(), package.to_string(), proof, extra, request, key, quorum, "tile/0/x001/000.p/3".into()]
});

#[test]
fn good_texts_pass_every_parser_they_are_for() {
    let passed: Vec<u32> = TEXTS.iter().map(|text| entries::all(text.as_bytes())).collect();
    assert!(passed.iter().all(|count| *count >= 1), "{passed:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(0_u8.., 0..400)) {
        entries::all(&bytes);
    }

    #[test]
    fn spoiled_texts_are_read_without_panic(
        which in 0_usize..8, spoils in prop::collection::vec((any::<prop::sample::Index>(), 0_u8.., 0_u8..3), 1..6),
    ) {
        let mut bytes = TEXTS[which].clone().into_bytes();
        for (at, byte, how) in spoils {
            let at = at.index(bytes.len().max(1));
            match how {
                0 if at < bytes.len() => bytes[at] = byte,
                1 if at < bytes.len() => { bytes.remove(at); }
                _ => bytes.insert(at.min(bytes.len()), byte),
            }
        }
        entries::all(&bytes);
    }

    #[test]
    fn texts_made_of_the_words_of_the_formats_are_read_without_panic(
        words in prop::collection::vec(prop::sample::select(vec![
            "old ", "0", "1", "18446744073709551615", "\n", "\n\n", "— ", "a.example ", "AAAAAAE=", "index ", "extra ",
            "c2sp.org/tlog-proof@v1\n", "bonafide/package@v1\n", "suite 1\n", "event ", "blind ", "body ", "open ",
            "withheld erased\n", "path ", "file ", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "log ", "witness ",
            "group ", "quorum none\n", "tile/", "x001/", "000", ".p/", "+", "bonafide/tlog-proof-sm3@v1\n",
        ]), 0..24),
    ) {
        entries::all(words.concat().as_bytes());
    }
}
