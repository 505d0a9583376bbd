//! Measures the rule engine of Bonafide against other engines and against plain Rust, side by side in one run.
//!
//! `all` runs everything and writes the table into docs/performance.md; `own` leaves the other engines out;
//! `model` writes the regulations and cases.
mod cases;
mod clock;
mod floor;
#[cfg(feature = "peers")]
mod peers;
mod races;

use cases::{Cases, Texts};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let verb = std::env::args().nth(1).unwrap_or_default();
    let cases = Cases::generate();
    let texts = Texts::print();
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
        other => return Err(format!("no verb `{other}`: all, own, peers or model").into()),
    }
    Ok(())
}
