//! Faults put into system calls by `strace`: at the n-th call of one thread of a child.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::place::Place;
use crate::process::{Ended, Process, child_words, command};

/// Calls that change what is on the disk.
pub(crate) const WRITES: &str = "pwrite64,write,fsync,fdatasync,ftruncate,fallocate,unlink,unlinkat,rename,renameat2,\
                                 mkdir,openat";
/// Calls that make it durable.
pub(crate) const SYNCS: &str = "fsync,fdatasync";
/// Calls that write bytes.
pub(crate) const BYTES: &str = "pwrite64,write";

/// Which thread is watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Thread {
    /// The main thread from the first call of the program on: it opens the record, seals, publishes and, alone, commits.
    Opener,
    /// The main thread from the step `wait` on.
    Sender,
    /// The thread that commits, from the step `wait` on.
    Writer,
}

/// A fault.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Injection<'a> {
    pub(crate) thread: Thread,
    /// System calls it may hit.
    pub(crate) calls: &'a str,
    /// As `strace` says it: `signal=KILL`, `error=EIO`, `retval=0`.
    pub(crate) what: &'a str,
    /// At which of these calls, from 1: `7`, or `7+` for the seventh and all later ones.
    pub(crate) when: &'a str,
}

/// What came of a run.
pub(crate) struct Run {
    pub(crate) ended: Ended,
    /// The call that was hit.
    pub(crate) hit: Option<String>,
}

/// Why there can be no injection here, if so.
pub(crate) fn missing() -> Option<String> {
    let probe = ["-qq", "-e", "trace=fsync", "-e", "inject=fsync:error=EIO", "true"];
    match Command::new("strace").args(probe).stdin(Stdio::null()).output() {
        Ok(output) if output.status.success() => None,
        Ok(output) => Some(format!("strace cannot trace: {}", String::from_utf8_lossy(&output.stderr).trim())),
        Err(error) => Some(format!("no strace ({error})")),
    }
}

/// Runs a child with a fault. `steps` begin with `wait` unless the opener is watched.
pub(crate) fn run(place: &Place, steps: &[String], injection: &Injection<'_>, log: &Path) -> Run {
    let Injection { thread, calls, what, when } = injection;
    let mut words: Vec<String> = ["strace", "-o", &log.display().to_string()].map(str::to_owned).to_vec();
    words.extend(["-e".to_owned(), format!("trace={calls}")]);
    words.extend(["-e".to_owned(), format!("inject={calls}:{what}:when={when}")]);
    let ended = if *thread == Thread::Opener {
        words.extend(child_words(place, steps));
        Process::start(command(&words)).end()
    } else {
        let mut process = Process::of(place, steps);
        assert!(process.hears("ready"), "the child opens");
        let mut tracer = attach(words, thread_of(process.child.id(), *thread));
        process.go();
        let ended = process.end();
        tracer.wait().unwrap();
        ended
    };
    let text = fs::read_to_string(log).unwrap();
    let is_hit = |line: &&str| line.contains("(INJECTED)") || line.contains("+++ killed by SIGKILL");
    let lines: Vec<&str> = text.lines().collect();
    let at = lines.iter().position(is_hit);
    let hit = at.map(|at| lines[if lines[at].starts_with("+++") { at.saturating_sub(1) } else { at }].to_owned());
    Run { ended, hit }
}

/// The number of a thread of a process.
fn thread_of(process: u32, thread: Thread) -> u32 {
    if thread == Thread::Sender {
        return process;
    }
    let is_writer =
        |path: &Path| fs::read_to_string(path.join("comm")).is_ok_and(|name| name.starts_with("bonafide-writ"));
    let find = || {
        let mut tasks = fs::read_dir(format!("/proc/{process}/task")).unwrap();
        tasks.find_map(|task| Some(task.unwrap().path()).filter(|path| is_writer(path)))
    };
    // The thread names itself as soon as it runs.
    let task = std::iter::repeat_with(find).take(1000).find_map(|task| {
        if task.is_none() {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        task
    });
    let task = task.unwrap();
    task.file_name().unwrap().to_str().unwrap().parse().unwrap()
}

/// Starts `strace` on a thread and waits until it holds it.
fn attach(mut words: Vec<String>, thread: u32) -> Child {
    words.extend(["-p".to_owned(), thread.to_string()]);
    let mut tracer = command(&words).stdin(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(tracer.stderr.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.contains("attached"), "strace: {line}");
    tracer
}
