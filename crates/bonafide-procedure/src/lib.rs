//! Procedure (程序): who may do what, when, after what.
//!
//! Pure: today, texts, roster and calendar come in as arguments. Must not know how events are stored, how a page looks
//! or how a sentence is worded: what it refuses is a code with arguments, what it decides is events.

pub mod calendar;
pub mod case;
pub mod deadline;
pub mod field;
pub mod id;
#[cfg(test)]
mod model;
pub mod procedure;
pub mod refusal;
pub mod roster;
pub mod step;
pub mod story;
pub mod wire;
