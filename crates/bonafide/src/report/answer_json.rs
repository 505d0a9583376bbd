//! One answer as one line of JSON: the fields scripts rely on, in their order, then what else is known.

use bonafide_rules::assess::{Answer, Status};
use bonafide_rules::regulation::{FactId, NodeId, Regulation};

use super::json::{key, list, maybe, number, text, texts};

/// The word for a status.
pub(crate) fn status_id(status: Status) -> &'static str {
    match status {
        Status::Decided => "decided",
        Status::Undetermined => "undetermined",
        Status::Conflict => "conflict",
    }
}

/// Writes answers to cases of one regulation; what never changes is written once.
pub(crate) struct AnswerJson<'r> {
    regulation: &'r Regulation,
    tail: String,
}

impl<'r> AnswerJson<'r> {
    /// For answers under this regulation.
    pub(crate) fn new(regulation: &'r Regulation) -> Self {
        let mut tail = String::new();
        text(&mut tail, &format!("{}@{}", regulation.id, regulation.version));
        Self { regulation, tail }
    }

    /// Appends the fixed fields, without the braces around them.
    pub(crate) fn fields(&self, into: &mut String, answer: &Answer) {
        into.push_str("\"status\": \"");
        into.push_str(status_id(answer.status));
        into.push_str("\", \"outcome\": ");
        maybe(into, answer.outcome.map(|outcome| outcome.id()));
        into.push_str(", \"possible\": ");
        texts(into, answer.possible.iter().map(|outcome| outcome.id()));
        into.push_str(", \"effects\": ");
        let effects = answer.effects.iter().filter_map(|id| self.regulation.effects.get(id.0 as usize));
        texts(into, effects.map(|effect| effect.id.as_str()));
        into.push_str(", \"modality\": ");
        maybe(into, answer.modality.map(|modality| modality.id()));
        into.push_str(", \"because\": ");
        self.tags(into, &answer.because);
        into.push_str(", \"red_lines\": ");
        self.tags(into, &answer.red_lines);
        into.push_str(", \"missing\": ");
        self.facts(into, &answer.missing);
        into.push_str(", \"presumed\": ");
        self.facts(into, &answer.presumed);
        into.push_str(", \"regulation\": ");
        into.push_str(&self.tail);
        if answer.discretion {
            into.push_str(", \"discretion\": true");
        }
        if answer.conflict_possible {
            into.push_str(", \"conflict_possible\": true");
        }
    }

    fn tags(&self, into: &mut String, nodes: &[NodeId]) {
        let tags = nodes.iter().filter_map(|id| self.regulation.nodes.get(id.0 as usize));
        texts(into, tags.map(|node| node.tag.as_str()));
    }

    /// Appends a list of fact ids.
    pub(crate) fn facts(&self, into: &mut String, facts: &[FactId]) {
        let facts = facts.iter().filter_map(|id| self.regulation.facts.get(id.0 as usize));
        texts(into, facts.map(|fact| fact.id.as_str()));
    }
}

/// Appends `"line": n` and, if there are any, `"notes": […]`.
pub(crate) fn line_and_notes(into: &mut String, line: u64, notes: &[String]) {
    into.push_str(", \"line\": ");
    number(into, line);
    if !notes.is_empty() {
        key(into, "notes");
        list(into, notes, |into, note| text(into, note));
    }
}

/// What is told about a line that cannot be answered.
pub(crate) struct Refused<'a> {
    /// The case, if known.
    pub(crate) id: Option<&'a str>,
    /// The sentence.
    pub(crate) sentence: &'a str,
    /// The line, from 1.
    pub(crate) line: u64,
    /// The fact at fault, if it is one.
    pub(crate) fact: Option<&'a str>,
}

/// Appends the object for a line that cannot be answered.
pub(crate) fn refused(into: &mut String, refused: &Refused<'_>) {
    into.push_str("{\"id\": ");
    maybe(into, refused.id);
    into.push_str(", \"status\": \"error\", \"error\": ");
    text(into, refused.sentence);
    into.push_str(", \"line\": ");
    number(into, refused.line);
    into.push_str(", \"fact\": ");
    maybe(into, refused.fact);
    into.push('}');
}
