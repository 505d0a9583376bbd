//! How results look: on a page for people, in lines for machines.

pub(crate) mod answer_json;
pub(crate) mod answer_page;
pub(crate) mod case_words;
pub(crate) mod counting;
pub(crate) mod diagnostic;
pub(crate) mod json;
pub(crate) mod paint;
pub(crate) mod phrase;
pub(crate) mod reasons;
pub(crate) mod table;
pub(crate) mod theorem;
pub(crate) mod wrap;
