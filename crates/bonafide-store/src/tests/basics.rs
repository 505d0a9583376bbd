//! Append and load.

use std::sync::atomic::Ordering;

use super::world::{World, fill};
use crate::testing::Corpus;
use crate::{AppendError, KeyError, OpenError, Refusal, Store, StreamKind};

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

#[test]
fn a_leaping_clock_stops_appends_until_it_is_right_or_confirmed() {
    const HOUR: u64 = 3_600_000;
    for world in World::both() {
        let store = world.open();
        let mut corpus = Corpus::new(4);
        let open = corpus.open("4-1");
        let first = store.append(&open).unwrap();
        let mut step = |version| corpus.step(open.stream, version, Some(1));
        world.now_ms.fetch_sub(HOUR, Ordering::Relaxed);
        assert!(matches!(store.append(&step(1)), Err(AppendError::Refused(Refusal::ClockBehind(_)))));
        world.now_ms.fetch_add(3 * HOUR, Ordering::Relaxed);
        assert!(matches!(store.append(&step(1)), Err(AppendError::Refused(Refusal::ClockLeapt(_)))));
        assert_eq!(store.append(&open).unwrap(), first, "what is recorded is still answered");
        store.confirm_clock();
        let second = store.append(&step(1)).unwrap();
        assert!(second.recorded_ms > first.recorded_ms + HOUR);
    }
}

#[test]
fn a_record_opens_only_with_its_own_key_and_name() {
    for mut world in World::both() {
        drop(world.open());
        let keys = world.options.keys.clone();
        world.options.keys = crate::KeySource::Bytes(zeroize::Zeroizing::new([8; 32]));
        let refused = Store::open(&world.location, world.options.clone());
        assert!(matches!(refused, Err(OpenError::Key(KeyError::Wrong))), "{refused:?}");
        (world.options.keys, world.options.origin) = (keys, "other.example".to_owned());
        let refused = Store::open(&world.location, world.options.clone());
        assert!(matches!(refused, Err(OpenError::OtherSettings { what: "origin", .. })), "{refused:?}");
    }
}

#[test]
fn a_directory_is_held_by_one_store_and_a_newer_record_is_refused() {
    let world = World::sqlite();
    let store = world.open();
    assert!(matches!(Store::open(&world.location, world.options.clone()), Err(OpenError::InUse(_))));
    drop(store);
    world.execute(&["PRAGMA user_version = 9"]);
    let refused = Store::open(&world.location, world.options.clone());
    assert!(matches!(refused, Err(OpenError::Newer { found: 9, known: 1 })), "{refused:?}");
    let world = World::postgres();
    drop(world.open());
    world.execute(&["UPDATE schema_versions SET version = 9"]);
    let refused = Store::open(&world.location, world.options.clone());
    assert!(matches!(refused, Err(OpenError::Newer { found: 9, known: 2 })), "{refused:?}");
}

#[test]
fn postgres_without_a_standby_or_with_another_isolation_is_refused() {
    let mut world = World::postgres();
    drop(world.open());
    world.options.is_highly_available = true;
    let refused = Store::open(&world.location, world.options.clone());
    assert!(matches!(refused, Err(OpenError::NotSynchronous)), "{refused:?}");
    world.options.is_highly_available = false;
    if let crate::Location::Postgres { url, .. } = &mut world.location {
        url.push_str(" options='-c default_transaction_isolation=serializable'");
    }
    let refused = Store::open(&world.location, world.options.clone());
    assert!(matches!(refused, Err(OpenError::Isolation(_))), "{refused:?}");
}

#[test]
fn events_cannot_be_updated_or_deleted_while_the_guards_stand() {
    let world = World::sqlite();
    fill(&world.open(), 6, 1, 1);
    let connection = rusqlite::Connection::open(world.path().join("record.db")).unwrap();
    for statement in ["UPDATE events SET kind = 1", "DELETE FROM events", "DELETE FROM secrets"] {
        assert!(connection.execute_batch(statement).is_err(), "{statement}");
    }
    let world = World::postgres();
    fill(&world.open(), 6, 1, 1);
    let crate::Location::Postgres { url, .. } = &world.location else { panic!("not PostgreSQL") };
    let mut client = postgres::Client::connect(url, postgres::NoTls).unwrap();
    for statement in ["UPDATE events SET kind = 1", "DELETE FROM events", "TRUNCATE secrets CASCADE"] {
        assert!(client.batch_execute(statement).is_err(), "{statement}");
    }
}

#[test]
fn the_service_role_can_add_and_not_change() {
    let world = World::postgres();
    let store = world.open();
    fill(&store, 7, 1, 1);
    // A first node that serves lists has made their tables too.
    store.case_lists().unwrap();
    let crate::Location::Postgres { url, .. } = &world.location else { panic!("not PostgreSQL") };
    let mut client = postgres::Client::connect(url, postgres::NoTls).unwrap();
    client.batch_execute("CREATE ROLE bonafide_service").unwrap();
    client.batch_execute(include_str!("../../migrations/postgres/privileges.sql")).unwrap();
    client.batch_execute("SET ROLE bonafide_service").unwrap();
    client.batch_execute("SELECT COUNT(*) FROM events; UPDATE heads SET size = size").unwrap();
    for statement in
        ["UPDATE events SET kind = 1", "DELETE FROM secrets", "DROP TRIGGER events_are_insert_only ON events"]
    {
        let refused = client.batch_execute(statement).unwrap_err();
        assert_eq!(refused.code(), Some(&postgres::error::SqlState::INSUFFICIENT_PRIVILEGE), "{statement}");
    }
}
