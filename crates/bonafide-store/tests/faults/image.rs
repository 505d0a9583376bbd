//! A file system of its own in a file, or in memory: one that can be copied as it lies there, and one that is soon full.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A mounted file system, unmounted when dropped.
pub(crate) struct Mounted {
    pub(crate) point: PathBuf,
}

/// Makes a file with an empty ext4 in it.
pub(crate) fn make(file: &Path, megabytes: u32) -> Result<(), String> {
    run("truncate", &["-s", &format!("{megabytes}M"), &words(file)])?;
    run(
        "mkfs.ext4",
        &["-q", "-F", "-b", "4096", "-E", "lazy_itable_init=0,lazy_journal_init=0", "-J", "size=4", &words(file)],
    )
}

/// Mounts such a file. The kernel commits its journal only when asked to: what a program does not sync is lost.
pub(crate) fn mount(file: &Path, point: &Path) -> Result<Mounted, String> {
    std::fs::create_dir_all(point).map_err(|error| error.to_string())?;
    run("mount", &["-t", "ext4", "-o", "loop,commit=900", &words(file), &words(point)])?;
    Ok(Mounted { point: point.to_owned() })
}

/// Mounts a file system in memory.
pub(crate) fn mount_memory(point: &Path, kilobytes: u32) -> Result<Mounted, String> {
    std::fs::create_dir_all(point).map_err(|error| error.to_string())?;
    run("mount", &["-t", "tmpfs", "-o", &format!("size={kilobytes}k"), "tmpfs", &words(point)])?;
    Ok(Mounted { point: point.to_owned() })
}

/// Copies the file under a file system: what the disk would hold after a power cut now.
pub(crate) fn cut(file: &Path, to: &Path) {
    run("cp", &["--sparse=always", &words(file), &words(to)]).unwrap();
}

impl Drop for Mounted {
    fn drop(&mut self) {
        if run("umount", &[&words(&self.point)]).is_err() {
            // Somebody still has a file open there: it goes when that one does.
            let _ = run("umount", &["-l", &words(&self.point)]);
        }
    }
}

fn words(path: &Path) -> String {
    path.display().to_string()
}

fn run(program: &str, arguments: &[&str]) -> Result<(), String> {
    let output = Command::new(program).args(arguments).output().map_err(|error| format!("{program}: {error}"))?;
    let error = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    if output.status.success() { Ok(()) } else { Err(format!("{program}: {error}")) }
}
