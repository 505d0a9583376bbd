//! Whole records: what is found, and at which position, when a row is changed, left out, doubled, moved or back-dated.

use std::convert::Infallible;
use std::ops::ControlFlow;

use bonafide_ledger::chain::ChainFault;
use bonafide_ledger::sealed::{self, BodyError};
use bonafide_ledger::verify::{
    EntryFault, Expectation, ExportedEvent, Verification, VerifiedRecord, WrongEntry, examine,
};
use bonafide_ledger::{Frontier, SeenHead, Suite, read_body, verify_record};
use proptest::prelude::*;

use crate::sample::{self, Event, SUITES};

const SHA: Suite = Suite::Sha256Ed25519;

type Rows<'a> = Vec<(u64, &'a Event)>;

fn rows(events: &[Event]) -> Rows<'_> {
    (0..).zip(events).collect()
}

fn verify(expectation: Expectation, rows: &Rows<'_>) -> Result<VerifiedRecord, WrongEntry> {
    let read = |take: &mut dyn FnMut(&ExportedEvent<'_>) -> ControlFlow<()>| {
        for (position, event) in rows {
            if take(&event.exported(*position)).is_break() {
                break;
            }
        }
        Ok::<(), Infallible>(())
    };
    verify_record(expectation, read).unwrap_or_else(|never| match never {})
}

/// Heads as a witness would have seen them, at some sizes.
fn heads(suite: Suite, events: &[Event], sizes: &[usize]) -> Vec<SeenHead> {
    let tree = sample::tree(suite, events);
    sizes.iter().map(|size| SeenHead { size: *size as u64, root: tree.at(*size as u64).unwrap().root() }).collect()
}

fn wrong(position: u64, fault: EntryFault) -> Result<VerifiedRecord, WrongEntry> {
    Err(WrongEntry { position, fault })
}

#[test]
fn an_untouched_record_verifies_in_both_suites_and_says_what_it_rests_on() {
    for suite in SUITES {
        let events = sample::events(suite, 60, 7);
        let known = heads(suite, &events, &[50, 10, 33]);
        let verified = verify(Expectation::whole(suite, known), &rows(&events)).unwrap();
        assert_eq!((verified.streams, verified.covered, verified.readings), (7, 50, 1));
        let head = sample::tree(suite, &events).head().root();
        assert_eq!((verified.frontier.size(), verified.frontier.root()), (60, head));
    }
}

#[test]
fn what_is_done_to_one_row_is_found_there_at_the_latest_where_its_stream_goes_on() {
    let events = sample::events(SHA, 60, 7);
    let known = || Expectation::whole(SHA, heads(SHA, &events, &[60]));
    let mut changed = events.clone();
    changed[20].body[100] ^= 1;
    // Its own hash is right for what it now is; the next event of the stream names the one that was there.
    assert_eq!(verify(known(), &rows(&changed)), wrong(27, ChainFault::OtherPredecessor.into()));
    let mut missing = rows(&events);
    missing.remove(20);
    assert_eq!(verify(known(), &missing), wrong(21, EntryFault::Position { expected: 20 }));
    // Left out and renumbered: its stream counts from 1 without gaps.
    let mut renumbered: Vec<Event> = events.clone();
    renumbered.remove(20);
    assert_eq!(verify(known(), &rows(&renumbered)), wrong(26, ChainFault::Version { expected: 3 }.into()));
    let mut doubled = events.clone();
    doubled.insert(21, events[20].clone());
    // It was recorded in the same millisecond, which is no fault; but its stream has had it.
    assert_eq!(verify(known(), &rows(&doubled)), wrong(21, ChainFault::Version { expected: 4 }.into()));
    let mut swapped = events.clone();
    swapped.swap(20, 21);
    assert_eq!(verify(known(), &rows(&swapped)), wrong(21, EntryFault::Earlier));
    let mut cut = events.clone();
    cut.truncate(55);
    assert_eq!(verify(known(), &rows(&cut)), wrong(55, EntryFault::CutOff { size: 60 }));
    let mut malformed = events.clone();
    malformed[20].body.push(0);
    assert_eq!(verify(known(), &rows(&malformed)), wrong(20, BodyError::Length.into()));
    let mut other_suite = events.clone();
    other_suite[20].body[1] = 2;
    assert_eq!(verify(known(), &rows(&other_suite)), wrong(20, EntryFault::OtherSuite));
}

#[test]
fn with_the_leaves_of_the_tiles_every_changed_byte_is_found_at_its_own_position() {
    let events = sample::events(SHA, 12, 3);
    let tree = sample::tree(SHA, &events);
    for at in 0..events[7].body.len() {
        let mut changed = events.clone();
        changed[7].body[at] ^= 0x40;
        let read = |take: &mut dyn FnMut(&ExportedEvent<'_>) -> ControlFlow<()>| {
            for (position, event) in (0..).zip(&changed) {
                let leaf = tree.node(0, position);
                if take(&ExportedEvent { leaf, ..event.exported(position) }).is_break() {
                    break;
                }
            }
            Ok::<(), Infallible>(())
        };
        let verdict = verify_record(Expectation::whole(SHA, Vec::new()), read).unwrap();
        assert_eq!(verdict.unwrap_err().position, 7, "byte {at}");
    }
}

#[test]
fn an_operator_who_recomputes_every_hash_is_caught_only_by_a_head_from_outside() {
    let events = sample::events(SHA, 60, 1);
    let mut rewritten = events.clone();
    rewritten[20].fields[0].1[1] ^= 1;
    for at in 20..60 {
        if at > 20 {
            rewritten[at].head.prev = rewritten[at - 1].digest;
        }
        rewritten[at].reseal();
    }
    let itself = verify(Expectation::whole(SHA, heads(SHA, &rewritten, &[60])), &rows(&rewritten));
    assert!(itself.is_ok(), "the self-check passes, which is why heads come from outside");
    let outside = Expectation::whole(SHA, heads(SHA, &events, &[10, 20, 40, 60]));
    assert_eq!(verify(outside, &rows(&rewritten)), wrong(39, EntryFault::OtherRoot { since: 20 }));
    let before = verify(Expectation::whole(SHA, heads(SHA, &events, &[20])), &rows(&rewritten)).unwrap();
    assert_eq!(before.covered, 20, "what no head covers rests on nothing outside");
}

#[test]
fn a_back_dated_event_is_found() {
    let events = sample::events(SHA, 30, 4);
    let mut back_dated = events.clone();
    back_dated[29].head.recorded_ms = events[28].head.recorded_ms;
    back_dated[29].reseal();
    let verdict = verify(Expectation::whole(SHA, Vec::new()), &rows(&back_dated));
    assert!(verdict.is_ok(), "in the same millisecond the order is that of the positions");
    back_dated[29].head.recorded_ms -= 1;
    back_dated[29].reseal();
    let verdict = verify(Expectation::whole(SHA, Vec::new()), &rows(&back_dated));
    assert_eq!(verdict, wrong(29, EntryFault::Earlier));
}

#[test]
fn however_few_streams_fit_the_same_record_verifies_and_the_same_fault_is_found() {
    let events = sample::events(SHA, 300, 90);
    let mut changed = events.clone();
    changed[40].head.stream_version = 2;
    changed[40].head.prev = [1; 32];
    changed[40].reseal();
    let mut early = changed.clone();
    early[200].body[0] = 9;
    for streams_max in [1, 2, 5, 30, 89, 90, 1_000] {
        let expectation = || Expectation { streams_max, ..Expectation::whole(SHA, heads(SHA, &events, &[300])) };
        let verified = verify(expectation(), &rows(&events)).unwrap();
        assert_eq!(verified.streams, 90, "{streams_max}");
        assert_eq!(verified.readings > 1, streams_max < 90, "{streams_max}");
        let fault = EntryFault::Chain(ChainFault::Version { expected: 1 });
        let expectation = || Expectation { streams_max, ..Expectation::whole(SHA, Vec::new()) };
        assert_eq!(verify(expectation(), &rows(&changed)), wrong(40, fault), "{streams_max}");
        assert_eq!(verify(expectation(), &rows(&early)), wrong(40, fault), "the first fault is named, {streams_max}");
    }
}

#[test]
fn a_reading_goes_on_from_a_kept_frontier() {
    let events = sample::events(SHA, 60, 7);
    let mut frontier = Frontier::new(SHA);
    for event in &events[..33] {
        frontier.push(sealed::leaf_hash(SHA, &event.entry()));
    }
    let expectation = Expectation {
        recorded_ms: events[32].head.recorded_ms,
        frontier,
        ..Expectation::whole(SHA, heads(SHA, &events, &[20, 60]))
    };
    let mut verification = Verification::new(expectation);
    for (position, event) in rows(&events).into_iter().skip(33) {
        verification.push(&examine(SHA, &event.exported(position)).unwrap()).unwrap();
    }
    assert_eq!(verification.finish().unwrap().covered, 60);
}

#[test]
fn the_two_bodies_of_an_event_agree_and_those_of_two_events_do_not() {
    let [first, second] = SUITES.map(|suite| sample::events(suite, 9, 3));
    for (event, other) in first.iter().zip(&second) {
        assert!(event.head.agrees_with(&other.head) && event.head != other.head);
    }
    assert!(!first[4].head.agrees_with(&second[7].head));
}

#[test]
fn lists_are_filled_to_four_eight_sixteen_and_thirty_twos() {
    let lengths = [0, 1, 4, 5, 8, 9, 16, 17, 32, 33, 64, 65].map(sealed::padded_length);
    assert_eq!(lengths, [4, 4, 4, 8, 8, 16, 16, 32, 32, 64, 64, 96]);
}

#[test]
fn a_body_has_124_bytes_and_32_a_slot_and_a_value_belongs_to_one_slot() {
    let event = &sample::events(SHA, 2, 2)[1];
    assert_eq!(event.body.len(), 124 + 32 * 4);
    let (head, slots) = read_body(&event.body).unwrap();
    assert_eq!((head, slots.len()), (event.head, 4));
    let (salt, value) = &event.fields[1];
    let slot = |index, event_id: &[u8; 16], value: &[u8]| sealed::slot(SHA, salt, event_id, index, value);
    assert_eq!(Some(&slot(1, &head.event_id, value)), slots.get(1));
    assert_ne!(slot(2, &head.event_id, value), slot(1, &head.event_id, value));
    assert_ne!(slot(1, &[0; 16], value), slot(1, &head.event_id, value));
    assert_eq!(event.entry()[..2], [1, 1]);
}

proptest! {
    #[test]
    fn any_bytes_are_a_body_in_one_spelling_or_none(mut bytes in prop::collection::vec(0_u8.., 0..300), fix: bool) {
        if fix && bytes.len() >= 124 {
            (bytes[0], bytes[1]) = (1, 1 + bytes[1] % 2);
            let slots = (bytes.len() - 124) / 32;
            bytes.truncate(124 + 32 * slots);
            bytes[122..124].copy_from_slice(&u16::try_from(slots).unwrap().to_be_bytes());
        }
        match read_body(&bytes) {
            Ok((head, slots)) => prop_assert_eq!(sealed::body(&head, slots.as_slice()), bytes),
            Err(_) => prop_assert!(!fix || bytes.len() < 124 || bytes[34..38].iter().all(|byte| *byte == 0)
                || bytes[34..38] == [0, 0, 0, 1] || bytes[58..90] == [0; 32]),
        }
    }

    #[test]
    fn any_bytes_are_a_value_in_one_spelling_or_none(kind in 0_u8..9, rest in prop::collection::vec(0_u8.., 0..60)) {
        let bytes = [&[kind][..], &rest].concat();
        if let Ok(value) = bonafide_ledger::Value::decode(&bytes) {
            let mut again = Vec::new();
            value.encode(&mut again);
            prop_assert_eq!(again, bytes);
        }
    }
}
