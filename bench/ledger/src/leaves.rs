//! A million entries of 200 bytes, the same in every run.

/// Bytes of an entry.
pub const ENTRY: usize = 200;

/// A stream of numbers from a seed.
pub struct Numbers(pub u64);

impl Numbers {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    pub fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let number = self.next().to_le_bytes();
            chunk.iter_mut().zip(number).for_each(|(to, from)| *to = from);
        }
    }
}

pub fn entries(count: usize) -> Vec<[u8; ENTRY]> {
    let entry = |number| {
        let mut bytes = [0; ENTRY];
        Numbers(number).fill(&mut bytes);
        bytes
    };
    (0..count as u64).map(entry).collect()
}

/// Places at which proofs are asked for.
pub fn places(count: usize, among: usize) -> Vec<u64> {
    let mut numbers = Numbers(7);
    (0..count).map(|_| numbers.next() % among as u64).collect()
}
