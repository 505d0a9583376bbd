//! The guide's commands run as they stand there.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::path::Path;
use std::process::Command;

/// Words of a command line; single quotes hold blanks together.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            other => words.last_mut().unwrap().push(other),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn every_command_of_the_first_case_does_what_the_guide_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("guide");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let guide = std::fs::read_to_string(root.join("docs/guide/first-case.md")).unwrap();
    let mut inside = false;
    let mut count = 0;
    for line in guide.lines() {
        if line.starts_with("```") {
            inside = line == "```sh";
            continue;
        }
        let Some(command) = line.strip_prefix("bonafide ").filter(|_| inside) else { continue };
        let (command, code) = command.split_once(" # ").unwrap_or((command, "0"));
        let archive = folder.join("bridge.archive").display().to_string();
        let words = words(command).into_iter().map(|word| word.replace("bridge.archive", &archive));
        let output = Command::new(env!("CARGO_BIN_EXE_bonafide"))
            .args(words)
            .current_dir(&root)
            .env("BONAFIDE_DATA", folder.join("site"))
            .env("LANG", "zh_CN.UTF-8")
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env_remove("BONAFIDE_DATABASE")
            .env_remove("BONAFIDE_KEY")
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), code.parse().ok(), "{command}\n{told}");
        count += 1;
    }
    assert!(count > 15, "{count}");
}
