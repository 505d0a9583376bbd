//! Short writes as the kernel makes them: a limit on the size of files lets a write through in part and refuses the rest.

use std::process::Command;

use crate::audit::{audit, resend};
use crate::bench::{Outcome, Size};
use crate::kills::{Before, Templates};
use crate::place::{Place, Scratch};
use crate::process::{Process, child_words, command};

/// Seed of the templates' script, and how many of its commands are there before and after.
const SEED: u64 = 11;
const SENT: usize = 14;

/// Bytes the log of the database takes for the commands that are sent: about; the last limits are beyond it.
const BYTES: u64 = 240_000;

/// The write that crosses the limit is cut at any byte: of a frame's head, of a page, of a commit.
pub(crate) fn short_writes(size: &Size) -> Outcome {
    if let Err(error) = Command::new("prlimit").arg("--version").output() {
        return Outcome::NotRun(format!("no prlimit ({error})"));
    }
    let limits = size.count("SHORT_WRITES", 14, 200);
    let templates = Templates::new();
    let (mut short, mut acks) = (0, 0);
    for number in 0..limits {
        // Spread over the whole, and never at the same place of a page.
        let limit = 1 + number * BYTES / limits + (number * 7919) % 4120;
        let scratch = Scratch::new("short");
        let place = Place::sqlite(&scratch.join("record"));
        let mut all = templates.copy(Before::Closed, place.directory());
        let steps = ["wait".to_owned(), format!("append:{SEED}:8:{SENT}")];
        let mut words = ["sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh"].map(str::to_owned).to_vec();
        words.extend(child_words(&place, &steps));
        let mut process = Process::start(command(&words));
        assert!(process.hears("ready"));
        let pid = process.child.id().to_string();
        let set = Command::new("prlimit").args(["--pid", &pid, &format!("--fsize={limit}")]).status().unwrap();
        assert!(set.success());
        process.go();
        let ended = process.end();
        short += u64::from(!ended.status.success());
        all.extend(ended.acks());
        let store = place.open();
        audit(&place, &store, &all);
        resend(&place, &store, SEED, SENT, &mut all);
        audit(&place, &store, &all);
        acks += all.len() as u64;
    }
    assert!(short > limits / 4, "the limits were hardly ever reached");
    Outcome::Ran(vec![("limits", limits), ("reached", short), ("receipts held against the record", acks), ("lost", 0)])
}
