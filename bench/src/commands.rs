//! What is measured in processes of their own: the shipped binary, and memory.

use crate::cases::bench_folder;
use crate::clock::{Figure, children_seconds, status_kib};
use crate::own;
use crate::table::{Table, short, span};
use bonafide_rules::assess::Engine;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// KiB of resident memory that one more loaded rule set takes, in a process of its own.
pub fn load_kib() -> Result<u64, Box<dyn Error>> {
    let output = Command::new(std::env::current_exe()?).arg("loads").output()?;
    Ok(String::from_utf8(output.stdout)?.trim().parse()?)
}

/// Loads the rule set 101 times and prints what each but the first added.
pub fn loads(text: &str) -> Result<(), Box<dyn Error>> {
    let mut engines = vec![Engine::new(&own::regulation(text)?)];
    let before = status_kib("VmRSS");
    for _ in 0..100 {
        engines.push(Engine::new(&own::regulation(text)?));
    }
    println!("{}", (status_kib("VmRSS") - before).div_ceil(100));
    std::hint::black_box(engines);
    Ok(())
}

/// Builds the shipped binary and says where it is.
fn binary() -> Result<PathBuf, Box<dyn Error>> {
    let root = bench_folder().join("..");
    let built = Command::new("cargo")
        .args(["build", "--release", "-p", "bonafide", "--manifest-path"])
        .arg(root.join("Cargo.toml"))
        .stderr(Stdio::null())
        .status()?;
    let binary = root.join("target/release/bonafide");
    if built.success() && binary.exists() { Ok(binary) } else { Err("the binary does not build".into()) }
}

/// One run of the binary: wall seconds, processor seconds, and its answer.
fn run(binary: &Path, verb: &str, files: &[&Path]) -> Result<(f64, f64, usize), Box<dyn Error>> {
    let (wall, processor) = (Instant::now(), children_seconds());
    let mut command = Command::new(binary);
    command.arg(verb).args(files);
    if verb == "assess" {
        command.args(["--output", "json"]);
    }
    let output = command.stderr(Stdio::piped()).output()?;
    let (wall, processor) = (wall.elapsed().as_secs_f64(), children_seconds() - processor);
    // 0 yes, 2 the answer is no, 4 not yet decidable: all of them are answers.
    if !matches!(output.status.code(), Some(0 | 2 | 4)) {
        return Err(format!("`bonafide {verb}`: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok((wall, processor, output.stdout.iter().filter(|byte| **byte == b'\n').count()))
}

/// Start to first answer, and whole archives through the command line.
pub fn measure(table: &mut Table) -> Result<(), Box<dyn Error>> {
    let (question, goal) = ("`bonafide` from start to its first answer", "< 30 ms");
    let binary = match binary() {
        Ok(binary) => binary,
        Err(error) => {
            table.missing(question, goal, &error);
            return Ok(());
        }
    };
    let folder = bench_folder();
    let regulation = folder.join("model/list40.md");
    let one = folder.join("generated/one.jsonl");
    let few = std::fs::read_to_string(folder.join("generated/list40-100k.jsonl"))?;
    std::fs::write(&one, few.lines().next().map(|line| format!("{line}\n")).unwrap_or_default())?;
    match (0..21).map(|_| run(&binary, "assess", &[&regulation, &one])).collect::<Result<Vec<_>, _>>() {
        Ok(runs) => {
            let processor = Figure::of(runs.iter().map(|(_, processor, _)| *processor).collect());
            let wall = Figure::of(runs.iter().map(|(wall, ..)| *wall).collect());
            let shown = format!("{}; wall {}", span(processor), span(wall));
            table.row(question, goal, shown, "assess, 40 items, one case".into(), Some(processor.median < 0.03));
        }
        Err(error) => table.missing(question, goal, &error),
    }
    // Five thousand are enough: each answer is exact, with its questions.
    let few: Vec<&str> = few.lines().take(5_000).collect();
    std::fs::write(folder.join("generated/list40-5k.jsonl"), few.join("\n") + "\n")?;
    let few = folder.join("generated/list40-5k.jsonl");
    match run(&binary, "assess", &[&regulation, &few]) {
        Ok((_, processor, lines)) => {
            let shown = format!("{}/s", short(lines as f64 / processor));
            let question = "`bonafide assess`: exact answer, questions and reasons of each case as JSON";
            table.row(question, "measured", shown, format!("{lines} cases, 10–50 % unknown"), None);
        }
        Err(error) => table.missing("`bonafide assess`", "measured", &error),
    }
    Ok(())
}
