//! Fail-over to a standby: with a synchronous one nothing is lost; with an asynchronous one the pin sees what was lost;
//! an old primary that comes back is refused.

use std::time::{Duration, Instant};

use bonafide_store::{AppendError, OpenError, Refusal, testing::Corpus};

use crate::audit::{Acks, audit};
use crate::bench::{Outcome, Size};
use crate::cluster::{Cluster, End};
use crate::place::{Place, Scratch};
use crate::process::{Process, signal};

/// A pair of servers; roles change with every fail-over.
struct Pair {
    primary: Cluster,
    standby: Cluster,
    scratch: Scratch,
    turn: u64,
}

impl Pair {
    fn new() -> Result<Self, String> {
        let primary = Cluster::new(&[])?;
        let standby = primary.standby("standby");
        Ok(Self { primary, standby, scratch: Scratch::new("failover"), turn: 0 })
    }

    /// A node's place on one of the two servers; the pin is the same for both.
    fn place(&self, is_primary: bool, is_highly_available: bool) -> Place {
        let server = if is_primary { &self.primary } else { &self.standby };
        let directory = self.scratch.join(&format!("node{}-{is_primary}", self.turn));
        let mut place = Place::postgres(&server.url(&format!("turn{}", self.turn)), &directory);
        place.is_highly_available = is_highly_available;
        place.pin = Some(self.scratch.join(&format!("pin{}", self.turn)));
        place
    }

    /// The place of one of several nodes on the primary: the first is the one above, each other has its own files and pin.
    fn node(&self, node: u64) -> Place {
        let mut place = self.place(true, true);
        if node > 0 {
            let directory = self.scratch.join(&format!("other{}-{node}", self.turn));
            place =
                Place { pin: None, ..Place::postgres(&self.primary.url(&format!("turn{}", self.turn)), &directory) };
            place.is_highly_available = true;
        }
        place
    }

    /// A fresh record; the primary waits for the standby or not.
    fn begin(&mut self, turn: u64, is_synchronous: bool) {
        self.turn = turn;
        self.primary.new_database(&format!("turn{turn}"));
        self.await_standby();
        self.primary.set(if is_synchronous {
            "synchronous_standby_names = 'standby'"
        } else {
            "synchronous_standby_names = ''"
        });
    }

    fn await_standby(&self) {
        let mut client = self.primary.connect("postgres");
        let until = Instant::now() + Duration::from_secs(30);
        let query =
            "SELECT pid FROM pg_stat_replication WHERE state = 'streaming' AND replay_lsn >= pg_current_wal_lsn()";
        while client.query(query, &[]).unwrap().is_empty() {
            assert!(Instant::now() < until, "the standby does not follow");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The standby is now the primary; the old one comes back as it was.
    fn promote(&mut self) {
        self.standby.promote();
        self.standby.set("synchronous_standby_names = ''");
        std::mem::swap(&mut self.primary, &mut self.standby);
    }

    /// The old primary is started, looked at, and made a standby of the new one.
    fn rejoin(&mut self) {
        self.standby.end(End::Fast);
        self.standby.follow(&self.primary, "standby");
    }
}

/// With a synchronous standby.
pub(crate) fn synchronous(size: &Size) -> Outcome {
    let turns = size.count("PROMOTIONS", 2, 24);
    let mut pair = match Pair::new() {
        Ok(pair) => pair,
        Err(why) => return Outcome::NotRun(why),
    };
    refuses_without_standby(&mut pair);
    let (mut receipts, mut entries) = (0, 0);
    for turn in 1..=turns {
        pair.begin(turn, true);
        let mut nodes: Vec<Process> = (0..2_u64)
            .map(|node| Process::of(&pair.node(node), &[format!("hammer:{}:2:60", 10 * turn + node)]))
            .collect();
        nodes.iter_mut().for_each(|node| assert!(node.hears("ack")));
        assert!(nodes[0].hears("published"), "{:?}", nodes[0].newest(""));
        std::thread::sleep(Duration::from_millis(100 + (turn * 7919) % 300));
        pair.primary.end(if turn % 2 == 0 { End::Kill } else { End::Immediate });
        let mut acks = Acks::new();
        for mut node in nodes {
            node.kill();
            acks.extend(node.end().acks());
        }
        pair.promote();
        let place = pair.place(true, false);
        let store = place.open();
        entries += audit(&place, &store, &acks);
        receipts += acks.len() as u64;
        goes_on(&store, turn);
        old_primary_is_refused(&pair);
        pair.rejoin();
    }
    Outcome::Ran(vec![
        ("promotions", turns),
        ("receipts", receipts),
        ("lost", 0),
        ("entries", entries),
        ("old primaries refused", turns),
    ])
}

/// On a record that goes on, some more is appended and published: the pin moves past what the old primary can hold.
fn goes_on(store: &bonafide_store::Store, turn: u64) {
    let mut corpus = Corpus::new(turn);
    for number in 0..3 {
        store.append(&corpus.open(&format!("after-{turn}-{number}"))).unwrap();
    }
    store.publish().unwrap();
}

fn old_primary_is_refused(pair: &Pair) {
    pair.standby.start();
    pair.standby.set("synchronous_standby_names = ''");
    is_refused(&pair.place(false, false));
}

/// The record opens to be read, and takes nothing.
fn is_refused(place: &Place) {
    let store = place.open();
    let refusal = store.refusal();
    assert!(matches!(refusal, Some(Refusal::Inconsistent(_))), "an old or shorter record was not refused: {refusal:?}");
    let answer = store.append(&Corpus::new(99).open("never"));
    assert!(matches!(answer, Err(AppendError::Refused(Refusal::Inconsistent(_)))), "{answer:?}");
    assert!(store.publish().is_err());
}

fn refuses_without_standby(pair: &mut Pair) {
    pair.begin(0, false);
    let refused = pair.place(true, true).try_open();
    assert!(matches!(refused, Err(OpenError::NotSynchronous)), "{refused:?}");
}

/// With an asynchronous standby that lags: what was acknowledged and is lost must be seen.
pub(crate) fn asynchronous(size: &Size) -> Outcome {
    let turns = size.count("LAGGING_PROMOTIONS", 1, 16);
    let mut pair = match Pair::new() {
        Ok(pair) => pair,
        Err(why) => return Outcome::NotRun(why),
    };
    let (mut said, mut lost) = (0, 0);
    for turn in 1..=turns {
        pair.begin(turn, false);
        let place = pair.place(true, false);
        drop(place.open());
        pair.await_standby();
        let stalled = stall(&pair.standby);
        let mut node = Process::of(&place, &[format!("hammer:{turn}:3:30")]);
        // Until the pin covers something the standby does not have: what came after the pin only receipts can show.
        while node.newest("published").is_none_or(|line| line.ends_with(" 0,0")) {
            assert!(node.hears("published"), "{:?}", node.newest(""));
        }
        std::thread::sleep(Duration::from_millis(100));
        pair.primary.end(End::Kill);
        node.kill();
        let acks = node.end().acks();
        // What is still in the socket is not to be read: the receiver ends as soon as it goes on.
        signal("TERM", stalled);
        signal("CONT", stalled);
        pair.promote();
        let place = pair.place(true, false);
        let held = crate::rows::read(&place.location);
        let there: std::collections::HashSet<String> =
            held.entries.iter().map(|entry| crate::script::hex(&entry.command)).collect();
        let missing = acks.keys().filter(|command| !there.contains(*command)).count() as u64;
        assert!(missing > 0, "the standby did not lag: the test does not bite");
        said += acks.len() as u64;
        lost += missing;
        is_refused(&place);
        pair.standby.start();
        pair.rejoin();
    }
    Outcome::Ran(vec![
        ("promotions", turns),
        ("receipts", said),
        ("lost, and seen each time by the pin", lost),
        ("promoted records refused", turns),
    ])
}

/// Stops the process of a standby that receives; gives its number.
fn stall(standby: &Cluster) -> u32 {
    let mut client = standby.connect("postgres");
    let receiver = client.query_one("SELECT pid FROM pg_stat_wal_receiver", &[]).unwrap();
    let pid: i32 = receiver.get(0);
    let pid = u32::try_from(pid).unwrap();
    signal("STOP", pid);
    pid
}
