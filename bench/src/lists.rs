//! Generated lists of 40 and 120 items: many cases, hard questions, proofs.

use crate::cases::{LIST_SEED, bench_folder};
use crate::clock::{Figure, processor_seconds, status_kib};
use crate::own;
use bonafide_bench_model::lists::{List, case_lines};
use bonafide_rules::assess::batch::{Batch, Columns, Verdicts};
use bonafide_rules::assess::{ChangeScope, Engine, Status};
use bonafide_rules::case::{Case, CaseReader, Line};
use bonafide_rules::regulation::{FactKind, Standing};
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A list, ready to answer, with some of its cases.
pub struct Ready {
    pub engine: Engine,
    /// Cases with a tenth to a half of the facts unknown.
    pub partial: Vec<Vec<Standing>>,
    /// The same with nothing unknown: facts that were are put at the lowest value.
    pub full: Vec<Vec<Standing>>,
}

/// Compiles a list and reads its first cases.
pub fn ready(list: &List, count: usize) -> Result<Ready, Box<dyn Error>> {
    let regulation = own::regulation(&list.text)?;
    let engine = Engine::new(&regulation);
    let partial = own::standings(&regulation, case_lines(list, LIST_SEED, 0, count).lines())?;
    let lowest = |place: usize| match engine.regulation().facts.get(place).map(|fact| &fact.kind) {
        Some(FactKind::Number { low, .. }) => Standing::Found(*low),
        _ => Standing::Found(0),
    };
    let complete = |(place, standing): (usize, &Standing)| match standing {
        Standing::NotExamined | Standing::CannotEstablish => lowest(place),
        known => *known,
    };
    let full = partial.iter().map(|case: &Vec<Standing>| case.iter().enumerate().map(complete).collect()).collect();
    Ok(Ready { engine, partial, full })
}

/// Processor seconds of each call, sorted.
pub fn each(cases: &[Vec<Standing>], mut call: impl FnMut(&[Standing])) -> Vec<f64> {
    if let Some(first) = cases.first() {
        call(first);
    }
    let mut times: Vec<f64> = cases
        .iter()
        .map(|case| {
            let before = processor_seconds();
            call(case);
            processor_seconds() - before
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times
}

/// A time at a share of the sorted times.
pub fn at(times: &[f64], share: f64) -> f64 {
    let place = (times.len() as f64 * share) as usize;
    times.get(place.min(times.len().saturating_sub(1))).copied().unwrap_or(f64::NAN)
}

/// The four hard questions, each over every case: name and sorted times.
pub fn questions(ready: &Ready) -> Vec<(&'static str, Vec<f64>)> {
    let mut assessor = ready.engine.assessor();
    let open: Vec<Vec<Standing>> =
        ready.partial.iter().filter(|case| assessor.assess(case).status == Status::Undetermined).cloned().collect();
    vec![
        ("exact possible outcomes", each(&ready.partial, |case| drop(std::hint::black_box(assessor.assess(case))))),
        ("next question", {
            let mut assessor = ready.engine.assessor();
            each(&open, |case| drop(std::hint::black_box(assessor.questions(case))))
        }),
        ("what would have changed it, up to 3 facts", {
            let mut assessor = ready.engine.assessor();
            each(&ready.full, |case| drop(std::hint::black_box(assessor.changes(case, ChangeScope::Findings, 20))))
        }),
        ("smallest sufficient set", {
            let mut assessor = ready.engine.assessor();
            each(&ready.full, |case| drop(std::hint::black_box(assessor.sufficient(case))))
        }),
    ]
}

/// Writes a million cases of a list once; returns where.
pub fn million(list: &List, name: &str, count: usize) -> Result<PathBuf, Box<dyn Error>> {
    let path = bench_folder().join("generated").join(name);
    if path.exists() {
        return Ok(path);
    }
    std::fs::create_dir_all(bench_folder().join("generated"))?;
    let unfinished = path.with_extension("unfinished");
    let mut file = BufWriter::new(File::create(&unfinished)?);
    for from in (0..count).step_by(1000) {
        file.write_all(case_lines(list, LIST_SEED, from, 1000.min(count - from)).as_bytes())?;
    }
    file.flush()?;
    std::fs::rename(unfinished, &path)?;
    Ok(path)
}

/// How many cases go through the engine at a time when they come from a file.
const CHUNK: usize = 8_192;

/// Reads case lines from a file and counts the results, a chunk at a time: what a replay of an archive does.
/// Prints `cases decided seconds peak-KiB`.
pub fn stream(regulation: &Path, cases: &Path) -> Result<(), Box<dyn Error>> {
    let engine = Engine::new(&own::regulation(&std::fs::read_to_string(regulation)?)?);
    let before = processor_seconds();
    let mut reader = CaseReader::new(engine.regulation());
    let mut lines = BufReader::with_capacity(1 << 20, File::open(cases)?);
    let (mut line, mut case) = (Vec::new(), Case::default());
    let mut columns = Columns::new(engine.regulation());
    let (mut batch, mut verdicts) = (Batch::new(&engine), Verdicts::default());
    let (mut count, mut decided) = (0, 0);
    loop {
        line.clear();
        let more = lines.read_until(b'\n', &mut line)? > 0;
        if more && let Line::Case = reader.read_line(&line, &mut case).map_err(|error| format!("{error:?}"))? {
            columns.push(&case.standings);
        }
        if columns.len() == CHUNK || !more {
            batch.run(&columns, &mut verdicts);
            count += verdicts.len();
            decided += (0..verdicts.len()).filter(|case| verdicts.result(*case).is_some()).count();
            columns.clear();
        }
        if !more {
            break;
        }
    }
    println!("{count} {decided} {} {}", processor_seconds() - before, status_kib("VmHWM"));
    Ok(())
}

/// Runs [`stream`] in a process of its own, so that its peak of memory is its own: cases a second, and peak KiB.
pub fn streamed(regulation: &Path, cases: &Path) -> Result<(f64, u64), Box<dyn Error>> {
    let output = std::process::Command::new(std::env::current_exe()?).arg("stream").arg(regulation).arg(cases).output()?;
    let text = String::from_utf8(output.stdout)?;
    let fields: Vec<&str> = text.split_whitespace().collect();
    let [count, _, seconds, peak] = fields.as_slice() else {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    };
    Ok((count.parse::<f64>()? / seconds.parse::<f64>()?, peak.parse()?))
}

/// Reads the lines of a file and only checks that they are JSON (serde_json, nothing kept): cases a second.
pub fn json_floor(cases: &Path) -> Result<f64, Box<dyn Error>> {
    let before = processor_seconds();
    let mut lines = BufReader::with_capacity(1 << 20, File::open(cases)?);
    let (mut line, mut count) = (Vec::new(), 0);
    while lines.read_until(b'\n', &mut line)? > 0 {
        serde_json::from_slice::<serde::de::IgnoredAny>(&line)?;
        count += 1;
        line.clear();
    }
    Ok(f64::from(count) / (processor_seconds() - before))
}

/// Runs the whole batch over columns in memory, several times.
pub fn columnar(ready: &Ready, columns: &Columns, rounds: usize) -> Figure {
    let mut batch = Batch::new(&ready.engine);
    let mut verdicts = Verdicts::default();
    batch.run(columns, &mut verdicts);
    let once = |_| {
        let before = processor_seconds();
        batch.run(columns, &mut verdicts);
        processor_seconds() - before
    };
    Figure::of((0..rounds).map(once).collect())
}
