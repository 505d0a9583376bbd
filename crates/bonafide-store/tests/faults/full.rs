//! The disk is full: nothing acknowledged is lost, and once there is room the record goes on.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use crate::audit::{Acks, audit};
use crate::bench::{Outcome, Size};
use crate::image;
use crate::place::{Place, Scratch};
use crate::process::Process;

/// Room that is left for the record each time, in KiB.
const ROOM: [usize; 5] = [0, 40, 150, 420, 900];

pub(crate) fn full(size: &Size) -> Outcome {
    let turns = size.count("FULL", 6, 100);
    let scratch = Scratch::new("full");
    let mounts = [memory(&scratch), on_disk(&scratch)];
    let (mut acks, mut unknown, mut refused, mut ran) = (0, 0, 0, 0);
    for mounted in mounts.iter().flatten() {
        let place = Place::sqlite(&mounted.point.join("record"));
        drop(place.open());
        let mut all = Acks::new();
        for turn in 0..turns {
            let filler = fill(&mounted.point, ROOM[usize::try_from(turn).unwrap() % ROOM.len()]);
            let ended = Process::of(&place, &[format!("hammer:{turn}:2:40")]).end();
            assert!(!ended.status.success(), "the disk was full, and the child saw nothing of it");
            unknown += ended.count("unknown");
            refused += ended.count("refused") + ended.count("fault") + ended.count("closed");
            all.extend(ended.acks());
            // Still full: it opens, or says why not; either way nothing is changed for the worse.
            drop(place.try_open());
            std::fs::remove_file(filler).unwrap();
            let store = place.open();
            audit(&place, &store, &all);
            store.publish().unwrap();
            ran += 1;
        }
        acks += all.len() as u64;
    }
    if ran == 0 {
        return Outcome::NotRun(format!(
            "no file system can be mounted: {}",
            mounts.into_iter().filter_map(Result::err).collect::<Vec<_>>().join("; ")
        ));
    }
    Outcome::Ran(vec![
        ("times full", ran),
        ("receipts", acks),
        ("lost", 0),
        ("outcomes unknown", unknown),
        ("refused", refused),
    ])
}

fn memory(scratch: &Scratch) -> Result<image::Mounted, String> {
    image::mount_memory(&scratch.join("memory"), 64 << 10)
}

fn on_disk(scratch: &Scratch) -> Result<image::Mounted, String> {
    image::make(&scratch.join("image"), 64)?;
    image::mount(&scratch.join("image"), &scratch.join("disk"))
}

/// Fills a file system until only so many KiB are left.
fn fill(point: &Path, room: usize) -> std::path::PathBuf {
    let path = point.join("filler");
    let mut file = File::create(&path).unwrap();
    let block = [7; 4096];
    let mut written: u64 = 0;
    while file.write_all(&block).is_ok() {
        written += 4096;
    }
    file.set_len(written.saturating_sub(room as u64 * 1024)).unwrap();
    file.sync_all().unwrap();
    path
}
