//! The record from outside: what others have published about its formats, and what must hold for every tree, text and
//! record.
#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests say what they expect")]

mod entries;
mod files;
mod independent;
mod mutations;
mod notes;
mod oracles;
mod packages;
mod parsers;
mod published_ciphers;
mod published_notes;
mod published_signatures;
mod published_trees;
mod quorums;
mod records;
mod sample;
mod tiles;
mod trees;
