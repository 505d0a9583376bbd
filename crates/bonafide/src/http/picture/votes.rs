//! The strip of votes (表决): a mark a vote, by shape: for, against, abstaining.

use bonafide_procedure::case::act::{Choice, Vote};

use super::Svg;
use crate::report::names::Names;
use crate::words::say;

/// More votes than these are only counted.
const DRAWN_MAX: usize = 24;

/// The votes in the order they were written, and their sum.
pub(in crate::http) fn strip(names: &Names<'_>, votes: &[Vote]) -> String {
    let count = |choice| votes.iter().filter(|vote| vote.choice == choice).count() as u64;
    let (agree, against, abstain) = (count(Choice::For), count(Choice::Against), count(Choice::Abstain));
    let label = say!(names.words, "web-votes", agree = agree, against = against, abstain = abstain);
    let mut svg = Svg::new(420, 70, &label);
    for (place, vote) in (0_i64..).zip(votes.iter().take(DRAWN_MAX)) {
        let truth = match vote.choice {
            Choice::For => Some(true),
            Choice::Against => Some(false),
            Choice::Abstain => None,
        };
        svg.mark((14 + place % 12 * 34, 14 + place / 12 * 22), truth);
    }
    svg.text((6, 62), 13, "", &label);
    svg.end()
}
