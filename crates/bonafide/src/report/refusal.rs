//! A refusal in words: why, what it rests on, what could be done instead.

use bonafide_procedure::case::Act;
use bonafide_procedure::procedure::{Citation, Gap};
use bonafide_procedure::refusal::Refusal;
use bonafide_procedure::step::Step;
use fluent_bundle::FluentArgs;

use super::names::Names;
use crate::handle::HandleError;
use crate::media::{self, FileRefused};
use crate::words::{harmless, placeable, say};

/// What every sentence of a refusal may name; what a rule leaves unsaid stays empty.
const ARGUMENTS: [&str; 30] = [
    "act",
    "after",
    "before",
    "cause",
    "day",
    "days",
    "due",
    "entitled",
    "evidence",
    "fact",
    "for",
    "ground",
    "items",
    "last",
    "least",
    "missing",
    "number",
    "open",
    "organ",
    "outcome",
    "paper",
    "part",
    "parties",
    "person",
    "possible",
    "present",
    "red_lines",
    "reason",
    "regulation",
    "step",
];

/// The lines of a refusal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Told {
    /// The code of the rule.
    pub(crate) code: String,
    /// Why.
    pub(crate) sentence: String,
    /// Article and law.
    pub(crate) rests: String,
    /// What could be done.
    pub(crate) instead: String,
    /// That nothing was written.
    pub(crate) nothing: String,
}

/// The lines of an error.
pub(crate) fn told(names: &Names<'_>, error: &HandleError, act: Option<&Act>) -> Told {
    let words = names.words;
    match error {
        HandleError::Refused(refusal) => of_rule(names, refusal, act),
        HandleError::Stale { expected, actual } => {
            let (expected, actual) = (u64::from(*expected), u64::from(*actual));
            of_record(names, "stale", say!(words, "refusal-stale", expected = expected, actual = actual))
        }
        HandleError::UnknownCase(number) => {
            let sentence = say!(words, "refusal-unknown-case", number = number.as_str());
            of_record(names, "unknown-case", sentence)
        }
        HandleError::IdReused => of_record(names, "id-reused", words.say("refusal-id-reused")),
        HandleError::Busy => of_record(names, "busy", words.say("refusal-busy")),
        HandleError::NoRoster => of_record(names, "no-roster", words.say("refusal-no-roster")),
        HandleError::NoRegulation => of_record(names, "no-regulation", words.say("refusal-no-regulation")),
        HandleError::NothingNew => of_record(names, "nothing-new", words.say("refusal-nothing-new")),
        HandleError::AdoptedBefore(name) => {
            let sentence = say!(words, "refusal-adopted-before", regulation = name.as_str());
            of_record(names, "adopted-before", sentence)
        }
        HandleError::UnknownActor(person) => {
            let sentence = say!(words, "refusal-unknown-actor", person = person.as_str());
            of_record(names, "unknown-actor", sentence)
        }
        HandleError::Gaps(gaps) => of_gaps(names, gaps),
        HandleError::WrongText(_) => bare(words.say("handle-wrong-text"), "wrong-text"),
        HandleError::WrongRoster(errors) => {
            let lines: Vec<String> = errors.iter().map(|error| harmless(&error.to_string())).collect();
            bare(say!(words, "handle-wrong-roster", errors = lines.join("\n")), "wrong-roster")
        }
        HandleError::Archive(error) => bare(say!(words, "archive-wrong", reason = error.to_string()), "archive-wrong"),
        HandleError::UnknownOutcome => bare(words.say("handle-unknown-outcome"), "unknown-outcome"),
        other => bare(say!(words, "handle-fault", reason = harmless(&other.to_string())), "fault"),
    }
}

fn bare(sentence: String, code: &str) -> Told {
    Told { code: code.to_owned(), sentence, ..Told::default() }
}

fn of_gaps(names: &Names<'_>, gaps: &[Gap]) -> Told {
    let line = |gap: &Gap| match gap {
        Gap::Missing(step) => say!(names.words, "handle-gap-missing", step = names.step(*step)),
        Gap::NoTerm(step) => say!(names.words, "handle-gap-term", step = names.step(*step)),
    };
    let lines: Vec<String> = gaps.iter().map(line).collect();
    bare(say!(names.words, "handle-gaps", gaps = lines.join("\n")), "gaps")
}

/// A refusal by the rules of the record itself.
fn of_record(names: &Names<'_>, code: &str, sentence: String) -> Told {
    let words = names.words;
    Told {
        code: code.to_owned(),
        sentence: say!(words, "refusal-head", sentence = sentence),
        rests: words.say("refusal-rests-record"),
        instead: say!(words, "refusal-instead", sentence = words.say(&format!("refusal-{code}-instead"))),
        nothing: words.say("refusal-nothing"),
    }
}

fn of_rule(names: &Names<'_>, refusal: &Refusal, act: Option<&Act>) -> Told {
    let words = names.words;
    let mut arguments = FluentArgs::new();
    for key in ARGUMENTS {
        arguments.set(key, "");
    }
    if let Some(act) = act {
        arguments.set("act", names.step_or_act(act.id()));
    }
    for key in ["today", "value", "word"] {
        arguments.set(key, "");
    }
    for (key, value) in &refusal.arguments {
        arguments.set(*key, placeable(names.argument(key, value)));
    }
    let code = refusal.rule.code();
    let fill = |key: &str| words.fill(key, &arguments);
    Told {
        code: code.to_owned(),
        sentence: say!(words, "refusal-head", sentence = fill(&format!("refusal-{code}"))),
        rests: rests(names, refusal),
        instead: say!(words, "refusal-instead", sentence = fill(&format!("refusal-{code}-instead"))),
        nothing: words.say("refusal-nothing"),
    }
}

/// The article of the regulation in force, the law the rule rests on, or that it is a rule of the record.
fn rests(names: &Names<'_>, refusal: &Refusal) -> String {
    let words = names.words;
    let law = refusal.rule.law();
    let citation = cited(names, refusal);
    let (title, article) = (names.title(), citation.article.unwrap_or_default());
    match (article.is_empty() || title.is_empty(), law.is_empty()) {
        (true, true) => words.say("refusal-rests-record"),
        (true, false) => say!(words, "refusal-rests", source = law),
        (false, false) => say!(words, "refusal-rests-both", regulation = title, article = article, source = law),
        (false, true) => match citation.source.filter(|source| !source.is_empty()) {
            Some(source) => say!(words, "refusal-rests-own", regulation = title, article = article, source = source),
            None => say!(words, "refusal-rests-article", regulation = title, article = article),
        },
    }
}

/// Where it stands: as the rule says, else where the text provides for the step it is about.
fn cited(names: &Names<'_>, refusal: &Refusal) -> Citation {
    if refusal.citation.article.is_some() {
        return refusal.citation.clone();
    }
    let step = refusal.arguments.iter().find(|(key, _)| *key == "step").map(|(_, value)| value.as_str());
    let step = step.and_then(|id| Step::ALL.iter().copied().find(|step| step.id() == id));
    let provided = step.zip(names.law()).and_then(|(step, law)| law.procedure.provided(step).next());
    provided.map(|provided| provided.citation.clone()).unwrap_or_default()
}

/// The lines of an attachment that is not taken.
pub(crate) fn told_file(names: &Names<'_>, path: &str, refused: &FileRefused, act: &Act) -> Told {
    let no_place = || say!(names.words, "refusal-file-no-place", act = names.step_or_act(act.id()));
    of_record(names, refused.code(), file_sentence(names, path, refused, media::BYTES_MAX).unwrap_or_else(no_place))
}

/// The lines of a file in a form that is not taken; `most`: how many bytes the web takes.
pub(crate) fn told_upload(names: &Names<'_>, name: &str, refused: &FileRefused, most: usize) -> Told {
    let most = u64::try_from(most).unwrap_or(u64::MAX);
    of_record(names, refused.code(), file_sentence(names, name, refused, most).unwrap_or_default())
}

/// What is wrong with a file itself; nothing when it is the act that takes none.
fn file_sentence(names: &Names<'_>, path: &str, refused: &FileRefused, most: u64) -> Option<String> {
    let (words, most) = (names.words, size(most));
    let sentence = match refused {
        FileRefused::TooLarge { bytes } => {
            say!(words, "refusal-file-too-large", path = path, size = size(*bytes), most = most)
        }
        FileRefused::FalseType { named, found } => {
            say!(words, "refusal-file-false-type", path = path, named = named.as_str(), found = *found)
        }
        FileRefused::UnknownType => {
            say!(words, "refusal-file-unknown-type", path = path, known = media::extensions())
        }
        FileRefused::Empty => say!(words, "refusal-file-empty", path = path),
        FileRefused::NoPlace => return None,
    };
    Some(sentence)
}

/// Bytes as people say them.
pub(crate) fn size(bytes: u64) -> String {
    if bytes < 1024 * 1024 {
        format!("{} KiB", bytes.div_ceil(1024))
    } else {
        format!("{} MiB", bytes.div_ceil(1024 * 1024))
    }
}

#[cfg(test)]
mod tests {
    use bonafide_procedure::refusal::Rule;

    use super::*;
    use crate::words::{Language, Words};

    #[test]
    fn every_rule_has_a_sentence_and_something_to_do_instead() {
        for language in [Language::Chinese, Language::English] {
            let words = Words::new(language);
            for rule in Rule::ALL {
                for key in [format!("refusal-{}", rule.code()), format!("refusal-{}-instead", rule.code())] {
                    assert!(words.knows(&key), "{key}");
                }
            }
        }
    }

    #[test]
    fn no_refusal_leaves_a_gap_in_its_sentence() {
        for language in [Language::Chinese, Language::English] {
            let words = Words::new(language);
            let names = Names::of(&words, None);
            for rule in Rule::ALL {
                let told = of_rule(&names, &Refusal::by(*rule), None);
                assert!(!format!("{told:?}").contains("{$"), "{told:?}");
                assert!(!told.rests.is_empty());
            }
        }
    }
}
