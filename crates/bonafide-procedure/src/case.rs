//! One case (案件): what can be done in it, what has happened, and what that leaves it in.
//!
//! `act` lists what a person can do and its fields, `event` what can happen, `state` folds events into a [`Case`],
//! `decide` says for each act which events follow, or why it is refused.

pub mod act;
mod answered;
pub mod assessment;
mod decide;
pub mod event;
mod guard;
mod impartial;
pub mod next;
pub mod situation;
pub mod state;
mod terms;
#[cfg(test)]
mod tests;

pub use act::{Act, ActError, Command};
pub use assessment::{InForce, standing, standings};
pub use event::{Entry, Event};
pub use situation::Situation;
pub use state::Case;
