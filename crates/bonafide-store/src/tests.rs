//! The same questions to both engines, and what must be found when the record is tampered with.

mod archived;
mod basics;
mod drafts;
mod listed;
mod nodes;
mod published;
mod tampered;
mod world;
