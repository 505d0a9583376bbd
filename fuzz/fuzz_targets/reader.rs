//! Any bytes as a file: read, or refused with the place of the wrong byte.
#![no_main]

#[path = "../../crates/bonafide-rules/tests/syntax/entries.rs"]
#[expect(dead_code, reason = "the other targets use the rest")]
mod entries;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entries::reader(bytes));
