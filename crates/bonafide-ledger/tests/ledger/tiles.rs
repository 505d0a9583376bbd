//! Tiles: paths, bundles, writing as leaves come, and reading with proof from storage nobody trusts.

use std::cell::Cell;
use std::collections::BTreeMap;

use bonafide_ledger::tile::{TILE_WIDTH, new_tiles, push_entry, read_entries};
use bonafide_ledger::tile_reader::TileError;
use bonafide_ledger::{Consistency, Hash, Inclusion, Suite, TileEdge, TileId, TileKind, TileReader, Tree};
use proptest::prelude::*;

use crate::trees::leaves;

const SHA: Suite = Suite::Sha256Ed25519;

#[test]
fn the_paths_of_the_specification_read_both_ways_and_have_one_spelling() {
    for path in ["tile/0/x001/x234/067", "tile/0/000", "tile/3/000.p/1", "tile/entries/x123/456.p/255", "tile/63/999"] {
        assert_eq!(TileId::parse(path).unwrap().path(), path);
    }
    assert_eq!(TileId::new(TileKind::Hashes(0), 1_234_067, TILE_WIDTH).unwrap().path(), "tile/0/x001/x234/067");
    for path in [
        "tile/0/x000/001",
        "tile/00/001",
        "tile/0/1",
        "tile/0/001.p/0",
        "tile/0/001.p/256",
        "tile/0/001.p/01",
        "tile/64/001",
        "tile/0/001/x234",
        "tile/0/x001",
        "tile/0/x001/234/",
        "tile/entry/000",
        "/tile/0/000",
        "tile/0/+01",
        "tile/0/x18446744073709551615/000",
        "tile/0/1234",
    ] {
        assert!(TileId::parse(path).is_err(), "{path}");
    }
}

#[test]
fn the_tiles_of_70_000_leaves_are_those_the_specification_counts() {
    let tiles: Vec<TileId> = new_tiles(0, 70_000).collect();
    let row = |level| tiles.iter().filter(move |tile| tile.kind() == TileKind::Hashes(level));
    let widths = |level| row(level).map(|tile| tile.width()).collect::<Vec<_>>();
    assert_eq!((row(0).filter(|tile| tile.is_full()).count(), widths(0).last()), (273, Some(&112)));
    assert_eq!((widths(1), widths(2), widths(3)), (vec![256, 17], vec![1], vec![]));
    assert_eq!(new_tiles(69_999, 70_000).count(), 2);
    assert!(new_tiles(5, 5).chain(new_tiles(6, 5)).chain(new_tiles(0, u64::MAX)).next().is_none());
}

#[test]
fn a_bundle_reads_back_and_nothing_else_does() {
    let entries: Vec<Vec<u8>> = (0..5).map(|length| vec![7; length * 40]).collect();
    let mut bundle = Vec::new();
    entries.iter().for_each(|entry| push_entry(&mut bundle, entry).unwrap());
    let tile = |width| TileId::new(TileKind::Entries, 0, width).unwrap();
    assert_eq!(read_entries(tile(5), &bundle).unwrap(), entries);
    assert!(read_entries(tile(4), &bundle).is_err() && read_entries(tile(6), &bundle).is_err());
    assert!(read_entries(tile(5), &bundle[..bundle.len() - 1]).is_err());
    assert!(push_entry(&mut bundle, &vec![0; 65_536]).is_err());
}

/// Everything a publisher would have written for a log, by path, at each of some sizes.
fn publish(leaves: &[Hash], sizes: &[usize]) -> BTreeMap<String, Vec<u8>> {
    let mut stored = BTreeMap::new();
    let mut edge = TileEdge::new(SHA);
    for (number, leaf) in leaves.iter().enumerate() {
        edge.push(*leaf, |tile, hashes| {
            stored.insert(tile.path(), hashes.as_flattened().to_vec());
        });
        if sizes.contains(&(number + 1)) {
            for (tile, hashes) in edge.unfinished() {
                stored.insert(tile.path(), hashes.as_flattened().to_vec());
            }
            let resumed =
                TileEdge::resume(SHA, edge.size(), |tile| Ok::<_, ()>(stored[&tile.path()].as_chunks().0.to_vec()));
            edge = resumed.unwrap();
        }
    }
    stored
}

const SIZES: [usize; 9] = [1, 2, 255, 256, 257, 511, 512, 65_536, 66_300];

#[test]
fn what_is_written_leaf_by_leaf_is_what_a_reader_needs_and_proves() {
    let leaves = leaves(SHA, 66_300);
    let stored = publish(&leaves, &SIZES);
    let mut tree = Tree::new(SHA);
    leaves.iter().for_each(|leaf| tree.push(*leaf));
    for size in SIZES.map(|size| size as u64) {
        let head = tree.at(size).unwrap();
        let fetched = Cell::new(0);
        let mut reader = TileReader::open(SHA, size, &head.root(), |tile: TileId| {
            fetched.set(fetched.get() + 1);
            stored.get(&tile.path()).cloned().ok_or(())
        })
        .unwrap();
        let (mut ours, mut from_tiles) = (Vec::new(), Vec::new());
        for index in (0..size).step_by(97).chain([size - 1]) {
            head.inclusion(index, &mut ours).unwrap();
            reader.inclusion(index, &mut from_tiles).unwrap();
            assert_eq!(ours, from_tiles, "{index} of {size}");
            assert_eq!(reader.leaf(index), Ok(leaves[usize::try_from(index).unwrap()]));
        }
        for old in (1..size).step_by(911).chain([size]) {
            head.consistency(old, &mut ours).unwrap();
            reader.consistency(old, &mut from_tiles).unwrap();
            assert_eq!(ours, from_tiles, "{old} to {size}");
            assert_eq!(reader.old_root(old), Ok(tree.at(old).unwrap().root()));
        }
        let tiles = new_tiles(0, size).filter(|tile| tile.kind() != TileKind::Entries).count();
        assert!(fetched.get() <= tiles, "no tile is fetched twice: {} of {tiles}", fetched.get());
        assert_eq!(reader.leaf(size), Err(TileError::Outside));
    }
}

#[test]
fn an_altered_tile_is_named_and_an_altered_edge_is_refused() {
    let leaves = leaves(SHA, 1_000);
    let stored = publish(&leaves, &[1_000]);
    let root = crate::trees::root(SHA, &leaves);
    for path in stored.keys() {
        let mut altered = stored.clone();
        altered.get_mut(path).unwrap()[40] ^= 1;
        let opened = TileReader::open(SHA, 1_000, &root, |tile: TileId| altered.get(&tile.path()).cloned().ok_or(()));
        let tile = TileId::parse(path).unwrap();
        match opened {
            Err(error) => assert!(error == TileError::OtherRoot && !tile.is_full(), "{path}"),
            Ok(mut reader) => assert_eq!(reader.leaf(tile.index() * 256), Err(TileError::Altered(tile))),
        }
        let mut cut = stored.clone();
        cut.get_mut(path).unwrap().pop();
        let opened = TileReader::open(SHA, 1_000, &root, |tile: TileId| cut.get(&tile.path()).cloned().ok_or(()));
        let error = opened.map_or_else(Some, |mut reader| reader.leaf(tile.index() * 256).err());
        assert_eq!(error, Some(TileError::Length(tile)));
    }
}

#[test]
fn a_reader_with_little_room_still_proves_everything() {
    let leaves = leaves(SHA, 5_000);
    let stored = publish(&leaves, &[5_000]);
    let root = crate::trees::root(SHA, &leaves);
    let fetch = |tile: TileId| stored.get(&tile.path()).cloned().ok_or(());
    let mut reader = TileReader::open(SHA, 5_000, &root, fetch).unwrap().keeping_at_most(2);
    let mut path = Vec::new();
    for number in 0..5_000_u64 {
        let index = number * 2_609 % 5_000;
        reader.inclusion(index, &mut path).unwrap();
        let leaf = &leaves[usize::try_from(index).unwrap()];
        Inclusion { index, size: 5_000, path: &path }.verify(SHA, leaf, &root).unwrap();
    }
    reader.consistency(4_097, &mut path).unwrap();
    let old_root = crate::trees::root(SHA, &leaves[..4_097]);
    Consistency { old_size: 4_097, new_size: 5_000, path: &path }.verify(SHA, &old_root, &root).unwrap();
}

proptest! {
    #[test]
    fn any_text_is_a_path_in_one_spelling_or_none(text in "(tile/)?[0-9a-z./x]{0,24}") {
        if let Ok(tile) = TileId::parse(&text) {
            prop_assert_eq!(tile.path(), text);
        }
    }

    #[test]
    fn any_bytes_are_a_bundle_in_one_spelling_or_none(width in 1_u16..=256, bytes in prop::collection::vec(0_u8..3, 0..600)) {
        let tile = TileId::new(TileKind::Entries, 0, width).unwrap();
        if let Ok(entries) = read_entries(tile, &bytes) {
            let mut again = Vec::new();
            entries.iter().for_each(|entry| push_entry(&mut again, entry).unwrap());
            prop_assert_eq!(again, bytes);
        }
    }
}
