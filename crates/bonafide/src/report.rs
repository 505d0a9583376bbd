//! How results look: on a page for people, in lines for machines.

pub(crate) mod act_error;
pub(crate) mod answer_json;
pub(crate) mod answer_page;
pub(crate) mod case_words;
pub(crate) mod counting;
pub(crate) mod diagnostic;
pub(crate) mod dossier;
pub(crate) mod json;
pub(crate) mod names;
pub(crate) mod paint;
pub(crate) mod phrase;
pub(crate) mod reasons;
pub(crate) mod receipt;
pub(crate) mod refusal;
pub(crate) mod shortfall;
pub(crate) mod table;
pub(crate) mod theorem;
pub(crate) mod timeline;
pub(crate) mod wrap;

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
