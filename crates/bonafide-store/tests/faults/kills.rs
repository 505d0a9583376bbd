//! kill -9 at every write of opening, appending and publishing, and at random times.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::audit::{Acks, audit, resend};
use crate::bench::{Outcome, Size};
use crate::place::{Place, Scratch, copy};
use crate::process::Process;
use crate::strace::{self, Injection, Thread, WRITES};

/// Seed of the scripts.
const SEED: u64 = 11;

/// One way into the record whose calls are gone through.
pub(crate) struct Road {
    pub(crate) name: &'static str,
    pub(crate) thread: Thread,
    /// What the record is like before.
    pub(crate) before: Before,
    pub(crate) steps: &'static [&'static str],
    /// Commands of the script that are then to be there.
    pub(crate) sent: usize,
}

/// A record before the fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Before {
    Nothing,
    /// Eight commands, published, closed in order.
    Closed,
    /// The same, then four more, and killed: the log of the database is still to be read.
    Killed,
}

/// Every way in; together they cover opening, recovery, keys, committing on the writer's thread and, while sealing, on the
/// caller's own, and publishing.
pub(crate) const ROADS: &[Road] = &[
    Road {
        name: "append",
        thread: Thread::Writer,
        before: Before::Closed,
        steps: &["wait", "submit:11:8:11"],
        sent: 11,
    },
    Road { name: "seal", thread: Thread::Sender, before: Before::Closed, steps: &["wait", "append:11:8:14"], sent: 14 },
    Road { name: "publish", thread: Thread::Sender, before: Before::Killed, steps: &["wait", "publish"], sent: 12 },
    Road {
        name: "recovery",
        thread: Thread::Opener,
        before: Before::Killed,
        steps: &["append:11:12:14", "publish"],
        sent: 14,
    },
    Road {
        name: "creation",
        thread: Thread::Opener,
        before: Before::Nothing,
        steps: &["append:11:0:2", "publish"],
        sent: 2,
    },
];

/// A longer road for the long run of the kills: some forty commits, one after the other.
const LONG_ROAD: Road = Road {
    name: "commits",
    thread: Thread::Writer,
    before: Before::Killed,
    steps: &["wait", "submit:11:12:52"],
    sent: 52,
};

/// The records that runs begin with.
pub(crate) struct Templates {
    scratch: Scratch,
    acks: Acks,
}

impl Templates {
    pub(crate) fn new() -> Self {
        let scratch = Scratch::new("templates");
        let closed = Place::sqlite(&scratch.join("closed"));
        let steps = ["append:11:0:8", "publish"].map(str::to_owned);
        let ended = Process::of(&closed, &steps).end();
        assert!(ended.status.success(), "{:?}", ended.said);
        let mut acks = ended.acks();
        copy(closed.directory(), &scratch.join("killed"));
        let killed = Place::sqlite(&scratch.join("killed"));
        let mut process = Process::of(&killed, &["append:11:8:12", "wait"].map(str::to_owned));
        assert!(process.hears("ready"));
        process.kill();
        acks.extend(process.end().acks());
        assert_eq!(acks.len(), 12);
        Self { scratch, acks }
    }

    /// A copy of a template, and what was acknowledged of it.
    pub(crate) fn copy(&self, before: Before, to: &Path) -> Acks {
        let (name, count) = match before {
            Before::Nothing => return Acks::new(),
            Before::Closed => ("closed", 8),
            Before::Killed => ("killed", 12),
        };
        copy(&self.scratch.join(name), to);
        let mut script = crate::script::Script::new(SEED);
        let wanted = script.range(0, count).iter().map(|command| crate::script::hex(&command.command_id));
        wanted.map(|id| (id.clone(), self.acks[&id].clone())).collect()
    }
}

/// What a test of this kind counts.
#[derive(Default)]
pub(crate) struct Count {
    pub(crate) faults: u64,
    pub(crate) acks: u64,
    pub(crate) unknown: u64,
    pub(crate) audits: u64,
    pub(crate) slowest: Duration,
}

/// kill -9 at every write: the kill point moves on until a run is no longer hit.
pub(crate) fn every_write(size: &Size) -> Outcome {
    if let Some(why) = strace::missing() {
        return Outcome::NotRun(why);
    }
    let templates = Templates::new();
    // In the small run every third point, beginning elsewhere on each road.
    let stride = size.count("KILL_STRIDE", 3, 1);
    let mut count = Count::default();
    for (road, start) in ROADS.iter().zip(1_u64..) {
        let stride = if road.before == Before::Nothing { stride * 3 } else { stride };
        let mut when = 1 + start % stride;
        while one_kill(&templates, road, when, &mut count) {
            when += stride;
        }
    }
    let mut when = 1;
    let kills_max = size.count("LONG_ROAD", 0, u64::MAX);
    while when <= kills_max && one_kill(&templates, &LONG_ROAD, when, &mut count) {
        when += 1;
    }
    Outcome::Ran(vec![("kills", count.faults), ("receipts held against the record", count.acks), ("lost", 0)])
}

/// One run; whether the kill point was reached.
fn one_kill(templates: &Templates, road: &Road, when: u64, count: &mut Count) -> bool {
    let scratch = Scratch::new("kill");
    let place = Place::sqlite(&scratch.join("record"));
    let mut acks = templates.copy(road.before, place.directory());
    let steps: Vec<String> = road.steps.iter().map(|step| (*step).to_owned()).collect();
    let when = when.to_string();
    let injection = Injection { thread: road.thread, calls: WRITES, what: "signal=KILL", when: &when };
    let run = strace::run(&place, &steps, &injection, &scratch.join("strace"));
    acks.extend(run.ended.acks());
    after(&place, road, &mut acks, count);
    count.faults += u64::from(run.hit.is_some());
    run.hit.is_some()
}

/// What must hold after a fault on a road.
pub(crate) fn after(place: &Place, road: &Road, acks: &mut Acks, count: &mut Count) {
    let store = place.open();
    audit(place, &store, acks);
    count.acks += acks.len() as u64;
    resend(place, &store, SEED, road.sent, acks);
    store.publish().unwrap();
    audit(place, &store, acks);
    count.audits += 2;
    drop(store);
}

/// kill -9 at random times, with several threads under way, again and again on the same record.
pub(crate) fn random_times(size: &Size) -> Outcome {
    let kills = size.count("KILLS", 12, 600);
    let (mut acks, mut audits, mut records) = (0, 0, 0);
    let mut left = kills;
    while left > 0 {
        let scratch = Scratch::new("random");
        let place = Place::sqlite(&scratch.join("record"));
        let mut all = Acks::new();
        for turn in 0..left.min(25) {
            let seed = 1000 * records + turn;
            let mut process = Process::of(&place, &[format!("hammer:{seed}:4")]);
            // Some are killed while opening, most while appending.
            let wait = Duration::from_millis(5 + (seed * 7919) % 190);
            let until = Instant::now() + wait;
            if turn % 5 > 0 {
                assert!(process.hears("ack"));
            }
            std::thread::sleep(until.saturating_duration_since(Instant::now()).max(wait / 4));
            process.kill();
            all.extend(process.end().acks());
            let store = place.open();
            audit(&place, &store, &all);
            audits += 1;
        }
        acks += all.len() as u64;
        left -= left.min(25);
        records += 1;
    }
    Outcome::Ran(vec![("kills", kills), ("receipts", acks), ("audits", audits), ("lost", 0)])
}
