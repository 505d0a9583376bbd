//! The rule set in every engine's own form.
pub mod cedar;
pub mod cel;
pub mod floor;
pub mod openfisca;
pub mod regulation;
pub mod rego;
pub mod zen;

use crate::condition::Condition;

/// How an engine with infix operators writes a condition.
pub(crate) trait Infix {
    /// `and`, `or`.
    fn words(&self) -> (&'static str, &'static str);
    /// Negation of a written condition.
    fn not(&self, inner: &str) -> String;
    /// A test of one or two facts that fails when one is missing.
    fn test(&self, test: &Condition) -> String;

    /// Writes a condition, in parentheses where it has parts.
    fn write(&self, condition: &Condition) -> String {
        let join = |parts: &[Condition], word: &str| {
            let parts: Vec<String> = parts.iter().map(|part| self.write(part)).collect();
            format!("({})", parts.join(&format!(" {word} ")))
        };
        match condition {
            Condition::All(parts) => join(parts, self.words().0),
            Condition::Any(parts) => join(parts, self.words().1),
            Condition::Absent(inner) => self.not(&self.write(inner)),
            test => self.test(test),
        }
    }
}

/// `["a", "b"]`, as JSON, CEL, Cedar and zen write a list of texts.
pub(crate) fn text_list(values: &[&str]) -> String {
    let quoted: Vec<String> = values.iter().map(|value| format!("\"{value}\"")).collect();
    format!("[{}]", quoted.join(", "))
}

/// `loss * 20`, or `loss` alone.
pub(crate) fn times(name: &str, factor: i64) -> String {
    if factor == 1 { name.to_owned() } else { format!("{name} * {factor}") }
}
