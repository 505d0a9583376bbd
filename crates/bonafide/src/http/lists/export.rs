//! Lists as CSV (导出): short ones at once; long ones in the background, with progress, kept a day.
//!
//! A file holds what its maker may see: only they can fetch it. It is written row by row, so that a hundred thousand rows
//! take no more memory than a thousand.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use bonafide_procedure::calendar::Calendar;
use bonafide_procedure::id::PersonId;
use bonafide_store::{Listed, Store, Wanted};

use super::Known;
use super::rows::Teller;
use crate::words::{Language, Words};

/// How long a file is kept.
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);

/// Rows read at once.
const ROWS: u32 = 1_000;

/// Exports under way at once, over all readers.
const UNDER_WAY_MAX: usize = 2;

/// The exports of a site.
#[derive(Debug)]
pub(in crate::http) struct Exports {
    folder: PathBuf,
    jobs: Mutex<HashMap<String, Arc<Job>>>,
}

/// One export.
#[derive(Debug)]
pub(in crate::http) struct Job {
    person: PersonId,
    path: PathBuf,
    /// Rows written.
    written: AtomicU64,
    state: Mutex<State>,
    begun: Instant,
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::http) enum State {
    /// Rows are being written.
    UnderWay,
    /// The file is there.
    Ready,
    /// It failed; the reader begins again.
    Failed,
}

/// What is exported, for whom, in which language.
pub(in crate::http) struct Order {
    pub(in crate::http) store: Store,
    pub(in crate::http) known: Arc<Known>,
    pub(in crate::http) calendar: Arc<Calendar>,
    pub(in crate::http) person: PersonId,
    pub(in crate::http) language: Language,
    pub(in crate::http) wanted: Wanted,
}

impl Exports {
    /// Exports under a data directory; what an earlier process left is removed.
    pub(in crate::http) fn in_folder(data: &Path) -> Self {
        let folder = data.join("exports");
        // Nobody can fetch a file whose export is forgotten; if there is none, there is nothing to do.
        let _ = fs::remove_dir_all(&folder);
        Self { folder, jobs: Mutex::default() }
    }

    /// Begins one in the background; none when too many are under way.
    pub(in crate::http) fn begin(&self, id: String, order: Order) -> io::Result<Option<String>> {
        let mut jobs = self.jobs();
        if jobs.values().filter(|job| job.state() == State::UnderWay).count() >= UNDER_WAY_MAX {
            return Ok(None);
        }
        make_folder(&self.folder)?;
        let job = Arc::new(Job {
            person: order.person.clone(),
            path: self.folder.join(format!("{id}.csv")),
            written: AtomicU64::new(0),
            state: Mutex::new(State::UnderWay),
            begun: Instant::now(),
        });
        jobs.insert(id.clone(), Arc::clone(&job));
        drop(jobs);
        let work = move || {
            let state = if job.write(&order).is_ok() { State::Ready } else { State::Failed };
            *job.state.lock().unwrap_or_else(PoisonError::into_inner) = state;
        };
        std::thread::Builder::new().name("bonafide-export".to_owned()).spawn(work)?;
        Ok(Some(id))
    }

    /// Somebody's own export.
    pub(in crate::http) fn of(&self, id: &str, person: &PersonId) -> Option<Arc<Job>> {
        self.jobs().get(id).filter(|job| &job.person == person).cloned()
    }

    /// The jobs, those that are over a day old removed.
    fn jobs(&self) -> MutexGuard<'_, HashMap<String, Arc<Job>>> {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.retain(|_, job| {
            let is_kept = job.begun.elapsed() < KEPT;
            if !is_kept {
                // If it cannot be removed now, the next start removes it.
                let _ = fs::remove_file(&job.path);
            }
            is_kept
        });
        jobs
    }
}

#[cfg(unix)]
fn make_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

impl Job {
    /// How far it is.
    pub(in crate::http) fn state(&self) -> State {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Rows written so far.
    pub(in crate::http) fn written(&self) -> u64 {
        self.written.load(Ordering::Relaxed)
    }

    /// The file.
    pub(in crate::http) fn path(&self) -> &Path {
        &self.path
    }

    fn write(&self, order: &Order) -> io::Result<()> {
        let mut file = BufWriter::new(File::create(&self.path)?);
        write(order, &mut file, &|count| {
            self.written.fetch_add(count, Ordering::Relaxed);
        })?;
        file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }
}

/// Writes all rows.
pub(in crate::http) fn write(order: &Order, out: &mut impl Write, count: &dyn Fn(u64)) -> io::Result<()> {
    let words = Words::new(order.language);
    let mut teller = Teller::new(&words, &order.known, &order.calendar, &order.person);
    // The mark tells spreadsheets that this is UTF-8.
    out.write_all("\u{feff}".as_bytes())?;
    let heads = ["number-case", "stage", "step", "who", "due", "duty", "due-duty", "subject", "matter", "unit", "last"];
    line(out, &heads.map(|head| words.say(&format!("web-{head}"))))?;
    let lists = order.store.case_lists().map_err(io::Error::other)?;
    let mut after = None;
    loop {
        let page = Wanted { after, count_max: ROWS, ..order.wanted.clone() };
        let rows = lists.find(&page).map_err(io::Error::other)?;
        let Some(last) = rows.last() else { break };
        after = Some(last.key);
        for row in &rows {
            line(out, &cells(&mut teller, row))?;
        }
        count(u64::try_from(rows.len()).unwrap_or_default());
        if rows.len() < ROWS as usize {
            break;
        }
    }
    out.flush()
}

fn cells(teller: &mut Teller<'_>, row: &Listed) -> [String; 11] {
    [
        row.number.clone(),
        teller.stage(row),
        teller.step(&row.step),
        teller.turn(row),
        Teller::day(row.due),
        teller.step(&row.duty_step),
        Teller::day(row.duty_due),
        teller.subject(row),
        row.matter.clone(),
        teller.unit(row),
        Teller::day(row.changed_on),
    ]
}

/// A line of cells.
pub(in crate::http) fn line(out: &mut impl Write, cells: &[String]) -> io::Result<()> {
    let cells: Vec<String> = cells.iter().map(|cell| field(cell)).collect();
    write!(out, "{}\r\n", cells.join(","))
}

/// A field as RFC 4180 has it; what a spreadsheet would take for a formula is made text.
fn field(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if is_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\r', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn what_a_spreadsheet_would_run_is_text_and_quotes_are_doubled() {
        assert_eq!(field("=1+1"), "'=1+1");
        assert_eq!(field("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(field("桥,\"急\""), "\"桥,\"\"急\"\"\"");
        assert_eq!(field("2026-0001"), "2026-0001");
    }
}
