//! Proofs about a whole regulation, over every case there can be.

pub mod realise;
pub mod sat;
pub mod spread;
pub mod worlds;
