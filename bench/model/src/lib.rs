//! The measured rule set as data: one source, printed for every engine, so that all of them answer the same question.
//!
//! Twenty-eight facts, eight red lines, six looks and twenty situations give three outcomes. A test of a missing
//! fact fails in every engine, which is how Bonafide reads a fact that does not apply (不适用).
pub mod cases;
pub mod condition;
pub mod facts;
pub mod lists;
pub mod print;
pub mod random;
pub mod rules;
