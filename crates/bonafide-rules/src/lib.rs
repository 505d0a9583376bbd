//! Regulations that run (实体): what the rules say about facts.
//!
//! Pure: no clock, disk, socket, environment or random source; texts come in as arguments.
pub mod align;
pub mod assess;
pub mod case;
pub mod check;
pub mod day;
pub mod diagnostic;
mod format;
pub mod keyword;
mod lexer;
mod markdown;
pub mod outcome;
mod parser;
pub mod place;
pub mod prove;
mod read;
pub mod regulation;
pub mod tree;
pub mod vocabulary;

pub use check::{Checked, check, load};
pub use format::format;
pub use keyword::KeywordLanguage;
pub use read::{Read, decode, read};
