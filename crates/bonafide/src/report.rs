//! How results look: on a page for people, in lines for machines.

pub(crate) mod diagnostic;
pub(crate) mod json;
pub(crate) mod paint;
pub(crate) mod wrap;
