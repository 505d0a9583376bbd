//! OpenFisca-core, in a Python process of its own that runs a turn for each line it is sent and times itself.

use crate::clock::Turn;
use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// The running process.
pub struct OpenFisca {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl OpenFisca {
    /// Starts it on the files in `generated`; it first checks every outcome and rule. Errors tell what to install.
    pub fn start(bench: &Path, generated: &Path) -> Result<Self, Box<dyn Error>> {
        let python = bench.join(".venv/bin/python");
        if !python.exists() {
            return Err("no bench/.venv: python3 -m venv bench/.venv && bench/.venv/bin/pip install OpenFisca-core".into());
        }
        let mut child = Command::new(python)
            .arg(bench.join("openfisca.py"))
            .arg(generated)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err("no pipe to OpenFisca".into());
        };
        let mut started = Self { child, input, output: BufReader::new(output) };
        match started.line()?.as_str() {
            "agrees" => Ok(started),
            other => Err(format!("OpenFisca: {other}").into()),
        }
    }

    fn line(&mut self) -> Result<String, Box<dyn Error>> {
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        Ok(line.trim().to_owned())
    }

    fn ask(&mut self, what: &str) -> Result<Turn, Box<dyn Error>> {
        writeln!(self.input, "{what}")?;
        self.input.flush()?;
        let line = self.line()?;
        let (count, seconds) = line.split_once(' ').ok_or_else(|| format!("OpenFisca: {line}"))?;
        Ok(Turn { count: count.parse()?, seconds: seconds.parse()? })
    }

    /// One turn: `batch` (a variable a rule, all kept), `flat` (one formula), `one` (a case at a time), `million`.
    pub fn turn(&mut self, what: &str) -> Turn {
        self.ask(what).unwrap_or(Turn { count: 0, seconds: f64::NAN })
    }
}

impl Drop for OpenFisca {
    fn drop(&mut self) {
        // It ends by itself when its input closes; this only hurries it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
