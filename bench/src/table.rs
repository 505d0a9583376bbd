//! The table of what must be reached, as printed and as kept in docs/performance.md.

use crate::clock::Figure;
use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

/// One line of the table.
#[derive(Clone, Debug)]
pub struct Row {
    pub question: String,
    pub goal: String,
    pub own: String,
    pub against: String,
    /// Whether the goal was reached; `None` where there is none or it was not measured.
    pub reached: Option<bool>,
}

/// Everything measured in one run.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<Row>,
    peers: Vec<(String, String)>,
    notes: Vec<String>,
}

/// `1.23 M`, `45,678`: four digits are enough of a rate.
pub fn short(rate: f64) -> String {
    match rate {
        rate if rate >= 1e8 => format!("{:.0} M", rate / 1e6),
        rate if rate >= 1e7 => format!("{:.1} M", rate / 1e6),
        rate if rate >= 1e6 => format!("{:.2} M", rate / 1e6),
        rate if rate >= 1e4 => {
            let rounded = (rate / 10.0).round() as u64 * 10;
            format!("{},{:03}", rounded / 1000, rounded % 1000)
        }
        rate => format!("{rate:.0}"),
    }
}

/// `820 ns`, `4.2 µs`, `1.3 ms`, `0.12 s`.
pub fn time(seconds: f64) -> String {
    match seconds {
        seconds if seconds < 1e-6 => format!("{:.0} ns", seconds * 1e9),
        seconds if seconds < 1e-3 => format!("{:.1} µs", seconds * 1e6),
        seconds if seconds < 0.1 => format!("{:.2} ms", seconds * 1e3),
        seconds => format!("{seconds:.3} s"),
    }
}

/// A rate with its spread.
pub fn rate(figure: Figure) -> String {
    format!("{}/s ({}–{})", short(figure.median), short(figure.least), short(figure.most))
}

/// A time with its spread.
pub fn span(figure: Figure) -> String {
    format!("{} ({}–{})", time(figure.median), time(figure.least), time(figure.most))
}

impl Table {
    /// Adds a line.
    pub fn row(&mut self, question: &str, goal: &str, own: String, against: String, reached: Option<bool>) {
        let row = Row { question: question.into(), goal: goal.into(), own, against, reached };
        println!("{}", line(&row));
        self.rows.push(row);
    }

    /// Adds a line that could not be measured.
    pub fn missing(&mut self, question: &str, goal: &str, why: &dyn std::fmt::Display) {
        self.row(question, goal, format!("not measured: {why}"), String::new(), None);
    }

    /// Adds a figure of a peer or floor.
    pub fn peer(&mut self, name: &str, figure: String) {
        println!("  {name}: {figure}");
        self.peers.push((name.into(), figure));
    }

    /// Adds a remark below the table.
    pub fn note(&mut self, note: impl Into<String>) {
        let note = note.into();
        println!("  {note}");
        self.notes.push(note);
    }

    /// How many goals were missed.
    pub fn missed(&self) -> usize {
        self.rows.iter().filter(|row| row.reached == Some(false)).count()
    }

    /// As Markdown.
    pub fn markdown(&self) -> String {
        let mut text = format!("Measured on {}.\n\n", machine());
        text.push_str("| question | must reach | Bonafide | against, in the same run | reached |\n|---|---|---|---|---|\n");
        for row in &self.rows {
            let _ = writeln!(text, "{}", line(row));
        }
        if !self.peers.is_empty() {
            text.push_str("\n| engine or floor | figure |\n|---|---|\n");
            for (name, figure) in &self.peers {
                let _ = writeln!(text, "| {name} | {figure} |");
            }
        }
        if !self.notes.is_empty() {
            text.push('\n');
        }
        for note in &self.notes {
            let _ = writeln!(text, "- {note}");
        }
        text
    }

    /// Writes the table between its two marks.
    pub fn keep(&self, page: &Path) -> Result<(), Box<dyn Error>> {
        const FROM: &str = "<!-- bench: from here on written by bench/ -->\n";
        const UNTIL: &str = "<!-- bench: until here -->";
        let text = std::fs::read_to_string(page)?;
        let (before, rest) = text.split_once(FROM).ok_or("the page has no mark to write after")?;
        let (_, after) = rest.split_once(UNTIL).ok_or("the page has no mark to write up to")?;
        std::fs::write(page, format!("{before}{FROM}{}{UNTIL}{after}", self.markdown()))?;
        Ok(())
    }
}

fn line(row: &Row) -> String {
    let reached = match row.reached {
        Some(true) => "yes",
        Some(false) => "**no**",
        None => "–",
    };
    format!("| {} | {} | {} | {} | {reached} |", row.question, row.goal, row.own, row.against)
}

fn machine() -> String {
    let processors = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processors.lines().find(|line| line.starts_with("model name")).and_then(|line| line.split_once(": "));
    let count = std::thread::available_parallelism().map_or(0, usize::from);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let output = Command::new("rustc").arg("--version").output();
    let rust = output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default();
    format!(
        "{count} cores of {} (load {} at the end of the run), {}, {rust}, release profile of the workspace",
        model.map_or("an unknown processor", |(_, model)| model),
        load.split(' ').next().unwrap_or("unknown"),
        std::env::consts::ARCH,
    )
}
