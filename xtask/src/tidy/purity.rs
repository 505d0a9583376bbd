//! Purity: the pure crates never read a clock, a disk, a socket, the environment or a random source.
//!
//! Clippy bans the single calls (pure.clippy.toml); this rule bans the modules, and sees that the ban is in place.

use crate::files::Files;
use crate::source::{is_in_module, is_test_file, product_lines, test_modules};

const PURE_CRATES: [&str; 5] =
    ["bonafide-rules", "bonafide-procedure", "bonafide-ledger", "bonafide-proofread", "bonafide-document"];

/// Modules and crates that reach outside. `std::time::Duration` is only a number and may be used.
const OUTSIDE: [&str; 11] = [
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::time::SystemTime",
    "std::time::Instant",
    "std::io::std",
    "std::thread",
    "RandomState",
    "getrandom",
    "rand::",
];

/// Names uses of the outside, and pure crates without the shared ban.
pub(super) fn check(files: &Files) -> Vec<String> {
    let shared = files.text("pure.clippy.toml");
    let mut findings = Vec::new();
    for name in PURE_CRATES.into_iter().filter(|name| files.holds(&format!("crates/{name}"))) {
        if shared.is_none() || files.text(&format!("crates/{name}/clippy.toml")) != shared {
            findings.push(format!("crates/{name}/clippy.toml:1: must be a link to pure.clippy.toml"));
        }
        let room = format!("crates/{name}/src/");
        let for_tests = test_modules(files.text(&format!("{room}lib.rs")).unwrap_or_default());
        let is_product = |path: &str| {
            !is_test_file(path) && !path.strip_prefix(&room).is_some_and(|inner| is_in_module(inner, &for_tests))
        };
        for (path, text) in files.below(&room, ".rs").filter(|(path, _)| is_product(path)) {
            for (line, code) in product_lines(text) {
                let code = code.split(" // ").next().unwrap_or_default();
                if let Some(found) = OUTSIDE.iter().find(|module| names(code, module)) {
                    findings.push(format!("{path}:{line}: a pure crate must not use `{found}`"));
                }
            }
        }
    }
    findings
}

/// Whether the code names a module, and not just a word that ends like it (`Operand::` is no `rand::`).
fn names(code: &str, module: &str) -> bool {
    code.match_indices(module).any(|(at, _)| {
        let before = code.get(..at).and_then(|head| head.chars().next_back());
        !before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_ends_like_a_module_is_none() {
        assert!(names("use rand::Rng;", "rand::") && !names("Operand::Name", "rand::"));
    }

    #[test]
    fn a_clock_in_a_pure_crate_is_found() {
        let source = "use std::time::Instant;\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}\n";
        let files = Files::sample(&[
            ("pure.clippy.toml", "x"),
            ("crates/bonafide-rules/clippy.toml", "x"),
            ("crates/bonafide-rules/src/a.rs", source),
        ]);
        assert_eq!(check(&files), ["crates/bonafide-rules/src/a.rs:1: a pure crate must not use `std::time::Instant`"]);
    }

    #[test]
    fn a_module_for_tests_may_reach_outside_and_no_other() {
        let source = "use std::time::Instant;\n";
        let files = Files::sample(&[
            ("pure.clippy.toml", "x"),
            ("crates/bonafide-rules/clippy.toml", "x"),
            ("crates/bonafide-rules/src/lib.rs", "#[cfg(test)]\nmod model;\nmod menu;\n"),
            ("crates/bonafide-rules/src/model.rs", source),
            ("crates/bonafide-rules/src/model/world.rs", source),
            ("crates/bonafide-rules/src/menu.rs", source),
        ]);
        let found = check(&files);
        assert_eq!(found, ["crates/bonafide-rules/src/menu.rs:1: a pure crate must not use `std::time::Instant`"]);
    }

    #[test]
    fn a_pure_crate_without_the_ban_is_found() {
        let files = Files::sample(&[("pure.clippy.toml", "x"), ("crates/bonafide-ledger/src/lib.rs", "")]);
        assert_eq!(check(&files), ["crates/bonafide-ledger/clippy.toml:1: must be a link to pure.clippy.toml"]);
    }
}
