//! The web (网页): the house people enter, a door like the command line. It shows pages, takes forms, decides nothing.
//!
//! Every route stands in `router`, with who may come in; `may` is asked before a page sees a case. Pages are functions
//! from what was asked to an answer; they run on blocking threads, because the record does.

mod answer;
mod ask;
mod blocks;
mod cookie;
mod frame;
mod guard;
mod hall;
mod lists;
mod may;
mod pages;
mod picture;
mod router;
mod serve;
mod session;
#[cfg(test)]
mod tests;
mod viewer;

pub(crate) use hall::Hall;
pub(crate) use serve::serve;
