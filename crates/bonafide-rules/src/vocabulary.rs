//! The shared vocabulary: facts every instrument and case archive knows by the same id.
//!
//! Kept as data (`data/vocabulary.jsonl`, one fact a line) and parsed on first use.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::Value;

use crate::regulation::{FactKind, Look, Unit};

const TEXT: &str = include_str!("../data/vocabulary.jsonl");

/// A fact of the shared vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vocabulary {
    /// `loss_amount`
    pub id: String,
    /// 损失金额
    pub label_zh: String,
    /// Its type.
    pub kind: VocabularyKind,
    /// Value ids of a choice in order; empty for other types.
    pub values: Vec<String>,
    /// Which of the six looks (六个看) it belongs to.
    pub look: Option<Look>,
    /// Papers that usually prove it.
    pub usual_evidence: String,
    /// 加重: more of it is a graver consequence.
    pub aggravating: bool,
}

/// Types of the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VocabularyKind {
    /// 是否
    YesNo,
    /// One of the values.
    Choice,
    /// 整数
    Count,
    /// 金额
    Money,
    /// 日期
    Date,
}

impl VocabularyKind {
    /// The word wordings select a type by.
    pub fn id(self) -> &'static str {
        match self {
            Self::YesNo => "yes_no",
            Self::Choice => "choice",
            Self::Count => "count",
            Self::Money => "money",
            Self::Date => "date",
        }
    }

    /// Whether a declared type is this one.
    pub fn agrees_with(self, kind: &FactKind) -> bool {
        matches!(
            (self, kind),
            (Self::YesNo, FactKind::YesNo)
                | (Self::Choice, FactKind::Choice { .. })
                | (Self::Count, FactKind::Number { unit: Unit::Count, .. })
                | (Self::Money, FactKind::Number { unit: Unit::Fen, .. })
                | (Self::Date, FactKind::Number { unit: Unit::Day, .. })
        )
    }
}

struct Shelf {
    entries: Vec<Vocabulary>,
    positions: HashMap<String, usize>,
}

static SHELF: LazyLock<Shelf> = LazyLock::new(|| {
    let entries: Vec<Vocabulary> = TEXT.lines().filter_map(parse).collect();
    let positions = entries.iter().enumerate().map(|(position, entry)| (entry.id.clone(), position)).collect();
    Shelf { entries, positions }
});

/// Every fact of the vocabulary in the order of the six looks.
pub fn all() -> &'static [Vocabulary] {
    &SHELF.entries
}

/// The fact with this id.
pub fn find(id: &str) -> Option<&'static Vocabulary> {
    SHELF.positions.get(id).and_then(|position| SHELF.entries.get(*position))
}

/// Reads one line; a test holds every line of the shipped file to it.
fn parse(line: &str) -> Option<Vocabulary> {
    let entry: Value = serde_json::from_str(line).ok()?;
    let text = |key: &str| entry.get(key).and_then(Value::as_str);
    let kind = match text("type")? {
        "bool" => VocabularyKind::YesNo,
        "enum" => VocabularyKind::Choice,
        "integer" => VocabularyKind::Count,
        "money" => VocabularyKind::Money,
        "date" => VocabularyKind::Date,
        _ => return None,
    };
    let values = entry.get("values").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let look = text("look")?;
    Some(Vocabulary {
        id: text("id")?.to_owned(),
        label_zh: text("label_zh")?.to_owned(),
        kind,
        values: values.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        look: Look::ALL.into_iter().find(|known| known.id() == look),
        usual_evidence: text("usual_evidence_zh")?.to_owned(),
        aggravating: entry.get("aggravating").and_then(Value::as_bool).unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_vocabulary_is_read_and_no_id_stands_twice() {
        assert_eq!(all().len(), TEXT.lines().count());
        for entry in all() {
            assert_eq!(find(&entry.id), Some(entry), "{}", entry.id);
            assert!(entry.look.is_some(), "{}", entry.id);
            assert_eq!(entry.kind == VocabularyKind::Choice, !entry.values.is_empty(), "{}", entry.id);
        }
        assert_eq!(find("no_such_fact"), None);
    }

    #[test]
    fn consequences_that_grow_are_aggravating() {
        let check = |id: &str, expected: bool| assert_eq!(find(id).unwrap().aggravating, expected, "{id}");
        check("harm_level", true);
        check("loss_amount", true);
        check("deaths", true);
        check("adverse_influence", true);
        check("project_amount", false);
        check("positive_effect", false);
    }
}
