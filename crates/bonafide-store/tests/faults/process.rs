//! A child process, what it says and when.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::audit::Acks;
use crate::place::Place;

/// How long anything may take before the test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// The child as a command, to be run as it is or under something else.
pub(crate) fn child_words(place: &Place, steps: &[String]) -> Vec<String> {
    let own = std::env::current_exe().unwrap().display().to_string();
    let mut words = vec![own, "child".to_owned()];
    words.extend(place.to_words());
    words.extend_from_slice(steps);
    words
}

/// A command of words.
pub(crate) fn command(words: &[String]) -> Command {
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]);
    command
}

/// A child under way.
pub(crate) struct Process {
    pub(crate) child: Child,
    lines: Receiver<(Instant, String)>,
    said: Vec<(Instant, String)>,
    reader: Option<JoinHandle<()>>,
}

/// What is left of a child.
pub(crate) struct Ended {
    pub(crate) status: ExitStatus,
    pub(crate) at: Instant,
    pub(crate) said: Vec<(Instant, String)>,
}

impl Process {
    pub(crate) fn start(mut command: Command) -> Self {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = channel();
        let reader = std::thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                // The test has heard enough.
                let _ = sender.send((Instant::now(), line));
            }
        });
        Self { child, lines, said: Vec::new(), reader: Some(reader) }
    }

    pub(crate) fn of(place: &Place, steps: &[String]) -> Self {
        Self::start(command(&child_words(place, steps)))
    }

    /// Waits for a line that begins so; `false` if the child ended first.
    pub(crate) fn hears(&mut self, start: &str) -> bool {
        let until = Instant::now() + PATIENCE;
        while let Ok(line) = self.lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
            let is_it = line.1.starts_with(start);
            self.said.push(line);
            if is_it {
                return true;
            }
        }
        assert!(Instant::now() < until, "the child did not say `{start}` in {PATIENCE:?}");
        false
    }

    /// Lets a child that waits go on.
    pub(crate) fn go(&mut self) {
        // A child that is gone is noticed by what it did not say.
        let _ = self.child.stdin.as_mut().unwrap().write_all(b"\n");
    }

    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
    }

    /// What was said so far, without waiting.
    pub(crate) fn acks_so_far(&mut self) -> Acks {
        self.said.extend(self.lines.try_iter());
        acks_of(&self.said)
    }

    /// The newest line that begins so.
    pub(crate) fn newest(&mut self, start: &str) -> Option<String> {
        self.said.extend(self.lines.try_iter());
        self.said.iter().rev().find(|(_, line)| line.starts_with(start)).map(|(_, line)| line.clone())
    }

    /// Waits for the end.
    pub(crate) fn end(mut self) -> Ended {
        let until = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(Instant::now() < until, "the child did not end in {PATIENCE:?}");
            std::thread::sleep(Duration::from_millis(2));
        };
        let at = Instant::now();
        self.reader.take().unwrap().join().unwrap();
        let mut said = std::mem::take(&mut self.said);
        said.extend(self.lines.try_iter());
        Ended { status, at, said }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Ended {
    pub(crate) fn acks(&self) -> Acks {
        acks_of(&self.said)
    }

    pub(crate) fn count(&self, word: &str) -> u64 {
        self.said.iter().filter(|(_, line)| line.split(' ').next() == Some(word)).count() as u64
    }

    /// How long the process lived on after it learned that a commit failed.
    pub(crate) fn lingered(&self) -> Option<Duration> {
        let (at, _) = self.said.iter().find(|(_, line)| line.starts_with("unknown "))?;
        Some(self.at.saturating_duration_since(*at))
    }
}

fn acks_of(said: &[(Instant, String)]) -> Acks {
    // A line cut off by the kill was never acknowledged.
    let whole = said.iter().map(|(_, line)| line).filter(|line| line.starts_with("ack ") && line.ends_with(" ."));
    whole.map(|line| (line.split(' ').nth(1).unwrap().to_owned(), line.clone())).collect()
}

/// Sends a signal to a process of ours.
pub(crate) fn signal(name: &str, process: u32) {
    let status = Command::new("kill").args([&format!("-{name}"), &process.to_string()]).status().unwrap();
    assert!(status.success(), "kill -{name} {process}");
}
