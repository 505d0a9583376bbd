//! Leaving out one thing after the other while the rest still does, 64 trials a pass.
#![expect(clippy::indexing_slicing, reason = "places are below the count that sized the vector")]

const LANES: usize = 64;

/// A trial of 64 worlds: in which of them each thing is left in.
pub(crate) struct Trial<'a> {
    kept: &'a [bool],
    from: usize,
}

impl Trial<'_> {
    /// The worlds that leave a thing in, one bit a world.
    pub(crate) fn lanes(&self, place: usize) -> u64 {
        match place.checked_sub(self.from) {
            None if self.kept[place] => !0,
            None => 0,
            Some(after) if after + 1 >= LANES => !0,
            Some(after) => (1_u64 << (after + 1)) - 1,
        }
    }
}

/// Which of `count` things stay when each in turn is left out if those that stay and those to come still do.
///
/// `suffices` tells of the worlds of a trial which do; where one does, so must one with more left in.
pub(crate) fn spare(count: usize, mut suffices: impl FnMut(&Trial<'_>) -> u64) -> Vec<bool> {
    let mut kept = vec![false; count];
    let mut from = 0;
    while from < count {
        // World by world one thing more is left out, counted from `from`.
        let lanes = suffices(&Trial { kept: &kept, from });
        let spared = (lanes.trailing_ones() as usize).saturating_sub(1).min(count - from);
        from += spared;
        if spared + 1 < LANES && from < count {
            kept[from] = true;
            from += 1;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_what_one_at_a_time_would_keep() {
        for (count, needed) in [(1, vec![]), (3, vec![1]), (150, vec![0, 63, 64, 65, 149]), (64, vec![63])] {
            let suffices = |trial: &Trial<'_>| needed.iter().fold(!0, |lanes, place| lanes & trial.lanes(*place));
            let kept = spare(count, suffices);
            let wanted: Vec<bool> = (0..count).map(|place| needed.contains(&place)).collect();
            assert_eq!(kept, wanted, "{count}");
        }
    }
}
