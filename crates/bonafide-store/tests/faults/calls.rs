//! System calls that fail: EIO, ENOSPC, nothing written, a failing fsync, at every call of opening, appending and
//! publishing; once, or from there on.

use std::time::Duration;

use crate::bench::{Outcome, Size};
use crate::kills::{Count, ROADS, Road, Templates, after};
use crate::place::{Place, Scratch};
use crate::strace::{self, BYTES, Injection, SYNCS};

/// What fails and how.
struct Fault {
    calls: &'static str,
    what: &'static str,
    /// Behind the number of the call: nothing, or `+` for all later calls too.
    until: &'static str,
}

const FAULTS: &[Fault] = &[
    Fault { calls: SYNCS, what: "error=EIO", until: "" },
    Fault { calls: SYNCS, what: "error=EIO", until: "+" },
    Fault { calls: BYTES, what: "error=EIO", until: "" },
    Fault { calls: BYTES, what: "error=ENOSPC", until: "+" },
    Fault { calls: BYTES, what: "retval=0", until: "" },
    Fault { calls: "ftruncate,rename,unlink,mkdir", what: "error=EIO", until: "" },
    Fault { calls: "openat", what: "error=EMFILE", until: "" },
];

/// How long a process may live on after a failed commit.
const LEAVES_WITHIN: Duration = Duration::from_secs(1);

/// Every call fails once, on every road; the small run takes a sample of the calls.
pub(crate) fn every_call(size: &Size) -> Outcome {
    if let Some(why) = strace::missing() {
        return Outcome::NotRun(why);
    }
    let templates = Templates::new();
    let mut count = Count::default();
    for (road, road_number) in ROADS.iter().zip(0_u64..) {
        for (fault, fault_number) in FAULTS.iter().zip(0_u64..) {
            let stride = size.count("CALL_STRIDE", if fault.calls == SYNCS { 3 } else { 17 }, 2);
            let mut when = 1 + (road_number + 3 * fault_number) % stride;
            while one_fault(&templates, road, fault, when, &mut count) {
                when += stride;
            }
        }
    }
    Outcome::Ran(vec![
        ("faults", count.faults),
        ("receipts held against the record", count.acks),
        ("lost", 0),
        ("outcomes unknown, then settled by the id", count.unknown),
        ("slowest to leave, ms", u64::try_from(count.slowest.as_millis()).unwrap()),
    ])
}

fn one_fault(templates: &Templates, road: &Road, fault: &Fault, when: u64, count: &mut Count) -> bool {
    let scratch = Scratch::new("call");
    let place = Place::sqlite(&scratch.join("record"));
    let mut acks = templates.copy(road.before, place.directory());
    let steps: Vec<String> = road.steps.iter().map(|step| (*step).to_owned()).collect();
    let when = format!("{when}{}", fault.until);
    let injection = Injection { thread: road.thread, calls: fault.calls, what: fault.what, when: &when };
    let run = strace::run(&place, &steps, &injection, &scratch.join("strace"));
    acks.extend(run.ended.acks());
    if let Some(lingered) = run.ended.lingered() {
        assert!(lingered < LEAVES_WITHIN, "the process left {lingered:?} after a failed commit ({:?})", run.hit);
        count.slowest = count.slowest.max(lingered);
    }
    count.unknown += run.ended.count("unknown");
    let hit = run.hit.clone().unwrap_or_default();
    let checked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| after(&place, road, &mut acks, count)));
    if let Err(panic) = checked {
        crate::bench::say(&format!("     after {} {} at {when} on {}: {hit}", fault.what, fault.calls, road.name));
        std::panic::resume_unwind(panic);
    }
    count.faults += u64::from(run.hit.is_some());
    run.hit.is_some()
}
