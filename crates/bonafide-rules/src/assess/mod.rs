//! What the rules say about one case, and about many.

pub mod assessor;
pub mod batch;
pub mod change;
pub mod compile;
mod crossed;
pub mod engine;
mod exact;
pub mod example;
pub mod explain;
pub mod graph;
pub(crate) mod greedy;
mod idle;
pub mod program;
pub mod question;
mod sufficient;
pub mod values;

pub use assessor::Assessor;
pub use change::{Change, ChangeScope};
pub use compile::{Outputs, compile};
pub use engine::{Answer, Engine, Status};
pub use example::{Shortfall, shortfalls};
pub use explain::{Explanation, Outline, Part, Subject};
pub use graph::{Gate, Graph, Wire};
pub use program::Truth;
pub use question::Question;
