//! The web (网页): the house people enter, a door like the command line. It shows pages, takes forms, decides nothing.
//!
//! Every route stands in `router`, with who may come in; `may` is asked before a page sees a case. Pages are functions
//! from what was asked to an answer; they run on blocking threads, because the record does.

mod act_form;
mod answer;
mod ask;
mod blocks;
mod checkpoints;
mod cookie;
mod draft;
mod frame;
mod guard;
mod hall;
mod keep;
mod lists;
mod may;
mod mine;
mod pages;
mod picture;
mod roles;
mod router;
mod serve;
mod session;
#[cfg(test)]
mod tests;
mod upload;
mod viewer;
mod warm;
mod work;

pub(crate) use hall::Hall;
pub(crate) use serve::serve;
