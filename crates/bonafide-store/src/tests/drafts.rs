//! What somebody typed: kept per field, apart from the record, and gone when it should be.

use std::sync::atomic::Ordering;

use super::world::World;
use crate::{DRAFT_BYTES_MAX, DRAFT_DAYS, DraftField};

const HERE: &str = "/cases/2026-0001/do/defend";

fn field(name: &str, text: &str) -> DraftField {
    (name.to_owned(), text.as_bytes().to_vec())
}

#[test]
fn a_draft_is_kept_per_field_and_per_person_and_goes_when_dropped() {
    for world in World::both() {
        let store = world.open();
        store.save_draft("p07", HERE, &[field("f-statement", "先改后报"), field("f-disputed", "")]).unwrap();
        store.save_draft("p07", HERE, &[field("f-disputed", "隐瞒")]).unwrap();
        store.save_draft("p07", "/me", &[field("note", "另一处")]).unwrap();
        drop(store);
        let store = world.open();
        let kept = store.draft("p07", HERE).unwrap();
        assert_eq!(kept, [field("f-disputed", "隐瞒"), field("f-statement", "先改后报")]);
        assert_eq!(store.draft("p08", HERE).unwrap(), [], "nobody else has it");
        let places: Vec<String> = store.drafts("p07").unwrap().into_iter().map(|(place, _)| place).collect();
        assert_eq!(places, ["/me", HERE], "the newest first");
        store.drop_draft("p07", HERE, &["f-disputed"]).unwrap();
        assert_eq!(store.draft("p07", HERE).unwrap(), [field("f-statement", "先改后报")]);
        store.drop_draft("p07", HERE, &[]).unwrap();
        assert_eq!(store.draft("p07", HERE).unwrap(), []);
        assert_eq!(store.drafts("p07").unwrap().len(), 1);
    }
}

#[test]
fn a_draft_ends_after_its_days_and_with_the_persons_key() {
    for world in World::both() {
        let store = world.open();
        store.save_draft("p07", HERE, &[field("f-statement", "先改后报")]).unwrap();
        store.save_draft("p08", HERE, &[field("f-statement", "单位意见")]).unwrap();
        world.now_ms.fetch_add((DRAFT_DAYS - 1) * 86_400_000, Ordering::Relaxed);
        store.save_draft("p07", HERE, &[field("f-disputed", "隐瞒")]).unwrap();
        world.now_ms.fetch_add(2 * 86_400_000, Ordering::Relaxed);
        assert_eq!(store.draft("p07", HERE).unwrap().len(), 2, "a change keeps the whole draft");
        assert_eq!(store.draft("p08", HERE).unwrap(), []);
        assert_eq!(store.drafts("p08").unwrap(), []);
        let sealer = &store.0.sealer;
        sealer.ring.destroy(sealer.ring.person_key_id("p07")).unwrap();
        assert_eq!(store.draft("p07", HERE).unwrap(), [], "what nobody can read is no draft");
        assert!(store.save_draft("p07", HERE, &[field("f-disputed", "隐瞒")]).is_err());
    }
}

#[test]
fn nothing_of_a_draft_lies_in_clear() {
    let world = World::sqlite();
    let store = world.open();
    store.save_draft("p07", HERE, &[field("f-statement", "not in the clear at all")]).unwrap();
    let crate::Location::Sqlite(folder) = &world.location else { panic!("no folder") };
    for name in ["drafts.db", "drafts.db-wal"] {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        for text in ["not in the clear", "f-statement", "2026-0001"] {
            assert!(!bytes.windows(text.len()).any(|part| part == text.as_bytes()), "`{text}` in {name}");
        }
    }
    const { assert!(DRAFT_BYTES_MAX > 64 << 20, "the largest file fits") };
}
