//! The lot (抽签): people from outside are drawn so that anybody can repeat the draw.
//!
//! The list of names stands in the record before the seed exists: the seed is made of the root of the record's tree at
//! a later size, stated beforehand, and of the case number. Nobody can choose it, everybody can recompute it. The
//! algorithm is written out in `docs/reference/lot.md`, with a second implementation in twenty lines of Python.
//! Must not know where the root comes from: it is an argument.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::parts::Pool;
use super::recusal::{Bar, Impartiality, Matter};
use crate::id::{CaseNo, Day, PersonId};

/// What the seed begins with: a lot of this version and nothing else.
const LOT_PREFIX: &[u8] = b"bonafide/lot/v1\0";

/// What the seed of a draw is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LotSeed {
    /// The case the draw is for.
    pub case_no: CaseNo,
    /// How many draws the case had before; the second third party is draw 1.
    pub round: u32,
    /// The size of the record's tree that was stated before the tree had it.
    pub tree_size: u64,
    /// The root of the tree at that size.
    pub root: [u8; 32],
}

impl LotSeed {
    /// Reads what a commission states, `1000:00010203…`: the size of the tree and its root in hexadecimal.
    pub fn read(stated: &str, case_no: CaseNo, round: u32) -> Option<Self> {
        let (size, digits) = stated.split_once([':', '：'])?;
        let mut root = [0_u8; 32];
        let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
        if pairs.len() != root.len() || !rest.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        for (byte, pair) in root.iter_mut().zip(pairs) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self { case_no, round, tree_size: size.trim().parse().ok()?, root })
    }

    /// SHA-256 over prefix, tree size and round (big-endian), root, and the case number in UTF-8.
    pub fn digest(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(LOT_PREFIX);
        hash.update(self.tree_size.to_be_bytes());
        hash.update(self.round.to_be_bytes());
        hash.update(self.root);
        hash.update(self.case_no.as_str().as_bytes());
        hash.finalize().into()
    }
}

/// A draw with all that is needed to repeat it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draw {
    /// Everybody who could be drawn, sorted by the bytes of the number, each once.
    pub pool: Vec<PersonId>,
    /// What the seed was made of.
    pub seed: LotSeed,
    /// How many were to be drawn.
    pub count: usize,
    /// Who was, in the order drawn: whoever cannot serve is followed by the next of a longer draw.
    pub drawn: Vec<PersonId>,
}

/// Why there is no draw, or why one does not stand.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LotError {
    /// Fewer on the list than are to be drawn.
    #[error("{count} are to be drawn, but only {pool} are on the list")]
    PoolTooSmall {
        /// On the list.
        pool: usize,
        /// To be drawn.
        count: usize,
    },
    /// Nobody is to be drawn.
    #[error("nobody is to be drawn")]
    NothingToDraw,
    /// The list of a draw is not sorted, or names somebody twice.
    #[error("the list is not sorted at `{0}`, or names them twice")]
    PoolUnsorted(PersonId),
    /// Drawing again gives somebody else.
    #[error("drawing again gives another result from place {place} on")]
    OtherResult {
        /// The first place that differs, from 1.
        place: usize,
    },
}

/// Who can be drawn for a matter, and who on the list cannot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawable {
    /// Free of any bar, by number.
    pub pool: Vec<PersonId>,
    /// The others, with every bar.
    pub barred: Vec<(PersonId, Vec<Bar>)>,
}

impl Impartiality<'_> {
    /// Splits a list of people from outside into those who can be drawn for a matter on that day and those who are barred
    /// or serve in it already.
    pub fn drawable(&self, pool: Pool, matter: &Matter, on: Day) -> Drawable {
        self.drawable_among(self.roster.reviewers(pool, on), matter, on)
    }

    /// The same for people listed otherwise, such as the peers of a hospital.
    pub fn drawable_among(&self, listed: Vec<PersonId>, matter: &Matter, on: Day) -> Drawable {
        let mut drawable = Drawable { pool: Vec::new(), barred: Vec::new() };
        for person in listed {
            let bars = self.barred(&person, matter, on);
            if !bars.is_empty() {
                drawable.barred.push((person, bars));
            } else if !matter.acting.iter().any(|(acting, _)| acting == &person) {
                drawable.pool.push(person);
            }
        }
        drawable
    }
}

/// Draws so many from a list.
///
/// # Errors
/// [`LotError`] when the list is too small or nobody is to be drawn.
pub fn draw(pool: &[PersonId], seed: LotSeed, count: usize) -> Result<Draw, LotError> {
    let pool: Vec<PersonId> = pool.iter().cloned().collect::<BTreeSet<_>>().into_iter().collect();
    if count == 0 {
        return Err(LotError::NothingToDraw);
    }
    if pool.len() < count {
        return Err(LotError::PoolTooSmall { pool: pool.len(), count });
    }
    let mut stream = Stream::new(seed.digest());
    let mut left = pool.clone();
    let mut drawn = Vec::with_capacity(count);
    // Fisher and Yates, as far as needed: place by place, one of those not yet placed changes with who stands there.
    for place in 0..count {
        let other = place.saturating_add(stream.below(left.len().saturating_sub(place)));
        left.swap(place, other);
        drawn.extend(left.get(place).cloned());
    }
    Ok(Draw { pool, seed, count, drawn })
}

/// Draws again and compares. The root is the reader's to check against the record.
///
/// # Errors
/// [`LotError`] naming what does not stand.
pub fn check(stated: &Draw) -> Result<(), LotError> {
    if let Some((_, later)) = stated.pool.iter().zip(stated.pool.iter().skip(1)).find(|(one, other)| one >= other) {
        return Err(LotError::PoolUnsorted(later.clone()));
    }
    let again = draw(&stated.pool, stated.seed.clone(), stated.count)?;
    let same = again.drawn.iter().zip(&stated.drawn).take_while(|(one, other)| one == other).count();
    if same == again.drawn.len() && same == stated.drawn.len() {
        return Ok(());
    }
    Err(LotError::OtherResult { place: same.saturating_add(1) })
}

/// Numbers without end from a seed: block `k` is SHA-256 over the seed and `k` as eight bytes, big-endian; each block
/// gives four numbers of eight bytes, big-endian.
struct Stream {
    seed: [u8; 32],
    block: u64,
    waiting: Vec<u64>,
}

impl Stream {
    fn new(seed: [u8; 32]) -> Self {
        Self { seed, block: 0, waiting: Vec::new() }
    }

    fn next(&mut self) -> u64 {
        loop {
            if let Some(number) = self.waiting.pop() {
                return number;
            }
            let digest: [u8; 32] =
                Sha256::new().chain_update(self.seed).chain_update(self.block.to_be_bytes()).finalize().into();
            self.block = self.block.wrapping_add(1);
            let (numbers, _) = digest.as_chunks::<8>();
            self.waiting = numbers.iter().rev().map(|number| u64::from_be_bytes(*number)).collect();
        }
    }

    /// A number below `limit`, each equally likely: numbers at or above the largest multiple of `limit` are passed over.
    fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit).unwrap_or(u64::MAX).max(1);
        // 2^64 modulo the limit: so many numbers at the top would favour the lowest results.
        let surplus = (u64::MAX % limit).wrapping_add(1) % limit;
        loop {
            let number = self.next();
            if number <= u64::MAX - surplus {
                return usize::try_from(number % limit).unwrap_or(0);
            }
        }
    }
}
