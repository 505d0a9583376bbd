//! Words of a matter for searching: single characters and pairs for Chinese, whole words and numbers for the rest. A pair is
//! what most Chinese words are; three at a time would find none of them.

use std::collections::BTreeSet;

use bonafide_ledger::aead::{Aead, NONCE_BYTES};

use super::CaseLists;
use crate::error::Fault;

/// Characters of a matter that can be found.
const CHARACTERS_MAX: usize = 600;

/// Words of a search that are looked at.
const WORDS_MAX: usize = 16;

impl CaseLists {
    /// The digests of all words of a text.
    pub(super) fn indexed(&self, text: &str) -> Vec<i64> {
        let mut words = BTreeSet::new();
        for run in runs(text) {
            match run {
                Run::Han(run) => {
                    words.extend(run.iter().map(|one| self.digest(&[*one])));
                    words.extend(run.windows(2).map(|pair| self.digest(pair)));
                }
                Run::Word(word) => {
                    words.insert(self.digest(&word));
                }
            }
        }
        words.into_iter().collect()
    }

    /// The digests that a case must have to be found by a text.
    pub(super) fn asked(&self, text: &str) -> Vec<i64> {
        let mut words = BTreeSet::new();
        for run in runs(text) {
            match run {
                Run::Han(run) if run.len() > 1 => words.extend(run.windows(2).map(|pair| self.digest(pair))),
                Run::Han(run) | Run::Word(run) => {
                    words.insert(self.digest(&run));
                }
            }
        }
        words.into_iter().take(WORDS_MAX).collect()
    }

    fn digest(&self, word: &[char]) -> i64 {
        let word: String = word.iter().collect();
        let digest = self.suite.digest(&[b"bonafide/list-word/v1\0", &*self.words_key, word.as_bytes()]);
        let mut first = [0; 8];
        first.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
        i64::from_be_bytes(first)
    }

    /// The matter as it is kept, bound to its stream.
    pub(super) fn sealed(&self, matter: &str, nonce: [u8; NONCE_BYTES], stream: &[u8; 16]) -> Result<Vec<u8>, Fault> {
        let mut text = matter.as_bytes().to_vec();
        self.cipher.seal(&nonce, stream, &mut text).map_err(Fault::new)?;
        Ok([nonce.as_slice(), &text].concat())
    }

    /// The matter as it was written.
    pub(super) fn opened(&self, mut sealed: Vec<u8>, stream: &[u8]) -> Result<String, Fault> {
        let torn = || Fault::new("a matter in the view of cases is torn");
        let nonce: [u8; NONCE_BYTES] =
            sealed.get(..NONCE_BYTES).and_then(|nonce| nonce.try_into().ok()).ok_or_else(torn)?;
        let mut text = sealed.split_off(NONCE_BYTES);
        self.cipher.open(&nonce, stream, &mut text).map_err(Fault::new)?;
        String::from_utf8(text).map_err(Fault::new)
    }
}

enum Run {
    /// Characters that are words by themselves or in pairs.
    Han(Vec<char>),
    /// A word or number of letters.
    Word(Vec<char>),
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut is_apart = true;
    for letter in text.chars().take(CHARACTERS_MAX) {
        if !letter.is_alphanumeric() {
            is_apart = true;
            continue;
        }
        let is_han = u32::from(letter) >= 0x2E80;
        let letter = letter.to_lowercase().next().unwrap_or(letter);
        match runs.last_mut() {
            Some(Run::Han(run)) if is_han && !is_apart => run.push(letter),
            Some(Run::Word(run)) if !is_han && !is_apart => run.push(letter),
            _ => runs.push(if is_han { Run::Han(vec![letter]) } else { Run::Word(vec![letter]) }),
        }
        is_apart = false;
    }
    runs
}
