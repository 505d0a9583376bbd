//! Just enough reading of Rust source for the tidy rules: lines of product code, without comments and test modules.

/// Whether the whole file is for tests only.
pub(crate) fn is_test_file(path: &str) -> bool {
    // The model check of the procedure is a module for tests with a name of its own.
    let is_model = path == "crates/bonafide-procedure/src/model.rs";
    let is_named = path.ends_with("/tests.rs") || path.ends_with("_tests.rs");
    path.contains("/tests/") || path.contains("/benches/") || is_named || is_model
}

/// The modules a crate's `lib.rs` declares for tests only: `#[cfg(test)]` over `mod name;`.
pub(crate) fn test_modules(library: &str) -> Vec<&str> {
    let lines = || library.lines().map(str::trim);
    let pairs = lines().zip(lines().skip(1)).filter(|(attribute, _)| *attribute == "#[cfg(test)]");
    pairs.filter_map(|(_, item)| item.strip_prefix("mod ")?.strip_suffix(';')).collect()
}

/// Whether a file, named from the crate's `src/`, belongs to one of these modules.
pub(crate) fn is_in_module(path: &str, modules: &[&str]) -> bool {
    let top = path.split('/').next().unwrap_or_default();
    modules.contains(&top.strip_suffix(".rs").unwrap_or(top))
}

/// The lines of product code with their numbers from 1: comment lines and `#[cfg(test)]` items are left out.
pub(crate) fn product_lines(text: &str) -> Vec<(usize, &str)> {
    let mut kept = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        let code = line.trim_start();
        if code.starts_with("#[cfg(test)]") {
            skip_item(line, &mut lines);
        } else if !code.starts_with("//") {
            kept.push((index + 1, line));
        }
    }
    kept
}

/// Skips the item after an attribute: up to a line that ends it at the attribute's own depth.
fn skip_item<'t>(attribute: &str, lines: &mut impl Iterator<Item = (usize, &'t str)>) {
    let depth = attribute.len() - attribute.trim_start().len();
    for (_, line) in lines {
        let indent = line.len() - line.trim_start().len();
        let ends = line.trim_end().ends_with([';', '}']);
        if indent == depth && ends && !line.trim_start().starts_with("#[") {
            return;
        }
    }
}

/// All string literals of a text, without escapes resolved; enough for keys and codes.
pub(crate) fn literals(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| line.split('"').skip(1).step_by(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_modules_and_comments_are_not_product_code() {
        let text = "\
//! Head.
#[cfg(test)]
mod tests;
use a::b;
#[cfg(test)]
mod more {
    fn in_test() {}
}
fn product() {}";
        let lines: Vec<usize> = product_lines(text).into_iter().map(|(number, _)| number).collect();
        assert_eq!(lines, [4, 9]);
    }

    #[test]
    fn string_literals_are_found_outside_comments() {
        let found: Vec<&str> = literals("// \"no\"\nf(\"yes\", x, \"too\")").collect();
        assert_eq!(found, ["yes", "too"]);
    }

    #[test]
    fn modules_for_tests_are_recognised_by_their_declaration() {
        let modules = test_modules("pub mod id;\n#[cfg(test)]\nmod model;\n#[cfg(test)]\nmod tests {\n}\nmod menu;\n");
        assert_eq!(modules, ["model"]);
        assert!(is_in_module("model.rs", &modules) && is_in_module("model/world.rs", &modules));
        assert!(!is_in_module("menu.rs", &modules) && !is_in_module("case/model.rs", &modules));
    }

    #[test]
    fn files_for_tests_are_recognised_by_their_place() {
        assert!(is_test_file("crates/a/tests/x.rs") && is_test_file("crates/a/src/lexer/tests.rs"));
        assert!(!is_test_file("crates/a/src/test_of_a_fact.rs"));
    }
}
