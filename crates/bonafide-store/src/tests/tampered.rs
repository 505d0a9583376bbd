//! Whatever is changed behind the store's back is found, and the first wrong entry named.

use super::world::{World, fill};
use crate::{Depth, Receipt, Refusal, Store, Verified, VerifyError, Wrong};

fn verified(store: &Store) -> Result<Verified, VerifyError> {
    store.verify(&Depth::default(), |_| ())
}

fn deeply(store: &Store) -> Result<Verified, VerifyError> {
    store.verify(&Depth { with_envelopes: true, ..Depth::default() }, |_| ())
}

fn wrong(position: u64, wrong: Wrong) -> Result<Verified, VerifyError> {
    Err(VerifyError::Wrong { position, wrong })
}

fn filled(world: &World) {
    let store = world.open();
    fill(&store, 5, 3, 4);
    let all = deeply(&store).unwrap();
    assert!(all.entries > 15 && all.values > 60);
}

#[test]
fn a_flipped_bit_is_named_by_position_and_column() {
    for world in World::both() {
        filled(&world);
        for (column, position, expected) in [
            ("body_sha256", 7, Wrong::BodyOrBlind),
            ("blind", 6, Wrong::BodyOrBlind),
            ("leaf_sha256", 5, Wrong::Leaf),
            ("request_digest", 4, Wrong::Command),
            ("command_id", 3, Wrong::Command),
            ("stream_id", 2, Wrong::Column("stream_id")),
        ] {
            world.change("events", column, position, |bytes| *bytes.last_mut().unwrap() ^= 4);
            assert_eq!(verified(&world.open()), wrong(position, expected), "{column}");
        }
    }
}

#[test]
fn every_byte_of_an_event_is_looked_at() {
    let world = World::sqlite();
    filled(&world);
    for column in ["body_sha256", "blind", "leaf_sha256", "envelope"] {
        for at in [0, 1, 2, 20, 31, 41, 123, 124, 200, 287] {
            let is_there = std::cell::Cell::new(false);
            let flip = |bytes: &mut Vec<u8>| {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << (at % 8);
                    is_there.set(true);
                }
            };
            world.change("events", column, 9, flip);
            let found = deeply(&world.open());
            let is_found = matches!(found, Err(VerifyError::Wrong { position: 9, .. }));
            assert_eq!(is_found, is_there.get(), "{column} {at}: {found:?}");
            world.change("events", column, 9, flip);
        }
    }
    assert!(deeply(&world.open()).is_ok());
}

#[test]
fn changed_copies_are_named() {
    for world in World::both() {
        filled(&world);
        world.execute(&["UPDATE events SET recorded_ms = recorded_ms - 5000 WHERE position = 8"]);
        assert_eq!(verified(&world.open()), wrong(8, Wrong::Column("recorded_ms")));
        world.execute(&["UPDATE events SET kind = 77 WHERE position = 6"]);
        assert_eq!(verified(&world.open()), wrong(6, Wrong::Column("kind")));
        world.execute(&["UPDATE events SET version = 900 WHERE position = 5"]);
        assert_eq!(verified(&world.open()), wrong(5, Wrong::Column("version")));
    }
}

#[test]
fn a_deleted_row_a_cut_tail_and_a_false_head_are_named() {
    for world in World::both() {
        filled(&world);
        let entries = verified(&world.open()).unwrap().entries;
        world.execute(&["UPDATE heads SET last_recorded_ms = last_recorded_ms + 1"]);
        assert_eq!(verified(&world.open()), wrong(entries - 1, Wrong::Head));
        world.execute(&["UPDATE heads SET size = size - 1"]);
        assert_eq!(verified(&world.open()), wrong(entries - 1, Wrong::BeyondHead));
        world.execute(&["UPDATE heads SET size = size + 1"]);
        world.execute(&[&format!("DELETE FROM events WHERE position = {}", entries - 1)]);
        assert_eq!(verified(&world.open()), wrong(entries - 1, Wrong::Missing));
        world.execute(&["DELETE FROM secrets WHERE position = 0", "DELETE FROM events WHERE position = 4"]);
        assert_eq!(verified(&world.open()), wrong(4, Wrong::Missing));
        assert_eq!(deeply(&world.open()), wrong(4, Wrong::Missing));
    }
}

#[test]
fn reordered_rows_are_named() {
    for world in World::both() {
        filled(&world);
        let swap = [
            "UPDATE events SET position = 999 WHERE position = 6",
            "UPDATE events SET position = 6 WHERE position = 9",
            "UPDATE events SET position = 9 WHERE position = 999",
        ];
        world.execute(&swap);
        let found = verified(&world.open());
        assert!(matches!(found, Err(VerifyError::Wrong { position: 6, .. })), "{found:?}");
    }
}

#[test]
fn a_changed_or_missing_secret_and_a_changed_view_are_found_with_envelopes() {
    for world in World::both() {
        filled(&world);
        world.execute(&["UPDATE streams SET key = 'other' WHERE key = '5-0002'"]);
        let store = world.open();
        assert!(matches!(deeply(&store), Err(VerifyError::Wrong { wrong: Wrong::View("streams"), .. })));
        store.rebuild_views().unwrap();
        assert!(deeply(&store).is_ok());
        drop(store);
        world.change("secrets", "envelope", 0, |bytes| *bytes.last_mut().unwrap() ^= 1);
        assert!(verified(&world.open()).is_ok());
        assert_eq!(deeply(&world.open()), wrong(0, Wrong::Envelope));
        world.execute(&["DELETE FROM secrets WHERE position = 0"]);
        assert_eq!(deeply(&world.open()), wrong(0, Wrong::Column("secret_count")));
    }
}

#[test]
fn a_swapped_attachment_is_named() {
    for world in World::both() {
        let store = world.open();
        let mut corpus = crate::testing::Corpus::new(9);
        let open = corpus.open("9-1");
        store.append(&open).unwrap();
        let files = ["一", "二"].map(|words| store.put_file(open.stream, "text/plain", words.as_bytes()).unwrap());
        for (file, version) in files.iter().zip(1..) {
            let mut step = corpus.step(open.stream, version, Some(1));
            step.events[0].fields[5] = vec![bonafide_procedure::wire::Value::File(file.clone())];
            store.append(&step).unwrap();
        }
        let depth = Depth { with_envelopes: true, with_files: true, receipts: Vec::new() };
        assert_eq!(store.verify(&depth, |_| ()).unwrap().files, 2);
        assert_eq!(store.get_file(open.stream, &files[0]).unwrap().bytes.as_slice(), "一".as_bytes());
        swap_files(&world, &files.map(|file| crate::erase::hex(&file.digest)));
        assert_eq!(store.verify(&depth, |_| ()), wrong(1, Wrong::File));
    }
}

fn swap_files(world: &World, names: &[String; 2]) {
    let [first, second] = names;
    if let crate::Location::Sqlite(path) = &world.location {
        let path = |name: &str| path.join("files").join(&name[..2]).join(name);
        std::fs::rename(path(first), path("ab-aside"))
            .or_else(|_| {
                std::fs::create_dir_all(path("ab-aside").parent().unwrap())?;
                std::fs::rename(path(first), path("ab-aside"))
            })
            .unwrap();
        std::fs::rename(path(second), path(first)).unwrap();
        std::fs::rename(path("ab-aside"), path(second)).unwrap();
    } else {
        world.execute(&[&format!(
            "UPDATE attachments SET sealed = (SELECT sealed FROM attachments WHERE digest = '\\x{second}') \
             WHERE digest = '\\x{first}'"
        )]);
    }
}

/// The operator changes one event and reckons every hash again: nothing inside shows it, everything outside does.
#[test]
fn an_edit_with_every_hash_recomputed_is_found_by_pin_and_by_receipt() {
    for [true_world, forged_world] in [[World::sqlite(), World::sqlite()], [World::postgres(), World::postgres()]] {
        let receipts = replayed(&true_world, "抢修", None);
        let store = true_world.open();
        store.publish().unwrap();
        drop(store);
        replayed(&forged_world, "擅自施工", None);
        // Inside, the forgery is perfect.
        assert!(deeply(&forged_world.open()).is_ok());
        let depth = Depth { receipts, ..Depth::default() };
        assert_eq!(forged_world.open().verify(&depth, |_| ()), wrong(1, Wrong::Receipt));
        std::fs::copy(true_world.path().join("pin"), forged_world.path().join("pin")).unwrap();
        let store = forged_world.open();
        assert!(matches!(verified(&store), Err(VerifyError::Wrong { wrong: Wrong::Pin, .. })));
        assert!(matches!(store.refusal(), Some(Refusal::Inconsistent(_))));
        assert!(store.publish().is_err());
    }
}

#[test]
fn a_record_restored_from_yesterday_is_read_only() {
    for [today, yesterday] in [[World::sqlite(), World::sqlite()], [World::postgres(), World::postgres()]] {
        replayed(&today, "抢修", None);
        today.open().publish().unwrap();
        replayed(&yesterday, "抢修", Some(3));
        std::fs::copy(today.path().join("pin"), yesterday.path().join("pin")).unwrap();
        let store = yesterday.open();
        assert!(matches!(store.refusal(), Some(Refusal::Inconsistent(_))));
        assert_eq!(verified(&store), wrong(4, Wrong::BehindPin));
        let mut corpus = crate::testing::Corpus::new(77);
        assert!(store.append(&corpus.open("new")).is_err());
    }
}

/// The same commands but for one word in the second event, in the same order at the same times.
fn replayed(world: &World, word: &str, steps: Option<u32>) -> Vec<Receipt> {
    let store = world.open();
    let mut corpus = crate::testing::Corpus::new(8);
    let open = corpus.open("8-1");
    let mut receipts = vec![store.append(&open).unwrap()];
    for version in 1..=steps.unwrap_or(9) {
        let mut step = corpus.step(open.stream, version, Some(1));
        if version == 1 {
            step.events[0].fields[4] = vec![bonafide_procedure::wire::Value::Text(word.to_owned())];
        }
        receipts.push(store.append(&step).unwrap());
    }
    receipts
}
