//! The binary: the command line of the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    bonafide::run(std::env::args_os().collect())
}
