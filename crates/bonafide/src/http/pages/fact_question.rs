//! One fact as a question (逐题): its words, why it is asked and under which article, and how it can be answered.

use bonafide_procedure::case::InForce;
use bonafide_rules::regulation::{ChoiceValue, Fact, FactKind, Unit};

use crate::report::phrase::Phrase;
use crate::words::{Words, harmless, say};

/// A question.
pub(super) struct Asked {
    pub(super) title: String,
    /// Why it is asked: the article, and which of the six looks it is.
    pub(super) why: String,
    /// Answers to choose from; without any it is written.
    pub(super) choices: Vec<(String, String)>,
    pub(super) hint: String,
    /// The type of the input, and its keyboard.
    pub(super) input: &'static str,
    pub(super) mode: &'static str,
}

impl Asked {
    /// The question a fact of a regulation makes.
    pub(super) fn of(words: &Words, law: &InForce, fact: &Fact) -> Self {
        let phrase = Phrase { words, regulation: law.regulation() };
        let name = phrase.either(&fact.name, &fact.id).replace('_', " ");
        let (choices, input, mode, hint) = match &fact.kind {
            FactKind::YesNo => {
                let choices =
                    vec![("true".to_owned(), words.say("assess-yes")), ("false".to_owned(), words.say("assess-no"))];
                (choices, "text", "text", String::new())
            }
            FactKind::Choice { values, .. } => {
                let choice =
                    |value: &ChoiceValue| (value.id.clone(), phrase.either(&value.name, &value.id).replace('_', " "));
                (values.iter().map(choice).collect(), "text", "text", String::new())
            }
            FactKind::Number { unit: Unit::Day, .. } => (Vec::new(), "date", "text", words.say("web-self-check-day")),
            FactKind::Number { unit: Unit::Fen, .. } => {
                (Vec::new(), "text", "decimal", words.say("web-self-check-yuan"))
            }
            FactKind::Number { unit: Unit::Count, .. } => {
                (Vec::new(), "number", "numeric", words.say("web-self-check-count"))
            }
        };
        let look = fact.look.map(|look| words.say(&format!("web-look-{}", look.id()))).unwrap_or_default();
        let article = fact.article.and_then(|place| law.regulation().articles.get(place));
        let article = article.map(|article| harmless(&article.heading)).unwrap_or_default();
        let why = say!(words, "web-self-check-why", look = look, article = article);
        let key = if matches!(fact.kind, FactKind::YesNo) { "web-self-check-is" } else { "web-self-check-what" };
        Self { title: say!(words, key, name = name), why, choices, hint, input, mode }
    }
}
