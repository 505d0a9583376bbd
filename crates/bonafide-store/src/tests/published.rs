//! Checkpoints, pins, tiles; erasure; views.

use bonafide_ledger::SignedNote;
use bonafide_ledger::{Checkpoint, Suite};
use bonafide_procedure::wire::Value;

use super::nodes::second_node;
use super::world::{World, fill};
use crate::testing::Directory;
use crate::{AppendError, Depth, EraseError, KeyError, Location, Order, Refusal, StreamKind};

#[test]
fn what_is_published_is_signed_and_its_tiles_lead_to_the_root() {
    for world in World::both() {
        let world = world.with_both_suites();
        let store = world.open();
        for round in 0..4 {
            fill(&store, 20 + round, 3, 40);
            let notes = store.publish().unwrap();
            for (suite, note) in [Suite::Sha256Ed25519, Suite::Sm3Sm2].into_iter().zip(&notes) {
                let key = store.log_key(suite).unwrap();
                let note = SignedNote::parse(note.as_bytes()).unwrap();
                note.verify(&[key]).unwrap();
                let checkpoint = Checkpoint::parse(note.text()).unwrap();
                assert!(store.tiles(suite).lead_to(checkpoint.size(), checkpoint.root()));
            }
            assert_eq!(store.publish().unwrap(), notes, "publishing again changes nothing");
        }
        assert_eq!(store.verify(&Depth::default(), |_| ()).unwrap().checkpoints, 8);
        let served = store.served(Suite::Sha256Ed25519);
        let before = std::fs::read(served.join("tile/0/000")).unwrap();
        std::fs::remove_dir_all(served.join("tile")).unwrap();
        std::fs::remove_file(served.join("checkpoint")).unwrap();
        store.publish().unwrap();
        assert_eq!(std::fs::read(served.join("tile/0/000")).unwrap(), before);
        drop(store);
        assert_eq!(world.open().refusal(), None);
    }
}

#[test]
fn two_who_sign_at_once_leave_nothing_unsigned_and_no_harm() {
    for world in World::both() {
        let world = world.with_both_suites();
        let store = world.open();
        assert_eq!(store.unsigned().unwrap(), 0, "an empty record");
        fill(&store, 33, 3, 10);
        assert_eq!(store.unsigned().unwrap(), store.size().unwrap());
        // Nodes share a database; threads share a process where one alone may hold the record.
        let directory = Directory::new().unwrap();
        let is_alone = matches!(world.location, Location::Sqlite(_));
        let other = if is_alone { store.clone() } else { second_node(&world, &directory) };
        std::thread::scope(|scope| {
            for store in [&store, &other] {
                scope.spawn(move || (0..4).for_each(|_| drop(store.publish().unwrap())));
            }
        });
        assert_eq!((store.unsigned().unwrap(), other.unsigned().unwrap()), (0, 0));
        assert_eq!((store.refusal(), other.refusal()), (None, None));
        fill(&other, 34, 1, 2);
        assert!(store.unsigned().unwrap() > 0, "what another node wrote counts");
    }
}

#[test]
fn an_altered_entry_is_not_signed_and_stops_the_record() {
    for world in World::both() {
        let store = world.open();
        fill(&store, 30, 2, 3);
        store.publish().unwrap();
        fill(&store, 31, 2, 3);
        let entries = store.verify(&Depth::default(), |_| ()).unwrap().entries;
        world.change("events", "blind", entries - 2, |bytes| bytes[0] ^= 1);
        assert!(store.publish().is_err());
        assert!(matches!(store.refusal(), Some(Refusal::Inconsistent(_))));
        drop(store);
        assert!(matches!(world.open().refusal(), Some(Refusal::Inconsistent(_))));
    }
}

fn order(first: &str, second: &str) -> Order {
    Order {
        ground: "purpose-met".to_owned(),
        order: "删除决定第 1 号".to_owned(),
        officers: [first.to_owned(), second.to_owned()],
        day: 20_100,
    }
}

#[test]
fn an_erased_person_is_gone_and_every_proof_stays() {
    for world in World::both() {
        let store = world.open();
        let commands = fill(&store, 40, 6, 2);
        let Value::Party(person) = commands[0].events[0].fields[0][0].clone() else { panic!("no party") };
        let key_id = store.0.sealer.ring.person_key_id(&person);
        let before = store.verify(&Depth { with_envelopes: true, ..Depth::default() }, |_| ()).unwrap();
        store.publish().unwrap();
        assert!(matches!(store.erase_person(&person, &order("P1", "P1")), Err(EraseError::OneOfficer)));
        let erasure = store.erase_person(&person, &order("P1", "P2")).unwrap();
        assert!(erasure.events >= 1 && erasure.key_id == key_id);
        assert_eq!(store.erase_person(&person, &order("P1", "P2")).unwrap(), erasure);
        assert_eq!(store.resume_erasures().unwrap(), 0);
        let loaded = store.load(commands[0].stream, 0).unwrap();
        assert_eq!(loaded[0].event.fields[1], vec![Value::Erased]);
        assert_eq!(loaded[0].event.fields[2], commands[0].events[0].fields[2]);
        let after = store.verify(&Depth { with_envelopes: true, ..Depth::default() }, |_| ()).unwrap();
        assert_eq!((after.entries, after.checkpoints), (before.entries + 2, 1));
        let mut again = commands[0].clone();
        (again.command_id, again.stream) = ([9; 16], store.new_stream_id().unwrap());
        again.opens = Some((StreamKind(1), "40-new".to_owned()));
        assert_eq!(store.append(&again), Err(AppendError::Refused(Refusal::Key(KeyError::Destroyed))));
        let state = store.state_hash().unwrap();
        store.rebuild_views().unwrap();
        assert_eq!(store.state_hash().unwrap(), state);
    }
}

#[test]
fn a_restricted_person_is_hidden_until_two_officers_release() {
    for world in World::both() {
        let store = world.open();
        let commands = fill(&store, 41, 1, 1);
        let Value::Party(person) = commands[0].events[0].fields[0][0].clone() else { panic!("no party") };
        store.restrict_person(&person, &order("P1", "P2")).unwrap();
        assert_eq!(store.load(commands[0].stream, 0).unwrap()[0].event.fields[1], vec![Value::Erased]);
        store.release_person(&person, &order("P1", "P2")).unwrap();
        assert_eq!(store.load(commands[0].stream, 0).unwrap()[0].event, commands[0].events[0]);
    }
}

#[test]
fn views_that_were_dropped_are_rebuilt_the_same() {
    for world in World::both() {
        let store = world.open();
        fill(&store, 50, 5, 2);
        let state = store.state_hash().unwrap();
        world.execute(&["DELETE FROM streams", "DELETE FROM erasures"]);
        assert_ne!(store.state_hash().unwrap(), state);
        store.rebuild_views().unwrap();
        assert_eq!(store.state_hash().unwrap(), state);
    }
}
