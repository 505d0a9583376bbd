//! Several threads, several nodes, both engines: one order, one answer.

use std::sync::atomic::Ordering;

use super::world::{START_MS, World, fill};
use crate::testing::{Corpus, Directory};
use crate::{Append, AppendError, Depth, Location, Options, Store};

#[test]
fn both_engines_answer_a_corpus_alike() {
    let worlds = World::both();
    let [one, other] = worlds.each_ref().map(World::open);
    let mut corpus = Corpus::new(60);
    let mut streams: Vec<(Append, u32)> = Vec::new();
    for number in 0..120_u32 {
        let append = match corpus.below(6) {
            0 => corpus.open(&format!("60-{}", number / 3)),
            _ if streams.is_empty() => corpus.open("60-first"),
            choice => {
                let at = usize::try_from(corpus.below(streams.len() as u64)).unwrap();
                let (open, version) = &streams[at];
                match choice {
                    1 => open.clone(),
                    2 => corpus.step(open.stream, version + 1, None),
                    _ => corpus.step(open.stream, *version, None),
                }
            }
        };
        // However often an engine looks at the clock, both begin each command at the same time.
        worlds.iter().for_each(|world| world.now_ms.store(START_MS + 100 * u64::from(number), Ordering::Relaxed));
        let answers = [&one, &other].map(|store| store.append(&append));
        assert_eq!(answers[0], answers[1], "{append:?}");
        if let [Ok(receipt), _] = &answers {
            streams.retain(|(open, _)| open.stream != append.stream);
            let open = Append { ..append.clone() };
            streams.push((open, receipt.version_after));
        }
    }
    assert_eq!(one.state_hash().unwrap(), other.state_hash().unwrap());
    for (append, _) in &streams {
        assert_eq!(one.load(append.stream, 0).unwrap(), other.load(append.stream, 0).unwrap());
        assert_eq!(one.receipt_of(append.command_id).unwrap(), other.receipt_of(append.command_id).unwrap());
    }
}

#[test]
fn many_threads_share_commits_and_nothing_is_lost_or_doubled() {
    for world in World::both() {
        let store = world.open();
        let receipts: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..16_u64)
                .map(|seed| {
                    scope.spawn({
                        let store = &store;
                        move || fill(store, 1000 + seed, 2, 6)
                    })
                })
                .collect();
            threads
                .into_iter()
                .flat_map(|thread| thread.join().unwrap())
                .map(|command| store.receipt_of(command.command_id).unwrap().unwrap())
                .collect()
        });
        let depth = Depth { with_envelopes: true, receipts: receipts.clone(), ..Depth::default() };
        let verified = store.verify(&depth, |_| ()).unwrap();
        assert_eq!(verified.entries, receipts.iter().map(|receipt| u64::from(receipt.count)).sum::<u64>());
        assert_eq!(verified.covered, verified.entries);
    }
}

/// A second node on the same database.
pub(super) fn second_node(world: &World, directory: &Directory) -> Store {
    let Location::Postgres { url, .. } = &world.location else { panic!("only PostgreSQL has nodes") };
    let location = Location::Postgres { url: url.clone(), directory: directory.path().to_owned() };
    Store::open(&location, Options { salts: crate::Salts::System, ..world.options.clone() }).unwrap()
}

#[test]
fn the_same_command_from_two_nodes_is_recorded_once() {
    let (world, directory) = (World::postgres(), Directory::new().unwrap());
    let nodes = [world.open(), second_node(&world, &directory)];
    let mut corpus = Corpus::new(70);
    for number in 0..30 {
        let open = corpus.open(&format!("70-{number}"));
        let answers: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> = nodes.iter().map(|node| scope.spawn(|| node.append(&open))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(answers[0], answers[1]);
        let receipt = answers[0].clone().unwrap();
        assert_eq!(receipt.first_position, number);
    }
    assert_eq!(nodes[0].verify(&Depth::default(), |_| ()).unwrap().entries, 30);
}

#[test]
fn four_nodes_racing_for_one_case_let_one_through_each_time() {
    let world = World::postgres();
    let directories: Vec<_> = (0..4).map(|_| Directory::new().unwrap()).collect();
    let nodes: Vec<_> = directories.iter().map(|directory| second_node(&world, directory)).collect();
    let mut corpus = Corpus::new(71);
    let open = corpus.open("71-1");
    nodes[0].append(&open).unwrap();
    for version in 1..20 {
        let steps: Vec<_> = nodes.iter().map(|_| corpus.step(open.stream, version, Some(1))).collect();
        let answers: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> =
                nodes.iter().zip(&steps).map(|(node, step)| scope.spawn(|| node.append(step))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
        let lost = AppendError::Conflict { actual_version: version + 1 };
        assert_eq!(answers.iter().filter(|answer| **answer == Err(lost.clone())).count(), 3);
    }
    assert_eq!(nodes[3].load(open.stream, 0).unwrap().len(), 20);
}
