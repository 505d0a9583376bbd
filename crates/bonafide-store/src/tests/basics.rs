//! Append and load.

use super::world::{World, fill};
use crate::testing::Corpus;
use crate::{AppendError, Refusal, StreamKind};

#[test]
fn what_is_appended_is_loaded_again() {
    for world in World::both() {
        loads_what_it_appended(&world);
    }
    for world in World::both() {
        loads_what_it_appended(&world.with_both_suites());
    }
}

fn loads_what_it_appended(world: &World) {
    let store = world.open();
    let commands = fill(&store, 1, 4, 5);
    drop(store);
    let store = world.open();
    for number in 0..4 {
        let stream = store.stream(StreamKind(1), &format!("1-{number:04}")).unwrap().unwrap();
        let expected: Vec<_> = commands
            .iter()
            .filter(|command| command.stream == stream)
            .flat_map(|command| command.events.clone())
            .collect();
        let loaded = store.load(stream, 0).unwrap();
        assert_eq!(loaded.iter().map(|recorded| recorded.event.clone()).collect::<Vec<_>>(), expected);
        for after in 0..=loaded.len() {
            assert_eq!(store.load(stream, u32::try_from(after).unwrap()).unwrap(), loaded[after..]);
        }
    }
}

#[test]
fn a_command_sent_twice_is_recorded_once() {
    for world in World::both() {
        let store = world.open();
        let open = Corpus::new(2).open("2-1");
        let first = store.append(&open).unwrap();
        assert_eq!(store.append(&open).unwrap(), first);
        assert_eq!(store.receipt_of(open.command_id).unwrap(), Some(first));
        let mut other = open.clone();
        other.request_digest[0] ^= 1;
        assert_eq!(store.append(&other), Err(AppendError::DigestMismatch));
        assert_eq!(store.load(open.stream, 0).unwrap().len(), 1);
    }
}

#[test]
fn a_stale_version_and_a_borne_key_are_refused() {
    for world in World::both() {
        let store = world.open();
        let mut corpus = Corpus::new(3);
        let open = corpus.open("3-1");
        store.append(&open).unwrap();
        let stale = corpus.step(open.stream, 0, None);
        assert_eq!(store.append(&stale), Err(AppendError::Conflict { actual_version: 1 }));
        let again = corpus.open("3-1");
        assert_eq!(store.append(&again), Err(AppendError::KeyTaken));
        let nowhere = corpus.step(again.stream, 0, None);
        assert_eq!(store.append(&nowhere), Err(AppendError::Refused(Refusal::NoStream)));
        assert_eq!(store.next_number(StreamKind(1), "3-").unwrap(), 2);
    }
}
