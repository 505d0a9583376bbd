//! Any bytes as packages.
#![no_main]

#[path = "../../crates/bonafide-ledger/tests/ledger/entries.rs"]
#[expect(dead_code, reason = "the other targets use the rest")]
mod entries;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    entries::package(bytes);
});
