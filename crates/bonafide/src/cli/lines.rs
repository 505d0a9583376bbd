//! Lines of a file or of standard input, one at a time, in a buffer that never grows past a bound.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::ops::Range;
use std::path::Path;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::Fault;

/// A longer line is refused, and passed over without being kept.
pub(crate) const LINE_MAX: usize = 16 * 1024 * 1024;

/// What the buffer begins with.
const BUFFER: usize = 1024 * 1024;

/// The bar is moved every so many lines.
const LINES_A_STEP: u64 = 4096;

/// One line.
pub(crate) enum Line<'a> {
    /// Its bytes without the line end.
    Whole(&'a [u8]),
    /// It was longer than [`LINE_MAX`]; only its length is known.
    TooLong(u64),
}

/// Reads lines.
pub(crate) struct Lines {
    from: Box<dyn Read>,
    path: std::path::PathBuf,
    buffer: Vec<u8>,
    /// What is read and not yet given out.
    ready: Range<usize>,
    ended: bool,
    number: u64,
    passed: u64,
    bar: Option<ProgressBar>,
}

impl Lines {
    /// Opens a file; `-` is standard input.
    pub(crate) fn open(path: &Path) -> Result<Self, Fault> {
        let (from, size): (Box<dyn Read>, u64) = if path.as_os_str() == "-" {
            (Box::new(io::stdin()), 0)
        } else {
            let file = File::open(path).map_err(|error| Fault::Read(path.to_owned(), error))?;
            let size = file.metadata().map_or(0, |about| about.len());
            (Box::new(file), size)
        };
        // A bar among the answers on the same screen would only disturb them.
        let watched = io::stderr().is_terminal() && !io::stdout().is_terminal();
        let bar = (watched && size > BUFFER as u64).then(|| bar(size));
        let buffer = vec![0; BUFFER];
        Ok(Self { from, path: path.to_owned(), buffer, ready: 0..0, ended: false, number: 0, passed: 0, bar })
    }

    /// The number of the line given last, from 1.
    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    /// The next line, or `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Line<'_>>, Fault> {
        let mut searched = 0;
        loop {
            let ready = self.buffer.get(self.ready.clone()).unwrap_or_default();
            let found = ready.get(searched..).and_then(|rest| memchr::memchr(b'\n', rest)).map(|at| at + searched);
            let length = match found {
                Some(length) => length,
                None if self.ended && ready.is_empty() => {
                    if let Some(bar) = self.bar.take() {
                        bar.finish_and_clear();
                    }
                    return Ok(None);
                }
                None if self.ended => ready.len(),
                None if ready.len() >= LINE_MAX => return self.pass_over().map(Some),
                None => {
                    searched = ready.len();
                    self.fill()?;
                    continue;
                }
            };
            let line = self.ready.start..self.ready.start + length;
            let end = (line.end + 1).min(self.ready.end);
            self.take(end);
            return Ok(Some(Line::Whole(self.buffer.get(line).unwrap_or_default())));
        }
    }

    fn take(&mut self, end: usize) {
        self.passed += (end - self.ready.start) as u64;
        self.ready.start = end;
        self.number += 1;
        if self.number.is_multiple_of(LINES_A_STEP)
            && let Some(bar) = &self.bar
        {
            bar.set_position(self.passed);
        }
    }

    /// Reads more behind what is ready, with room made by moving it to the front or by growing.
    fn fill(&mut self) -> Result<(), Fault> {
        if self.ready.start > 0 {
            self.buffer.copy_within(self.ready.clone(), 0);
            self.ready = 0..self.ready.len();
        }
        if self.ready.end == self.buffer.len() {
            self.buffer.resize((self.buffer.len() * 2).min(LINE_MAX + BUFFER), 0);
        }
        let room = self.buffer.get_mut(self.ready.end..).unwrap_or_default();
        let read = loop {
            match self.from.read(room) {
                Ok(read) => break read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Fault::Read(self.path.clone(), error)),
            }
        };
        self.ended = read == 0;
        self.ready.end += read;
        Ok(())
    }

    /// Passes over the rest of a line that is too long.
    fn pass_over(&mut self) -> Result<Line<'_>, Fault> {
        let mut length = 0;
        loop {
            let ready = self.buffer.get(self.ready.clone()).unwrap_or_default();
            let found = memchr::memchr(b'\n', ready);
            length += found.unwrap_or(ready.len()) as u64;
            let end = found.map_or(self.ready.end, |at| self.ready.start + at + 1);
            if found.is_some() || self.ended {
                self.take(end);
                return Ok(Line::TooLong(length));
            }
            self.passed += ready.len() as u64;
            self.ready = 0..0;
            self.fill()?;
        }
    }
}

fn bar(size: u64) -> ProgressBar {
    let bar = ProgressBar::new(size);
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {percent}% {bytes}/{total_bytes} {eta}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: Vec<u8>) -> Vec<Result<Vec<u8>, u64>> {
        let mut lines = Lines {
            from: Box::new(io::Cursor::new(text)),
            path: "sample".into(),
            buffer: vec![0; 4],
            ready: 0..0,
            ended: false,
            number: 0,
            passed: 0,
            bar: None,
        };
        let mut found = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            found.push(match line {
                Line::Whole(line) => Ok(line.to_vec()),
                Line::TooLong(length) => Err(length),
            });
        }
        assert_eq!(lines.number(), found.len() as u64);
        found
    }

    #[test]
    fn lines_come_whole_whatever_the_buffer_holds() {
        let text = "a\n\nlonger than the buffer\r\nlast";
        let expected: Vec<_> = text.split('\n').map(|line| Ok(line.as_bytes().to_vec())).collect();
        assert_eq!(lines(text.as_bytes().to_vec()), expected);
        assert_eq!(lines(b"a\n".to_vec()), [Ok(b"a".to_vec())]);
        assert!(lines(Vec::new()).is_empty());
    }

    #[test]
    fn a_line_past_the_bound_is_passed_over_and_the_next_is_read() {
        let length = LINE_MAX + 3 * BUFFER;
        let mut text = vec![b'x'; length];
        text.extend(b"\nnext");
        assert_eq!(lines(text), [Err(length as u64), Ok(b"next".to_vec())]);
    }
}
