//! A folder to run the built binary in, for the tests that ask it from end to end.
#![allow(dead_code, clippy::allow_attributes, reason = "each of the tests that share it uses a part of it")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder of its own for one test.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(test: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn with(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        fs::write(self.0.join(name), text).unwrap();
        self
    }

    pub(crate) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    pub(crate) fn run(&self, arguments: &str) -> Shown {
        self.run_with(arguments, b"")
    }

    pub(crate) fn run_with(&self, arguments: &str, input: &[u8]) -> Shown {
        self.ask(&arguments.split_whitespace().collect::<Vec<_>>(), input)
    }

    /// Runs the binary with arguments that may hold blanks.
    pub(crate) fn ask(&self, arguments: &[&str], input: &[u8]) -> Shown {
        let mut child = Command::new(env!("CARGO_BIN_EXE_bonafide"))
            .args(arguments)
            .current_dir(&self.0)
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env_remove("LANG")
            .env_remove("BONAFIDE_DATA")
            .env_remove("BONAFIDE_DATABASE")
            .env_remove("BONAFIDE_KEY")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        let writer = std::thread::spawn(move || {
            // A verb that refuses its arguments never reads.
            let _ = stdin.write_all(&input);
        });
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Shown {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// What the binary showed.
pub(crate) struct Shown {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}
