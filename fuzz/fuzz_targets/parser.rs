//! Any text as the inside of a rule block.
#![no_main]

#[path = "../../crates/bonafide-rules/tests/syntax/entries.rs"]
#[expect(dead_code, reason = "the other targets use the rest")]
mod entries;

libfuzzer_sys::fuzz_target!(|text: &str| entries::parser(text));
