//! `cargo xtask demo`: the main job, from nothing: build the program and apply the general regulation to published cases.

use crate::chore::{Outcome, cargo, say};

const COMMAND: [&str; 3] = ["assess", "regulations/general.md", "examples/published.jsonl"];

/// Builds and runs; `more` is handed to the program (`--lang zh`, `--output json`).
pub(crate) fn run(more: &[&str]) -> Outcome {
    let mut arguments = vec!["run", "--profile", "demo", "--package", "bonafide", "--"];
    arguments.extend(COMMAND.iter().chain(more));
    say(&format!("== cargo {}", arguments.join(" ")));
    let status = cargo(&arguments).status().map_err(|error| format!("cargo did not start: {error}"))?;
    let code = status.code();
    let meaning = meaning(code).ok_or_else(|| format!("the program failed ({status})"))?;
    say(&format!("== exit code {}: {meaning}", code.unwrap_or_default()));
    Ok(())
}

/// What an exit code that is an answer says; none for a fault and a wrong text.
fn meaning(code: Option<i32>) -> Option<&'static str> {
    match code {
        Some(0) => Some("every case is decided"),
        Some(2) => Some("a case is in conflict"),
        Some(4) => {
            Some("some cases cannot be decided yet; what is missing stands above. That is an answer, not a failure")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_told_apart_from_failures() {
        assert!([0, 2, 4].into_iter().all(|code| meaning(Some(code)).is_some()));
        assert!(meaning(Some(1)).is_none() && meaning(Some(3)).is_none() && meaning(None).is_none());
    }
}
