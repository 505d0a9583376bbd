//! Proofs out of stored tiles that nobody trusts.

use std::cell::Cell;
use std::collections::HashMap;
use std::hint::black_box;

use bonafide_ledger::tile::{TileKind, new_tiles};
use bonafide_ledger::{TileEdge, TileId, TileReader, Tree};
use tlog_tiles::{Error, Hash as TlogHash, Tile, TileHashReader, TileReader as TlogTileReader, prove_record};

use crate::clock::{Race, timed};
use crate::show;
use crate::tree::Stored;

/// The peer checks every tile anew for each proof: it is asked for fewer.
const PEER_PROOFS: usize = 2_000;

struct PeerTiles<'a>(&'a HashMap<String, Vec<u8>>, Cell<usize>);

impl TlogTileReader for PeerTiles<'_> {
    fn height(&self) -> u8 {
        8
    }

    fn read_tiles(&self, tiles: &[Tile]) -> Result<Vec<Vec<u8>>, Error> {
        self.1.set(self.1.get() + tiles.len());
        Ok(tiles.iter().map(|tile| self.0[&tile.path()].clone()).collect())
    }

    fn save_tiles(&self, _: &[Tile], _: &[Vec<u8>]) {}
}

pub fn run(tree: &Tree, stored: &Stored, asked: &[u64]) {
    let (size, root) = (tree.size(), tree.head().root());
    let mut ours: HashMap<TileId, Vec<u8>> = HashMap::new();
    let mut edge = TileEdge::new(tree.suite());
    for leaf in (0..size).filter_map(|index| tree.node(0, index)) {
        edge.push(leaf, |tile, hashes| drop(ours.insert(tile, hashes.as_flattened().to_vec())));
    }
    ours.extend(edge.unfinished().map(|(tile, hashes)| (tile, hashes.as_flattened().to_vec())));
    let expected = new_tiles(0, size).filter(|tile| tile.kind() != TileKind::Entries).count();
    assert_eq!(ours.len(), expected);
    let peer_tiles = Tile::new_tiles(8, 0, size);
    let theirs: HashMap<String, Vec<u8>> =
        peer_tiles.iter().map(|tile| (tile.path(), tile.read_data(stored).expect("its hashes are there"))).collect();
    println!("tiles: {} of ours, {} of tlog_tiles", ours.len(), theirs.len());
    let open = || {
        TileReader::open(tree.suite(), size, &root, |tile: TileId| ours.get(&tile).cloned().ok_or(()))
            .expect("it opens")
    };
    let peer = PeerTiles(&theirs, Cell::new(0));

    let (mut path, mut kept_path) = (Vec::with_capacity(64), Vec::with_capacity(64));
    let mut kept = open();
    let mut race = Race::default();
    race.enter(format!("ours, opened anew, {} proofs", asked.len()), || {
        timed(asked.len(), || {
            let mut reader = open();
            for place in asked {
                reader.inclusion(*place, &mut path).expect("it is there");
                black_box(&path);
            }
        })
    });
    race.enter("ours, kept open", || {
        timed(asked.len(), || {
            for place in asked {
                kept.inclusion(*place, &mut kept_path).expect("it is there");
                black_box(&kept_path);
            }
        })
    });
    race.enter(format!("tlog_tiles 0.2.0, {PEER_PROOFS} proofs"), || {
        timed(PEER_PROOFS, || {
            let reader = TileHashReader::new(size, TlogHash(root), &peer);
            for place in asked.iter().take(PEER_PROOFS) {
                drop(black_box(prove_record(size, *place, &reader).expect("it is there")));
            }
        })
    });
    show("inclusion proof out of stored tiles", race, 7);
    let mut path = Vec::new();
    let mut fresh = open();
    let turn = timed(PEER_PROOFS, || {
        for place in asked.iter().take(PEER_PROOFS) {
            fresh.inclusion(*place, &mut path).expect("it is there");
            black_box(&path);
        }
    });
    println!("  ours, the first {PEER_PROOFS} proofs of a fresh reader: {:.0}/s", turn.count as f64 / turn.seconds);
}
