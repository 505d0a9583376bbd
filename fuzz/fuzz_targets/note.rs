//! Any bytes as signed notes, checkpoints, verifier keys, witness requests, quorum files, tile paths.
#![no_main]

#[path = "../../crates/bonafide-ledger/tests/ledger/entries.rs"]
#[expect(dead_code, reason = "the other targets use the rest")]
mod entries;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    entries::note(bytes);
});
