//! A slow, obviously right reading of regulations, and the tests that hold the engine, the proofs and the language
//! against it. It shares nothing with them but the types of `regulation.rs` and `outcome.rs`.
//!
//! Optimised (`cargo test --profile demo -p bonafide-rules --test reference -- --nocapture`, as `cargo xtask ci` does) it
//! tries a million pairs of regulation and case, unoptimised ten thousand; `BONAFIDE_DIFFERENTIAL=10000000` asks for more.
#[cfg(test)]
mod differential;
#[cfg(test)]
mod doors;
#[cfg(test)]
mod interpret;
#[cfg(test)]
mod metamorphic;
#[cfg(test)]
mod partial;
#[cfg(test)]
mod print;
#[cfg(test)]
mod random;
#[cfg(test)]
mod reasons;
#[cfg(test)]
mod shipped;
#[cfg(test)]
mod shrink;
#[cfg(test)]
mod text;
#[cfg(test)]
mod theorems;
#[cfg(test)]
mod worked;
