//! What must hold after every fault, reckoned apart from the store: from the stored bytes with the ledger's functions.

use std::collections::{HashMap, HashSet};

use bonafide_ledger::verify::{Expectation, ExportedEvent, Verification, examine};
use bonafide_ledger::{Frontier, Suite, entry, event_digest, leaf_hash, read_body};
use bonafide_store::{Append, Depth, Store, StreamId};

use crate::child::ack;
use crate::place::{Place, SUITES};
use crate::rows::{self, Entry, Snapshot, of};
use crate::script::{Script, hex};

/// What a child acknowledged, by command: its whole line.
pub(crate) type Acks = HashMap<String, String>;

/// Checks a record and what was acknowledged of it; gives how many entries it has.
pub(crate) fn audit(place: &Place, store: &Store, acks: &Acks) -> u64 {
    let snapshot = rows::read(&place.location);
    let roots = check_entries(&snapshot);
    check_acks(&snapshot, &roots, acks);
    check_ledger(&snapshot);
    check_streams(&snapshot, store);
    check_verify(store, snapshot.size);
    u64::try_from(snapshot.size).unwrap()
}

/// Sends a script again, command by command, and checks that each of its events is then there exactly once.
pub(crate) fn resend(place: &Place, store: &Store, seed: u64, before: usize, acks: &mut Acks) {
    let mut script = Script::new(seed);
    let commands = script.range(0, before).to_vec();
    for command in &commands {
        let line = ack(&store.append(command).unwrap());
        if let Some(first) = acks.insert(hex(&command.command_id), line.clone()) {
            assert_eq!(first, line, "the same command got another receipt");
        }
    }
    let snapshot = rows::read(&place.location);
    let mut counts: HashMap<&[u8], usize> = HashMap::new();
    snapshot.entries.iter().for_each(|entry| *counts.entry(&entry.command).or_default() += 1);
    for Append { command_id, events, .. } in &commands {
        assert_eq!(counts.get(command_id.as_slice()), Some(&events.len()), "events of {}", hex(command_id));
    }
}

/// Recomputes every leaf and root from bodies and blinds, and follows streams, commands and times. Gives the roots by size.
fn check_entries(snapshot: &Snapshot) -> Vec<[Vec<u8>; 2]> {
    let mut frontiers = SUITES.map(Frontier::new);
    let mut tips: HashMap<&[u8], (i64, [Vec<u8>; 2])> = HashMap::new();
    let mut roots = vec![frontiers.each_ref().map(|frontier| frontier.root().to_vec())];
    let mut commands: HashSet<&[u8]> = HashSet::new();
    let mut last: Option<&Entry> = None;
    for (entry, position) in snapshot.entries.iter().zip(0_i64..) {
        assert_eq!(entry.position, position, "positions have no gap");
        if let Some(last) = last {
            assert!(entry.recorded_ms >= last.recorded_ms, "times run backwards at {position}");
        }
        check_command(last, entry, &mut commands);
        let (version, prev) = tips.get(entry.stream.as_slice()).cloned().unwrap_or((0, [vec![0; 32], vec![0; 32]]));
        assert_eq!(entry.version, version + 1, "versions of a stream have no gap, at {position}");
        let digests = SUITES.map(|suite| check_one(suite, entry, &prev[of(suite)], &mut frontiers[of(suite)]));
        tips.insert(&entry.stream, (entry.version, digests));
        roots.push(frontiers.each_ref().map(|frontier| frontier.root().to_vec()));
        last = Some(entry);
    }
    check_head(snapshot, &frontiers);
    let secrets: i64 = snapshot.entries.iter().map(|entry| entry.secrets).sum();
    assert_eq!(snapshot.secrets, secrets, "as many secrets as the events say");
    assert_eq!(snapshot.streams, i64::try_from(tips.len()).unwrap(), "the view of streams");
    roots
}

/// The ledger's own verification, which an auditor runs on an exported record.
fn check_ledger(snapshot: &Snapshot) {
    for suite in SUITES {
        let mut verification = Verification::new(Expectation::whole(suite, Vec::new()));
        for row in &snapshot.entries {
            let blind = row.blind.as_slice().try_into().unwrap();
            let position = u64::try_from(row.position).unwrap();
            let event = ExportedEvent { position, blind: &blind, body: &row.body[of(suite)], leaf: None };
            let examined = examine(suite, &event).unwrap();
            verification.push(&examined).unwrap_or_else(|wrong| panic!("the ledger's verification: {wrong}"));
        }
        assert_eq!(verification.finish().unwrap().frontier.root().as_slice(), snapshot.root[of(suite)]);
    }
}

/// The events of a command stand together, from index 0, and a command never comes back.
fn check_command<'a>(last: Option<&Entry>, entry: &'a Entry, commands: &mut HashSet<&'a [u8]>) {
    match last {
        Some(last) if last.command == entry.command => {
            assert_eq!(entry.index, last.index + 1, "a command is whole, at {}", entry.position);
        }
        _ => {
            assert_eq!(entry.index, 0, "a command begins with its first event, at {}", entry.position);
            assert!(commands.insert(&entry.command), "a command stands twice, at {}", entry.position);
        }
    }
}

fn check_one(suite: Suite, row: &Entry, prev: &[u8], frontier: &mut Frontier) -> Vec<u8> {
    let at = row.position;
    let body = &row.body[of(suite)];
    let (head, _) = read_body(body).unwrap_or_else(|error| panic!("the body at {at}: {error}"));
    let copies = (head.stream_id.as_slice(), i64::from(head.stream_version), i64::from(head.event_type));
    assert_eq!(copies, (row.stream.as_slice(), row.version, row.kind), "columns at {at}");
    assert_eq!(i64::try_from(head.recorded_ms).unwrap(), row.recorded_ms, "recorded time at {at}");
    assert_eq!(head.prev.as_slice(), prev, "the event before in its stream, at {at}");
    let blind = row.blind.as_slice().try_into().unwrap();
    let digest = event_digest(suite, &blind, body);
    let leaf = leaf_hash(suite, &entry(suite, &digest));
    assert_eq!(row.leaf[of(suite)].as_deref(), Some(leaf.as_slice()), "the leaf at {at}");
    frontier.push(leaf);
    if let Some(root) = &row.root[of(suite)] {
        assert_eq!(root.as_slice(), frontier.root(), "the root after the transaction that ends at {at}");
    }
    digest.to_vec()
}

fn check_head(snapshot: &Snapshot, frontiers: &[Frontier; 2]) {
    assert_eq!(snapshot.size, i64::try_from(snapshot.entries.len()).unwrap(), "the head counts the entries");
    for suite in SUITES {
        let frontier = &frontiers[of(suite)];
        assert_eq!(snapshot.root[of(suite)], frontier.root(), "the head's root");
        assert_eq!(snapshot.frontier[of(suite)], frontier.to_bytes(), "the head's edge");
        if let Some(last) = snapshot.entries.last() {
            assert!(last.root[of(suite)].is_some(), "the last transaction is whole");
        }
    }
    assert_eq!(snapshot.last_ms, snapshot.entries.last().map_or(0, |last| last.recorded_ms), "the head's time");
}

/// Every receipt in hand is kept: same position, same digests, same root.
fn check_acks(snapshot: &Snapshot, roots: &[[Vec<u8>; 2]], acks: &Acks) {
    let mut firsts: HashMap<String, usize> = HashMap::new();
    for (entry, at) in snapshot.entries.iter().zip(0..) {
        firsts.entry(hex(&entry.command)).or_insert(at);
    }
    for (command, line) in acks {
        let first = *firsts.get(command).unwrap_or_else(|| panic!("LOST: {line}"));
        let own = snapshot.entries[first..].iter().take_while(|entry| hex(&entry.command) == *command).count();
        let words: Vec<&str> = line.split(' ').collect();
        assert_eq!(words[2..4], [first.to_string(), own.to_string()], "position and count of {line}");
        let size: usize = words[4].parse().unwrap();
        assert_eq!(words[5], format!("{},{}", hex(&roots[size][0]), hex(&roots[size][1])), "roots of {line}");
        let digests = SUITES.iter().flat_map(|suite| {
            let entries = &snapshot.entries[first..first + own];
            entries.iter().map(|entry| {
                let blind = entry.blind.as_slice().try_into().unwrap();
                hex(&event_digest(*suite, &blind, &entry.body[of(*suite)]))
            })
        });
        assert_eq!(words[6], digests.collect::<Vec<_>>().join(","), "digests of {line}");
    }
}

/// Every stream loads: keys are there, envelopes open, and slots hold what they say.
fn check_streams(snapshot: &Snapshot, store: &Store) {
    let mut counts: HashMap<&[u8], usize> = HashMap::new();
    snapshot.entries.iter().for_each(|entry| *counts.entry(&entry.stream).or_default() += 1);
    for (stream, count) in counts {
        let id = StreamId(stream.try_into().unwrap());
        let loaded = store.load(id, 0).unwrap_or_else(|error| panic!("stream {}: {error}", hex(stream)));
        // While others write on, a stream may have grown since.
        assert!(loaded.len() >= count, "stream {}", hex(stream));
    }
}

/// What the store itself says.
fn check_verify(store: &Store, size: i64) {
    assert_eq!(store.refusal(), None, "the store writes on");
    let depth = Depth { with_envelopes: true, with_files: false, receipts: Vec::new() };
    let verified = store.verify(&depth, |_| ()).unwrap_or_else(|error| panic!("verify: {error}"));
    assert!(i64::try_from(verified.entries).unwrap() >= size, "verified as many entries as were read");
}
