//! Workflow engines that others wrote, in turns with ours on the same disk: the same twelve steps, each durable.

use std::path::Path;
use std::process::Command;

use crate::{median, own, process};

/// A peer's rounds, and ours that are held against them: cases a second by the clock.
pub(crate) fn run(directory: &Path, python: &str) {
    let place = directory.join("peers");
    let _ = std::fs::remove_dir_all(&place);
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("peers"), &place);
    let mut all: [Vec<f64>; 6] = Default::default();
    for _ in 0..3 {
        let round = [
            cases_a_second(&place, python, &["spiff.py", "40", "keep"]),
            cases_a_second(&place, python, &["viewflow_run.py", "12", "1"]),
            own::alone(directory, 150),
            own::group(directory, 60),
            process::alone(directory, 150),
            process::group(directory, 20),
        ];
        all.iter_mut().zip(round).for_each(|(all, one)| all.push(one));
    }
    let [spiff, viewflow, ours @ ..] = all.each_ref().map(|rounds| median(rounds.clone()));
    println!("SpiffWorkflow's live object {spiff:.1} {:.1?}, viewflow {viewflow:.1} {:.1?} cases/s", all[0], all[1]);
    let names = ["one client", "64 clients", "decided, one client", "decided, 64 clients"];
    for ((name, ours), rounds) in names.iter().zip(ours).zip(&all[2..]) {
        let (of_spiff, of_viewflow) = (ours / spiff, ours / viewflow);
        println!("{name}: {ours:.0} {rounds:.0?} cases/s: {of_spiff:.1} x SpiffWorkflow, {of_viewflow:.1} x viewflow");
    }
}

/// The figure before `cases/s wall` in what a harness prints.
fn cases_a_second(place: &Path, python: &str, words: &[&str]) -> f64 {
    let output = Command::new(python).args(words).current_dir(place).output().expect("an interpreter with the peers");
    let printed = String::from_utf8_lossy(&output.stdout);
    let figure = printed.split(" cases/s wall").next().and_then(|text| text.rsplit(' ').next()?.parse().ok());
    figure.unwrap_or_else(|| panic!("{words:?}: {printed}{}", String::from_utf8_lossy(&output.stderr)))
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a directory");
    for entry in std::fs::read_dir(from).expect("the harness").map(|entry| entry.expect("an entry")) {
        let (path, copied) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &copied);
        } else {
            std::fs::copy(&path, copied).expect("copied");
        }
    }
}
