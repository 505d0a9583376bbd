//! Measures the record: `tree` races trees over a million leaves, `record` verifies a million exported events.

#[path = "../../src/clock.rs"]
#[expect(dead_code, reason = "the engine's bench uses the rest")]
mod clock;
mod floor;
mod leaves;
mod record;
mod tiles;
mod tree;

use std::error::Error;

use clock::Race;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let count = arguments.get(1).map_or(Ok(1_000_000), |count| count.parse())?;
    match arguments.first().map(String::as_str) {
        Some("tree") => tree::run(count),
        Some("record") => record::run(count, arguments.get(2).map(String::as_str)),
        _ => Err("usage: bonafide-bench-ledger tree [leaves] | record [events] [file]".into()),
    }
}

/// Runs a race and prints each contestant's rate and its ratio to the first.
fn show(question: &str, mut race: Race<'_>, rounds: usize) {
    race.run(rounds);
    let rates = race.rates();
    let own = rates.first().map_or(f64::NAN, |(_, figure)| figure.median);
    println!("{question}");
    for (name, figure) in rates {
        let (median, least, most) = (figure.median, figure.least, figure.most);
        println!("  {name:<44} {median:>12.0}/s ({least:.0}-{most:.0})   ours/this {:.2}", own / median);
    }
}
