//! What the rules say about one case, and about many.

pub mod compile;
pub mod graph;

pub use compile::{Outputs, compile};
pub use graph::{Gate, Graph, Wire};
