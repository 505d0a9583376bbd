//! Archives and receipts on another machine: no store is asked.

use bonafide_procedure::wire::Value;

use super::world::World;
use crate::testing::{Corpus, schema_of};
use crate::{Append, Order, Store, read_receipt, verify_archive};

/// A case with a file, and its archive.
fn archived(world: &World) -> (Store, Vec<Append>, String) {
    let store = world.open();
    let mut corpus = Corpus::new(80);
    super::world::fill(&store, 81, 2, 2);
    let open = corpus.open("80-1");
    store.append(&open).unwrap();
    let file = store.put_file(open.stream, "text/plain", "会议记录".as_bytes()).unwrap();
    let mut step = corpus.step(open.stream, 1, Some(3));
    step.events.iter_mut().for_each(|event| event.fields[5] = vec![Value::Absent]);
    step.events[1].fields[5] = vec![Value::File(file)];
    store.append(&step).unwrap();
    let mut out = Vec::new();
    assert_eq!(store.export(open.stream, &mut out).unwrap(), (4, 1));
    (store, vec![open, step], String::from_utf8(out).unwrap())
}

#[test]
fn an_archive_is_checked_without_a_database_and_gives_the_events_back() {
    for world in World::both() {
        let (store, commands, text) = archived(&world);
        let key = store.log_key(store.suites()[0]).unwrap();
        let archive = verify_archive(text.as_bytes(), Some(&key)).unwrap();
        assert_eq!(archive, verify_archive(text.as_bytes(), None).unwrap());
        let events: Vec<_> = archive
            .events
            .iter()
            .map(|event| event.event(schema_of(event.head.event_type, 1).unwrap()).unwrap())
            .collect();
        let expected: Vec<_> = commands.into_iter().flat_map(|command| command.events).collect();
        assert_eq!(events, expected);
        assert_eq!(archive.files.values().collect::<Vec<_>>(), ["会议记录".as_bytes()]);
        assert_eq!(archive.withheld, 0);
    }
}

#[test]
fn an_erased_field_is_withheld_in_the_archive_and_the_rest_is_proved() {
    let world = World::sqlite();
    let (store, commands, _) = archived(&world);
    let Value::Party(person) = commands[0].events[0].fields[0][0].clone() else { panic!("no party") };
    let order =
        Order { ground: "x".to_owned(), order: "y".to_owned(), officers: ["A".to_owned(), "B".to_owned()], day: 0 };
    store.erase_person(&person, &order).unwrap();
    let mut out = Vec::new();
    store.export(commands[0].stream, &mut out).unwrap();
    let archive = verify_archive(out.as_slice(), None).unwrap();
    assert!(archive.withheld >= 5);
    let event = archive.events[0].event(&crate::testing::REPORTED).unwrap();
    assert_eq!(event.fields[1], vec![Value::Erased]);
}

#[test]
fn no_line_of_an_archive_can_change_or_go() {
    let world = World::sqlite();
    let (store, _, text) = archived(&world);
    let key = store.log_key(store.suites()[0]).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    for gone in 0..lines.len() {
        let mut fewer = lines.clone();
        fewer.remove(gone);
        assert!(verify_archive(fewer.join("\n").as_bytes(), Some(&key)).is_err(), "line {gone}");
    }
    // The archive's own copy of the key is not what is trusted.
    let own_key = text.find("\"key\":\"").unwrap();
    let own_key = own_key..own_key + text[own_key..].find("\",").unwrap();
    let bytes = text.as_bytes();
    for at in (0..bytes.len()).step_by(7).filter(|at| !own_key.contains(at)) {
        let mut changed = bytes.to_vec();
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        assert!(verify_archive(changed.as_slice(), Some(&key)).is_err(), "byte {at}");
    }
}

#[test]
fn a_receipt_is_checked_offline_and_no_byte_of_it_can_change() {
    for world in World::both() {
        let store = world.with_both_suites().open();
        let mut corpus = Corpus::new(82);
        let open = corpus.open("82-1");
        store.append(&open).unwrap();
        let receipt = store.append(&corpus.step(open.stream, 1, Some(3))).unwrap();
        let (text, key) = (store.sign_receipt(&receipt).unwrap(), store.receipt_key().unwrap());
        assert_eq!(read_receipt(&text, &key), Some(receipt.clone()));
        assert_eq!(store.sign_receipt(&receipt).unwrap(), text, "the same receipt is the same text");
        for at in 0..text.len() {
            let mut changed = text.clone().into_bytes();
            changed[at] ^= 1;
            let changed = String::from_utf8_lossy(&changed).into_owned();
            assert_ne!(read_receipt(&changed, &key), Some(receipt.clone()), "byte {at}");
        }
    }
}
