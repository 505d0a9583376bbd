//! The power is cut: the writer is stopped, the file under its file system is copied as it lies there, and the copy is
//! mounted. What the program did not sync is not in the copy; a control that does not sync must lose what it said.

use std::path::Path;
use std::time::Duration;

use crate::audit::{Acks, audit, resend};
use crate::bench::{Outcome, Size};
use crate::image::{self, Mounted};
use crate::place::{Place, Scratch};
use crate::process::{Process, command, signal};
use crate::strace::{self, Injection, SYNCS, Thread};

/// Size of a file system, in MiB.
const MEGABYTES: u32 = 48;

/// A disk: the file, and the file system in it.
struct Disk {
    /// Dropped first: what is mounted below the scratch directory goes before it.
    mounted: Mounted,
    scratch: Scratch,
}

impl Disk {
    fn new() -> Result<Self, String> {
        let scratch = Scratch::new("disk");
        image::make(&scratch.join("image"), MEGABYTES)?;
        let mounted = image::mount(&scratch.join("image"), &scratch.join("mount"))?;
        Ok(Self { mounted, scratch })
    }

    /// Stops the process, cuts the power and mounts what is left, as another disk.
    fn cut(&self, process: &Process, copy: &Scratch) -> Mounted {
        signal("STOP", process.child.id());
        wait_until_stopped(process.child.id());
        image::cut(&self.scratch.join("image"), &copy.join("image"));
        image::mount(&copy.join("image"), &copy.join("mount")).unwrap()
    }
}

/// No thread of the process is in a system call any more.
fn wait_until_stopped(process: u32) {
    let is_stopped = |task: std::path::PathBuf| {
        let line = std::fs::read_to_string(task.join("stat")).unwrap_or_default();
        line.rsplit(") ").next().is_some_and(|rest| rest.starts_with('T'))
    };
    let tasks = || std::fs::read_dir(format!("/proc/{process}/task")).unwrap();
    while !tasks().all(|task| is_stopped(task.unwrap().path())) {
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// Cuts the power while commands and checkpoints are under way.
pub(crate) fn cuts(size: &Size) -> Outcome {
    let cuts = size.count("POWER_CUTS", 6, 120);
    let mut disk = match Disk::new() {
        Ok(disk) => disk,
        Err(why) => return Outcome::NotRun(format!("no loop device: {why}")),
    };
    let mut all = Acks::new();
    let (mut count, mut published) = (0, 0);
    for turn in 0..cuts {
        if turn % 12 == 0 && turn > 0 {
            disk = Disk::new().unwrap();
            all.clear();
        }
        let place = Place::sqlite(&disk.mounted.point.join("record"));
        let mut process = Process::of(&place, &[format!("hammer:{turn}:3:40")]);
        assert!(process.hears("ack"));
        std::thread::sleep(Duration::from_millis(20 + (turn * 7919) % 300));
        let copy = Scratch::new("cut");
        let left = disk.cut(&process, &copy);
        // What was said before the copy began.
        std::thread::sleep(Duration::from_millis(5));
        all.extend(process.acks_so_far());
        let served = process.newest("published");
        published += u64::from(served.is_some());
        check_left(&Place::sqlite(&left.point.join("record")), &all, served);
        process.kill();
        all.extend(process.end().acks());
        count += all.len() as u64;
    }
    let control = size.count("POWER_CONTROLS", 2, 20);
    let (said, lost) = controls(control);
    Outcome::Ran(vec![
        ("cuts", cuts),
        ("receipts held against the record", count),
        ("lost", 0),
        ("with a published checkpoint", published),
        ("control cuts", control),
        ("control: acknowledged", said),
        ("control: lost", lost),
    ])
}

/// What is left after a cut: everything acknowledged, and the served checkpoint at least as new as was said.
fn check_left(place: &Place, acks: &Acks, served: Option<String>) {
    let store = place.open();
    audit(place, &store, acks);
    let Some(sizes) = served else { return };
    for (suite, size) in store.suites().iter().zip(sizes.split(' ').nth(1).unwrap().split(',')) {
        let text = std::fs::read_to_string(store.served(*suite).join("checkpoint")).unwrap();
        let there: u64 = text.lines().nth(1).unwrap().parse().unwrap();
        assert!(there >= size.parse().unwrap(), "published {size}, served after the cut: {there}");
    }
    store.publish().unwrap();
}

/// The control: SQLite with `synchronous = OFF`. The test bites only if it loses.
fn controls(cuts: u64) -> (u64, u64) {
    let (mut said, mut lost) = (0, 0);
    for _ in 0..cuts {
        let disk = Disk::new().unwrap();
        let own = std::env::current_exe().unwrap().display().to_string();
        let path = disk.mounted.point.join("control.db").display().to_string();
        let mut process = Process::start(command(&[own, "child".to_owned(), "control".to_owned(), path]));
        assert!(process.hears("row"));
        std::thread::sleep(Duration::from_millis(200));
        let copy = Scratch::new("control");
        let left = disk.cut(&process, &copy);
        std::thread::sleep(Duration::from_millis(5));
        let newest = process.newest("row").unwrap();
        let rows = crate::control::count(&left.point.join("control.db"));
        let told: u64 = newest.split(' ').nth(1).unwrap().parse().unwrap();
        assert!(rows < told, "the control lost nothing ({told} rows): the power cut does not bite");
        said += told;
        lost += told - rows;
        process.kill();
        process.end();
    }
    (said, lost)
}

/// Killed in the commit's fsync, started again, the same command sent again and acknowledged; then the power is cut.
/// The rows were written before the kill and only read after it: they must have been synced all the same.
pub(crate) fn cut_after_kill(size: &Size) -> Outcome {
    let cuts = size.count("COMPOUND_CUTS", 3, 30);
    if let Some(why) = strace::missing() {
        return Outcome::NotRun(why);
    }
    let mut held = 0;
    for turn in 0..cuts {
        let disk = match Disk::new() {
            Ok(disk) => disk,
            Err(why) => return Outcome::NotRun(format!("no loop device: {why}")),
        };
        let place = Place::sqlite(&disk.mounted.point.join("record"));
        held += u64::from(kill_then_cut(&disk, &place, turn));
    }
    Outcome::Ran(vec![("cuts", cuts), ("acknowledged again after a kill in fsync", held), ("lost", 0)])
}

fn kill_then_cut(disk: &Disk, place: &Place, turn: u64) -> bool {
    let log = disk.scratch.join("strace");
    let first = 1 + turn % 8;
    let steps = [format!("append:{turn}:0:{first}"), "wait".to_owned(), format!("submit:{turn}:{first}:{}", first + 1)];
    let injection = Injection { thread: Thread::Writer, calls: SYNCS, what: "signal=KILL", when: "1" };
    let run = strace::run(place, &steps, &injection, Path::new(&log));
    assert!(run.hit.is_some(), "killed in the fsync of a commit");
    let mut acks = run.ended.acks();
    let again = [format!("append:{turn}:{first}:{}", first + 1), "wait".to_owned()];
    let mut process = Process::of(place, &again);
    assert!(process.hears("ready"));
    let copy = Scratch::new("cut");
    let left = disk.cut(&process, &copy);
    acks.extend(process.acks_so_far());
    assert_eq!(acks.len() as u64, first + 1);
    let left = Place::sqlite(&left.point.join("record"));
    let store = left.open();
    audit(&left, &store, &acks);
    resend(&left, &store, turn, usize::try_from(first + 1).unwrap(), &mut acks);
    process.kill();
    true
}
