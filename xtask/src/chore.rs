//! What every chore needs: the repository's root, a voice, and a way to run cargo.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// What a chore answers: nothing, or a sentence that says what is wrong.
pub(crate) type Outcome<T = ()> = Result<T, String>;

/// The repository's root: the folder above this crate.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Prints one line; a closed pipe is nobody's fault.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// The cargo that called us, in the repository's root.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    command
}

/// Runs a command, its output going to the terminal, and says how long it took.
pub(crate) fn run(name: &str, command: &mut Command) -> Outcome {
    say(&format!("== {name}"));
    let start = Instant::now();
    let status = command.status().map_err(|error| format!("{name} did not start: {error}"))?;
    if !status.success() {
        return Err(format!("{name} failed"));
    }
    say(&format!("== {name}: done in {}", seconds(start.elapsed())));
    Ok(())
}

/// `12.3 s`
pub(crate) fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_holds_the_workspace() {
        assert!(root().join("Cargo.toml").is_file());
        assert!(root().join("xtask").is_dir());
    }

    #[test]
    fn seconds_have_one_decimal() {
        assert_eq!(seconds(Duration::from_millis(12_340)), "12.3 s");
    }
}
