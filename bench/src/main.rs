//! Measures the rule engine of Bonafide against other engines and against plain Rust, side by side in one run.
//!
//! `all` runs everything and writes the table into docs/performance.md; `own` leaves the other engines out;
//! `part` measures ours in one part of the table; `model` writes the regulations and cases; `profile` repeats one
//! question for a profiler.
mod all;
mod cases;
mod clock;
mod commands;
mod floor;
mod lists;
mod own;
#[cfg(feature = "peers")]
mod peers;
mod profile;
mod proofs;
mod races;
mod table;

use cases::{Cases, Texts};
use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let verb = std::env::args().nth(1).unwrap_or_default();
    let texts = Texts::print();
    // What runs in a process of its own must not pay for cases it does not use.
    match verb.as_str() {
        "loads" => return commands::loads(&texts.model34),
        "stream" => {
            let paths: Vec<PathBuf> = std::env::args_os().skip(2).map(PathBuf::from).collect();
            let [regulation, cases] = paths.as_slice() else { return Err("stream REGULATION CASES".into()) };
            return lists::stream(regulation, cases);
        }
        "part" => {
            let mut table = table::Table::default();
            return std::env::args().skip(2).try_for_each(|name| all::part(&name, &texts, &mut table));
        }
        "profile" => return profile::run(&std::env::args().nth(2).unwrap_or_default(), &texts),
        _ => {}
    }
    let cases = Cases::generate();
    match verb.as_str() {
        "model" => {
            texts.write()?;
            println!("{}\nwritten to {}", cases.summary(), cases.write()?.display());
        }
        #[cfg(feature = "peers")]
        "peers" => {
            println!("{}", cases.summary());
            races::peers_alone(&cases)?;
        }
        "all" | "own" => {
            if let Some(stale) = texts.stale() {
                return Err(format!("{} is not what the model prints: run `model`", stale.display()).into());
            }
            cases.write()?;
            let mut table = table::Table::default();
            all::run(&cases, &texts, &mut table, verb == "all")?;
            let page = cases::bench_folder().join("../docs/performance.md");
            match verb.as_str() {
                "all" => table.keep(&page)?,
                _ => println!("{}", table.markdown()),
            }
            println!("{} goals missed", table.missed());
        }
        other => return Err(format!("no verb `{other}`: all, own, part, peers, model or profile").into()),
    }
    Ok(())
}
