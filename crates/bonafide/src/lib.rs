//! Bonafide (容错纠错): the one road of a change, and the doors that lead to it.
//!
//! A door (the command line, later the web) makes a request; `gather` reads what it is decided on, `bonafide-procedure`
//! decides, `handle` records. Nothing else changes anything, and no door decides.

mod cli;
mod demo;
pub mod gather;
pub mod handle;
mod http;
pub mod media;
mod report;
pub mod site;
mod words;

pub use cli::run;
