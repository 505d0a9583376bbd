//! The binary and its doors.

use std::process::ExitCode;

mod cli;
mod report;
mod words;

fn main() -> ExitCode {
    cli::run(std::env::args_os().collect())
}
