//! The attack drill: somebody with the database and the signing key changes, drops, moves or back-dates an entry and reckons
//! every hash again. Inside, nothing shows it; the pin, a receipt and a witness each do.

use std::collections::HashMap;

use bonafide_ledger::verify::{Expectation, ExportedEvent, Verification, examine};
use bonafide_ledger::{Frontier, SeenHead, Suite, body, entry, event_digest, leaf_hash, read_body};
use bonafide_store::testing::Corpus;
use bonafide_store::{Depth, Receipt, Refusal, Store, VerifyError, Wrong};
use rusqlite::{Connection, params};

use crate::bench::{Outcome, Size};
use crate::place::{Place, SUITES, Scratch};
use crate::rows::{self, Entry, of};
use crate::script::Script;

/// What the attacker does to an entry before reckoning everything again.
#[derive(Clone, Copy, Debug)]
enum Attack {
    /// Another value in a slot.
    Edit,
    /// Recorded a minute earlier than it was, like all before it.
    BackDate,
    /// The last entries are gone.
    CutTail,
    /// The entry never was; all later ones move up.
    Remove,
    /// Two neighbours of different cases change places.
    Reorder,
}

const ATTACKS: [Attack; 5] = [Attack::Edit, Attack::BackDate, Attack::CutTail, Attack::Remove, Attack::Reorder];

pub(crate) fn drill(size: &Size) -> Outcome {
    let drills = size.count("DRILLS", 10, 300);
    let (mut by_pin, mut by_receipt, mut by_witness) = (0, 0, 0);
    for drill in 0..drills {
        let attack = ATTACKS[usize::try_from(drill).unwrap() % ATTACKS.len()];
        let scratch = Scratch::new("drill");
        let place = Place::sqlite(&scratch.join("record"));
        let (receipts, seen) = honest(&place);
        let pin = std::fs::read(place.directory().join("pin")).unwrap();
        forge(&place, attack, &mut Corpus::new(drill));
        // The operator's own check, on the operator's own machine, with a pin and tiles that were made anew.
        let store = place.open();
        assert_eq!(store.refusal(), None, "{attack:?}: the forgery is perfect inside");
        store.publish().unwrap();
        verify(&store, Vec::new()).unwrap_or_else(|error| panic!("{attack:?}: the self-check found {error}"));
        by_receipt += u64::from(receipt_catches(&store, receipts, attack));
        by_witness += u64::from(witness_catches(&place, seen, attack));
        drop(store);
        std::fs::write(place.directory().join("pin"), pin).unwrap();
        let store = place.open();
        let refusal = store.refusal();
        assert!(matches!(refusal, Some(Refusal::Inconsistent(_))), "{attack:?}: the pin lets it pass ({refusal:?})");
        assert!(verify(&store, Vec::new()).is_err(), "{attack:?}: verification with the pin");
        by_pin += 1;
    }
    assert_eq!([by_pin, by_receipt, by_witness], [drills; 3]);
    Outcome::Ran(vec![
        ("forgeries that pass the self-check", drills),
        ("caught by the pin", by_pin),
        ("by receipts in hand", by_receipt),
        ("by a witness", by_witness),
    ])
}

fn verify(store: &Store, receipts: Vec<Receipt>) -> Result<u64, VerifyError> {
    let depth = Depth { receipts, ..Depth::default() };
    store.verify(&depth, |_| ()).map(|verified| verified.entries)
}

/// A record as it truly was: its receipts, and the heads a witness has cosigned.
fn honest(place: &Place) -> (Vec<Receipt>, Vec<SeenHead>) {
    let store = place.open();
    let mut script = Script::new(81);
    let commands = script.range(0, 26).to_vec();
    let receipts: Vec<Receipt> = commands.iter().map(|command| store.append(command).unwrap()).collect();
    store.publish().unwrap();
    let last = receipts.last().unwrap();
    let seen = SUITES.map(|suite| SeenHead { size: last.size, root: *last.roots.get(suite).unwrap() });
    (receipts.clone(), seen.to_vec())
}

/// Receipts name the first entry that is not what was promised.
fn receipt_catches(store: &Store, receipts: Vec<Receipt>, attack: Attack) -> bool {
    let found = verify(store, receipts);
    let is_named = matches!(found, Err(VerifyError::Wrong { wrong: Wrong::Receipt | Wrong::BehindPin, .. }));
    assert!(is_named, "{attack:?}: receipts in hand let it pass: {found:?}");
    is_named
}

/// An auditor with the witness's head reads the exported rows.
fn witness_catches(place: &Place, seen: Vec<SeenHead>, attack: Attack) -> bool {
    let snapshot = rows::read(&place.location);
    for (suite, head) in SUITES.into_iter().zip(seen) {
        let mut verification = Verification::new(Expectation::whole(suite, vec![head]));
        let mut is_wrong = false;
        for row in &snapshot.entries {
            let blind = row.blind.as_slice().try_into().unwrap();
            let position = u64::try_from(row.position).unwrap();
            let event = ExportedEvent { position, blind: &blind, body: &row.body[of(suite)], leaf: None };
            if examine(suite, &event).and_then(|event| verification.push(&event)).is_err() {
                is_wrong = true;
                break;
            }
        }
        let is_caught = is_wrong || verification.finish().is_err();
        assert!(is_caught, "{attack:?}: the witness's head lets it pass");
    }
    true
}

/// Does the attack on the rows, reckons every hash again and writes everything back; pin, tiles and checkpoints go.
fn forge(place: &Place, attack: Attack, corpus: &mut Corpus) {
    let mut entries = {
        let store = place.open();
        let entries = rows::read(&place.location).entries;
        drop(store);
        entries
    };
    change(&mut entries, attack, corpus);
    reckon(&mut entries);
    let connection = Connection::open(place.directory().join("record.db")).unwrap();
    for table in ["events", "secrets", "checkpoints"] {
        connection
            .execute_batch(&format!("DROP TRIGGER {table}_are_never_updated; DROP TRIGGER {table}_are_never_deleted"))
            .unwrap();
    }
    connection.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM checkpoints; DELETE FROM cosignatures;").unwrap();
    write(&connection, &entries);
    drop(connection);
    std::fs::remove_file(place.directory().join("pin")).unwrap();
    std::fs::remove_dir_all(place.directory().join("tiles")).unwrap();
}

fn change(entries: &mut Vec<Entry>, attack: Attack, corpus: &mut Corpus) {
    let count = entries.len();
    let at = 2 + usize::try_from(corpus.below(count as u64 / 2)).unwrap();
    match attack {
        Attack::Edit => SUITES.iter().for_each(|suite| *entries[at].body[of(*suite)].last_mut().unwrap() ^= 1),
        Attack::BackDate => entries[..=at].iter_mut().for_each(|entry| entry.recorded_ms -= 60_000),
        Attack::CutTail => {
            // Whole commands go.
            let mut keep = at.max(3);
            while entries[keep].index != 0 {
                keep += 1;
            }
            entries.truncate(keep);
        }
        Attack::Remove => {
            // The last event of the first case, so that its stream has no gap: with its whole command.
            let stream = entries[0].stream.clone();
            let last = entries.iter().rposition(|entry| entry.stream == stream).unwrap();
            let command = entries[last].command.clone();
            entries.retain(|entry| entry.command != command);
        }
        Attack::Reorder => {
            // The opening of the second case goes before the command that came before it.
            let second = entries.iter().position(|entry| entry.stream != entries[0].stream).unwrap();
            let mut before = second - 1;
            while entries[before].index != 0 {
                before -= 1;
            }
            let moved = entries.remove(second);
            let time = entries[before].recorded_ms;
            entries.insert(before, Entry { recorded_ms: time, ..moved });
        }
    }
}

/// Positions, bodies, leaves and roots as they would be if the entries had always been so.
fn reckon(entries: &mut [Entry]) {
    let mut frontiers = SUITES.map(Frontier::new);
    let mut tips: HashMap<(Vec<u8>, usize), [u8; 32]> = HashMap::new();
    let count = entries.len();
    for at in 0..count {
        let ends = entries.get(at + 1).is_none_or(|next| next.index == 0);
        let row = &mut entries[at];
        row.position = i64::try_from(at).unwrap();
        for suite in SUITES {
            let tip = tips.entry((row.stream.clone(), of(suite))).or_insert([0; 32]);
            *tip = reckon_one(suite, row, *tip, &mut frontiers[of(suite)]);
            row.root[of(suite)] = ends.then(|| frontiers[of(suite)].root().to_vec());
        }
    }
}

fn reckon_one(suite: Suite, row: &mut Entry, prev: [u8; 32], frontier: &mut Frontier) -> [u8; 32] {
    let (mut head, slots) = read_body(&row.body[of(suite)]).unwrap();
    head.prev = prev;
    head.recorded_ms = u64::try_from(row.recorded_ms).unwrap();
    let bytes = body(&head, slots.as_slice());
    let blind = row.blind.as_slice().try_into().unwrap();
    let digest = event_digest(suite, &blind, &bytes);
    let leaf = leaf_hash(suite, &entry(suite, &digest));
    frontier.push(leaf);
    row.body[of(suite)] = bytes;
    row.leaf[of(suite)] = Some(leaf.to_vec());
    digest
}

/// Writes the rows back under their new positions, and the head.
fn write(connection: &Connection, entries: &[Entry]) {
    connection
        .execute_batch(
            "BEGIN; UPDATE secrets SET position = position + 100000; UPDATE events SET position = position + 100000;",
        )
        .unwrap();
    let place = "UPDATE events SET position = ?1, recorded_ms = ?2, leaf_sha256 = ?3, leaf_sm3 = ?4, root_sha256 = ?5, \
                 root_sm3 = ?6, body_sha256 = ?7, body_sm3 = ?8 WHERE command_id = ?9 AND command_index = ?10";
    let mut frontiers = SUITES.map(Frontier::new);
    for row in entries {
        let old = "SELECT position FROM events WHERE command_id = ?1 AND command_index = ?2";
        let old: i64 = connection.query_row(old, params![row.command, row.index], |row| row.get(0)).unwrap();
        let [leaf, other] = &row.leaf;
        let values = params![
            row.position,
            row.recorded_ms,
            leaf,
            other,
            row.root[0],
            row.root[1],
            row.body[0],
            row.body[1],
            row.command,
            row.index
        ];
        connection.execute(place, values).unwrap();
        connection.execute("UPDATE secrets SET position = ?1 WHERE position = ?2", params![row.position, old]).unwrap();
        for suite in SUITES {
            frontiers[of(suite)].push(row.leaf[of(suite)].as_deref().unwrap().try_into().unwrap());
        }
    }
    connection.execute_batch("DELETE FROM secrets WHERE position >= 100000; DELETE FROM events WHERE position >= 100000; DELETE FROM streams WHERE stream_id NOT IN (SELECT stream_id FROM events);").unwrap();
    let [first, second] = &frontiers;
    let head = "UPDATE heads SET size = ?1, last_recorded_ms = ?2, root_sha256 = ?3, frontier_sha256 = ?4, root_sm3 = ?5, frontier_sm3 = ?6";
    let last = entries.last().unwrap();
    let values =
        params![last.position + 1, last.recorded_ms, first.root(), first.to_bytes(), second.root(), second.to_bytes()];
    connection.execute(head, values).unwrap();
    connection.execute_batch("COMMIT").unwrap();
}
