//! Files that the product itself writes: the command-line reference from its help, the pictures from a real answer.
//!
//! They are made by running the binary, so that they cannot say what it does not do; tidy compares them with what it says today.

use std::fs;
use std::path::Path;

use crate::chore::{Outcome, cargo, root, say};
use crate::picture;

/// The command-line reference.
const REFERENCE: &str = "docs/reference/command-line.md";

/// Each picture: where it is, the language, and what it shows: the case of ARCHITECTURE.md, answered.
const PICTURES: [(&str, &str); 2] = [("docs/pictures/answer.zh-CN.svg", "zh"), ("docs/pictures/answer.svg", "en")];

/// What is asked in the pictures.
const QUESTION: [&str; 3] = ["assess", "regulations/general.md", "examples/bridge.jsonl"];

/// Writes the command-line reference.
pub(crate) fn write_reference() -> Outcome {
    write(REFERENCE, &reference()?)
}

/// Draws the pictures.
pub(crate) fn write_pictures() -> Outcome {
    for (path, language) in PICTURES {
        write(path, &draw(language)?)?;
    }
    Ok(())
}

/// Names generated files that are not what the binary would make today.
pub(crate) fn stale() -> Vec<String> {
    let pictures = PICTURES.iter().map(|(path, language)| (*path, draw(language), "picture"));
    let made = [(REFERENCE, reference(), "reference")].into_iter().chain(pictures);
    made.filter_map(|(path, fresh, chore)| match fresh {
        Ok(fresh) if fs::read_to_string(root().join(path)).ok().as_deref() == Some(&*fresh) => None,
        Ok(_) => Some(format!("{path}:1: is not what the binary says today: run `cargo xtask {chore}`")),
        Err(problem) => Some(format!("{path}:1: cannot be made: {problem}")),
    })
    .collect()
}

fn write(path: &str, text: &str) -> Outcome {
    let place = root().join(path);
    let folder = place.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(&place, text))
        .map_err(|error| format!("`{path}` cannot be written: {error}"))?;
    say(&format!("wrote {path}"));
    Ok(())
}

/// What the binary prints to standard output. Its exit code is an answer (0, 2, 4), unless it says fault (1) or a wrong text (3).
fn bonafide(arguments: &[&str]) -> Outcome<String> {
    let mut call = vec!["run", "--quiet", "--package", "bonafide", "--"];
    call.extend(arguments);
    let output = cargo(&call).output().map_err(|error| format!("cargo did not start: {error}"))?;
    let asked = arguments.join(" ");
    if !matches!(output.status.code(), Some(0 | 2 | 4)) {
        let told = String::from_utf8_lossy(&output.stderr);
        let last = told.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("it said nothing");
        return Err(format!("`bonafide {asked}` failed ({}): {last}", output.status));
    }
    String::from_utf8(output.stdout).map_err(|error| format!("`bonafide {asked}` did not print text: {error}"))
}

fn draw(language: &str) -> Outcome<String> {
    let mut arguments = vec!["--lang", language];
    arguments.extend(QUESTION);
    Ok(picture::terminal(&format!("bonafide {}", QUESTION.join(" ")), &bonafide(&arguments)?))
}

fn reference() -> Outcome<String> {
    let mut page = String::from(
        "# The command line\n\n<!-- Generated from the help of the binary by `cargo xtask reference`; do not edit. -->\n",
    );
    sections(&mut page, &[])?;
    Ok(page)
}

/// The section of a verb, given by its words, then those of the verbs under it.
fn sections(page: &mut String, path: &[&str]) -> Outcome {
    let asked = [&["--lang", "en"], path, &["--help"]].concat();
    let help = bonafide(&asked)?;
    section(page, &[&["bonafide"], path].concat().join(" "), &help);
    for verb in verbs(&help) {
        sections(page, &[path, &[verb]].concat())?;
    }
    Ok(())
}

fn section(page: &mut String, name: &str, help: &str) {
    page.push_str(&format!("\n## `{name}`\n\n```text\n{}\n```\n", trimmed(help)));
}

/// Without blanks at the ends of lines, which no editor would keep.
fn trimmed(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim().to_owned()
}

/// The verbs that the help lists under `Commands:`.
fn verbs(help: &str) -> Vec<&str> {
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| line.starts_with("  "));
    let names = listed.filter(|line| !line.starts_with("   ")).filter_map(|line| line.split_whitespace().next());
    names.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_read_from_the_help_and_wrapped_lines_are_not() {
        let help = "Does.\n\nCommands:\n  check  Checks texts\n         and more\n  prove  Proves\n\nOptions:\n  -h\n";
        assert_eq!(verbs(help), ["check", "prove"]);
    }

    #[test]
    fn a_section_keeps_the_help_as_it_is_but_for_blanks_at_line_ends() {
        let mut page = String::new();
        section(&mut page, "bonafide x", "One  \n\n  two\n\n");
        assert_eq!(page, "\n## `bonafide x`\n\n```text\nOne\n\n  two\n```\n");
    }
}
