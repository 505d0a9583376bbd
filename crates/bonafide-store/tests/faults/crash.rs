//! The PostgreSQL server is killed while nodes race, and comes back.

use std::time::{Duration, Instant};

use bonafide_store::{AppendError, testing::Corpus};

use crate::audit::{Acks, audit};
use crate::bench::{Outcome, Size};
use crate::cluster::{Cluster, End};
use crate::place::{Place, Scratch};
use crate::process::{Process, signal};

/// Nodes that race, each a process of its own.
const NODES: u64 = 4;
/// Crashes on one record before the next is begun.
const CRASHES: u64 = 8;

/// Kills or stops the server, now and then a node too, while four nodes race.
pub(crate) fn crashes(size: &Size) -> Outcome {
    let crashes = size.count("CRASHES", 8, 320);
    let cluster = match Cluster::new(&[]) {
        Ok(cluster) => cluster,
        Err(why) => return Outcome::NotRun(why),
    };
    let (mut receipts, mut unknown, mut faults, mut entries, mut done) = (0, 0, 0, 0, 0);
    while done < crashes {
        let scratch = Scratch::new("nodes");
        let url = cluster.new_database(&format!("crash{done}"));
        let place = |node: u64| Place::postgres(&url, &scratch.join(&format!("node{node}")));
        let checker = place(99);
        drop(checker.open());
        let mut acks = Acks::new();
        // They publish as fast as they can: what they signed must be there after each crash.
        let start = |seed: u64, node: u64| Process::of(&place(node), &[format!("hammer:{seed}:2:1")]);
        let mut nodes: Vec<Process> = (0..NODES).map(|node| start(done * 100 + node, node)).collect();
        for turn in 0..CRASHES.min(crashes - done) {
            nodes.iter_mut().for_each(|node| assert!(node.hears("ack"), "{:?}", node.newest("")));
            std::thread::sleep(Duration::from_millis(20 + ((done + turn) * 7919) % 120));
            if turn % 3 == 2 {
                // A node goes with it, and another takes its place.
                nodes[0].kill();
                let fresh = start(done * 100 + 10 + turn, 0);
                acks.extend(std::mem::replace(&mut nodes[0], fresh).end().acks());
            }
            cluster.end(if turn % 2 == 0 { End::Kill } else { End::Immediate });
            cluster.start();
            // The nodes find the server again; then they rest while the record is read.
            nodes.iter_mut().for_each(|node| assert!(node.hears("ack"), "{:?}", node.newest("")));
            nodes.iter().for_each(|node| signal("STOP", node.child.id()));
            nodes.iter_mut().for_each(|node| acks.extend(node.acks_so_far()));
            entries = audit(&checker, &checker.open(), &acks);
            for node in 0..NODES {
                // The gate holds the record against the pin of each node.
                assert_eq!(place(node).open().refusal(), None, "node {node} signed what the crash took back");
            }
            nodes.iter().for_each(|node| signal("CONT", node.child.id()));
        }
        done += CRASHES.min(crashes - done);
        for mut node in nodes {
            node.kill();
            let ended = node.end();
            unknown += ended.count("unknown");
            faults += ended.count("fault");
            acks.extend(ended.acks());
        }
        entries = entries.max(audit(&checker, &checker.open(), &acks));
        receipts += acks.len() as u64;
    }
    Outcome::Ran(vec![
        ("crashes", done),
        ("receipts", receipts),
        ("lost", 0),
        ("outcomes unknown", unknown),
        ("refusals while down", faults),
        ("entries of the last record", entries),
    ])
}

/// A wait for the standby that is cut short is no acknowledgement, and neither is sending the command again meanwhile.
pub(crate) fn cancelled(size: &Size) -> Outcome {
    let turns = size.count("CANCELS", 3, 30);
    let cluster = match Cluster::new(&[]) {
        Ok(cluster) => cluster,
        Err(why) => return Outcome::NotRun(why),
    };
    let scratch = Scratch::new("cancel");
    let place = Place::postgres(&cluster.new_database("cancel"), &scratch.join("node"));
    let store = place.open();
    let mut corpus = Corpus::new(12);
    let mut acks = Acks::new();
    for turn in 0..turns {
        let open = corpus.open(&format!("12-{turn}"));
        // Keys are made by an append of their own beforehand: they would wait for the standby too.
        let step = corpus.step(open.stream, 1, None);
        store.append(&open).unwrap();
        cluster.set("synchronous_standby_names = 'nobody'");
        let answer = cut_short(&cluster, turn, || store.append(&step));
        assert_eq!(answer, Err(AppendError::Unknown), "a wait that was cut short");
        let again = cut_short(&cluster, turn, || store.append(&step));
        assert_eq!(again, Err(AppendError::Unknown), "sent again while no standby has it");
        cluster.set("synchronous_standby_names = ''");
        let receipt = store.append(&step).unwrap();
        let line = crate::child::ack(&receipt);
        acks.insert(line.split(' ').nth(1).unwrap().to_owned(), line);
    }
    audit(&place, &store, &acks);
    Outcome::Ran(vec![("commits cut short", 2 * turns), ("acknowledged meanwhile", 0), ("lost or doubled", 0)])
}

/// A checkpoint whose wait for the standby was cut short is seen by the next publisher; it hands out nothing, and pins
/// nothing, before the standby has it.
pub(crate) fn unsettled_checkpoint(size: &Size) -> Outcome {
    let turns = size.count("UNSETTLED", 2, 20);
    let cluster = match Cluster::new(&[]) {
        Ok(cluster) => cluster,
        Err(why) => return Outcome::NotRun(why),
    };
    let scratch = Scratch::new("unsettled");
    let url = cluster.new_database("cancel");
    let place = |node: u64| Place::postgres(&url, &scratch.join(&format!("node{node}")));
    let (first, second) = (place(0).open(), place(1).open());
    let mut corpus = Corpus::new(13);
    for turn in 0..turns {
        let receipt = first.append(&corpus.open(&format!("13-{turn}"))).unwrap();
        cluster.set("synchronous_standby_names = 'nobody'");
        cut_short(&cluster, turn, || first.publish()).unwrap_err();
        let published = std::thread::scope(|scope| {
            let publisher = scope.spawn(|| second.publish());
            std::thread::sleep(Duration::from_millis(300));
            let pinned = std::fs::read_to_string(scratch.join("node1").join("pin")).unwrap_or_default();
            let is_finished = publisher.is_finished();
            cluster.set("synchronous_standby_names = ''");
            let size = receipt.size.to_string();
            let is_pinned = pinned.lines().any(|line| line.split(' ').nth(1) == Some(&size));
            assert!(!is_pinned && !is_finished, "handed out or pinned what no standby has: {pinned}");
            publisher.join().unwrap()
        });
        published.unwrap();
    }
    Outcome::Ran(vec![("checkpoints cut short", turns), ("handed out meanwhile", 0)])
}

/// Runs a call that waits for a standby that does not come, and cuts the wait short.
fn cut_short<T: Send>(cluster: &Cluster, turn: u64, append: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = scope.spawn(append);
        let mut client = cluster.connect("postgres");
        let until = Instant::now() + Duration::from_secs(20);
        while !thread.is_finished() && Instant::now() < until {
            let waiting = "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND datname = 'cancel'";
            for row in client.query(waiting, &[]).unwrap() {
                let pid: i32 = row.get(0);
                match turn % 3 {
                    0 => drop(client.query("SELECT pg_cancel_backend($1)", &[&pid]).unwrap()),
                    1 => drop(client.query("SELECT pg_terminate_backend($1)", &[&pid]).unwrap()),
                    _ => signal("INT", u32::try_from(pid).unwrap()),
                }
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        thread.join().unwrap()
    })
}
