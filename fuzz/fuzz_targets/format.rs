//! Any text as a rule block: formatting is refused, or keeps the meaning and settles at once.
#![no_main]

#[path = "../../crates/bonafide-rules/tests/syntax/entries.rs"]
#[expect(dead_code, reason = "the other targets use the rest")]
mod entries;

libfuzzer_sys::fuzz_target!(|text: &str| {
    entries::formatter(text);
    entries::formatter(&entries::as_block(text));
});
