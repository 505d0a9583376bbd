//! Prints the floors from the rule set, so that they are plain Rust to the compiler.
use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let module = bonafide_bench_model::print::floor::module(&bonafide_bench_model::rules::Rules::new());
    std::fs::write(PathBuf::from(std::env::var("OUT_DIR")?).join("floor.rs"), module)?;
    Ok(())
}
