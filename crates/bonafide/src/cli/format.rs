//! `bonafide format`: one layout for all rules, in place, or shown as a difference.

use std::fs;
use std::io::Write;
use std::path::Path;

use bonafide_rules::KeywordLanguage;

use super::options::Format;
use super::{Exit, Fault, Terminal};
use crate::report::diagnostic::{self, Source};
use crate::report::paint::Ink;
use crate::words::{Language, harmless, say};

/// At most so many changed lines of a file are shown.
const SHOWN_MAX: usize = 12;

/// Formats every file; one that is wrong is left alone and the rest is done.
pub(super) fn run(options: &Format, terminal: &mut Terminal) -> Result<Exit, Fault> {
    let keywords = options.keywords.map(|language| match language {
        Language::Chinese => KeywordLanguage::Chinese,
        Language::English => KeywordLanguage::English,
    });
    let mut exit = Exit::Yes;
    let mut changed = 0_u64;
    for path in &options.regulations {
        let bytes = fs::read(path).map_err(|error| Fault::Read(path.clone(), error))?;
        let name = path.display().to_string();
        let laid_out = bonafide_rules::decode(&bytes)
            .map_err(|finding| vec![finding])
            .and_then(|text| bonafide_rules::format(text, keywords));
        let new = match laid_out {
            Ok(new) => new,
            Err(findings) => {
                let text = String::from_utf8_lossy(&bytes);
                for finding in &findings {
                    let page = diagnostic::page(
                        &terminal.words,
                        terminal.paint_errors(),
                        Source { name: &name, text: &text },
                        finding,
                    );
                    terminal.tell(&page);
                }
                terminal.tell(&say!(terminal.words, "cli-format-left", file = name));
                exit = Exit::Wrong;
                continue;
            }
        };
        if new.as_bytes() == bytes {
            continue;
        }
        changed += 1;
        if options.check {
            show(terminal, &name, &String::from_utf8_lossy(&bytes), &new)?;
        } else {
            replace(path, &new)?;
            writeln!(terminal.out, "{}", say!(terminal.words, "cli-format-done", file = name))?;
        }
    }
    if exit == Exit::Yes && options.check && changed > 0 {
        writeln!(terminal.out, "{}", say!(terminal.words, "cli-format-would", files = changed))?;
        exit = Exit::No;
    }
    Ok(exit)
}

/// Replaces a file at once: whoever reads it sees the old text or the new one, never half of it.
fn replace(path: &Path, text: &str) -> Result<(), Fault> {
    // Through a link, the file it names is replaced and the link stays.
    let path = fs::canonicalize(path).map_err(|error| Fault::Read(path.to_owned(), error))?;
    let fault = |error| Fault::Write(path.clone(), error);
    let folder = path.parent().unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.join(format!(".{name}.{}.new", std::process::id()));
    let written = fs::File::create_new(&beside)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| fs::set_permissions(&beside, fs::metadata(&path)?.permissions()))
        .and_then(|()| fs::rename(&beside, &path));
    written.map_err(|error| {
        // The half-made file is of no use; that it cannot be removed either is not the fault to tell.
        let _ = fs::remove_file(&beside);
        fault(error)
    })
}

/// Shows the first changed lines, old and new.
fn show(terminal: &mut Terminal, name: &str, old: &str, new: &str) -> Result<(), Fault> {
    writeln!(
        terminal.out,
        "{}",
        terminal.paint.ink(Ink::Head, &say!(terminal.words, "cli-format-differs", file = name))
    )?;
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let mut shown = 0;
    let mut total = 0;
    for change in changes(&old, &new) {
        total += 1;
        if shown == SHOWN_MAX {
            continue;
        }
        shown += 1;
        let line = match change {
            Change::Gone(at) => {
                terminal.paint.ink(Ink::Bad, &format!("{:>5} - {}", at + 1, harmless(old.get(at).unwrap_or(&""))))
            }
            Change::Come(at) => {
                terminal.paint.ink(Ink::Good, &format!("{:>5} + {}", at + 1, harmless(new.get(at).unwrap_or(&""))))
            }
        };
        writeln!(terminal.out, "{line}")?;
    }
    if total > shown {
        writeln!(terminal.out, "{}", say!(terminal.words, "cli-format-more", lines = (total - shown) as u64))?;
    }
    Ok(())
}

/// A line of the old text that goes, or of the new text that comes, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    Gone(usize),
    Come(usize),
}

/// Lines that differ: common ends are passed over, then each line is looked for a little further on.
fn changes(old: &[&str], new: &[&str]) -> Vec<Change> {
    const AHEAD: usize = 40;
    let mut changes = Vec::new();
    let (mut left, mut right) = (0, 0);
    while left < old.len() || right < new.len() {
        let (here, there) = (old.get(left), new.get(right));
        if here.is_some() && here == there {
            left += 1;
            right += 1;
            continue;
        }
        let ahead = |lines: &[&str], from: usize, wanted: Option<&&str>| {
            let rest = lines.get(from..).unwrap_or_default();
            rest.iter().take(AHEAD).position(|line| Some(line) == wanted).filter(|_| wanted.is_some())
        };
        let gone = ahead(old, left, there);
        let come = ahead(new, right, here);
        match (gone, come) {
            (Some(gone), come) if come.is_none_or(|come| gone <= come) => {
                changes.extend((left..left + gone).map(Change::Gone));
                left += gone;
            }
            (_, Some(come)) => {
                changes.extend((right..right + come).map(Change::Come));
                right += come;
            }
            _ => {
                if here.is_some() {
                    changes.push(Change::Gone(left));
                    left += 1;
                }
                if there.is_some() {
                    changes.push(Change::Come(right));
                    right += 1;
                }
            }
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_lines_are_found_and_the_others_are_not() {
        let check = |old: &str, new: &str, expected: &[Change]| {
            let (old, new): (Vec<&str>, Vec<&str>) = (old.split(' ').collect(), new.split(' ').collect());
            assert_eq!(changes(&old, &new), expected, "{old:?} {new:?}");
        };
        check("a b c", "a b c", &[]);
        check("a b c", "a x c", &[Change::Gone(1), Change::Come(1)]);
        check("a c", "a b c", &[Change::Come(1)]);
        check("a b c", "a c", &[Change::Gone(1)]);
        check("a", "b c", &[Change::Gone(0), Change::Come(0), Change::Come(1)]);
    }
}
